"""A reader of charts that shares no code with the program."""

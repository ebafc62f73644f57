//! Languages: the words the program itself prints, numbers, dates and lists. One data file a language; numbers, dates
//! and lists through ICU4X.

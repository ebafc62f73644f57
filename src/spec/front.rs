//! Choices of `[briefing]` about lists at the front and notes.

use super::record::choice;

choice! {
    /// A list at the front of the document.
    pub enum ListOf {
        /// Charts and images, as "Figure 1".
        Charts = "charts",
        /// Tables.
        Tables = "tables",
    }
}

choice! {
    /// Where the notes of the text stand.
    pub enum NotesAt {
        /// At the foot of the page.
        Foot = "foot",
        /// At the end of the document.
        End = "end",
    }
}

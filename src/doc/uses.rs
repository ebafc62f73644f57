//! Where a document prints its evidence: written down while it is composed, for the ledger.

use std::sync::Arc;

/// One place where a record of the evidence is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The collection of the record: `figures`, `quotations`, `charts`.
    pub collection: &'static str,
    /// Its id.
    pub id: String,
    /// The text, exactly as it is printed, in the pieces that stand apart. None where it is drawn.
    pub printed: Vec<String>,
    /// Where it stands.
    pub place: Place,
}

/// A place in a document, as people name it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// Its name as references print it: "para. 12", "Table 1".
    pub label: Option<String>,
    /// The name that links lead to.
    pub anchor: Option<Arc<str>>,
}

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlaceKind {
    /// Anything else: a title, a caption of the program's own.
    #[default]
    Other,
    /// The large numbers at the top.
    KeyFigures,
    /// The summary.
    Summary,
    /// A section: its heading, or a paragraph that has no number.
    Section,
    /// A numbered paragraph.
    Paragraph,
    /// A recommendation.
    Recommendation,
    /// A chart or picture, its caption included.
    Figure,
    /// A table, its caption included.
    Table,
    /// What changed since the briefing before.
    Changes,
}

impl PlaceKind {
    /// Its name in the ledger.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PlaceKind::Other => "other",
            PlaceKind::KeyFigures => "key-figures",
            PlaceKind::Summary => "summary",
            PlaceKind::Section => "section",
            PlaceKind::Paragraph => "paragraph",
            PlaceKind::Recommendation => "recommendation",
            PlaceKind::Figure => "figure",
            PlaceKind::Table => "table",
            PlaceKind::Changes => "changes",
        }
    }
}

//! What changed from one briefing to another: figures, quotations and sources by id, data by row and column, the text by paragraph.
//!
//! In come two specifications with their documents; out come [`Changes`]. Numbers are compared as the specifications have
//! them, with their bound, and not as a language prints them.

mod data;
mod records;
mod sequence;
mod text;

use crate::doc::Document;
use crate::spec::Spec;
pub use data::{CellChange, DataChange, Revised, RowChange, Tables, revised};
use serde::Serialize;

/// One of the two briefings.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// Its specification.
    pub spec: &'a Spec,
    /// Its tables of data.
    pub data: &'a Tables,
    /// Its document.
    pub document: &'a Document,
}

/// All that changed, in the order of the new briefing; what is gone comes last of its kind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Changes {
    /// Figures, by id.
    pub figures: Vec<RecordChange>,
    /// Quotations, by id.
    pub quotations: Vec<RecordChange>,
    /// Sources, by id.
    pub sources: Vec<RecordChange>,
    /// Data, by id, row and column.
    pub data: Vec<DataChange>,
    /// The text.
    pub text: Vec<TextChange>,
}

impl Changes {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let records = [&self.figures, &self.quotations, &self.sources];
        records.iter().all(|records| records.is_empty()) && self.data.is_empty() && self.text.is_empty()
    }
}

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Only the new briefing has it.
    Added,
    /// Only the old briefing has it.
    Removed,
    /// Both have it, not in the same way.
    Changed,
}

/// A record that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecordChange {
    /// Its id.
    pub id: String,
    /// What became of it.
    pub kind: Kind,
    /// Its keys that differ; of a record that was added or removed, all that it has.
    pub fields: Vec<FieldChange>,
}

/// A key of a record that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Its name in specifications; `number` stands for a figure's value or interval or estimates with their bounds.
    pub field: &'static str,
    /// What the old briefing has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What the new briefing has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// By how much a number changed, where both have the same bound: only then can one be taken from the other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<String>,
}

/// A paragraph, heading, row of a table or note that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextChange {
    /// The heading it stands below; empty before the first one.
    pub below: String,
    /// What became of it.
    pub kind: Kind,
    /// The old text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// The new text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// Compares two briefings.
#[must_use]
pub fn compare(old: Side<'_>, new: Side<'_>) -> Changes {
    Changes {
        data: data::compare((old.spec, old.data), (new.spec, new.data)),
        text: text::compare(old.document, new.document),
        ..evidence(old.spec, new.spec)
    }
}

/// Compares the evidence of two specifications, and neither data nor text.
#[must_use]
pub fn evidence(old: &Spec, new: &Spec) -> Changes {
    Changes {
        figures: records::compare(&old.figures, &new.figures, records::figure),
        quotations: records::compare(&old.quotations, &new.quotations, records::quotation),
        sources: records::compare(&old.sources, &new.sources, records::source),
        data: Vec::new(),
        text: Vec::new(),
    }
}

#[cfg(test)]
mod tests;

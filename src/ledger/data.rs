//! Tables of data and queries as the ledger has them.

use super::model::{Attached, Counted, Data};
use super::{Builder, sha256, text_of};
use crate::spec;
use std::collections::BTreeSet;

impl Builder<'_> {
    /// What the query of `name`, `figures.ID` or `data.ID`, counted.
    pub(super) fn counted(&self, name: &str) -> Option<Counted> {
        let account = self.inputs.evidence.accounts.get(name)?;
        Some(Counted {
            data: account.from.iter().cloned().collect(),
            rows: account.rows.map(|(counted, _)| counted),
            left_out: account.rows.map(|(_, left_out)| left_out),
            below: account.below,
        })
    }

    /// The tables behind what the document shows.
    pub(super) fn data(&self, attachments: &[Attached]) -> Vec<Data> {
        let spec = self.inputs.spec;
        let mut open: Vec<&str> = self.inputs.document.data.iter().map(String::as_str).collect();
        let accounts = &self.inputs.evidence.accounts;
        let behind =
            |name: String| accounts.get(&name).into_iter().flat_map(|account| &account.from).map(String::as_str);
        open.extend(self.shown.figures.iter().flat_map(|id| behind(format!("figures.{id}"))));
        let mut found = BTreeSet::new();
        while let Some(id) = open.pop() {
            if found.insert(id) {
                open.extend(behind(format!("data.{id}")));
            }
        }
        let all = spec.data.iter().filter(|(id, _)| found.contains(id.value.as_str()));
        all.map(|(id, record)| self.table(&id.value, record, attachments)).collect()
    }

    fn table(&self, id: &str, record: &spec::Data, attachments: &[Attached]) -> Data {
        // protected data are not among them
        let table = self.inputs.evidence.data.get(id);
        let attached = table.and_then(|table| attachments.iter().find(|file| file.name == table.attached));
        Data {
            id: id.to_owned(),
            file: text_of(record.file.as_ref()),
            database: text_of(record.database.as_ref()),
            query: text_of(record.query.as_ref()).or_else(|| whole_table(record)),
            counted: self.counted(&format!("data.{id}")),
            source: record.source.as_ref().map(|source| source.value.clone()),
            rows: table.map(|table| table.rows.len()),
            attachment: attached.map(|file| file.name.clone()),
            sha256: table.map(|table| sha256(&table.bytes)),
            protected_below: record.protect.as_ref().map(|protect| protect.below.value),
        }
    }
}

/// What a database is asked where the specification names a table of it.
fn whole_table(record: &spec::Data) -> Option<String> {
    let table = record.database.as_ref().and(record.table.as_ref())?;
    Some(format!("select * from {}", table.value))
}

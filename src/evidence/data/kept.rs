//! Tables that stay in memory from one briefing to the next. A batch reads each file once, so that all its documents are made of
//! one state of the data, whatever happens to the file in between.

use super::Table;
use crate::diag::{Diagnostic, File, Files, Sink};
use crate::evidence::files::Folder;
use crate::spec::{Data, Records, Source, Spanned};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most cells that are kept. What is beyond is read anew for each briefing, and must be what it was.
const MOST: usize = 1_000_000;

/// What was read for briefings before.
#[derive(Debug, Default)]
pub struct Tables(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    tables: BTreeMap<String, Known>,
    cells: usize,
    /// The hash of what was read first, by the file and what of it was wanted.
    hashes: BTreeMap<String, [u8; 32]>,
}

/// A table, the texts that it stands in, and what lets it stand but is to be said in each briefing.
#[derive(Debug, Clone)]
struct Known {
    table: Table,
    files: Vec<File>,
    findings: Vec<Diagnostic>,
}

impl Tables {
    /// The table of the data `id`, read now or before.
    pub(super) fn read(
        &self,
        (id, data): (&Spanned<String>, &Data),
        sources: &Records<Source>,
        folder: &Folder,
        files: &mut Files,
        sink: &mut Sink,
    ) -> Option<Table> {
        let before = files.len();
        let place = folder.shown("");
        // all that the cells are read by: the columns with their labels in this edition, and the places that findings point to
        let key = format!("{before} {place:?} {:?} {data:?}", sources.ids().collect::<Vec<_>>());
        let known = self.state().tables.get(&key).cloned();
        if let Some(known) = known {
            files.extend(known.files);
            known.findings.into_iter().for_each(|finding| sink.push(finding));
            return Some(known.table);
        }
        let mut found = Sink::default();
        let table = super::read_file((id, data), sources, folder, files, &mut found);
        let findings = found.findings().to_vec();
        sink.append(found);
        let table = table?;
        let file = format!("{place:?} {:?} {:?}", table.file, table.attached);
        match self.keep(key, &file, Known { table: table.clone(), files: files.since(before).to_vec(), findings }) {
            true => Some(table),
            false => {
                let message = format!("`{}` was changed while the batch was running", table.file);
                let finding = Diagnostic::error("changed-data", message);
                sink.push(finding.help("run it again with `--resume`: what was made of the former state is made anew"));
                None
            }
        }
    }

    /// Keeps a table, where there is room for it; says whether it is what was read first.
    fn keep(&self, key: String, file: &str, known: Known) -> bool {
        let hash: [u8; 32] = Sha256::digest(&known.table.bytes).into();
        let mut state = self.state();
        if *state.hashes.entry(file.to_owned()).or_insert(hash) != hash {
            return false;
        }
        let cells = state.cells + known.table.rows.len() * known.table.columns.len();
        // where its text was read before as another record's, its places are those of that one
        if cells <= MOST && !known.files.is_empty() && !state.tables.contains_key(&key) {
            state.cells = cells;
            state.tables.insert(key, known);
        }
        true
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::files::testing::Briefing;

    const DATA: &str = "[data.d]\nfile = \"data/d.csv\"\ncolumns.n = { type = \"number\", bound = \"exact\" }\n";

    /// A folder in which briefings are read one after the other.
    struct Place {
        briefing: Briefing,
        tables: Tables,
    }

    impl Place {
        fn new() -> Self {
            Place { briefing: Briefing::new().file("data/d.csv", "n\n1\n"), tables: Tables::default() }
        }

        /// What the next briefing has in its table, where the file holds `csv` by then and `others` were read before it; or
        /// the code of the finding.
        #[expect(clippy::disallowed_methods, reason = "a test changes its own file")]
        fn read(&mut self, csv: &str, others: usize) -> Result<String, &'static str> {
            std::fs::write(self.briefing.path("data/d.csv"), csv).unwrap();
            self.briefing.files = Files::default();
            let spec = self.briefing.spec(DATA);
            let (folder, mut sink) = (self.briefing.folder(), Sink::default());
            let files = &mut self.briefing.files;
            for other in 0..others {
                files.add(other.to_string(), "");
            }
            let table = self.tables.read(spec.data.iter().next().unwrap(), &spec.sources, &folder, files, &mut sink);
            match (table, sink.findings()) {
                (Some(table), []) => Ok(self.briefing.files.text(table.rows[0][0].span).to_owned()),
                (_, findings) => Err(findings[0].code),
            }
        }
    }

    #[test]
    fn a_file_that_changes_is_what_it_was() {
        let mut place = Place::new();
        assert_eq!(place.read("n\n1\n", 0), Ok("1".to_owned()));
        assert_eq!(place.read("n\n2\n", 0), Ok("1".to_owned()), "the place of the cell leads into the former text");
    }

    #[test]
    fn what_is_read_anew_must_be_what_it_was() {
        let mut place = Place::new();
        assert_eq!(place.read("n\n1\n", 0), Ok("1".to_owned()));
        assert_eq!(place.read("n\n1\n", 1), Ok("1".to_owned()), "with another file before it, its places are others");
        assert_eq!(place.read("n\n2\n", 2), Err("changed-data"));
        assert_eq!(place.read("n\nx\n", 3), Err("invalid-cell"), "what has faults is not kept");
    }
}

//! What an author can get wrong. Each case is built over an older file and checked in both formats: the finding must have
//! the right name and place, nothing may be written, and the older file must stay whole.

mod archives;
mod charts;
mod data;
mod fonts;
mod images;
mod joined;
mod layout;
mod nesting;
mod output;
mod records;
mod text;

use crate::support::{Case, Finding, Outcome, Place, exit, place_of};

/// The output file of all cases, and what stands in it before.
const OUTPUT: &str = "old.pdf";
const OLD: &[u8] = b"%PDF-1.7 the briefing of last month";

/// A bad folder and the findings it must give.
struct Bad {
    case: Case,
    expected: Vec<(&'static str, Option<Place>)>,
}

impl Bad {
    fn new(case: Case) -> Self {
        Bad { case: case.file(OUTPUT, OLD), expected: Vec::new() }
    }

    /// A folder with `text` as its specification.
    fn spec(text: &str) -> Self {
        Bad::new(Case::spec(text))
    }

    fn file(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.case = self.case.file(path, bytes);
        self
    }

    fn with(mut self, change: impl FnOnce(&std::path::Path)) -> Self {
        self.case = self.case.with(change);
        self
    }

    /// An error is expected in `briefing.toml`, beginning where `needle` begins; `needle` stands there once.
    #[track_caller]
    fn finds(self, code: &'static str, needle: &str) -> Self {
        self.finds_in("briefing.toml", code, needle)
    }

    /// The same in another file.
    #[track_caller]
    fn finds_in(mut self, path: &str, code: &'static str, needle: &str) -> Self {
        let text = std::fs::read_to_string(self.case.path().join(path)).expect("the file is text");
        let (line, column) = place_of(&text, needle);
        self.expected.push((code, Some((path.to_owned(), line, column))));
        self
    }

    /// An error is expected at a line and column of a file.
    fn finds_at(mut self, path: &str, code: &'static str, line: u64, column: u64) -> Self {
        self.expected.push((code, Some((path.to_owned(), line, column))));
        self
    }

    /// An error is expected that points into no text.
    fn finds_unplaced(mut self, code: &'static str) -> Self {
        self.expected.push((code, None));
        self
    }

    /// Checks and builds it: exactly the expected errors must come, and the exit code of refused input.
    #[track_caller]
    fn refused(self) -> Refused {
        let before = self.case.tree();
        let built = self.case.run(["build", ".", "--output", OUTPUT, "--messages", "json"]).ended(exit::FINDINGS);
        assert_eq!(self.case.tree(), before, "a refused build leaves no trace\n{built}");
        self.compare(&built);
        let checked = self.case.run(["check", ".", "--format", "text"]);
        // What does not fit is known to a check as well, since it lays out the pages.
        let checked = checked.ended(exit::FINDINGS);
        self.compare_text(&checked);
        Refused { findings: built.findings(), shown: format!("{}{}", checked.stdout, checked.stderr) }
    }

    #[track_caller]
    fn compare(&self, built: &Outcome) {
        let is_error = |finding: &&Finding| finding.severity == "error";
        let mut got: Vec<_> =
            built.findings().iter().filter(is_error).map(|f| (f.code.clone(), f.place.clone())).collect();
        let mut wanted: Vec<_> =
            self.expected.iter().map(|(code, place)| ((*code).to_owned(), place.clone())).collect();
        got.sort();
        wanted.sort();
        assert_eq!(got, wanted, "found (left), expected (right)\n{built}");
    }

    /// People see the same as programs: `error[code]` and `--> file:line:column`.
    #[track_caller]
    fn compare_text(&self, checked: &Outcome) {
        let shown = format!("{}{}", checked.stdout, checked.stderr);
        for (code, place) in &self.expected {
            assert!(shown.contains(&format!("error[{code}]")), "`{code}` is not shown\n{checked}");
            if let Some((file, line, column)) = place {
                assert!(
                    shown.contains(&format!("{file}:{line}:{column}")),
                    "{file}:{line}:{column} is not shown\n{checked}"
                );
            }
        }
    }
}

/// What was said about refused input, for cases that look at the words.
struct Refused {
    findings: Vec<Finding>,
    shown: String,
}

impl Refused {
    /// What is shown to people has these words: a further place of a finding, such as `d.csv:2`.
    #[track_caller]
    fn shows(self, words: &str) -> Self {
        assert!(self.shown.contains(words), "`{words}` is not shown to people:\n{}", self.shown);
        self
    }

    /// The message or a hint must contain `words`.
    #[track_caller]
    fn says(self, words: &str) -> Self {
        assert!(
            self.findings.iter().any(|finding| finding.text.contains(words)),
            "no finding says `{words}`:\n{}",
            self.shown
        );
        self.shows(words)
    }
}

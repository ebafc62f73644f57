//! A folder with files, for tests.

use super::*;
use crate::diag::{Files, Sink};
use crate::spec::{self, Spec};

/// A briefing's folder in a temporary place, and what was read from it.
pub(crate) struct Briefing {
    /// The place.
    pub place: tempfile::TempDir,
    /// The texts.
    pub files: Files,
}

impl Briefing {
    /// An empty folder.
    pub fn new() -> Self {
        Briefing { place: tempfile::tempdir().unwrap(), files: Files::default() }
    }

    /// Puts a file there, with the folders it needs.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// The path of a file in it.
    pub fn path(&self, path: &str) -> PathBuf {
        self.place.path().join(path)
    }

    /// The folder, opened.
    pub fn folder(&self) -> Folder {
        Folder::open(self.place.path()).unwrap()
    }

    /// The specification of this text, after a head with the sources `a` and `b`; it must be without fault.
    pub fn spec(&mut self, rest: &str) -> Spec {
        let text = format!("{HEAD}{rest}");
        let id = self.files.add(SPECIFICATION, &text);
        let mut sink = Sink::default();
        let spec = spec::read(id, &text, &mut sink);
        spec.unwrap_or_else(|| panic!("{:#?}", sink.findings()))
    }

    /// A finding in one line: code, place, message, help.
    pub fn line(&self, finding: &Diagnostic) -> String {
        let place = finding.primary.as_ref().map_or_else(String::new, |label| {
            let file = self.files.get(label.span.file).unwrap();
            let at = file.position(label.span.start as usize);
            // below the briefing's folder, which is another one each time
            let name = file.name.find("data/").map_or(file.name.as_str(), |at| &file.name[at..]);
            format!(" {name}:{}:{}", at.line, at.column)
        });
        format!("{}{place}: {}; {}", finding.code, finding.message, finding.help.join("; "))
    }
}

const HEAD: &str = r#"spec = 1
[briefing]
title = "T"
date = 2021-02-15
language = "en-GB"
[sources.a]
type = "report"
title = "A"
[sources.b]
type = "report"
title = "B"
"#;

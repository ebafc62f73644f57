//! A [`Case`] is a folder of files made for one test; running the program in it gives an [`Outcome`].

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_briefing");

/// Exit codes, as the README promises them.
pub mod exit {
    /// Done, though there may be warnings.
    pub const OK: i32 = 0;
    /// Findings of severity error; nothing was written.
    pub const FINDINGS: i32 = 1;
    /// The command line is not understood.
    pub const USAGE: i32 = 2;
    /// A file could not be read or written.
    pub const IO: i32 = 3;
}

/// The top folder of the project.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A specification that builds, with `rest` after its head. The language is English, and there is one source, `a`.
pub fn spec_with(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

/// The head of [`spec_with`].
pub const HEAD: &str = r#"spec = 1

[briefing]
title = "Executions in Testland"
date = 2021-02-15
language = "en-GB"

[sources.a]
type = "report"
title = "Annual report on the death penalty"
publisher = "The Institute"
issued = 2021

"#;

/// One section, for specifications that are about something else.
pub const SECTION: &str = r#"
[[sections]]
heading = "Facts"
text = "Words that need no source."
"#;

/// A folder of files to run the program in.
pub struct Case {
    dir: TempDir,
}

impl Case {
    /// An empty folder.
    pub fn new() -> Self {
        Case { dir: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A folder with `text` as its `briefing.toml`.
    pub fn spec(text: &str) -> Self {
        Case::new().file("briefing.toml", text)
    }

    /// A copy of the folder `from` with all that is in it.
    pub fn copy(from: &Path) -> Self {
        let case = Case::new();
        for (path, bytes) in tree(from) {
            case.write(&path, &bytes);
        }
        case
    }

    /// Adds a file; folders on the way are made.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(Path::new(path), bytes.as_ref());
        self
    }

    /// Changes the folder in a way that [`Case::file`] cannot.
    pub fn with(self, change: impl FnOnce(&Path)) -> Self {
        change(self.path());
        self
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// What is in the folder, without the bytes of pipes and links.
    pub fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        tree(self.path())
    }

    /// Runs the program in the folder.
    pub fn run<S: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = S>) -> Outcome {
        self.run_as(Command::new(PROGRAM).args(args))
    }

    /// Runs `command` in the folder, without a terminal and in a fixed environment.
    pub fn run_as(&self, command: &mut Command) -> Outcome {
        command.env_clear().current_dir(self.path()).stdin(Stdio::null());
        self.run_in_own_environment(command.env("PATH", std::env::var_os("PATH").unwrap_or_default()))
    }

    /// Runs `command` with the folder and the environment it has been given.
    pub fn run_in_own_environment(&self, command: &mut Command) -> Outcome {
        let output = command.output().unwrap_or_else(|error| panic!("cannot start {command:?}: {error}"));
        let text = |bytes: Vec<u8>| self.normalise(&String::from_utf8(bytes).expect("UTF-8 on standard streams"));
        Outcome {
            code: output.status.code(),
            signal: output.status.signal(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Writes `[DIR]` for the folder, so that texts can be compared.
    fn normalise(&self, text: &str) -> String {
        let real = self.path().canonicalize().expect("the folder exists");
        [real.as_path(), self.path()]
            .iter()
            .fold(text.to_owned(), |text, path| text.replace(&*path.to_string_lossy(), "[DIR]"))
    }

    fn write(&self, path: &Path, bytes: &[u8]) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a path below the folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }
}

/// The regular files below `top` with their bytes; other things with none.
fn tree(top: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![top.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(Result::unwrap) {
            let kind = entry.file_type().expect("a kind");
            if kind.is_dir() {
                folders.push(entry.path());
                continue;
            }
            let bytes = if kind.is_file() { fs::read(entry.path()).expect("a file") } else { Vec::new() };
            found.insert(entry.path().strip_prefix(top).expect("a path below").to_path_buf(), bytes);
        }
    }
    found
}

/// What the program answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The exit code, where it ended by itself.
    pub code: Option<i32>,
    /// The signal that ended it, where one did.
    pub signal: Option<i32>,
    /// Results.
    pub stdout: String,
    /// Messages.
    pub stderr: String,
}

impl Outcome {
    /// The findings of a run with `--format json`, on whichever stream they came.
    pub fn findings(&self) -> Vec<Finding> {
        let lines = self.stdout.lines().chain(self.stderr.lines());
        lines.filter(|line| line.starts_with('{')).filter_map(Finding::parse).collect()
    }

    /// Fails unless the program ended with `code`.
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "exit code\n{self}");
        assert!(!self.stderr.contains("panicked at"), "a crash\n{self}");
        self
    }
}

impl std::fmt::Display for Outcome {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Outcome { code, signal, stdout, stderr } = self;
        write!(f, "code {code:?}, signal {signal:?}\n--- stdout\n{stdout}\n--- stderr\n{stderr}")
    }
}

/// What asks for the edition in `language`.
pub fn in_language(language: &str) -> briefing::Options<'_> {
    briefing::Options { language: Some(language), ..briefing::Options::default() }
}

/// A file, and a line and a column in it, from 1.
pub type Place = (String, u64, u64);

/// A finding, as `--format json` tells it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Its name.
    pub code: String,
    /// `error` or `warning`.
    pub severity: String,
    /// The file, line and column it points to, where it points into a text.
    pub place: Option<Place>,
    /// What is wrong, and the hints.
    pub text: String,
}

impl Finding {
    fn parse(line: &str) -> Option<Finding> {
        let value: serde_json::Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error} in {line}"));
        let text = |key: &str| value.get(key).and_then(serde_json::Value::as_str).map(str::to_owned);
        let number = |key: &str| value.get(key).and_then(serde_json::Value::as_u64);
        let place = text("file").zip(number("line")).zip(number("column"));
        Some(Finding {
            code: text("code")?,
            severity: text("severity")?,
            place: place.map(|((file, line), column)| (file.trim_start_matches("./").to_owned(), line, column)),
            text: line.to_owned(),
        })
    }
}

/// The line and column, from 1 and in characters, of the only place where `needle` stands in `text`.
#[track_caller]
pub fn place_of(text: &str, needle: &str) -> (u64, u64) {
    let mut places = text.match_indices(needle).map(|(at, _)| at);
    let at = places.next().unwrap_or_else(|| panic!("`{needle}` is not in the text"));
    assert_eq!(places.next(), None, "`{needle}` stands in the text more than once");
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    (u64::try_from(line).unwrap(), u64::try_from(column).unwrap())
}

/// Whether a program can be started; tests that need one that cannot say so with [`skipped`].
pub fn is_installed(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}

/// Says plainly that a test did not judge anything; with `CI=true` that is a failure.
#[track_caller]
pub fn skipped(what: &str, why: &str) {
    // Not by a macro, whose output the test harness keeps to itself when a test passes.
    let _ = writeln!(std::io::stderr(), "SKIPPED {what}: {why}");
    assert!(std::env::var("CI").as_deref() != Ok("true"), "{what} may not be skipped in CI: {why}");
}

//! Findings: what is wrong, where it stands in the author's files, and what to do about it.
//!
//! Every stage reports through a [`Sink`]; nothing prints. A finding points into a file of [`Files`] by a byte range
//! ([`Span`]), so that it can be shown with its line, or written as JSON.

use std::fmt;
use std::sync::Arc;

/// The number of a text file in [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FileId(pub u32);

/// A range of bytes in one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

impl Span {
    /// The range `range` of `file`.
    #[must_use]
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        Span { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The range as `usize`.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Files are limited to a few MiB, so that an offset always fits.
fn clamp(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A text file that findings can point into.
#[derive(Debug, Clone)]
pub struct File {
    /// The name to show: the path as the author would type it.
    pub name: String,
    /// The whole text.
    pub text: Arc<str>,
    line_starts: Arc<[usize]>,
}

/// A place as people count: from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
}

impl File {
    fn new(name: String, text: &str) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        File { name, text: Arc::from(text), line_starts }
    }

    /// The place of the byte `offset`.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_char_boundary(&self.text, offset);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        let start = self.line_starts[line - 1];
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }
}

/// The last character boundary at or before `offset`.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// All text files read for one briefing.
#[derive(Debug, Clone, Default)]
pub struct Files(Vec<File>);

impl Files {
    /// Adds a file and returns its number; a file that is there already, with the same text, keeps the number it has.
    pub fn add(&mut self, name: impl Into<String>, text: &str) -> FileId {
        let name = name.into();
        let known = self.0.iter().position(|file| file.name == name && *file.text == *text);
        let index = known.unwrap_or_else(|| {
            self.0.push(File::new(name, text));
            self.0.len() - 1
        });
        FileId(clamp(index))
    }

    /// How many there are.
    #[must_use]
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Those that were added when there were `count` of them.
    pub(crate) fn since(&self, count: usize) -> &[File] {
        self.0.get(count..).unwrap_or_default()
    }

    /// Adds files that were read before. Their texts are shared.
    pub(crate) fn extend(&mut self, files: Vec<File>) {
        self.0.extend(files);
    }

    /// The file with this number, where it exists.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&File> {
        self.0.get(id.0 as usize)
    }

    /// The text a span covers; empty where it covers none.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).and_then(|file| file.text.get(span.range())).unwrap_or("")
    }
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// The document is written; the author should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// A place with a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there; may be empty.
    pub text: String,
}

/// A change of one place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; where it is empty, something is put in.
    pub span: Span,
    /// What stands there afterwards, as the file's own syntax wants it.
    pub replacement: String,
}

/// A change that is certainly right: it takes the finding away and alters nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative: "delete the parameter".
    pub title: String,
    /// Its places; all are changed, or none.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The finding's name, in kebab case: `unknown-key`.
    pub code: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, code in backticks.
    pub message: String,
    /// Where; findings about a file that is no text have none and name it in the message.
    pub primary: Option<Label>,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do, one sentence each.
    pub help: Vec<String>,
    /// A change that the program can make by itself.
    pub fix: Option<Fix>,
    /// The rule of the receiving body that is not kept, by its id.
    pub rule: Option<String>,
}

impl Diagnostic {
    /// A finding that stops the build.
    #[must_use]
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A finding that does not stop the build.
    #[must_use]
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    /// A fault of the program: it has no result, and nothing was found that says why.
    #[must_use]
    pub fn internal(message: impl Into<String>) -> Self {
        Self::error("internal-error", message)
            .help("this is a fault of the program: please report it, with the specification")
    }

    fn new(severity: Severity, code: &'static str, message: String) -> Self {
        Diagnostic {
            code,
            severity,
            message,
            primary: None,
            labels: Vec::new(),
            help: Vec::new(),
            fix: None,
            rule: None,
        }
    }

    /// Sets the place, with a word about it (may be empty).
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.primary = Some(Label { span, text: text.into() });
        self
    }

    /// The same where the place may be unknown.
    #[must_use]
    pub fn at_maybe(self, span: Option<Span>, text: impl Into<String>) -> Self {
        match span {
            Some(span) => self.at(span, text),
            None => self,
        }
    }

    /// Adds a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Adds a hint that can be followed.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Offers a change of one place.
    #[must_use]
    pub fn fix(self, title: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.fix_all(title, vec![Edit { span, replacement: replacement.into() }])
    }

    /// Offers a change of several places.
    #[must_use]
    pub fn fix_all(mut self, title: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix { title: title.into(), edits });
        self
    }

    /// Adds the nearest known name as a hint, or, with few known names, all of them.
    #[must_use]
    pub fn suggest<'a>(self, name: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        match nearest(name, known.iter().copied()) {
            Some(found) => self.help(format!("did you mean `{found}`?")),
            None if known.is_empty() => self,
            None => self.help(format!("known here: {}", list(&known))),
        }
    }
}

/// At most twelve names, in backticks.
fn list(names: &[&str]) -> String {
    const SHOWN: usize = 12;
    let mut text = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    text
}

/// The known name most like `name`, where one is near enough to be meant: first the one with the fewest slips of the pen, one
/// letter in three at most (a letter too many, too few, another, or two exchanged: optimal string alignment); else the one
/// that looks most like it (Jaro-Winkler similarity, which weighs a common start).
#[must_use]
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.8;
    // of two numbers, dates or years neither is a slip of the pen for the other
    let counts = is_number(name);
    let known = known.into_iter().filter(|candidate| !(counts && is_number(candidate)));
    let wanted = name.to_lowercase();
    let most = wanted.chars().count() / 3;
    let compared = |candidate: &'a str| {
        let lowered = candidate.to_lowercase();
        let slips = Some(strsim::osa_distance(&wanted, &lowered)).filter(|slips| *slips <= most);
        (slips, strsim::jaro_winkler(&wanted, &lowered), candidate)
    };
    let near = known.map(compared).filter(|(slips, similarity, _)| slips.is_some() || *similarity >= NEAR);
    near.min_by(|(a, like_a, first), (b, like_b, second)| {
        let (a, b) = (a.unwrap_or(usize::MAX), b.unwrap_or(usize::MAX));
        a.cmp(&b).then(like_b.total_cmp(like_a)).then(first.cmp(second))
    })
    .map(|(_, _, candidate)| candidate)
}

/// Whether a name is a number, a year or a date: `2018`, `-1.5`, `2019-11`, `12:00`.
fn is_number(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit()) && name.chars().all(|c| c.is_ascii_digit() || "-+.,:/ ".contains(c))
}

/// A finding that the author lets stand, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The finding.
    pub finding: Diagnostic,
    /// The reason given.
    pub reason: String,
}

/// Where stages put their findings.
#[derive(Debug, Clone, Default)]
pub struct Sink {
    findings: Vec<Diagnostic>,
    allowed: Vec<Allowed>,
}

impl Sink {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.findings.push(diagnostic);
    }

    /// Adds a finding that the author lets stand; it stops nothing.
    pub fn allow(&mut self, finding: Diagnostic, reason: impl Into<String>) {
        self.allowed.push(Allowed { finding, reason: reason.into() });
    }

    /// The findings that the author lets stand, by place.
    #[must_use]
    pub fn allowed(&self) -> Vec<Allowed> {
        let mut allowed = self.allowed.clone();
        allowed.sort_by(|a, b| order(&a.finding, &b.finding));
        allowed
    }

    /// Whether any finding stops the build.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Whether there is no finding at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }

    /// The findings by place (file, line, column), each once; those without a place first.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.findings.sort_by(order);
        self.findings.dedup();
        self.findings
    }

    /// The findings in the order in which they came.
    #[must_use]
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Takes over another sink's findings.
    pub fn append(&mut self, other: Sink) {
        self.findings.extend(other.findings);
        self.allowed.extend(other.allowed);
    }
}

/// By place, then by weight, then by message.
fn order(a: &Diagnostic, b: &Diagnostic) -> std::cmp::Ordering {
    let place = |d: &Diagnostic| d.primary.as_ref().map(|label| label.span);
    place(a).cmp(&place(b)).then(a.severity.cmp(&b.severity)).then_with(|| a.message.cmp(&b.message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_characters_from_one() {
        let mut files = Files::default();
        let id = files.add("a.toml", "é = 1\nتست = 2\n");
        let file = files.get(id).unwrap();
        assert_eq!(file.position(0), Position { line: 1, column: 1 });
        assert_eq!(file.position(3), Position { line: 1, column: 3 });
        assert_eq!(file.position(7 + 6), Position { line: 2, column: 4 });
        assert_eq!(file.position(1), Position { line: 1, column: 1 }, "inside a character");
        assert_eq!(file.position(900).line, 3);
    }

    #[test]
    fn the_nearest_name_is_near() {
        let known = ["executions_2020", "child_offenders", "title"];
        assert_eq!(nearest("executions_2002", known), Some("executions_2020"));
        assert_eq!(nearest("tilte", known), Some("title"));
        assert_eq!(nearest("zebra", known), None);
        assert_eq!(nearest("2018", ["2015", "2016"]), None, "another year is another fact");
        assert_eq!(nearest("2019-11", ["2018-11"]), None);
        assert_eq!(nearest("y2018", ["y2019"]), Some("y2019"), "a name with digits is a name");
        let kinds = ["area", "bar", "line", "range"];
        assert_eq!(nearest("bra", kinds), Some("bar"), "two letters exchanged are one slip, of a short name too");
        assert_eq!(nearest("lien", kinds), Some("line"));
        assert_eq!(nearest("aera", kinds), Some("area"));
        assert_eq!(nearest("bo", kinds), None);
    }

    #[test]
    fn findings_come_sorted_and_once() {
        let mut sink = Sink::default();
        let at = |start: usize| Span::new(FileId(0), start..start + 1);
        for start in [9, 2, 9] {
            sink.push(Diagnostic::error("x", "y").at(at(start), ""));
        }
        let starts: Vec<u32> =
            sink.into_sorted().iter().filter_map(|d| d.primary.as_ref().map(|label| label.span.start)).collect();
        assert_eq!(starts, [2, 9]);
    }
}

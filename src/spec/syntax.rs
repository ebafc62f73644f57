//! TOML text to a tree. Mistakes of syntax are shown as the parser found them, one a line, since a second one on a line
//! mostly follows from the first.

use super::duplicates;
use super::strings::shown;
use crate::diag::{Diagnostic, FileId, Sink, Span};
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, Error};

/// How many mistakes of syntax are shown; the last one says how many more there are.
const SHOWN: usize = 20;

/// A parsed file.
pub(crate) struct Parsed<'t> {
    /// The tree, as far as it could be made out.
    pub(crate) tree: Spanned<DeTable<'t>>,
    /// Whether the tree is whole but for single values, so that it can be read.
    pub(crate) readable: bool,
    /// The places of mistakes; what the readers say of these would only repeat them.
    mistakes: Vec<Span>,
}

impl Parsed<'_> {
    /// The findings of the readers but for those at places that are reported already.
    pub(crate) fn without_echoes(&self, found: Sink) -> Sink {
        let echo = |finding: &Diagnostic| {
            finding.primary.as_ref().is_some_and(|label| self.mistakes.iter().any(|m| overlap(*m, label.span)))
        };
        let mut kept = Sink::default();
        found.findings().iter().filter(|finding| !echo(finding)).for_each(|finding| kept.push(finding.clone()));
        kept
    }
}

fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end.max(b.start + 1) && b.start < a.end.max(a.start + 1)
}

/// Parses `text`.
pub(crate) fn parse<'t>(file: FileId, text: &'t str, sink: &mut Sink) -> Parsed<'t> {
    let (tree, errors) = DeTable::parse_recoverable(text);
    let mut mistakes: Vec<Mistake> = errors.iter().map(|error| Mistake::new(error, text)).collect();
    mistakes.extend(hidden(&mistakes, text));
    mistakes.sort_by_key(|mistake| (mistake.range.start, mistake.range.end));
    mistakes.dedup_by_key(|mistake| mistake.range.start);
    duplicates::drop_repeated(&mut mistakes, text, tree.get_ref());
    let readable = mistakes.iter().all(|mistake| mistake.kind.is_local());
    let places = mistakes.iter().map(|mistake| Span::new(file, mistake.range.clone())).collect();
    mistakes.dedup_by_key(|mistake| line_start(text, mistake.range.start));
    let more = mistakes.len().saturating_sub(SHOWN);
    for (index, mistake) in mistakes.iter().take(SHOWN).enumerate() {
        let mut finding = mistake.finding(file, text, tree.get_ref());
        if more > 0 && index + 1 == SHOWN {
            finding = finding.help(format!("mistakes on {more} more lines follow: mend these first"));
        }
        sink.push(finding);
    }
    Parsed { tree, readable, mistakes: places }
}

/// Mistakes in values that stand after a mistake of structure, such as a key without a value: the parser looks at no value behind
/// it. The lines of the first are left out for that, and of what is found then only what spoils a single value is kept.
fn hidden(mistakes: &[Mistake], text: &str) -> Vec<Mistake> {
    let structure = mistakes.iter().filter(|mistake| matches!(mistake.kind, Kind::Key | Kind::Other));
    let lines: Vec<Range<usize>> = structure.map(|mistake| line_of(text, mistake.range.start)).collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let blank = |(at, letter): (usize, char)| {
        let is_left_out = lines.iter().any(|line| line.contains(&at));
        if is_left_out { " ".repeat(letter.len_utf8()) } else { letter.to_string() }
    };
    let rest: String = text.char_indices().map(blank).collect();
    let (_, errors) = DeTable::parse_recoverable(&rest);
    let of_a_value = |mistake: &Mistake| {
        mistake.kind.is_local() && !matches!(mistake.kind, Kind::DuplicateKey | Kind::DuplicateTable)
    };
    errors.iter().map(|error| Mistake::new(error, text)).filter(of_a_value).collect()
}

/// A mistake of syntax.
pub(super) struct Mistake {
    /// What went wrong.
    pub(super) kind: Kind,
    /// The parser's message, and what it says it expected.
    message: String,
    expected: Option<String>,
    /// Where.
    pub(super) range: Range<usize>,
}

/// What went wrong, as far as more can be said of it than the parser says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A table that is there already.
    DuplicateTable,
    /// A key that is there already.
    DuplicateKey,
    /// A date or time that does not exist or is written otherwise.
    Date,
    /// A word without quotation marks.
    Unquoted,
    /// A string without its closing quotation mark, on one line.
    Unclosed,
    /// The same of several lines: it swallows the rest of the file.
    UnclosedLines,
    /// A backslash before a character that it cannot stand before.
    Escape,
    /// A control character.
    Character,
    /// `007`
    LeadingZero,
    /// A number that is none.
    Number,
    /// More after a value than a comment.
    Surplus,
    /// A key that must be quoted.
    Key,
    /// All else.
    Other,
}

impl Kind {
    fn of(error: &Error, range: &Range<usize>, text: &str) -> Kind {
        let message = error.message();
        let starts = |start: &str| message.starts_with(start);
        if message == "duplicate key" {
            return if duplicates::in_header(text, range.start) { Kind::DuplicateTable } else { Kind::DuplicateKey };
        }
        if starts("invalid multi-line") && range.is_empty() && !message.contains("characters") {
            Kind::UnclosedLines
        } else if starts("invalid") && message.contains("string") {
            if message.contains("characters") { Kind::Character } else { Kind::Unclosed }
        } else if starts("string values must be quoted") || starts("invalid boolean") || starts("missing opening quote")
        {
            Kind::Unquoted
        } else if starts("invalid date") || starts("invalid time") || starts("invalid offset") {
            Kind::Date
        } else if starts("missing escaped value") || starts("too few unicode value digits") || starts("invalid value") {
            Kind::Escape
        } else if starts("unexpected leading zero") {
            Kind::LeadingZero
        } else if ["invalid integer", "invalid float", "invalid hex", "invalid oct", "invalid bin", "`_`", "redundant"]
            .into_iter()
            .chain(["unexpected sign", "radix", "integers with"])
            .any(starts)
        {
            Kind::Number
        } else if starts("unexpected key or value") {
            Kind::Surplus
        } else if starts("invalid unquoted key") {
            Kind::Key
        } else {
            Kind::Other
        }
    }

    /// Whether it spoils one value only, so that the rest of the tree can be read.
    fn is_local(self) -> bool {
        !matches!(self, Kind::UnclosedLines | Kind::Key | Kind::Other)
    }
}

impl Mistake {
    fn new(error: &Error, text: &str) -> Self {
        let range = error.span().unwrap_or(text.len()..text.len());
        let kind = Kind::of(error, &range, text);
        let (message, expected) = match error.message().split_once(", expected ") {
            Some((message, expected)) => (message, Some(expected).filter(|expected| *expected != "nothing")),
            None => (error.message(), None),
        };
        let expected = expected.map(|expected| format!("expected {expected}"));
        Mistake { kind, message: message.to_owned(), expected, range: within(range, text) }
    }

    fn finding(&self, file: FileId, text: &str, tree: &DeTable<'_>) -> Diagnostic {
        let given = shown(text.get(self.range.clone()).unwrap_or(""));
        let (code, message, help) = self.words(&given);
        let mut finding = Diagnostic::error(code, message);
        finding.help.extend(help.map(str::to_owned));
        let label = match self.kind {
            Kind::Date | Kind::Other => self.expected.clone().unwrap_or_default(),
            _ => String::new(),
        };
        finding = finding.at(Span::new(file, self.range.clone()), label);
        match duplicates::first(self, text, tree) {
            Some(first) => finding.also(Span::new(file, first), "the first one"),
            None => finding,
        }
    }

    /// The code, the message, and a hint.
    fn words(&self, given: &str) -> (&'static str, String, Option<&'static str>) {
        let syntax = |message: &str, help| ("invalid-toml", message.to_owned(), Some(help));
        match self.kind {
            Kind::DuplicateTable => {
                ("duplicate-id", format!("`{given}` is declared twice"), Some("give one of them another name"))
            }
            Kind::DuplicateKey => ("duplicate-key", format!("`{given}` is given twice"), Some("keep one of them")),
            Kind::Date => {
                let help = "write year, month, day: `2021-02-15`; a time as `2021-02-10T09:12:00Z`";
                ("invalid-date", format!("`{given}` is not a date"), Some(help))
            }
            Kind::Unquoted if given.starts_with(['“', '”', '„', '‘', '’', '«']) => {
                syntax("TOML knows straight quotation marks only", "write `\"…\"` around the text")
            }
            Kind::Unquoted => {
                syntax("text must stand in quotation marks", "write `\"…\"`; numbers have no spaces or commas")
            }
            Kind::Unclosed => syntax(
                "this string has no closing quotation mark",
                "close it, or put `\"\"\"` around text of several lines",
            ),
            Kind::UnclosedLines => {
                syntax("a string of several lines is not closed", "close it with the marks it opened with")
            }
            Kind::Escape => syntax(
                "this backslash starts no escape",
                "write `\\\\` for a backslash, or `'…'` around the string so that backslashes stay as they are",
            ),
            Kind::Character => syntax("a control character cannot stand in a string", "delete it"),
            Kind::LeadingZero => {
                syntax("a number cannot start with 0", "delete the 0, or put quotation marks around it")
            }
            Kind::Number => syntax("this number is not well formed", "write digits with a point: `1500`, `12.5`"),
            Kind::Surplus => {
                syntax("more stands on this line than a value", "start a new line, or quote the whole value")
            }
            Kind::Key => syntax("a key has letters, digits, `_` and `-` only", "put quotation marks around the key"),
            Kind::Other => ("invalid-toml", self.message.clone(), None),
        }
    }
}

/// The first byte of the line that holds the byte `at`.
fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

/// The line that holds the byte `at`, without its end.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| at + length);
    line_start(text, at)..end
}

/// `range`, moved so that it starts and ends at characters of `text`.
fn within(range: Range<usize>, text: &str) -> Range<usize> {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = boundary(range.start);
    start..boundary(range.end).max(start)
}

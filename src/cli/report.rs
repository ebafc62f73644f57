//! Findings as text for people, in the look of rustc, and as JSON lines for tools.
//!
//! Nothing an author's file holds reaches a terminal raw: control characters and invisible ones are replaced.

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use briefing::diag::{Allowed, Diagnostic, File, FileId, Files, Fix, Label, Position, Severity, Span};
use serde::Serialize;
use std::ops::Range;

/// How findings look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Text only.
    Plain,
    /// With the colours of a terminal (ANSI escape sequences).
    Colour,
}

/// The width to which quoted lines are cut, in columns.
const WIDTH: usize = 120;

/// The findings as text, in their order, an empty line between two of them; then those that the author lets stand.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], allowed: &[Allowed], files: &Files, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colour => Renderer::styled(),
    };
    let renderer = renderer.term_width(WIDTH);
    let shown = |finding: &Diagnostic, reason| {
        let text = renderer.render(&groups(finding, reason, files)) + "\n";
        if finding.primary.is_none() && finding.labels.is_empty() { without_margin(&text) } else { text }
    };
    let found = diagnostics.iter().map(|diagnostic| shown(diagnostic, None));
    let also = allowed.iter().map(|allowed| shown(&allowed.finding, Some(allowed.reason.as_str())));
    found.chain(also).collect::<Vec<_>>().join("\n")
}

/// A finding that shows no line of a file without the bar that would stand beside it.
fn without_margin(text: &str) -> String {
    let is_bar = |line: &str| {
        // what is left when the colours are taken out
        let mut plain = String::new();
        let mut escaped = false;
        for letter in line.chars() {
            match letter {
                '\u{1b}' => escaped = true,
                'm' if escaped => escaped = false,
                _ if escaped => {}
                letter => plain.push(letter),
            }
        }
        plain.trim() == "|"
    };
    text.lines().filter(|line| !is_bar(line)).map(|line| format!("{line}\n")).collect()
}

/// A finding with the lines it points at and its hints; instead of these the reason for which it may stay. Without such
/// lines each hint stands on a line of its own.
fn groups<'a>(diagnostic: &'a Diagnostic, reason: Option<&'a str>, files: &'a Files) -> Vec<Group<'a>> {
    let level = match (reason, diagnostic.severity) {
        (Some(_), _) => Level::NOTE.with_name(Some("allowed")),
        (None, Severity::Error) => Level::ERROR,
        (None, Severity::Warning) => Level::WARNING,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.code);
    let snippets =
        places(diagnostic).into_iter().filter_map(|(file, places)| files.get(file).map(|file| snippet(file, &places)));
    let hints = hints(diagnostic, reason);
    let (level, hints) =
        if reason.is_some() { (Level::NOTE.with_name(Some("reason")), hints) } else { (Level::HELP, hints) };
    if diagnostic.primary.is_none() && diagnostic.labels.is_empty() {
        let hints = hints.into_iter().map(|hint| Group::with_title(level.clone().secondary_title(hint)));
        return std::iter::once(Group::with_title(title)).chain(hints).collect();
    }
    let hints = hints.into_iter().map(|hint| level.clone().message(hint));
    vec![Group::with_title(title).elements(snippets).elements(hints)]
}

/// What to do, or why nothing is to be done.
fn hints(diagnostic: &Diagnostic, reason: Option<&str>) -> Vec<String> {
    if let Some(reason) = reason {
        return vec![visible(reason)];
    }
    let fix = diagnostic.fix.iter().map(|fix| format!("`briefing check --fix` does it: {}", visible(&fix.title)));
    diagnostic.help.iter().map(|help| visible(help)).chain(fix).collect()
}

/// The places of a finding by file; the file of the primary one first, then in the order in which they come.
fn places(diagnostic: &Diagnostic) -> Vec<(FileId, Vec<(AnnotationKind, &Label)>)> {
    let mut by_file: Vec<(FileId, Vec<(AnnotationKind, &Label)>)> = Vec::new();
    let primary = diagnostic.primary.iter().map(|label| (AnnotationKind::Primary, label));
    let others = diagnostic.labels.iter().map(|label| (AnnotationKind::Context, label));
    for (kind, label) in primary.chain(others) {
        match by_file.iter_mut().find(|(file, _)| *file == label.span.file) {
            Some((_, places)) => places.push((kind, label)),
            None => by_file.push((label.span.file, vec![(kind, label)])),
        }
    }
    by_file
}

/// The lines of `file` that the places stand on, with their marks. Only these lines are handed on: a file may be long.
fn snippet<'a>(file: &'a File, places: &[(AnnotationKind, &'a Label)]) -> Snippet<'a, Annotation<'a>> {
    let inside: Vec<Range<usize>> = places.iter().map(|(_, label)| within(&file.text, label.span)).collect();
    let first = inside.iter().map(|range| range.start).min().unwrap_or(0);
    let last = inside.iter().map(|range| range.end).max().unwrap_or(0);
    let start = file.text.get(..first).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let end = file.text.get(last..).and_then(|after| after.find('\n')).map_or(file.text.len(), |length| last + length);
    let marks = places.iter().zip(inside).map(|((kind, label), range)| {
        let text = Some(visible(&label.text)).filter(|text| !text.is_empty());
        kind.span(range.start - start..range.end - start).label(text)
    });
    Snippet::source(same_length(file.text.get(start..end).unwrap_or("")))
        .path(visible(&file.name))
        .line_start(file.position(start).line)
        .annotations(marks)
}

/// The bytes of a span, moved to characters of `text`.
fn within(text: &str, span: Span) -> Range<usize> {
    let boundary = |at: usize| (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let range = span.range();
    let start = boundary(range.start);
    // A span of several lines often ends with the last one's line end, which would mark the line after it.
    let end = boundary(range.end).max(start);
    let shown = text.get(start..end).map_or(0, |slice| slice.trim_end_matches(['\n', '\r']).len());
    start..start + shown
}

/// A message with each line end, control character and invisible character replaced.
pub(super) fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || invisible(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// The same for lines of a file: each is replaced by a character of as many bytes, so that places stay true. The renderer
/// itself replaces ASCII control characters by their pictures.
fn same_length(source: &str) -> String {
    let mut characters = source.chars().peekable();
    let mut out = String::with_capacity(source.len());
    while let Some(character) = characters.next() {
        out.push(match (character, character.len_utf8()) {
            ('\r', _) if characters.peek() == Some(&'\n') => ' ',
            (_, 1) => character,
            _ if !(character.is_control() || invisible(character)) => character,
            (_, 2) => '¿',
            (_, 3) => char::REPLACEMENT_CHARACTER,
            _ => '\u{1f6ab}',
        });
    }
    out
}

/// Characters without a picture that change how their neighbours look, or that no font has. The joiners of Persian and
/// Indian scripts are none of them.
fn invisible(character: char) -> bool {
    matches!(character,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

/// A finding as JSON on one line; with a `reason` it is one that the author lets stand. Lines and columns count from 1, columns in characters; `start` and `end` count bytes
/// from 0. Where a finding has no place, these are left out.
#[must_use]
pub fn json_line(diagnostic: &Diagnostic, reason: Option<&str>, files: &Files) -> String {
    let place = diagnostic.primary.as_ref().and_then(|label| Place::new(label, files));
    let finding = Finding {
        code: diagnostic.code,
        severity: if reason.is_some() { "allowed".to_owned() } else { diagnostic.severity.to_string() },
        reason,
        message: &diagnostic.message,
        file: place.as_ref().map(|place| place.file),
        line: place.as_ref().map(|place| place.line),
        column: place.as_ref().map(|place| place.column),
        end_line: place.as_ref().map(|place| place.end_line),
        end_column: place.as_ref().map(|place| place.end_column),
        start: place.as_ref().map(|place| place.start),
        end: place.as_ref().map(|place| place.end),
        label: place.as_ref().map(|place| place.text),
        labels: diagnostic.labels.iter().filter_map(|label| Place::new(label, files)).collect(),
        help: &diagnostic.help,
        fix: diagnostic.fix.as_ref().map(|fix| Change::new(fix, files)),
    };
    // Maps with string keys and plain values cannot fail to be written.
    escaped(&serde_json::to_string(&finding).unwrap_or_default())
}

/// A finding, flat: most tools look at the first place only.
#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    severity: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    labels: Vec<Place<'a>>,
    help: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Change<'a>>,
}

/// A change that the program can make by itself.
#[derive(Serialize)]
struct Change<'a> {
    title: &'a str,
    edits: Vec<Replacement<'a>>,
}

/// The bytes of a file that are replaced, and by what.
#[derive(Serialize)]
struct Replacement<'a> {
    file: &'a str,
    start: usize,
    end: usize,
    replacement: &'a str,
}

impl<'a> Change<'a> {
    fn new(fix: &'a Fix, files: &'a Files) -> Self {
        let edits = fix.edits.iter().filter_map(|edit| {
            let Range { start, end } = edit.span.range();
            Some(Replacement { file: &files.get(edit.span.file)?.name, start, end, replacement: &edit.replacement })
        });
        Change { title: &fix.title, edits: edits.collect() }
    }
}

/// A place with a word about it.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start: usize,
    end: usize,
    text: &'a str,
}

impl<'a> Place<'a> {
    fn new(label: &'a Label, files: &'a Files) -> Option<Self> {
        let file = files.get(label.span.file)?;
        let Range { start, end } = label.span.range();
        let Position { line, column } = file.position(start);
        let Position { line: end_line, column: end_column } = file.position(end);
        Some(Place { file: &file.name, line, column, end_line, end_column, start, end, text: &label.text })
    }
}

/// JSON with control and invisible characters written as `\u…`; such stand in JSON's strings only.
pub(super) fn escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        if character.is_control() || invisible(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> (Files, FileId) {
        let mut files = Files::default();
        let file =
            files.add("briefings/iran.toml", "spec = 1\ntitle = \"x\"\nsource = \"nope\"\nتست = \"\u{1b}[31m\"\r\n");
        (files, file)
    }

    #[test]
    fn a_finding_looks_like_one_of_rustc() {
        let (files, file) = files();
        let finding = Diagnostic::error("unknown-source", "unknown source `nope`")
            .at(Span::new(file, 30..36), "there is no `[sources.nope]`")
            .also(Span::new(file, 9..14), "first")
            .help("did you mean `note`?");
        let expected = "\
error[unknown-source]: unknown source `nope`
 --> briefings/iran.toml:3:10
  |
2 | title = \"x\"
  | ----- first
3 | source = \"nope\"
  |          ^^^^^^ there is no `[sources.nope]`
  |
  = help: did you mean `note`?
";
        assert_eq!(render(std::slice::from_ref(&finding), &[], &files, Style::Plain), expected);
        let coloured = render(&[finding], &[], &files, Style::Colour);
        assert!(coloured.contains("\u{1b}["), "{coloured}");
    }

    #[test]
    fn a_finding_without_a_place_is_its_message() {
        let warning = Diagnostic::warning("stale", "the file is old").help("fetch it again");
        let text = render(&[warning], &[], &Files::default(), Style::Plain);
        assert_eq!(text, "warning[stale]: the file is old\nhelp: fetch it again\n");
    }

    #[test]
    fn control_characters_never_reach_the_terminal() {
        let mut files = Files::default();
        let text = "a = \"\u{1b}[31m\u{9b}31m\u{202e}\u{e0041}\u{200b}می\u{200c}خواهم\"\r\n";
        let file = files.add("evil\u{1b}.toml", text);
        let finding =
            Diagnostic::error("x", "has \u{1b}[0m\nin it").at(Span::new(file, 4..text.len()), "\u{9b}").help("\u{7}");
        let shown = render(std::slice::from_ref(&finding), &[], &files, Style::Plain);
        assert!(shown.chars().all(|c| c == '\n' || !(c.is_control() || invisible(c))), "{shown:?}");
        assert!(shown.contains("␛[31m¿31m") && shown.contains("می\u{200c}خواهم"), "{shown}");
        let json = json_line(&finding, None, &files);
        assert!(json.chars().all(|c| !(c.is_control() || invisible(c))), "{json}");
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(value["message"], "has \u{1b}[0m\nin it");
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let mut files = Files::default();
        let text = format!("text = \"{}here{}\"\n", "word ".repeat(4000), " word".repeat(4000));
        let file = files.add("a.toml", &text);
        let at = text.find("here").unwrap();
        let shown =
            render(&[Diagnostic::error("x", "y").at(Span::new(file, at..at + 4), "z")], &[], &files, Style::Plain);
        assert!(shown.lines().all(|line| line.chars().count() < 2 * WIDTH), "{shown}");
        assert!(shown.contains("here") && shown.contains("^^^^ z"), "{shown}");
    }

    #[test]
    fn places_beyond_the_file_do_no_harm() {
        let (files, file) = files();
        for span in
            [Span::new(file, 500..600), Span::new(file, 0..0), Span::new(FileId(7), 1..2), Span::new(file, 38..39)]
        {
            let shown = render(&[Diagnostic::error("x", "y").at(span, "z").also(span, "")], &[], &files, Style::Plain);
            assert!(shown.starts_with("error[x]: y\n"), "{shown}");
        }
        assert_eq!(render(&[], &[], &files, Style::Plain), "");
    }

    #[test]
    fn json_has_all_of_a_finding_on_one_line() {
        let (files, file) = files();
        let finding = Diagnostic::error("unknown-source", "unknown source `nope`")
            .at(Span::new(file, 30..36), "here")
            .also(Span::new(file, 9..14), "first")
            .help("declare it");
        assert_eq!(
            json_line(&finding, None, &files),
            concat!(
                r#"{"code":"unknown-source","severity":"error","message":"unknown source `nope`","#,
                r#""file":"briefings/iran.toml","line":3,"column":10,"end_line":3,"end_column":16,"start":30,"end":36,"#,
                r#""label":"here","labels":[{"file":"briefings/iran.toml","line":2,"column":1,"end_line":2,"#,
                r#""end_column":6,"start":9,"end":14,"text":"first"}],"help":["declare it"]}"#
            )
        );
        let placeless = json_line(&Diagnostic::warning("x", "y"), None, &files);
        assert_eq!(placeless, r#"{"code":"x","severity":"warning","message":"y","labels":[],"help":[]}"#);
    }
}

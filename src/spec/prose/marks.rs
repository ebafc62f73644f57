//! `{{ … }}` and `[@…]` in a stretch of text: where they are, what they hold, and the mask that hides them from Markdown.

use super::citation;
use super::{Expression, Piece};
use crate::diag::{Diagnostic, Sink};
use crate::doc::Emphasis;
use crate::spec::value::{Spanned, Text};
use minijinja::Environment;
use std::ops::Range;

/// The longest expression or citation, in bytes: what is longer was not closed where it should have been.
const LONGEST: usize = 4096;

/// What is handed through the parsing of one text.
pub(super) struct Context<'a> {
    /// The text.
    pub(super) text: &'a Text,
    /// Where findings go.
    pub(super) sink: &'a mut Sink,
    /// The ids cited.
    pub(super) citations: &'a mut Vec<Spanned<String>>,
    /// Only for its grammar; it knows no values.
    environment: Environment<'static>,
}

impl<'a> Context<'a> {
    /// For one text.
    pub(super) fn new(text: &'a Text, sink: &'a mut Sink, citations: &'a mut Vec<Spanned<String>>) -> Self {
        let mut environment = Environment::empty();
        // For the places of its errors.
        environment.set_debug(true);
        Context { text, sink, citations, environment }
    }

    /// Reports an error at `range` of the text.
    pub(super) fn error(&mut self, code: &'static str, range: Range<usize>, message: impl Into<String>, help: &str) {
        self.sink.push(Diagnostic::error(code, message).at(self.text.locate(range), "").help(help));
    }

    /// The text of `range`.
    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.value.get(range).unwrap_or("")
    }

    /// The expression whose source is `range`, white space around it aside. `whole` is the place to point at where it is
    /// empty.
    pub(super) fn expression(&mut self, range: Range<usize>, whole: Range<usize>) -> Expression {
        let range = trimmed(&self.text.value, range);
        let source = self.slice(range.clone());
        if source.is_empty() {
            let help = "name what is to stand here: `{{ figures.ID }}`";
            self.error("empty-expression", whole, "this expression is empty", help);
        } else {
            self.check_grammar(source, range.clone());
        }
        Expression { source: source.to_owned(), span: self.text.locate(range) }
    }

    fn check_grammar(&mut self, source: &str, range: Range<usize>) {
        let Err(error) = self.environment.compile_expression(source) else {
            return;
        };
        let inside = error.range().unwrap_or(0..source.len());
        let place = range.start + inside.start.min(source.len())..range.start + inside.end.min(source.len());
        let place = if self.slice(place.clone()).is_empty() { range } else { place };
        let detail = error.detail().unwrap_or("it cannot be read").to_owned();
        let help = "names look like `figures.executions_2020`; text stands in quotation marks";
        self.error("expression-syntax", place, format!("this expression is not well formed: {detail}"), help);
    }
}

/// `range` of `text` without white space at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = text.get(range.clone()).unwrap_or("");
    let start = range.start + (slice.len() - slice.trim_start().len());
    start..start + slice.trim().len()
}

/// What a mask starts with: a character that no text can hold, and that is neither space nor punctuation to Markdown.
pub(super) const MASK: char = '\u{e000}';

/// An expression or a citation.
pub(super) struct Mark {
    /// Where it stands in the text, brackets included.
    pub(super) range: Range<usize>,
    /// What it is; an expression without its emphasis yet. None where it is malformed.
    pub(super) piece: Option<Piece>,
}

/// What was found at an opening.
pub(super) enum Found {
    /// A mark.
    Mark(Mark),
    /// Plain text that only looks like one.
    Text,
    /// A mark that is not closed and has been reported; the rest of its paragraph is passed over.
    Unclosed,
}

impl Found {
    /// The mark, and where to look on after it. `start` is where `rest`, the remaining text, starts.
    fn and_next(self, start: usize, rest: &str) -> (Option<Mark>, usize) {
        match self {
            Found::Mark(mark) => {
                let end = mark.range.end;
                (Some(mark), end)
            }
            Found::Text => (None, start + 2),
            Found::Unclosed => (None, start + reach(rest).len().max(2)),
        }
    }
}

/// The marks in `range` of the text, in their order.
pub(super) fn find(range: Range<usize>, context: &mut Context<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = range.start;
    while let Some((start, opening)) = next(context.slice(at..range.end)).map(|(found, kind)| (at + found, kind)) {
        let rest = start..range.end;
        let found = match opening {
            Opening::Expression => expression(rest.clone(), context),
            Opening::Citation if escaped(context.slice(range.start..start)) => Found::Text,
            Opening::Citation => citation::mark(rest.clone(), context),
            Opening::Stray => {
                let help = "write `{{` before the expression";
                context.error("stray-braces", start..start + 2, "`}}` without `{{` before it", help);
                Found::Text
            }
        };
        let (mark, next) = found.and_next(start, context.slice(rest));
        marks.extend(mark);
        at = next;
    }
    marks
}

/// What a mark starts with.
#[derive(Clone, Copy)]
enum Opening {
    Expression,
    Citation,
    Stray,
}

fn next(text: &str) -> Option<(usize, Opening)> {
    text.as_bytes().windows(2).enumerate().find_map(|(at, pair)| match pair {
        b"{{" => Some((at, Opening::Expression)),
        b"[@" => Some((at, Opening::Citation)),
        b"}}" => Some((at, Opening::Stray)),
        _ => None,
    })
}

/// Whether what comes after `before` is escaped by a backslash.
fn escaped(before: &str) -> bool {
    before.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// The expression that starts at the start of `rest`.
fn expression(rest: Range<usize>, context: &mut Context<'_>) -> Found {
    let slice = context.slice(rest.clone());
    let Some(length) = close(slice) else {
        context.error("unclosed-expression", rest.start..rest.start + 2, "`{{` is not closed", "write `}}` after it");
        return Found::Unclosed;
    };
    let range = rest.start..rest.start + length;
    if slice.starts_with("{{-") || slice.starts_with("{{+") {
        // Elsewhere this trims white space; read as a minus it would change a number.
        let help = "put a space after `{{` for a sign, or delete it";
        context.error("expression-syntax", range.start..range.start + 3, "a sign stands right after `{{`", help);
        return Found::Mark(Mark { range, piece: None });
    }
    let expression = context.expression(range.start + 2..range.end - 2, range.clone());
    let piece = Piece::Expression { expression, emphasis: Emphasis::default() };
    Found::Mark(Mark { range, piece: Some(piece) })
}

/// The length of the expression at the start of `text`, both pairs of braces included; strings and braces inside it are
/// passed over. It ends before the next empty line.
fn close(text: &str) -> Option<usize> {
    let within = reach(text);
    let bytes = within.as_bytes().get(2..)?;
    let (mut quote, mut depth, mut skip) = (None, 0_usize, false);
    for (at, byte) in bytes.iter().copied().enumerate() {
        match (quote, byte) {
            _ if skip => skip = false,
            (Some(_), b'\\') => skip = true,
            (Some(open), _) => quote = Some(open).filter(|open| *open != byte),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'{') => depth += 1,
            (None, b'}') if depth > 0 => depth -= 1,
            (None, b'}') if bytes.get(at + 1) == Some(&b'}') => return Some(at + 4),
            (None, _) => {}
        }
    }
    // A quotation mark that is not closed: the grammar says more about it than "not closed" would.
    let plain = within.get(2..)?.find("}}")?;
    let nested = within.get(2..2 + plain)?.contains("{{");
    (!nested).then_some(plain + 4)
}

/// As far as a mark at the start of `text` can reach: to the first empty line, or [`LONGEST`] bytes.
pub(super) fn reach(text: &str) -> &str {
    let most = (0..=LONGEST.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let mut end = 0;
    for line in text.get(..most).unwrap_or("").split_inclusive('\n') {
        if end > 0 && line.trim().is_empty() {
            break;
        }
        end += line.len();
    }
    text.get(..end).unwrap_or("")
}

/// `range` of the text with every mark replaced by as many bytes of letters.
pub(super) fn mask(text: &str, range: Range<usize>, marks: &[Mark]) -> String {
    let mut masked = String::with_capacity(range.len());
    let mut at = range.start;
    for mark in marks {
        masked.push_str(text.get(at..mark.range.start).unwrap_or(""));
        masked.push(MASK);
        masked.extend(std::iter::repeat_n('x', mark.range.len() - MASK.len_utf8()));
        at = mark.range.end;
    }
    masked.push_str(text.get(at..range.end).unwrap_or(""));
    masked
}

/// The pieces of a text without Markdown and without citations.
pub(super) fn plain_pieces(text: &Text, sink: &mut Sink) -> Vec<Piece> {
    let mut citations = Vec::new();
    let mut context = Context::new(text, sink, &mut citations);
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(start) = context.slice(at..text.value.len()).find("{{").map(|found| at + found) {
        let rest = start..text.value.len();
        let (mark, end) = expression(rest.clone(), &mut context).and_next(start, context.slice(rest));
        pieces.extend(words(text, at..start));
        pieces.extend(mark.and_then(|mark| mark.piece));
        at = end;
    }
    pieces.extend(words(text, at..text.value.len()));
    pieces
}

fn words(text: &Text, range: Range<usize>) -> Option<Piece> {
    let words = text.value.get(range.clone()).filter(|words| !words.is_empty())?;
    let text_of = words.replace('\n', " ");
    Some(Piece::Words { text: text_of, emphasis: Emphasis::default(), link: None, span: text.locate(range) })
}

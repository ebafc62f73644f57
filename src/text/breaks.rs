//! Where a line may end: the opportunities of UAX 14, hyphenation points, soft hyphens, and places inside addresses.

use super::paragraph::Run;
use super::shape::{ends_line, is_hidden};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed, LineSegmenter, LineSegmenterBorrowed};
use std::ops::Range;

static LINES: LineSegmenterBorrowed<'static> = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
static GRAPHEMES: GraphemeClusterSegmenterBorrowed<'static> = GraphemeClusterSegmenter::new();

/// The cost of a hyphen in a long word, far from its ends. TeX's 50 hyphenates too eagerly for a total fit that need not
/// ask twice; Typst came to 135.
const HYPHEN_PENALTY: f32 = 135.0;
/// How much dearer a hyphen grows with each letter it comes nearer than six to the word's start or end.
const NEAR_EDGE: f32 = 0.15;
/// How much dearer a hyphen is in a name, or in a part of a word that has one already.
const UNWELCOME: f32 = 1.5;
/// The cost of a break inside an address.
const ADDRESS_PENALTY: f32 = 60.0;
/// Words with fewer letters are not hyphenated.
const SHORTEST_HYPHENATED: usize = 5;

/// How a line ends at a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// With nothing added.
    Plain,
    /// With a hyphen that the text does not have.
    Hyphen,
    /// It must end: the paragraph does, or the text says so.
    Mandatory,
    /// Inside a piece that is wider than the measure.
    Emergency,
}

/// A place where a line may end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Opportunity {
    /// The end of what the line shows: before spaces.
    pub(super) end: usize,
    /// Where the next line starts: after spaces.
    pub(super) next: usize,
    pub(super) ending: Ending,
    /// What it costs, on the scale of badness (100 is a line whose spaces are one and a half times as wide).
    pub(super) penalty: f32,
}

/// The first byte that a line shows, from `at` on: after spaces and hidden characters, but not after the end of a line.
pub(super) fn skip_blank(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let shown = |c: char| !is_blank(c) || ends_line(c);
    at + rest.find(shown).unwrap_or(rest.len())
}

/// Finds each place where a line of `text` may end, in order; the last one is the paragraph's end. Empty when the text
/// shows nothing.
pub(super) fn opportunities(text: &str, runs: &[Run], language: &str, hyphenate: bool) -> Vec<Opportunity> {
    let start = skip_blank(text, 0);
    if start == text.len() {
        return Vec::new();
    }
    let mut finder = Finder { text, runs, language, hyphenate, run: 0, token: Token::default(), found: Vec::new() };
    let mut from = start;
    for at in LINES.segment_str(text) {
        if at > from && !finder.glued(at) {
            from = finder.segment(from, at);
        }
    }
    if let Some(last) = finder.found.last_mut() {
        last.ending = Ending::Mandatory;
    }
    finder.found
}

/// The places inside `range` where a piece too wide for its line may be cut: between graphemes.
pub(super) fn emergencies(text: &str, range: Range<usize>) -> impl Iterator<Item = usize> + '_ {
    let Range { start, end } = range;
    GRAPHEMES.segment_str(&text[start..end]).map(move |at| start + at).filter(move |at| *at > start && *at < end)
}

/// The text between two spaces.
#[derive(Debug, Clone, Default)]
struct Token {
    range: Range<usize>,
    /// Whether it is an address, which is never hyphenated and may be broken after its marks.
    address: bool,
}

struct Finder<'t> {
    text: &'t str,
    runs: &'t [Run],
    language: &'t str,
    hyphenate: bool,
    /// The run at the place that is looked at.
    run: usize,
    token: Token,
    found: Vec<Opportunity>,
}

impl Finder<'_> {
    /// Adds the places inside a segment and the one at its end; says where the next segment starts.
    fn segment(&mut self, from: usize, at: usize) -> usize {
        let segment = &self.text[from..at];
        let end = from + segment.trim_end_matches(is_blank).len();
        let last = segment.chars().next_back().unwrap_or(' ');
        self.meet_token(from, end);
        if self.token.address {
            self.address(from, end);
        } else if self.hyphenate && !segment.contains('\u{ad}') {
            self.words(from, end);
        }
        let mandatory = ends_line(last);
        let next = if mandatory { skip_blank(self.text, at) } else { at };
        let (ending, penalty) = match last {
            _ if mandatory => (Ending::Mandatory, 0.0),
            '\u{ad}' => (Ending::Hyphen, HYPHEN_PENALTY),
            _ if end == at && at < self.token.range.end && self.token.address => (Ending::Plain, ADDRESS_PENALTY),
            _ => (Ending::Plain, 0.0),
        };
        if end > from || mandatory {
            self.found.push(Opportunity { end, next, ending, penalty });
        }
        next
    }

    /// Whether a break would tear a superscript from the word before it, or tear it apart.
    fn glued(&mut self, at: usize) -> bool {
        let run = self.run_at(at);
        let inside = at > run.range.start;
        run.style.superscript
            && at < run.range.end
            && (inside || !self.text[..at].chars().next_back().is_some_and(is_blank))
    }

    /// The run that holds a byte. Bytes are asked for in rising order.
    fn run_at(&mut self, at: usize) -> &Run {
        while self.run + 1 < self.runs.len() && self.runs[self.run].range.end <= at {
            self.run += 1;
        }
        &self.runs[self.run]
    }

    fn meet_token(&mut self, from: usize, end: usize) {
        if from < self.token.range.end {
            return;
        }
        let rest = &self.text[from..];
        let length = if end < self.text.len() { rest.find(is_blank).unwrap_or(rest.len()) } else { end - from };
        self.token = Token { range: from..from + length, address: is_address(&rest[..length]) };
    }

    /// After the marks of an address, but not between two marks nor beside the address's last letter.
    fn address(&mut self, from: usize, end: usize) {
        let bytes = self.text.as_bytes();
        for at in from.max(self.token.range.start + 1) + 1..end.min(self.token.range.end.saturating_sub(1)) {
            let mark =
                matches!(bytes[at - 1], b'/' | b'.' | b'-' | b'_' | b'?' | b'&' | b'=' | b'@' | b'#' | b'%' | b'+');
            if mark && bytes[at].is_ascii_alphanumeric() && !(bytes[at - 1] == b'%') {
                self.found.push(Opportunity { end: at, next: at, ending: Ending::Plain, penalty: ADDRESS_PENALTY });
            }
        }
    }

    /// The hyphenation points of each word in a segment.
    fn words(&mut self, from: usize, end: usize) {
        let segment = &self.text[from..end];
        let mut rest = segment;
        let mut at = from;
        while let Some(start) = rest.find(char::is_alphabetic) {
            let tail = &rest[start..];
            let length = tail.find(|c: char| !c.is_alphabetic()).unwrap_or(tail.len());
            self.word(at + start..at + start + length, length == segment.len());
            at += start + length;
            rest = &tail[length..];
        }
    }

    fn word(&mut self, range: Range<usize>, whole: bool) {
        let word = &self.text[range.clone()];
        let mut letters = word.chars();
        let (first, second) = (letters.next(), letters.next());
        let acronym = second.is_some_and(char::is_uppercase);
        if word.len() < SHORTEST_HYPHENATED || acronym {
            return;
        }
        let Some(language) = self.hyphenation(range.start) else { return };
        let (left, right) = language.bounds();
        let count = word.chars().count();
        if count < SHORTEST_HYPHENATED {
            return;
        }
        let unwelcome = if first.is_some_and(char::is_uppercase) || !whole { UNWELCOME } else { 1.0 };
        let (mut at, mut before) = (range.start, 0);
        for syllable in hypher::hyphenate_bounded(word, language, left.max(2), right.max(3)) {
            if at > range.start {
                let near = 6_usize.saturating_sub(before.min(count - before)) as f32;
                let penalty = HYPHEN_PENALTY * unwelcome * (1.0 + NEAR_EDGE * near);
                self.found.push(Opportunity { end: at, next: at, ending: Ending::Hyphen, penalty });
            }
            at += syllable.len();
            before += syllable.chars().count();
        }
    }

    /// The rules to hyphenate by, where the language of the text has some.
    fn hyphenation(&mut self, at: usize) -> Option<hypher::Lang> {
        let paragraph = self.language;
        let language = self.run_at(at).language.as_deref().unwrap_or(paragraph);
        let primary = language.split(['-', '_']).next()?;
        let code: [u8; 2] = primary.to_ascii_lowercase().as_bytes().try_into().ok()?;
        hypher::Lang::from_iso(code)
    }
}

/// Whether a character shows nothing at the start or end of a line. No-break spaces do.
fn is_blank(character: char) -> bool {
    if character.is_ascii_graphic() {
        return false;
    }
    let spaces = matches!(character, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200b}'
        | '\u{205f}' | '\u{3000}');
    spaces || is_hidden(character)
}

/// Whether a token without spaces is a web address, a DOI or an e-mail address.
fn is_address(token: &str) -> bool {
    let (Some(dot), mark) = (token.find('.'), token.find(['/', '@'])) else { return token.contains("://") };
    let Some(mark) = mark else { return token.starts_with("www.") };
    let domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '(' | '<' | '\u{201c}');
    token.contains("://")
        || token.starts_with("www.")
        || (token[mark..].starts_with('@') && token[mark..].contains('.'))
        || (dot < mark && token[mark..].len() > 2 && token[..mark].chars().all(domain) && token.len() > 12)
}

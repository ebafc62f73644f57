//! Where a line may end: the opportunities of UAX 14, hyphenation points, soft hyphens, and places inside addresses.

use super::cjk;
use super::is_letter;
use super::paragraph::Run;
use super::shape::{ends_line, is_hidden};
use super::words::Words;
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{GraphemeClusterSegmenter, GraphemeClusterSegmenterBorrowed, LineSegmenter, LineSegmenterBorrowed};
use std::ops::Range;

static LINES: LineSegmenterBorrowed<'static> = LineSegmenter::new_for_non_complex_scripts(LineBreakOptions::default());
static GRAPHEMES: GraphemeClusterSegmenterBorrowed<'static> = GraphemeClusterSegmenter::new();

/// The cost of a hyphen in a long word, far from its ends. TeX's 50 hyphenates too eagerly for a total fit that need not
/// ask twice; Typst came to 135; more is better where letters may give a trace (`docs/typesetting.md`).
const HYPHEN_PENALTY: f32 = 180.0;
/// How much dearer a hyphen grows with each letter it comes nearer than six to the word's start or end.
const NEAR_EDGE: f32 = 0.15;
/// How much dearer a hyphen is in a name, or in a part of a word that has one already.
const UNWELCOME: f32 = 1.5;
/// The cost of a break inside an address.
const ADDRESS_PENALTY: f32 = 60.0;
/// The cost of a break that leaves a dash at the start of a line, or parts an abbreviation from its number ("p. 4").
const RELUCTANT_PENALTY: f32 = 100.0;
/// An abbreviation has no more bytes than this, its full stop included.
const LONGEST_ABBREVIATION: usize = 8;
/// Characters that make a word a compound.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{2011}', '–'];
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
/// shows nothing. Words are hyphenated where there is a memory for them.
pub(super) fn opportunities(text: &str, runs: &[Run], language: &str, words: Option<&Words>) -> Vec<Opportunity> {
    let start = skip_blank(text, 0);
    if start == text.len() {
        return Vec::new();
    }
    let mut finder = Finder { text, runs, language, words, token: Token::default(), found: Vec::new() };
    let mut from = start;
    let mut places: Vec<usize> = LINES.segment_str(text).collect();
    if cjk::may_be_in(text) {
        cjk::mend_breaks(text, &mut places);
    }
    for at in places {
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
    /// Whether it is the symbol of a document, which is never parted.
    symbol: bool,
    /// Whether its author said where it may be hyphenated.
    by_hand: bool,
}

struct Finder<'t> {
    text: &'t str,
    runs: &'t [Run],
    language: &'t str,
    words: Option<&'t Words>,
    token: Token,
    found: Vec<Opportunity>,
}

impl Finder<'_> {
    /// Adds the places inside a segment and the one at its end; says where the next segment starts.
    fn segment(&mut self, from: usize, at: usize) -> usize {
        let segment = &self.text[from..at];
        let end = from + segment.trim_end_matches(is_blank).len();
        let last = segment.chars().next_back().unwrap_or(' ');
        self.meet_token(from);
        if self.token.address {
            self.address(from, end);
        } else if let Some(words) = self.words.filter(|_| !self.token.by_hand) {
            self.words(from, end, words);
        }
        let mandatory = ends_line(last);
        let next = if mandatory { skip_blank(self.text, at) } else { at };
        let (ending, penalty) = match last {
            _ if mandatory => (Ending::Mandatory, 0.0),
            '\u{ad}' => (Ending::Hyphen, HYPHEN_PENALTY),
            _ if end == at && at < self.token.range.end && self.token.address => (Ending::Plain, ADDRESS_PENALTY),
            _ => (Ending::Plain, reluctance(&self.text[from..end], &self.text[next..])),
        };
        // a document symbol is not parted
        let torn = self.token.symbol && at < self.token.range.end && !mandatory;
        if (end > from || mandatory) && !torn {
            self.found.push(Opportunity { end, next, ending, penalty });
        }
        next
    }

    /// Whether a break would tear a superscript from the word before it, or tear it apart.
    fn glued(&self, at: usize) -> bool {
        let Some(run) = self.run_at(at).filter(|run| run.style.superscript && at < run.range.end) else { return false };
        at > run.range.start || !self.text[..at].ends_with(is_blank)
    }

    /// The run that holds a byte; the last one at the end of the text.
    fn run_at(&self, at: usize) -> Option<&Run> {
        let index = self.runs.partition_point(|run| run.range.end <= at);
        self.runs.get(index).or(self.runs.last())
    }

    fn meet_token(&mut self, from: usize) {
        if from < self.token.range.end {
            return;
        }
        let rest = &self.text[from..];
        // Chinese has no spaces: each of its characters stands for itself, and what is not Chinese ends where it begins
        let ends = |c: char| (is_blank(c) && (!is_hidden(c) || ends_line(c))) || cjk::is_elastic(c);
        let length = match rest.chars().next().filter(|first| cjk::is_elastic(*first)) {
            Some(first) => first.len_utf8(),
            None => rest.find(ends).unwrap_or(rest.len()),
        };
        let token = &rest[..length];
        self.token = Token {
            range: from..from + length,
            address: is_address(token),
            symbol: is_symbol(token),
            by_hand: token.contains('\u{ad}'),
        };
    }

    /// After the marks of an address, but not between two marks nor beside the address's first and last letters.
    fn address(&mut self, from: usize, end: usize) {
        let bytes = self.text.as_bytes();
        let first = from.max(self.token.range.start + 1) + 1;
        let last = end.min(self.token.range.end.saturating_sub(1));
        for at in first..last {
            if is_mark(bytes[at - 1]) && bytes[at].is_ascii_alphanumeric() {
                self.inside(at, Ending::Plain, ADDRESS_PENALTY);
            }
        }
    }

    /// Adds a place inside a segment.
    fn inside(&mut self, at: usize, ending: Ending, penalty: f32) {
        if !self.glued(at) {
            self.found.push(Opportunity { end: at, next: at, ending, penalty });
        }
    }

    /// The hyphenation points of each word in a segment.
    fn words(&mut self, from: usize, end: usize, words: &Words) {
        let mut at = from;
        while let Some(start) = self.text[at..end].find(is_letter).map(|start| at + start) {
            let rest = &self.text[start..end];
            at = start + rest.find(|c: char| !is_letter(c)).unwrap_or(rest.len());
            self.word(start..at, words);
        }
    }

    fn word(&mut self, range: Range<usize>, words: &Words) {
        let word = &self.text[range.clone()];
        let mut letters = word.chars();
        let capital = letters.next().is_some_and(char::is_uppercase);
        let acronym = letters.next().is_some_and(char::is_uppercase);
        let count = if word.len() < SHORTEST_HYPHENATED || acronym { 0 } else { word.chars().count() };
        if count < SHORTEST_HYPHENATED {
            return;
        }
        let Some((code, language)) = self.hyphenation(range.start) else { return };
        let syllables = words.syllables(code, word, || {
            let (left, right) = language.bounds();
            let syllables = hypher::hyphenate_bounded(word, language, left.max(2), right.max(2));
            syllables.map(|syllable| syllable.len() as u32).collect()
        });
        let compound = self.text[..range.start].ends_with(HYPHENS) || self.text[range.end..].starts_with(HYPHENS);
        let factor = if capital || compound { UNWELCOME } else { 1.0 };
        let (mut at, mut before) = (range.start, 0);
        for syllable in syllables.iter().map(|length| *length as usize) {
            if at > range.start {
                let near = 6_usize.saturating_sub(before.min(count - before)) as f32;
                self.inside(at, Ending::Hyphen, HYPHEN_PENALTY * factor * (1.0 + NEAR_EDGE * near));
            }
            before += self.text[at..at + syllable].chars().count();
            at += syllable;
        }
    }

    /// The rules to hyphenate by, where the language of the text has some, and its code.
    fn hyphenation(&self, at: usize) -> Option<([u8; 2], hypher::Lang)> {
        let own = self.run_at(at).and_then(|run| run.language.as_deref());
        let primary = own.unwrap_or(self.language).split(['-', '_']).next()?;
        let code: [u8; 2] = primary.as_bytes().try_into().ok()?;
        let code = code.map(|letter| letter.to_ascii_lowercase());
        Some((code, hypher::Lang::from_iso(code)?))
    }
}

/// The penalty for parting two words.
fn reluctance(before: &str, after: &str) -> f32 {
    let abbreviation = before.len() <= LONGEST_ABBREVIATION && before.starts_with(is_letter);
    let number = abbreviation && before.ends_with('.') && after.starts_with(char::is_numeric);
    if number || after.starts_with(['–', '—']) { RELUCTANT_PENALTY } else { 0.0 }
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

/// Whether an address may be broken after a character.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'/' | b'.' | b'-' | b'_' | b'?' | b'&' | b'=' | b'@' | b'#')
}

/// Whether a token without spaces is a web address, a DOI or an e-mail address.
fn is_address(token: &str) -> bool {
    // of nearly all words that is known at the first look
    let Some(mark) = token.bytes().position(|byte| matches!(byte, b'/' | b'@')) else {
        return token.starts_with("www.");
    };
    let Some(dot) = token.find('.') else { return token.contains("://") };
    let domain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '(' | '<' | '\u{201c}');
    token.contains("://")
        || token.starts_with("www.")
        || (token[mark..].starts_with('@') && token[mark..].contains('.'))
        || (dot < mark && token[mark..].len() > 2 && token[..mark].chars().all(domain) && token.len() > 12)
}

/// Whether a token is the symbol of a document (A/HRC/40/67) or a number of the like (12/2020): strokes between capital
/// letters and digits.
fn is_symbol(token: &str) -> bool {
    token.contains('/') && !token.contains(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Color;
    use crate::text::{Family, Figures, TextStyle, Weight};

    const STYLE: TextStyle = TextStyle {
        family: Family::Serif,
        weight: Weight::Regular,
        italic: false,
        size: 10.0,
        color: Color::BLACK,
        figures: Figures::Proportional,
        small_caps: false,
        superscript: false,
    };

    fn run(range: Range<usize>) -> Run {
        Run { range, style: STYLE, language: None, tag: 0 }
    }

    /// The text with `|` at each place where a line may end, `¬` where it then shows a hyphen, `¶` where it must.
    fn marked(text: &str, language: &str) -> String {
        marked_runs(text, &[run(0..text.len())], language)
    }

    fn marked_runs(text: &str, runs: &[Run], language: &str) -> String {
        let mut out = String::new();
        let mut from = 0;
        for found in opportunities(text, runs, language, Some(&Words::default())) {
            assert!(found.end <= found.next && found.next >= from, "{found:?}");
            out.push_str(&text[from..found.end]);
            out.push(match found.ending {
                Ending::Plain => '|',
                Ending::Hyphen => '¬',
                Ending::Mandatory => '¶',
                Ending::Emergency => '!',
            });
            from = found.next;
        }
        out
    }

    #[test]
    fn words_are_parted_at_spaces_and_hyphenated_by_their_language() {
        assert_eq!(marked("the ministry said", "en-GB"), "the|min¬istry|said¶");
        assert_eq!(marked("изменение", "ru"), "из¬ме¬не¬ние¶");
    }

    #[test]
    fn no_break_spaces_and_superscripts_hold() {
        assert_eq!(marked("5\u{a0}km\u{202f}!", "en"), "5\u{a0}km\u{202f}!¶");
        let text = "word—12 b";
        let mark = Run { style: TextStyle { superscript: true, ..STYLE }, ..run(7..9) };
        assert_eq!(marked_runs(text, &[run(0..7), mark, run(9..11)], "en"), "word|—12|b¶");
    }

    #[test]
    fn the_author_s_soft_hyphens_replace_the_program_s() {
        assert_eq!(marked("exe\u{ad}cutions", "en"), "exe¬cutions¶");
        assert_eq!(marked("a\u{ad} b", "en"), "a|b¶");
    }

    #[test]
    fn line_ends_of_every_kind_are_mandatory() {
        assert_eq!(marked(" a\u{2028} b\r\nc\n\nd\u{2029}", "en"), " a¶b¶c¶¶d¶");
    }

    #[test]
    fn addresses_are_parted_after_their_marks() {
        assert_eq!(marked("https://a.example.org/reports/x", "en"), "https://|a.|example.|org/|reports/|x¶");
        assert_eq!(marked("name@example.org", "en"), "name@|example.|org¶");
        assert_eq!(marked("and/or e.g. 2.5", "en"), "and/|or|e.g.|2.5¶");
    }

    #[test]
    fn chinese_quotation_marks_keep_to_what_they_quote() {
        assert_eq!(marked("他说：“你好。”她走了", "zh"), "他|说：|“你|好。”|她|走|了¶");
        assert_eq!(
            marked("据“大赦国际”报告，共246人（见注）。", "zh"),
            "据|“大|赦|国|际”|报|告，|共|246|人|（见|注）。¶"
        );
        assert_eq!(marked("他——她……了", "zh"), "他|——|她……|了¶");
        assert_eq!(marked("见A/HRC/40/67号文件", "zh"), "见|A/HRC/40/67|号|文|件¶");
    }

    #[test]
    fn document_symbols_are_not_parted() {
        assert_eq!(marked("(A/HRC/40/67; and 12/2020)", "en"), "(A/HRC/40/67;|and|12/2020)¶");
    }

    #[test]
    fn some_breaks_are_made_reluctantly() {
        let penalty = |text: &str| {
            let found = opportunities(text, &[run(0..text.len())], "en", None);
            found.first().map(|found| found.penalty)
        };
        assert_eq!(penalty("p. 4"), Some(RELUCTANT_PENALTY));
        assert_eq!(penalty("end — start"), Some(RELUCTANT_PENALTY));
        assert_eq!(penalty("2019. 12"), Some(0.0));
        assert_eq!(penalty("some words"), Some(0.0));
    }

    #[test]
    fn names_acronyms_and_compounds_are_hyphenated_less_or_not_at_all() {
        let first = |text: &str| {
            let found = opportunities(text, &[run(0..text.len())], "en", Some(&Words::default()));
            found.into_iter().find(|found| found.ending == Ending::Hyphen).map(|found| found.penalty)
        };
        assert!(first("ministry") < first("Ministry"));
        assert!(first("ministry") < first("ministry-led"));
        assert_eq!(first("MINISTRY"), None);
        assert_eq!(first("able"), None);
    }

    #[test]
    fn emergencies_fall_between_graphemes() {
        let text = "e\u{301}a\u{200d}b";
        assert_eq!(emergencies(text, 0..text.len()).collect::<Vec<_>>(), [3, 7]);
    }
}

//! Where a line may end: the opportunities of UAX 14, hyphenation points, soft hyphens, and places inside addresses.

use super::bonds::bond;
use super::cjk;
use super::paragraph::Run;
use super::shape::{ends_line, is_hidden};
use super::words::Words;
use super::{is_letter, is_rtl_language};
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
/// How much dearer a hyphen is in a word with a capital that begins a sentence.
const UNWELCOME: f32 = 1.5;
/// How much dearer a hyphen is in a name: a word with a capital inside a sentence, but for German, which writes all nouns so.
const NAME: f32 = 6.0;
/// How much dearer a hyphen is in a part of a word that has one already: such a word is parted at its own, unless nothing else
/// is possible at all.
const COMPOUND: f32 = 8.0;
/// No hyphen costs more, and one with too few letters behind it costs that: less than a line that is too loose, which is a fault.
/// Where it costs more than one, lines that are too loose and two hyphens in a row are left in Russian and Spanish.
const DEAREST_HYPHEN: f32 = 1500.0;
/// The fewest letters before a hyphen in English ("of-fence" is misread), and after one in any language, unless a line would else
/// have a fault.
const FEWEST_BEFORE: usize = 3;
const FEWEST_AFTER: usize = 3;
/// The cost of a break inside an address: after a stroke, and before another mark.
const ADDRESS_PENALTY: f32 = 60.0;
const ADDRESS_MARK: f32 = 65.0;
/// The same before a mark in a line from right to left, where that would stand at the far end, beside the sentence's own.
const ADDRESS_MARK_TURNED: f32 = 400.0;
/// The cost of a break straight before an address: less than none, so that the line may rather be short than the address, or
/// the date before it, be torn.
const BEFORE_ADDRESS: f32 = -10.0;
/// How many letters of an address stay together at its two ends, and of the name of its host.
const ADDRESS_EDGE: usize = 3;
const HOST_EDGE: usize = 10;
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
        let language = self.run_at(from).and_then(|run| run.language.as_deref()).unwrap_or(self.language);
        let next = if mandatory { skip_blank(self.text, at) } else { at };
        let (ending, penalty) = match last {
            _ if mandatory => (Ending::Mandatory, 0.0),
            '\u{ad}' => (Ending::Hyphen, HYPHEN_PENALTY),
            _ if end == at && at < self.token.range.end && self.token.address => {
                (Ending::Plain, self.parts_address(at).unwrap_or_default())
            }
            _ => {
                let reluctance = reluctance(&self.text[from..end], &self.text[next..]);
                (Ending::Plain, reluctance.max(bond(self.text, end, next, language)))
            }
        };
        // a document symbol is not parted, and an address not where its own marks forbid it
        let inside = at < self.token.range.end && !mandatory;
        let torn = inside && (self.token.symbol || (self.token.address && self.parts_address(at).is_none()));
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
            address: is_address(token.trim_matches(is_hidden)),
            symbol: is_symbol(token),
            by_hand: token.contains('\u{ad}'),
        };
        if let Some(before) = self.found.last_mut().filter(|_| self.token.address)
            && before.next == from
            && before.ending == Ending::Plain
            && before.penalty == 0.0
        {
            before.penalty = BEFORE_ADDRESS;
        }
    }

    /// The places inside an address.
    fn address(&mut self, from: usize, end: usize) {
        for at in from + 1..end {
            if let Some(penalty) = self.parts_address(at) {
                self.inside(at, Ending::Plain, penalty);
            }
        }
    }

    /// What it costs to part an address at a byte, where it may be: after a stroke, a colon or a sign of equality, before any other mark, so that
    /// no line ends in a full stop or a hyphen that is not one (Chicago Manual of Style, 17th edition, 14.18).
    fn parts_address(&self, at: usize) -> Option<f32> {
        let (bytes, Range { start, end }) = (self.text.as_bytes(), self.token.range.clone());
        if at < start + ADDRESS_EDGE || at + ADDRESS_EDGE > end {
            return None;
        }
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        // the beginning of a host's name says nothing
        let token = &bytes[start..at];
        let host = token.windows(3).position(|mark| mark == b"://").map_or(0, |at| at + 3);
        let in_host = !token.get(host..).is_some_and(|rest| rest.contains(&b'/'));
        if in_host && token.len() > host && token.len() < host + HOST_EDGE {
            return None;
        }
        let mark = if is_rtl_language(self.language) { ADDRESS_MARK_TURNED } else { ADDRESS_MARK };
        match (bytes[at - 1], bytes[at]) {
            (b'/' | b':' | b'=', after) => letter(after).then_some(ADDRESS_PENALTY),
            (before, after) => (letter(before) && is_mark(after) && letter(bytes[at + 1])).then_some(mark),
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
            let fewest = if code == *b"en" { FEWEST_BEFORE } else { 2 };
            let syllables = hypher::hyphenate_bounded(word, language, left.max(fewest), right.max(2));
            syllables.map(|syllable| syllable.len() as u32).collect()
        });
        let compound = self.text[..range.start].ends_with(HYPHENS) || self.text[range.end..].starts_with(HYPHENS);
        let factor = match capital {
            _ if compound => COMPOUND,
            true if code == *b"de" || self.begins_sentence(range.start) => UNWELCOME,
            true => NAME,
            false => 1.0,
        };
        let (mut at, mut before) = (range.start, 0);
        for syllable in syllables.iter().map(|length| *length as usize) {
            if at > range.start {
                let near = 6_usize.saturating_sub(before.min(count - before)) as f32;
                let few = count - before < FEWEST_AFTER;
                let usual = (HYPHEN_PENALTY * factor * (1.0 + NEAR_EDGE * near)).min(DEAREST_HYPHEN);
                self.inside(at, Ending::Hyphen, if few { DEAREST_HYPHEN } else { usual });
            }
            before += self.text[at..at + syllable].chars().count();
            at += syllable;
        }
    }

    /// Whether a word begins a sentence or the text, quotation marks and the marks of notes aside.
    fn begins_sentence(&self, at: usize) -> bool {
        let opens = |c: char| {
            c.is_whitespace() || is_hidden(c) || matches!(c, '“' | '‘' | '«' | '(' | '[' | '¿' | '¡' | '—' | '–')
        };
        let before = self.text[..at].trim_end_matches(opens).trim_end_matches(char::is_numeric);
        let before = before.trim_end_matches(['”', '’', '»', ')', ']']);
        let abbreviated = || {
            let word = before.trim_end_matches('.').rsplit(char::is_whitespace).next().unwrap_or("");
            word.len() < LONGEST_ABBREVIATION / 2 && word.starts_with(char::is_uppercase)
        };
        match before.chars().next_back() {
            None | Some('!' | '?' | '…') => true,
            Some('.') => !abbreviated(),
            Some(_) => false,
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

/// Whether an address may be broken before a character.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'.' | b'-' | b'_' | b'?' | b'&' | b'@' | b'#' | b'%' | b'~' | b',')
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
    fn addresses_are_parted_beside_their_marks_and_no_line_ends_in_a_full_stop() {
        assert_eq!(marked("https://a.example.org/reports/x", "en"), "https://|a.example.org/|reports/x¶");
        assert_eq!(marked("name@example.org", "en"), "name@example|.org¶");
        let marks = marked("https://a.org/death-penalty-2017.html?year=2020&x_y=1", "en");
        assert_eq!(marks, "https://|a.org/|death|-penalty|-2017|.html|?year=|2020|&x|_y=1¶");
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
        assert_eq!(penalty("page www.example.org/a"), Some(BEFORE_ADDRESS));
        assert!(penalty("May 2020, www.example.org/a") > Some(RELUCTANT_PENALTY));
    }

    #[test]
    fn names_acronyms_and_compounds_are_hyphenated_less_or_not_at_all() {
        let first = |text: &str| {
            let found = opportunities(text, &[run(0..text.len())], "en", Some(&Words::default()));
            found.into_iter().find(|found| found.ending == Ending::Hyphen).map(|found| found.penalty)
        };
        assert!(first("ministry") < first("Ministry"));
        assert!(first("all. Ministry") < first("the Ministry"));
        assert_eq!(first("the Ministry"), first("and Mr. Ministry"));
        assert_eq!(first("offence"), None, "at least three letters on each line");
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

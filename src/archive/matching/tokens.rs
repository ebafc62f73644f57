//! An archive as characters that may be skipped or not: what is folded, and what only stands between the words.

use super::super::{Text, raised};
use super::marks;
use super::roles::{Role, roles};
use unicode_normalization::UnicodeNormalization;

/// What a character of an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A character of the words.
    Word,
    /// A hyphen at the end of a line, which may be of the word or of the line.
    LineHyphen,
    /// A character of a running head, a running foot or a page number.
    Head,
    /// A character of the words that stands above the line.
    Raised,
    /// A character of the mark of a note.
    Note,
    /// A raised letter that can only be the mark of a note: it is of no word.
    Mark,
    /// Where the text ends and notes begin: nothing goes on beyond it.
    Wall,
}

/// A character of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) c: char,
    pub(super) kind: Kind,
    /// Its page, from 0.
    pub(super) page: usize,
    /// Its line on the page, from 0.
    pub(super) line: usize,
}

/// Characters that nobody sees.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{200e}' | '\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Characters of scripts that have no spaces between words.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff65}')
}

/// Whether a word may not begin or end beside this character.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() && !is_cjk(c)
}

/// The text in NFC without invisible characters; with `typography`, marks by their kind and not by their shape. Letters and
/// digits stay as they are: NFKC would make 102 of 10².
pub(super) fn fold(text: &str, typography: bool) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfc().filter(|c| !is_invisible(*c)) {
        if typography { mark(c, &mut folded) } else { folded.push(c) }
    }
    if typography {
        folded = folded.replace("---", " - ").replace("--", " - ").replace("''", "'").replace("``", "'");
    }
    folded
}

fn mark(c: char, folded: &mut String) {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '"' | '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | '‹' | '›' =>
        {
            folded.push('\'');
        }
        '‐' | '‑' | '‒' | '–' | '−' => folded.push('-'),
        '—' | '―' => folded.push_str(" - "),
        '…' => folded.push_str("..."),
        'ﬀ' => folded.push_str("ff"),
        'ﬁ' => folded.push_str("fi"),
        'ﬂ' => folded.push_str("fl"),
        'ﬃ' => folded.push_str("ffi"),
        'ﬄ' => folded.push_str("ffl"),
        'ﬅ' | 'ﬆ' => folded.push_str("st"),
        _ => folded.push(c),
    }
}

/// A line with its place.
struct Line<'a> {
    page: usize,
    line: usize,
    text: &'a str,
    role: Role,
}

/// The characters of an archive, as its pages have them one below the other.
pub(super) fn tokens(text: &Text, typography: bool) -> Vec<Token> {
    squash(&of_lines(&lines(text), typography))
}

/// The characters of an archive with the text first and the notes at the foot of its pages behind it, so that each goes on from page to
/// page; none where there are no such notes.
pub(super) fn flowing(text: &Text) -> Option<Vec<Token>> {
    let (notes, body): (Vec<Line<'_>>, Vec<Line<'_>>) =
        lines(text).into_iter().partition(|line| line.role == Role::Note);
    if notes.is_empty() {
        return None;
    }
    let mut all = of_lines(&body, true);
    for notes in notes.chunk_by(|line, next| next.page <= line.page + 1) {
        let (page, line) = notes.first().map_or((0, 0), |line| (line.page, line.line));
        all.push(Token { c: ' ', kind: Kind::Word, page, line });
        all.push(Token { c: '\n', kind: Kind::Wall, page, line });
        all.extend(of_lines(notes, true));
    }
    Some(squash(&all))
}

fn of_lines(lines: &[Line<'_>], typography: bool) -> Vec<Token> {
    let mut all = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let token = |c: char, kind: Kind| Token { c, kind, page: line.page, line: line.line };
        if line.role == Role::Head {
            all.extend(fold(&raised::plain(line.text), typography).chars().map(|c| token(c, Kind::Head)));
            all.push(token(' ', Kind::Head));
            continue;
        }
        let next = lines.iter().skip(index + 1).find(|line| line.role != Role::Head);
        let next = next.and_then(|line| line.text.chars().next());
        let (body, end) = line_end(line.text, next);
        for (at, part) in body.split([raised::BEGIN, raised::END]).enumerate() {
            let kind = if at % 2 == 1 { Kind::Raised } else { Kind::Word };
            all.extend(fold(part, typography).chars().map(|c| token(c, kind)));
        }
        match end {
            End::Space => all.push(token(' ', Kind::Word)),
            End::Joined => {}
            End::Hyphen => all.push(token('-', Kind::LineHyphen)),
        }
    }
    all
}

/// What stands between a line and the next.
enum End {
    Space,
    Joined,
    Hyphen,
}

/// A line without the hyphen at its end, and what takes its place: between letters the hyphen may be of the word or not;
/// beside a digit it is.
fn line_end(line: &str, next: Option<char>) -> (&str, End) {
    let Some(hyphen) = line.chars().next_back().filter(|c| matches!(c, '-' | '‐' | '\u{ad}')) else {
        return (line, End::Space);
    };
    let before = line.get(..line.len() - hyphen.len_utf8()).unwrap_or(line);
    match (before.chars().next_back(), next) {
        (Some(last), Some(next)) if last.is_alphabetic() && next.is_alphabetic() => (before, End::Hyphen),
        (Some(last), Some(next)) if last.is_alphanumeric() && next.is_alphanumeric() => (line, End::Joined),
        _ => (line, End::Space),
    }
}

/// All lines with their places.
fn lines(text: &Text) -> Vec<Line<'_>> {
    let mut all = Vec::new();
    for ((number, page), roles) in text.pages.iter().enumerate().zip(roles(text)) {
        let lines = page.lines.iter().enumerate().zip(roles);
        all.extend(lines.map(|((line, text), role)| Line { page: number, line, text, role }));
    }
    all
}

/// One space for each run of white space, none between two characters of a script without spaces.
fn squash(all: &[Token]) -> Vec<Token> {
    let mut kept: Vec<Token> = Vec::with_capacity(all.len());
    // whether the last character that is not of a running head is a space: true at the beginning
    let mut spaced = true;
    for token in all {
        let mut token = *token;
        if token.kind == Kind::Word {
            if token.c.is_whitespace() {
                token.c = ' ';
                if spaced {
                    continue;
                }
            }
            spaced = token.c == ' ';
        } else if token.kind != Kind::Head {
            spaced = token.kind == Kind::Wall;
        }
        kept.push(token);
    }
    let mut last = None;
    let mut squashed = Vec::with_capacity(kept.len());
    for (index, token) in kept.iter().enumerate() {
        let next = kept.get(index + 1).map(|next| next.c);
        if token.kind == Kind::Word && token.c == ' ' && last.is_some_and(is_cjk) && next.is_some_and(is_cjk) {
            continue;
        }
        last = Some(token.c);
        squashed.push(*token);
    }
    marks::set_apart(&mut squashed);
    squashed
}

/// The characters of a quotation, folded and squashed in the same way.
pub(super) fn of_quotation(text: &str, typography: bool) -> Vec<char> {
    let token = |c: char| Token { c, kind: Kind::Word, page: 0, line: 0 };
    let all: Vec<Token> = fold(text, typography).chars().map(token).collect();
    let mut squashed: Vec<char> = squash(&all).into_iter().map(|token| token.c).collect();
    if squashed.last() == Some(&' ') {
        squashed.pop();
    }
    squashed
}

/// The words of tokens, without what stands between them.
pub(super) fn text(tokens: &[Token]) -> String {
    tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Raised)).map(|token| token.c).collect()
}

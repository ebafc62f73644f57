//! What a page prints beside its text: running heads and feet, and notes at its foot.

use super::super::{Page, Text, raised};
use super::negations;
use std::collections::BTreeMap;

/// What a line of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Of the text.
    Body,
    /// A running head or foot, or the number of the page.
    Head,
    /// Of a note at the foot of the page.
    Note,
}

/// How many lines at each edge of a page may be its running head or foot.
const EDGE: usize = 3;

/// On how many pages something must be seen before it is believed.
const OFTEN: usize = 3;

/// How much farther than lines from each other a running head stands from the text, in tenths.
const APART: i32 = 13;

/// The largest Roman number of a page.
const ROMAN: u32 = 500;

/// The roles of the lines of each page.
///
/// Running heads are at most three lines from the edge of a page without a gap: page numbers, what is the same on three pages but for
/// its digits, what begins or ends with the number of the page (as on a fifth of all pages), and what stands as high as these do. What does
/// not count pages must stand apart from the text where that can be seen, or be no piece of a sentence; a line of a few words
/// of which one turns the sense of a sentence is always text. Notes are the last lines of a page in smaller type than the text, from the first one that begins with the mark of a note.
pub(super) fn roles(text: &Text) -> Vec<Vec<Role>> {
    let edges = [true, false].map(|top| Edge::of(text, top));
    let usual = usual_size(text);
    let leading = usual_leading(text, usual);
    let roles = |(number, page)| of_page(page, number, text.paged, &edges, (usual, leading));
    text.pages.iter().enumerate().map(roles).collect()
}

fn of_page(page: &Page, number: usize, paged: bool, edges: &[Edge; 2], (usual, leading): (i32, i32)) -> Vec<Role> {
    let mut roles = vec![Role::Body; page.lines.len()];
    if !paged {
        return roles;
    }
    for edge in edges {
        for line in edge.heads(page, number, leading) {
            if let Some(role) = roles.get_mut(line) {
                *role = Role::Head;
            }
        }
    }
    let small = |line: usize| page.places.get(line).is_some_and(|place| place.size * 100 < usual * 93);
    let end = roles.iter().rposition(|role| *role != Role::Head).map_or(0, |last| last + 1);
    let run = (0..end).rev().take_while(|line| roles.get(*line) == Some(&Role::Body) && small(*line)).last();
    let mut lines = run.map_or(end..end, |first| first..end);
    if let Some(first) = lines.find(|line| page.lines.get(*line).is_some_and(|line| begins_note(line))) {
        roles.get_mut(first..end).into_iter().flatten().for_each(|role| *role = Role::Note);
    }
    roles
}

/// The size of most of the type, in tenths of a point; nought where none is known.
fn usual_size(text: &Text) -> i32 {
    let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
    for page in &text.pages {
        for (line, place) in page.lines.iter().zip(&page.places) {
            *letters.entry(place.size).or_default() += line.len();
        }
    }
    letters.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
}

/// The distance from line to line that is seen most, in tenths of a point, at most twice the size of the type; nought where none is
/// known.
fn usual_leading(text: &Text, size: i32) -> i32 {
    let mut seen: BTreeMap<i32, usize> = BTreeMap::new();
    for page in &text.pages {
        for pair in page.places.windows(2) {
            if let [first, second] = pair {
                *seen.entry((first.height - second.height).abs()).or_default() += 1;
            }
        }
    }
    seen.remove(&0);
    // of distances that are seen as often, the smallest
    let most = seen.values().copied().max().unwrap_or(0);
    seen.into_iter().find(|(_, count)| *count == most).map_or(0, |(distance, _)| distance.min(2 * size))
}

/// Whether a line begins with the mark of a note: up to three digits before a word, or a sign.
fn begins_note(line: &str) -> bool {
    let line = &raised::plain(line);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || "⁰¹²³⁴⁵⁶⁷⁸⁹[]()".contains(c));
    let digits = line.get(..line.len() - rest.len()).unwrap_or("").chars().filter(|c| c.is_numeric()).count();
    let rest = rest.trim_start();
    let words = rest.chars().next().is_some_and(|c| !c.is_numeric() && !".,:;-–".contains(c));
    (words && (1..=3).contains(&digits)) || line.starts_with(['*', '†', '‡', '§'])
}

/// The upper or the lower edge of all pages.
struct Edge {
    top: bool,
    /// How often each line is seen there, by its key.
    seen: BTreeMap<String, usize>,
    /// How often the first or the last number of a line differs by so much from the count of its page.
    counts: BTreeMap<(bool, i64), usize>,
    /// How many pages there are.
    pages: usize,
    /// How many lines that are heads for themselves, and how many in all, stand so high, in points.
    heights: BTreeMap<i32, (usize, usize)>,
}

impl Edge {
    fn of(text: &Text, top: bool) -> Self {
        let mut edge = Edge {
            top,
            seen: BTreeMap::new(),
            counts: BTreeMap::new(),
            pages: text.pages.len(),
            heights: BTreeMap::new(),
        };
        if !text.paged {
            return edge;
        }
        for (number, page) in text.pages.iter().enumerate() {
            for line in edge.lines(page).filter_map(|line| page.lines.get(line)) {
                *edge.seen.entry(key(line)).or_default() += 1;
                for (first, count) in numbers(line, number) {
                    *edge.counts.entry((first, count)).or_default() += 1;
                }
            }
        }
        for (number, page) in text.pages.iter().enumerate() {
            for line in edge.lines(page) {
                let alone = edge.is_head_alone(page, number, line);
                if let Some(place) = page.places.get(line) {
                    let height = edge.heights.entry(place.height / 10).or_default();
                    *height = (height.0 + usize::from(alone), height.1 + 1);
                }
            }
        }
        edge
    }

    /// The indices of the lines at this edge of a page, from the outermost.
    fn lines(&self, page: &Page) -> Box<dyn Iterator<Item = usize>> {
        let count = page.lines.len();
        if self.top { Box::new((0..count).take(EDGE)) } else { Box::new((0..count).rev().take(EDGE)) }
    }

    /// The lines at this edge that are running heads, from the outermost.
    fn heads(&self, page: &Page, number: usize, leading: i32) -> Vec<usize> {
        let mut heads: Vec<usize> = self.lines(page).take_while(|line| self.is_head(page, number, *line)).collect();
        // what is text after all keeps what is nearer to the text as well, and then others stand beside it
        while let Some(innermost) = heads.last().copied() {
            let text = heads.iter().position(|line| !self.may_be_head(page, number, *line, innermost, leading));
            match text {
                Some(at) => heads.truncate(at),
                None => break,
            }
        }
        heads
    }

    fn is_head(&self, page: &Page, number: usize, line: usize) -> bool {
        self.is_head_alone(page, number, line) || self.stands_as_heads_do(page, line)
    }

    /// Whether a line is a running head by its words.
    fn is_head_alone(&self, page: &Page, number: usize, line: usize) -> bool {
        let Some(line) = page.lines.get(line) else { return false };
        let often = self.seen.get(&key(line)).is_some_and(|count| *count >= OFTEN);
        line.len() <= 160 && (often || is_page_number(bare(line)) || self.counts_pages(line, number))
    }

    /// Whether a line begins or ends with a number that grows with the pages.
    fn counts_pages(&self, line: &str, number: usize) -> bool {
        // on fewer pages numbers of notes and of paragraphs happen to grow as those of pages do
        let counts = |seen: usize| seen >= OFTEN && seen * 5 >= self.pages;
        numbers(line, number).any(|count| self.counts.get(&count).is_some_and(|seen| counts(*seen)))
    }

    /// Whether a line that looks like a running head can be one, and no piece of a sentence. `innermost` is the one of its edge that
    /// is nearest to the text.
    fn may_be_head(&self, page: &Page, number: usize, line: usize, innermost: usize, leading: i32) -> bool {
        let Some(text) = page.lines.get(line) else { return false };
        if negations::is_lone(text) {
            return false;
        }
        let inner = if self.top { Some(innermost + 1) } else { innermost.checked_sub(1) };
        let Some(inner) = inner.filter(|inner| *inner < page.lines.len()) else { return true };
        if self.counts_pages(text, number) {
            return true;
        }
        if let (Some(head), Some(body)) = (page.places.get(innermost), page.places.get(inner)) {
            let apart = (head.height - body.height).abs() * 10 > leading * APART || head.size * 100 < body.size * 93;
            return apart || is_title(text);
        }
        // where nothing is known of places, a line between two parts of a sentence is none that ends it or begins as it goes on
        let before = if self.top { Some(text) } else { page.lines.get(inner) };
        let open = before.is_some_and(|before| before.ends_with(|c: char| c.is_alphanumeric() || c == ','));
        !(open && text.starts_with(char::is_lowercase)) || is_page_number(bare(text)) || is_title(text)
    }

    /// Whether a line stands where on three pages, and on most of those that have a line there, a running head stands.
    fn stands_as_heads_do(&self, page: &Page, line: usize) -> bool {
        let (Some(place), Some(text)) = (page.places.get(line), page.lines.get(line)) else { return false };
        let heads = self.heights.get(&(place.height / 10));
        text.len() <= 160 && heads.is_some_and(|(heads, all)| *heads >= OFTEN && heads * 2 > *all)
    }
}

/// The number at the beginning and that at the end of a line, less the count of its page.
fn numbers(line: &str, page: usize) -> impl Iterator<Item = (bool, i64)> {
    let mut words = line.split_whitespace();
    let ends = [(true, words.next()), (false, words.next_back())];
    let page = i64::try_from(page).unwrap_or(0);
    ends.into_iter().filter_map(move |(first, word)| {
        let word = word.filter(|word| word.len() <= 4)?;
        Some((first, word.parse::<u16>().ok().map(i64::from)? - page))
    })
}

/// A line by which it is known again on other pages: without spaces, each number alike.
fn key(line: &str) -> String {
    let mut key = String::new();
    for c in line.chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_numeric() { '#' } else { c };
        if c != '#' || !key.ends_with('#') {
            key.push(c);
        }
    }
    key
}

fn bare(line: &str) -> &str {
    let bare = line.trim_matches(|c: char| " -–—[]()|.".contains(c));
    bare.strip_prefix("Page ").unwrap_or(bare)
}

/// Whether a line is long enough, and begins as a title does, that nobody would take it for a piece of the text around it.
fn is_title(line: &str) -> bool {
    line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count() >= 3
        && !line.starts_with(char::is_lowercase)
}

/// Whether a word is the number of a page: up to five digits, or a small Roman number.
pub(super) fn is_page_number(word: &str) -> bool {
    let digits = word.len() <= 5 && word.chars().all(|c| c.is_ascii_digit());
    !word.is_empty() && (digits || is_roman(word))
}

/// Whether a word is a Roman number in small letters as it is written, up to [`ROMAN`]: `civil` is none.
fn is_roman(word: &str) -> bool {
    const SIGNS: [(&str, u32); 8] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4)];
    let (mut rest, mut value) = (word, 0);
    for (sign, worth) in SIGNS {
        while let Some(after) = rest.strip_prefix(sign) {
            (rest, value) = (after, value + worth);
        }
    }
    let ones = rest.len() <= 3 && rest.chars().all(|c| c == 'i');
    let value = value + u32::try_from(rest.len()).unwrap_or(ROMAN);
    ones && (1..=ROMAN).contains(&value) && roman(value) == word
}

/// A number in Roman letters.
fn roman(mut value: u32) -> String {
    const SIGNS: [(&str, u32); 10] = [
        ("d", 500),
        ("cd", 400),
        ("c", 100),
        ("xc", 90),
        ("l", 50),
        ("xl", 40),
        ("x", 10),
        ("ix", 9),
        ("v", 5),
        ("iv", 4),
    ];
    let mut text = String::new();
    for (sign, worth) in SIGNS {
        while value >= worth {
            text += sign;
            value -= worth;
        }
    }
    text + &"i".repeat(value as usize)
}

#[cfg(test)]
mod tests {
    use super::super::super::Place;
    use super::*;

    /// Pages of lines, each with its height and the size of its type in points.
    fn text(pages: &[&[(&str, i32, i32)]]) -> Text {
        let page = |lines: &&[(&str, i32, i32)]| Page {
            lines: lines.iter().map(|(line, ..)| (*line).to_owned()).collect(),
            places: lines.iter().map(|(_, height, size)| Place { height: height * 10, size: size * 10 }).collect(),
            unreadable: 0,
        };
        Text { paged: true, pages: pages.iter().map(page).collect() }
    }

    #[test]
    fn heads_are_known_by_their_number_and_by_their_height() {
        use Role::{Body, Head};
        let read = text(&[
            &[("Chapter 1: Facts 8", 780, 10), ("they were taken", 700, 10)],
            &[("Chapter 2: Law 9", 780, 10), ("9 men were held", 700, 10)],
            &[("Annex 10", 780, 10), ("of them", 700, 10)],
            &[("Introduction", 780, 10), ("in 2019 to 12", 700, 10)],
            &[("a page that has no head", 700, 10)],
        ]);
        let expected: &[&[Role]] = &[&[Head, Body], &[Head, Body], &[Head, Body], &[Head, Body], &[Body]];
        assert_eq!(roles(&read), expected);
    }

    #[test]
    fn numbers_that_grow_with_the_pages_for_a_while_are_no_heads() {
        let line = |page: usize| match page {
            7..10 => format!("{} {}", page + 40, "y".repeat(page)),
            _ => "x".repeat(page + 8),
        };
        let lines: Vec<String> = (0..20).map(line).collect();
        let pages: Vec<[(&str, i32, i32); 1]> = lines.iter().map(|line| [(line.as_str(), 700, 10)]).collect();
        let read = text(&pages.iter().map(<[_; 1]>::as_slice).collect::<Vec<_>>());
        assert!(roles(&read)[8].iter().all(|role| *role == Role::Body));
    }

    #[test]
    fn notes_are_small_and_begin_with_a_mark() {
        use Role::{Body, Head, Note};
        let page = |first: &str, small: i32| {
            let read = text(&[&[
                ("the court held that no one was to be released", 700, 10),
                ("in smaller type", 120, small),
                (first, 100, small),
                ("of the report", 90, small),
                ("7", 40, 10),
            ]]);
            roles(&read).remove(0)
        };
        assert_eq!(page("12 See page 3", 8), [Body, Body, Note, Note, Head]);
        assert_eq!(page("* See page 3", 8), [Body, Body, Note, Note, Head]);
        assert_eq!(page("See page 3", 8), [Body, Body, Body, Body, Head]);
        assert_eq!(page("2019 was", 8), [Body, Body, Body, Body, Head]);
        assert_eq!(page("12 See page 3", 10), [Body, Body, Body, Body, Head]);
    }

    #[test]
    fn roman_numbers_are_those_that_one_would_write() {
        for number in ["i", "iv", "ix", "xiv", "xl", "xcix", "cclxxxviii", "cd"] {
            assert_eq!(is_roman(number), number != "cd", "{number}: larger ones than pages have are words");
        }
        for word in ["civil", "ill", "mix", "vil", "iiii", "ivi", "cil", "", "xxxxx"] {
            assert!(!is_roman(word), "{word}");
        }
    }

    /// Three lines as far from each other: the last is the same on three pages, and a word of the sentence.
    #[test]
    fn a_word_that_does_not_stand_apart_is_text() {
        let page = |first: &'static str, second: &'static str, word: &'static str, height: i32| {
            [(first, 700, 12), (second, 680, 12), (word, height, 12)]
        };
        let last = |word: &'static str, height: i32| {
            let pages = [
                page("They fired at", "the crowd and did", word, height),
                page("hit anyone in", "that town, where they", word, height),
                page("went to see", "their friends and", word, height),
                page("that they had seen", "before were of those", "of them", 660),
            ];
            roles(&text(&pages.each_ref().map(<[_; 3]>::as_slice)))[0][2]
        };
        assert_eq!(last("all", 660), Role::Body);
        assert_eq!(last("all", 600), Role::Head);
        assert_eq!(last("civil", 660), Role::Body);
        assert_eq!(last("12", 660), Role::Body);
        assert_eq!(last("12", 600), Role::Head);
        assert_eq!(last("not", 600), Role::Body, "never skipped");
        assert_eq!(last("Report on the prisons", 660), Role::Head, "nobody takes that for a piece of a sentence");
    }
}

//! Automatic numbers: what Word counts by itself, and comes to the same as the document says.
//!
//! A number is left to Word only where its counting gives exactly what is printed; any other (Persian digits, a form of
//! one's own) is written as text.

use super::xml::{Attribute, Xml};

/// A number or label as Word can count it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// Before the number.
    pub(super) before: String,
    /// How it is written, by Word's name.
    pub(super) format: &'static str,
    /// After it.
    pub(super) after: String,
}

impl Pattern {
    /// A bullet.
    fn bullet(label: &str) -> Self {
        Pattern { before: label.to_owned(), format: "bullet", after: String::new() }
    }
}

/// The pattern of a label, and its number: "R3", "1.", "•". None where Word cannot count it.
pub(super) fn parse(label: &str) -> Option<(Pattern, u32)> {
    if label.chars().count() == 1 && !label.chars().all(char::is_alphanumeric) {
        return Some((Pattern::bullet(label), 1));
    }
    let start = label.find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = label.split_at(start);
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    let plain = |text: &str| !text.contains(|letter: char| letter.is_numeric() || letter == '%');
    if !plain(before) || !plain(after) || (digits.len() > 1 && digits.starts_with('0')) {
        return None;
    }
    Some((Pattern { before: before.to_owned(), format: "decimal", after: after.to_owned() }, digits.parse().ok()?))
}

/// How headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    /// 1, 1.1, 1.1.1.
    Decimal,
    /// I., A., 1.
    Roman,
}

/// The numbers of headings, counted as Word does.
#[derive(Default)]
pub(super) struct Headings {
    counts: [u32; 3],
}

impl Headings {
    /// The scheme of a document, by the first number of its headings.
    pub(super) fn scheme(first: &str) -> Option<Scheme> {
        match first {
            "I." => Some(Scheme::Roman),
            "1" => Some(Scheme::Decimal),
            _ => None,
        }
    }

    /// Counts a heading of this level, 0 to 2; whether Word comes to the number that is printed.
    pub(super) fn count(&mut self, scheme: Scheme, level: usize, printed: &str) -> bool {
        let Some(path) = self.counts.get_mut(..=level) else { return false };
        let Some(last) = path.last_mut() else { return false };
        *last += 1;
        let path = path.to_vec();
        self.counts.iter_mut().skip(level + 1).for_each(|count| *count = 0);
        // what is counted and printed by the same rules
        let number = match scheme {
            Scheme::Decimal => crate::profile::HeadingNumbers::Decimal.number(&path),
            Scheme::Roman => crate::profile::HeadingNumbers::UnitedNations.number(&path),
        };
        number.as_deref() == Some(printed)
    }
}

/// The number of the list that numbers headings.
pub(super) const HEADINGS: u32 = 1;
/// The number of the list that numbers paragraphs.
pub(super) const PARAGRAPHS: u32 = 2;
/// The number of the list without numbers, for headings that have none: Word takes 0 for that too, and not every reader of
/// the standard does.
pub(super) const NONE: u32 = 3;
/// The kinds of lists before those of the document.
const FIXED: usize = 3;

/// A list as Word counts it.
struct Kind {
    pattern: Pattern,
    depth: usize,
}

/// The lists of a document.
#[derive(Default)]
pub(super) struct Lists {
    kinds: Vec<Kind>,
    /// The kind of each list, and where it begins.
    lists: Vec<(usize, u32)>,
}

/// How far a level of a list is indented, in twentieths of a point.
pub(super) const INDENT: u32 = 360;

impl Lists {
    /// The number of a new list, so many levels deep, that begins with `start`.
    pub(super) fn begin(&mut self, pattern: Pattern, depth: usize, start: u32) -> u32 {
        let known = self.kinds.iter().position(|kind| kind.pattern == pattern && kind.depth == depth);
        let kind = known.unwrap_or_else(|| {
            self.kinds.push(Kind { pattern, depth });
            self.kinds.len() - 1
        });
        self.lists.push((kind, start));
        NONE + self.lists.len() as u32
    }

    /// The part `numbering.xml`. Paragraphs are indented by `side`.
    pub(super) fn write(&self, scheme: Option<Scheme>, side: u32) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.open("w:numbering", &[("xmlns:w", super::WORD)]);
        headings(&mut xml, scheme);
        xml.open("w:abstractNum", &[("w:abstractNumId", "1")]);
        xml.value("w:multiLevelType", "singleLevel");
        level(&mut xml, 0, ("decimal", "%1."), Some("NumberedParagraph"), (side, side));
        xml.close();
        unnumbered(&mut xml);
        for (index, kind) in self.kinds.iter().enumerate() {
            xml.open("w:abstractNum", &[("w:abstractNumId", &(index + FIXED).to_string())]);
            xml.value("w:multiLevelType", "singleLevel");
            let Pattern { before, format, after } = &kind.pattern;
            let text = if *format == "bullet" { before.clone() } else { format!("{before}%1{after}") };
            let left = INDENT * (kind.depth as u32 + 1);
            level(&mut xml, 0, (format, &text), None, (left, INDENT));
            xml.close();
        }
        let fixed = [(HEADINGS, 0), (PARAGRAPHS, 1), (NONE, 2)];
        for (number, kind) in fixed {
            xml.open("w:num", &[("w:numId", &number.to_string())]);
            xml.value("w:abstractNumId", &kind.to_string());
            xml.close();
        }
        for (index, (kind, start)) in self.lists.iter().enumerate() {
            xml.open("w:num", &[("w:numId", &(FIXED + 1 + index).to_string())]);
            xml.value("w:abstractNumId", &(kind + FIXED).to_string());
            xml.open("w:lvlOverride", &[("w:ilvl", "0")]);
            xml.value("w:startOverride", &start.to_string());
            xml.close();
            xml.close();
        }
        xml.finish()
    }
}

fn headings(xml: &mut Xml, scheme: Option<Scheme>) {
    xml.open("w:abstractNum", &[("w:abstractNumId", "0")]);
    xml.value("w:multiLevelType", "multilevel");
    let levels = match scheme {
        Some(Scheme::Roman) => [("upperRoman", "%1."), ("upperLetter", "%2."), ("decimal", "%3.")],
        Some(Scheme::Decimal) | None => [("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")],
    };
    for (index, (look, style)) in levels.into_iter().zip(["Heading1", "Heading2", "Heading3"]).enumerate() {
        // 1.1.1 is longer
        let width = if index == 2 { 794 } else { 567 };
        level(xml, index, look, scheme.map(|_| style), (width, width));
    }
    xml.close();
}

fn unnumbered(xml: &mut Xml) {
    xml.open("w:abstractNum", &[("w:abstractNumId", "2")]);
    xml.value("w:multiLevelType", "singleLevel");
    xml.open("w:lvl", &[("w:ilvl", "0")]);
    xml.value("w:start", "1");
    xml.value("w:numFmt", "none");
    xml.value("w:suff", "nothing");
    xml.value("w:lvlText", "");
    xml.value("w:lvlJc", "left");
    xml.close();
    xml.close();
}

/// A level of a list: its format and text, the style it numbers, the indent of its text and of its number before that.
fn level(xml: &mut Xml, index: usize, look: (&str, &str), style: Option<&str>, (left, hanging): (u32, u32)) {
    xml.open("w:lvl", &[("w:ilvl", &index.to_string())]);
    xml.value("w:start", "1");
    xml.value("w:numFmt", look.0);
    if let Some(style) = style {
        xml.value("w:pStyle", style);
    }
    xml.value("w:lvlText", look.1);
    xml.value("w:lvlJc", "left");
    xml.open("w:pPr", &[]);
    let (left, hanging) = (left.to_string(), hanging.to_string());
    let indent: [Attribute<'_>; 2] = [("w:left", &left), ("w:hanging", &hanging)];
    xml.empty("w:ind", &indent);
    xml.close();
    xml.close();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_that_word_counts() {
        let decimal = |before: &str, after: &str| Pattern {
            before: before.to_owned(),
            format: "decimal",
            after: after.to_owned(),
        };
        assert_eq!(parse("1."), Some((decimal("", "."), 1)));
        assert_eq!(parse("R12"), Some((decimal("R", ""), 12)));
        assert_eq!(parse("•").map(|(pattern, _)| pattern.format), Some("bullet"));
        assert_eq!(parse("۳."), None, "Word has no Persian digits");
        assert_eq!(parse("1.2"), None);
        assert_eq!(parse("007"), None);
    }

    #[test]
    fn headings_are_counted_as_word_does() {
        let mut count = Headings::default();
        let roman = Scheme::Roman;
        assert!(count.count(roman, 0, "I.") && count.count(roman, 1, "A.") && count.count(roman, 1, "B."));
        assert!(count.count(roman, 0, "II.") && count.count(roman, 1, "A."));
        assert!(!count.count(roman, 0, "IV."), "a number was left out");
    }
}

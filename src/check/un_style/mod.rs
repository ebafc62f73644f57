//! The house style of the United Nations, where the profile asks for it: what the Editorial Manual says of numbers, dates,
//! names, spelling, headings and emphasis. One file a rule, each with the page of the Manual that it rests on. Words of
//! others are left alone: quotations, typed ones too, and what sources say of themselves.

pub(super) mod abbreviation;
pub(super) mod country_name;
pub(super) mod date_form;
pub(super) mod emphasis;
pub(super) mod heading_case;
pub(super) mod lone_subheading;
pub(super) mod number_form;
pub(super) mod number_words;
pub(super) mod page_reference;
pub(super) mod per_cent;
pub(super) mod quotation_change;
pub(super) mod spelling;

use super::Context;
use super::running::{Kind, Paragraph};
use crate::diag::Diagnostic;
use crate::profile::{Demand, HouseStyle, Rule};
use crate::spec::Spec;
use crate::spec::prose::{Block, Piece};
use std::ops::Range;

/// What the Manual says, and where.
struct Manual {
    /// The rule in one sentence.
    says: &'static str,
    /// The address of its page.
    page: &'static str,
}

/// The rule by which the profile asks for the Manual; none where it does not, or not for certain.
fn rule<'a>(context: Context<'a>) -> Option<&'a Rule> {
    let asked = |demand: &Demand| *demand == Demand::HouseStyle(HouseStyle::UnitedNations);
    context.profile.demands().find(|(_, demand)| asked(demand)).map(|(rule, _)| rule)
}

/// The same where the document is in English.
fn rule_in_english<'a>(context: Context<'a>) -> Option<&'a Rule> {
    rule(context).filter(|_| context.language.is_some_and(|language| language.tag == "en"))
}

/// With what the Manual says, and why that is held against this document.
fn because(finding: Diagnostic, rule: &Rule, manual: &Manual) -> Diagnostic {
    let Manual { says, page } = manual;
    let finding = Diagnostic { rule: Some(rule.id.clone()), ..finding };
    let certainty = rule.certainty.in_words();
    finding.help(format!("the rule says: {says} (Editorial Manual, {certainty}, as of {}; {page})", rule.as_of))
}

/// The author's running text: paragraphs and headings.
fn running<'a>(context: Context<'a>) -> impl Iterator<Item = Own<'a>> {
    context.text.iter().filter(|paragraph| paragraph.is_prose() && !paragraph.quoted).map(Own::of)
}

/// All words of the author: running text, titles, labels, notes of tables and charts.
fn all<'a>(context: Context<'a>) -> impl Iterator<Item = Own<'a>> {
    let own = |paragraph: &&Paragraph<'_>| matches!(paragraph.kind, Kind::Body | Kind::Heading | Kind::Label);
    context.text.iter().filter(own).filter(|paragraph| !paragraph.quoted).map(Own::of)
}

/// Sees each piece of the paragraphs, lists and headings of the author's text; headings in the text are bold by themselves.
fn each_piece(spec: &Spec, see: &mut impl FnMut(&Piece)) {
    fn blocks(all: &[Block], see: &mut impl FnMut(&Piece)) {
        for block in all {
            match block {
                Block::Paragraph(text) | Block::Heading { text, .. } => text.iter().for_each(&mut *see),
                Block::List { items, .. } => items.iter().for_each(|item| blocks(item, see)),
                Block::For { body, .. } => blocks(body, see),
                Block::If { branches, otherwise } => {
                    branches.iter().for_each(|(_, inner)| blocks(inner, see));
                    blocks(otherwise, see);
                }
                Block::Quote(_) => {}
            }
        }
    }
    super::running::prose(spec).into_iter().for_each(|prose| blocks(&prose.blocks, see));
}

/// A text of the author, with what in it is not the author's: words in quotation marks, and in italics, which are titles
/// and foreign words.
struct Own<'a> {
    /// The text.
    paragraph: &'a Paragraph<'a>,
    foreign: Vec<Range<usize>>,
}

impl<'a> Own<'a> {
    fn of(paragraph: &'a Paragraph<'a>) -> Self {
        let mut foreign = quotations(&paragraph.text);
        foreign.extend(paragraph.italics.iter().cloned());
        Own { paragraph, foreign }
    }

    fn text(&self) -> &'a str {
        &self.paragraph.text
    }

    /// Whether these bytes are the author's own words.
    fn holds(&self, range: &Range<usize>) -> bool {
        !self.foreign.iter().any(|other| other.start < range.end && range.start < other.end)
    }
}

/// The places of passages in quotation marks, the marks included.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in [('“', '”'), ('«', '»'), ('„', '“'), ('"', '"'), ('‘', '’')] {
        let mut at = 0;
        while let Some(start) = text.get(at..).and_then(|rest| rest.find(open)).map(|start| at + start) {
            let inside = start + open.len_utf8();
            let Some(end) = text.get(inside..).and_then(|rest| rest.find(close)) else { break };
            at = inside + end + close.len_utf8();
            found.push(start..at);
        }
    }
    found
}

/// The words of a text between white space and breaks, with their places.
fn tokens(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut start = 0;
    let gap = |c: char| c.is_whitespace() || c == super::running::BREAK;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if gap(c) {
            if let Some(word) = text.get(start..at).filter(|word| !word.is_empty()) {
                found.push((start..at, word));
            }
            start = at + c.len_utf8();
        }
    }
    found
}

/// The words of a text, with their places: letters, and marks between them.
fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let letters = |(range, token): (Range<usize>, &'_ str)| {
        let start = token.find(char::is_alphabetic)?;
        let rest = token.get(start..)?;
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        Some(range.start + start..range.start + start + end)
    };
    let found = tokens(text).into_iter().filter_map(letters);
    found.filter_map(|range| Some((range.clone(), text.get(range)?))).collect()
}

/// Whether a word begins with a capital letter.
fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a sentence, a text or an item begins at this byte.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end_matches(|c: char| c.is_whitespace() || "“‘(\"".contains(c));
    before.chars().next_back().is_none_or(|c| ".?!:".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_quotation_marks_are_known() {
        let text = "He wrote “42%” and \"43%\" of ‘it’.";
        let found: Vec<&str> = quotations(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["“42%”", "\"43%\"", "‘it’"]);
        assert!(quotations("the “open one").is_empty());
    }

    #[test]
    fn words_end_at_spaces_and_breaks() {
        let words: Vec<&str> = tokens("on 3\u{a0}May, \u{fffc}2020").into_iter().map(|(_, word)| word).collect();
        assert_eq!(words, ["on", "3", "May,", "2020"]);
    }
}

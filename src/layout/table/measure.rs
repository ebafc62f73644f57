//! What the cells of a table need: measured once, in time linear in the number of rows.
//!
//! Numbers are all measured, but those that differ only in their digits, which are of one width in tables, only once. Of
//! text in a long table a sample is measured, with the longest cells and the longest words among it.

use super::super::flow::Flow;
use super::super::inline;
use super::head;
use super::row::{cell_rule, is_bold, rule_of};
use super::widths::Need;
use crate::doc::{Cell, ColumnAlign, Inline, NumberPlace, Row, Style, Table};
use crate::text::{Align, Figures};
use crate::theme::StyleRule;
use std::collections::{BTreeMap, BTreeSet};

/// A table with more rows than this is measured by a sample of half as many.
const MEASURED_WHOLE: usize = 2000;
/// A longer word is broken, in ems.
const LONGEST_WORD: f32 = 14.0;
/// A longer piece of a word that hyphens cannot break is cut, in ems.
const LONGEST_SYLLABLE: f32 = 7.0;
/// The head of a column of numbers is broken into lines when it is longer than this, in ems.
const HEAD_LINE: f32 = 7.0;
/// Two lines of such a head are no longer than this, in ems; a longer head takes three.
const HEAD_TWO_LINES: f32 = 10.0;
/// As many widths are tried for it.
const HEAD_STEPS: u8 = 16;
/// Lest rounding breaks a word that just fits.
const ROUNDING: f32 = 0.02;

/// The widths of numbers, by their text with all digits made equal.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    known: BTreeMap<(String, bool), (f32, f32)>,
}

impl Numbers {
    /// What stands left of the place where numbers are aligned, and right of it; none where a cell has no number.
    pub fn sides(&mut self, flow: &Flow<'_>, cell: &Cell, bold: bool) -> Option<(f32, f32)> {
        let digits = cell.number?;
        let tabular = cell_rule(flow, bold).text.figures == Figures::Tabular;
        let [Inline::Text(words)] = cell.text.as_slice() else { return sides(flow, cell, digits, bold) };
        let same: String = words.text.chars().map(|c| if tabular { one_digit(c) } else { c }).collect();
        let key = (same, bold);
        if let Some(known) = self.known.get(&key) {
            return Some(*known);
        }
        let found = sides(flow, cell, digits, bold)?;
        self.known.insert(key, found);
        Some(found)
    }
}

/// Any digit as the nought of its script.
fn one_digit(letter: char) -> char {
    match letter {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        other => other,
    }
}

fn sides(flow: &Flow<'_>, cell: &Cell, digits: NumberPlace, bold: bool) -> Option<(f32, f32)> {
    let rule = cell_rule(flow, bold);
    let Some(Inline::Text(words)) = cell.text.first() else { return None };
    let width = |text: &str| flow.setup.fonts.width(text, rule.text, inline::setting(flow, false));
    let whole = inline::prepare(flow, &cell.text, rule.text).widths(flow, false).whole + ROUNDING;
    let before = if flow.setup.rtl {
        // from the left: what follows the number, then its whole part. The space before the number is the last of what is
        // measured alone, and would not count
        let above = words.text.get(..digits.start)?.replace(' ', "\u{a0}");
        whole - width(&above) - width(words.text.get(digits.point..digits.end)?)
    } else {
        width(words.text.get(..digits.point)?)
    };
    Some((before, whole - before))
}

/// What each column needs.
pub(super) fn needs(flow: &Flow<'_>, table: &Table) -> Vec<Need> {
    let mut needs = vec![Need::default(); table.columns.len()];
    let mut numbers = Numbers::default();
    for (index, (need, column)) in needs.iter_mut().zip(&table.columns).enumerate() {
        if column.align == ColumnAlign::Number {
            numbers_of(flow, table, index, &mut numbers, need);
        }
    }
    texts_of(flow, table, &mut needs);
    heads_of(flow, table, &mut needs);
    needs
}

/// The cell that stands in a column, where it covers that one only.
fn single(row: &Row, column: usize) -> Option<&Cell> {
    let mut at = 0;
    for cell in &row.cells {
        if at == column {
            return Some(cell).filter(|cell| cell.columns <= 1);
        }
        at += usize::from(cell.columns.max(1));
        if at > column {
            break;
        }
    }
    None
}

fn numbers_of(flow: &Flow<'_>, table: &Table, index: usize, numbers: &mut Numbers, need: &mut Need) {
    let mut others = 0.0_f32;
    for row in &table.rows {
        let Some(cell) = single(row, index) else { continue };
        match numbers.sides(flow, cell, is_bold(row, cell)) {
            Some((before, after)) => {
                need.before = need.before.max(before);
                need.after = need.after.max(after);
            }
            None if cell.text.is_empty() => {}
            None => {
                let text = inline::prepare(flow, &cell.text, rule_of(flow, cell, is_bold(row, cell)).text);
                others = others.max(text.widths(flow, false).whole + ROUNDING);
            }
        }
    }
    // a number with its bound is not broken at all
    need.word = (need.before + need.after).max(others);
    need.syllable = need.word;
    need.most = need.word;
    need.content = need.word;
}

fn texts_of(flow: &Flow<'_>, table: &Table, needs: &mut [Need]) {
    let em = flow.setup.theme.style(Style::TableCell).text.size;
    let mut sums = vec![(0.0_f32, 0.0_f32); needs.len()];
    for row in sample(table).into_iter().filter_map(|index| table.rows.get(index)) {
        for (index, (need, sum)) in needs.iter_mut().zip(&mut sums).enumerate() {
            let text = table.columns.get(index).is_some_and(|column| column.align == ColumnAlign::Start);
            let Some(cell) = single(row, index).filter(|_| text) else { continue };
            let (word, syllable, most) = measure(flow, cell, rule_of(flow, cell, is_bold(row, cell)));
            need.word = need.word.max(word.min(em * LONGEST_WORD));
            need.syllable = need.syllable.max(syllable.min(em * LONGEST_SYLLABLE));
            need.most = need.most.max(most);
            *sum = (sum.0 + most * most, sum.1 + most);
        }
    }
    for (need, (squares, sum)) in needs.iter_mut().zip(sums) {
        need.content = if sum > 0.0 { squares / sum } else { need.content };
    }
}

/// The rows that are measured: all; or every so many, and for each column those with the longest text and longest word.
fn sample(table: &Table) -> BTreeSet<usize> {
    let count = table.rows.len();
    if count <= MEASURED_WHOLE {
        return (0..count).collect();
    }
    let mut sample: BTreeSet<usize> = (0..count).step_by(count.div_ceil(MEASURED_WHOLE / 2)).collect();
    for column in 0..table.columns.len() {
        let (mut longest, mut longest_word) = ((0, 0), (0, 0));
        for (index, row) in table.rows.iter().enumerate() {
            let Some(cell) = single(row, column) else { continue };
            let (text, word) = lengths(cell);
            longest = longest.max((text, index));
            longest_word = longest_word.max((word, index));
        }
        sample.extend([longest.1, longest_word.1]);
    }
    sample
}

/// The letters of a cell, and of its longest word.
fn lengths(cell: &Cell) -> (usize, usize) {
    let texts =
        cell.text.iter().filter_map(|inline| if let Inline::Text(words) = inline { Some(&words.text) } else { None });
    texts.fold((0, 0), |(all, longest), text| {
        let word = text.split([' ', '-']).map(|word| word.chars().count()).max().unwrap_or(0);
        (all + text.chars().count(), longest.max(word))
    })
}

/// The longest word, the longest piece that hyphens leave, the whole on one line.
fn measure(flow: &Flow<'_>, cell: &Cell, rule: StyleRule) -> (f32, f32, f32) {
    let prepared = inline::prepare(flow, &cell.text, rule.text);
    let widths = prepared.widths(flow, false);
    let word = widths.least + ROUNDING;
    // short words are hardly ever broken: no need to look for hyphens
    let short = word < rule.text.size * 3.0;
    let syllable = if short { word } else { prepared.widths(flow, true).least + ROUNDING };
    (word, syllable.min(word), widths.whole + ROUNDING)
}

/// What a head over numbers wants, so that it does not spread them: to stand on one line where it is short, on two where
/// those are not long, and on three otherwise; and no more width than these lines need.
fn head_width(flow: &Flow<'_>, cell: &Cell, rule: StyleRule, word: f32, most: f32) -> f32 {
    let em = rule.text.size;
    if most <= em * HEAD_LINE {
        return most;
    }
    let shaped = inline::prepare(flow, &cell.text, rule.text).shape(flow, false);
    let takes = |lines: usize| {
        let mut widths = (0..=HEAD_STEPS).map(|step| word + (most - word) * f32::from(step) / f32::from(HEAD_STEPS));
        widths.find(|&width| shaped.lines(width, Align::Start).len() <= lines).unwrap_or(most)
    };
    Some(takes(2))
        .filter(|&width| width <= em * HEAD_TWO_LINES)
        .unwrap_or_else(|| takes(3).max(em * HEAD_LINE).min(most))
}

fn heads_of(flow: &Flow<'_>, table: &Table, needs: &mut [Need]) {
    let rule = flow.setup.theme.style(Style::TableHead);
    let em = rule.text.size;
    for (_, column, cell) in head::places(table) {
        let (word, syllable, most) = measure(flow, cell, rule);
        let (word, syllable) = (word.min(em * LONGEST_WORD), syllable.min(em * LONGEST_SYLLABLE));
        let number = table.columns.get(column).is_some_and(|column| column.align == ColumnAlign::Number);
        let wanted = if number { head_width(flow, cell, rule, word, most) } else { most };
        let count = usize::from(cell.columns.max(1));
        let covered = needs.get_mut(column..).unwrap_or_default().iter_mut().take(count);
        let inner = flow.setup.theme.shapes.table_column_gap * (count - 1) as f32;
        let each = |whole: f32| (whole - inner).max(0.0) / count as f32;
        for need in covered {
            need.head_word = need.head_word.max(each(word));
            need.head_syllable = need.head_syllable.max(each(syllable));
            need.most = need.most.max(each(wanted)).max(need.head_word);
            need.content = need.content.max(each(word));
        }
    }
}

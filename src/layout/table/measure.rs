//! What the cells of a table need: measured once, in time linear in the number of rows.
//!
//! Numbers are all measured, but those that differ only in their digits, which are of one width in tables, only once. Of
//! text in a long table a sample is measured, with the longest cells and the longest words among it.

use super::super::flow::Flow;
use super::super::inline;
use super::head;
use super::row::{cell_rule, is_bold, rule_of};
use super::widths::{self, Breaking, Need};
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
        // from the left: what follows the number, then its whole part. The space before it is no part of what stands there,
        // and alone at the end of a text it has no width
        let text = words.text.get(..digits.end)?;
        let before = width(text) - width(words.text.get(digits.start..digits.end)?);
        whole - before - width(words.text.get(digits.point..digits.end)?)
    } else {
        width(words.text.get(..digits.point)?)
    };
    Some((before, whole - before))
}

/// How wide the marks are that stand behind a number: quotation marks, marks of notes. None where it is words or a unit.
fn hanging(flow: &Flow<'_>, cell: &Cell, bold: bool) -> Option<f32> {
    let rule = cell_rule(flow, bold);
    let (digits, Inline::Text(words)) = (cell.number?, cell.text.first()?) else { return None };
    let behind = words.text.get(digits.end..)?;
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '%';
    let said = |inline: &Inline| matches!(inline, Inline::Text(words) if words.text.contains(is_word));
    if behind.contains(is_word) || cell.text.iter().skip(1).any(said) {
        return None;
    }
    let whole = inline::prepare(flow, &cell.text, rule.text).widths(flow, false).whole;
    let number = flow.setup.fonts.width(words.text.get(..digits.end)?, rule.text, inline::setting(flow, false));
    Some((whole - number).max(0.0))
}

/// What columns need once it is known where their lines end. A column of text whose longest line is shorter than the column
/// gives the rest to the one that has most to say, and what that cannot use goes between the columns.
pub(super) fn tightened(
    flow: &Flow<'_>,
    table: &Table,
    needs: &[Need],
    breaking: Breaking,
    room: (f32, f32),
) -> Vec<Need> {
    let mut needs = needs.to_vec();
    let text = |index: usize| table.columns.get(index).is_some_and(|column| column.align == ColumnAlign::Start);
    let (widths, _) = widths::share(&needs, breaking, room.0, room.1);
    let broken = |needs: &[Need], widths: &[f32], index: usize| {
        needs.get(index).zip(widths.get(index)).is_some_and(|(need, width)| width + ROUNDING < need.most)
    };
    let wrapped: Vec<usize> = (0..needs.len()).filter(|&index| text(index) && broken(&needs, &widths, index)).collect();
    let content = |index: &usize| needs.get(*index).map_or(0.0, |need| need.content);
    let Some(longest) = wrapped.iter().copied().max_by(|a, b| content(a).total_cmp(&content(b))) else { return needs };
    for (index, width) in wrapped.iter().filter_map(|&index| Some((index, *widths.get(index)?))) {
        if index != longest {
            tighten(flow, table, &mut needs, index, width, breaking);
        }
    }
    let (widths, _) = widths::share(&needs, breaking, room.0, room.1);
    if let Some(width) = widths.get(longest).copied().filter(|_| broken(&needs, &widths, longest)) {
        tighten(flow, table, &mut needs, longest, width, breaking);
    }
    needs
}

/// Makes a column no wider than its longest line in `width`.
fn tighten(flow: &Flow<'_>, table: &Table, needs: &mut [Need], index: usize, width: f32, breaking: Breaking) {
    let mut longest = 0.0_f32;
    let mut add = |text: &[Inline], rule: StyleRule, hyphenate: bool| {
        let lines = inline::prepare(flow, text, rule.text).shape(flow, hyphenate).lines(width, Align::Start);
        longest = lines.iter().map(|line| line.width).fold(longest, f32::max);
    };
    for row in sample(table).into_iter().filter_map(|row| table.rows.get(row)) {
        if let Some(cell) = single(row, index) {
            add(&cell.text, rule_of(flow, cell, is_bold(row, cell)), breaking == Breaking::Words);
        }
    }
    let head = flow.setup.theme.style(Style::TableHead);
    for (_, column, cell) in head::places(table) {
        if column == index && cell.columns <= 1 {
            add(&cell.text, head, breaking != Breaking::Nothing);
        }
    }
    if let Some(need) = needs.get_mut(index) {
        need.most = (longest + ROUNDING).max(need.least(breaking)).min(need.most);
    }
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
    let mut units = flow.setup.rtl;
    for row in &table.rows {
        let Some(cell) = single(row, index) else { continue };
        match numbers.sides(flow, cell, is_bold(row, cell)) {
            Some((before, after)) => {
                need.before = need.before.max(before);
                need.after = need.after.max(after);
                match hanging(flow, cell, is_bold(row, cell)) {
                    Some(marks) => need.hanging = need.hanging.max(marks),
                    None => units = true,
                }
            }
            None if cell.text.is_empty() => {}
            None => {
                let text = inline::prepare(flow, &cell.text, rule_of(flow, cell, is_bold(row, cell)).text);
                others = others.max(text.widths(flow, false).whole + ROUNDING);
            }
        }
    }
    // a number with its bound is not broken at all
    need.hanging = if units { 0.0 } else { need.hanging };
    need.word = (need.before + need.after).max(others + need.hanging);
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
        let marks = needs.get(column).map_or(0.0, |need| need.hanging);
        let wanted = if number { head_width(flow, cell, rule, word, most) } else { most };
        let count = usize::from(cell.columns.max(1));
        let covered = needs.get_mut(column..).unwrap_or_default().iter_mut().take(count);
        let inner = flow.setup.theme.shapes.table_column_gap * (count - 1) as f32;
        let each = |whole: f32| (whole - inner).max(0.0) / count as f32;
        for need in covered {
            need.head_word = need.head_word.max(each(word) + marks);
            need.head_syllable = need.head_syllable.max(each(syllable) + marks);
            need.most = need.most.max(each(wanted) + marks).max(need.head_word);
            need.content = need.content.max(each(word));
        }
    }
}

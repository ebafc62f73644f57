//! What stays together, settled once the list is whole: a heading with two lines or items below it, a chart or table with the
//! line or two that introduce it.

use super::vertical::{Entry, SEPARATED, VBox, WIDOW};

/// A text of no more lines than this introduces the chart below it, and nothing else.
const INTRODUCTION: usize = 2;

/// Sets what breaks cost between blocks. `leading` is that of running text: nothing taller is a line of it.
pub(super) fn settle(entries: &mut [Entry], leading: f32) {
    below_headings(entries);
    introductions(entries, leading);
}

/// A heading and a single line at the foot of a page look lost, be the line a paragraph or an item of a list.
fn below_headings(entries: &mut [Entry]) {
    let mut after_heading = false;
    for index in 0..entries.len() {
        let goes_on = matches!(next(entries, index), Some(Entry::Box(frame)) if !frame.heading);
        match entries.get_mut(index) {
            Some(Entry::Box(frame)) => {
                if after_heading && !frame.heading && goes_on && frame.break_after < WIDOW {
                    frame.break_after += WIDOW;
                }
                after_heading = frame.heading;
            }
            Some(Entry::Space(_)) => {}
            _ => after_heading = false,
        }
    }
}

/// What follows an entry, space aside.
fn next(entries: &[Entry], index: usize) -> Option<&Entry> {
    entries.iter().skip(index + 1).find(|entry| !matches!(entry, Entry::Space(_)))
}

/// Short texts before charts and tables: it costs to part them.
fn introductions(entries: &mut [Entry], leading: f32) {
    for index in 0..entries.len() {
        let (before, from) = entries.split_at_mut(index);
        let (Some(Entry::Float(float)), Some(last)) = (from.first_mut(), introduction(before, leading)) else {
            continue;
        };
        float.introduced = true;
        last.break_after += SEPARATED;
    }
}

/// The last line of a text of one or two lines with which the list ends.
fn introduction(before: &mut [Entry], leading: f32) -> Option<&mut VBox> {
    let space = before.iter().rev().take_while(|entry| matches!(entry, Entry::Space(_))).count();
    let end = before.len() - space;
    let is_line = |entry: &&Entry| matches!(entry, Entry::Box(frame) if !frame.heading && frame.height < leading + 0.1);
    let lines = before.get(..end)?.iter().rev().take_while(is_line).count();
    match before.get_mut(end.checked_sub(1)?) {
        Some(Entry::Box(last)) if (1..=INTRODUCTION).contains(&lines) => Some(last),
        _ => None,
    }
}

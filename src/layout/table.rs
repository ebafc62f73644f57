//! Tables: column widths from their contents, numbers below one another at their decimal signs, rows kept whole, the head
//! printed again on each page (once in the structure tree). A table that fits on a page may float; a longer one runs on; one
//! that is too wide for the measure is set on sheets of its own that lie on their side.

mod grid;
mod head;
mod measure;
mod row;
mod widths;

use super::figure::{set_caption, set_source};
use super::flow::{Area, Flow, artifact, filled};
use super::inline;
use super::vertical::{Entry, NEVER, Owner, VBox, WIDOW, height, stack};
use crate::diag::Diagnostic;
use crate::doc::{Orientation, RowKind, Style, Table};
use crate::page::{Artifact, ElementId, Rect, Role};
use crate::text::Align;
use grid::Grid;
use head::Heads;
use widths::{Breaking, Need};

/// A table taller than this share of the page is broken over pages.
const FLOATING: f32 = 0.72;
/// A head taller than this share of the page is not printed again.
const REPEATED: f32 = 0.4;

/// A head taller than this share of the page leaves no room for rows.
const TALLEST: f32 = 0.8;

/// Of more columns than this the first and the last are named.
const LISTED: usize = 8;

/// Sets a table.
pub(super) fn set(flow: &mut Flow<'_>, table: &Table, area: Area) {
    let full = flow.full(area);
    let turned = flow.setup.turned().full_width();
    let needs = measure::needs(flow, table);
    let gap = flow.setup.theme.shapes.table_column_gap;
    match choose(&needs, table.orientation, (full.width, turned), gap) {
        Some((false, breaking)) => set_here(flow, table, full, &needs, breaking),
        Some((true, breaking)) => set_on_sheets(flow, table, area, &needs, breaking),
        None => report_too_wide(flow, table, &needs, full.width, turned),
    }
}

/// Whether the page is turned, and what may be broken: a head before a word of the text, and the page is turned before that.
fn choose(
    needs: &[Need],
    orientation: Orientation,
    (upright, turned): (f32, f32),
    gap: f32,
) -> Option<(bool, Breaking)> {
    const ALL: [(bool, Breaking); 6] = [
        (false, Breaking::Nothing),
        (false, Breaking::Heads),
        (true, Breaking::Nothing),
        (true, Breaking::Heads),
        (false, Breaking::Words),
        (true, Breaking::Words),
    ];
    let allowed = |turned: bool| match orientation {
        Orientation::Auto => true,
        Orientation::Portrait => !turned,
        Orientation::Landscape => turned,
    };
    let fits = |way: &(bool, Breaking)| widths::least(needs, way.1, gap) <= if way.0 { turned } else { upright };
    ALL.into_iter().filter(|(turned, _)| allowed(*turned)).find(fits)
}

fn report_too_wide(flow: &mut Flow<'_>, table: &Table, needs: &[Need], upright: f32, turned: f32) {
    let room = if table.orientation == Orientation::Portrait { upright } else { turned };
    let gap = flow.setup.theme.shapes.table_column_gap;
    let fitting = (1..=needs.len())
        .take_while(|&count| widths::least(needs.get(..count).unwrap_or_default(), Breaking::Words, gap) <= room)
        .last()
        .unwrap_or(0);
    let names: Vec<String> = table.columns.iter().take(fitting).map(|column| format!("`{}`", column.name)).collect();
    let names = match names.as_slice() {
        [first, .., last] if names.len() > LISTED => format!("{first} to {last}"),
        _ => names.join(", "),
    };
    let side = if table.orientation == Orientation::Portrait { "" } else { ", even on its side" };
    let what = match fitting {
        0 => format!("the first of its {} columns is wider than the page{side}", needs.len()),
        _ => format!("of its {} columns the first {fitting} fit on a page{side}: {names}", needs.len()),
    };
    let help = match table.orientation {
        Orientation::Portrait => "leave `orientation` out, so that its page may be turned, or print fewer columns",
        _ => "print fewer columns (`columns = […]`), or make two tables of it, each with the first column",
    };
    flow.report(
        Diagnostic::error("table-too-wide", format!("the table is too wide: {what}"))
            .at_maybe(table.origin, "this table")
            .help(help),
    );
}

fn report_tall_head(flow: &mut Flow<'_>, table: &Table) {
    flow.report(
        Diagnostic::error("table-head-too-tall", "the head of the table leaves no room for rows on a page")
            .at_maybe(table.origin, "this table")
            .help("shorten the labels of its columns"),
    );
}

fn set_here(flow: &mut Flow<'_>, table: &Table, area: Area, needs: &[Need], breaking: Breaking) {
    let gap = flow.setup.theme.shapes.float_gap;
    let entries = flow.apart(|flow| entries(flow, table, area, needs, breaking));
    flow.space(gap);
    if height(&entries) <= flow.setup.height() * FLOATING {
        let mut whole = stack(entries);
        whole.break_after = 0.0;
        whole.repeat = None;
        flow.entries.push(Entry::Float(whole));
    } else {
        flow.entries.extend(entries);
    }
    flow.space(gap);
}

/// Sets a table on pages of its own, which follow the page of what stands before it.
fn set_on_sheets(flow: &mut Flow<'_>, table: &Table, area: Area, needs: &[Need], breaking: Breaking) {
    let upright = flow.setup;
    flow.setup = upright.turned();
    let area = Area { x: flow.setup.left(), width: flow.setup.full_width(), main: false, ..area };
    let entries = flow.apart(|flow| entries(flow, table, area, needs, breaking));
    flow.setup = upright;
    flow.sheets.push(entries);
    let number = flow.sheets.len() - 1;
    let before = flow.entries.iter_mut().rev().find_map(|entry| match entry {
        Entry::Box(before) | Entry::Float(before) => Some(before),
        Entry::Space(_) | Entry::PageBreak | Entry::Opening(_) => None,
    });
    match before {
        Some(before) => before.sheets.push(number),
        None => flow.entries.push(Entry::Box(VBox { sheets: vec![number], ..VBox::default() })),
    }
}

/// Caption, head, rows, notes and source as a list.
fn entries(flow: &mut Flow<'_>, table: &Table, area: Area, needs: &[Need], breaking: Breaking) {
    let gap = flow.setup.theme.shapes.table_column_gap;
    let needs = &measure::tightened(flow, table, needs, breaking, (area.width, gap));
    let grid = &mut Grid::new(table, needs, breaking, area, gap);
    let group = flow.element(area.parent, Role::Div);
    let element = flow.element(group, Role::Table);
    flow.structure.get_mut(element).origin = table.origin;
    let start = flow.entries.len();
    if let Some(caption) = &table.caption {
        let caption_element = flow.element(element, Role::Caption);
        set_caption(flow, caption, Area { parent: element, ..area }, caption_element);
    }
    let heads = head::set(flow, grid, element);
    if heads.frame.height > flow.setup.height() * TALLEST {
        report_tall_head(flow, table);
    }
    let again = repeated(flow, grid, &heads.frame);
    if !table.head.is_empty() {
        flow.entries.push(Entry::Box(heads.frame.clone()));
    }
    let mut rows = body(flow, grid, element, heads, again);
    keep_ends(&mut rows);
    flow.entries.extend(rows.into_iter().map(|(_, frame)| Entry::Box(frame)));
    flow.entries.push(Entry::Box(foot(flow, grid)));
    super::notes::below(flow, &table.notes, Area { parent: group, ..area });
    set_source(flow, &table.source, Area { parent: group, ..area });
    let added = flow.entries.get_mut(start..).unwrap_or_default();
    let mut boxes = added.iter_mut().filter_map(|entry| if let Entry::Box(one) = entry { Some(one) } else { None });
    if let Some(first) = boxes.next() {
        first.waits = true;
        first.anchors.extend(table.anchor.clone().map(|anchor| (anchor, 0.0)));
    }
    if let Some(last) = boxes.next_back() {
        last.break_after = 0.0;
    }
}

/// What is printed above the rows of further pages: which table this is, and its head. None where that leaves no room.
fn repeated(flow: &Flow<'_>, grid: &Grid<'_>, head: &VBox) -> Option<VBox> {
    if grid.table.head.is_empty() || head.height > flow.setup.height() * REPEATED {
        return None;
    }
    let mut whole = VBox { break_after: NEVER, ..VBox::default() };
    let mut rule = flow.setup.theme.style(Style::CaptionLabel);
    rule.text.color = flow.setup.theme.colors.grey;
    if !grid.table.continued.is_empty() {
        let owner = Owner::Artifact(Artifact::Layout);
        whole.items = inline::label(flow, &grid.table.continued, rule, grid.area.x, owner, Align::Start);
        whole.height = rule.leading + flow.setup.theme.shapes.cell_padding;
    }
    let y = whole.height;
    whole.absorb(head.clone(), y);
    Some(whole.as_artifact())
}

/// The boxes of all rows, each with what its row is; `again` is printed above those that begin a page.
fn body(
    flow: &mut Flow<'_>,
    grid: &mut Grid<'_>,
    table_element: ElementId,
    mut heads: Heads,
    again: Option<VBox>,
) -> Vec<(RowKind, VBox)> {
    let table = grid.table;
    let room =
        flow.setup.height() - again.as_ref().map_or(0.0, |again| again.height) - flow.setup.theme.shapes.table_rule;
    let plain = again.as_ref().map(|again| add_head(flow, again.clone()));
    let mut repeat = plain;
    let mut element = None;
    let mut boxes = Vec::with_capacity(table.rows.len());
    for (index, row) in table.rows.iter().enumerate() {
        let begins = matches!(row.kind, RowKind::Group | RowKind::Total) && grid.grouped;
        let element = match element.filter(|_| !begins) {
            Some(element) => element,
            None => *element.insert(flow.element(table_element, Role::TableBody)),
        };
        if begins {
            heads.group = None;
            repeat = plain;
        }
        let mut frames = row::boxes(flow, grid, row, element, &mut heads, room);
        if index + 1 < table.rows.len() {
            row::underline(flow, grid, &mut frames);
        }
        frames.iter_mut().for_each(|frame| frame.repeat = repeat);
        let several = table.rows.get(index + 2).is_some_and(|row| row.kind != RowKind::Group);
        if let (RowKind::Group, Some(again), true, [one]) = (row.kind, &again, several, frames.as_slice()) {
            repeat = Some(add_head(flow, with_group(again, one)));
        }
        boxes.extend(frames.into_iter().map(|frame| (row.kind, frame)));
    }
    boxes
}

/// A repeated head with the head of a group below it.
fn with_group(again: &VBox, group: &VBox) -> VBox {
    let mut whole = again.clone();
    whole.absorb(group.as_artifact(), again.height);
    whole
}

fn add_head(flow: &mut Flow<'_>, head: VBox) -> usize {
    flow.heads.push(head);
    flow.heads.len() - 1
}

/// The first row stays with the head, the last with the row before it and the rule below; so it is with groups and totals.
fn keep_ends(rows: &mut [(RowKind, VBox)]) {
    let kinds: Vec<RowKind> = rows.iter().map(|(kind, _)| *kind).collect();
    let count = rows.len();
    for (index, (kind, frame)) in rows.iter_mut().enumerate() {
        let kind_at = |index: usize| kinds.get(index).copied();
        let next = kind_at(index + 1);
        let previous = index.checked_sub(1).and_then(kind_at);
        let cost = if index + 1 == count || *kind == RowKind::Group {
            NEVER
        } else if index == 0 || index + 2 == count || matches!(next, Some(RowKind::Total | RowKind::GroupTotal)) {
            NEVER / 2.0
        } else if previous == Some(RowKind::Group) || kind_at(index + 2) == Some(RowKind::Group) {
            WIDOW
        } else {
            0.0
        };
        frame.break_after = frame.break_after.max(cost);
    }
}

/// The heavy rule below the last row.
fn foot(flow: &Flow<'_>, grid: &Grid<'_>) -> VBox {
    let height = flow.setup.theme.shapes.table_rule;
    let rule = filled(Rect { x: grid.x, y: 0.0, width: grid.width, height }, flow.setup.theme.colors.ink);
    VBox { height, items: vec![artifact(rule)], break_after: NEVER, ..VBox::default() }
}

#[cfg(test)]
mod tests;

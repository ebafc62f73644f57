//! The rows of a table's body.

use super::super::flow::{Flow, artifact, filled};
use super::super::inline::{self, Placement};
use super::super::vertical::{Entry, VBox, WIDOW, stack};
use super::grid::Grid;
use super::head::{self, Heads};
use super::widths::Breaking;
use crate::doc::{Cell, ColumnAlign, Inline, Row, RowKind, Style};
use crate::page::{ElementId, Rect, Role, Scope};
use crate::text::{Align, Figures, Weight};
use crate::theme::StyleRule;
use std::sync::Arc;

/// Above the head of a group, beside what is above every row.
const GROUP_SPACE: f32 = 4.0;

/// Whether a cell is set in heavier type.
pub(super) fn is_bold(row: &Row, cell: &Cell) -> bool {
    row.kind != RowKind::Plain || row.highlight || cell.highlight
}

/// How cells of the body look.
pub(super) fn cell_rule(flow: &Flow<'_>, bold: bool) -> StyleRule {
    let mut rule = flow.setup.theme.style(Style::TableCell);
    if bold {
        rule.text.weight = Weight::Semibold;
    }
    rule
}

/// How one cell looks: digits among letters are those of running text, since those of tables stand too far apart there.
pub(super) fn rule_of(flow: &Flow<'_>, cell: &Cell, bold: bool) -> StyleRule {
    let mut rule = cell_rule(flow, bold);
    let has_letters =
        |inline: &Inline| matches!(inline, Inline::Text(words) if words.text.contains(char::is_alphabetic));
    if cell.number.is_none() && cell.text.iter().any(has_letters) {
        rule.text.figures = Figures::Proportional;
    }
    rule
}

/// A row as one box; or, taller than `room`, a box a line.
pub(super) fn boxes(
    flow: &mut Flow<'_>,
    grid: &mut Grid<'_>,
    row: &Row,
    body: ElementId,
    heads: &mut Heads,
    room: f32,
) -> Vec<VBox> {
    let mut frames = lines(flow, grid, row, body, heads);
    let total: f32 = frames.iter().map(|frame| frame.height).sum();
    if total <= room {
        frames = vec![stack(frames.into_iter().map(Entry::Box).collect())];
    } else {
        let count = frames.len();
        for (index, frame) in frames.iter_mut().enumerate() {
            frame.break_after = if index == 0 || index + 2 == count { WIDOW } else { 0.0 };
        }
    }
    if let Some(last) = frames.last_mut() {
        last.break_after = 0.0;
    }
    ground(flow, grid, row, &mut frames);
    if row.kind == RowKind::Total
        && let Some(first) = frames.first_mut()
    {
        let line = Rect { x: grid.x, y: 0.0, width: grid.width, height: flow.setup.theme.shapes.hairline };
        first.items.insert(0, artifact(filled(line, flow.setup.theme.colors.ink)));
    }
    frames
}

/// The hairline below a row.
pub(super) fn underline(flow: &Flow<'_>, grid: &Grid<'_>, frames: &mut [VBox]) {
    let height = flow.setup.theme.shapes.hairline;
    if let Some(last) = frames.last_mut() {
        let line = Rect { x: grid.x, y: last.height - height, width: grid.width, height };
        last.items.push(artifact(filled(line, flow.setup.theme.colors.hairline)));
    }
}

/// The tinted ground of what is set off.
fn ground(flow: &Flow<'_>, grid: &Grid<'_>, row: &Row, frames: &mut [VBox]) {
    if !flow.setup.theme.shapes.box_ground {
        return;
    }
    let mut strips = Vec::new();
    if row.highlight {
        strips.push((grid.x, grid.width));
    }
    let mut column = 0;
    for cell in &row.cells {
        let count = usize::from(cell.columns.max(1));
        if cell.highlight {
            let (x, width) = grid.span(column, count);
            let (left, right) = ((x - 4.0).max(grid.x), (x + width + 4.0).min(grid.x + grid.width));
            strips.push((left, right - left));
        }
        column += count;
    }
    for (index, frame) in frames.iter_mut().enumerate() {
        // on screens the ground would hide half of the hairline above
        let y = if index == 0 { flow.setup.theme.shapes.hairline } else { 0.0 };
        let painted = strips.iter().map(|&(x, width)| {
            let rect = Rect { x, y, width, height: frame.height - y };
            artifact(filled(rect, flow.setup.theme.colors.tint))
        });
        frame.items.splice(0..0, painted.collect::<Vec<_>>());
    }
}

/// The lines of a row, each a box that holds that line of every cell; padding is part of the first and the last.
fn lines(flow: &mut Flow<'_>, grid: &mut Grid<'_>, row: &Row, body: ElementId, heads: &mut Heads) -> Vec<VBox> {
    let shapes = flow.setup.theme.shapes;
    let leading = flow.setup.theme.style(Style::TableCell).leading;
    let above = shapes.cell_padding + if row.kind == RowKind::Group { GROUP_SPACE } else { 0.0 };
    let row_element = flow.element(body, Role::TableRow);
    let mut frames = vec![VBox { height: above + leading, ..VBox::default() }];
    let mut row_head = None;
    let mut column = 0;
    for cell in &row.cells {
        let element = cell_element(flow, grid, row, cell, column, row_element);
        let name = name_heads(flow, grid, element, column, cell, heads, row_head.as_ref());
        if row.kind == RowKind::Group {
            heads.group = name;
        } else {
            row_head = name.or(row_head);
        }
        for (index, line) in cell_lines(flow, grid, row, cell, column, element).into_iter().enumerate() {
            if frames.len() <= index {
                frames.push(VBox { height: leading, ..VBox::default() });
            }
            if let Some(frame) = frames.get_mut(index) {
                frame.absorb(line, if index == 0 { above } else { 0.0 });
            }
        }
        column += usize::from(cell.columns.max(1));
    }
    if let Some(last) = frames.last_mut() {
        last.height += shapes.cell_padding;
    }
    frames
}

fn cell_lines(
    flow: &mut Flow<'_>,
    grid: &mut Grid<'_>,
    row: &Row,
    cell: &Cell,
    column: usize,
    element: ElementId,
) -> Vec<VBox> {
    let bold = is_bold(row, cell);
    let mut rule = rule_of(flow, cell, bold);
    rule.hyphenate = grid.breaking == Breaking::Words;
    let count = usize::from(cell.columns.max(1));
    let (x, width) = grid.span(column, count);
    let number = count == 1 && grid.table.columns.get(column).is_some_and(|column| column.align == ColumnAlign::Number);
    let align = if number && !flow.setup.rtl { Align::End } else { Align::Start };
    let plain = Placement { rule, x, width, element, align: Some(align) };
    // words end where the digits do, and their quotation mark hangs as those of numbers
    let hanging = grid.tracks.get(column).filter(|_| number).map_or(0.0, |track| track.hanging);
    let plain = Placement { width: width - (hanging - closing_mark(flow, cell, rule)).max(0.0), ..plain };
    let aligned = if number { at_the_sign(flow, grid, cell, column, bold, plain) } else { None };
    inline::lines(flow, &cell.text, aligned.unwrap_or(plain))
}

/// How wide the quotation mark is with which a cell ends.
fn closing_mark(flow: &Flow<'_>, cell: &Cell, rule: StyleRule) -> f32 {
    let Some(Inline::Text(words)) = cell.text.last() else { return 0.0 };
    let mark = words.text.chars().next_back().filter(|last| matches!(last, '”' | '’' | '»' | '“' | '"' | '\''));
    mark.map_or(0.0, |mark| flow.setup.fonts.width(&mark.to_string(), rule.text, inline::setting(flow, false)))
}

/// Where a number stands so that its decimal sign is below those of the others.
fn at_the_sign(
    flow: &Flow<'_>,
    grid: &mut Grid<'_>,
    cell: &Cell,
    column: usize,
    bold: bool,
    plain: Placement,
) -> Option<Placement> {
    let (before, after) = grid.numbers.sides(flow, cell, bold)?;
    let track = grid.tracks.get(column)?;
    let block = track.before + track.after;
    // digits run from left to right in every language: where pages are mirrored, the right side comes first
    let x = if flow.setup.rtl {
        track.x + track.after - after
    } else {
        track.x + track.width - block + track.before - before
    };
    let fits = before <= track.before + 0.01 && after <= track.after + 0.01 && block <= track.width + 0.01;
    fits.then_some(Placement { x, width: before + after, align: Some(Align::Start), ..plain })
}

fn cell_element(
    flow: &mut Flow<'_>,
    grid: &Grid<'_>,
    row: &Row,
    cell: &Cell,
    column: usize,
    row_element: ElementId,
) -> ElementId {
    let scope = match row.kind {
        RowKind::Group => Some(Scope::Column),
        _ => grid.table.columns.get(column).is_some_and(|column| column.row_head).then_some(Scope::Row),
    };
    let element = flow.element(row_element, if scope.is_some() { Role::HeaderCell } else { Role::DataCell });
    let node = flow.structure.get_mut(element);
    node.scope = scope;
    node.cell_span = (cell.columns > 1).then_some((cell.columns, 1));
    element
}

/// In a table with groups, scope does not say which head a cell has: each cell names its heads. Gives the name of a cell
/// that is a head itself.
fn name_heads(
    flow: &mut Flow<'_>,
    grid: &mut Grid<'_>,
    element: ElementId,
    column: usize,
    cell: &Cell,
    heads: &Heads,
    row_head: Option<&Arc<str>>,
) -> Option<Arc<str>> {
    if !grid.grouped {
        return None;
    }
    let mut named: Vec<Arc<str>> = Vec::new();
    let is_head = flow.structure.get(element).role == Role::HeaderCell;
    if !is_head {
        let above = heads.columns.iter().skip(column).take(usize::from(cell.columns.max(1)));
        named.extend(above.flatten().cloned());
    }
    named.extend(heads.group.clone());
    named.extend(row_head.cloned());
    flow.structure.get_mut(element).headers = named;
    if is_head { head::name(flow, grid, element) } else { None }
}

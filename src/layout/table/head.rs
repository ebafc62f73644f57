//! The head of a table: one row or more, heads that stand over several columns or reach down several rows.

use super::super::flow::{Flow, artifact, filled};
use super::super::inline::{self, Placement};
use super::super::vertical::{NEVER, VBox};
use super::grid::Grid;
use super::widths::Breaking;
use crate::doc::{Cell, ColumnAlign, Style, Table};
use crate::page::{ElementId, Rect, Role, Scope};
use crate::text::Align;
use std::sync::Arc;

/// The head, set; and which head cells say what a body cell is.
pub(super) struct Heads {
    /// The head itself: a heavy rule above, a hairline below.
    pub frame: VBox,
    /// The names of the head cells above each column, in a table with groups.
    pub columns: Vec<Vec<Arc<str>>>,
    /// The name of the head of the group that is being set.
    pub group: Option<Arc<str>>,
}

/// The cells of the head with their rows and columns.
pub(super) fn places(table: &Table) -> Vec<(usize, usize, &Cell)> {
    let mut places = Vec::new();
    // the rows that a head from above still reaches down
    let mut taken: Vec<u16> = vec![0; table.columns.len()];
    for (index, row) in table.head.iter().enumerate() {
        let mut column = 0;
        for cell in &row.cells {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
            }
            places.push((index, column, cell));
            let count = usize::from(cell.columns.max(1));
            taken.iter_mut().skip(column).take(count).for_each(|rows| *rows = cell.rows.max(1));
            column += count;
        }
        taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }
    places
}

/// Sets the head, as part of the element of the table.
pub(super) fn set(flow: &mut Flow<'_>, grid: &mut Grid<'_>, table_element: ElementId) -> Heads {
    let table = grid.table;
    let mut heads = Heads { frame: VBox::default(), columns: vec![Vec::new(); table.columns.len()], group: None };
    if table.head.is_empty() {
        return heads;
    }
    let head_element = flow.element(table_element, Role::TableHead);
    let mut set = Vec::new();
    let mut row_element = (usize::MAX, head_element);
    for (row, column, cell) in places(table) {
        if row_element.0 != row {
            row_element = (row, flow.element(head_element, Role::TableRow));
        }
        let element = cell_element(flow, row_element.1, cell);
        let count = usize::from(cell.columns.max(1));
        if let Some(name) = name(flow, grid, element) {
            heads.columns.iter_mut().skip(column).take(count).for_each(|above| above.push(name.clone()));
        }
        let lines = lines(flow, grid, cell, column, element);
        set.push(SetCell { row, rows: usize::from(cell.rows.max(1)), column, count, lines });
    }
    heads.frame = frame(flow, grid, set);
    heads
}

struct SetCell {
    row: usize,
    rows: usize,
    column: usize,
    count: usize,
    lines: Vec<VBox>,
}

fn cell_element(flow: &mut Flow<'_>, row: ElementId, cell: &Cell) -> ElementId {
    let element = flow.element(row, Role::HeaderCell);
    let node = flow.structure.get_mut(element);
    node.scope = Some(Scope::Column);
    let span = (cell.columns.max(1), cell.rows.max(1));
    node.cell_span = (span != (1, 1)).then_some(span);
    element
}

/// Gives a head cell a name in a table with groups, where the cells of the body name their heads.
pub(super) fn name(flow: &mut Flow<'_>, grid: &mut Grid<'_>, element: ElementId) -> Option<Arc<str>> {
    if !grid.grouped {
        return None;
    }
    let name = grid.name();
    flow.structure.get_mut(element).id = Some(name.to_string());
    Some(name)
}

fn lines(flow: &mut Flow<'_>, grid: &Grid<'_>, cell: &Cell, column: usize, element: ElementId) -> Vec<VBox> {
    let count = usize::from(cell.columns.max(1));
    let (x, width) = grid.span(column, count);
    let mut rule = flow.setup.theme.style(Style::TableHead);
    rule.hyphenate = grid.breaking != Breaking::Nothing;
    let number = grid.table.columns.get(column).is_some_and(|column| column.align == ColumnAlign::Number);
    let align = match (count, number) {
        (1, true) if !flow.setup.rtl => Some(Align::End),
        (1, _) => Some(Align::Start),
        _ => Some(Align::Center),
    };
    // it ends where the digits below it do
    let hanging = grid.tracks.get(column).filter(|_| count == 1).map_or(0.0, |track| track.hanging);
    inline::lines(flow, &cell.text, Placement { rule, x, width: width - hanging, element, align })
}

/// Puts the cells together: each stands at the foot of the rows it covers.
fn frame(flow: &Flow<'_>, grid: &Grid<'_>, set: Vec<SetCell>) -> VBox {
    let shapes = flow.setup.theme.shapes;
    let leading = flow.setup.theme.style(Style::TableHead).leading;
    let text = |cell: &SetCell| cell.lines.len() as f32 * leading + 2.0 * shapes.cell_padding;
    let mut bottoms = vec![0.0_f32; grid.table.head.len()];
    for row in 0..bottoms.len() {
        let above = row.checked_sub(1).and_then(|above| bottoms.get(above)).copied().unwrap_or(shapes.table_rule);
        let ending = set.iter().filter(|cell| cell.row + cell.rows == row + 1);
        let top = |cell: &SetCell| match cell.row {
            0 => shapes.table_rule,
            first => bottoms.get(first - 1).copied().unwrap_or(above),
        };
        let bottom = ending.map(|cell| top(cell) + text(cell)).fold(above, f32::max);
        if let Some(slot) = bottoms.get_mut(row) {
            *slot = bottom;
        }
    }
    let color = flow.setup.theme.colors.ink;
    let mut whole = VBox { break_after: NEVER, ..VBox::default() };
    let line = |x: f32, y: f32, width: f32, height: f32| artifact(filled(Rect { x, y, width, height }, color));
    whole.items.push(line(grid.x, 0.0, grid.width, shapes.table_rule));
    for cell in set {
        let last = (cell.row + cell.rows).min(bottoms.len());
        let bottom = last.checked_sub(1).and_then(|row| bottoms.get(row)).copied().unwrap_or(0.0);
        let mut y = bottom - shapes.cell_padding - cell.lines.len() as f32 * leading;
        if last < bottoms.len() {
            let (x, width) = grid.span(cell.column, cell.count);
            whole.items.push(line(x, bottom - shapes.hairline, width, shapes.hairline));
        }
        for frame in cell.lines {
            whole.absorb(frame, y);
            y += leading;
        }
    }
    let bottom = bottoms.last().copied().unwrap_or(shapes.table_rule);
    whole.items.push(line(grid.x, bottom, grid.width, shapes.hairline));
    whole.height = bottom + shapes.hairline;
    whole
}

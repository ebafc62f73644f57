//! Tables: column widths from their contents, rows kept whole, the head printed again on each page (once in the structure
//! tree). A table that fits on a page may float; a longer one runs on.

use super::figure::{set_caption, set_source};
use super::flow::{Area, Flow, artifact, filled};
use super::inline::{self, Placement, Prepared};
use super::vertical::{Entry, NEVER, VBox, height, stack};
use crate::diag::Diagnostic;
use crate::doc::{Cell, Column, ColumnAlign, Row, Style, Table};
use crate::page::{Color, ElementId, Rect, Role, Scope};
use crate::text::{Align, Weight};
use crate::theme::StyleRule;

/// A table taller than this share of the page is broken over pages.
const FLOATING: f32 = 0.72;
/// Between columns.
const GAP: f32 = 10.0;
/// A column narrower than this many ems cannot be read.
const NARROWEST: f32 = 2.2;

/// Sets a table.
pub(super) fn set(flow: &mut Flow<'_>, table: &Table, area: Area) {
    let full = flow.full(area);
    let Some(widths) = widths(flow, table, full.width) else { return };
    let gap = flow.setup.theme.shapes.float_gap;
    let entries = flow.apart(|flow| rows(flow, table, full, &widths));
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

fn rows(flow: &mut Flow<'_>, table: &Table, area: Area, widths: &[f32]) {
    let group = flow.element(area.parent, Role::Div);
    let element = flow.element(group, Role::Table);
    flow.structure.get_mut(element).origin = table.origin;
    let anchor = table.anchor.clone();
    let start = flow.entries.len();
    if let Some(caption) = &table.caption {
        let caption_element = flow.element(element, Role::Caption);
        set_caption(flow, caption, Area { parent: element, ..area }, caption_element);
    }
    let heavy = flow.setup.theme.shapes.table_rule;
    let repeat = (!table.head.is_empty()).then(|| {
        let head = flow.element(element, Role::TableHead);
        let frame = head_box(flow, table, head, area, widths);
        flow.heads.push(frame.clone());
        flow.entries.push(Entry::Box(frame));
        flow.heads.len() - 1
    });
    let body = flow.element(element, Role::TableBody);
    for row in &table.rows {
        let mut frames = row_boxes(flow, table, row, body, area, widths);
        frames.iter_mut().for_each(|frame| frame.repeat = repeat);
        flow.entries.extend(frames.into_iter().map(Entry::Box));
    }
    keep_ends(flow, start);
    let color = rule_color(flow);
    let rule = filled(Rect { x: area.x, y: 0.0, width: area.width, height: heavy }, color);
    let foot = VBox { height: heavy, items: vec![artifact(rule)], break_after: NEVER, ..VBox::default() };
    flow.entries.push(Entry::Box(foot));
    super::notes::below(flow, &table.notes, Area { parent: group, ..area });
    set_source(flow, &table.source, Area { parent: group, ..area });
    if let Some(Entry::Box(last)) = flow.entries.iter_mut().rev().find(|entry| matches!(entry, Entry::Box(_))) {
        last.break_after = 0.0;
    }
    let first = flow.entries.iter_mut().skip(start).find_map(|entry| match entry {
        Entry::Box(first) => Some(first),
        _ => None,
    });
    if let (Some(first), Some(anchor)) = (first, anchor) {
        first.anchors.push((anchor, 0.0));
    }
}

/// The first row stays with the head, the last with the row before it and the rule below.
fn keep_ends(flow: &mut Flow<'_>, start: usize) {
    let rows: Vec<usize> = (start..flow.entries.len())
        .filter(|&index| matches!(flow.entries.get(index), Some(Entry::Box(row)) if row.repeat.is_some()))
        .collect();
    let ends = [rows.first(), rows.iter().rev().nth(1)];
    for index in ends.into_iter().flatten() {
        if let Some(Entry::Box(row)) = flow.entries.get_mut(*index) {
            row.break_after = row.break_after.max(NEVER / 2.0);
        }
    }
    if let Some(Entry::Box(row)) = rows.last().and_then(|index| flow.entries.get_mut(*index)) {
        row.break_after = NEVER;
    }
}

fn rule_color(flow: &Flow<'_>) -> Color {
    flow.setup.theme.colors.ink
}

/// The head: a heavy rule above, a hairline below.
fn head_box(flow: &mut Flow<'_>, table: &Table, element: ElementId, area: Area, widths: &[f32]) -> VBox {
    let shapes = flow.setup.theme.shapes;
    let color = rule_color(flow);
    let mut whole = VBox { break_after: NEVER, ..VBox::default() };
    let top = Rect { x: area.x, y: 0.0, width: area.width, height: shapes.table_rule };
    whole.items.push(artifact(filled(top, color)));
    let mut y = shapes.table_rule;
    for row in &table.head {
        let cells = cells(flow, table, row, element, area, widths, Kind::Head);
        let inner = stack(cells.into_iter().map(Entry::Box).collect());
        let height = inner.height;
        whole.absorb(inner, y);
        y += height;
    }
    let line = Rect { x: area.x, y, width: area.width, height: shapes.hairline };
    whole.items.push(artifact(filled(line, color)));
    whole.height = y + shapes.hairline;
    whole
}

/// A row: one box, or, taller than half a page, a box a line.
fn row_boxes(
    flow: &mut Flow<'_>,
    table: &Table,
    row: &Row,
    element: ElementId,
    area: Area,
    widths: &[f32],
) -> Vec<VBox> {
    let shapes = flow.setup.theme.shapes;
    let kind = if row.total { Kind::Total } else { Kind::Body };
    let mut frames = cells(flow, table, row, element, area, widths, kind);
    let total: f32 = frames.iter().map(|frame| frame.height).sum();
    if total <= flow.setup.height() / 2.0 {
        frames = vec![stack(frames.into_iter().map(Entry::Box).collect())];
    }
    let color = if row.total { rule_color(flow) } else { flow.setup.theme.colors.hairline };
    if let Some(first) = frames.first_mut() {
        let line = Rect { x: area.x, y: 0.0, width: area.width, height: shapes.hairline };
        if row.total {
            first.items.insert(0, artifact(filled(line, color)));
        }
    }
    if let Some(last) = frames.last_mut() {
        let line = Rect { x: area.x, y: last.height - shapes.hairline, width: area.width, height: shapes.hairline };
        last.items.push(artifact(filled(line, flow.setup.theme.colors.hairline)));
        last.break_after = 0.0;
    }
    frames
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Head,
    Body,
    Total,
}

/// The lines of a row, each a box that holds that line of every cell; padding is part of the first and the last.
fn cells(
    flow: &mut Flow<'_>,
    table: &Table,
    row: &Row,
    parent: ElementId,
    area: Area,
    widths: &[f32],
    kind: Kind,
) -> Vec<VBox> {
    let padding = flow.setup.theme.shapes.cell_padding;
    let row_element = flow.element(parent, Role::TableRow);
    let mut frames: Vec<VBox> = Vec::new();
    let mut column = 0;
    let mut x = area.x;
    for cell in &row.cells {
        let span = usize::from(cell.columns.max(1));
        let spanned = widths.get(column..(column + span).min(widths.len())).unwrap_or_default();
        let width = spanned.iter().sum::<f32>() + GAP * (spanned.len().saturating_sub(1)) as f32;
        let rule = cell_rule(flow, table, column, kind);
        let element = cell_element(flow, table, row_element, column, span, kind);
        let align = table.columns.get(column).filter(|column| column.align == ColumnAlign::Number && span == 1);
        // digits stand below one another at the right, in whatever direction the page runs
        let align = align.map(|_| if flow.setup.rtl { Align::Start } else { Align::End });
        let placement = Placement { rule, x, width, element, align };
        for (index, line) in inline::lines(flow, &cell.text, placement).into_iter().enumerate() {
            if frames.len() <= index {
                let height = rule.leading + if index == 0 { padding } else { 0.0 };
                frames.push(VBox { height, break_after: NEVER, ..VBox::default() });
            }
            if let Some(frame) = frames.get_mut(index) {
                frame.absorb(line, if index == 0 { padding } else { 0.0 });
            }
        }
        x += width + GAP;
        column += span;
    }
    if frames.is_empty() {
        let rule = flow.setup.theme.style(Style::TableCell);
        frames.push(VBox { height: rule.leading + padding, break_after: NEVER, ..VBox::default() });
    }
    if let Some(last) = frames.last_mut() {
        last.height += padding;
    }
    frames
}

fn cell_rule(flow: &Flow<'_>, table: &Table, column: usize, kind: Kind) -> StyleRule {
    let style = if kind == Kind::Head { Style::TableHead } else { Style::TableCell };
    let mut rule = flow.setup.theme.style(style);
    if kind == Kind::Total || (kind == Kind::Body && row_head(table.columns.get(column))) {
        rule.text.weight = if kind == Kind::Total { Weight::Semibold } else { rule.text.weight };
    }
    rule
}

fn row_head(column: Option<&Column>) -> bool {
    column.is_some_and(|column| column.row_head)
}

fn cell_element(
    flow: &mut Flow<'_>,
    table: &Table,
    row: ElementId,
    column: usize,
    span: usize,
    kind: Kind,
) -> ElementId {
    let scope = match kind {
        Kind::Head => Some(Scope::Column),
        Kind::Body | Kind::Total => row_head(table.columns.get(column)).then_some(Scope::Row),
    };
    let role = if scope.is_some() { Role::HeaderCell } else { Role::DataCell };
    let element = flow.element(row, role);
    let node = flow.structure.get_mut(element);
    node.scope = scope;
    if span > 1 {
        node.cell_span = Some((span as u16, 1));
    }
    element
}

/// The widths of the columns, or a finding where there are too many.
///
/// Each column gets at least its longest word. What is left goes to the columns in proportion to what they lack, as CSS
/// 2.1, 17.5.2.2 has it; numbers are never wider than they need.
fn widths(flow: &mut Flow<'_>, table: &Table, full: f32) -> Option<Vec<f32>> {
    let count = table.columns.len();
    let available = full - GAP * count.saturating_sub(1) as f32;
    let em = flow.setup.theme.style(Style::TableCell).text.size;
    if count == 0 || available < em * NARROWEST * count as f32 {
        let most = ((full + GAP) / (em * NARROWEST + GAP)).floor();
        let text = format!("the table has {count} columns; at most {most} can be read on this page");
        flow.report(
            Diagnostic::error("table-too-wide", text)
                .at_maybe(table.origin, "this table")
                .help("print fewer columns (`columns = […]`), or split the table in two"),
        );
        return None;
    }
    let mut needs = vec![Need::default(); count];
    let rows = table.head.iter().map(|row| (row, Kind::Head)).chain(table.rows.iter().map(|row| (row, Kind::Body)));
    for (row, kind) in rows {
        for (column, cell) in row.cells.iter().enumerate().filter(|(_, cell)| cell.columns <= 1) {
            if let Some(need) = needs.get_mut(column) {
                need.widen(measure(flow, table, cell, column, kind), kind);
            }
        }
    }
    Some(share(&needs, &table.columns, available))
}

fn measure(flow: &Flow<'_>, table: &Table, cell: &Cell, column: usize, kind: Kind) -> (f32, f32) {
    let rule = cell_rule(flow, table, column, kind);
    let prepared: Prepared = inline::prepare(flow, &cell.text, rule.text);
    let shaped = prepared.shape(flow, rule.hyphenate);
    // a hundredth more, lest rounding breaks a word that just fits; a number with its bound is not broken at all
    let most = shaped.width() + 0.01;
    let number = table.columns.get(column).is_some_and(|column| column.align == ColumnAlign::Number);
    let least = if number && kind != Kind::Head { most } else { shaped.min_width() + 0.01 };
    (least, most)
}

/// What a column needs.
#[derive(Debug, Clone, Copy, Default)]
struct Need {
    /// For the longest word of its cells: with less, numbers would be broken.
    cells: f32,
    /// For the longest word of its head, too.
    least: f32,
    /// For everything on one line.
    most: f32,
}

impl Need {
    fn widen(&mut self, (least, most): (f32, f32), kind: Kind) {
        if kind != Kind::Head {
            self.cells = self.cells.max(least);
        }
        self.least = self.least.max(least);
        self.most = self.most.max(most);
    }
}

/// Shares `available` among the columns. Where it is scarce, words of the head are broken before those of the cells.
fn share(needs: &[Need], columns: &[Column], available: f32) -> Vec<f32> {
    let sum = |part: fn(&Need) -> f32| needs.iter().map(part).sum::<f32>();
    let (cells, least, most) = (sum(|need| need.cells), sum(|need| need.least), sum(|need| need.most));
    if most <= available {
        let texts = columns.iter().filter(|column| column.align == ColumnAlign::Start).count();
        let extra = (available - most) / if texts == 0 { needs.len() } else { texts } as f32;
        let grows = |column: &Column| texts == 0 || column.align == ColumnAlign::Start;
        return needs
            .iter()
            .zip(columns)
            .map(|(need, column)| need.most + if grows(column) { extra } else { 0.0 })
            .collect();
    }
    if least <= available {
        let part = (available - least) / (most - least);
        return needs.iter().map(|need| need.least + part * (need.most - need.least)).collect();
    }
    if cells <= available {
        let part = (available - cells) / (least - cells);
        return needs.iter().map(|need| need.cells + part * (need.least - need.cells)).collect();
    }
    needs.iter().map(|need| need.cells * available / cells).collect()
}

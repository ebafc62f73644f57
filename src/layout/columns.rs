//! Nodes side by side: key figures. Rows of at most four equal columns, each row kept whole.

use super::flow::{Area, Flow, artifact, filled};
use super::vertical::{Entry, VBox, stack};
use crate::doc::{Columns, Node};
use crate::page::{Rect, Role};

/// The most columns in a row.
const IN_A_ROW: usize = 4;

/// Sets the columns.
pub(super) fn set(flow: &mut Flow<'_>, columns: &Columns, area: Area) {
    let full = flow.full(area);
    let shapes = flow.setup.theme.shapes;
    let count = columns.cells.len().clamp(1, IN_A_ROW);
    let gap = shapes.column_gap;
    let width = (full.width - gap * (count as f32 - 1.0)) / count as f32;
    flow.space(shapes.float_gap);
    let parent = flow.element(full.parent, Role::Div);
    for row in columns.cells.chunks(IN_A_ROW) {
        let mut whole = VBox::default();
        for (index, cell) in row.iter().enumerate() {
            let x = full.x + (width + gap) * index as f32;
            set_cell(flow, cell, Area { x, width, parent, main: false }, &mut whole);
        }
        flow.entries.push(Entry::Box(whole));
        flow.space(shapes.float_gap * 0.75);
    }
    flow.space(shapes.float_gap);
}

fn set_cell(flow: &mut Flow<'_>, cell: &[Node], area: Area, whole: &mut VBox) {
    let parent = flow.element(area.parent, Role::Div);
    let entries = flow.apart(|flow| cell.iter().for_each(|node| flow.node(node, Area { parent, ..area })));
    let color = flow.setup.theme.colors.hairline;
    let shapes = flow.setup.theme.shapes;
    if shapes.column_rule > 0.0 {
        let rule = Rect { x: area.x, y: 0.0, width: area.width, height: shapes.column_rule };
        whole.items.push(artifact(filled(rule, color)));
    }
    whole.absorb(stack(entries), shapes.column_rule_gap);
}

//! Nodes side by side: key figures. Rows of at most four equal columns, each row kept whole.

use super::flow::{Area, Flow, artifact, filled};
use super::inline;
use super::vertical::{Entry, VBox, stack};
use crate::doc::{Columns, Inline, Node, Style};
use crate::page::{Rect, Role};
use crate::theme::StyleRule;

/// The most columns in a row.
const IN_A_ROW: usize = 4;

/// A step by which a large number is made smaller, and how many steps it may take to stand on one line.
const SHRINK: f32 = 0.05;
const SHRINKS: u8 = 7;

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
        let has_bound = |cell: &Vec<Node>| !cell.first().is_some_and(is_blank_bound);
        let mut whole = VBox::default();
        for (index, cell) in row.iter().enumerate() {
            let x = full.x + (width + gap) * index as f32;
            let cell = if row.iter().any(has_bound) { cell } else { cell.get(1..).unwrap_or_default() };
            set_cell(flow, cell, Area { x, width, parent, main: false }, &mut whole);
        }
        flow.entries.push(Entry::Box(whole));
        flow.space(shapes.float_gap * 0.75);
    }
    flow.space(shapes.float_gap);
}

/// A line that only keeps the numbers of a row level: needless where no figure of the row has a bound.
fn is_blank_bound(node: &Node) -> bool {
    let blank = |inline: &Inline| matches!(inline, Inline::Text(words) if words.text.trim().is_empty());
    matches!(node, Node::Paragraph(text) if text.style == Style::KeyBound && text.text.iter().all(blank))
}

/// The look of a large number: smaller where it is too wide for one line, but not so small that it is none any more; then it
/// takes two lines, and only its longest piece must fit.
pub(super) fn value_rule(flow: &Flow<'_>, text: &[Inline], rule: StyleRule, width: f32) -> StyleRule {
    let sized = |step: u8| {
        let mut smaller = rule;
        smaller.text.size = rule.text.size * (1.0 - SHRINK * f32::from(step));
        smaller
    };
    let widths = |rule: StyleRule| inline::prepare(flow, text, rule.text).widths(flow, false);
    let one_line = (0..=SHRINKS).map(sized).find(|rule| widths(*rule).whole <= width);
    one_line.or_else(|| (0..=2 * SHRINKS).map(sized).find(|rule| widths(*rule).least <= width)).unwrap_or(rule)
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

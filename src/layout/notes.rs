//! Notes: their lines are made once. Those of the text are put by `paginate` at the foot of the page that carries their
//! mark; those of a table stand below it.

use super::flow::{Area, Flow};
use super::inline::{self, Placement};
use super::vertical::{Entry, NEVER, PendingLink, VBox, WIDOW};
use crate::doc::{NoteId, NotePlace, Style};
use crate::page::{ElementId, Rect, Role, Target};
use crate::text::Align;
use std::sync::Arc;

/// The lines of each note at the foot of a page; none for the others, and for a note whose mark stands nowhere.
pub(super) fn lines(flow: &mut Flow<'_>) -> Vec<Vec<VBox>> {
    let parents = flow.note_parents.clone();
    let area = flow.main_area();
    parents
        .into_iter()
        .enumerate()
        .map(|(index, parent)| match (parent, flow.document.notes.get(index).map(|note| note.place)) {
            (Some(block), Some(NotePlace::Foot)) => note(flow, NoteId(index as u32), block, area),
            _ => Vec::new(),
        })
        .collect()
}

/// Sets the notes of a table below it.
pub(super) fn below(flow: &mut Flow<'_>, notes: &[NoteId], area: Area) {
    if !notes.is_empty() {
        flow.space(flow.setup.theme.style(Style::SourceLine).before);
    }
    for &id in notes {
        let mut lines = note(flow, id, area.parent, area);
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.iter_mut().enumerate() {
            line.break_after = if index < last { NEVER } else { WIDOW };
        }
        flow.entries.extend(lines.into_iter().map(Entry::Box));
    }
}

fn note(flow: &mut Flow<'_>, id: NoteId, block: ElementId, area: Area) -> Vec<VBox> {
    let document = flow.document;
    let Some(note) = document.notes.get(id.0 as usize) else { return Vec::new() };
    let rule = flow.setup.theme.style(Style::Note);
    // a heading holds no notes: the note follows it
    let parent = if matches!(flow.structure.get(block).role, Role::Heading(_)) {
        flow.structure.get(block).parent.unwrap_or(block)
    } else {
        block
    };
    let element = flow.element(parent, Role::Note);
    flow.structure.get_mut(element).id = Some(id.anchor());
    let number_element = flow.element(element, Role::Label);
    let link = flow.element(number_element, Role::Link);
    let owner = flow.content(link);
    let number = inline::label(flow, &note.mark, rule, area.x, owner, Align::Start);
    let order = flow.order();
    let indent = flow.setup.theme.shapes.note_indent;
    let placement = Placement { rule, x: area.x + indent, width: area.width - indent, element, align: None };
    let mut lines = inline::lines(flow, &note.text, placement);
    if let Some(first) = lines.first_mut() {
        first.links.push(PendingLink {
            rect: Rect { x: area.x, y: 0.5, width: indent - 2.0, height: rule.leading - 1.0 },
            target: Target::Anchor(Arc::from(id.mark_anchor())),
            contents: note.mark.clone(),
            element: link,
            order,
        });
        first.items.splice(0..0, number);
        first.anchors.push((Arc::from(id.anchor()), 0.0));
    }
    lines
}

//! Notes: their lines are made once; `paginate` puts them at the foot of the page that carries their mark.

use super::flow::Flow;
use super::inline::{self, Placement, mark_anchor, note_anchor};
use super::vertical::{PendingLink, VBox};
use crate::doc::{NoteId, Style};
use crate::page::{ElementId, Rect, Role, Target};
use crate::text::Align;

/// The lines of each note; none for a note whose mark stands nowhere.
pub(super) fn lines(flow: &mut Flow<'_>) -> Vec<Vec<VBox>> {
    let parents = flow.note_parents.clone();
    parents
        .into_iter()
        .enumerate()
        .map(|(index, parent)| parent.map_or_else(Vec::new, |(block, _)| note(flow, NoteId(index as u32), block)))
        .collect()
}

fn note(flow: &mut Flow<'_>, id: NoteId, block: ElementId) -> Vec<VBox> {
    let document = flow.document;
    let Some(note) = document.notes.get(id.0 as usize) else { return Vec::new() };
    let rule = flow.setup.theme.style(Style::Note);
    let area = flow.main_area();
    let parent = if matches!(flow.structure.get(block).role, Role::Heading(_)) {
        flow.structure.get(block).parent.unwrap_or(block)
    } else {
        block
    };
    let element = flow.element(parent, Role::Note);
    flow.structure.get_mut(element).id = Some(note_anchor(id).to_string());
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
            target: Target::Anchor(mark_anchor(id)),
            contents: note.mark.clone(),
            element: link,
            order,
        });
        first.items.splice(0..0, number);
        first.anchors.push((note_anchor(id), 0.0));
    }
    lines
}

//! Notes: their lines are made once. Those of the text are put by `paginate` at the foot of the page that carries their
//! mark; those of a table stand below it; end notes stand where the document says.

use super::Setup;
use super::flow::{Area, Flow, Flowed};
use super::inline::{self, Placement};
use super::vertical::{Entry, NEVER, Owner, PendingLink, VBox, WIDOW};
use crate::diag::{Diagnostic, Sink, Span};
use crate::doc::{NoteId, NotePlace, Style};
use crate::page::{ElementId, Item, Rect, Role, Structure, Target};
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

/// Sets the notes of a table below it. Short ones stand side by side, on one line where all of them fit there and else in
/// columns as wide as the widest of them: "See note 2." does not need a line of its own.
pub(super) fn below(flow: &mut Flow<'_>, notes: &[NoteId], area: Area) {
    if !notes.is_empty() {
        flow.space(flow.setup.theme.style(Style::SourceLine).before);
    }
    let gap = flow.setup.theme.shapes.note_indent;
    let set: Vec<Vec<VBox>> = notes.iter().map(|&id| note(flow, id, area.parent, area)).collect();
    let widths: Vec<f32> = set.iter().map(|lines| width(lines, area)).collect();
    let on_one_line = widths.iter().map(|width| width + gap).sum::<f32>() - gap <= area.width;
    let is_short = |width: f32| on_one_line || 2.0 * width + gap <= area.width;
    let widest = widths.iter().copied().filter(|width| is_short(*width)).fold(0.0, f32::max);
    // where the next short note may begin; 0 where that is a line of its own
    let mut reach = 0.0;
    for (mut lines, width) in set.into_iter().zip(widths) {
        let room = if on_one_line { width } else { widest };
        if let ([line], Some(Entry::Box(before))) = (lines.as_mut_slice(), flow.entries.last_mut())
            && reach > 0.0
            && is_short(width)
            && reach + room <= area.width
        {
            before.absorb_beside(std::mem::take(line), reach);
            reach += room + gap;
            continue;
        }
        let last = lines.len().saturating_sub(1);
        for (index, line) in lines.iter_mut().enumerate() {
            line.break_after = if index < last { NEVER } else { WIDOW };
        }
        reach = if is_short(width) { room + gap } else { 0.0 };
        flow.entries.extend(lines.into_iter().map(Entry::Box));
    }
}

/// How wide a note is that takes one line; of any other, no end.
fn width(lines: &[VBox], area: Area) -> f32 {
    let [line] = lines else { return f32::INFINITY };
    let ends = line.items.iter().filter_map(|owned| match &owned.item {
        Item::Glyphs(run) => Some(run.origin.x + run.width() - area.x),
        _ => None,
    });
    ends.fold(0.0, f32::max)
}

/// Sets the notes that stand at the end.
pub(super) fn at_end(flow: &mut Flow<'_>, area: Area) {
    let gap = flow.setup.theme.shapes.note_gap;
    let document = flow.document;
    for (index, note) in document.notes.iter().enumerate() {
        if note.place != NotePlace::End {
            continue;
        }
        let mut lines = self::note(flow, NoteId(index as u32), area.parent, area);
        super::flow::set_breaks(&mut lines, false);
        flow.entries.extend(lines.into_iter().map(Entry::Box));
        flow.space(gap);
    }
}

/// What cannot be set on any page is an error: a box that stays whole and is taller than a page.
pub(super) fn report_too_tall(flowed: &Flowed, setup: Setup<'_>, sink: &mut Sink) {
    for entry in &flowed.entries {
        let (Entry::Box(frame) | Entry::Float(frame)) = entry else { continue };
        if frame.height > setup.height() + 0.01 {
            let begins = begins(frame);
            sink.push(
                Diagnostic::error("taller-than-page", format!("what begins with `{begins}` is taller than a page"))
                    .at_maybe(origin(frame, &flowed.structure), "comes from here")
                    .help("make it shorter, or divide it: it cannot be broken over pages"),
            );
        }
    }
}

/// Where in the specification a box comes from: the first element in it, or around that, of which this is known.
fn origin(frame: &VBox, structure: &Structure) -> Option<Span> {
    let owners = frame.items.iter().filter_map(|owned| match owned.owner {
        Owner::Element(element, _) => Some(element),
        Owner::Artifact(_) => None,
    });
    let up = |element: ElementId| std::iter::successors(Some(element), |at| structure.get(*at).parent);
    owners.flat_map(up).find_map(|element| structure.get(element).origin)
}

/// The first words of a box.
fn begins(frame: &VBox) -> String {
    const SHOWN: usize = 40;
    let texts = frame.items.iter().filter_map(|owned| match &owned.item {
        Item::Glyphs(run) => Some(run.text.trim()),
        _ => None,
    });
    let text: Vec<&str> = texts.filter(|text| !text.is_empty()).take(6).collect();
    text.join(" ").replace('\u{ad}', "").chars().take(SHOWN).collect()
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

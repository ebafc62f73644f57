//! Notes: lists with links to and from their marks.

use super::Writer;
use crate::doc::{NoteId, NotePlace, Style};
use crate::text::is_rtl_language;

impl Writer<'_> {
    /// The notes at the end, where the document has them; their heading is its own.
    pub(super) fn end_notes(&mut self) {
        self.ended = true;
        let notes = self.of_place(&[NotePlace::End]);
        let name = self.heading.clone();
        self.block("section", &[("role", "doc-endnotes"), ("aria-labelledby", &name)], |writer| {
            writer.note_list(&notes, "notes");
        });
    }

    /// The footnotes: there is no foot of a page here, so they stand below the text.
    pub(super) fn last_notes(&mut self) {
        let both = [NotePlace::Foot, NotePlace::End];
        let notes = self.of_place(if self.ended { &[NotePlace::Foot] } else { &both });
        if notes.is_empty() {
            return;
        }
        let title = &self.setup.locale.words.notes;
        self.block("section", &[("role", "doc-endnotes"), ("aria-labelledby", "footnotes")], |writer| {
            writer.block("h2", &[("id", "footnotes"), ("class", Style::Heading1.name())], |writer| writer.text(title));
            writer.note_list(&notes, "notes");
        });
    }

    fn of_place(&self, places: &[NotePlace]) -> Vec<NoteId> {
        let numbered = self.document.notes.iter().enumerate();
        numbered.filter(|(_, note)| places.contains(&note.place)).map(|(at, _)| NoteId(at as u32)).collect()
    }

    /// A list of notes, each with its mark as text.
    pub(super) fn note_list(&mut self, notes: &[NoteId], class: &str) {
        if notes.is_empty() {
            return;
        }
        self.block("ol", &[("class", class)], |writer| {
            for id in notes {
                writer.note(*id);
            }
            writer.line();
        });
    }

    fn note(&mut self, id: NoteId) {
        let Some(note) = self.document.notes.get(id.0 as usize) else { return };
        let back = self.setup.locale.words.back_to_note.fill(&[("n", &note.mark)]);
        let anchor = id.anchor();
        self.block("li", &[("id", &anchor)], |writer| {
            writer.element("span", &[("class", "label")], |writer| writer.text(&note.mark));
            writer.text(" ");
            writer.element("span", &[("class", "said")], |writer| {
                writer.citing = true;
                writer.inlines(&note.text);
                writer.citing = false;
                if writer.places.is_marked(id) {
                    writer.text(" ");
                    writer.back(&id.mark_anchor(), &back);
                }
            });
        });
        self.passed.insert(anchor);
    }

    fn back(&mut self, anchor: &str, name: &str) {
        let arrow = if is_rtl_language(&self.document.meta.language) { "↪\u{fe0e}" } else { "↩\u{fe0e}" };
        let attributes = [("class", "back"), ("href", &format!("#{anchor}")), ("role", "doc-backlink")];
        self.element("a", &attributes, |writer| {
            writer.element("span", &[("aria-hidden", "true")], |writer| writer.text(arrow));
            writer.hidden(name);
        });
    }
}

//! Footnotes and endnotes: parts of their own, one entry a note.

use super::runs::Look;
use super::xml::Xml;
use super::{Part, Writer};
use crate::doc::{NoteId, NotePlace};

/// Whether Word comes to the mark of a note by counting; what it does not count has its mark written.
pub(super) fn counted(writer: &mut Writer<'_>, id: NoteId) -> bool {
    let Some(note) = writer.document.notes.get(id.0 as usize) else { return false };
    let count = if note.place == NotePlace::End { &mut writer.ends } else { &mut writer.feet };
    let counts = note.mark == (*count + 1).to_string();
    *count += u32::from(counts);
    counts
}

/// The parts `footnotes.xml` and `endnotes.xml`.
pub(super) fn parts(writer: &mut Writer<'_>) -> (Vec<u8>, Vec<u8>) {
    let foot = Names {
        part: Part::Footnotes,
        place: NotePlace::Foot,
        root: "w:footnotes",
        entry: "w:footnote",
        number: "w:footnoteRef",
        text: "FootnoteText",
        mark: "FootnoteReference",
    };
    let end = Names {
        part: Part::Endnotes,
        place: NotePlace::End,
        root: "w:endnotes",
        entry: "w:endnote",
        number: "w:endnoteRef",
        text: "EndnoteText",
        mark: "EndnoteReference",
    };
    (part(writer, &foot), part(writer, &end))
}

/// What the two parts call the same.
struct Names {
    part: Part,
    place: NotePlace,
    root: &'static str,
    entry: &'static str,
    number: &'static str,
    text: &'static str,
    mark: &'static str,
}

fn part(writer: &mut Writer<'_>, names: &Names) -> Vec<u8> {
    let mut xml = Xml::part();
    let relations = super::package::RELATIONS;
    xml.open(names.root, &[("xmlns:w", super::WORD), ("xmlns:r", relations)]);
    for (kind, id, element) in
        [("separator", "-1", "w:separator"), ("continuationSeparator", "0", "w:continuationSeparator")]
    {
        xml.open(names.entry, &[("w:type", kind), ("w:id", id)]);
        xml.open("w:p", &[]);
        xml.open("w:r", &[]);
        xml.empty(element, &[]);
        (0..3).for_each(|_| xml.close());
    }
    writer.part = names.part;
    // the numbers that Word counts, once more
    let mut count = 0;
    for id in writer.marked.clone() {
        let Some(note) = writer.document.notes.get(id.0 as usize).filter(|note| note.place == names.place) else {
            continue;
        };
        let counts = note.mark == (count + 1).to_string();
        count += u32::from(counts);
        xml.open(names.entry, &[("w:id", &(id.0 + 1).to_string())]);
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.value("w:pStyle", names.text);
        xml.close();
        if counts {
            xml.open("w:r", &[]);
            xml.open("w:rPr", &[]);
            xml.value("w:rStyle", names.mark);
            xml.close();
            xml.empty(names.number, &[]);
            xml.close();
        } else {
            writer.text(&mut xml, &note.mark, Look { style: Some(names.mark), ..Look::default() });
        }
        writer.text(&mut xml, " ", Look::default());
        writer.inlines(&mut xml, &note.text, false);
        xml.close();
        xml.close();
    }
    writer.part = Part::Document;
    xml.finish()
}

//! The document as Word reads it (Office Open XML, ISO/IEC 29500 transitional): an editable file for bodies that take no PDF.
//!
//! It is written from the document and not from its pages: headings, lists, notes, captions and references are Word's own, so
//! that the receiving office can go on working with them. What Word counts by itself is left to it only where its count is
//! the printed one. The same document gives the same bytes.

mod archive;
mod body;
mod contents;
mod figure;
mod furniture;
mod letters;
mod notes;
mod numbers;
mod package;
mod paragraph;
mod properties;
mod references;
mod runs;
mod script;
mod section;
mod styles;
mod table;
mod xml;

use crate::doc::{Document, NoteId};
use crate::picture::Canvas;
use crate::text::Fonts;
use crate::theme::{PaperSize, Theme};
use package::Relations;
use paragraph::Piece;
use references::{Counted, References};
use script::Kind;
use section::Sheet;
use std::collections::BTreeSet;
use xml::Xml;

/// The name space of text.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// What the writer is told beside the document.
#[derive(Clone, Copy)]
pub struct Setup<'a> {
    /// Its design.
    pub theme: &'a Theme,
    /// Its paper.
    pub paper: PaperSize,
    /// The faces of its drawings.
    pub fonts: &'a Fonts,
    /// Whether bold, italic and underlined text is taken.
    pub emphasis: bool,
    /// The face of all text, where the body asks for one.
    pub face: Option<&'a str>,
    /// From line to line, where the body asks for that; else the theme's.
    pub spacing: Option<crate::profile::Spacing>,
}

/// Which list of relations a piece of text adds to: each part of the package has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Document,
    Footnotes,
    Endnotes,
}

/// What is being written.
struct Writer<'a> {
    document: &'a Document,
    setup: Setup<'a>,
    /// The language of the document, and the kind of its script.
    language: &'a str,
    base: Kind,
    references: References,
    counted: Counted,
    lists: numbers::Lists,
    /// The relations of the document, of the footnotes, of the endnotes.
    relations: [Relations; 3],
    part: Part,
    /// Files beside the text: pictures.
    media: Vec<(String, Vec<u8>)>,
    /// The notes that have their first mark, in its order.
    marked: Vec<NoteId>,
    seen: BTreeSet<NoteId>,
    /// How many footnotes and endnotes have been counted by Word.
    feet: u32,
    ends: u32,
    /// How many figures and tables have been counted by Word.
    figures: u32,
    tables: u32,
    /// The id of the next drawing.
    drawings: u32,
    /// What drawings are painted with.
    canvas: Canvas<'a>,
    sheet: Sheet,
    /// Whether the table that is being written is set in smaller type.
    small: bool,
    /// Whether the row that is being written stays with the next one.
    keep: bool,
    /// How far text beside numbered paragraphs is indented, in twentieths of a point; 0 where none are numbered.
    indent: u32,
}

/// Writes the document as the bytes of a `.docx` file; none where an archive cannot hold it.
#[must_use]
pub fn write(document: &Document, setup: Setup<'_>) -> Option<Vec<u8>> {
    let language = document.meta.language.as_str();
    let base = script::of_language(language);
    let mut writer = Writer {
        document,
        setup,
        language,
        base,
        references: References::of(document),
        counted: Counted::default(),
        lists: numbers::Lists::default(),
        relations: <[Relations; 3]>::default(),
        part: Part::Document,
        media: Vec::new(),
        marked: Vec::new(),
        seen: BTreeSet::new(),
        feet: 0,
        ends: 0,
        figures: 0,
        tables: 0,
        drawings: 0,
        canvas: Canvas::new(setup.fonts),
        sheet: Sheet::upright(setup),
        small: false,
        keep: false,
        indent: 0,
    };
    if writer.references.has_numbered_paragraphs() {
        writer.indent = writer.side();
    }
    writer.parts().and_then(package::zip)
}

impl Writer<'_> {
    /// The parts of the package, the list of their types first.
    fn parts(mut self) -> Option<Vec<(String, Vec<u8>)>> {
        let theme = self.setup.theme;
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        let mut add = |name: &str, bytes: Vec<u8>| parts.push((name.to_owned(), bytes));
        for (kind, name) in [
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("settings", "settings.xml"),
            ("fontTable", "fontTable.xml"),
            ("theme", "theme/theme1.xml"),
            ("footnotes", "footnotes.xml"),
            ("endnotes", "endnotes.xml"),
        ] {
            self.relations_of(Part::Document).part(kind, name);
        }
        let pieces = self.body(&self.document.body);
        let lies = pieces.iter().any(|piece| matches!(piece, Piece::Section(sheet) if sheet.lying));
        let furniture = furniture::parts(&mut self, lies, &mut add);
        let body = section::document(&self, pieces, &furniture);
        let (footnotes, endnotes) = notes::parts(&mut self);
        let side = self.side();
        let numbered = self.references.scheme.is_some();
        add("word/document.xml", body);
        let how = styles::How {
            numbered_headings: numbered,
            side,
            emphasis: self.setup.emphasis,
            face: self.setup.face,
            spacing: self.setup.spacing,
        };
        add("word/styles.xml", styles::write(theme, self.language, self.base, how));
        add("word/numbering.xml", self.lists.write(self.references.scheme, side));
        add("word/settings.xml", properties::settings(theme, self.language, self.base));
        add("word/fontTable.xml", properties::fonts(self.setup.face));
        add("word/theme/theme1.xml", properties::theme(theme, self.setup.face));
        add("word/footnotes.xml", footnotes);
        add("word/endnotes.xml", endnotes);
        add("docProps/core.xml", properties::core(&self.document.meta));
        add("docProps/app.xml", properties::application());
        let types = package::types(&parts);
        let mut all = vec![("[Content_Types].xml".to_owned(), types), ("_rels/.rels".to_owned(), package::root())];
        all.append(&mut parts);
        for (name, relations) in ["document", "footnotes", "endnotes"].into_iter().zip(&self.relations) {
            if !relations.is_empty() {
                all.push((format!("word/_rels/{name}.xml.rels"), relations.write()));
            }
        }
        all.append(&mut self.media);
        Some(all)
    }

    /// The relations of a part.
    fn relations_of(&mut self, part: Part) -> &mut Relations {
        let [document, footnotes, endnotes] = &mut self.relations;
        match part {
            Part::Document => document,
            Part::Footnotes => footnotes,
            Part::Endnotes => endnotes,
        }
    }

    /// The relations of the part that is being written.
    fn here(&mut self) -> &mut Relations {
        self.relations_of(self.part)
    }

    /// How far the text of numbered paragraphs is indented, in twentieths of a point.
    fn side(&self) -> u32 {
        const LEAST: f32 = 22.0;
        ((self.setup.theme.page.side_mm * crate::theme::MM).clamp(LEAST, 40.0) * styles::TWIPS) as u32
    }

    /// The id and the name of the bookmark of a place: none where nothing refers to it.
    fn bookmark(&self, anchor: &str) -> Option<(String, String)> {
        let index = self.references.bookmark(anchor)?;
        Some((index.to_string(), format!("_b{index}")))
    }

    /// Writes what `content` writes between the two ends of the bookmark of a place.
    fn marked_place(&mut self, xml: &mut Xml, anchor: Option<&str>, content: impl FnOnce(&mut Self, &mut Xml)) {
        let mark = anchor.and_then(|anchor| self.bookmark(anchor));
        if let Some((id, name)) = &mark {
            xml.empty("w:bookmarkStart", &[("w:id", id), ("w:name", name)]);
        }
        content(self, xml);
        if let Some((id, _)) = &mark {
            xml.empty("w:bookmarkEnd", &[("w:id", id)]);
        }
    }
}

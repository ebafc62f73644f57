//! Text in runs: words by script and direction, links, references, marks of notes.

use super::references::Reference;
use super::script::{self, Kind};
use super::xml::{Attribute, Xml};
use super::{Part, Writer};
use crate::doc::{Inline, NoteId, NotePlace, PageReference, Words};
use crate::page::Target;

/// What a run looks like beside its words' own look.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look<'a> {
    /// The id of a character style.
    pub(super) style: Option<&'static str>,
    /// Bold.
    pub(super) bold: bool,
    /// Italic.
    pub(super) italic: bool,
    /// Its language, where it differs from the document's.
    pub(super) language: Option<&'a str>,
}

impl Writer<'_> {
    /// The runs of some text.
    pub(super) fn runs(&mut self, text: &[Inline], bold: bool) -> Vec<u8> {
        let mut xml = Xml::fragment();
        self.inlines(&mut xml, text, bold);
        xml.finish()
    }

    /// Writes some text.
    pub(super) fn inlines(&mut self, xml: &mut Xml, text: &[Inline], bold: bool) {
        for inline in text {
            match inline {
                Inline::Text(words) => self.words(xml, words, bold),
                Inline::NoteMark(note) => self.mark(xml, *note),
                Inline::Page(page) => self.page(xml, page, bold),
                Inline::Break => {
                    xml.open("w:r", &[]);
                    xml.empty("w:br", &[]);
                    xml.close();
                }
            }
        }
    }

    fn words(&mut self, xml: &mut Xml, words: &Words, bold: bool) {
        let mut look = Look {
            style: words.small.then_some("KeyBoundText"),
            bold: bold || words.emphasis.bold,
            italic: words.emphasis.italic,
            language: words.language.as_deref(),
        };
        match &words.link {
            None => self.text(xml, &words.text, look),
            Some(Target::Uri(address)) => {
                let id = self.here().address(address);
                look.style = Some("Hyperlink");
                xml.open("w:hyperlink", &[("r:id", &id), ("w:history", "1")]);
                self.text(xml, &words.text, look);
                xml.close();
            }
            Some(Target::Anchor(anchor)) => match self.bookmark(anchor) {
                Some((_, name)) => {
                    xml.open("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")]);
                    self.reference(xml, &words.text, look, (anchor, &name));
                    xml.close();
                }
                None => self.text(xml, &words.text, look),
            },
        }
    }

    /// Words that refer to a place: what Word can say of it by itself is a field, what stands around it is text.
    fn reference(&self, xml: &mut Xml, text: &str, look: Look<'_>, (anchor, name): (&str, &str)) {
        let (said, field) = match self.references.says.get(anchor) {
            Some(Reference::Number(said)) => (said, format!(" REF {name} \\r \\h ")),
            Some(Reference::Caption(said)) => (said, format!(" REF {name} \\h ")),
            Some(Reference::Note(said)) => (said, format!(" NOTEREF {name} \\h ")),
            None => return self.text(xml, text, look),
        };
        match place_of(text, said) {
            Some((before, after)) => {
                self.text(xml, before, look);
                self.field(xml, &field, said, look);
                self.text(xml, after, look);
            }
            None => self.text(xml, text, look),
        }
    }

    /// A field of Word's: what it computes, and what that comes to.
    pub(super) fn field(&self, xml: &mut Xml, instruction: &str, text: &str, look: Look<'_>) {
        let part = |xml: &mut Xml, kind: &str| {
            xml.open("w:r", &[]);
            xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
            xml.close();
        };
        part(xml, "begin");
        xml.open("w:r", &[]);
        xml.element("w:instrText", &[("xml:space", "preserve")], instruction);
        xml.close();
        part(xml, "separate");
        self.text(xml, text, look);
        part(xml, "end");
    }

    /// Plain words.
    pub(super) fn text(&self, xml: &mut Xml, text: &str, look: Look<'_>) {
        // text in a language of the other direction runs in its own, marks at its ends included
        let other = look.language.map(script::of_language).filter(|kind| kind.is_rtl() != self.base.is_rtl());
        let runs = match other {
            Some(kind) => script::runs(&kind.isolated(text), self.base),
            None => script::runs(&script::stretch(text, self.base), self.base),
        };
        for (kind, text) in runs {
            xml.open("w:r", &[]);
            self.properties(xml, kind, look);
            pieces(xml, &text);
            xml.close();
        }
    }

    fn properties(&self, xml: &mut Xml, kind: Kind, look: Look<'_>) {
        let Look { style, bold, italic, language } = look;
        let foreign = language.is_some() || kind != Kind::Western;
        if style.is_none() && !bold && !italic && !foreign {
            return;
        }
        xml.open("w:rPr", &[]);
        if let Some(style) = style {
            xml.value("w:rStyle", style);
        }
        if kind == Kind::EastAsian {
            xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
        }
        for (wanted, names) in [(bold, ["w:b", "w:bCs"]), (italic, ["w:i", "w:iCs"])] {
            if wanted {
                names.into_iter().for_each(|name| xml.empty(name, &[]));
            }
        }
        if kind == Kind::RightToLeft {
            xml.empty("w:rtl", &[]);
        }
        if let Some(language) = language {
            let attribute: Attribute<'_> = match kind {
                Kind::Western => ("w:val", language),
                Kind::EastAsian => ("w:eastAsia", language),
                Kind::RightToLeft => ("w:bidi", language),
            };
            xml.empty("w:lang", &[attribute]);
        }
        xml.close();
    }

    /// The mark of a note. Word has a note at its first mark; later ones refer to that.
    fn mark(&mut self, xml: &mut Xml, id: NoteId) {
        let Some(note) = self.document.notes.get(id.0 as usize) else { return };
        let (place, printed) = (note.place, note.mark.clone());
        let anchor = id.anchor();
        if place == NotePlace::Table {
            let look = Look { style: Some("TableNoteReference"), ..Look::default() };
            match self.bookmark(&anchor) {
                Some((_, name)) => {
                    xml.open("w:hyperlink", &[("w:anchor", &name), ("w:history", "1")]);
                    self.text(xml, &printed, look);
                    xml.close();
                }
                None => self.text(xml, &printed, look),
            }
            return;
        }
        let style = if place == NotePlace::End { "EndnoteReference" } else { "FootnoteReference" };
        if self.seen.contains(&id) || self.part != Part::Document {
            let name = self.bookmark(&anchor).map(|(_, name)| name);
            let look = Look { style: Some(style), ..Look::default() };
            match name {
                Some(name) => self.field(xml, &format!(" NOTEREF {name} \\f \\h "), &printed, look),
                None => self.text(xml, &printed, look),
            }
            return;
        }
        self.seen.insert(id);
        self.marked.push(id);
        let counted = super::notes::counted(self, id);
        self.marked_place(xml, Some(&anchor), |_, xml| {
            xml.open("w:r", &[]);
            xml.open("w:rPr", &[]);
            xml.value("w:rStyle", style);
            xml.close();
            let number = (id.0 + 1).to_string();
            let mut attributes = vec![("w:id", number.as_str())];
            if !counted {
                attributes.insert(0, ("w:customMarkFollows", "1"));
            }
            let name = if place == NotePlace::End { "w:endnoteReference" } else { "w:footnoteReference" };
            xml.empty(name, &attributes);
            if !counted {
                pieces(xml, &printed);
            }
            xml.close();
        });
    }

    /// The number of a page. Word fills it in; until then it says nothing wrong.
    fn page(&mut self, xml: &mut Xml, page: &PageReference, bold: bool) {
        let look = Look { bold: bold || page.emphasis.bold, italic: page.emphasis.italic, ..Look::default() };
        if let Some((_, name)) = self.bookmark(&page.anchor) {
            self.field(xml, &format!(" PAGEREF {name} \\h "), "…", look);
        }
    }
}

/// What stands before and after the words in the text, where they stand there as words of their own.
fn place_of<'a>(text: &'a str, said: &str) -> Option<(&'a str, &'a str)> {
    let alone = |at: usize| {
        let (before, rest) = text.split_at(at);
        let after = rest.get(said.len()..)?;
        let joined = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        (!joined(before.chars().next_back()) && !joined(after.chars().next())).then_some((before, after))
    };
    text.match_indices(said).find_map(|(at, _)| alone(at))
}

/// The text of a run: tabs, breaks, soft and hard hyphens are elements of their own.
fn pieces(xml: &mut Xml, text: &str) {
    const SPACE: [Attribute<'static>; 1] = [("xml:space", "preserve")];
    let mut plain = String::new();
    let flush = |xml: &mut Xml, plain: &mut String| {
        if !plain.is_empty() {
            xml.element("w:t", &SPACE, plain);
            plain.clear();
        }
    };
    for letter in text.chars() {
        let element = match letter {
            '\t' => "w:tab",
            '\n' => "w:br",
            '\u{ad}' => "w:softHyphen",
            '\u{2011}' => "w:noBreakHyphen",
            // Word has no sign that joins words; a break after a dash does no harm
            '\u{2060}' => continue,
            _ => {
                plain.push(letter);
                continue;
            }
        };
        flush(xml, &mut plain);
        xml.empty(element, &[]);
    }
    flush(xml, &mut plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_field_says_stands_alone_in_the_words() {
        assert_eq!(place_of("paragraph 1", "1"), Some(("paragraph ", "")));
        assert_eq!(place_of("paragraphs 11 and 1", "1"), Some(("paragraphs 11 and ", "")));
        assert_eq!(place_of("(Figure 2)", "Figure 2"), Some(("(", ")")));
        assert_eq!(place_of("see above", "1"), None);
    }
}

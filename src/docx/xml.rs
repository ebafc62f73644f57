//! XML as it is written here: elements opened and closed in turn.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An attribute.
pub(super) type Attribute<'a> = (&'a str, &'a str);

/// A part of the package, or a piece of one. Elements that are still open are closed by [`Xml::finish`].
pub(super) struct Xml {
    writer: Writer<Vec<u8>>,
    open: Vec<&'static str>,
}

impl Xml {
    /// A whole part, with its declaration.
    pub(super) fn part() -> Self {
        let mut xml = Self::fragment();
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml
    }

    /// A piece of a part.
    pub(super) fn fragment() -> Self {
        Xml { writer: Writer::new(Vec::new()), open: Vec::new() }
    }

    fn write(&mut self, event: Event<'_>) {
        // memory takes whatever is written
        let _ = self.writer.write_event(event);
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.write(Event::Empty(BytesStart::new(name).with_attributes(attributes.iter().copied())));
    }

    /// An element whose one attribute is `w:val`.
    pub(super) fn value(&mut self, name: &'static str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.write(Event::Start(BytesStart::new(name).with_attributes(attributes.iter().copied())));
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.write(Event::End(BytesEnd::new(name)));
        }
    }

    /// Text. Characters that XML 1.0 has not are left out; the specification has none either.
    pub(super) fn text(&mut self, text: &str) {
        let allowed = |letter: &char| {
            (*letter >= ' ' || matches!(letter, '\t' | '\n')) && !matches!(letter, '\u{FFFE}' | '\u{FFFF}')
        };
        let text: String = text.chars().filter(allowed).collect();
        self.write(Event::Text(BytesText::new(&text)));
    }

    /// An element that holds text alone.
    pub(super) fn element(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close();
    }

    /// What was written elsewhere, as it is.
    pub(super) fn append(&mut self, written: &[u8]) {
        self.writer.get_mut().extend_from_slice(written);
    }

    /// The bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.writer.into_inner()
    }
}

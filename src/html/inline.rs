//! Text in the line: words by language and direction, links, marks of notes.
//!
//! A stretch whose letters all run the other way is isolated (`bdi`), as in the PDF; isolates that the author has typed
//! (U+2066 to U+2069) stand as they are, for HTML knows them.

use super::{Writer, direction};
use crate::doc::{Inline, NoteId, PageReference, Style, Words};
use crate::page::Target;
use crate::text::is_rtl_language;

/// Whether a text has letters that run from right to left: Hebrew, Arabic and their neighbours.
fn has_rtl(text: &str) -> bool {
    text.chars()
        .any(|letter| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

/// Whether a text has letters that run from left to right.
fn has_ltr(text: &str) -> bool {
    text.chars().any(|letter| letter.is_alphabetic() && !has_rtl(letter.encode_utf8(&mut [0; 4])))
}

/// The language of a text all of which is in another one than the document's.
pub(super) fn language_of(text: &[Inline]) -> Option<&str> {
    let mut words = text.iter().filter_map(|inline| match inline {
        Inline::Text(words) => Some(words.language.as_deref()),
        Inline::NoteMark(_) | Inline::Page(_) | Inline::Break => None,
    });
    let first = words.next()??;
    words.all(|language| language == Some(first)).then_some(first)
}

fn link_of(inline: &Inline) -> Option<&Target> {
    match inline {
        Inline::Text(words) => words.link.as_ref(),
        Inline::NoteMark(_) | Inline::Page(_) | Inline::Break => None,
    }
}

impl Writer<'_> {
    /// Some text. Neighbours that lead to the same place are one link.
    pub(super) fn inlines(&mut self, text: &[Inline]) {
        let mut after_mark = false;
        for run in text.chunk_by(|one, other| link_of(one).is_some() && link_of(one) == link_of(other)) {
            let href = run.first().and_then(link_of).and_then(|target| self.href(target));
            match href {
                Some(href) => self.element("a", &[("href", &href)], |writer| writer.run(run, false)),
                None => self.run(run, after_mark),
            }
            after_mark = matches!(run.last(), Some(Inline::NoteMark(_)));
        }
    }

    /// Where a link leads; none where there is no such place.
    fn href(&self, target: &Target) -> Option<String> {
        match target {
            Target::Uri(address) => Some(address.as_ref().to_owned()),
            Target::Anchor(anchor) => self.places.has(anchor).then(|| format!("#{anchor}")),
        }
    }

    fn run(&mut self, run: &[Inline], after_mark: bool) {
        for inline in run {
            match inline {
                Inline::Text(words) => self.words(words),
                Inline::NoteMark(note) => self.mark(*note, after_mark),
                Inline::Page(page) => self.page(page),
                Inline::Break => self.open("br", &[]),
            }
        }
    }

    fn words(&mut self, words: &Words) {
        if words.small {
            let class = format!("{} within", Style::KeyBound.name());
            return self.element("span", &[("class", &class)], |writer| writer.said(words));
        }
        let (bold, italic) = if self.citing { ("b", "i") } else { ("strong", "em") };
        match (words.emphasis.bold, words.emphasis.italic) {
            (true, true) => self.element(bold, &[], |writer| writer.element(italic, &[], |writer| writer.said(words))),
            (true, false) => self.element(bold, &[], |writer| writer.said(words)),
            (false, true) => self.element(italic, &[], |writer| writer.said(words)),
            (false, false) => self.said(words),
        }
    }

    /// Words in their language and direction.
    fn said(&mut self, words: &Words) {
        let text = words.text.as_str();
        let here = self.language.as_deref().map_or(self.rtl, is_rtl_language);
        let other = words.language.as_deref().filter(|language| self.language.as_deref() != Some(language));
        if let Some(language) = other {
            let rtl = is_rtl_language(language);
            let name = if rtl == here { "span" } else { "bdi" };
            let dir = if rtl == here { "" } else { direction(rtl) };
            return self.element(name, &[("lang", language), ("dir", dir)], |writer| writer.text(text));
        }
        let turned = if here { has_ltr(text) && !has_rtl(text) } else { has_rtl(text) };
        if turned {
            // the quotation marks around it follow the line that they stand in
            let pair = text.strip_prefix('«').and_then(|rest| rest.strip_suffix('»'));
            match pair.filter(|inner| !inner.contains(['«', '»'])) {
                Some(inner) => {
                    self.text("«");
                    self.element("bdi", &[], |writer| writer.text(inner));
                    self.text("»");
                }
                None => self.element("bdi", &[], |writer| writer.text(text)),
            }
        } else {
            self.text(text);
        }
    }

    /// The mark of a note, linked to it. What is seen is its number alone; those who hear it hear what it is the number of.
    fn mark(&mut self, id: NoteId, after_mark: bool) {
        let Some(note) = self.document.notes.get(id.0 as usize) else { return };
        let count = self.marks.entry(id).or_default();
        *count += 1;
        let own = if *count == 1 { id.mark_anchor() } else { format!("{}-{count}", id.mark_anchor()) };
        let name = self.setup.locale.words.note_number.fill(&[("n", &note.mark)]);
        let class = if after_mark { "mark next" } else { "mark" };
        self.element("sup", &[("class", class)], |writer| {
            let href = format!("#{}", id.anchor());
            writer.element("a", &[("id", &own), ("href", &href), ("role", "doc-noteref")], |writer| {
                writer.element("span", &[("aria-hidden", "true")], |writer| {
                    // in a line from right to left the mark would join the digits of a number before it
                    writer.element("bdi", &[], |writer| writer.text(&note.mark));
                });
                writer.hidden(&name);
            });
        });
    }

    /// A reference by the number of a page. There are no pages here, and a wrong number would be worse than none: an arrow
    /// says whether the place is above or below, and leads to it; its name is said to those who hear the page.
    fn page(&mut self, page: &PageReference) {
        if !self.places.has(&page.anchor) {
            return;
        }
        let arrow = if self.passed.contains(page.anchor.as_ref()) { "↑" } else { "↓" };
        let called = self.places.called(&page.anchor).to_owned();
        self.element("a", &[("href", &format!("#{}", page.anchor))], |writer| {
            writer.text(arrow);
            writer.hidden(&called);
        });
    }

    /// Text that is heard and not seen.
    pub(super) fn hidden(&mut self, text: &str) {
        if !text.is_empty() {
            self.element("span", &[("class", "hidden")], |writer| writer.text(text));
        }
    }
}

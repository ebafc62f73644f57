//! What styles of CSL leave out and a reader of evidence needs: the symbol of a document, the address, and the archived copy.

use super::{close, own};
use crate::doc::{Inline, plain_text};
use crate::locale::Locale;
use crate::page::Target;
use crate::spec::Source;

/// Adds to a full citation what the style did not print.
pub(super) fn add(text: &mut Vec<Inline>, source: &Source, locale: &Locale) {
    let marks = &locale.citation;
    let printed = plain_text(text);
    if let Some(number) = source.number.as_ref().filter(|number| !printed.contains(number.as_str())) {
        text.push(Inline::words(&marks.comma, None));
        text.push(Inline::words(&number.value, Some(number.locate(0..number.value.len()))));
    }
    let linked = |inline: &Inline| matches!(inline, Inline::Text(words) if matches!(words.link, Some(Target::Uri(_))));
    if source.url.is_some() && !text.iter().any(linked) {
        text.push(Inline::words(&marks.comma, None));
        text.extend(own::address(source, locale));
    }
    if let Some(archived) = own::archived(source, locale) {
        text.push(Inline::words(&marks.open, None));
        text.extend(archived);
        text.push(Inline::words(&marks.close, None));
    }
}

/// Closes an entry of the list of sources, and adds what the reader must know.
pub(super) fn close_entry(text: &mut Vec<Inline>, source: &Source, locale: &Locale) {
    close(text, &locale.citation.stop);
    if let Some(note) = &source.note {
        text.push(Inline::words(&locale.citation.space, None));
        text.push(Inline::words(&note.value, Some(note.locate(0..note.value.len()))));
        close(text, &locale.citation.stop);
    }
}

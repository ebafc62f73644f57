//! The writer seen from outside: what it refuses, and what stands in the bytes.

use super::sample::{self, HEIGHT};
use super::write;
use crate::page::{Child, ElementId, Glyph, Item, Mark, Pages, Role};
use crate::text::Fonts;
use lopdf::{Document, Object};

fn written(pages: &Pages) -> Vec<u8> {
    write(pages, &sample::meta(), &[], Fonts::bundled()).unwrap()
}

fn codes(pages: &Pages) -> Vec<&'static str> {
    let found = write(pages, &sample::meta(), &[], Fonts::bundled()).unwrap_err();
    found.iter().map(|finding| finding.code).collect()
}

/// The operations of a page as text.
fn operations(bytes: &[u8], page: usize) -> String {
    let document = Document::load_mem(bytes).unwrap();
    let id = document.get_pages().into_values().nth(page).unwrap();
    String::from_utf8_lossy(&document.get_page_content(id)).into_owned()
}

/// With `BRIEFING_SAMPLES` set to a folder, leaves the sample there for the judges, with and without attachments.
#[test]
fn the_sample_is_written_the_same_twice() {
    let (pages, meta) = (sample::pages(), sample::meta());
    for (name, attachments) in [("plain.pdf", vec![]), ("attached.pdf", sample::attachments())] {
        let first = write(&pages, &meta, &attachments, Fonts::bundled()).unwrap();
        let second = write(&sample::pages(), &meta, &attachments, Fonts::bundled()).unwrap();
        assert!(first == second, "{name} differs from one writing to the next");
        if let Some(folder) = std::env::var_os("BRIEFING_SAMPLES") {
            std::fs::write(std::path::Path::new(&folder).join(name), first).unwrap();
        }
    }
}

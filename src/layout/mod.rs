//! From the document to pages.
//!
//! `flow` turns nodes into a vertical list of boxes that cannot be broken, `paginate` cuts that list into pages with the
//! notes and floats each must carry, `assemble` places everything and adds running heads and feet, last and as artifacts.
//! In goes a [`Document`]; out come [`Pages`] in which every piece of content belongs to a structure element or is an
//! artifact. What cannot be set whole is a finding; nothing is clipped.
//!
//! Where the text prints page numbers, all of this is done again until none of them changes.

mod alone;
mod assemble;
mod columns;
mod contents;
mod cover;
mod figure;
mod flow;
mod furniture;
mod gaps;
mod inline;
mod list;
mod mirror;
mod notes;
mod paginate;
mod sheets;
mod table;
mod vertical;

use crate::diag::{Diagnostic, Sink, Span};
use crate::doc::Document;
use crate::page::Pages;
use crate::text::Fonts;
use crate::theme::{MM, PaperSize, Theme};
use std::collections::BTreeMap;
use std::sync::Arc;
pub use alone::{alone, cut};

/// What layout needs beside the document.
#[derive(Clone, Copy)]
pub struct Setup<'a> {
    /// The design.
    pub theme: &'a Theme,
    /// The paper.
    pub paper: PaperSize,
    /// The faces.
    pub fonts: &'a Fonts,
    /// Whether pages run from right to left: they are turned over whole when they are put together.
    pub rtl: bool,
}

impl Setup<'_> {
    /// The same with the page on its side.
    fn turned(self) -> Self {
        let PaperSize { width, height } = self.paper;
        Setup { paper: PaperSize { width: height, height: width }, ..self }
    }

    /// The left edge of the text area, side column included.
    fn left(&self) -> f32 {
        self.theme.page.left_mm * MM
    }

    /// The width of the text area, side column included.
    fn full_width(&self) -> f32 {
        self.theme.full_width(self.paper)
    }

    /// The side column, its gap included.
    fn side(&self) -> f32 {
        self.theme.page.side_mm * MM
    }

    /// The top of the text area.
    fn top(&self) -> f32 {
        self.theme.page.top_mm * MM
    }

    /// The height of the text area, notes included.
    fn height(&self) -> f32 {
        self.paper.height - (self.theme.page.top_mm + self.theme.page.bottom_mm) * MM
    }
}

/// Lays the document out. Findings go to `sink`; with errors among them the pages must not be written.
pub fn layout(document: &Document, setup: Setup<'_>, sink: &mut Sink) -> Pages {
    let mut pages = PageNumbers::new();
    let mut round = 1;
    loop {
        let mut findings = Sink::default();
        let mut flow = flow::Flow::new(document, setup, &pages);
        flow.document();
        let mut flowed = flow.finish(&mut findings);
        let plans = sheets::paginate_all(&mut flowed, setup);
        let found = paginate::page_numbers(&flowed, &plans);
        let moved = flowed.cited_pages.iter().find(|(place, _)| pages.get(*place) != found.get(*place));
        if let (Some((_, origin)), true) = (moved, round == ROUNDS) {
            findings.push(unsettled(*origin));
        }
        if moved.is_none() || round == ROUNDS {
            sink.append(findings);
            return assemble::assemble(document, flowed, &plans, setup);
        }
        pages = found;
        round += 1;
    }
}

/// How often a document is laid out for the page numbers in its text.
const ROUNDS: usize = 5;

/// The page, from 0, on which each named place stands.
type PageNumbers = BTreeMap<Arc<str>, usize>;

fn unsettled(origin: Option<Span>) -> Diagnostic {
    Diagnostic::error(
        "references-do-not-settle",
        format!("page numbers in the text still change after the pages were made {ROUNDS} times"),
    )
    .at_maybe(origin, "this number moves what it refers to")
    .help("refer to the section instead of its page, or change a few words near the end of that page")
}

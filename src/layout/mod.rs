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
mod frame;
mod furniture;
mod gaps;
mod inline;
mod keep;
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
pub use alone::{alone, cut};
use std::collections::BTreeMap;
use std::sync::Arc;

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
    let ((flowed, plans, mut findings), moving) = settle(|pages| {
        let mut findings = Sink::default();
        let mut flow = flow::Flow::new(document, setup, pages);
        flow.document();
        let mut flowed = flow.finish(&mut findings);
        notes::report_too_tall(&flowed, setup, &mut findings);
        let plans = sheets::paginate_all(&mut flowed, setup);
        let found = paginate::page_numbers(&flowed, &plans);
        let cited = flowed.cited_pages.clone();
        ((flowed, plans, findings), found, cited)
    });
    if let Some(origin) = moving {
        findings.push(unsettled(origin));
    }
    sink.append(findings);
    assemble::assemble(document, flowed, &plans, setup)
}

/// Goes round until no page number that the text cites changes; then, or after the last round, gives what that round made,
/// and where a number is cited that still moves.
fn settle<T>(mut round: impl FnMut(&PageNumbers) -> (T, PageNumbers, CitedPages)) -> (T, Option<Option<Span>>) {
    let mut pages = PageNumbers::new();
    let mut rounds = 1;
    loop {
        let (made, found, cited) = round(&pages);
        let moving =
            cited.into_iter().find(|(place, _)| pages.get(place) != found.get(place)).map(|(_, origin)| origin);
        if moving.is_none() || rounds == ROUNDS {
            return (made, moving);
        }
        pages = found;
        rounds += 1;
    }
}

/// How often a document is laid out for the page numbers in its text.
const ROUNDS: usize = 5;

/// The page, from 0, on which each named place stands.
type PageNumbers = BTreeMap<Arc<str>, usize>;

/// The places whose page is printed in the text, and where it is asked for first.
type CitedPages = BTreeMap<Arc<str>, Option<Span>>;

fn unsettled(origin: Option<Span>) -> Diagnostic {
    Diagnostic::error(
        "references-do-not-settle",
        format!("page numbers in the text still change after the pages were made {ROUNDS} times"),
    )
    .at_maybe(origin, "this number moves what it refers to")
    .help("refer to the section instead of its page, or change a few words near the end of that page")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Goes round with these pages for the place `a` in turn; says how often, and whether it settled.
    fn rounds(pages: &[usize]) -> (usize, bool) {
        let mut count = 0;
        let (_, moving) = settle(|_| {
            let found = PageNumbers::from([(Arc::from("a"), pages[count % pages.len()])]);
            count += 1;
            ((), found, CitedPages::from([(Arc::from("a"), None)]))
        });
        (count, moving.is_none())
    }

    #[test]
    fn page_numbers_settle_or_it_is_said() {
        assert_eq!(rounds(&[3]), (2, true), "once to know it, once to print it");
        assert_eq!(rounds(&[3, 4, 4, 4, 4]), (3, true));
        assert_eq!(rounds(&[3, 4]), (ROUNDS, false));
        assert_eq!(unsettled(None).code, "references-do-not-settle");
    }

    #[test]
    fn without_page_numbers_in_the_text_once_is_enough() {
        let mut count = 0;
        settle(|_| {
            count += 1;
            ((), PageNumbers::from([(Arc::from("a"), count)]), CitedPages::new())
        });
        assert_eq!(count, 1);
    }
}

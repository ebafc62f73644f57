//! From the document to pages.
//!
//! `flow` turns nodes into a vertical list of boxes that cannot be broken, `paginate` cuts that list into pages with the
//! notes and floats each must carry, `assemble` places everything and adds running heads and feet, last and as artifacts.
//! In goes a [`Document`]; out come [`Pages`] in which every piece of content belongs to a structure element or is an
//! artifact. What cannot be set whole is a finding; nothing is clipped.

mod assemble;
mod columns;
mod contents;
mod figure;
mod flow;
mod gaps;
mod inline;
mod list;
mod mirror;
mod notes;
mod paginate;
mod table;
mod vertical;

use crate::diag::Sink;
use crate::doc::Document;
use crate::page::Pages;
use crate::text::Fonts;
use crate::theme::{MM, PaperSize, Theme};

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
    let mut flow = flow::Flow::new(document, setup);
    flow.document();
    let flowed = flow.finish(sink);
    let plans = paginate::paginate(&flowed, setup);
    assemble::assemble(document, flowed, &plans, setup)
}

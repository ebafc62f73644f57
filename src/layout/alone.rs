//! A document of one figure on a page cut to it.

use super::paginate::{Plan, Source};
use super::vertical::Entry;
use super::{PageNumbers, Setup, assemble, flow};
use crate::diag::Sink;
use crate::doc::Document;
use crate::page::Pages;
use crate::theme::{MM, PaperSize, Theme};

/// Around the figure, in millimetres.
const MARGIN_MM: f32 = 6.0;

/// The theme with a margin alone around the figure: no side column, no room for running heads.
#[must_use]
pub fn cut(theme: &Theme) -> Theme {
    let mut theme = theme.clone();
    let page = &mut theme.page;
    (page.top_mm, page.bottom_mm, page.left_mm, page.right_mm) = (MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM);
    (page.side_mm, page.head_mm, page.foot_mm, page.head_rule) = (0.0, 0.0, 0.0, false);
    theme
}

/// Lays out a document that holds one figure. The page is as wide as the paper of `setup`, whose theme is one that [`cut`]
/// made, and as high as the figure asks for, but not lower than that paper: then the figure stands in its middle. Its running
/// head and foot must be empty.
pub fn alone(document: &Document, setup: Setup<'_>, sink: &mut Sink) -> Pages {
    let pages = PageNumbers::new();
    let mut flow = flow::Flow::new(document, setup, &pages);
    flow.document();
    let flowed = flow.finish(sink);
    let mut plan = Plan::default();
    let boxes = || {
        flowed.entries.iter().enumerate().filter_map(|(index, entry)| match entry {
            Entry::Box(frame) | Entry::Float(frame) => Some((index, frame.height)),
            _ => None,
        })
    };
    let asked = boxes().map(|(_, height)| height).sum::<f32>() + 2.0 * MARGIN_MM * MM;
    let paper = PaperSize { height: asked.max(setup.paper.height), ..setup.paper };
    let mut top = (paper.height - asked) / 2.0;
    for (index, height) in boxes() {
        plan.placed.push((Source::Entry(index), top));
        top += height;
    }
    assemble::assemble(document, flowed, &[plan], Setup { paper, ..setup })
}

//! Running heads and feet: artifacts, since they repeat what the document says.

use super::assemble::Assembler;
use super::flow::filled;
use super::vertical::{Owned, Owner};
use crate::doc::{Furniture, Node, Running, Style};
use crate::page::{Artifact, Item, Rect};
use crate::text::Line;
use crate::theme::MM;

/// Sets head and foot of the page `number` (from 0) of `pages`. A cover has neither.
pub(super) fn set(assembler: &Assembler<'_>, number: usize, pages: usize, canvas: &mut Vec<Owned>) {
    let document = assembler.document;
    let furniture = &document.meta.furniture;
    let first = number == 0;
    if first && matches!(document.body.first(), Some(Node::Cover(_))) {
        return;
    }
    let page = assembler.setup.theme.page;
    let mut canvas = Band { assembler, page: number, pages, canvas };
    if !first || furniture.first_head {
        canvas.band(&furniture.head, page.head_mm * MM, Artifact::Header);
        canvas.head_rule(furniture);
    }
    if !first || furniture.first_foot {
        canvas.band(&furniture.foot, assembler.setup.paper.height - page.foot_mm * MM, Artifact::Footer);
    }
    // the first page says it in its text
    if !first && !furniture.classification.is_empty() {
        canvas.classification(furniture);
    }
}

/// A page whose furniture is set.
struct Band<'a, 'b> {
    assembler: &'a Assembler<'b>,
    page: usize,
    pages: usize,
    canvas: &'a mut Vec<Owned>,
}

impl Band<'_, '_> {
    /// The left and the right edge.
    fn edges(&self) -> (f32, f32) {
        let left = self.assembler.setup.left();
        (left, left + self.assembler.setup.full_width())
    }

    /// Up to three texts on one line. Where they have no room beside each other, those at the start and in the middle are
    /// shortened at a word, with an ellipsis: they only repeat what the first page says.
    fn band(&mut self, texts: &[Vec<Running>; 3], y: f32, kind: Artifact) {
        let (left, right) = self.edges();
        let gap = self.assembler.setup.theme.shapes.furniture_gap;
        let [start, center, end] = texts.each_ref().map(|pieces| self.text(pieces));
        let end = self.shortened(&end, (right - left) * 0.6);
        let used = if end.width > 0.0 { end.width + gap } else { 0.0 };
        let middle = self.shortened(&center, (right - left - 2.0 * used).max(0.0));
        let room = if middle.width > 0.0 { (right - left - middle.width) / 2.0 - gap } else { right - left - used };
        let start = self.shortened(&start, room);
        let at = [left, (left + right - middle.width) / 2.0, right - end.width];
        for (line, x) in [start, middle, end].into_iter().zip(at) {
            self.put(line, x, y, kind);
        }
    }

    /// The words of some pieces.
    fn text(&self, pieces: &[Running]) -> String {
        let digits = self.assembler.document.meta.digits;
        let (page, pages) = (digits.print(self.page + 1), digits.print(self.pages));
        let piece = |piece: &Running| match piece {
            Running::Text(text) => text.clone(),
            Running::PageLabel(label) => label.replace("{pages}", &pages).replace("{page}", &page),
        };
        pieces.iter().map(piece).collect()
    }

    fn put(&mut self, line: Line, x: f32, y: f32, kind: Artifact) {
        for piece in line.pieces {
            let item = self.assembler.setup.inward(Item::Glyphs(piece.glyphs), line.width).moved(x, y);
            self.canvas.push(Owned { owner: Owner::Artifact(kind), item });
        }
    }

    /// The rule below the head, where there is one.
    fn head_rule(&mut self, furniture: &Furniture) {
        let theme = self.assembler.setup.theme;
        if !theme.page.head_rule || furniture.head.iter().all(Vec::is_empty) {
            return;
        }
        let (left, right) = self.edges();
        let y = theme.page.head_mm * MM + theme.shapes.head_rule_gap;
        let rect = Rect { x: left, y, width: right - left, height: theme.shapes.hairline };
        let item = filled(rect, theme.colors.hairline);
        self.canvas.push(Owned { owner: Owner::Artifact(Artifact::Header), item });
    }

    /// Who may see it, in the middle above the head; in the head's place where that is empty.
    fn classification(&mut self, furniture: &Furniture) {
        let theme = self.assembler.setup.theme;
        let (left, right) = self.edges();
        let line = self.assembler.line(&furniture.classification, Style::Classification);
        let above =
            if furniture.head.iter().all(Vec::is_empty) { 0.0 } else { theme.style(Style::Classification).leading };
        let x = (left + right - line.width) / 2.0;
        self.put(line, x, theme.page.head_mm * MM - above, Artifact::Header);
    }

    fn shortened(&self, text: &str, room: f32) -> Line {
        let mut line = self.assembler.line(text, Style::Furniture);
        let mut words: Vec<&str> = text.split(' ').collect();
        while line.width > room && words.len() > 1 {
            words.pop();
            line = self.assembler.line(&format!("{} …", words.join(" ")), Style::Furniture);
        }
        line
    }
}

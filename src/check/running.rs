//! The running text of a specification, with the places of its words.

use crate::diag::Span;
use crate::spec::prose::{Block, Piece, Prose};
use crate::spec::{Section, Spec};
use std::ops::Range;

/// What stands for an expression, a citation or the end of a line: it ends a word and is none.
pub(super) const BREAK: char = '\u{fffc}';

/// A paragraph as plain text, with [`BREAK`] where it is interrupted.
#[derive(Default)]
pub(super) struct Paragraph {
    /// The text.
    pub(super) text: String,
    /// Which bytes of it stand where.
    places: Vec<(Range<usize>, Span)>,
}

impl Paragraph {
    fn of(pieces: &[Piece]) -> Self {
        let mut paragraph = Paragraph::default();
        for piece in pieces {
            match piece {
                Piece::Words { text, span, .. } => {
                    let start = paragraph.text.len();
                    paragraph.text.push_str(text);
                    paragraph.places.push((start..paragraph.text.len(), *span));
                }
                Piece::Expression { .. } | Piece::Citation { .. } | Piece::Break => paragraph.text.push(BREAK),
            }
        }
        paragraph
    }

    /// Where the bytes `range` of the text stand in `source`, the text of the specification. Where escapes make the two
    /// differ, the same characters are looked for; where those are not there, the place is that of all the words around.
    pub(super) fn locate(&self, range: &Range<usize>, source: &str) -> Option<Span> {
        let (words, span) = self.places.iter().find(|(words, _)| words.contains(&range.start))?;
        let needle = self.text.get(range.start..range.end.min(words.end))?;
        let written = source.get(span.range())?;
        let before = self.text.get(words.start..range.start)?.matches(needle).count();
        let at = match written.len() == words.len() {
            true => Some(range.start - words.start),
            false => written.match_indices(needle).nth(before).map(|(at, _)| at),
        };
        let Some(at) = at else { return Some(*span) };
        let start = span.range().start + at;
        Some(Span::new(span.file, start..start + needle.len()))
    }
}

/// A link.
pub(super) struct Link {
    /// Its words.
    pub(super) text: String,
    /// Their place.
    pub(super) span: Span,
}

/// The prose that readers read as text: summary, sections, recommendations.
pub(super) fn prose(spec: &Spec) -> Vec<&Prose> {
    fn of_sections<'a>(sections: &'a [Section], found: &mut Vec<&'a Prose>) {
        for section in sections {
            found.extend(&section.text);
            of_sections(&section.sections, found);
        }
    }
    let mut found: Vec<&Prose> = spec.summary.iter().map(|summary| &summary.text).collect();
    of_sections(&spec.sections, &mut found);
    found.extend(spec.recommendations.iter().map(|recommendation| &recommendation.text));
    found
}

/// The paragraphs and headings of a prose, those in lists and conditions included.
pub(super) fn paragraphs(prose: &Prose) -> Vec<Paragraph> {
    let mut found = Vec::new();
    each_text(&prose.blocks, &mut |pieces| found.push(Paragraph::of(pieces)));
    found
}

/// The links of a prose. Parts of one link (bold words, lines) are joined.
pub(super) fn links(prose: &Prose) -> Vec<Link> {
    let mut found: Vec<Link> = Vec::new();
    each_text(&prose.blocks, &mut |pieces| {
        let mut last: Option<&str> = None;
        for piece in pieces {
            let Piece::Words { text, link: Some(address), span, .. } = piece else {
                last = None;
                continue;
            };
            match found.last_mut().filter(|_| last == Some(address.as_str())) {
                Some(link) => {
                    link.text.push_str(text);
                    link.span.end = span.end;
                }
                None => found.push(Link { text: text.clone(), span: *span }),
            }
            last = Some(address);
        }
    });
    found
}

/// Calls `see` with the pieces of each paragraph and heading.
fn each_text<'a>(blocks: &'a [Block], see: &mut impl FnMut(&'a [Piece])) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => see(text),
            Block::List { items, .. } => items.iter().for_each(|item| each_text(item, see)),
            Block::Quote(blocks) | Block::For { body: blocks, .. } => each_text(blocks, see),
            Block::If { branches, otherwise } => {
                branches.iter().for_each(|(_, blocks)| each_text(blocks, see));
                each_text(otherwise, see);
            }
        }
    }
}

//! Prose: `CommonMark` with `{{ expressions }}`, `[@source, locator]` and conditions, parsed to a small tree in which every
//! word knows its place in the file. Nothing is evaluated here.
//!
//! The text is cut at the lines that hold a block tag (`tags`). In each stretch between them every `{{ … }}` and `[@…]` is
//! found (`marks`, `citation`) and masked by letters of the same length before it is read as `CommonMark` (`markdown`), so
//! that Markdown never sees what is inside, and every offset stays true.

mod citation;
mod markdown;
mod marks;
mod tags;
#[cfg(test)]
mod tests;

use super::value::{Spanned, Text};
use crate::diag::{Sink, Span};
use crate::doc::Emphasis;

/// How deep lists, quotes and conditions may stand in one another.
pub const MAX_NESTING: usize = 8;

/// A parsed text.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// Its blocks.
    pub blocks: Vec<Block>,
    /// Where it stands: the whole TOML value.
    pub span: Option<Span>,
}

/// A block of prose.
#[derive(Debug, Clone)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Piece>),
    /// `### …`: a heading inside the text. Only the order of the levels counts: the fewest `#` used in a text make level 1,
    /// the next more level 2, and so on, all below the section the text stands in.
    Heading {
        /// Its depth, from 1.
        level: u8,
        /// Its text.
        text: Vec<Piece>,
    },
    /// A list.
    List {
        /// The first number; none for bullets.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// `> …`
    Quote(Vec<Block>),
    /// `{% if … %}`, on lines of their own around whole blocks.
    If {
        /// Each condition with its blocks, tried in order.
        branches: Vec<(Expression, Vec<Block>)>,
        /// The blocks of `{% else %}`.
        otherwise: Vec<Block>,
    },
    /// `{% for name in … %}`, on lines of their own around whole blocks.
    For {
        /// The name bound.
        name: String,
        /// What is gone through.
        over: Expression,
        /// The blocks repeated.
        body: Vec<Block>,
    },
}

/// A template expression, not yet evaluated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression {
    /// Its source, without the braces.
    pub source: String,
    /// Where the source stands (without the braces).
    pub span: Span,
}

/// A piece of running text.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Words.
    Words {
        /// The text, entities and escapes resolved.
        text: String,
        /// Bold, italic.
        emphasis: Emphasis,
        /// An address they lead to.
        link: Option<String>,
        /// Their place.
        span: Span,
    },
    /// `{{ … }}`
    Expression {
        /// The expression.
        expression: Expression,
        /// Bold, italic.
        emphasis: Emphasis,
    },
    /// `[@source, locator; @other]`
    Citation {
        /// What is cited, in order.
        items: Vec<CitedSource>,
        /// The whole, brackets included.
        span: Span,
    },
    /// A hard line break.
    Break,
}

impl Piece {
    /// Where it stands; none of a line break.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Piece::Words { span, .. } | Piece::Citation { span, .. } => Some(*span),
            Piece::Expression { expression, .. } => Some(expression.span),
            Piece::Break => None,
        }
    }
}

/// One source of a citation.
#[derive(Debug, Clone)]
pub struct CitedSource {
    /// The source's id.
    pub source: Spanned<String>,
    /// Where in it: the text after the comma.
    pub locator: Option<Spanned<String>>,
}

/// Parses `text`. The ids of cited sources go to `citations`; whether they exist is for the caller to see. Where something
/// is wrong, that goes to `sink` and nothing comes back.
pub fn parse(text: &Text, sink: &mut Sink, citations: &mut Vec<Spanned<String>>) -> Option<Prose> {
    let mut findings = Sink::default();
    let mut blocks = tags::parse(text, &mut findings, citations);
    markdown::rank_headings(&mut blocks);
    let whole = !findings.has_errors();
    sink.append(findings);
    whole.then_some(Prose { blocks, span: Some(text.span) })
}

/// The pieces of a text that is no prose (a heading, a title): words as they stand, and `{{ … }}`. Line ends become spaces.
/// Where something is wrong, that goes to `sink` and nothing comes back.
pub fn pieces(text: &Text, sink: &mut Sink) -> Option<Vec<Piece>> {
    let mut findings = Sink::default();
    let pieces = marks::plain_pieces(text, &mut findings);
    let whole = !findings.has_errors();
    sink.append(findings);
    whole.then_some(pieces)
}

/// A text of one paragraph without blocks (a heading, a title) as it stands, expressions included.
#[must_use]
pub fn plain(text: &Text) -> String {
    text.value.clone()
}

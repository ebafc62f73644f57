//! Prose: CommonMark with `{{ expressions }}`, `[@source, locator]` and conditions, parsed to a small tree in which every
//! word knows its place in the file. Nothing is evaluated here.

use super::value::{Spanned, Text};
use crate::diag::Span;
use crate::doc::Emphasis;

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
    /// `### …`: a heading inside the text; the level counts from 1 for the first level below its section.
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

/// One source of a citation.
#[derive(Debug, Clone)]
pub struct CitedSource {
    /// The source's id.
    pub source: Spanned<String>,
    /// Where in it: the text after the comma.
    pub locator: Option<Spanned<String>>,
}

/// A text of one paragraph without blocks (a heading, a title), parsed for emphasis only.
#[must_use]
pub fn plain(text: &Text) -> String {
    text.value.clone()
}
/// stub
pub fn parse(
    _text: &Text,
    _sink: &mut crate::diag::Sink,
    _citations: &mut Vec<Spanned<String>>,
) -> Option<Prose> {
    None
}

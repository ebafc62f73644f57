//! What the checks of the receiving body's rules share.

use super::Context;
use crate::diag::{Diagnostic, Span};
use crate::profile::Rule;
use crate::spec::Spec;
use crate::spec::prose::{Block, Piece};

/// Where the body is named: the profile, or the title where none is.
pub(super) fn place(context: Context<'_>) -> Span {
    let briefing = &context.spec.briefing;
    briefing.profile.as_ref().map_or(briefing.title.span, |profile| profile.span)
}

/// The body, for a label.
pub(super) fn body(context: Context<'_>) -> String {
    context.profile.body.clone().unwrap_or_else(|| context.profile.purpose.clone())
}

/// With the rule that is broken, where it was read and when, and how certain it is.
pub(super) fn because(finding: Diagnostic, rule: &Rule) -> Diagnostic {
    let finding = Diagnostic { rule: Some(rule.id.clone()), ..finding };
    finding.help(format!("the rule: {} ({}, as of {}; {})", rule.says, rule.certainty, rule.as_of, rule.url))
}

/// Sees the place of each run of bold or italic words in the author's text.
pub(super) fn emphasised(spec: &Spec, see: &mut impl FnMut(Span)) {
    super::running::prose(spec).into_iter().for_each(|prose| blocks(&prose.blocks, see));
}

fn blocks(all: &[Block], see: &mut impl FnMut(Span)) {
    for block in all {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => pieces(text, see),
            Block::List { items, .. } => items.iter().for_each(|item| blocks(item, see)),
            Block::Quote(inner) | Block::For { body: inner, .. } => blocks(inner, see),
            Block::If { branches, otherwise } => {
                branches.iter().for_each(|(_, inner)| blocks(inner, see));
                blocks(otherwise, see);
            }
        }
    }
}

fn pieces(text: &[Piece], see: &mut impl FnMut(Span)) {
    for piece in text {
        match piece {
            Piece::Words { emphasis, span, .. } if emphasis.bold || emphasis.italic => see(*span),
            Piece::Expression { expression, emphasis } if emphasis.bold || emphasis.italic => see(expression.span),
            _ => {}
        }
    }
}

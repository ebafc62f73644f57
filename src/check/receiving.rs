//! What the checks of the receiving body's rules share.

use super::Context;
use crate::diag::{Diagnostic, Severity, Span};
use crate::profile::{Profile, Rule};
use crate::spec::Spec;
use crate::spec::prose::{Block, Piece};
use chrono::Datelike;

/// Where the body is named: the profile, or the title where none is.
pub(super) fn place(context: Context<'_>) -> Span {
    let briefing = &context.spec.briefing;
    briefing.profile.as_ref().map_or(briefing.title.span, |profile| profile.span)
}

/// The body in a sentence: "the Human Rights Council". What is said of it is in the passive voice, for some bodies are several.
pub(super) fn body(context: Context<'_>) -> String {
    body_of(context.profile)
}

/// The same of a profile.
pub(super) fn body_of(profile: &Profile) -> String {
    match &profile.body {
        Some(body) if ["the ", "The ", "a ", "an "].iter().any(|article| body.starts_with(article)) => body.clone(),
        Some(body) => format!("the {body}"),
        None => format!("whoever receives `{}`", profile.name),
    }
}

/// With the rule that is broken: where it was read and when, how certain it is, and whether it is so old that it may have changed.
pub(super) fn because(finding: Diagnostic, rule: &Rule, context: Context<'_>) -> Diagnostic {
    const OLD: i32 = 5;
    says(finding, rule, context.spec.briefing.date.value.year() - i32::from(rule.as_of.year) >= OLD)
}

/// The same where it is known whether the rule is old.
pub(super) fn says(finding: Diagnostic, rule: &Rule, old: bool) -> Diagnostic {
    let certainty = rule.certainty.in_words();
    let still = if old { "; check that it still holds" } else { "" };
    of(finding, rule)
        .help(format!("the rule says: {} ({certainty}, as of {}; {}{still})", rule.says, rule.as_of, rule.url))
}

/// The same without the words of the rule, where they do not speak of what is wrong.
pub(super) fn of(finding: Diagnostic, rule: &Rule) -> Diagnostic {
    // what is recommended is no reason to refuse
    let severity = match finding.severity {
        Severity::Error if rule.recommended => Severity::Warning,
        severity => severity,
    };
    Diagnostic { rule: Some(rule.id.clone()), severity, ..finding }
}

/// The file of the profile, where it is the author's own; none for one that comes with the program.
pub(super) fn own_file(context: Context<'_>) -> Option<String> {
    let name = &context.profile.name;
    Profile::find(name).is_none().then(|| format!("profiles/{name}.toml"))
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

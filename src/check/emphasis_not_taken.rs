//! Bold or italic type where the body accepts none.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::doc::Style;
use crate::profile::Demand;
use crate::text::Weight;
use crate::theme::Theme;

/// Emphasis is left to the words.
pub(super) struct EmphasisNotTaken;

impl Check for EmphasisNotTaken {
    fn name(&self) -> &'static str {
        "emphasis-not-taken"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds bold or italic type in the text or in the design, where the profile’s body allows none.",
            why: "The body issues the text as it is received, and refuses what its form forbids.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "hrc-ngo-general"
[[sections]]
heading = "Facts"
text = "The law was **not** changed.""##,
            remedy: "Take the asterisks away and let the order of the words carry the stress.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let message =
            format!("words are emphasised, and no emphasis is accepted by {}", super::receiving::body(context));
        for (rule, _) in context.profile.demands().filter(|(_, demand)| **demand == Demand::NoEmphasis) {
            if let Some(style) = context.theme.filter(|_| !context.profile.emphasis).and_then(heavy) {
                let message = format!("the design sets `{}` in bold or italic type", style.name());
                let finding = self.finding(message).at(place(context, style), "bold or italic");
                let help =
                    "take its `weight` and `italic` out of `[theme]`: the profile sets all of it in regular type";
                sink.push(super::receiving::because(finding.help(help), rule, context));
            }
            super::receiving::emphasised(context.spec, &mut |span| {
                let finding = self.finding(message.clone()).at(span, "bold or italic").help("take the asterisks away");
                sink.push(super::receiving::because(finding, rule, context));
            });
        }
    }
}

/// A style that is heavier than running text, or slants.
fn heavy(theme: &Theme) -> Option<Style> {
    let emphasised = |style: &Style| {
        let text = theme.style(*style).text;
        text.weight != Weight::Regular || text.italic
    };
    Style::ALL.iter().copied().find(emphasised)
}

/// Where the specification sets a style, or where the profile is named.
fn place(context: Context<'_>, style: Style) -> Span {
    let table = format!("styles.{}", style.name());
    let choice = context.spec.theme.as_ref();
    let set = choice.and_then(|choice| {
        choice
            .settings
            .iter()
            .find(|setting| setting.table == table && matches!(setting.key.as_str(), "weight" | "italic"))
    });
    set.map_or_else(|| super::receiving::place(context), |setting| setting.span)
}

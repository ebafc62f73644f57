//! A witness in one's own cause.

use super::counted::{makers, names};
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// A figure rests on more than the author's own word.
pub(super) struct OwnFiguresOnly;

impl Check for OwnFiguresOnly {
    fn name(&self) -> &'static str {
        "own-figures-only"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a printed figure whose only source is by the organisation that issues the briefing, and \
                     whose `basis` says nothing of how it was found.",
            why: "An advocate who cites only herself convinces those who agree already. With the method named, an \
                     own count can be weighed like any other.",
            example: r##"[organisation]
name = "Example Human Rights Network"

[sources.own]
type   = "report"
title  = "Our monitoring in 2020"
author = ["Example Human Rights Network"]

[figures.executions]
what   = "people executed"
value  = 267
bound  = "at-least"
period = 2020
source = "own""##,
            remedy: "Say in `basis` how the cases were confirmed, or add the number of another body to `estimates`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(organisation) = &context.spec.organisation else { return };
        let mut own = names(&organisation.name.value);
        own.extend(organisation.short_name.iter().flat_map(|name| names(&name.value)));
        for figure in
            context.figures.iter().filter(|figure| figure.figure.basis.is_none() && figure.figure.origin.is_none())
        {
            let (Some(id), Some(source)) = (figure.source, figure.figure.source.as_ref()) else { continue };
            let made = context.source(id).map(makers).unwrap_or_default();
            if !made.is_empty()
                && made.iter().any(|name| own.contains(name))
                && context.printed.figure(&figure.id.value)
            {
                sink.push(
                    self.finding(format!("the figure `{}` rests on your own word alone", figure.id.value))
                        .at(source.span, "by the organisation that issues the briefing")
                        .also(organisation.name.span, "this one")
                        .help("say in `basis` how the cases were confirmed, or add the number of another body to `estimates`"),
                );
            }
        }
    }
}

//! A picture where the body accepts none.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink, Span};
use crate::profile::{Certainty, Demand, Rule};

/// No picture is sent to a body that accepts none.
pub(super) struct PictureNotTaken;

impl Check for PictureNotTaken {
    fn name(&self) -> &'static str {
        "picture-not-taken"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a chart, a picture or a logo, where the profile’s body accepts none. Where its rule forbids only the emblem of the United Nations, a picture or a logo is a warning: a person looks whether it shows one. Where nobody confirmed the rule, what it would forbid is a warning.",
            why: "A submission with pictures is sent back, or printed without them, and then the text speaks of what is not there.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "hrc-ngo-general"
[images.square]
file = "images/square.png"
alt  = "A square at night""##,
            remedy: "Print the chart’s data as a table, and say in a sentence what the picture shows. Where only the emblem is forbidden, take out a picture that shows it, and `[[allow]]` the others with a reason.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let demanded = |wanted: Demand| context.profile.demands().find(|(_, demand)| **demand == wanted);
        if let Some((rule, _)) = demanded(Demand::NoPictures) {
            self.no_pictures(rule, context, sink);
            return;
        }
        if let Some((rule, _)) = demanded(Demand::NoEmblem) {
            self.no_emblem(rule, context, sink);
        }
        let unconfirmed = |rule: &&Rule| rule.certainty == Certainty::Unconfirmed;
        let hint =
            context.profile.rules.iter().filter(unconfirmed).find(|rule| rule.demand == Some(Demand::NoPictures));
        if let Some(rule) = hint {
            // whoever knows better can allow it with a reason
            let mut found = Sink::default();
            self.no_pictures(rule, context, &mut found);
            for finding in found.into_sorted() {
                let help = "this rule was confirmed by nobody: ask the body, or print the data as a table to be safe";
                sink.push(Diagnostic { severity: Severity::Warning, ..finding }.help(help));
            }
        }
    }
}

impl PictureNotTaken {
    /// Whatever is printed as a picture is a fault.
    fn no_pictures(&self, rule: &Rule, context: Context<'_>, sink: &mut Sink) {
        let body = super::receiving::body(context);
        let mut report = |what: String, span, help: String| {
            let message = format!("{what} would be printed, and no pictures are accepted by {body}");
            let finding = self.finding(message).at(span, "a picture").help(help);
            sink.push(super::receiving::because(finding, rule, context));
        };
        for (id, chart) in context.spec.charts.iter().filter(|(id, _)| context.printed.chart(&id.value)) {
            let table = chart.data.as_ref().map_or_else(
                || "print its figures as a table: `[tables.ID]` with `figures = […]`".to_owned(),
                |data| format!("print its data as a table: `[tables.ID]` with `data = \"{}\"`", data.value),
            );
            report(format!("the chart `{}`", id.value), id.span, table);
        }
        for (what, span, picture) in images(context) {
            let help = match picture {
                Picture::Image => "say in a sentence what it shows",
                Picture::Logo => "take `logo` out of `[organisation]`",
            };
            report(what, span, help.to_owned());
        }
    }

    /// An emblem can be in any picture but a chart, and no program sees it there.
    fn no_emblem(&self, rule: &Rule, context: Context<'_>, sink: &mut Sink) {
        let body = super::receiving::body(context);
        for (what, span, _) in images(context) {
            let message = format!("check that {what} shows no emblem of the United Nations");
            let finding = self.finding(message).at(span, format!("no such emblem is accepted by {body}"));
            let finding = finding.help("if it shows one, take it out; if not, allow this with a reason (`[[allow]]`)");
            let finding = super::receiving::because(finding, rule, context);
            sink.push(Diagnostic { severity: Severity::Warning, ..finding });
        }
    }
}

/// What a picture is, where that decides what to do.
enum Picture {
    Image,
    Logo,
}

/// The images that are printed and the logo: what each is called, and where it is named.
fn images(context: Context<'_>) -> Vec<(String, Span, Picture)> {
    let printed = context.spec.images.iter().filter(|(id, _)| context.printed.image(&id.value));
    let images = printed.map(|(id, _)| (format!("the image `{}`", id.value), id.span, Picture::Image));
    let logo = context.spec.organisation.as_ref().and_then(|organisation| organisation.logo.as_ref());
    images.chain(logo.map(|logo| ("the logo".to_owned(), logo.file.span, Picture::Logo))).collect()
}

//! A picture where the body takes none.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// No picture is sent to a body that takes none.
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
            finds: "Finds a chart, a picture or a logo, where the profile’s body takes none.",
            why: "A submission with pictures is sent back, or printed without them, and then the text speaks of what is not there.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "hrc-ngo-general"
[images.square]
file = "images/square.png"
alt  = "A square at night""##,
            remedy: "Print the chart’s data as a table, and say in a sentence what the picture shows.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some((rule, _)) = context.profile.demands().find(|(_, demand)| **demand == Demand::NoPictures) else {
            return;
        };
        let spec = context.spec;
        let mut report = |what: String, span, help: &str| {
            let finding = self.finding(format!("{what}, where the body takes no pictures")).at(span, "");
            sink.push(super::receiving::because(finding, rule).help(help));
        };
        for (id, chart) in spec.charts.iter().filter(|(id, _)| context.printed.chart(&id.value)) {
            let table = chart.data.as_ref().map_or_else(
                || "print its figures as a table: `[tables.ID]` with `figures = […]`".to_owned(),
                |data| format!("print its data as a table: `[tables.ID]` with `data = \"{}\"`", data.value),
            );
            report(format!("the chart `{}`", id.value), id.span, &table);
        }
        for (id, _) in spec.images.iter().filter(|(id, _)| context.printed.image(&id.value)) {
            report(format!("the image `{}`", id.value), id.span, "say in a sentence what it shows");
        }
        let logo = spec.organisation.as_ref().and_then(|organisation| organisation.logo.as_ref());
        if let Some(logo) = logo {
            report("a logo".to_owned(), logo.file.span, "take `logo` out of `[organisation]`");
        }
    }
}

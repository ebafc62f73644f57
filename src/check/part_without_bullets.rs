//! A part in running text where the body wants points.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::doc::Node;
use crate::profile::Demand;

/// What must be a list of points is one.
pub(super) struct PartWithoutBullets;

impl Check for PartWithoutBullets {
    fn name(&self) -> &'static str {
        "part-without-bullets"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a part in running text which the profile’s body asks for in bullet points, such as the summary of evidence to the House of Commons of the United Kingdom.",
            why: "Who reads many submissions reads the points, and leaves a block of text for later.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "uk-commons"

[summary]
text = "Executions rose. We ask for a moratorium.""##,
            remedy: "Begin each point on a line of its own with a hyphen and a space.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn needs_document(&self) -> bool {
        true
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(document) = context.document else { return };
        for (rule, demand) in context.profile.demands() {
            let Demand::Bullets(part) = demand else { continue };
            let mut start = 0;
            for (name, end) in &document.parts {
                let nodes = document.body.get(start..*end).unwrap_or_default();
                start = *end;
                if name != part || nodes.iter().any(has_list) {
                    continue;
                }
                let summary = context.spec.summary.as_ref().filter(|_| part == "summary");
                let own = summary.and_then(|summary| summary.text.span);
                let place = own.unwrap_or_else(|| super::receiving::place(context));
                let message = format!("the part `{part}` is running text");
                let label = format!("bullet points are asked for by {}", super::receiving::body(context));
                let finding = self.finding(message).at(place, label);
                let help = "begin each point on a line of its own with `- `";
                sink.push(super::receiving::because(finding.help(help), rule, context));
            }
        }
    }
}

fn has_list(node: &Node) -> bool {
    match node {
        Node::List(_) => true,
        Node::Group(group) => group.children.iter().any(has_list),
        _ => false,
    }
}

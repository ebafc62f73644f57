//! A part that the body asks for.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::doc::Document;
use crate::profile::Demand;
use crate::spec::{Organisation, Text};

/// What the body asks for is there.
pub(super) struct MissingPart;

impl Check for MissingPart {
    fn name(&self) -> &'static str {
        "missing-part"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds that a part is missing which the profile’s body asks for: a summary, recommendations, who submits, all who submit together, contact details, key words.",
            why: "A form that is not kept is a reason not to read the substance.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "upr-joint"
keywords = []"##,
            remedy: "Write the part that the message names.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn needs_document(&self) -> bool {
        true
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(document) = context.document else { return };
        for (rule, demand) in context.profile.demands() {
            let Demand::Parts(parts) = demand else { continue };
            for part in parts.iter().filter(|part| !is_there(part, context, document)) {
                let (what, help) = described(part);
                let label = format!("asked for by {}", super::receiving::body(context));
                let finding = self.finding(what).at(super::receiving::place(context), label).help(help);
                sink.push(super::receiving::because(finding, rule, context));
            }
        }
    }
}

fn is_there(part: &str, context: Context<'_>, document: &Document) -> bool {
    let organisation = context.spec.organisation.as_ref();
    match part {
        "submitter" => organisation.is_some_and(|organisation| organisation.about.is_some()),
        "contact" => {
            organisation.is_some_and(|us| us.email.is_some() || us.address.is_some() || us.telephone.is_some())
        }
        "joint" => context.spec.submission.as_ref().is_some_and(|submission| are_all(&submission.joint, organisation)),
        part => document.parts.iter().any(|(name, _)| *name == part),
    }
}

/// Whether several are named, and who hands it in is among them.
fn are_all(joint: &[Text], organisation: Option<&Organisation>) -> bool {
    let same = |name: &Text, other: &str| name.value.trim().to_lowercase() == other.trim().to_lowercase();
    let is_us = |name: &Text| {
        organisation.is_some_and(|us| {
            same(name, &us.name.value) || us.short_name.as_ref().is_some_and(|short| same(name, &short.value))
        })
    };
    let others = joint.iter().filter(|name| !name.value.trim().is_empty() && !is_us(name)).count();
    others > 0 && joint.iter().any(is_us)
}

/// What is missing, and how it is added.
fn described(part: &str) -> (String, String) {
    let (what, help) = match part {
        "submitter" => {
            ("nothing says who submits", "write `about` in `[organisation]`: who you are, since when, what you do")
        }
        "contact" => ("there are no contact details", "write `email` or `address` in `[organisation]`"),
        "joint" => (
            "nothing names all who submit it together",
            "write `joint = [\"…\", \"…\"]` in `[submission]`, all who submit it, your own organisation among them, or take the profile for \
             one submitter",
        ),
        "key-words" => ("there are no key words", "write `keywords = [\"…\"]` in `[briefing]`"),
        "summary" => ("there is no summary", "add `[summary]` with its `text`"),
        "recommendations" => ("there are no recommendations", "add `[[recommendations]]`, each with `to` and `text`"),
        "source-list" => ("there is no list of sources", "cite sources, and take out `source-list = false`"),
        part => return (format!("there is no part `{part}`"), "write the records that this part prints".to_owned()),
    };
    (what.to_owned(), help.to_owned())
}

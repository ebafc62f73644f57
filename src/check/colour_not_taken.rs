//! Colour where the body accepts none.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::profile::Demand;

/// What is sent in black is black.
pub(super) struct ColourNotTaken;

impl Check for ColourNotTaken {
    fn name(&self) -> &'static str {
        "colour-not-taken"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a design in colours, or a coloured picture, where the profile’s body accepts black and grey alone.",
            why: "The body copies it in black, and what only colour told apart is lost.",
            example: r##"[briefing]
title    = "Executions in Testland"
date     = 2027-01-04
language = "en-GB"
profile  = "us-approps"

[theme]
base = "parliament""##,
            remedy: "Leave the design to the profile, and convert pictures to grey.",
            references: "The rules of the receiving bodies, as `briefing profiles` lists them with their addresses and dates.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some((rule, _)) = context.profile.demands().find(|(_, demand)| **demand == Demand::NoColour) else {
            return;
        };
        let body = super::receiving::body(context);
        if let Some(base) =
            context.spec.theme.as_ref().and_then(|theme| theme.base.as_ref()).filter(|base| base.value != "plain")
        {
            let message = format!("the design `{}` has colours, and none are accepted by {body}", base.value);
            let finding = self.finding(message).at(base.span, "in colour");
            let finding = finding.help("take `base` out: the profile’s design is black");
            sink.push(super::receiving::because(finding, rule, context));
        }
        for (id, image) in context.spec.images.iter().filter(|(id, _)| context.printed.image(&id.value)) {
            let picture = context.evidence.pictures.get(&image.file.value);
            if picture.is_some_and(|picture| picture.rgb.chunks_exact(3).any(is_coloured)) {
                let message = format!("the image `{}` has colours, and none are accepted by {body}", id.value);
                let finding = self.finding(message).at(image.file.span, "in colour").help("convert the file to grey");
                sink.push(super::receiving::because(finding, rule, context));
            }
        }
    }
}

/// Whether a pixel is more than a shade of grey; compressed pictures of grey things are off by a little.
fn is_coloured(pixel: &[u8]) -> bool {
    let (least, most) = (pixel.iter().min(), pixel.iter().max());
    most.zip(least).is_some_and(|(most, least)| most - least > 24)
}

//! A child whose name is printed.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// Children are not named.
pub(super) struct MinorNamed;

impl Check for MinorNamed {
    fn name(&self) -> &'static str {
        "minor-named"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a case of a person under 18 whose name is printed.",
            why: "A child cannot agree to what a name in print does to a life, and the name stays when the child is grown.",
            example: r##"[cases.a]
name     = "Example Person"
identity = "public"
what     = "enforced disappearance"
age      = 15"##,
            remedy: "Write `identity = \"protected\"` and an `alias`, such as “a child of 15”. Where the child was killed and the family asks for the name, say so in `[[allow]]`.",
            references: "Convention on the Rights of the Child, art. 16; UNICEF, Guidelines for journalists reporting on children.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        const OF_AGE: u32 = 18;
        for (id, case) in context.spec.cases.iter().filter(|(_, case)| case.is_public()) {
            if let Some(age) = case.age.as_ref().filter(|age| age.value < OF_AGE) {
                let message = format!("the case `{}` names a child", id.value);
                sink.push(self.finding(message).at(age.span, "under 18").help(format!(
                    "write `identity = \"protected\"` and an `alias`, such as \"a child of {}\"",
                    age.value
                )));
            }
        }
    }
}

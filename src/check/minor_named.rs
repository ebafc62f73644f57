//! A child whose name is printed.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};

/// From when on a person is no child (Convention on the Rights of the Child, art. 1).
const OF_AGE: u32 = 18;

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
            finds: "Finds a case of a person under 18 whose name is printed. Where `age` is not given and words tell of a child (“a boy of 15”, “aged 15”), that is a warning.",
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
        for (id, case) in context.spec.cases.iter().filter(|(_, case)| case.is_public()) {
            // without an age what is said of a child in words is looked at
            let told = [Some(&case.what), case.alias.as_ref(), case.circumstances.as_ref()];
            let child = told.into_iter().flatten().find(|text| tells_of_a_child(&text.value));
            if let Some(text) = child.filter(|_| case.age.is_none()) {
                let message = format!("the case `{}` may name a child", id.value);
                let finding = self.finding(message).at(text.span, "a child, as this says");
                let finding =
                    finding.help("write `age`; of a person under 18, `identity = \"protected\"` and an `alias`");
                sink.push(Diagnostic { severity: Severity::Warning, ..finding });
            }
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

/// "a boy of 15", "aged 15", "15 years old", "a 15-year-old": in English, where people write it so.
fn tells_of_a_child(text: &str) -> bool {
    const CHILD: [&str; 8] = ["boy", "girl", "child", "minor", "juvenile", "schoolboy", "schoolgirl", "teenager"];
    let text = text.to_lowercase();
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_age = |word: Option<&&str>| word.and_then(|word| word.parse::<u32>().ok()).is_some_and(|age| age < OF_AGE);
    words.iter().enumerate().any(|(at, word)| match *word {
        "aged" => is_age(words.get(at + 1)),
        "year" | "years" => {
            words.get(at + 1) == Some(&"old") && at.checked_sub(1).is_some_and(|at| is_age(words.get(at)))
        }
        child if CHILD.contains(&child) => words.get(at + 1) == Some(&"of") && is_age(words.get(at + 2)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::tells_of_a_child;

    #[test]
    fn words_tell_of_a_child() {
        for text in ["a boy of 15", "C., aged 16", "a 15-year-old", "15 years old"] {
            assert!(tells_of_a_child(text), "{text}");
        }
        for text in ["a man of 51", "aged 41", "held for 15 years", "a child"] {
            assert!(!tells_of_a_child(text), "{text}");
        }
    }
}

//! A protected name that stands somewhere.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::spec::Text;

/// A protected name stands nowhere but in its own field.
pub(super) struct ProtectedName;

impl Check for ProtectedName {
    fn name(&self) -> &'static str {
        "protected-name"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds the name of a case with a protected identity anywhere else in the specification: in prose, the title of a source, the name of a file, a comment. Parts of it of four letters and more count too.",
            why: "One place is enough. The specification is attached to the PDF, and what is quoted or cited is printed.",
            example: r##"[cases.a]
name  = "Example Person"
alias = "Ms E."
what  = "enforced disappearance"

[[sections]]
heading = "Facts"
text    = "Example Person was taken from her home.""##,
            remedy: "Write `{{ cases.a }}`, which prints the alias, and take the name out of titles, file names and comments; or leave `name` away altogether.",
            references: "OHCHR, Training Manual on Human Rights Monitoring, chapter on confidentiality.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, case) in context.spec.cases.iter().filter(|(_, case)| !case.is_public()) {
            let Some(name) = &case.name else { continue };
            for (at, part) in places(&context.evidence.specification, name) {
                let span = Span::new(name.span.file, at..at + part.len());
                sink.push(
                    self.finding(format!("the protected name of the case `{}` stands here", id.value))
                        .at(span, "it would be read")
                        .help(format!("write `{{{{ cases.{} }}}}`, which prints the alias", id.value)),
                );
            }
            for (_, table) in
                context.spec.data.iter().filter_map(|(id, _)| Some((id, context.evidence.data.get(&id.value)?)))
            {
                let text = String::from_utf8_lossy(&table.bytes);
                if !places(&text, name).is_empty() {
                    let message = format!("the protected name of the case `{}` stands in `{}`", id.value, table.file);
                    sink.push(
                        self.finding(message)
                            .at(id.span, "the file is attached")
                            .help("take it out of the file, or write an alias there"),
                    );
                }
            }
        }
    }
}

/// Shorter parts of a name are words of other kinds too often.
const SHORTEST: usize = 4;

/// Where a name or a part of it stands, outside its own field: the byte at which it begins, and the words. Cases of
/// letters make no difference.
fn places(text: &str, name: &Text) -> Vec<(usize, String)> {
    let own = name.span.start as usize..name.span.end as usize;
    let mut wanted = vec![name.value.clone()];
    let long = |part: &&str| part.chars().count() >= SHORTEST;
    wanted.extend(name.value.split_whitespace().filter(long).map(str::to_owned));
    let lower = text.to_lowercase();
    // letters whose lower case is longer move all places: then the text is looked at as it is
    let searched = if lower.len() == text.len() { lower.as_str() } else { text };
    let mut found: Vec<(usize, String)> = Vec::new();
    for words in wanted {
        let low = if lower.len() == text.len() { words.to_lowercase() } else { words.clone() };
        for (at, _) in searched.match_indices(&low) {
            let end = at + low.len();
            let joined = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
            let whole = !joined(searched.get(..at).and_then(|before| before.chars().next_back()))
                && !joined(searched.get(end..).and_then(|after| after.chars().next()));
            let covered = found.iter().any(|(known, said)| (*known..*known + said.len()).contains(&at));
            if whole && !own.contains(&at) && !covered {
                found.push((at, searched.get(at..end).unwrap_or_default().to_owned()));
            }
        }
    }
    found
}

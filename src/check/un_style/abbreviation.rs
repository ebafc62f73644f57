//! Abbreviations with full stops.

use super::{Manual, all, because, rule_in_english};
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::ops::Range;

/// Abbreviations of capital letters have no full stops.
pub(in crate::check) struct Abbreviation;

const MANUAL: Manual = Manual {
    says: "abbreviations of capital letters have no full stops",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/",
};

/// Those that are certain: "J.R." may be a person.
const KNOWN: [&str; 8] = ["U.S.S.R.", "U.S.A.", "U.A.E.", "N.G.O.", "U.N.", "U.K.", "U.S.", "E.U."];

impl Check for Abbreviation {
    fn name(&self) -> &'static str {
        "un-abbreviation"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds “U.N.”, “U.S.” and their like with full stops in English texts, titles and labels, where the profile \
                    asks for the style of the United Nations. Quotations and words in italics are left alone.",
            why: "Documents of the United Nations write such abbreviations without stops; an editor would change each of them.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "The U.N. Committee asked twice.""##,
            remedy: "Write it without full stops, or write the name out.",
            references: "United Nations Editorial Manual Online, Abbreviations and acronyms: \
                         <https://www.un.org/dgacm/en/content/editorial-manual/>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(rule) = rule_in_english(context) else { return };
        for own in all(context) {
            for (range, short) in found(own.text()).into_iter().filter(|(range, _)| own.holds(range)) {
                let bare = short.replace('.', "");
                let place = own.paragraph.locate(&range, &context.evidence.specification);
                let finding = self.finding(format!("`{short}` is written with full stops")).at_maybe(place, "");
                sink.push(because(finding.help(format!("write `{bare}`, or the name in full")), rule, &MANUAL));
            }
        }
    }
}

fn found(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
    for short in KNOWN {
        for (at, _) in text.match_indices(short) {
            let range = at..at + short.len();
            let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '.');
            let before = text.get(..at).and_then(|text| text.chars().next_back());
            let after = text.get(range.end..).and_then(|text| text.chars().next());
            let known = found.iter().any(|(other, _)| other.contains(&at));
            if !known && !joined(before) && !after.is_some_and(char::is_alphanumeric) {
                found.push((range, short));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_prose;

    #[test]
    fn stops_are_found_and_initials_are_not() {
        let lines = in_prose(&Abbreviation, "The U.N. and the U.S.A. agreed. It came to the U.N.");
        let line = |short: &str| format!("{short}: `{short}` is written with full stops");
        assert_eq!(lines, [line("U.N."), line("U.S.A."), line("U.N.")]);
        assert_eq!(in_prose(&Abbreviation, "The UN, J.U.N. Sample, “the U.N.”, *U.N. News*."), [""; 0]);
    }
}

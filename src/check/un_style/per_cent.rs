//! `%` in running text.

use super::{Manual, Own, because, rule_in_english, running};
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::ops::Range;

/// "Per cent" is written out.
pub(in crate::check) struct PerCent;

/// French and Spanish documents of the United Nations print the sign, so that they are left alone.
const MANUAL: Manual = Manual {
    says: "“per cent” is written out; the sign % may be used in tables",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/numbers-dates-time",
};

impl Check for PerCent {
    fn name(&self) -> &'static str {
        "un-per-cent"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds the sign `%`, and “percent” as one word, in English running text, where the profile asks for the \
                    style of the United Nations. Tables, charts and quotations are left alone.",
            why: "Documents of the United Nations write “per cent” out; an editor would change each of them.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "Executions fell by 42%.""##,
            remedy: "Write “per cent”; `briefing check --fix` does it.",
            references: "United Nations Editorial Manual Online, Numbers, dates and time: \
                         <https://www.un.org/dgacm/en/content/editorial-manual/numbers-dates-time>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(rule) = rule_in_english(context) else { return };
        let source = &context.evidence.specification;
        for own in running(context) {
            for (range, replacement) in found(&own) {
                let written = own.text().get(range.clone()).unwrap_or("");
                let finding = self
                    .finding(format!("`{written}` in running text"))
                    .at_maybe(own.paragraph.locate(&range, source), "");
                let help = match number_before(own.text(), range.start) {
                    Some(number) => format!("write “{number} per cent”"),
                    None => "write “per cent”".to_owned(),
                };
                let finding = because(finding.help(help), rule, &MANUAL);
                sink.push(match own.paragraph.exactly(&range, source) {
                    Some(place) => finding.fix("write “per cent”", place, replacement),
                    None => finding,
                });
            }
        }
    }
}

/// The number that stands right before the byte `at`.
fn number_before(text: &str, at: usize) -> Option<&str> {
    let before = text.get(..at)?.trim_end();
    let start = before
        .rfind(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .map_or(0, |last| last + before.get(last..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    before.get(start..).filter(|number| number.starts_with(|c: char| c.is_ascii_digit()))
}

/// Where a sign or word stands, and what takes its place.
fn found(own: &Own<'_>) -> Vec<(Range<usize>, &'static str)> {
    let text = own.text();
    let mut found = Vec::new();
    for (at, sign) in text.match_indices('%') {
        let range = at..at + sign.len();
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let spaced = before.is_none_or(char::is_whitespace);
        found.push((range, if spaced { "per cent" } else { " per cent" }));
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    for (at, word) in text.match_indices("percent") {
        let range = at..at + word.len();
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(range.end..).and_then(|text| text.chars().next());
        if !letter(before) && !letter(after) {
            found.push((range, "per cent"));
        }
    }
    found.retain(|(range, _)| own.holds(range));
    found.sort_by_key(|(range, _)| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_prose;

    #[test]
    fn the_sign_and_the_word_are_found_outside_quotations() {
        let lines = in_prose(&PerCent, "It fell by 42%, or 43 percent, he said: “by 44%”. A percentage of *5%*.");
        assert_eq!(lines, ["%: `%` in running text", "percent: `percent` in running text"]);
        assert_eq!(in_prose(&PerCent, "It fell by 42 per cent.\n\n> by 44%"), [""; 0]);
    }
}

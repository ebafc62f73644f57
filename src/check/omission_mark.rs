//! Dots that may be anybody's.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::ops::Range;

/// An omission is marked by `[…]`.
pub(super) struct OmissionMark;

impl Check for OmissionMark {
    fn name(&self) -> &'static str {
        "omission-mark"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an omission in a quotation that is marked in another way: `[...]`, `(…)`, `(...)`, or bare \
                     dots between spaces, at the beginning or at the end.",
            why: "Bare dots may be the speaker's own. Only dots in square brackets tell the reader that words were \
                     left out by whoever quotes.",
            example: r##"[quotations.minister]
text    = "No one is held [...] for what they write."
speaker = "the Minister of the Interior"
date    = 2020-12-20
source  = "statement"
locator = "para. 3""##,
            remedy: "Write `[…]`. Where the source itself has the dots, `[[allow]]` the finding.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, quotation) in context.spec.quotations.iter() {
            let translation = quotation.translation.as_ref().map(|translation| &translation.text);
            for text in [Some(&quotation.text), translation].into_iter().flatten() {
                for (range, certain) in marks(&text.value) {
                    let place = text.locate(range.clone());
                    let written = text.value.get(range).unwrap_or("");
                    let finding = self.finding(format!(
                        "`{written}` in the quotation `{}` is not the mark for an omission",
                        id.value
                    ));
                    let finding = finding
                        .at(place, "not `[…]`")
                        .help("where you left words out write `[…]`, with `…` as one character");
                    sink.push(match certain {
                        true => finding.fix("write `[…]`", place, "[…]"),
                        false => finding
                            .help("where the source itself has the dots, allow this with that reason (`[[allow]]`)"),
                    });
                }
            }
        }
    }
}

/// Dots that mark an omission in another way than `[…]`, and whether that is certain.
fn marks(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((start, length)) = next_dots(text, at) {
        let end = start + length;
        at = end;
        let before = text.get(..start).unwrap_or("");
        let after = text.get(end..).unwrap_or("");
        let (left, right) = (before.trim_end_matches(' '), after.trim_start_matches(' '));
        let around = left.len() - left.chars().next_back().map_or(0, char::len_utf8)
            ..text.len() - right.len() + right.chars().next().map_or(0, char::len_utf8);
        let written = text.get(around.clone()).unwrap_or("");
        match (left.chars().next_back(), right.chars().next()) {
            (Some('['), Some(']')) if written == "[…]" => {}
            (Some('['), Some(']')) => found.push((around, true)),
            (Some('('), Some(')')) => found.push((around, false)),
            _ => {
                let spaced = |text: &str, side: &str| text.is_empty() || side.len() < text.len();
                // "wait…" is a pause; dots with space on both sides, or at an end, stand for something.
                if spaced(before, left) && spaced(after, right) {
                    found.push((start..end, false));
                }
            }
        }
    }
    found
}

/// The next `…` or three dots or more from the byte `from`, spaces between them allowed: where, and how long.
fn next_dots(text: &str, from: usize) -> Option<(usize, usize)> {
    let rest = text.get(from..)?;
    let start = rest.char_indices().find(|(at, c)| {
        *c == '…'
            || (*c == '.' && rest.get(*at..).is_some_and(|rest| ["...", ". . ."].iter().any(|d| rest.starts_with(d))))
    })?;
    let tail = rest.get(start.0..)?;
    let run = tail.find(|c: char| !matches!(c, '.' | '…' | ' ')).unwrap_or(tail.len());
    let length = tail.get(..run)?.trim_end_matches(' ').len();
    Some((from + start.0, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_told_apart() {
        let found = |text: &str| -> Vec<(String, bool)> {
            marks(text).into_iter().map(|(range, certain)| (text[range].to_owned(), certain)).collect()
        };
        assert_eq!(found("a [...] b"), [("[...]".to_owned(), true)]);
        assert_eq!(found("a [ … ] b"), [("[ … ]".to_owned(), true)]);
        assert_eq!(found("a [. . .] b"), [("[. . .]".to_owned(), true)]);
        assert_eq!(found("a (…) b"), [("(…)".to_owned(), false)]);
        assert_eq!(
            found("... a … b ..."),
            [("...".to_owned(), false), ("…".to_owned(), false), ("...".to_owned(), false)]
        );
        assert_eq!(found("a […] b. He said: wait… and left. […]"), []);
    }
}

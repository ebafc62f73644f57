//! Figures that lead round to themselves.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::spec::{Figure, Spanned};
use std::collections::BTreeSet;

/// No figure is a part of itself, and none has taken its own place.
pub(super) struct CircularFigures;

impl Check for CircularFigures {
    fn name(&self) -> &'static str {
        "circular-figures"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds figures whose `subset_of`, whose `parts` or whose `superseded_by` lead back to themselves: the women \
                     are a part of the prisoners, and the prisoners a part of the women. The whole circle is named.",
            why: "One of the records is turned round. Of two figures that have taken each other\u{2019}s place none is the \
                     later one, and no check can say which may be printed.",
            example: r##"[figures.january]
what          = "people executed in 2024"
value         = 901
bound         = "at-least"
period        = 2024
source        = "high_commissioner"
superseded_by = "june"

[figures.june]
what          = "people executed in 2024"
value         = 975
bound         = "at-least"
period        = 2024
source        = "secretary_general"
superseded_by = "january""##,
            remedy: "Take the key out of the record that is the whole, or the latest.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let kinds: [(&str, Leads); 3] = [
            ("is a part of itself", |figure| figure.subset_of.iter().collect()),
            ("is one of its own parts", |figure| figure.parts.iter().collect()),
            ("has taken its own place", |figure| figure.superseded_by.iter().collect()),
        ];
        for (message, leads) in kinds {
            let mut known = BTreeSet::new();
            for figure in context.figures {
                let Some(circle) = circle(&figure.id.value, leads, &mut known, context) else { continue };
                let ids: Vec<String> = circle.iter().map(|(id, _)| format!("`{id}`")).collect();
                let way = format!("{} → {}", ids.join(" → "), ids.first().map_or("", String::as_str));
                let mut steps = circle.iter().map(|(_, span)| *span);
                let first = steps.next().unwrap_or(figure.id.span);
                let finding = self.finding(format!("`{}` {message}: {way}", figure.id.value)).at(first, "leads round");
                let finding = steps.fold(finding, |finding, span| finding.also(span, "goes on here"));
                sink.push(finding.help("take the key out of the record that is the whole, or the latest"));
            }
        }
    }
}

/// The figures that a figure names.
type Leads = for<'a> fn(&'a Figure) -> Vec<&'a Spanned<String>>;

/// A way through the figures: each with the place where it names the next.
type Way<'a> = Vec<(&'a str, Span)>;

/// The circle that begins and ends with `start`, unless it has been gone round before. Each figure is visited once.
fn circle<'a>(start: &'a str, leads: Leads, known: &mut BTreeSet<&'a str>, context: Context<'a>) -> Option<Way<'a>> {
    if known.contains(start) {
        return None;
    }
    let mut seen = BTreeSet::from([start]);
    let mut open: Vec<(&'a str, Way<'a>)> = vec![(start, Vec::new())];
    while let Some((id, way)) = open.pop() {
        let Some(figure) = context.figure(id) else { continue };
        for next in leads(figure.figure) {
            let way: Way<'a> = way.iter().copied().chain([(id, next.span)]).collect();
            if next.value == start {
                known.extend(way.iter().map(|(id, _)| *id));
                return Some(way);
            }
            if seen.insert(next.value.as_str()) {
                open.push((next.value.as_str(), way));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn specification(lines: &[(&str, &str)]) -> String {
        let figure = |(id, keys): &(&str, &str)| {
            format!("[figures.{id}]\nwhat = \"{id}\"\nvalue = 1\nbound = \"exact\"\nsource = \"a\"\n{keys}\n")
        };
        lines.iter().map(figure).collect()
    }

    #[test]
    fn the_whole_circle_is_named_once() {
        let circle = specification(&[
            ("x", "subset_of = \"y\""),
            ("y", "subset_of = \"z\""),
            ("z", "subset_of = \"y\""),
            ("p", "superseded_by = \"q\""),
            ("q", "superseded_by = \"p\""),
            ("s", "parts = [\"x\", \"s\"]"),
        ]);
        assert_eq!(
            found(&CircularFigures, &circle),
            [
                "\"z\": `y` is a part of itself: `y` → `z` → `y`",
                "\"q\": `p` has taken its own place: `p` → `q` → `p`",
                "\"s\": `s` is one of its own parts: `s` → `s`",
            ]
        );
    }

    #[test]
    fn chains_and_trees_are_none() {
        let tree = specification(&[
            ("x", "subset_of = \"y\""),
            ("y", "subset_of = \"z\""),
            ("w", "subset_of = \"y\""),
            ("z", "parts = [\"x\", \"w\"]\nsuperseded_by = \"x\""),
        ]);
        assert_eq!(found(&CircularFigures, &tree), [""; 0]);
    }
}

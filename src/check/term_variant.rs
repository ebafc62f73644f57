//! Names and titles in another form than the one agreed on.

use super::{Check, Context, Documentation, running};
use crate::diag::{Diagnostic, Severity, Sink, Span};
use crate::spec::{Section, Spec, Term, Text};
use std::ops::Range;

/// A name stands in one form throughout an edition.
pub(super) struct TermVariant;

impl Check for TermVariant {
    fn name(&self) -> &'static str {
        "term-variant"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a form that `[terms]` says to avoid in the text of the edition: in prose, headings, titles, labels \
                    and notes. Quotations and the titles of sources are left alone, and so is a form that stands inside the \
                    one that is printed.",
            why: "One body under two names reads as two, and a name that a party to a conflict has chosen takes its side \
                  without saying so.",
            example: r#"[terms.irgc]
name  = "Islamic Revolutionary Guard Corps"
avoid = ["Pasdaran"]

[[sections]]
heading = "Arrests"
text    = "The Pasdaran arrested them.""#,
            remedy: "Write `{{ terms.ID }}` in its place, which prints the form of the edition. Where the other form is \
                     meant, as in a quotation, make it one.",
            references: "United Nations Editorial Manual Online, Names and titles.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let source = &context.evidence.specification;
        let mut report = |id: &str, term: &Term, variant: &str, place: Option<Span>| {
            let message = format!("`{variant}` is listed in `terms.{id}` as a form to avoid");
            sink.push(
                Diagnostic::warning(self.name(), message)
                    .at_maybe(place, "a form to avoid")
                    .help(format!("write `{{{{ terms.{id} }}}}`, which prints \u{201c}{}\u{201d}", term.name)),
            );
        };
        let paragraphs: Vec<_> = running::prose(context.spec).into_iter().flat_map(running::paragraphs).collect();
        let texts = texts(context.spec);
        for (id, term) in context.spec.terms.iter() {
            for variant in &term.avoid {
                let variant = variant.as_str();
                for paragraph in &paragraphs {
                    for range in uses(&paragraph.text, variant, term) {
                        report(&id.value, term, variant, paragraph.locate(&range, source));
                    }
                }
                for text in &texts {
                    for range in uses(text.as_str(), variant, term) {
                        report(&id.value, term, variant, Some(text.locate(range)));
                    }
                }
            }
        }
    }
}

/// The author's words that are no prose.
fn texts(spec: &Spec) -> Vec<&Text> {
    fn headings<'a>(sections: &'a [Section], found: &mut Vec<&'a Text>) {
        for section in sections {
            found.push(&section.heading);
            headings(&section.sections, found);
        }
    }
    let briefing = &spec.briefing;
    let mut found = vec![&briefing.title];
    found.extend(briefing.subtitle.iter().chain(&briefing.audience).chain(&briefing.description));
    headings(&spec.sections, &mut found);
    found.extend(spec.recommendations.iter().map(|recommendation| &recommendation.to));
    found.extend(spec.key_figures.iter().filter_map(|key| key.label.as_ref()));
    for (_, figure) in spec.figures.iter() {
        found.push(&figure.what);
        found.extend(figure.basis.iter().chain(&figure.place));
        found.extend(figure.estimates.iter().filter_map(|estimate| estimate.basis.as_ref()));
    }
    for (_, chart) in spec.charts.iter() {
        found.push(&chart.title);
        found.extend(chart.subtitle.iter().chain(&chart.note).chain(&chart.alt));
    }
    for (_, table) in spec.tables.iter() {
        found.push(&table.title);
        found.extend(table.subtitle.iter().chain(&table.note));
    }
    found
}

/// Where `variant` stands in a text as words of its own, but not inside a form that is printed.
fn uses(text: &str, variant: &str, term: &Term) -> Vec<Range<usize>> {
    let forms = std::iter::once(&term.name).chain(&term.short);
    let forms = forms.chain(term.forms.iter().filter_map(|(_, form)| form.as_ref()));
    let good: Vec<Range<usize>> = forms.flat_map(|form| places(text, form.as_str())).collect();
    let inside = |place: &Range<usize>| good.iter().any(|good| good.start <= place.start && place.end <= good.end);
    places(text, variant).into_iter().filter(|place| !inside(place) && is_whole(text, place)).collect()
}

fn places(text: &str, wanted: &str) -> Vec<Range<usize>> {
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return Vec::new();
    }
    text.match_indices(wanted).map(|(at, found)| at..at + found.len()).collect()
}

/// Whether no letter joins on at either end. Chinese writes no spaces, so that there every place counts.
fn is_whole(text: &str, place: &Range<usize>) -> bool {
    let han = |letter: char| matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}');
    let joins = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() && !han(letter));
    let before = text.get(..place.start).and_then(|text| text.chars().next_back());
    let after = text.get(place.end..).and_then(|text| text.chars().next());
    !joins(before) && !joins(after)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    const TERM: &str = "[terms.irgc]\nname = \"Islamic Revolutionary Guard Corps\"\nshort = \"IRGC\"\n\
                        avoid = [\"Pasdaran\", \"Revolutionary Guard\"]\n";

    fn in_text(text: &str, heading: &str) -> Vec<String> {
        found(&TermVariant, &format!("{TERM}[[sections]]\nheading = \"{heading}\"\ntext = \"{text}\"\n"))
    }

    #[test]
    fn a_form_to_avoid() {
        assert_eq!(
            in_text("The Pasdaran [@a] arrested them.", "Of the Revolutionary Guard"),
            [
                "Revolutionary Guard: `Revolutionary Guard` is listed in `terms.irgc` as a form to avoid",
                "Pasdaran: `Pasdaran` is listed in `terms.irgc` as a form to avoid"
            ]
        );
    }

    #[test]
    fn a_form_that_is_printed_and_other_words() {
        let good =
            "The Islamic Revolutionary Guard Corps, {{ terms.irgc }} or {{ terms.irgc.short }}; Revolutionary Guards.";
        assert_eq!(in_text(good, "Pasdarans"), [""; 0]);
    }
}

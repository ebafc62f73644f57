//! `{{ change(figures.a, figures.b) }}`: how a number has changed.

use super::{Line, begins_sentence, bound_together, capitalised, house, located};
use crate::compose::eval::Changed;
use crate::compose::notes::NotePart;
use crate::diag::{Diagnostic, Span};
use crate::doc::{Emphasis, Inline};
use crate::evidence::change::{NoChange, SMALLEST_BASE, Unlike, change, unlike};
use crate::evidence::figure;

impl Line<'_, '_> {
    /// How a number has changed, with the notes of both figures.
    pub(super) fn changed(&mut self, changed: &Changed, span: Span, emphasis: Emphasis) {
        let inputs = self.composer.inputs;
        let figures = &inputs.spec.figures;
        let (Some(from), Some(to)) = (figures.get(&changed.from), figures.get(&changed.to)) else { return };
        // a query that gave nothing was reported
        if [from, to].iter().any(|figure| figure.query.is_some() && figure.value.is_none()) {
            return;
        }
        let mut report = |finding: Diagnostic| self.composer.report(finding);
        if let Some(why) = unlike(from, to) {
            report(not_comparable(why, changed, span));
            return;
        }
        let printed = match change(from, to, changed.manner, inputs.locale) {
            Ok(printed) => printed,
            Err(NoChange::NoNumber(first)) => {
                let id = if first { &changed.from } else { &changed.to };
                report(
                    Diagnostic::error(
                        "change-without-number",
                        format!("`{id}` has no single number that could change"),
                    )
                    .at(span, "an interval, or sources that differ")
                    .help("say in the text what each source gives"),
                );
                return;
            }
        };
        if printed.tiny {
            let message = format!("no percentage is printed: the base is below {SMALLEST_BASE}");
            report(
                Diagnostic::warning("tiny-base", message)
                    .at(span, "a few cases more or less would change it greatly")
                    .help(format!(
                        "write `change(figures.{}, figures.{}, false)` for the two numbers alone",
                        changed.from, changed.to
                    )),
            );
        }
        let printed = house::per_cent(&printed.text, inputs);
        let text = if begins_sentence(&self.text) { capitalised(&printed) } else { printed };
        for id in [&changed.from, &changed.to] {
            self.composer.uses.record("figures", id, vec![text.clone()]);
        }
        self.text.push(Inline::emphasised(bound_together(&text), emphasis, Some(span)));
        for (id, record) in [(&changed.from, from), (&changed.to, to)] {
            let note = self.composer.figure_note(id);
            let lead = Some(figure::print(record, inputs.locale).text);
            self.pending.push(NotePart { key: format!("figure {id}"), lead, text: located(note, span), between: None });
        }
    }
}

fn not_comparable(why: Unlike, changed: &Changed, span: Span) -> Diagnostic {
    let both = format!("`{}` and `{}`", changed.from, changed.to);
    let (code, message, help) = match why {
        Unlike::Counts => (
            "change-across-counts",
            format!("{both} are counts of two bodies"),
            "take both numbers from one body’s count",
        ),
        Unlike::Places => {
            ("change-across-counts", format!("{both} are of two places"), "compare the numbers of one place")
        }
        Unlike::Units => ("change-across-counts", format!("{both} have two units"), "give both in one unit"),
        Unlike::Order => {
            let message = format!("`{}` is later than `{}`", changed.from, changed.to);
            ("change-across-periods", message, "name the earlier figure first")
        }
        Unlike::Years => (
            "change-across-periods",
            format!("{both} are of a calendar year and a year of other months"),
            "compare years of one kind, or print both numbers and no change",
        ),
        Unlike::Lengths => (
            "change-across-periods",
            format!("{both} are of times of different length"),
            "compare times of one length, or print both numbers and no change",
        ),
    };
    let label = if why == Unlike::Order { "the later one is named first" } else { "no change can be read from them" };
    let finding = Diagnostic::error(code, message).at(span, label).help(help);
    match why {
        Unlike::Counts => finding.help("if both truly come from one count, name in both, as `origin`, who counted"),
        _ => finding,
    }
}

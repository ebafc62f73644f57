//! `{{ change(figures.a, figures.b) }}`: how a number has changed.

use super::{Line, begins_sentence, bound_together, capitalised, located};
use crate::compose::eval::Changed;
use crate::compose::notes::NotePart;
use crate::diag::{Diagnostic, Span};
use crate::doc::{Emphasis, Inline};
use crate::evidence::change::{NoChange, SMALLEST_BASE, change, same_count};
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
        if !same_count(from, to) {
            let message = format!("`{}` and `{}` are counts of two sources", changed.from, changed.to);
            report(
                Diagnostic::error("change-across-counts", message)
                    .at(span, "no change can be read from them")
                    .help("take both numbers from one series")
                    .help("where it is one count in two sources, write its `origin` into both figures"),
            );
        }
        let printed = match change(from, to, changed.decimals, inputs.locale) {
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
                    .at(span, "a few cases more or less would make it anything")
                    .help("write `false` as the third argument for the two numbers alone"),
            );
        }
        let text = if begins_sentence(&self.text) { capitalised(&printed.text) } else { printed.text };
        self.text.push(Inline::emphasised(bound_together(&text), emphasis, Some(span)));
        for (id, record) in [(&changed.from, from), (&changed.to, to)] {
            let note = self.composer.figure_note(id);
            let lead = Some(figure::print(record, inputs.locale).text);
            self.pending.push(NotePart { key: format!("figure {id}"), lead, text: located(note, span) });
        }
    }
}

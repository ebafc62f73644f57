//! Figures and quotations as the ledger has them.

use super::model::{Computed, Estimate, Figure, Period, Quotation, Translation, Verified};
use super::{Builder, text_of};
use crate::evidence::figure;
use crate::evidence::quotations::Outcome;
use crate::spec::{self, Bound, Spanned};
use rust_decimal::Decimal;

/// How a figure was calculated, and from which figures.
pub(super) fn computed(figure: &spec::Figure) -> Option<(&'static str, &[Spanned<String>])> {
    let from = figure.computed_from.as_ref()?;
    let lists =
        [("sum", &from.sum), ("difference", &from.difference), ("share", &from.share), ("change", &from.change)];
    lists.into_iter().find(|(_, ids)| !ids.is_empty()).map(|(operation, ids)| (operation, ids.as_slice()))
}

fn number(value: Option<&Spanned<Decimal>>) -> Option<String> {
    value.map(|value| value.value.to_string())
}

fn bound(bound: Option<&Spanned<Bound>>) -> Option<String> {
    bound.map(|bound| bound.value.name().to_owned())
}

fn ends(between: Option<&Spanned<[Decimal; 2]>>) -> Option<[String; 2]> {
    between.map(|between| between.value.map(|end| end.to_string()))
}

impl Builder<'_> {
    pub(super) fn figures(&self) -> Vec<Figure> {
        let all = self.inputs.spec.figures.iter().filter(|(id, _)| self.shown.figures.contains(id.value.as_str()));
        all.map(|(id, record)| self.figure(&id.value, record)).collect()
    }

    fn figure(&self, id: &str, record: &spec::Figure) -> Figure {
        let locale = self.inputs.locale;
        let period = record
            .period
            .as_ref()
            .map(|period| Period { from: period.value.from.to_string(), to: period.value.to.to_string() });
        let computed_from = computed(record).map(|(operation, ids)| Computed {
            operation: operation.to_owned(),
            figures: ids.iter().map(|id| id.value.clone()).collect(),
        });
        Figure {
            id: id.to_owned(),
            what: record.what.value.clone(),
            printed: figure::print(record, locale).text,
            value: number(record.value.as_ref()),
            bound: bound(record.bound.as_ref()),
            between: ends(record.between.as_ref()),
            estimates: record.estimates.iter().map(|estimate| self.estimate(estimate, record)).collect(),
            unit: text_of(record.unit.as_ref()),
            period,
            place: text_of(record.place.as_ref()),
            source: record.source.as_ref().map(|source| source.value.clone()),
            locator: text_of(record.locator.as_ref()),
            basis: text_of(record.basis.as_ref()),
            excluded: number(record.excluded.as_ref()),
            origin: text_of(record.origin.as_ref()),
            query: text_of(record.query.as_ref()),
            counted: self.counted(&format!("figures.{id}")),
            computed_from,
            checks: self.said.of(&format!("figures.{id}")),
            uses: self.uses("figures", id),
        }
    }

    fn estimate(&self, estimate: &spec::Estimate, of: &spec::Figure) -> Estimate {
        Estimate {
            printed: figure::print_estimate(estimate, of, self.inputs.locale).text,
            value: number(estimate.value.as_ref()),
            bound: bound(estimate.bound.as_ref()),
            between: ends(estimate.between.as_ref()),
            words: text_of(estimate.words.as_ref()),
            source: estimate.source.value.clone(),
            locator: text_of(estimate.locator.as_ref()),
        }
    }

    pub(super) fn quotations(&self) -> Vec<Quotation> {
        let all = self.inputs.spec.quotations.iter();
        let shown = all.filter(|(id, _)| self.shown.quotations.contains(id.value.as_str()));
        shown.map(|(id, record)| self.quotation(&id.value, record)).collect()
    }

    fn quotation(&self, id: &str, record: &spec::Quotation) -> Quotation {
        Quotation {
            id: id.to_owned(),
            text: record.text.value.clone(),
            language: record.language.as_ref().map(|language| language.value.clone()),
            speaker: record.speaker.value.clone(),
            date: record.date.as_ref().map(|date| date.value.to_string()),
            source: record.source.value.clone(),
            locator: text_of(record.locator.as_ref()),
            translation: record.translation.as_ref().map(|translation| Translation {
                text: translation.text.value.clone(),
                translator: translation.translator.value.clone(),
            }),
            verified: self.verified(id, record),
            checks: self.said.of(&format!("quotations.{id}")),
            uses: self.uses("quotations", id),
        }
    }

    fn verified(&self, id: &str, record: &spec::Quotation) -> Verified {
        let reason = text_of(record.reason.as_ref());
        let Some(checked) = self.inputs.evidence.quotations.get(id) else {
            return Verified { reason, ..Verified::default() };
        };
        let (found, outcome) = match &checked.outcome {
            Outcome::Found(found) => (Some(found), None),
            Outcome::Missed { .. } => (None, Some("not-found")),
            Outcome::Unreadable(..) => (None, Some("unreadable")),
        };
        Verified {
            outcome: outcome.map(str::to_owned),
            text_file: checked.beside.then(|| checked.file.clone()),
            level: found.map(|found| found.level.name().to_owned()),
            sha256: Some(checked.sha256.clone()),
            pages: found.and_then(|found| found.pages).map(|(from, to)| [from, to]),
            reason,
        }
    }
}

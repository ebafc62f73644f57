//! The records of a specification against those of a ledger.

use crate::diag::{Files, Sink};
use crate::evidence::figure::{print, print_estimate};
use crate::ledger::model::{Figure, Ledger, Quotation};
use crate::locale::Locale;
use crate::spec::{self, Bound, Calendar, Set, Spanned, Spec, Wanted};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// The edition of the specification `text` that a ledger was made from; none where it cannot be read.
pub(super) fn read(text: &str, ledger: &Ledger) -> Option<Spec> {
    let mut files = Files::default();
    let file = files.add("briefing.toml", text);
    let values: Vec<(String, String)> = ledger.specification.parameters.clone().into_iter().collect();
    let mut set = Set { values: &values, ..Set::default() };
    if !values.is_empty() {
        set.file = files.add("<parameters>", &set.text());
    }
    let wanted = Wanted { language: Some(&ledger.document.edition), known: &Locale::languages(), set };
    let mut sink = Sink::default();
    spec::read_edition(file, text, wanted, &mut sink).filter(|_| !sink.has_errors())
}

/// What the ledger has otherwise than the specification. A figure whose number is counted or calculated there has none where
/// that was not done, and is not compared.
#[must_use]
pub fn differences(ledger: &Ledger, spec: &Spec) -> Vec<String> {
    let mut against = Vec::new();
    let calendar = spec.briefing.calendar.as_ref().map_or(Calendar::Gregorian, |calendar| calendar.value);
    let locale = Locale::find_in(&ledger.document.language, calendar);
    for figure in &ledger.figures {
        match spec.figures.get(&figure.id) {
            Some(record) => {
                compare_figure(figure, record, &mut against);
                compare_printed(figure, record, locale, &mut against);
            }
            None => against.push(format!("it has no figure `{}`", figure.id)),
        }
    }
    for quotation in &ledger.quotations {
        match spec.quotations.get(&quotation.id) {
            Some(record) => compare_quotation(quotation, record, &mut against),
            None => against.push(format!("it has no quotation `{}`", quotation.id)),
        }
    }
    let known: BTreeSet<&str> = ledger.sources.iter().map(|source| source.id.as_str()).collect();
    for source in &ledger.sources {
        let Some(record) = spec.sources.get(&source.id) else {
            against.push(format!("it has no source `{}`", source.id));
            continue;
        };
        let sha256 = record.archive.as_ref().and_then(|archive| archive.sha256.as_ref());
        let own = source.archive.as_ref().and_then(|archive| archive.sha256.as_ref());
        if sha256.map(|sha256| sha256.value.to_lowercase()).as_ref() != own {
            against.push(format!("the archived copy of `{}` has another hash", source.id));
        }
        if record.title.value != source.title {
            against.push(format!("the source `{}` has another title: “{}”", source.id, record.title));
        }
    }
    let named = ledger.figures.iter().filter_map(|figure| figure.source.as_ref());
    let named = named.chain(ledger.quotations.iter().map(|quotation| &quotation.source));
    against.extend(
        named.filter(|id| !known.contains(id.as_str())).map(|id| format!("the ledger lacks the source `{id}`")),
    );
    against
}

fn compare_figure(figure: &Figure, record: &spec::Figure, against: &mut Vec<String>) {
    let id = &figure.id;
    // what is counted or calculated takes over what it does not say itself
    let filled = record.query.is_some() || record.computed_from.is_some();
    let mut differ = |what: &str, own: Option<&str>, wanted: Option<&str>| {
        if own != wanted && !(filled && wanted.is_none()) {
            let said = |text: Option<&str>| text.map_or_else(|| "none".to_owned(), |text| format!("`{text}`"));
            against.push(format!("`{id}`: {what} is {}, and {} in the ledger", said(wanted), said(own)));
        }
    };
    let value = record.value.as_ref().map(|value| value.value.to_string());
    differ("the number", figure.value.as_deref(), value.as_deref());
    // one that is not given because it is small is bounded by the threshold, whatever bound the count would have
    let below = figure.counted.as_ref().and_then(|counted| counted.below).map(|below| below.to_string());
    let hidden = record.query.is_some() && below.is_some() && figure.bound.as_deref() == Some(Bound::FewerThan.name());
    if !(hidden && figure.value == below) {
        differ("the bound", figure.bound.as_deref(), record.bound.as_ref().map(|bound| bound.value.name()));
    }
    let ends = |between: Option<[String; 2]>| between.map(|ends| ends.join(" to "));
    let between = record.between.as_ref().map(|between| between.value.map(|end| end.to_string()));
    differ("the interval", ends(figure.between.clone()).as_deref(), ends(between).as_deref());
    differ("the source", figure.source.as_deref(), record.source.as_ref().map(|source| source.value.as_str()));
    differ("the locator", figure.locator.as_deref(), record.locator.as_ref().map(|text| text.value.as_str()));
    differ("what it counts", Some(&figure.what), Some(&record.what.value));
    let period = record.period.as_ref().map(|period| format!("{} to {}", period.value.from, period.value.to));
    let own = figure.period.as_ref().map(|period| format!("{} to {}", period.from, period.to));
    differ("the period", own.as_deref(), period.as_deref());
    let estimate = |estimate: &spec::Estimate| estimate.value.as_ref().map(|value| value.value.to_string());
    let wanted: Vec<Option<String>> = record.estimates.iter().map(estimate).collect();
    let own: Vec<Option<String>> = figure.estimates.iter().map(|estimate| estimate.value.clone()).collect();
    if own != wanted {
        against.push(format!("`{id}`: the numbers of its sources are others in the ledger"));
    }
}

/// What the ledger has in words is what the number of the specification gives; of one that is counted or calculated, what the
/// number of the ledger gives.
fn compare_printed(figure: &Figure, record: &spec::Figure, locale: Option<&Locale>, against: &mut Vec<String>) {
    let Some(locale) = locale else { return };
    let mut record = record.clone();
    let span = record.what.span;
    if record.value.is_none()
        && let Some(value) = figure.value.as_ref().and_then(|value| value.parse::<Decimal>().ok())
    {
        record.value = Some(Spanned::new(value, span));
        let bound = Bound::ALL.iter().find(|bound| Some(bound.name()) == figure.bound.as_deref());
        record.bound = bound.map(|bound| Spanned::new(*bound, span)).or(record.bound);
    }
    let mut differ = |own: &str, wanted: String| {
        if own != wanted {
            against.push(format!("`{}` is printed as “{wanted}”, and is “{own}” in the ledger", figure.id));
        }
    };
    differ(&figure.printed, print(&record, locale).text);
    for (own, estimate) in figure.estimates.iter().zip(&record.estimates) {
        differ(&own.printed, print_estimate(estimate, &record, locale).text);
    }
}

fn compare_quotation(quotation: &Quotation, record: &spec::Quotation, against: &mut Vec<String>) {
    let id = &quotation.id;
    let translation = record.translation.as_ref().map(|translation| translation.text.value.as_str());
    let own = quotation.translation.as_ref().map(|translation| translation.text.as_str());
    let pairs = [
        ("the words", Some(quotation.text.as_str()), Some(record.text.value.as_str())),
        ("the speaker", Some(quotation.speaker.as_str()), Some(record.speaker.value.as_str())),
        ("the source", Some(quotation.source.as_str()), Some(record.source.value.as_str())),
        ("the translation", own, translation),
    ];
    let differing = pairs.into_iter().filter(|(_, own, wanted)| own != wanted);
    against.extend(differing.map(|(what, ..)| format!("the quotation `{id}`: {what} differ from the ledger")));
}

//! Figures in words: a number is never printed without its bound, and where sources differ none is chosen in silence.

use super::citation;
use crate::doc::Inline;
use crate::locale::{Locale, Part, Phrase};
use crate::spec::{Bound, Computation, Estimate, Figure, Records, Source, Spanned, Spec, Text};
use rust_decimal::Decimal;

/// What each source says of a figure, as a table: the source, who says so where it only passes it on, the value, the ends between
/// which it lies, the bound, the source's own words, the place in it.
#[must_use]
pub fn table_of_estimates(figure: &Figure, sources: &Records<Source>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    // into memory, and rows are of one length: nothing is there that can fail
    let _ = writer.write_record(["source", "by", "value", "low", "high", "bound", "words", "locator"]);
    let text = |text: Option<&Text>| text.map_or_else(String::new, |text| text.value.clone());
    for estimate in &figure.estimates {
        let source = sources.get(&estimate.source.value);
        let between = estimate.between.as_ref().map(|between| between.value.map(|end| end.to_string()));
        let [low, high] = between.unwrap_or_default();
        let _ = writer.write_record([
            source.map_or_else(String::new, |source| source.title.value.clone()),
            text(estimate.by.as_ref()),
            estimate.value.as_ref().map_or_else(String::new, |value| value.value.to_string()),
            low,
            high,
            estimate.bound.as_ref().map_or_else(String::new, |bound| bound.value.name().to_owned()),
            text(estimate.words.as_ref()),
            text(estimate.locator.as_ref()),
        ]);
    }
    writer.into_inner().unwrap_or_default()
}

/// A figure as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// In a sentence: "at least 246", "between 2,800 and 3,800", "from 2,800 to more than 30,000".
    pub text: String,
    /// The small words above a large number: "at least", "between", "from". None for an exact number.
    pub lead: Option<String>,
    /// The large number below them, which with them says the same as `text`: "246", "2,800 and 3,800".
    pub value: String,
}

impl Printed {
    fn bare(text: String) -> Self {
        Printed { value: text.clone(), text, lead: None }
    }

    /// Two printed numbers in a phrase with the places `{from}` and `{to}`.
    fn range(phrase: &Phrase, from: &str, to: &str) -> Self {
        let text = phrase.fill(&[("from", from), ("to", to)]);
        let value = phrase.lead().and_then(|lead| text.strip_prefix(lead)).map(|rest| rest.trim_start().to_owned());
        match value {
            Some(value) => Printed { text, lead: phrase.lead().map(str::to_owned), value },
            None => Printed::bare(text),
        }
    }
}

/// Prints a figure with its bound and unit.
///
/// Estimates that differ are printed from the lowest to the highest, each end with the bound of the source that gives it.
/// A source that gives words for a number ("thousands") stands in the note; it is printed in the sentence where fewer than
/// two numbers are given, since then the sentence would hide that sources differ.
#[must_use]
pub fn print(figure: &Figure, locale: &Locale) -> Printed {
    let printer = Printer::of(figure, locale);
    match (&figure.value, &figure.between) {
        (Some(value), _) => {
            let bound = figure.bound.as_ref().map_or(Bound::Exact, |bound| bound.value);
            printer.amount(&Amount { value: value.value, bound })
        }
        (None, Some(between)) => printer.between(&between.value),
        (None, None) => printer.estimates(&figure.estimates),
    }
}

/// The large number of a figure in pieces, each with whether it is words of a bound: "45", " to at most ", "80".
#[must_use]
pub fn pieces(figure: &Figure, locale: &Locale) -> Vec<(String, bool)> {
    let value = print(figure, locale).value;
    let printer = Printer::of(figure, locale);
    let mut pieces = Vec::new();
    let mut rest = value.as_str();
    for number in printer.ends(figure) {
        let Some((before, after)) = rest.split_once(number.as_str()) else { continue };
        pieces.push((before.to_owned(), true));
        pieces.push((number, false));
        rest = after;
    }
    // where it has no number that stands alone, all of it is one
    let bound = !pieces.is_empty();
    pieces.push((rest.to_owned(), bound));
    pieces.retain(|(text, _)| !text.is_empty());
    pieces
}

/// Prints what one source says, as [`print()`] does for a figure; `figure` gives the unit. The source's own words stand in
/// quotation marks.
#[must_use]
pub fn print_estimate(estimate: &Estimate, figure: &Figure, locale: &Locale) -> Printed {
    Printer::of(figure, locale).estimate(estimate)
}

/// A number and how exact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Amount {
    value: Decimal,
    bound: Bound,
}

impl Amount {
    /// Orders amounts by the number, then by where the true number lies: "at most 10" comes before "10", and that before
    /// "more than 10".
    fn order(&self) -> (Decimal, u8) {
        let side = match self.bound {
            Bound::FewerThan => 0,
            Bound::AtMost => 1,
            Bound::Exact => 2,
            Bound::About => 3,
            Bound::AtLeast => 4,
            Bound::MoreThan => 5,
        };
        (self.value, side)
    }
}

/// The amounts that an estimate gives: one, the two ends of an interval, or none where it gives words.
fn amounts(estimate: &Estimate) -> Vec<Amount> {
    if let Some(value) = &estimate.value {
        let bound = estimate.bound.as_ref().map_or(Bound::Exact, |bound| bound.value);
        return vec![Amount { value: value.value, bound }];
    }
    let ends = estimate.between.as_ref().map(|between| between.value);
    ends.into_iter().flatten().map(|value| Amount { value, bound: Bound::Exact }).collect()
}

struct Printer<'a> {
    locale: &'a Locale,
    unit: Option<&'a Text>,
    /// Whether the numbers are per cent that have no unit of their own.
    percent: bool,
}

impl<'a> Printer<'a> {
    fn of(figure: &'a Figure, locale: &'a Locale) -> Self {
        let unit = figure.unit.as_ref();
        let is_share = |from: &Computation| !from.share.is_empty() || !from.change.is_empty();
        let percent = unit.is_none() && figure.computed_from.as_ref().is_some_and(is_share);
        Printer { locale, unit, percent }
    }

    /// A number with its unit, which no line break parts.
    fn number(&self, value: &Decimal) -> String {
        let number = self.locale.number(value);
        if self.percent {
            return self.locale.chart.percent.fill(&[("n", &number)]);
        }
        self.unit.map_or_else(|| number.clone(), |unit| format!("{number}\u{a0}{}", unit.value))
    }

    fn amount(&self, amount: &Amount) -> Printed {
        let value = self.number(&amount.value);
        Printed {
            text: self.locale.bounded(amount.bound, &value),
            lead: self.locale.bound_word(amount.bound).map(str::to_owned),
            value,
        }
    }

    fn between(&self, [from, to]: &[Decimal; 2]) -> Printed {
        Printed::range(&self.locale.ranges().between, &self.locale.number(from), &self.number(to))
    }

    /// The numbers at the ends of what is printed, the unit at the second.
    fn ends(&self, figure: &Figure) -> Vec<String> {
        if let Some([from, to]) =
            figure.between.as_ref().map(|between| between.value).filter(|_| figure.value.is_none())
        {
            return vec![self.locale.number(&from), self.number(&to)];
        }
        let all: Vec<Amount> = figure.estimates.iter().flat_map(amounts).collect();
        let ends = (all.iter().min_by_key(|amount| amount.order()), all.iter().max_by_key(|amount| amount.order()));
        match ends {
            (Some(lowest), Some(highest)) if lowest != highest => {
                vec![self.locale.number(&lowest.value), self.number(&highest.value)]
            }
            _ => Vec::new(),
        }
    }

    fn estimate(&self, estimate: &Estimate) -> Printed {
        match (&estimate.between, amounts(estimate).first(), &estimate.words) {
            (Some(between), _, _) => self.between(&between.value),
            (None, Some(amount), _) => self.amount(amount),
            (None, None, words) => Printed::bare(words.as_ref().map_or_else(String::new, |words| self.quoted(words))),
        }
    }

    fn quoted(&self, words: &Text) -> String {
        let (open, close) = &self.locale.quotes().outer;
        format!("{open}{}{close}", words.value)
    }

    fn estimates(&self, estimates: &[Estimate]) -> Printed {
        let all: Vec<Amount> = estimates.iter().flat_map(amounts).collect();
        let lowest = all.iter().min_by_key(|amount| amount.order());
        let highest = all.iter().max_by_key(|amount| amount.order());
        match (lowest, highest) {
            (Some(lowest), Some(highest)) if lowest != highest => self.spread(lowest, highest),
            _ => self.alternatives(estimates),
        }
    }

    /// The unit stands once, at the end.
    fn spread(&self, lowest: &Amount, highest: &Amount) -> Printed {
        let from = self.locale.bounded_in_range(lowest.bound, &self.locale.number(&lowest.value));
        let to = self.locale.bounded_in_range(highest.bound, &self.number(&highest.value));
        Printed::range(&self.locale.ranges().spread, &from, &to)
    }

    /// What different sources say, each once; sources that agree are printed as one.
    fn alternatives(&self, estimates: &[Estimate]) -> Printed {
        let mut said: Vec<Printed> = Vec::new();
        for estimate in estimates {
            let printed = self.estimate(estimate);
            if !said.contains(&printed) {
                said.push(printed);
            }
        }
        match said.as_slice() {
            [one] => one.clone(),
            several => {
                let texts: Vec<String> = several.iter().map(|printed| printed.text.clone()).collect();
                Printed::bare(self.locale.alternatives(&texts))
            }
        }
    }
}

/// The note of a figure, without a full stop at its end: its source, how the number was found, and what was left out; or,
/// where sources differ, each source with its place, its number and how it found it.
///
/// `cite` names a single source: in full, or in short where it was given before. Several sources are named in short, unless
/// the document has no list of sources in which to look them up.
pub fn note(
    figure: &Figure,
    spec: &Spec,
    locale: &Locale,
    cite: &mut dyn FnMut(&str, Option<&str>) -> Vec<Inline>,
) -> Vec<Inline> {
    let mut sentences = Vec::new();
    if figure.estimates.is_empty() {
        let locator = figure.locator.as_ref().map(Text::as_str);
        sentences.extend(figure.source.as_ref().map(|id| cite(&id.value, locator)).filter(|text| !text.is_empty()));
    } else {
        sentences.push(differing(figure, spec, locale));
    }
    let basis = figure.basis.as_ref().map(|basis| around(&locale.words.basis, vec![verbatim(basis)]));
    let basis = basis.or_else(|| calculation(figure, spec, locale).map(|text| vec![Inline::words(text, None)]));
    let excluded = figure.excluded.as_ref().map(|number| vec![Inline::words(locale.excluded(&number.value), None)]);
    sentences.extend(basis.into_iter().chain(excluded));
    joined(sentences, locale)
}

/// From what a figure was calculated, with the numbers as they are printed: "Calculated: 9 of 120, rounded". An author's own
/// `basis` stands in its place.
fn calculation(figure: &Figure, spec: &Spec, locale: &Locale) -> Option<String> {
    let Computation { sum, difference, share, change } = figure.computed_from.as_ref()?;
    let said = |id: &Spanned<String>| spec.figures.get(&id.value).map(|figure| print(figure, locale).text);
    let all = |ids: &[Spanned<String>]| ids.iter().map(said).collect::<Option<Vec<String>>>();
    let text = match (sum.as_slice(), difference.as_slice(), share.as_slice(), change.as_slice()) {
        ([_, ..], ..) => all(sum)?.join(" + "),
        (_, [from, less], ..) => format!("{} − {}", said(from)?, said(less)?),
        (_, _, [part, whole], _) => locale.words.share_of.fill(&[("part", &said(part)?), ("whole", &said(whole)?)]),
        (.., [earlier, later]) => locale.ranges().spread.fill(&[("from", &said(earlier)?), ("to", &said(later)?)]),
        _ => return None,
    };
    let rounded = figure.bound.as_ref().is_some_and(|bound| bound.value == Bound::About);
    let text = if rounded { format!("{text}{}{}", locale.citation.comma, locale.words.rounded) } else { text };
    Some(locale.words.calculated.fill(&[("text", &text)]))
}

/// The sentences, each but the last closed.
fn joined(sentences: Vec<Vec<Inline>>, locale: &Locale) -> Vec<Inline> {
    let mut text = Vec::new();
    for sentence in sentences {
        if !text.is_empty() {
            citation::close(&mut text, &locale.citation.stop);
            text.push(Inline::words(locale.citation.space.as_str(), None));
        }
        text.extend(sentence);
    }
    text
}

/// "Sources differ: AFP 2019, p. 3: 5 (basis); …"
fn differing(figure: &Figure, spec: &Spec, locale: &Locale) -> Vec<Inline> {
    let listed = spec.briefing.source_list.as_ref().is_none_or(|list| list.value);
    let cite = if listed { citation::short } else { citation::note };
    let mut list = Vec::new();
    for estimate in &figure.estimates {
        let Some(source) = spec.sources.get(&estimate.source.value) else { continue };
        if !list.is_empty() {
            list.push(Inline::words(&locale.citation.semicolon, None));
        }
        list.extend(said_by(estimate, figure, source, cite, locale));
    }
    around(&locale.words.estimates_differ, list)
}

/// How a source is named.
type Cite = fn(&Source, Option<&str>, &Locale) -> Vec<Inline>;

/// "AFP 2019, p. 3: 5 (basis)".
fn said_by(estimate: &Estimate, figure: &Figure, source: &Source, cite: Cite, locale: &Locale) -> Vec<Inline> {
    let marks = &locale.citation;
    let mut text = cite(source, estimate.locator.as_ref().map(Text::as_str), locale);
    text.push(Inline::words(&marks.colon, None));
    text.push(Inline::words(print_estimate(estimate, figure, locale).text, None));
    if let Some(basis) = &estimate.basis {
        text.push(Inline::words(&marks.open, None));
        text.push(verbatim(basis));
        text.push(Inline::words(&marks.close, None));
    }
    text
}

/// A phrase whose one place is filled by `inner`.
fn around(phrase: &Phrase, inner: Vec<Inline>) -> Vec<Inline> {
    let mut text = Vec::new();
    for part in phrase.parts() {
        match part {
            Part::Text(words) => text.push(Inline::words(words, None)),
            Part::Slot(_) => text.extend(inner.iter().cloned()),
        }
    }
    text
}

fn verbatim(text: &Text) -> Inline {
    Inline::words(&text.value, Some(text.locate(0..text.value.len())))
}

#[cfg(test)]
mod tests;

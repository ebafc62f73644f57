//! What checks look at: the specification, the evidence, and what is worked out of them once for all checks.

use super::Input;
use super::counted::{Amount, counters};
use super::language::{self, Language};
use super::quantity::Quantity;
use super::running::{self, Paragraph};
use super::usage::Printed;
use crate::diag::Span;
use crate::doc::Document;
use crate::evidence::Evidence;
use crate::locale::Locale;
use crate::page::Pages;
use crate::profile::Profile;
use crate::spec::{Figure, Period, Source, Spanned, Spec, Text};
use crate::theme::Theme;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// How many figures of one quantity are compared with each other.
const RIVALS: usize = 20;

/// What is worked out of a specification once.
pub(super) struct Shared<'a> {
    input: Input<'a>,
    text: Vec<Paragraph<'a>>,
    printed: Printed,
    figures: Vec<Counted<'a>>,
    by_id: BTreeMap<&'a str, usize>,
    by_value: BTreeMap<Decimal, Vec<usize>>,
    alike: Vec<(usize, usize)>,
}

impl<'a> Shared<'a> {
    /// Works it out.
    pub(super) fn new(input: Input<'a>) -> Self {
        let text = running::text(input.spec);
        let printed = Printed::of(input.spec, &text);
        let figures: Vec<Counted<'a>> =
            input.spec.figures.iter().map(|(id, figure)| Counted::new(id, figure, input.spec)).collect();
        let by_id = figures.iter().enumerate().map(|(index, figure)| (figure.id.value.as_str(), index)).collect();
        let mut by_value: BTreeMap<Decimal, Vec<usize>> = BTreeMap::new();
        for (index, figure) in figures.iter().enumerate() {
            if let Some(amount) = figure.amount {
                by_value.entry(amount.value).or_default().push(index);
            }
        }
        let alike = alike(&figures);
        Shared { input, text, printed, figures, by_id, by_value, alike }
    }

    /// The same for checks to read.
    pub(super) fn context(&'a self) -> Context<'a> {
        Context {
            spec: self.input.spec,
            evidence: self.input.evidence,
            locale: self.input.locale,
            cited: self.input.cited,
            profile: self.input.profile,
            document: self.input.document,
            pages: self.input.pages,
            theme: self.input.theme,
            language: language::find(&self.input.spec.briefing.language.value),
            text: &self.text,
            printed: &self.printed,
            figures: &self.figures,
            shared: self,
        }
    }
}

/// What a check may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The specification.
    pub spec: &'a Spec,
    /// What was gathered from files.
    pub evidence: &'a Evidence,
    /// The document's language.
    pub locale: &'a Locale,
    /// The sources that the document cites; none where it could not be composed whole.
    pub cited: Option<&'a BTreeSet<String>>,
    /// What the body asks for.
    pub profile: &'a Profile,
    /// The document; none where it could not be composed whole.
    pub document: Option<&'a Document>,
    /// Its pages, for checks that need them.
    pub pages: Option<&'a Pages>,
    /// Its design; none where only the specification is looked at.
    pub theme: Option<&'a Theme>,
    /// The document's language, as far as checks know it.
    pub(super) language: Option<&'static Language>,
    /// All words of the specification.
    pub(super) text: &'a [Paragraph<'a>],
    /// Which records are printed.
    pub(super) printed: &'a Printed,
    /// The figures, in the order of the file.
    pub(super) figures: &'a [Counted<'a>],
    shared: &'a Shared<'a>,
}

impl<'a> Context<'a> {
    /// The figure with this id.
    pub(super) fn figure(&self, id: &str) -> Option<&'a Counted<'a>> {
        self.figures.get(*self.shared.by_id.get(id)?)
    }

    /// Pairs of figures of one quantity, of which neither has been superseded.
    pub(super) fn alike(&self) -> impl Iterator<Item = (&'a Counted<'a>, &'a Counted<'a>)> {
        let figures = self.figures;
        self.shared.alike.iter().filter_map(move |(a, b)| Some((figures.get(*a)?, figures.get(*b)?)))
    }

    /// Those that have a number each, and not the same.
    pub(super) fn rivals(&self) -> impl Iterator<Item = (&'a Counted<'a>, &'a Counted<'a>)> {
        self.alike().filter(|(a, b)| a.amount.zip(b.amount).is_some_and(|(a, b)| a.value != b.value))
    }

    /// The figures that have this value.
    pub(super) fn with_value(&self, value: Decimal) -> impl Iterator<Item = &'a Counted<'a>> {
        let figures = self.figures;
        self.shared.by_value.get(&value).into_iter().flatten().filter_map(move |index| figures.get(*index))
    }

    /// A figure of this value that is not exact and counts something that `words` speak of.
    pub(super) fn inexact(&self, value: Decimal, words: &Quantity) -> Option<&'a Counted<'a>> {
        let inexact = |figure: &Counted<'_>| figure.amount.is_some_and(|a| a.bound != crate::spec::Bound::Exact);
        self.with_value(value).find(|figure| inexact(figure) && figure.what.shares(words))
    }

    /// The day on which the source of a figure was issued.
    pub(super) fn issued(&self, figure: &Counted<'_>) -> Option<NaiveDate> {
        self.spec.sources.get(figure.source?)?.issued.as_ref()?.value.last_day()
    }

    /// Whether a figure is a part of the figure `whole`, through as many steps as it takes.
    pub(super) fn is_within(&self, figure: &Counted<'_>, whole: &str) -> bool {
        let mut at = figure.figure.subset_of.as_ref();
        // A chain that is longer than there are figures goes round.
        for _ in 0..self.figures.len() {
            match at {
                Some(id) if id.value == whole => return true,
                Some(id) => at = self.spec.figures.get(&id.value).and_then(|figure| figure.subset_of.as_ref()),
                None => return false,
            }
        }
        false
    }

    /// How a figure was calculated, where it was and all it was made of is known.
    pub(super) fn computation(&self, figure: &Counted<'a>) -> Option<Computation<'a>> {
        let from = figure.figure.computed_from.as_ref()?;
        let lists = [
            (Operation::Sum, &from.sum),
            (Operation::Difference, &from.difference),
            (Operation::Share, &from.share),
            (Operation::Change, &from.change),
        ];
        let (operation, ids) = lists.into_iter().find(|(_, ids)| !ids.is_empty())?;
        let operands: Option<Vec<&Counted<'a>>> = ids.iter().map(|id| self.figure(&id.value)).collect();
        let (first, last) = (ids.first()?.span, ids.last()?.span);
        Some(Computation { operation, operands: operands?, span: Span { end: last.end, ..first } })
    }

    /// A source.
    pub(super) fn source(&self, id: &str) -> Option<&'a Source> {
        self.spec.sources.get(id)
    }
}

/// How figures are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    /// Added.
    Sum,
    /// The first less the second.
    Difference,
    /// The first as a share of the second, in per cent.
    Share,
    /// From the first to the second, in per cent of the first.
    Change,
}

/// A calculation.
pub(super) struct Computation<'a> {
    /// What is done.
    pub(super) operation: Operation,
    /// With what.
    pub(super) operands: Vec<&'a Counted<'a>>,
    /// Where that is said.
    pub(super) span: Span,
}

impl Computation<'_> {
    /// What it gives; none where a figure has no single number, or the base is zero.
    pub(super) fn result(&self) -> Option<Decimal> {
        let values: Option<Vec<Decimal>> =
            self.operands.iter().map(|operand| operand.amount.map(|a| a.value)).collect();
        match (self.operation, values?.as_slice()) {
            (Operation::Sum, all) => Some(all.iter().sum()),
            (Operation::Difference, [from, less]) => Some(from - less),
            (Operation::Share, [part, whole]) => part.checked_div(*whole)?.checked_mul(Decimal::ONE_HUNDRED),
            (Operation::Change, [earlier, later]) => {
                (later - earlier).checked_div(*earlier)?.checked_mul(Decimal::ONE_HUNDRED)
            }
            _ => None,
        }
    }

    /// How many decimals a share or a change can carry; none for other calculations.
    pub(super) fn decimals(&self) -> Option<u32> {
        let base = match self.operation {
            Operation::Share => self.operands.get(1)?,
            Operation::Change => self.operands.first()?,
            Operation::Sum | Operation::Difference => return None,
        };
        Some(if base.amount?.value < Decimal::ONE_HUNDRED { 0 } else { 1 })
    }

    /// What it gives, rounded once: to so many decimals, or one at least, and to no more than its figures can carry. All that
    /// is proposed to authors is rounded here, so that no two checks propose different numbers.
    pub(super) fn rounded(&self, decimals: u32) -> Option<Decimal> {
        let wanted = decimals.max(1);
        let places = self.decimals().map_or(wanted, |most| most.min(wanted));
        Some(self.result()?.round_dp(places).normalize())
    }

    fn is_percentage(&self) -> bool {
        matches!(self.operation, Operation::Share | Operation::Change)
    }

    /// The calculation and its result: "183 of 901 is 20.3 per cent".
    pub(super) fn gives(&self, result: Decimal) -> String {
        let unit = if self.is_percentage() { " per cent" } else { "" };
        format!("{} is {result}{unit}", self.joined())
    }

    /// The calculation in words: "183 of 901, as a percentage".
    pub(super) fn words(&self) -> String {
        let unit = if self.is_percentage() { ", as a percentage" } else { "" };
        format!("{}{unit}", self.joined())
    }

    fn joined(&self) -> String {
        let shown = |operand: &&Counted<'_>| {
            operand.amount.map_or_else(|| format!("`{}`", operand.id.value), |amount| amount.value.to_string())
        };
        let values: Vec<String> = self.operands.iter().map(shown).collect();
        match (self.operation, values.as_slice()) {
            (Operation::Share, [part, whole]) => format!("{part} of {whole}"),
            (Operation::Change, [earlier, later]) => format!("the change from {earlier} to {later}"),
            (Operation::Difference, _) => values.join(" less "),
            _ => values.join(" + "),
        }
    }
}

/// A figure with what is compared of it.
pub(super) struct Counted<'a> {
    /// Its id.
    pub(super) id: &'a Spanned<String>,
    /// The record.
    pub(super) figure: &'a Figure,
    /// Its number; none where it has an interval or estimates.
    pub(super) amount: Option<Amount>,
    /// The id of its source.
    pub(super) source: Option<&'a str>,
    /// What it counts.
    pub(super) what: Quantity,
    /// What it counts, word for word, without its time.
    key: String,
    /// The names of whose count it is.
    pub(super) counters: BTreeSet<String>,
}

impl<'a> Counted<'a> {
    fn new(id: &'a Spanned<String>, figure: &'a Figure, spec: &Spec) -> Self {
        let source = figure.source.as_ref().map(|source| source.value.as_str());
        Counted {
            id,
            figure,
            amount: Amount::of(figure),
            source,
            what: Quantity::of(&figure.what.value),
            key: key(&figure.what.value, figure.period.as_ref().map(|period| &period.value)),
            counters: counters(figure.origin.as_ref(), source, spec),
        }
    }

    /// Whether two figures are of one count.
    pub(super) fn same_counter(&self, other: &Self) -> bool {
        self.counters.intersection(&other.counters).next().is_some()
    }

    /// Whether both say how they were found, and not in the same words.
    pub(super) fn differs_in_basis(&self, other: &Self) -> bool {
        let basis = |figure: &Self| figure.figure.basis.as_ref().map(|basis| basis.value.clone());
        basis(self).zip(basis(other)).is_some_and(|(a, b)| a != b)
    }

    /// Where its number stands.
    pub(super) fn number_span(&self) -> Span {
        let value = self.figure.value.as_ref().map(|value| value.span);
        value.or_else(|| self.figure.between.as_ref().map(|between| between.span)).unwrap_or(self.id.span)
    }

    /// Where its time stands.
    pub(super) fn period_span(&self) -> Span {
        self.figure.period.as_ref().map_or(self.id.span, |period| period.span)
    }

    /// Where it is said who counted.
    pub(super) fn counter_span(&self) -> Span {
        let origin = self.figure.origin.as_ref().map(|origin| origin.span);
        origin.or_else(|| self.figure.source.as_ref().map(|source| source.span)).unwrap_or(self.id.span)
    }

    /// Its place.
    pub(super) fn place(&self) -> Option<&'a str> {
        self.figure.place.as_ref().map(Text::as_str)
    }

    /// What it counts, word for word, without its time.
    pub(super) fn key_without_time(&self) -> &str {
        &self.key
    }

    /// The figures that it is made of or set against.
    pub(super) fn rests_on(&self) -> impl Iterator<Item = &'a str> {
        let figure = self.figure;
        let one = figure.subset_of.iter().chain(&figure.superseded_by);
        let computed = figure
            .computed_from
            .iter()
            .flat_map(|from| from.sum.iter().chain(&from.difference).chain(&from.share).chain(&from.change));
        figure.parts.iter().chain(one).chain(computed).map(|id| id.value.as_str())
    }

    /// The figures that it is compared with.
    pub(super) fn compared_with(&self) -> impl Iterator<Item = &'a str> {
        let from = self.figure.computed_from.iter();
        from.flat_map(|from| from.difference.iter().chain(&from.change)).map(|id| id.value.as_str())
    }
}

/// The words of a description, sorted, without the years of its period and without articles.
fn key(what: &str, period: Option<&Period>) -> String {
    const TRIVIAL: [&str; 9] = ["the", "of", "in", "by", "and", "a", "to", "at", "on"];
    let years: Vec<String> =
        period.iter().flat_map(|period| [period.from.year, period.to.year]).map(|year| year.to_string()).collect();
    let lower = what.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<&str> =
        words.filter(|word| !TRIVIAL.contains(word) && !years.iter().any(|year| year == word)).collect();
    words.sort_unstable();
    words.join(" ")
}

/// Pairs of figures of one quantity, those that have been superseded left out.
fn alike(figures: &[Counted<'_>]) -> Vec<(usize, usize)> {
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (index, figure) in figures.iter().enumerate() {
        let Some(period) = figure.figure.period.as_ref().map(|period| period.value) else { continue };
        let unit = figure.figure.unit.as_ref().map(Text::as_str);
        // one time may be written in several ways: `2020`, or its first and its last day
        let time = period.days().ok_or_else(|| (period.from.to_string(), period.to.to_string()));
        if figure.figure.superseded_by.is_none() {
            groups.entry((figure.key.as_str(), time, figure.place(), unit)).or_default().push(index);
        }
    }
    let mut found = Vec::new();
    for group in groups.values() {
        let group = group.get(..RIVALS.min(group.len())).unwrap_or(&[]);
        for (at, later) in group.iter().enumerate() {
            found.extend(group.iter().take(at).map(|earlier| (*earlier, *later)));
        }
    }
    found.sort_unstable();
    found
}

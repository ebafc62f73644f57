//! Figures that the program calculates: `computed_from` without a `value`.
//!
//! All is exact until the end: numbers are decimals, and each stands for the interval in which the true number lies.
//! Rounding is half away from zero; a lower bound is rounded down and an upper bound up, so that what is said stays true.

use crate::diag::{Diagnostic, Sink, Span};
use crate::spec::{Bound, Computation, Figure, Spanned, Spec, Text};
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::{BTreeMap, BTreeSet};

/// The most decimals that are asked for.
const MAX_DECIMALS: u32 = 6;

/// Calculates what is to be calculated. Where that cannot be done, that goes to `sink`.
pub fn fill(spec: &mut Spec, sink: &mut Sink) {
    let wanted: Vec<String> =
        spec.figures.iter().filter(|(_, figure)| is_wanted(figure)).map(|(id, _)| id.value.clone()).collect();
    let mut known = BTreeMap::new();
    for id in &wanted {
        let mut way = BTreeSet::new();
        if let Err(finding) = value(id, spec, &mut known, &mut way) {
            sink.push(*finding);
        }
    }
    for (id, result) in known {
        if let Some(figure) = spec.figures.get_mut(&id)
            && is_wanted(figure)
        {
            let span = figure.computed_from.as_ref().map_or(figure.what.span, place);
            settle(figure, &result, span);
        }
    }
}

/// Whether a figure has no number of its own.
fn is_wanted(figure: &Figure) -> bool {
    figure.computed_from.is_some() && figure.value.is_none() && figure.between.is_none() && figure.estimates.is_empty()
}

/// What was calculated.
#[derive(Debug, Clone, PartialEq)]
struct Calculated {
    number: Number,
    /// The source that all numbers come from; none where they come from several.
    source: Option<Spanned<String>>,
    /// The unit of all of them.
    unit: Option<Text>,
}

/// Where a true number lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    /// The least that it can be; none where there is no least.
    low: Option<Decimal>,
    /// The most that it can be; none where there is no most.
    high: Option<Decimal>,
    /// The number as it is written, for what is only about right.
    face: Decimal,
    /// Whether it is only about right.
    about: bool,
    /// Whether the true number is above `low`, or below `high`, and not there.
    strict: bool,
}

impl Number {
    fn of(figure: &Figure) -> Option<Number> {
        if let Some(Spanned { value: [from, to], .. }) = &figure.between {
            let face = (*from + *to) / Decimal::TWO;
            return Some(Number { low: Some(*from), high: Some(*to), face, about: false, strict: false });
        }
        let face = figure.value.as_ref()?.value;
        let bound = figure.bound.as_ref().map_or(Bound::Exact, |bound| bound.value);
        let (low, high) = match bound {
            Bound::Exact | Bound::About => (Some(face), Some(face)),
            Bound::AtLeast | Bound::MoreThan => (Some(face), None),
            Bound::AtMost | Bound::FewerThan => (None, Some(face)),
        };
        let strict = matches!(bound, Bound::MoreThan | Bound::FewerThan);
        Some(Number { low, high, face, about: bound == Bound::About, strict })
    }

    fn is_exact(self) -> bool {
        !self.about && self.low.is_some() && self.low == self.high
    }
}

type Failed = Box<Diagnostic>;

/// The number of a figure, calculated where it has to be.
fn value(
    id: &str,
    spec: &Spec,
    known: &mut BTreeMap<String, Calculated>,
    way: &mut BTreeSet<String>,
) -> Result<Option<Calculated>, Failed> {
    if let Some(result) = known.get(id) {
        return Ok(Some(result.clone()));
    }
    let Some(figure) = spec.figures.get(id) else { return Ok(None) };
    let Some(computation) = figure.computed_from.as_ref().filter(|_| is_wanted(figure)) else {
        let known = |number| Calculated { number, source: figure.source.clone(), unit: figure.unit.clone() };
        return Ok(Number::of(figure).map(known));
    };
    if !way.insert(id.to_owned()) {
        let message = format!("the figure `{id}` is calculated from itself");
        let finding = Diagnostic::error("circular-calculation", message).at(place(computation), "leads back to it");
        return Err(Box::new(finding.help("give one of the figures on the way a `value` of its own")));
    }
    let mut operands = Vec::new();
    for operand in ids(computation) {
        match value(&operand.value, spec, known, way)? {
            Some(found) => operands.push(found),
            None => {
                let message = format!("`{id}` cannot be calculated: `{}` is no single number", operand.value);
                let finding = Diagnostic::error("not-calculable", message).at(operand.span, "its sources differ");
                return Err(Box::new(
                    finding.help("say in the text what each source gives, or give this figure a `value`"),
                ));
            }
        }
    }
    let result = combine(id, figure, computation, &operands)?;
    known.insert(id.to_owned(), result.clone());
    way.remove(id);
    Ok(Some(result))
}

/// The figures that a computation names.
fn ids(computation: &Computation) -> impl Iterator<Item = &Spanned<String>> {
    let Computation { sum, difference, share, change } = computation;
    sum.iter().chain(difference).chain(share).chain(change)
}

fn place(computation: &Computation) -> Span {
    let first = ids(computation).next().map_or_else(|| Span::new(crate::diag::FileId(0), 0..0), |id| id.span);
    Span { end: ids(computation).last().map_or(first.end, |id| id.span.end), ..first }
}

fn combine(
    id: &str,
    figure: &Figure,
    computation: &Computation,
    operands: &[Calculated],
) -> Result<Calculated, Failed> {
    let numbers: Vec<Number> = operands.iter().map(|operand| operand.number).collect();
    let fail = |message: String, help: &str| {
        let finding = Diagnostic::error("not-calculable", message).at(place(computation), "calculated from these");
        Box::new(finding.help(help))
    };
    let unit = one_unit(id, operands, &fail)?;
    let too_large = || fail(format!("`{id}` is too large to be calculated"), "give the figure a `value` of its own");
    let about = numbers.iter().any(|number| number.about);
    let strict = numbers.iter().any(|number| number.strict);
    let number = match (numbers.as_slice(), computation.sum.is_empty()) {
        (all, false) => {
            let add = |part: &dyn Fn(&Number) -> Option<Decimal>| -> Option<Decimal> {
                all.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(part(number)?))
            };
            let face = add(&|number| Some(number.face)).ok_or_else(too_large)?;
            Number { low: add(&|number| number.low), high: add(&|number| number.high), face, about, strict }
        }
        ([from, less], true) if !computation.difference.is_empty() => {
            let minus = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).and_then(|(a, b)| a.checked_sub(b));
            let face = from.face.checked_sub(less.face).ok_or_else(too_large)?;
            Number { low: minus(from.low, less.high), high: minus(from.high, less.low), face, about, strict }
        }
        ([part, whole], true) => {
            let change = !computation.change.is_empty();
            let (over, under) = if change { (whole, part) } else { (part, whole) };
            let zero = [under.low, under.high, Some(under.face)].into_iter().flatten().any(|end| end <= Decimal::ZERO);
            if zero {
                let message = format!("`{id}` would be divided by nothing: the base is zero or less");
                return Err(fail(message, "say the two numbers and no percentage"));
            }
            let percent = |a: Option<Decimal>, b: Option<Decimal>| {
                let share = a?.checked_div(b?)?.checked_mul(Decimal::ONE_HUNDRED)?;
                if change { share.checked_sub(Decimal::ONE_HUNDRED) } else { Some(share) }
            };
            let face = percent(Some(over.face), Some(under.face)).ok_or_else(too_large)?;
            let number =
                Number { low: percent(over.low, under.high), high: percent(over.high, under.low), face, about, strict };
            by_hand(id, figure, number, &fail)?
        }
        _ => return Err(fail(format!("`{id}` has not the figures that it needs"), "name two of them")),
    };
    let number = half_open(id, figure, (number, &numbers), &fail)?;
    if number.low.is_none() && number.high.is_none() && !number.about {
        let message = format!("`{id}` may be anything: its figures are open on both sides");
        return Err(fail(message, "say the two numbers and not their difference"));
    }
    let same = |source: &Spanned<String>| {
        operands.iter().all(|operand| operand.source.as_ref().is_some_and(|other| other.value == source.value))
    };
    let source = figure.source.clone().or_else(|| operands.first()?.source.clone().filter(same));
    if source.is_none() {
        let message = format!("`{id}` is calculated from figures of several sources");
        return Err(fail(message, "take all of them from one source, or print the numbers and no result"));
    }
    // a share of kilometres is none
    let is_share = computation.sum.is_empty() && computation.difference.is_empty();
    Ok(Calculated { number, source, unit: figure.unit.clone().or(unit.filter(|_| !is_share)) })
}

/// The unit of all operands.
fn one_unit(id: &str, operands: &[Calculated], fail: &dyn Fn(String, &str) -> Failed) -> Result<Option<Text>, Failed> {
    let unit = operands.first().and_then(|first| first.unit.clone());
    let name = |unit: &Option<Text>| unit.as_ref().map(|unit| unit.value.clone());
    if operands.iter().any(|operand| name(&operand.unit) != name(&unit)) {
        let message = format!("`{id}` is calculated from numbers of unlike units");
        return Err(fail(message, "give all of them in one unit, and write it into each as its `unit`"));
    }
    Ok(unit)
}

/// Of a number that is about right and open on one side no bound says both; the author says which one stands.
fn half_open(
    id: &str,
    figure: &Figure,
    (number, operands): (Number, &[Number]),
    fail: &dyn Fn(String, &str) -> Failed,
) -> Result<Number, Failed> {
    if !number.about || number.low.is_some() == number.high.is_some() {
        return Ok(number);
    }
    let (end, key) = if number.low.is_some() { (Bound::AtLeast, "at-least") } else { (Bound::AtMost, "at-most") };
    let one_ended = operands.iter().find(|number| number.low.is_some() != number.high.is_some());
    let open = if one_ended.is_some_and(|number| number.low.is_none()) { "at-most" } else { "at-least" };
    match figure.bound.as_ref().map(|bound| bound.value) {
        Some(Bound::About) => Ok(Number { low: None, high: None, ..number }),
        Some(bound) if bound == end => Ok(Number { about: false, ..number }),
        _ => {
            let message = format!("`{id}` is calculated from an `about` number and an `{open}` number");
            let help = format!(
                "print the numbers and no result; or write `bound = \"about\"` or `bound = \"{key}\"` into `{id}`, and say why in \
                 `basis`"
            );
            Err(fail(message, &help))
        }
    }
}

/// A percentage of minimums has no bound; the author may say that it is about right.
fn by_hand(id: &str, figure: &Figure, number: Number, fail: &dyn Fn(String, &str) -> Failed) -> Result<Number, Failed> {
    if number.low.is_some() || number.high.is_some() {
        return Ok(number);
    }
    if figure.bound.as_ref().is_some_and(|bound| bound.value == Bound::About) {
        return Ok(Number { about: true, ..number });
    }
    let message = format!("`{id}` has no bound: both of its figures are minimums, or both are maximums");
    Err(fail(message, "write `bound = \"about\"` where both were counted in one way, and say so in `basis`"))
}

/// Writes the result into the figure.
fn settle(figure: &mut Figure, result: &Calculated, span: Span) {
    let decimals = figure.round.as_ref().map_or(0, |round| round.value.min(MAX_DECIMALS));
    let is_share = figure.computed_from.as_ref().is_some_and(|from| from.sum.is_empty() && from.difference.is_empty());
    let Number { low, high, face, about, strict } = result.number;
    // sums and differences of whole numbers are whole: they are rounded only where that is asked for
    let rounds = is_share || figure.round.is_some();
    let round =
        |value: Decimal, strategy| if rounds { value.round_dp_with_strategy(decimals, strategy) } else { value };
    let nearest = round(face, RoundingStrategy::MidpointAwayFromZero).normalize();
    let exact = Number { low, high, face, about, strict }.is_exact();
    let (value, bound) = match (low, high) {
        _ if about => (nearest, Bound::About),
        (Some(_), Some(_)) if exact => (nearest, if nearest == face.normalize() { Bound::Exact } else { Bound::About }),
        (Some(low), Some(high)) => {
            let down = round(low, RoundingStrategy::ToNegativeInfinity).normalize();
            let up = round(high, RoundingStrategy::ToPositiveInfinity).normalize();
            figure.between = Some(Spanned { value: [down, up], span });
            figure.bound = None;
            figure.source.clone_from(&result.source);
            figure.unit.clone_from(&result.unit);
            return;
        }
        (Some(low), None) => {
            let down = round(low, RoundingStrategy::ToNegativeInfinity).normalize();
            (down, if strict && down == low.normalize() { Bound::MoreThan } else { Bound::AtLeast })
        }
        (None, Some(high)) => {
            let up = round(high, RoundingStrategy::ToPositiveInfinity).normalize();
            (up, if strict && up == high.normalize() { Bound::FewerThan } else { Bound::AtMost })
        }
        (None, None) => (nearest, Bound::About),
    };
    figure.value = Some(Spanned { value, span });
    figure.bound = Some(Spanned { value: bound, span });
    figure.source.clone_from(&result.source);
    figure.unit.clone_from(&result.unit);
}

#[cfg(test)]
mod tests;

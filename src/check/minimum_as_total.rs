//! A minimum that is treated as the total.

use super::context::{Computation, Counted, Operation};
use super::counted::Ends;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Bound;

/// What is made of minimums is no exact number.
pub(super) struct MinimumAsTotal;

impl Check for MinimumAsTotal {
    fn name(&self) -> &'static str {
        "minimum-as-total"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that is calculated from minimum or maximum counts and says more than they do: a sum \
                     of minimums that is not itself `at-least`, a share, a difference or a change that claims to be `exact` \
                     although one of its numbers is open, or that is given the bound of the other side: 80 of at \
                     least 120 is at most 67 per cent.",
            why: "Where the true number may be larger, so may the sum, and the share may be smaller: the result \
                     looks more certain than anything it is made of.",
            example: r##"[figures.spring]
what   = "people executed in spring"
value  = 100
bound  = "at-least"
period = { from = "2020-03", to = "2020-05" }
source = "monitor"

[figures.summer]
what   = "people executed in summer"
value  = 80
bound  = "at-least"
period = { from = "2020-06", to = "2020-08" }
source = "monitor"

[figures.both]
what          = "people executed in spring and summer"
value         = 180
bound         = "exact"
period        = { from = "2020-03", to = "2020-08" }
source        = "monitor"
computed_from = { sum = ["spring", "summer"] }"##,
            remedy: "Give the result the bound that the finding names, or take its `value` and `bound` out: the program \
                     then calculates both. A share or a change of two minimums may be higher or lower than it looks: \
                     give it the bound `about`, and say why in `basis`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures {
            let Some(computation) = context.computation(figure) else { continue };
            let Some(said) = figure.amount else { continue };
            let open = |operand: &&&Counted<'_>| Ends::of(operand.figure).is_some_and(|ends| !ends.are_closed());
            let Some(base) = computation.operands.iter().find(open) else { continue };
            let Some(sides) = Sides::of(&computation) else { continue };
            if sides.allow(said.bound, computation.operation) {
                continue;
            }
            let wanted = said.bound.name();
            let kind =
                if Ends::of(base.figure).is_some_and(|ends| ends.high.is_none()) { "minimum" } else { "maximum" };
            let place = figure.figure.bound.as_ref().map_or(figure.id.span, |bound| bound.span);
            sink.push(
                self.finding(format!(
                    "the figure `{}` is calculated from a {kind} and says `{wanted}`",
                    figure.id.value
                ))
                .at(place, "more certain than what it is made of")
                .also(base.number_span(), format!("`{}` is a {kind}", base.id.value))
                .also(computation.span, "calculated here")
                .help(sides.help()),
            );
        }
    }
}

/// On which sides a result has an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sides {
    low: bool,
    high: bool,
}

impl Sides {
    /// Those of a calculation; none where a figure in it has no number.
    fn of(computation: &Computation<'_>) -> Option<Self> {
        let ends: Vec<Ends> =
            computation.operands.iter().map(|operand| Ends::of(operand.figure)).collect::<Option<_>>()?;
        let against = |more: &Ends, less: &Ends| Sides {
            low: more.low.is_some() && less.high.is_some(),
            high: more.high.is_some() && less.low.is_some(),
        };
        match (computation.operation, ends.as_slice()) {
            (Operation::Sum, all) => Some(Sides {
                low: all.iter().all(|ends| ends.low.is_some()),
                high: all.iter().all(|ends| ends.high.is_some()),
            }),
            (Operation::Difference | Operation::Share, [first, second]) => Some(against(first, second)),
            (Operation::Change, [earlier, later]) => Some(against(later, earlier)),
            _ => None,
        }
    }

    /// Whether a result may have this bound. That a share or a change is `about` right is the author's to say; a sum with an
    /// open number is open.
    fn allow(self, bound: Bound, operation: Operation) -> bool {
        match bound {
            Bound::Exact => self.low && self.high,
            Bound::About => operation != Operation::Sum || self.low == self.high,
            Bound::AtLeast | Bound::MoreThan => self.low,
            Bound::AtMost | Bound::FewerThan => self.high,
        }
    }

    fn help(self) -> &'static str {
        match (self.low, self.high) {
            (true, false) => "the true result can only be higher: write `bound = \"at-least\"`",
            (false, true) => "the true result can only be lower: write `bound = \"at-most\"`",
            _ => "it may be higher or lower than this: write `bound = \"about\"`, and say why in `basis`",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    /// The first hint where `computed` of `a` and `b`, whose bounds these are, says `said`; none where nothing is found.
    fn hint((a, b): (&str, &str), computed: &str, said: &str) -> Option<String> {
        let figures = format!(
            "[figures.a]\nwhat = \"a\"\nvalue = 80\nbound = \"{a}\"\nsource = \"a\"\n\
             [figures.b]\nwhat = \"b\"\nvalue = 120\nbound = \"{b}\"\nsource = \"a\"\n\
             [figures.c]\nwhat = \"c\"\nvalue = 50\nbound = \"{said}\"\nsource = \"a\"\n\
             computed_from = {{ {computed} = [\"a\", \"b\"] }}\n"
        );
        hints(&MinimumAsTotal, &figures).into_iter().next()
    }

    #[test]
    fn a_result_has_the_bound_of_its_numbers() {
        let (least, most) = ("at-least", "at-most");
        for (bounds, computed, wanted) in [
            (("exact", least), "share", most),
            ((least, "exact"), "share", least),
            (("exact", most), "share", least),
            ((most, "exact"), "share", most),
            (("exact", least), "difference", most),
            (("exact", least), "change", least),
            ((least, "exact"), "change", most),
            (("exact", least), "sum", least),
            ((least, least), "share", "about"),
        ] {
            let found = hint(bounds, computed, "exact").unwrap_or_default();
            assert!(found.contains(&format!("`bound = \"{wanted}\"`")), "{bounds:?} {computed}: {found}");
            assert_eq!(hint(bounds, computed, wanted), None, "{bounds:?} {computed}");
        }
        assert!(hint(("exact", least), "share", least).is_some(), "the other side");
        assert_eq!(hint(("exact", "exact"), "share", "exact"), None);
        assert_eq!(hint(("exact", least), "share", "about"), None, "the author says so");
    }
}

//! Parts that are not the whole.

use super::counted::contradict;
use super::{Check, Context, Documentation};
use crate::diag::Span;
use crate::diag::{Severity, Sink};
use crate::evidence::data::{Table, Value};
use crate::spec::{Bound, Figure, Spanned};
use rust_decimal::Decimal;

/// What is said to be a sum is one.
pub(super) struct PartsDoNotAddUp;

impl Check for PartsDoNotAddUp {
    fn name(&self) -> &'static str {
        "parts-do-not-add-up"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure whose `parts` add up to another number, and a table of data whose row \"Total\" is \
                     not the sum of the others. Numbers of one bound are compared as they are written; of different \
                     bounds, of intervals and of estimates, only what cannot be true is found: two parts of \"at least 80\" and \
                     \"at least 50\" in a whole of 120.",
            why: "A reader adds. \"125 executed, 115 men and 6 women\" leaves four people out, or invents them, and \
                     the whole table is doubted.",
            example: r##"[figures.executed]
what   = "people executed in December"
value  = 125
bound  = "exact"
period = "2024-12"
source = "agency"
parts  = ["men", "women"]

[figures.men]
what   = "men executed in December"
value  = 115
bound  = "exact"
period = "2024-12"
source = "agency"

[figures.women]
what   = "women executed in December"
value  = 6
bound  = "exact"
period = "2024-12"
source = "agency""##,
            remedy: "Look all of them up in the source. Where the source itself is wrong, say so in `basis` and take \
                     `parts` out; where a part is missing, add its record.",
            references: "Making Data Meaningful, part 1: A guide to writing stories about numbers (UNECE, 2009).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures.iter().filter(|figure| !figure.figure.parts.is_empty()) {
            let ids = &figure.figure.parts;
            let parts: Option<Vec<&Figure>> =
                ids.iter().map(|id| context.figure(&id.value).map(|part| part.figure)).collect();
            let (Some(parts), Some(first)) = (parts, ids.first()) else { continue };
            if let Some(sum) = contradict(figure.figure, &parts) {
                let wanted = match (figure.amount, &figure.figure.between) {
                    (Some(whole), _) => whole.value.to_string(),
                    (None, Some(Spanned { value: [low, high], .. })) => format!("between {low} and {high}"),
                    (None, None) => "any of its estimates".to_owned(),
                };
                sink.push(
                    self.finding(format!("the parts of `{}` add up to {sum}, not to {wanted}", figure.id.value))
                        .at(figure.number_span(), format!("the parts give {sum}"))
                        .also(first.span, "the parts")
                        .help("look all of them up in the source; is a part missing, or counted twice?"),
                );
            }
        }
        for (id, table) in &context.evidence.data {
            let bounds = context.spec.data.get(id);
            self.totals(table, bounds.and_then(|data| data.origin()).map(|origin| origin.span), context, sink);
        }
    }
}

impl PartsDoNotAddUp {
    /// The last row of a table that says it is the total.
    fn totals(&self, table: &Table, file: Option<Span>, context: Context<'_>, sink: &mut Sink) {
        let Some((last, rows)) = table.rows.split_last().filter(|(_, rows)| rows.len() > 1) else { return };
        let named = last.iter().any(|cell| match (&cell.value, context.language) {
            (Value::Text(text), Some(language)) => {
                language.total_rows.contains(&text.trim().trim_end_matches(':').to_lowercase().as_str())
            }
            _ => false,
        });
        for (index, column) in table.columns.iter().enumerate().filter(|_| named) {
            let number = |row: &Vec<crate::evidence::data::Cell>| match row.get(index).map(|cell| &cell.value) {
                Some(Value::Number(number)) => Some(*number),
                _ => None,
            };
            let sum: Option<Decimal> = rows.iter().map(number).sum();
            let total = last.get(index).zip(number(last));
            let exact = column.bound != Some(Bound::About);
            if let (Some(sum), Some((cell, total)), true) = (sum, total, exact)
                && sum != total
            {
                let finding = self
                    .finding(format!("the column `{}` adds up to {sum}, not to {total}", column.label))
                    .at(cell.span, format!("the rows above give {sum}"));
                let finding = file.into_iter().fold(finding, |finding, span| finding.also(span, "in this file"));
                sink.push(finding.help("look the rows up in the source; is one missing, or counted twice?"));
            }
        }
    }
}

//! A number of a time of which the data cover only a part.

use super::period_not_covered::{days, span, time_column};
use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::evidence::data::{Table, Value};
use crate::spec::{Data, PartialDate, Period};
use chrono::{Datelike, Months, NaiveDate};
use std::collections::BTreeSet;

/// Twelve months of which three are in the file make a number that looks like one of twelve.
pub(super) struct PeriodPartlyCovered;

impl Check for PeriodPartlyCovered {
    fn name(&self) -> &'static str {
        "period-partly-covered"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that a query counts, whose `period` begins in a month before the first row of the data or ends in one \
                    after the last; and, where the data have a column of months, one in whose `period` there is a month of which they have no row. What \
                    `covers` says is covered is. The time of a row is that of the only column of dates, months or years; data with several \
                    such columns, or none, are left alone, as are queries over several tables and protected data.",
            why: "“In the twelve months to March, 31 people were executed” is counted as if it were of twelve months, though the file has \
                  three; and the next sentence says that executions rose.",
            example: r#"[data.months]
file    = "from-january.csv"
source  = "register"
columns = { month = { type = "month" }, executed = { type = "integer", bound = "exact" } }

[figures.year]
what   = "people executed"
query  = "select sum(executed) from months where month between '2025-04' and '2026-03'"
bound  = "exact"
period = { from = "2025-04", to = "2026-03" }"#,
            remedy: "Put the data of the whole time into the file, or give the figure the period that the data cover. Where they are of the \
                     whole time and nothing happened in what is lacking, say so: `covers = { from = \"2025-04\", to = \"2026-03\" }`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, figure) in context.spec.figures.iter() {
            let Some((query, period)) = figure.query.as_ref().zip(figure.period.as_ref()) else { continue };
            let Some(account) = context.evidence.accounts.get(&format!("figures.{}", id.value)) else { continue };
            let [name] = account.from.iter().collect::<Vec<_>>()[..] else { continue };
            let tables = context.evidence.data.get(name).zip(context.spec.data.get(name));
            let Some(((table, data), (from, to))) = tables.zip(period.value.days()) else { continue };
            let Some(lack) = lack(table, data, (from, to)) else { continue };
            let told = |from, to| context.locale.period(&Period { from, to });
            let message = match lack {
                Lack::Ends(first, last) => format!(
                    "`{}` is of {}, and the data `{name}` are of {} only",
                    id.value,
                    context.locale.period(&period.value),
                    told(month(first), month(last))
                ),
                Lack::Month(first) => format!(
                    "`{}` is of {}, and the data `{name}` have no row of {}",
                    id.value,
                    context.locale.period(&period.value),
                    told(month(first), month(first))
                ),
            };
            sink.push(
                Diagnostic::warning(self.name(), message)
                    .at(query.span, "of a part of its time")
                    .also(period.span, "its time")
                    .help("put the data of the whole time into the file, or name the period that they cover")
                    .help(format!(
                        "where nothing happened in what is lacking, write `covers = {{ from = \"…\", to = \"…\" }}` under `[data.{name}]`"
                    )),
            );
        }
    }
}

/// What is lacking of a time.
enum Lack {
    /// The data are of another stretch.
    Ends(NaiveDate, NaiveDate),
    /// A month of it.
    Month(NaiveDate),
}

fn month(day: NaiveDate) -> PartialDate {
    PartialDate::month(day.year(), day.month())
}

/// What the data lack of a time of which they have a part.
fn lack(table: &Table, data: &Data, (from, to): (NaiveDate, NaiveDate)) -> Option<Lack> {
    let (first, last) = span(table, data)?;
    let key = |day: NaiveDate| (day.year(), day.month());
    if to < first || from > last {
        return None;
    }
    // a day without a case is no lack, a month is taken for one
    if key(from) < key(first) || key(to) > key(last) {
        return Some(Lack::Ends(first, last));
    }
    let column = time_column(table)?;
    let values = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| &cell.value);
    let months: BTreeSet<(i32, u32)> = values
        .map(|value| matches!(value, Value::Month(_)).then(|| days(value)).flatten().map(|(first, _)| key(first)))
        .collect::<Option<_>>()?;
    let covers = data.covers.as_ref().and_then(|covers| covers.value.days());
    let mut at = from.with_day(1)?;
    while at <= to {
        let is_covered = covers.is_some_and(|(from, to)| key(from) <= key(at) && key(at) <= key(to));
        if !is_covered && !months.contains(&key(at)) {
            return Some(Lack::Month(at));
        }
        at = at.checked_add_months(Months::new(1))?;
    }
    None
}

//! A count of nothing where there are no data.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use crate::evidence::data::{Table, Value};
use crate::spec::{Data, Figure, PartialDate, Period};
use chrono::{Datelike, NaiveDate};

/// A zero that is counted before the first row of the data or after the last one says that nobody looked.
pub(super) struct PeriodNotCovered;

impl Check for PeriodNotCovered {
    fn name(&self) -> &'static str {
        "period-not-covered"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure that a query counts as 0 while its `period` lies wholly before the first row of the data or after the \
                    last one. The time of a row is that of the only column of dates, months or years; data with several such columns, or \
                    none, are left alone, as are queries over several tables.",
            why: "“Nobody was executed in November” is a statement about November. Where the register ends in October, it is only \
                  a statement about the register, and the next sentence says that executions fell to nothing.",
            example: r#"[data.cases]
file    = "cases-to-october.csv"
source  = "register"
columns = { day = { type = "date" } }

[figures.killed]
what   = "people killed in November"
query  = "select count(*) from cases where day between '2026-11-01' and '2026-11-30'"
bound  = "exact"
period = "2026-11""#,
            remedy: "Put the data of that time into the file. Where they are in it and nothing happened, say what time the data cover: \
                     `covers = { from = \"2025-10\", to = \"2026-11\" }`.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, figure) in context.spec.figures.iter() {
            let Some((name, table, data)) = counted(&id.value, figure, context) else { continue };
            let Some((query, period)) = figure.query.as_ref().zip(figure.period.as_ref()) else { continue };
            let Some((first, last)) = span(table, data) else { continue };
            if !period.value.days().is_some_and(|(from, to)| to < first || from > last) {
                continue;
            }
            let told = |period: &Period| context.locale.period(period);
            let days = Period { from: PartialDate::from(first), to: PartialDate::from(last) };
            let message = format!(
                "`{}` counts 0 in {}, of which the data `{name}` have no row: they are of {}",
                id.value,
                told(&period.value),
                told(&days)
            );
            sink.push(
                Diagnostic::error(self.name(), message)
                    .at(query.span, "counts nothing")
                    .also(period.span, "its time")
                    .help("put the data of that time into the file")
                    .help(format!(
                        "where they are in it and nothing happened, write `covers = {{ from = \"…\", to = \"…\" }}` under `[data.{name}]`"
                    )),
            );
        }
    }
}

/// The one table in which a figure counts nothing.
fn counted<'a>(id: &str, figure: &Figure, context: Context<'a>) -> Option<(&'a str, &'a Table, &'a Data)> {
    figure.value.as_ref().filter(|value| value.value.is_zero())?;
    let account = context.evidence.accounts.get(&format!("figures.{id}"))?;
    let mut from = account.from.iter();
    let name = from.next().filter(|_| from.next().is_none())?;
    Some((name.as_str(), context.evidence.data.get(name)?, context.spec.data.get(name)?))
}

/// The only column of times.
pub(super) fn time_column(table: &Table) -> Option<usize> {
    let is_time = |index: usize| {
        let mut values = table.rows.iter().filter_map(|row| row.get(index)).map(|cell| &cell.value);
        values.any(|value| days(value).is_some())
    };
    let mut times = (0..table.columns.len()).filter(|index| is_time(*index));
    times.next().filter(|_| times.next().is_none())
}

/// The first and the last day that a table is of.
pub(super) fn span(table: &Table, data: &Data) -> Option<(NaiveDate, NaiveDate)> {
    let column = time_column(table)?;
    let rows = || table.rows.iter().filter_map(|row| days(&row.get(column)?.value));
    let (first, last) = (rows().map(|(first, _)| first).min()?, rows().map(|(_, last)| last).max()?);
    let covers = data.covers.as_ref().and_then(|covers| covers.value.days());
    Some(covers.map_or((first, last), |(from, to)| (first.min(from), last.max(to))))
}

/// The first and the last day of a time in a cell.
pub(super) fn days(value: &Value) -> Option<(NaiveDate, NaiveDate)> {
    match value {
        Value::Date(day) => Some((*day, *day)),
        Value::Month(first) => {
            let month = PartialDate::month(first.year(), first.month());
            Some((*first, month.last_day()?))
        }
        Value::Year(year) => Some((NaiveDate::from_ymd_opt(*year, 1, 1)?, NaiveDate::from_ymd_opt(*year, 12, 31)?)),
        _ => None,
    }
}

//! Takes away what must not be given: small numbers from figures and tables, and the protected data themselves, so that nothing
//! that comes after could print, embed or hash them.

use super::super::data::{Cell, Column, Margin, Table, Value};
use super::protect::{self, Outcome, State};
use super::{Protected, TableRows};
use crate::diag::{Diagnostic, Sink, Span};
use crate::evidence::Evidence;
use crate::spec::{Bound, Data, Spanned, Spec, Text};
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Protects all that is counted in protected data.
pub(super) fn protected(
    spec: &mut Spec,
    evidence: &mut Evidence,
    counted: &BTreeMap<String, Vec<Protected>>,
    sink: &mut Sink,
) {
    let guarded: Vec<(String, u32)> = spec
        .data
        .iter()
        .filter_map(|(id, data)| Some((id.value.clone(), data.protect.as_ref()?.below.value)))
        .collect();
    for (id, below) in guarded {
        shown_whole(&id, spec, sink);
        let queries = counted.get(&id).map_or(&[][..], Vec::as_slice);
        if let Some(finding) = unlike(&id, queries) {
            sink.push(finding);
        } else {
            let all: Vec<&protect::Counted> = queries.iter().map(|query| &query.counted).collect();
            match protect::decide(&all, below) {
                Ok(outcome) => queries.iter().for_each(|query| apply(query, &outcome, below, spec, evidence, sink)),
                Err(findings) => findings.into_iter().for_each(|finding| sink.push(finding)),
            }
        }
        if let Some(table) = evidence.data.remove(&id) {
            evidence.protected.insert(id, table.columns);
        }
    }
}

/// Data that another record reads as well: protection is of the file and not of the record, for what is counted in the one says
/// what is withheld in the other.
pub(super) fn read_twice(spec: &Spec, evidence: &Evidence, sink: &mut Sink) {
    let own: Vec<(&Spanned<String>, &Data)> = spec.data.iter().filter(|(_, data)| data.derived().is_none()).collect();
    for (at, (id, data)) in own.iter().enumerate().filter(|(_, (_, data))| data.protect.is_some()) {
        let others = own.iter().enumerate().filter(|(other, _)| *other != at);
        // of two that are protected one finding is enough
        for (_, (other, record)) in others.filter(|(other, (_, record))| *other > at || record.protect.is_none()) {
            let rows = |id: &str| evidence.data.get(id).map(|table| (&table.columns, &table.rows));
            let alike = rows(&id.value).zip(rows(&other.value)).is_some_and(|((columns, rows), (others, theirs))| {
                let names = |columns: &[Column]| columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
                let cells = |a: &[Cell], b: &[Cell]| {
                    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.value.key() == b.value.key())
                };
                names(columns) == names(others)
                    && rows.len() == theirs.len()
                    && rows.iter().zip(theirs.iter()).all(|(a, b)| cells(a, b))
            });
            if !alike && !same_place(data, record) {
                continue;
            }
            let message = format!("the data `{}` are those of `{}`, which are protected", other.value, id.value);
            let finding = Diagnostic::error("cannot-protect", message).at(other.span, "the same data");
            sink.push(finding.also(id.span, "protected here").help(format!(
                "count in `{}` and delete `[data.{}]`: what is counted in both is examined only where it is counted in one",
                id.value, other.value
            )));
        }
    }
}

/// Whether two records read one sheet or table of one file.
fn same_place(a: &Data, b: &Data) -> bool {
    let file = |data: &Data| {
        let parts = data.file.as_ref()?.value.split('/').filter(|part| !part.is_empty() && *part != ".");
        let mut path: Vec<String> = Vec::new();
        for part in parts {
            if part == ".." { path.pop().map(|_| ())? } else { path.push(part.to_lowercase()) }
        }
        Some(path)
    };
    let differ = |a: &Option<Text>, b: &Option<Text>| {
        a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| !a.value.eq_ignore_ascii_case(&b.value))
    };
    file(a).is_some_and(|own| Some(own) == file(b)) && !differ(&a.sheet, &b.sheet) && !differ(&a.table, &b.table)
}

/// Charts and tables that would print protected data row by row.
fn shown_whole(id: &str, spec: &Spec, sink: &mut Sink) {
    let charts = spec.charts.iter().filter_map(|(name, chart)| Some(("chart", name, chart.data.as_ref()?)));
    let tables = spec.tables.iter().filter_map(|(name, table)| Some(("table", name, table.data.as_ref()?)));
    for (what, name, data) in charts.chain(tables).filter(|(.., data)| data.value == id) {
        let message = format!("the {what} `{}` would print the rows of the protected data `{id}`", name.value);
        let finding = Diagnostic::error("cannot-protect", message).at(data.span, "");
        sink.push(finding.help("count them: `[data.ID]` with a `query` that groups them, and name that here"));
    }
}

/// Numbers of two kinds that are counted in one table of data: what the one says of the other cannot be told.
fn unlike(id: &str, queries: &[Protected]) -> Option<Diagnostic> {
    let first = queries.first()?;
    let other = queries.iter().find(|query| query.kind != first.kind)?;
    let message = format!("the protected data `{id}` are counted in two ways, by rows or by the sums of a column");
    let finding = Diagnostic::error("cannot-protect", message).at(other.counted.span, "here otherwise");
    let help =
        "count one thing, and tell groups apart by labels: a row a person, with a column that says of which group";
    Some(finding.also(first.counted.span, "first").help(help))
}

fn apply(query: &Protected, outcome: &Outcome, below: u32, spec: &mut Spec, evidence: &mut Evidence, sink: &mut Sink) {
    let name = &query.counted.name;
    match (&query.table, name.split_once('.')) {
        (Some(rows), Some((_, id))) => {
            let Some(table) = evidence.data.get_mut(id) else { return };
            if let Err(finding) = withhold(table, rows, (name, query.counted.span), outcome, below) {
                sink.push(finding);
            }
        }
        (None, Some((_, id))) => {
            let Some((State::Small, _)) = outcome.states.get(&(name.clone(), Vec::new())) else { return };
            let Some(figure) = spec.figures.get_mut(id) else { return };
            let span = query.counted.span;
            if figure.bound.as_ref().is_some_and(|bound| bound.value != Bound::Exact) {
                // what is printed must not say of how many there are what only the count says
                let message = format!("the figure `{id}` is below {below}, and “fewer than {below}” is no minimum");
                let finding = Diagnostic::error("cannot-protect", message).at(span, "");
                sink.push(finding.help(
                    "leave it out; or say in `what` that it counts recorded cases, and write `bound = \"exact\"`",
                ));
                return;
            }
            figure.value = Some(Spanned::new(Decimal::from(below), span));
            figure.bound = Some(Spanned::new(Bound::FewerThan, span));
        }
        (_, None) => {}
    }
}

/// Takes the small and the withheld numbers out of a table. Its rows with such a number stand last, in the order of their
/// labels, since the order of a query may say how large they are.
fn withhold(
    table: &mut Table,
    rows: &TableRows,
    (name, span): (&str, Span),
    outcome: &Outcome,
    below: u32,
) -> Result<(), Diagnostic> {
    let state = |labels: &[String]| {
        let key = labels.iter().cloned().map(Some).collect();
        outcome.states.get(&(name.to_owned(), key)).copied()
    };
    let broken = || {
        let message = format!("the rows of `{name}` are not the groups that it counts");
        let finding = Diagnostic::error("cannot-protect", message).at(span, "");
        finding.help("write each thing that is grouped by as it is selected")
    };
    let exact = table.columns.get(rows.number).and_then(|column| column.bound).unwrap_or(Bound::Exact) == Bound::Exact;
    let said = |state: State, value: u32| match state {
        State::Given => Value::Number(Decimal::from(value)),
        State::Small if exact => Value::Below(below),
        State::Small | State::Withheld => Value::Withheld,
    };
    let (mut given, mut others) = (Vec::new(), Vec::new());
    for (mut row, labels) in Arc::unwrap_or_clone(std::mem::take(&mut table.rows)).into_iter().zip(&rows.labels) {
        let (state, value) = state(labels).ok_or_else(broken)?;
        let cell = row.get_mut(rows.number).ok_or_else(broken)?;
        if cell.value != Value::Number(Decimal::from(value)) {
            return Err(broken());
        }
        cell.value = said(state, value);
        if state == State::Given { given.push((labels, row)) } else { others.push((labels, row)) }
    }
    if given.is_empty() {
        let message =
            format!("all numbers of `{name}` are below {below} or withheld, so that only its labels would be told");
        let finding = Diagnostic::error("cannot-protect", message).at(span, "");
        return Err(finding.help("count in fewer and larger groups"));
    }
    others.sort_by_key(|(labels, _)| *labels);
    let (labels, all): (Vec<&Vec<String>>, Vec<_>) = given.into_iter().chain(others).unzip();
    table.rows = Arc::new(all);
    table.margins = margins(name, &labels, outcome, &said);
    table.embed();
    Ok(())
}

/// The totals of a table: over all rows, and over those that share some of their labels.
fn margins(name: &str, labels: &[&Vec<String>], outcome: &Outcome, said: &dyn Fn(State, u32) -> Value) -> Vec<Margin> {
    let own = outcome.states.iter().filter(|((owner, key), _)| owner == name && key.iter().any(Option::is_none));
    own.map(|((_, key), (state, value))| {
        let shares =
            |labels: &[String]| key.iter().zip(labels).all(|(key, label)| key.as_ref().is_none_or(|key| key == label));
        let rows = labels.iter().enumerate().filter(|(_, labels)| shares(labels)).map(|(row, _)| row).collect();
        Margin { rows, total: said(*state, *value) }
    })
    .collect()
}

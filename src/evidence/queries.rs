//! Queries: figures that are counted in the data, `query = "select count(*) from cases where month = :month"`, and tables
//! of data that are what a query gives.
//!
//! The tables that a query names are put into an SQLite database in memory, which lasts as long as the queries are run. A query may
//! read and nothing else; it has so many steps and no more, so that the same query ends in the same way on every machine.
//! What is counted in protected data is looked at last, all of it together: small numbers are taken away again, and with them
//! the data.

mod audit;
mod database;
mod literals;
mod parameters;
mod protect;
mod shape;
mod slips;
mod tables;
mod times;
mod withhold;

use super::Evidence;
use super::data::{self, Table};
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::spec::{Bound, Figure, Spanned, Spec, Text};
use database::{Database, failed};
pub(super) use parameters::Parameters;
use rust_decimal::{Decimal, RoundingStrategy};
use shape::Shape;
use std::collections::{BTreeMap, BTreeSet};
use times::never_equal;

/// What is known of a query, for the ledger.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// The tables of `[data]` that it read, by id.
    pub from: BTreeSet<String>,
    /// How many rows of its one table it counted, and how many its condition left out; none where it reads several tables,
    /// or protected ones.
    pub rows: Option<(usize, usize)>,
    /// The threshold below which its numbers are not given.
    pub below: Option<u32>,
}

/// Runs all queries: makes the tables that are queries, gives each figure with a query its value, and takes away what is
/// protected. What is wrong with a query, or with what comes of it, goes to `sink`.
pub fn fill(spec: &mut Spec, evidence: &mut Evidence, files: &mut Files, sink: &mut Sink) {
    let mut queries = match Queries::new(spec) {
        Ok(queries) => queries,
        Err(error) => {
            sink.push(failed(&error, spec.spec.span));
            return;
        }
    };
    withhold::read_twice(spec, evidence, sink);
    queries.tables(spec, evidence, files, sink);
    data::references(spec, &evidence.data, sink);
    queries.figures(spec, evidence, sink);
    let counted = std::mem::take(&mut queries.counted);
    withhold::protected(spec, evidence, &counted, sink);
}

/// The queries of a specification while they are run.
struct Queries {
    database: Database,
    parameters: Parameters,
    /// What is counted in protected data, by the id of that.
    counted: BTreeMap<String, Vec<Protected>>,
}

/// A query over protected data.
struct Protected {
    /// What it counts, row by row.
    counted: protect::Counted,
    /// Whether it counts rows or adds up a column.
    kind: shape::Kind,
    /// Of a table: the labels of its rows, and the places of label and number columns.
    table: Option<TableRows>,
}

/// The rows of a query table, by their labels.
struct TableRows {
    labels: Vec<Vec<String>>,
    number: usize,
    /// Labels that stand together in no row.
    absent: Vec<Vec<String>>,
}

impl Queries {
    fn new(spec: &Spec) -> rusqlite::Result<Self> {
        Ok(Queries { database: Database::new()?, parameters: Parameters::of(spec), counted: BTreeMap::new() })
    }

    fn figures(&mut self, spec: &mut Spec, evidence: &mut Evidence, sink: &mut Sink) {
        let wanted: Vec<(String, Text)> =
            spec.figures.iter().filter_map(|(id, figure)| Some((id.value.clone(), figure.query.clone()?))).collect();
        for (id, query) in wanted {
            match self.figure(&id, &query, spec, evidence) {
                Ok(Some((value, account))) => {
                    settle(spec, &id, value, &query, &account.from, sink);
                    evidence.accounts.insert(format!("figures.{id}"), account);
                }
                Ok(None) => {}
                Err(finding) => sink.push(finding),
            }
        }
    }

    /// The value of a figure; none where a table that it reads has faults of its own.
    fn figure(
        &mut self,
        id: &str,
        query: &Text,
        spec: &Spec,
        evidence: &Evidence,
    ) -> Result<Option<(Decimal, Account)>, Diagnostic> {
        // a table that could not be read was reported
        if named(&query.value, spec.data.iter().map(|(id, _)| &id.value))
            .iter()
            .any(|id| !evidence.data.contains_key(id))
        {
            return Ok(None);
        }
        if let Some(finding) = self.slip(query, spec, evidence) {
            return Err(finding);
        }
        self.load(query, &evidence.data)?;
        let (value, is_whole, from) = self.database.count_whole(id, query, &self.parameters, &evidence.data)?;
        let account = self.account((&format!("figures.{id}"), query), from, None, spec, evidence)?;
        // of protected numbers nothing is told, not even in a finding
        if account.below.is_none() {
            self.agrees((id, query), value, spec, evidence)?;
        }
        let figure = spec.figures.get(id);
        let bound = figure.and_then(|figure| figure.bound.as_ref()).map_or(Bound::Exact, |bound| bound.value);
        let is_rounded = figure.is_some_and(|figure| figure.round.is_some());
        if !is_whole && !is_rounded && bound == Bound::Exact && account.below.is_none() {
            return Err(slips::cut_off(
                &format!("the number of `{id}`"),
                query,
                "or write `round = 1` in the figure, which makes it \"about\"",
            ));
        }
        if let Some(finding) = self.empties((id, query), |_| bound, account.below.is_some(), evidence) {
            return Err(finding);
        }
        Ok(Some((value, account)))
    }

    /// Whether a number is the one that is meant: no rest was dropped, and an average is over as many as it says.
    fn agrees(
        &mut self,
        (id, query): (&str, &Text),
        value: Decimal,
        spec: &Spec,
        evidence: &Evidence,
    ) -> Result<(), Diagnostic> {
        let mut again = |sql: String| {
            let text = Text::verbatim(sql, query.span);
            self.database.count(id, &text, &self.parameters, &evidence.data).ok().map(|(value, _)| value)
        };
        if let Some(exact) = slips::with_rest(&query.value).and_then(&mut again).filter(|exact| *exact != value) {
            return Err(slips::rest_dropped(id, query, Some((value, exact))));
        }
        let said = spec.figures.get(id).and_then(|figure| figure.average_of.as_ref()).map(|said| said.value);
        let rows = said.and_then(|_| slips::averaged(&query.value)).and_then(&mut again);
        if let Some((said, came)) = said.zip(rows).filter(|(said, came)| Decimal::from(*said) != *came) {
            return Err(slips::miscounted(id, query, said, came));
        }
        Ok(())
    }

    /// A sum or an average that passes over empty cells, as if nothing were there. A minimum is still one where a number is
    /// missing; all else is not, as in the totals of tables. `bound` is that of what is selected at a place.
    fn empties(
        &mut self,
        (name, query): (&str, &Text),
        bound: impl Fn(usize) -> Bound,
        is_protected: bool,
        evidence: &Evidence,
    ) -> Option<Diagnostic> {
        let shape = Shape::of(&query.value)?;
        for (place, item) in shape.items.iter().enumerate() {
            for (function, column) in slips::adding(&item.text) {
                let minimum = matches!(bound(place), Bound::AtLeast | Bound::MoreThan);
                if minimum && function != "avg" {
                    continue;
                }
                let quoted = format!("\"{}\"", column.replace('"', "\"\""));
                let sql = format!("select count(*) - count({quoted}) {}", shape.from);
                let text = Text::verbatim(sql, query.span);
                let (empty, _) = self.database.count(name, &text, &self.parameters, &evidence.data).ok()?;
                if !empty.is_zero() {
                    let count = (!is_protected).then_some(empty);
                    return Some(slips::passed_over((name, query), (&function, &column), count));
                }
            }
        }
        None
    }

    /// What the database would take without a word, and what nobody means.
    fn slip(&self, query: &Text, spec: &Spec, evidence: &Evidence) -> Option<Diagnostic> {
        never_equal(spec, &self.parameters, query, &evidence.data)
            .or_else(|| literals::no_time(spec, query, evidence.data.keys().cloned()))
            .or_else(|| slips::slip(query, &evidence.data))
    }

    /// Puts the tables that a query names into the database.
    fn load(&mut self, query: &Text, data: &BTreeMap<String, Table>) -> Result<(), Diagnostic> {
        let named = named(&query.value, data.keys());
        named.iter().try_for_each(|table| self.database.load(table, data)).map_err(|error| failed(&error, query.span))
    }

    /// What is known of a query that was run. One over protected data is written down, with what it counts row by row.
    fn account(
        &mut self,
        (name, query): (&str, &Text),
        from: BTreeSet<String>,
        table: Option<TableRows>,
        spec: &Spec,
        evidence: &Evidence,
    ) -> Result<Account, Diagnostic> {
        let shape = Shape::of(&query.value);
        if let Some(base) = from.iter().find(|id| guarded(id, spec, evidence)) {
            let below = self.trace((name, query), (base.as_str(), from.len()), (shape, table), spec, evidence)?;
            return Ok(Account { from, rows: None, below: Some(below) });
        }
        let rows = match (shape, from.iter().collect::<Vec<_>>().as_slice()) {
            (Some(shape), [one]) => {
                let all = evidence.data.get(*one).map_or(0, |table| table.rows.len());
                let sql = format!("select count(*) {}", shape.from);
                let text = Text::verbatim(sql, query.span);
                let (counted, _) = self.database.count(name, &text, &self.parameters, &evidence.data)?;
                usize::try_from(counted).ok().map(|counted| (counted, all.saturating_sub(counted)))
            }
            _ => None,
        };
        Ok(Account { from, rows, below: None })
    }

    /// Writes down what a query counts in protected data, row by row; gives the threshold.
    fn trace(
        &mut self,
        (name, query): (&str, &Text),
        (base, tables): (&str, usize),
        (shape, table): (Option<Shape>, Option<TableRows>),
        spec: &Spec,
        evidence: &Evidence,
    ) -> Result<u32, Diagnostic> {
        let refused = |what: &str, help: &str| {
            let message = format!("`{name}` counts in the protected data `{base}`, and {what}");
            Diagnostic::error("cannot-protect", message).at(query.span, "").help(help)
        };
        let Some(protect) = spec.data.get(base).and_then(|data| data.protect.as_ref()) else {
            return Err(refused("its numbers are not all given", "count in the data of the file itself"));
        };
        let simple =
            "write `select LABELS, count(*) from TABLE where … group by LABELS`, or `sum(COLUMN)` for `count(*)`";
        let Some(shape) = shape.filter(|_| tables == 1) else {
            return Err(refused("which rows are in a number cannot be told of this query", simple));
        };
        let number: Vec<&shape::Kind> =
            shape.items.iter().map(|item| &item.kind).filter(|kind| **kind != shape::Kind::Label).collect();
        let kind = match number.as_slice() {
            [kind @ (shape::Kind::Count | shape::Kind::Sum(_))] => (*kind).clone(),
            [] => return Err(refused("it counts nothing", simple)),
            [_] => return Err(refused("what it calculates may give single rows away", simple)),
            _ => {
                return Err(refused(
                    "it has several numbers a row",
                    "make a query of each, and tell the groups apart by a label",
                ));
            }
        };
        if !shape.is_grouped() {
            return Err(refused("its rows are no groups", simple));
        }
        let sql = self.row_query(&shape, &kind, base, evidence);
        let rows = self.database.rows((&sql, query.span), usize::MAX, &self.parameters, &evidence.data)?;
        let counted = protect::Counted {
            name: name.to_owned(),
            span: query.span,
            is_table: table.is_some(),
            absent: table.as_ref().map(|table| table.absent.clone()).unwrap_or_default(),
            rows: rows.rows.iter().filter_map(|row| counted_row(row)).collect(),
        };
        if counted.rows.len() != rows.rows.len() {
            return Err(refused("a row has no whole number of nothing or more", "leave such rows out with `where`"));
        }
        self.counted.entry(base.to_owned()).or_default().push(Protected { counted, kind, table });
        Ok(protect.below.value)
    }

    /// The query for the rows behind the numbers of another.
    fn row_query(&self, shape: &Shape, kind: &shape::Kind, base: &str, evidence: &Evidence) -> String {
        // a column may bear one of the names that the database has for the number of a row
        let taken = |name: &&&str| {
            let columns = evidence.data.get(base).map(|table| &table.columns);
            columns.into_iter().flatten().any(|column| column.name.eq_ignore_ascii_case(name))
        };
        let number = ["rowid", "oid", "_rowid_"].iter().find(|name| !taken(name)).unwrap_or(&"rowid");
        let weight = match kind {
            shape::Kind::Sum(column) => format!("coalesce(\"{}\", 0)", column.replace('"', "\"\"")),
            _ => "1".to_owned(),
        };
        let labels: String = shape.labels().map(|item| format!(", {}", item.text)).collect();
        format!("select {number}, {weight}{labels} {}", shape.from)
    }
}

/// Whether small numbers of a table are not given.
fn guarded(id: &str, spec: &Spec, evidence: &Evidence) -> bool {
    let own = spec.data.get(id).is_some_and(|data| data.protect.is_some());
    own || evidence.accounts.get(&format!("data.{id}")).is_some_and(|account| account.below.is_some())
}

/// The number of a row, what it adds, and its labels.
fn counted_row(row: &[data::Given]) -> Option<(u32, u32, Vec<String>)> {
    let [data::Given::Number(row), data::Given::Number(weight), labels @ ..] = row else { return None };
    Some((row.parse().ok()?, weight.parse().ok()?, labels.iter().map(data::Given::key).collect()))
}

/// The tables whose names stand in a query as words.
fn named<'a>(query: &str, tables: impl Iterator<Item = &'a String>) -> BTreeSet<String> {
    let words: BTreeSet<String> = query
        .split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
        .map(str::to_ascii_lowercase)
        .collect();
    tables.filter(|table| words.contains(table.as_str())).cloned().collect()
}

/// The one source of some tables; none where there are none or several.
fn one_source(spec: &Spec, tables: &BTreeSet<String>) -> Result<String, usize> {
    let sources: BTreeSet<&String> =
        tables.iter().filter_map(|table| Some(&spec.data.get(table)?.source.as_ref()?.value)).collect();
    match sources.into_iter().collect::<Vec<_>>().as_slice() {
        [one] => Ok((*one).clone()),
        several => Err(several.len()),
    }
}

/// Nothing, or too much, says where a number of the query of `name` is from.
fn without_source(name: &str, sources: usize, span: Span) -> Diagnostic {
    let message = match sources {
        0 => format!("nothing says where the data of `{name}` are from"),
        _ => format!("the data of `{name}` are from several sources"),
    };
    let finding = Diagnostic::error("query-without-source", message).at(span, "");
    finding.help("give the data a `source`, or name in this record the one that it rests on")
}

/// Writes a value, and the source of the data, into a figure.
fn settle(spec: &mut Spec, id: &str, value: Decimal, query: &Text, tables: &BTreeSet<String>, sink: &mut Sink) {
    let source = one_source(spec, tables);
    let Some(figure): Option<&mut Figure> = spec.figures.get_mut(id) else { return };
    round(figure, value, query.span);
    if figure.source.is_none() {
        match source {
            Ok(source) => figure.source = Some(Spanned::new(source, query.span)),
            Err(several) => sink.push(without_source(id, several, query.span)),
        }
    }
}

/// Writes a value as exactly as the figure asks for it: a least is rounded down and a most up, so that what is said stays
/// true, and what is no longer exact is about right.
fn round(figure: &mut Figure, value: Decimal, span: Span) {
    let Some(decimals) = figure.round.as_ref().map(|round| round.value.min(database::DECIMALS)) else {
        figure.value = Some(Spanned::new(value, span));
        return;
    };
    let strategy = match figure.bound.as_ref().map(|bound| bound.value) {
        Some(Bound::AtLeast | Bound::MoreThan) => RoundingStrategy::ToNegativeInfinity,
        Some(Bound::AtMost | Bound::FewerThan) => RoundingStrategy::ToPositiveInfinity,
        _ => RoundingStrategy::MidpointAwayFromZero,
    };
    let rounded = value.round_dp_with_strategy(decimals, strategy).normalize();
    if let Some(bound) = figure.bound.as_mut().filter(|bound| bound.value == Bound::Exact && rounded != value) {
        bound.value = Bound::About;
    }
    figure.value = Some(Spanned::new(rounded, span));
}

#[cfg(test)]
mod tests;

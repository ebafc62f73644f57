//! Tables of data that are what a query gives, in the order in which they rest on each other.

use super::super::data::{self, Given};
use super::shape::{Kind, Shape};
use super::{Account, Queries, TableRows, database, guarded, one_source, slips, without_source};
use crate::diag::{Diagnostic, Files, Sink};
use crate::evidence::Evidence;
use crate::spec::{Bound, ColumnType, Spanned, Spec, Text};
use std::collections::BTreeSet;

impl Queries {
    /// Makes all tables that are queries.
    pub(super) fn tables(&mut self, spec: &mut Spec, evidence: &mut Evidence, files: &mut Files, sink: &mut Sink) {
        let wanted: Vec<String> =
            spec.data.iter().filter(|(_, data)| data.derived().is_some()).map(|(id, _)| id.value.clone()).collect();
        let mut done = BTreeSet::new();
        for id in wanted {
            self.table(&id, spec, evidence, &mut Vec::new(), &mut done, (&mut *files, &mut *sink));
        }
    }

    /// Makes the table `id`, and before it those that it reads; `way` are those that wait for it.
    fn table(
        &mut self,
        id: &str,
        spec: &mut Spec,
        evidence: &mut Evidence,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
        (files, sink): (&mut Files, &mut Sink),
    ) {
        let Some(query) = spec.data.get(id).and_then(|data| data.derived().cloned()).filter(|_| !done.contains(id))
        else {
            return;
        };
        way.push(id.to_owned());
        loop {
            if let Err(finding) = self.load(&query, &evidence.data) {
                sink.push(finding);
                break;
            }
            let absent = self.database.absent(&query.value).map(|name| name.to_lowercase());
            match absent.filter(|name| spec.data.get(name).is_some()) {
                Some(name) if way.contains(&name) => {
                    sink.push(circle(&name, way, &query));
                    break;
                }
                // its faults were reported, or are now
                Some(name)
                    if done.contains(&name) || spec.data.get(&name).is_some_and(|data| data.derived().is_none()) =>
                {
                    break;
                }
                Some(name) => self.table(&name, spec, evidence, way, done, (&mut *files, &mut *sink)),
                None => {
                    if let Err(finding) = self.run(id, &query, spec, evidence, (&mut *files, &mut *sink)) {
                        sink.push(finding);
                    }
                    break;
                }
            }
        }
        way.pop();
        done.insert(id.to_owned());
    }

    /// Runs the query of the table `id`.
    fn run(
        &mut self,
        id: &str,
        query: &Text,
        spec: &mut Spec,
        evidence: &mut Evidence,
        (files, sink): (&mut Files, &mut Sink),
    ) -> Result<(), Diagnostic> {
        if let Some(finding) = self.slip(query, spec, evidence) {
            return Err(finding);
        }
        let rows = self.database.rows((&query.value, query.span), database::ROWS, &self.parameters, &evidence.data)?;
        if let Some(exact) = slips::with_rest(&query.value) {
            let most = database::ROWS;
            let exact = self.database.rows((&exact, query.span), most, &self.parameters, &evidence.data);
            if exact.is_ok_and(|exact| exact.rows != rows.rows) {
                return Err(slips::rest_dropped(id, query, None));
            }
        }
        if rows.read.is_empty() {
            let message = format!("the query of `{id}` reads no table of `[data]`");
            return Err(Diagnostic::error("query-without-data", message)
                .at(query.span, "")
                .help("name one after `from`"));
        }
        let mut rows = rows;
        let mut labelled = labelled(query, &rows.rows);
        if rows.read.iter().any(|id| guarded(id, spec, evidence))
            && let Some(labelled) = &mut labelled
        {
            complete(labelled, &mut rows.rows);
        }
        let labelled_number = labelled.as_ref().map(|table| table.number);
        let account = self.account((&format!("data.{id}"), query), rows.read, labelled, spec, evidence)?;
        let bounds: Vec<Bound> = rows
            .head
            .iter()
            .map(|name| {
                let column = spec.data.get(id).and_then(|data| data.columns.get(name));
                column.and_then(|column| column.bound.as_ref()).map_or(Bound::Exact, |bound| bound.value)
            })
            .collect();
        let bound = |place: usize| bounds.get(place).copied().unwrap_or(Bound::Exact);
        if let Some(column) = rows.cut.iter().find(|column| bound(**column) == Bound::Exact) {
            let name = rows.head.get(*column).map_or("", String::as_str);
            let what = format!("a number in the column `{name}` of `{id}`");
            return Err(slips::cut_off(&what, query, "or declare the column with `bound = \"about\"`"));
        }
        if let Some(finding) = self.empties((id, query), bound, account.below.is_some(), evidence) {
            return Err(finding);
        }
        settle(id, query, &account, spec, sink);
        // of protected numbers nothing is shown, not even in a finding
        let hidden = labelled_number.filter(|_| account.below.is_some());
        let Some((name, record)) = spec.data.entry(id) else { return Ok(()) };
        if let Some(table) =
            data::of_query((name, record), (&rows.head, &rows.rows, hidden), &spec.sources, files, sink)
        {
            evidence.data.insert(id.to_owned(), table);
        }
        evidence.accounts.insert(format!("data.{id}"), account);
        Ok(())
    }
}

/// The labels of each row of a simple query, and the place of its number.
fn labelled(query: &Text, rows: &[Vec<Given>]) -> Option<TableRows> {
    let shape = Shape::of(&query.value)?;
    let number = shape.items.iter().position(|item| item.kind != Kind::Label)?;
    let is_label = |index: &usize| shape.items.get(*index).is_some_and(|item| item.kind == Kind::Label);
    let labels = |row: &Vec<Given>| {
        let own = row.iter().enumerate().filter(|(index, _)| is_label(index));
        own.map(|(_, cell)| cell.key()).collect()
    };
    Some(TableRows { labels: rows.iter().map(labels).collect(), number, absent: Vec::new() })
}

/// Adds the rows in which nobody is. A table that leaves them out says of each that there is nobody, which is a small number; with them it
/// says of each that there are few.
fn complete(table: &mut TableRows, rows: &mut Vec<Vec<Given>>) {
    let Some(first) = rows.first() else { return };
    let columns: Vec<usize> = (0..first.len()).filter(|column| *column != table.number).collect();
    let distinct = |column: &usize| rows.iter().filter_map(|row| row.get(*column)).cloned().collect::<BTreeSet<_>>();
    let values: Vec<BTreeSet<Given>> = columns.iter().map(distinct).collect();
    let all = values.iter().map(BTreeSet::len).try_fold(1_usize, usize::checked_mul);
    if columns.len() < 2 || all.is_none_or(|all| all > database::ROWS) {
        return;
    }
    let mut labels: Vec<Vec<Given>> = vec![Vec::new()];
    for values in &values {
        let longer = |before: Vec<Given>| {
            values.iter().map(move |value| [before.as_slice(), std::slice::from_ref(value)].concat())
        };
        labels = labels.into_iter().flat_map(longer).collect();
    }
    let there: BTreeSet<Vec<String>> = table.labels.iter().cloned().collect();
    for labels in labels {
        let keys: Vec<String> = labels.iter().map(Given::key).collect();
        if there.contains(&keys) {
            continue;
        }
        let mut row = labels;
        row.insert(table.number.min(row.len()), Given::Number("0".to_owned()));
        rows.push(row);
        table.labels.push(keys.clone());
        table.absent.push(keys);
    }
}

/// A table rests on the source of those that it is made from, and what the reader must know of one must be known of it.
fn settle(id: &str, query: &Text, account: &Account, spec: &mut Spec, sink: &mut Sink) {
    let source = one_source(spec, &account.from);
    let only = match account.from.iter().collect::<Vec<_>>().as_slice() {
        [one] => spec.data.get(one).map(|data| (data.locator.clone(), data.note.clone())),
        _ => None,
    };
    let Some(data) = spec.data.get_mut(id) else { return };
    let in_rows = data.columns.iter().any(|(_, column)| column.r#type.value == ColumnType::Source);
    if data.source.is_none() && !in_rows {
        match source {
            Ok(source) => data.source = Some(Spanned::new(source, query.span)),
            // one without a source is a warning where it is shown
            Err(0) => {}
            Err(several) => sink.push(without_source(id, several, query.span)),
        }
        data.locator = data.locator.take().or(only.as_ref().and_then(|(locator, _)| locator.clone()));
    }
    data.note = data.note.take().or(only.and_then(|(_, note)| note));
}

fn circle(name: &str, way: &[String], query: &Text) -> Diagnostic {
    let from = way.iter().position(|id| id == name).unwrap_or(0);
    let chain: Vec<String> =
        way.iter().skip(from).map(String::as_str).chain([name]).map(|id| format!("`{id}`")).collect();
    let message = format!("the data `{name}` are made from themselves: {}", chain.join(" reads "));
    let finding = Diagnostic::error("circular-query", message).at(query.span, "leads back to it");
    finding.help("let one of the queries read the data of a file")
}

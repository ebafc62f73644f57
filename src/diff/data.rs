//! Tables of data, cell by cell: rows are told apart by the column that is unique in them.

use super::Kind;
use crate::evidence::data::{Table, Value};
use crate::spec::{ColumnType, Data, Spec};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The tables of a briefing, by id.
pub type Tables = BTreeMap<String, Table>;

/// Data that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DataChange {
    /// The id of the table.
    pub id: String,
    /// What became of it.
    pub kind: Kind,
    /// Its rows that differ, in the order of the new table; those that are gone come last. None of a table that was added or
    /// removed.
    pub rows: Vec<RowChange>,
    /// The names of its columns that are new, and of those that are gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub added_columns: Vec<String>,
    /// Those that are gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removed_columns: Vec<String>,
}

/// A row that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowChange {
    /// What it is told by: its cell in the unique column, or all of its cells where there is none.
    pub row: String,
    /// What became of it.
    pub kind: Kind,
    /// Its cells that differ.
    pub cells: Vec<CellChange>,
}

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CellChange {
    /// The name of its column.
    pub column: String,
    /// What the old table has.
    pub old: String,
    /// What the new table has.
    pub new: String,
    /// By how much a number changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<String>,
}

/// A cell of both tables that differs.
#[derive(Debug, Clone, Copy)]
pub struct Revised<'a> {
    /// The cell by which its row is told.
    pub row: &'a Value,
    /// The place of its column in the new table.
    pub column: usize,
    /// What the old table has.
    pub old: &'a Value,
    /// What the new table has.
    pub new: &'a Value,
}

/// Compares the tables that come from files and databases; those that queries make of them follow from these.
pub(super) fn compare((old_spec, old): (&Spec, &Tables), (spec, new): (&Spec, &Tables)) -> Vec<DataChange> {
    let own = |spec: &Spec, id: &str| spec.data.get(id).is_some_and(|data| data.derived().is_none());
    let whole = |id: &str, kind| DataChange {
        id: id.to_owned(),
        kind,
        rows: Vec::new(),
        added_columns: Vec::new(),
        removed_columns: Vec::new(),
    };
    let mut changes = Vec::new();
    for (id, record) in spec.data.iter().filter(|(id, _)| own(spec, &id.value)) {
        match (old.get(&id.value), new.get(&id.value)) {
            (Some(before), Some(now)) => {
                let rows = rows(before, now, record);
                let (added_columns, removed_columns) = (only_in(now, before), only_in(before, now));
                if !(rows.is_empty() && added_columns.is_empty() && removed_columns.is_empty()) {
                    let change = whole(&id.value, Kind::Changed);
                    changes.push(DataChange { rows, added_columns, removed_columns, ..change });
                }
            }
            // data that are protected are in neither
            (None, Some(_)) if !own(old_spec, &id.value) => changes.push(whole(&id.value, Kind::Added)),
            _ => {}
        }
    }
    let gone = old_spec.data.ids().filter(|id| own(old_spec, id) && spec.data.get(id).is_none());
    changes.extend(gone.filter(|id| old.contains_key(*id)).map(|id| whole(id, Kind::Removed)));
    changes
}

/// The cells of rows that both tables have, which differ.
#[must_use]
pub fn revised<'a>(old: &'a Table, new: &'a Table, record: &Data) -> Vec<Revised<'a>> {
    let Some((old_key, key)) = keys(old, new, record) else { return Vec::new() };
    let columns: Vec<(usize, usize)> = common(old, new).collect();
    let before = by_key(old, old_key);
    let mut found = Vec::new();
    for row in new.rows.iter() {
        let Some(own) = row.get(key) else { continue };
        let Some(earlier) = before.get(&own.value.key()) else { continue };
        for (old_column, column) in &columns {
            let cells = earlier.get(*old_column).zip(row.get(*column));
            if let Some((a, b)) = cells.filter(|(a, b)| a.value.key() != b.value.key()) {
                found.push(Revised { row: &own.value, column: *column, old: &a.value, new: &b.value });
            }
        }
    }
    found
}

type Cells = [crate::evidence::data::Cell];

fn by_key(table: &Table, key: usize) -> BTreeMap<String, &Cells> {
    table.rows.iter().filter_map(|row| Some((row.get(key)?.value.key(), row.as_slice()))).collect()
}

/// The columns that the one has and the other has not.
fn only_in(own: &Table, other: &Table) -> Vec<String> {
    let is_there = |name: &str| other.columns.iter().any(|column| column.name == name);
    own.columns.iter().map(|column| column.name.clone()).filter(|name| !is_there(name)).collect()
}

/// The places of the columns that both have, in the old and in the new table.
fn common<'a>(old: &'a Table, new: &'a Table) -> impl Iterator<Item = (usize, usize)> + 'a {
    let place = |name: &str| old.columns.iter().position(|column| column.name == name);
    new.columns.iter().enumerate().filter_map(move |(at, column)| Some((place(&column.name)?, at)))
}

/// The place of the column by which rows are told, in the old and in the new table: one that is declared unique, else the first
/// of times, else the first of all, where no value stands in it twice.
fn keys(old: &Table, new: &Table, record: &Data) -> Option<(usize, usize)> {
    let is_declared = |name: &str| {
        record.columns.get(name).and_then(|column| column.unique.as_ref()).is_some_and(|unique| unique.value)
    };
    let is_time = |kind| matches!(kind, ColumnType::Date | ColumnType::Month | ColumnType::Year);
    let rank = |(_, at): &(usize, usize)| {
        let column = new.columns.get(*at);
        let (declared, time) =
            column.map_or((false, false), |column| (is_declared(&column.name), is_time(column.kind)));
        (!declared, !time, *at)
    };
    let is_unique = |table: &Table, at: usize| {
        let mut seen = BTreeSet::new();
        table.rows.iter().all(|row| row.get(at).is_some_and(|cell| seen.insert(cell.value.key())))
    };
    let mut columns: Vec<(usize, usize)> = common(old, new).collect();
    columns.sort_by_key(rank);
    let mut likely = columns.into_iter().take_while(|pair| {
        let (not_declared, not_time, at) = rank(pair);
        !not_declared || !not_time || at == 0
    });
    likely.find(|(before, now)| is_unique(old, *before) && is_unique(new, *now))
}

fn rows(old: &Table, new: &Table, record: &Data) -> Vec<RowChange> {
    // without a column that tells them, rows are told by all that both tables have
    let shared: (Vec<usize>, Vec<usize>) = common(old, new).unzip();
    let (old_columns, columns) = match keys(old, new, record) {
        Some((old_key, key)) => (vec![old_key], vec![key]),
        None => shared,
    };
    let name = |row: &Cells, columns: &[usize]| {
        let cells = columns.iter().filter_map(|column| row.get(*column));
        cells.map(|cell| cell.value.key()).collect::<Vec<_>>().join(", ")
    };
    // a row may stand in a table twice, and then it may be one that is new
    let counted = |table: &Table, columns: &[usize]| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        table.rows.iter().for_each(|row| *counts.entry(name(row, columns)).or_default() += 1);
        counts
    };
    let (mut before, mut now) = (counted(old, &old_columns), counted(new, &columns));
    let mut takes = |from_new: bool, row: &str| {
        let counts = if from_new { &mut now } else { &mut before };
        counts.get_mut(row).filter(|count| **count > 0).map(|count| *count -= 1).is_some()
    };
    let mut cells: BTreeMap<String, Vec<CellChange>> = BTreeMap::new();
    for revised in revised(old, new, record) {
        cells.entry(revised.row.key()).or_default().push(cell(&revised, new));
    }
    let change = |row: String, kind, cells| RowChange { row, kind, cells };
    let mut changes: Vec<RowChange> = Vec::new();
    for row in new.rows.iter().map(|row| name(row, &columns)) {
        let was_there = takes(false, &row);
        match cells.remove(&row) {
            Some(cells) => changes.push(change(row, Kind::Changed, cells)),
            None if !was_there => changes.push(change(row, Kind::Added, Vec::new())),
            None => {}
        }
    }
    for row in old.rows.iter().map(|row| name(row, &old_columns)) {
        if !takes(true, &row) {
            changes.push(change(row, Kind::Removed, Vec::new()));
        }
    }
    changes
}

fn cell(revised: &Revised<'_>, new: &Table) -> CellChange {
    let difference = match (revised.old, revised.new) {
        (Value::Number(old), Value::Number(new)) => new.checked_sub(*old).map(|by| by.normalize().to_string()),
        _ => None,
    };
    CellChange {
        column: new.columns.get(revised.column).map(|column| column.name.clone()).unwrap_or_default(),
        old: revised.old.key(),
        new: revised.new.key(),
        difference,
    }
}

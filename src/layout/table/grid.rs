//! Where the columns of a table stand, and how the numbers in them stand below one another.

use super::super::flow::Area;
use super::measure::Numbers;
use super::widths::{self, Breaking, Need};
use crate::doc::{RowKind, Table};
use std::sync::Arc;

/// A column.
#[derive(Debug, Clone, Copy)]
pub(super) struct Track {
    /// Its left edge.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// What its numbers take to the left of the place where they are aligned.
    pub before: f32,
    /// And to the right of it: decimals, the marks of notes.
    pub after: f32,
    /// How far marks hang behind the digits: head and words end where the digits do.
    pub hanging: f32,
}

/// A table that is being set.
pub(super) struct Grid<'t> {
    /// The table.
    pub table: &'t Table,
    /// Where it may stand.
    pub area: Area,
    /// Its left edge.
    pub x: f32,
    /// Its width: no more than it needs.
    pub width: f32,
    /// Its columns.
    pub tracks: Vec<Track>,
    /// What may be broken.
    pub breaking: Breaking,
    /// Whether its rows are gathered in groups.
    pub grouped: bool,
    /// The widths of numbers met so far.
    pub numbers: Numbers,
    named: u32,
}

impl<'t> Grid<'t> {
    /// Places the columns, `gap` or more apart.
    pub fn new(table: &'t Table, needs: &[Need], breaking: Breaking, area: Area, gap: f32) -> Self {
        let (columns, gap) = widths::share(needs, breaking, area.width, gap);
        let width = columns.iter().sum::<f32>() + gap * columns.len().saturating_sub(1) as f32;
        let mut tracks = Vec::with_capacity(columns.len());
        let mut x = area.x;
        for (column, need) in columns.into_iter().zip(needs) {
            tracks.push(Track { x, width: column, before: need.before, after: need.after, hanging: need.hanging });
            x += column + gap;
        }
        let grouped = table.rows.iter().any(|row| row.kind == RowKind::Group);
        Grid { table, area, x: area.x, width, tracks, breaking, grouped, numbers: Numbers::default(), named: 0 }
    }

    /// The name of the next head cell, unique in the document.
    pub fn name(&mut self) -> Arc<str> {
        self.named += 1;
        let table = self.table.anchor.as_deref().unwrap_or("table");
        Arc::from(format!("{table}-head-{}", self.named))
    }

    /// The left edge and the width of `count` columns from `first` on.
    pub fn span(&self, first: usize, count: usize) -> (f32, f32) {
        let tracks = self.tracks.get(first..(first + count).min(self.tracks.len())).unwrap_or_default();
        match (tracks.first(), tracks.last()) {
            (Some(first), Some(last)) => (first.x, last.x + last.width - first.x),
            _ => (self.x, self.width),
        }
    }
}

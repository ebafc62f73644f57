//! Tables: head cells that say what they are the heads of, groups of rows, totals; notes and source below.

use super::Writer;
use crate::doc::{Cell, Column, ColumnAlign, Inline, Row, RowKind, Table, plain_text};

/// Letters up to which a cell takes what room there is.
const SHORT: usize = 10;
/// Letters from which a cell is set on many lines, which want some width.
const LONG: usize = 40;

/// Where a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Body,
}

/// A cell in its place; none where the row ends early.
struct Placed<'a> {
    at: usize,
    span: usize,
    cell: Option<&'a Cell>,
}

impl Writer<'_> {
    /// A table with its caption, notes and source. Where it is wider than the screen, it is moved about in a frame of its own.
    pub(super) fn table(&mut self, table: &Table) {
        let anchor = table.anchor.as_deref().unwrap_or_default();
        // without a name of its own it has that of the section it stands in
        self.tables += 1;
        let name = match (&table.caption, anchor) {
            (None, _) => self.heading.clone(),
            (Some(_), "") => format!("caption-{}", self.tables),
            (Some(_), anchor) => format!("caption-{anchor}"),
        };
        self.block("div", &[("id", anchor), ("class", "table")], |writer| {
            let frame = [("class", "scroll"), ("aria-labelledby", name.as_str()), ("tabindex", "0")];
            writer.block("section", &frame, |writer| writer.grid(table, &name));
            writer.note_list(&table.notes, "notes table-notes");
            writer.source(&table.source);
        });
        self.passed.insert(anchor.to_owned());
    }

    fn grid(&mut self, table: &Table, name: &str) {
        let total = table.rows.iter().rev().take_while(|row| row.kind == RowKind::Total).count();
        let (body, foot) = table.rows.split_at(table.rows.len() - total);
        let labelled = if table.caption.is_some() { "" } else { name };
        let caption_id = if name.starts_with("caption-") { name } else { "" };
        // marks of notes hang beyond the numbers, which stay below one another
        let marked = |inline: &Inline| matches!(inline, Inline::NoteMark(_));
        let mut cells = table.rows.iter().flat_map(|row| &row.cells);
        let noted = cells.any(|cell| cell.number.is_some() && cell.text.iter().any(marked));
        let class = if noted { "noted" } else { "" };
        self.block("table", &[("class", class), ("aria-labelledby", labelled)], |writer| {
            if let Some(caption) = &table.caption {
                writer.block("caption", &[("id", caption_id)], |writer| {
                    writer.element("span", &[("class", "held")], |writer| writer.caption(caption));
                });
            }
            writer.column_groups(table);
            writer.head_rows(table);
            for group in body.chunk_by(|_, next| next.kind != RowKind::Group) {
                writer.rows("tbody", group, &table.columns);
            }
            writer.rows("tfoot", foot, &table.columns);
            writer.line();
        });
    }

    /// Columns that stand below one head are a group.
    fn column_groups(&mut self, table: &Table) {
        let Some(first) = table.head.first().filter(|_| spans_columns(table)) else { return };
        for place in placed(first, &mut vec![0; table.columns.len()], 1) {
            self.block("colgroup", &[("span", &place.span.to_string())], |_| {});
        }
    }

    fn head_rows(&mut self, table: &Table) {
        if table.head.is_empty() {
            return;
        }
        self.block("thead", &[], |writer| {
            let mut covered = vec![0; table.columns.len()];
            for (index, row) in table.head.iter().enumerate() {
                let below = table.head.len() - index;
                writer.block("tr", &[], |writer| {
                    for place in placed(row, &mut covered, below) {
                        let rows = place.cell.map_or(1, |cell| usize::from(cell.rows)).clamp(1, below);
                        let group = index == 0 && place.span > 1;
                        let scope = if group { "colgroup" } else { "col" };
                        writer.cell(&place, (scope, rows), &table.columns, Part::Head);
                    }
                });
            }
            writer.line();
        });
    }

    fn rows(&mut self, name: &str, rows: &[Row], columns: &[Column]) {
        if rows.is_empty() {
            return;
        }
        self.block(name, &[], |writer| {
            for row in rows {
                writer.row(row, columns);
            }
            writer.line();
        });
    }

    fn row(&mut self, row: &Row, columns: &[Column]) {
        let kind = match row.kind {
            RowKind::Plain => "",
            RowKind::Group => "group",
            RowKind::GroupTotal => "group-total",
            RowKind::Total => "total",
        };
        let class = match (kind, row.highlight) {
            (kind, false) => kind.to_owned(),
            ("", true) => "highlight".to_owned(),
            (kind, true) => format!("{kind} highlight"),
        };
        self.block("tr", &[("class", &class)], |writer| {
            let alone = row.kind == RowKind::Group && row.cells.len() == 1;
            if let (true, Some(cell)) = (alone, row.cells.first()) {
                let place = Placed { at: 0, span: columns.len(), cell: Some(cell) };
                writer.cell(&place, ("rowgroup", 1), columns, Part::Body);
                return;
            }
            for place in placed(row, &mut vec![0; columns.len()], 1) {
                let head = columns.get(place.at).is_some_and(|column| column.row_head);
                writer.cell(&place, (if head { "row" } else { "" }, 1), columns, Part::Body);
            }
        });
    }

    /// A cell: the head of what `scope` says, but for one that says nothing.
    fn cell(&mut self, place: &Placed<'_>, (scope, rows): (&str, usize), columns: &[Column], part: Part) {
        let text = place.cell.map(|cell| cell.text.as_slice()).unwrap_or_default();
        let blank = |inline: &Inline| matches!(inline, Inline::Text(words) if words.text.trim().is_empty());
        let is_head = !scope.is_empty() && !text.iter().all(blank);
        let number = columns.get(place.at).is_some_and(|column| column.align == ColumnAlign::Number);
        let kind = match (number, place.span) {
            (true, 1) => Some("amount"),
            (true, _) if part == Part::Head => Some("over"),
            _ => None,
        };
        // on a narrow screen a column does not shrink to one word a line
        let letters = plain_text(text).chars().count();
        let width = if letters > LONG { "long" } else { "some" };
        let marked = place.cell.is_some_and(|cell| cell.highlight).then_some("highlight");
        let width = (!number && place.span == 1 && letters > SHORT).then_some(width);
        let class: Vec<&str> = [kind, marked, width].into_iter().flatten().collect();
        let class = class.join(" ");
        let count = |count: usize| if count > 1 { count.to_string() } else { String::new() };
        let (name, scope) = if is_head { ("th", scope) } else { ("td", "") };
        let (columns, rows) = (count(place.span), count(rows));
        let attributes = [("scope", scope), ("class", &class), ("colspan", &columns), ("rowspan", &rows)];
        self.element(name, &attributes, |writer| writer.inlines(text));
    }
}

/// Whether the first row of a head has cells over several columns.
fn spans_columns(table: &Table) -> bool {
    table.head.first().is_some_and(|row| row.cells.iter().any(|cell| cell.columns > 1))
}

/// The cells of a row in their columns. `covered` says how many rows of each column cells from above still cover, and
/// `below` how many rows there are from here.
fn placed<'a>(row: &'a Row, covered: &mut [usize], below: usize) -> Vec<Placed<'a>> {
    let mut cells = row.cells.iter();
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(above) = covered.get_mut(at) {
        if *above > 0 {
            *above -= 1;
            at += 1;
            continue;
        }
        let cell = cells.next();
        let wanted = cell.map_or(1, |cell| usize::from(cell.columns.max(1)));
        let rows = cell.map_or(1, |cell| usize::from(cell.rows.max(1))).min(below);
        let free = covered.iter().skip(at).take_while(|above| **above == 0).count();
        let span = wanted.min(free).max(1);
        covered.iter_mut().skip(at).take(span).for_each(|above| *above = rows - 1);
        places.push(Placed { at, span, cell });
        at += span;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(u16, u16)]) -> Row {
        let cell = |(columns, rows): &(u16, u16)| Cell { columns: *columns, rows: *rows, ..Cell::default() };
        Row { cells: cells.iter().map(cell).collect(), ..Row::default() }
    }

    fn places(row: &Row, covered: &mut [usize], below: usize) -> Vec<(usize, usize, bool)> {
        placed(row, covered, below).iter().map(|place| (place.at, place.span, place.cell.is_some())).collect()
    }

    #[test]
    fn cells_stand_beside_those_that_go_on_from_above() {
        let mut covered = vec![0; 4];
        assert_eq!(
            places(&row(&[(1, 2), (2, 1), (1, 9)]), &mut covered, 2),
            [(0, 1, true), (1, 2, true), (3, 1, true)]
        );
        assert_eq!(covered, [1, 0, 0, 1], "no cell covers rows that there are not");
        assert_eq!(places(&row(&[(0, 0), (1, 1)]), &mut covered, 1), [(1, 1, true), (2, 1, true)]);
        assert_eq!(covered, [0; 4]);
    }

    #[test]
    fn rows_that_end_early_are_filled_and_none_is_too_long() {
        assert_eq!(places(&row(&[(1, 1)]), &mut [0; 3], 1), [(0, 1, true), (1, 1, false), (2, 1, false)]);
        assert_eq!(places(&row(&[(1, 1), (7, 1)]), &mut [0; 3], 1), [(0, 1, true), (1, 2, true)]);
    }
}

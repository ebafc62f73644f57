//! Tables: head rows that Word repeats, widths by content, notes and source below.

use super::figure::Counted;
use super::paragraph::{Paragraph, Piece};
use super::runs::Look;
use super::xml::Xml;
use super::{Writer, letters, styles};
use crate::doc::columns::{self, Want};
use crate::doc::{Cell, Column, ColumnAlign, NoteId, Orientation, Row, RowKind, Style, Table, plain_text};

/// The room of a cell beside its text, in twentieths of a point.
const PADDING: u32 = 160;
/// A head is set on more lines rather than wider than that, in its size.
const HEAD: f32 = 8.0;

impl Writer<'_> {
    /// A table with its caption, notes and source; on a page of its own where it lies.
    pub(super) fn table(&mut self, table: &Table) -> Vec<Piece> {
        self.small = false;
        let least = self.least(table);
        let lying = match table.orientation {
            Orientation::Landscape => true,
            Orientation::Portrait => false,
            Orientation::Auto => least > self.sheet.text_width(),
        };
        let upright = self.sheet;
        let room = if lying { upright.turned().text_width() } else { upright.text_width() };
        self.small = least > room;
        let mut pieces = Vec::new();
        if lying {
            pieces.push(Piece::Section(upright));
            self.sheet = upright.turned();
        }
        pieces.append(&mut self.caption(table.caption.as_ref(), table.anchor.as_deref(), Counted::Table));
        pieces.push(Piece::Table(self.grid(table)));
        for note in &table.notes {
            pieces.extend(self.table_note(*note));
        }
        pieces.extend(self.source(&table.source));
        if lying {
            pieces.push(Piece::Section(self.sheet));
            self.sheet = upright;
        }
        pieces
    }

    fn table_note(&mut self, id: NoteId) -> Option<Piece> {
        let note = self.document.notes.get(id.0 as usize)?;
        let mut xml = Xml::fragment();
        self.marked_place(&mut xml, Some(&id.anchor()), |writer, xml| {
            let look = Look { style: Some("TableNoteReference"), ..Look::default() };
            writer.text(xml, &note.mark, look);
            writer.text(xml, " ", Look::default());
            writer.inlines(xml, &note.text, false);
        });
        Some(Piece::Paragraph(Paragraph::new("TableNote", xml.finish())))
    }

    fn grid(&mut self, table: &Table) -> Vec<u8> {
        let widths = self.widths(table);
        let mut xml = Xml::fragment();
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.value("w:tblStyle", "BriefingTable");
        if self.base == super::script::Kind::RightToLeft {
            xml.empty("w:bidiVisual", &[]);
        }
        let total: u32 = widths.iter().sum();
        xml.empty("w:tblW", &[("w:w", &total.to_string()), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        let heads = if table.columns.first().is_some_and(|column| column.row_head) { "1" } else { "0" };
        xml.empty(
            "w:tblLook",
            &[
                ("w:val", if heads == "1" { "00A0" } else { "0020" }),
                ("w:firstRow", "1"),
                ("w:lastRow", "0"),
                ("w:firstColumn", heads),
                ("w:lastColumn", "0"),
                ("w:noHBand", "1"),
                ("w:noVBand", "1"),
            ],
        );
        if let Some(caption) = &table.caption {
            xml.value("w:tblCaption", caption.label.as_str());
            let said = [plain_text(&caption.title), plain_text(&caption.subtitle)];
            let said: Vec<&str> = said.iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
            xml.value("w:tblDescription", &said.join(" "));
        }
        xml.close();
        xml.open("w:tblGrid", &[]);
        for width in &widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        xml.close();
        let mut covered = Covered(vec![(0, 1); widths.len()]);
        for (index, row) in table.head.iter().enumerate() {
            let last = index + 1 == table.head.len();
            self.row(&mut xml, row, &table.columns, &widths, Some((&mut covered, last)));
        }
        for (index, row) in table.rows.iter().enumerate() {
            // no row stands alone on a page
            self.keep = index == 0 || index + 2 == table.rows.len();
            self.row(&mut xml, row, &table.columns, &widths, None);
        }
        self.keep = false;
        xml.finish()
    }

    /// A row; of the head, where it is told which columns cells of earlier rows still cover.
    fn row(
        &mut self,
        xml: &mut Xml,
        row: &Row,
        columns: &[Column],
        widths: &[u32],
        head: Option<(&mut Covered, bool)>,
    ) {
        xml.open("w:tr", &[]);
        xml.open("w:trPr", &[]);
        xml.empty("w:cantSplit", &[]);
        if head.is_some() {
            xml.empty("w:tblHeader", &[]);
        }
        xml.close();
        let (covered, last) = match head {
            Some((covered, last)) => (Some(covered), last),
            None => (None, false),
        };
        let is_head = covered.is_some();
        for Placed { at, span, cell, merge } in placed(row, widths.len(), covered) {
            self.cell(xml, cell, Shape { span, merge, last, ..Shape::of(row, is_head) }, (at, columns, widths));
        }
        xml.close();
    }

    fn cell(
        &mut self,
        xml: &mut Xml,
        cell: Option<&Cell>,
        shape: Shape,
        (at, columns, widths): (usize, &[Column], &[u32]),
    ) {
        let theme = self.setup.theme;
        let width: u32 = widths.iter().skip(at).take(shape.span).sum();
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if shape.span > 1 {
            xml.value("w:gridSpan", &shape.span.to_string());
        }
        if let Some(merge) = shape.merge {
            xml.value("w:vMerge", merge);
        }
        let ink = styles::hex(theme.colors.ink);
        let border = |xml: &mut Xml, side: &'static str, size: &str| {
            xml.open("w:tcBorders", &[]);
            xml.empty(side, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", &ink)]);
            xml.close();
        };
        if shape.kind == RowKind::Total {
            border(xml, "w:top", "8");
        } else if shape.head && shape.last {
            border(xml, "w:bottom", "6");
        }
        let highlight = shape.highlight || cell.is_some_and(|cell| cell.highlight);
        if highlight {
            let fill = styles::hex(theme.colors.tint);
            xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", &fill)]);
        }
        if shape.head {
            xml.value("w:vAlign", "bottom");
        }
        xml.close();
        let bold = highlight || shape.kind != RowKind::Plain;
        let number = columns.get(at).is_some_and(|column| column.align == ColumnAlign::Number);
        let runs = cell.map_or_else(Vec::new, |cell| self.runs(&cell.text, bold));
        let mut paragraph =
            Paragraph::new(styles::id(if shape.head { Style::TableHead } else { Style::TableCell }), runs);
        paragraph.keep_next = shape.head || self.keep || shape.kind == RowKind::Group;
        paragraph.align = match (number, shape.span) {
            (true, 1) => Some("right"),
            (true, _) if shape.head => Some("center"),
            _ => None,
        };
        paragraph.write(xml);
        xml.close();
    }

    /// What each column wants, in twentieths of a point.
    fn wants(&self, table: &Table) -> Vec<Want> {
        let small = if self.small { styles::SMALL } else { 1.0 };
        let size = styles::size(self.setup.theme, Style::TableCell) * small * styles::TWIPS;
        let mut wants = vec![(Want::default(), 0.0); table.columns.len()];
        let mut covered = Covered(vec![(0, 1); table.columns.len()]);
        let rows = table.head.iter().map(|row| (row, true)).chain(table.rows.iter().map(|row| (row, false)));
        for (row, is_head) in rows {
            let head = is_head.then_some(&mut covered);
            for Placed { at, span, cell, .. } in placed(row, table.columns.len(), head) {
                let Some((cell, (want, said))) =
                    cell.filter(|_| span == 1 && row.kind != RowKind::Group).zip(wants.get_mut(at))
                else {
                    continue;
                };
                let text = plain_text(&cell.text);
                let whole = letters::width(&text);
                let longest = if cell.number.is_some() { whole } else { letters::longest_word(&text) };
                let most = if is_head { whole.min(HEAD).max(longest) } else { whole };
                want.least = want.least.max(longest);
                want.most = want.most.max(most);
                if !is_head {
                    want.content += whole * whole;
                    *said += whole;
                }
            }
        }
        let twips = |ems: f32, least: f32| ems.max(least) * size + PADDING as f32;
        let want = |(want, said): (Want, f32)| Want {
            least: twips(want.least, 1.2),
            most: twips(want.most, 2.4),
            content: if said > 0.0 { want.content / said * size } else { 0.0 },
        };
        wants.into_iter().map(want).collect()
    }

    /// The least width of a table, in twentieths of a point.
    fn least(&self, table: &Table) -> u32 {
        self.wants(table).iter().map(|want| want.least as u32).sum()
    }

    /// The widths of the columns: as their content asks, none narrower than its longest word where there is room for that.
    fn widths(&self, table: &Table) -> Vec<u32> {
        let wants = self.wants(table);
        let room = self.sheet.text_width() as f32;
        let sum = |part: fn(&Want) -> f32| wants.iter().map(part).sum::<f32>().max(1.0);
        let (least, most) = (sum(|want| want.least), sum(|want| want.most));
        let widths: Vec<f32> = if least >= room {
            // smaller type makes up for what is missing
            wants.iter().map(|want| want.least * room / least).collect()
        } else if most <= room {
            // short tables keep their measure: pulled apart they are hard to read
            let wider = room.min(most * 1.5) / most;
            wants.iter().map(|want| want.most * wider).collect()
        } else {
            columns::share(&wants, room)
        };
        widths.into_iter().map(|width| (width as u32).max(1)).collect()
    }
}

/// What a cell is beside its text.
#[derive(Debug, Clone, Copy)]
struct Shape {
    span: usize,
    merge: Option<&'static str>,
    head: bool,
    /// Whether it is of the last row of the head.
    last: bool,
    kind: RowKind,
    highlight: bool,
}

impl Shape {
    fn of(row: &Row, head: bool) -> Self {
        Shape { span: 1, merge: None, head, last: false, kind: row.kind, highlight: row.highlight }
    }
}

/// For each column, how many rows a cell that began above still covers, and how many columns.
struct Covered(Vec<(u16, usize)>);

impl Covered {
    fn put(&mut self, at: usize, rows: u16, span: usize) {
        if let Some(column) = self.0.get_mut(at) {
            *column = (rows, span);
        }
    }

    /// The columns of the cell that covers this place.
    fn take(&mut self, at: usize) -> Option<usize> {
        let (rows, span) = self.0.get_mut(at).filter(|column| column.0 > 0)?;
        *rows -= 1;
        Some(*span)
    }
}

/// A cell in its place.
struct Placed<'a> {
    at: usize,
    span: usize,
    /// None where the row ends early, or a cell from above goes on.
    cell: Option<&'a Cell>,
    merge: Option<&'static str>,
}

/// The cells of a row in their columns; in the head with those that go on from above.
fn placed<'a>(row: &'a Row, columns: usize, mut covered: Option<&mut Covered>) -> Vec<Placed<'a>> {
    let mut cells = row.cells.iter();
    let mut places = Vec::new();
    let mut at = 0;
    while at < columns {
        let above = covered.as_mut().and_then(|covered| covered.take(at));
        let place = match above {
            Some(span) => Placed { at, span, cell: None, merge: Some("continue") },
            None => match cells.next() {
                None => Placed { at, span: 1, cell: None, merge: None },
                Some(cell) => {
                    let group = row.kind == RowKind::Group && row.cells.len() == 1;
                    let wanted = if group { columns } else { usize::from(cell.columns.max(1)) };
                    let span = wanted.min(columns - at);
                    let goes_on = covered.as_mut().filter(|_| cell.rows > 1);
                    let merge = goes_on.is_some().then_some("restart");
                    if let Some(covered) = goes_on {
                        covered.put(at, cell.rows - 1, span);
                    }
                    Placed { at, span, cell: Some(cell), merge }
                }
            },
        };
        at += place.span;
        places.push(place);
    }
    places
}

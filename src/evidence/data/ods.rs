//! Workbooks of OpenDocument. The XML is read here and not by `calamine`, which knows of no merged cells and makes each
//! repeated cell at once. Numbers are taken as they are written, not through a binary form.

use super::rows::Written;
use super::sheet::{At, Refused, Sheet, choose};
use super::zipped;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The sheet `wanted`, or the only one.
pub(super) fn read(bytes: &[u8], wanted: Option<&str>) -> Result<Sheet, Refused> {
    zipped::unpacks(bytes)?;
    let xml = zipped::part(bytes, "content.xml")?;
    let name = choose(wanted, names(&xml)?)?;
    let mut walk = Walk { sheet: Sheet::new(&name), row: 0, column: 0, repeated: 1, cell: None, hidden: 0 };
    let mut inside = 0_usize;
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().map_err(|_| Refused::Broken)? {
            Event::Eof => break,
            Event::Start(start) if start.name().as_ref() == "table:table" => {
                let here = inside > 0 || attribute(&start, "table:name")?.as_deref() == Some(name.as_str());
                inside += usize::from(here);
            }
            Event::End(end) if inside > 0 && end.name().as_ref() == "table:table" => {
                inside -= 1;
                if inside == 0 {
                    break;
                }
            }
            // a table within a cell is none of its cells
            _ if inside != 1 => {}
            Event::Start(start) => walk.start(&start)?,
            Event::Empty(start) => {
                walk.start(&start)?;
                walk.end(start.name().as_ref())?;
            }
            Event::End(end) => walk.end(end.name().as_ref())?,
            Event::Text(text) => walk.text(&text),
            Event::CData(text) => walk.text(&text),
            Event::GeneralRef(name) => {
                let letter = crate::archive::entity(&name).ok_or(Refused::Broken)?;
                walk.text(letter.encode_utf8(&mut [0; 4]));
            }
            _ => {}
        }
    }
    Ok(walk.sheet)
}

/// The names of the sheets.
fn names(xml: &str) -> Result<Vec<String>, Refused> {
    let mut reader = Reader::from_str(xml);
    let (mut names, mut depth, mut sheets) = (Vec::new(), 0_usize, false);
    loop {
        match reader.read_event().map_err(|_| Refused::Broken)? {
            Event::Eof if sheets => return Ok(names),
            Event::Eof => return Err(Refused::Broken),
            Event::Start(start) => match start.name().as_ref() {
                "office:spreadsheet" => sheets = true,
                "table:table" => {
                    if depth == 0 {
                        names.extend(attribute(&start, "table:name")?);
                    }
                    depth += 1;
                }
                _ => {}
            },
            Event::End(end) if end.name().as_ref() == "table:table" => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// The value of an attribute.
fn attribute(start: &BytesStart<'_>, name: &str) -> Result<Option<String>, Refused> {
    let found = start.try_get_attribute(name).map_err(|_| Refused::Broken)?;
    let value =
        found.map(|found| found.normalized_value(quick_xml::XmlVersion::Implicit1_0).map(std::borrow::Cow::into_owned));
    value.transpose().map_err(|_| Refused::Broken)
}

/// A number of repetitions.
fn count(start: &BytesStart<'_>, name: &str) -> Result<u32, Refused> {
    match attribute(start, name)? {
        Some(text) => text.parse::<u32>().map(|count| count.max(1)).map_err(|_| Refused::Broken),
        None => Ok(1),
    }
}

/// A cell that is being read.
struct Open {
    kind: Option<String>,
    value: Option<String>,
    formula: bool,
    text: Option<String>,
    repeated: u32,
}

/// Goes through the events of one table.
struct Walk {
    sheet: Sheet,
    row: u32,
    column: u32,
    repeated: u32,
    cell: Option<Open>,
    /// How deep in what is no text of the cell: notes and drawings.
    hidden: usize,
}

impl Walk {
    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), Refused> {
        let name = start.name();
        let name = name.as_ref();
        if is_hidden(name) {
            self.hidden += 1;
        }
        if self.hidden > 0 {
            return Ok(());
        }
        match name {
            "table:table-row" => {
                self.column = 0;
                self.repeated = count(start, "table:number-rows-repeated")?;
            }
            "table:table-cell" | "table:covered-table-cell" => self.open(start)?,
            "text:p" => {
                if let Some(cell) = &mut self.cell {
                    match &mut cell.text {
                        Some(text) => text.push('\n'),
                        none => *none = Some(String::new()),
                    }
                }
            }
            "text:s" => {
                let spaces = count(start, "text:c")?.min(1000) as usize;
                self.text(&" ".repeat(spaces));
            }
            "text:tab" => self.text(" "),
            "text:line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), Refused> {
        let kind = attribute(start, "office:value-type")?;
        let value = match kind.as_deref() {
            Some("float" | "percentage" | "currency") => attribute(start, "office:value")?,
            Some("date") => attribute(start, "office:date-value")?,
            Some("time") => attribute(start, "office:time-value")?,
            Some("boolean") => attribute(start, "office:boolean-value")?,
            _ => attribute(start, "office:string-value")?,
        };
        let (rows, columns) =
            (count(start, "table:number-rows-spanned")?, count(start, "table:number-columns-spanned")?);
        if rows > 1 || columns > 1 {
            let last = (self.row.saturating_add(rows - 1), self.column.saturating_add(columns - 1));
            self.sheet.merged.push(((self.row, self.column), last));
        }
        self.cell = Some(Open {
            kind,
            value,
            formula: attribute(start, "table:formula")?.is_some(),
            text: None,
            repeated: count(start, "table:number-columns-repeated")?,
        });
        Ok(())
    }

    fn text(&mut self, more: &str) {
        let open = self.cell.as_mut().filter(|_| self.hidden == 0).and_then(|cell| cell.text.as_mut());
        if let Some(text) = open {
            text.push_str(more);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Refused> {
        if is_hidden(name) {
            self.hidden = self.hidden.saturating_sub(1);
        } else if self.hidden == 0 && name == "table:table-row" {
            self.row = self.row.saturating_add(self.repeated);
        } else if self.hidden == 0 && matches!(name, "table:table-cell" | "table:covered-table-cell") {
            self.close()?;
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), Refused> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (text, written) = said(&cell);
        let columns = cell.repeated;
        if !text.trim().is_empty() || written == Written::NoResult {
            for row in self.row..self.row.saturating_add(self.repeated) {
                for column in self.column..self.column.saturating_add(columns) {
                    let at: At = (row, column);
                    self.sheet.fill(at, &text, written)?;
                }
            }
        }
        self.column = self.column.saturating_add(columns);
        Ok(())
    }
}

/// What a cell says.
fn said(cell: &Open) -> (String, Written) {
    let shown = cell.text.clone().unwrap_or_default();
    // a formula's error is a text, or a number that it is not
    if cell.formula && (shown.starts_with('#') || shown.starts_with("Err:")) {
        return (shown, Written::Error);
    }
    let written = match cell.kind.as_deref() {
        None if cell.formula && shown.is_empty() && cell.value.is_none() => Written::NoResult,
        None => return (cell.value.clone().unwrap_or(shown), Written::Words),
        Some("float" | "percentage" | "currency") => Written::Number,
        Some("boolean") => Written::Truth,
        Some("time") => Written::Time,
        Some("date") => {
            let value = cell.value.clone().unwrap_or(shown);
            return match value.split_once('T') {
                Some((day, time)) if time.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.')) => {
                    (day.to_owned(), Written::Day)
                }
                Some(_) => (value, Written::Time),
                None => (value, Written::Day),
            };
        }
        // what is shown has its line ends; the value stands alone where nothing is shown
        Some(_) => {
            return (if shown.is_empty() { cell.value.clone().unwrap_or_default() } else { shown }, Written::Words);
        }
    };
    match &cell.value {
        Some(value) => (value.clone(), written),
        None => (shown, if cell.formula { Written::NoResult } else { Written::Words }),
    }
}

fn is_hidden(name: &str) -> bool {
    name == "office:annotation" || name == "table:shapes" || name.starts_with("draw:")
}

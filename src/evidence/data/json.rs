//! JSON: a list of objects, or an object a line. The names of the first object, and those that come after, are the columns; what an
//! object does not have is an empty cell.

use super::rows::{Raw, Row, Written};
use crate::diag::{Diagnostic, FileId, Sink, Span};
use std::ops::Range;

/// The most names that objects may have among them.
const COLUMNS: usize = 1_000;

/// Reads all rows, the names of the columns first.
pub(super) fn read(text: &str, lines: bool, file: FileId, findings: &mut Sink) -> Vec<Row> {
    let mut parser = Parser { text, at: 0, file };
    let objects = if lines { parser.lines() } else { parser.list() };
    match objects {
        Ok(objects) => table(objects, file, findings),
        Err(finding) => {
            findings.push(*finding);
            Vec::new()
        }
    }
}

/// A member: its name and the place of that, its value.
type Member = (String, Span, Raw);

/// An object.
struct Object {
    members: Vec<Member>,
    span: Span,
}

fn table(objects: Vec<Object>, file: FileId, findings: &mut Sink) -> Vec<Row> {
    let mut head: Vec<Raw> = Vec::new();
    for (name, span, _) in objects.iter().flat_map(|object| &object.members) {
        if !head.iter().any(|known| known.text == *name) {
            head.push(Raw { text: name.clone(), span: *span, written: Written::Plain });
        }
        if head.len() > COLUMNS {
            let message = format!("the objects have more than {COLUMNS} names among them");
            findings
                .push(Diagnostic::error("invalid-json", message).at(*span, "").help("give all objects the same names"));
            return Vec::new();
        }
    }
    if objects.is_empty() {
        return Vec::new();
    }
    let mut rows = vec![Row { cells: Vec::new(), span: Span::new(file, 0..0), on_sheet: None }];
    for object in objects {
        // by place in the head; objects mostly have the same names in the same order
        let mut cells: Vec<Option<Raw>> = vec![None; head.len()];
        for (index, (name, span, value)) in object.members.into_iter().enumerate() {
            let same = head.get(index).is_some_and(|column| column.text == name);
            let column = if same { Some(index) } else { head.iter().position(|column| column.text == name) };
            let Some(cell) = column.and_then(|column| cells.get_mut(column)) else { continue };
            if cell.is_some() {
                let message = format!("the object has two members `{name}`");
                findings.push(Diagnostic::error("invalid-json", message).at(span, "again").help("delete one"));
            }
            *cell = Some(value);
        }
        let absent = Raw { text: String::new(), span: object.span, written: Written::Plain };
        let cells = cells.into_iter().map(|cell| cell.unwrap_or_else(|| absent.clone())).collect();
        rows.push(Row { cells, span: object.span, on_sheet: None });
    }
    if let Some(first) = rows.first_mut() {
        first.cells = head;
    }
    rows
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    file: FileId,
}

type Parsed<T> = Result<T, Box<Diagnostic>>;

impl Parser<'_> {
    fn list(&mut self) -> Parsed<Vec<Object>> {
        const WANTED: &str = "a list of objects: `[{\"month\": \"2026-10\", \"killed\": 41}]`";
        self.expect(b'[', WANTED)?;
        let mut objects = Vec::new();
        if self.takes(b']') {
            return self.end(objects);
        }
        loop {
            objects.push(self.object()?);
            if self.takes(b']') {
                return self.end(objects);
            }
            self.expect(b',', "a comma, or `]` at the end of the list")?;
        }
    }

    fn lines(&mut self) -> Parsed<Vec<Object>> {
        let mut objects = Vec::new();
        while self.next().is_some() {
            objects.push(self.object()?);
        }
        Ok(objects)
    }

    fn end(&mut self, objects: Vec<Object>) -> Parsed<Vec<Object>> {
        match self.next() {
            None => Ok(objects),
            Some(_) => Err(self.fault(self.at..self.at + 1, "the end of the file")),
        }
    }

    fn object(&mut self) -> Parsed<Object> {
        self.expect(b'{', "an object: `{\"month\": \"2026-10\", \"killed\": 41}`")?;
        let start = self.at - 1;
        let mut members = Vec::new();
        if !self.takes(b'}') {
            loop {
                members.push(self.member()?);
                if self.takes(b'}') {
                    break;
                }
                self.expect(b',', "a comma, or `}` at the end of the object")?;
            }
        }
        Ok(Object { members, span: Span::new(self.file, start..self.at) })
    }

    fn member(&mut self) -> Parsed<Member> {
        let (name, span) = match self.next() {
            Some(b'"') => self.string()?,
            _ => return Err(self.fault(self.at..self.at + 1, "a name in quotation marks")),
        };
        self.expect(b':', "a colon after the name")?;
        Ok((name.trim().to_owned(), span, self.value()?))
    }

    fn value(&mut self) -> Parsed<Raw> {
        match self.next() {
            Some(b'"') => {
                let (text, span) = self.string()?;
                let text = text.trim().to_owned();
                let written = if text.is_empty() { Written::Plain } else { Written::Quoted };
                Ok(Raw { text, span, written })
            }
            Some(b'{' | b'[') => {
                Err(self
                    .fault(self.at..self.at + 1, "a text, a number, `true`, `false` or `null`: a cell holds one value"))
            }
            _ => self.word(),
        }
    }

    /// A number, `true`, `false` or `null`.
    fn word(&mut self) -> Parsed<Raw> {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let length =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        self.at += length;
        let place = start..self.at.max(start + 1);
        let (text, written) = match word {
            "null" => ("", Written::Plain),
            "true" | "false" => (word, Written::Truth),
            _ if serde_json::from_str::<serde_json::Number>(word).is_ok() => (word, Written::Number),
            _ => return Err(self.fault(place, "a text, a number, `true`, `false` or `null`")),
        };
        Ok(Raw { text: text.to_owned(), span: Span::new(self.file, place), written })
    }

    /// The string that begins here.
    fn string(&mut self) -> Parsed<(String, Span)> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'\\' => at += 1,
                b'"' => break,
                _ => {}
            }
            at += 1;
        }
        let place = start..(at + 1).min(bytes.len());
        let whole = self.text.get(place.clone()).unwrap_or_default();
        self.at = place.end;
        match serde_json::from_str(whole) {
            Ok(text) => Ok((text, Span::new(self.file, place))),
            Err(_) => Err(self.fault(
                start..start + 1,
                "a text in quotation marks, with `\\\"` for one in it and `\\n` for an end of line",
            )),
        }
    }

    /// The next byte that is no space.
    fn next(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn takes(&mut self, byte: u8) -> bool {
        let there = self.next() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn expect(&mut self, byte: u8, what: &str) -> Parsed<()> {
        if self.takes(byte) { Ok(()) } else { Err(self.fault(self.at..self.at + 1, what)) }
    }

    fn fault(&self, place: Range<usize>, wanted: &str) -> Box<Diagnostic> {
        let end = self.at >= self.text.len() && place.start >= self.text.len();
        let (message, place) = if end {
            let last = self.text.char_indices().next_back().map_or(0, |(at, _)| at);
            ("the JSON ends too early", last..self.text.len())
        } else {
            ("this is not the JSON of a table", place)
        };
        let finding = Diagnostic::error("invalid-json", message).at(Span::new(self.file, place), "");
        Box::new(finding.help(format!("here must stand {wanted}")))
    }
}

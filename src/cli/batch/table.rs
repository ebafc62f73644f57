//! The table of a batch: a file of data whose first row names the parameters, or data of the specification; one document a row.

use briefing::Options;
use briefing::diag::{Diagnostic, FileId, Files, Severity, Sink, Span};
use briefing::evidence::data;
use briefing::evidence::files::{Folder, Kind, same_file};
use sha2::{Digest, Sha256};
use std::ops::Range;
use std::path::Path;

/// The most findings about one table that are shown.
const SHOWN: usize = 20;

/// A table without fault.
#[derive(Debug)]
pub(super) struct Table {
    /// Its file's name, as messages say it.
    pub name: String,
    /// The names of its columns.
    pub columns: Vec<Cell>,
    /// Its rows; at least one, each with a cell a column.
    pub rows: Vec<Row>,
}

/// A cell: text without outer space, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// What it holds.
    pub text: String,
    /// Where.
    pub span: Span,
}

/// A row.
#[derive(Debug)]
pub(super) struct Row {
    /// The line it begins on, from 1.
    pub line: usize,
    /// Its cells.
    pub cells: Vec<Cell>,
    /// Its place.
    pub span: Span,
}

impl Table {
    /// The number of the column `name`.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.text == name)
    }

    /// The SHA-256 of some columns, by their names: of those names and the cells below them, each with its length before it.
    pub fn sha256(&self, is_meant: impl Fn(&str) -> bool) -> String {
        let meant: Vec<usize> =
            self.columns.iter().enumerate().filter(|(_, column)| is_meant(&column.text)).map(|(at, _)| at).collect();
        let mut hash = Sha256::new();
        for cells in std::iter::once(&self.columns).chain(self.rows.iter().map(|row| &row.cells)) {
            for cell in meant.iter().filter_map(|at| cells.get(*at)) {
                hash.update((cell.text.len() as u64).to_be_bytes());
                hash.update(cell.text.as_bytes());
            }
        }
        hex(&hash.finalize())
    }
}

/// Reads the table at `over`: a path, or an id of `[data]` in the specification.
pub(super) fn read(
    over: &Path,
    spec: &Path,
    options: Options<'_>,
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Table> {
    let opened = match of_data(over, spec, options, files, sink) {
        Some(opened) => opened,
        None => not_protected(over, spec).and_then(|()| open(over, files, sink)),
    };
    match opened {
        Ok(Opened::Text { name, text }) => parse(&name, &text, files, sink),
        Ok(Opened::Table(table)) => typed(&table, files, sink),
        Ok(Opened::Faulty) => None,
        Err(finding) => {
            sink.push(finding);
            None
        }
    }
}

/// What `over` leads to.
enum Opened {
    /// A text of cells, which is read here: its cells may be of any kind.
    Text { name: String, text: String },
    /// A table of another kind of file.
    Table(data::Table),
    /// A table with faults, which were reported.
    Faulty,
}

/// Refuses the path of data that the specification protects.
fn not_protected(over: &Path, spec: &Path) -> Result<(), Diagnostic> {
    // the specification is named by its folder, or by its file
    let folders = [Some(spec), spec.parent()];
    // of one that cannot be read loading says why
    let Ok(text) = briefing::text_of(spec) else { return Ok(()) };
    let files = briefing::spec::protected_files(&text);
    let is_it = |file: &String| folders.iter().flatten().any(|folder| same_file(over, &folder.join(file)));
    if !files.iter().any(is_it) {
        return Ok(());
    }
    let finding = Diagnostic::error("cannot-protect", format!("the data in `{}` are protected", over.display()));
    Err(finding.help("a document a row would give each row away: name other data"))
}

/// The file at the path `over`.
fn open(over: &Path, files: &mut Files, sink: &mut Sink) -> Result<Opened, Diagnostic> {
    let parent = over.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = over.file_name().and_then(|name| name.to_str()).ok_or_else(|| {
        Diagnostic::error("missing-file", format!("`{}` is not the name of a table", over.display()))
            .help("name a file with a table, or an id of `[data]`")
    })?;
    let folder = Folder::open(parent)?;
    if folder.names("").iter().any(|known| known == name) && !data::is_delimited(name) {
        let said = format!("--over {}", over.display());
        let at = Span::new(files.add("<arguments>", &said), 0..said.len());
        return Ok(data::undeclared(name, at, &folder, files, sink).map_or(Opened::Faulty, Opened::Table));
    }
    let text = folder.read_text(name, Kind::DATA, None).map_err(|finding| match finding.code {
        "missing-file" => Diagnostic::error("missing-file", format!("there is no table `{}`", over.display()))
            .help("name a file with a table, or an id of `[data]` in the specification"),
        _ => finding,
    })?;
    Ok(Opened::Text { name: folder.shown(name), text })
}

/// The data of `[data.ID]`, where `over` is such an id and no file.
fn of_data(
    over: &Path,
    spec: &Path,
    options: Options<'_>,
    files: &mut Files,
    sink: &mut Sink,
) -> Option<Result<Opened, Diagnostic>> {
    let id = over.to_str().filter(|id| !id.contains(['/', '\\', '.']))?;
    let mut unsaid = Sink::default();
    let loaded = briefing::load_with(spec, options, std::mem::take(files), &mut unsaid);
    *files = loaded.files;
    let briefing = loaded.briefing?;
    let record = briefing.spec.data.get(id)?;
    if record.protect.is_some() {
        let finding = Diagnostic::error("cannot-protect", format!("the data `{id}` are protected"));
        return Some(Err(finding.help("a document a row would give each row away: name other data")));
    }
    if let Some(file) = record.file.as_ref().filter(|file| data::is_delimited(&file.value)) {
        let text = Folder::of_specification(spec).and_then(|(folder, _)| {
            Ok(Opened::Text { text: folder.read_text(&file.value, Kind::DATA, None)?, name: folder.shown(&file.value) })
        });
        return Some(text);
    }
    let Some(table) = briefing.evidence.data.get(id) else {
        // why it could not be read is what there is to say
        let errors = unsaid.into_sorted().into_iter().filter(|finding| finding.severity == Severity::Error);
        errors.for_each(|finding| sink.push(finding));
        return Some(Ok(Opened::Faulty));
    };
    Some(Ok(Opened::Table(table.clone())))
}

/// A table of `[data]` as texts.
fn typed(table: &data::Table, files: &Files, sink: &mut Sink) -> Option<Table> {
    let columns: Vec<Cell> =
        table.columns.iter().map(|column| Cell { text: column.name.clone(), span: column.span }).collect();
    let line = |span: Span| files.get(span.file).map_or(0, |file| file.position(span.start as usize).line);
    let row = |row: &Vec<data::Cell>| {
        let cells: Vec<Cell> = row.iter().map(|cell| Cell { text: cell.value.key(), span: cell.span }).collect();
        let (first, last) = (cells.first()?.span, cells.last()?.span);
        Some(Row { line: line(first), span: Span { end: last.end.max(first.end), ..first }, cells })
    };
    let rows: Vec<Row> = table.rows.iter().filter_map(row).collect();
    let mut findings = Vec::new();
    check_head(&columns, b',', &mut findings);
    if findings.is_empty() {
        return Some(Table { name: table.file.clone(), columns, rows });
    }
    report(findings, &table.file, sink);
    None
}

fn parse(name: &str, text: &str, files: &mut Files, sink: &mut Sink) -> Option<Table> {
    let file = files.add(name, text);
    let separator = if is_tabbed(name) { b'\t' } else { b',' };
    let mut findings = Vec::new();
    let mut rows = records(text, file, separator, &mut findings);
    if rows.len() < 2 && findings.is_empty() {
        let what = if rows.is_empty() { "is empty" } else { "has no row below the names of its columns" };
        findings.push(
            Diagnostic::error("empty-data", format!("the table `{name}` {what}"))
                .help("give it a row for each document"),
        );
    }
    let head = if rows.is_empty() { Vec::new() } else { rows.remove(0).cells };
    check_head(&head, separator, &mut findings);
    if findings.is_empty() {
        rows.iter().for_each(|row| check_row(row, &head, &mut findings));
    }
    if findings.is_empty() {
        return Some(Table { name: name.to_owned(), columns: head, rows });
    }
    report(findings, name, sink);
    None
}

fn is_tabbed(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("tsv") || end.eq_ignore_ascii_case("tab"))
}

/// Hands on the first of many findings, and how many more there are.
pub(super) fn report(findings: Vec<Diagnostic>, name: &str, sink: &mut Sink) {
    let further = findings.len().saturating_sub(SHOWN);
    findings.into_iter().take(SHOWN).for_each(|finding| sink.push(finding));
    if further > 0 {
        sink.push(Diagnostic::error("further-faults", format!("`{name}` has {further} further faults, not shown")));
    }
}

fn check_head(head: &[Cell], separator: u8, findings: &mut Vec<Diagnostic>) {
    if let ([only], b',') = (head, separator)
        && only.text.contains([';', '\t'])
    {
        let finding = Diagnostic::error("not-comma-separated", "the columns are not separated by commas");
        let help = "separate them by commas, or by tabs in a file whose name ends in `.tsv`";
        findings.push(finding.at(only.span, "one column").help(help));
        return;
    }
    for (index, column) in head.iter().enumerate() {
        let first = head.iter().take(index).find(|first| first.text == column.text);
        if column.text.is_empty() {
            let finding = Diagnostic::error("unnamed-column", "a column has no name").at(column.span, "");
            findings.push(finding.help("name each column in the first row"));
        } else if let Some(first) = first {
            let finding = Diagnostic::error("duplicate-column", format!("two columns are named `{}`", column.text));
            findings.push(finding.at(column.span, "again").also(first.span, "first").help("give each its own name"));
        }
    }
}

fn check_row(row: &Row, head: &[Cell], findings: &mut Vec<Diagnostic>) {
    let (found, wanted) = (row.cells.len(), head.len());
    if found != wanted {
        let cells = if found == 1 { "cell" } else { "cells" };
        let message = format!("a row of {found} {cells} in a table of {wanted} columns");
        let help = match head.get(found) {
            Some(missing) => format!("there is no cell for `{}`; an empty one still needs its separator", missing.text),
            None => "put a text that holds the separator between quotation marks".to_owned(),
        };
        findings.push(Diagnostic::error("ragged-row", message).at(row.span, "").help(help));
    } else if row.cells.iter().all(|cell| cell.text.is_empty()) {
        let finding = Diagnostic::error("empty-row", "a row of empty cells").at(row.span, "");
        findings.push(finding.help("delete it"));
    }
}

/// All rows with the places of their cells; empty lines are left out.
fn records(text: &str, file: FileId, separator: u8, findings: &mut Vec<Diagnostic>) -> Vec<Row> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let (mut rows, mut line, mut counted) = (Vec::new(), 1, 0);
    for record in reader.records() {
        // the text is UTF-8 and stands in memory, and rows may differ in length: nothing is left that can fail
        let Ok(record) = record else { break };
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
        let (places, closed) = places(text.as_bytes(), start, separator);
        let (first, last) = (places.first().map_or(start, |r| r.start), places.last().map_or(start, |r| r.end));
        if !closed {
            let opened = places.last().map_or(start, |place| place.start);
            findings.push(
                Diagnostic::error(
                    "unclosed-quote",
                    "a quotation mark is opened and not closed before the end of the file",
                )
                .at(Span::new(file, opened..opened + 1), "opened here")
                .help("close it; inside quotation marks, write `\"\"` for one mark"),
            );
            break;
        }
        line += text.as_bytes().get(counted..first).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        counted = first;
        let cells = record.iter().zip(places);
        let cells = cells.map(|(text, place)| Cell { text: text.to_owned(), span: Span::new(file, place) }).collect();
        rows.push(Row { line, cells, span: Span::new(file, first..last) });
    }
    rows
}

/// Where the cells of the record at `start` stand, and whether its quotation marks are closed.
fn places(bytes: &[u8], start: usize, separator: u8) -> (Vec<Range<usize>>, bool) {
    let mut at = start;
    while matches!(bytes.get(at), Some(b'\r' | b'\n')) {
        at += 1;
    }
    let mut cells = Vec::new();
    loop {
        let begin = at;
        let mut quoted = bytes.get(at) == Some(&b'"');
        at += usize::from(quoted);
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' if quoted && bytes.get(at + 1) == Some(&b'"') => at += 1,
                b'"' if quoted => quoted = false,
                b'\r' | b'\n' if !quoted => break,
                byte if *byte == separator && !quoted => break,
                _ => {}
            }
            at += 1;
        }
        let end = at.min(bytes.len());
        cells.push(begin..end);
        if quoted || bytes.get(at) != Some(&separator) {
            return (cells, !quoted);
        }
        at += 1;
    }
}

/// Bytes as lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str, text: &str) -> Result<(Table, Files), Vec<String>> {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        match parse(name, text, &mut files, &mut sink) {
            Some(table) => Ok((table, files)),
            None => Err(sink.into_sorted().iter().map(|finding| finding.code.to_owned()).collect()),
        }
    }

    #[test]
    fn rows_and_cells_know_their_places() {
        let text = "\u{feff}country,month\n\n\"Iran, I. R.\",2026-10\nChina,\"2026\n-11\"\nPeru,2026-12\n";
        let (table, files) = table("t.csv", text.trim_start_matches('\u{feff}')).unwrap();
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 4, 6]);
        assert_eq!(table.rows[0].cells[0].text, "Iran, I. R.");
        assert_eq!(files.text(table.rows[0].cells[0].span), "\"Iran, I. R.\"");
        assert_eq!(files.text(table.rows[2].span), "Peru,2026-12");
        assert_eq!(table.column("month"), Some(1));
    }

    #[test]
    fn tabs_separate_where_the_name_says_so() {
        let (table, _) = table("t.TSV", "a\tb\n1,5\t2\n").unwrap();
        assert_eq!(table.rows[0].cells[0].text, "1,5");
    }

    #[test]
    fn faults_are_named() {
        for (text, code) in [
            ("", "empty-data"),
            ("a,b\n", "empty-data"),
            ("a,a\n1,2\n", "duplicate-column"),
            ("a,\n1,2\n", "unnamed-column"),
            ("a,b\n1\n", "ragged-row"),
            ("a,b\n1,2,3\n", "ragged-row"),
            ("a,b\n,\n", "empty-row"),
            ("a;b\n1;2\n", "not-comma-separated"),
            ("a,b\n1,\"2\n", "unclosed-quote"),
        ] {
            assert_eq!(table("t.csv", text).unwrap_err(), [code], "{text:?}");
        }
    }

    #[test]
    fn a_table_that_is_wrong_from_top_to_bottom_is_not_a_wall() {
        let text = format!("a,b\n{}", "1\n".repeat(100));
        let codes = table("t.csv", &text).unwrap_err();
        assert_eq!(codes.len(), SHOWN + 1);
        assert_eq!(codes.iter().filter(|code| *code == "further-faults").count(), 1);
    }
}

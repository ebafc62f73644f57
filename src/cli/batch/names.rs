//! The names of a batch's documents, made of cells that nobody has looked at: decided for all of them before anything is
//! written, so that none leaves the folder and no two are one file, on whatever file system.

use super::super::editions::Edition;
use super::shard::Shard;
use super::table::{Row, Table, report};
use briefing::diag::{Diagnostic, Sink};
use std::collections::BTreeMap;
use std::path::PathBuf;
use unicode_normalization::UnicodeNormalization;

/// What stands for the language of the edition.
const LANGUAGE: &str = "lang";

/// The longest name of one file or folder in bytes; file systems end at 255.
const LONGEST: usize = 240;

/// The longest name with its folders.
const LONGEST_PATH: usize = 1000;

/// What output names are made of.
#[derive(Debug)]
pub(super) struct Template {
    /// The folder that all documents go into: what stands before the first placeholder, up to a `/`.
    pub folder: PathBuf,
    /// The rest, as it was typed.
    pub text: String,
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq)]
enum Part {
    Literal(String),
    Column(usize),
    Language,
}

/// A document that is to be made.
#[derive(Debug)]
pub(super) struct Task {
    /// Its row's index in the table.
    pub row: usize,
    /// The edition; none for the main one where the languages cannot be read.
    pub language: Option<String>,
    /// Where it is written, below the folder.
    pub output: String,
}

impl Template {
    /// Reads `text`, whose placeholders name columns of the table, or are `{lang}`.
    pub fn parse(text: &str, table: &Table) -> Result<Template, Diagnostic> {
        let before = text.find('{').unwrap_or(text.len());
        let cut = text.get(..before).and_then(|start| start.rfind('/')).map_or(0, |at| at + 1);
        let (folder, name) = text.split_at(cut);
        let folder = match folder {
            "" => PathBuf::from("."),
            "/" => PathBuf::from("/"),
            folder => PathBuf::from(folder.trim_end_matches('/')),
        };
        Ok(Template { folder, text: name.to_owned(), parts: parts(name, table)? })
    }

    /// The name of a row's document.
    fn name(&self, row: &Row, table: &Table, language: &str) -> Result<String, Diagnostic> {
        let mut name = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(text) => name.push_str(text),
                Part::Language => name.push_str(language),
                Part::Column(index) => name.push_str(cell(row, *index, table)?),
            }
        }
        let name: String = name.nfc().collect();
        let refused = |(what, help): (String, &str)| {
            let finding =
                Diagnostic::error("output-name", format!("`{name}` cannot be the name of a document: {what}"));
            finding.at(row.span, "of this row").help(help)
        };
        check(&name).map_err(refused)?;
        Ok(name)
    }
}

fn parts(name: &str, table: &Table) -> Result<Vec<Part>, Diagnostic> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((column, after)) = after.split_once('}') else {
            let message = format!("`{name}` opens `{{` and does not close it");
            return Err(Diagnostic::error("output-name", message).help("write `{COLUMN}` with the name of a column"));
        };
        parts.push(Part::Literal(literal.to_owned()));
        parts.push(match table.column(column) {
            _ if column == LANGUAGE => Part::Language,
            Some(index) => Part::Column(index),
            None => return Err(unknown(column, table)),
        });
        rest = after;
    }
    parts.push(Part::Literal(rest.to_owned()));
    Ok(parts)
}

fn unknown(column: &str, table: &Table) -> Diagnostic {
    let message = format!("there is no column `{column}` in `{}`, as `--output` has it", table.name);
    let known = table.columns.iter().map(|column| column.text.as_str()).chain([LANGUAGE]);
    Diagnostic::error("unknown-column", message).suggest(column, known)
}

/// A cell as a part of a name.
fn cell<'t>(row: &'t Row, index: usize, table: &Table) -> Result<&'t str, Diagnostic> {
    let column = table.columns.get(index).map_or("", |column| column.text.as_str());
    let Some(cell) = row.cells.get(index) else { return Ok("") };
    let refused = |what: &str| {
        let finding =
            Diagnostic::error("output-name", format!("a cell of `{column}` cannot be part of a name: {what}"));
        Err(finding
            .at(cell.span, "")
            .help(format!("change it, or name another column than `{{{column}}}` in `--output`")))
    };
    if cell.text.is_empty() {
        return refused("it is empty");
    }
    match cell.text.chars().find(|character| forbidden(*character)) {
        Some('/' | '\\') => refused("it holds a separator of folders"),
        Some(character) if character.is_control() || invisible(character) => {
            refused(&format!("it holds the invisible character U+{:04X}", u32::from(character)))
        }
        Some(character) => refused(&format!("it holds `{character}`")),
        None => Ok(&cell.text),
    }
}

/// What some file system does not take in names.
fn forbidden(character: char) -> bool {
    matches!(character, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        || character.is_control()
        || invisible(character)
}

/// What makes two names look alike, or one look like another.
fn invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff0}'..='\u{fffb}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

/// Why a whole name is refused, and what to do.
fn check(name: &str) -> Result<(), (String, &'static str)> {
    if name.len() > LONGEST_PATH {
        return Err((format!("it has {} bytes, and {LONGEST_PATH} are the most", name.len()), "name fewer columns"));
    }
    if own(name) {
        return Err(("the batch itself writes a file of that name".to_owned(), "choose another name"));
    }
    name.split('/').try_for_each(check_part)
}

fn check_part(part: &str) -> Result<(), (String, &'static str)> {
    const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
    let said = |what: &str, help| Err((what.to_owned(), help));
    let stem = part.split('.').next().unwrap_or("").trim_end().to_ascii_uppercase();
    let port = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT"));
    let is_port = port.is_some_and(|number| {
        let mut characters = number.chars();
        matches!((characters.next(), characters.next()), (Some('0'..='9' | '¹' | '²' | '³'), None))
    });
    if part.is_empty() {
        return said("a part of it is empty", "give every part a name");
    }
    if part.starts_with('.') {
        return said("a part of it begins with a point", "put a word before the point");
    }
    if part.starts_with(' ') || part.ends_with(['.', ' ']) {
        return said("a part of it begins or ends with a space or a point", "take that away");
    }
    if let Some(character) = part.chars().find(|character| forbidden(*character)) {
        return Err((format!("it holds U+{:04X}", u32::from(character)), "take that away"));
    }
    if DEVICES.contains(&stem.as_str()) || is_port {
        return said("Windows keeps it for a device", "put a word before it: `--output 'report-{…}.pdf'`");
    }
    if part.len() > LONGEST {
        let what = format!("a part of it has {} bytes, and {LONGEST} are the most", part.len());
        return Err((what, "name a column with shorter cells, such as a code"));
    }
    Ok(())
}

/// Whether the batch writes a file of that name itself.
fn own(name: &str) -> bool {
    let name = key(name);
    let (stem, _) = name.rsplit_once('.').unwrap_or((&name, ""));
    let stem = Shard::of_name(stem).map_or(stem, |(stem, _)| stem);
    ["manifest", "timings"].contains(&stem) && name.ends_with(".jsonl") || stem == "summary" && name.ends_with(".json")
}

/// What two names have in common that are one on a file system that does not tell cases or encodings of accents apart.
pub(super) fn key(name: &str) -> String {
    name.nfd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

/// All documents of the table in its order, the editions of a row one after the other; none where a name is refused.
pub(super) fn plan<'t>(
    template: &Template,
    table: &'t Table,
    editions: impl Fn(&'t Row) -> Vec<Edition>,
    sink: &mut Sink,
) -> Option<Vec<Task>> {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let mut tasks: Vec<Task> = Vec::new();
    let mut findings = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        for edition in editions(row) {
            match template.name(row, table, edition.language.as_deref().unwrap_or_default()) {
                Ok(output) => {
                    let first = *taken.entry(key(&output)).or_insert(tasks.len());
                    if let Some(first) = tasks.get(first) {
                        findings.push(same(first, &output, row, table, edition.language.as_deref()));
                    }
                    tasks.push(Task { row: index, language: edition.language, output });
                }
                Err(finding) => findings.push(finding),
            }
        }
    }
    findings.extend(files_as_folders(&taken, &tasks, table));
    if findings.is_empty() {
        return Some(tasks);
    }
    report(findings, &table.name, sink);
    None
}

/// Two documents with one name.
fn same(first: &Task, output: &str, row: &Row, table: &Table, language: Option<&str>) -> Diagnostic {
    let message = if first.output == output {
        format!("two documents would be written to `{output}`")
    } else {
        format!("`{}` and `{output}` are one file where cases or accents are not told apart", first.output)
    };
    let finding = Diagnostic::error("same-output", message);
    match table.rows.get(first.row) {
        Some(before) if before.line == row.line => finding
            .at(row.span, "two editions of this row")
            .help(format!("write `{{lang}}` in `--output`: this one is in `{}`", language.unwrap_or_default())),
        Some(before) => finding
            .at(row.span, "the second")
            .also(before.span, "the first")
            .help("name in `--output` a column in which the two rows differ"),
        None => finding,
    }
}

/// Documents whose name another one needs for a folder.
fn files_as_folders(taken: &BTreeMap<String, usize>, tasks: &[Task], table: &Table) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for (name, index) in taken {
        for (at, _) in name.match_indices('/') {
            let Some(file) = name.get(..at).and_then(|folder| taken.get(folder)) else { continue };
            let (Some(file), Some(below)) = (tasks.get(*file), tasks.get(*index)) else { continue };
            let (Some(file_row), Some(row)) = (table.rows.get(file.row), table.rows.get(below.row)) else { continue };
            let message = format!("`{}` is a document, and a folder for `{}`", file.output, below.output);
            let finding = Diagnostic::error("same-output", message);
            findings.push(
                finding
                    .at(row.span, "the folder")
                    .also(file_row.span, "the document")
                    .help("choose another `--output`"),
            );
        }
    }
    findings
}

#[cfg(test)]
mod tests;

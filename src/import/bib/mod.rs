//! BibLaTeX and BibTeX.

mod entries;
mod fields;

use super::Broken;
use super::draft::Draft;
use crate::diag::{FileId, Span};
use biblatex::{Bibliography, Entry, Pair, ParseError, ParseErrorKind, RawBibliography, RawEntry, Spanned, Token};
use std::collections::{BTreeMap, BTreeSet};

/// An entry that could be cut out of the file, its values not read yet.
struct Raw<'t> {
    entry: Spanned<RawEntry<'t>>,
    /// Where the text it was read from begins in the file.
    start: usize,
}

/// Reads all entries. One that cannot be read costs only those that take their fields from it.
pub(super) fn read(file: FileId, text: &str, left_out: &mut BTreeMap<String, usize>) -> Vec<Result<Draft, Broken>> {
    let mut raws: Vec<Result<Raw<'_>, Broken>> = Vec::new();
    let mut abbreviations: Vec<Pair<'_>> = Vec::new();
    let braced = entries::braced(text);
    let text = braced.as_ref();
    for range in entries::of(text) {
        let part = text.get(range.clone()).unwrap_or("");
        match RawBibliography::parse(part) {
            Ok(parsed) => {
                abbreviations.extend(parsed.abbreviations);
                raws.extend(parsed.entries.into_iter().map(|entry| Ok(Raw { entry, start: range.start })));
            }
            Err(error) => raws.push(Err(broken(&entries::key(part), &error, file, range.start, part))),
        }
    }
    let known: BTreeMap<String, usize> = raws
        .iter()
        .enumerate()
        .filter_map(|(at, raw)| Some((raw.as_ref().ok()?.entry.v.key.v.to_owned(), at)))
        .rev()
        .collect();
    let library = Library { raws: &raws, known: &known, abbreviations: &abbreviations, file };
    let mut drafts = Vec::new();
    for (at, raw) in raws.iter().enumerate() {
        match raw {
            Ok(raw) if entries::is_no_source(raw.entry.v.kind.v) => {}
            Ok(raw) => {
                drafts.push(
                    library
                        .entry(at, raw)
                        .and_then(|(entry, lost)| fields::draft(&entry, library.span(raw), lost.as_slice(), left_out)),
                );
            }
            Err(broken) => drafts.push(Err(broken.clone())),
        }
    }
    drafts
}

/// All that was read, for entries that refer to others.
struct Library<'a, 't> {
    raws: &'a [Result<Raw<'t>, Broken>],
    known: &'a BTreeMap<String, usize>,
    abbreviations: &'a [Pair<'t>],
    file: FileId,
}

impl<'t> Library<'_, 't> {
    /// The place of an entry: its name.
    fn span(&self, raw: &Raw<'_>) -> Span {
        let key = &raw.entry.v.key.span;
        Span::new(self.file, raw.start + key.start..raw.start + key.end)
    }

    /// The entry with its own fields and those it takes from others, and what of these is lost, in words.
    fn entry(&self, at: usize, raw: &Raw<'t>) -> Result<(Entry, Vec<String>), Broken> {
        let key = raw.entry.v.key.v;
        let fail = |why: String| Broken { key: key.to_owned(), span: self.span(raw), why };
        // several entries without a name are several sources
        if !key.is_empty() && self.known.get(key).is_some_and(|first| *first != at) {
            return Err(fail("another entry has the same name".to_owned()));
        }
        let mut wanted = BTreeSet::new();
        let mut order = Vec::new();
        self.parents(at, &mut wanted, &mut order, 0).map_err(&fail)?;
        let mut entries: Vec<Spanned<RawEntry<'t>>> = Vec::new();
        for parent in order {
            if let Some(Ok(raw)) = self.raws.get(parent) {
                entries.push(raw.entry.clone());
            }
        }
        let mut names = BTreeSet::new();
        let repeated = raw.entry.v.fields.iter().map(|field| field.key.v.to_ascii_lowercase());
        let repeated = repeated.filter(|name| !names.insert(name.clone()));
        let mut lost: Vec<String> =
            repeated.map(|name| format!("`{name}`, which is given twice, but for the last time")).collect();
        let read = self.resolved(key, entries, &mut lost);
        let mut read = read.map_err(|error| Broken {
            key: key.to_owned(),
            span: self.place(raw, &error, raw.start),
            why: said(&error),
        })?;
        match read.remove(key) {
            Some(entry) => Ok((entry, lost)),
            None => Err(fail("it cannot be found by its name".to_owned())),
        }
    }

    /// The entries, the last of which is called `key`, with what each takes from those before. Where a value of one that is taken from is
    /// none of its kind (the year `c. 1999`), its dates are left out, and if that does not help, nothing is taken.
    fn resolved(
        &self,
        key: &str,
        mut entries: Vec<Spanned<RawEntry<'t>>>,
        lost: &mut Vec<String>,
    ) -> Result<Bibliography, ParseError> {
        let read = |entries: &[Spanned<RawEntry<'t>>]| {
            let (entries, abbreviations) = (entries.to_vec(), self.abbreviations.to_vec());
            Bibliography::from_raw(RawBibliography { preamble: String::new(), entries, abbreviations })
        };
        let first = read(&entries);
        if !matches!(&first, Err(error) if matches!(error.kind, ParseErrorKind::ResolutionError(_))) {
            return first;
        }
        let parents: Vec<String> =
            entries.iter().map(|entry| entry.v.key.v.to_owned()).filter(|name| name != key).collect();
        let names = parents.join("`, `");
        let without = |entry: &mut Spanned<RawEntry<'t>>, fields: &[&str]| {
            entry.v.fields.retain(|field| !fields.contains(&field.key.v.to_ascii_lowercase().as_str()));
        };
        for entry in entries.iter_mut().filter(|entry| entry.v.key.v != key) {
            without(entry, &["date", "year", "month", "day", "urldate", "origdate", "eventdate"]);
        }
        if let Ok(read) = read(&entries) {
            lost.push(format!("the date of `{names}`, which is none"));
            return Ok(read);
        }
        entries.retain(|entry| entry.v.key.v == key);
        entries.iter_mut().for_each(|entry| without(entry, &["crossref", "xdata"]));
        lost.push(format!("what it takes from `{names}`, of which a value is none of its kind"));
        read(&entries)
    }

    /// Where a fault stands: where the parser says, if that is in the entry; else at its name.
    fn place(&self, raw: &Raw<'_>, error: &ParseError, start: usize) -> Span {
        let inside = raw.entry.span.contains(&error.span.start) && error.span.start <= error.span.end;
        if inside { Span::new(self.file, start + error.span.start..start + error.span.end) } else { self.span(raw) }
    }

    /// Those an entry takes fields from, before it; a circle of entries that take from each other is refused.
    fn parents(
        &self,
        at: usize,
        seen: &mut BTreeSet<usize>,
        order: &mut Vec<usize>,
        depth: usize,
    ) -> Result<(), String> {
        const DEEPEST: usize = 16;
        if depth > DEEPEST {
            return Err("`crossref` or `xdata` leads in a circle, or through too many entries".to_owned());
        }
        let Some(Ok(raw)) = self.raws.get(at) else { return Ok(()) };
        for field in &raw.entry.v.fields {
            let name = field.key.v.to_ascii_lowercase();
            if !["crossref", "xdata"].contains(&name.as_str()) {
                continue;
            }
            for key in entries::list(&field.value.v) {
                match self.known.get(key) {
                    Some(parent) => self.parents(*parent, seen, order, depth + 1)?,
                    None => return Err(format!("`{name}` names `{key}`, which is not there or is broken itself")),
                }
            }
        }
        if seen.insert(at) {
            order.push(at);
        }
        Ok(())
    }
}

/// An entry that the parser refuses.
fn broken(key: &str, error: &ParseError, file: FileId, start: usize, part: &str) -> Broken {
    let at = start + error.span.start.min(part.trim_end().len());
    let end = (start + error.span.end.min(part.len())).max(at);
    Broken { key: key.to_owned(), span: Span::new(file, at..end), why: said(error) }
}

/// What the parser says, in words for people.
fn said(error: &ParseError) -> String {
    match &error.kind {
        ParseErrorKind::UnexpectedEof => "a brace or a quotation mark is not closed".to_owned(),
        ParseErrorKind::Unexpected(token) => format!("there is {} too many", mark(*token)),
        ParseErrorKind::Expected(token) => format!("{} is missing", mark(*token)),
        ParseErrorKind::UnknownAbbreviation(name) => {
            format!("no `@string` says what `{}` is; a value needs braces", super::clean::shown(name))
        }
        ParseErrorKind::MalformedCommand => "a command of LaTeX is not complete".to_owned(),
        ParseErrorKind::DuplicateKey(_) => "another entry has the same name".to_owned(),
        ParseErrorKind::ResolutionError(_) => "a value that it takes from another entry is none of its kind".to_owned(),
        other => other.to_string(),
    }
}

fn mark(token: Token) -> &'static str {
    match token {
        Token::Identifier => "a name",
        Token::OpeningBrace => "a `{`",
        Token::ClosingBrace => "a `}`",
        Token::Comma => "a comma",
        Token::QuotationMark => "a quotation mark",
        Token::Equals => "a `=`",
        Token::DecimalPoint => "a point",
    }
}

//! The fields of an entry of BibLaTeX, to the keys of a source (the manual of biblatex, 2.2).

use super::super::Broken;
use super::super::clean::{self, Dated};
use super::super::draft::{Draft, Named};
use crate::diag::Span;
use biblatex::{ChunksExt, Entry, Person};
use std::collections::BTreeMap;

/// Fields that are a key of a source; where several are given, the first counts, and the others are lost.
const TEXTS: &[(&str, &str)] = &[
    ("shorttitle", "title_short"),
    ("journaltitle", "container_title"),
    ("journal", "container_title"),
    ("booktitle", "container_title"),
    ("maintitle", "container_title"),
    ("edition", "edition"),
    ("volume", "volume"),
    ("pages", "page"),
    ("publisher", "publisher"),
    ("institution", "publisher"),
    ("organization", "publisher"),
    ("school", "publisher"),
    ("location", "publisher_place"),
    ("address", "publisher_place"),
    ("note", "note"),
    ("annotation", "note"),
    ("addendum", "note"),
];

/// Fields that are read where they are needed.
const ELSEWHERE: &[&str] = &[
    "title",
    "subtitle",
    "author",
    "editor",
    "date",
    "year",
    "month",
    "day",
    "urldate",
    "url",
    "doi",
    "number",
    "issue",
    "type",
    "language",
    "langid",
    "howpublished",
    "entrysubtype",
    "crossref",
    "xref",
    "xdata",
    "ids",
];

/// What no citation prints.
const NO_PART: &[&str] = &[
    "abstract",
    "annote",
    "bibsource",
    "biburl",
    "date-added",
    "date-modified",
    "bdsk-url-1",
    "bdsk-url-2",
    "file",
    "groups",
    "hyphenation",
    "indextitle",
    "keywords",
    "label",
    "langidopts",
    "options",
    "owner",
    "pagetotal",
    "presort",
    "related",
    "relatedtype",
    "review",
    "shortjournal",
    "shorthand",
    "sortkey",
    "sortname",
    "sorttitle",
    "sortyear",
    "timestamp",
    "urlyear",
];

/// The types of BibLaTeX as CSL names them.
fn kind(entry: &str, subtype: &str) -> Option<&'static str> {
    Some(match (entry, subtype) {
        ("article" | "suppperiodical", "newspaper") => "article-newspaper",
        ("article" | "suppperiodical", "magazine") => "article-magazine",
        ("article" | "suppperiodical", _) => "article-journal",
        ("periodical", _) => "periodical",
        (
            "book" | "mvbook" | "collection" | "mvcollection" | "reference" | "mvreference" | "manual" | "proceedings"
            | "mvproceedings",
            _,
        ) => "book",
        ("booklet", _) => "pamphlet",
        ("inbook" | "bookinbook" | "suppbook" | "incollection" | "suppcollection", _) => "chapter",
        ("inproceedings" | "conference", _) => "paper-conference",
        ("inreference", _) => "entry-encyclopedia",
        ("report" | "techreport", _) => "report",
        ("thesis" | "phdthesis" | "mastersthesis", _) => "thesis",
        ("online" | "electronic" | "www", "blog" | "blogpost") => "post-weblog",
        ("online" | "electronic" | "www", _) => "webpage",
        ("dataset", _) => "dataset",
        ("software", _) => "software",
        ("patent", _) => "patent",
        ("unpublished", _) => "manuscript",
        ("legislation", _) => "legislation",
        ("legal", _) => "treaty",
        ("jurisdiction", _) => "legal_case",
        ("letter", _) => "personal_communication",
        ("movie" | "video", _) => "motion_picture",
        ("audio" | "music", _) => "song",
        ("artwork" | "image", _) => "graphic",
        ("standard", _) => "standard",
        ("review", _) => "review",
        ("misc", _) => "document",
        _ => return None,
    })
}

/// The entry as a draft; `lost` is what of it is lost already, in words.
pub(super) fn draft(
    entry: &Entry,
    span: Span,
    lost: &[String],
    left_out: &mut BTreeMap<String, usize>,
) -> Result<Draft, Broken> {
    let mut draft = Draft::new(&entry.key, span);
    let written = entry.entry_type.to_string().to_ascii_lowercase();
    // what the crate knows by no name of its own
    let written =
        if let biblatex::EntryType::Unknown(name) = &entry.entry_type { name.to_ascii_lowercase() } else { written };
    draft.kind(kind(&written, &get(entry, "entrysubtype").to_lowercase()).unwrap_or(written.as_str()));
    for part in lost {
        draft.lose(part.clone());
    }
    title(&mut draft, entry);
    for (name, key) in TEXTS {
        text(&mut draft, entry, key, name);
    }
    for (key, whose) in [("author", "authors"), ("editor", "editors")] {
        let mut names = names(entry, key);
        if names.last() == Some(&Named::Whole("others".to_owned())) {
            names.pop();
            draft.lose(format!("“and others” of the {whose}"));
        }
        draft.names(key, &names);
    }
    numbers(&mut draft, entry, &written);
    dates(&mut draft, entry);
    addresses(&mut draft, entry);
    for name in ["langid", "language"] {
        if !draft.has("language") {
            draft.language(name, &get(entry, name));
        }
    }
    for name in entry.fields.keys() {
        let known = TEXTS.iter().any(|(known, _)| known == name) || ELSEWHERE.contains(&name.as_str());
        let value = get(entry, name);
        if known || value.is_empty() {
            continue;
        }
        if NO_PART.contains(&name.as_str()) {
            *left_out.entry(name.clone()).or_insert(0) += 1;
        } else {
            draft.lose_field(name, &value);
        }
    }
    Ok(draft)
}

/// The text of a field, accents of LaTeX resolved, braces gone; empty where it is not there.
fn get(entry: &Entry, name: &str) -> String {
    let text = entry.get(name).map(ChunksExt::format_verbatim).unwrap_or_default();
    let text = text.trim();
    // in dates and addresses a tilde is what it is
    let verbatim = ["date", "year", "urldate", "url", "doi"].contains(&name);
    if verbatim { text.to_owned() } else { text.replace('~', "\u{a0}") }
}

/// Sets a text by a field, commands that are left in it taken out.
fn text(draft: &mut Draft, entry: &Entry, key: &'static str, name: &str) {
    let text = uncommanded(draft, name, &get(entry, name));
    draft.text(key, name, &text);
}

/// A text without the commands of LaTeX that the parser does not know, which is said.
fn uncommanded(draft: &mut Draft, name: &str, text: &str) -> String {
    let (text, found) = clean::without_commands(text);
    if !found.is_empty() {
        draft.change(format!("`{}` was taken out of `{name}`", found.join("`, `")));
    }
    text
}

fn title(draft: &mut Draft, entry: &Entry) {
    let [title, subtitle] = ["title", "subtitle"].map(|name| get(entry, name));
    let (title, subtitle) = (uncommanded(draft, "title", &title), uncommanded(draft, "subtitle", &subtitle));
    let joint = if title.is_empty() || subtitle.is_empty() {
        ""
    } else if title.ends_with(['?', '!', ':', '–', '—']) {
        " "
    } else {
        ": "
    };
    draft.text("title", "title", &format!("{title}{joint}{subtitle}"));
}

/// `number` is the issue of what comes in issues, and else the number of a report; `type` is its genre.
fn numbers(draft: &mut Draft, entry: &Entry, kind: &str) {
    let in_issues = ["article", "periodical", "suppperiodical"].contains(&kind);
    draft.text("issue", "issue", &get(entry, "issue"));
    draft.text(if in_issues { "issue" } else { "number" }, "number", &get(entry, "number"));
    let genre = match (get(entry, "type"), kind) {
        (genre, _) if !genre.is_empty() => genre,
        (_, "phdthesis") => "PhD thesis".to_owned(),
        (_, "mastersthesis") => "Master’s thesis".to_owned(),
        _ => String::new(),
    };
    // biblatex has words for these, which it puts in the language of the document
    let genre = match genre.as_str() {
        "phdthesis" => "PhD thesis",
        "mathesis" => "Master’s thesis",
        "techreport" => "technical report",
        "resreport" => "research report",
        other => other,
    };
    draft.text("genre", "type", genre);
}

fn dates(draft: &mut Draft, entry: &Entry) {
    let date = get(entry, "date");
    let parts = ["year", "month", "day"].map(|name| get(entry, name));
    let [year, month, day] = &parts;
    if !date.is_empty() {
        draft.issued("date", &date, clean::edtf(&date));
    } else if !year.is_empty() {
        let written = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ");
        let dated = clean::edtf(year).and_then(|known| {
            let month = if month.is_empty() { None } else { Some(clean::month(month)?) };
            let day = if day.is_empty() { None } else { Some(day.parse().ok()?) };
            let date = if month.is_some() { clean::date(known.date.year, month, day)? } else { known.date };
            Some(Dated { date, ..known })
        });
        draft.issued("year", &written, dated);
    }
    let read = get(entry, "urldate");
    if !read.is_empty() {
        draft.accessed("urldate", &read, clean::edtf(&read));
    }
}

fn addresses(draft: &mut Draft, entry: &Entry) {
    draft.address("url", &get(entry, "url"));
    let (how, _) = clean::without_commands(&get(entry, "howpublished"));
    if how.starts_with("http://") || how.starts_with("https://") {
        if draft.has("url") { draft.lose_field("howpublished", &how) } else { draft.address("howpublished", &how) }
    } else if draft.has("note") && !how.is_empty() {
        draft.lose_field("howpublished", &how);
    } else {
        draft.text("note", "howpublished", &how);
    }
    draft.doi("doi", &get(entry, "doi"));
}

/// The names of a field. A name in double braces, and one of a single word, is an institution's.
fn names(entry: &Entry, field: &str) -> Vec<Named> {
    let people: Vec<Person> = entry.get_as(field).unwrap_or_default();
    people.into_iter().filter_map(named).collect()
}

fn named(person: Person) -> Option<Named> {
    let Person { name, given_name, prefix, suffix, .. } = person;
    let whole = |parts: &[&str]| {
        let parts: Vec<&str> = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    };
    if given_name.trim().is_empty() && prefix.trim().is_empty() {
        return Some(Named::Whole(whole(&[&prefix, &name, &suffix])))
            .filter(|name| *name != Named::Whole(String::new()));
    }
    let all = whole(&[&given_name, &prefix, &name]);
    // Scripts without small letters look to biblatex as if all were one name and its particles.
    let has_case = all.chars().any(|letter| letter.is_uppercase() || letter.is_lowercase());
    if !has_case && given_name.trim().is_empty() {
        return Some(match all.rsplit_once(' ') {
            Some((given, family)) => Named::Person { family: family.to_owned(), given: given.to_owned() },
            None => Named::Whole(all),
        });
    }
    let family = match prefix.trim() {
        prefix if prefix.ends_with(['’', '\'']) => format!("{prefix}{name}"),
        prefix => whole(&[prefix, &name]),
    };
    let family = whole(&[&family, &suffix]);
    match given_name.trim() {
        "" => Some(Named::Whole(family)),
        given => Some(Named::Person { family, given: given.to_owned() }),
    }
}

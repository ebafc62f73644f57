//! What is said of a file that could be read, one statement after the other.

use super::{Reading, Report, State, Statement, records};
use crate::ledger::model::{self, Ledger, NAME, VERSION};
use crate::ledger::{sealed, sha256, text};
use std::collections::BTreeSet;

/// The most details of one statement; the rest is counted.
const SHOWN: usize = 20;

/// Holds what was read against the ledger.
pub(super) fn examine(reading: &Reading, report: &mut Report) {
    let Some(text) = &reading.ledger else {
        let says = format!("the file carries no evidence ledger (`{NAME}`)");
        let help = "it was not made by `briefing`, was made with `attach = false`, or the ledger was taken out; without it \
                    nothing can be verified";
        report.push(Statement::fails("ledger", says).help(help));
        return;
    };
    let ledger = match parsed(text) {
        Ok(ledger) => ledger,
        Err(says) => {
            report.push(Statement::fails("ledger", says).help("get the file again from where it was published"));
            return;
        }
    };
    report.push(seal(&ledger));
    report.push(attachments(&ledger, reading));
    report.push(embedded_specification(&ledger, reading));
    report.push(text_of_pages(&ledger, reading));
    report.push(marks(&ledger, reading));
    let figures = ledger.figures.iter().map(|record| (&record.id, &record.uses));
    let mut figures = printed("figures", "figures", figures, reading);
    let other = ledger.figures.iter().flat_map(other_numbers).collect::<Vec<_>>();
    if !other.is_empty() {
        figures.state = State::Fails;
        figures.says = "figures are not printed as the ledger has them".to_owned();
        figures.details.extend(other);
    }
    report.push(figures);
    let quotations = ledger.quotations.iter().map(|record| (&record.id, &record.uses));
    report.push(printed("quotations", "quotations", quotations, reading));
    report.push(charts(&ledger));
    unknown(&ledger, text, report);
    report.statements.iter_mut().for_each(shorten);
    report.ledger = Some(ledger);
}

fn shorten(statement: &mut Statement) {
    let more = statement.details.len().saturating_sub(SHOWN);
    if more > 0 {
        statement.details.truncate(SHOWN);
        statement.details.push(format!("and {more} more"));
    }
}

/// The ledger, or why it cannot be read.
fn parsed(text: &str) -> Result<Ledger, String> {
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|error| format!("the evidence ledger is no JSON: {error}"))?;
    match value.get("ledger").and_then(serde_json::Value::as_u64) {
        Some(version) if version == u64::from(VERSION) => {}
        Some(version) => {
            return Err(format!("the evidence ledger has version {version}, and only {VERSION} is known here"));
        }
        None => return Err("the evidence ledger does not say its version".to_owned()),
    }
    serde_json::from_value(value).map_err(|error| format!("the evidence ledger is not as its schema wants it: {error}"))
}

fn seal(ledger: &Ledger) -> Statement {
    let right = sealed(ledger.clone()).is_some_and(|sealed| sealed.seal == ledger.seal);
    let against = if right { Vec::new() } else { vec!["its own hash is another".to_owned()] };
    let by = format!("{} {}", ledger.program.name, ledger.program.version);
    Statement::of(
        "ledger",
        format!(
            "the evidence ledger is whole: written by {by}, for “{}”, {}",
            ledger.document.title, ledger.document.date
        ),
        "the evidence ledger was changed after it was written".to_owned(),
        against,
    )
}

fn attachments(ledger: &Ledger, reading: &Reading) -> Statement {
    let mut against = Vec::new();
    let mut known = BTreeSet::from([NAME]);
    for wanted in &ledger.attachments {
        known.insert(wanted.name.as_str());
        let name = &wanted.name;
        match reading.files.iter().find(|file| file.name == *name) {
            None => against.push(format!("`{name}` is not there")),
            Some(file) if file.size.is_none() => against.push(format!("`{name}` cannot be read")),
            Some(file) if file.sha256 != wanted.sha256 => against.push(format!("`{name}` was changed")),
            Some(file) if file.relationship.as_ref() != Some(&wanted.relationship) => {
                against.push(format!("`{name}` no longer belongs to the document as {}", wanted.relationship));
            }
            Some(_) => {}
        }
    }
    let more = reading.files.iter().filter(|file| !known.contains(file.name.as_str()));
    against.extend(more.map(|file| format!("`{}` was added: the ledger does not know it", file.name)));
    let names: Vec<&str> = reading.files.iter().map(|file| file.name.as_str()).collect();
    let twice: BTreeSet<&str> =
        names.iter().filter(|name| names.iter().filter(|other| other == name).count() > 1).copied().collect();
    against.extend(twice.into_iter().map(|name| format!("`{name}` stands twice")));
    Statement::of(
        "attachments",
        format!("embedded files ({}, and the ledger): each is as it was embedded", ledger.attachments.len()),
        "the embedded files are not those that were embedded".to_owned(),
        against,
    )
}

/// The specification that is embedded, read again, says what the ledger says.
fn embedded_specification(ledger: &Ledger, reading: &Reading) -> Statement {
    let name = "the embedded specification";
    let Some(text) = &reading.specification else {
        return Statement::fails("specification", format!("{name} is not there"));
    };
    let mut against = Vec::new();
    if sha256(text.as_bytes()) != ledger.specification.sha256 {
        against.push("its hash is not the one that the ledger has".to_owned());
    }
    match records::read(text, ledger) {
        Some(spec) => against.extend(records::differences(ledger, &spec)),
        None => against.push("it cannot be read".to_owned()),
    }
    super::against(against, name)
}

fn text_of_pages(ledger: &Ledger, reading: &Reading) -> Statement {
    let mut against = Vec::new();
    let (wanted, found) = (ledger.text.len(), reading.pages.len());
    if wanted != found {
        against.push(format!("the document had {wanted} pages, and the file has {found}"));
    }
    for (page, (wanted, found)) in ledger.text.iter().zip(&reading.pages).enumerate() {
        if wanted.sha256 != found.sha256 || wanted.characters != found.characters {
            let other = ledger.text.iter().find(|other| other.sha256 == found.sha256 && found.characters > 0);
            against.push(match other {
                Some(other) => format!("page {} bears the text of page {}", page + 1, other.page),
                None => format!(
                    "the text of page {} was changed: it had {} characters, and has {}",
                    page + 1,
                    wanted.characters,
                    found.characters
                ),
            });
        }
    }
    for (page, reading) in reading.pages.iter().enumerate() {
        against.extend(reading.unseen.iter().map(|said| format!("page {}: {said}", page + 1)));
        against.extend(reading.disguised.iter().map(|said| format!("page {}: {said}", page + 1)));
    }
    Statement::of(
        "text",
        format!("the text of all {wanted} pages is as it was built"),
        "the text is not as it was built".to_owned(),
        against,
    )
}

/// Nothing was painted over a page or taken away.
fn marks(ledger: &Ledger, reading: &Reading) -> Statement {
    let mut against = Vec::new();
    for (page, (wanted, found)) in ledger.text.iter().zip(&reading.pages).enumerate() {
        let (was, is) = (wanted.marks, found.marks);
        let counts = [("areas and lines", was.shapes, is.shapes), ("pictures", was.pictures, is.pictures)];
        let differing = counts.into_iter().filter(|(_, was, is)| was != is);
        against.extend(differing.map(|(what, was, is)| format!("page {} had {was} {what}, and has {is}", page + 1)));
    }
    for (page, found) in reading.pages.iter().enumerate() {
        against.extend(found.added.iter().map(|said| format!("page {} {said}", page + 1)));
    }
    Statement::of(
        "marks",
        "each page has as many areas, lines and pictures as it was built with".to_owned(),
        "something was painted on a page, or taken away".to_owned(),
        against,
    )
}

/// What the ledger says is printed stands on its pages.
fn printed<'a>(
    name: &'static str,
    what: &str,
    records: impl Iterator<Item = (&'a String, &'a Vec<model::Use>)>,
    reading: &Reading,
) -> Statement {
    let (mut against, mut seen, mut ids) = (Vec::new(), 0_usize, 0_usize);
    for (id, uses) in records {
        ids += 1;
        for used in uses.iter().flat_map(|used| &used.printed) {
            let page = used.page.checked_sub(1).and_then(|page| reading.pages.get(page));
            match page.map(|page| page.words.contains(&used.text)) {
                Some(Some(true)) => seen += 1,
                // text without letters or digits cannot be looked for; the hash of the page covers it
                Some(None) => {}
                Some(Some(false)) => {
                    against.push(format!("`{id}`: “{}” does not stand on page {}", used.text, used.page));
                }
                None => against.push(format!("`{id}`: there is no page {}", used.page)),
            }
        }
    }
    let holds = match seen {
        0 => format!("no {what} are printed in words"),
        _ => format!("{what} ({ids}): each of {seen} printed texts stands on its page as the ledger has it"),
    };
    Statement::of(name, holds, format!("{what} are not printed as the ledger has them"), against)
}

/// Texts that are said to print a figure and have none of its numbers.
fn other_numbers(figure: &model::Figure) -> Vec<String> {
    let said = std::iter::once(&figure.printed).chain(figure.estimates.iter().map(|estimate| &estimate.printed));
    let own: BTreeSet<String> = said.flat_map(|text| text::numbers(text)).collect();
    let mut against = Vec::new();
    for used in &figure.uses {
        let texts: Vec<&str> = used.printed.iter().map(|printed| printed.text.as_str()).collect();
        let numbers: Vec<String> = texts.iter().flat_map(|text| text::numbers(text)).collect();
        if !numbers.is_empty() && !numbers.iter().any(|number| own.contains(number)) {
            let (id, text) = (&figure.id, texts.join(" "));
            against.push(format!("`{id}`: “{text}” does not give its number, “{}”", figure.printed));
        }
    }
    against
}

fn charts(ledger: &Ledger) -> Statement {
    let wrong = ledger.charts.iter().filter(|chart| {
        let file = ledger.attachments.iter().find(|file| Some(&file.name) == chart.data.as_ref());
        chart.data.is_some() && file.map(|file| &file.sha256) != chart.sha256.as_ref()
    });
    let against = wrong.map(|chart| format!("`{}` names other data than those embedded", chart.id)).collect();
    Statement::of(
        "charts",
        format!("charts ({}): the data that each was drawn from are embedded", ledger.charts.len()),
        "charts name data that are not embedded".to_owned(),
        against,
    )
}

/// What cannot be told from the file.
fn unknown(ledger: &Ledger, text: &str, report: &mut Report) {
    let copies =
        ledger.sources.iter().filter(|source| source.archive.as_ref().is_some_and(|archive| archive.sha256.is_some()));
    let says = format!(
        "the archived copies of the sources ({} of {}) are not in the file: whether they say this is not verified",
        copies.count(),
        ledger.sources.len()
    );
    report.push(
        Statement::unknown("archives", says).help("`briefing archive SPEC`, where the copies are, compares them"),
    );
    report.push(Statement::unknown(
        "drawing",
        "where lines and areas stand and what lies under them, colours (of text too), what pictures show, the shapes of letters, \
         clips that are no rectangles, alternative texts, tags, bookmarks and links are not compared",
    ));
    let says = "the ledger is not signed: whoever changes the file on purpose can change the ledger with it";
    let help = format!("compare the ledger's SHA-256 with one that its author publishes: {}", sha256(text.as_bytes()));
    report.push(Statement::unknown("author", says).help(help));
}

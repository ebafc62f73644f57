//! `briefing styles`: the styles of citation that come with the program, and how each cites one and the same source.

use super::{Exit, result, say};
use briefing::diag::{Diagnostic, Files, Sink};
use briefing::doc::{Inline, plain_text};
use briefing::evidence::citation::styles::{DEFAULT, SHORT, names};
use briefing::evidence::citation::{Cited, Position, Style, close, note, short};
use briefing::locale::Locale;
use briefing::spec::{Source, Spec};
use clap::Args;

/// `briefing styles`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  briefing styles\n  briefing styles oscola\n  briefing styles chicago-notes --lang fr"
)]
pub struct Styles {
    /// The style to show with its repeated notes [default: all, one note each]
    pub name: Option<String>,
    /// The language in which it is shown [default: en-GB]
    #[arg(long, value_name = "LANG")]
    pub lang: Option<String>,
}

/// The specification of the source that is cited.
const EXAMPLE: &str = include_str!("styles.toml");

/// The place in it, and another.
const PLACES: [&str; 2] = ["p. 8", "p. 12"];

/// Lists the styles with one note each, or shows what one makes of a source that is cited again.
pub(super) fn run(asked: &Styles) -> Exit {
    let tag = asked.lang.as_deref().unwrap_or("en-GB");
    let Some(locale) = Locale::find(tag) else {
        let finding = Diagnostic::error("unknown-language", format!("there is no language `{tag}`"))
            .suggest(tag, Locale::languages())
            .help("the languages are those of specifications: `en`, `fr`, `es`, `ru`, `ar`, `zh`, `fa`");
        return refused(&finding);
    };
    let Some(spec) = example() else { return Exit::Internal };
    let Some(source) = spec.sources.get("example") else { return Exit::Internal };
    let Some(name) = &asked.name else { return result(&list(source, locale)) };
    if [DEFAULT, SHORT].contains(&name.as_str()) {
        return result(&own(name, source, locale));
    }
    match Style::find(name) {
        Some(Ok(style)) => result(&one(&style, source, locale)),
        Some(Err(fault)) => refused(
            &Diagnostic::error("unsuitable-style", format!("the style `{name}` cannot be used: {}", fault.message))
                .help("`briefing styles` lists those that can"),
        ),
        None => refused(
            &Diagnostic::error("unknown-style", format!("unknown style of citation `{name}`"))
                .suggest(name, names())
                .help("`briefing styles` lists them; one of your own is used by a specification: docs/citations.md"),
        ),
    }
}

fn refused(finding: &Diagnostic) -> Exit {
    say(&super::report::render(std::slice::from_ref(finding), &[], &Files::default(), super::report::Style::Plain));
    Exit::Usage
}

fn example() -> Option<Spec> {
    let file = Files::default().add("styles.toml", EXAMPLE);
    briefing::spec::read(file, EXAMPLE, &mut Sink::default())
}

/// All that can be used, each with a note.
fn list(source: &Source, locale: &Locale) -> String {
    let entry = |name: &str| {
        let text = match name {
            DEFAULT => note(source, Some(PLACES[0]), locale),
            SHORT => short(source, Some(PLACES[0]), locale),
            _ => cite(&Style::find(name)?.ok()?, source, Position::First, PLACES[0], locale),
        };
        Some(format!("{name}\n  {}", line(text, locale)))
    };
    names().filter_map(entry).collect::<Vec<_>>().join("\n")
}

/// The program's own style, with long or with short notes.
fn own(name: &str, source: &Source, locale: &Locale) -> String {
    let [first, other] = PLACES;
    let see = locale.words.see_note.fill(&[("n", &locale.in_digits("1"))]);
    shown(
        name,
        [
            ("the first time", line(if name == SHORT { short } else { note }(source, Some(first), locale), locale)),
            ("later", line(short(source, Some(other), locale), locale)),
            ("the same place again", see),
        ],
    )
}

fn one(style: &Style, source: &Source, locale: &Locale) -> String {
    let [first, other] = PLACES;
    let text = |position, place| line(cite(style, source, position, place, locale), locale);
    let same = Position::Same { first: 1, before: Some(first) };
    shown(
        style.name(),
        [
            ("the first time, in note 1", text(Position::First, first)),
            ("later", text(Position::Again { first: 1, ago: 3 }, other)),
            ("in the next note", text(same, other)),
            ("in the next note, the same place", text(same, first)),
        ],
    )
}

fn shown<const N: usize>(name: &str, forms: [(&str, String); N]) -> String {
    let forms = forms.map(|(when, text)| format!("\n\n{when}\n  {text}")).concat();
    format!("{name}{forms}")
}

fn cite(style: &Style, source: &Source, position: Position<'_>, place: &str, locale: &Locale) -> Vec<Inline> {
    let number = if position == Position::First { 1 } else { 4 };
    let cited = Cited { id: "example", source, locator: Some(place), position, note: Some(number) };
    style.cite(cited, &[], locale)
}

/// A note as text, closed as notes are.
fn line(mut text: Vec<Inline>, locale: &Locale) -> String {
    close(&mut text, &locale.citation.stop);
    plain_text(&text)
}

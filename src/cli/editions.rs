//! Which editions of a briefing a command is about.

use std::path::Path;

/// What `--lang` says for all editions.
pub(super) const ALL: &str = "all";

/// An edition to be loaded.
pub(super) struct Edition {
    /// Its language; none for the main one where the specification's languages cannot be read.
    pub language: Option<String>,
    /// Whether it is the main one.
    pub main: bool,
}

/// The editions that `lang` asks for, the main one first; `fallback` where it is not given.
pub(super) fn chosen(spec: &Path, lang: Option<&str>, fallback: Wanted) -> Vec<Edition> {
    let main_alone = || vec![Edition { language: None, main: true }];
    if let (None, Wanted::Main) = (lang, fallback) {
        // whatever the specification lists: it need not be read for that
        return main_alone();
    }
    let all = briefing::editions(spec);
    let main = all.first().cloned();
    let edition =
        |language: String| Edition { main: main.as_deref() == Some(language.as_str()), language: Some(language) };
    match (lang, fallback) {
        (Some(ALL), _) | (None, Wanted::All) if !all.is_empty() => all.into_iter().map(edition).collect(),
        (Some(language), _) if language != ALL => vec![edition(full_tag(&all, language))],
        _ => main_alone(),
    }
}

/// The listed tag that is meant: itself, or the only one in that language.
fn full_tag(all: &[String], asked: &str) -> String {
    let exact = all.iter().find(|tag| tag.eq_ignore_ascii_case(asked));
    let mut like = all.iter().filter(|tag| tag.split('-').next().is_some_and(|bare| bare.eq_ignore_ascii_case(asked)));
    let only = || like.next().filter(|_| like.next().is_none());
    exact.or_else(only).map_or_else(|| asked.to_owned(), Clone::clone)
}

/// What a command is about where `--lang` is not given.
#[derive(Debug, Clone, Copy)]
pub(super) enum Wanted {
    /// The main edition.
    Main,
    /// All of them.
    All,
}

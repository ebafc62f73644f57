//! Profiles: for whom a briefing is, and so how it is laid out. One commented TOML file a profile, embedded.

use crate::doc::Style;
use crate::theme::PaperSize;
use serde::Deserialize;
use std::sync::OnceLock;

/// The embedded profiles: name and file.
const PROFILES: &[(&str, &str)] = &[
    ("parliament-briefing", include_str!("profiles/parliament-briefing.toml")),
    ("un-briefing", include_str!("profiles/un-briefing.toml")),
    ("report", include_str!("profiles/report.toml")),
];

/// The profile that is taken where a specification names none.
pub const DEFAULT: &str = "parliament-briefing";

/// A profile.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// Its name.
    #[serde(skip)]
    pub name: String,
    /// For whom, in one sentence.
    pub purpose: String,
    /// The theme it is set in.
    pub theme: String,
    /// The paper, where the specification names none.
    pub paper: ProfilePaper,
    /// Whether paragraphs of sections are numbered through.
    pub numbered_paragraphs: bool,
    /// How section headings are numbered.
    pub heading_numbers: HeadingNumbers,
    /// Whether a table of contents is printed, where the specification does not say.
    pub contents: bool,
    /// Where notes stand, where the specification does not say.
    #[serde(default)]
    pub notes: ProfileNotes,
    /// The parts of the document in order, by the names of block kinds.
    pub parts: Vec<String>,
}

/// A paper named by a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProfilePaper {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl ProfilePaper {
    /// Its size.
    #[must_use]
    pub fn size(self) -> PaperSize {
        match self {
            ProfilePaper::A4 => PaperSize::A4,
            ProfilePaper::Letter => PaperSize::LETTER,
        }
    }
}

/// Where the notes of the text stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileNotes {
    /// At the foot of the page.
    #[default]
    Foot,
    /// At the end of the document.
    End,
}

/// How section headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadingNumbers {
    /// Not at all.
    None,
    /// 1, 1.1, 1.1.1.
    Decimal,
    /// I., A., 1., as in documents of the United Nations (Editorial Manual, "Headings").
    UnitedNations,
}

impl HeadingNumbers {
    /// The number of a heading from the numbers of its ancestors and its own, the outermost first.
    #[must_use]
    pub fn number(self, path: &[u32]) -> Option<String> {
        let last = *path.last()?;
        match self {
            HeadingNumbers::None => None,
            HeadingNumbers::Decimal => Some(path.iter().map(u32::to_string).collect::<Vec<_>>().join(".")),
            HeadingNumbers::UnitedNations => Some(match path.len() {
                1 => format!("{}.", roman(last)),
                2 => format!("{}.", letter(last)),
                _ => format!("{last}."),
            }),
        }
    }
}

/// A number in Roman numerals, upper case.
fn roman(mut number: u32) -> String {
    const PARTS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, sign) in PARTS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// A, B … Z, AA, AB …
fn letter(number: u32) -> String {
    let mut number = number;
    let mut text = String::new();
    while number > 0 {
        let digit = (number - 1) % 26;
        text.insert(0, char::from(b'A' + digit as u8));
        number = (number - 1) / 26;
    }
    text
}

impl Profile {
    /// The profile of this name. Embedded profiles are read once; the tests load each.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Profile> {
        static LOADED: OnceLock<Vec<Profile>> = OnceLock::new();
        let load = || PROFILES.iter().filter_map(|(name, text)| Profile::parse(name, text).ok()).collect();
        LOADED.get_or_init(load).iter().find(|profile| profile.name == name)
    }

    /// The names of the profiles.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PROFILES.iter().map(|(name, _)| *name)
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// The text is no profile: what is wrong, in one sentence.
    pub fn parse(name: &str, text: &str) -> Result<Profile, String> {
        let profile: Profile = toml::from_str(text).map_err(|error| error.to_string())?;
        Ok(Profile { name: name.to_owned(), ..profile })
    }

    /// The style of a section heading at this depth, from 1.
    #[must_use]
    pub fn heading_style(depth: usize) -> Style {
        match depth {
            0 | 1 => Style::Heading1,
            2 => Style::Heading2,
            _ => Style::Heading3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Theme;

    #[test]
    fn every_profile_loads_and_names_a_theme() {
        for (name, text) in PROFILES {
            let profile = Profile::parse(name, text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(Theme::find(&profile.theme).is_some(), "{name}: no theme {}", profile.theme);
            for part in &profile.parts {
                assert!(crate::compose::part(part).is_some(), "{name}: no part {part}");
            }
        }
        assert!(Profile::find(DEFAULT).is_some());
    }

    #[test]
    fn headings_are_numbered_as_bodies_do() {
        assert_eq!(HeadingNumbers::Decimal.number(&[2, 3]).as_deref(), Some("2.3"));
        let un = HeadingNumbers::UnitedNations;
        assert_eq!(un.number(&[14]).as_deref(), Some("XIV."));
        assert_eq!(un.number(&[1, 28]).as_deref(), Some("AB."));
        assert_eq!(un.number(&[1, 1, 9]).as_deref(), Some("9."));
        assert_eq!(HeadingNumbers::None.number(&[1]), None);
    }
}

//! Names of countries that the United Nations does not use.

use super::{Manual, Own, all, because, begins_sentence, is_capitalised, rule_in_english};
use crate::check::language::{Language, holds};
use crate::check::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};
use serde::Deserialize;
use std::ops::Range;
use std::sync::OnceLock;

/// A country has the name by which the United Nations calls it.
pub(in crate::check) struct CountryName;

const MANUAL: Manual = Manual {
    says: "countries have the short names of the terminology database of the United Nations, https://unterm.un.org",
    page: "http://dd.dgacm.org/editorialmanual/ed-guidelines/country_names/country.htm",
};

/// The table of names.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    country: Vec<Country>,
}

/// A name that is not used, and the one that is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Country {
    other: String,
    write: String,
    #[serde(default)]
    forms: Vec<String>,
    #[serde(default)]
    once: bool,
}

/// The embedded table; a test reads it.
fn table() -> &'static [Country] {
    static TABLE: OnceLock<Table> = OnceLock::new();
    &TABLE.get_or_init(|| toml::from_str(include_str!("data/countries.toml")).unwrap_or_default()).country
}

impl Check for CountryName {
    fn name(&self) -> &'static str {
        "un-country-name"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds names of some countries that documents of the United Nations do not use (Syria, North Korea, Burma), \
                    once a name, in English texts, titles and labels, where the profile asks for the style of the United \
                    Nations. “Iran”, “Bolivia” and “Venezuela” may follow once the full form has stood. Quotations, titles of \
                    sources, names of organisations (Iran Human Rights) and adjectives are left alone.",
            why: "A State is called by the name that it has given to the United Nations. Another one reads as a position, and \
                  an editor changes it.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "They fled to Syria.""##,
            remedy: "Write the name that the finding gives.",
            references: "United Nations Editorial Manual Online, Country names: \
                         <http://dd.dgacm.org/editorialmanual/ed-guidelines/country_names/country.htm>; UNTERM: \
                         <https://unterm.un.org>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let (Some(rule), Some(language)) = (rule_in_english(context), context.language) else { return };
        let texts: Vec<Own<'_>> = all(context).collect();
        for country in table() {
            if let Some(finding) = self.found(country, &texts, language, context) {
                sink.push(because(finding, rule, &MANUAL));
            }
        }
    }
}

impl CountryName {
    /// One finding for a name, at the first place where it stands.
    fn found(
        &self,
        country: &Country,
        texts: &[Own<'_>],
        language: &Language,
        context: Context<'_>,
    ) -> Option<Diagnostic> {
        let mut first: Option<(&Own<'_>, Range<usize>)> = None;
        let mut further = 0_usize;
        for own in texts {
            let mut said = false;
            for (range, right) in places(own, country, language) {
                match (right, &first) {
                    // what stands in a title is no introduction to the text
                    (true, None) => said |= country.once && own.paragraph.is_prose(),
                    (true, Some(_)) => {}
                    (false, None) if !said => first = Some((own, range)),
                    (false, _) => further += usize::from(first.is_some()),
                }
            }
            if said && first.is_none() {
                return None;
            }
        }
        let (own, range) = first?;
        let place = own.paragraph.locate(&range, &context.evidence.specification);
        let name = &country.other;
        let finding =
            self.finding(format!("`{name}` is not the name that the United Nations uses")).at_maybe(place, "");
        let finding = match country.forms.get(1).filter(|_| country.once) {
            Some(list) => finding.help(format!(
                "write `{}` (in lists `{list}`) where it first stands; `{name}` may follow",
                country.write
            )),
            None => finding.help(format!("write `{}`", country.write)),
        };
        Some(match further {
            0 => finding,
            1 => finding.help("it stands in one more place"),
            more => finding.help(format!("it stands in {more} more places")),
        })
    }
}

/// Where a name stands, in order, and whether in a form that is right.
fn places(own: &Own<'_>, country: &Country, language: &Language) -> Vec<(Range<usize>, bool)> {
    let text = own.text();
    let stands = |form: &str| -> Vec<Range<usize>> {
        text.match_indices(form).map(|(at, found)| at..at + found.len()).collect()
    };
    let right: Vec<Range<usize>> = country.forms.iter().flat_map(|form| stands(form)).collect();
    let inside = |place: &Range<usize>| right.iter().any(|form| form.start <= place.start && place.end <= form.end);
    let mut found: Vec<(Range<usize>, bool)> = right.iter().map(|range| (range.clone(), true)).collect();
    let other = stands(&country.other).into_iter().filter(|place| !inside(place) && own.holds(place));
    found.extend(other.filter(|place| is_country(text, place, language)).map(|place| (place, false)));
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// Whether the words at `place` are the name of a country, and no part of another name or word: "Iran Human Rights",
/// "Russian", "Iran-Iraq".
fn is_country(text: &str, place: &Range<usize>, language: &Language) -> bool {
    let (before, after) = (text.get(..place.start).unwrap_or(""), text.get(place.end..).unwrap_or(""));
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '–' | '@' | '/'));
    if joined(before.chars().next_back()) || joined(after.chars().next()) {
        return false;
    }
    let next = after.strip_prefix([' ', '\u{a0}']).is_some_and(is_capitalised);
    let last = before.strip_suffix([' ', '\u{a0}']).and_then(|before| {
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        Some((start, before.get(start..)?))
    });
    let named = last.is_some_and(|(start, word)| {
        let plain = word.chars().all(char::is_alphanumeric);
        let small = holds(language.no_names, &word.to_lowercase());
        plain && is_capitalised(word) && !small && !begins_sentence(before, start)
    });
    !next && !named
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, in_prose};

    #[test]
    fn the_table_is_read_and_no_name_stands_twice() {
        let names: Vec<&str> = table().iter().map(|country| country.other.as_str()).collect();
        assert!(names.len() >= 20, "{names:?}");
        for country in table() {
            assert_eq!(names.iter().filter(|name| **name == country.other).count(), 1, "{}", country.other);
            assert!(!country.once || country.forms.len() == 2, "{}", country.other);
        }
    }

    #[test]
    fn a_name_is_found_once_and_not_inside_others() {
        assert_eq!(
            in_prose(&CountryName, "They fled to Syria. In Syria they lived; Syria’s Government and Burma."),
            [
                "Syria: `Syria` is not the name that the United Nations uses",
                "Burma: `Burma` is not the name that the United Nations uses"
            ]
        );
        let text = "Iran Human Rights, the Iranian people, the Iran-Iraq war, “Syria”, *Free Syria*, Radio Vietnam, \
                    North Macedonia and the Republic of Moldova.";
        assert_eq!(in_prose(&CountryName, &format!("The Monitor and {text}")), [""; 0]);
    }

    #[test]
    fn a_short_name_may_follow_the_full_one() {
        assert_eq!(in_prose(&CountryName, "In the Islamic Republic of Iran it was so. In Iran it is."), [""; 0]);
        assert_eq!(in_prose(&CountryName, "In Iran it was so, in the Islamic Republic of Iran.").len(), 1);
    }

    #[test]
    fn titles_of_sources_are_left_alone() {
        let rest = "[sources.c]\ntype = \"report\"\ntitle = \"Prisons of Syria\"\nissued = 2020\n";
        assert_eq!(found(&CountryName, rest), [""; 0]);
    }
}

//! What libraries write, in the form that a specification wants: text on one line, dates, languages, ranges of pages.

use crate::spec::{PartialDate, forbidden};
use chrono::NaiveDate;
use icu_locale_core::LanguageIdentifier;

/// A name from a library as it may stand in a message.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.trim();
    let mut shown: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// The text on one line without characters that a specification cannot hold; whether any were taken out.
pub(super) fn line(text: &str) -> (String, bool) {
    let mut taken = false;
    let kept: String = text
        .chars()
        .filter(|letter| {
            let bad =
                !letter.is_whitespace() && (forbidden(*letter).is_some() || ('\u{2066}'..='\u{2069}').contains(letter));
            taken |= bad;
            !bad
        })
        .collect();
    (
        kept.split([' ', '\t', '\n', '\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{b}', '\u{c}'])
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        taken,
    )
}

/// Takes the markup out that CSL-JSON allows in text (`<i>`, `<sup>`, `<span class="nocase">`); whether there was any.
pub(super) fn without_markup(text: &str) -> (String, bool) {
    const TAGS: [&str; 6] = ["i", "b", "sup", "sub", "sc", "span"];
    let mut kept = String::new();
    let mut rest = text;
    let mut found = false;
    while let Some((before, after)) = rest.split_once('<') {
        kept.push_str(before);
        let tag = after.split_once('>').filter(|(tag, _)| {
            let name = tag.trim_start_matches('/').split(' ').next().unwrap_or("");
            TAGS.contains(&name)
        });
        rest = match tag {
            Some((_, behind)) => {
                found = true;
                behind
            }
            None => {
                kept.push('<');
                after
            }
        };
    }
    kept.push_str(rest);
    (kept, found)
}

/// Takes commands of LaTeX out and leaves what they are about: of `\\emph{a}` it leaves "a", of `\\enquote{a}` “a”. The
/// names of those that were found come along.
pub(super) fn without_commands(text: &str) -> (String, Vec<String>) {
    const QUOTING: [&str; 3] = ["enquote", "mkbibquote", "textquote"];
    let (mut kept, mut found, mut closing) = (String::new(), Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or("");
        let name: &str = after.split(|letter: char| !letter.is_ascii_alphabetic()).next().unwrap_or("");
        rest = match letter {
            '\\' if !name.is_empty() => {
                found.push(format!("\\{name}"));
                let behind = after.get(name.len()..).unwrap_or("").trim_start_matches('*');
                match behind.strip_prefix('{') {
                    Some(inside) => {
                        let quotes = QUOTING.contains(&name);
                        closing.push(if quotes { "”" } else { "" });
                        kept.push_str(if quotes { "“" } else { "" });
                        inside
                    }
                    None => behind,
                }
            }
            '}' if !closing.is_empty() => {
                kept.push_str(closing.pop().unwrap_or(""));
                after
            }
            _ => {
                kept.push(letter);
                after
            }
        };
    }
    (kept, found)
}

/// Ranges with en dashes: `12-18` and `12--18` become `12–18`.
pub(super) fn ranges(pages: &str) -> String {
    pages.replace("--", "–").replace('-', "–")
}

/// A date, and what was said of it that a source cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    /// The date.
    pub date: PartialDate,
    /// What is lost of it.
    pub lost: Option<&'static str>,
}

/// A year, a month or a day that exists.
pub(super) fn date(year: i32, month: Option<u32>, day: Option<u32>) -> Option<PartialDate> {
    let date = PartialDate { year, month, day: day.filter(|_| month.is_some()) };
    let exists = (1..=9999).contains(&year)
        && NaiveDate::from_ymd_opt(year, month.unwrap_or(1), date.day.unwrap_or(1)).is_some();
    exists.then_some(date)
}

/// What both ends of a span of time have in common: of 3 to 5 March the month.
pub(super) fn common(start: PartialDate, end: PartialDate) -> PartialDate {
    if start == end {
        start
    } else if start.year == end.year && start.month.is_some() && start.month == end.month {
        PartialDate { day: None, ..start }
    } else {
        PartialDate { month: None, day: None, ..start }
    }
}

/// A date as ISO 8601-2 (EDTF, level 1) writes it: `2019-12-23`, `2019-12`, `2019?`, `2019-03/2019-05`.
pub(super) fn edtf(text: &str) -> Option<Dated> {
    let text = text.trim();
    let bare = text.trim_end_matches(['?', '~', '%']);
    let doubt = (bare.len() < text.len()).then_some("that the date is uncertain");
    let Some((from, to)) = bare.split_once('/') else {
        return Some(Dated { date: single(bare)?, lost: doubt });
    };
    let (from, to) = (from.trim_end_matches(['?', '~', '%']), to.trim());
    let open = |end: &str| end.is_empty() || end == "..";
    match (open(from), open(to)) {
        (false, false) => {
            let date = common(single(from)?, single(to)?);
            Some(Dated { date, lost: Some("the two ends of the date") })
        }
        (false, true) => Some(Dated { date: single(from)?, lost: Some("that the date is open at its end") }),
        _ => None,
    }
}

/// One date, a time of day behind it apart.
fn single(text: &str) -> Option<PartialDate> {
    let day = text.split(['T', ' ']).next()?;
    let mut parts = day.split('-');
    let mut number = |digits: std::ops::RangeInclusive<usize>| match parts.next() {
        None => Some(None),
        Some(part) if digits.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()) => {
            part.parse::<u32>().ok().map(Some)
        }
        Some(_) => None,
    };
    let year = number(4..=4)??;
    let month = number(1..=2)?;
    let day = number(1..=2)?;
    if parts.next().is_some() {
        return None;
    }
    date(i32::try_from(year).ok()?, month, day)
}

/// A month by its number or by its English name or the start of it.
pub(super) fn month(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let text = text.trim().trim_end_matches('.').to_lowercase();
    let named = || NAMES.iter().position(|name| text.starts_with(name)).and_then(|at| u32::try_from(at + 1).ok());
    text.parse().ok().or_else(named).filter(|month| (1..=12).contains(month))
}

/// The BCP 47 tag of a language that is named by its tag or, as babel does, by its English name.
pub(super) fn language(text: &str) -> Option<String> {
    let name = text.trim().to_lowercase();
    let named = match name.as_str() {
        "english" | "eng" => "en",
        "british" | "ukenglish" => "en-GB",
        "american" | "usenglish" => "en-US",
        "french" | "francais" | "français" | "fre" | "fra" => "fr",
        "german" | "ngerman" | "deutsch" | "ger" | "deu" => "de",
        "spanish" | "español" | "spa" => "es",
        "russian" | "rus" => "ru",
        "arabic" | "ara" => "ar",
        "persian" | "farsi" | "per" | "fas" => "fa",
        "chinese" | "chi" | "zho" => "zh",
        "portuguese" | "por" => "pt",
        "brazilian" => "pt-BR",
        "italian" | "ita" => "it",
        "dutch" | "dut" | "nld" => "nl",
        "turkish" | "tur" => "tr",
        "polish" => "pl",
        "ukrainian" => "uk",
        "swedish" => "sv",
        "norwegian" | "norsk" => "no",
        "danish" => "da",
        "greek" => "el",
        "hebrew" => "he",
        "japanese" => "ja",
        "korean" => "ko",
        "hindi" => "hi",
        "urdu" => "ur",
        "indonesian" => "id",
        "vietnamese" => "vi",
        "thai" => "th",
        "kurdish" => "ku",
        "burmese" => "my",
        _ => "",
    };
    if !named.is_empty() {
        return Some(named.to_owned());
    }
    let tag = text.trim().replace('_', "-");
    let known = LanguageIdentifier::try_from_str(&tag).ok()?;
    ((2..=3).contains(&known.language.as_str().len()) && !known.language.is_unknown()).then(|| known.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_doubt_is_said() {
        let read = |text| edtf(text).map(|dated| (dated.date.to_string(), dated.lost.is_some()));
        assert_eq!(read("2019-12-23"), Some(("2019-12-23".to_owned(), false)));
        assert_eq!(read("2019-12-23T10:00:00Z"), Some(("2019-12-23".to_owned(), false)));
        assert_eq!(read("2019-3"), Some(("2019-03".to_owned(), false)));
        assert_eq!(read("2019~"), Some(("2019".to_owned(), true)));
        assert_eq!(read("2019-03/2019-05"), Some(("2019".to_owned(), true)));
        assert_eq!(read("2019-03-01/2019-03-05"), Some(("2019-03".to_owned(), true)));
        assert_eq!(read("2019/.."), Some(("2019".to_owned(), true)));
        for wrong in ["2019-13", "2019-02-30", "20195X", "199X", "", "/2019", "in press", "0000", "2019-1-1-1"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn languages_have_names_and_tags() {
        assert_eq!(language("ngerman").as_deref(), Some("de"));
        assert_eq!(language("en_gb").as_deref(), Some("en-GB"));
        assert_eq!(language("fa").as_deref(), Some("fa"));
        assert_eq!(language("latin script"), None);
    }

    #[test]
    fn text_comes_on_one_line() {
        assert_eq!(line(" a\n\tb\u{200b}\u{202e} "), ("a b".to_owned(), true));
        assert_eq!(line("می\u{200c}خواهم"), ("می\u{200c}خواهم".to_owned(), false));
        assert_eq!(without_markup("<i>R v. A</i>, 3 < 5 <x>"), ("R v. A, 3 < 5 <x>".to_owned(), true));
        let (text, found) = without_commands("\\emph{A \\enquote{b}} {c} \\par");
        assert_eq!((text.as_str(), found.len()), ("A “b” {c} ", 3));
        assert_eq!(month("Sept."), Some(9));
        assert_eq!(month("13"), None);
    }
}

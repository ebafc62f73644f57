//! Dates in another form than `3 May 2020`.

use super::{Manual, because, rule_in_english, running, tokens};
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::ops::Range;

/// The day, the month, the year, and nothing between them.
pub(in crate::check) struct DateForm;

const MANUAL: Manual = Manual {
    says: "a date is written 3 May 2020, without commas and without -rd",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/numbers-dates-time",
};

impl Check for DateForm {
    fn name(&self) -> &'static str {
        "un-date-form"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds dates in English running text that are not written as day, month and year in this order (May 3, \
                    2020; 3rd May; 3/5/2020; 2020-05-03), where the profile asks for the style of the United Nations. \
                    Quotations are left alone.",
            why: "3/5/2020 is two days, by where its reader comes from; and one document has one form.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "They were arrested on May 3, 2020.""##,
            remedy: "Write `3 May 2020`; `briefing check --fix` does it where the month is named.",
            references: "United Nations Editorial Manual Online, Numbers, dates and time: \
                         <https://www.un.org/dgacm/en/content/editorial-manual/numbers-dates-time>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(rule) = rule_in_english(context) else { return };
        let source = &context.evidence.specification;
        for own in running(context) {
            for Date { range, form } in dates(own.text()).into_iter().filter(|date| own.holds(&date.range)) {
                let written = own.text().get(range.clone()).unwrap_or("");
                let finding = self
                    .finding(format!("`{written}` is not in the UN’s form for dates"))
                    .at_maybe(own.paragraph.locate(&range, source), "another form");
                let finding = match (form, own.paragraph.exactly(&range, source)) {
                    (Some(form), Some(place)) => {
                        finding.help(format!("write `{form}`")).fix(format!("write `{form}`"), place, form)
                    }
                    (Some(form), None) => finding.help(format!("write `{form}`")),
                    (None, _) => finding.help("write the month as a word: `3 May 2020`"),
                };
                sink.push(because(finding, rule, &MANUAL));
            }
        }
    }
}

/// A date in another form.
struct Date {
    range: Range<usize>,
    /// The form to write, where that is certain.
    form: Option<String>,
}

/// The months.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn dates(text: &str) -> Vec<Date> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        let before = at.checked_sub(1).and_then(|before| tokens.get(before)).map(|(_, word)| *word);
        let date = month_first(rest, before).or_else(|| day_first(rest)).or_else(|| in_digits(rest));
        match date {
            Some((words, date)) => {
                found.push(date);
                at += words;
            }
            None => at += 1,
        }
    }
    found
}

/// A word of a text, and its place.
type Token<'a> = (Range<usize>, &'a str);

/// "May 3, 2020", "May 3rd", "on May 3".
fn month_first(rest: &[Token<'_>], before: Option<&str>) -> Option<(usize, Date)> {
    let ((start, word), (place, second)) = (rest.first()?, rest.get(1)?);
    let month = MONTHS.iter().find(|month| month == &word)?;
    let bare = bare(second);
    let (day, ordinal) = day(bare)?;
    let year = rest.get(2).and_then(|(place, word)| Some((place, year(word)?)));
    match year.filter(|_| second.len() - bare.len() <= 1 && (bare == *second || second.ends_with(','))) {
        Some((place, year)) => {
            let range = start.start..place.start + year.len();
            Some((3, Date { range, form: Some(format!("{day} {month} {year}")) }))
        }
        // "In May 12 people died."
        None if ordinal || before.is_some_and(|before| before.eq_ignore_ascii_case("on")) => {
            let range = start.start..place.start + bare.len();
            Some((2, Date { range, form: Some(format!("{day} {month}")) }))
        }
        None => None,
    }
}

/// "3rd May 2020", "3rd of May", "3 May, 2020".
fn day_first(rest: &[Token<'_>]) -> Option<(usize, Date)> {
    let (start, first) = rest.first()?;
    let (day, ordinal) = day(first)?;
    let of = usize::from(rest.get(1).is_some_and(|(_, word)| *word == "of"));
    let (place, second) = rest.get(1 + of)?;
    let bare = bare(second);
    let month = MONTHS.iter().find(|month| **month == bare)?;
    let comma = second.len() == bare.len() + 1 && second.ends_with(',');
    let open = second.len() == bare.len() || comma;
    let year = rest.get(2 + of).filter(|_| open).and_then(|(place, word)| Some((place, year(word)?)));
    match year {
        Some((place, year)) if ordinal || of == 1 || comma => {
            let range = start.start..place.start + year.len();
            Some((3 + of, Date { range, form: Some(format!("{day} {month} {year}")) }))
        }
        None if ordinal => {
            let range = start.start..place.start + bare.len();
            Some((2 + of, Date { range, form: Some(format!("{day} {month}")) }))
        }
        _ => None,
    }
}

/// "3/5/2020", "03.05.2020", "2020-05-03".
fn in_digits(rest: &[Token<'_>]) -> Option<(usize, Date)> {
    let (place, word) = rest.first()?;
    let inside = word.trim_matches(|c: char| !c.is_ascii_digit());
    let start = place.start + word.find(inside)?;
    let mark = ['/', '.', '-'].into_iter().find(|mark| inside.contains(*mark))?;
    let parts: Vec<&str> = inside.split(mark).collect();
    let [a, b, c] = parts.as_slice() else { return None };
    let small = |text: &str, most: u32| text.len() <= 2 && text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    let small_pair = |a: &str, b: &str| (small(a, 31) && small(b, 12)) || (small(a, 12) && small(b, 31));
    let dated = (year(c).is_some_and(|year| year == *c) && small_pair(a, b))
        || (mark == '-' && year(a).is_some_and(|year| year == *a) && small(b, 12) && small(c, 31));
    // the number of a document or a file: A/2020-05-03, 3/5/2020-II
    let free = word.trim_start_matches(['(', '“']).starts_with(inside)
        && word.trim_end_matches([')', '.', ',', ';', ':', '”', '?', '!']).ends_with(inside);
    let named = (mark == '-').then(|| iso(a, b, c)).flatten();
    (dated && free).then(|| (1, Date { range: start..start + inside.len(), form: named }))
}

/// "3 May 2020" from the parts of 2020-05-03.
fn iso(year: &str, month: &str, day: &str) -> Option<String> {
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    (year.len() == 4).then(|| format!("{} {month} {year}", day.trim_start_matches('0')))
}

/// A word without the punctuation at its end.
fn bare(word: &str) -> &str {
    word.trim_end_matches(|c: char| !c.is_alphanumeric())
}

/// A day, or days with a dash between, as it is printed, and whether it was written as `3rd`.
fn day(word: &str) -> Option<(String, bool)> {
    let plain = |text: &str| -> Option<(String, bool)> {
        let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
        let valid = digits.len() <= 2 && digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day));
        valid.then(|| (digits.trim_start_matches('0').to_owned(), digits != text))
    };
    match word.split_once(['–', '-']) {
        Some((from, to)) => {
            let ((from, first), (to, last)) = (plain(from)?, plain(to)?);
            Some((format!("{from}–{to}"), first || last))
        }
        None => plain(word),
    }
}

/// The year with which a word begins, where nothing but punctuation follows.
fn year(word: &str) -> Option<&str> {
    let year = word.get(..4).filter(|year| year.chars().all(|c| c.is_ascii_digit()))?;
    let valid = year.starts_with(['1', '2']) && word.get(4..)?.chars().next().is_none_or(|c| !c.is_alphanumeric());
    valid.then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_prose;

    #[test]
    fn other_forms_are_found_with_the_form_to_write() {
        for (text, form) in [
            ("on May 3, 2020.", "3 May 2020"),
            ("On May 3 they", "3 May"),
            ("by May 3rd, they", "3 May"),
            ("the 3rd of May", "3 May"),
            ("the 21st May 2020,", "21 May 2020"),
            ("on 3 May, 2020, they", "3 May 2020"),
            ("from May 3–5, 2020", "3–5 May 2020"),
            ("by 2020-05-03.", "3 May 2020"),
        ] {
            let found = dates(text);
            let forms: Vec<Option<&str>> = found.iter().map(|date| date.form.as_deref()).collect();
            assert_eq!(forms, [Some(form)], "{text}");
        }
        assert_eq!(
            in_prose(&DateForm, "It was 3/5/2020 or (30.11.2020)."),
            [
                "3/5/2020: `3/5/2020` is not in the UN’s form for dates",
                "30.11.2020: `30.11.2020` is not in the UN’s form for dates"
            ]
        );
    }

    #[test]
    fn the_form_of_the_manual_and_other_numbers_are_left_alone() {
        let text = "On 3 May 2020, and in May 2020; In May 12 people died; 3 to 5 May 2020; from 30 May; A/HRC/3/5/2020; \
                    resolution 46/18; the 46th session in May; the 3rd, May said; section 3.5.20; “on May 3, 2020”.";
        assert_eq!(in_prose(&DateForm, text), [""; 0]);
    }
}

//! Languages: the words the program itself prints, numbers, dates and lists. One data file a language; numbers, dates
//! and lists through ICU4X.
//!
//! A language is one file of `locales/` and one line of `FILES`. A file holds the variants of its language (`en-GB`,
//! `en-US`); each names only what differs. Nothing here depends on the machine's own language or clock.

mod dates;
mod numbers;
mod words;

pub use words::{
    BoundWords, Bounds, ChartWords, CitationWords, Part, Periods, Phrase, Plural, Plurals, Quotes, Ranges, Words,
};

use crate::spec::{Bound, PartialDate, Period};
use chrono::NaiveDate;
use dates::Dates;
use icu_list::options::ListFormatterOptions;
use icu_list::{ListFormatter, ListFormatterPreferences};
use icu_plurals::PluralCategory;
use numbers::Numbers;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::sync::OnceLock;

/// The language files by language subtag, in the order in which they are offered.
const FILES: &[(&str, &str)] = &[("en", include_str!("locales/en.toml"))];

/// A language, with its variant, in which a briefing can be printed.
#[derive(Debug)]
pub struct Locale {
    tag: String,
    default_of: Option<String>,
    data: LocaleData,
    numbers: Numbers,
    dates: Dates,
    lists: ListFormatterPreferences,
    /// The words that the program itself prints.
    pub words: Words,
    /// The marks between the parts of a citation.
    pub citation: CitationWords,
    /// The words with which charts are described.
    pub chart: ChartWords,
}

/// A language file with one variant laid over it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    language: String,
    direction: Direction,
    default: String,
    quotes: Quotes,
    bounds: Bounds,
    ranges: Ranges,
    periods: Periods,
    words: Words,
    citation: CitationWords,
    plurals: Plurals,
    chart: ChartWords,
}

/// What a [`Locale`] keeps of its file beside the words.
#[derive(Debug)]
struct LocaleData {
    direction: Direction,
    quotes: Quotes,
    bounds: Bounds,
    ranges: Ranges,
    periods: Periods,
    plurals: Plurals,
}

/// Which way lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Ltr,
    Rtl,
}

/// All variants of all languages; a file that cannot be read is left out, and fails a test.
fn all() -> &'static [Locale] {
    static ALL: OnceLock<Vec<Locale>> = OnceLock::new();
    ALL.get_or_init(|| FILES.iter().flat_map(|(_, text)| read(text).unwrap_or_default()).collect())
}

/// The variants of one language file.
fn read(text: &str) -> Result<Vec<Locale>, String> {
    let mut table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let Some(toml::Value::Table(variants)) = table.remove("variants") else {
        return Err("a language file needs `[variants.TAG]`".to_owned());
    };
    variants.into_iter().map(|(tag, changes)| variant(&table, &tag, changes)).collect()
}

fn variant(base: &toml::Table, tag: &str, changes: toml::Value) -> Result<Locale, String> {
    let mut whole = toml::Value::Table(base.clone());
    overlay(&mut whole, changes);
    let file: LanguageFile = whole.try_into().map_err(|error: toml::de::Error| format!("{tag}: {error}"))?;
    Locale::new(tag, file).ok_or_else(|| format!("{tag}: ICU4X has no data for this tag"))
}

/// Lays `changes` over `base`: tables key by key, anything else whole.
fn overlay(base: &mut toml::Value, changes: toml::Value) {
    match (base, changes) {
        (toml::Value::Table(base), toml::Value::Table(changes)) => {
            for (key, change) in changes {
                overlay(base.entry(key).or_insert(toml::Value::Boolean(false)), change);
            }
        }
        (base, changes) => *base = changes,
    }
}

impl Locale {
    fn new(tag: &str, file: LanguageFile) -> Option<Self> {
        let icu = icu_locale(tag)?;
        let LanguageFile {
            language,
            direction,
            default,
            quotes,
            bounds,
            ranges,
            periods,
            words,
            citation,
            plurals,
            chart,
        } = file;
        Some(Locale {
            tag: tag.to_owned(),
            default_of: (default == tag).then_some(language),
            data: LocaleData { direction, quotes, bounds, ranges, periods, plurals },
            numbers: Numbers::new(&icu)?,
            dates: Dates::new(&icu)?,
            lists: (&icu).into(),
            words,
            citation,
            chart,
        })
    }

    /// The locale for a BCP 47 tag: its own variant, else its language's default (`en` and `en-AU` give `en-GB`). None
    /// where the language has no file.
    #[must_use]
    pub fn find(tag: &str) -> Option<&'static Locale> {
        let language = tag.split('-').next().unwrap_or(tag);
        let exact = all().iter().find(|locale| locale.tag.eq_ignore_ascii_case(tag));
        exact.or_else(|| {
            let is_default = |of: &String| of.eq_ignore_ascii_case(language);
            all().iter().find(|locale| locale.default_of.as_ref().is_some_and(is_default))
        })
    }

    /// All tags that have a variant of their own.
    #[must_use]
    pub fn tags() -> Vec<&'static str> {
        all().iter().map(Locale::tag).collect()
    }

    /// The BCP 47 tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Whether lines run from right to left.
    #[must_use]
    pub fn rtl(&self) -> bool {
        self.data.direction == Direction::Rtl
    }

    /// A number with its digits grouped: "1,500", "−2.50". No line can break inside it.
    #[must_use]
    pub fn number(&self, number: &Decimal) -> String {
        self.numbers.grouped(number)
    }

    /// A year: never grouped.
    #[must_use]
    pub fn year(&self, year: i32) -> String {
        self.numbers.year(year)
    }

    /// Where the last number of a text stands, in bytes: its start (with its sign), its decimal sign or, where it has none,
    /// its end, and its end.
    #[must_use]
    pub fn last_number(&self, text: &str) -> Option<(usize, usize, usize)> {
        self.numbers.last_in(text)
    }

    /// A printed number with its bound: "at least 246"; bare where it is exact.
    #[must_use]
    pub fn bounded(&self, bound: Bound, number: &str) -> String {
        self.bound_words(bound).map_or_else(|| number.to_owned(), |words| words.phrase.fill(&[("n", number)]))
    }

    /// The bound alone, for the line above a large number: "at least". None for an exact number.
    #[must_use]
    pub fn bound_word(&self, bound: Bound) -> Option<&str> {
        self.bound_words(bound).map(|words| words.word.as_str())
    }

    fn bound_words(&self, bound: Bound) -> Option<&BoundWords> {
        let bounds = &self.data.bounds;
        match bound {
            Bound::Exact => None,
            Bound::AtLeast => Some(&bounds.at_least),
            Bound::MoreThan => Some(&bounds.more_than),
            Bound::About => Some(&bounds.about),
            Bound::AtMost => Some(&bounds.at_most),
            Bound::FewerThan => Some(&bounds.fewer_than),
        }
    }

    /// An interval that one source gives: "between 2,800 and 3,800".
    #[must_use]
    pub fn between(&self, from: &Decimal, to: &Decimal) -> String {
        self.data.ranges.between.fill(&[("from", &self.number(from)), ("to", &self.number(to))])
    }

    /// How two numbers are said together, each already printed.
    #[must_use]
    pub fn ranges(&self) -> &Ranges {
        &self.data.ranges
    }

    /// A day: "3 September 2020", with no line break between day and month.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        self.dates.date(date)
    }

    /// A day in short: "3 Sept 2020".
    #[must_use]
    pub fn date_short(&self, date: NaiveDate) -> String {
        self.dates.date_short(date)
    }

    /// A month in short, for axes: "Sept".
    #[must_use]
    pub fn month_short(&self, date: NaiveDate) -> String {
        self.dates.month_short(date)
    }

    /// Month and year in short, for axes: "Sept 2020".
    #[must_use]
    pub fn month_year_short(&self, date: NaiveDate) -> String {
        self.dates.year_month_short(date)
    }

    /// Day and month in short, for axes: "3 Sept".
    #[must_use]
    pub fn day_month_short(&self, date: NaiveDate) -> String {
        self.dates.month_day_short(date)
    }

    /// A day, a month or a year, as exact as it is known: "3 September 2020", "September 2020", "2020".
    #[must_use]
    pub fn partial_date(&self, date: &PartialDate) -> String {
        match first_day(date) {
            Some(day) if date.day.is_some() => self.date(day),
            Some(day) if date.month.is_some() => self.dates.year_month(day),
            _ => self.year(date.year),
        }
    }

    /// A stretch of time, as short as it can be said without doubt: "2020", "November 2019", "15–19 November 2019",
    /// "from 15 November to 3 December 2019", "from 1 August 2023 to 31 March 2024".
    #[must_use]
    pub fn period(&self, period: &Period) -> String {
        let Period { from, to } = period;
        let phrases = &self.data.periods;
        if from == to {
            return self.partial_date(from);
        }
        let phrase = match (exactness(from), exactness(to)) {
            (Exactness::Day, Exactness::Day) if same_month(from, to) => &phrases.days,
            (Exactness::Day, Exactness::Day) if from.year == to.year => &phrases.days_of_year,
            (Exactness::Month, Exactness::Month) if from.year == to.year => &phrases.months_of_year,
            _ => &phrases.range,
        };
        self.fill_period(phrase, from, to)
    }

    fn fill_period(&self, phrase: &Phrase, from: &PartialDate, to: &PartialDate) -> String {
        let say = |date: &PartialDate, how: fn(&Dates, NaiveDate) -> String| {
            first_day(date).map(|day| how(&self.dates, day)).unwrap_or_default()
        };
        phrase.fill(&[
            ("from", &self.partial_date(from)),
            ("to", &self.partial_date(to)),
            ("from_day", &say(from, Dates::day)),
            ("to_day", &say(to, Dates::day)),
            ("from_month_day", &say(from, Dates::month_day)),
            ("to_month_day", &say(to, Dates::month_day)),
            ("from_month", &say(from, Dates::month)),
            ("year", &self.year(to.year)),
        ])
    }

    /// An enumeration: "a, b and c".
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        ListFormatter::try_new_and(self.lists, ListFormatterOptions::default())
            .map_or_else(|_| items.join(", "), |formatter| formatter.format(items.iter()).to_string())
    }

    /// An enumeration of `count` items that are more than text: the places to fill are `{0}`, `{1}` and so on.
    #[must_use]
    pub fn list_phrase(&self, count: usize) -> Phrase {
        let places: Vec<String> = (0..count).map(|index| format!("{{{index}}}")).collect();
        Phrase::new(self.list(&places))
    }

    /// A choice: "a, b or c".
    #[must_use]
    pub fn alternatives(&self, items: &[String]) -> String {
        ListFormatter::try_new_or(self.lists, ListFormatterOptions::default())
            .map_or_else(|_| items.join(", "), |formatter| formatter.format(items.iter()).to_string())
    }

    /// The phrase in the form that goes with `number`, with `{n}` filled by it.
    #[must_use]
    pub fn plural(&self, plural: &Plural, number: &Decimal) -> String {
        let form = match self.numbers.category(number) {
            PluralCategory::Zero => plural.zero.as_ref(),
            PluralCategory::One => plural.one.as_ref(),
            PluralCategory::Two => plural.two.as_ref(),
            PluralCategory::Few => plural.few.as_ref(),
            PluralCategory::Many => plural.many.as_ref(),
            PluralCategory::Other => None,
        };
        form.unwrap_or(&plural.other).fill(&[("n", &self.number(number))])
    }

    /// How many cases a count leaves out: "12 further cases were left out as unconfirmed".
    #[must_use]
    pub fn excluded(&self, number: &Decimal) -> String {
        self.plural(&self.data.plurals.excluded, number)
    }

    /// The quotation marks.
    #[must_use]
    pub fn quotes(&self) -> &Quotes {
        &self.data.quotes
    }
}

/// The tag as ICU4X takes it. Dates stay in the Gregorian calendar that the sources use, in every language: a year alone
/// cannot be carried over to another calendar.
fn icu_locale(tag: &str) -> Option<icu_locale_core::Locale> {
    format!("{tag}-u-ca-gregory").parse().ok()
}

/// How exactly a date is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Exactness {
    Year,
    Month,
    Day,
}

fn exactness(date: &PartialDate) -> Exactness {
    match (date.month, date.day) {
        (None, _) => Exactness::Year,
        (Some(_), None) => Exactness::Month,
        (Some(_), Some(_)) => Exactness::Day,
    }
}

fn same_month(a: &PartialDate, b: &PartialDate) -> bool {
    (a.year, a.month) == (b.year, b.month)
}

/// The first day that a date can mean.
fn first_day(date: &PartialDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
}

#[cfg(test)]
mod tests;

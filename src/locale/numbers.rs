//! Numbers in the digits and separators of a language (CLDR, through ICU4X).

use icu_decimal::input::Decimal as IcuDecimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules, PluralRulesPreferences};
use rust_decimal::Decimal;

/// The minus sign proper; CLDR has a hyphen in Latin locales, at which a line may break.
const MINUS: &str = "\u{2212}";

/// Numbers in one language.
#[derive(Debug)]
pub(super) struct Numbers {
    grouped: DecimalFormatter,
    ungrouped: DecimalFormatter,
    plurals: PluralRules,
    /// Between the whole number and its decimals.
    decimal_sign: String,
    /// Between thousands.
    grouping_sign: String,
}

impl Numbers {
    /// The language `locale`; none where ICU4X has no data for it.
    pub(super) fn new(locale: &icu_locale_core::Locale) -> Option<Self> {
        let preferences = DecimalFormatterPreferences::from(locale);
        let plurals = PluralRulesPreferences::from(locale);
        let grouped = formatter(preferences, GroupingStrategy::Auto)?;
        let sign = |digits: &str| print(&grouped, digits).chars().filter(|c| !c.is_numeric()).collect::<String>();
        Some(Numbers {
            decimal_sign: sign("1.5"),
            grouping_sign: sign("123456"),
            grouped,
            ungrouped: formatter(preferences, GroupingStrategy::Never)?,
            plurals: PluralRules::try_new(plurals, PluralRuleType::Cardinal.into()).ok()?,
        })
    }

    /// The number with its digits grouped and all its decimals, trailing noughts among them: `1.50` was measured more
    /// finely than `1.5`.
    pub(super) fn grouped(&self, number: &Decimal) -> String {
        print(&self.grouped, &number.to_string())
    }

    /// A year: no grouping.
    pub(super) fn year(&self, year: i32) -> String {
        print(&self.ungrouped, &year.to_string())
    }

    /// The ten digits.
    pub(super) fn digits(&self) -> [char; 10] {
        std::array::from_fn(|digit| {
            let plain = char::from(b'0' + digit as u8);
            print(&self.ungrouped, &digit.to_string()).chars().next().unwrap_or(plain)
        })
    }

    /// Where the last number of a text stands, in bytes: its start, its decimal sign (its end where it has none), its end.
    pub(super) fn last_in(&self, text: &str) -> Option<(usize, usize, usize)> {
        let (last, digit) = text.char_indices().rev().find(|(_, letter)| letter.is_numeric())?;
        let end = last + digit.len_utf8();
        let before_fraction = text.get(..end)?.trim_end_matches(char::is_numeric);
        let whole = before_fraction.strip_suffix(self.decimal_sign.as_str());
        let point = whole.filter(|whole| whole.ends_with(char::is_numeric)).map_or(end, str::len);
        let mut rest = text.get(..point)?;
        loop {
            rest = rest.trim_end_matches(char::is_numeric);
            match rest.strip_suffix(self.grouping_sign.as_str()) {
                Some(further) if !self.grouping_sign.is_empty() && further.ends_with(char::is_numeric) => {
                    rest = further;
                }
                _ => break,
            }
        }
        let start = rest.strip_suffix(MINUS).unwrap_or(rest).len();
        Some((start, point, end))
    }

    /// The plural form that goes with `number` as it is printed.
    pub(super) fn category(&self, number: &Decimal) -> PluralCategory {
        let number = number.to_string().parse::<IcuDecimal>().ok();
        number.map_or(PluralCategory::Other, |number| self.plurals.category_for(&number))
    }
}

/// The form of an ordinal number in the language of a tag: "2nd" is other than "3rd".
pub(super) fn ordinal(tag: &str, number: u32) -> PluralCategory {
    let rules = tag.parse::<icu_locale_core::Locale>().ok().and_then(|locale| {
        PluralRules::try_new(PluralRulesPreferences::from(&locale), PluralRuleType::Ordinal.into()).ok()
    });
    rules.map_or(PluralCategory::Other, |rules| rules.category_for(number))
}

/// Prints plain ASCII digits such as `-1234.50`; what ICU4X cannot read comes back as it is.
fn print(formatter: &DecimalFormatter, digits: &str) -> String {
    let number = digits.parse::<IcuDecimal>();
    number.map_or_else(|_| digits.to_owned(), |number| formatter.format(&number).to_string()).replace('-', MINUS)
}

fn formatter(preferences: DecimalFormatterPreferences, grouping: GroupingStrategy) -> Option<DecimalFormatter> {
    let mut options = DecimalFormatterOptions::default();
    options.grouping_strategy = Some(grouping);
    DecimalFormatter::try_new(preferences, options).ok()
}

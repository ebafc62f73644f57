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
}

impl Numbers {
    /// The language `locale`; none where ICU4X has no data for it.
    pub(super) fn new(locale: &icu_locale_core::Locale) -> Option<Self> {
        let preferences = DecimalFormatterPreferences::from(locale);
        let plurals = PluralRulesPreferences::from(locale);
        Some(Numbers {
            grouped: formatter(preferences, GroupingStrategy::Auto)?,
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

    /// The plural form that goes with `number` as it is printed.
    pub(super) fn category(&self, number: &Decimal) -> PluralCategory {
        let number = number.to_string().parse::<IcuDecimal>().ok();
        number.map_or(PluralCategory::Other, |number| self.plurals.category_for(&number))
    }
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

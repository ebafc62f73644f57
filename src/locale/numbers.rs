//! Numbers in the digits and separators of a language (CLDR, through ICU4X).

use icu_decimal::input::Decimal as IcuDecimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_decimal::{DecimalFormatter, DecimalFormatterPreferences};
use icu_plurals::{PluralCategory, PluralRuleType, PluralRules, PluralRulesPreferences};
use rust_decimal::Decimal;

/// The minus sign proper; CLDR has a hyphen in Latin locales, at which a line may break.
const MINUS: &str = "\u{2212}";

/// Numbers in one language. ICU4X's formatters cannot be shared between threads and cost less than a microsecond, so each
/// use makes its own.
#[derive(Debug)]
pub(super) struct Numbers {
    decimal: DecimalFormatterPreferences,
    plurals: PluralRulesPreferences,
}

impl Numbers {
    /// The language `locale`; none where ICU4X has no data for it.
    pub(super) fn new(locale: &icu_locale_core::Locale) -> Option<Self> {
        let numbers = Numbers { decimal: locale.into(), plurals: locale.into() };
        numbers.formatter(GroupingStrategy::Auto)?;
        numbers.rules()?;
        Some(numbers)
    }

    /// The number with its digits grouped and all its decimals, trailing noughts among them: `1.50` was measured more
    /// finely than `1.5`.
    pub(super) fn grouped(&self, number: &Decimal) -> String {
        self.print(&number.to_string(), GroupingStrategy::Auto)
    }

    /// A year: no grouping.
    pub(super) fn year(&self, year: i32) -> String {
        self.print(&year.to_string(), GroupingStrategy::Never)
    }

    /// The plural form that goes with `number` as it is printed.
    pub(super) fn category(&self, number: &Decimal) -> PluralCategory {
        let number = number.to_string().parse::<IcuDecimal>().ok();
        number.zip(self.rules()).map_or(PluralCategory::Other, |(number, rules)| rules.category_for(&number))
    }

    /// Prints plain ASCII digits such as `-1234.50`; what ICU4X cannot read comes back as it is.
    fn print(&self, digits: &str, grouping: GroupingStrategy) -> String {
        let printed = digits.parse::<IcuDecimal>().ok().zip(self.formatter(grouping));
        printed
            .map_or_else(|| digits.to_owned(), |(number, formatter)| formatter.format(&number).to_string())
            .replace('-', MINUS)
    }

    fn formatter(&self, grouping: GroupingStrategy) -> Option<DecimalFormatter> {
        let mut options = DecimalFormatterOptions::default();
        options.grouping_strategy = Some(grouping);
        DecimalFormatter::try_new(self.decimal, options).ok()
    }

    fn rules(&self) -> Option<PluralRules> {
        PluralRules::try_new(self.plurals, PluralRuleType::Cardinal.into()).ok()
    }
}

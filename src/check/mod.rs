//! Checks of the evidence: what a careful editor would ask before a page is made. One file a check, registered in
//! [`CHECKS`].

mod access_before_publication;
mod alt_equals_caption;
mod alt_number;
mod conflicting_period;
mod date_in_future;
mod figure_without_period;
mod link_text;
mod number_in_prose;
mod numerals;
mod quantity;
mod quotation_without_date;
mod quotation_without_locator;
mod running;
mod same_number_two_sources;
mod term_variant;
#[cfg(test)]
mod testing;
mod tracking_parameters;
mod uncited_source;

use crate::diag::{Severity, Sink};
use crate::evidence::Evidence;
use crate::locale::Locale;
use crate::spec::Spec;
use std::collections::BTreeSet;

/// What a check may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The specification.
    pub spec: &'a Spec,
    /// What was gathered from files.
    pub evidence: &'a Evidence,
    /// The document's language.
    pub locale: &'a Locale,
    /// The sources that the document cites; none where it could not be composed whole.
    pub cited: Option<&'a BTreeSet<String>>,
}

/// What a check is about, for those who meet its findings. Each part is whole sentences in plain text, code in backticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Documentation {
    /// What it finds; the first sentence stands for the check in lists.
    pub finds: &'static str,
    /// What harm that does.
    pub why: &'static str,
    /// Lines of a specification that it finds something in.
    pub example: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

impl Documentation {
    /// The first sentence of what it finds.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.finds.find(". ").map_or(self.finds, |end| self.finds.get(..=end).unwrap_or(self.finds))
    }
}

/// A check.
pub trait Check: Sync {
    /// Its name, in kebab case: the code of its findings.
    fn name(&self) -> &'static str;
    /// How grave its findings are.
    fn severity(&self) -> Severity;
    /// What it finds, why that matters, and what to do.
    fn documentation(&self) -> Documentation;
    /// Looks, and reports.
    fn run(&self, context: Context<'_>, sink: &mut Sink);
}

/// The checks.
pub const CHECKS: &[&dyn Check] = &[
    &access_before_publication::AccessBeforePublication,
    &alt_equals_caption::AltEqualsCaption,
    &alt_number::AltNumber,
    &conflicting_period::ConflictingPeriod,
    &date_in_future::DateInFuture,
    &figure_without_period::FigureWithoutPeriod,
    &link_text::LinkText,
    &number_in_prose::NumberInProse,
    &quotation_without_date::QuotationWithoutDate,
    &quotation_without_locator::QuotationWithoutLocator,
    &same_number_two_sources::SameNumberTwoSources,
    &term_variant::TermVariant,
    &tracking_parameters::TrackingParameters,
    &uncited_source::UncitedSource,
];

/// Runs all checks.
pub fn run(context: Context<'_>, sink: &mut Sink) {
    for check in CHECKS {
        check.run(context, sink);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_is_documented_and_named_once() {
        let names: BTreeSet<&str> = CHECKS.iter().map(|check| check.name()).collect();
        assert_eq!(names.len(), CHECKS.len());
        for check in CHECKS {
            let Documentation { finds, why, example, remedy } = check.documentation();
            for part in [finds, why, remedy] {
                assert!(part.len() > 30 && part.ends_with('.'), "{}: {part}", check.name());
            }
            assert!(!example.is_empty() && !example.ends_with('\n'), "{}", check.name());
            assert!(toml::from_str::<toml::Table>(example).is_ok(), "{}: {example}", check.name());
        }
    }
}

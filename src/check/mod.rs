//! Checks of the evidence: what a careful editor would ask before a page is made. One file a check, registered in
//! [`CHECKS`]. `running` gathers the words, `context` what is known of the figures, `language` what must be known of a
//! language; `levels` holds what the author decides.

mod access_before_publication;
mod alt_equals_caption;
mod alt_number;
mod annex_not_taken;
mod archive_after_access;
mod archive_before_publication;
mod bound_dropped;
mod bound_in_words;
mod calculation_across_counts;
mod calculation_across_periods;
mod calculation_as_statement;
mod case_incomplete;
mod case_without_consent;
mod chart_number;
mod circular_figures;
mod colour_not_taken;
mod conflicting_period;
mod conflicting_value;
mod context;
mod counted;
mod data_without_source;
mod date_in_future;
mod deadline_missed;
mod disagreeing_sources;
mod drawn;
mod duplicate_source;
mod embargo_not_kept;
mod emphasis_not_taken;
mod empty_section;
mod excess_precision;
mod figure_older_than_report;
mod figure_without_period;
mod figure_without_place;
mod fragile_address;
mod image_of_text;
mod impossible_count;
mod impossible_date;
mod inconsistent_name;
mod insertion_brackets;
mod invisible_character;
mod language;
mod language_not_taken;
mod layout_not_taken;
mod levels;
mod link_text;
mod look_alike_letters;
mod minimum_as_total;
mod minor_named;
mod missing_part;
mod needless_quotation_marks;
mod number_in_prose;
mod number_misplaced;
mod numerals;
mod omission_mark;
mod one_source_section;
pub mod output;
mod over_page_limit;
mod over_word_limit;
mod overlapping_subsets;
mod own_figures_only;
mod part_not_printed;
mod part_out_of_order;
mod part_without_bullets;
mod parts_do_not_add_up;
mod percentage_of_few;
mod period_beyond_source;
mod period_not_covered;
mod period_partly_covered;
mod picture_not_taken;
mod placeholder_text;
mod poor_alt_text;
mod protected_name;
mod published_before;
mod quantity;
mod quotation_after_source;
mod quotation_altered;
mod quotation_cut_sentence;
mod quotation_hidden_negation;
mod quotation_in_prose;
mod quotation_inserted_negation;
mod quotation_not_examined;
mod quotation_not_in_archive;
mod quotation_of_quotation;
mod quotation_out_of_order;
mod quotation_too_long;
mod quotation_unmarked_insertion;
mod quotation_unmarked_omission;
mod quotation_unverified;
mod quotation_without_date;
mod quotation_without_locator;
mod quotation_without_speaker;
mod quotation_wrong_page;
mod receiving;
mod recommendation_not_smart;
mod relative_date;
mod repeated_word;
mod revised_count;
mod round_number_exact;
mod running;
mod same_number_two_sources;
mod share_above_whole;
mod single_estimate;
mod skipped_heading;
mod source_without_archive;
mod source_without_author;
mod subset_exceeds_whole;
mod substance_in_note;
mod superseded_figure;
mod term_variant;
#[cfg(test)]
mod testing;
mod time_in_words;
mod tracking_parameters;
mod translation_without_translator;
mod un_style;
mod unattributed_claim;
mod uncited_source;
mod undated_source;
mod unexplained_abbreviation;
mod unlike_years;
mod untranslated_quotation;
mod unused_figure;
mod unused_quotation;
mod usage;
mod verified;
mod written_dates;
mod wrong_calculation;
mod wrong_confirmation;

pub use context::Context;

use crate::diag::{Diagnostic, Severity, Sink};
use crate::doc::Document;
use crate::evidence::Evidence;
use crate::locale::Locale;
use crate::page::Pages;
use crate::profile::Profile;
use crate::spec::Spec;
use crate::theme::Theme;
use context::Shared;
use levels::Levels;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What checks are given.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The specification.
    pub spec: &'a Spec,
    /// What was gathered from files.
    pub evidence: &'a Evidence,
    /// The document's language.
    pub locale: &'a Locale,
    /// The sources that the document cites; none where it could not be composed whole.
    pub cited: Option<&'a BTreeSet<String>>,
    /// What the body asks for.
    pub profile: &'a Profile,
    /// The document; none where it could not be composed whole.
    pub document: Option<&'a Document>,
    /// Its pages, once it has been laid out.
    pub pages: Option<&'a Pages>,
    /// Its design; none where only the specification is looked at.
    pub theme: Option<&'a Theme>,
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
    /// The rule, standard or guidance that it rests on.
    pub references: &'static str,
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
    /// How grave its findings are, where the specification says nothing; single ones may be less or more grave.
    fn severity(&self) -> Severity;
    /// What it finds, why that matters, and what to do.
    fn documentation(&self) -> Documentation;
    /// Whether it runs where the specification says nothing.
    fn on(&self) -> bool {
        true
    }
    /// Whether it sees nothing where the document could not be composed whole.
    fn needs_document(&self) -> bool {
        false
    }
    /// Whether it looks at pages, and so runs after the layout.
    fn needs_pages(&self) -> bool {
        false
    }
    /// Looks, and reports.
    fn run(&self, context: Context<'_>, sink: &mut Sink);
    /// A finding of this check.
    fn finding(&self, message: String) -> Diagnostic {
        match self.severity() {
            Severity::Error => Diagnostic::error(self.name(), message),
            Severity::Warning => Diagnostic::warning(self.name(), message),
        }
    }
}

/// The checks.
pub const CHECKS: &[&dyn Check] = &[
    &access_before_publication::AccessBeforePublication,
    &alt_equals_caption::AltEqualsCaption,
    &alt_number::AltNumber,
    &annex_not_taken::AnnexNotTaken,
    &archive_after_access::ArchiveAfterAccess,
    &archive_before_publication::ArchiveBeforePublication,
    &bound_dropped::BoundDropped,
    &bound_in_words::BoundInWords,
    &calculation_across_counts::CalculationAcrossCounts,
    &calculation_across_periods::CalculationAcrossPeriods,
    &calculation_as_statement::CalculationAsStatement,
    &case_incomplete::CaseIncomplete,
    &case_without_consent::CaseWithoutConsent,
    &chart_number::ChartNumber,
    &circular_figures::CircularFigures,
    &colour_not_taken::ColourNotTaken,
    &conflicting_period::ConflictingPeriod,
    &conflicting_value::ConflictingValue,
    &data_without_source::DataWithoutSource,
    &date_in_future::DateInFuture,
    &deadline_missed::DeadlineMissed,
    &disagreeing_sources::DisagreeingSources,
    &duplicate_source::DuplicateSource,
    &embargo_not_kept::EmbargoNotKept,
    &emphasis_not_taken::EmphasisNotTaken,
    &empty_section::EmptySection,
    &excess_precision::ExcessPrecision,
    &figure_older_than_report::FigureOlderThanReport,
    &figure_without_period::FigureWithoutPeriod,
    &figure_without_place::FigureWithoutPlace,
    &fragile_address::FragileAddress,
    &image_of_text::ImageOfText,
    &impossible_count::ImpossibleCount,
    &impossible_date::ImpossibleDate,
    &inconsistent_name::InconsistentName,
    &insertion_brackets::InsertionBrackets,
    &invisible_character::InvisibleCharacter,
    &language_not_taken::LanguageNotTaken,
    &layout_not_taken::LayoutNotTaken,
    &link_text::LinkText,
    &look_alike_letters::LookAlikeLetters,
    &minimum_as_total::MinimumAsTotal,
    &minor_named::MinorNamed,
    &missing_part::MissingPart,
    &needless_quotation_marks::NeedlessQuotationMarks,
    &number_in_prose::NumberInProse,
    &number_misplaced::NumberMisplaced,
    &omission_mark::OmissionMark,
    &one_source_section::OneSourceSection,
    &over_page_limit::OverPageLimit,
    &over_word_limit::OverWordLimit,
    &overlapping_subsets::OverlappingSubsets,
    &own_figures_only::OwnFiguresOnly,
    &part_not_printed::PartNotPrinted,
    &part_out_of_order::PartOutOfOrder,
    &part_without_bullets::PartWithoutBullets,
    &parts_do_not_add_up::PartsDoNotAddUp,
    &percentage_of_few::PercentageOfFew,
    &period_beyond_source::PeriodBeyondSource,
    &period_not_covered::PeriodNotCovered,
    &period_partly_covered::PeriodPartlyCovered,
    &picture_not_taken::PictureNotTaken,
    &placeholder_text::PlaceholderText,
    &poor_alt_text::PoorAltText,
    &protected_name::ProtectedName,
    &published_before::PublishedBefore,
    &quotation_after_source::QuotationAfterSource,
    &quotation_altered::QuotationAltered,
    &quotation_cut_sentence::QuotationCutSentence,
    &quotation_hidden_negation::QuotationHiddenNegation,
    &quotation_in_prose::QuotationInProse,
    &quotation_inserted_negation::QuotationInsertedNegation,
    &quotation_not_examined::QuotationNotExamined,
    &quotation_not_in_archive::QuotationNotInArchive,
    &quotation_of_quotation::QuotationOfQuotation,
    &quotation_out_of_order::QuotationOutOfOrder,
    &quotation_too_long::QuotationTooLong,
    &quotation_unmarked_insertion::QuotationUnmarkedInsertion,
    &quotation_unmarked_omission::QuotationUnmarkedOmission,
    &quotation_unverified::QuotationUnverified,
    &quotation_without_date::QuotationWithoutDate,
    &quotation_without_locator::QuotationWithoutLocator,
    &quotation_without_speaker::QuotationWithoutSpeaker,
    &quotation_wrong_page::QuotationWrongPage,
    &recommendation_not_smart::RecommendationNotSmart,
    &relative_date::RelativeDate,
    &repeated_word::RepeatedWord,
    &revised_count::RevisedCount,
    &round_number_exact::RoundNumberExact,
    &same_number_two_sources::SameNumberTwoSources,
    &share_above_whole::ShareAboveWhole,
    &single_estimate::SingleEstimate,
    &skipped_heading::SkippedHeading,
    &source_without_archive::SourceWithoutArchive,
    &source_without_author::SourceWithoutAuthor,
    &subset_exceeds_whole::SubsetExceedsWhole,
    &substance_in_note::SubstanceInNote,
    &superseded_figure::SupersededFigure,
    &term_variant::TermVariant,
    &time_in_words::TimeInWords,
    &tracking_parameters::TrackingParameters,
    &translation_without_translator::TranslationWithoutTranslator,
    &un_style::abbreviation::Abbreviation,
    &un_style::country_name::CountryName,
    &un_style::date_form::DateForm,
    &un_style::emphasis::Emphasised,
    &un_style::heading_case::HeadingCase,
    &un_style::lone_subheading::LoneSubheading,
    &un_style::number_form::NumberForm,
    &un_style::number_words::NumberWords,
    &un_style::page_reference::PageReference,
    &un_style::per_cent::PerCent,
    &un_style::quotation_change::QuotationChange,
    &un_style::spelling::Spelling,
    &unattributed_claim::UnattributedClaim,
    &uncited_source::UncitedSource,
    &undated_source::UndatedSource,
    &unexplained_abbreviation::UnexplainedAbbreviation,
    &unlike_years::UnlikeYears,
    &untranslated_quotation::UntranslatedQuotation,
    &unused_figure::UnusedFigure,
    &unused_quotation::UnusedQuotation,
    &wrong_calculation::WrongCalculation,
    &wrong_confirmation::WrongConfirmation,
];

/// The checks that need the archived copies.
pub const OF_ARCHIVES: &[&str] = &[
    "quotation-altered",
    "quotation-cut-sentence",
    "quotation-hidden-negation",
    "quotation-inserted-negation",
    "quotation-not-examined",
    "quotation-not-in-archive",
    "quotation-out-of-order",
    "quotation-unmarked-insertion",
    "quotation-unmarked-omission",
    "quotation-unverified",
    "quotation-wrong-page",
];

/// Runs all checks, at the levels that the specification sets; what it allows is kept apart.
pub fn run(input: Input<'_>, sink: &mut Sink) {
    // in a language that the program has no words for, numbers and names would be read by the rules of another
    if Locale::find(&input.spec.briefing.language.value).is_none() {
        return;
    }
    let mut levels = Levels::read(input.spec, &input.evidence.specification, sink);
    run_each(input, &mut levels, |check| !check.needs_pages(), sink);
    let ran = |check: &dyn Check| !check.needs_pages() && (input.cited.is_some() || !check.needs_document());
    levels.unused(ran, sink);
}

/// Runs those that need pages, which `input` holds.
pub fn run_on_pages(input: Input<'_>, sink: &mut Sink) {
    // what is wrong with the decisions themselves was said by the others
    let mut levels = Levels::read(input.spec, &input.evidence.specification, &mut Sink::default());
    run_each(input, &mut levels, |check| check.needs_pages(), sink);
    levels.unused(|check| check.needs_pages(), sink);
}

/// The names of the checks that run on a specification, at the levels that it sets.
#[must_use]
pub fn running(spec: &Spec, text: &str) -> Vec<&'static str> {
    let levels = Levels::read(spec, text, &mut Sink::default());
    CHECKS.iter().filter(|check| levels.of(**check).is_some()).map(|check| check.name()).collect()
}

/// The names of those that do not.
#[must_use]
pub fn off(spec: &Spec, text: &str) -> Vec<&'static str> {
    let runs = running(spec, text);
    CHECKS.iter().map(|check| check.name()).filter(|name| !runs.contains(name)).collect()
}

/// The places of all records in the text of a specification, in bytes, by `figures.ID`.
#[must_use]
pub fn places(text: &str) -> BTreeMap<String, Range<usize>> {
    levels::records(text)
}

fn run_each(input: Input<'_>, levels: &mut Levels<'_>, wanted: impl Fn(&dyn Check) -> bool, sink: &mut Sink) {
    if !CHECKS.iter().any(|check| wanted(*check) && levels.of(*check).is_some()) {
        return;
    }
    let shared = Shared::new(input);
    let context = shared.context();
    for check in CHECKS.iter().filter(|check| wanted(**check)) {
        if levels.of(*check).is_none() {
            continue;
        }
        let mut found = Sink::default();
        check.run(context, &mut found);
        for finding in found.into_sorted() {
            let finding = Diagnostic { severity: levels.severity(*check, &finding), ..finding };
            match levels.reason(&finding) {
                Some(reason) => sink.allow(finding, reason),
                None => sink.push(finding),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_check_is_documented_and_named_once() {
        let names: BTreeSet<&str> = CHECKS.iter().map(|check| check.name()).collect();
        assert_eq!(names.len(), CHECKS.len());
        assert!(CHECKS.iter().map(|check| check.name()).is_sorted(), "in the order of their names");
        for check in CHECKS {
            let Documentation { finds, why, example, remedy, references } = check.documentation();
            for part in [finds, why, remedy] {
                assert!(part.len() > 30 && part.ends_with(['.', '?']), "{}: {part}", check.name());
            }
            assert!(references.len() > 5 && references.ends_with('.'), "{}: {references}", check.name());
            assert!(!example.is_empty() && !example.ends_with('\n'), "{}", check.name());
            assert!(toml::from_str::<toml::Table>(example).is_ok(), "{}: {example}", check.name());
        }
    }
}

//! What holds for a field beyond its type.

/// What an id can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// `[sources]`
    Source,
    /// `[figures]`
    Figure,
    /// `[data]`
    Data,
    /// `[charts]`
    Chart,
    /// `[tables]`
    Table,
    /// `[images]`
    Image,
    /// `[quotations]`
    Quotation,
    /// `[terms]`
    Term,
    /// `[cases]`
    Case,
}

/// What holds for a field beyond its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Nothing. A text is the author's words, and every edition needs its own.
    Free,
    /// A name or what identifies a source: it may be given by language, and is the same in every edition where it is not.
    Name,
    /// Never given by language.
    Same,
    /// It may be given by language, and is absent where the edition's language is not among them.
    ByLanguage,
    /// The forms of a term, each of them as [`Rule::ByLanguage`]; their keys are ids.
    Forms,
    /// Names of values, each of them as [`Rule::ByLanguage`]; their keys are the values.
    NamesOfValues,
    /// The number of the format this program reads.
    Version,
    /// The id of a record.
    Refers(Kind),
    /// A name that `{{ … }}` can refer to.
    Id,
    /// A language tag, BCP 47.
    Language,
    /// An item type of CSL.
    CslType,
    /// An address on the web.
    Url,
    /// A SHA-256.
    Sha256,
    /// Above 0, at most 1.
    Share,
    /// At most so many entries.
    AtMost(usize),
    /// Keys are given by others (the columns of a file) and need not be ids.
    AnyKey,
    /// One entry may stand without a list around it.
    OneOrMany,
    /// In a specification that was given away it may read `[withheld]`, and is then absent.
    Withheld,
}

impl Rule {
    /// What holds for each of the records of a field.
    pub(crate) fn of_records(self) -> Rule {
        if matches!(self, Rule::Forms | Rule::NamesOfValues) { Rule::ByLanguage } else { Rule::Free }
    }

    /// Whether a text under this rule is the author's words, so that a plain string is in one language only.
    pub(crate) fn needs_translation(self) -> bool {
        matches!(self, Rule::Free | Rule::AtMost(_) | Rule::OneOrMany)
    }
}

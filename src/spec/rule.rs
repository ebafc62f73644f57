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
}

/// What holds for a field beyond its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    /// Nothing.
    Free,
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
}

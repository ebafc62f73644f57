//! The looks that text can have.

/// How a text looks: a name that the theme gives face, size, colour and space to. Closed: every theme defines each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// "EMBARGOED UNTIL …", where the author says so.
    Classification,
    /// The kind of document, on the cover.
    CoverKicker,
    /// The title on the cover.
    CoverTitle,
    /// The line below it.
    CoverSubtitle,
    /// Who issues it, and when, at the foot of the cover.
    CoverImprint,
    /// The kind of document, above the title.
    Kicker,
    /// The title.
    Title,
    /// The line below it.
    Subtitle,
    /// Who submits it together, below that.
    Submitters,
    /// A section's heading.
    Heading1,
    /// A sub-section's heading.
    Heading2,
    /// A heading below that.
    Heading3,
    /// Running text.
    Body,
    /// Text in a list.
    ListText,
    /// A quotation set apart.
    Quotation,
    /// Who said it.
    Attribution,
    /// The heading of a box.
    BoxHeading,
    /// The text of a box.
    BoxText,
    /// The bound above a key figure: "at least".
    KeyBound,
    /// The key figure.
    KeyValue,
    /// The key figure that is set off.
    KeyValueSignal,
    /// What it counts.
    KeyLabel,
    /// "Figure 1".
    CaptionLabel,
    /// What the figure or table says.
    CaptionTitle,
    /// What is measured.
    CaptionSubtitle,
    /// Source and method below a figure or table.
    SourceLine,
    /// The head of a table.
    TableHead,
    /// A table's cell.
    TableCell,
    /// A footnote.
    Note,
    /// An entry of the list of sources.
    Reference,
    /// A line of the contents.
    ContentsLine,
    /// The addressee of recommendations.
    Addressee,
    /// A recommendation.
    Recommendation,
    /// About the author, contact.
    About,
    /// Running head and foot.
    Furniture,
    /// Section and paragraph numbers in the side column.
    Number,
}

impl Style {
    /// Every style.
    pub const ALL: &[Style] = &[
        Style::Classification,
        Style::CoverKicker,
        Style::CoverTitle,
        Style::CoverSubtitle,
        Style::CoverImprint,
        Style::Kicker,
        Style::Title,
        Style::Subtitle,
        Style::Submitters,
        Style::Heading1,
        Style::Heading2,
        Style::Heading3,
        Style::Body,
        Style::ListText,
        Style::Quotation,
        Style::Attribution,
        Style::BoxHeading,
        Style::BoxText,
        Style::KeyBound,
        Style::KeyValue,
        Style::KeyValueSignal,
        Style::KeyLabel,
        Style::CaptionLabel,
        Style::CaptionTitle,
        Style::CaptionSubtitle,
        Style::SourceLine,
        Style::TableHead,
        Style::TableCell,
        Style::Note,
        Style::Reference,
        Style::ContentsLine,
        Style::Addressee,
        Style::Recommendation,
        Style::About,
        Style::Furniture,
        Style::Number,
    ];

    /// Its name in theme files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Style::Classification => "classification",
            Style::CoverKicker => "cover-kicker",
            Style::CoverTitle => "cover-title",
            Style::CoverSubtitle => "cover-subtitle",
            Style::CoverImprint => "cover-imprint",
            Style::Kicker => "kicker",
            Style::Title => "title",
            Style::Subtitle => "subtitle",
            Style::Submitters => "submitters",
            Style::Heading1 => "heading1",
            Style::Heading2 => "heading2",
            Style::Heading3 => "heading3",
            Style::Body => "body",
            Style::ListText => "list-text",
            Style::Quotation => "quotation",
            Style::Attribution => "attribution",
            Style::BoxHeading => "box-heading",
            Style::BoxText => "box-text",
            Style::KeyBound => "key-bound",
            Style::KeyValue => "key-value",
            Style::KeyValueSignal => "key-value-signal",
            Style::KeyLabel => "key-label",
            Style::CaptionLabel => "caption-label",
            Style::CaptionTitle => "caption-title",
            Style::CaptionSubtitle => "caption-subtitle",
            Style::SourceLine => "source-line",
            Style::TableHead => "table-head",
            Style::TableCell => "table-cell",
            Style::Note => "note",
            Style::Reference => "reference",
            Style::ContentsLine => "contents-line",
            Style::Addressee => "addressee",
            Style::Recommendation => "recommendation",
            Style::About => "about",
            Style::Furniture => "furniture",
            Style::Number => "number",
        }
    }
}

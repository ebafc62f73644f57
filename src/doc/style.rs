//! The looks that text can have.

/// How a text looks: a name that the theme gives face, size, colour and space to. Closed: every theme defines each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// The kind of document, above the title.
    Kicker,
    /// The title.
    Title,
    /// The line below it.
    Subtitle,
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
        Style::Kicker,
        Style::Title,
        Style::Subtitle,
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
}

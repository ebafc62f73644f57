//! One rule of a body.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// Something that a body asks for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    /// Its name, unique in the profile: `length`.
    pub id: String,
    /// The rule in one sentence.
    pub says: String,
    /// What the program examines; none for what only a person can see to.
    #[serde(default)]
    pub demand: Option<Demand>,
    /// Where it was read.
    pub url: String,
    /// Of when that text is; where the page bears no date, when it was read.
    pub as_of: AsOf,
    /// How certain it is.
    pub certainty: Certainty,
    /// Whether it says what the body does, and asks for nothing: that it publishes what it receives.
    #[serde(default)]
    pub information: bool,
    /// Whether the body recommends it and refuses nothing that is otherwise.
    #[serde(default)]
    pub recommended: bool,
}

impl Rule {
    /// Whether a person sees to it: because the program does not examine it, or not all of it, or has nothing to examine it in: no
    /// day on which a session opens, no part of that name.
    #[must_use]
    pub fn is_for_a_person(&self, has_session: bool, has_part: impl Fn(&str) -> bool) -> bool {
        if self.certainty == Certainty::Unconfirmed || self.information {
            return false;
        }
        match &self.demand {
            // what is said of publication is the author's word; a time in each recommendation does not make it good; of a manual
            // of style the program knows a part; a title or a short locator can argue too
            None
            | Some(
                Demand::NoEmblem
                | Demand::Published
                | Demand::NotPublishedBefore
                | Demand::SmartRecommendations
                | Demand::NotesForReferences
                | Demand::HouseStyle(_),
            ) => true,
            Some(Demand::Deadline(deadline)) => deadline.about || !has_session,
            Some(Demand::First(part) | Demand::Last(part) | Demand::Bullets(part)) => !has_part(part),
            // a form on a site is filled in by hand
            Some(Demand::Formats(formats)) => formats.contains(&FileFormat::Form),
            Some(_) => false,
        }
    }
}

/// How certain a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    /// Read on a page of the body itself.
    Official,
    /// Read on a page about the body: a guide, a copy, an older version.
    Secondary,
    /// From general knowledge, or from texts that contradict each other: a hint, never held against a document.
    Unconfirmed,
}

impl Certainty {
    /// The same for those who have not read what the names mean.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Certainty::Official => "official",
            Certainty::Secondary => "from a second-hand source",
            Certainty::Unconfirmed => "not confirmed",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Certainty::Official => "official",
            Certainty::Secondary => "secondary",
            Certainty::Unconfirmed => "unconfirmed",
        })
    }
}

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AsOf {
    /// The year.
    pub year: u16,
    /// The month, from 1; 0 where only the year is known.
    pub month: u8,
    /// The day, from 1; 0 where only the month is known.
    pub day: u8,
}

impl AsOf {
    /// `2009`, `2011-11`, `2022-04-13`.
    #[must_use]
    pub fn parse(text: &str) -> Option<AsOf> {
        let date = AsOf::parts(text)?;
        let day = |day| NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), day);
        (date.day == 0 || day(u32::from(date.day)).is_some()).then_some(date)
    }

    fn parts(text: &str) -> Option<AsOf> {
        let mut parts = text.split('-');
        let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
        let mut next = |most: u8| match parts.next() {
            None => Some(0),
            Some(part) if part.len() == 2 => part.parse::<u8>().ok().filter(|n| (1..=most).contains(n)),
            Some(_) => None,
        };
        let (month, day) = (next(12)?, next(31)?);
        parts.next().is_none().then_some(AsOf { year, month, day })
    }
}

impl fmt::Display for AsOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match (self.month, self.day) {
            (0, _) => format!("{:04}", self.year),
            (month, 0) => format!("{:04}-{month:02}", self.year),
            (month, day) => format!("{:04}-{month:02}-{day:02}", self.year),
        };
        f.pad(&text)
    }
}

impl<'de> Deserialize<'de> for AsOf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        AsOf::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no year, month or day")))
    }
}

/// What the program examines.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub enum Demand {
    /// At most so many words of what is counted.
    #[serde(rename_all = "kebab-case")]
    Words {
        /// The limit.
        at_most: u32,
        /// What is counted. Notes and annexes that are not named here the body leaves out; of all else a strict reader may count
        /// what is not named.
        counted: Vec<Counted>,
    },
    /// At most so many pages, all that is printed on them included.
    #[serde(rename_all = "kebab-case")]
    Pages {
        /// The limit.
        at_most: u32,
        /// Parts whose pages do not count, where they begin a page of their own.
        #[serde(default)]
        without: Vec<String>,
    },
    /// The file is smaller than so many millions of bytes.
    Megabytes(u32),
    /// The formats that are taken.
    Formats(Vec<FileFormat>),
    /// The languages that are taken.
    Languages(Vec<String>),
    /// Parts that must be there: names of parts, and those of [`FIELDS`].
    Parts(Vec<String>),
    /// The part that comes first, the title left aside.
    First(String),
    /// The part that comes last, notes, sources and contact left aside.
    Last(String),
    /// The part that is a list of points.
    Bullets(String),
    /// No bold and no italic type in the text.
    NoEmphasis,
    /// Nothing that depends on colour: all in black and grey.
    NoColour,
    /// No photographs, charts, maps or logos.
    NoPictures,
    /// No emblem of the United Nations: whether a picture shows one only a person can say.
    NoEmblem,
    /// Paragraphs are numbered through.
    NumberedParagraphs,
    /// Pages are numbered.
    NumberedPages,
    /// Where notes stand.
    Notes(super::ProfileNotes),
    /// Notes give references and nothing else.
    NotesForReferences,
    /// The paper.
    Paper(super::ProfilePaper),
    /// The size of running text, and the margins.
    Type(TypeSize),
    /// No annexes.
    NoAnnexes,
    /// Contact data stand outside the text, on a sheet of their own.
    ContactApart,
    /// One file: what would be annexed stands in it.
    OneFile,
    /// When it must be there.
    Deadline(Deadline),
    /// It is published as it is received.
    Published,
    /// It must not have been published before.
    NotPublishedBefore,
    /// Recommendations say who does what by when.
    SmartRecommendations,
    /// What each case must say.
    Cases(Vec<CaseField>),
    /// A manual of style.
    HouseStyle(HouseStyle),
}

/// What a rule on parts may name beside parts of the document.
pub const FIELDS: [&str; 3] = ["contact", "submitter", "joint"];

impl Demand {
    /// The check that examines it; a name that ends in a hyphen stands for all that begin so. None for what is examined when a
    /// file is written, and for what the bundle itself sees to.
    #[must_use]
    pub fn examined_by(&self) -> Option<&'static str> {
        Some(match self {
            Demand::Words { .. } => "over-word-limit",
            Demand::Pages { .. } => "over-page-limit",
            Demand::Languages(_) => "language-not-taken",
            Demand::Parts(_) => "missing-part",
            Demand::First(_) | Demand::Last(_) => "part-out-of-order",
            Demand::Bullets(_) => "part-without-bullets",
            Demand::NoEmphasis => "emphasis-not-taken",
            Demand::NoColour => "colour-not-taken",
            Demand::NoPictures | Demand::NoEmblem => "picture-not-taken",
            Demand::NumberedParagraphs
            | Demand::NumberedPages
            | Demand::Notes(_)
            | Demand::Paper(_)
            | Demand::Type(_) => "layout-not-taken",
            Demand::NotesForReferences => "substance-in-note",
            Demand::NoAnnexes => "annex-not-taken",
            Demand::Deadline(_) => "deadline-missed",
            Demand::NotPublishedBefore => "published-before",
            Demand::SmartRecommendations => "recommendation-not-smart",
            Demand::Cases(_) => "case-incomplete",
            Demand::HouseStyle(HouseStyle::UnitedNations) => "un-",
            Demand::Published => "embargo-not-kept",
            Demand::Megabytes(_) | Demand::Formats(_) | Demand::OneFile | Demand::ContactApart => return None,
        })
    }
}

/// The size of running text and the margins, in whole points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TypeSize {
    /// The size of running text.
    pub points: u32,
    /// All four margins; none where the body names none.
    #[serde(default)]
    pub margins: Option<u32>,
    /// From line to line; none where the body names none.
    #[serde(default)]
    pub spacing: Option<Spacing>,
}

/// From line to line, as word processors call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spacing {
    /// The height of the letters with their own gap.
    Single,
    /// Half as much again.
    OneAndAHalf,
    /// Twice that.
    Double,
}

impl Spacing {
    /// How many single lines high a line is.
    #[must_use]
    pub fn lines(self) -> f32 {
        match self {
            Spacing::Single => 1.0,
            Spacing::OneAndAHalf => 1.5,
            Spacing::Double => 2.0,
        }
    }

    /// From line to line, where letters are one high. Faces differ: Times New Roman has 1.15, Calibri 1.22, and word processors take
    /// what the face says.
    #[must_use]
    pub fn leading(self) -> f32 {
        const SINGLE: f32 = 1.2;
        self.lines() * SINGLE
    }

    /// Its name in profiles.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Spacing::Single => "single",
            Spacing::OneAndAHalf => "one-and-a-half",
            Spacing::Double => "double",
        }
    }
}

impl TypeSize {
    /// Whether who has this has what is `wanted`.
    #[must_use]
    pub fn keeps(self, wanted: TypeSize) -> bool {
        self.points == wanted.points
            && wanted.margins.is_none_or(|margins| self.margins == Some(margins))
            && wanted.spacing.is_none_or(|spacing| self.spacing == Some(spacing))
    }
}

impl fmt::Display for TypeSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{ points = {}", self.points)?;
        if let Some(margins) = self.margins {
            write!(f, ", margins = {margins}")?;
        }
        if let Some(spacing) = self.spacing {
            write!(f, ", spacing = \"{}\"", spacing.name())?;
        }
        f.write_str(" }")
    }
}

/// What a limit of words counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counted {
    /// Title, subtitle, kind and date; the contents.
    Front,
    /// Headings.
    Headings,
    /// Paragraphs, lists, boxes, quotations, recommendations.
    Body,
    /// The cells of tables.
    Tables,
    /// Captions of tables and charts, and what stands below them.
    Captions,
    /// The words inside charts.
    Charts,
    /// Notes.
    Notes,
    /// The list of sources.
    Sources,
    /// About the author, and contact.
    About,
    /// Annexes.
    Annexes,
}

impl Counted {
    /// All, in the order of a document.
    pub const ALL: [Counted; 10] = [
        Counted::Front,
        Counted::Headings,
        Counted::Body,
        Counted::Tables,
        Counted::Captions,
        Counted::Charts,
        Counted::Notes,
        Counted::Sources,
        Counted::About,
        Counted::Annexes,
    ];

    /// What it is called in a list.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Counted::Front => "title and contents",
            Counted::Headings => "headings",
            Counted::Body => "text",
            Counted::Tables => "tables",
            Counted::Captions => "captions",
            Counted::Charts => "charts",
            Counted::Notes => "notes",
            Counted::Sources => "list of sources",
            Counted::About => "about the author",
            Counted::Annexes => "annexes",
        }
    }
}

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileFormat {
    /// PDF.
    Pdf,
    /// Word, Office Open XML.
    Docx,
    /// Other editable formats: .doc, .odt, .rtf, .txt.
    Editable,
    /// A form on the body's site.
    Form,
}

impl FileFormat {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FileFormat::Pdf => "PDF",
            FileFormat::Docx => "Word (.docx)",
            FileFormat::Editable => "other editable formats (.doc, .odt, .rtf, .txt)",
            FileFormat::Form => "the body’s own form",
        }
    }
}

/// When a document must be there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Deadline {
    /// How many days before the session opens.
    pub days_before_session: u32,
    /// The hour there: `12:00`.
    #[serde(default)]
    pub hour: Option<String>,
    /// Where that hour is meant: `Geneva time`.
    #[serde(default)]
    pub zone: Option<String>,
    /// Whether the day is near that, and the body says elsewhere which it is: nothing is refused by it.
    #[serde(default)]
    pub about: bool,
}

impl Deadline {
    /// The last day on which a document is taken, counted back from the day on which the session opens.
    #[must_use]
    pub fn day(&self, session: NaiveDate) -> Option<NaiveDate> {
        session.checked_sub_days(Days::new(u64::from(self.days_before_session)))
    }

    /// ", 12:00 Geneva time"; that the hour is not known, where no rule says it.
    #[must_use]
    pub fn hour_in_words(&self) -> String {
        match (&self.hour, &self.zone) {
            (Some(hour), Some(zone)) => format!(", {hour} {zone}"),
            (Some(hour), None) => format!(", {hour} (whose time is not known)"),
            (None, _) => " (the hour is not known)".to_owned(),
        }
    }
}

/// What a case must say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseField {
    /// Who suffered: a name or an alias.
    Victim,
    /// The name in full, without abbreviations.
    FullName,
    /// Who did it.
    Perpetrator,
    /// When.
    Date,
    /// When, at least the month and the year.
    Month,
    /// Where.
    Place,
    /// How.
    Circumstances,
    /// What was tried to get redress.
    Remedies,
    /// That the victim or the family agrees.
    Consent,
    /// Who submits it.
    Submitter,
}

/// A manual of style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HouseStyle {
    /// The United Nations Editorial Manual.
    UnitedNations,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_rules_have_one_to_three_parts() {
        let day = AsOf { year: 2022, month: 4, day: 13 };
        assert_eq!(AsOf::parse("2022-04-13"), Some(day));
        assert_eq!(day.to_string(), "2022-04-13");
        assert_eq!(AsOf::parse("2009").map(|date| date.to_string()).as_deref(), Some("2009"));
        assert_eq!(AsOf::parse("2011-11").map(|date| date.to_string()).as_deref(), Some("2011-11"));
        for wrong in ["", "09", "2011-13", "2011-1", "2011-11-32", "2027-02-31", "2011-11-01-01", "today"] {
            assert_eq!(AsOf::parse(wrong), None, "{wrong}");
        }
        assert!(AsOf::parse("2009") < AsOf::parse("2009-02"));
    }
}

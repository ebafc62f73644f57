//! The records of a specification, as typed values that keep their places.

use super::cases::Case;
use super::charts::{ChartAnnotation, ChartBase, ChartBreak, ChartGaps, ChartLayout, ChartNeutral, ChartSeries};
use super::computation::Computation;
use super::data::Data;
use super::decisions::{Allow, Level};
use super::design::ThemeChoice;
use super::font::FontFamily;
use super::front::{ListOf, NotesAt};
use super::languages::{Calendar, Term};
use super::ledger::LedgerChoice;
use super::params::Param;
use super::prose::Prose;
use super::record::{choice, record};
use super::records::Records;
use super::rule::{Kind, Rule};
use super::sources::Source;
use super::submission::Submission;
use super::tables::Table;
use super::value::{PartialDate, PlaceName, Spanned, Text};
use chrono::NaiveDate;
use rust_decimal::Decimal;

record! {
    /// A whole specification.
    pub struct Spec: check depth {
        /// The version of the format; 1.
        spec: Spanned<u32> => Rule::Version,
        /// What the document is.
        briefing: Briefing,
        /// Who issues it.
        organisation: Option<Organisation>,
        /// `[sources.ID]`: what is cited.
        sources: Records<Source>,
        /// `[figures.ID]`: numbers with their bound, period, place and source.
        figures: Records<Figure>,
        /// `[quotations.ID]`: words of others.
        quotations: Records<Quotation>,
        /// `[cases.ID]`: what happened to a person.
        cases: Records<Case>,
        /// `[terms.ID]`: names and titles that must be the same wherever they stand.
        terms: Records<Term>,
        /// `[data.ID]`: tables of data in files.
        data: Records<Data>,
        /// `[charts.ID]`: charts drawn from data.
        charts: Records<Chart>,
        /// `[tables.ID]`: tables printed from data or from figures.
        tables: Records<Table>,
        /// `[images.ID]`: pictures.
        images: Records<Image>,
        /// `[fonts.ID]`: font files of the briefing's own.
        fonts: Records<FontFamily>,
        /// `theme = "NAME"`, or `[theme]`: the design it is set in, and what is changed in it.
        theme: Option<ThemeChoice>,
        /// `[params.ID]`: what is different from one issue to the next.
        params: Records<Param>,
        /// `[submission]`: where the document goes, and when.
        submission: Option<Submission>,
        /// `[ledger]`: what is printed of the evidence ledger.
        ledger: Option<LedgerChoice>,
        /// `[summary]`: the summary box.
        summary: Option<Summary>,
        /// `[[key_figures]]`: large numbers below the title; at most eight.
        key_figures: Vec<KeyFigure> => Rule::AtMost(8),
        /// `[[sections]]`: the text.
        sections: Vec<Section>,
        /// `[[recommendations]]`: what is asked, grouped by addressee in the order in which these first come.
        recommendations: Vec<Recommendation>,
        /// `[checks]`: how grave the findings of each check are: `number-in-prose = "error"`.
        checks: Records<Spanned<Level>> => Rule::AnyKey,
        /// `[[allow]]`: findings that are meant to stay, each with its reason.
        allow: Vec<Allow>,
    }
}

record! {
    /// What the document is.
    pub struct Briefing: check languages {
        /// The title.
        title: Text,
        /// A shorter title for running heads.
        short_title: Option<Text>,
        /// The line below the title.
        subtitle: Option<Text>,
        /// Who may see it, and from when: "EMBARGOED UNTIL 9 APRIL 2021, 10:00 CET". It stands on every page.
        classification: Option<Text>,
        /// The picture on the cover, where the theme has one.
        cover: Option<CoverPicture>,
        /// The kind of document, above the title; "Briefing" in the document's language where absent.
        kind: Option<Text>,
        /// For whom it is: "for Members of the European Parliament".
        audience: Option<Text>,
        /// Its date.
        date: Spanned<NaiveDate>,
        /// The time it reports on; a figure that is older is a finding where it is printed.
        period: Option<Spanned<Period>>,
        /// Its language, BCP 47: `en-GB`.
        language: Spanned<String> => Rule::Language,
        /// The languages of its editions, the main one among them; `language` alone where absent.
        languages: Vec<Spanned<String>> => Rule::Language,
        /// In which calendar days are printed, by language or for all editions; `gregorian` where absent.
        calendar: Option<Spanned<Calendar>> => Rule::ByLanguage,
        /// Whose rules it is laid out by and checked against; `parliament-briefing` where absent.
        profile: Option<Spanned<String>>,
        /// The style of notes and of the list of sources: `briefing`, `chicago-notes`, `oscola`, `un-editorial`, another
        /// style of CSL, or a file `styles/NAME.csl`; the profile's where absent.
        citations: Option<Spanned<String>>,
        /// `a4` or `letter`; the profile's where absent.
        paper: Option<Spanned<Paper>>,
        /// Whether a table of contents is printed; the profile's choice where absent.
        contents: Option<Spanned<bool>>,
        /// Lists of charts or tables, after the contents.
        lists: Vec<Spanned<ListOf>>,
        /// Where the notes of the text stand; the profile's choice where absent.
        notes: Option<Spanned<NotesAt>>,
        /// One sentence for the file's properties.
        description: Option<Text>,
        /// Key words for the file's properties.
        keywords: Vec<Text>,
        /// Whether the list of sources is printed; `true` where absent.
        source_list: Option<Spanned<bool>>,
        /// Whether a dictionary of the data is printed at the end: what each column holds, and what it was held to; `false`
        /// where absent.
        data_dictionary: Option<Spanned<bool>>,
        /// Whether the specification, the charts' data and the evidence ledger are embedded in the PDF (PDF/A-3a); `true` where
        /// absent.
        attach: Option<Spanned<bool>>,
    }
}

record! {
    /// The picture on the cover.
    pub struct CoverPicture {
        /// The PNG or JPEG file, below the briefing's folder.
        file: Text,
        /// What it shows, for those who do not see it; without, it counts as an ornament and is not read aloud.
        alt: Option<Text>,
    }
}

choice! {
    /// A paper size.
    pub enum Paper {
        /// 210 × 297 mm.
        A4 = "a4",
        /// 8½ × 11 inches.
        Letter = "letter",
    }
}

record! {
    /// Who issues the document.
    pub struct Organisation {
        /// Its name.
        name: Text => Rule::Name,
        /// A short name, for the running foot.
        short_name: Option<Text> => Rule::Name,
        /// What it does, in a sentence or two: printed at the end, "about the author".
        about: Option<Prose>,
        /// E-mail address.
        email: Option<Text> => Rule::Name,
        /// Telephone number.
        telephone: Option<Text> => Rule::Name,
        /// Web site.
        website: Option<Text> => Rule::Name,
        /// Postal address.
        address: Option<Text> => Rule::Name,
        /// A logo.
        logo: Option<Logo>,
    }
}

record! {
    /// A logo.
    pub struct Logo {
        /// The file, below the briefing's folder.
        file: Text => Rule::Name,
        /// What it shows, in words.
        alt: Text,
    }
}

record! {
    /// A number of the evidence. It has either `value`, or `between`, or `estimates`, or a `query` that counts it; or none
    /// of them and `computed_from`, and then the program calculates it.
    pub struct Figure: check figure {
        /// What it counts: "people executed in 2020".
        what: Text,
        /// The number.
        value: Option<Spanned<Decimal>>,
        /// The two ends of an interval.
        between: Option<Spanned<[Decimal; 2]>>,
        /// What each source says, where they disagree.
        estimates: Vec<Estimate>,
        /// How exact the number is; required with `value`.
        bound: Option<Spanned<Bound>>,
        /// The unit, where it is not a count of `what`: "per cent".
        unit: Option<Text>,
        /// Of how many times of one length, together those of `period`, the number is the average: 12 for a mean of twelve
        /// months.
        average_of: Option<Spanned<u32>>,
        /// The time it holds for.
        period: Option<Spanned<Period>>,
        /// The place it holds for.
        place: Option<Text>,
        /// The source; required unless each estimate names its own.
        source: Option<Spanned<String>> => Rule::Refers(Kind::Source),
        /// Where in the source.
        locator: Option<Text> => Rule::Name,
        /// How the number was found, and what it includes; printed in its note.
        basis: Option<Text>,
        /// How many cases were left out as unconfirmed.
        excluded: Option<Spanned<Decimal>>,
        /// Who counted, where the source only passes the number on. Figures of one origin are one count.
        origin: Option<Text>,
        /// The figures it is the sum of, all of them.
        parts: Vec<Spanned<String>> => Rule::Refers(Kind::Figure),
        /// The figure that counts all of which this one counts some.
        subset_of: Option<Spanned<String>> => Rule::Refers(Kind::Figure),
        /// The later figure that has taken its place.
        superseded_by: Option<Spanned<String>> => Rule::Refers(Kind::Figure),
        /// The figures it was calculated from, and how.
        computed_from: Option<Computation>,
        /// A query over the tables of `[data]` that gives the number: `select count(*) from cases where month = :month`. In
        /// place of `value`.
        query: Option<Text> => Rule::Same,
        /// To how many decimals the program rounds what it calculates, 0 where absent, or what a query gives, which is not
        /// rounded where absent. Only without `value`.
        round: Option<Spanned<u32>>,
    }
}

record! {
    /// What one source says, where sources disagree. It has either `value` or `between`, or `words` for "thousands".
    pub struct Estimate: check estimate {
        /// The number.
        value: Option<Spanned<Decimal>>,
        /// The two ends of an interval.
        between: Option<Spanned<[Decimal; 2]>>,
        /// The source's own words where it gives no number: "thousands".
        words: Option<Text>,
        /// How exact the number is; required with `value`.
        bound: Option<Spanned<Bound>>,
        /// The source.
        source: Spanned<String> => Rule::Refers(Kind::Source),
        /// Where in the source.
        locator: Option<Text> => Rule::Name,
        /// Who says so, where the source only passes it on: "Iranian authorities". It names the row in charts and tables.
        by: Option<Text>,
        /// What it counts and how it was found.
        basis: Option<Text>,
        /// Who counted, where the source only passes the number on. Estimates of one origin are one count.
        origin: Option<Text>,
    }
}

choice! {
    /// How exact a number is.
    pub enum Bound {
        /// The number itself.
        Exact = "exact",
        /// This many or more.
        AtLeast = "at-least",
        /// More than this many.
        MoreThan = "more-than",
        /// Near this many.
        About = "about",
        /// This many or fewer.
        AtMost = "at-most",
        /// Fewer than this many.
        FewerThan = "fewer-than",
    }
}

/// The time a figure holds for: a year `2020`, a date, `"2020-11"`, or `{ from = …, to = … }`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its start.
    pub from: PartialDate,
    /// Its end; the same as the start for a year, a month or a day.
    pub to: PartialDate,
}

record! {
    /// Words of others.
    pub struct Quotation: check quotation {
        /// The words. `[…]` marks an omission, `[word]` an insertion.
        text: Text => Rule::Same,
        /// Who said or wrote them.
        speaker: Text => Rule::Name,
        /// When.
        date: Option<Spanned<PartialDate>>,
        /// The source.
        source: Spanned<String> => Rule::Refers(Kind::Source),
        /// Where in the source.
        locator: Option<Text> => Rule::Name,
        /// The language of `text`, BCP 47, where it is not the document's.
        language: Option<Spanned<String>> => Rule::Language,
        /// The same in the document's language.
        translation: Option<Translation> => Rule::ByLanguage,
        /// What may differ from the archived copy.
        verify: Option<Spanned<Verify>>,
        /// Why it is not verified, or why words that turn the sense are left out.
        reason: Option<Text> => Rule::Name,
    }
}

choice! {
    /// What may differ between a quotation and the archived copy of its source; each lets pass what those before it do.
    pub enum Verify {
        /// White space, and hyphens at the ends of lines.
        Exact = "exact",
        /// The shape of quotation marks, dashes and dots.
        Typography = "typography",
        /// Running heads and page numbers between the words.
        Pages = "pages",
        /// The marks of notes.
        Notes = "notes",
        /// What an editor may do: `[…]`, `[word]`, `[T]`, `[sic]`.
        Editorial = "editorial",
        /// It is not verified; `reason` says why.
        None = "none",
    }
}

record! {
    /// A translation of a quotation.
    pub struct Translation {
        /// The translated words.
        text: Text => Rule::Name,
        /// Who translated them.
        translator: Text => Rule::Name,
    }
}

record! {
    /// A chart: of `data`, or of what each source says of a `figure`.
    pub struct Chart: check chart {
        /// Its kind: `bar`, `horizontal-bar`, `diverging-bar`, `line`, `step-line`, `area`, `dot-range`, `dot-plot`, `lollipop`,
        /// `slope`, `range`, `small-multiples`, `heat-table`, `pictogram`, `timeline`.
        kind: Spanned<String>,
        /// The figure whose sources it shows: an id of `[figures]`. Only for `dot-range`, which has it in place of `data`.
        figure: Option<Spanned<String>> => Rule::Refers(Kind::Figure),
        /// The data it is drawn from: an id of `[data]`.
        data: Option<Spanned<String>> => Rule::Refers(Kind::Data),
        /// The column of categories or dates. Only with `data`.
        x: Option<Spanned<String>>,
        /// The column, or columns, of values. Only with `data`.
        y: Vec<ChartSeries> => Rule::OneOrMany,
        /// The column whose values make the series, where each row of the data holds one value of one series: the panels
        /// of `small-multiples`, the columns of `heat-table`, the lines of `line`. Only with one column in `y`.
        split: Option<Spanned<String>>,
        /// The column of the last days of what lasted; only for `timeline`.
        until: Option<Spanned<String>>,
        /// The finding: a sentence.
        title: Text,
        /// What is measured, for whom, in what unit.
        subtitle: Option<Text>,
        /// What the reader must know; printed below.
        note: Option<Text>,
        /// What it shows, for those who do not see it; made from the data where absent.
        alt: Option<Text>,
        /// Whether its data is printed below it as a table; `false` where absent.
        data_table: Option<Spanned<bool>>,
        /// A category to be set off. Only with `data`.
        highlight: Option<Text> => Rule::Name,
        /// Only for kinds with a row a value (`horizontal-bar`, `diverging-bar`, `dot-range`, `dot-plot`, `lollipop`, `range`,
        /// `pictogram`): `data` (the order of the file) or `value` (largest first); `value` where absent.
        sort: Option<Spanned<Sort>>,
        /// How several columns stand to each other: `grouped`, `stacked` or `percent`. Only for bars and areas.
        layout: Option<Spanned<ChartLayout>>,
        /// Why columns of different sources or bounds may be added, or a series joined across sources; printed below.
        across_sources: Option<Text>,
        /// Where the axis of a line begins: `zero`, or `data` for an axis that leaves zero out.
        base: Option<Spanned<ChartBase>>,
        /// What a line does where a cell is empty or a row is missing: `break`, or `join` by a dotted line; `break` where absent.
        gaps: Option<Spanned<ChartGaps>>,
        /// Whose values are provisional: a column of `true` and `false`, or places of the axis.
        provisional: Vec<Spanned<PlaceName>> => Rule::OneOrMany,
        /// Where the method or the source changes: nothing is joined across it.
        breaks: Vec<ChartBreak>,
        /// What is written in the picture, at a place or a value.
        annotations: Vec<ChartAnnotation>,
        /// Only for `diverging-bar`: neutral answers across the middle, `centre`, or `apart`; `centre` where absent.
        neutral: Option<Spanned<ChartNeutral>>,
    }
}

choice! {
    /// The order of a chart's rows.
    pub enum Sort {
        /// The order of the file.
        Data = "data",
        /// The largest first.
        Value = "value",
    }
}

record! {
    /// A picture.
    pub struct Image {
        /// The PNG or JPEG file, below the briefing's folder.
        file: Text => Rule::Name,
        /// What it shows, for those who do not see it.
        alt: Text,
        /// Its caption.
        caption: Option<Prose>,
        /// Who made it, and by what right it is used.
        credit: Option<Text> => Rule::Name,
        /// Its width as a share of the full width, above 0 and at most 1; 1 where absent.
        width: Option<Spanned<Decimal>> => Rule::Share,
    }
}

record! {
    /// The summary box.
    pub struct Summary {
        /// Its heading; "Summary" in the document's language where absent.
        heading: Option<Text>,
        /// Its text: paragraphs or a list.
        text: Prose,
    }
}

record! {
    /// A large number below the title.
    pub struct KeyFigure {
        /// The figure.
        figure: Spanned<String> => Rule::Refers(Kind::Figure),
        /// What it says, in a few words; the figure's `what` where absent.
        label: Option<Text>,
        /// Whether it is set off in the signal colour.
        highlight: Option<Spanned<bool>>,
    }
}

record! {
    /// A section.
    pub struct Section {
        /// Its heading.
        heading: Text,
        /// A name for cross references: `{{ sections.ID }}`.
        id: Option<Spanned<String>> => Rule::Id,
        /// Its text.
        text: Option<Prose>,
        /// `[[sections.sections]]`: its sub-sections, at most three deep in all.
        sections: Vec<Section>,
    }
}

record! {
    /// What is asked of somebody.
    pub struct Recommendation {
        /// The addressee: "the Council of the European Union".
        to: Text,
        /// What is asked.
        text: Prose,
        /// A name for cross references: `{{ recommendations.ID }}`.
        id: Option<Spanned<String>> => Rule::Id,
    }
}

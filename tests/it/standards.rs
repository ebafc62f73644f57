//! What bodies ask for, as it was collected from their pages and from guides, held against the profiles.
//!
//! A row says what the collection has of one body: the limit with its unit and what counts, the formats, the languages, where
//! notes stand, whether it is published, and how well the whole row was seen. A profile may be less certain than that (where the
//! address of a copy was not kept), never more; and what is a number here is the same number there.

use briefing::profile::{Certainty, Counted, Demand, FileFormat, Profile, ProfileNotes, ProfilePaper, Rule};
use std::collections::BTreeSet;

/// How well something was seen.
#[derive(Clone, Copy)]
enum Seen {
    /// On a page of the body itself.
    Body,
    /// On a page about the body.
    About,
    /// Nowhere, or in sources that contradict each other.
    Nowhere,
}

impl Seen {
    fn at_most(self) -> Certainty {
        match self {
            Body => Certainty::Official,
            About => Certainty::Secondary,
            Nowhere => Certainty::Unconfirmed,
        }
    }
}
use Seen::{About, Body, Nowhere};

/// A limit on length.
#[derive(Clone, Copy)]
enum Limit {
    /// So many words, of the text alone.
    WordsOfText(u32),
    /// So many words of all but notes and annexes.
    WordsWithoutNotes(u32),
    /// So many words, notes included.
    WordsWithNotes(u32),
    /// So many words, notes and front matter included.
    WordsWithAll(u32),
    /// So many pages, all that is on them included.
    Pages(u32),
    /// So many pages, annexes left aside.
    PagesWithoutAnnexes(u32),
    /// None, or none that is known.
    None,
}
use Limit::{Pages, PagesWithoutAnnexes, WordsOfText, WordsWithAll, WordsWithNotes, WordsWithoutNotes};

/// What was collected of a body.
#[derive(Clone, Copy)]
struct Row {
    profile: &'static str,
    length: (Limit, Seen),
    /// The formats, by their names in profiles; none where nothing is known.
    formats: (&'static [FileFormat], Seen),
    /// The languages; none where nothing is known.
    languages: (&'static [&'static str], Seen),
    /// Where notes stand, where the body says so.
    notes: Option<(ProfileNotes, Seen)>,
    paper: Option<(ProfilePaper, Seen)>,
    /// Days before the session.
    deadline: Option<(u32, Seen)>,
    /// Other rules, by their ids, with what was seen of each.
    others: &'static [(&'static str, Seen)],
}

const DOCX: &[FileFormat] = &[FileFormat::Docx];
const DOCX_PDF: &[FileFormat] = &[FileFormat::Docx, FileFormat::Pdf];
const EDITABLE: &[FileFormat] = &[FileFormat::Docx, FileFormat::Editable];
const ANY: &[FileFormat] = &[FileFormat::Docx, FileFormat::Pdf, FileFormat::Editable];
const NO_FORMAT: (&[FileFormat], Seen) = (&[], Nowhere);
const EN: &[&str] = &["en"];
const THREE: &[&str] = &["en", "fr", "es"];
const SIX: &[&str] = &["en", "fr", "es", "ar", "zh", "ru"];
const NO_LANGUAGE: (&[&str], Seen) = (&[], Nowhere);

/// What rows have in common that say nothing else.
const BARE: Row = Row {
    profile: "",
    length: (Limit::None, Nowhere),
    formats: NO_FORMAT,
    languages: NO_LANGUAGE,
    notes: None,
    paper: None,
    deadline: None,
    others: &[],
};

const COUNCIL: Row = Row {
    formats: (DOCX, Body),
    languages: (THREE, Body),
    deadline: Some((14, Body)),
    others: &[("emphasis", Body), ("masthead", Body), ("public", Body), ("joint", Body), ("agenda-item", About)],
    ..BARE
};

const REVIEW: Row = Row {
    formats: (DOCX, Body),
    languages: (SIX, About),
    notes: Some((ProfileNotes::End, About)),
    others: &[
        ("notes-for-references", About),
        ("numbering", About),
        ("page-numbers", About),
        ("front", About),
        ("key-words", About),
        ("summary", About),
        ("recommendations", About),
        ("public", About),
        ("deadline", About),
        ("country", Body),
        ("title", Body),
        ("annexes", Body),
        ("pictures", Nowhere),
    ],
    ..BARE
};

const ROWS: &[Row] = &[
    Row { profile: "hrc-ngo-general", length: (WordsWithNotes(2000), Body), ..COUNCIL },
    Row { profile: "hrc-ngo-special", length: (WordsWithNotes(1500), Body), ..COUNCIL },
    Row {
        profile: "hrc-nhri",
        length: (WordsWithNotes(2000), About),
        formats: (DOCX, About),
        languages: (THREE, About),
        deadline: Some((14, About)),
        others: &[("emphasis", About), ("masthead", About), ("public", About)],
        ..BARE
    },
    Row { profile: "upr-individual", length: (WordsWithoutNotes(2815), About), ..REVIEW },
    Row { profile: "upr-joint", length: (WordsWithoutNotes(5630), About), ..REVIEW },
    Row {
        profile: "upr-un-entity",
        length: (WordsOfText(10_700), About),
        formats: (DOCX, About),
        languages: (SIX, About),
        others: &[("public", About), ("front", Nowhere), ("notes-for-references", Nowhere)],
        ..BARE
    },
    Row {
        profile: "ccpr",
        length: (WordsWithNotes(10_000), Body),
        languages: (THREE, Body),
        others: &[("recommendations", Body), ("content", Body), ("public", Body), ("deadline", Body)],
        ..BARE
    },
    Row { profile: "cescr", languages: (THREE, Body), others: &[("public", Body), ("coalition", Body)], ..BARE },
    Row {
        profile: "cedaw",
        formats: (DOCX_PDF, About),
        languages: (THREE, About),
        deadline: Some((14, About)),
        others: &[("identity", About), ("country", About), ("consent", About), ("recommendations", About)],
        ..BARE
    },
    Row { profile: "cat", languages: (THREE, Nowhere), ..BARE },
    Row {
        profile: "cerd",
        formats: (DOCX_PDF, About),
        languages: (THREE, Nowhere),
        others: &[("sources", About)],
        ..BARE
    },
    Row { profile: "crc", languages: (THREE, Nowhere), others: &[("name", About), ("stages", About)], ..BARE },
    Row { profile: "crpd", languages: (THREE, Nowhere), others: &[("accessible", Nowhere)], ..BARE },
    Row { profile: "ced", others: &[("content", Body), ("status", Body), ("deadline", Body)], ..BARE },
    Row {
        profile: "sp-communication",
        length: (Limit::None, About),
        formats: (&[FileFormat::Form, FileFormat::Docx, FileFormat::Pdf], About),
        languages: (THREE, About),
        others: &[("fields", About), ("anonymous", About), ("confidential", About), ("tone", About)],
        ..BARE
    },
    Row { profile: "sp-input", formats: (DOCX_PDF, Nowhere), others: &[("public", Nowhere)], ..BARE },
    Row {
        profile: "wgeid-case",
        length: (Limit::None, About),
        others: &[("one-form", About), ("names", About), ("fields", About), ("consent", About)],
        // what it does not say itself it has from the other Special Procedures
        formats: (&[FileFormat::Form, FileFormat::Docx, FileFormat::Pdf], About),
        languages: (THREE, About),
        ..BARE
    },
    Row { profile: "ffm-coi", languages: (&["en", "fa"], Body), others: &[("content", Body)], ..BARE },
    Row {
        profile: "uk-commons",
        length: (WordsWithAll(3000), Body),
        formats: (EDITABLE, Body),
        languages: (EN, Body),
        others: &[
            ("size", Body),
            ("macros", Body),
            ("one-file", Body),
            ("heading", Body),
            ("summary", Body),
            ("bullets", Body),
            ("content", Body),
            ("numbering", Body),
            ("public", Body),
            ("deadline", Body),
            ("own-publication", About),
            ("cases", About),
        ],
        ..BARE
    },
    Row {
        profile: "uk-lords",
        length: (Limit::None, Body),
        formats: (EDITABLE, Body),
        languages: (EN, Body),
        others: &[
            ("summary", Body),
            ("one-file", Body),
            ("size", Body),
            ("dated", Body),
            ("numbering", Body),
            ("contact", Body),
            ("public", Body),
            ("deadline", Body),
            // of the Commons alone
            ("bullets", Nowhere),
            ("heading", Nowhere),
            ("macros", Nowhere),
            ("content", Nowhere),
            ("own-publication", Nowhere),
            ("cases", Nowhere),
        ],
        ..BARE
    },
    Row {
        profile: "ca-commons",
        length: (WordsWithNotes(2000), About),
        formats: (DOCX_PDF, Nowhere),
        languages: (&["en", "fr"], Body),
        notes: Some((ProfileNotes::End, Body)),
        paper: Some((ProfilePaper::Letter, Nowhere)),
        others: &[
            ("recommendations", Body),
            ("recommendations-last", Body),
            ("specific", Body),
            ("submitter", Body),
            ("name", Body),
            ("charts", Body),
            ("both-languages", Body),
            ("public", Body),
        ],
        ..BARE
    },
    Row {
        profile: "ca-commons-envi",
        length: (Pages(10), Body),
        formats: (DOCX_PDF, Nowhere),
        languages: (&["en", "fr"], Body),
        notes: Some((ProfileNotes::End, Body)),
        paper: Some((ProfilePaper::Letter, Nowhere)),
        others: &[("type", Body)],
        ..BARE
    },
    Row {
        profile: "au-senate",
        length: (Pages(5), Body),
        formats: (ANY, About),
        languages: (EN, Body),
        others: &[
            ("summary", Body),
            ("contact", Body),
            ("confidential", Body),
            ("own-publication", Body),
            ("public", About),
            ("deadline", Body),
        ],
        ..BARE
    },
    Row {
        profile: "us-approps",
        length: (Pages(4), Body),
        languages: (EN, Body),
        paper: Some((ProfilePaper::Letter, Body)),
        others: &[
            ("type", Body),
            ("spacing", Body),
            ("colour", Body),
            ("photographs", Body),
            ("identity", Body),
            ("format", Body),
            ("public", Body),
            ("deadline", Body),
        ],
        ..BARE
    },
    Row {
        profile: "us-house-witness",
        languages: (EN, About),
        paper: Some((ProfilePaper::Letter, Nowhere)),
        others: &[
            ("truth-in-testimony", About),
            ("deadline", About),
            ("public", About),
            // of House Appropriations alone
            ("type", Nowhere),
            ("identity", Nowhere),
            ("photographs", Nowhere),
            ("format", Nowhere),
        ],
        ..BARE
    },
    Row {
        profile: "us-tlhrc",
        languages: (EN, Nowhere),
        paper: Some((ProfilePaper::Letter, Nowhere)),
        others: &[("public", Nowhere), ("type", Nowhere), ("identity", Nowhere), ("photographs", Nowhere)],
        ..BARE
    },
    Row { profile: "ep-eprs-glance", length: (Pages(2), About), ..BARE },
    Row { profile: "ep-eprs-briefing", others: &[("summary", Nowhere)], ..BARE },
    Row {
        profile: "achpr-shadow",
        length: (Limit::None, Nowhere),
        deadline: Some((60, About)),
        others: &[("sources", About), ("evidence", About), ("tone", About)],
        ..BARE
    },
    Row {
        profile: "iachr-petition",
        formats: (&[FileFormat::Form, FileFormat::Pdf], Body),
        languages: (&["en", "es", "fr", "pt"], Nowhere),
        others: &[("fields", Body), ("identity", Body)],
        ..BARE
    },
    Row {
        profile: "icc-art15",
        length: (Limit::None, About),
        formats: (&[FileFormat::Pdf, FileFormat::Docx, FileFormat::Editable, FileFormat::Form], About),
        languages: (SIX, About),
        others: &[("content", About), ("reply", About)],
        ..BARE
    },
    Row {
        profile: "echr-tpi",
        length: (PagesWithoutAnnexes(10), About),
        languages: (&["en", "fr"], About),
        others: &[("leave", About)],
        ..BARE
    },
    Row {
        profile: "un-secretariat",
        length: (WordsWithAll(8500), Body),
        formats: (DOCX, Body),
        languages: (SIX, Body),
        notes: Some((ProfileNotes::Foot, Body)),
        others: &[("numbering", Body), ("emphasis", Body), ("masthead", Body), ("style", Body)],
        ..BARE
    },
    Row { profile: "bundestag-statement", ..BARE },
];

/// What was not kept.
struct Report(Vec<String>);

impl Report {
    fn wrong(&mut self, row: &Row, what: &str) {
        self.0.push(format!("{}: {what}", row.profile));
    }

    /// A rule is there, and no more certain than it was seen.
    fn seen(&mut self, row: &Row, profile: &Profile, id: &str, seen: Seen) {
        match profile.rules.iter().find(|rule| rule.id == id) {
            None => self.wrong(row, &format!("there is no rule `{id}`")),
            // the certainties stand from the highest to the lowest
            Some(rule) if rule.certainty < seen.at_most() => {
                self.wrong(row, &format!("`{id}` is called {}, and was seen as {}", rule.certainty, seen.at_most()));
            }
            Some(_) => {}
        }
    }

    /// The only rule with such a demand has what was collected, and is no more certain.
    fn demand(&mut self, row: &Row, profile: &Profile, seen: Seen, what: &str, is: impl Fn(&Demand) -> Option<bool>) {
        let found: Vec<(&Rule, bool)> = profile
            .rules
            .iter()
            .filter_map(|rule| rule.demand.as_ref().and_then(&is).map(|same| (rule, same)))
            .collect();
        match found.as_slice() {
            [(rule, true)] => self.seen(row, profile, &rule.id, seen),
            [(rule, false)] => self.wrong(row, &format!("`{}` is not as it was collected: {}", rule.id, rule.says)),
            [] => self.wrong(row, &format!("no rule on {what}")),
            _ => self.wrong(row, &format!("several rules on {what}")),
        }
    }
}

fn set<T: Ord + Clone>(list: &[T]) -> BTreeSet<T> {
    list.iter().cloned().collect()
}

fn names(formats: &[FileFormat]) -> BTreeSet<&'static str> {
    formats.iter().map(|format| format.name()).collect()
}

/// Whether a demand is this limit; none where it is no limit.
fn is_limit(demand: &Demand, limit: &Limit) -> Option<bool> {
    const ANNEXES: [&str; 3] = ["annex", "data-dictionary", "ledger"];
    match demand {
        Demand::Words { at_most, counted } => {
            let has = |place: Counted| counted.contains(&place);
            let text = has(Counted::Body) && has(Counted::Headings) && has(Counted::Tables) && !has(Counted::Annexes);
            let (notes, front) = (has(Counted::Notes), has(Counted::Front));
            Some(match limit {
                WordsOfText(most) => at_most == most && text && !notes && !front,
                WordsWithoutNotes(most) => at_most == most && text && !notes && front && has(Counted::About),
                WordsWithNotes(most) => at_most == most && text && notes && !front,
                WordsWithAll(most) => at_most == most && text && notes && front,
                _ => false,
            })
        }
        Demand::Pages { at_most, without } => Some(match limit {
            Pages(most) => at_most == most && without.is_empty(),
            PagesWithoutAnnexes(most) => at_most == most && set(without) == set(&ANNEXES.map(str::to_owned)),
            _ => false,
        }),
        _ => None,
    }
}

fn hold(row: &Row, profile: &Profile, report: &mut Report) {
    let (limit, seen) = &row.length;
    match limit {
        Limit::None => {
            if profile
                .rules
                .iter()
                .any(|rule| rule.demand.as_ref().and_then(|demand| is_limit(demand, limit)).is_some())
            {
                report.wrong(row, "has a limit, and none is known");
            }
            report.seen(row, profile, "length", *seen);
        }
        limit => report.demand(row, profile, *seen, "length", |demand| is_limit(demand, limit)),
    }
    let (formats, seen) = row.formats;
    if !formats.is_empty() {
        report.demand(row, profile, seen, "formats", |demand| match demand {
            Demand::Formats(own) => Some(names(own) == names(formats)),
            _ => None,
        });
    }
    let (languages, seen) = row.languages;
    if !languages.is_empty() {
        report.demand(row, profile, seen, "languages", |demand| match demand {
            Demand::Languages(own) => Some(own.iter().map(String::as_str).collect::<BTreeSet<_>>() == set(languages)),
            _ => None,
        });
    }
    if let Some((place, seen)) = row.notes {
        report.demand(row, profile, seen, "notes", |demand| match demand {
            Demand::Notes(own) => Some(*own == place),
            _ => None,
        });
    }
    if let Some((paper, seen)) = row.paper {
        report.demand(row, profile, seen, "paper", |demand| match demand {
            Demand::Paper(own) => Some(*own == paper),
            _ => None,
        });
    }
    if let Some((days, seen)) = row.deadline {
        report.demand(row, profile, seen, "the deadline", |demand| match demand {
            Demand::Deadline(own) => Some(own.days_before_session == days),
            _ => None,
        });
    }
    for (id, seen) in row.others {
        report.seen(row, profile, id, *seen);
    }
}

#[test]
fn profiles_say_what_was_collected_of_each_body() {
    let mut report = Report(Vec::new());
    for row in ROWS {
        let profile = Profile::find(row.profile).unwrap_or_else(|| panic!("no profile {}", row.profile));
        hold(row, profile, &mut report);
    }
    assert!(report.0.is_empty(), "not as it was collected:\n  {}", report.0.join("\n  "));
    let rows: BTreeSet<&str> = ROWS.iter().map(|row| row.profile).collect();
    let without: Vec<&str> = Profile::names().filter(|name| !rows.contains(name)).collect();
    assert_eq!(without, ["parliament-briefing", "un-briefing", "report"], "profiles without a row: free forms alone");
    assert_eq!(rows.len(), ROWS.len(), "one row a profile");
}

#[test]
fn a_row_that_differs_is_seen() {
    let wrong = |row: &Row| {
        let mut report = Report(Vec::new());
        hold(row, Profile::find(row.profile).expect("embedded"), &mut report);
        report.0.len()
    };
    let right = Row { profile: "hrc-ngo-special", length: (WordsWithNotes(1500), Body), ..COUNCIL };
    assert_eq!(wrong(&right), 0);
    assert_eq!(wrong(&Row { length: (WordsWithNotes(1501), Body), ..right }), 1, "another number");
    assert_eq!(wrong(&Row { length: (WordsOfText(1500), Body), ..right }), 1, "another way of counting");
    assert_eq!(wrong(&Row { length: (WordsWithNotes(1500), About), ..right }), 1, "more certain than it was seen");
    assert_eq!(wrong(&Row { formats: (DOCX_PDF, Body), ..right }), 1, "another format");
    assert_eq!(wrong(&Row { languages: (SIX, Body), ..right }), 1, "other languages");
    assert_eq!(
        wrong(&Row { notes: Some((ProfileNotes::End, Body)), ..right }),
        1,
        "a place of notes that it does not have"
    );
    assert_eq!(wrong(&Row { deadline: Some((15, Body)), ..right }), 1, "another deadline");
    assert_eq!(wrong(&Row { others: &[("colour", Body)], ..right }), 1, "a rule that it does not have");
}

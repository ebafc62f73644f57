//! The files of profiles: those that are embedded, and how one is read.

use super::{HeadingNumbers, Profile, ProfileNotes, ProfilePaper, Rule};
use crate::diag::nearest;
use serde::Deserialize;
use std::ops::Range;
use std::sync::OnceLock;

/// The embedded profiles: name and file.
const PROFILES: &[(&str, &str)] = &[
    ("parliament-briefing", include_str!("profiles/parliament-briefing.toml")),
    ("un-briefing", include_str!("profiles/un-briefing.toml")),
    ("report", include_str!("profiles/report.toml")),
    ("hrc-ngo-general", include_str!("profiles/hrc-ngo-general.toml")),
    ("hrc-ngo-special", include_str!("profiles/hrc-ngo-special.toml")),
    ("hrc-nhri", include_str!("profiles/hrc-nhri.toml")),
    ("upr-individual", include_str!("profiles/upr-individual.toml")),
    ("upr-joint", include_str!("profiles/upr-joint.toml")),
    ("upr-un-entity", include_str!("profiles/upr-un-entity.toml")),
    ("ccpr", include_str!("profiles/ccpr.toml")),
    ("cescr", include_str!("profiles/cescr.toml")),
    ("cedaw", include_str!("profiles/cedaw.toml")),
    ("cat", include_str!("profiles/cat.toml")),
    ("cerd", include_str!("profiles/cerd.toml")),
    ("crc", include_str!("profiles/crc.toml")),
    ("crpd", include_str!("profiles/crpd.toml")),
    ("ced", include_str!("profiles/ced.toml")),
    ("sp-communication", include_str!("profiles/sp-communication.toml")),
    ("sp-input", include_str!("profiles/sp-input.toml")),
    ("wgeid-case", include_str!("profiles/wgeid-case.toml")),
    ("ffm-coi", include_str!("profiles/ffm-coi.toml")),
    ("uk-commons", include_str!("profiles/uk-commons.toml")),
    ("uk-lords", include_str!("profiles/uk-lords.toml")),
    ("ca-commons", include_str!("profiles/ca-commons.toml")),
    ("ca-commons-envi", include_str!("profiles/ca-commons-envi.toml")),
    ("au-senate", include_str!("profiles/au-senate.toml")),
    ("us-approps", include_str!("profiles/us-approps.toml")),
    ("us-house-witness", include_str!("profiles/us-house-witness.toml")),
    ("us-tlhrc", include_str!("profiles/us-tlhrc.toml")),
    ("ep-eprs-glance", include_str!("profiles/ep-eprs-glance.toml")),
    ("ep-eprs-briefing", include_str!("profiles/ep-eprs-briefing.toml")),
    ("achpr-shadow", include_str!("profiles/achpr-shadow.toml")),
    ("iachr-petition", include_str!("profiles/iachr-petition.toml")),
    ("icc-art15", include_str!("profiles/icc-art15.toml")),
    ("echr-tpi", include_str!("profiles/echr-tpi.toml")),
    ("un-secretariat", include_str!("profiles/un-secretariat.toml")),
    ("bundestag-statement", include_str!("profiles/bundestag-statement.toml")),
];

/// The profile that is taken where a specification names none.
pub const DEFAULT: &str = "parliament-briefing";

/// How many profiles may extend each other in a row.
const DEPTH: usize = 8;

/// The sizes of running text that a profile may ask for, in points.
const TYPE_SIZES: std::ops::RangeInclusive<u8> = 8..=18;

/// What is wrong with the file of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// In one sentence.
    pub message: String,
    /// Where in the file, in bytes, as far as it has a place.
    pub range: Option<Range<usize>>,
    /// What to do.
    pub help: Option<String>,
}

/// A file as it is written: what it leaves out is taken from the profile that it extends.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    extends: Option<toml::Spanned<String>>,
    purpose: String,
    body: Option<String>,
    theme: Option<toml::Spanned<String>>,
    paper: Option<ProfilePaper>,
    numbered_paragraphs: Option<bool>,
    heading_numbers: Option<HeadingNumbers>,
    contents: Option<bool>,
    notes: Option<ProfileNotes>,
    citations: Option<String>,
    emphasis: Option<bool>,
    type_size: Option<toml::Spanned<u8>>,
    word_face: Option<String>,
    title_pattern: Option<String>,
    ledger: Option<bool>,
    parts: Option<Vec<toml::Spanned<String>>>,
    #[serde(default)]
    rules: Vec<toml::Spanned<Rule>>,
}

impl Profile {
    /// The embedded profile of this name. All are read once; the tests load each.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Profile> {
        static LOADED: OnceLock<Vec<OnceLock<Option<Profile>>>> = OnceLock::new();
        let slots = LOADED.get_or_init(|| PROFILES.iter().map(|_| OnceLock::new()).collect());
        let index = PROFILES.iter().position(|(known, _)| *known == name)?;
        let (name, text) = PROFILES.get(index)?;
        slots.get(index)?.get_or_init(|| read(name, text, DEPTH).ok()).as_ref()
    }

    /// The names of the embedded profiles.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PROFILES.iter().map(|(name, _)| *name)
    }

    /// Reads the profile `name` from the text of its file.
    ///
    /// # Errors
    /// What is wrong with it, and where.
    pub fn parse(name: &str, text: &str) -> Result<Profile, Fault> {
        read(name, text, DEPTH)
    }
}

fn fault(message: String, range: Range<usize>) -> Fault {
    Fault { message, range: Some(range), help: None }
}

fn read(name: &str, text: &str, depth: usize) -> Result<Profile, Fault> {
    let file: File = toml::from_str(text).map_err(|error| Fault {
        message: error.message().to_owned(),
        range: error.span(),
        help: None,
    })?;
    let base = file.extends.as_ref().map(|extends| base(extends, depth)).transpose()?;
    examine(&file)?;
    let missing = |key: &str| Fault {
        message: format!("the profile `{name}` has no `{key}`"),
        range: None,
        help: Some(format!("add `{key} = …`, or let it extend a profile that has one: `extends = \"{DEFAULT}\"`")),
    };
    let of = base.as_ref();
    let parts = file.parts.map(|parts| parts.into_iter().map(toml::Spanned::into_inner).collect());
    let theme = file.theme.map(toml::Spanned::into_inner);
    Ok(Profile {
        name: name.to_owned(),
        purpose: file.purpose,
        body: file.body.or_else(|| of.and_then(|base| base.body.clone())),
        theme: theme.or_else(|| of.map(|base| base.theme.clone())).ok_or_else(|| missing("theme"))?,
        paper: file.paper.or_else(|| of.map(|base| base.paper)).ok_or_else(|| missing("paper"))?,
        numbered_paragraphs: file
            .numbered_paragraphs
            .or_else(|| of.map(|base| base.numbered_paragraphs))
            .ok_or_else(|| missing("numbered-paragraphs"))?,
        heading_numbers: file
            .heading_numbers
            .or_else(|| of.map(|base| base.heading_numbers))
            .ok_or_else(|| missing("heading-numbers"))?,
        contents: file.contents.or_else(|| of.map(|base| base.contents)).unwrap_or(false),
        notes: file.notes.or_else(|| of.map(|base| base.notes)).unwrap_or_default(),
        citations: file.citations.or_else(|| of.and_then(|base| base.citations.clone())),
        emphasis: file.emphasis.or_else(|| of.map(|base| base.emphasis)).unwrap_or(true),
        type_size: file.type_size.map(toml::Spanned::into_inner).or_else(|| of.and_then(|base| base.type_size)),
        word_face: file.word_face.or_else(|| of.and_then(|base| base.word_face.clone())),
        title_pattern: file.title_pattern.or_else(|| of.and_then(|base| base.title_pattern.clone())),
        ledger: file.ledger.or_else(|| of.map(|base| base.ledger)).unwrap_or(false),
        parts: parts.or_else(|| of.map(|base| base.parts.clone())).ok_or_else(|| missing("parts"))?,
        rules: rules(base.map(|base| base.rules).unwrap_or_default(), file.rules),
    })
}

/// The profile that is extended.
fn base(extends: &toml::Spanned<String>, depth: usize) -> Result<Profile, Fault> {
    let name = extends.get_ref().as_str();
    let Some((name, text)) = PROFILES.iter().find(|(known, _)| *known == name) else {
        let near = nearest(name, Profile::names()).map(|near| format!("did you mean `{near}`?"));
        let help = near.or_else(|| Some("`briefing profiles` lists them".to_owned()));
        return Err(Fault { help, ..fault(format!("`{name}` is no profile that can be extended"), extends.span()) });
    };
    if depth == 0 {
        return Err(fault("the profiles extend each other in a circle".to_owned(), extends.span()));
    }
    read(name, text, depth - 1)
}

/// A rule of the same name takes the place of the base's.
fn rules(mut base: Vec<Rule>, own: Vec<toml::Spanned<Rule>>) -> Vec<Rule> {
    for rule in own.into_iter().map(toml::Spanned::into_inner) {
        match base.iter_mut().find(|known| known.id == rule.id) {
            Some(known) => *known = rule,
            None => base.push(rule),
        }
    }
    base
}

/// What a file must not say: two rules of one name, a part twice, a rule against the layout of the same file.
fn examine(file: &File) -> Result<(), Fault> {
    use super::Demand;
    for (index, rule) in file.rules.iter().enumerate() {
        let id = &rule.get_ref().id;
        if file.rules.iter().take(index).any(|other| other.get_ref().id == *id) {
            return Err(fault(format!("two rules are called `{id}`"), rule.span()));
        }
        let against = match &rule.get_ref().demand {
            Some(Demand::NumberedParagraphs) => {
                (file.numbered_paragraphs == Some(false)).then_some("numbered-paragraphs")
            }
            Some(Demand::NoEmphasis) => (file.emphasis == Some(true)).then_some("emphasis"),
            Some(Demand::Notes(place)) => file.notes.is_some_and(|notes| notes != *place).then_some("notes"),
            Some(Demand::Paper(paper)) => file.paper.is_some_and(|own| own != *paper).then_some("paper"),
            _ => None,
        };
        if let Some(key) = against {
            return Err(Fault {
                help: Some(format!("ask what the body wants, and change `{key}` or take out the rule")),
                ..fault(format!("the rule `{id}` and the key `{key}` contradict each other"), rule.span())
            });
        }
    }
    if let Some(size) = file.type_size.as_ref().filter(|size| !TYPE_SIZES.contains(size.get_ref())) {
        let message = format!("running text of {} points cannot be read", size.get_ref());
        let help = format!("write a size from {} to {}", TYPE_SIZES.start(), TYPE_SIZES.end());
        return Err(Fault { help: Some(help), ..fault(message, size.span()) });
    }
    let parts = file.parts.as_deref().unwrap_or_default();
    for (index, part) in parts.iter().enumerate() {
        if parts.iter().take(index).any(|other| other.get_ref() == part.get_ref()) {
            return Err(fault(format!("the part `{}` stands twice", part.get_ref()), part.span()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;

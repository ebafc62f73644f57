//! The files of profiles: those that are embedded, and how one is read.

use super::examine::Examined;
use super::{Certainty, HeadingNumbers, Profile, ProfileNotes, ProfilePaper, Rule, TypeSize};
use crate::diag::nearest;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;
use toml::de::DeTable;

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
pub(super) struct File {
    pub extends: Option<String>,
    pub inherited: Option<Certainty>,
    pub purpose: String,
    pub body: Option<String>,
    pub theme: Option<String>,
    pub paper: Option<ProfilePaper>,
    #[serde(rename = "type")]
    pub type_size: Option<TypeSize>,
    pub numbered_paragraphs: Option<bool>,
    pub heading_numbers: Option<HeadingNumbers>,
    pub contents: Option<bool>,
    pub notes: Option<ProfileNotes>,
    pub citations: Option<String>,
    pub emphasis: Option<bool>,
    pub word_face: Option<String>,
    pub title_pattern: Option<String>,
    #[serde(default)]
    pub title_patterns: BTreeMap<String, String>,
    pub ledger: Option<bool>,
    pub parts: Option<Vec<String>>,
    #[serde(default)]
    pub rules: Vec<Rule>,
}

impl Profile {
    /// The embedded profile of this name. All are read once; the tests load each.
    #[must_use]
    pub fn find(name: &str) -> Option<&'static Profile> {
        static LOADED: OnceLock<Vec<OnceLock<Option<Profile>>>> = OnceLock::new();
        let slots = LOADED.get_or_init(|| PROFILES.iter().map(|_| OnceLock::new()).collect());
        let index = PROFILES.iter().position(|(known, _)| *known == name)?;
        let (name, text) = PROFILES.get(index)?;
        // that they have no faults is seen by the tests, and need not be looked at each time
        slots.get(index)?.get_or_init(|| read(name, text, DEPTH).map(|(_, profile)| profile).ok()).as_ref()
    }

    /// The names of the embedded profiles.
    pub fn names() -> impl Iterator<Item = &'static str> {
        PROFILES.iter().map(|(name, _)| *name)
    }

    /// Reads the profile `name` from the text of its file.
    ///
    /// # Errors
    /// All that is wrong with it, and where; where it cannot be read, the first thing.
    pub fn parse(name: &str, text: &str) -> Result<Profile, Vec<Fault>> {
        let (file, profile) = read(name, text, DEPTH).map_err(|fault| vec![fault])?;
        let (tree, _) = DeTable::parse_recoverable(text);
        let mut examined = Examined { tree: tree.get_ref(), file: &file, profile: &profile, faults: Vec::new() };
        examined.examine();
        let faults = examined.faults;
        if faults.is_empty() { Ok(profile) } else { Err(faults) }
    }
}

fn read(name: &str, text: &str, depth: usize) -> Result<(File, Profile), Fault> {
    let file: File = toml::from_str(text).map_err(|error| Fault {
        message: error.message().to_owned(),
        range: error.span(),
        help: Some("docs/profiles.md says what each key takes".to_owned()),
    })?;
    let base = file.extends.as_ref().map(|extends| base(extends, text, depth)).transpose()?;
    let missing = |key: &str| Fault {
        message: format!("the profile `{name}` has no `{key}`"),
        range: None,
        help: Some(format!("add `{key} = …`, or let it extend a profile that has one: `extends = \"{DEFAULT}\"`")),
    };
    let of = base.as_ref();
    let own = file.clone();
    let profile = Profile {
        name: name.to_owned(),
        purpose: own.purpose,
        body: own.body.or_else(|| of.and_then(|base| base.body.clone())),
        theme: own.theme.or_else(|| of.map(|base| base.theme.clone())).ok_or_else(|| missing("theme"))?,
        paper: own.paper.or_else(|| of.map(|base| base.paper)).ok_or_else(|| missing("paper"))?,
        type_size: own.type_size.or_else(|| of.and_then(|base| base.type_size)),
        numbered_paragraphs: own
            .numbered_paragraphs
            .or_else(|| of.map(|base| base.numbered_paragraphs))
            .ok_or_else(|| missing("numbered-paragraphs"))?,
        heading_numbers: own
            .heading_numbers
            .or_else(|| of.map(|base| base.heading_numbers))
            .ok_or_else(|| missing("heading-numbers"))?,
        contents: own.contents.or_else(|| of.map(|base| base.contents)).unwrap_or(false),
        notes: own.notes.or_else(|| of.map(|base| base.notes)).unwrap_or_default(),
        citations: own.citations.or_else(|| of.and_then(|base| base.citations.clone())),
        emphasis: own.emphasis.or_else(|| of.map(|base| base.emphasis)).unwrap_or(true),
        word_face: own.word_face.or_else(|| of.and_then(|base| base.word_face.clone())),
        // a pattern of its own leaves none of the base's that says something else in another language
        title_patterns: match of.filter(|_| own.title_pattern.is_none() && own.title_patterns.is_empty()) {
            Some(base) => base.title_patterns.clone(),
            None => own.title_patterns,
        },
        title_pattern: own.title_pattern.or_else(|| of.and_then(|base| base.title_pattern.clone())),
        ledger: own.ledger.or_else(|| of.map(|base| base.ledger)).unwrap_or(false),
        parts: own.parts.or_else(|| of.map(|base| base.parts.clone())).ok_or_else(|| missing("parts"))?,
        rules: rules(lowered(base.map(|base| base.rules).unwrap_or_default(), own.inherited), own.rules),
    };
    Ok((file, profile))
}

/// The profile that the file `text` extends.
fn base(name: &str, text: &str, depth: usize) -> Result<Profile, Fault> {
    let range = || {
        let (tree, _) = DeTable::parse_recoverable(text);
        tree.get_ref().get("extends").map(toml::Spanned::span)
    };
    let Some((name, text)) = PROFILES.iter().find(|(known, _)| *known == name) else {
        let near = nearest(name, Profile::names()).map(|near| format!("did you mean `{near}`?"));
        let help = near.or_else(|| Some("`briefing profiles` lists them".to_owned()));
        return Err(Fault { message: format!("`{name}` is no profile that can be extended"), range: range(), help });
    };
    if depth == 0 {
        let message = "the profiles extend each other in a circle".to_owned();
        return Err(Fault { message, range: range(), help: None });
    }
    read(name, text, depth - 1).map(|(_, profile)| profile)
}

/// What is taken over from the rules of another body is no more certain than the file says.
fn lowered(mut rules: Vec<Rule>, most: Option<Certainty>) -> Vec<Rule> {
    for rule in &mut rules {
        // the certainties stand from the highest to the lowest
        rule.certainty = rule.certainty.max(most.unwrap_or(rule.certainty));
    }
    rules
}

/// A rule of the same name takes the place of the base's.
fn rules(mut base: Vec<Rule>, own: Vec<Rule>) -> Vec<Rule> {
    for rule in own {
        match base.iter_mut().find(|known| known.id == rule.id) {
            Some(known) => *known = rule,
            None => base.push(rule),
        }
    }
    base
}

#[cfg(test)]
mod tests;

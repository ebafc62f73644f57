//! Families from font files: which of their faces a style takes, and which scripts they lead in.

use super::faces::{Bytes, Face};
use super::sfnt::{self, FontFault};
use super::shape::FontFile;
use super::{FaceId, Family, TextStyle, Weight};
use std::sync::OnceLock;
use unicode_script::Script;

/// The weights that styles ask for: a variable font is opened at each of them.
const WEIGHTS: [u16; 3] = [400, 600, 700];

/// Weights from here on are bold.
const BOLD: u16 = 600;

/// Words in names of families with serifs, or with the strokes that Chinese and Japanese have in their stead.
const SERIF_NAMES: [&str; 5] = ["Serif", "Song", "Ming", "Mincho", "Myungjo"];

/// For which region's forms of Han characters fonts are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Region {
    Mainland,
    Taiwan,
    HongKong,
    Japan,
    Korea,
}

/// The region that a word of a family's name stands for.
fn region(word: &str) -> Option<Region> {
    Some(match word {
        "SC" | "CN" | "GB" => Region::Mainland,
        "TC" | "TW" => Region::Taiwan,
        "HK" | "HC" => Region::HongKong,
        "JP" | "J" => Region::Japan,
        "KR" | "K" => Region::Korea,
        _ => return None,
    })
}

/// The region whose forms a language (BCP 47) is written in.
fn region_of(language: &str) -> Region {
    let has = |tags: &[&str]| language.split('-').any(|part| tags.iter().any(|tag| tag.eq_ignore_ascii_case(part)));
    match language.split('-').next() {
        Some("ja") => Region::Japan,
        Some("ko") => Region::Korea,
        _ if has(&["HK", "MO"]) => Region::HongKong,
        _ if has(&["Hant", "TW"]) => Region::Taiwan,
        _ => Region::Mainland,
    }
}

/// What a font file says about one of its faces.
#[derive(Debug, Clone, PartialEq)]
pub struct FaceFacts {
    /// The name of its family: "Noto Sans SC".
    pub family: String,
    /// The name of this one face: "Noto Sans SC Bold".
    pub full_name: String,
    /// 400 is regular, 700 bold.
    pub weight: u16,
    /// Whether it is italic or oblique.
    pub italic: bool,
    /// The least and the greatest weight, where it is a variable font with an axis of weights.
    pub weights: Option<(u16, u16)>,
    /// Its place in the file.
    pub index: u32,
}

/// What the faces of a font file say about themselves: one, or those of a collection.
///
/// # Errors
/// Why the file cannot be used: [`FontFault`].
pub fn inspect(bytes: &Bytes) -> Result<Vec<FaceFacts>, FontFault> {
    let count = sfnt::check(bytes)?;
    let mut faces = Vec::new();
    for index in 0..count {
        let style = FontFile::open(bytes, index, None).style().ok_or(FontFault::Damaged)?;
        if !style.has_unicode {
            return Err(FontFault::NoCharacters);
        }
        let weights = style.weights.map(|(least, most)| (rounded(least), rounded(most)));
        faces.push(FaceFacts {
            family: style.family,
            full_name: style.full_name,
            weight: rounded(style.weight),
            italic: style.italic,
            weights,
            index,
        });
    }
    Ok(faces)
}

fn rounded(weight: f32) -> u16 {
    weight.round().clamp(1.0, 1000.0) as u16
}

/// A face of a family from files, opened when it is first asked for.
#[derive(Debug)]
pub struct Member {
    /// The file, as messages name it.
    pub file: String,
    /// Its number; [`super::Fonts::with`] gives it.
    pub id: FaceId,
    /// The file's bytes.
    pub bytes: Bytes,
    /// Its place in a collection.
    pub index: u32,
    /// 400 is regular, 700 bold.
    pub weight: u16,
    /// Whether it is italic.
    pub italic: bool,
    /// The weight at which a variable font is set.
    pub instance: Option<f32>,
    pub(super) face: OnceLock<Face>,
}

impl Member {
    /// The members that one face of a file makes: itself, or one for each weight in the range of a variable font.
    #[must_use]
    pub fn of(file: &str, bytes: &Bytes, facts: &FaceFacts) -> Vec<Member> {
        let member = |weight: u16, instance: Option<f32>| Member {
            file: file.to_owned(),
            id: FaceId(0),
            bytes: bytes.clone(),
            index: facts.index,
            weight,
            italic: facts.italic,
            instance,
            face: OnceLock::new(),
        };
        let Some((least, most)) = facts.weights else { return vec![member(facts.weight, None)] };
        let mut weights = WEIGHTS.map(|weight| weight.clamp(least, most)).to_vec();
        weights.dedup();
        weights.into_iter().map(|weight| member(weight, Some(f32::from(weight)))).collect()
    }
}

/// A family from font files.
#[derive(Debug)]
pub struct UserFamily {
    /// Its name, as its files have it.
    pub name: String,
    /// The family of the themes that it stands for, before the bundled one; none for both.
    pub family: Option<Family>,
    /// The scripts that it leads in, before the bundled faces.
    pub scripts: Vec<Script>,
    /// Its faces.
    pub members: Vec<Member>,
}

impl UserFamily {
    /// Whether it is tried before the bundled faces in a style's family and a script.
    pub(super) fn leads(&self, family: Family, script: Script) -> bool {
        !self.is_free()
            && self.family.is_none_or(|own| own == family)
            && (self.scripts.is_empty() || self.scripts.contains(&script))
    }

    /// Whether it says nothing of what it is for, and serves for what no other has.
    pub(super) fn is_free(&self) -> bool {
        self.family.is_none() && self.scripts.is_empty()
    }

    /// What speaks against a family that serves for want of another, as its name tells: that its forms of Han characters are
    /// those of another region, and that it has serifs where the style has none or the other way round.
    pub(super) fn unsuited(&self, family: Family, language: &str) -> (bool, bool) {
        let mut words = self.name.split([' ', '-', '_']);
        let region = words.find_map(region).is_some_and(|region| region != region_of(language));
        (region, self.has_serifs() != (family == Family::Serif))
    }

    /// Whether its name says that it has serifs, or the strokes that stand for them.
    pub(super) fn has_serifs(&self) -> bool {
        let mut words = self.name.split([' ', '-', '_']);
        words.any(|word| SERIF_NAMES.iter().any(|known| word.eq_ignore_ascii_case(known)))
    }

    /// The face nearest to a style: upright or italic first, then the nearest weight. Nothing is slanted or made bold.
    pub(super) fn member(&self, style: &TextStyle) -> Option<FaceId> {
        let wanted = match style.weight {
            Weight::Regular => 400,
            Weight::Semibold => 600,
            Weight::Bold => 700,
        };
        let distance = |member: &&Member| (member.italic != style.italic, member.weight.abs_diff(wanted));
        self.members.iter().min_by_key(distance).map(|member| member.id)
    }

    /// Whether it has a bold face, and whether it has an italic one.
    #[must_use]
    pub fn has_bold_and_italic(&self) -> (bool, bool) {
        let any = |test: fn(&Member) -> bool| self.members.iter().any(test);
        (any(|member| member.weight >= BOLD), any(|member| member.italic))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_families_that_of_the_language_and_the_kind_goes_first() {
        let family = |name: &str| UserFamily { name: name.to_owned(), family: None, scripts: vec![], members: vec![] };
        let first = |language: &str, kind: Family| {
            let mut names =
                ["Noto Sans CJK HK", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Serif CJK SC", "Unifont"];
            names.sort_by_key(|name| family(name).unsuited(kind, language));
            names[0]
        };
        assert_eq!(first("zh", Family::Sans), "Noto Sans CJK SC");
        assert_eq!(first("zh-Hans", Family::Serif), "Noto Serif CJK SC");
        assert_eq!(first("zh-HK", Family::Serif), "Noto Sans CJK HK", "the region before the kind");
        assert_eq!(first("ja", Family::Sans), "Noto Sans CJK JP");
        assert_eq!(first("zh-TW", Family::Sans), "Unifont", "what says nothing goes before what is for others");
    }
}

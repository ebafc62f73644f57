//! The faces in use: each is cut down to its glyphs and told which text each glyph stands for.
//!
//! A PDF font has one text per glyph (`ToUnicode`). Where a face draws several texts with one glyph, the most frequent one
//! is taken and the other places carry their own text in the content; see [`super::glyphs`].

use super::Fault;
use crate::page::{Glyph, GlyphRun, Item, Pages};
use crate::text::{Face, FaceId, Fonts};
use printpdf::{FontId, ParsedFont};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use subsetter::GlyphRemapper;

/// A hyphen at a line's end that the text does not have.
const SOFT_HYPHEN: &str = "\u{ad}";

/// The cut-down faces, by their numbers.
#[derive(Debug)]
pub struct Subsets(BTreeMap<FaceId, Subset>);

/// A face cut down to the glyphs in use.
#[derive(Debug)]
pub struct Subset {
    /// The font program as printpdf embeds it.
    pub font: ParsedFont,
    /// In the order of their numbers in the whole face.
    glyphs: Vec<Entry>,
    /// Where each glyph of the whole face stands among them.
    places: Vec<Option<u16>>,
}

/// A glyph of a [`Subset`].
#[derive(Debug, PartialEq)]
pub struct Entry {
    /// Its number in the cut-down face.
    pub id: u16,
    /// Its width as the file states it: whole thousandths of the em.
    pub width: i32,
    /// The text it stands for (`ToUnicode`).
    pub text: String,
}

/// How often each text is shown by a glyph that shows nothing else.
type Texts = BTreeMap<String, usize>;

impl Subsets {
    /// Cuts down each face that `pages` use.
    pub fn new(pages: &Pages, fonts: &Fonts) -> Result<Self, Fault> {
        let subsets = used(pages).into_iter().map(|(face, glyphs)| Ok((face, Subset::new(face, &glyphs, fonts)?)));
        Ok(Subsets(subsets.collect::<Result<_, Fault>>()?))
    }

    /// The face with this number, where it is in use.
    pub fn get(&self, face: FaceId) -> Option<&Subset> {
        self.0.get(&face)
    }

    /// All faces in the order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FaceId, &Subset)> {
        self.0.iter().map(|(face, subset)| (*face, subset))
    }
}

impl Subset {
    fn new(face: FaceId, glyphs: &BTreeMap<u16, Texts>, fonts: &Fonts) -> Result<Self, Fault> {
        let source = fonts.face(face);
        let ids: Vec<u16> = glyphs.keys().copied().collect();
        let remap = GlyphRemapper::new_from_glyphs_sorted(&ids);
        let (program, mut font) = cut_down(source, &remap)?;
        font.font_name = Some(subset_name(&program, &source.name));
        let entry = |(id, texts): (&u16, &Texts)| {
            let found = remap.get(*id).and_then(|new| Some((new, font.get_glyph_width(new)?)));
            let (new, width) =
                found.ok_or_else(|| Fault::Own(format!("the face `{}` has no glyph {id}", source.name)))?;
            let width = thousandths(width, font.pdf_font_metrics.units_per_em);
            Ok(Entry { id: new, width, text: choose(texts) })
        };
        let mut places = vec![None; ids.last().map_or(0, |last| usize::from(*last) + 1)];
        for (place, id) in ids.iter().enumerate() {
            if let Some(slot) = places.get_mut(usize::from(*id)) {
                *slot = u16::try_from(place).ok();
            }
        }
        let glyphs = glyphs.iter().map(entry).collect::<Result<_, Fault>>()?;
        Ok(Subset { font, glyphs, places })
    }

    /// All its glyphs.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.glyphs.iter()
    }

    /// The glyph that has this number in the whole face.
    pub fn glyph(&self, id: u16) -> Option<&Entry> {
        let place = self.places.get(usize::from(id)).copied().flatten()?;
        self.glyphs.get(usize::from(place))
    }
}

/// The font program of the glyphs in use, as it is embedded. The parsers are made to return errors; should one panic over a
/// font file that somebody made for that, it is an error too.
fn cut_down(face: &Face, remap: &GlyphRemapper) -> Result<(Vec<u8>, ParsedFont), Fault> {
    let cut = || {
        let weight = face.instance.map(|weight| (subsetter::Tag::new(b"wght"), weight));
        let program = match face.source {
            None => subsetter::subset(&face.bytes, face.index, remap),
            Some(_) => subsetter::subset_with_variations(&face.bytes, face.index, weight.as_slice(), remap),
        };
        let program = program.map_err(|error| error.to_string())?;
        // The one warning to expect is that a subset has no character map; that widths are there is checked by the caller.
        let font = ParsedFont::from_bytes(&program, 0, &mut Vec::new());
        font.map(|font| (program, font)).ok_or_else(|| "its subset cannot be read".to_owned())
    };
    let cut = match &face.source {
        None => cut(),
        Some(_) => catch_unwind(AssertUnwindSafe(cut)).unwrap_or_else(|_| Err("the parser gave up".to_owned())),
    };
    cut.map_err(|error| match &face.source {
        Some(file) => Fault::Font { file: file.clone(), error },
        None => Fault::Own(format!("the face `{}` cannot be cut down: {error}", face.name)),
    })
}

/// The name of a face among the resources of a page.
pub fn resource(face: FaceId) -> FontId {
    FontId(format!("F{}", face.0))
}

/// The clusters of a run from left to right: their glyphs and the text they show.
pub fn clusters(run: &GlyphRun) -> impl Iterator<Item = (&[Glyph], Cow<'_, str>)> {
    run.glyphs.chunk_by(|a, b| a.cluster == b.cluster).map(|glyphs| (glyphs, readable(cluster_text(run, glyphs))))
}

fn cluster_text<'a>(run: &'a GlyphRun, cluster: &[Glyph]) -> &'a str {
    let range = cluster.first().map_or(0..0, |glyph| glyph.cluster.start as usize..glyph.cluster.end as usize);
    run.text.get(range).unwrap_or("")
}

/// `text` as a reader should get it: that a space does not break is a matter of layout, and who searches types a plain one.
fn readable(text: &str) -> Cow<'_, str> {
    const NO_BREAK: [char; 2] = ['\u{a0}', '\u{202f}'];
    if text.contains(NO_BREAK) { Cow::Owned(text.replace(NO_BREAK, " ")) } else { Cow::Borrowed(text) }
}

/// The glyphs in use by face, with the texts each stands for.
fn used(pages: &Pages) -> BTreeMap<FaceId, BTreeMap<u16, Texts>> {
    let mut faces: BTreeMap<FaceId, Vec<Vec<(&str, usize)>>> = BTreeMap::new();
    let runs = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Glyphs(run) => Some(run),
        _ => None,
    });
    for run in runs {
        let glyphs = faces.entry(run.face).or_default();
        for cluster in run.glyphs.chunk_by(|a, b| a.cluster == b.cluster) {
            // The text of several glyphs together belongs to none of them: it only serves where nothing else is known.
            let weight = usize::from(cluster.len() == 1);
            let text = cluster_text(run, cluster);
            for glyph in cluster {
                count(glyphs, glyph.id, if text == SOFT_HYPHEN { "-" } else { text }, weight);
            }
        }
    }
    let readable = |texts: Vec<(&str, usize)>| {
        let mut found = Texts::new();
        texts.into_iter().for_each(|(text, count)| *found.entry(readable(text).into_owned()).or_default() += count);
        found
    };
    let named = |glyphs: Vec<Vec<_>>| {
        let used = (0..=u16::MAX).zip(glyphs).filter(|(_, texts)| !texts.is_empty());
        used.map(|(id, texts)| (id, readable(texts))).collect()
    };
    faces.into_iter().map(|(face, glyphs)| (face, named(glyphs))).collect()
}

/// Adds to how often a glyph stands for a text. Nearly all stand for one.
fn count<'a>(glyphs: &mut Vec<Vec<(&'a str, usize)>>, id: u16, text: &'a str, weight: usize) {
    let index = usize::from(id);
    if index >= glyphs.len() {
        glyphs.resize(index + 1, Vec::new());
    }
    let Some(texts) = glyphs.get_mut(index) else { return };
    match texts.iter_mut().find(|(known, _)| *known == text) {
        Some((_, count)) => *count += weight,
        None => texts.push((text, weight)),
    }
}

/// The most frequent text; among equals the shortest, then the first by code point.
fn choose(texts: &Texts) -> String {
    let best = texts.iter().min_by_key(|(text, count)| (std::cmp::Reverse(**count), text.len(), text.as_str()));
    best.map(|(text, _)| text.clone()).unwrap_or_default()
}

/// A width as printpdf states it: cut off to whole thousandths, in single precision. To be kept equal to it, since the
/// positions of glyphs are worked out against what the file states.
fn thousandths(width: u16, units_per_em: u16) -> i32 {
    (f32::from(width) * 1000.0 / f32::from(units_per_em)) as i32
}

/// A face's name behind the tag of six capitals that marks a subset (ISO 32000-1, 9.6.4); the tag follows from the bytes.
fn subset_name(program: &[u8], name: &str) -> String {
    const TAG: usize = 6;
    let digest = Sha256::digest(program);
    let tag = digest.iter().take(TAG).map(|byte| char::from(b'A' + byte % 26));
    let plain = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-');
    tag.chain(['+']).chain(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pairs: &[(&str, usize)]) -> Texts {
        pairs.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect()
    }

    #[test]
    fn the_most_frequent_text_is_chosen_and_ties_are_settled() {
        assert_eq!(choose(&texts(&[("A", 2), ("Α", 3)])), "Α");
        assert_eq!(choose(&texts(&[("fi", 1), ("x", 1), ("b", 1)])), "b");
        assert_eq!(choose(&texts(&[("لا", 0)])), "لا", "a text of several glyphs serves where nothing else is known");
    }

    #[test]
    fn widths_are_cut_off() {
        assert_eq!(thousandths(1229, 2048), 600);
        assert_eq!(thousandths(557, 1000), 557);
    }

    #[test]
    fn subset_names_follow_from_the_bytes() {
        let name = subset_name(b"font", "Source Serif 4");
        assert_eq!(name, subset_name(b"font", "Source Serif 4"));
        assert_ne!(name, subset_name(b"other", "Source Serif 4"));
        assert!(name.ends_with("+SourceSerif4"));
        assert!(name.split('+').next().is_some_and(|t| t.len() == 6 && t.bytes().all(|b| b.is_ascii_uppercase())));
    }

    #[test]
    fn no_break_spaces_are_read_as_spaces() {
        assert_eq!(readable("Article\u{a0}12"), "Article 12");
        assert_eq!(readable("می\u{200c}شود"), "می\u{200c}شود");
    }
}

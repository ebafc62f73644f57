//! The faces: those compiled into the program, those a briefing brings along, and which of them a style and a script take.

use super::memory::Memory;
use super::shape::FontFile;
use super::user::UserFamily;
use super::words::Words;
use super::{FaceId, Family, TextStyle, Weight};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use unicode_normalization::char::decompose_canonical;
use unicode_script::{Script, UnicodeScript};

/// How many faces are compiled in.
const COUNT: usize = 11;

/// The bundled files; a face's number is its place here.
static FILES: [&[u8]; COUNT] = [
    include_bytes!("../../fonts/SourceSerif4_400Regular.ttf"),
    include_bytes!("../../fonts/SourceSerif4_400Regular_Italic.ttf"),
    include_bytes!("../../fonts/SourceSerif4_700Bold.ttf"),
    include_bytes!("../../fonts/SourceSerif4_700Bold_Italic.ttf"),
    include_bytes!("../../fonts/SourceSans3_400Regular.ttf"),
    include_bytes!("../../fonts/SourceSans3_400Regular_Italic.ttf"),
    include_bytes!("../../fonts/SourceSans3_600SemiBold.ttf"),
    include_bytes!("../../fonts/SourceSans3_600SemiBold_Italic.ttf"),
    include_bytes!("../../fonts/SourceSans3_700Bold.ttf"),
    include_bytes!("../../fonts/Vazirmatn-Regular.ttf"),
    include_bytes!("../../fonts/Vazirmatn-Bold.ttf"),
];

/// The bundled faces, each opened when it is first asked for: a document has a few of them.
static FACES: [OnceLock<Face>; COUNT] = [const { OnceLock::new() }; COUNT];

/// The faces for Arabic script, regular and bold; they have no serifs.
const VAZIRMATN: (FaceId, FaceId) = (FaceId(9), FaceId(10));

/// The scripts that the bundled faces are made for.
const BUNDLED_SCRIPTS: [Script; 4] = [Script::Latin, Script::Greek, Script::Cyrillic, Script::Arabic];

/// A face with fewer letters of a script than this was not made for it.
const SOME_LETTERS: usize = 12;

/// The bytes of a font file. Cheap to clone.
#[derive(Clone)]
pub enum Bytes {
    /// Compiled into the program.
    Static(&'static [u8]),
    /// Read from a file.
    Shared(Arc<Vec<u8>>),
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.len())
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Shared(bytes) => bytes,
        }
    }
}

/// A face: one font file, or one of a collection, or one weight of a variable font.
pub struct Face {
    /// Its PostScript name.
    pub name: String,
    /// The whole file.
    pub bytes: Bytes,
    /// Its place in the file, when that is a collection.
    pub index: u32,
    /// The weight a variable font is set at (`wght`); none for any other font.
    pub instance: Option<f32>,
    /// The file it comes from, as messages name it; none for a bundled face.
    pub source: Option<Arc<str>>,
    /// Font units in one em.
    pub units_per_em: u16,
    /// Height above the baseline, in font units.
    pub ascent: f32,
    /// Depth below the baseline, in font units; above 0.
    pub descent: f32,
    /// Height of a capital, in font units.
    pub cap_height: f32,
    /// Height of a small x, in font units.
    pub x_height: f32,
    pub(super) file: FontFile,
    /// The hyphen's glyph and its advance in font units.
    pub(super) hyphen: Option<(u16, f32)>,
    /// The space's glyph.
    pub(super) space: Option<u16>,
    coverage: Coverage,
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Face").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Face {
    fn open(bytes: Bytes, index: u32, instance: Option<f32>, source: Option<Arc<str>>) -> Self {
        let file = FontFile::open(&bytes, index, instance);
        let facts = file.facts();
        Face {
            name: facts.postscript_name,
            bytes,
            index,
            instance,
            source,
            units_per_em: facts.units_per_em,
            ascent: facts.ascent,
            descent: facts.descent,
            cap_height: facts.cap_height,
            x_height: facts.x_height,
            hyphen: file.glyph('\u{2010}').or_else(|| file.glyph('-')),
            space: file.glyph(' ').map(|(id, _)| id),
            coverage: Coverage::of(&file.characters()),
            file,
        }
    }

    /// Whether it has a glyph for this very character.
    pub(super) fn has(&self, character: char) -> bool {
        self.coverage.has(character)
    }

    /// Whether it can show a character: by its own glyph, or by one that shaping puts in its place.
    #[must_use]
    pub fn shows(&self, character: char) -> bool {
        self.has(character)
            || match character {
                '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => self.has(' '),
                '\u{200c}' | '\u{200d}' => true,
                '\u{2011}' => self.has('\u{2010}'),
                _ => self.shows_parts(character),
            }
    }

    /// Whether it has each part of a letter with its accents.
    fn shows_parts(&self, character: char) -> bool {
        let mut parts = 0;
        let mut all = true;
        decompose_canonical(character, |part| {
            parts += 1;
            all &= part != character && self.has(part);
        });
        parts > 0 && all
    }
}

/// The characters of a face: a bit for each in the basic plane, a sorted list of the others.
struct Coverage {
    basic: Box<[u64]>,
    others: Vec<u32>,
    /// Found when they are first asked for.
    scripts: OnceLock<Vec<Script>>,
}

impl Coverage {
    fn of(characters: &[u32]) -> Self {
        let mut basic = vec![0_u64; 0x1_0000 / 64];
        let mut others = Vec::new();
        for &character in characters {
            match basic.get_mut(character as usize / 64) {
                Some(word) => *word |= 1 << (character % 64),
                None => others.push(character),
            }
        }
        others.sort_unstable();
        Coverage { basic: basic.into(), others, scripts: OnceLock::new() }
    }

    fn has(&self, character: char) -> bool {
        let character = character as u32;
        match self.basic.get(character as usize / 64) {
            Some(word) => word >> (character % 64) & 1 == 1,
            None => self.others.binary_search(&character).is_ok(),
        }
    }

    /// The scripts of which it has some letters.
    fn scripts(&self) -> &[Script] {
        self.scripts.get_or_init(|| {
            let mut counts: BTreeMap<&str, (Script, usize)> = BTreeMap::new();
            let in_basic = |c: &u32| self.basic.get(*c as usize / 64).is_some_and(|word| word >> (c % 64) & 1 == 1);
            let all = (0..0x1_0000).filter(in_basic).chain(self.others.iter().copied());
            for script in all.filter_map(char::from_u32).map(|character| character.script()) {
                counts.entry(script.short_name()).or_insert((script, 0)).1 += 1;
            }
            counts.into_values().filter(|(_, count)| *count >= SOME_LETTERS).map(|(script, _)| script).collect()
        })
    }
}

/// Heights of a style's first face, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// Above the baseline.
    pub ascent: f32,
    /// Below the baseline; above 0.
    pub descent: f32,
    /// Height of a capital.
    pub cap_height: f32,
    /// Height of a small x.
    pub x_height: f32,
}

/// The faces of a briefing. Cheap to clone; shared by threads.
#[derive(Debug, Clone, Default)]
pub struct Fonts {
    /// What the briefing brings along, in the order in which it is tried.
    families: Arc<[UserFamily]>,
    /// What was set before.
    pub(super) memory: Option<Arc<Memory>>,
    /// What was worked out for words.
    pub(super) words: Arc<Words>,
}

impl Fonts {
    /// The faces compiled into the program: Source Serif 4, Source Sans 3, and Vazirmatn for Arabic script.
    #[must_use]
    pub fn bundled() -> &'static Fonts {
        static BUNDLED: OnceLock<Fonts> = OnceLock::new();
        BUNDLED.get_or_init(Fonts::default)
    }

    /// The bundled faces and, before or behind them as each asks for, families from font files.
    #[must_use]
    pub fn with(mut families: Vec<UserFamily>) -> Fonts {
        let mut next = COUNT as u16;
        for member in families.iter_mut().flat_map(|family| &mut family.members) {
            member.id = FaceId(next);
            next = next.saturating_add(1);
        }
        Fonts { families: families.into(), memory: None, words: Arc::default() }
    }

    /// The families from font files.
    #[must_use]
    pub fn families(&self) -> &[UserFamily] {
        &self.families
    }

    /// The face of a number; the first one when there is no such number.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        let number = usize::from(id.0);
        if let Some((face, data)) = FACES.get(number).zip(FILES.get(number)) {
            return face.get_or_init(|| Face::open(Bytes::Static(data), 0, None, None));
        }
        let member = self.families.iter().flat_map(|family| &family.members).find(|member| member.id == id);
        match member {
            Some(member) => member.face.get_or_init(|| {
                Face::open(member.bytes.clone(), member.index, member.instance, Some(Arc::from(member.file.as_str())))
            }),
            None => self.face(FaceId(0)),
        }
    }

    /// The heights of a style's first face.
    #[must_use]
    pub fn metrics(&self, style: &TextStyle) -> Metrics {
        let face = self.face(self.primary(style));
        let scale = style.size / f32::from(face.units_per_em);
        Metrics {
            ascent: face.ascent * scale,
            descent: face.descent * scale,
            cap_height: face.cap_height * scale,
            x_height: face.x_height * scale,
        }
    }

    /// The face that a style's Latin letters are set in.
    fn primary(&self, style: &TextStyle) -> FaceId {
        let own = self.families.iter().find(|family| family.leads(style.family, Script::Latin));
        own.and_then(|family| family.member(style)).unwrap_or_else(|| bundled(style))
    }

    /// The faces a style takes for a script; the first that has a character shows it.
    ///
    /// First the families that name this script or the style's family; then, for a script the bundled faces are not made
    /// for, those that have it, of which that for `language` and then that of the style's kind goes first; then the bundled
    /// faces; then all others.
    ///
    /// In a paragraph of a language whose letters stand in a sans serif (`ground`), Latin letters do so too.
    pub(super) fn candidates(
        &self,
        style: &TextStyle,
        script: Script,
        (language, ground): (&str, &str),
    ) -> Vec<FaceId> {
        let style = &self.beside(style, script, ground);
        let usual = usual(style, script);
        if self.families.is_empty() {
            return usual.to_vec();
        }
        let foreign = !BUNDLED_SCRIPTS.contains(&script);
        let leads = |family: &&UserFamily| family.leads(style.family, script);
        let has = |family: &&&UserFamily| foreign && self.has_script(family, script);
        let member = |family: &UserFamily| family.member(style);
        let mut free: Vec<&UserFamily> = self.families.iter().filter(|family| family.is_free()).collect();
        free.sort_by_key(|family| family.unsuited(style.family, language));
        let mut ids: Vec<FaceId> = self.families.iter().filter(leads).filter_map(member).collect();
        ids.extend(free.iter().filter(has).filter_map(|family| member(family)));
        ids.extend(usual);
        ids.extend(free.into_iter().filter_map(member));
        ids
    }

    /// The style for a script beside the letters of the paragraph's own language: without serifs where these have none, unless
    /// the briefing brings along a face of its own for the script.
    fn beside(&self, style: &TextStyle, script: Script, ground: &str) -> TextStyle {
        let own = match ground.split('-').next() {
            Some("zh" | "ja" | "yue" | "lzh") => (Script::Han, '的'),
            Some("ar" | "ckb" | "fa" | "ps" | "sd" | "ur") => (Script::Arabic, 'ا'),
            _ => return *style,
        };
        let western = matches!(script, Script::Latin | Script::Greek | Script::Cyrillic);
        let led = self.families.iter().any(|family| family.leads(style.family, script));
        if style.family == Family::Sans || !western || led {
            return *style;
        }
        let faces = self.candidates(style, own.0, (ground, ""));
        let first = faces.into_iter().find(|id| self.face(*id).shows(own.1));
        let family = first.and_then(|first| {
            self.families.iter().find(|family| family.members.iter().any(|member| member.id == first))
        });
        let sans = match (first, family) {
            (Some(_), Some(family)) => !family.has_serifs(),
            (Some(first), None) => first == VAZIRMATN.0 || first == VAZIRMATN.1,
            (None, _) => false,
        };
        if sans { TextStyle { family: Family::Sans, ..*style } } else { *style }
    }

    fn has_script(&self, family: &UserFamily, script: Script) -> bool {
        family.members.first().is_some_and(|member| self.face(member.id).coverage.scripts().contains(&script))
    }
}

/// The bundled face a style asks for. The serif has no 600 and takes 700; the sans has no bold italic and takes semibold
/// italic.
fn bundled(style: &TextStyle) -> FaceId {
    FaceId(match (style.family, style.weight, style.italic) {
        (Family::Serif, Weight::Regular, false) => 0,
        (Family::Serif, Weight::Regular, true) => 1,
        (Family::Serif, _, false) => 2,
        (Family::Serif, _, true) => 3,
        (Family::Sans, Weight::Regular, false) => 4,
        (Family::Sans, Weight::Regular, true) => 5,
        (Family::Sans, Weight::Semibold, false) => 6,
        (Family::Sans, _, true) => 7,
        (Family::Sans, Weight::Bold, false) => 8,
    })
}

/// The bundled faces a style takes for a script, in order.
fn usual(style: &TextStyle, script: Script) -> [FaceId; 3] {
    let first = bundled(style);
    let sibling = match style.family {
        Family::Serif => Family::Sans,
        Family::Sans => Family::Serif,
    };
    let second = bundled(&TextStyle { family: sibling, ..*style });
    let arabic = if style.weight == Weight::Regular { VAZIRMATN.0 } else { VAZIRMATN.1 };
    match script {
        Script::Arabic => [arabic, first, second],
        _ => [first, second, arabic],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Color;
    use crate::text::Figures;

    fn style(family: Family, weight: Weight, italic: bool) -> TextStyle {
        let (figures, superscript) = (Figures::Proportional, false);
        TextStyle { family, weight, italic, size: 10.0, color: Color::BLACK, figures, small_caps: false, superscript }
    }

    fn name(family: Family, weight: Weight, italic: bool) -> &'static str {
        let fonts = Fonts::bundled();
        &fonts.face(bundled(&style(family, weight, italic))).name
    }

    #[test]
    fn each_style_has_the_face_it_asks_for() {
        use Weight::{Bold, Regular, Semibold};
        assert_eq!(name(Family::Serif, Regular, false), "SourceSerif4-Regular");
        assert_eq!(name(Family::Serif, Regular, true), "SourceSerif4-Italic");
        assert_eq!(name(Family::Serif, Semibold, false), "SourceSerif4-Bold");
        assert_eq!(name(Family::Serif, Bold, true), "SourceSerif4-BoldItalic");
        assert_eq!(name(Family::Sans, Regular, false), "SourceSans3-Regular");
        assert_eq!(name(Family::Sans, Regular, true), "SourceSans3-Italic");
        assert_eq!(name(Family::Sans, Semibold, false), "SourceSans3-SemiBold");
        assert_eq!(name(Family::Sans, Bold, false), "SourceSans3-Bold");
        assert_eq!(name(Family::Sans, Bold, true), "SourceSans3-SemiBoldItalic");
    }

    #[test]
    fn every_file_opens_and_has_what_layout_needs() {
        for (number, data) in FILES.iter().enumerate() {
            let face = Fonts::bundled().face(FaceId(number as u16));
            assert_eq!(*face.bytes, **data);
            assert!(!face.name.is_empty() && face.units_per_em >= 1000 && face.hyphen.is_some(), "{}", face.name);
            assert!(face.ascent > face.cap_height && face.cap_height > face.x_height && face.x_height > 0.0);
            assert!(face.descent > 0.0);
            let ascii = ('!'..='~').all(|character| face.has(character));
            assert!(ascii && face.has(' ') && face.has('\u{a0}'), "{}", face.name);
        }
        assert_eq!(Fonts::bundled().face(FaceId(99)).name, Fonts::bundled().face(FaceId(0)).name);
    }

    #[test]
    fn metrics_grow_with_the_size() {
        let ten = Fonts::bundled().metrics(&style(Family::Serif, Weight::Regular, false));
        assert!((6.0..7.5).contains(&ten.cap_height) && (4.0..5.5).contains(&ten.x_height), "{ten:?}");
        assert!((8.0..12.0).contains(&ten.ascent) && (2.0..4.0).contains(&ten.descent), "{ten:?}");
    }

    #[test]
    fn a_face_shows_what_shaping_can_put_together() {
        let serif = Fonts::bundled().face(FaceId(0));
        assert!(!serif.has('\u{2011}') && serif.shows('\u{2011}'));
        assert!(serif.shows('\u{2003}') && serif.shows('é'));
        assert!(!serif.shows('漢') && !serif.shows('م') && !serif.shows('😀'));
    }

    #[test]
    fn the_faces_are_shared_by_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Fonts>();
        shared::<crate::text::Shaped>();
    }
}

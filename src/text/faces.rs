//! The faces compiled into the program, and which of them a style and a script take.

use super::shape::FontFile;
use super::{FaceId, Family, TextStyle, Weight};
use std::fmt;
use std::sync::{Arc, OnceLock};
use unicode_normalization::char::decompose_canonical;
use unicode_script::Script;

/// How many faces there are.
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

/// A face: one font file.
pub struct Face {
    /// Its PostScript name.
    pub name: String,
    /// The whole file.
    pub data: &'static [u8],
    /// Its place in the file, when that is a collection.
    pub index: u32,
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
    fn open(data: &'static [u8]) -> Self {
        let file = FontFile::open(data);
        let facts = file.facts();
        Face {
            name: facts.postscript_name,
            data,
            index: 0,
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
    pub(super) fn shows(&self, character: char) -> bool {
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
        Coverage { basic: basic.into(), others }
    }

    fn has(&self, character: char) -> bool {
        let character = character as u32;
        match self.basic.get(character as usize / 64) {
            Some(word) => word >> (character % 64) & 1 == 1,
            None => self.others.binary_search(&character).is_ok(),
        }
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

/// The faces. Cheap to clone; shared by threads.
#[derive(Debug, Clone)]
pub struct Fonts {
    /// Each is opened when it is first asked for: a document has a few of them.
    faces: Arc<[OnceLock<Face>; COUNT]>,
}

impl Fonts {
    /// The faces compiled into the program: Source Serif 4, Source Sans 3, and Vazirmatn for Arabic script.
    #[must_use]
    pub fn bundled() -> &'static Fonts {
        static BUNDLED: OnceLock<Fonts> = OnceLock::new();
        BUNDLED.get_or_init(|| Fonts { faces: Arc::new([const { OnceLock::new() }; COUNT]) })
    }

    /// The face of a number; the first one when there is no such number.
    #[must_use]
    pub fn face(&self, id: FaceId) -> &Face {
        let number = usize::from(id.0);
        let (face, data) = self.faces.get(number).zip(FILES.get(number)).unwrap_or((&self.faces[0], &FILES[0]));
        face.get_or_init(|| Face::open(data))
    }

    /// The heights of a style's first face.
    #[must_use]
    pub fn metrics(&self, style: &TextStyle) -> Metrics {
        let face = self.face(primary(style));
        let scale = style.size / f32::from(face.units_per_em);
        Metrics {
            ascent: face.ascent * scale,
            descent: face.descent * scale,
            cap_height: face.cap_height * scale,
            x_height: face.x_height * scale,
        }
    }
}

/// The face a style asks for. The serif has no 600 and takes 700; the sans has no bold italic and takes semibold italic.
fn primary(style: &TextStyle) -> FaceId {
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

/// The faces a style takes for a script, the first that has a character shows it.
pub(super) fn candidates(style: &TextStyle, script: Script) -> [FaceId; 3] {
    let first = primary(style);
    let sibling = match style.family {
        Family::Serif => Family::Sans,
        Family::Sans => Family::Serif,
    };
    let second = primary(&TextStyle { family: sibling, ..*style });
    let arabic = FaceId(if style.weight == Weight::Regular { 9 } else { 10 });
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
        &fonts.face(primary(&style(family, weight, italic))).name
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
            assert_eq!(face.data, *data);
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

//! Shaping: characters of one face, script and direction to positioned glyphs. The only file that names harfrust, whose
//! interface still moves from version to version.

use super::faces::{Bytes, Face};
use harfrust::font::name::NameId;
use harfrust::font::{Blob, Font, attribute};
use harfrust::{
    Buffer, BufferFlags, ClusterLevel, Direction, Feature, Language, Script, ShapeOptions, ShapePlan, ShaperFont, Tag,
};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, PoisonError, RwLock};

/// Which optional features are switched on. Kerning and ligatures always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Features {
    /// `pnum`.
    Proportional,
    /// `tnum`.
    Tabular,
    /// `pnum` and `smcp`.
    SmallCaps,
    /// `sups`.
    Superior,
}

impl Features {
    fn list(self) -> &'static [Feature] {
        const PROPORTIONAL: &[Feature] = &[on(b"pnum")];
        const TABULAR: &[Feature] = &[on(b"tnum")];
        const SMALL_CAPS: &[Feature] = &[on(b"pnum"), on(b"smcp")];
        const SUPERIOR: &[Feature] = &[on(b"sups")];
        match self {
            Features::Proportional => PROPORTIONAL,
            Features::Tabular => TABULAR,
            Features::SmallCaps => SMALL_CAPS,
            Features::Superior => SUPERIOR,
        }
    }
}

const fn on(tag: &[u8; 4]) -> Feature {
    Feature { tag: Tag::new(tag), value: 1, start: Feature::GLOBAL_START, end: Feature::GLOBAL_END }
}

/// How many shape plans a face keeps. A plan is made for each script and language met; a document has a handful.
const PLANS_KEPT: usize = 64;

/// A font file opened for shaping. It can be shared by threads.
pub(super) struct FontFile {
    /// None when the file is no font: then it has no character.
    font: Option<Font>,
    /// Plans made so far: making one costs more than shaping a sentence with it.
    plans: RwLock<Vec<(Features, Arc<ShapePlan>)>>,
}

/// The axis of weights (OpenType, registered design-variation axis tags).
const WEIGHT: Tag = Tag::new(b"wght");

/// Capitals and small letters of a face that does not say how tall they are, in ems: those of most text faces.
const USUAL_HEIGHTS: (f32, f32) = (0.7, 0.5);

fn blob(bytes: &Bytes) -> Blob {
    match bytes {
        Bytes::Static(bytes) => Blob::from(*bytes),
        Bytes::Shared(bytes) => {
            let shared: Arc<Vec<u8>> = Arc::clone(bytes);
            let shared: Arc<dyn AsRef<[u8]> + Send + Sync> = shared;
            Blob::from(shared)
        }
    }
}

/// What a font file says about itself, in font units.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    pub(super) postscript_name: String,
    pub(super) units_per_em: u16,
    pub(super) ascent: f32,
    pub(super) descent: f32,
    pub(super) cap_height: f32,
    pub(super) x_height: f32,
}

/// What a font file says about its style.
#[derive(Debug, Clone)]
pub(super) struct Style {
    pub(super) family: String,
    pub(super) full_name: String,
    /// 400 is regular, 700 bold.
    pub(super) weight: f32,
    pub(super) italic: bool,
    /// The least and the greatest weight of a variable font.
    pub(super) weights: Option<(f32, f32)>,
    /// Whether it says which characters its glyphs show.
    pub(super) has_unicode: bool,
}

impl FontFile {
    /// Opens a file, or one face of a collection, at a weight where it is a variable font.
    pub(super) fn open(bytes: &Bytes, index: u32, instance: Option<f32>) -> Self {
        let font = Font::new(blob(bytes), index);
        let font = match (font, instance) {
            (Some(font), Some(weight)) => Some(font.instance_builder().variations([(WEIGHT, weight)]).build()),
            (font, _) => font,
        };
        FontFile { font, plans: RwLock::new(Vec::new()) }
    }

    pub(super) fn facts(&self) -> Facts {
        let Some(font) = &self.font else { return Facts { units_per_em: 1000, ..Facts::default() } };
        let metrics = font.metrics();
        let line = if metrics.use_typo_metrics { metrics.typo_line } else { metrics.hhea_line }.unwrap_or_default();
        let name = font.names().get(NameId::POSTSCRIPT_NAME).and_then(|name| name.english_or_first());
        let heights = metrics.cap_height.zip(metrics.x_height);
        let (cap_height, x_height) = heights.map_or((0.0, 0.0), |(cap, x)| (cap.to_f64(), x.to_f64()));
        let em = f32::from(font.units_per_em());
        let or_usual = |height: f64, usual: f32| if height > 0.0 { height as f32 } else { usual * em };
        Facts {
            postscript_name: name.map(|name| name.name().chars().collect()).unwrap_or_default(),
            units_per_em: font.units_per_em(),
            ascent: line.ascender.to_f64() as f32,
            descent: -line.descender.to_f64() as f32,
            cap_height: or_usual(cap_height, USUAL_HEIGHTS.0),
            x_height: or_usual(x_height, USUAL_HEIGHTS.1),
        }
    }

    /// The family's name, the name of this one face, its weight, whether it is italic, and the range of weights of a
    /// variable font; none when the file is no font.
    pub(super) fn style(&self) -> Option<Style> {
        let font = self.font.as_ref()?;
        let name = |id| {
            let name = font.names().get(id).and_then(|name| name.english_or_first());
            name.map(|name| name.name().chars().filter(|c| !c.is_control()).collect::<String>())
        };
        let attributes = font.default_attributes();
        let family = name(NameId::TYPOGRAPHIC_FAMILY_NAME).or_else(|| name(NameId::FAMILY_NAME)).unwrap_or_default();
        Some(Style {
            full_name: name(NameId::FULL_NAME).unwrap_or_else(|| family.clone()),
            family,
            weight: attributes.weight.value(),
            italic: attributes.style != attribute::Style::Normal,
            weights: font.axes().get_by_tag(WEIGHT).map(|axis| (axis.min_value(), axis.max_value())),
            has_unicode: font.charmap().has_unicode() && font.charmap().unicodes().next().is_some(),
        })
    }

    /// The characters it has a glyph for.
    pub(super) fn characters(&self) -> Vec<u32> {
        let Some(font) = &self.font else { return Vec::new() };
        font.charmap().unicodes().map(|(character, _)| character).collect()
    }

    /// The glyph of a character and its advance in font units.
    pub(super) fn glyph(&self, character: char) -> Option<(u16, f32)> {
        let font = self.font.as_ref()?;
        let glyph = font.charmap().map_unicode(character)?;
        let id = u16::try_from(glyph.to_u32()).ok()?;
        Some((id, ShaperFont::new(font).glyph_h_advance(glyph) as f32))
    }

    fn plan(&self, font: &Font, request: &Request<'_>) -> Arc<ShapePlan> {
        let (direction, script) = (request.direction(), request.script());
        let language = Language::new(request.language);
        let fits = |(features, plan): &&(Features, Arc<ShapePlan>)| {
            *features == request.features
                && plan.direction() == direction
                && plan.script() == script
                && plan.language() == language.as_ref()
        };
        let plans = self.plans.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, plan)) = plans.iter().find(fits) {
            return plan.clone();
        }
        drop(plans);
        let plan = Arc::new(ShapePlan::new(font, direction, script, language.as_ref(), request.features.list()));
        let mut plans = self.plans.write().unwrap_or_else(PoisonError::into_inner);
        if plans.len() < PLANS_KEPT && !plans.iter().any(|kept| fits(&kept)) {
            plans.push((request.features, plan.clone()));
        }
        plan
    }
}

/// What is to be shaped.
#[derive(Debug, Clone)]
pub(super) struct Request<'t> {
    /// The whole paragraph: letters join across the ends of `range`.
    pub(super) text: &'t str,
    /// The bytes to shape.
    pub(super) range: Range<usize>,
    /// From right to left.
    pub(super) rtl: bool,
    pub(super) script: unicode_script::Script,
    /// BCP 47.
    pub(super) language: &'t str,
    pub(super) features: Features,
    /// Size of the em in points.
    pub(super) size: f32,
    /// Added to each glyph's shift upwards, in points.
    pub(super) raise: f32,
}

impl Request<'_> {
    fn direction(&self) -> Direction {
        if self.rtl { Direction::RightToLeft } else { Direction::LeftToRight }
    }

    fn script(&self) -> Option<Script> {
        Script::from_iso15924_tag(Tag::from_be_bytes(self.script.as_iso15924_tag().to_be_bytes()))
    }
}

/// A shaped glyph. Lengths are points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ShapedGlyph {
    pub(super) id: u16,
    /// Whether a line cut before its cluster needs both sides to be shaped anew.
    pub(super) unsafe_to_break: bool,
    /// The first byte of its cluster in the paragraph's text.
    pub(super) cluster: u32,
    pub(super) advance: f32,
    pub(super) dx: f32,
    pub(super) dy: f32,
}

/// A shaper with its working memory, for one thread.
pub(super) struct Shaper {
    buffer: Buffer,
}

impl Shaper {
    pub(super) fn new() -> Self {
        let mut buffer = Buffer::new();
        buffer.set_cluster_level(ClusterLevel::MonotoneCharacters);
        Shaper { buffer }
    }

    /// Shapes a piece and adds its glyphs to `out`, from left to right. Characters that [`is_hidden`] are passed over,
    /// as if they were not there. Clusters rise from left to right, or fall if the piece runs from right to left.
    pub(super) fn shape(&mut self, face: &Face, request: &Request<'_>, out: &mut Vec<ShapedGlyph>) {
        let Some(font) = &face.file.font else { return };
        self.fill(face, request);
        let plan = face.file.plan(font, request);
        if !self.run(font, &plan, request, face.source.is_some()) {
            return;
        }
        let scale = request.size / f32::from(face.units_per_em);
        let glyphs = self.buffer.glyph_infos().iter().zip(self.buffer.glyph_positions());
        out.extend(glyphs.map(|(info, position)| ShapedGlyph {
            id: u16::try_from(info.glyph_id).unwrap_or_default(),
            unsafe_to_break: info.unsafe_to_break(),
            cluster: info.cluster,
            advance: position.x_advance as f32 * scale,
            dx: position.x_offset as f32 * scale,
            dy: position.y_offset as f32 * scale + request.raise,
        }));
    }

    /// Whether the buffer was shaped. The shaper is made to return errors; should it panic over a font file that somebody
    /// made for that, the text has no glyphs, which is an error of its own.
    fn run(&mut self, font: &Font, plan: &ShapePlan, request: &Request<'_>, foreign: bool) -> bool {
        let options = ShapeOptions::new().plan(Some(plan)).features(request.features.list());
        let buffer = &mut self.buffer;
        let shape = || harfrust::shape(&ShaperFont::new(font), buffer, options).is_ok();
        if !foreign {
            return shape();
        }
        let done = catch_unwind(AssertUnwindSafe(shape));
        if done.is_err() {
            *self = Shaper::new();
        }
        done.unwrap_or(false)
    }

    fn fill(&mut self, face: &Face, request: &Request<'_>) {
        let Range { start, end } = request.range;
        let (text, buffer) = (request.text, &mut self.buffer);
        buffer.clear();
        buffer.set_pre_context(&text[..start]);
        let mut joins = false;
        for (offset, character) in text[start..end].char_indices() {
            if character.is_ascii_graphic() || !is_hidden(character) {
                joins |= matches!(character, '\u{200c}' | '\u{200d}');
                // A tab is set as a space.
                let shown = if character == '\t' { ' ' } else { character };
                buffer.push(shown as u32, (start + offset) as u32);
            }
        }
        buffer.set_post_context(&text[end..]);
        buffer.set_direction(request.direction());
        buffer.set_script(request.script());
        buffer.set_language(Language::new(request.language));
        // The joiners keep a glyph of their own where the face has one: only so does text extraction find them again.
        let keep = joins && face.has('\u{200c}') && face.has('\u{200d}');
        let flag = if keep { BufferFlags::PRESERVE_DEFAULT_IGNORABLES } else { BufferFlags::REMOVE_DEFAULT_IGNORABLES };
        buffer.set_flags(flag);
    }
}

/// Whether a character shows nothing and takes part in nothing but the order of the text and its breaks: the controls of
/// the bidirectional algorithm, soft hyphens, joiners of words, variation selectors, what ends a line. It is not shaped
/// and not part of the text shown.
pub(super) fn is_hidden(character: char) -> bool {
    // most of what is written in Latin, Greek, Cyrillic and Arabic letters, at once
    if matches!(character, '!'..='~' | '\u{c0}'..='\u{34e}' | '\u{370}'..='\u{61b}' | '\u{61d}'..='\u{1fff}') {
        return false;
    }
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
        || ends_line(character)
}

/// Whether a line ends after this character: classes BK, CR, LF and NL of UAX 14.
pub(super) fn ends_line(character: char) -> bool {
    matches!(character, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

//! Labels: shaping, measuring, wrapping, placing, and keeping them apart.

use super::{Context, Refusal};
use crate::page::{Color, Item, Rect};
use crate::text::{Breaking, Family, Figures, Fonts, Setting, TextRun, TextStyle, Weight};
use unicode_bidi::{Direction, get_base_direction};

/// Most labels, in points.
pub(super) const SIZE: f32 = 8.0;
/// The values at the marks.
pub(super) const VALUE_SIZE: f32 = 8.5;
/// The smallest that is still read with ease.
pub(super) const SMALL_SIZE: f32 = 7.5;
/// The lines of a name, at most.
pub(super) const MOST_LINES: usize = 3;
/// From one label to the next on the same line, at least.
pub(super) const SPACE: f32 = 4.0;

/// The parts of the em above and below the baseline that a line of text takes up.
const ASCENT: f32 = 0.76;
const DESCENT: f32 = 0.26;
/// The height of capitals and digits in Source Sans 3.
const CAPITALS: f32 = 0.66;
/// From baseline to baseline.
const LEADING: f32 = 1.2;

/// How a label looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    /// Size of the em in points.
    pub(super) size: f32,
    /// Weight.
    pub(super) weight: Weight,
    /// Colour.
    pub(super) color: Color,
}

impl Look {
    /// Regular text.
    pub(super) fn plain(size: f32, color: Color) -> Self {
        Look { size, weight: Weight::Regular, color }
    }

    /// What stands out.
    pub(super) fn strong(size: f32, color: Color) -> Self {
        Look { size, weight: Weight::Semibold, color }
    }

    /// What is set off.
    pub(super) fn bold(size: f32, color: Color) -> Self {
        Look { size, weight: Weight::Bold, color }
    }

    /// The height of capitals and digits.
    pub(super) fn cap_height(self) -> f32 {
        self.size * CAPITALS
    }

    /// From baseline to baseline.
    pub(super) fn leading(self) -> f32 {
        self.size * LEADING
    }

    /// What a line takes up above its baseline.
    pub(super) fn ascent(self) -> f32 {
        self.size * ASCENT
    }

    /// What a line takes up below its baseline.
    pub(super) fn descent(self) -> f32 {
        self.size * DESCENT
    }
}

/// Which of its points a label stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its left end.
    Left,
    /// Its middle.
    Middle,
    /// Its right end.
    Right,
}

/// A label of one line, shaped.
#[derive(Debug, Clone)]
pub(super) struct Label {
    items: Vec<Item>,
    width: f32,
    look: Look,
}

/// A label in its place.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Its glyphs.
    pub(super) items: Vec<Item>,
    /// What it covers.
    pub(super) area: Rect,
}

impl Label {
    /// Its width.
    pub(super) fn width(&self) -> f32 {
        self.width
    }

    /// Its look.
    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// The label at `x`, on `baseline`.
    pub(super) fn placed(&self, x: f32, baseline: f32, anchor: Anchor) -> Placed {
        let left = match anchor {
            Anchor::Left => x,
            Anchor::Middle => x - self.width / 2.0,
            Anchor::Right => x - self.width,
        };
        let (ascent, descent) = (self.look.ascent(), self.look.descent());
        Placed {
            items: self.items.iter().map(|item| item.moved(left, baseline)).collect(),
            area: Rect { x: left, y: baseline - ascent, width: self.width, height: ascent + descent },
        }
    }

    /// The label at `x`, its digits halfway at `y`.
    pub(super) fn centered(&self, x: f32, y: f32, anchor: Anchor) -> Placed {
        self.placed(x, y + self.look.cap_height() / 2.0, anchor)
    }
}

impl Placed {
    /// The label on the other side of a drawing so wide: its room is mirrored, its text is not.
    pub(super) fn mirrored(&self, width: f32) -> Placed {
        self.moved(width - 2.0 * self.area.x - self.area.width, 0.0)
    }

    /// The label moved.
    pub(super) fn moved(&self, x: f32, y: f32) -> Placed {
        Placed {
            items: self.items.iter().map(|item| item.moved(x, y)).collect(),
            area: Rect { x: self.area.x + x, y: self.area.y + y, ..self.area },
        }
    }
}

/// The widest of some labels.
pub(super) fn widest<'a>(labels: impl IntoIterator<Item = &'a Label>) -> f32 {
    labels.into_iter().map(Label::width).fold(0.0, f32::max)
}

/// Makes labels.
#[derive(Clone, Copy)]
pub(super) struct Lettering<'a> {
    fonts: &'a Fonts,
    language: &'a str,
}

impl<'a> Lettering<'a> {
    /// Labels in the faces and the language of `context`.
    pub(super) fn new(context: Context<'a>) -> Self {
        Lettering { fonts: context.fonts, language: context.locale.tag() }
    }

    /// Sets a text on one line, with digits of one width; but those of Arabic and Persian as in running text, for the narrow
    /// ones among them would stand far apart.
    pub(super) fn line(self, text: &str, look: Look) -> Result<Label, Refusal> {
        let style = TextStyle {
            family: Family::Sans,
            weight: look.weight,
            italic: false,
            size: look.size,
            color: look.color,
            figures: if text.contains(is_narrow_digit) { Figures::Proportional } else { Figures::Tabular },
            small_caps: false,
            superscript: false,
        };
        let rtl = matches!(get_base_direction(text), Direction::Rtl);
        let setting = Setting { language: self.language, rtl, hyphenate: false };
        let set = self.fonts.set(&[TextRun { text, style, language: None, tag: 0 }], setting, Breaking::NEVER);
        if let Some(missing) = set.missing.first() {
            return Err(unreadable(text, missing.character));
        }
        let line = set.lines.into_iter().next().unwrap_or_default();
        let width = line.width;
        Ok(Label { items: line.pieces.into_iter().map(|piece| Item::Glyphs(piece.glyphs)).collect(), width, look })
    }

    /// Sets a name on as few lines as the measure allows, at most [`MOST_LINES`], of lengths as even as can be. None
    /// where it needs more, or a word is too long: a name is never cut.
    pub(super) fn wrapped(self, name: &str, look: Look, measure: f32) -> Result<Option<Vec<Label>>, Refusal> {
        self.wrapped_to(name, look, measure, MOST_LINES)
    }

    /// The same on at most `most` lines.
    pub(super) fn wrapped_to(
        self,
        name: &str,
        look: Look,
        measure: f32,
        most: usize,
    ) -> Result<Option<Vec<Label>>, Refusal> {
        let words = self.words(name, look)?;
        match fill(&words, measure).filter(|lines| lines.len() <= most) {
            None => Ok(None),
            Some(lines) => {
                let lines = even(&words, measure, lines);
                lines.iter().map(|line| self.line(line, look)).collect::<Result<_, _>>().map(Some)
            }
        }
    }

    /// The words of a name with their widths.
    fn words(self, name: &str, look: Look) -> Result<Vec<Word<'_>>, Refusal> {
        let space = self.line("n n", look)?.width - self.line("nn", look)?.width;
        let word = |(text, spaced)| {
            Ok(Word { text, width: self.line(text, look)?.width, space: if spaced { space } else { 0.0 } })
        };
        breakable(name).map(word).collect()
    }
}

fn unreadable(text: &str, character: char) -> Refusal {
    Refusal::new(
        format!("no face has the character `{character}` (U+{:04X}) of the label `{text}`", u32::from(character)),
        "write the label with other characters",
    )
}

/// A piece of a name behind which a line may end.
struct Word<'a> {
    text: &'a str,
    width: f32,
    /// The width of the space before it; 0 where it follows a hyphen.
    space: f32,
}

/// The pieces of a name, and whether a space stands before each: it breaks at spaces, and behind a hyphen, dash or stroke.
fn breakable(name: &str) -> impl Iterator<Item = (&str, bool)> {
    name.split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
        .flat_map(|word| word.split_inclusive(['-', '–', '—', '/']).enumerate().map(|(index, part)| (part, index == 0)))
}

/// Lines filled one after the other; none where a word is wider than the measure.
fn fill(words: &[Word<'_>], measure: f32) -> Option<Vec<String>> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = f32::INFINITY;
    for word in words {
        if word.width > measure {
            return None;
        }
        let fits = used + word.space + word.width <= measure;
        match lines.last_mut().filter(|_| fits) {
            Some(line) => {
                if word.space > 0.0 {
                    line.push(' ');
                }
                line.push_str(word.text);
                used += word.space + word.width;
            }
            None => {
                lines.push(word.text.to_owned());
                used = word.width;
            }
        }
    }
    Some(lines)
}

/// The same number of lines at the smallest measure that still holds them: no short last line.
fn even(words: &[Word<'_>], measure: f32, lines: Vec<String>) -> Vec<String> {
    const STEPS: usize = 10;
    let (mut low, mut high, mut best) = (0.0, measure, lines);
    for _ in 0..STEPS {
        let middle = (low + high) / 2.0;
        match fill(words, middle).filter(|lines| lines.len() == best.len()) {
            Some(lines) => (best, high) = (lines, middle),
            None => low = middle,
        }
    }
    best
}

/// Names on one or more lines, all of one look.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// The lines.
    pub(super) lines: Vec<Label>,
}

impl Block {
    /// The width of its widest line.
    pub(super) fn width(&self) -> f32 {
        widest(&self.lines)
    }

    /// From the top of its first line to the bottom of its last.
    pub(super) fn height(&self) -> f32 {
        let Some(first) = self.lines.first() else { return 0.0 };
        first.look.ascent()
            + first.look.descent()
            + self.lines.iter().skip(1).map(|line| line.look.leading()).sum::<f32>()
    }

    /// Its lines around `y`: halfway between the capitals of the first and the baseline of the last, as a number beside it stands.
    pub(super) fn centered(&self, x: f32, y: f32, anchor: Anchor) -> Vec<Placed> {
        let Some(first) = self.lines.first() else { return Vec::new() };
        let below: f32 = self.lines.iter().skip(1).map(|line| line.look.leading()).sum();
        let baseline = y + (first.look.cap_height() - below) / 2.0;
        self.placed(x, baseline - first.look.ascent(), anchor)
    }

    /// Its lines, the top of the first at `y`.
    pub(super) fn placed(&self, x: f32, y: f32, anchor: Anchor) -> Vec<Placed> {
        let mut baseline = y;
        let mut placed = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            baseline += if index == 0 { line.look.ascent() } else { line.look.leading() };
            placed.push(line.placed(x, baseline, anchor));
        }
        placed
    }
}

/// What is taken already.
#[derive(Debug, Clone, Default)]
pub(super) struct Crowd {
    taken: Vec<Rect>,
}

impl Crowd {
    /// Whether nothing stands there yet.
    pub(super) fn is_free(&self, area: Rect) -> bool {
        !self.taken.iter().any(|taken| overlap(*taken, area))
    }

    /// Takes a place.
    pub(super) fn take(&mut self, area: Rect) {
        self.taken.push(area);
    }
}

/// Whether it is a digit of a script whose digits differ much in width.
fn is_narrow_digit(letter: char) -> bool {
    matches!(letter, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

/// Whether two areas share more than an edge.
pub(super) fn overlap(a: Rect, b: Rect) -> bool {
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/// The area with room around it.
pub(super) fn padded(area: Rect, x: f32, y: f32) -> Rect {
    Rect { x: area.x - x, y: area.y - y, width: area.width + 2.0 * x, height: area.height + 2.0 * y }
}

/// Moves heights `(wanted middle, height)`, sorted by middle, apart so that none overlaps, as little as can be, between
/// `top` and `bottom`. Returns the middles in the same order.
pub(super) fn spread(wanted: &[(f32, f32)], top: f32, bottom: f32) -> Vec<f32> {
    // Downwards, each below the one before; then upwards from the bottom edge.
    let mut middles: Vec<f32> = Vec::new();
    let mut edge = top;
    for (middle, height) in wanted {
        let placed = middle.max(edge + height / 2.0);
        middles.push(placed);
        edge = placed + height / 2.0;
    }
    let mut edge = bottom;
    for (middle, (_, height)) in middles.iter_mut().zip(wanted).rev() {
        *middle = middle.min(edge - height / 2.0);
        edge = *middle - height / 2.0;
    }
    middles
}

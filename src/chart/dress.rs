//! How series look: colours that stay apart for readers with colour-vision deficiencies and in grey, each with a dash, a
//! marker and a pattern of its own, so that no series is told by its colour alone.

use super::marks::Marker;
use super::{Palette, Side};
use crate::page::Color;

/// How a series is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dress {
    /// The colour of its marks.
    pub(super) color: Color,
    /// The colour of its texts: dark enough to be read on white.
    pub(super) text: Color,
    /// Dash and gap of its line; empty for a solid one.
    pub(super) dash: &'static [f32],
    /// The marker of its points.
    pub(super) marker: Marker,
    /// The pattern on its areas.
    pub(super) pattern: Pattern,
}

/// The lines on an area. None lies or stands: beside a number it would look like a minus sign or a one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    /// None.
    Plain,
    /// Rising to the right.
    Rising,
    /// Falling to the right.
    Falling,
    /// Both.
    Crossed,
    /// Rising, with wide gaps.
    WideRising,
    /// Falling, with wide gaps.
    WideFalling,
}

/// The most series that have a look of their own.
pub(super) const MOST_LOOKS: usize = 6;

/// The colours after the accent, each with the colour of its texts. Blue, orange, green, sky, vermilion and purple are the
/// hues of Okabe and Ito (2008, "Color Universal Design"), shifted so that neighbours differ in lightness and the marks keep
/// a contrast of about 3 : 1 to white, the texts of 4.5 : 1.
const HUES: [(Color, Color); MOST_LOOKS - 1] = [
    (Color::rgb(0xd0, 0x7a, 0x12), Color::rgb(0x96, 0x53, 0x04)),
    (Color::rgb(0x00, 0x6d, 0x5b), Color::rgb(0x00, 0x6d, 0x5b)),
    (Color::rgb(0x56, 0xa0, 0xd0), Color::rgb(0x22, 0x69, 0x9c)),
    (Color::rgb(0x8a, 0x2f, 0x17), Color::rgb(0x8a, 0x2f, 0x17)),
    (Color::rgb(0x9a, 0x63, 0x9a), Color::rgb(0x7d, 0x47, 0x80)),
];

/// The greys of a theme without colour.
const GREYS: [(Color, Color); MOST_LOOKS - 1] = [
    (Color::rgb(0x90, 0x90, 0x90), Color::BLACK),
    (Color::rgb(0x4a, 0x4a, 0x4a), Color::BLACK),
    (Color::rgb(0xb0, 0xb0, 0xb0), Color::BLACK),
    (Color::rgb(0x66, 0x66, 0x66), Color::BLACK),
    (Color::rgb(0x26, 0x26, 0x26), Color::BLACK),
];

/// Dash, marker and pattern of each series.
const MANNERS: [(&[f32], Marker, Pattern); MOST_LOOKS] = [
    (&[], Marker::Disc, Pattern::Plain),
    (&[4.5, 2.0], Marker::Square, Pattern::Rising),
    (&[1.2, 1.6], Marker::Triangle, Pattern::WideFalling),
    (&[6.0, 1.8, 1.2, 1.8], Marker::Diamond, Pattern::Crossed),
    (&[8.0, 2.2], Marker::Ring, Pattern::WideRising),
    (&[2.4, 1.6], Marker::Cross, Pattern::Falling),
];

/// How the series of this index is drawn. After the last look they begin anew; kinds refuse so many series.
pub(super) fn dress(index: usize, palette: &Palette) -> Dress {
    const PLAIN: (&[f32], Marker, Pattern) = (&[], Marker::Disc, Pattern::Plain);
    let hues = if is_grey(palette.accent) { &GREYS } else { &HUES };
    let index = index % MOST_LOOKS;
    let first = (palette.accent, palette.accent);
    let (color, text) = index.checked_sub(1).and_then(|at| hues.get(at)).copied().unwrap_or(first);
    let (dash, marker, pattern) = MANNERS.get(index).copied().unwrap_or(PLAIN);
    Dress { color, text, dash, marker, pattern }
}

/// Neutral answers: the first light, so that the eye goes to both sides of it.
const NEUTRAL: [(Color, Pattern); 4] = [
    (Color::rgb(0xb9, 0xc0, 0xc7), Pattern::Plain),
    (Color::rgb(0x74, 0x7e, 0x88), Pattern::WideFalling),
    (Color::rgb(0xa0, 0xa9, 0xb1), Pattern::Rising),
    (Color::rgb(0x5b, 0x66, 0x70), Pattern::Falling),
];
/// The looks of negative and of positive answers, the strongest first: one family of hues a side, the dark of it where the
/// answer is strongest.
const NEGATIVE: [usize; MOST_LOOKS - 1] = [0, 3, 2, 5, 1];
const POSITIVE: [usize; MOST_LOOKS - 1] = [4, 1, 5, 2, 3];

/// How answers are drawn that stand on these sides of a middle.
pub(super) fn dresses_around(sides: &[Side], palette: &Palette) -> Vec<Dress> {
    let look = |looks: &[usize], at: usize| dress(looks.get(at).copied().unwrap_or_default(), palette);
    // Columns are named from the most negative to the most positive.
    let alike = |side: Side, of: &[Side]| of.iter().filter(|other| **other == side).count();
    let one = |(at, side): (usize, &Side)| match side {
        Side::Neutral => neutral(alike(*side, sides.get(..at).unwrap_or_default()), palette),
        Side::Negative => look(&NEGATIVE, alike(*side, sides.get(..at).unwrap_or_default())),
        Side::Positive => look(&POSITIVE, alike(*side, sides.get(at + 1..).unwrap_or_default())),
    };
    sides.iter().enumerate().map(one).collect()
}

fn neutral(at: usize, palette: &Palette) -> Dress {
    let (color, pattern) = NEUTRAL.get(at % NEUTRAL.len()).copied().unwrap_or(NEUTRAL[0]);
    Dress { color, text: palette.grey, pattern, ..dress(0, palette) }
}

fn is_grey(color: Color) -> bool {
    color.r == color.g && color.g == color.b
}

/// The colour mixed with white; `strength` is its part, from 0 to 1.
pub(super) fn tint(color: Color, strength: f32) -> Color {
    let mix = |part: u8| (f32::from(part) * strength + 255.0 * (1.0 - strength)).round() as u8;
    Color::rgb(mix(color.r), mix(color.g), mix(color.b))
}

/// The palest tint of a colour that still stands out from white as a mark must (3 : 1, WCAG 2.2, 1.4.11): the colour of what is
/// not set off, where something is.
pub(super) fn muted(color: Color) -> Color {
    const LEAST: f32 = 3.0;
    (1..100)
        .map(|part: u8| tint(color, f32::from(part) / 100.0))
        .find(|tint| contrast(*tint, Color::WHITE) >= LEAST)
        .unwrap_or(color)
}

/// The colour of the mark of a place, where one place may be set off: then all others step back, so that it is seen at once, in
/// grey too.
pub(super) fn mark_color(highlight: Option<usize>, place: usize, palette: &Palette) -> Color {
    match highlight {
        None => palette.accent,
        Some(set_off) if set_off == place => palette.signal,
        Some(_) => muted(palette.accent),
    }
}

/// Black or white, whichever is read better on this colour (relative luminance of WCAG 2.2).
pub(super) fn text_on(color: Color, ink: Color) -> Color {
    if contrast(color, Color::WHITE) >= contrast(color, ink) { Color::WHITE } else { ink }
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub(super) fn contrast(a: Color, b: Color) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The relative luminance of WCAG 2.2.
fn luminance(color: Color) -> f32 {
    let [r, g, b] = [color.r, color.g, color.b].map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// A part of an sRGB colour as light (IEC 61966-2-1).
fn linear(part: u8) -> f32 {
    let part = f32::from(part) / 255.0;
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::PALETTE;
    use super::*;

    /// Simulations of full colour-vision deficiency, on linear RGB: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
    /// Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE TVCG 15 (2009), table for severity 1.0.
    const SIMULATIONS: [(&str, [[f32; 3]; 3]); 4] = [
        ("none", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
        (
            "protanopia",
            [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
        ),
        (
            "deuteranopia",
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        ),
        (
            "tritanopia",
            [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        ),
    ];
    /// The least distance of neighbours in CIE 1976 L*a*b*; 2.3 is the just noticeable difference.
    const NEIGHBOURS: f32 = 20.0;
    /// The least distance of any two.
    const ANY_TWO: f32 = 12.0;
    /// The least difference of neighbours in lightness: what is left in grey.
    const IN_GREY: f32 = 15.0;

    fn lab(linear: [f32; 3]) -> [f32; 3] {
        let [r, g, b] = linear.map(|part| part.clamp(0.0, 1.0));
        let xyz = [
            (0.412_456 * r + 0.357_576 * g + 0.180_438 * b) / 0.950_47,
            0.212_673 * r + 0.715_152 * g + 0.072_175 * b,
            (0.019_334 * r + 0.119_192 * g + 0.950_304 * b) / 1.088_83,
        ];
        let [x, y, z] = xyz.map(|t| if t > 216.0 / 24_389.0 { t.cbrt() } else { t * 841.0 / 108.0 + 4.0 / 29.0 });
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn seen(color: Color, by: &[[f32; 3]; 3]) -> [f32; 3] {
        let light = [color.r, color.g, color.b].map(linear);
        lab(by.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum()))
    }

    fn distance(a: [f32; 3], b: [f32; 3]) -> f32 {
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
    }

    /// What is too alike among these colours.
    fn too_alike(colors: &[Color], grey_only: bool) -> Vec<String> {
        let mut found = Vec::new();
        for (name, simulation) in SIMULATIONS {
            let seen: Vec<[f32; 3]> = colors.iter().map(|color| seen(*color, &simulation)).collect();
            for a in 0..seen.len() {
                for b in a + 1..seen.len() {
                    let least = if b == a + 1 { NEIGHBOURS } else { ANY_TWO };
                    let apart = distance(seen[a], seen[b]);
                    if apart < least && !grey_only {
                        found.push(format!("{name}: {a} and {b} are {apart} apart"));
                    }
                    if b == a + 1 && (seen[a][0] - seen[b][0]).abs() < IN_GREY && name == "none" {
                        found.push(format!("grey: {a} and {b}"));
                    }
                }
            }
        }
        found
    }

    fn colors(palette: &Palette) -> Vec<Color> {
        (0..MOST_LOOKS).map(|index| dress(index, palette).color).collect()
    }

    #[test]
    fn series_stay_apart_for_every_eye_and_in_grey() {
        assert_eq!(too_alike(&colors(&PALETTE), false), Vec::<String>::new());
        let plain = Palette { accent: Color::BLACK, signal: Color::BLACK, ..PALETTE };
        assert_eq!(too_alike(&colors(&plain), true), Vec::<String>::new());
    }

    #[test]
    fn red_beside_green_would_be_found() {
        let traffic = [Color::rgb(0xb0, 0x30, 0x20), Color::rgb(0x50, 0x70, 0x10)];
        let found = too_alike(&traffic, false);
        assert!(found.iter().any(|found| found.starts_with("deuteranopia")), "{found:?}");
    }

    #[test]
    fn answers_stay_apart_for_every_eye_and_in_grey() {
        use Side::{Negative, Neutral, Positive};
        let plain = Palette { accent: Color::BLACK, signal: Color::BLACK, ..PALETTE };
        for sides in [
            vec![Negative, Positive],
            vec![Negative, Negative, Positive, Positive],
            vec![Negative, Negative, Neutral, Positive, Positive],
            vec![Negative, Negative, Negative, Positive, Positive, Positive],
            vec![Negative, Positive, Positive, Positive, Positive, Positive],
            vec![Negative, Neutral, Neutral, Neutral, Neutral, Positive],
        ] {
            let dresses = dresses_around(&sides, &PALETTE);
            for (at, a) in dresses.iter().enumerate() {
                for b in dresses.iter().skip(at + 1) {
                    assert!(a.color != b.color, "{sides:?}");
                    assert!(sides.contains(&Neutral) || a.pattern != b.pattern, "{sides:?}");
                }
            }
            for palette in [&PALETTE, &plain] {
                let dresses = dresses_around(&sides, palette);
                for pair in dresses.windows(2) {
                    let light = |dress: &Dress| seen(dress.color, &SIMULATIONS[0].1)[0];
                    let apart = (light(&pair[0]) - light(&pair[1])).abs();
                    assert!(apart >= 10.0 || pair[0].pattern != pair[1].pattern, "{sides:?}: {apart} {pair:?}");
                }
            }
            let colors: Vec<Color> = dresses.iter().map(|dress| dress.color).collect();
            // Several neutral answers are shades of one grey, and differ by pattern.
            if sides.iter().filter(|side| **side == Neutral).count() < 2 {
                let alike = too_alike(&colors, false);
                assert!(alike.iter().all(|found| found.starts_with("grey")), "{sides:?}: {alike:?}");
            }
        }
    }

    #[test]
    fn no_series_is_told_by_its_colour_alone() {
        for a in 0..MOST_LOOKS {
            for b in a + 1..MOST_LOOKS {
                let (a, b) = (dress(a, &PALETTE), dress(b, &PALETTE));
                assert!(a.dash != b.dash && a.marker != b.marker && a.pattern != b.pattern);
            }
        }
    }

    #[test]
    fn marks_and_texts_are_seen_on_white() {
        for index in 0..MOST_LOOKS {
            let dress = dress(index, &PALETTE);
            assert!(contrast(dress.color, Color::WHITE) >= 2.8, "{index}: {}", contrast(dress.color, Color::WHITE));
            assert!(contrast(dress.text, Color::WHITE) >= 4.5, "{index}: {}", contrast(dress.text, Color::WHITE));
            let inside = contrast(text_on(dress.color, PALETTE.ink), dress.color);
            assert!(inside >= 4.4, "{index}: {inside}");
        }
    }
}

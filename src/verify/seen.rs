//! Whether what is drawn can be seen: by the way it is painted, by the page and by what it is clipped to.
//!
//! Text that nobody sees does not stand on a page, whatever a program that takes text out of the file makes of it. What lies over it,
//! and in what colour it is painted, is not looked at.

use hayro_interpret::kurbo::{Point, Rect, Shape};
use hayro_interpret::{ClipPath, DrawMode, DrawProps, Paint};
use std::collections::BTreeMap;

/// The smallest type that anybody sees, in points.
const SMALLEST: f64 = 1.0;
/// Below what part of its colour text is not painted.
const FAINT: f32 = 0.05;
/// How much of the hidden text of a page is shown, in characters.
const SHOWN: usize = 80;

/// What of a page can be seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The page, and what it is clipped to, each within the one before.
    areas: Vec<Rect>,
    /// Of each group of marks that is open, whether it is painted.
    groups: Vec<bool>,
    /// The text that nobody sees, by the reason.
    hidden: BTreeMap<&'static str, String>,
}

impl Seen {
    pub(super) fn of_page(page: Rect) -> Self {
        Seen { areas: vec![page], ..Seen::default() }
    }

    pub(super) fn clip(&mut self, path: &ClipPath) {
        let clip = path.path.bounding_box();
        self.areas.push(self.areas.last().map_or(clip, |area| area.intersect(clip)));
    }

    pub(super) fn unclip(&mut self) {
        // the page itself is never taken away
        if self.areas.len() > 1 {
            self.areas.pop();
        }
    }

    /// A group of marks begins, painted with this opacity, or through a mask.
    pub(super) fn group(&mut self, opacity: f32, masked: bool) {
        self.groups.push(opacity >= FAINT && !masked);
    }

    pub(super) fn end_group(&mut self) {
        self.groups.pop();
    }

    /// Why nobody sees text that is painted so; none where it may be seen.
    pub(super) fn unpainted(&self, props: &DrawProps<'_>, mode: &DrawMode) -> Option<&'static str> {
        if matches!(mode, DrawMode::Invisible) {
            return Some("is there and not painted");
        }
        let opacity = match &props.paint {
            Paint::Color(color) => color.to_rgba().components()[3],
            Paint::Pattern(_) => 0.0,
        };
        let masked = props.soft_mask.is_some() || self.groups.contains(&false);
        (masked || opacity < FAINT).then_some("is painted so that nothing is seen, or through a mask or a pattern")
    }

    /// Why nobody sees a glyph with its middle here, `em` high and an em of it `along` wide.
    pub(super) fn outside(&self, middle: Point, em: f64, along: f64) -> Option<&'static str> {
        let inside = |area: &Rect| area.contains(middle);
        if !(em >= SMALLEST && along >= em / 10.0) {
            return Some("is too small or too narrow to be seen");
        }
        if !self.areas.first().is_none_or(inside) {
            return Some("stands outside the page");
        }
        (!self.areas.last().is_none_or(inside)).then_some("is clipped away")
    }

    /// Takes down text that nobody sees.
    pub(super) fn hide(&mut self, text: &str, why: &'static str) {
        let hidden = self.hidden.entry(why).or_default();
        if hidden.chars().count() < SHOWN {
            hidden.push_str(text);
        }
    }

    /// What nobody sees, in words.
    pub(super) fn said(&self) -> Vec<String> {
        let all = self.hidden.iter().filter(|(_, text)| text.chars().any(char::is_alphanumeric));
        all.map(|(why, text)| format!("“{}” {why}", text.trim())).collect()
    }
}

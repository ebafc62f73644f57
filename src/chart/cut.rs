//! The mark where an axis leaves zero out: a zigzag, as newspapers draw it.

use super::canvas::{Pen, units};
use super::frame::{Area, Fault};
use super::hatch::Fill;
use super::marks::{Mark, Shape};
use super::scale::ValueScale;
use super::{Base, Palette};
use crate::page::{Color, Point};
use rust_decimal::Decimal;

/// Its length along an axis that runs across, and along one that stands, and how far it swings.
const ACROSS: f32 = 12.0;
/// See [`ACROSS`].
const UPRIGHT: f32 = 8.0;
/// See [`ACROSS`].
const SWING: f32 = 2.6;

/// Which way the axis runs from the mark.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// To the right.
    Across,
    /// Upwards.
    Up,
}

/// Draws it over a line that begins at `from`.
pub(super) fn draw(area: &Area<'_>, from: Point, way: Way, palette: &Palette) -> Result<(), Fault> {
    let point = |(part, side): (f32, f32)| match way {
        Way::Across => (units(from.x + ACROSS * part), units(from.y + SWING * side)),
        Way::Up => (units(from.x + SWING * side), units(from.y - UPRIGHT * part)),
    };
    let ground = [(0.0, -1.0), (1.0, 1.0)].map(point).to_vec();
    area.draw(&Mark { places: ground, shape: Shape::Bar(Fill::plain(Color::WHITE)) })?;
    let places = [(0.0, 0.0), (0.2, -1.0), (0.5, 1.0), (0.8, -1.0), (1.0, 0.0)].map(point).to_vec();
    let pen = Pen { color: palette.ink, width: 0.8, dash: &[] };
    area.draw(&Mark { places, shape: Shape::Line(pen) })
}

/// The axis of marks whose place is their value, as the author asks for it; `unsaid` makes the one of a kind where nothing is
/// asked for.
pub(super) fn scale(base: Base, values: &[Decimal], unsaid: fn(&[Decimal]) -> ValueScale) -> ValueScale {
    match base {
        Base::Unsaid => unsaid(values),
        Base::Zero => ValueScale::with_zero(values),
        Base::Data => ValueScale::close_to(values),
    }
}

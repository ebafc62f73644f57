//! Small parts of PDF objects: text strings, names, rounded numbers, rectangles.

use crate::page::{Point, Rect};
use lopdf::{Object, StringFormat};

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, anything else as UTF-16 with a byte order mark.
pub fn text(text: &str) -> Object {
    if text.is_ascii() {
        Object::String(text.as_bytes().to_vec(), StringFormat::Literal)
    } else {
        Object::String(utf16(text), StringFormat::Hexadecimal)
    }
}

/// `text` as big-endian UTF-16 behind a byte order mark.
pub fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
}

/// A byte string.
pub fn bytes(bytes: &[u8]) -> Object {
    Object::String(bytes.to_vec(), StringFormat::Literal)
}

/// A name.
pub fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}

/// A number of points, rounded to a hundredth: nobody sees less, and every machine writes the same digits.
pub fn points(value: f32) -> f32 {
    // Adding zero turns a negative zero into a positive one.
    ((f64::from(value) * 100.0).round() / 100.0) as f32 + 0.0
}

/// A count or index as an integer object.
pub fn integer(value: usize) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A page's coordinates turned upside down: ours grow downwards from the top, those of PDF upwards from the bottom.
#[derive(Debug, Clone, Copy)]
pub struct Flip {
    height: f32,
}

impl Flip {
    /// For a page of this height.
    pub fn new(height: f32) -> Self {
        Flip { height }
    }

    /// The height above the bottom, rounded.
    pub fn y(self, y: f32) -> f32 {
        points(self.height - y)
    }

    /// A point, rounded.
    pub fn point(self, point: Point) -> (f32, f32) {
        (points(point.x), self.y(point.y))
    }

    /// A rectangle as PDF writes it: left, bottom, right, top.
    pub fn rect(self, rect: Rect) -> Object {
        let corners = [points(rect.x), self.y(rect.y + rect.height), points(rect.x + rect.width), self.y(rect.y)];
        Object::Array(corners.into_iter().map(Object::Real).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_leave_ascii_only_where_they_must() {
        assert_eq!(text("Iran"), Object::String(b"Iran".to_vec(), StringFormat::Literal));
        assert_eq!(text("é"), Object::String(vec![0xfe, 0xff, 0x00, 0xe9], StringFormat::Hexadecimal));
        assert_eq!(utf16("𝔄"), [0xfe, 0xff, 0xd8, 0x35, 0xdd, 0x04]);
    }

    #[test]
    fn numbers_are_rounded_and_never_minus_zero() {
        assert_eq!(points(12.345_6).to_string(), "12.35");
        assert_eq!(points(-0.001).to_string(), "0");
        assert_eq!(points(-12.004).to_string(), "-12");
    }

    #[test]
    fn rectangles_stand_on_their_feet() {
        let rect = Rect { x: 10.0, y: 20.0, width: 30.0, height: 40.0 };
        let expected: Vec<Object> = [10.0, 740.0, 40.0, 780.0].into_iter().map(Object::Real).collect();
        assert_eq!(Flip::new(800.0).rect(rect), Object::Array(expected));
    }
}

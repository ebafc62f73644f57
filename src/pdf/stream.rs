//! The operations of a page as its content stream has them (ISO 32000-1, 7.8.2 and Annex A), written as bytes at once.
//!
//! printpdf would have them as values of its own first and then as those of `lopdf`: an eighth of the time of the whole
//! program. What is written here is what these two would write, byte for byte.

use crate::page::Color;
use std::io::Write;

/// Two digits behind the point, as coordinates are rounded.
const HUNDREDTH: f64 = 100.0;
/// Larger numbers are left to the standard library.
const MOST: f64 = 1.0e9;

/// A content stream that is being written.
#[derive(Debug, Default)]
pub struct Operations {
    bytes: Vec<u8>,
}

impl Operations {
    /// All that was written.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// An operation with numbers before it.
    pub fn numbers<const N: usize>(&mut self, operands: [f32; N], operator: &str) {
        self.begin();
        for operand in operands {
            self.number(operand);
            self.bytes.push(b' ');
        }
        self.bytes.extend(operator.as_bytes());
    }

    /// An operation without operands.
    pub fn operator(&mut self, operator: &str) {
        self.numbers([], operator);
    }

    /// Sets a colour (`rg`, `RG`), in thousandths.
    pub fn color(&mut self, color: Color, operator: &str) {
        let part = |value: u8| (f32::from(value) / 255.0 * 1000.0).round() / 1000.0;
        self.numbers([part(color.r), part(color.g), part(color.b)], operator);
    }

    /// Sets the lengths of dashes and gaps (`d`).
    pub fn dash(&mut self, lengths: impl Iterator<Item = f32>) {
        self.begin();
        self.bytes.push(b'[');
        for (index, length) in lengths.enumerate() {
            if index > 0 {
                self.bytes.push(b' ');
            }
            self.number(length);
        }
        self.bytes.extend(b"] 0 d");
    }

    /// Chooses a font (`Tf`).
    pub fn font(&mut self, resource: &str, size: f32) {
        self.begin();
        self.bytes.push(b'/');
        self.bytes.extend(resource.as_bytes());
        self.bytes.push(b' ');
        self.number(size);
        self.bytes.extend(b" Tf");
    }

    /// Paints a resource (`Do`).
    pub fn resource(&mut self, resource: &str) {
        self.begin();
        self.bytes.push(b'/');
        self.bytes.extend(resource.as_bytes());
        self.bytes.extend(b" Do");
    }

    /// Begins marked content (`BDC`) with its properties as they stand between `<<` and `>>`.
    pub fn marked(&mut self, tag: &str, properties: &[u8]) {
        self.begin();
        self.bytes.push(b'/');
        self.bytes.extend(tag.as_bytes());
        self.bytes.extend(b" <<");
        self.bytes.extend(properties);
        self.bytes.extend(b">> BDC");
    }

    /// Shows what a list of strings and adjustments holds (`TJ`).
    pub fn show(&mut self, list: &[u8]) {
        self.begin();
        self.bytes.push(b'[');
        self.bytes.extend(list);
        self.bytes.extend(b"] TJ");
    }

    fn begin(&mut self) {
        if !self.bytes.is_empty() {
            self.bytes.push(b'\n');
        }
    }

    fn number(&mut self, value: f32) {
        number(value, &mut self.bytes);
    }
}

/// Writes a number with as few digits as tell it from any other.
pub fn number(value: f32, out: &mut Vec<u8>) {
    let hundredths = (f64::from(value) * HUNDREDTH).round();
    if hundredths.abs() > MOST || (hundredths / HUNDREDTH) as f32 != value {
        // writing to a vector does not fail
        let _ = write!(out, "{value}");
        return;
    }
    let size = hundredths.abs() as u64;
    if hundredths < 0.0 {
        out.push(b'-');
    }
    integer(size / 100, out);
    let (tenth, hundredth) = ((size / 10 % 10) as u8, (size % 10) as u8);
    if (tenth, hundredth) != (0, 0) {
        out.extend([b'.', b'0' + tenth]);
    }
    if hundredth > 0 {
        out.push(b'0' + hundredth);
    }
}

/// Writes a whole number.
pub fn integer(value: u64, out: &mut Vec<u8>) {
    if value >= 10 {
        integer(value / 10, out);
    }
    out.push(b'0' + (value % 10) as u8);
}

/// Writes a literal string (7.3.4.2); parentheses that have each other stay as they are.
pub fn literal(string: &[u8], out: &mut Vec<u8>) {
    out.push(b'(');
    if string.iter().any(|byte| matches!(byte, b'(' | b')' | b'\\' | b'\r')) {
        escape(string, out);
    } else {
        out.extend(string);
    }
    out.push(b')');
}

fn escape(string: &[u8], out: &mut Vec<u8>) {
    let mut open = Vec::new();
    let mut alone: Vec<usize> = Vec::new();
    for (at, byte) in string.iter().enumerate() {
        match byte {
            b'(' => open.push(at),
            b')' if open.pop().is_none() => alone.push(at),
            _ => {}
        }
    }
    alone.append(&mut open);
    for (at, byte) in string.iter().enumerate() {
        match byte {
            b'\r' => out.extend(b"\\r"),
            b'\\' => out.extend(b"\\\\"),
            b'(' | b')' if alone.contains(&at) => out.extend([b'\\', *byte]),
            _ => out.push(*byte),
        }
    }
}

/// Writes a string in hexadecimal digits (7.3.4.3).
pub fn hexadecimal(string: &[u8], out: &mut Vec<u8>) {
    out.push(b'<');
    string.iter().for_each(|byte| two_digits(*byte, out));
    out.push(b'>');
}

/// Writes a byte as two hexadecimal digits.
pub fn two_digits(byte: u8, out: &mut Vec<u8>) {
    let digit = |half: u8| if half < 10 { b'0' + half } else { b'A' - 10 + half };
    out.extend([digit(byte >> 4), digit(byte & 15)]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::content::{Content, Operation};
    use lopdf::{Object, StringFormat};

    fn written(write: impl FnOnce(&mut Operations)) -> String {
        let mut stream = Operations::default();
        write(&mut stream);
        String::from_utf8(stream.into_bytes()).unwrap()
    }

    #[test]
    fn numbers_are_those_of_the_standard_library() {
        let mut all: Vec<f32> = (-30_000..90_000_i32).map(|n| n as f32 / 100.0).collect();
        all.extend((0..=255).map(|part: u8| (f32::from(part) / 255.0 * 1000.0).round() / 1000.0));
        all.extend([0.0, 1.0, 0.05, -0.05, 12345.67, 14_400.0, 1.0e12, 0.001, 10.3, 6.18]);
        for value in all {
            let mut out = Vec::new();
            number(value, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), value.to_string());
        }
    }

    #[test]
    fn strings_are_those_of_lopdf() {
        for string in [&b"plain"[..], b"(a)", b"a)(b", b"\\(\r", b"((a)", b"a))", b"\x00\xff\n"] {
            for format in [StringFormat::Literal, StringFormat::Hexadecimal] {
                let object = Object::String(string.to_vec(), format);
                let operations = vec![Operation::new("Tj", vec![object])];
                let expected = Content { operations }.encode().unwrap();
                let mut out = Vec::new();
                match format {
                    StringFormat::Literal => literal(string, &mut out),
                    StringFormat::Hexadecimal => hexadecimal(string, &mut out),
                }
                out.extend(b" Tj");
                assert_eq!(out, expected);
            }
        }
    }

    #[test]
    fn operations_stand_behind_their_operands() {
        assert_eq!(written(|s| s.numbers([1.0, 0.5], "l")), "1 0.5 l");
        assert_eq!(written(|s| s.dash([3.0, 2.5].into_iter())), "[3 2.5] 0 d");
        assert_eq!(written(|s| s.marked("Span", b"/MCID 3")), "/Span <</MCID 3>> BDC");
        let two = written(|s| {
            s.operator("BT");
            s.font("F0", 10.3);
        });
        assert_eq!(two, "BT\n/F0 10.3 Tf");
    }

    #[test]
    fn colours_keep_their_steps() {
        let all: std::collections::BTreeSet<String> =
            (0..=255).map(|red| written(|s| s.color(Color::rgb(red, 0, 0), "rg"))).collect();
        assert_eq!(all.len(), 256);
        assert!(all.contains("1 0 0 rg"));
    }
}

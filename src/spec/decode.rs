//! TOML strings to text, with a map from each byte of the text back to the file.
//!
//! The TOML parser decodes strings too, but keeps no map; findings inside prose need one. What is accepted here is what
//! the parser has accepted before; line ends become `\n`, which TOML leaves to the reader.

use std::ops::Range;

/// Where the bytes of a decoded text stand in the file: stretches in rising order, the first at 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Origin(Vec<Stretch>);

/// A stretch of text copied as it is, or one escape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    /// Its first byte in the text.
    text: u32,
    /// Its first byte in the file.
    file: u32,
    /// For an escape, its length in the file.
    escape: Option<u32>,
}

impl Origin {
    /// A text that stands in the file, from `start`, as it is.
    pub(crate) fn verbatim(start: u32) -> Self {
        Origin(vec![Stretch { text: 0, file: start, escape: None }])
    }

    /// The same for the text with some ranges replaced: each piece that is put in is like an escape.
    pub(crate) fn replaced(&self, pieces: &[(Range<usize>, String)]) -> Self {
        let mut stretches: Vec<Stretch> = Vec::new();
        // how far what follows has moved, and the end of the last range
        let (mut moved, mut end) = (0_i64, 0);
        let shift = |at: usize, moved: i64| offset(usize::try_from(at as i64 + moved).unwrap_or(0));
        let copy = |from: usize, to: usize, moved: i64, out: &mut Vec<Stretch>| {
            let (first, _) = self.stretch(from);
            if first.escape.is_none() {
                out.push(Stretch { text: shift(from, moved), file: offset(self.start_of(from)), escape: None });
            }
            let inside = |stretch: &&Stretch| {
                (stretch.text as usize) < to && stretch.text as usize > from
                    || stretch.text as usize == from && stretch.escape.is_some()
            };
            out.extend(
                self.0
                    .iter()
                    .filter(inside)
                    .map(|stretch| Stretch { text: shift(stretch.text as usize, moved), ..*stretch }),
            );
        };
        for (range, text) in pieces {
            if range.start > end || end == 0 {
                copy(end, range.start, moved, &mut stretches);
            }
            let place = self.locate(range.clone());
            let escape = Some(offset(place.len()));
            stretches.push(Stretch { text: shift(range.start, moved), file: offset(place.start), escape });
            moved += text.len() as i64 - range.len() as i64;
            end = range.end;
        }
        copy(end, usize::MAX, moved, &mut stretches);
        stretches.dedup_by_key(|stretch| stretch.text);
        Origin(stretches)
    }

    /// Where `range` of the text stands in the file. An escape counts as a whole.
    pub(crate) fn locate(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start_of(range.start);
        if range.is_empty() { start..start } else { start..self.end_of(range.end).max(start) }
    }

    /// The file's byte at which the text's byte `at` starts.
    fn start_of(&self, at: usize) -> usize {
        let (stretch, inside) = self.stretch(at);
        stretch.file as usize + if stretch.escape.is_some() { 0 } else { inside }
    }

    /// The file's byte after the text's byte `at - 1`.
    fn end_of(&self, at: usize) -> usize {
        let (stretch, inside) = self.stretch(at.saturating_sub(1));
        stretch.file as usize + stretch.escape.map_or(inside + 1, |length| length as usize)
    }

    /// The stretch that holds the text's byte `at`, and how far inside it that is.
    fn stretch(&self, at: usize) -> (Stretch, usize) {
        let after = self.0.partition_point(|stretch| stretch.text as usize <= at);
        let stretch = self.0.get(after.saturating_sub(1)).copied();
        let stretch = stretch.unwrap_or(Stretch { text: 0, file: 0, escape: None });
        (stretch, at - stretch.text as usize)
    }
}

/// Decodes `raw`, a TOML string with its quotation marks that starts at byte `start` of the file.
pub(crate) fn decode(raw: &str, start: usize) -> (String, Origin) {
    let (quote, multiline) = match raw.as_bytes() {
        [b'"', b'"', b'"', ..] => ("\"\"\"", true),
        [b'\'', b'\'', b'\'', ..] => ("'''", true),
        [b'\'', ..] => ("'", false),
        _ => ("\"", false),
    };
    let body = raw.strip_prefix(quote).unwrap_or(raw);
    let body = body.strip_suffix(quote).unwrap_or(body);
    let trimmed = if multiline { without_first_line_end(body) } else { body };
    let at = start + quote.len() + (body.len() - trimmed.len());
    let mut decoder = Decoder { text: String::with_capacity(trimmed.len()), origin: Vec::new(), at };
    decoder.run(trimmed, quote.starts_with('"'), multiline);
    // The place after the last character.
    decoder.mark(None);
    (decoder.text, Origin(decoder.origin))
}

fn without_first_line_end(body: &str) -> &str {
    body.strip_prefix("\r\n").or_else(|| body.strip_prefix('\n')).unwrap_or(body)
}

struct Decoder {
    text: String,
    origin: Vec<Stretch>,
    /// The file's byte of what comes next.
    at: usize,
}

impl Decoder {
    fn run(&mut self, mut rest: &str, escapes: bool, multiline: bool) {
        while let Some(first) = rest.chars().next() {
            let taken = match first {
                '\r' if rest.starts_with("\r\n") => self.escape("\n", 2),
                '\\' if escapes && multiline && line_continues(rest) => self.skip(continuation(rest)),
                '\\' if escapes => self.escaped(rest),
                _ => self.copy(rest, escapes),
            };
            rest = rest.get(taken..).unwrap_or("");
        }
    }

    /// Copies up to the next escape or carriage return.
    fn copy(&mut self, rest: &str, escapes: bool) -> usize {
        let special = |c: char| c == '\r' || (escapes && c == '\\');
        // The first character is never special here, but for a lone carriage return, which is copied.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest.get(first..).and_then(|tail| tail.find(special)).map_or(rest.len(), |found| first + found);
        self.mark(None);
        self.text.push_str(rest.get(..length).unwrap_or(""));
        self.at += length;
        length
    }

    /// One escape that stands for `text`, `length` bytes long in the file.
    fn escape(&mut self, text: &str, length: usize) -> usize {
        self.mark(Some(offset(length)));
        self.text.push_str(text);
        self.at += length;
        length
    }

    fn skip(&mut self, length: usize) -> usize {
        self.at += length;
        length
    }

    fn mark(&mut self, escape: Option<u32>) {
        self.origin.push(Stretch { text: offset(self.text.len()), file: offset(self.at), escape });
    }

    /// `\n`, `\u00e9` …
    fn escaped(&mut self, rest: &str) -> usize {
        let hexadecimal = |digits: usize| {
            let code = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            (code.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER), 2 + digits)
        };
        let (character, length) = match rest.chars().nth(1) {
            Some('b') => ('\u{8}', 2),
            Some('e') => ('\u{1b}', 2),
            Some('f') => ('\u{c}', 2),
            Some('n') => ('\n', 2),
            Some('r') => ('\r', 2),
            Some('t') => ('\t', 2),
            Some('x') => hexadecimal(2),
            Some('u') => hexadecimal(4),
            Some('U') => hexadecimal(8),
            Some(other @ ('"' | '\\')) => (other, 2),
            _ => ('\\', 1),
        };
        self.escape(character.encode_utf8(&mut [0; 4]), length.min(rest.len()))
    }
}

/// Whether the backslash at the start of `rest` ends its line.
fn line_continues(rest: &str) -> bool {
    rest.get(1..).is_some_and(|tail| tail.trim_start_matches([' ', '\t']).starts_with(['\r', '\n']))
}

/// The length of a line-ending backslash with all white space after it.
fn continuation(rest: &str) -> usize {
    let tail = rest.get(1..).unwrap_or("");
    rest.len() - tail.trim_start_matches([' ', '\t', '\r', '\n']).len()
}

/// Files are limited to a few MiB, so that an offset always fits.
fn offset(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Strings as they stand in a file.
    const STRINGS: &[&str] = &[
        r#""""#,
        r#""plain é می""#,
        r#""tab\tnew\nquote\"back\\slash\u00e9\U0001F600\x41\e\b\f\r""#,
        "''",
        r"'C:\no \escapes'",
        "\"\"\"\"\"\"",
        "\"\"\"\nfirst line end goes\nsecond stays\n\"\"\"",
        "\"\"\"\r\nfirst\r\nsecond\r\n\"\"\"",
        "\"\"\"one \\\n   two\\   \n\n\t three\\\r\n four\\n\"\"\"",
        "\"\"\"quotes \"\"inside\"\" and at the end\"\"\"\"\"",
        "'''\nraw \\n é\r\n'' \n'''",
        "\"\"\"\\\n  starts with one\"\"\"",
        "\"\\u0041\\u0042\"",
    ];

    #[test]
    fn decodes_as_the_parser_does() {
        for raw in STRINGS {
            let parsed = toml::de::DeValue::parse(raw).unwrap();
            let expected = parsed.get_ref().as_str().unwrap().replace("\r\n", "\n");
            assert_eq!(decode(raw, 0).0, expected, "{raw:?}");
        }
    }

    #[test]
    fn every_character_is_found_in_the_file() {
        for raw in STRINGS {
            let padding = "key = ";
            let file = format!("{padding}{raw}");
            let (text, origin) = decode(raw, padding.len());
            let mut last = padding.len();
            for (at, character) in text.char_indices() {
                let place = origin.locate(at..at + character.len_utf8());
                assert!(place.start >= last, "{raw:?}: places rise");
                last = place.end;
                let written = &file[place];
                let itself = written.chars().eq([character]);
                let escape = written.starts_with('\\') && toml_char(written) == Some(character);
                assert!(
                    itself || escape || (written == "\r\n" && character == '\n'),
                    "{raw:?}: {character:?} is {written:?}"
                );
            }
            assert!(origin.locate(text.len()..text.len()).start >= last);
        }
    }

    fn toml_char(escape: &str) -> Option<char> {
        let string = format!("\"{escape}\"");
        let value = toml::de::DeValue::parse(&string).ok()?;
        value.get_ref().as_str()?.chars().next()
    }

    #[test]
    fn ranges_take_escapes_as_a_whole() {
        let (text, origin) = decode(r#""a\u00e9b\nc""#, 10);
        assert_eq!(text, "aéb\nc");
        assert_eq!(origin.locate(0..5), 11..21, "a to line end");
        assert_eq!(origin.locate(1..3), 12..18, "the escape");
        assert_eq!(origin.locate(2..3), 12..18, "its second byte");
        assert_eq!(origin.locate(3..4), 18..19);
        assert_eq!(origin.locate(3..3), 18..18);
        assert_eq!(origin.locate(6..6), 22..22, "the end");
    }
}

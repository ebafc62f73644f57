//! HTML as it is written here: elements that are closed where they are opened, and text in which nothing is markup.

use super::Writer;

/// An attribute. One without a value is not written, but for `alt`: an empty one says that a picture only adorns.
pub(super) type Attribute<'a> = (&'a str, &'a str);

impl Writer<'_> {
    /// An element, with what `content` writes in it.
    pub(super) fn element(&mut self, name: &str, attributes: &[Attribute<'_>], content: impl FnOnce(&mut Self)) {
        self.open(name, attributes);
        content(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element that begins a line.
    pub(super) fn block(&mut self, name: &str, attributes: &[Attribute<'_>], content: impl FnOnce(&mut Self)) {
        self.line();
        self.element(name, attributes, content);
    }

    /// An element that has no end.
    pub(super) fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes.iter().filter(|(name, value)| !value.is_empty() || *name == "alt") {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            push_escaped(&mut self.out, value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// Text.
    pub(super) fn text(&mut self, text: &str) {
        push_escaped(&mut self.out, text);
    }

    /// Begins a line of the file where none has just begun.
    pub(super) fn line(&mut self) {
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}

/// Adds text in which the characters with a meaning are entities. Those that HTML does not allow (WHATWG HTML, 13.1.4) are left
/// out; the specification has none either.
pub(super) fn push_escaped(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | '\u{2028}' => out.push(' '),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => {}
            _ if u32::from(letter) & 0xfffe == 0xfffe => {}
            _ => out.push(letter),
        }
    }
}

/// Bytes in base 64 (RFC 4648, section 4).
pub(super) fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digit = |bits: u32| DIGITS.get((bits & 63) as usize).map_or('=', |digit| char::from(*digit));
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..4 {
            text.push(if place <= group.len() { digit(bits >> (18 - 6 * place)) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        let mut out = String::new();
        push_escaped(&mut out, "<b a=\"1\">&\u{0}\u{fffe}\u{1fffe}\u{85}\n\u{2068}é\u{2069}");
        assert_eq!(out, "&lt;b a=&quot;1&quot;&gt;&amp; \u{2068}é\u{2069}");
    }

    #[test]
    fn base_64_is_that_of_the_standard() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text, "RFC 4648, section 10");
        }
        assert_eq!(base64(&[0xff, 0xfe, 0xfb]), "//77");
    }
}

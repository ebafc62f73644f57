//! How headings are numbered.

use serde::Deserialize;

/// How section headings are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HeadingNumbers {
    /// Not at all.
    None,
    /// 1, 1.1, 1.1.1.
    Decimal,
    /// I., A., 1., (a), (i), as in documents of the United Nations (Editorial Manual, "Headings").
    UnitedNations,
}

impl HeadingNumbers {
    /// The number of a heading from the numbers of its ancestors and its own, the outermost first.
    #[must_use]
    pub fn number(self, path: &[u32]) -> Option<String> {
        let last = *path.last()?;
        match self {
            HeadingNumbers::None => None,
            HeadingNumbers::Decimal => Some(path.iter().map(u32::to_string).collect::<Vec<_>>().join(".")),
            HeadingNumbers::UnitedNations => Some(match path.len() {
                1 => format!("{}.", roman(last)),
                2 => format!("{}.", letter(last)),
                3 => format!("{last}."),
                4 => format!("({})", letter(last).to_lowercase()),
                _ => format!("({})", roman(last).to_lowercase()),
            }),
        }
    }
}

/// A number in Roman numerals, upper case.
fn roman(mut number: u32) -> String {
    const PARTS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (value, sign) in PARTS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

/// A, B … Z, AA, AB …
fn letter(number: u32) -> String {
    let mut number = number;
    let mut text = String::new();
    while number > 0 {
        let digit = (number - 1) % 26;
        text.insert(0, char::from(b'A' + digit as u8));
        number = (number - 1) / 26;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_numbered_as_bodies_do() {
        assert_eq!(HeadingNumbers::Decimal.number(&[2, 3]).as_deref(), Some("2.3"));
        let un = HeadingNumbers::UnitedNations;
        assert_eq!(un.number(&[14]).as_deref(), Some("XIV."));
        assert_eq!(un.number(&[1, 28]).as_deref(), Some("AB."));
        assert_eq!(un.number(&[1, 1, 9]).as_deref(), Some("9."));
        assert_eq!(un.number(&[1, 1, 1, 2]).as_deref(), Some("(b)"));
        assert_eq!(un.number(&[1, 1, 1, 1, 4]).as_deref(), Some("(iv)"));
        assert_eq!(HeadingNumbers::None.number(&[1]), None);
    }
}

//! Which well-known free font has a script: what the program advises where no font has a character.

use unicode_script::{Script, UnicodeScript};

/// Scripts and fonts that have them, all under the SIL Open Font Licence.
const FONTS: &[(Script, &str)] = &[
    (Script::Armenian, "Noto Serif Armenian"),
    (Script::Bengali, "Noto Serif Bengali"),
    (Script::Bopomofo, "Noto Sans TC or Source Han Sans"),
    (Script::Devanagari, "Noto Serif Devanagari"),
    (Script::Ethiopic, "Noto Serif Ethiopic or Abyssinica SIL"),
    (Script::Georgian, "Noto Serif Georgian"),
    (Script::Gujarati, "Noto Serif Gujarati"),
    (Script::Gurmukhi, "Noto Serif Gurmukhi"),
    (Script::Han, "Noto Sans SC or Source Han Sans"),
    (Script::Hangul, "Noto Sans KR or Source Han Sans"),
    (Script::Hebrew, "Noto Serif Hebrew or Frank Ruhl Libre"),
    (Script::Hiragana, "Noto Sans JP or Source Han Sans"),
    (Script::Kannada, "Noto Serif Kannada"),
    (Script::Katakana, "Noto Sans JP or Source Han Sans"),
    (Script::Khmer, "Noto Serif Khmer"),
    (Script::Lao, "Noto Serif Lao"),
    (Script::Malayalam, "Noto Serif Malayalam"),
    (Script::Mongolian, "Noto Sans Mongolian"),
    (Script::Myanmar, "Noto Serif Myanmar or Padauk"),
    (Script::Oriya, "Noto Serif Oriya"),
    (Script::Sinhala, "Noto Serif Sinhala"),
    (Script::Syriac, "Noto Sans Syriac"),
    (Script::Tamil, "Noto Serif Tamil"),
    (Script::Telugu, "Noto Serif Telugu"),
    (Script::Thaana, "Noto Sans Thaana"),
    (Script::Thai, "Noto Serif Thai or Sarabun"),
    (Script::Tibetan, "Noto Serif Tibetan"),
    (Script::Tifinagh, "Noto Sans Tifinagh"),
    (Script::Yi, "Noto Sans Yi"),
    (Script::Arabic, "Noto Naskh Arabic or Scheherazade New"),
    (Script::Latin, "Noto Serif or Charis SIL"),
    (Script::Greek, "Noto Serif or GFS Didot"),
    (Script::Cyrillic, "Noto Serif or Charis SIL"),
];

/// What a character belongs to, in words ("Han script"), and a free font that has it, where one is known.
#[must_use]
pub fn suggestion(character: char) -> (String, Option<&'static str>) {
    match character.script() {
        Script::Common | Script::Inherited | Script::Unknown => symbol(character),
        script => {
            let font = FONTS.iter().find(|(known, _)| *known == script).map(|(_, font)| *font);
            (format!("{} script", script.full_name().replace('_', " ")), font)
        }
    }
}

/// Characters of no script: full-width punctuation goes with Han, the others are signs.
fn symbol(character: char) -> (String, Option<&'static str>) {
    let (what, font) = match character {
        '\u{3000}'..='\u{303f}' | '\u{fe10}'..='\u{fe1f}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' => {
            ("full-width signs", "Noto Sans SC or Source Han Sans")
        }
        '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' => ("pictographs", "Noto Emoji or Noto Sans Symbols 2"),
        '\u{2190}'..='\u{23ff}' | '\u{27c0}'..='\u{2aff}' => ("mathematical signs", "Noto Sans Math or STIX Two Math"),
        '\u{2400}'..='\u{25ff}' | '\u{2b00}'..='\u{2bff}' => ("signs", "Noto Sans Symbols 2"),
        _ => return ("signs".to_owned(), None),
    };
    (what.to_owned(), Some(font))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_and_signs_have_their_fonts() {
        assert_eq!(suggestion('囍'), ("Han script".to_owned(), Some("Noto Sans SC or Source Han Sans")));
        assert_eq!(suggestion('，').1, suggestion('囍').1);
        assert_eq!(suggestion('😀'), ("pictographs".to_owned(), Some("Noto Emoji or Noto Sans Symbols 2")));
        assert_eq!(suggestion('\u{10380}'), ("Ugaritic script".to_owned(), None));
    }
}

//! How wide text is, about: Word sets it in a face that only the reader's machine has, so that its letters cannot be measured.

/// The width of a text on one line, in its size: somewhat more than in Times, about as much as in Arial, less than either in bold.
pub(super) fn width(text: &str) -> f32 {
    text.chars().map(letter).sum()
}

/// The width of the longest word.
pub(super) fn longest_word(text: &str) -> f32 {
    text.split_whitespace().map(width).fold(0.0, f32::max)
}

fn letter(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' | '’' | '‘' | '(' | ')'
        | '[' | ']' | '-' | '/' => 0.36,
        'm' | 'w' | 'W' | 'M' | '%' | '@' | '—' | 'Ж' | 'Ш' | 'Щ' | 'Ю' | 'М' | 'Ф' | 'ж' | 'ш' | 'щ' | 'ю' | 'м'
        | 'ф' | 'ы' => 0.9,
        letter if letter.is_whitespace() => 0.3,
        // Han, kana, full-width forms
        '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'.. => 1.0,
        letter if letter.is_uppercase() => 0.74,
        _ => 0.58,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_are_wider() {
        assert!(width("WWW") > width("nnn") && width("nnn") > width("iii") && width("中文") > width("nn"));
        assert_eq!(longest_word("a killing of many"), width("killing"));
        assert_eq!((width(""), longest_word(" ")), (0.0, 0.0));
    }
}

//! What authors type and what is printed: quotation marks of the language, dashes, ellipses, spaces that do not break.
//!
//! In goes the running text of one paragraph; the same text comes out with typographic marks. Words stay as they are: only
//! `"`, `'`, hyphens that stand for dashes, three full stops, and spaces are touched, never a letter or a digit. Quotations
//! of others are printed as the specification has them, and so are addresses and words in another language.
//!
//! Spaces follow, for French, the *Lexique des règles typographiques en usage à l'Imprimerie nationale* ("Ponctuation").

use crate::doc::Inline;
use crate::locale::Locale;
use crate::text::is_digit;
use std::ops::Range;

/// A space that does not break, and a thin one.
const NO_BREAK: char = '\u{a0}';
const THIN: char = '\u{202f}';
/// What stands before a number and is not parted from it, in any of the languages.
const BEFORE_NUMBERS: &[&str] = &[
    "p.",
    "pp.",
    "no.",
    "nos.",
    "para.",
    "paras.",
    "art.",
    "arts.",
    "vol.",
    "ch.",
    "chap.",
    "sec.",
    "fig.",
    "ed.",
    "§",
    "№",
    "n°",
    "nº",
    "pág.",
    "págs.",
    "párr.",
    "núm.",
    "cap.",
    "с.",
    "стр.",
    "п.",
    "пп.",
    "ст.",
    "рис.",
    "табл.",
    "Figure",
    "Table",
    "Article",
    "Resolution",
];
/// What follows a number and is not parted from it.
const AFTER_NUMBERS: &[&str] = &[
    "%",
    "‰",
    "°C",
    "°",
    "€",
    "$",
    "£",
    "km",
    "km²",
    "m",
    "m²",
    "cm",
    "mm",
    "kg",
    "g",
    "t",
    "per",
    "percent",
    "million",
    "billion",
    "thousand",
    "millions",
    "milliards",
    "milliers",
    "millones",
    "mil",
    "тыс.",
    "млн",
    "млрд",
    "лет",
    "чел.",
    "км",
    "кг",
    "м",
    "г.",
    "гг.",
    "a.m.",
    "p.m.",
    "h",
    "ans",
    "años",
];
/// What stands before a name and is not parted from it.
const BEFORE_NAMES: &[&str] = &[
    "Mr", "Mrs", "Ms", "Mx", "Dr", "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St", "M.", "MM.", "Mme", "Mlle", "Sr.",
    "Sra.",
];
/// Russian prepositions and conjunctions of one letter do not end a line.
const RUSSIAN_SHORT: &[&str] = &["в", "к", "о", "с", "у", "и", "а", "В", "К", "О", "С", "У", "И", "А"];

/// Sets the marks of a paragraph's text. `verbatim` are the indices of pieces that are printed as they are.
pub(super) fn set(text: &mut [Inline], verbatim: &[usize], locale: &Locale) {
    let mut setter = Setter::new(locale);
    for index in 0..text.len() {
        let next = text.get(index + 1).and_then(first_letter);
        match text.get_mut(index) {
            Some(Inline::Text(words)) if words.language.is_none() && !verbatim.contains(&index) => {
                words.text = setter.set(&words.text, next);
            }
            Some(Inline::Text(words)) => setter.pass(&words.text),
            Some(Inline::Break) => setter.before = None,
            Some(Inline::NoteMark(_) | Inline::Page(_)) | None => {}
        }
    }
}

/// Sets the marks of a text that stands alone.
pub(super) fn plain(text: &str, locale: &Locale) -> String {
    Setter::new(locale).set(text, None)
}

fn first_letter(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(words) => words.text.chars().next(),
        Inline::NoteMark(_) | Inline::Page(_) | Inline::Break => None,
    }
}

/// Goes through a paragraph once.
struct Setter<'l> {
    language: &'l str,
    /// Opening and closing, outside and inside another quotation; with the language's spaces inside them.
    quotes: [(String, String); 2],
    months: &'l [String],
    /// The last character.
    before: Option<char>,
    /// The quotations that are open: whether each was opened by a single mark.
    open: Vec<bool>,
}

impl<'l> Setter<'l> {
    fn new(locale: &'l Locale) -> Self {
        let language = locale.tag().split('-').next().unwrap_or_default();
        let quotes = locale.quotes();
        let spaced = |pair: &(String, String)| {
            if language != "fr" {
                return pair.clone();
            }
            let open = pair.0.trim_end_matches(is_space);
            let close = pair.1.trim_start_matches(is_space);
            if open == "«" {
                (format!("«{NO_BREAK}"), format!("{NO_BREAK}»"))
            } else {
                (open.to_owned(), close.to_owned())
            }
        };
        let quotes = [spaced(&quotes.outer), spaced(&quotes.inner)];
        Setter { language, quotes, months: locale.month_names(), before: None, open: Vec::new() }
    }

    /// Text that is printed as it is.
    fn pass(&mut self, text: &str) {
        self.before = text.chars().next_back().or(self.before);
    }

    fn set(&mut self, text: &str, next: Option<char>) -> String {
        let mut out = String::with_capacity(text.len() + text.len() / 16);
        let mut at = 0;
        while at < text.len() {
            let word = word_at(text, at);
            if is_address(&text[word.clone()]) {
                out.push_str(&text[at..word.end]);
                self.before = text[at..word.end].chars().next_back();
                at = word.end;
                continue;
            }
            let end = if word.is_empty() { word.end + space_length(text, at) } else { word.end };
            let piece = &text[at..end];
            if self.language != "fr" && !may_have_marks(piece) {
                out.push_str(piece);
                self.before = piece.chars().next_back().or(self.before);
            } else {
                self.marks(piece, text[end..].chars().next().or(next), &mut out);
            }
            at = end.max(at + 1);
        }
        let bound = self.bound(out);
        self.before = bound.chars().next_back().or(self.before);
        bound
    }

    /// Quotation marks, dashes, ellipses and French spaces of one word, or of the spaces between two.
    fn marks(&mut self, text: &str, next: Option<char>, out: &mut String) {
        let letters: Vec<char> = text.chars().collect();
        let mut at = 0;
        while let Some(&letter) = letters.get(at) {
            let rest = letters.get(at..).unwrap_or_default();
            let run = rest.iter().take_while(|other| **other == letter).count();
            let after = letters.get(at + run).copied().or(next);
            let taken = match letter {
                // four or more are the author's own line
                '-' if run > 3 => {
                    out.extend(std::iter::repeat_n('-', run));
                    run
                }
                '-' if run > 1 && self.is_dash(after) => {
                    out.push(if run == 2 { '–' } else { '—' });
                    run
                }
                '.' if run == 3 => {
                    out.push('…');
                    run
                }
                '"' | '\'' | '“' | '”' | '‘' | '’' => {
                    let after = letters.get(at + 1).copied().or(next);
                    self.quote(letter, after, out);
                    1
                }
                ';' | ':' | '!' | '?' | '«' | '»' if self.language == "fr" => {
                    self.french(letter, letters.get(at + 1).copied().or(next), out);
                    1
                }
                _ => {
                    // a space inside French quotation marks is set with the mark
                    let doubled = self.language == "fr" && is_space(letter) && self.before == Some('«');
                    if !doubled {
                        out.push(letter);
                    }
                    1
                }
            };
            self.before = out.chars().next_back().or(self.before);
            if self.language == "fr" && out.ends_with(&format!("«{NO_BREAK}")) {
                self.before = Some('«');
            }
            at += taken;
        }
    }

    /// Two or three hyphens are a dash unless they begin a word, as an option of a program does.
    fn is_dash(&self, after: Option<char>) -> bool {
        let begins = self.before.is_none_or(is_space);
        !(begins && after.is_some_and(char::is_alphanumeric))
    }

    /// A quotation mark or an apostrophe, straight or curly.
    fn quote(&mut self, mark: char, after: Option<char>, out: &mut String) {
        let single = matches!(mark, '\'' | '‘' | '’');
        let inside = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let apostrophe = matches!(mark, '\'' | '’') && (inside(self.before) && inside(after));
        let of_year = mark == '\'' && after.is_some_and(is_digit);
        let may_close = self.open.last() == Some(&single);
        if apostrophe || of_year || (matches!(mark, '\'' | '’') && !may_close && !self.opens(mark)) {
            return out.push('’');
        }
        if self.opens(mark) && !matches!(mark, '”' | '’') {
            let level = self.open.len() % 2;
            self.open.push(single);
            // a single mark outside every quotation is the author's wish for the inner pair
            let level = if single && level == 0 { 1 } else { level };
            return out.push_str(&self.quotes[level].0);
        }
        let level = if may_close { self.open.len() - 1 } else { usize::from(single) };
        self.open.truncate(if may_close { level } else { self.open.len() });
        let level = if single && level == 0 { 1 } else { level % 2 };
        self.trim_before_close(level, out);
        out.push_str(&self.quotes[level].1);
    }

    fn opens(&self, mark: char) -> bool {
        let free = |letter: char| is_space(letter) || matches!(letter, '(' | '[' | '—' | '–' | '“' | '‘' | '«' | '/');
        matches!(mark, '“' | '‘') || self.before.is_none_or(free)
    }

    /// A French closing mark brings its own space.
    fn trim_before_close(&self, level: usize, out: &mut String) {
        if self.quotes[level].1.starts_with(is_space) {
            out.truncate(out.trim_end_matches(is_space).len());
        }
    }

    /// Punctuation that French sets off by a space, and its quotation marks.
    fn french(&mut self, mark: char, after: Option<char>, out: &mut String) {
        let ends =
            after.is_none_or(|next| is_space(next) || matches!(next, '!' | '?' | ')' | '»' | ']' | '…' | '"' | '”'));
        match mark {
            '«' => {
                out.push_str(&format!("«{NO_BREAK}"));
            }
            '»' => {
                out.truncate(out.trim_end_matches(is_space).len());
                out.push(NO_BREAK);
                out.push(mark);
            }
            _ if ends && !self.before.is_some_and(|before| matches!(before, '!' | '?' | '(' | '[')) => {
                out.truncate(out.trim_end_matches(is_space).len());
                let begins = out.is_empty() && self.before.is_none();
                if !begins {
                    out.push(if mark == ':' { NO_BREAK } else { THIN });
                }
                out.push(mark);
            }
            _ => out.push(mark),
        }
    }

    /// Spaces that hold together what belongs together: "p. 4", "12 km", "3 May", "J. Smith", a word and the dash after it.
    fn bound(&self, text: String) -> String {
        let spaces: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
        let mut out = String::with_capacity(text.len() + spaces.len());
        let mut from = 0;
        for at in spaces {
            let (before, after) = (word_before(&text, at), &text[word_at(&text, at + 1)]);
            out.push_str(&text[from..at]);
            out.push(if self.holds(before, after) { NO_BREAK } else { ' ' });
            from = at + 1;
        }
        out.push_str(&text[from..]);
        out
    }

    fn holds(&self, before: &str, after: &str) -> bool {
        let before = before.trim_start_matches(['(', '[', '“', '‘', '«', NO_BREAK]);
        let bare = after.trim_end_matches([',', ';', ':', ')', ']', '”', '’', '»']);
        let capital_after = bare.starts_with(char::is_uppercase);
        (before.ends_with(is_digit) && self.holds_after_number(before, bare))
            || (bare.starts_with(is_digit) && self.holds_before_number(before, bare))
            || (capital_after && (BEFORE_NAMES.contains(&before) || is_initial(before)))
            || PERCENT.iter().any(|(first, second)| *first == before && *second == bare.trim_end_matches('.'))
            || (self.language == "ru" && RUSSIAN_SHORT.contains(&before))
            || (matches!(after, "–" | "—") && !before.is_empty())
    }

    fn is_month(&self, word: &str) -> bool {
        self.months.iter().any(|month| month == word.trim_end_matches('.'))
    }

    /// "12 km", "3 May".
    fn holds_after_number(&self, number: &str, word: &str) -> bool {
        let unit = AFTER_NUMBERS.contains(&word) || AFTER_NUMBERS.contains(&word.trim_end_matches(['.', '!', '?']));
        let small = || number.chars().count() <= 2 || number.chars().filter(|letter| is_digit(*letter)).count() <= 2;
        unit || (self.is_month(word) && small())
    }

    /// "p. 4", "May 3".
    fn holds_before_number(&self, word: &str, number: &str) -> bool {
        BEFORE_NUMBERS.contains(&word) || (number.chars().count() <= 2 && self.is_month(word))
    }
}

/// What is said for "%", in two words.
const PERCENT: [(&str, &str); 3] = [("per", "cent"), ("por", "ciento"), ("pour", "cent")];

/// "J."
fn is_initial(word: &str) -> bool {
    word.ends_with('.') && word.trim_end_matches('.').chars().count() == 1 && word.starts_with(char::is_uppercase)
}

/// Whether a piece of text may have a quotation mark, a dash or an ellipsis in it, as it is typed or as it is printed: by its
/// bytes, of which 0xE2 begins those that are not ASCII.
fn may_have_marks(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'"' | b'\'' | b'-' | b'.' | 0xe2))
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace()
}

fn space_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// The word that starts at a byte; empty where a space stands.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or_default();
    at..at + rest.find(is_space).unwrap_or(rest.len())
}

/// The word that ends at a byte.
fn word_before(text: &str, at: usize) -> &str {
    let rest = text.get(..at).unwrap_or_default();
    let start =
        rest.char_indices().rfind(|(_, letter)| is_space(*letter)).map_or(0, |(at, letter)| at + letter.len_utf8());
    &rest[start..]
}

/// Addresses are printed as they are.
fn is_address(word: &str) -> bool {
    (word.contains(':') && word.contains("://"))
        || word.starts_with("www.")
        || (word.contains('@') && word.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::Words;
    use std::sync::Arc;

    fn english(text: &str) -> String {
        plain(text, Locale::find("en-GB").unwrap()).replace(NO_BREAK, "~").replace(THIN, "^")
    }

    /// French before there is a French locale: its marks on the English one's words.
    fn french(text: &str) -> String {
        let mut setter = Setter::new(Locale::find("en-GB").unwrap());
        setter.language = "fr";
        let pair = |open: &str, close: &str| (open.to_owned(), close.to_owned());
        setter.quotes = [pair("«\u{a0}", "\u{a0}»"), pair("“", "”")];
        setter.set(text, None).replace(NO_BREAK, "~").replace(THIN, "^")
    }

    #[test]
    fn straight_marks_become_those_of_the_language() {
        assert_eq!(english(r#"He said "no". It's 'so' "a 'b' c"."#), "He said “no”. It’s ‘so’ “a ‘b’ c”.");
        assert_eq!(english(r#"("x") the '90s, the lawyers' rights"#), "(“x”) the ’90s, the lawyers’ rights");
        assert_eq!(english(r#""a "b" c""#), "“a ‘b’ c”");
        assert_eq!(english("“as typed” and ‘so’ – l’État"), "“as typed” and ‘so’~– l’État");
    }

    #[test]
    fn dashes_and_ellipses() {
        assert_eq!(english("1980--1990, so --- and... or ---- --help"), "1980–1990, so~— and… or ---- --help");
        assert_eq!(english("a -- b"), "a~– b");
    }

    #[test]
    fn what_belongs_together_holds() {
        assert_eq!(english("p. 4, 12 km, 40 per cent, 3 May 2021"), "p.~4, 12~km, 40~per~cent, 3~May 2021");
        assert_eq!(
            english("May 3, J. Smith, Mr Smith, 2 million (no. 5)"),
            "May~3, J.~Smith, Mr~Smith, 2~million (no.~5)"
        );
        assert_eq!(english("in 2020 May said, the dark. 5 more"), "in 2020 May said, the dark. 5 more");
    }

    #[test]
    fn addresses_stay_as_they_are() {
        let text = "see https://a.example.org/x--y?z=\"1\" and a.b@example.org...";
        assert_eq!(english(text), text);
    }

    #[test]
    fn french_spaces() {
        assert_eq!(french("Quoi ? Oui: non; si!"), "Quoi^? Oui~: non^; si^!");
        assert_eq!(french("à 10:30, « cité » et \"cité\"?!"), "à 10:30, «~cité~» et «~cité~»^?!");
        assert_eq!(french("«cité» : https://a.org/?x"), "«~cité~»~: https://a.org/?x");
        assert_eq!(french("l'État \"dit 'non'\""), "l’État «~dit “non”~»");
    }

    #[test]
    fn a_quotation_goes_over_pieces_and_words_of_others_are_left() {
        let foreign = Words { text: "\"x\"".to_owned(), language: Some(Arc::from("fa")), ..Words::default() };
        let mut text = vec![
            Inline::words("He said \"it is ", None),
            Inline::words("\"theirs\"", None),
            Inline::Text(foreign),
            Inline::words(" mine\".", None),
        ];
        set(&mut text, &[1], Locale::find("en-GB").unwrap());
        assert_eq!(crate::doc::plain_text(&text), "He said “it is \"theirs\"\"x\" mine”.");
    }
}

//! Text by direction and script: Word wants each in a run of its own, and knows no isolates.

use crate::doc::Inline;
use std::borrow::Cow;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_script::{Script, UnicodeScript};

/// Which of a run's three faces and languages Word takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// From left to right.
    Western,
    /// From right to left.
    RightToLeft,
    /// Han, kana, and their punctuation.
    EastAsian,
}

impl Kind {
    /// The invisible letter with this direction.
    fn mark(self) -> char {
        if self == Kind::RightToLeft { '\u{200F}' } else { '\u{200E}' }
    }

    /// Whether it runs from right to left.
    pub(super) fn is_rtl(self) -> bool {
        self == Kind::RightToLeft
    }

    /// The text in an isolate of this direction.
    pub(super) fn isolated(self, text: &str) -> String {
        let isolate = if self.is_rtl() { '\u{2067}' } else { '\u{2066}' };
        format!("{isolate}{text}\u{2069}")
    }
}

/// The text in runs of one kind, each with the direction that the bidirectional algorithm (UAX 9) gives it in a paragraph
/// of the direction `base`. In place of isolates (U+2066 to U+2069) stand marks of direction, where what is inside runs
/// against the paragraph.
pub(super) fn runs(text: &str, base: Kind) -> Vec<(Kind, String)> {
    let western = |letter: char| letter < '\u{590}';
    if base == Kind::Western && text.chars().all(western) {
        return if text.is_empty() { Vec::new() } else { vec![(Kind::Western, text.to_owned())] };
    }
    let level = if base.is_rtl() { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(text, Some(level));
    let mut runs: Vec<(Kind, String)> = Vec::new();
    let mut push = |kind: Kind, letter: char| match runs.last_mut() {
        Some((last, text)) if *last == kind => text.push(letter),
        _ => runs.push((kind, String::from(letter))),
    };
    let outer = if base.is_rtl() { Kind::RightToLeft } else { Kind::Western };
    let mut strong = vec![outer];
    let mut isolates: Vec<Kind> = Vec::new();
    for (at, letter) in text.char_indices() {
        let level = info.levels.get(at).copied().unwrap_or(level);
        match letter {
            '\u{2066}' | '\u{2067}' | '\u{2068}' => {
                let inner = text.get(at + letter.len_utf8()..).and_then(|rest| inside(rest, letter)).unwrap_or(outer);
                if inner != outer {
                    push(inner, inner.mark());
                }
                isolates.push(inner);
                strong.push(inner);
                continue;
            }
            '\u{2069}' => {
                if let Some(inner) = isolates.pop().filter(|inner| *inner != outer) {
                    push(inner, inner.mark());
                    push(outer, outer.mark());
                }
                if strong.len() > 1 {
                    strong.pop();
                }
                continue;
            }
            _ => {}
        }
        let class = bidi_class(letter);
        let own = match class {
            BidiClass::L => Some(Kind::Western),
            BidiClass::R | BidiClass::AL => Some(Kind::RightToLeft),
            _ => None,
        };
        if let (Some(own), Some(last)) = (own, strong.last_mut()) {
            *last = own;
        }
        // digits stand at an even level in both directions: they go with the letters before them
        let kind = match (level.is_rtl(), level.number() > 0) {
            (true, _) => Kind::RightToLeft,
            (false, true) => strong.last().copied().unwrap_or(outer),
            (false, false) => Kind::Western,
        };
        push(if is_east_asian(letter, base) { Kind::EastAsian } else { kind }, letter);
    }
    runs
}

/// The direction of what an isolate holds: what it says, or that of its first letter.
fn inside(rest: &str, isolate: char) -> Option<Kind> {
    match isolate {
        '\u{2066}' => return Some(Kind::Western),
        '\u{2067}' => return Some(Kind::RightToLeft),
        _ => {}
    }
    rest.chars().take_while(|letter| *letter != '\u{2069}').find_map(|letter| match bidi_class(letter) {
        BidiClass::L => Some(Kind::Western),
        BidiClass::R | BidiClass::AL => Some(Kind::RightToLeft),
        _ => None,
    })
}

/// A stretch of words whose letters all run against a paragraph of this direction, as an isolate: what stands at its ends (a number, a
/// quotation mark) belongs to it, as in the PDF.
pub(super) fn stretch(text: &str, base: Kind) -> Cow<'_, str> {
    let is_rtl = |letter: char| matches!(bidi_class(letter), BidiClass::R | BidiClass::AL);
    let has_rtl = text.chars().any(is_rtl);
    let turned = match base.is_rtl() {
        true => !has_rtl && text.chars().any(|letter| bidi_class(letter) == BidiClass::L),
        false => has_rtl,
    };
    if turned { Cow::Owned(format!("\u{2068}{text}\u{2069}")) } else { Cow::Borrowed(text) }
}

/// The direction of a paragraph: that of the language that all of its words are in, else the document's.
pub(super) fn of_paragraph(text: &[Inline], base: Kind) -> Kind {
    let mut words = text.iter().filter_map(|inline| match inline {
        Inline::Text(words) => Some(words.language.as_deref()),
        Inline::NoteMark(_) | Inline::Page(_) | Inline::Break => None,
    });
    match words.next().flatten() {
        Some(first) if words.all(|language| language == Some(first)) => {
            let own = of_language(first);
            if own.is_rtl() == base.is_rtl() { base } else { own }
        }
        _ => base,
    }
}

/// Han, kana, Hangul and their punctuation; in an East Asian text too the quotation marks and dashes that others share.
fn is_east_asian(letter: char, base: Kind) -> bool {
    matches!(letter.script(), Script::Han | Script::Hiragana | Script::Katakana | Script::Hangul | Script::Bopomofo)
        || matches!(letter, '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}')
        || (base == Kind::EastAsian && matches!(letter, '“' | '”' | '‘' | '’' | '—' | '…' | '·'))
}

/// The kind of a language.
pub(super) fn of_language(tag: &str) -> Kind {
    match tag.split('-').next().unwrap_or(tag) {
        "ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "ug" | "yi" | "dv" | "syr" => Kind::RightToLeft,
        "zh" | "ja" | "ko" => Kind::EastAsian,
        _ => Kind::Western,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: Kind = Kind::Western;
    const R: Kind = Kind::RightToLeft;

    fn split(text: &str, base: Kind) -> Vec<(Kind, String)> {
        runs(text, base)
    }

    fn is(runs: &[(Kind, &str)]) -> Vec<(Kind, String)> {
        runs.iter().map(|(kind, text)| (*kind, (*text).to_owned())).collect()
    }

    #[test]
    fn each_direction_is_a_run() {
        assert_eq!(split("In 2020, 246.", W), is(&[(W, "In 2020, 246.")]));
        assert_eq!(split("The word اعدام, twice", W), is(&[(W, "The word "), (R, "اعدام"), (W, ", twice")]));
        assert_eq!(split("در ۲۰۲۰", R), is(&[(R, "در ۲۰۲۰")]));
        assert_eq!(split("گزارش UN 12، سال", R), is(&[(R, "گزارش "), (W, "UN 12"), (R, "، سال")]));
    }

    #[test]
    fn marks_stand_for_isolates() {
        let mixed = split("Mr \u{2068}نوید (۲۷)\u{2069}, 27", W);
        assert_eq!(mixed, is(&[(W, "Mr "), (R, "\u{200F}نوید (۲۷)\u{200F}"), (W, "\u{200E}, 27")]));
        let quoted = split("«\u{2068}It is so.\u{2069}» 12", R);
        assert_eq!(quoted, is(&[(R, "«"), (W, "\u{200E}It is so.\u{200E}"), (R, "\u{200F}» 12")]));
        assert_eq!(split("Mr \u{2068}Ali\u{2069} ❧", W), is(&[(W, "Mr Ali ❧")]), "none where all run the same way");
    }

    #[test]
    fn a_stretch_of_the_other_direction_keeps_its_ends() {
        let title = split(&stretch("«2020 Annual Report»", R), R);
        assert_eq!(title, is(&[(W, "\u{200E}«2020 Annual Report»\u{200E}"), (R, "\u{200F}")]));
        assert_eq!(stretch("گزارش UN", R), "گزارش UN");
        assert_eq!(stretch("2020", R), "2020");
        assert_eq!(stretch("Report", W), "Report");
    }

    #[test]
    fn han_has_its_own_face() {
        let kinds: Vec<Kind> = split("第19条 UN", Kind::EastAsian).iter().map(|run| run.0).collect();
        assert_eq!(kinds, [Kind::EastAsian, W, Kind::EastAsian, W]);
    }
}

//! Itemisation: cuts a paragraph into items of one run, one bidirectional level, one script and one face.

use super::cjk;
use super::faces::Fonts;
use super::paragraph::Run;
use super::shape::is_hidden;
use super::{FaceId, TextStyle};
use std::ops::Range;
use unicode_bidi::{Level, ParagraphBidiInfo};
use unicode_script::{Script, UnicodeScript};

/// A stretch of text that is shaped at one go.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// Its bytes in the paragraph's text.
    pub(super) range: Range<usize>,
    /// The index of its run.
    pub(super) run: usize,
    /// Its bidirectional level; odd levels run from right to left.
    pub(super) level: u8,
    pub(super) script: Script,
    pub(super) face: FaceId,
}

/// Cuts `text` into items that cover it without gap, in logical order.
///
/// `language` is that of runs that have none of their own: in Chinese and Japanese, signs that other languages share, such
/// as quotation marks, are set in the face of the Han characters.
pub(super) fn itemise<'f>(fonts: &'f Fonts, text: &'f str, runs: &'f [Run], language: &'f str, rtl: bool) -> Vec<Item> {
    let levels = levels(text, rtl);
    let base = u8::from(rtl);
    let start = if rtl { Script::Arabic } else { Script::Latin };
    let items = Vec::new();
    let mut itemiser =
        Itemiser { fonts, text, language, ground: language, han: false, items, base, last: start, last_at_base: start };
    for (index, run) in runs.iter().enumerate() {
        itemiser.language = run.language.as_deref().unwrap_or(language);
        itemiser.han = cjk::is_language(itemiser.language);
        let mut from = run.range.start;
        while from < run.range.end {
            let level = levels.as_ref().map_or(base, |levels| levels[from].number());
            let same = |levels: &Vec<Level>| levels[from..run.range.end].iter().position(|l| l.number() != level);
            let to = levels.as_ref().and_then(same).map_or(run.range.end, |length| from + length);
            itemiser.segment(from..to, index, &run.style, level);
            from = to;
        }
    }
    itemiser.items
}

/// The level of each byte; none when all of them have the paragraph's own.
fn levels(text: &str, rtl: bool) -> Option<Vec<Level>> {
    if !rtl && !text.chars().any(may_change_direction) {
        return None;
    }
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    Some(ParagraphBidiInfo::new(text, Some(base)).levels)
}

/// Whether a character can give a left-to-right paragraph more than one level. Rather too many than too few.
fn may_change_direction(character: char) -> bool {
    character >= '\u{590}'
        && matches!(character,
            '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

struct Itemiser<'f> {
    fonts: &'f Fonts,
    text: &'f str,
    /// The language of the run.
    language: &'f str,
    /// That of the paragraph.
    ground: &'f str,
    /// Whether that is written in Han characters.
    han: bool,
    items: Vec<Item>,
    /// The paragraph's own level.
    base: u8,
    /// The script of the last letter.
    last: Script,
    /// The script of the last letter at the paragraph's own level.
    last_at_base: Script,
}

impl Itemiser<'_> {
    /// Cuts a stretch of one run and level. Characters without a script of their own (spaces, punctuation, digits) take
    /// that of the letter before them in the stretch, else of the one after, else of the text around, so that they keep
    /// their neighbour's face.
    fn segment(&mut self, range: Range<usize>, run: usize, style: &TextStyle, level: u8) {
        let around = if level == self.base { self.last_at_base } else { self.last };
        let mut script = self.text[range.clone()].chars().find_map(script).unwrap_or(around);
        let mut faces = self.fonts.candidates(style, script, (self.language, self.ground));
        let mut open = Item { range: range.start..range.start, run, level, script, face: faces[0] };
        let mut characters = self.text[range].chars().peekable();
        let mut before = ' ';
        while let Some(character) = characters.next() {
            let next = characters.peek().copied();
            let own = self::script(character).or_else(|| self.taken(open.range.end, script, before, next));
            before = character;
            if let Some(own) = own.filter(|own| *own != script) {
                script = own;
                faces = self.fonts.candidates(style, script, (self.language, self.ground));
            }
            let face = self.face(character, next, &faces, open.face);
            if (script, face) != (open.script, open.face) {
                let end = open.range.end;
                let next = Item { range: end..end, run, level, script, face };
                let done = std::mem::replace(&mut open, next);
                self.push(done);
            }
            open.range.end += character.len_utf8();
        }
        self.push(open);
        self.last = script;
        if level == self.base {
            self.last_at_base = script;
        }
    }

    /// The script that a character without one of its own does not take from its neighbour: digits and the signs of ASCII
    /// never stand in the face of Han characters, quotation marks and dashes of a language written in these always do.
    fn taken(&self, at: usize, current: Script, before: char, next: Option<char>) -> Option<Script> {
        let character = self.text[at..].chars().next()?;
        if character.is_ascii_graphic() {
            return (current == Script::Han).then_some(Script::Latin);
        }
        // around Latin text alone they are of its face
        if self.han && cjk::is_latin_quote(self.text, at) {
            return Some(Script::Latin);
        }
        let inside = |letter: char| letter.is_alphanumeric() && !cjk::is_letter(letter);
        let apostrophe = character == '’' && inside(before) && next.is_some_and(inside);
        (self.han && cjk::is_shared_sign(character) && !apostrophe).then_some(Script::Han)
    }

    fn push(&mut self, item: Item) {
        if !item.range.is_empty() {
            self.items.push(item);
        }
    }

    /// The first face that shows the character, and the accent after it if there is one; without one, the first that
    /// shows the character, and at last the first of all. An accent stays with the face before it if that has it.
    fn face(&self, character: char, next: Option<char>, faces: &[FaceId], before: FaceId) -> FaceId {
        let shows = |id: FaceId, character| self.fonts.face(id).shows(character);
        let accent = next.filter(|next| is_accent(*next));
        if is_hidden(character) || (is_accent(character) && shows(before, character)) {
            return before;
        }
        let both = accent.and_then(|accent| faces.iter().find(|id| shows(**id, character) && shows(**id, accent)));
        let one = || faces.iter().find(|id| shows(**id, character));
        both.or_else(one).copied().unwrap_or(faces[0])
    }
}

/// Languages that are written from right to left.
const RTL_LANGUAGES: [&str; 9] = ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ur", "yi"];

/// Whether a language (BCP 47) is written from right to left.
#[must_use]
pub fn is_rtl_language(tag: &str) -> bool {
    RTL_LANGUAGES.contains(&tag.split('-').next().unwrap_or(tag))
}

/// A character's own script, if it has one.
fn script(character: char) -> Option<Script> {
    if character.is_ascii() {
        return character.is_ascii_alphabetic().then_some(Script::Latin);
    }
    // looking letters up takes long
    match character {
        '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => return Some(Script::Cyrillic),
        '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{671}'..='\u{6d3}' => return Some(Script::Arabic),
        '\u{4e00}'..='\u{9fff}' => return Some(Script::Han),
        _ => {}
    }
    let script = character.script();
    (!matches!(script, Script::Common | Script::Inherited | Script::Unknown)).then_some(script)
}

/// Whether a character is set onto the one before it.
fn is_accent(character: char) -> bool {
    let letter = matches!(character, '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' | '\u{620}'..='\u{64a}'
        | '\u{671}'..='\u{6d3}' | '\u{4e00}'..='\u{9fff}');
    character >= '\u{300}'
        && !letter
        && (character.script() == Script::Inherited || matches!(character, '\u{200c}' | '\u{200d}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Color;
    use crate::text::{Family, Figures, Weight};

    const STYLE: TextStyle = TextStyle {
        family: Family::Serif,
        weight: Weight::Regular,
        italic: false,
        size: 10.0,
        color: Color::BLACK,
        figures: Figures::Proportional,
        small_caps: false,
        superscript: false,
    };

    /// The items as text, level and face.
    fn items(text: &str, rtl: bool) -> Vec<(&str, u8, u16)> {
        let run = Run { range: 0..text.len(), style: STYLE, language: None, tag: 0 };
        let items = itemise(Fonts::bundled(), text, &[run], "en", rtl);
        let mut end = 0;
        for item in &items {
            assert_eq!(item.range.start, end, "no gap");
            end = item.range.end;
        }
        assert_eq!(end, text.len());
        items.into_iter().map(|item| (&text[item.range], item.level, item.face.0)).collect()
    }

    #[test]
    fn letters_known_at_once_are_those_that_would_be_looked_up() {
        for character in '\u{300}'..'\u{a000}' {
            let own = character.script();
            let found = (!matches!(own, Script::Common | Script::Inherited | Script::Unknown)).then_some(own);
            assert_eq!(script(character), found, "{character:?}");
            let joiner = matches!(character, '\u{200c}' | '\u{200d}');
            assert_eq!(is_accent(character), own == Script::Inherited || joiner, "{character:?}");
        }
    }

    #[test]
    fn plain_text_is_one_item() {
        assert_eq!(items("12 plain words, “quoted”.", false), [("12 plain words, “quoted”.", 0, 0)]);
        assert_eq!(items("", false), []);
    }

    #[test]
    fn brackets_and_digits_keep_the_face_of_their_side() {
        assert_eq!(items("a (متن) b", false), [("a (", 0, 0), ("متن", 1, 9), (") b", 0, 0)]);
        assert_eq!(items("متن ۱۲ (ب).", true), [("متن ", 1, 9), ("۱۲", 2, 9), (" (ب).", 1, 9)]);
        assert_eq!(items("2020 متن", true), [("2020", 2, 9), (" متن", 1, 9)]);
    }

    #[test]
    fn a_script_of_its_own_is_an_item_of_its_own() {
        let texts: Vec<_> = items("Iran Иран Iran", false).into_iter().map(|item| item.0).collect();
        assert_eq!(texts, ["Iran ", "Иран ", "Iran"]);
    }

    #[test]
    fn a_sign_only_the_other_family_has_is_taken_from_there() {
        assert_eq!(items("a ⇒ b", false), [("a ", 0, 0), ("⇒", 0, 4), (" b", 0, 0)]);
    }

    #[test]
    fn controls_and_accents_stay_with_what_they_follow() {
        assert_eq!(items("a\u{2066}b\u{2069}c", false).len(), 1 + 2);
        assert_eq!(items("e\u{301}\u{ad}x", false).len(), 1);
        assert_eq!(items("شَدّ\u{200c}ها", true).len(), 1);
    }
}

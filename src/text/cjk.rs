//! Chinese and Japanese setting, after the W3C's *Requirements for Chinese Text Layout* (clreq), 3.1 and 3.2: where a line
//! may end beside punctuation, the blank halves of full-width marks, and the space between Han and Latin letters.
//!
//! A full-width mark takes up one em and shows itself in one half of it. Of two marks side by side the blank between them
//! shrinks to half an em; at the edge of a line the blank half hangs outside, so that the edge looks straight.

use super::shape::{ShapedGlyph, is_hidden};

/// How much a Han character may give or take in justification, as a share of its advance; a space counts whole. At the
/// limit of a good line that is a thirtieth of the em.
pub(super) const ELASTIC: f32 = 0.08;
/// The blank half of a full-width mark, in ems.
const HALF: f32 = 0.5;
/// The space between Han and Latin letters or digits, in ems.
const QUARTER: f32 = 0.25;
/// The space between the raised mark of a note and a Latin letter or digit that follows it, in ems.
const THIN: f32 = 0.125;
/// A glyph at least this wide, in ems, is full-width.
const FULL: f32 = 0.9;

/// A full-width mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Opens: no line ends behind it; its left half is blank.
    Open,
    /// Closes: no line starts with it; its right half is blank.
    Close,
    /// Parts sentences: no line starts with it; its right half is blank, or in traditional Chinese both sides are.
    Pause,
    /// Exclaims or asks: as [`Mark::Pause`], but that in Japanese, too, it stands in the middle.
    Exclamation,
    /// Stands in the middle of its em: no line starts with it.
    Middle,
}

fn mark(character: char) -> Option<Mark> {
    Some(match character {
        '“' | '‘' | '「' | '『' | '《' | '〈' | '（' | '【' | '〔' | '〖' | '［' | '｛' => Mark::Open,
        '”' | '’' | '」' | '』' | '》' | '〉' | '）' | '】' | '〕' | '〗' | '］' | '｝' => Mark::Close,
        '，' | '。' | '、' | '．' | '：' | '；' => Mark::Pause,
        '！' | '？' => Mark::Exclamation,
        '・' | '々' | '～' => Mark::Middle,
        _ => return None,
    })
}

/// Whether a text may hold Chinese or Japanese letters: they and all that comes behind them begin with such a byte.
pub(super) fn may_be_in(text: &str) -> bool {
    text.bytes().any(|byte| byte >= 0xe3)
}

/// Whether a character is a Han character or one of the syllabaries that go with them.
pub(super) fn is_letter(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3040}'..='\u{30fa}'
        | '\u{30fc}'..='\u{312f}' | '\u{31a0}'..='\u{31bf}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a character gives way in justification.
pub(super) fn is_elastic(character: char) -> bool {
    is_letter(character) || matches!(character, '\u{3001}'..='\u{3020}' | '\u{ff01}'..='\u{ff60}')
}

/// Whether a language is written in Han characters and sets its quotation marks and dashes full-width.
pub(super) fn is_language(tag: &str) -> bool {
    matches!(tag.split('-').next(), Some("zh" | "ja" | "yue" | "lzh"))
}

/// Where marks stand in their em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// All in the half beside what they close, as in the People's Republic.
    Simplified,
    /// Commas, full stops and exclamation marks in the middle, as in Taiwan and Hong Kong.
    Traditional,
    /// Exclamation marks in the middle.
    Japanese,
}

impl Habit {
    /// That of a language, BCP 47.
    pub(super) fn of(tag: &str) -> Habit {
        let traditional = |part: &str| ["Hant", "TW", "HK", "MO"].iter().any(|known| part.eq_ignore_ascii_case(known));
        match tag.split('-').next() {
            _ if tag.split('-').any(traditional) => Habit::Traditional,
            Some("ja") => Habit::Japanese,
            _ => Habit::Simplified,
        }
    }
}

/// Whether the quotation mark at a byte stands around Latin text alone, and is then proportional as that text is.
pub(super) fn is_latin_quote(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let quoted = match rest.chars().next() {
        Some(open @ ('“' | '‘')) => {
            let close = if open == '“' { '”' } else { '’' };
            rest[open.len_utf8()..].split_once(close).map(|(inner, _)| inner)
        }
        Some(close @ ('”' | '’')) => {
            let open = if close == '”' { '“' } else { '‘' };
            text[..at].rsplit_once(open).map(|(_, inner)| inner)
        }
        _ => None,
    };
    quoted.is_some_and(|inner| inner.contains(is_latin) && !inner.contains(is_elastic))
}

/// Signs that such a language shares with others, and sets in its own face.
pub(super) fn is_shared_sign(character: char) -> bool {
    matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// Mends the places where lines may end: none behind a mark that opens nor before one that does not, and those beside
/// quotation marks that UAX 14 leaves out because other languages turn them round.
pub(super) fn mend_breaks(text: &str, places: &mut Vec<usize>) {
    places.retain(|&at| {
        let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
        let opened = before.and_then(mark) == Some(Mark::Open);
        // the end of the text is always one
        at == text.len() || (!opened && matches!(after.and_then(mark), None | Some(Mark::Open)))
    });
    for (at, quote) in text.char_indices().filter(|(_, character)| matches!(character, '“' | '‘' | '”' | '’')) {
        let end = at + quote.len_utf8();
        let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
        let place = match mark(quote) {
            Some(Mark::Open) => before.filter(|c| is_letter(*c) || is_closing(*c)).map(|_| at),
            _ => after.filter(|c| is_letter(*c) || mark(*c) == Some(Mark::Open)).map(|_| end),
        };
        if let Some(place) = place
            && let Err(index) = places.binary_search(&place)
        {
            places.insert(index, place);
        }
    }
}

fn is_closing(character: char) -> bool {
    !matches!(mark(character), None | Some(Mark::Open)) && !matches!(character, '”' | '’')
}

/// The text that glyphs stand in, and what matters of its setting.
pub(super) struct Around<'t, R: Fn(usize) -> bool> {
    pub(super) text: &'t str,
    pub(super) habit: Habit,
    /// Whether the byte belongs to a superscript.
    pub(super) raised: R,
}

impl<R: Fn(usize) -> bool> Around<'_, R> {
    /// Takes the blank between neighbouring marks away, and puts space between Han and Latin. `glyphs` are those of one
    /// item that runs from left to right up to the byte `end`, set at `size` points an em.
    pub(super) fn adjust(&self, glyphs: &mut [ShapedGlyph], end: usize, size: f32) {
        let ends: Vec<usize> = glyphs.iter().skip(1).map(|glyph| glyph.cluster as usize).chain([end]).collect();
        for (glyph, end) in glyphs.iter_mut().zip(ends) {
            let start = glyph.cluster as usize;
            if end <= start {
                continue;
            }
            let full = glyph.advance >= FULL * size;
            let own = self.text[start..].chars().next().and_then(mark).filter(|_| full);
            // proportional marks have no blank half to meet
            let full_width = |(at, character)| mark(character).filter(|_| !is_latin_quote(self.text, at));
            let before = self.before(start).and_then(full_width);
            let after = self.after(end).and_then(full_width);
            if self.has_blank_end(own) && !matches!(after, None | Some(Mark::Middle)) {
                glyph.advance -= HALF * size;
            } else if own == Some(Mark::Open) && before == Some(Mark::Open) {
                glyph.advance -= HALF * size;
                glyph.dx -= HALF * size;
            } else {
                glyph.advance += self.gap(end) * size;
            }
        }
    }

    fn has_blank_end(&self, mark: Option<Mark>) -> bool {
        match mark {
            Some(Mark::Close) => true,
            Some(Mark::Pause) => self.habit != Habit::Traditional,
            Some(Mark::Exclamation) => self.habit == Habit::Simplified,
            Some(Mark::Open | Mark::Middle) | None => false,
        }
    }

    /// What hangs outside a line that ends before the byte `end`, in ems; `advance` is that of its last character.
    pub(super) fn hangs_at_end(&self, end: usize, advance: impl Fn(usize) -> f32) -> f32 {
        let Some((at, character)) = self.before(end) else { return 0.0 };
        if self.has_blank_end(mark(character)) && advance(at) >= FULL {
            return HALF;
        }
        self.gap(end)
    }

    /// What hangs outside a line that starts at the byte `start`, in ems; `advance` is that of its first character.
    pub(super) fn hangs_at_start(&self, start: usize, advance: impl Fn(usize) -> f32) -> f32 {
        let first = self.after(start).filter(|(_, character)| mark(*character) == Some(Mark::Open));
        if first.is_some_and(|(at, _)| advance(at) >= FULL) { HALF } else { 0.0 }
    }

    /// The space between the two characters that meet at a byte, in ems: a Han character and Latin text, neither of them raised;
    /// or the mark of a note and Latin text, which would else look like one number.
    fn gap(&self, at: usize) -> f32 {
        let (Some((a, before)), Some((b, after))) = (self.before(at), self.after(at)) else { return 0.0 };
        match ((self.raised)(a), (self.raised)(b)) {
            (true, false) if is_latin(after) => THIN,
            (false, false) if is_letter(before) && self.begins_latin(b, after) => QUARTER,
            (false, false) if self.ends_latin(a, before) && is_letter(after) => QUARTER,
            _ => 0.0,
        }
    }

    /// Whether Latin text begins at a byte: with a letter, or with a bracket or quotation mark before one.
    fn begins_latin(&self, at: usize, first: char) -> bool {
        let next = || self.after(at + first.len_utf8()).is_some_and(|(_, next)| is_latin(next));
        is_latin(first) || (matches!(first, '(' | '[') && next()) || is_latin_quote(self.text, at)
    }

    fn ends_latin(&self, at: usize, last: char) -> bool {
        let before = || self.before(at).is_some_and(|(_, before)| is_latin(before));
        is_latin(last) || (matches!(last, ')' | ']') && before()) || is_latin_quote(self.text, at)
    }

    /// The character before a byte, and where it stands; those that never show are passed over.
    fn before(&self, at: usize) -> Option<(usize, char)> {
        self.text[..at].char_indices().rfind(|(_, character)| !is_hidden(*character))
    }

    fn after(&self, at: usize) -> Option<(usize, char)> {
        let found = self.text[at..].char_indices().find(|(_, character)| !is_hidden(*character));
        found.map(|(offset, character)| (at + offset, character))
    }
}

/// Whether a character is a letter or digit that is narrower than Han characters.
fn is_latin(character: char) -> bool {
    character == '%' || (character < '\u{2000}' && character.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EM: f32 = 10.0;

    /// Each character as one glyph, full-width but for those of Latin.
    fn adjusted(text: &str, language: &str) -> Vec<(char, f32, f32)> {
        let glyph = |(at, character): (usize, char)| ShapedGlyph {
            id: 1,
            unsafe_to_break: false,
            cluster: at as u32,
            advance: if character < '\u{2000}' { EM / 2.0 } else { EM },
            dx: 0.0,
            dy: 0.0,
        };
        let mut glyphs: Vec<ShapedGlyph> = text.char_indices().map(glyph).collect();
        let around = Around { text, habit: Habit::of(language), raised: |_| false };
        around.adjust(&mut glyphs, text.len(), EM);
        text.chars().zip(glyphs).map(|(character, glyph)| (character, glyph.advance, glyph.dx)).collect()
    }

    #[test]
    fn the_blank_between_neighbouring_marks_shrinks() {
        let advances = |text: &str| adjusted(text, "zh").iter().map(|glyph| glyph.1).collect::<Vec<_>>();
        assert_eq!(advances("说：“好。”"), [10.0, 5.0, 10.0, 10.0, 5.0, 10.0]);
        assert_eq!(adjusted("（《法》）", "zh")[1], ('《', 5.0, -5.0));
        assert_eq!(advances("（《法》）"), [10.0, 5.0, 10.0, 5.0, 10.0]);
        assert_eq!(advances("好！”"), [10.0, 5.0, 10.0]);
        assert_eq!(adjusted("好！」", "ja")[1].1, 10.0);
        let centred: Vec<_> = adjusted("好。」", "zh-TW").iter().map(|glyph| glyph.1).collect();
        assert_eq!(centred, [10.0, 10.0, 10.0], "in the middle of its em a full stop has no blank half");
    }

    #[test]
    fn han_and_latin_stand_apart() {
        let advances: Vec<_> = adjusted("在2020年 a", "zh").iter().map(|glyph| glyph.1).collect();
        assert_eq!(advances, [12.5, 5.0, 5.0, 5.0, 7.5, 10.0, 5.0, 5.0]);
        let around = Around { text: "字1", habit: Habit::Simplified, raised: |at| at == 3 };
        assert_eq!(around.gap(3), 0.0, "a note's mark stands close");
        let around = Around { text: "，42019", habit: Habit::Simplified, raised: |at| at == 3 };
        assert_eq!(around.gap(4), THIN, "but does not join the number behind it");
        let gaps = |text: &str, at: usize| Around { text, habit: Habit::Simplified, raised: |_| false }.gap(at);
        assert_eq!(gaps("(IHRNGO)和", 8), QUARTER);
        assert_eq!(gaps("和(IHRNGO)", 3), QUARTER);
        assert_eq!(gaps("“IHRNGO”和", 12), QUARTER);
        assert_eq!(gaps("“人权”和", 12), 0.0);
    }

    #[test]
    fn blank_halves_hang_outside() {
        let around = Around { text: "“好，”", habit: Habit::Simplified, raised: |_| false };
        assert_eq!(around.hangs_at_start(0, |_| 1.0), HALF);
        assert_eq!(around.hangs_at_end(9, |_| 1.0), HALF);
        assert_eq!(around.hangs_at_end(9, |_| 0.5), 0.0, "shrunk already");
        assert_eq!(around.hangs_at_end(6, |_| 1.0), 0.0);
    }

    #[test]
    fn lines_may_end_outside_of_quotation_marks_only() {
        let text = "他说“好”吗，是";
        let mut places: Vec<usize> = text.char_indices().map(|(at, _)| at).skip(1).collect();
        mend_breaks(text, &mut places);
        let shown: Vec<&str> =
            [0].iter().chain(&places).zip(places.iter().chain(&[text.len()])).map(|(a, b)| &text[*a..*b]).collect();
        assert_eq!(shown, ["他", "说", "“好”", "吗，", "是"]);
        let mut none = Vec::new();
        mend_breaks(text, &mut none);
        assert_eq!(none, [6, 15]);
    }
}

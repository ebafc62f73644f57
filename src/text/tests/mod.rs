//! The promises of the module, kept on texts of several languages.

mod breaking;
mod chinese;
mod shaping;
mod spacing;
mod strange;

use super::*;
use crate::page::Color;

const STYLE: TextStyle = TextStyle {
    family: Family::Serif,
    weight: Weight::Regular,
    italic: false,
    size: 10.3,
    color: Color::BLACK,
    figures: Figures::Proportional,
    small_caps: false,
    superscript: false,
};
/// 118 mm.
const MEASURE: f32 = 118.0 / 25.4 * 72.0;

const ENGLISH: &str = "Iran put at least 267 people to death in 2020, among them four who were children at the time of \
    the alleged offence. The authorities announced only 91 of these executions; the others became known through families, \
    lawyers and fellow prisoners, and each of them was confirmed by at least two independent sources. Several defendants \
    were convicted after proceedings that lasted minutes, without counsel of their choosing, and on the strength of \
    confessions which they retracted in court as having been obtained under torture. International organisations, the \
    special procedures of the Human Rights Council and the High Commissioner have repeatedly expressed their concern at \
    the disproportionate number of executions in Sistan and Baluchestan, and at the use of the death penalty against \
    participants in demonstrations. None of the recommendations accepted by the government during its third universal \
    periodic review has been implemented to date.";
const FRENCH: &str = "Les autorités iraniennes ont exécuté au moins 267 personnes en 2020, dont quatre étaient mineures au \
    moment des faits qui leur étaient reprochés\u{202f}; l’Organisation des Nations unies a demandé «\u{202f}une enquête \
    indépendante et impartiale\u{202f}» sur les événements de novembre 2019, et l’établissement des responsabilités.";
const RUSSIAN: &str = "Власти Ирана казнили в 2020 году не менее 267 человек, из которых четверо были несовершеннолетними \
    во время предполагаемого преступления. Международные организации неоднократно выражали обеспокоенность непропорционально \
    большим числом казней в провинции Систан и Белуджистан.";
const PERSIAN: &str = "دست‌کم ۲۶۷ نفر در سال ۲۰۲۰ در ایران اعدام شدند که چهار نفر از آن‌ها در زمان ارتکاب جرم ادعایی کودک \
    بودند. سازمان‌های حقوق بشری می‌گویند که خانواده‌ها اغلب پس از اجرای حکم باخبر می‌شوند و وکیل‌ها اجازهٔ دیدار نمی‌یابند.";
const ARABIC: &str = "أعدمت السلطات الإيرانية ما لا يقل عن ٢٦٧ شخصًا في عام ٢٠٢٠، من بينهم أربعة كانوا أطفالًا وقت ارتكاب \
    الجريمة المزعومة. ولا تزال الأمم المتحدة تطالب بإجراء تحقيق مستقل في هذه الأحداث وبالمساءلة عنها.";
const MIXED: &str = "The daily «کیهان» (no. 21,456) wrote on 12 March: «آن‌ها باید بدانند» — “they must know” — and named \
    سازمان ملل متحد three times (p. 4, column 2), as well as الأمم المتحدة in an Arabic summary of the leading article.";

fn setting(language: &str) -> Setting<'_> {
    Setting { language, rtl: matches!(language, "fa" | "ar"), hyphenate: true }
}

fn run(text: &str) -> TextRun<'_> {
    TextRun { text, style: STYLE, language: None, tag: 0 }
}

fn shape(text: &str, language: &str) -> Shaped {
    Fonts::bundled().shape(&[run(text)], setting(language))
}

fn lines(text: &str, language: &str, measure: f32, align: Align) -> Vec<Line> {
    shape(text, language).lines(measure, align)
}

/// Where the last glyph of a line ends, and that the pieces stand without gap.
fn end(line: &Line) -> f32 {
    for pair in line.pieces.windows(2) {
        let gap = pair[1].glyphs.origin.x - (pair[0].glyphs.origin.x + pair[0].glyphs.width());
        assert!(gap.abs() < 0.001, "gap of {gap} in {line:?}");
    }
    line.pieces.last().map_or(0.0, |piece| piece.glyphs.origin.x + piece.glyphs.width())
}

/// The text that a line shows, in logical order; its clusters must cover it once.
fn shown(line: &Line, source: &str) -> String {
    let mut pieces: Vec<&str> = Vec::new();
    for piece in &line.pieces {
        let run = &piece.glyphs;
        let mut clusters: Vec<_> = run.glyphs.iter().map(|g| (g.cluster.start, g.cluster.end)).collect();
        clusters.sort_unstable();
        clusters.dedup();
        assert_eq!(clusters.first().map(|c| c.0), Some(0), "{run:?}");
        assert_eq!(clusters.last().map(|c| c.1), Some(run.text.len() as u32), "{run:?}");
        assert!(clusters.windows(2).all(|pair| pair[0].1 == pair[1].0), "{run:?}");
        assert!(clusters.iter().all(|c| run.text.get(c.0 as usize..c.1 as usize).is_some()), "{run:?}");
        // the space that parts the lines takes no room
        let parting = run.glyphs.iter().any(|g| g.advance == 0.0 && g.cluster.end as usize == run.text.len());
        pieces.push(run.text.strip_suffix(' ').filter(|_| parting).unwrap_or(&run.text));
    }
    in_logical_order(pieces, &source[line.range.clone()])
}

/// Puts pieces in the order of the source by trying which of them comes next.
fn in_logical_order(mut pieces: Vec<&str>, source: &str) -> String {
    let visible: String = source.chars().filter(|c| !shape::is_hidden(*c)).collect();
    let mut text = String::new();
    while !pieces.is_empty() {
        let rest = &visible[text.len()..];
        let next = pieces.iter().position(|piece| rest.starts_with(piece.trim_end_matches('\u{ad}')));
        text.push_str(pieces.remove(next.unwrap_or_else(|| panic!("{pieces:?} not in {rest:?}"))));
        if let Some(whole) = text.strip_suffix('\u{ad}') {
            assert!(pieces.is_empty(), "a hyphen inside a line: {text}");
            assert_eq!(whole, visible);
        }
    }
    text
}

/// The whole text as a reader of the lines gets it: a hyphen joins, any other line end is a space.
fn read(lines: &[Line], source: &str) -> String {
    let mut text = String::new();
    for (index, line) in lines.iter().enumerate() {
        let shown = shown(line, source);
        assert_eq!(shown.ends_with('\u{ad}'), line.hyphenated);
        match shown.strip_suffix('\u{ad}') {
            Some(start) => text.push_str(start),
            None => {
                text.push_str(&shown);
                let next = lines.get(index + 1).map_or(line.range.end, |next| next.range.start);
                text.push_str(if next > line.range.end { " " } else { "" });
            }
        }
    }
    text
}

const TEXTS: [(&str, &str); 6] =
    [(ENGLISH, "en-GB"), (FRENCH, "fr"), (RUSSIAN, "ru"), (PERSIAN, "fa"), (ARABIC, "ar"), (MIXED, "en")];

#[test]
fn letters_and_digits_are_those_of_the_standard_library() {
    for letter in '\0'..=char::MAX {
        assert_eq!(is_letter(letter), letter.is_alphabetic(), "{letter:?}");
        assert_eq!(is_digit(letter), letter.is_numeric(), "{letter:?}");
    }
}

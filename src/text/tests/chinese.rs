//! Chinese paragraphs, in the test font of boxes.

use super::*;
use crate::text::{Bytes, Member, UserFamily, inspect};

const FONT: &[u8] = include_bytes!("../../../tests/fonts/ExampleHan-Regular.ttf");
const TEXT: &str = "报告说：“2020年至少有267人被处死。”他们的家属说，法院判了死刑，数字是公布的（见第3页）；统计的句号、逗号、引号连续压缩，行首、行尾悬挂。";

fn fonts() -> Fonts {
    let bytes = Bytes::Static(FONT);
    let facts = inspect(&bytes).unwrap().remove(0);
    let members = Member::of("test.ttf", &bytes, &facts);
    Fonts::with(vec![UserFamily { name: facts.family, family: None, scripts: Vec::new(), members }])
}

fn lines(text: &str, measure: f32) -> Vec<Line> {
    let run = TextRun { text, style: STYLE, language: None, tag: 0 };
    let shaped = fonts().shape(&[run], Setting { language: "zh", rtl: false, hyphenate: true });
    assert!(shaped.missing.is_empty(), "{:?}", shaped.missing);
    shaped.lines(measure, Align::Justify)
}

#[test]
fn lines_are_justified_to_their_blank_halves() {
    let text = TEXT.repeat(3);
    for measure in [97.0, 151.3, 203.0, 334.5] {
        let lines = lines(&text, measure);
        let (_, full) = lines.split_last().unwrap();
        assert!(full.len() > 3);
        for line in full {
            assert!((line.width - measure).abs() < 0.01, "{} of {measure}: {}", line.width, &text[line.range.clone()]);
            let shown = &text[line.range.clone()];
            assert!(!shown.starts_with(['，', '。', '”', '）', '、', '；', '：']), "{shown}");
            assert!(!shown.ends_with(['“', '（']), "{shown}");
            let last = line.pieces.last().unwrap();
            let ends = last.glyphs.origin.x + last.glyphs.width();
            // nothing, a blank half, or the space before a Latin letter on the next line stands outside
            let outside = ends - measure;
            let known = [0.0, STYLE.size / 2.0, STYLE.size / 4.0];
            assert!(
                known.iter().any(|blank| (outside - blank).abs() < 0.02),
                "{outside} outside of {measure}: {shown}"
            );
        }
        let whole: String = lines.iter().flat_map(|line| &line.pieces).map(|piece| &*piece.glyphs.text).collect();
        assert_eq!(whole, text, "every character once");
    }
}

#[test]
fn an_opening_mark_hangs_before_its_line() {
    let text = "“报告”说";
    let line = lines(text, 500.0).remove(0);
    assert!((line.pieces[0].glyphs.origin.x + STYLE.size / 2.0).abs() < 0.01, "{:?}", line.pieces[0].glyphs.origin);
}

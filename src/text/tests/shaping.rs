//! What is shown: faces, features, directions, clusters.

use super::*;

#[test]
fn nothing_is_missing_from_the_languages_of_the_house() {
    for (text, language) in TEXTS {
        assert_eq!(shape(text, language).missing, [], "{language}");
    }
}

#[test]
fn right_to_left_text_runs_from_right_to_left() {
    let line = lines("متن ABC", "fa", 300.0, Align::Start).remove(0);
    let texts: Vec<_> = line.pieces.iter().map(|piece| &*piece.glyphs.text).collect();
    assert_eq!(texts, ["ABC", "متن "]);
    let starts: Vec<_> = line.pieces[1].glyphs.glyphs.iter().map(|glyph| glyph.cluster.start).collect();
    assert!(starts.is_sorted_by(|a, b| a >= b), "{starts:?}");
}

#[test]
fn a_ligature_is_one_cluster() {
    let line = lines("لا", "ar", 300.0, Align::Start).remove(0);
    assert_eq!(line.pieces[0].glyphs.glyphs.len(), 1);
    assert_eq!(line.pieces[0].glyphs.glyphs[0].cluster, 0..4);
}

#[test]
fn a_joiner_of_arabic_script_keeps_a_glyph_and_its_text() {
    let line = lines("آن‌ها", "fa", 300.0, Align::Start).remove(0);
    let run = &line.pieces[0].glyphs;
    let joiner = run.text.find('\u{200c}').map(|at| at as u32);
    let glyph = run.glyphs.iter().find(|glyph| Some(glyph.cluster.start) == joiner).expect("a glyph for the joiner");
    assert_eq!((glyph.cluster.len(), glyph.advance), (3, 0.0));
}

#[test]
fn punctuation_keeps_its_neighbours_face() {
    let texts_by_face = |text: &str, language| -> Vec<(u16, String)> {
        let line = lines(text, language, 900.0, Align::Start).remove(0);
        line.pieces.iter().map(|piece| (piece.glyphs.face.0, piece.glyphs.text.to_string())).collect()
    };
    assert_eq!(texts_by_face("(متن، ۲۰۲۰!)", "fa").iter().map(|p| p.0).max(), Some(9));
    assert_eq!(texts_by_face("(متن، ۲۰۲۰!)", "fa").iter().map(|p| p.0).min(), Some(9));
    let mixed = texts_by_face("a (متن) b, c.", "en");
    assert_eq!(mixed, [(0, "a (".into()), (9, "متن".into()), (0, ") b, c.".into())]);
}

#[test]
fn figures_are_proportional_or_tabular() {
    let fonts = Fonts::bundled();
    let width = |text, family, figures| fonts.width(text, TextStyle { family, figures, ..STYLE }, setting("en"));
    for family in [Family::Serif, Family::Sans] {
        assert_eq!(width("1111", family, Figures::Tabular), width("8888", family, Figures::Tabular), "{family:?}");
        assert!(width("1111", family, Figures::Proportional) < width("8888", family, Figures::Proportional));
    }
    assert_eq!(width("۱۱۱", Family::Sans, Figures::Tabular), width("۸۸۸", Family::Sans, Figures::Tabular));
}

#[test]
fn superscripts_are_the_faces_own_or_smaller_and_raised() {
    let style = TextStyle { superscript: true, ..STYLE };
    let line = Fonts::bundled().line("12", style, setting("en"));
    let (own, plain) = (&line.pieces[0].glyphs, Fonts::bundled().line("12", STYLE, setting("en")));
    assert_eq!((own.size, own.glyphs[0].dy), (STYLE.size, 0.0));
    assert_ne!(own.glyphs[0].id, plain.pieces[0].glyphs.glyphs[0].id);
    assert_eq!(&*own.text, "12");
    let line = Fonts::bundled().line("§", style, setting("en"));
    let made = &line.pieces[0].glyphs;
    assert!((made.size - 0.6 * STYLE.size).abs() < 1e-4 && (made.glyphs[0].dy - 0.33 * STYLE.size).abs() < 1e-4);
}

#[test]
fn tags_and_languages_come_back_and_part_pieces() {
    let persian: Arc<str> = "fa".into();
    let runs = [
        TextRun { tag: 1, ..run("one ") },
        TextRun { tag: 2, ..run("two ") },
        TextRun { tag: 2, language: Some(persian.clone()), ..run("سه") },
    ];
    let line = Fonts::bundled().shape(&runs, setting("en")).lines(300.0, Align::Start).remove(0);
    let tags: Vec<_> = line.pieces.iter().map(|piece| (piece.tag, piece.glyphs.language.clone())).collect();
    assert_eq!(tags, [(1, None), (2, None), (2, Some(persian))]);
}

#[test]
fn kerning_and_ligatures_are_on() {
    let fonts = Fonts::bundled();
    let width = |text| fonts.width(text, STYLE, setting("en"));
    assert!(width("AV") < width("A") + width("V"));
    assert_eq!(fonts.line("ffi", STYLE, setting("en")).pieces[0].glyphs.glyphs.len(), 1);
}

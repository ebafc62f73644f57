use super::*;
use crate::evidence::files::testing::Briefing;
use crate::page::Color;
use crate::text::{Align, Figures, Setting, TextRun, TextStyle, Weight};

const REGULAR: &[u8] = include_bytes!("../../../tests/fonts/ExampleHan-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../tests/fonts/ExampleHan-Bold.otf");
const VARIABLE: &[u8] = include_bytes!("../../../tests/fonts/ExampleVariable.ttf");
const COLLECTION: &[u8] = include_bytes!("../../../tests/fonts/Example.ttc");

fn style(family: Family, weight: Weight, italic: bool) -> TextStyle {
    let figures = Figures::Proportional;
    TextStyle {
        family,
        weight,
        italic,
        size: 10.0,
        color: Color::BLACK,
        figures,
        small_caps: false,
        superscript: false,
    }
}

/// The fonts of a folder with these files, and the findings.
fn fonts(files: &[(&str, &[u8])], records: &str) -> (Fonts, FontFiles, Vec<String>) {
    let mut briefing = files.iter().fold(Briefing::new(), |briefing, (name, bytes)| briefing.file(name, bytes));
    let spec = briefing.spec(records);
    let mut sink = Sink::default();
    let (fonts, found) = read(&spec.fonts, &briefing.folder(), Shared::default(), &mut sink);
    (fonts, found, sink.into_sorted().iter().map(|finding| briefing.line(finding)).collect())
}

/// The names of the faces that show a text, in order.
fn faces(fonts: &Fonts, text: &str, style: TextStyle) -> Vec<String> {
    let run = TextRun { text, style, language: None, tag: 0 };
    let shaped = fonts.shape(&[run], Setting { language: "zh", rtl: false, hyphenate: false });
    assert!(shaped.missing.is_empty(), "{:?}", shaped.missing);
    let lines = shaped.lines(f32::INFINITY, Align::Start);
    lines.iter().flat_map(|line| &line.pieces).map(|piece| fonts.face(piece.glyphs.face).name.clone()).collect()
}

#[test]
fn what_stands_in_the_folder_shows_what_nothing_else_has() {
    let files: [(&str, &[u8]); 3] =
        [("fonts/b.OTF", BOLD), ("fonts/a.ttf", REGULAR), ("fonts/OFL.txt", b"the licence")];
    let (fonts, found, lines) = fonts(&files, "");
    assert_eq!(lines, [""; 0]);
    assert_eq!(found.read.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), ["fonts/a.ttf", "fonts/b.OTF"]);
    assert_eq!(fonts.families().len(), 1, "two weights are one family");
    let serif = style(Family::Serif, Weight::Regular, false);
    // the Latin beside a face without serifs has none either, and its quotation marks are its own
    let shown = ["ExampleHan-Regular", "SourceSans3-Regular", "ExampleHan-Regular"];
    assert_eq!(faces(&fonts, "报告“said”2020年", serif), shown);
    let shown = ["ExampleHan-Regular", "SourceSans3-Regular", "ExampleHan-Regular"];
    assert_eq!(faces(&fonts, "“报告said”", serif), shown);
    let bold = style(Family::Sans, Weight::Semibold, true);
    assert_eq!(faces(&fonts, "报", bold), ["ExampleHan-Bold"], "no slant is made up");
}

#[test]
fn nothing_in_the_folder_and_no_folder_are_the_bundled_fonts() {
    let (fonts, found, lines) = fonts(&[], "");
    assert!(fonts.families().is_empty() && found.read.is_empty() && lines.is_empty(), "{lines:?}");
    assert_eq!(found.looked.len(), 1);
}

#[test]
fn a_family_may_stand_for_one_of_the_design() {
    let records = "[fonts.own]\nfile = \"fonts/a.ttf\"\nbold = \"fonts/b.otf\"\nfamily = \"serif\"\n";
    let (fonts, _, lines) = fonts(&[("fonts/a.ttf", REGULAR), ("fonts/b.otf", BOLD)], records);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("font-style briefing.toml:15:10: `Example Han` has no italic face"), "{lines:?}");
    assert_eq!(faces(&fonts, "abc", style(Family::Serif, Weight::Regular, false)), ["ExampleHan-Regular"]);
    assert_eq!(faces(&fonts, "abc", style(Family::Serif, Weight::Bold, false)), ["ExampleHan-Bold"]);
    assert_eq!(faces(&fonts, "abc", style(Family::Sans, Weight::Regular, false)), ["SourceSans3-Regular"]);
}

#[test]
fn a_family_may_lead_in_a_script() {
    let (fonts, _, lines) = fonts(&[("f/a.ttf", REGULAR)], "[fonts.own]\nfile = \"f/a.ttf\"\nscripts = [\"Hani\"]\n");
    assert_eq!(lines, [""; 0]);
    let serif = style(Family::Serif, Weight::Regular, false);
    assert_eq!(faces(&fonts, "abc 报", serif), ["SourceSans3-Regular", "ExampleHan-Regular"]);
}

#[test]
fn a_variable_font_is_set_at_the_weight_that_is_asked_for() {
    let (fonts, found, lines) =
        fonts(&[("fonts/v.ttf", VARIABLE)], "[fonts.v]\nfile = \"fonts/v.ttf\"\nfamily = \"sans\"\n");
    assert_eq!(lines.len(), 1, "no italic: {lines:?}");
    assert_eq!(found.read[0].faces[0].weights, Some((300, 900)));
    let width = |weight| {
        fonts.width("a", style(Family::Sans, weight, false), Setting { language: "en", rtl: false, hyphenate: false })
    };
    // 500 at weight 300 and 560 at 900, in thousandths of the em
    assert!((width(Weight::Regular) - 5.1).abs() < 0.011, "{}", width(Weight::Regular));
    assert!((width(Weight::Semibold) - 5.3).abs() < 0.011, "{}", width(Weight::Semibold));
    assert!((width(Weight::Bold) - 5.4).abs() < 0.011, "{}", width(Weight::Bold));
}

#[test]
fn a_face_of_a_collection_is_chosen_by_its_name() {
    let record = |face: &str| format!("[fonts.c]\nfile = \"c.ttc\"\nscripts = [\"Hani\"]\n{face}");
    let name = |face: &str| {
        let (fonts, _, lines) = fonts(&[("c.ttc", COLLECTION)], &record(face));
        assert_eq!(lines, [""; 0]);
        faces(&fonts, "一", style(Family::Serif, Weight::Regular, false)).remove(0)
    };
    assert_eq!(name(""), "ExampleOne-Regular");
    assert_eq!(name("face = \"Example Two\"\n"), "ExampleTwo-Regular");
    let (_, _, lines) = fonts(&[("c.ttc", COLLECTION)], &record("face = \"Example Too Regular\"\n"));
    assert_eq!(
        lines,
        [
            "unknown-face briefing.toml:15:8: the collection has no face `Example Too Regular`; did you mean `Example Two Regular`?"
        ]
    );
}

#[test]
fn an_unknown_script_is_an_error_with_the_nearest() {
    let (_, _, lines) = fonts(&[("a.ttf", REGULAR)], "[fonts.own]\nfile = \"a.ttf\"\nscripts = [\"Hanii\"]\n");
    assert_eq!(lines.len(), 1);
    assert!(
        lines[0].starts_with("unknown-script briefing.toml:14:12: unknown script `Hanii`; did you mean `Hani`?"),
        "{lines:?}"
    );
}

/// The place of a table's entry in the directory.
fn entry(font: &[u8], tag: &[u8; 4]) -> usize {
    font.windows(4).position(|window| window == tag).unwrap()
}

/// The font with its table under another name.
fn without(tag: &[u8; 4]) -> Vec<u8> {
    let mut font = REGULAR.to_vec();
    let at = entry(&font, tag);
    font[at] = b'x';
    font
}

fn restricted(rights: u16) -> Vec<u8> {
    let mut font = REGULAR.to_vec();
    let at = entry(&font, b"OS/2");
    let offset = u32::from_be_bytes(font[at + 8..at + 12].try_into().unwrap()) as usize;
    font[offset + 8..offset + 10].copy_from_slice(&rights.to_be_bytes());
    font
}

#[test]
fn bad_files_are_refused_with_the_reason() {
    let said = |bytes: &[u8]| {
        let (_, _, lines) = fonts(&[("f.ttf", bytes)], "[fonts.own]\nfile = \"f.ttf\"\nscripts = [\"Hani\"]\n");
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].starts_with("invalid-font briefing.toml:13:8: `f.ttf` "), "{lines:?}");
        lines[0].split("`f.ttf` ").nth(1).unwrap().split(';').next().unwrap().to_owned()
    };
    assert_eq!(said(b""), "is empty");
    assert_eq!(said(b"wOF2 and so on"), "is compressed for the web (WOFF)");
    assert_eq!(said(b"plain words"), "is no TrueType or OpenType font");
    assert_eq!(said(&REGULAR[..REGULAR.len() - 8]), "is cut off before its end");
    assert_eq!(said(&REGULAR[..40]), "is cut off before its end");
    assert_eq!(said(&restricted(2)), "must not be embedded: its maker restricts it (OS/2 `fsType` 0x0002)");
    assert_eq!(said(&restricted(0x100)), "may only be embedded as a whole (OS/2 `fsType` 0x0100)");
    assert_eq!(said(&without(b"cmap")), "does not say which characters its glyphs show (no Unicode `cmap`)");
    assert_eq!(said(&without(b"glyf")), "has bitmaps and no outlines");
    assert_eq!(said(&without(b"hmtx")), "is damaged");
    let (_, _, lines) = fonts(&[("f.ttf", &restricted(8))], "[fonts.own]\nfile = \"f.ttf\"\n");
    assert_eq!(lines, [""; 0], "a font whose text may be edited may be embedded");
}

#[test]
fn places_and_sizes_are_those_of_any_file() {
    let said = |file: &str| {
        let (_, _, lines) = fonts(&[("fonts/a.ttf", REGULAR)], &format!("[fonts.own]\nfile = \"{file}\"\n"));
        lines[0].split(' ').next().unwrap().to_owned()
    };
    assert_eq!(said("../a.ttf"), "outside-folder");
    assert_eq!(said("fonts"), "not-a-file");
    assert_eq!(said("fonts/b.ttf"), "missing-file");
    let large = vec![0; (32 << 20) + 1];
    let (_, _, lines) = fonts(&[("a.ttf", &large)], "[fonts.own]\nfile = \"a.ttf\"\n");
    assert!(lines[0].starts_with("too-large "), "{lines:?}");
}

#[test]
fn a_bad_file_that_is_only_found_is_left_out() {
    let (fonts, found, lines) = fonts(&[("fonts/a.ttf", &restricted(2)), ("fonts/w.woff2", b"wOF2")], "");
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines.iter().all(|line| line.starts_with("font-left-out")), "{lines:?}");
    assert!(fonts.families().is_empty() && found.read.is_empty());
}

#[test]
fn a_damaged_font_never_ends_the_program() {
    let mut seed = 1_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed as usize >> 8
    };
    for font in [REGULAR, BOLD, VARIABLE, COLLECTION] {
        for _ in 0..60 {
            let mut bytes = font.to_vec();
            for _ in 0..8 {
                let at = next() % bytes.len();
                bytes[at] = next() as u8;
            }
            let (fonts, _, _) = fonts(&[("fonts/a.ttf", &bytes)], "");
            let text = TextRun {
                text: "一二三 的是",
                style: style(Family::Serif, Weight::Bold, false),
                language: None,
                tag: 0,
            };
            let shaped = fonts.shape(&[text], Setting { language: "zh", rtl: false, hyphenate: false });
            let _ = shaped.lines(20.0, Align::Justify);
        }
    }
}

#[test]
fn the_digest_changes_with_a_font() {
    let digest = |font: &[u8]| {
        let mut briefing = Briefing::new().file("fonts/a.ttf", font);
        let mut spec = briefing.spec("");
        let mut sink = Sink::default();
        let folder = briefing.folder();
        let mut evidence =
            crate::evidence::gather(&spec, "", &folder, Shared::default(), None, &mut briefing.files, &mut sink);
        crate::evidence::count(&mut spec, &mut evidence, &mut briefing.files, &mut sink);
        evidence.digest
    };
    assert_eq!(digest(REGULAR), digest(REGULAR));
    assert_ne!(digest(REGULAR), digest(BOLD));
}

#[test]
fn fonts_that_are_kept_are_read_once_and_faults_are_found_again() {
    let kept = Kept::default();
    let read_twice = |files: &[(&str, &[u8])]| {
        let mut briefing = files.iter().fold(Briefing::new(), |briefing, (name, bytes)| briefing.file(name, bytes));
        let (spec, folder) = (briefing.spec(""), briefing.folder());
        let mut sinks = [Sink::default(), Sink::default()];
        let shared = Shared { folder: None, kept: Some(&kept) };
        let [(first, found), (second, again)] = sinks.each_mut().map(|sink| read(&spec.fonts, &folder, shared, sink));
        assert_eq!((found.read.len(), &found), (1, &again));
        let shared = std::ptr::eq(first.families(), second.families());
        (shared, sinks.map(|sink| sink.findings().len()))
    };
    assert_eq!(read_twice(&[("fonts/a.ttf", REGULAR)]), (true, [0, 0]));
    let faulty: [(&str, &[u8]); 2] = [("fonts/a.ttf", REGULAR), ("fonts/b.ttf", b"no font")];
    assert_eq!(read_twice(&faulty), (false, [1, 1]));
}

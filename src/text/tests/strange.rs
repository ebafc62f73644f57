//! Text and measures that nobody plans for.

use super::*;
use crate::page::GlyphRun;

#[test]
fn a_word_wider_than_the_measure_is_cut_and_complete() {
    for word in ["m".repeat(400), "сдшщж".repeat(80), "بیت".repeat(120), "e\u{301}".repeat(200)] {
        for align in [Align::Justify, Align::Start] {
            let shaped = Fonts::bundled().shape(&[run(&word)], Setting { hyphenate: false, ..setting("en") });
            let lines = shaped.lines(100.0, align);
            assert!(lines.len() as f32 <= (shaped.width() / 100.0).ceil() + 2.0, "{} lines", lines.len());
            assert!(lines.iter().all(|line| end(line) < 100.01 && !line.hyphenated));
            assert_eq!(read(&lines, &word), word);
            assert!(!lines.iter().any(|line| word[line.range.clone()].starts_with('\u{301}')));
        }
    }
}

#[test]
fn a_long_word_among_others_does_not_tear_them() {
    let text = format!("see {} for the whole text", "q".repeat(90));
    let lines = lines(&text, "en", 150.0, Align::Justify);
    assert_eq!(read(&lines, &text), text);
    assert!(lines.iter().all(|line| end(line) < 150.01));
    assert!(text[lines[lines.len() - 1].range.clone()].ends_with("whole text"));
}

#[test]
fn nothing_gives_no_lines() {
    for text in ["", " ", "   \t ", "\u{200e}", "\u{ad}", " \u{2060}\u{200b}"] {
        let shaped = shape(text, "en");
        assert_eq!(shaped.lines(100.0, Align::Justify), [], "{text:?}");
        assert_eq!((shaped.width(), shaped.min_width()), (0.0, 0.0));
        assert!(Fonts::bundled().line(text, STYLE, setting("en")).pieces.is_empty());
    }
    assert_eq!(Fonts::bundled().shape(&[], setting("en")).lines(100.0, Align::Start), []);
    assert_eq!(Fonts::bundled().shape(&[run(""), run(""), run("")], setting("en")).lines(9.0, Align::Start), []);
}

#[test]
fn a_strange_measure_does_no_harm() {
    for measure in [0.0, -5.0, f32::NAN, 0.001] {
        let lines = lines("two words", "en", measure, Align::Justify);
        assert_eq!(read(&lines, "two words"), "two words", "{measure}");
    }
    for measure in [f32::INFINITY, f32::MAX] {
        assert_eq!(lines("two words", "en", measure, Align::Justify).len(), 1);
    }
}

#[test]
fn a_missing_character_is_reported_with_its_run_and_place() {
    let runs = [run("plain "), run("a 漢 b"), TextRun { style: TextStyle { superscript: true, ..STYLE }, ..run("語") }];
    let shaped = Fonts::bundled().shape(&runs, setting("en"));
    let expected = [Missing { character: '漢', run: 1, offset: 2 }, Missing { character: '語', run: 2, offset: 0 }];
    assert_eq!(shaped.missing, expected);
    assert_eq!(shaped.lines(400.0, Align::Start)[0].missing, expected);
    assert_eq!(Fonts::bundled().line("x😀", STYLE, setting("en")).missing[0].character, '😀');
    assert_eq!(shape("\u{7}", "en").missing[0].character, '\u{7}');
}

#[test]
fn what_shows_nothing_is_not_missing() {
    let quiet = "a\u{200e}\u{200f}\u{61c}\u{2066}b\u{2069}\u{200c}\u{200d}\u{ad}c\u{2028}d\ne\u{a0}f\u{202f}g\u{2011}h\ti\u{feff}\u{2009}j\u{fe0f}k";
    for family in [Family::Serif, Family::Sans] {
        let style = TextStyle { family, ..STYLE };
        for language in ["en", "fa"] {
            let shaped = Fonts::bundled().shape(&[TextRun { style, ..run(quiet) }], setting(language));
            assert_eq!(shaped.missing, [], "{family:?} {language}");
        }
    }
}

#[test]
fn a_line_cut_in_a_ligature_or_kerned_pair_is_shaped_anew() {
    for word in ["ffi".repeat(30), "AVAToY".repeat(20), "لا".repeat(40)] {
        for measure in 10..40 {
            let lines = lines(&word, "en", measure as f32, Align::Start);
            assert_eq!(read(&lines, &word), word);
            assert!(lines.iter().all(|line| line.width < measure as f32 + 0.01), "{word} at {measure}");
        }
    }
}

#[test]
fn any_mixture_of_characters_is_set_complete() {
    let pool: Vec<&str> =
        "https://a.org/x?y=1&z|internationalisation|affidavit|AVATo|невозможность|1,234.5|؟|«|a|ff|word|й|\
        Constitution| | |  |\u{a0}|\u{202f}|-|—|.|/|(|)|“|”|متن|می‌شود|لا|شَدّ|12|۱۲|٣|\u{200c}|\u{200d}|\u{200f}|\
        \u{2067}|\u{2069}|\u{ad}|\u{2028}|e\u{301}|漢|\u{301}|\t"
            .split('|')
            .collect();
    let mut state = 7_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for round in 0..400 {
        let texts: Vec<String> =
            (0..1 + next(4)).map(|_| (0..next(12)).map(|_| pool[next(pool.len())]).collect()).collect();
        let runs: Vec<_> = texts
            .iter()
            .map(|text| TextRun {
                style: TextStyle { superscript: next(5) == 0, italic: next(3) == 0, ..STYLE },
                ..run(text)
            })
            .collect();
        let source = texts.concat();
        let setting = setting(["en", "fa", "ru", "fr"][next(4)]);
        let measure = if next(8) == 0 { 3.0 } else { 20.0 + next(250) as f32 };
        let lines = Fonts::bundled()
            .shape(&runs, setting)
            .lines(measure, [Align::Justify, Align::Center, Align::Start][next(3)]);
        let mut at = 0;
        for line in &lines {
            let skipped = &source[at..line.range.start];
            assert!(skipped.chars().all(|c| c.is_whitespace() || shape::is_hidden(c)), "{round}: {skipped:?} lost");
            shown_glyphs(line, &source, round);
            let single = measure < 20.0 || line.range.is_empty();
            assert!(single || end(line) < measure + 0.01, "{round}: {} over {measure}: {source:?}", end(line));
            at = line.range.end;
        }
        assert!(source[at..].chars().all(|c| c.is_whitespace() || shape::is_hidden(c)), "{round}: {source:?}");
    }
}

/// The characters of the pieces are those of the line, whatever their order.
fn shown_glyphs(line: &Line, source: &str, round: usize) {
    // A joiner that stands alone joins nothing and may have no glyph.
    let joiner = |c: &char| matches!(c, '\u{200c}' | '\u{200d}');
    let visible = source[line.range.clone()].chars().filter(|c| !shape::is_hidden(*c) && !joiner(c));
    let mut expected: Vec<char> = visible.collect();
    let mut found: Vec<char> = line.pieces.iter().flat_map(|piece| piece.glyphs.text.chars()).collect();
    // the space that parts this line from the next takes no room and is not of the line
    let parting = |run: &GlyphRun| {
        run.glyphs
            .iter()
            .any(|g| g.advance == 0.0 && &run.text[g.cluster.start as usize..g.cluster.end as usize] == " ")
    };
    if line.pieces.iter().any(|piece| parting(&piece.glyphs)) {
        let space = found.iter().rposition(|c| *c == ' ').expect("a space");
        found.remove(space);
    }
    found.retain(|c| !joiner(c));
    if line.hyphenated {
        found.retain(|c| *c != '\u{ad}');
    }
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected, "round {round}: {source:?}");
    for run in line.pieces.iter().map(|piece| &piece.glyphs) {
        let mut clusters: Vec<_> = run.glyphs.iter().map(|g| (g.cluster.start, g.cluster.end)).collect();
        clusters.sort_unstable();
        clusters.dedup();
        assert_eq!((clusters[0].0, clusters[clusters.len() - 1].1), (0, run.text.len() as u32), "round {round}");
        assert!(clusters.windows(2).all(|pair| pair[0].1 == pair[1].0), "round {round}: {run:?}");
    }
    end(line);
}

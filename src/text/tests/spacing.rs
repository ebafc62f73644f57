//! Optical margins, fine spacing, rivers, small capitals.

use super::*;

#[test]
fn marks_hang_over_the_edges_and_lines_end_at_the_optical_edge() {
    let text = format!("“{ENGLISH}” “{ENGLISH}”");
    let mut hung = 0;
    for (text, language) in [(text.as_str(), "en-GB"), (FRENCH, "fr"), (PERSIAN, "fa"), (ARABIC, "ar")] {
        for measure in [180.0, 240.0, MEASURE] {
            let lines = shape(text, language).hanging().lines(measure, Align::Justify);
            let rtl = setting(language).rtl;
            for line in &lines[..lines.len() - 1] {
                let (start, end) = (line.pieces[0].glyphs.origin.x, end(line));
                let (left, right) = if rtl { (line.hang.1, line.hang.0) } else { line.hang };
                assert!((start + left).abs() < 0.01, "{language} at {measure}: starts at {start}, hangs {left}");
                assert!((end - right - measure).abs() < 0.01, "{language} at {measure}: ends at {end}, hangs {right}");
                hung += usize::from(line.hang.0 > 0.0) + usize::from(line.hang.1 > 0.0);
                assert!(line.hang.0 < 4.0 && line.hang.1 < 4.0, "{:?}", line.hang);
            }
            assert_eq!(read(&lines, text), text, "{language} at {measure}");
        }
    }
    assert!(hung > 20, "{hung} marks hang");
}

#[test]
fn without_optical_margins_nothing_hangs() {
    assert!(lines(ENGLISH, "en", 150.0, Align::Justify).iter().all(|line| line.hang == (0.0, 0.0)));
}

#[test]
fn letters_take_part_by_a_trace_and_only_where_they_stand_apart() {
    for (text, language) in TEXTS {
        let plain = shape(text, language);
        let fine = plain.clone().finely_spaced();
        for measure in [150.0, 240.0, MEASURE] {
            let lines = fine.lines(measure, Align::Justify);
            for line in &lines[..lines.len() - 1] {
                assert!((end(line) - measure).abs() < 0.01, "{language} at {measure}: {}", end(line));
            }
            assert_eq!(read(&lines, text), text, "{language} at {measure}");
            if matches!(language, "fa" | "ar") {
                assert_eq!(lines, plain.lines(measure, Align::Justify), "{language}: letters that join");
            }
        }
    }
}

#[test]
fn a_trace_between_letters_stays_a_trace() {
    let natural = Fonts::bundled().width("n", STYLE, setting("en"));
    let fine = shape("nnnnn nnnnnnn nnnnnn nnnnnn nnnnnnn nnnn nnnn nnnnnnnn nnn", "en").finely_spaced();
    let mut moved = 0;
    for measure in 80..160_u8 {
        for line in fine.lines(f32::from(measure), Align::Justify) {
            let run = &line.pieces[0].glyphs;
            let letters =
                run.glyphs.iter().filter(|g| run.text.as_bytes().get(g.cluster.start as usize) == Some(&b'n'));
            for glyph in letters {
                let trace = (glyph.advance - natural) / STYLE.size;
                assert!((-0.031..0.046).contains(&trace), "{trace}");
                moved += usize::from(trace.abs() > 0.001);
            }
        }
    }
    assert!(moved > 20, "{moved}");
}

#[test]
fn small_capitals_keep_their_text() {
    let style = TextStyle { small_caps: true, ..STYLE };
    let small = Fonts::bundled().line("Unesco", style, setting("en"));
    let plain = Fonts::bundled().line("Unesco", STYLE, setting("en"));
    assert_eq!(&*small.pieces[0].glyphs.text, "Unesco");
    let ids = |line: &Line| line.pieces[0].glyphs.glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>();
    assert_eq!(ids(&small)[0], ids(&plain)[0], "a capital stays");
    assert!(
        ids(&small)[1..].iter().zip(&ids(&plain)[1..]).all(|(a, b)| a != b),
        "each small letter has a glyph of its own"
    );
}

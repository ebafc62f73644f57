//! Where lines end and how they stand.

use super::*;

#[test]
fn justified_lines_end_at_the_measure() {
    for (text, language) in TEXTS {
        for measure in [MEASURE, 240.0, 413.7] {
            let lines = lines(text, language, measure, Align::Justify);
            assert!(lines.len() > 1, "{language} at {measure}");
            for line in &lines[..lines.len() - 1] {
                assert!((end(line) - measure).abs() < 0.01, "{language} at {measure}: {}", end(line));
                assert!((line.width - measure).abs() < 0.01);
                assert!(line.pieces[0].glyphs.origin.x.abs() < 0.01);
                assert!(line.stretch > -0.34, "{language} at {measure}: shrunk by {}", line.stretch);
            }
            assert!(end(&lines[lines.len() - 1]) < measure + 0.01);
        }
    }
}

#[test]
fn every_word_is_shown_once_and_in_order() {
    for (text, language) in TEXTS {
        for measure in [40.0, 120.0, MEASURE] {
            for align in [Align::Justify, Align::Start] {
                let lines = lines(text, language, measure, align);
                assert_eq!(read(&lines, text), text, "{language} at {measure}");
            }
        }
    }
}

#[test]
fn running_text_has_no_two_hyphens_in_a_row() {
    for (text, language) in [(ENGLISH, "en-GB"), (FRENCH, "fr")] {
        let lines = shape(text, language).finely_spaced().lines(MEASURE, Align::Justify);
        assert!(!lines.windows(2).any(|pair| pair[0].hyphenated && pair[1].hyphenated), "{language}");
        assert!(!lines[lines.len() - 2].hyphenated, "{language}: a hyphen before the last line");
    }
}

#[test]
fn ragged_lines_stay_within_the_measure_and_are_not_stretched() {
    for (text, language) in TEXTS {
        for measure in [60.0, 150.0, MEASURE] {
            for line in lines(text, language, measure, Align::Start) {
                assert!(line.width < measure + 0.01, "{language} at {measure}: {}", line.width);
                assert!(line.stretch <= 0.0 && line.stretch > -0.05, "{}", line.stretch);
            }
        }
    }
}

#[test]
fn a_hyphen_at_a_line_end_is_a_soft_hyphen_with_a_cluster_of_its_own() {
    let lines = lines("internationalisation", "en", 60.0, Align::Start);
    assert!(lines.len() > 1);
    let run = &lines[0].pieces[0].glyphs;
    assert!(lines[0].hyphenated && run.text.ends_with('\u{ad}'));
    let length = run.text.len() as u32;
    assert_eq!(run.glyphs.last().map(|glyph| glyph.cluster.clone()), Some(length - 2..length));
    assert!(!lines[lines.len() - 1].hyphenated);
}

#[test]
fn a_soft_hyphen_shows_only_where_it_breaks() {
    let whole = lines("inter\u{ad}national", "en", 400.0, Align::Start);
    assert_eq!(&*whole[0].pieces[0].glyphs.text, "international");
    assert_eq!(whole[0].width, Fonts::bundled().width("international", STYLE, setting("en")));
    let broken = lines("inter\u{ad}national", "en", 45.0, Align::Start);
    assert_eq!(broken.len(), 2);
    assert_eq!(&*broken[0].pieces[0].glyphs.text, "inter\u{ad}");
    assert_eq!(&*broken[1].pieces[0].glyphs.text, "national");
    let inside_ligature = lines("of\u{ad}fice", "en", 22.0, Align::Start);
    assert_eq!(&*inside_ligature[0].pieces[0].glyphs.text, "of\u{ad}");
    assert_eq!(&*inside_ligature[1].pieces[0].glyphs.text, "fice");
}

#[test]
fn spaces_at_the_ends_are_not_shown() {
    let lines = lines("  a  b  ", "en", 100.0, Align::Start);
    assert_eq!(&*lines[0].pieces[0].glyphs.text, "a  b");
    assert_eq!(lines[0].range, 2..6);
}

#[test]
fn a_space_that_takes_no_room_parts_the_lines() {
    let lines = lines("one two", "en", 20.0, Align::Start);
    let texts: Vec<&str> = lines.iter().map(|line| &*line.pieces[0].glyphs.text).collect();
    assert_eq!(texts, ["one ", "two"]);
    assert_eq!(lines[0].width, Fonts::bundled().width("one", STYLE, setting("en")));
    assert_eq!(lines[0].pieces[0].glyphs.width(), lines[0].width);
}

#[test]
fn a_line_separator_ends_the_line() {
    let text = "one\u{2028}two\u{2028}\u{2028}four";
    let shown: Vec<_> = lines(text, "en", 400.0, Align::Justify).iter().map(|line| shown(line, text)).collect();
    assert_eq!(shown, ["one", "two", "", "four"]);
    assert_eq!(lines("one\u{2028}", "en", 400.0, Align::Start).len(), 1);
    assert_eq!(lines("one \r\n two", "en", 400.0, Align::Start).len(), 2);
    assert_eq!(shown_label("one\u{2028}two"), "one two");
}

fn shown_label(text: &str) -> String {
    Fonts::bundled().line(text, STYLE, setting("en")).pieces.iter().map(|piece| &*piece.glyphs.text).collect()
}

#[test]
fn a_text_fits_the_width_it_was_measured_at() {
    for (text, language) in TEXTS {
        let shaped = shape(text, language);
        assert_eq!(shaped.lines(shaped.width(), Align::Start).len(), 1, "{language}");
        let narrow = shaped.lines(shaped.min_width(), Align::Start);
        assert!(narrow.iter().all(|line| line.width <= shaped.min_width() + 0.01), "{language}");
        assert_eq!(read(&narrow, text), text);
    }
    assert!(shape("a bb ccc\u{2028}dddd dddd", "en").width() < shape("a bb ccc dddd dddd", "en").width());
}

#[test]
fn lines_are_aligned_by_the_direction_of_the_paragraph() {
    let x = |text: &str, language, align| {
        let line = lines(text, language, 300.0, align).remove(0);
        (line.pieces[0].glyphs.origin.x, line.width)
    };
    let wide = Fonts::bundled().width("word", STYLE, setting("en"));
    assert_eq!(x("word", "en", Align::Start), (0.0, wide));
    assert_eq!(x("word", "en", Align::Justify), (0.0, wide));
    assert_eq!(x("word", "en", Align::End), (300.0 - wide, 300.0));
    assert_eq!(x("word", "en", Align::Center).0, (300.0 - wide) / 2.0);
    let (start, end) = x("حکم", "fa", Align::Start);
    assert!(start > 200.0 && (end - 300.0).abs() < 0.001);
    assert_eq!(x("حکم", "fa", Align::End).0, 0.0);
}

#[test]
fn a_note_mark_stays_with_its_word() {
    let mark = TextStyle { superscript: true, ..STYLE };
    for punctuation in ["word", "word.", "word?", "word”", "word—", "word/", "word)"] {
        for measure in 1..60 {
            let runs = [
                run("some "),
                run(punctuation),
                TextRun { text: "12", style: mark, language: None, tag: 7 },
                run(" x"),
            ];
            let lines = Fonts::bundled().shape(&runs, setting("en")).lines(measure as f32, Align::Start);
            let marked = lines.iter().find(|line| line.pieces.iter().any(|piece| piece.tag == 7)).expect("the mark");
            let wide_enough = measure as f32 > Fonts::bundled().width(punctuation, STYLE, setting("en")) + 12.0;
            assert!(!wide_enough || marked.pieces[0].tag == 0, "{punctuation} at {measure}");
        }
    }
}

#[test]
fn an_address_is_broken_at_its_marks_and_never_hyphenated() {
    let text =
        "See https://www.example.org/en/documents/country-reports/international_organisations?year=2020&page=4 now.";
    let lines = lines(text, "en", 110.0, Align::Start);
    assert_eq!(read(&lines, text), text);
    for line in &lines[..lines.len() - 1] {
        let shown = shown(line, text);
        let next = text[line.range.end..].trim_start().chars().next().unwrap();
        let parted = shown.ends_with(['/', '=']) || "-_.?&h".contains(next);
        assert!(!line.hyphenated && parted && !shown.ends_with(['.', '-']), "{shown}");
    }
}

#[test]
fn a_run_is_hyphenated_in_its_own_language() {
    let russian = TextRun { language: Some("ru".into()), ..run("международного") };
    let hyphenated = |language, run| {
        let lines = Fonts::bundled().shape(&[run], setting(language)).lines(50.0, Align::Start);
        lines[0].hyphenated
    };
    assert!(hyphenated("en", russian));
    assert!(!hyphenated("fa", run("international")));
    assert!(!hyphenated("en", run("UNICEFUNHCRUNESCO")));
}

#[test]
fn the_same_text_gives_the_same_lines_on_every_thread() {
    let here: Vec<_> = TEXTS.iter().map(|(text, language)| lines(text, language, MEASURE, Align::Justify)).collect();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for ((text, language), here) in TEXTS.iter().zip(&here) {
                    assert_eq!(&lines(text, language, MEASURE, Align::Justify), here);
                }
            });
        }
    });
}

//! Editions: one specification, several languages.

use crate::support::{Case, exit, in_language, root};
use crate::words::regions;
use briefing::diag::{Files, Sink};
use briefing::evidence::figure;
use briefing::page::{Item, Page};
use briefing::{Briefing, Loaded};
use std::path::{Path, PathBuf};

/// The sample in several languages.
fn sample() -> PathBuf {
    root().join("briefings/languages")
}

/// One edition, without errors.
fn edition(path: &Path, language: &str) -> Briefing {
    let mut sink = Sink::default();
    let Loaded { briefing, .. } = briefing::load_with(path, in_language(language), Files::default(), &mut sink);
    briefing.unwrap_or_else(|| panic!("{language}: {:?}", sink.findings()))
}

/// The digits of a text, those of other scripts as 0 to 9, and a space for whatever stands between two numbers. What groups
/// or parts the digits of one number is left out.
fn numbers(text: &str) -> Vec<String> {
    let digit = |letter: char| match letter {
        '0'..='9' => Some(letter),
        '٠'..='٩' => char::from_digit(u32::from(letter) - u32::from('٠'), 10),
        '۰'..='۹' => char::from_digit(u32::from(letter) - u32::from('۰'), 10),
        _ => None,
    };
    let mut found = vec![String::new()];
    for letter in text.chars() {
        match digit(letter) {
            Some(digit) => found.last_mut().expect("one at least").push(digit),
            None if matches!(letter, ',' | '.' | '٬' | '٫' | '\u{202f}' | '\u{a0}') => {}
            None => found.push(String::new()),
        }
    }
    found.retain(|number| !number.is_empty());
    found
}

/// Each figure as an edition prints it.
fn figures(briefing: &Briefing) -> Vec<(String, String)> {
    let print = |record| figure::print(record, briefing.locale).text;
    briefing.spec.figures.iter().map(|(id, record)| (id.value.clone(), print(record))).collect()
}

/// The share of the height of its text that a page fills before its running foot.
fn filled(page: &Page) -> f32 {
    let foot = page.height * 0.94;
    let baselines = page.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) if run.origin.y < foot => Some(run.origin.y),
        _ => None,
    });
    baselines.fold(0.0, f32::max) / foot
}

#[test]
fn every_edition_of_the_sample_fills_its_pages() {
    for language in briefing::editions(&sample()) {
        let briefing = edition(&sample(), &language);
        let mut sink = Sink::default();
        let document = briefing::compose(&briefing, &mut sink);
        let pages = briefing::layout(&briefing, &document, &mut sink);
        assert_eq!(pages.pages.len(), 2, "{language}");
        for (number, page) in pages.pages.iter().enumerate() {
            let least = if number + 1 == pages.pages.len() { 0.5 } else { 0.75 };
            assert!(filled(page) > least, "{language}: page {} fills {:.2}", number + 1, filled(page));
        }
        let text = regions(&document, &pages);
        let english = text.contains('\u{201c}');
        assert_eq!(
            english,
            matches!(language.as_str(), "en-GB" | "zh"),
            "{language}: quotation marks are those of the language\n{text}"
        );
    }
}

#[test]
fn every_edition_prints_the_same_numbers() {
    let languages = briefing::editions(&sample());
    assert!(languages.len() >= 6, "{languages:?}");
    let main = figures(&edition(&sample(), &languages[0]));
    for language in &languages {
        let briefing = edition(&sample(), language);
        let mut sink = Sink::default();
        let document = briefing::compose(&briefing, &mut sink);
        let pages = briefing::layout(&briefing, &document, &mut sink);
        assert!(!sink.has_errors(), "{language}: {:?}", sink.findings());
        let printed = regions(&document, &pages).replace('\u{a0}', " ");
        for ((id, english), (_, text)) in main.iter().zip(figures(&briefing)) {
            assert_eq!(numbers(english), numbers(&text), "{language}: {id}");
            let found = printed.to_lowercase().contains(&text.to_lowercase().replace('\u{a0}', " "));
            assert!(found, "{language}: {id} prints as `{text}`, which is not in the document");
        }
    }
    assert_eq!(numbers("между 1\u{a0}234 и ۵۶۷"), ["1234", "567"]);
    assert_ne!(numbers("at least 267"), numbers("دست‌کم ۲۷۶"), "a number that differs is seen");
}

const SPEC: &str = r#"spec = 1

[briefing]
title = { en = "Executions", fr = "Exécutions" }
date = 2021-02-15
language = "en-GB"
languages = ["en-GB", "fr"]

[[sections]]
heading = { en = "Facts", fr = "Faits" }
text = { en = "Words that need no source.", fr = "Des mots." }
"#;

#[test]
fn an_edition_has_a_name_of_its_own() {
    let case = Case::spec(SPEC);
    case.run(["build", "."]).ended(exit::OK);
    case.run(["build", ".", "--lang", "fr"]).ended(exit::OK);
    let built = |case: &Case| -> Vec<String> {
        let names = case.tree().into_keys().filter(|path| path.extension().is_some_and(|end| end == "pdf"));
        names.map(|path| path.file_name().expect("a name").to_string_lossy().into_owned()).collect()
    };
    let apart = built(&case);
    assert!(apart.len() == 2 && apart.iter().any(|name| name.ends_with("-fr.pdf")), "{apart:?}");
    let case = Case::spec(SPEC);
    case.run(["build", ".", "--lang", "all", "--output", "e-{lang}.pdf"]).ended(exit::OK);
    assert_eq!(built(&case), ["e-en-GB.pdf", "e-fr.pdf"]);
}

#[test]
fn what_cannot_be_built_is_said_and_nothing_is_written() {
    let case = Case::spec(SPEC);
    let before = case.tree();
    let unknown = case.run(["build", ".", "--lang", "de"]).ended(exit::USAGE);
    assert!(unknown.stderr.contains("error[unknown-edition]: the briefing has no edition in `de`"), "{unknown}");
    let one_file = case.run(["build", ".", "--lang", "all", "--output", "a.pdf"]).ended(exit::USAGE);
    assert!(one_file.stderr.contains("error[same-output]"), "{one_file}");
    assert_eq!(case.tree(), before);
    let case = Case::spec(&SPEC.replace(r#", fr = "Des mots.""#, ""));
    case.run(["build", ".", "--lang", "all"]).ended(exit::FINDINGS);
    assert_eq!(case.tree().len(), 1, "the English edition alone is not written either");
    case.run(["build", "."]).ended(exit::OK);
}

#[test]
fn a_check_goes_through_all_editions_and_says_each_finding_once() {
    let three = SPEC.replace(r#"["en-GB", "fr"]"#, r#"["en-GB", "fr", "es"]"#);
    let checked = Case::spec(&three).run(["check", "."]).ended(exit::FINDINGS);
    assert_eq!(checked.stderr.matches("missing-translation").count(), 3, "{checked}");
    assert!(checked.stderr.contains("`title` has no text in `es`"), "{checked}");
    Case::spec(&three).run(["check", ".", "--lang", "fr"]).ended(exit::OK);
}

#[test]
fn a_language_that_the_program_does_not_speak_is_found_once() {
    let text = SPEC.replace(r#"["en-GB", "fr"]"#, r#"["en-GB", "fr", "frr"]"#);
    let text = text.replace("fr = ", "frr = \"x\", fr = ");
    let checked = Case::spec(&text).run(["check", "."]).ended(exit::FINDINGS);
    assert_eq!(checked.stderr.matches("error[").count(), 1, "{checked}");
    assert!(checked.stderr.contains("error[unknown-language]") && checked.stderr.contains("`fr`"), "{checked}");
}

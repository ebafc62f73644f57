use super::*;
use crate::archive::{Page, Place};

fn paged(pages: &[&[&str]]) -> Text {
    let page =
        |lines: &&[&str]| Page { lines: lines.iter().map(|line| (*line).to_owned()).collect(), ..Page::default() };
    Text { paged: true, pages: pages.iter().map(page).collect() }
}

/// The level at which `quotation` is found in one line or several.
fn level(lines: &[&str], quotation: &str) -> Option<Level> {
    let text = paged(&[lines]);
    Archive::new(&text).verify(quotation, "en", Level::Editorial).ok().map(|found| found.level)
}

#[test]
fn each_level_lets_one_more_thing_pass() {
    let line = "He was “held” without charge.12 The court – he said – did not sit, and no one came.";
    assert_eq!(level(&[line], "did  not\nsit"), Some(Level::Exact));
    assert_eq!(level(&[line], "was \"held\" without"), Some(Level::Typography));
    assert_eq!(level(&[line], "without charge. The court"), Some(Level::Notes));
    assert_eq!(level(&[line], "[h]e was [then] 'held' […] charge. The court"), Some(Level::Editorial));
    assert_eq!(level(&["They were hang-", "ed at dawn."], "were hanged at"), Some(Level::Exact));
    assert_eq!(level(&["a well-", "known man"], "well-known man"), Some(Level::Exact));
}

#[test]
fn nothing_is_nearly_found() {
    let line = "The 2019 count was unlawful: at least 15 MP3 files, 10² m, re-\u{430}ctive.";
    for changed in [
        "lawful: at least",
        "at least 16",
        "At least 15",
        "at least15",
        "at least 15 MP files",
        "102 m",
        "10 m",
        "15 MP3 file",
        "re-active",
        "was not unlawful",
        "the 2019 count",
    ] {
        assert_eq!(level(&[line], changed), None, "{changed}");
    }
    // a number and a compound are whole, at the ends of a quotation and beside what it leaves out
    let line = "In all 1,304 people, 3.14 million and 12 500 more, were killed in the non-violent, state-led protests; 20% fled.";
    for cut in [
        "304 people",
        "In all 1",
        "14 million",
        "500 more",
        "and 12",
        "violent, state-led",
        "violent, state",
        "In all […] 304 people",
        "protests; 20",
    ] {
        assert_eq!(level(&[line], cut), None, "{cut}");
    }
    assert_eq!(level(&[line], "1,304 people, 3.14 million and 12 500 more"), Some(Level::Exact));
    assert_eq!(level(&["pages 10-", "12 of"], "pages 1012"), None);
    assert_eq!(level(&["an unlaw-", "ful act"], "an unlaw"), None);
    assert_eq!(level(&["an unlaw-", "ful act"], "ful act"), None);
}

#[test]
fn running_heads_may_stand_between_pages() {
    let text = paged(&[
        &["Report 2019", "a first page", "12"],
        &["Report 2020", "they were taken from their", "13"],
        &["Report 2021", "homes at night", "14"],
    ]);
    let archive = Archive::new(&text);
    let found = archive.verify("taken from their homes at night", "en", Level::Editorial).unwrap();
    assert_eq!((found.level, found.pages, found.line), (Level::Pages, Some((2, 3)), 2));
    assert_eq!(found.printed, ["13", "14", "2020", "2021"]);
    assert_eq!(archive.verify("taken from their homes at night", "en", Level::Exact), Err(Miss::Looser(Level::Pages)));
}

#[test]
fn notes_at_the_foot_of_a_page_may_stand_between() {
    let page = |lines: &[(&str, i32)]| Page {
        lines: lines.iter().map(|(line, _)| (*line).to_owned()).collect(),
        places: lines.iter().map(|(_, size)| Place { height: 0, size: *size }).collect(),
        unreadable: 0,
    };
    let pages = vec![
        page(&[("The court heard in closed session that they were ta-", 100), ("1 A note on the court that goes", 80)]),
        page(&[("ken from their homes. Nobody said more.", 100), ("on here.", 80), ("4 Another.", 80)]),
        page(&[("They came home.", 100), ("9 A third.", 80)]),
        page(&[("And so it ended.", 100)]),
    ];
    let text = Text { paged: true, pages };
    let archive = Archive::new(&text);
    let level = |quotation: &str| archive.verify(quotation, "en", Level::Editorial).map(|found| found.level).ok();
    let across = archive.verify("that they were taken from their homes.", "en", Level::Editorial).unwrap();
    assert_eq!((across.level, across.pages, across.line), (Level::Notes, Some((1, 2)), 1));
    assert_eq!(level("A note on the court"), Some(Level::Exact));
    assert_eq!(level("Another. They came home."), Some(Level::Exact), "as the pages have it, below one another");
    for never in
        ["from their house", "it ended. A note on", "it ended. […] a note on the court", "A third. A note on the court"]
    {
        assert_eq!(level(never), None, "{never}");
    }
}

#[test]
fn what_a_gap_hides_is_said() {
    let text = paged(&[&["The court did not, as some say, acquit him. It may sit again. The men were freed today."]]);
    let archive = Archive::new(&text);
    let turning = |quotation: &str| archive.verify(quotation, "en", Level::Editorial).map(|found| found.turning);
    assert_eq!(turning("The court did […] acquit him."), Ok(vec!["not".to_owned()]));
    assert_eq!(turning("acquit him. […] The men were freed"), Ok(Vec::new()));
    assert_eq!(turning("acquit him. It […] sit again"), Ok(vec!["may".to_owned()]));
    assert_eq!(turning("The men were freed […] acquit him."), Err(Miss::Order));
}

#[test]
fn pieces_in_another_order_are_told_from_those_too_far_apart() {
    let between = "They waited another day for news. ".repeat(50);
    let text = paged(&[&[&format!("The court sat in March. {between} The men were freed today.")]]);
    let archive = Archive::new(&text);
    let miss = |quotation: &str| archive.verify(quotation, "en", Level::Editorial).map(|found| found.turning);
    assert_eq!(miss("The court sat […] The men were freed today"), Err(Miss::Far));
    assert_eq!(miss("The men were freed […] The court sat in March"), Err(Miss::Order));
}

#[test]
fn what_stands_there_instead_is_shown() {
    let text =
        paged(&[&["Nothing here.", "The Government has not released any of the twelve prisoners named in the annex."]]);
    let archive = Archive::new(&text);
    let near = |quotation: &str| match archive.verify(quotation, "en", Level::Editorial) {
        Err(Miss::Near(near)) => (near.difference, near.shown),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        near("The Government has released any of the twelve prisoners"),
        (nearest::Difference::Omission, "The Government has [-not-] released any of the twelve prisoners".to_owned())
    );
    let (difference, shown) = near("The Government has not released any of the thirteen prisoners");
    assert_eq!(difference, nearest::Difference::Change);
    assert!(shown.contains("[-twelve-]") && shown.contains("{+thirteen+}"), "{shown}");
    assert_eq!(
        near("The Government has not yet released any of the twelve prisoners").0,
        nearest::Difference::Insertion
    );
    assert_eq!(archive.verify("Quite another matter altogether", "en", Level::Editorial), Err(Miss::Absent));
}

/// What is raised as the readers of web pages, documents and PDFs write it: ⟨ and ⟩ stand for its ends.
#[test]
fn raised_text_never_joins_what_it_stands_behind() {
    let level =
        |line: &str, quotation: &str| level(&[&line.replace('⟨', "\u{fdd0}").replace('⟩', "\u{fdd1}")], quotation);
    let line = "Police killed 304⁵ people in May.⁶ They left; 12 ⁷ men were shot, 1,500⁸,⁹ held, the men⟨a⟩ freed, 304⟨b⟩ hanged, 90⟨*⟩ fled.";
    for right in [
        "killed 304 people in May. They left",
        "12 men were shot, 1,500 held",
        "1,500 held, the men freed, 304 hanged, 90 fled",
        "Police killed 304",
    ] {
        assert_eq!(level(line, right), Some(Level::Notes), "{right}");
    }
    assert_eq!(level(line, "killed 304⁵ people"), Some(Level::Exact));
    for wrong in ["killed 3045 people", "127 men", "1,50089 held", "the mena freed", "304b hanged", "killed 30"] {
        assert_eq!(level(line, wrong), None, "{wrong}");
    }
    // what belongs to a number or a word is no mark
    let line = "It is 10² km, 5 km² and x² = 4; 2⁸ of them, 5¹⁄₂ or $5⁵⁰; the XXI⟨e⟩ century, the 5⟨th⟩ of May; they did⟨not⟩ go.";
    for right in ["It is 10² km, 5 km² and x² = 4; 2⁸ of them", "the XXIe century, the 5th of May", "5¹⁄₂ or $5⁵⁰"]
    {
        assert_eq!(level(line, right), Some(Level::Exact), "{right}");
    }
    for wrong in ["102 km", "10 km", "5 km and", "x = 4", "2 of them", "or $5; the", "5⁄₂", "5 of May", "they did go"]
    {
        assert_eq!(level(line, wrong), None, "{wrong}");
    }
}

#[test]
fn what_stands_there_instead_is_shown_in_chinese_and_at_the_end() {
    let near = |lines: &[&str], quotation: &str| {
        let text = Text::of_paragraphs(lines.iter().map(|line| (*line).to_owned()));
        match Archive::new(&text).verify(quotation, "en", Level::Editorial) {
            Err(Miss::Near(near)) => (near.difference, near.place(), near.shown),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        near(&["他们没有逃跑。", "二〇一九年十一月，警方打死了三百零四人。"], "警方打死了三百零五人"),
        (nearest::Difference::Change, "paragraph 2".to_owned(), "警方打死了三百零[-四-]{+五+}人".to_owned())
    );
    let line = "Six hundred people were hanged in 2024, and 1,500 were held. They were freed at dawn.";
    assert_eq!(
        near(&[line], "people were hanged in 2025"),
        (nearest::Difference::Change, "paragraph 1".to_owned(), "people were hanged in [-2024,-] {+2025+}".to_owned())
    );
    let found = near(&[line], "They freed at dawn");
    assert_eq!((found.0, found.2.as_str()), (nearest::Difference::Omission, "They [-were-] freed at dawn."));
    assert_eq!(near(&[line], "They were freed at dusk.").2, "They were freed at [-dawn.-] {+dusk.+}");
    assert_eq!(
        near(&[line], "They were freed at dawn. Soon.").0,
        nearest::Difference::Insertion,
        "nothing stands there"
    );
}

#[test]
fn words_in_brackets_at_the_end_stand_for_nothing() {
    let text = paged(&[&["They were freed at dawn by the guards. He left."]]);
    let archive = Archive::new(&text);
    let replaced = |quotation: &str| archive.verify(quotation, "en", Level::Editorial).map(|found| found.replaced);
    assert_eq!(replaced("They were freed at [dusk]"), Ok(Some("dawn by the".to_owned())));
    assert_eq!(replaced("They were freed at dawn by the guards. [all]"), Ok(None));
    assert_eq!(replaced("They were freed at […] [dusk]"), Ok(None), "something is said to be left out");
    assert_eq!(replaced("They were freed at dawn [emphasis added]"), Ok(None));
}

/// What is found of a quotation in one line of a language.
fn found(line: &str, language: &str, quotation: &str) -> Match {
    let text = paged(&[&[line]]);
    Archive::new(&text)
        .verify(quotation, language, Level::Editorial)
        .unwrap_or_else(|miss| panic!("{quotation}: {miss:?}"))
}

#[test]
fn a_stop_ends_no_sentence_when_in_doubt() {
    for (line, quotation, word) in [
        ("The court did, by Art. 5, not, as Dr. Miller claimed, acquit him.", "The court did […] acquit him.", "not"),
        ("We support the U.S. not the E.U. delegates.", "We support the U.S. […] delegates.", "not"),
        ("We met Mr. Ali, not Mr. Reza, at noon.", "We met Mr. […] Reza, at noon.", "not"),
        ("The officer, J. R. Smith, said that no order by Gen. K. Ali was given.", "The officer […] was given.", "no"),
        ("The order was, e.g. in May, never obeyed.", "The order was […] obeyed.", "never"),
        ("In 2020 we freed 1. 500 others were not freed.", "In 2020 we freed […] others were […] freed", "not"),
        ("The report... Not one of them was read.", "The report […] one of them was read.", "Not"),
        ("Are they guilty? No. They are guilty of theft.", "Are they guilty? […] They are guilty of theft.", "No"),
    ] {
        assert_eq!(found(line, "en", quotation).turning, [word], "{quotation}");
    }
    for (line, quotation) in [
        ("He was guilty. He did not flee. He was hanged.", "He was guilty. […] He was hanged."),
        ("They fired (in Art. 5). “Had they not been told?” They left.", "They fired (in Art. 5). […] They left."),
        ("我们走了。他没有开枪。我们回来了。", "我们走了。[…]我们回来了。"),
    ] {
        let language = if line.starts_with('我') { "zh" } else { "en" };
        assert_eq!(found(line, language, quotation).turning, Vec::<String>::new(), "{quotation}");
    }
}

#[test]
fn what_is_cut_off_at_the_ends_is_examined() {
    let line = "They came. We did not fire on the crowd. We will shoot if they attack us. They refused to kill the prisoners. He left.";
    let at = |quotation: &str| found(line, "en", quotation);
    assert_eq!(at("[…] fire on the crowd.").turning, ["not"]);
    assert_eq!(at("We will shoot […]").turning, ["if"]);
    assert_eq!(at("We will shoot […].").turning, ["if"]);
    assert_eq!(
        at("fire on the crowd.").cut,
        Cut { shown: "[-We did not-] …".to_owned(), turning: vec!["not".to_owned()] }
    );
    assert_eq!(at("We will shoot").cut.turning, ["if"]);
    assert_eq!(at("[They] kill the prisoners.").cut.turning, ["refused"]);
    for whole in
        ["They came.", "We did not fire on the crowd.", "He left", "We will shoot if they attack us", "[…] They came."]
    {
        let found = at(whole);
        assert!(found.turning.is_empty() && found.cut.turning.is_empty(), "{whole}: {found:?}");
    }
    let found = found("Wir haben nicht geschossen.", "de", "Wir haben […] geschossen.");
    assert!(found.unexamined && found.turning.is_empty());
    assert!(!at("We will shoot […]").unexamined);
}

#[test]
fn a_negation_in_brackets_is_said() {
    let line = "The men were freed in May at dawn.";
    assert_eq!(found(line, "en", "The men were [not] freed").inserted, ["not"]);
    assert_eq!(found(line, "en", "The [two] men were freed").inserted, Vec::<String>::new());
}

#[test]
fn a_word_of_the_sentence_at_the_foot_of_three_pages_is_not_skipped() {
    let text = paged(&[
        &["They fired at", "the crowd and did", "not"],
        &["hit anyone at all", "in the town and did", "not"],
        &["kill the women who", "stood there and in the", "civil"],
        &["war that came", "and did", "not"],
    ]);
    let archive = Archive::new(&text);
    let found = |quotation: &str| archive.verify(quotation, "en", Level::Editorial).is_ok();
    assert!(found("the crowd and did not hit anyone at all") && found("in the civil war"));
    assert!(!found("the crowd and did hit anyone at all") && !found("in the war"));
}

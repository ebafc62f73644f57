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

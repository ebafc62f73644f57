//! Nothing stands on anything else, and nothing outside its page: all samples, the suite and hard documents are laid out,
//! and the boxes of their texts compared.

use crate::support::{Case, HEAD, exit, root, spec_with};
use briefing::diag::Sink;
use briefing::page::{GlyphRun, Item, Page, Pages, Rect};
use std::fs;
use std::path::{Path, PathBuf};

/// Texts may come so near each other: the boxes are those of letters without ascenders' and descenders' last tenths.
const TOUCH: f32 = 0.75;

/// The box of what a run shows; none where it shows nothing.
fn ink(run: &GlyphRun) -> Option<Rect> {
    let shown = |cluster: &std::ops::Range<u32>| {
        let text = run.text.get(cluster.start as usize..cluster.end as usize).unwrap_or_default();
        !text.trim().is_empty()
    };
    let (mut x, mut left, mut right) = (run.origin.x, f32::INFINITY, f32::NEG_INFINITY);
    for glyph in &run.glyphs {
        if shown(&glyph.cluster) {
            left = left.min(x);
            right = right.max(x + glyph.advance);
        }
        x += glyph.advance;
    }
    let rise = run.glyphs.iter().map(|glyph| glyph.dy).fold(f32::INFINITY, f32::min).max(0.0);
    let (top, bottom) = (run.origin.y - rise - 0.66 * run.size, run.origin.y - rise + 0.18 * run.size);
    (left < right).then_some(Rect { x: left, y: top, width: right - left, height: bottom - top })
}

/// What stands on something else or outside its page.
fn faults(pages: &Pages) -> Vec<String> {
    let mut found: Vec<String> =
        pages.pages.iter().enumerate().flat_map(|(number, page)| page_faults(number, page)).collect();
    found.extend(notes_before_marks(pages));
    found
}

/// Notes that begin on an earlier page than their mark.
fn notes_before_marks(pages: &Pages) -> Vec<String> {
    let early = |(name, note): (&std::sync::Arc<str>, &briefing::page::Anchor)| {
        let mark = pages.anchors.get(name.replace("note-", "mark-").as_str())?;
        (name.starts_with("note-") && note.page < mark.page).then(|| format!("{name} stands before its mark"))
    };
    pages.anchors.iter().filter_map(early).collect()
}

fn page_faults(number: usize, page: &Page) -> Vec<String> {
    let mut boxes: Vec<(Rect, &str)> = page
        .items
        .iter()
        .filter_map(|item| match item {
            Item::Glyphs(run) => ink(run).map(|rect| (rect, &*run.text)),
            _ => None,
        })
        .collect();
    boxes.sort_by(|a, b| a.0.y.total_cmp(&b.0.y));
    let mut found = Vec::new();
    for (index, (rect, text)) in boxes.iter().enumerate() {
        let outside =
            rect.x < 0.0 || rect.y < 0.0 || rect.x + rect.width > page.width || rect.y + rect.height > page.height;
        if outside {
            found.push(format!("page {}: `{text}` stands outside: {rect:?}", number + 1));
        }
        let below = boxes.iter().skip(index + 1).take_while(|(other, _)| other.y < rect.y + rect.height - TOUCH);
        for (other, on) in below.filter(|(other, _)| meet(rect, other)) {
            found.push(format!("page {}: `{text}` stands on `{on}`: {rect:?} {other:?}", number + 1));
        }
    }
    found
}

fn meet(a: &Rect, b: &Rect) -> bool {
    let across = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
    let down = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
    across > TOUCH && down > TOUCH
}

/// The pages of a specification, where it has no errors.
fn pages(folder: &Path) -> Result<Pages, String> {
    let mut sink = Sink::default();
    let briefing = briefing::load(folder, &mut sink).briefing.ok_or_else(|| format!("{:?}", sink.findings()))?;
    let document = briefing::compose(&briefing, &mut sink);
    let pages = briefing::layout(&briefing, &document, &mut sink);
    if sink.has_errors() { Err(format!("{:?}", sink.findings())) } else { Ok(pages) }
}

/// The folders below one that hold a specification.
fn folders(below: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(below)).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.join("briefing.toml").is_file()).collect();
    found.sort();
    found
}

#[track_caller]
fn clean(name: &str, pages: &Pages) {
    let faults = faults(pages);
    assert!(faults.is_empty(), "{name}: {} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn samples_and_suite_have_no_overlap() {
    let mut seen = 0;
    for folder in folders("briefings").into_iter().chain(folders("tests/suite")) {
        // what has errors has no pages
        let Ok(pages) = pages(&folder) else { continue };
        clean(&folder.display().to_string(), &pages);
        seen += 1;
    }
    assert!(seen >= 8, "{seen} documents");
}

/// A specification builds, and its pages are clean.
#[track_caller]
fn hard(name: &str, rest: &str) -> Pages {
    let case = Case::spec(&spec_with(rest));
    case.run(["build", ".", "--output", "a.pdf"]).ended(exit::OK);
    let pages = pages(case.path()).unwrap_or_else(|findings| panic!("{name}: {findings}"));
    clean(name, &pages);
    pages
}

fn shown(pages: &Pages) -> String {
    let runs = pages.pages.iter().flat_map(|page| &page.items).filter_map(|item| match item {
        Item::Glyphs(run) => Some(&*run.text),
        _ => None,
    });
    runs.collect::<String>().replace('\u{ad}', "")
}

#[test]
fn a_word_of_four_hundred_letters_is_cut_and_whole() {
    let word = "abcdefghij".repeat(40);
    let rest = format!(
        "[summary]\ntext = \"{word}\"\n\n[[sections]]\nheading = \"{word}\"\ntext = \"\"\"\nBefore {word} after.\n\n- {word}\n\n> {word}\n\"\"\"\n"
    );
    let text = shown(&hard("long word", &rest));
    assert!(text.matches(&word).count() >= 5, "each of them is whole");
}

#[test]
fn a_note_longer_than_two_pages_goes_on() {
    let basis = "The count rests on lists that were compared name by name. ".repeat(260);
    let rest = format!(
        "[figures.x]\nwhat = \"people\"\nvalue = 12\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\nbasis = \"{basis}\"\n\n\
         [[sections]]\nheading = \"Facts\"\ntext = \"\"\"\nThere were {{{{ figures.x }}}} people.\n\nMore text that follows the note.\n\"\"\"\n"
    );
    let pages = hard("long note", &rest);
    assert!(pages.pages.len() >= 3, "{} pages", pages.pages.len());
    // one word, which no end of a page divides
    assert_eq!(shown(&pages).matches("lists").count(), 260);
}

/// What is kept whole needs a page without the rest of the note: once there was no way to the end of such a document.
#[test]
fn a_note_longer_than_a_page_before_a_chart() {
    for sentences in [110, 260] {
        let basis = "The count rests on lists that were compared name by name. ".repeat(sentences);
        let rest = format!(
            "[figures.x]\nwhat = \"people\"\nvalue = 12\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\nbasis = \"{basis}\"\n\n\
             [data.d]\nfile = \"d.csv\"\nsource = \"a\"\ncolumns.year = {{ type = \"year\" }}\ncolumns.n = {{ type = \"number\", bound = \"exact\" }}\n\
             [charts.c]\nkind = \"bar\"\ndata = \"d\"\nx = \"year\"\ny = \"n\"\ntitle = \"Numbers\"\n\n\
             [[sections]]\nheading = \"Facts\"\ntext = \"\"\"\nThere were {{{{ figures.x }}}} people.\n\n{{{{ charts.c }}}}\n\nMore text.\n\"\"\"\n"
        );
        let case = Case::spec(&spec_with(&rest)).file("d.csv", "year,n\n2019,3\n2020,12\n");
        case.run(["build", ".", "--output", "a.pdf"]).ended(exit::OK);
        let pages = pages(case.path()).unwrap_or_else(|findings| panic!("{findings}"));
        clean("long note", &pages);
        assert_eq!(shown(&pages).matches("lists").count(), sentences);
        assert!(shown(&pages).contains("Numbers"), "the chart is there");
    }
}

#[test]
fn ten_notes_on_one_line() {
    let mut rest = String::new();
    let mut text = String::new();
    for number in 0..10 {
        rest += &format!(
            "[sources.s{number}]\ntype = \"report\"\ntitle = \"Report number {number} on the matter\"\npublisher = \"The Institute\"\nissued = 2021\n\n"
        );
        text += &format!("w{number}[@s{number}, p. {number}], ");
    }
    let pages = hard("ten notes", &format!("{rest}\n[[sections]]\nheading = \"Facts\"\ntext = \"{text}end.\"\n"));
    let text = shown(&pages);
    assert!((0..10).all(|number| text.contains(&format!("Report number {number}"))));
}

#[test]
fn a_heading_of_five_lines_and_an_empty_section() {
    let heading = "A heading that says at length what the section is about ".repeat(6);
    let filler = "Words that fill the page and need no source. ".repeat(12);
    let fill = format!("{filler}\n\n").repeat(6);
    let rest = format!(
        "[[sections]]\nheading = \"First\"\ntext = \"\"\"\n{fill}\"\"\"\n\n[[sections]]\nheading = \"{heading}\"\ntext = \"\"\"\n{fill}\"\"\"\n\n\
         [[sections]]\nheading = \"Empty\"\n\n[[sections]]\nheading = \"Last\"\n"
    );
    let text = shown(&hard("headings", &rest));
    assert!(text.contains("Empty") && text.contains("Last"), "a section without text prints its heading");
}

#[test]
fn planted_faults_are_seen() {
    let case = Case::spec(&format!(
        "{HEAD}[[sections]]\nheading = \"Facts\"\ntext = \"\"\"\nSome words.\n\nOther words.\n\"\"\"\n"
    ));
    let whole = pages(case.path()).expect("pages");
    clean("before", &whole);
    let find = |pages: &Pages, text: &str| {
        let runs =
            pages.pages[0].items.iter().position(|item| matches!(item, Item::Glyphs(run) if run.text.contains(text)));
        runs.expect("a run")
    };
    let (some, other) = (find(&whole, "Some"), find(&whole, "Other"));
    let Item::Glyphs(target) = whole.pages[0].items[some].clone() else { panic!("a run") };
    let moved = |x: f32, y: f32| {
        let mut pages = whole.clone();
        if let Item::Glyphs(run) = &mut pages.pages[0].items[other] {
            (run.origin.x, run.origin.y) = (x, y);
        }
        faults(&pages)
    };
    assert!(moved(target.origin.x + 4.0, target.origin.y + 3.0).iter().any(|fault| fault.contains("stands on")));
    let mut early = whole.clone();
    let anchor = |page| briefing::page::Anchor { page, point: briefing::page::Point::default() };
    early.anchors.insert("note-1".into(), anchor(0));
    early.anchors.insert("mark-1".into(), anchor(1));
    assert!(faults(&early).iter().any(|fault| fault.contains("before its mark")));
    assert!(moved(whole.pages[0].width - 10.0, target.origin.y + 30.0).iter().any(|fault| fault.contains("outside")));
}

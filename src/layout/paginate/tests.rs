//! Pages of boxes without content: where they end, what is moved, what stays together. Then the same with real text.

use super::super::keep;
use super::super::vertical::{NEVER, WIDOW};
use super::*;
use crate::doc::{Columns, Contents, Document, Heading, Inline, List, ListItem, Listed, Node, Paragraph, Style, Words};
use crate::page::{GlyphRun, Item, ListNumbering, Page as Printed, Structure};
use crate::text::Fonts;
use crate::theme::{PaperSize, Theme};

/// The height of the text area of the theme `parliament`, about.
const PAGE: f32 = 694.0;

fn setup() -> Setup<'static> {
    let theme = Theme::find("parliament").unwrap();
    Setup { theme, paper: PaperSize::A4, fonts: Fonts::bundled(), rtl: false }
}

fn plain(height: f32) -> Entry {
    Entry::Box(VBox { height, ..VBox::default() })
}

fn lines(count: usize) -> Vec<Entry> {
    (0..count).map(|_| plain(10.0)).collect()
}

fn float(height: f32) -> Entry {
    Entry::Float(VBox { height, ..VBox::default() })
}

fn heading() -> Entry {
    Entry::Box(VBox { height: 20.0, heading: true, break_after: NEVER, ..VBox::default() })
}

/// The page of each entry, and its distance from the top there.
fn cut(mut entries: Vec<Entry>) -> Vec<Option<(usize, f32)>> {
    keep::settle(&mut entries, 14.5);
    let flowed = Flowed {
        entries,
        notes: Vec::new(),
        heads: Vec::new(),
        sheets: Vec::new(),
        structure: Structure::new(),
        orders: Vec::new(),
        cited_pages: super::super::CitedPages::new(),
    };
    let mut places = vec![None; flowed.entries.len()];
    for (number, plan) in paginate(&flowed, setup()).iter().enumerate() {
        for (source, y) in &plan.placed {
            if let Source::Entry(index) = source {
                places[*index] = Some((number, *y));
            }
        }
    }
    for (place, entry) in places.iter().zip(&flowed.entries) {
        assert_eq!(place.is_some(), matches!(entry, Entry::Box(_) | Entry::Float(_)), "each box stands once");
    }
    places
}

fn page_of(places: &[Option<(usize, f32)>], index: usize) -> usize {
    places[index].unwrap().0
}

#[test]
fn a_page_is_filled_though_the_next_stays_emptier_for_it() {
    let mut entries = lines(60);
    entries.extend([plain(400.0), plain(690.0)]);
    let places = cut(entries);
    assert_eq!(page_of(&places, 59), 0, "all lines fit");
    assert_eq!(page_of(&places, 60), 1);
}

#[test]
fn the_rest_of_a_table_that_fits_is_not_carried_over() {
    // rows, the last two of which stay together, and text that fills the next page better with them
    let mut entries = lines(60);
    entries[58] = Entry::Box(VBox { height: 10.0, break_after: NEVER, ..VBox::default() });
    entries.extend([heading(), plain(560.0), plain(600.0)]);
    let places = cut(entries);
    assert_eq!(page_of(&places, 59), 0);
}

#[test]
fn text_passes_floats_that_need_pages_of_their_own() {
    let mut entries = lines(30);
    entries.extend([float(450.0), float(500.0)]);
    entries.extend(lines(30));
    entries.extend([plain(600.0), plain(10.0)]);
    let places = cut(entries);
    assert_eq!((page_of(&places, 30), page_of(&places, 31)), (1, 2), "one page each");
    assert!((32..62).all(|line| page_of(&places, line) == 0), "text fills the first page");
    assert_eq!(page_of(&places, 62), 3);
}

/// Text, a float that does not fit below it, and a section.
fn before_a_section(text: usize) -> Vec<Option<(usize, f32)>> {
    let mut entries = lines(text);
    entries.extend([float(350.0), Entry::Opening(1.0), heading()]);
    entries.extend(lines(40));
    cut(entries)
}

#[test]
fn a_float_does_not_cross_a_section_unless_half_a_page_stayed_empty() {
    let places = before_a_section(60);
    assert_eq!((page_of(&places, 60), page_of(&places, 62)), (1, 1));
    assert!(places[60].unwrap().1 < places[62].unwrap().1, "the section follows the chart");
    let places = before_a_section(35);
    assert_eq!((page_of(&places, 35), page_of(&places, 37)), (1, 0));
}

#[test]
fn texts_that_introduce_charts_do_not_pile_up() {
    let mut entries = lines(53);
    for _ in 0..3 {
        entries.extend([Entry::Space(16.0), plain(10.0), Entry::Space(16.0), float(180.0)]);
    }
    let places = cut(entries);
    for chart in [56, 60, 64] {
        assert_eq!(page_of(&places, chart), page_of(&places, chart - 2), "{chart}");
    }
}

#[test]
fn a_heading_keeps_its_space_where_a_chart_before_it_was_moved() {
    let mut entries = lines(40);
    let space = [Entry::Space(16.0), float(400.0), Entry::Space(16.0), Entry::Space(25.75)];
    entries.extend(space);
    entries.push(heading());
    entries.extend(lines(30));
    let places = cut(entries);
    assert_eq!(page_of(&places, 41), 1);
    let (page, y) = places[44].unwrap();
    assert_eq!((page, y), (0, 400.0 + 25.75));
    // what stands below a chart goes with it
    let mut entries = lines(40);
    entries.extend([Entry::Space(16.0), float(400.0), Entry::Space(16.0)]);
    entries.extend(lines(30));
    assert_eq!(cut(entries)[43], Some((0, 400.0 + 7.25)));
}

#[test]
fn a_line_below_a_heading_is_followed_by_another() {
    let mut entries = vec![heading(), Entry::Space(6.0), plain(10.0), Entry::Space(7.0), plain(10.0)];
    keep::settle(&mut entries, 14.5);
    let Entry::Box(line) = &entries[2] else { panic!("a line") };
    assert_eq!(line.break_after, WIDOW);
    let mut entries = vec![heading(), plain(10.0), heading(), plain(10.0)];
    keep::settle(&mut entries, 14.5);
    let Entry::Box(line) = &entries[1] else { panic!("a line") };
    assert_eq!(line.break_after, 0.0, "a section of one line may end a page");
}

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::words(text, None)]
}

fn paragraph(style: Style, text: &str) -> Node {
    Node::Paragraph(Paragraph { style, number: None, text: words(text), anchor: None })
}

fn titled(style: Style, level: u8, number: Option<&str>, text: &str) -> Node {
    let number = number.map(str::to_owned);
    let anchor = Some(std::sync::Arc::from(text));
    Node::Heading(Heading { level, style, number, text: words(text), anchor, listed: true })
}

fn list(style: Style, numbering: ListNumbering, items: &[(&str, &str)]) -> Node {
    let item = |&(label, text): &(&str, &str)| ListItem {
        label: label.to_owned(),
        body: vec![paragraph(style, text)],
        anchor: None,
    };
    Node::List(List { numbering, items: items.iter().map(item).collect() })
}

fn set(body: Vec<Node>) -> Vec<Printed> {
    let mut document = Document { body, ..Document::default() };
    document.meta.language = "en-GB".to_owned();
    let mut sink = crate::diag::Sink::default();
    let pages = super::super::layout(&document, setup(), &mut sink);
    assert!(sink.is_empty(), "{:?}", sink.findings());
    pages.pages
}

fn runs(page: &Printed) -> Vec<&GlyphRun> {
    page.items.iter().filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None }).collect()
}

/// The run that begins so, on the first page.
#[track_caller]
fn run<'p>(pages: &'p [Printed], text: &str) -> &'p GlyphRun {
    runs(&pages[0]).into_iter().find(|run| run.text.trim_start().starts_with(text)).unwrap()
}

const LONG: &str =
    "A heading that is long enough to fill more than one line of the column in which it stands, as some do";

#[test]
fn headings_of_a_level_have_the_same_space_above_them() {
    let pages = set(vec![
        paragraph(Style::Body, "Before one."),
        titled(Style::Heading2, 3, Some("1.1"), "One line"),
        paragraph(Style::Body, "Before two."),
        titled(Style::Heading2, 3, Some("1.2"), LONG),
        paragraph(Style::Body, "After."),
    ]);
    let above = |text: &str, heading: &str| run(&pages, heading).origin.y - run(&pages, text).origin.y;
    let (one, two) = (above("Before one", "One line"), above("Before two", "A heading"));
    assert!((one - two).abs() < 1.0, "{one} {two}");
}

#[test]
fn between_two_headings_stands_no_more_than_below_the_first() {
    let pages = set(vec![
        titled(Style::Heading1, 2, Some("1"), "Recommendations"),
        titled(Style::Addressee, 3, None, "To the Government"),
        paragraph(Style::Body, "Text."),
    ]);
    let distance = run(&pages, "To the").origin.y - run(&pages, "Recommendations").origin.y;
    assert!(distance < 31.0, "{distance}");
}

#[test]
fn the_last_item_of_a_list_does_not_stand_alone() {
    let items = [("•", "first"), ("•", "second"), ("•", "third")];
    let mut parted = 0;
    for count in 20..40 {
        let mut body: Vec<Node> = (0..count).map(|_| paragraph(Style::Body, "One line.")).collect();
        body.push(list(Style::ListText, ListNumbering::Disc, &items));
        body.extend((0..30).map(|_| paragraph(Style::Body, "One line.")));
        let pages = set(body);
        let first = runs(&pages[1]).into_iter().map(|run| &*run.text).find(|text| *text != "•").unwrap();
        assert_ne!(first, "third", "{count}");
        parted += usize::from(first == "second");
    }
    assert!(parted > 0, "a list may be parted elsewhere");
}

#[test]
fn recommendations_have_one_width_of_labels() {
    let group = |label: &str, text: &str| list(Style::Recommendation, ListNumbering::Decimal, &[(label, text)]);
    let pages = set(vec![
        titled(Style::Addressee, 3, None, "To one"),
        group("R1", "Repeal the law."),
        titled(Style::Addressee, 3, None, "To two"),
        group("R10000", "Publish the numbers."),
    ]);
    assert_eq!(run(&pages, "Repeal").origin.x, run(&pages, "Publish").origin.x);
}

#[test]
fn titles_in_the_contents_stand_below_one_another() {
    let contents = Contents { title: "Contents".to_owned(), listed: Listed::Headings(3) };
    let pages = set(vec![
        Node::Contents(contents),
        Node::PageBreak,
        titled(Style::Heading1, 2, Some("1"), "Narrow number"),
        titled(Style::Heading2, 3, Some("1.1"), LONG),
        titled(Style::Heading1, 2, Some("10"), "Wide number"),
        paragraph(Style::Body, "Text."),
    ]);
    assert_eq!(run(&pages, "Narrow").origin.x, run(&pages, "Wide").origin.x);
    let lines: Vec<&GlyphRun> = runs(&pages[0]).into_iter().filter(|run| LONG.contains(run.text.trim_end())).collect();
    let edges: Vec<f32> = lines.iter().filter(|run| run.text.len() > 8).map(|run| run.origin.x).collect();
    assert!(edges.len() > 1 && edges.iter().all(|x| *x == edges[0]), "the second line hangs: {edges:?}");
    assert!(edges[0] > run(&pages, "1.1").origin.x);
}

/// A key figure: its bound, and its value in pieces, those of bounds small.
fn key_figure(bound: &str, value: &[(&str, bool)]) -> Vec<Node> {
    let piece =
        |&(text, small): &(&str, bool)| Inline::Text(Words { text: text.to_owned(), small, ..Words::default() });
    let text = value.iter().map(piece).collect();
    let value = Paragraph { style: Style::KeyValue, number: None, text, anchor: None };
    vec![paragraph(Style::KeyBound, bound), Node::Paragraph(value), paragraph(Style::KeyLabel, "people")]
}

#[test]
fn a_large_number_stands_on_one_line_with_its_bounds_small() {
    let other = key_figure("at least", &[("267", false)]);
    let wide = key_figure("from", &[("45", false), (" to at most ", true), ("80", false)]);
    let cells = vec![other.clone(), other.clone(), other, wide];
    let pages = set(vec![Node::Columns(Columns { cells }), paragraph(Style::Body, "After.")]);
    let (low, high, words) = (run(&pages, "45"), run(&pages, "80"), run(&pages, "to at most"));
    assert_eq!((low.origin.y, words.origin.y), (high.origin.y, high.origin.y));
    assert_eq!(low.origin.y, run(&pages, "267").origin.y, "level with its neighbours");
    assert!(words.size < low.size / 2.0, "{} {}", words.size, low.size);
}

#[test]
fn a_row_of_key_figures_without_bounds_has_no_line_for_them() {
    let below = |bound: &str| {
        let cells = vec![key_figure(bound, &[("267", false)]), key_figure("\u{a0}", &[("5", false)])];
        let pages = set(vec![Node::Columns(Columns { cells }), paragraph(Style::Body, "After.")]);
        run(&pages, "5").origin.y
    };
    assert!(below("\u{a0}") + 8.0 < below("at least"));
}

#[test]
fn pages_are_as_tall_as_these_tests_take_them() {
    assert!((setup().height() - PAGE).abs() < 1.0, "{}", setup().height());
}

//! Tables as display lists: nothing overlaps, nothing stands outside its page, every word is there once, numbers stand below
//! one another, heads are printed again as artifacts.

use super::super::{Setup, layout};
use crate::diag::Sink;
use crate::doc::{
    Caption, Cell, Column, ColumnAlign, Document, Inline, Node, Note, NoteId, NotePlace, NumberPlace, Orientation, Row,
    RowKind, Style, Table,
};
use crate::page::{Artifact, GlyphRun, Item, Mark, Page, Pages, Role};
use crate::text::Fonts;
use crate::theme::{PaperSize, Theme};

fn words(text: &str) -> Vec<Inline> {
    vec![Inline::words(text, None)]
}

fn text(text: &str) -> Cell {
    Cell { text: words(text), ..Cell::default() }
}

/// A number whose decimal sign is a point.
fn number(printed: &str) -> Cell {
    let start = printed.find(|c: char| c.is_ascii_digit()).unwrap();
    let point = printed.find('.').unwrap_or(printed.len());
    Cell { number: Some(NumberPlace { start, point, end: printed.len() }), ..text(printed) }
}

fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

fn column(name: &str, align: ColumnAlign) -> Column {
    Column { name: name.to_owned(), align, row_head: name == "a" }
}

/// A table with a text column `a`, and columns of numbers after it.
fn table(numbers: usize, rows: Vec<Row>) -> Table {
    let mut columns = vec![column("a", ColumnAlign::Start)];
    columns.extend((0..numbers).map(|at| column(&format!("n{at}"), ColumnAlign::Number)));
    let head = row(columns.iter().map(|column| text(&format!("Head{}", column.name))).collect());
    let caption = Caption { label: "Table 1".to_owned(), title: words("The caption"), subtitle: Vec::new() };
    Table {
        caption: Some(caption),
        continued: "Table 1 (continued)".to_owned(),
        columns,
        head: vec![head],
        rows,
        anchor: Some("table-1".into()),
        ..Table::default()
    }
}

fn lay(tables: Vec<Table>) -> (Pages, Sink) {
    lay_with(tables, Vec::new())
}

fn lay_with(tables: Vec<Table>, notes: Vec<Note>) -> (Pages, Sink) {
    lay_before(tables, vec![paragraph("After.")], notes)
}

fn paragraph(text: &str) -> Node {
    Node::Paragraph(crate::doc::Paragraph { style: Style::Body, number: None, text: words(text), anchor: None })
}

fn lay_before(tables: Vec<Table>, after: Vec<Node>, notes: Vec<Note>) -> (Pages, Sink) {
    let mut document = Document { notes, ..Document::default() };
    document.meta.language = "en-GB".to_owned();
    document.meta.furniture.foot[2] = vec![crate::doc::Running::PageLabel("{page}".to_owned())];
    document.body.push(paragraph("Before."));
    document.body.extend(tables.into_iter().map(Node::Table));
    document.body.extend(after);
    let setup =
        Setup { theme: Theme::find("parliament").unwrap(), paper: PaperSize::A4, fonts: Fonts::bundled(), rtl: false };
    let mut sink = Sink::default();
    let pages = layout(&document, setup, &mut sink);
    (pages, sink)
}

#[track_caller]
fn set(table: Table) -> Pages {
    let (pages, sink) = lay(vec![table]);
    assert!(sink.is_empty(), "{:?}", sink.findings());
    check(&pages);
    pages
}

/// The box of a run: from the pen's start to its end, from the ascent to the descent of most letters.
fn bounds(run: &GlyphRun) -> (f32, f32, f32, f32) {
    let (x, y) = (run.origin.x, run.origin.y);
    (x, y - run.size * 0.7, x + run.width(), y + run.size * 0.2)
}

fn runs(page: &Page) -> impl Iterator<Item = &GlyphRun> {
    page.items.iter().filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None })
}

/// What is wrong on a page: text over text, or text beside the margins.
fn fault(page: &Page) -> Option<String> {
    let mut boxes: Vec<_> = runs(page).map(|run| (bounds(run), run.text.clone())).collect();
    boxes.sort_by(|a, b| a.0.1.total_cmp(&b.0.1));
    for (index, (one, words)) in boxes.iter().enumerate() {
        if one.0 < 20.0 || one.2 > page.width - 20.0 || one.1 < 20.0 || one.3 > page.height - 20.0 {
            return Some(format!("`{words}` stands outside the page: {one:?}"));
        }
        for (other, theirs) in boxes.iter().skip(index + 1).take_while(|(other, _)| other.1 < one.3) {
            if one.0 + 0.05 < other.2 && other.0 + 0.05 < one.2 && one.3 > other.1 + 0.05 {
                return Some(format!("`{words}` overlaps `{theirs}`: {one:?} {other:?}"));
            }
        }
    }
    None
}

#[track_caller]
fn check(pages: &Pages) {
    for (number, page) in pages.pages.iter().enumerate() {
        assert_eq!(fault(page), None, "page {}", number + 1);
    }
}

/// All text of the tree, and how often the artifacts say something.
fn said(pages: &Pages) -> (String, String) {
    let (mut content, mut artifacts) = (String::new(), String::new());
    let mut artifact = false;
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        match item {
            Item::Begin(mark) => artifact = matches!(mark, Mark::Artifact(Artifact::Layout)),
            Item::Glyphs(run) if artifact => artifacts += &format!("{} ", run.text),
            Item::Glyphs(run) => content += &format!("{} ", run.text),
            _ => {}
        }
    }
    (content, artifacts)
}

/// The horizontal place of the glyph that shows the byte `at` of the run that holds `needle`.
fn x_of(pages: &Pages, needle: &str, at: usize) -> f32 {
    let run = pages.pages.iter().flat_map(runs).find(|run| run.text.trim_end() == needle).unwrap();
    let before = run.glyphs.iter().take_while(|glyph| (glyph.cluster.start as usize) < at);
    run.origin.x + before.map(|glyph| glyph.advance).sum::<f32>()
}

#[test]
fn an_overlap_and_a_clipped_word_are_seen() {
    let mut pages = set(table(1, vec![row(vec![text("one"), number("1")]), row(vec![text("two"), number("2")])]));
    let page = &mut pages.pages[0];
    let first = runs(page).find(|run| run.text.trim_end() == "two").unwrap().clone();
    let moved = GlyphRun { origin: crate::page::Point { x: first.origin.x + 3.0, ..first.origin }, ..first.clone() };
    page.items.push(Item::Glyphs(moved));
    assert!(fault(page).is_some_and(|fault| fault.contains("overlaps")));
    page.items.pop();
    let far = GlyphRun { origin: crate::page::Point { x: page.width - 5.0, ..first.origin }, ..first };
    page.items.push(Item::Glyphs(far));
    assert!(fault(page).is_some_and(|fault| fault.contains("outside")));
}

#[test]
fn numbers_stand_below_one_another_at_the_decimal_sign() {
    let printed = ["1,234.5", "7", "at least 246", "0.25", "–"];
    let mut cells: Vec<Row> = printed[..4].iter().map(|text| row(vec![self::text("x"), number(text)])).collect();
    let dash = Cell { number: Some(NumberPlace { start: 0, point: 3, end: 3 }), ..text("–") };
    cells.push(row(vec![text("x"), dash]));
    let pages = set(table(1, cells));
    let points = [("1,234.5", 5), ("7", 1), ("at least 246", 12), ("0.25", 1), ("–", 3)];
    let places: Vec<f32> = points.iter().map(|(text, at)| x_of(&pages, text, *at)).collect();
    let spread = places.iter().fold(0.0_f32, |most, place| most.max((place - places[0]).abs()));
    assert!(spread < 0.05, "{places:?}");
}

#[test]
fn totals_in_heavier_type_stand_at_the_sign_too() {
    let total = Row { kind: RowKind::Total, ..row(vec![text("Total"), number("at least 1,234.5")]) };
    let pages = set(table(1, vec![row(vec![text("x"), number("12.25")]), row(vec![text("y"), number("3")]), total]));
    let places = [x_of(&pages, "12.25", 2), x_of(&pages, "3", 1), x_of(&pages, "at least 1,234.5", 14)];
    assert!(places.iter().all(|place| (place - places[0]).abs() < 0.05), "{places:?}");
}

#[test]
fn numbers_stand_below_one_another_where_words_before_them_run_from_right_to_left() {
    let printed = ["94", "أكثر من 160", "ما لا يقل عن 80"];
    let cells = printed.iter().map(|text| row(vec![self::text("س"), number(text)])).collect();
    let mut document = Document::default();
    document.meta.language = "ar".to_owned();
    document.body.push(Node::Table(table(1, cells)));
    let setup =
        Setup { theme: Theme::find("parliament").unwrap(), paper: PaperSize::A4, fonts: Fonts::bundled(), rtl: true };
    let pages = layout(&document, setup, &mut Sink::default());
    let digits = |run: &&GlyphRun| ["94", "160", "80"].contains(&run.text.trim());
    let ends: Vec<f32> =
        pages.pages.iter().flat_map(runs).filter(digits).map(|run| run.origin.x + run.width()).collect();
    assert_eq!(ends.len(), 3, "{ends:?}");
    assert!(ends.iter().all(|end| (end - ends[0]).abs() < 0.05), "{ends:?}");
}

#[test]
fn a_narrow_table_is_as_wide_as_it_needs() {
    let pages = set(table(1, vec![row(vec![text("x"), number("1")]), row(vec![text("y"), number("2")])]));
    let (left, right) = (x_of(&pages, "x", 0), x_of(&pages, "1", 1));
    assert!(right - left < 120.0, "{left} {right}");
}

#[test]
fn a_long_table_says_its_head_once_and_prints_it_on_each_page() {
    let rows = (0..150).map(|n| row(vec![text(&format!("row{n:03}z")), number(&format!("{n}"))])).collect();
    let pages = set(table(1, rows));
    assert!(pages.pages.len() > 2);
    let (content, artifacts) = said(&pages);
    assert_eq!(content.matches("Heada").count(), 1);
    assert_eq!(artifacts.matches("Heada").count(), pages.pages.len() - 1);
    assert_eq!(artifacts.matches("Table 1 (continued)").count(), pages.pages.len() - 1);
    for n in 0..150 {
        assert_eq!(content.matches(&format!("row{n:03}z")).count(), 1);
    }
    // neither one row alone below the first head nor one alone on the last page
    let on = |page: &Page| runs(page).filter(|run| run.text.starts_with("row")).count();
    assert!(pages.pages.iter().all(|page| on(page) != 1));
}

#[test]
fn a_row_is_broken_only_where_it_is_taller_than_a_page() {
    let long = |count: usize| (0..count).map(|n| format!("w{n:04}z")).collect::<Vec<_>>().join(" ");
    let mut wide = table(1, vec![row(vec![text("short"), number("1")]); 6]);
    // about two thirds of a page: it moves whole to the next one
    wide.rows.push(row(vec![text(&long(550)), number("2")]));
    wide.rows.push(row(vec![text("last"), number("3")]));
    wide.rows.push(row(vec![text("very last"), number("3")]));
    let pages = set(wide);
    let holding =
        pages.pages.iter().filter(|page| runs(page).any(|run| run.text.starts_with("w0") || run.text.contains(" w0")));
    assert_eq!(holding.count(), 1);
    // more than three pages: complete, the head on each
    let mut tall = table(1, vec![row(vec![text("short"), number("1")]); 3]);
    tall.rows.push(row(vec![text(&long(4000)), number("2")]));
    let pages = set(tall);
    let (content, artifacts) = said(&pages);
    for n in 0..4000 {
        assert_eq!(content.matches(&format!("w{n:04}z")).count(), 1, "{n}");
    }
    assert!(pages.pages.len() > 4 && artifacts.matches("Heada").count() >= 4);
}

#[test]
fn spanning_heads_and_groups_name_their_cells() {
    let mut table = table(3, Vec::new());
    table.head = vec![
        row(vec![
            Cell { rows: 2, ..text("Place") },
            Cell { columns: 2, ..text("Executions") },
            Cell { rows: 2, ..text("Trials") },
        ]),
        row(vec![text("Men"), text("Women")]),
    ];
    let group = |name: &str| Row { kind: RowKind::Group, ..row(vec![Cell { columns: 4, ..text(name) }]) };
    let plain = |name: &str| row(vec![text(name), number("1"), number("2"), number("3")]);
    table.rows = vec![group("North"), plain("A"), plain("B"), group("South"), plain("C"), plain("D")];
    let pages = set(table);
    let tags = crate::page::dump::tags(&pages);
    assert!(tags.contains("TH id=table-1-head-1 scope=column span=1x2"), "{tags}");
    assert!(tags.contains("TH id=table-1-head-2 scope=column span=2x1"), "{tags}");
    // Place, Executions, Trials, Men, Women; North; A
    assert!(tags.contains("TD headers=table-1-head-2,table-1-head-4,table-1-head-6,table-1-head-7"), "{tags}");
    assert_eq!(tags.matches("TBody").count(), 2, "{tags}");
    let men = x_of(&pages, "Men", 0);
    let over = x_of(&pages, "Executions", 0);
    assert!((over - men).abs() < 60.0);
}

#[test]
fn a_group_that_goes_on_has_its_head_above() {
    let mut table = table(1, Vec::new());
    table.rows.push(Row { kind: RowKind::Group, ..row(vec![Cell { columns: 2, ..text("North") }]) });
    table.rows.extend((0..100).map(|n| row(vec![text(&format!("place {n}")), number("1")])));
    let pages = set(table);
    let (content, artifacts) = said(&pages);
    assert_eq!((content.matches("North").count(), artifacts.matches("North").count()), (1, pages.pages.len() - 1));
}

#[test]
fn a_wide_table_lies_on_its_side_and_the_text_goes_on() {
    let rows = (0..40)
        .map(|n| row(std::iter::once(text(&format!("place {n}"))).chain((0..12).map(|_| number("123,456"))).collect()));
    let pages = set(table(12, rows.collect()));
    let lying: Vec<usize> =
        pages.pages.iter().enumerate().filter(|(_, page)| page.width > page.height).map(|(index, _)| index).collect();
    assert_eq!(lying, [1, 2], "after the page that comes before it");
    assert!(runs(&pages.pages[0]).any(|run| run.text.starts_with("After.")));
    assert_eq!(pages.anchors["table-1"].page, 1);
    // asked for, a narrow one is turned as well
    let mut narrow = table(1, vec![row(vec![text("x"), number("1")])]);
    narrow.orientation = Orientation::Landscape;
    assert!(set(narrow).pages[1].width > 800.0);
}

#[test]
fn a_table_on_its_side_does_not_overtake_one_that_was_moved() {
    let rows =
        |count: usize| (0..count).map(|n| row(vec![text(&format!("place {n}")), number("1")])).collect::<Vec<_>>();
    let named = |label: &str, count: usize| Table { anchor: Some(label.into()), ..table(1, rows(count)) };
    for first in 20..34 {
        let mut lying = named("third", 3);
        lying.orientation = Orientation::Landscape;
        let (pages, _) = lay(vec![named("first", first), named("second", 14), lying]);
        let at = |name: &str| pages.anchors[name].page;
        assert!(at("first") <= at("second") && at("second") < at("third"), "{first}");
        check(&pages);
    }
}

#[test]
fn the_list_of_sources_does_not_overtake_a_table_that_was_moved() {
    let rows =
        |count: usize| (0..count).map(|n| row(vec![text(&format!("place {n}")), number("1")])).collect::<Vec<_>>();
    let named = |label: &str, count: usize| Table { anchor: Some(label.into()), ..table(1, rows(count)) };
    for first in 6..30 {
        let sources = Node::Heading(crate::doc::Heading {
            level: 2,
            style: Style::Heading1,
            number: None,
            text: words("Sources"),
            anchor: Some("sources".into()),
            listed: true,
        });
        let (pages, _) =
            lay_before(vec![named("first", first), named("second", 24)], vec![sources, paragraph("One.")], Vec::new());
        let at = |name: &str| pages.anchors[name].page;
        assert!(at("first") <= at("second") && at("second") <= at("sources"), "{first}");
        check(&pages);
    }
}

#[test]
fn text_keeps_its_distance_from_a_table_where_the_next_one_was_moved() {
    let rows =
        |count: usize| (0..count).map(|n| row(vec![text(&format!("place {n}")), number("1")])).collect::<Vec<_>>();
    let named = |label: &str, count: usize| Table { anchor: Some(label.into()), ..table(1, rows(count)) };
    let distance = |pages: &Pages, last: usize| {
        let y = |text: &str| runs(&pages.pages[0]).find(|run| run.text.starts_with(text)).map(|run| run.origin.y);
        Some((y("After.")? - y(&format!("place {last}"))?).abs())
    };
    let mut seen = 0;
    for first in 10..24 {
        let alone = set(named("first", first));
        let (pages, _) = lay(vec![named("first", first), named("second", 24)]);
        if pages.anchors["second"].page == 1 {
            assert_eq!(distance(&pages, first - 1), distance(&alone, first - 1), "{first}");
            seen += 1;
        }
    }
    assert!(seen > 5, "{seen}");
}

#[test]
fn what_cannot_be_read_is_refused_with_what_fits() {
    let rows = vec![row(std::iter::once(text("place")).chain((0..59).map(|_| number("123,456"))).collect())];
    let (_, sink) = lay(vec![table(59, rows.clone())]);
    let finding = &sink.findings()[0];
    assert_eq!(finding.code, "table-too-wide");
    assert!(finding.message.contains("60 columns") && finding.message.contains("`a` to `n"), "{}", finding.message);
    let upright = Table { orientation: Orientation::Portrait, ..table(12, vec![row(rows[0].cells[..13].to_vec())]) };
    assert!(lay(vec![upright]).1.findings()[0].help[0].contains("orientation"));
}

#[test]
fn heads_are_broken_before_numbers() {
    let rows = vec![row(std::iter::once(text("x")).chain((0..9).map(|_| number("123"))).collect()); 3];
    let mut wide = table(9, rows);
    for cell in wide.head[0].cells.iter_mut().skip(1) {
        cell.text = words("Extraterritoriality");
    }
    wide.orientation = Orientation::Portrait;
    let pages = set(wide);
    let (content, _) = said(&pages);
    assert!(content.contains('\u{ad}') && content.matches("123 ").count() == 27, "{content}");
}

#[test]
fn strange_tables_are_set() {
    set(table(1, Vec::new()));
    set(table(1, vec![row(vec![Cell::default(), Cell::default()])]));
    let word = "x".repeat(400);
    set(table(1, vec![row(vec![text(&word), number("1")])]));
    let mut headless = table(1, vec![row(vec![text("x"), number("1")])]);
    headless.head.clear();
    set(headless);
    let mut long = table(1, vec![row(vec![text("x"), number("1")]); 80]);
    long.head[0].cells[0].text = words(&"head ".repeat(1500));
    assert_eq!(lay(vec![long]).1.findings()[0].code, "table-head-too-tall");
    let highlighted = Row { highlight: true, ..row(vec![text("x"), number("1")]) };
    let mut cell = row(vec![text("y"), number("2")]);
    cell.cells[1].highlight = true;
    let pages = set(table(1, vec![highlighted, cell, row(vec![text("z"), number("3")])]));
    let face = |needle: &str| pages.pages.iter().flat_map(runs).find(|run| run.text.trim_end() == needle).unwrap().face;
    assert!(face("x") != face("y") && face("1") == face("2") && face("2") != face("3"));
}

/// A table of a note a row, whose marks stand behind its numbers.
fn noted(texts: &[&str]) -> (Table, Vec<Note>) {
    let mark = |at: usize| char::from(b'a' + u8::try_from(at).unwrap()).to_string();
    let note = |(at, said): (usize, &&str)| Note { mark: mark(at), place: NotePlace::Table, text: words(said) };
    let marked = |at: usize| {
        let mut cell = number(["1,234.5", "7", "0.25", "12"][at % 4]);
        cell.text.push(Inline::NoteMark(NoteId(u32::try_from(at).unwrap())));
        row(vec![text("x"), cell])
    };
    let mut rows: Vec<Row> = (0..texts.len()).map(marked).collect();
    rows.push(row(vec![text("y"), number("88.5")]));
    let notes = (0..texts.len()).map(|at| NoteId(u32::try_from(at).unwrap())).collect();
    (Table { notes, ..table(1, rows) }, texts.iter().enumerate().map(note).collect())
}

#[test]
fn the_letters_of_notes_do_not_move_numbers() {
    let (table, notes) = noted(&["One.", "Two.", "Three.", "Four."]);
    let (pages, sink) = lay_with(vec![table], notes);
    assert!(sink.is_empty(), "{:?}", sink.findings());
    check(&pages);
    let points = [("1,234.5", 5), ("7", 1), ("0.25", 1), ("12", 2), ("88.5", 2)];
    let places: Vec<f32> = points.iter().map(|(text, at)| x_of(&pages, text, *at)).collect();
    assert!(places.iter().all(|place| (place - places[0]).abs() < 0.05), "{places:?}");
}

#[test]
fn short_notes_stand_side_by_side_and_long_ones_alone() {
    let long = "A note that says at length what was counted and by whom, and goes on and on. ".repeat(3);
    let (table, notes) = noted(&["See note 1.", "See note 2.", "See note 13.", &long, "See note 4.", "See note 5."]);
    let (pages, sink) = lay_with(vec![table], notes);
    assert!(sink.is_empty(), "{:?}", sink.findings());
    check(&pages);
    let place = |needle: &str| {
        let run = pages.pages.iter().flat_map(runs).find(|run| run.text.trim_end() == needle).unwrap();
        (run.origin.x, run.origin.y)
    };
    let at = ["See note 1.", "See note 2.", "See note 13.", "See note 4.", "See note 5."].map(place);
    assert!(at[0].1 == at[1].1 && at[1].1 == at[2].1 && at[3].1 == at[4].1, "{at:?}");
    assert!(at[3].1 > at[0].1 + 30.0 && at[3].0 == at[0].0 && at[4].0 == at[1].0, "{at:?}");
    let notes = pages.structure.elements.iter().filter(|element| element.role == Role::Note).count();
    assert_eq!(notes, 6, "each is an element of its own");
}

#[test]
fn a_long_table_is_not_overtaken_by_a_short_one_before_it() {
    let rows = |name: &str, count: usize| {
        (0..count).map(|n| row(vec![text(&format!("{name}{n}")), number("1")])).collect::<Vec<_>>()
    };
    let named = |label: &str, count: usize| {
        let mut table = table(1, rows(label, count));
        table.anchor = Some(label.into());
        table
    };
    for first in 1..30 {
        let (pages, _) = lay(vec![named("first", first), named("second", 24), named("third", 90)]);
        let at = |name: &str| pages.anchors[name].page;
        let begins = |name: &str| (at(name), (pages.anchors[name].point.y * 100.0).round() as i64);
        assert!(begins("first") < begins("second") && begins("second") < begins("third"), "{first}");
        check(&pages);
    }
}

/// Twice the rows take about twice the items: nothing grows with the square.
#[test]
fn the_display_list_grows_with_the_rows() {
    let of = |count: usize| {
        let rows = (0..count).map(|n| row(vec![text(&format!("row {n}")), number(&format!("{n}"))])).collect();
        let pages = lay(vec![table(1, rows)]).0;
        assert_eq!(pages.structure.elements.iter().filter(|element| element.role == Role::TableRow).count(), count + 1);
        pages.pages.iter().map(|page| page.items.len()).sum::<usize>()
    };
    let (one, two) = (of(1000), of(2000));
    assert!(two < one * 21 / 10, "{one} {two}");
}

#[test]
fn digits_stand_below_one_another_from_right_to_left_too() {
    let bounded = "ما لا يقل عن 24";
    let start = bounded.find('2').unwrap();
    let place = NumberPlace { start, point: bounded.len(), end: bounded.len() };
    let cells = [number("94"), Cell { number: Some(place), ..text(bounded) }];
    let rows = cells.into_iter().map(|cell| row(vec![text("مكان"), cell])).collect();
    let mut document = Document { body: vec![Node::Table(table(1, rows))], ..Document::default() };
    document.meta.language = "ar".to_owned();
    let setup =
        Setup { theme: Theme::find("parliament").unwrap(), paper: PaperSize::A4, fonts: Fonts::bundled(), rtl: true };
    let pages = layout(&document, setup, &mut Sink::default());
    let edge = |digits: &str| {
        let run = pages.pages.iter().flat_map(runs).find(|run| run.text.trim() == digits).unwrap();
        run.origin.x + run.width()
    };
    assert!((edge("94") - edge("24")).abs() < 0.1, "{} {}", edge("94"), edge("24"));
}

#[test]
fn a_head_ends_where_the_digits_do_and_quotation_marks_hang() {
    let quoted = "“3,800”";
    let place = NumberPlace { start: 3, point: 8, end: 8 };
    let rows = vec![
        row(vec![text("one"), number("30,000")]),
        row(vec![text("two"), Cell { number: Some(place), ..text(quoted) }]),
        row(vec![text("three"), text("“thousands”")]),
    ];
    let pages = set(table(1, rows));
    let end = |text: &str| {
        let run = pages.pages.iter().flat_map(runs).find(|run| run.text.trim_end() == text).unwrap();
        run.origin.x + run.width()
    };
    assert!((end("Headn0") - end("30,000")).abs() < 0.1, "{} {}", end("Headn0"), end("30,000"));
    assert!(end(quoted) > end("30,000") + 1.0);
    assert!((end(quoted) - end("“thousands”")).abs() < 0.1);
}

#[test]
fn what_a_broken_column_does_not_fill_stands_between_the_columns() {
    let cells = ["Karim Sample (invented), aged 41", "2 May 2025", "Northtown"];
    let long = "enforced disappearance; found alive in a military prison after four months";
    let columns = ["a", "b", "c", "d"].map(|name| column(name, ColumnAlign::Start));
    let heads = ["Person", "Date", "Place", "What happened"].map(text);
    let cells: Vec<Cell> = cells.into_iter().chain([long]).map(text).collect();
    let annex = Table {
        columns: columns.to_vec(),
        head: vec![row(heads.to_vec())],
        rows: vec![row(cells)],
        ..table(0, Vec::new())
    };
    let pages = set(annex);
    let x = |head: &str| pages.pages.iter().flat_map(runs).find(|run| run.text.trim_end() == head).unwrap().origin.x;
    let end = |needle: &str| {
        let lines = pages.pages.iter().flat_map(runs).filter(|run| needle.contains(run.text.trim()));
        lines.map(|run| run.origin.x + run.width()).fold(0.0, f32::max)
    };
    let (first, second) = (x("Date") - end("Karim Sample (invented), aged 41"), x("Place") - end("2 May 2025"));
    assert!((first - second).abs() < 4.0, "{first} {second}");
}

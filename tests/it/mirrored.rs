//! Pages that run from right to left: the same document laid out in both directions.

use crate::samples::judged;
use crate::support::{Case, root};
use briefing::diag::Sink;
use briefing::layout::{Setup, layout};
use briefing::page::{Item, Page, Pages, Rect, Segment};

/// The pages of a case of the suite.
fn pages(name: &str, rtl: bool) -> Pages {
    let mut sink = Sink::default();
    let loaded = briefing::load(&root().join("tests/suite").join(name), &mut sink);
    let briefing = loaded.briefing.expect("a briefing");
    let document = briefing::compose(&briefing, &mut sink);
    let setup = Setup { theme: &briefing.theme, paper: briefing.paper, fonts: &briefing.evidence.fonts, rtl };
    layout(&document, setup, &mut sink)
}

/// A mirrored document through the judges. That each word of a right-to-left document can be read back is seen on the
/// samples, whose text runs so too.
#[test]
fn pass_the_judges() {
    for name in ["two-scripts", "many-notes"] {
        let mut sink = Sink::default();
        let folder = root().join("tests/suite").join(name);
        let briefing = briefing::load(&folder, &mut sink).briefing.expect("a briefing");
        let mut document = briefing::compose(&briefing, &mut sink);
        "fa".clone_into(&mut document.meta.language);
        let setup = Setup { theme: &briefing.theme, paper: briefing.paper, fonts: &briefing.evidence.fonts, rtl: true };
        let pages = layout(&document, setup, &mut sink);
        let bytes = briefing::write(&briefing, &document, &pages, &mut sink).expect("a document");
        let case = Case::new();
        let file = case.path().join("a.pdf");
        std::fs::write(&file, bytes).expect("a file");
        judged("judge", &[&file]);
    }
}

/// Left and right edge of each filled path: rules, boxes, bars.
fn fills(page: &Page) -> Vec<(f32, f32)> {
    let paths = page.items.iter().filter_map(|item| match item {
        Item::Path(path) if path.fill.is_some() => Some(path),
        _ => None,
    });
    let edges = |path: &briefing::page::Path| {
        let xs: Vec<f32> = path
            .segments
            .iter()
            .filter_map(|segment| match segment {
                Segment::Move(point) | Segment::Line(point) | Segment::Curve(_, _, point) => Some(point.x),
                Segment::Close => None,
            })
            .collect();
        let least = xs.iter().copied().fold(f32::MAX, f32::min);
        (least, xs.into_iter().fold(f32::MIN, f32::max))
    };
    paths.map(edges).collect()
}

/// The left edge and the text of each run.
fn runs(page: &Page) -> Vec<(f32, f32, String)> {
    let runs = page.items.iter().filter_map(|item| match item {
        Item::Glyphs(run) => Some((run.origin.x, run.origin.x + run.width(), run.text.trim().to_owned())),
        _ => None,
    });
    runs.collect()
}

fn close(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.01
}

#[test]
fn rules_boxes_and_bars_change_their_side() {
    // charts draw themselves in the direction of their language
    for name in ["long-table", "many-notes", "two-scripts"] {
        let (left, right) = (pages(name, false), pages(name, true));
        assert_eq!(left.pages.len(), right.pages.len(), "{name}");
        for (a, b) in left.pages.iter().zip(&right.pages) {
            let (a_fills, b_fills) = (fills(a), fills(b));
            assert_eq!(a_fills.len(), b_fills.len(), "{name}");
            for (a_edges, b_edges) in a_fills.iter().zip(&b_fills) {
                let mirrored = (a.width - a_edges.1, a.width - a_edges.0);
                assert!(
                    close(mirrored.0, b_edges.0) && close(mirrored.1, b_edges.1),
                    "{name}: {a_edges:?} {b_edges:?}"
                );
            }
        }
    }
}

#[test]
fn the_first_column_stands_at_the_right_and_numbers_end_below_one_another() {
    let pages = pages("long-table", true);
    let page = &pages.pages[0];
    let found = runs(page);
    let at = |text: &str| {
        found.iter().find(|run| run.2.starts_with(text)).unwrap_or_else(|| panic!("no `{text}`: {found:?}"))
    };
    let (first, last) = (at("Day"), at("Case 1:"));
    assert!(first.0 > last.1, "{first:?} {last:?}");
    let digits = |run: &&(f32, f32, String)| !run.2.is_empty() && run.2.chars().all(|c| c.is_ascii_digit());
    let numbers: Vec<f32> = found.iter().filter(digits).map(|run| run.1).filter(|end| *end < first.0).collect();
    let aligned = numbers.iter().filter(|end| close(**end, numbers[0])).count();
    assert!(numbers.len() > 10 && aligned + 2 > numbers.len(), "{numbers:?}");
}

#[test]
fn side_column_links_and_boxes_follow() {
    let (left, right) = (pages("many-notes", false), pages("many-notes", true));
    assert_eq!(left.links.len(), right.links.len());
    for link in &right.links {
        let page = &right.pages[link.page];
        let inside =
            |run: &(f32, f32, String)| run.1 > link.rect.x - 1.0 && run.0 < link.rect.x + link.rect.width + 1.0;
        assert!(runs(page).iter().any(inside), "{link:?} has no words");
        let Rect { x, width, .. } = link.rect;
        assert!(x > 0.0 && x + width < page.width, "{link:?}");
    }
}

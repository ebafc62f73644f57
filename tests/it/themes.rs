//! The same text in every theme: each sample is set in all of them without a change to its words, without a finding,
//! without anything over anything else, and passes the judges. What is printed in grey can still be read.

use crate::samples::{judged, samples};
use crate::support::{Case, exit, root, spec_with};
use briefing::diag::Sink;
use briefing::doc::Document;
use briefing::page::{Color, GlyphRun, Item, Page, Pages, Path as Outline, Point, Rect, Segment};
use briefing::theme::{KEYS, Kind, TABLES, Theme, sizes};
use std::fs;
use std::path::{Path, PathBuf};

/// A copy of a sample that asks for `theme`; nothing else of it changes.
fn in_theme(sample: &Path, theme: &str) -> Case {
    let case = Case::copy(sample);
    let path = case.path().join("briefing.toml");
    let text = fs::read_to_string(&path).expect("text");
    let kept: Vec<&str> = text.lines().filter(|line| !line.starts_with("theme ")).collect();
    let text = kept.join("\n").replacen("spec = 1\n", &format!("spec = 1\ntheme = \"{theme}\"\n"), 1);
    assert!(text.contains(&format!("\ntheme = \"{theme}\"\n")));
    fs::write(&path, text + "\n").expect("a file");
    case
}

/// Lays out a briefing that has no finding.
fn laid_out(folder: &Path) -> (Document, Pages) {
    let mut sink = Sink::default();
    let briefing = briefing::load(folder, &mut sink).briefing;
    let briefing = briefing.unwrap_or_else(|| panic!("{}: {:?}", folder.display(), sink.findings()));
    let document = briefing::compose(&briefing, &mut sink);
    briefing::check(&briefing, &document, &mut sink);
    let pages = briefing::layout(&briefing, &document, &mut sink);
    assert!(sink.is_empty(), "{}: {:?}", folder.display(), sink.findings());
    (document, pages)
}

/// The texts of a page: what is one line of one paragraph may be several.
fn runs(page: &Page) -> Vec<&GlyphRun> {
    page.items.iter().filter_map(|item| if let Item::Glyphs(run) = item { Some(run) } else { None }).collect()
}

/// The box of a text's small letters, without ascenders: what must never be covered.
fn core(run: &GlyphRun) -> Rect {
    Rect { x: run.origin.x, y: run.origin.y - 0.45 * run.size, width: run.width(), height: 0.45 * run.size }
}

/// Texts over one another, and texts that leave the page.
fn faults(page: &Page) -> Vec<String> {
    const SLACK: f32 = 0.75;
    let runs: Vec<(&GlyphRun, Rect)> =
        runs(page).into_iter().filter(|run| !run.text.trim().is_empty()).map(|run| (run, core(run))).collect();
    let mut found = Vec::new();
    for (index, (run, a)) in runs.iter().enumerate() {
        if a.x < 0.0 || a.y < 0.0 || a.x + a.width > page.width || a.y + a.height > page.height {
            found.push(format!("`{}` leaves the page", run.text));
        }
        for (other, b) in runs.iter().skip(index + 1) {
            let wide = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
            let high = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
            if wide > SLACK && high > SLACK {
                found.push(format!("`{}` over `{}`", run.text, other.text));
            }
        }
    }
    found
}

#[test]
fn every_sample_is_set_in_every_theme() {
    let case = Case::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for sample in samples() {
        let mut texts: Vec<usize> = Vec::new();
        for theme in Theme::names() {
            let copy = in_theme(&sample, theme);
            let (document, pages) = laid_out(copy.path());
            for (number, page) in pages.pages.iter().enumerate() {
                let faults = faults(page);
                assert!(faults.is_empty(), "{} in {theme}, page {}: {faults:?}", sample.display(), number + 1);
            }
            texts.push(document.notes.len());
            let name = format!("{}-{theme}.pdf", sample.file_name().expect("a name").to_string_lossy());
            let output = case.path().join(name);
            copy.run(["build".as_ref(), ".".as_ref(), "--output".as_ref(), output.as_os_str()]).ended(exit::OK);
            files.push(output);
        }
        assert!(texts.windows(2).all(|pair| pair[0] == pair[1]), "a note was lost: {texts:?}");
    }
    judged("judge", &files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
}

#[test]
fn a_text_over_another_is_seen() {
    let (_, mut pages) = laid_out(&root().join("tests/suite/report"));
    let page = pages.pages.last_mut().expect("a page");
    assert_eq!(faults(page), [""; 0]);
    let twice = page.items.iter().find(|item| matches!(item, Item::Glyphs(run) if run.text.len() > 3)).cloned();
    page.items.push(twice.expect("a text").moved(2.0, 1.0));
    assert!(!faults(page).is_empty());
}

/// What a printer without colour makes of a colour: the weights of ITU-R BT.601, which drivers use.
fn grey(color: Color) -> Color {
    let sum = 299 * u32::from(color.r) + 587 * u32::from(color.g) + 114 * u32::from(color.b);
    let value = u8::try_from((sum + 500) / 1000).expect("at most 255");
    Color::rgb(value, value, value)
}

fn inside(path: &Outline, point: Point) -> bool {
    let points: Vec<Point> = path
        .segments
        .iter()
        .filter_map(|segment| match segment {
            Segment::Move(p) | Segment::Line(p) => Some(*p),
            Segment::Curve(..) | Segment::Close => None,
        })
        .collect();
    let ends = |part: fn(&Point) -> f32| {
        (points.iter().map(part).fold(f32::MAX, f32::min), points.iter().map(part).fold(f32::MIN, f32::max))
    };
    let ((left, right), (top, bottom)) = (ends(|p| p.x), ends(|p| p.y));
    (left..=right).contains(&point.x) && (top..=bottom).contains(&point.y)
}

/// Texts that are too faint in grey for what lies behind them.
fn faint(page: &Page, color: impl Fn(Color) -> Color) -> Vec<String> {
    use briefing::theme::contrast::{LARGE, TEXT, ratio};
    // a weight of grey is rounded to a whole value: a hair less than the ratio asked for in colour
    const ROUNDING: f64 = 0.94;
    let mut found = Vec::new();
    for (index, item) in page.items.iter().enumerate() {
        let Item::Glyphs(run) = item else { continue };
        let middle = Point { x: run.origin.x + run.width() / 2.0, y: run.origin.y - 0.25 * run.size };
        let behind = page.items[..index].iter().rev().find_map(|item| match item {
            Item::Path(path) if inside(path, middle) => path.fill,
            _ => None,
        });
        let behind = behind.unwrap_or(Color::WHITE);
        let least = if run.size >= 18.0 { LARGE } else { TEXT };
        let found_ratio = ratio(color(run.color), color(behind));
        if found_ratio < least * ROUNDING {
            found.push(format!("`{}` {} on {}: {found_ratio:.2}", run.text, run.color.hex(), behind.hex()));
        }
    }
    found
}

#[test]
fn nothing_is_lost_in_grey() {
    for theme in Theme::names() {
        let copy = in_theme(&root().join("briefings/specimen"), theme);
        let (_, pages) = laid_out(copy.path());
        for (number, page) in pages.pages.iter().enumerate() {
            let faint = faint(page, grey);
            assert!(faint.is_empty(), "{theme}, page {}: {faint:?}", number + 1);
        }
    }
    // a test that sees nothing would pass too
    let (_, pages) = laid_out(&root().join("tests/suite/report"));
    let last = pages.pages.last().expect("a page");
    assert!(!faint(last, |color| if color == Color::WHITE { color } else { Color::rgb(0xa0, 0xa0, 0xa0) }).is_empty());
}

#[test]
fn a_classification_stands_on_every_page() {
    let text = "EMBARGOED UNTIL 9 APRIL 2021";
    let paragraph = "A paragraph of a document that is longer than a page. ".repeat(12);
    let section = format!(
        "\n[[sections]]\nheading = \"Facts\"\ntext = \"\"\"\n{}\"\"\"\n",
        format!("{paragraph}\n\n").repeat(12)
    );
    for theme in Theme::names() {
        let spec = spec_with(&section)
            .replace("[briefing]", &format!("theme = \"{theme}\"\n[briefing]\nclassification = \"{text}\""))
            .replace("[sources.a]", "[organisation]\nname = \"The Monitor\"\n[sources.a]");
        let case = Case::spec(&spec);
        let mut sink = Sink::default();
        let briefing = briefing::load(case.path(), &mut sink).briefing.expect("a briefing");
        let document = briefing::compose(&briefing, &mut sink);
        let pages = briefing::layout(&briefing, &document, &mut sink);
        assert!(pages.pages.len() > 1);
        for (number, page) in pages.pages.iter().enumerate() {
            let said = runs(page).iter().filter(|run| run.text.contains("EMBARGOED")).count();
            assert_eq!(said, 1, "{theme}, page {}", number + 1);
        }
    }
}

/// `docs/themes.md` has each key with its range and its line.
#[test]
fn every_key_is_in_the_manual() {
    let page = fs::read_to_string(root().join("docs/themes.md")).expect("the page");
    for (table, doc) in TABLES {
        assert!(page.contains(&format!("### `[theme.{table}")) && page.contains(doc), "{table}");
    }
    for key in KEYS {
        assert!(page.contains(&format!("| `{}` |", key.name)) && page.contains(key.doc), "{}.{}", key.table, key.name);
        if let Kind::Number(least, most) = key.kind {
            assert!(page.contains(&format!("| `{}` | {least} to {most} |", key.name)), "{}.{}", key.table, key.name);
        }
    }
    for style in Theme::style_names() {
        let (least, most) = sizes(style);
        assert!(page.contains(&format!("| `{style}` | {least} to {most} |")), "{style}");
    }
}

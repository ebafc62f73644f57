//! Running text, measured: twenty generated texts of ten pages in each language whose font is bundled, at a measure of 66
//! characters. No two hyphens in a row, no line stretched beyond one and a half times its natural space, no widow, no
//! orphan, no heading last on a page. What is measured stands in `docs/typesetting.md`.

use crate::support::{Case, root, spec_with};
use briefing::diag::Sink;
use briefing::doc::{Document, Heading, Inline, Meta, Node, Paragraph, Style};
use briefing::layout::Setup;
use briefing::page::{Child, Item, Mark, Pages, Role};
use briefing::text::{Fonts, Setting};
use briefing::theme::{MM, PaperSize, Theme};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

const LANGUAGES: [(&str, &str); 6] =
    [("en", "English"), ("fr", "French"), ("es", "Spanish"), ("ru", "Russian"), ("ar", "Arabic"), ("fa", "Persian")];
/// Texts in each language.
const TEXTS: u64 = 20;
/// Pages that each text fills, at least.
const PAGES: usize = 10;
/// Letters and spaces in a line.
const MEASURE: f32 = 66.0;
/// How wide a space may be, in natural spaces, where words are hyphenated.
const WIDEST: f32 = 1.5;
/// The same in Arabic script, which has no hyphens: the whole rest of a line goes into its spaces.
const WIDEST_UNHYPHENATED: f32 = 3.25;

/// Sentences put together from the parts in `tests/texts`: an opening, who, what, and an end.
struct Source {
    parts: [Vec<String>; 4],
    rtl: bool,
    state: u64,
}

impl Source {
    fn new(language: &str, seed: u64) -> Self {
        let text = fs::read_to_string(root().join("tests/texts").join(language).with_extension("txt")).expect("a text");
        let mut parts = text.split("\n\n").map(|part| part.lines().map(str::to_owned).collect());
        let parts = [(); 4].map(|()| parts.next().expect("four parts"));
        Source { parts, rtl: rtl(language), state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1 }
    }

    /// A number below `end`: a linear congruential generator (Knuth, MMIX).
    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).expect("31 bits") % end
    }

    fn part(&mut self, index: usize) -> String {
        let at = self.below(self.parts[index].len());
        self.parts[index][at].clone()
    }

    fn sentence(&mut self) -> String {
        let words = [0, 1, 2, 3].map(|index| self.part(index));
        let comma = if self.rtl { "،" } else { "," };
        format!("{}{comma} {} {}{comma} {}.", words[0], words[1], words[2], words[3])
    }

    fn paragraph(&mut self) -> String {
        let count = 2 + self.below(6);
        (0..count).map(|_| self.sentence()).collect::<Vec<_>>().join(" ")
    }
}

fn rtl(language: &str) -> bool {
    ["ar", "fa"].contains(&language)
}

fn document(language: &str, seed: u64) -> Document {
    let mut source = Source::new(language, seed);
    let mut body = Vec::new();
    let mut words = 0;
    while words < 560 * PAGES {
        let text = vec![Inline::words(source.part(0), None)];
        let (style, level) = if source.below(3) == 0 { (Style::Heading1, 2) } else { (Style::Heading2, 3) };
        body.push(Node::Heading(Heading { level, style, number: None, text, anchor: None, listed: true }));
        for _ in 0..2 + source.below(4) {
            let text = source.paragraph();
            words += text.split_whitespace().count();
            let text = vec![Inline::words(text, None)];
            body.push(Node::Paragraph(Paragraph { style: Style::Body, number: None, text, anchor: None }));
        }
    }
    let meta = Meta { language: language.to_owned(), title: "Text".to_owned(), ..Meta::default() };
    Document { meta, body, ..Document::default() }
}

/// The theme with a measure of so many points.
fn theme(measure: f32) -> Theme {
    let text = fs::read_to_string(root().join("src/theme/themes/parliament.toml")).expect("the theme");
    let base = Theme::parse("parliament", &text).expect("a theme");
    let right = PaperSize::A4.width / MM - base.page.left_mm - base.page.side_mm - measure / MM;
    let mut theme = base;
    theme.page.right_mm = right;
    theme
}

/// The width of so many characters of a language's running text.
fn measure(language: &str) -> f32 {
    let text: String = Source::new(language, 1).paragraph();
    let style = Theme::find("parliament").expect("a theme").style(Style::Body).text;
    let setting = Setting { language, rtl: rtl(language), hyphenate: false };
    let count = u16::try_from(text.chars().count()).expect("a paragraph");
    Fonts::bundled().width(&text, style, setting) / f32::from(count) * MEASURE
}

/// A line of running text or of a heading, as it stands on its page.
#[derive(Debug, Clone, Default)]
struct Line {
    page: usize,
    element: usize,
    heading: bool,
    hyphen: bool,
    /// The width of its spaces against the natural one; none where it has no space.
    space: Option<f32>,
    text: String,
}

/// The lines in reading order.
fn lines(pages: &Pages, natural: f32) -> Vec<Line> {
    let mut owner = BTreeMap::new();
    for (index, element) in pages.structure.elements.iter().enumerate() {
        for child in &element.children {
            if let Child::Content(id) = child {
                owner.insert(id.0, (index, element.role));
            }
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    for (page, content) in pages.pages.iter().enumerate() {
        let mut current = None;
        let mut baseline = f32::NAN;
        for item in &content.items {
            match item {
                Item::Begin(Mark::Content(id)) => current = owner.get(&id.0).copied(),
                Item::Begin(Mark::Artifact(_)) => current = None,
                Item::Glyphs(run) => {
                    let Some((element, role)) = current else { continue };
                    let heading = matches!(role, Role::Heading(_));
                    if baseline.is_nan() || (run.origin.y - baseline).abs() > 1.0 {
                        lines.push(Line { page, element, heading, ..Line::default() });
                    }
                    baseline = run.origin.y;
                    let line = lines.last_mut().expect("a line");
                    line.text.push_str(&run.text);
                    line.hyphen = run.text.ends_with('\u{ad}');
                    let spaces = run.glyphs.iter().filter(|g| {
                        let shown = run.text.get(g.cluster.start as usize..g.cluster.end as usize);
                        g.advance > 0.0 && matches!(shown, Some(" " | "\u{a0}"))
                    });
                    line.space = spaces.map(|glyph| glyph.advance / natural).next().or(line.space);
                }
                _ => {}
            }
        }
    }
    lines
}

/// What is counted over all texts of a language.
#[derive(Debug, Default)]
struct Measured {
    hyphenated: bool,
    pages: usize,
    lines: usize,
    hyphens: usize,
    in_a_row: usize,
    too_wide: usize,
    widest: f32,
    narrowest: f32,
    squares: f64,
    spaced: usize,
    widows: usize,
    orphans: usize,
    headings_last: usize,
    runts: usize,
    faults: Vec<String>,
}

impl Measured {
    fn text(&mut self, language: &str, seed: u64, measure: f32) {
        let document = document(language, seed);
        let theme = theme(measure);
        let setup = Setup { theme: &theme, paper: PaperSize::A4, fonts: Fonts::bundled(), rtl: rtl(language) };
        let mut sink = Sink::default();
        let pages = briefing::layout::layout(&document, setup, &mut sink);
        assert!(sink.findings().is_empty(), "{:?}", sink.findings());
        assert!(pages.pages.len() >= PAGES, "{} pages", pages.pages.len());
        self.pages += pages.pages.len();
        let body = theme.style(Style::Body).text;
        let setting = Setting { language, rtl: rtl(language), hyphenate: false };
        let width = |text| Fonts::bundled().width(text, body, setting);
        // the space of the letters that the text has; a vav does not join what follows it
        let natural = if rtl(language) { width("و و") - width("وو") } else { width("n n") - width("nn") };
        let lines = lines(&pages, natural);
        self.lines(&format!("{language} {seed}"), &lines);
    }

    fn lines(&mut self, name: &str, lines: &[Line]) {
        for (index, line) in lines.iter().enumerate() {
            let next = lines.get(index + 1);
            let goes_on = next.is_some_and(|next| next.element == line.element);
            let begins = index == 0 || lines[index - 1].element != line.element;
            let turns = next.is_some_and(|next| next.page != line.page);
            if line.heading {
                self.count(turns, name, "a heading last", line, |m| &mut m.headings_last);
                continue;
            }
            self.lines += 1;
            self.hyphens += usize::from(line.hyphen);
            let row = line.hyphen && next.is_some_and(|next| next.hyphen);
            self.count(row, name, "two hyphens in a row", line, |m| &mut m.in_a_row);
            self.count(begins && goes_on && turns, name, "an orphan", line, |m| &mut m.orphans);
            let last_goes_over = next.is_some_and(|next| {
                turns && goes_on && { lines.get(index + 2).is_none_or(|after| after.element != next.element) }
            });
            self.count(last_goes_over, name, "a widow", line, |m| &mut m.widows);
            if let (true, Some(space)) = (goes_on, line.space) {
                self.widest = self.widest.max(space);
                self.narrowest = if self.spaced == 0 { space } else { self.narrowest.min(space) };
                self.squares += f64::from(space - 1.0).powi(2);
                self.spaced += 1;
                let widest = if self.hyphenated { WIDEST } else { WIDEST_UNHYPHENATED };
                self.count(space > widest + 0.001, name, "too wide", line, |m| &mut m.too_wide);
            }
            self.runts += usize::from(!goes_on && !begins && !line.text.trim().contains([' ', '\u{a0}']));
        }
    }

    fn count(&mut self, fault: bool, name: &str, what: &str, line: &Line, counter: fn(&mut Self) -> &mut usize) {
        if fault {
            *counter(self) += 1;
            self.faults.push(format!("{name}, page {}: {what}: {} ({:?})", line.page + 1, line.text, line.space));
        }
    }

    fn row(&self, language: &str) -> String {
        let share = |count: usize, all: usize| count as f64 / all.max(1) as f64;
        format!(
            "| {language} | {} | {} | {:.1} % | {} | {:.2} to {:.2} | {:.4} | {} | {} | {} | {} |\n",
            self.pages,
            self.lines,
            100.0 * share(self.hyphens, self.lines),
            self.in_a_row,
            self.narrowest,
            self.widest,
            self.squares / self.spaced.max(1) as f64,
            self.widows,
            self.orphans,
            self.headings_last,
            self.runts,
        )
    }
}

const BEGIN: &str = "<!-- measured by tests/it/typesetting.rs -->\n";
const END: &str = "<!-- end -->";

#[test]
fn running_text_is_set_as_promised() {
    let measured: Vec<(&str, f32, Measured)> = std::thread::scope(|scope| {
        let start = |(code, name): (&'static str, &'static str)| {
            scope.spawn(move || {
                let mut measured = Measured { hyphenated: !rtl(code), ..Measured::default() };
                let measure = measure(code);
                (1..=TEXTS).for_each(|seed| measured.text(code, seed, measure));
                (name, measure, measured)
            })
        };
        let threads: Vec<_> = LANGUAGES.into_iter().map(start).collect();
        threads.into_iter().map(|thread| thread.join().expect("measured")).collect()
    });
    let mut table = String::from(
        "| language | pages | lines | hyphenated | in a row | spaces | squares | widows | orphans | headings last | runts |\n\
         |---|---|---|---|---|---|---|---|---|---|---|\n",
    );
    for (name, _, measured) in &measured {
        table.push_str(&measured.row(name));
    }
    let mut faults = String::new();
    for (name, measure, measured) in &measured {
        let Measured { faults: list, .. } = measured;
        if !list.is_empty() {
            let first: Vec<&str> = list.iter().take(12).map(String::as_str).collect();
            writeln!(faults, "{name} ({measure:.1} pt): {} faults\n{}", list.len(), first.join("\n"))
                .expect("a string");
        }
    }
    assert!(faults.is_empty(), "{table}\n{faults}");
    let page = root().join("docs/typesetting.md");
    let text = fs::read_to_string(&page).expect("docs/typesetting.md");
    let (before, rest) = text.split_once(BEGIN).expect("where the table begins");
    let (stored, after) = rest.split_once(END).expect("where the table ends");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&page, format!("{before}{BEGIN}{table}{END}{after}")).expect("the page");
    } else {
        assert!(stored == table, "BLESS=1 accepts what is measured now:\n{table}");
    }
}

#[test]
fn faults_are_seen() {
    let line = |element, page, hyphen, space| Line { page, element, hyphen, space: Some(space), ..Line::default() };
    let heading = Line { heading: true, element: 9, page: 1, ..Line::default() };
    let lines = [
        line(1, 0, false, 1.0),
        line(1, 1, true, 1.6),
        line(1, 1, true, 1.0),
        line(1, 2, false, 1.0),
        Line { page: 2, ..heading.clone() },
        line(2, 3, false, 1.0),
    ];
    let mut measured = Measured { hyphenated: true, ..Measured::default() };
    measured.lines("x", &lines);
    let Measured { orphans, widows, in_a_row, too_wide, headings_last, .. } = measured;
    assert_eq!((orphans, widows, in_a_row, too_wide, headings_last), (1, 1, 1, 1, 1));
}

#[test]
fn headings_inside_a_text_stand_in_the_outline() {
    let text = "\n[[sections]]\nheading = \"Facts\"\ntext = \"\"\"\n### Cases\n\nWords.\n\n#### In court\n\nWords.\n\n### Law\n\nWords.\n\"\"\"\n";
    let case = Case::spec(&spec_with(&format!("[summary]\ntext = \"\"\"\n### In a box\n\nWords.\n\"\"\"\n{text}")));
    let mut sink = Sink::default();
    let briefing = briefing::load(case.path(), &mut sink).briefing.expect("a briefing");
    let document = briefing::compose(&briefing, &mut sink);
    let pages = briefing::layout(&briefing, &document, &mut sink);
    let lines = pages.outline.iter().map(|entry| format!("{} {}", entry.level, entry.title));
    let inside: Vec<String> = lines.skip_while(|line| !line.ends_with("Facts")).take(4).collect();
    assert_eq!(inside, ["2 1 Facts", "3 Cases", "4 In court", "3 Law"]);
    assert!(pages.outline.iter().all(|entry| entry.title != "In a box"), "a box has no lines of its own");
}

//! How fast pages are made: twenty thousand words of running text in each language, documents of 50 and of 500 pages, and
//! twelve charts. Run with `cargo bench --bench layout`.
//!
//! The words are those of `briefings/languages`, whose sentences are put together in another order for each paragraph. In
//! Chinese each Han character counts as a word, as receiving bodies count; its font is that of the tests, which has few
//! characters: those that it lacks are replaced by some that it has.

use briefing::diag::Sink;
use briefing::doc::{Document, Heading, Inline, Meta, Node, Paragraph, Style};
use briefing::layout::Setup;
use briefing::text::{Bytes, Family, Fonts, Member, UserFamily, inspect, is_rtl_language};
use briefing::theme::{PaperSize, Theme};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::Arc;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const LANGUAGES: [&str; 7] = ["en", "fr", "es", "ru", "ar", "fa", "zh"];
/// Words in a text.
const WORDS: usize = 20_000;
/// Words on a page, by and by.
const A_PAGE: usize = 460;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[expect(clippy::disallowed_methods, reason = "a bench reads its own input")]
fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| unreachable!("{path}: {error}"))
}

/// All that stands under the key `language`, wherever that is.
fn texts(value: &toml::Value, language: &str, found: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => {
            for (key, value) in table {
                match value {
                    toml::Value::String(text) if key == language => found.push(plain(text)),
                    _ => texts(value, language, found),
                }
            }
        }
        toml::Value::Array(values) => values.iter().for_each(|value| texts(value, language, found)),
        _ => {}
    }
}

/// A text without the expressions, citations and marks of the specification.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '{' | '[' => depth += 1,
            '}' | ']' => depth = depth.saturating_sub(1),
            '*' | '#' => {}
            '\n' => plain.push(' '),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// Sentences in an order that is the same every time.
struct Source {
    sentences: Vec<String>,
    state: u64,
}

impl Source {
    fn new(language: &str, fonts: &Fonts) -> Self {
        let value = toml::from_str(&read("briefings/languages/briefing.toml"));
        let value = value.unwrap_or_else(|error| unreachable!("{error}"));
        let mut found = Vec::new();
        texts(&value, language, &mut found);
        let ends = ['.', '。', '؟', '?'];
        let sentences = found.iter().flat_map(|text| text.split_inclusive(ends)).map(str::trim);
        let sentences: Vec<String> = sentences.filter(|sentence| sentence.ends_with(ends)).map(str::to_owned).collect();
        let sentences =
            if language == "zh" { sentences.iter().map(|text| shown(text, fonts)).collect() } else { sentences };
        assert!(sentences.len() > 5, "{language} has text");
        Source { sentences, state: 7 }
    }

    /// A number below `end`: a linear congruential generator (Knuth, MMIX).
    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap_or_default() % end
    }

    fn paragraph(&mut self, gap: &str) -> String {
        let count = 3 + self.below(5);
        let mut text = String::new();
        for _ in 0..count {
            let at = self.below(self.sentences.len());
            text.push_str(self.sentences.get(at).map_or("", String::as_str));
            text.push_str(gap);
        }
        text.trim_end().to_owned()
    }
}

/// The text in characters that the font of the tests has.
fn shown(text: &str, fonts: &Fonts) -> String {
    const KNOWN: [char; 12] = ['年', '月', '国', '的', '是', '在', '人', '中', '不', '有', '他', '报'];
    let face = &fonts.families()[0].members[0];
    let has = |letter: char| {
        fonts.face(face.id).shows(letter) || Fonts::bundled().face(briefing::text::FaceId(0)).shows(letter)
    };
    text.chars().map(|letter| if has(letter) { letter } else { KNOWN[letter as usize % KNOWN.len()] }).collect()
}

#[expect(clippy::disallowed_methods, reason = "a bench reads its own input")]
fn fonts(language: &str) -> Fonts {
    if language != "zh" {
        return Fonts::bundled().clone();
    }
    let path = root().join("tests/fonts/ExampleHan-Regular.ttf");
    let bytes = Bytes::Shared(Arc::new(std::fs::read(path).unwrap_or_else(|error| unreachable!("{error}"))));
    let facts = inspect(&bytes).unwrap_or_else(|_| unreachable!("it is a font"));
    let members = facts.iter().flat_map(|facts| Member::of("ExampleHan-Regular.ttf", &bytes, facts)).collect();
    Fonts::with(vec![UserFamily { name: "Example Han".into(), family: None::<Family>, scripts: Vec::new(), members }])
}

fn count(language: &str, text: &str) -> usize {
    match language {
        "zh" => text.chars().filter(|letter| letter.is_alphabetic() && *letter >= '\u{2e80}').count(),
        _ => text.split_whitespace().count(),
    }
}

fn document(language: &str, words: usize, fonts: &Fonts) -> (Document, usize) {
    let mut source = Source::new(language, fonts);
    let gap = if language == "zh" { "" } else { " " };
    let (mut body, mut counted, mut number) = (Vec::new(), 0, 0);
    while counted < words {
        if number % 5 == 0 {
            let heading = source.sentences.get(number % source.sentences.len()).cloned().unwrap_or_default();
            let text = vec![Inline::words(heading.chars().take(40).collect::<String>(), None)];
            let heading = Heading { level: 2, style: Style::Heading1, number: None, text, anchor: None, listed: true };
            body.push(Node::Heading(heading));
        }
        number += 1;
        let text = source.paragraph(gap);
        counted += count(language, &text);
        let text = vec![Inline::words(text, None)];
        body.push(Node::Paragraph(Paragraph { style: Style::Body, number: None, text, anchor: None }));
    }
    let meta = Meta { language: language.to_owned(), title: "Text".to_owned(), ..Meta::default() };
    (Document { meta, body, ..Document::default() }, counted)
}

fn theme() -> Theme {
    Theme::find("parliament").unwrap_or_else(|| unreachable!("it is embedded")).clone()
}

fn languages(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("layout");
    group.sample_size(10);
    let theme = theme();
    for language in LANGUAGES {
        let fonts = fonts(language);
        let (document, words) = document(language, WORDS, &fonts);
        let setup = Setup { theme: &theme, paper: PaperSize::A4, fonts: &fonts, rtl: is_rtl_language(language) };
        let mut sink = Sink::default();
        briefing::layout::layout(&document, setup, &mut sink);
        assert!(sink.findings().is_empty(), "{language}: {:?}", sink.findings().first());
        group.throughput(Throughput::Elements(words as u64));
        group.bench_function(BenchmarkId::from_parameter(language), |bencher| {
            bencher.iter(|| briefing::layout::layout(black_box(&document), setup, &mut Sink::default()));
        });
    }
    group.finish();
}

/// Ten times the pages take ten times as long.
fn lengths(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pages");
    group.sample_size(10);
    let theme = theme();
    for pages in [50, 500] {
        let fonts = fonts("en");
        let (document, _) = document("en", pages * A_PAGE, &fonts);
        let setup = Setup { theme: &theme, paper: PaperSize::A4, fonts: &fonts, rtl: false };
        group.throughput(Throughput::Elements(pages as u64));
        group.bench_function(BenchmarkId::from_parameter(pages), |bencher| {
            bencher.iter(|| briefing::layout::layout(black_box(&document), setup, &mut Sink::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, languages, lengths);
criterion_main!(benches);

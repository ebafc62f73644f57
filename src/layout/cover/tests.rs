//! The cover holds its text on its field, its picture in its place, and says where they have no room.

use crate::diag::Sink;
use crate::doc::{Cover, Document, Heading, Inline, Node, Paragraph, Plate, Style};
use crate::layout::{Setup, layout};
use crate::page::{Item, Mark, Page, Pages, Path, Picture, Rect, Role, Segment};
use crate::text::Fonts;
use crate::theme::{PaperSize, Setting, Theme};
use std::sync::Arc;

fn title(words: &str) -> Vec<Node> {
    let text = |text: &str| vec![Inline::words(text, None)];
    let paragraph =
        |style, words: &str| Node::Paragraph(Paragraph { style, number: None, text: text(words), anchor: None });
    let heading = Heading {
        level: 1,
        style: Style::CoverTitle,
        number: None,
        text: text(words),
        anchor: Some(Arc::from("title")),
        listed: true,
    };
    vec![
        paragraph(Style::CoverKicker, "Report"),
        Node::Heading(heading),
        paragraph(Style::CoverSubtitle, "What is known"),
    ]
}

fn document(words: &str, picture: Option<Option<&str>>) -> Document {
    let plate = |alt: Option<&str>| Plate { picture: 0, alt: alt.map(str::to_owned), origin: None };
    let imprint = vec![Node::Paragraph(Paragraph {
        style: Style::CoverImprint,
        number: None,
        text: vec![Inline::words("The Monitor", None)],
        anchor: None,
    })];
    let cover = Cover { title: title(words), imprint, logo: None, picture: picture.map(plate) };
    let body = vec![
        Node::Cover(cover),
        Node::PageBreak,
        Node::Paragraph(Paragraph {
            style: Style::Body,
            number: None,
            text: vec![Inline::words("Text.", None)],
            anchor: None,
        }),
    ];
    let pixels = Picture { width: 4, height: 3, rgb: Arc::from(vec![128; 36]) };
    let mut document = Document { body, pictures: vec![pixels], ..Document::default() };
    document.meta.language = "en".to_owned();
    document.meta.furniture.first_foot = true;
    document.meta.furniture.foot[0] = vec![crate::doc::Running::Text("Foot".to_owned())];
    document
}

fn laid_out(document: &Document, theme: &Theme) -> (Pages, Sink) {
    let mut sink = Sink::default();
    let setup = Setup { theme, paper: PaperSize::A4, fonts: Fonts::bundled(), rtl: false };
    (layout(document, setup, &mut sink), sink)
}

fn bounds(path: &Path) -> Rect {
    let points = path.segments.iter().filter_map(|segment| match segment {
        Segment::Move(point) | Segment::Line(point) => Some(*point),
        _ => None,
    });
    let (mut low, mut high) = ((f32::MAX, f32::MAX), (f32::MIN, f32::MIN));
    for point in points {
        low = (low.0.min(point.x), low.1.min(point.y));
        high = (high.0.max(point.x), high.1.max(point.y));
    }
    Rect { x: low.0, y: low.1, width: high.0 - low.0, height: high.1 - low.1 }
}

/// The field, and the boxes of the texts that stand in its text colour.
fn field_and_texts(page: &Page, theme: &Theme) -> (Rect, Vec<Rect>) {
    let mut field = Rect::default();
    let mut texts = Vec::new();
    for item in &page.items {
        match item {
            Item::Path(path) if path.fill == Some(theme.colors.field) => field = bounds(path),
            Item::Glyphs(run) if run.color == theme.colors.on_field => texts.push(Rect {
                x: run.origin.x,
                y: run.origin.y - run.size * 0.8,
                width: run.width(),
                height: run.size,
            }),
            _ => {}
        }
    }
    (field, texts)
}

#[track_caller]
fn stands_on_field(pages: &Pages, theme: &Theme) -> Rect {
    let (field, texts) = field_and_texts(&pages.pages[0], theme);
    assert!(texts.len() >= 3, "{texts:?}");
    for text in texts {
        let inside = text.y >= field.y && text.y + text.height <= field.y + field.height;
        assert!(inside && text.x >= field.x && text.x + text.width <= field.x + field.width, "{text:?} {field:?}");
    }
    field
}

#[test]
fn the_title_stands_on_the_field_and_nothing_in_head_and_foot() {
    let theme = Theme::find("report").unwrap();
    let (pages, sink) = laid_out(&document("Executions in Testland", None), theme);
    assert!(sink.is_empty() && pages.pages.len() == 2, "{sink:?}");
    let field = stands_on_field(&pages, theme);
    assert_eq!((field.x, field.y, field.width), (0.0, 0.0, PaperSize::A4.width), "to the paper's edges");
    let footers = |page: &Page| {
        page.items
            .iter()
            .filter(|item| matches!(item, Item::Begin(Mark::Artifact(kind)) if *kind != crate::page::Artifact::Layout))
            .count()
    };
    assert_eq!((footers(&pages.pages[0]), footers(&pages.pages[1])), (0, 1));
    let headings = pages.structure.elements.iter().filter(|element| element.role == Role::Heading(1)).count();
    assert_eq!((headings, pages.outline.len()), (1, 1));
}

#[test]
fn a_long_title_makes_the_field_grow_and_one_too_long_is_a_finding() {
    let theme = Theme::find("report").unwrap();
    let short = stands_on_field(&laid_out(&document("Executions", None), theme).0, theme);
    let five_lines = "Executions, enforced disappearances and torture in the prisons of Testland ".repeat(2);
    let (pages, sink) = laid_out(&document(&five_lines, None), theme);
    assert!(sink.is_empty(), "{sink:?}");
    assert!(stands_on_field(&pages, theme).height >= short.height);
    let (_, sink) = laid_out(&document(&five_lines.repeat(5), None), theme);
    assert_eq!(sink.findings().iter().map(|finding| finding.code).collect::<Vec<_>>(), ["cover-too-full"]);
}

#[test]
fn a_picture_fills_its_place_and_is_an_ornament_without_words() {
    let theme = Theme::find("report").unwrap();
    for alt in [None, Some("A grey field")] {
        let (pages, sink) = laid_out(&document("Executions in Testland", Some(alt)), theme);
        assert!(sink.is_empty(), "{sink:?}");
        let field = stands_on_field(&pages, theme);
        let clips = pages.pages[0].items.iter().filter_map(|item| match item {
            Item::Clip(ring) => Some(bounds(&Path { segments: ring.clone(), fill: None, stroke: None })),
            _ => None,
        });
        let clips: Vec<Rect> = clips.collect();
        assert_eq!(clips.len(), 1);
        assert!((clips[0].y + clips[0].height - field.y).abs() < 0.01, "the picture ends where the field begins");
        let image = pages.pages[0].items.iter().find_map(|item| match item {
            Item::Image { rect, .. } => Some(*rect),
            _ => None,
        });
        let image = image.unwrap();
        let covers = image.x <= 0.01 && image.width >= clips[0].width - 0.01 && image.height >= clips[0].height - 0.01;
        assert!(covers && (image.width / image.height - 4.0 / 3.0).abs() < 0.01, "{image:?}");
        let figures = pages.structure.elements.iter().filter(|element| element.role == Role::Figure).count();
        assert_eq!(figures, usize::from(alt.is_some()));
    }
}

#[test]
fn without_a_field_the_title_is_set_on_paper() {
    let span = crate::diag::Span::new(crate::diag::FileId(0), 0..0);
    let setting = Setting { table: "cover".to_owned(), key: "page".to_owned(), value: true.into(), span };
    let theme = Theme::changed("plain", [&setting]).unwrap();
    let (pages, sink) = laid_out(&document("Executions in Testland", None), &theme);
    assert!(sink.is_empty());
    assert!(!pages.pages[0].items.iter().any(|item| matches!(item, Item::Path(_))), "no rule and no field");
}

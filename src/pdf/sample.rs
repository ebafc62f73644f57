//! A document made by hand that has every role, script and kind of item, for the tests and the judges.

use crate::doc::{Attachment, Meta, Relationship};
use crate::page::{
    Anchor, Artifact, Child, Color, ElementId, Glyph, GlyphRun, Item, Link, ListNumbering, Mark, OutlineEntry, Page,
    Pages, Path, Picture, Point, Rect, Role, Scope, Segment, Stroke, Structure, Target,
};
use crate::text::{Align, Family, Figures, Fonts, Setting, TextRun, TextStyle, Weight};
use chrono::NaiveDate;
use std::sync::Arc;

pub const WIDTH: f32 = 595.28;
pub const HEIGHT: f32 = 841.89;
const LEFT: f32 = 72.0;
const MEASURE: f32 = WIDTH - 2.0 * LEFT;

pub const GREY: Color = Color::rgb(0xdd, 0xe2, 0xe8);
const BLUE: Color = Color::rgb(0x1b, 0x4f, 0x8a);

pub fn meta() -> Meta {
    Meta {
        title: "Executions & \u{201c}disappearances\u{201d} \u{2014} a sample".into(),
        author: "An organisation".into(),
        subject: "A document that has <everything>".into(),
        keywords: vec!["accessibility".into(), "archive".into()],
        language: "en-GB".into(),
        date: NaiveDate::from_ymd_opt(2021, 2, 15).unwrap(),
        digest: [0x5a; 32],
        ..Meta::default()
    }
}

pub fn attachments() -> Vec<Attachment> {
    let file = |name: &str, media_type, relationship, bytes: &[u8]| Attachment {
        name: name.into(),
        description: format!("The file {name}"),
        media_type,
        relationship,
        bytes: bytes.into(),
    };
    vec![
        file("briefing.toml", "application/toml", Relationship::Source, b"spec = 1\n"),
        file("donn\u{e9}es.csv", "text/csv", Relationship::Data, b"year,executions\n2020,267\n"),
    ]
}

pub fn pages() -> Pages {
    let mut sheet = Sheet::new();
    sheet.first_page();
    sheet.second_page();
    sheet.pages
}

/// A page with one paragraph in one style: for tests of a single thing.
pub fn paragraph(text: &str) -> Pages {
    let mut sheet = Sheet::new();
    let root = sheet.pages.structure.root();
    sheet.set(root, Role::Paragraph, text, body());
    sheet.pages
}

pub fn body() -> TextStyle {
    TextStyle {
        family: Family::Serif,
        weight: Weight::Regular,
        italic: false,
        size: 10.5,
        color: Color::BLACK,
        figures: Figures::Proportional,
        small_caps: false,
        superscript: false,
    }
}

fn heading(size: f32) -> TextStyle {
    TextStyle { family: Family::Sans, weight: Weight::Bold, size, color: BLUE, ..body() }
}

/// Where the next thing goes.
struct Sheet {
    pages: Pages,
    y: f32,
    language: &'static str,
    /// A paragraph that the page's end divides.
    divided: Option<ElementId>,
}

impl Sheet {
    fn new() -> Self {
        let pages = Pages { structure: Structure::new(), ..Pages::default() };
        let mut sheet = Sheet { pages, y: 0.0, language: "en-GB", divided: None };
        sheet.new_page();
        sheet
    }

    fn new_page(&mut self) {
        self.pages.pages.push(Page { width: WIDTH, height: HEIGHT, items: Vec::new() });
        self.y = 72.0;
        self.artifact(Artifact::Header, 40.0, "A sample");
        self.artifact(Artifact::Footer, HEIGHT - 40.0, "Page of the sample");
    }

    fn push(&mut self, item: Item) {
        self.pages.pages.last_mut().unwrap().items.push(item);
    }

    fn artifact(&mut self, kind: Artifact, y: f32, text: &str) {
        self.push(Item::Begin(Mark::Artifact(kind)));
        self.line(text, TextStyle { size: 8.0, ..heading(8.0) }, Point { x: LEFT, y });
        self.push(Item::End);
    }

    /// One line that is not broken; its width.
    fn line(&mut self, text: &str, style: TextStyle, at: Point) -> f32 {
        let setting = Setting { language: self.language, rtl: false, hyphenate: false };
        let line = Fonts::bundled().line(text, style, setting);
        self.pieces(line.pieces, at);
        line.width
    }

    fn pieces(&mut self, pieces: Vec<crate::text::Piece>, at: Point) {
        for piece in pieces {
            self.push(Item::Glyphs(piece.glyphs).moved(at.x, at.y));
        }
    }

    /// Content of an element on one line at the pen.
    fn content(&mut self, element: ElementId, text: &str, style: TextStyle, at: Point) -> f32 {
        let id = self.pages.structure.add_content(element);
        self.push(Item::Begin(Mark::Content(id)));
        let width = self.line(text, style, at);
        self.push(Item::End);
        width
    }

    /// An element whose text is broken into lines.
    fn set(&mut self, parent: ElementId, role: Role, text: &str, style: TextStyle) -> ElementId {
        let element = self.pages.structure.add(parent, role);
        self.lines(element, text, style, false);
        element
    }

    fn lines(&mut self, element: ElementId, text: &str, style: TextStyle, rtl: bool) {
        let run = TextRun { text, style, language: None, tag: 0 };
        let setting = Setting { language: self.language, rtl, hyphenate: true };
        let lines = Fonts::bundled().shape(&[run], setting).lines(MEASURE, Align::Justify);
        let id = self.pages.structure.add_content(element);
        self.push(Item::Begin(Mark::Content(id)));
        for line in lines {
            self.y += style.size * 1.4;
            let at = Point { x: LEFT, y: self.y };
            self.pieces(line.pieces, at);
        }
        self.push(Item::End);
        self.y += style.size * 0.6;
    }

    /// A link on the line at `x`; where it ends.
    fn link(&mut self, parent: ElementId, text: &str, target: Target, x: f32) -> f32 {
        let element = self.pages.structure.add(parent, Role::Link);
        let style = TextStyle { color: BLUE, ..body() };
        let width = self.content(element, text, style, Point { x, y: self.y });
        let number = self.pages.links.len();
        self.pages.structure.get_mut(element).children.push(Child::Link(number));
        self.pages.links.push(Link {
            page: self.pages.pages.len() - 1,
            rect: Rect { x, y: self.y - 9.0, width, height: 12.0 },
            target,
            contents: format!("Link: {text}"),
            element,
        });
        x + width
    }

    fn anchor(&mut self, name: &str) -> Anchor {
        let anchor = Anchor { page: self.pages.pages.len() - 1, point: Point { x: LEFT, y: self.y } };
        self.pages.anchors.insert(name.into(), anchor);
        anchor
    }

    fn outline(&mut self, level: u8, title: &str) {
        let anchor = self.anchor(title);
        self.pages.outline.push(OutlineEntry { level, title: title.into(), anchor });
    }

    fn first_page(&mut self) {
        let root = self.pages.structure.root();
        self.outline(1, "Summary");
        self.set(root, Role::Heading(1), "Summary of the office", heading(20.0));
        self.contents(root);
        self.mixed(root);
        self.list(root);
        let quote = self.pages.structure.add(root, Role::BlockQuote);
        let words = "\u{201c}We are concerned that the situation may amount to crimes against humanity.\u{201d}";
        self.divided = Some(self.set(quote, Role::Paragraph, words, TextStyle { italic: true, ..body() }));
        self.noted(root);
    }

    fn contents(&mut self, root: ElementId) {
        let contents = self.pages.structure.add(root, Role::Contents);
        for (title, page) in [("Summary", "1"), ("\u{627}\u{644}\u{641}\u{628}\u{627}", "2")] {
            self.y += 16.0;
            let item = self.pages.structure.add(contents, Role::ContentsItem);
            let reference = self.pages.structure.add(item, Role::Reference);
            let target = Target::Anchor(if page == "1" { "Summary".into() } else { "Scripts".into() });
            let x = self.link(reference, title, target, LEFT);
            self.content(reference, page, body(), Point { x: x + 20.0, y: self.y });
        }
        self.y += 8.0;
    }

    /// A paragraph whose words have their own elements, languages and colours.
    fn mixed(&mut self, root: ElementId) {
        self.y += 16.0;
        let paragraph = self.pages.structure.add(root, Role::Paragraph);
        let mut x = LEFT;
        x += self.content(paragraph, "See ", body(), Point { x, y: self.y });
        x = self.link(paragraph, "the report", Target::Uri("https://example.org/r\u{e9}port?a=1&b=2".into()), x);
        x += self.content(paragraph, " (in French ", body(), Point { x, y: self.y });
        let span = self.pages.structure.add(paragraph, Role::Span);
        self.pages.structure.get_mut(span).language = Some("fr".into());
        x += self.content(span, "\u{ab}\u{202f}peine de mort\u{202f}\u{bb}", body(), Point { x, y: self.y });
        x += self.content(paragraph, "), Article\u{a0}6", body(), Point { x, y: self.y });
        self.content(
            paragraph,
            " affluent offices.",
            TextStyle { weight: Weight::Bold, ..body() },
            Point { x, y: self.y },
        );
        self.y += 8.0;
        let long = "Restrictions on correspondence, hospitalisation and representation: \
             disproportionate, institutionalised, uncharacteristically straightforward and incomprehensible \
             administrative determinations notwithstanding, imprisonment continues. ";
        self.set(root, Role::Paragraph, &long.repeat(3), body());
    }

    fn list(&mut self, root: ElementId) {
        let list = self.pages.structure.add(root, Role::List);
        self.pages.structure.get_mut(list).numbering = Some(ListNumbering::Disc);
        for text in ["first", "second"] {
            let item = self.pages.structure.add(list, Role::ListItem);
            self.y += 15.0;
            let label = self.pages.structure.add(item, Role::Label);
            self.content(label, "\u{2022}", body(), Point { x: LEFT, y: self.y });
            let words = self.pages.structure.add(item, Role::ListBody);
            let paragraph = self.pages.structure.add(words, Role::Paragraph);
            self.content(paragraph, text, body(), Point { x: LEFT + 14.0, y: self.y });
        }
        self.y += 8.0;
    }

    /// A note with its mark and the way back.
    fn noted(&mut self, root: ElementId) {
        let mark = TextStyle { superscript: true, ..body() };
        self.y += 16.0;
        let paragraph = self.pages.structure.add(root, Role::Paragraph);
        let x =
            LEFT + self.content(paragraph, "At least 267 people were executed.", body(), Point { x: LEFT, y: self.y });
        self.anchor("mark-1");
        let reference = self.pages.structure.add(paragraph, Role::Reference);
        self.link(reference, "1", Target::Anchor("note-1".into()), x);
        self.y = HEIGHT - 80.0;
        self.rule();
        self.y += 14.0;
        self.anchor("note-1");
        let note = self.pages.structure.add(root, Role::Note);
        self.pages.structure.get_mut(note).id = Some("note-1".into());
        let label = self.pages.structure.add(note, Role::Label);
        let x = LEFT + self.content(label, "1", mark, Point { x: LEFT, y: self.y }) + 2.0;
        let words = self.pages.structure.add(note, Role::Paragraph);
        let x = x + self.content(words, "Iran Human Rights, p. 4. ", body(), Point { x, y: self.y });
        self.link(words, "Back", Target::Anchor("mark-1".into()), x);
    }

    fn rule(&mut self) {
        let (start, end) = (Point { x: LEFT, y: self.y }, Point { x: LEFT + 100.0, y: self.y });
        let stroke = Stroke { color: Color::BLACK, width: 0.5, dash: vec![2.0, 1.0] };
        self.push(Item::Begin(Mark::Artifact(Artifact::Layout)));
        let segments = vec![Segment::Move(start), Segment::Line(end)];
        self.push(Item::Path(Path { segments, fill: None, stroke: Some(stroke) }));
        self.push(Item::End);
    }

    fn second_page(&mut self) {
        self.new_page();
        let root = self.pages.structure.root();
        if let Some(paragraph) = self.divided {
            self.lines(paragraph, "\u{201c}They were children.\u{201d}", body(), false);
        }
        let section = self.pages.structure.add(root, Role::Sect);
        self.anchor("Scripts");
        self.outline(2, "Scripts \u{2014} \u{62e}\u{637}");
        self.set(section, Role::Heading(2), "Scripts", heading(14.0));
        self.language = "fa";
        let persian = "در سال ۲۰۲۰ دست‌کم ۲۶۷ نفر اعدام شدند؛ نام‌های آن‌ها در فهرست لاله آمده است (Amnesty 2021). می‌گویند شمارِ واقعی بیشتر است.";
        self.foreign(section, persian, true);
        self.language = "ru";
        self.foreign(section, "Смертная казнь: подъём и объявление, №\u{a0}6.", false);
        self.language = "en-GB";
        self.table(section);
        let group = self.pages.structure.add(section, Role::Div);
        self.drawing(group);
        self.picture(group);
    }

    fn foreign(&mut self, parent: ElementId, text: &str, rtl: bool) {
        let paragraph = self.pages.structure.add(parent, Role::Paragraph);
        self.pages.structure.get_mut(paragraph).language = Some(self.language.into());
        self.lines(paragraph, text, body(), rtl);
    }

    fn table(&mut self, parent: ElementId) {
        let table = self.pages.structure.add(parent, Role::Table);
        let caption = self.pages.structure.add(table, Role::Caption);
        self.y += 16.0;
        self.content(caption, "Table 1: executions", body(), Point { x: LEFT, y: self.y });
        let head = self.pages.structure.add(table, Role::TableHead);
        self.row(head, &[("Year", Some(Scope::Column), 1), ("Executions", Some(Scope::Column), 2)]);
        let rows = self.pages.structure.add(table, Role::TableBody);
        self.row(rows, &[("2019", Some(Scope::Row), 1), ("at least", None, 1), ("280", None, 1)]);
        self.row(rows, &[("2020", Some(Scope::Row), 1), ("at least", None, 1), ("267", None, 1)]);
        self.y += 12.0;
    }

    fn row(&mut self, parent: ElementId, cells: &[(&str, Option<Scope>, u16)]) {
        let row = self.pages.structure.add(parent, Role::TableRow);
        self.y += 16.0;
        for (column, (text, scope, columns)) in cells.iter().enumerate() {
            let role = if scope.is_some() { Role::HeaderCell } else { Role::DataCell };
            let cell = self.pages.structure.add(row, role);
            self.pages.structure.get_mut(cell).scope = *scope;
            self.pages.structure.get_mut(cell).cell_span = (*columns > 1).then_some((*columns, 1));
            let style = TextStyle { figures: Figures::Tabular, ..body() };
            self.content(cell, text, style, Point { x: LEFT + 90.0 * column as f32, y: self.y });
        }
    }

    fn figure(&mut self, parent: ElementId, alt: &str, rect: Rect) -> ElementId {
        let figure = self.pages.structure.add(parent, Role::Figure);
        self.pages.structure.get_mut(figure).alt = Some(alt.into());
        self.pages.structure.get_mut(figure).bbox = Some(rect);
        let id = self.pages.structure.add_content(figure);
        self.push(Item::Begin(Mark::Content(id)));
        figure
    }

    /// A drawing with a clip, a curve and a label, and its caption.
    fn drawing(&mut self, parent: ElementId) {
        let top = self.y;
        let rect = Rect { x: LEFT, y: top, width: 200.0, height: 100.0 };
        let figure = self.figure(parent, "A bar chart: 280 executions in 2019, 267 in 2020", rect);
        self.push(Item::Clip(rectangle(rect)));
        self.push(Item::Path(Path { segments: rectangle(rect), fill: Some(GREY), stroke: None }));
        let at = |x: f32, y: f32| Point { x: LEFT + x, y: top + y };
        let curve = vec![
            Segment::Move(at(0.0, 100.0)),
            Segment::Curve(at(50.0, 0.0), at(150.0, 120.0), at(220.0, 10.0)),
            Segment::Line(at(220.0, 110.0)),
            Segment::Close,
        ];
        let stroke = Stroke { color: BLUE, width: 1.5, dash: vec![] };
        self.push(Item::Path(Path { segments: curve, fill: Some(Color::WHITE), stroke: Some(stroke) }));
        self.push(Item::Unclip);
        self.line("280", body(), at(10.0, 60.0));
        self.push(Item::End);
        self.y += 116.0;
        let caption = self.pages.structure.add(figure, Role::Caption);
        self.content(caption, "Figure 1: a drawing", body(), Point { x: LEFT, y: self.y });
        self.y += 12.0;
    }

    fn picture(&mut self, parent: ElementId) {
        let rgb: Vec<u8> =
            (0..40u32).flat_map(|y| (0..60u32).flat_map(move |x| [(x * 4) as u8, (y * 6) as u8, 128])).collect();
        self.pages.images.push(Picture { width: 60, height: 40, rgb: rgb.into() });
        let rect = Rect { x: LEFT, y: self.y, width: 120.0, height: 80.0 };
        self.figure(parent, "A gradient", rect);
        self.push(Item::Image { image: 0, rect });
        self.push(Item::End);
        self.y += 96.0;
    }
}

fn rectangle(rect: Rect) -> Vec<Segment> {
    let at = |x: f32, y: f32| Point { x: rect.x + x, y: rect.y + y };
    vec![
        Segment::Move(at(0.0, 0.0)),
        Segment::Line(at(rect.width, 0.0)),
        Segment::Line(at(rect.width, rect.height)),
        Segment::Line(at(0.0, rect.height)),
        Segment::Close,
    ]
}

/// A run of single glyphs as they are given.
pub fn run(glyphs: Vec<Glyph>, text: &str) -> GlyphRun {
    GlyphRun {
        face: crate::text::FaceId(0),
        size: 10.0,
        origin: Point { x: 100.0, y: 100.0 },
        color: Color::BLACK,
        glyphs,
        text: Arc::from(text),
        language: None,
    }
}

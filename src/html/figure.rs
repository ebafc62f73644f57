//! Charts and pictures: drawings as SVG in the page, photographs as PNG in it, each with what it shows in words.

use super::Writer;
use super::markup::base64;
use crate::doc::{Caption, Drawing, Figure, Graphic, Inline, Plate, Style};
use crate::page::Page;
use crate::picture::{self, About};

/// The pixels of a screen in a point.
const PIXELS: f32 = 96.0 / 72.0;

impl Writer<'_> {
    /// A figure with its caption and its source.
    pub(super) fn figure(&mut self, figure: &Figure) {
        let anchor = figure.anchor.as_deref().unwrap_or_default();
        let caption = if anchor.is_empty() { String::new() } else { format!("caption-{anchor}") };
        self.block("figure", &[("id", anchor), ("class", "figure")], |writer| {
            if let Some(above) = &figure.caption {
                writer.block("figcaption", &[("id", &caption)], |writer| writer.caption(above));
            }
            let name = if figure.caption.is_some() { caption.as_str() } else { "" };
            match &figure.graphic {
                Graphic::Drawing(drawing) => writer.drawing(drawing, figure, name),
                Graphic::Picture { picture, width } => writer.picture(*picture, *width, (&figure.alt, "")),
            }
            writer.source(&figure.source);
        });
        self.passed.insert(anchor.to_owned());
    }

    /// A caption: label and title, and what is measured below.
    pub(super) fn caption(&mut self, caption: &Caption) {
        self.element("span", &[("class", "caption")], |writer| {
            if !caption.label.is_empty() {
                writer.element("span", &[("class", Style::CaptionLabel.name())], |writer| writer.text(&caption.label));
                writer.text(" ");
            }
            writer.element("span", &[("class", Style::CaptionTitle.name())], |writer| writer.inlines(&caption.title));
        });
        if !caption.subtitle.is_empty() {
            self.text(" ");
            self.element("span", &[("class", Style::CaptionSubtitle.name())], |writer| {
                writer.inlines(&caption.subtitle);
            });
        }
    }

    /// The source below a figure or table.
    pub(super) fn source(&mut self, source: &[Inline]) {
        if source.is_empty() {
            return;
        }
        self.block("p", &[("class", Style::SourceLine.name())], |writer| {
            writer.citing = true;
            writer.inlines(source);
            writer.citing = false;
        });
    }

    /// A picture that the design places.
    pub(super) fn plate(&mut self, plate: &Plate, share: f32) {
        let class = if share < 1.0 { "" } else { "wide" };
        self.picture(plate.picture, share, (plate.alt.as_deref().unwrap_or_default(), class));
    }

    /// A drawing. Where the screen is narrower than its words are legible, it is moved about in a frame of its own.
    fn drawing(&mut self, drawing: &Drawing, figure: &Figure, name: &str) {
        self.drawings += 1;
        let page = Page { width: drawing.width, height: drawing.height, items: drawing.items.clone() };
        let title = match &figure.caption {
            Some(caption) if !caption.label.is_empty() => caption.label.clone(),
            _ => self.document.meta.title.clone(),
        };
        let about = About {
            id: format!("drawing-{}", self.drawings),
            title,
            description: figure.alt.clone(),
            language: self.document.meta.language.clone(),
        };
        let svg = picture::svg(&page, &about, self.setup.fonts);
        let svg = String::from_utf8_lossy(&svg);
        // a drawing inside a page has no declaration of its own
        let svg = svg.split_once("?>").map_or(svg.as_ref(), |(_, svg)| svg).trim();
        // its language is the page's
        let language = &self.document.meta.language;
        let svg = svg.replacen(&format!(" xml:lang=\"{language}\" lang=\"{language}\""), "", 1);
        let group = [("class", "scroll drawing"), ("role", "group"), ("aria-labelledby", name), ("tabindex", "0")];
        let plain = [("class", "drawing")];
        self.block("div", if name.is_empty() { &plain } else { &group }, |writer| {
            writer.line();
            writer.out.push_str(&svg);
            writer.line();
        });
    }

    /// A picture, so wide as a share of the text.
    fn picture(&mut self, index: usize, share: f32, (alt, class): (&str, &str)) {
        let Some(picture) = self.document.pictures.get(index) else { return };
        let Some(png) = picture::raster(picture) else { return };
        let width = self.setup.theme.full_width(self.setup.paper) * share * PIXELS;
        let height = width * picture.height as f32 / picture.width.max(1) as f32;
        let source = format!("data:image/png;base64,{}", base64(&png));
        let (width, height) = ((width.round() as u32).to_string(), (height.round() as u32).to_string());
        self.line();
        self.open("img", &[("src", &source), ("alt", alt), ("class", class), ("width", &width), ("height", &height)]);
    }
}

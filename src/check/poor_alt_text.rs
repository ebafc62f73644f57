//! An alternative text that says nothing.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// An alternative text says what is to be seen.
pub(super) struct PoorAltText;

impl Check for PoorAltText {
    fn name(&self) -> &'static str {
        "poor-alt-text"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an alternative text that is the name of a file (\"IMG_2041.jpg\"), a word for the kind of \
                     picture (\"photo\", \"chart\"), or that begins with \"image of\".",
            why: "Who hears the document is told that there is a picture and nothing of what it shows. Screen \
                     readers say \"graphic\" themselves.",
            example: r##"[images.prison]
file = "images/prison.jpg"
alt  = "IMG_2041.jpg""##,
            remedy: "Say in a sentence what can be seen and matters here: \"The east gate of the prison, with two \
                     watchtowers\".",
            references: "WCAG 2.1, 1.1.1 Non-text Content, and failure F30.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let images = context.spec.images.iter().map(|(id, image)| ("image", &id.value, &image.alt));
        let charts =
            context.spec.charts.iter().filter_map(|(id, chart)| Some(("chart", &id.value, chart.alt.as_ref()?)));
        for (kind, id, alt) in images.chain(charts) {
            if let Some(why) = poor(&alt.value) {
                sink.push(
                    self.finding(format!("the alternative text of the {kind} `{id}` {why}"))
                        .at(alt.span, "read aloud in place of the picture")
                        .help("say in a sentence what can be seen and matters here"),
                );
            }
        }
    }
}

/// Words that say only that there is a picture, in the seven languages.
const KINDS: &[&str] = &[
    "image",
    "photo",
    "photograph",
    "picture",
    "graphic",
    "figure",
    "chart",
    "graph",
    "diagram",
    "map",
    "logo",
    "screenshot",
    "illustration",
    "alt",
    "alt text",
    "untitled",
    "photographie",
    "graphique",
    "carte",
    "imagen",
    "foto",
    "fotografía",
    "gráfico",
    "mapa",
    "изображение",
    "фото",
    "фотография",
    "график",
    "карта",
    "صورة",
    "رسم بياني",
    "خريطة",
    "تصویر",
    "عکس",
    "نمودار",
    "نقشه",
    "图片",
    "照片",
    "图表",
    "地图",
];

/// How texts begin that say so first.
const BEGINNINGS: &[&str] = &[
    "image of",
    "picture of",
    "photo of",
    "photograph of",
    "a photo of",
    "a picture of",
    "an image of",
    "photo de",
    "image de",
    "foto de",
    "imagen de",
];

/// Why an alternative text says nothing.
fn poor(alt: &str) -> Option<&'static str> {
    let lower = alt.trim().trim_end_matches(['.', '。']).to_lowercase();
    let endings = [".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".svg", ".webp"];
    if endings.iter().any(|ending| lower.ends_with(ending)) || lower.starts_with("img_") || lower.starts_with("dsc_") {
        return Some("is the name of a file");
    }
    if KINDS.contains(&lower.as_str()) {
        return Some("says only that it is a picture");
    }
    BEGINNINGS
        .iter()
        .any(|start| lower.starts_with(&format!("{start} ")))
        .then_some("begins with what screen readers say themselves")
}

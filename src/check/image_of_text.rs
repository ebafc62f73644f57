//! Words that are only seen.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// What can be written is written.
pub(super) struct ImageOfText;

impl Check for ImageOfText {
    fn name(&self) -> &'static str {
        "image-of-text"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an image whose file name or alternative text says that it is a screenshot, a scan or a page \
                     of text.",
            why: "Words in a picture are not read aloud, not found, not copied and not enlarged; they also escape \
                     all checks of names and numbers.",
            example: r##"[images.letter]
file = "images/screenshot-letter.png"
alt  = "The letter of the experts""##,
            remedy: "Quote the words as a `quotation`, with its source. Where the look of the document is the evidence, \
                     `[[allow]]` the finding and give the words in the text too.",
            references: "WCAG 2.1, 1.4.5 Images of Text.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, image) in context.spec.images.iter() {
            let file = image.file.value.to_lowercase();
            let alt = image.alt.value.to_lowercase();
            let words = |text: &str| {
                WORDS.iter().any(|word| text.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word))
            };
            if words(&file) || words(&alt) {
                let place = if words(&alt) { image.alt.span } else { image.file.span };
                sink.push(
                    self.finding(format!("the image `{}` seems to show text", id.value))
                        .at(place, "words that are only seen")
                        .help("quote the words as a `quotation`, with its source")
                        .help("where the look is the evidence, allow this with a reason (`[[allow]]`), and give the words in the text too"),
                );
            }
        }
    }
}

/// Words for pictures of text.
const WORDS: &[&str] = &["screenshot", "screengrab", "scan", "scanned", "scans", "tweet", "facsimile", "typescript"];

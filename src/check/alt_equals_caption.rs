//! An alternative text that is none.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink, Span};
use crate::spec::Text;

/// An alternative text says more than what is printed.
pub(super) struct AltEqualsCaption;

impl Check for AltEqualsCaption {
    fn name(&self) -> &'static str {
        "alt-equals-caption"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a chart or an image whose alternative text is the same as its title, its subtitle or \
                    its caption. Capitals and punctuation make no difference.",
            why: "Who hears the document hears the same words twice and still does not know what is to be seen.",
            example: r#"[images.prison]
file    = "images/prison.jpg"
alt     = "The prison of Testland"
caption = "The prison of Testland.""#,
            remedy: "Say in `alt` what can be seen and matters for the text. A chart may go without: its \
                     description is then made from the data.",
            references: "WCAG 2.1, 1.1.1 Non-text Content.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, chart) in context.spec.charts.iter() {
            let Some(alt) = &chart.alt else { continue };
            let printed = [Some((&chart.title, "title")), chart.subtitle.as_ref().map(|text| (text, "subtitle"))];
            for (text, kind) in printed.into_iter().flatten().filter(|(text, _)| same(&alt.value, &text.value)) {
                let message = format!("the alternative text of the chart `{}` is its {kind}", id.value);
                let finding = self.finding(message, alt, text.span);
                sink.push(finding.help("leave `alt` out: it is then made from the data"));
            }
        }
        for (id, image) in context.spec.images.iter() {
            let Some(caption) = &image.caption else { continue };
            let printed = super::running::paragraphs(caption);
            let printed: Vec<&str> = printed.iter().map(|paragraph| paragraph.text.as_str()).collect();
            if let (true, Some(span)) = (same(&image.alt.value, &printed.join(" ")), caption.span) {
                let message = format!("the alternative text of the image `{}` is its caption", id.value);
                sink.push(self.finding(message, &image.alt, span));
            }
        }
    }
}

impl AltEqualsCaption {
    fn finding(&self, message: String, alt: &Text, printed: Span) -> Diagnostic {
        Diagnostic::warning(self.name(), message)
            .at(alt.span, "the same words")
            .also(printed, "printed here")
            .help("say in `alt` what can be seen and matters for the text")
    }
}

/// Whether two texts have the same words.
fn same(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let lower = text.to_lowercase();
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    words(a) == words(b)
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    const CHART: &str = "[data.d]\nfile = \"d.csv\"\n[charts.c]\nkind = \"bar\"\ndata = \"d\"\nx = \"x\"\ny = \"y\"\ntitle = \
                         \"Executions rose\"\nsubtitle = \"By year\"\nalt = ";

    fn image(alt: &str) -> Vec<String> {
        let image = "[images.i]\nfile = \"i.png\"\ncaption = \"The **prison** of Testland.\"\nalt = ";
        found(&AltEqualsCaption, &format!("{image}\"{alt}\"\n"))
    }

    #[test]
    fn the_same_words() {
        assert_eq!(
            found(&AltEqualsCaption, &format!("{CHART}\"executions rose.\"\n")),
            ["\"executions rose.\": the alternative text of the chart `c` is its title"]
        );
        assert_eq!(
            found(&AltEqualsCaption, &format!("{CHART}\"By year\"\n")),
            ["\"By year\": the alternative text of the chart `c` is its subtitle"]
        );
        assert_eq!(
            image("The prison of Testland"),
            ["\"The prison of Testland\": the alternative text of the image `i` is its caption"]
        );
    }

    #[test]
    fn other_words() {
        assert_eq!(found(&AltEqualsCaption, &format!("{CHART}\"Bars that rise\"\n")), [""; 0]);
        assert_eq!(image("A wall with a tower"), [""; 0]);
    }
}

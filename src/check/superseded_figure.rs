//! A number that has been given up.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// What has been superseded is not printed.
pub(super) struct SupersededFigure;

impl Check for SupersededFigure {
    fn name(&self) -> &'static str {
        "superseded-figure"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a figure with `superseded_by` that the document prints.",
            why: "The body that counted has published a better number. Whoever prints the old one is corrected by \
                     the source itself.",
            example: r##"[figures.january]
what          = "people executed in 2024"
value         = 901
bound         = "at-least"
period        = 2024
source        = "high_commissioner"
superseded_by = "june"

[figures.june]
what   = "people executed in 2024"
value  = 975
bound  = "at-least"
period = 2024
source = "secretary_general"

[[key_figures]]
figure = "january""##,
            remedy: "Print the later figure. Where the history of the number is the point, `[[allow]]` the finding with \
                     its reason.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for figure in context.figures.iter().filter(|figure| context.printed.figures.contains(&figure.id.value)) {
            let Some(later) = &figure.figure.superseded_by else { continue };
            sink.push(
                self.finding(format!(
                    "`{}` is printed although `{}` has taken its place",
                    figure.id.value, later.value
                ))
                .at(later.span, "the later figure")
                .help(format!("print `{{{{ figures.{} }}}}`, or allow it with a reason (`[[allow]]`)", later.value)),
            );
        }
    }
}

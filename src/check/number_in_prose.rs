//! Numbers typed into the text.

use super::numerals::{self, Found};
use super::running::{Mark, Paragraph};
use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};

/// Numbers come from records.
pub(super) struct NumberInProse;

impl Check for NumberInProse {
    fn name(&self) -> &'static str {
        "number-in-prose"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a number typed into the text of the summary, a section, a heading or a recommendation: in digits of \
                    any script, or in words where it is large, counts people or stands next to what was done to them (\"twelve were hanged\"). Dates, times, lengths of time, ordinals, \
                    ages, references to laws and pages, and numbers in names are left alone. It reads English, French, \
                    Spanish, Russian, Arabic, Chinese and Persian.",
            why: "A number that is typed has no source, no bound and no period, and it stays as it is when the figure is \
                  corrected elsewhere.",
            example: r#"[[sections]]
heading = "Executions"
text    = "Testland put 267 people to death.""#,
            remedy: "Make the number a figure (`[figures.ID]`) and write `{{ figures.ID }}` in its place. Where it states \
                     no fact about events (\"3 rooms\"), `[[allow]]` it with a reason.",
            references: "docs/specification.md, The principle; United Nations Editorial Manual Online, Numbers, dates \
                         and time.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(language) = context.language else { return };
        for paragraph in context.text.iter().filter(|paragraph| paragraph.is_prose()) {
            for number in numerals::evidence(&paragraph.text, language) {
                sink.push(self.found(paragraph, &number, context));
            }
            for (at, mark) in &paragraph.marks {
                let Mark::Expression(source) = mark else { continue };
                if is_only_numbers(source) {
                    let message = format!("the number `{{{{ {} }}}}` is in the text without a record", source.trim());
                    sink.push(
                        self.finding(message)
                            .at_maybe(paragraph.beside(*at), "beside these words")
                            .help("make it a figure, `[figures.ID]`, and write `{{ figures.ID }}` here"),
                    );
                }
            }
        }
    }
}

/// Whether an expression prints a number that is written in it: it has digits, and names no record, parameter or row. Names
/// behind `|` are filters.
fn is_only_numbers(source: &str) -> bool {
    if !source.contains(|letter: char| letter.is_ascii_digit()) {
        return false;
    }
    let mut rest = String::new();
    let mut quote = None;
    for letter in source.chars() {
        match quote {
            Some(open) if letter == open => quote = None,
            Some(_) => {}
            None if matches!(letter, '"' | '\'') => quote = Some(letter),
            None => rest.push(letter),
        }
    }
    rest.retain(|letter| !letter.is_whitespace());
    let mut names = rest.split(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '_' | '|')));
    !names.any(|name| name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') && name != "range")
}

impl NumberInProse {
    fn found(&self, paragraph: &Paragraph<'_>, number: &Found, context: Context<'_>) -> Diagnostic {
        let written = paragraph.text.get(number.range.clone()).unwrap_or("");
        let place = paragraph.locate(&number.range, &context.evidence.specification);
        let finding = self
            .finding(format!("the number `{written}` is in the text without a record"))
            .at_maybe(place, "from which source, for what time?");
        // A record of the same number is probably the one that is meant; whether it is, only the author knows.
        match number.value.and_then(|value| context.with_value(value).next()) {
            Some(figure) => finding
                .also(figure.id.span, "this record has the same number")
                .help(format!("if it is this one, write `{{{{ figures.{} }}}}` here", figure.id.value))
                .help("if not, make it a figure of its own"),
            None => finding
                .help("make it a figure, `[figures.ID]`, and write `{{ figures.ID }}` here")
                .help("where it states no fact about events (“3 rooms”), allow it with a reason (`[[allow]]`)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn a_number_in_each_kind_of_text() {
        let rest = r#"
            [summary]
            text = "- They killed **304** people."
            [[sections]]
            heading = "H"
            [[sections.sections]]
            heading = "I"
            text = "Some 12 families wait [@a, p. 4]."
            [[recommendations]]
            to = "the Council"
            text = "Release the 40 prisoners."
        "#;
        assert_eq!(
            found(&NumberInProse, rest),
            [
                "304: the number `304` is in the text without a record",
                "12: the number `12` is in the text without a record",
                "40: the number `40` is in the text without a record",
            ]
        );
    }

    #[test]
    fn the_place_is_the_number_where_escapes_stand_before_it() {
        let rest = "[summary]\ntext = \"On 30 May \\u2018they\\u2019 &amp; others killed 30 people.\"\n";
        let lines = found(&NumberInProse, rest);
        assert_eq!(lines, ["30: the number `30` is in the text without a record"]);
    }

    #[test]
    fn records_and_dates_are_no_such_numbers() {
        let rest = r#"
            [figures.f]
            what = "people"
            value = 304
            bound = "exact"
            period = 2020
            source = "a"
            [summary]
            text = "On 3 May 2020 they killed {{ figures.f }} people under 18 [@a, p. 12] (art. 6(5))."
        "#;
        assert_eq!(found(&NumberInProse, rest), [""; 0]);
    }

    #[test]
    fn a_number_in_an_expression_is_in_the_text_too() {
        for (source, is_one) in [
            ("1500", true),
            ("'1500'", true),
            ("15 * 100", true),
            ("1500 | round(2)", true),
            ("range(9)|join", true),
            ("figures.f", false),
            ("figures.f1.what", false),
            ("row.n|round(2)", false),
            ("change(figures.a, figures.b, 1)", false),
            ("label(\"p1\")", false),
        ] {
            assert_eq!(is_only_numbers(source), is_one, "{source}");
        }
        let lines = found(&NumberInProse, "[summary]\ntext = \"In all {{ 1500 }} died.\"\n");
        assert_eq!(lines.len(), 1, "{lines:?}");
    }
}

//! Prose: characters without a glyph, templates that do not end or do not parse.

use super::Bad;
use crate::support::{Finding, Outcome, spec_with};

/// A specification with `text` as its only prose; the first line of the text is the line after `text = """`.
fn prose(text: &str) -> String {
    spec_with(&format!("[[sections]]\nheading = \"H\"\ntext = \"\"\"\n{text}\n\"\"\"\n"))
}

/// The findings that stop a build.
fn errors(outcome: &Outcome) -> Vec<Finding> {
    outcome.findings().into_iter().filter(|finding| finding.severity == "error").collect()
}

#[test]
fn a_character_no_font_has() {
    Bad::spec(&prose("He said 中 and left.")).finds("missing-glyph", "中").refused().says("U+4E2D");
}

#[test]
fn a_character_no_font_has_in_a_title() {
    let text = prose("Words.").replace("Executions in Testland", "Executions 🕊");
    Bad::spec(&text).finds("missing-glyph", "🕊").refused().says("U+1F54A");
}

#[test]
fn a_character_no_font_has_in_a_data_file() {
    let text = spec_with(
        "[data.d]\nfile = \"data/d.csv\"\nsource = \"a\"\n\n[tables.t]\ndata = \"d\"\ntitle = \"T\"\n\n\
         [[sections]]\nheading = \"H\"\ntext = \"\"\"\n{{ tables.t }}\n\"\"\"\n",
    );
    let bad = Bad::spec(&text).file("data/d.csv", "name\nAli\n中\n");
    let refused = bad.case.run(["check", ".", "--format", "json"]).ended(1);
    assert!(errors(&refused).iter().any(|f| f.code == "missing-glyph" && f.text.contains("U+4E2D")), "{refused}");
}

#[test]
fn a_control_character() {
    let refused = Bad::spec(&prose("A bell \\u0007 rings.")).case.run(["check", ".", "--format", "json"]).ended(1);
    assert_eq!(errors(&refused).len(), 1, "{refused}");
}

#[test]
fn characters_that_turn_the_direction_or_cannot_be_seen() {
    for code in ["202E", "200B", "FEFF", "E0041", "0000"] {
        let escape = if code.len() == 4 { format!("\\u{code}") } else { format!("\\U{code:0>8}") };
        let refused =
            Bad::spec(&prose(&format!("Words {escape} end."))).case.run(["check", ".", "--format", "json"]).ended(1);
        assert_eq!(errors(&refused).len(), 1, "U+{code}\n{refused}");
        assert_eq!(errors(&refused)[0].place.as_ref().map(|(_, line, _)| *line), Some(17), "U+{code}\n{refused}");
    }
}

#[test]
fn an_isolate_that_is_not_closed() {
    let refused = Bad::spec(&prose("Words \\u2066 end.")).case.run(["check", ".", "--format", "json"]).ended(1);
    assert_eq!(errors(&refused)[0].place.as_ref().map(|(_, line, _)| *line), Some(17), "{refused}");
}

#[test]
fn the_terminal_gets_no_commands_from_a_file() {
    // A key that would clear the screen, were it shown as it is.
    let refused = Bad::spec("spec = 1\n\"\\u001b[2J\" = 1\n").case.run(["check", "."]).ended(1);
    assert!(!format!("{refused}").contains('\u{1b}'), "{refused:?}");
    let refused = Bad::spec("spec = 1\n# \u{1b}[2J\nx = 1\n").case.run(["check", "."]).ended(1);
    assert!(!format!("{refused}").contains('\u{1b}'), "{refused:?}");
}

#[test]
fn a_loop_without_end() {
    let endless =
        "{% for a in range(100000) %}\n\n{% for b in range(100000) %}\n\nAgain.\n\n{% endfor %}\n\n{% endfor %}";
    let bad = Bad::spec(&prose(endless));
    let refused = bad.case.run(["build", ".", "--output", super::OUTPUT, "--messages", "json"]).ended(1);
    let findings = errors(&refused);
    assert!(
        findings.iter().all(|finding| finding.place.as_ref().is_some_and(|(file, ..)| file == "briefing.toml")),
        "{refused}"
    );
    assert!(!findings.is_empty());
}

#[test]
fn an_expression_without_end() {
    let endless = "{{ range(100000) | map('string') | join | length * range(100000) | map('string') | join | length }}";
    let refused = Bad::spec(&prose(endless)).case.run(["build", ".", "--output", super::OUTPUT, "--messages", "json"]);
    // Refused for what it is or for what it costs, but never hanging and never a crash.
    assert_eq!(errors(&refused.clone().ended(1)).len(), 1, "{refused}");
}

#[test]
fn an_expression_that_does_not_parse() {
    let refused = Bad::spec(&prose("There were {{ figures. }}.")).case.run(["check", ".", "--format", "json"]).ended(1);
    let findings = errors(&refused);
    assert_eq!(findings.len(), 1, "{refused}");
    assert_eq!(findings[0].place.as_ref().map(|(_, line, _)| *line), Some(17), "{refused}");
}

#[test]
fn an_expression_that_is_not_closed() {
    let refused = Bad::spec(&prose("There were {{ figures.x.")).case.run(["check", ".", "--format", "json"]).ended(1);
    assert_eq!(errors(&refused)[0].place.as_ref().map(|(_, line, _)| *line), Some(17), "{refused}");
}

#[test]
fn an_if_that_is_not_closed() {
    let refused = Bad::spec(&prose("{% if true %}\n\nWords.")).case.run(["check", ".", "--format", "json"]).ended(1);
    assert_eq!(errors(&refused)[0].place.as_ref().map(|(_, line, _)| *line), Some(17), "{refused}");
}

#[test]
fn html_is_refused_and_not_printed() {
    let refused = Bad::spec(&prose("<script>alert(1)</script>")).case.run(["check", ".", "--format", "json"]).ended(1);
    assert_eq!(errors(&refused)[0].place.as_ref().map(|(_, line, _)| *line), Some(17), "{refused}");
}

/// Only some texts hold expressions; in the others braces were printed as they stand.
#[test]
fn an_expression_in_a_text_that_holds_none() {
    let text = prose("Words.").replace("Executions in Testland", "In {% if true %}").replace(
        "\n[[sections]]",
        "\n[organisation]\nname = \"The {{ name }}\"\n\n[[recommendations]]\nto = \"the {{ body }}\"\ntext = \"Act.\"\n\n[[sections]]",
    );
    let refused = Bad::spec(&text)
        .finds("expression-not-read", "{% if true")
        .finds("expression-not-read", "{{ name }}")
        .finds("expression-not-read", "{{ body }}");
    refused.refused().says("would be printed as it stands");
}

//! Input made to exhaust the program: things in things in things, very long and very many things. It is refused or built,
//! but the program neither crashes nor hangs.

use super::{Bad, OUTPUT};
use crate::support::{Outcome, SECTION, exit, spec_with};

/// Deep enough to end the stack of a parser that calls itself.
const DEEP: usize = 20_000;

/// Checks a specification and fails unless the program ended by itself and orderly.
#[track_caller]
fn ends_orderly(spec: &str) -> Outcome {
    let outcome = Bad::spec(spec).case.run(["build", ".", "--output", OUTPUT, "--messages", "json"]);
    assert!(
        matches!(outcome.code, Some(exit::OK | exit::FINDINGS)),
        "code {:?}, signal {:?}",
        outcome.code,
        outcome.signal
    );
    if outcome.code == Some(exit::FINDINGS) {
        assert!(!outcome.findings().is_empty(), "refused without a word\n{outcome}");
    }
    outcome
}

/// A specification with `text` as its only prose.
fn prose(text: &str) -> String {
    spec_with(&format!("[[sections]]\nheading = \"H\"\ntext = '''\n{text}\n'''\n"))
}

#[test]
fn arrays_in_arrays() {
    ends_orderly(&spec_with(&format!("x = {}{}\n{SECTION}", "[".repeat(DEEP), "]".repeat(DEEP)))).ended(exit::FINDINGS);
}

#[test]
fn tables_in_tables() {
    ends_orderly(&spec_with(&format!("x = {}1{}\n{SECTION}", "{a=".repeat(DEEP), "}".repeat(DEEP))))
        .ended(exit::FINDINGS);
    ends_orderly(&spec_with(&format!("[x{}]\n{SECTION}", ".a".repeat(DEEP)))).ended(exit::FINDINGS);
}

#[test]
fn quotes_in_quotes() {
    ends_orderly(&prose(&format!("{} deep", ">".repeat(DEEP))));
}

#[test]
fn lists_in_lists() {
    let text: String = (0..400).map(|depth| format!("{}- item\n", "  ".repeat(depth))).collect();
    ends_orderly(&prose(&text));
    ends_orderly(&prose(&format!("{} deep", "- ".repeat(DEEP))));
}

#[test]
fn emphasis_in_emphasis() {
    ends_orderly(&prose(&format!("{}deep{}", "*a ".repeat(DEEP), " b*".repeat(DEEP))));
}

#[test]
fn brackets_in_brackets() {
    ends_orderly(&prose(&format!("{}deep{}", "[".repeat(DEEP), "](x)".repeat(DEEP))));
}

#[test]
fn expressions_in_expressions() {
    ends_orderly(&prose(&format!("{{{{ {}1{} }}}}", "(".repeat(DEEP), ")".repeat(DEEP)))).ended(exit::FINDINGS);
    ends_orderly(&prose(&format!("{{{{ {}1 }}}}", "-".repeat(DEEP)))).ended(exit::FINDINGS);
}

#[test]
fn conditions_in_conditions() {
    let text = format!("{}Deep.\n\n{}", "{% if true %}\n\n".repeat(2_000), "{% endif %}\n\n".repeat(2_000));
    ends_orderly(&prose(&text));
}

#[test]
fn sections_in_sections() {
    let sections: String =
        (2..60).map(|depth| format!("[[sections{}]]\nheading = \"H\"\n", ".sections".repeat(depth - 1))).collect();
    let findings = ends_orderly(&spec_with(&format!("{SECTION}{sections}"))).ended(exit::FINDINGS).findings();
    assert!(findings.iter().any(|finding| finding.code == "too-deep"), "{findings:#?}");
}

#[test]
fn a_specification_over_the_limit() {
    let text = spec_with(&format!("{SECTION}# {}\n", "x".repeat(8 * 1024 * 1024)));
    let findings = ends_orderly(&text).ended(exit::FINDINGS).findings();
    assert!(findings.iter().any(|finding| finding.code == "too-large"), "{}", findings.len());
}

#[test]
fn a_string_over_the_limit() {
    let text = prose(&"word ".repeat(220_000));
    let findings = ends_orderly(&text).ended(exit::FINDINGS).findings();
    assert!(findings.iter().any(|finding| finding.code == "too-large"), "{}", findings.len());
}

#[test]
fn a_number_of_too_many_digits() {
    let text = format!(
        "[figures.dead]\nwhat = \"dead\"\nvalue = {}.5\nbound = \"exact\"\nperiod = 2020\nsource = \"a\"\n{SECTION}",
        "9".repeat(40)
    );
    ends_orderly(&spec_with(&text)).ended(exit::FINDINGS);
}

#[test]
fn many_findings_do_not_take_for_ever() {
    let keys: String = (0..2_000).map(|n| format!("unknown_{n} = 1\n")).collect();
    assert!(ends_orderly(&format!("spec = 1\n{keys}\n[briefing]\ntitle = \"T\"\n")).findings().len() >= 2_000);
}

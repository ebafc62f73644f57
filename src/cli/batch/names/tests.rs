//! Names of documents: what is refused, and which are one file.

use super::super::table;
use super::*;
use briefing::diag::Files;

fn plan_of(text: &str, output: &str, languages: &[&str]) -> Result<Vec<String>, Vec<Diagnostic>> {
    let folder = tempfile::Builder::new().prefix("names").tempdir().unwrap();
    let path = folder.path().join("t.csv");
    #[expect(clippy::disallowed_methods, reason = "a test makes its own file")]
    std::fs::write(&path, text).unwrap();
    let (mut files, mut sink) = (Files::default(), Sink::default());
    let table =
        table::read(&path, folder.path(), briefing::Options::default(), &mut files, &mut sink).expect("a table");
    let template = match Template::parse(output, &table) {
        Ok(template) => template,
        Err(finding) => return Err(vec![finding]),
    };
    let editions =
        |_: &Row| languages.iter().map(|tag| Edition { language: Some((*tag).to_owned()), main: false }).collect();
    match plan(&template, &table, editions, &mut sink) {
        Some(tasks) => Ok(tasks.into_iter().map(|task| task.output).collect()),
        None => Err(sink.into_sorted()),
    }
}

fn messages(outcome: Result<Vec<String>, Vec<Diagnostic>>) -> String {
    outcome.unwrap_err().iter().map(|finding| format!("{}: {}\n", finding.code, finding.message)).collect()
}

#[test]
fn names_are_made_of_cells_and_the_language() {
    let names = plan_of(
        "country,month\nIran,2026-10\nCôte d’Ivoire,2026-10\n",
        "out/{country}-{month}.{lang}.pdf",
        &["en", "fr"],
    );
    let expected =
        ["Iran-2026-10.en.pdf", "Iran-2026-10.fr.pdf", "Côte d’Ivoire-2026-10.en.pdf", "Côte d’Ivoire-2026-10.fr.pdf"];
    assert_eq!(names.unwrap(), expected);
    assert_eq!(plan_of("c\na\n", "o/{c}/x.pdf", &["en"]).unwrap(), ["a/x.pdf"]);
}

#[test]
fn no_cell_leads_out_of_the_folder() {
    for cell in [
        "..",
        "../../etc/passwd",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "C:x",
        "a\u{202e}b",
        "a\u{0}b",
        "\u{200b}",
        ".",
        ".hidden",
    ] {
        for output in ["out/{c}", "out/{c}/x.pdf", "out/x/{c}"] {
            let said = messages(plan_of(&format!("c,d\n\"{cell}\",1\n"), output, &["en"]));
            assert!(said.starts_with("output-name: "), "{cell:?} in {output}: {said}");
        }
    }
    assert!(messages(plan_of("c\na\n", "out/{c}/../../x.pdf", &["en"])).contains("begins with a point"));
}

#[test]
fn names_that_some_system_does_not_take_are_refused() {
    for cell in ["CON", "con", "Lpt1", "COM¹", "nul.x", "a?", "a*", "a|b", "<a>"] {
        let said = messages(plan_of(&format!("c,d\n{cell},1\n"), "out/{c}.pdf", &["en"]));
        assert!(said.starts_with("output-name: "), "{cell:?}: {said}");
    }
    assert!(plan_of("c\nCOM\nCOM10\nconsul\nnullo\n", "out/{c}.pdf", &["en"]).is_ok());
    let long = "ب".repeat(121);
    assert!(messages(plan_of(&format!("c\n{long}\n"), "out/{c}.pdf", &["en"])).contains("246 bytes"), "in bytes");
    assert!(messages(plan_of("c\na\n", "out/manifest.jsonl", &["en"])).contains("the batch itself"));
    assert!(messages(plan_of("c\nManifest-1-of-2\n", "{c}.JSONL", &["en"])).contains("the batch itself"));
}

#[test]
fn an_empty_cell_is_no_name() {
    assert!(messages(plan_of("c,d\n,1\n", "out/{c}-{d}.pdf", &["en"])).contains("it is empty"));
}

#[test]
fn names_that_are_one_file_are_refused_with_both_rows() {
    for (a, b) in
        [("Iran", "Iran"), ("Iran", "IRAN"), ("é", "e\u{301}"), ("É", "e\u{301}"), ("straße", "STRASSE"), ("Σ", "ς")]
    {
        let findings = plan_of(&format!("c\n{a}\nz\n{b}\n"), "out/{c}.pdf", &["en"]).unwrap_err();
        let [finding] = findings.as_slice() else { panic!("{a} {b}: {findings:?}") };
        assert_eq!((finding.code, finding.labels.len()), ("same-output", 1), "{a} {b}");
        assert!(finding.primary.as_ref().unwrap().span.start > finding.labels[0].span.start);
    }
    assert!(plan_of("c\nIran\nIraq\n", "out/{c}.pdf", &["en"]).is_ok());
}

#[test]
fn editions_need_the_language_in_the_name() {
    let findings = plan_of("c\nIran\n", "out/{c}.pdf", &["en", "fr"]).unwrap_err();
    assert!(findings[0].help[0].contains("{lang}"), "{findings:?}");
}

#[test]
fn a_document_is_no_folder() {
    let said = messages(plan_of("c,d\na,b\n", "out/{c}{lang}", &["", "/x"]));
    assert!(said.contains("`a` is a document, and a folder for `a/x`"), "{said}");
}

#[test]
fn an_unknown_column_is_named_with_the_nearest() {
    let findings = plan_of("country\nIran\n", "out/{contry}.pdf", &["en"]).unwrap_err();
    assert_eq!((findings[0].code, findings[0].help[0].as_str()), ("unknown-column", "did you mean `country`?"));
    assert_eq!(plan_of("country\nIran\n", "out/{country.pdf", &["en"]).unwrap_err()[0].code, "output-name");
}

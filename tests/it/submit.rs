//! `briefing submit`: the bundle for a body, with its forms, checklist and hashes; what it refuses.

use crate::support::{Case, exit};
use std::fs;

const CASES: &str = r#"spec = 1
[briefing]
title = "Disappearances in Testland"
date = 2026-11-20
language = "en-GB"
profile = "wgeid-case"
attach = false

[organisation]
name = "Example Centre"
email = "us@example.org"
about = "Founded in 1999."

[sources.r]
type = "report"
title = "Report on the disappeared"
author = ["Example Institute"]
issued = 2025

[cases.mrs_b]
name = "Farah Exampleson"
alias = "Mrs B."
what = "enforced disappearance"
date = "2025-03"
place = "Northtown, Testland"
perpetrator = "men in uniform"
circumstances = "Taken from her home at night."
remedies = "The family complained; there was no answer."
sources = ["r"]
consent = { by = "the mother", submit = true, share_with_state = false, publish = false }

[[sections]]
heading = "Facts"
text = "{{ cases.mrs_b }} was taken."
"#;

const UPR: &str = r#"spec = 1
[briefing]
title = "Executions in Testland"
date = 2026-11-20
language = "en-GB"
profile = "upr-joint"
keywords = ["death penalty"]

[submission]
session = 2027-06-14
COUNTRY

[organisation]
name = "Example Centre"
short_name = "EC"
email = "us@example.org"
about = "Founded in 1999."

[sources.r]
type = "report"
title = "Report"
author = ["Example Institute"]
issued = 2025

[summary]
text = "We ask for a moratorium [@r]."

[[sections]]
heading = "Facts"
text = "Words [@r, p. 2]."

[[recommendations]]
to = "Testland"
text = "Declare a moratorium within one year."
"#;

fn read(case: &Case, name: &str) -> String {
    fs::read_to_string(case.path().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn a_bundle_has_forms_a_checklist_and_hashes_that_hold() {
    let case = Case::spec(CASES);
    let said = case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    for name in ["forms/mrs_b.docx", "forms/mrs_b.pdf", "checklist.md", "cover-note.txt", "SHA256SUMS"] {
        assert!(said.stdout.contains(name) && case.path().join("out").join(name).is_file(), "{name}: {said}");
    }
    let list = read(&case, "out/checklist.md");
    assert!(list.contains("0 rules broken") && list.contains("- [x] **fields**"), "{list}");
    for line in read(&case, "out/SHA256SUMS").lines() {
        let (hash, name) = line.split_once("  ").expect("a hash and a name");
        let bytes = fs::read(case.path().join("out").join(name)).expect("a file");
        let own: String =
            <sha2::Sha256 as sha2::Digest>::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(own, hash, "{name}");
    }
    // the name stands in the form, to which its mother agreed, and nowhere else
    let secret = |name: &str| {
        let document = fs::read(case.path().join("out").join(name)).expect("a file");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(document)).expect("a Word file");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("word/document.xml").expect("a part"), &mut text)
            .expect("text");
        text.contains("Exampleson")
    };
    assert!(secret("forms/mrs_b.docx") && !secret("Disappearances-in-Testland.docx"));
    assert!(!read(&case, "out/cover-note.txt").contains("Exampleson"));
}

#[test]
fn a_bundle_is_replaced_only_where_nothing_else_is_lost() {
    let case = Case::spec(CASES);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let first = read(&case, "out/SHA256SUMS");
    let refused = case.run(["submit", ".", "--output", "out"]).ended(exit::IO);
    assert!(refused.stderr.contains("--replace"), "{refused}");
    case.run(["submit", ".", "--output", "out", "--replace"]).ended(exit::OK);
    assert_eq!(read(&case, "out/SHA256SUMS"), first, "the same bytes");
    let case = case.file("out/own.txt", "mine");
    case.run(["submit", ".", "--output", "out", "--replace"]).ended(exit::IO);
    assert_eq!(read(&case, "out/own.txt"), "mine");
}

#[test]
fn files_are_named_as_the_body_asks_and_what_is_missing_is_said() {
    let case = Case::spec(&UPR.replace("COUNTRY", "country = \"Testland\""));
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let name = "out/EC-joint-submission-UPR-Testland-June-2027.docx";
    assert!(case.path().join(name).is_file(), "{:?}", case.tree().keys());
    assert!(read(&case, "out/cover-note.txt").contains("Subject: EC, joint submission, UPR, Testland, June 2027"));
    let refused = Case::spec(&UPR.replace("COUNTRY", "")).run(["submit", ".", "--output", "out"]).ended(exit::FINDINGS);
    assert!(refused.stderr.contains("submission-incomplete") && refused.stderr.contains("country"), "{refused}");
}

/// The ledger lies beside the document with its hash in the list; names that are protected stand in neither it nor the note.
#[test]
fn the_ledger_is_a_file_of_its_own_without_protected_names() {
    let case = Case::spec(&CASES.replace("attach = false\n", ""));
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let ledger = read(&case, "out/evidence-ledger.json");
    let parsed: serde_json::Value = serde_json::from_str(&ledger).expect("JSON");
    assert_eq!(parsed["sources"][0]["id"], "r", "{ledger}");
    assert!(read(&case, "out/SHA256SUMS").contains("  evidence-ledger.json\n"));
    for name in ["evidence-ledger.json", "cover-note.txt", "checklist.md"] {
        let text = read(&case, &format!("out/{name}"));
        assert!(!text.contains("Exampleson") && !text.contains("Farah"), "{name}: {text}");
    }
    // what is given away with the document is kept back there too
    let alone = Case::spec(CASES);
    alone.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    assert!(!alone.path().join("out/evidence-ledger.json").exists());
}

/// Nobody who has a list of names can try them out: with another name that is protected each byte of what is given away is the same.
#[test]
fn a_protected_name_leaves_no_trace_in_any_hash() {
    let spec = CASES.replace("attach = false\n", "");
    let built = |name: &str, who: &str| {
        let case = Case::spec(&spec.replace("Farah Exampleson", name).replace("the mother", who));
        case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
        case.run(["build", ".", "--output", "a.pdf"]).ended(exit::OK);
        case.run(["verify", "a.pdf", "--spec", "."]).ended(exit::OK);
        // the forms have the name, for the body alone, and the list of hashes has theirs
        let for_the_body = |path: &std::path::Path| path.starts_with("out/forms") || path.ends_with("SHA256SUMS");
        let kept = |path: &std::path::Path| !for_the_body(path) && (path.starts_with("out") || path.ends_with("a.pdf"));
        (case.tree().into_iter().filter(|(path, _)| kept(path)).collect::<Vec<_>>(), case)
    };
    let (one, case) = built("Farah Exampleson", "the mother");
    let (other, _) = built("Ana Sampleova-Testowa", "a brother");
    assert!(one.len() > 4, "{:?}", one.iter().map(|(path, _)| path).collect::<Vec<_>>());
    for ((path, bytes), (_, others)) in one.iter().zip(&other) {
        assert!(bytes == others, "{} differs", path.display());
    }
    assert_eq!(one.len(), other.len());
    // all else is still seen
    let text = fs::read_to_string(case.path().join("briefing.toml")).expect("the specification");
    let changed = text.replace("Taken from her home", "Taken from her house");
    fs::write(case.path().join("briefing.toml"), changed).expect("a file");
    let said = case.run(["verify", "a.pdf", "--spec", "."]).ended(exit::FINDINGS);
    assert!(said.stdout.contains("its text has changed"), "{said}");
}

/// The draft is in the language of the edition, with the deadline, its hour and its zone. Chinese is not built: there is no font for it here.
#[test]
fn the_cover_note_is_in_the_language_of_the_edition() {
    for (language, words) in [
        ("en-GB", ["To arrive by: 14\u{a0}May 2027, 18:00 CEST", "Nothing has been sent"]),
        ("fr", ["Objet : EC, joint submission", "Veuillez trouver ci-joint « Executions in Testland »"]),
        ("es", ["Asunto: EC", "Documentos adjuntos:"]),
        ("ru", ["Кому: ", "Податель: Example Centre."]),
        ("ar", ["الموضوع: EC", "المرفقات:"]),
        ("fa", ["موضوع: Executions", "پیوست‌ها:"]),
    ] {
        let spec = UPR
            .replace("COUNTRY", "country = \"Testland\"\ndeadline = 2027-05-14\ndeadline_time = \"18:00 CEST\"")
            .replace("\"en-GB\"", &format!("\"{language}\""));
        // the body does not take Persian
        let case = Case::spec(&if language == "fa" { spec.replace("upr-joint", "report") } else { spec });
        case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
        let note = read(&case, "out/cover-note.txt");
        for word in words {
            assert!(note.contains(word), "{language}: no `{word}` in {note}");
        }
    }
}

#[test]
fn the_samples_for_bodies_break_no_rule() {
    for name in ["hrc-statement", "uk-evidence", "upr-submission"] {
        let case = Case::copy(&crate::support::root().join("briefings").join(name));
        let said = case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
        assert!(!said.stderr.contains("warning"), "{said}");
        let list = read(&case, "out/checklist.md");
        assert!(list.contains("\n0 rules broken"), "{list}");
        let names: Vec<_> = case.tree().into_keys().filter(|path| path.starts_with("out")).collect();
        assert!(names.iter().any(|path| path.extension().is_some_and(|ending| ending == "docx")), "{names:?}");
    }
}

#[test]
fn nothing_is_written_where_a_rule_is_broken() {
    let case = Case::spec(&CASES.replace("perpetrator", "# perpetrator"));
    let refused = case.run(["submit", ".", "--output", "out"]).ended(exit::FINDINGS);
    assert!(refused.stderr.contains("case-incomplete"), "{refused}");
    assert!(!case.path().join("out").exists());
}

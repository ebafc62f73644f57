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
joint = ["Example Centre", "Example Institute"]
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
    let changed = text.replace("was taken.", "was led away.");
    fs::write(case.path().join("briefing.toml"), changed).expect("a file");
    let said = case.run(["verify", "a.pdf", "--spec", "."]).ended(exit::FINDINGS);
    assert!(said.stdout.contains("its text has changed"), "{said}");
}

/// The draft is in the language of the edition, with the deadline, its hour and its zone. Chinese is not built: there is no font for it here.
#[test]
fn the_cover_note_is_in_the_language_of_the_edition() {
    for (language, words) in [
        ("en-GB", ["To arrive by: 14\u{a0}May 2027, 18:00 CEST", "Nothing has been sent"]),
        ("fr", ["Objet : EC, communication conjointe, EPU", "Veuillez trouver ci-joint « Executions in Testland »"]),
        ("es", ["Asunto: EC, comunicación conjunta, EPU", "Documentos adjuntos:"]),
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
        assert!(list.contains("\n0 rules broken, 0 for a person to see to, "), "{list}");
        assert!(!list.contains("- [ ]") && !list.contains("- [!]"), "{list}");
        let names: Vec<_> = case.tree().into_keys().filter(|path| path.starts_with("out")).collect();
        assert!(names.iter().any(|path| path.extension().is_some_and(|ending| ending == "docx")), "{names:?}");
    }
}

/// Where no emphasis is taken, nothing that the program sets itself is bold either.
#[test]
fn a_statement_without_emphasis_is_set_in_one_weight() {
    let case = Case::copy(&crate::support::root().join("briefings/hrc-statement"));
    case.run(["build", ".", "--output", "a.pdf"]).ended(exit::OK);
    let pdf = case.tree().remove(std::path::Path::new("a.pdf")).expect("a file");
    let faces = |name: &str| String::from_utf8_lossy(&pdf).matches(name).count();
    assert!(faces("+SourceSerif4-Regular") > 0);
    assert_eq!(faces("-Bold"), 0);
}

/// The specification as it is given away.
fn given_away(case: &Case) -> String {
    let mut sink = briefing::diag::Sink::default();
    let loaded = briefing::load(case.path(), &mut sink);
    loaded.briefing.expect("a briefing").evidence.given_away()
}

/// A part of a Word file of a bundle.
fn part_of(case: &Case, file: &str, part: &str) -> String {
    let bytes = fs::read(case.path().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a Word file");
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(part).expect("a part"), &mut text).expect("text");
    text
}

/// A plain submission to a body.
const PLAIN: &str = r#"spec = 1
[briefing]
title = "Executions in Testland"
date = 2026-11-20
language = "en-GB"
profile = "PROFILE"
KEYS

[organisation]
name = "Example Centre"
email = "us@example.org"
telephone = "+32 2 555 01 00"
address = "1 Example Street"

[sources.r]
type = "report"
title = "Report"
author = ["Example Institute"]
issued = 2025

[figures.f]
what = "deaths"
value = 12
bound = "at-least"
period = 2025
place = "Testland"
source = "r"

[[sections]]
heading = "Facts"
text = "They counted {{ figures.f }} deaths [@r, p. 2]."
"#;

fn plain(profile: &str, keys: &str) -> Case {
    let spec = PLAIN.replace("PROFILE", profile).replace("KEYS", keys);
    let case = Case::spec(&spec);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    case
}

/// Where the text has no part for whoever submits it, the name stands below the title; where it has one, it stands there.
#[test]
fn the_submitter_is_named_in_every_submission() {
    for profile in ["hrc-ngo-special", "au-senate"] {
        let case = plain(profile, "");
        let text = part_of(&case, "out/Executions-in-Testland.docx", "word/document.xml");
        assert_eq!(text.matches("Example Centre").count(), 1, "{profile}: {text}");
    }
    let case =
        Case::spec(&UPR.replace("COUNTRY", "").replace("upr-joint", "uk-commons").replace("joint = ", "# joint = "));
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let text = part_of(&case, "out/Executions-in-Testland.docx", "word/document.xml");
    assert_eq!(text.matches("Example Centre").count(), 1, "{text}");
}

/// Committees that want contact data outside the text have them on a sheet of their own, and nowhere else.
#[test]
fn contact_data_stand_apart_where_the_body_asks_for_it() {
    let spec = UPR
        .replace("upr-joint", "uk-lords")
        .replace("COUNTRY", "")
        .replace("email = ", "address = \"1 Example Street\"\nemail = ");
    let case = Case::spec(&spec);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let text = part_of(&case, "out/Executions-in-Testland.docx", "word/document.xml");
    assert!(text.contains("Founded in 1999") && !text.contains("us@example.org") && !text.contains("1 Example Street"));
    assert_eq!(
        read(&case, "out/contact.txt"),
        "Executions in Testland\n\nExample Centre\n1 Example Street\nEmail: us@example.org\n"
    );
    assert!(read(&case, "out/cover-note.txt").contains("- contact.txt"), "it is handed in");
    assert!(read(&case, "out/checklist.md").contains("- [x] **contact**"));
    // the specification that a PDF carries has none either; where the text has it, nothing is ticked
    let public = spec.replace("uk-lords", "au-senate");
    let case = Case::spec(&public);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    case.run(["build", ".", "--output", "a.pdf"]).ended(exit::OK);
    case.run(["verify", "a.pdf", "--spec", "."]).ended(exit::OK);
    let given = given_away(&case);
    assert!(given.contains("email = \"[withheld]\"") && given.contains("address = \"[withheld]\""), "{given}");
    assert!(entry(&read(&case, "out/checklist.md"), "contact").starts_with("- [x]"));
    let case = Case::spec(&format!("{public}\n# write to us@example.org\n"));
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    assert!(entry(&read(&case, "out/checklist.md"), "contact").starts_with("- [ ]"));
    // others keep them in the text
    let case = Case::spec(&UPR.replace("COUNTRY", "country = \"Testland\""));
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    assert!(!case.path().join("out/contact.txt").exists());
    let name = "out/EC-joint-submission-UPR-Testland-June-2027.docx";
    assert!(part_of(&case, name, "word/document.xml").contains("us@example.org"));
}

/// The type is that which the body asks for, in the size of the theme where it asks for none; nothing is bold where nothing may be.
#[test]
fn word_files_have_the_type_that_the_body_asks_for() {
    for (profile, size, face) in [
        ("hrc-ngo-general", "20", "Times New Roman"),
        ("ca-commons-envi", "24", "Calibri"),
        ("ccpr", "21", "Times New Roman"),
    ] {
        let keys = "description = \"x\"";
        let spec = PLAIN.replace("PROFILE", profile).replace("KEYS", keys);
        let about = if profile == "ca-commons-envi" { "about = \"Founded in 1999.\"\nemail = " } else { "email = " };
        let spec = spec.replace("email = ", about);
        let spec = format!("{spec}\n[[recommendations]]\nto = \"Testland\"\ntext = \"Publish the lists by June.\"\n");
        let case = Case::spec(&spec);
        case.run(["build", ".", "--output", "a.docx"]).ended(exit::OK);
        let styles = part_of(&case, "a.docx", "word/styles.xml");
        let defaults = styles.split("</w:docDefaults>").next().unwrap_or_default();
        assert!(defaults.contains(&format!("<w:sz w:val=\"{size}\"/>")), "{profile}: {defaults}");
        assert!(defaults.contains(&format!("w:ascii=\"{face}\"")), "{profile}: {defaults}");
        assert_eq!(styles.contains("<w:b/>"), profile != "hrc-ngo-general", "{profile}");
        assert!(part_of(&case, "a.docx", "word/fontTable.xml").contains(face), "{profile}");
    }
}

/// What is said of an embedded file is said of a PDF alone.
#[test]
fn the_annex_of_a_word_file_speaks_of_no_embedded_file() {
    let case =
        Case::spec(&format!("{}\n[ledger]\nannex = true\n", PLAIN.replace("PROFILE", "report").replace("KEYS", "")));
    case.run(["build", ".", "--output", "a.docx"]).ended(exit::OK);
    case.run(["build", ".", "--output", "a.html"]).ended(exit::OK);
    case.run(["build", ".", "--output", "a.pdf"]).ended(exit::OK);
    let (word, html) = (part_of(&case, "a.docx", "word/document.xml"), read(&case, "a.html"));
    for text in [word, html] {
        assert!(
            text.contains("first twelve digits of their SHA-256.") && !text.contains("evidence-ledger.json"),
            "{text}"
        );
    }
    // whoever reads the PDF is told where it is
    case.run(["verify", "a.pdf", "--spec", "."]).ended(exit::OK);
}

/// Near the limit a person looks at the pages of the Word file, which the program does not see.
#[test]
fn pages_near_the_limit_are_looked_at_in_word() {
    let own = |most: u32, format: &str| {
        format!(
            "purpose = \"a brief\"\nbody = \"a committee\"\nextends = \"au-senate\"\n\n[[rules]]\nid = \"length\"\nsays = \"pages\"\n\
             demand = {{ pages = {{ at-most = {most} }} }}\nurl = \"https://example.org\"\nas-of = \"2026\"\ncertainty = \"official\"\n\n\
             [[rules]]\nid = \"format\"\nsays = \"{format}\"\ndemand = {{ formats = [\"{format}\"] }}\n\
             url = \"https://example.org\"\nas-of = \"2026\"\ncertainty = \"official\"\n"
        )
    };
    for (most, format, wanted) in [
        (2, "docx", "- [ ] **length**: pages\n  1 pages in the PDF; 2 may be. Open the Word file"),
        (3, "docx", "- [x] **length**: pages\n  1 pages in the PDF; 3 may be\n"),
        (1, "pdf", "- [x] **length**: pages\n  1 pages in all; 1 may be\n"),
    ] {
        let spec = PLAIN.replace("PROFILE", "own").replace("KEYS", "");
        let case = Case::spec(&spec).file("profiles/own.toml", own(most, format));
        case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
        let list = read(&case, "out/checklist.md");
        assert!(list.contains(wanted), "{most} {format}: {list}");
    }
    let spec =
        PLAIN.replace("PROFILE", "own").replace("KEYS", "").replace("[@r, p. 2].", &"Words and words. ".repeat(400));
    for (format, said) in [("docx", true), ("pdf", false)] {
        let case = Case::spec(&spec).file("profiles/own.toml", own(1, format));
        let refused = case.run(["submit", ".", "--output", "out"]).ended(exit::FINDINGS);
        assert!(refused.stderr.contains("over-page-limit"), "{refused}");
        assert_eq!(refused.stderr.contains("look at its pages too"), said, "{refused}");
    }
}

/// The draft asks for the embargo to be kept, in the language of the edition.
#[test]
fn the_cover_note_speaks_of_the_embargo() {
    for (language, words) in [
        ("en-GB", "not publish it before 1\u{a0}February 2027."),
        ("fr", "publier avant le 1"),
        ("ru", "публиковать до даты"),
    ] {
        let spec = PLAIN.replace("PROFILE", "report").replace("KEYS", "classification = \"EMBARGO\"");
        let spec =
            format!("{spec}\n[submission]\nembargo = 2027-02-01\n").replace("\"en-GB\"", &format!("\"{language}\""));
        let case = Case::spec(&spec);
        case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
        assert!(read(&case, "out/cover-note.txt").contains(words), "{language}: {}", read(&case, "out/cover-note.txt"));
    }
}

/// Nothing is handed in of a case to whose submission nobody agreed, whether its name is withheld or not.
#[test]
fn a_case_is_handed_in_with_consent_alone() {
    for refused in [CASES.replace("submit = true", "submit = false"), CASES.replace("consent = {", "# consent = {")] {
        let case = Case::spec(&refused.replace("wgeid-case", "iachr-petition"));
        let said = case.run(["submit", ".", "--output", "out"]).ended(exit::FINDINGS);
        assert!(said.stderr.contains("case-without-consent"), "{said}");
        assert!(!case.path().join("out").exists());
    }
}

#[test]
fn nothing_is_written_where_a_rule_is_broken() {
    let case = Case::spec(&CASES.replace("perpetrator", "# perpetrator"));
    let refused = case.run(["submit", ".", "--output", "out"]).ended(exit::FINDINGS);
    assert!(refused.stderr.contains("case-incomplete"), "{refused}");
    assert!(!case.path().join("out").exists());
}

/// The sample of evidence with other words, as a folder with the profile `own.toml` in it.
fn evidence(own: &str, changes: &[(&str, &str)]) -> Case {
    const SPEC: &str = r#"spec = 1
[briefing]
title = "Executions"
date = 2027-01-04
language = "en-GB"
profile = "own"
keywords = ["death penalty"]
[sources.r]
type = "report"
title = "Report"
author = ["Example Institute"]
issued = 2025
[organisation]
name = "Example Centre"
email = "us@example.org"
about = "Founded in 1999."
[submission]
session = 2027-06-14
country = "Testland"
[summary]
text = """
- We ask for a moratorium [@r].
"""
[[sections]]
heading = "Facts"
text = "Words [@r, p. 2]."
[[recommendations]]
to = "Testland"
text = "Declare a moratorium within one year."
"#;
    let text = changes.iter().fold(SPEC.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    });
    Case::spec(&text).file("profiles/own.toml", own)
}

/// A profile that extends another.
fn own(base: &str, rest: &str) -> String {
    format!("purpose = \"a test\"\nextends = \"{base}\"\n{rest}")
}

/// A rule that asks for something.
fn rule(demand: &str) -> String {
    format!(
        "[[rules]]\nid = \"own\"\nsays = \"a rule\"\ndemand = {demand}\nurl = \"https://example.org/call\"\nas-of = \"2027-01\"\ncertainty = \
         \"official\"\n"
    )
}

/// What is wrong with a profile is said at the key that is wrong, whatever command reads it, and nothing ends without a word.
#[test]
fn faults_of_a_profile_are_found_at_their_keys() {
    let with = |old: &str, new: &str| own("uk-commons", &rule("\"one-file\"").replace(old, new));
    let demand = |demand: &str| own("uk-commons", &rule(demand));
    let cases = [
        (own("uk-commons", "theme = \"plane\"\n"), "theme = \"plane\"", "did you mean `plain`?"),
        (own("upr-individual", "notes = \"foot\"\n"), "notes = \"foot\"", "`id = \"notes\"`"),
        (own("us-approps", "paper = \"a4\"\n"), "paper = \"a4\"", "`id = \"paper\"`"),
        (own("hrc-ngo-general", "emphasis = true\n"), "emphasis = true", "`id = \"emphasis\"`"),
        (own("us-approps", "type = { points = 10 }\n"), "type = {", "`id = \"type\"`"),
        (own("uk-commons", "parts = [\"title\", \"sections\"]\n"), "parts = [", "contradict"),
        (own("uk-commons", "parts = [\"title\", \"sectoins\"]\n"), "parts = [", "did you mean `sections`?"),
        (own("upr-individual", "title-pattern = \"{submiter}\"\n"), "title-pattern", "did you mean `{submitter}`?"),
        (own("upr-individual", "title-pattern = \"{country\"\n"), "title-pattern", "not closed"),
        // the layout that is inherited breaks a rule of one's own
        (own("un-briefing", &rule("{ notes = \"end\" }")), "demand", "change `notes` to `\"end\"`"),
        (demand("{ first = \"sumary\" }"), "demand", "did you mean `summary`?"),
        (demand("{ parts = [\"sumary\"] }"), "demand", "did you mean `summary`?"),
        (demand("{ formats = [] }"), "demand", "the list is empty"),
        (demand("{ languages = [\"english\"] }"), "demand", "no code of a language"),
        (demand("{ words = { at-most = 10, counted = [] } }"), "demand", "nothing is counted"),
        (demand("{ words = { at-most = 10, counted = [\"body\", \"body\"] } }"), "demand", "counted twice"),
        (demand("{ words = { at-most = 0, counted = [\"body\"] } }"), "demand", "room for nothing"),
        (demand("{ deadline = { days-before-session = 9, hour = \"25:99\" } }"), "demand", "no time of day"),
        (demand("{ deadline = { days-before-session = 9, zone = \"\" } }"), "demand", "`zone` is empty"),
        (with("https://example.org/call", "nowhere"), "url", "`nowhere` is no address"),
        (with("2027-01", "2027-02-31"), "as-of", "no year, month or day"),
        (with("certainty", "information = true\ncertainty"), "information", "has no `demand`"),
        (own("uk-commons", "limt = 3\n"), "limt", "unknown field `limt`"),
    ];
    for (profile, line, words) in cases {
        for command in ["check", "submit", "build", "count"] {
            let case = evidence(&profile, &[]);
            let refused = case.run([command, "."]).ended(exit::FINDINGS);
            let text = refused.stdout.clone() + &refused.stderr;
            let number = 1 + profile.lines().position(|own| own.contains(line)).expect("the line");
            let place = format!("profiles/own.toml:{number}:");
            assert!(text.contains("profile-faulty") && text.contains(words), "{command}, {line}, {words}: {refused}");
            assert!(text.contains(&place), "{command}: no `{place}`: {refused}");
        }
    }
    // a rule of one's own takes the place of the inherited one
    let replaced = own(
        "upr-individual",
        &("notes = \"foot\"\n".to_owned() + &rule("{ notes = \"foot\" }").replace("\"own\"", "\"notes\"")),
    );
    evidence(&replaced, &[]).run(["check", "."]).ended(exit::OK);
}

#[test]
fn a_profile_with_the_name_of_another_is_refused() {
    let case = evidence(&own("uk-commons", ""), &[("\"own\"", "\"uk-commons\"")]);
    case.run(["check", "."]).ended(exit::OK);
    let case = case.file("profiles/uk-commons.toml", own("uk-commons", ""));
    let refused = case.run(["submit", ".", "--output", "out"]).ended(exit::FINDINGS);
    assert!(refused.stderr.contains("profile-faulty") && refused.stderr.contains("another name"), "{refused}");
}

/// The line of the checklist on a rule, with what stands below it.
fn entry(list: &str, id: &str) -> String {
    let start = list.find(&format!("**{id}**")).unwrap_or_else(|| panic!("no `{id}` in {list}"));
    let line = list[..start].rfind("- ").expect("a mark");
    let end = list[start..].find("\n- ").map_or(list.len(), |end| start + end);
    list[line..end].to_owned()
}

/// What the author lets stand, or switches off, is no rule that is kept.
#[test]
fn the_checklist_ticks_nothing_that_is_broken_or_was_not_examined() {
    let allow = |check: &str| format!("\n[[allow]]\ncheck = \"{check}\"\nreason = \"the clerk agreed\"\n");
    let list = |base: &str, rest: &str, changes: &[(&str, &str)]| {
        let case = evidence(&own(base, rest), changes);
        case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
        read(&case, "out/checklist.md")
    };
    let end = "text = \"Declare a moratorium within one year.\"";
    let ending = |more: &str| format!("{end}\n{more}");
    let short = "[[rules]]\nid = \"length\"\nsays = \"at most 2 words\"\ndemand = { words = { at-most = 2, counted = [\"body\"] } }\nurl = \
                 \"https://example.org/call\"\nas-of = \"2027\"\ncertainty = \"official\"\n";
    let allowed = list("uk-commons", short, &[(end, &ending(&allow("over-word-limit")))]);
    let length = entry(&allowed, "length");
    assert!(length.starts_with("- [!]") && length.contains("broken, allowed: the clerk agreed"), "{length}");
    assert!(allowed.contains("0 rules broken, 1 broken and allowed, "), "{allowed}");
    for (base, check, id, changes) in [
        ("ccpr", "language-not-taken", "languages", vec![("\"en-GB\"", "\"fa\"")]),
        ("hrc-ngo-general", "deadline-missed", "deadline", vec![("2027-01-04", "2027-06-02")]),
        (
            "upr-individual",
            "layout-not-taken",
            "notes",
            vec![("profile = \"own\"", "profile = \"own\"\nnotes = \"foot\"")],
        ),
        ("upr-individual", "missing-part", "key-words", vec![("keywords = [\"death penalty\"]\n", "")]),
        ("hrc-ngo-general", "emphasis-not-taken", "emphasis", vec![("Words [@r", "**Words** [@r")]),
        ("hrc-ngo-general", "deadline-missed", "deadline", vec![("session = 2027-06-14", "session = 2026-06-14")]),
    ] {
        let more = ending(&allow(check));
        let changes: Vec<(&str, &str)> = changes.into_iter().chain([(end, more.as_str())]).collect();
        let list = list(base, "", &changes);
        let line = entry(&list, id);
        assert!(line.starts_with("- [!]") && line.contains("the clerk agreed"), "{base}, {id}: {line}");
    }
    let off = "\n[checks]\npart-out-of-order = \"off\"\n";
    let parts = "parts = [\"title\", \"sections\", \"summary\", \"recommendations\", \"about\"]\n";
    let list = list("uk-commons", parts, &[(end, &ending(off))]);
    let line = entry(&list, "summary");
    assert!(line.starts_with("- [!]") && line.contains("switched off in `[checks]`"), "{line}");
    assert!(list.contains("1 not examined"), "{list}");
}

/// A rule of which the program sees a part is for a person; what the body does is neither broken nor kept.
#[test]
fn the_checklist_has_a_state_for_each_kind_of_rule() {
    let case = evidence(&own("us-approps", ""), &[]);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let list = read(&case, "out/checklist.md");
    for (id, mark) in [
        ("paper", "- [x]"),
        ("type", "- [x]"),
        ("spacing", "- [x]"),
        ("identity", "- [ ]"),
        ("photographs", "- [ ]"),
        ("public", "- (i)"),
    ] {
        assert!(entry(&list, id).starts_with(mark), "{id}: {list}");
    }
    // without a summary there is none that comes first, and without a session no day to count back from
    let case =
        evidence(&own("au-senate", ""), &[("[summary]\ntext = \"\"\"\n- We ask for a moratorium [@r].\n\"\"\"\n", "")]);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    assert!(entry(&read(&case, "out/checklist.md"), "summary").starts_with("- [ ]"));
    let case = evidence(&own("achpr-shadow", ""), &[("session = 2027-06-14\n", "")]);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let list = read(&case, "out/checklist.md");
    assert!(entry(&list, "deadline").starts_with("- [ ]") && entry(&list, "style").starts_with("- (?)"), "{list}");
    assert!(!read(&case, "out/cover-note.txt").contains("To arrive by"));
    // what a person saw to is said with who it was
    let seen = "[submission]\nconfirmed.macros = \"A. Example looked into the file\"";
    let case = evidence(&own("uk-commons", ""), &[("[submission]", seen)]);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let line = entry(&read(&case, "out/checklist.md"), "macros");
    assert!(line.starts_with("- [x]") && line.contains("seen to: A. Example looked into the file"), "{line}");
}

/// What is known of a protected case stands in the specification that a PDF carries where the document prints it, and nowhere else.
#[test]
fn what_a_protected_case_says_is_given_away_where_it_is_printed() {
    let spec = CASES.replace("attach = false\n", "").replace("wgeid-case", "parliament-briefing");
    let spec = spec.replace("what = \"enf", "age = 41\nspellings = [\"Farah Exemplsen\"]\nwhat = \"enf");
    let case = Case::spec(&spec);
    case.run(["build", ".", "--output", "a.pdf"]).ended(exit::OK);
    case.run(["verify", "a.pdf", "--spec", "."]).ended(exit::OK);
    let given = given_away(&case);
    for secret in ["41", "Exempl", "2025-03", "Northtown", "uniform", "at night", "complained", "enforced", "mother"] {
        assert!(!given.contains(secret), "{secret}: {given}");
    }
    let printed = spec.replace("\"{{ cases.mrs_b }} was taken.\"", "\"\"\"\n{{ cases.mrs_b }}\n\"\"\"");
    let case = Case::spec(&printed);
    case.run(["build", ".", "--output", "a.pdf"]).ended(exit::OK);
    let given = given_away(&case);
    assert!(given.contains("at night") && given.contains("age = 41") && !given.contains("Exempl"), "{given}");
}

/// The name of a protected person is in the text of the form, and not in its title.
#[test]
fn a_form_is_titled_by_the_alias() {
    let case = Case::spec(CASES);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    assert!(!part_of(&case, "out/forms/mrs_b.docx", "docProps/core.xml").contains("Exampleson"));
    assert_eq!(part_of(&case, "out/forms/mrs_b.docx", "word/document.xml").matches("Exampleson").count(), 1);
}

/// Of a day that is only about known the list says which it is, and a person looks it up; the note asks what nobody confirmed.
#[test]
fn the_list_counts_a_deadline_back_and_the_note_asks() {
    let case = Case::spec(&UPR.replace("COUNTRY", "country = \"Testland\""));
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let line = entry(&read(&case, "out/checklist.md"), "deadline");
    assert!(line.starts_with("- [ ]") && line.contains("about 2026-12-14, 12:00 Geneva time"), "{line}");
    let note = read(&case, "out/cover-note.txt");
    assert!(note.contains("[Say whether the text") && !note.contains("has not been published before"), "{note}");
}

/// Margins of an inch and 12 points, in the file for Word too.
#[test]
fn type_and_margins_are_those_that_the_body_asks_for() {
    let case = evidence(&own("us-approps", ""), &[]);
    case.run(["build", ".", "--output", "a.docx"]).ended(exit::OK);
    let part = |name: &str| {
        let document = fs::read(case.path().join("a.docx")).expect("a file");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(document)).expect("a Word file");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).expect("a part"), &mut text).expect("text");
        text
    };
    let document = part("word/document.xml");
    for side in ["top", "bottom", "left", "right"] {
        assert!(document.contains(&format!("w:{side}=\"1440\"")), "{side}: {document}");
    }
    let styles = part("word/styles.xml");
    let body = styles.split("w:styleId=\"BodyText\"").nth(1).and_then(|rest| rest.split("</w:style>").next());
    assert!(body.is_some_and(|body| body.contains("<w:sz w:val=\"24\"/>")), "{body:?}");
    assert!(body.is_some_and(|body| body.contains("w:line=\"240\" w:lineRule=\"auto\"")), "single spaced: {body:?}");
}

/// A cover note that somebody has finished is not written over.
#[test]
fn what_was_changed_in_a_bundle_is_kept() {
    let case = Case::spec(CASES);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let case = case.file("out/cover-note.txt", "Dear Madam");
    let before = case.tree();
    let refused = case.run(["submit", ".", "--output", "out", "--replace"]).ended(exit::IO);
    assert!(refused.stderr.contains("cover-note.txt") && !refused.stderr.contains("checklist.md"), "{refused}");
    assert!(case.tree() == before, "nothing is written");
    fs::remove_file(case.path().join("out/cover-note.txt")).expect("the note");
    case.run(["submit", ".", "--output", "out", "--replace"]).ended(exit::OK);
}

#[test]
fn nothing_is_enclosed_where_the_body_takes_one_file() {
    const DATA: &str = "[data.d]\nfile = \"d.csv\"\nsource = \"r\"\ncolumns.year = { type = \"year\" }\ncolumns.n = { type = \
                        \"integer\", bound = \"at-least\" }\n[tables.t]\ndata = \"d\"\ntitle = \"Executions\"\n[summary]";
    for (base, enclosed) in
        [("uk-commons", false), ("uk-lords", false), ("hrc-ngo-general", false), ("ca-commons", true)]
    {
        let case = evidence(&own(base, ""), &[("[summary]", DATA), ("p. 2].", "p. 2].\\n\\n{{ tables.t }}")]);
        let case = case.file("d.csv", "year,n\n2022,100\n2023,150\n");
        case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
        assert_eq!(case.path().join("out/data/d.csv").is_file(), enclosed, "{base}");
    }
}

#[test]
fn a_long_title_makes_a_name_that_fits() {
    let long = "Very long words in a title ".repeat(20);
    let case = evidence(&own("uk-commons", ""), &[("\"Executions\"", &format!("\"{}\"", long.trim()))]);
    case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
    let names: Vec<_> =
        case.tree().into_keys().filter(|path| path.extension().is_some_and(|it| it == "docx")).collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

/// The deadline follows from the session, and nobody is asked to keep forms confidential where there are none.
#[test]
fn the_cover_note_says_what_holds() {
    let note = |base: &str, changes: &[(&str, &str)]| {
        let case = evidence(&own(base, ""), changes);
        case.run(["submit", ".", "--output", "out"]).ended(exit::OK);
        read(&case, "out/cover-note.txt")
    };
    assert!(note("hrc-ngo-general", &[]).contains("To arrive by: 31\u{a0}May 2027\n"));
    let withheld = "[cases.mrs_b]\nname = \"Farah Exampleson\"\nalias = \"Mrs B.\"\nwhat = \"enforced disappearance\"\ndate = \
                    \"2025-03\"\nplace = \"Northtown\"\nperpetrator = \"men in uniform\"\ncircumstances = \"Taken at night.\"\nremedies = \"No \
                    answer.\"\nsources = [\"r\"]\nconsent = { by = \"the mother\", submit = true, share_with_state = false, publish = \
                    false }\n[summary]";
    let changes = [("[summary]", withheld), ("Words [@r", "{{ cases.mrs_b }} [@r")];
    let note = note("ca-commons", &changes);
    assert!(note.contains("are withheld in it.") && !note.contains("forms"), "{note}");
}

#[test]
fn profiles_are_shown_with_their_layout_and_those_of_a_briefing_too() {
    let case = evidence(&own("upr-joint", ""), &[]);
    let shown = case.run(["profiles", "upr-joint"]).ended(exit::OK).stdout;
    for words in [
        "paper: A4",
        "paragraphs: numbered",
        "headings: I., A., 1.",
        "notes: at the end",
        "bold and italics: allowed",
        "citations: ",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(case.run(["profiles", "own"]).ended(exit::OK).stdout.starts_with("own: a test"));
    assert!(case.run(["profiles"]).ended(exit::OK).stdout.contains("\nown "));
    let outside = Case::new();
    outside.run(["profiles", "own"]).ended(exit::USAGE);
    let folder = case.path().to_string_lossy().into_owned();
    outside.run(["profiles", "own", "--spec", &folder]).ended(exit::OK);
}

/// A name that promises what the program does not write is refused, by each command that takes one.
#[test]
fn a_name_with_the_ending_of_another_format_is_refused() {
    let gallery =
        Case::copy(&crate::support::root().join("briefings/chart-gallery")).file("rows.csv", "month\n2026-01\n");
    let before = gallery.tree().len();
    for name in ["x.odt", "x.rtf", "x.doc", "x.txt", "x.xyz", "X.ODT"] {
        let chart = ["chart", ".", "slope", "--output", name].map(str::to_owned);
        let build = ["build", ".", "--output", name].map(str::to_owned);
        let batch = ["batch", ".", "--over", "rows.csv", "--output", &format!("{{month}}-{name}")].map(str::to_owned);
        for arguments in [&build[..], &chart[..], &batch[..]] {
            let refused = gallery.run(arguments);
            assert!(refused.stderr.contains("unknown-format"), "{arguments:?}: {refused}");
            assert_ne!(refused.code, Some(exit::OK), "{arguments:?}");
        }
        gallery.run(build).ended(exit::USAGE);
        gallery.run(chart).ended(exit::USAGE);
    }
    gallery.run(["chart", ".", "slope", "--format", "svg", "--output", "x.png"]).ended(exit::USAGE);
    assert_eq!(gallery.tree().len(), before, "nothing is written");
    // a name that promises nothing stays as it is, and a chart is what its name says
    let case = evidence(&own("report", ""), &[]);
    for name in ["plain", "version 1.2", "x.PDF"] {
        case.run(["build", ".", "--output", name]).ended(exit::OK);
        assert!(fs::read(case.path().join(name)).expect("a file").starts_with(b"%PDF-"), "{name}");
    }
    gallery.run(["chart", ".", "slope", "--output", "x.png"]).ended(exit::OK);
    assert!(fs::read(gallery.path().join("x.png")).expect("a file").starts_with(b"\x89PNG"));
}

//! Libraries of sources brought in by the program as a whole.

use crate::support::{Case, SECTION, exit, spec_with};

const LIBRARY: &str = "@report{institute_2020,\n  title = {Annual report},\n  institution = {The Institute},\n  date = {2020},\n  edition = {2},\n  chapter = {7},\n}\n\
    @report{broken,\n  title = {Annual report,\n}\n\
    @report{a,\n  title = {Another one},\n  date = {2022},\n}\n";

fn spec() -> String {
    spec_with(&format!("# a comment\n{SECTION}")).replace("\"Annual report on", "\"Report on")
}

#[test]
fn records_are_printed() {
    let outcome = Case::new().file("a.bib", LIBRARY).run(["import", "a.bib"]).ended(exit::OK);
    assert!(outcome.stdout.contains("[sources.institute_2020]\ntype      = \"report\"\n"), "{outcome}");
    assert!(outcome.stderr.contains("`broken` was not imported") && outcome.stderr.contains("--> a.bib:"), "{outcome}");
    assert!(
        outcome.stderr.contains("`chapter` (7)") && outcome.stderr.contains("2 sources read, 1 not imported"),
        "{outcome}"
    );
}

#[test]
fn a_specification_keeps_what_it_has_and_builds() {
    let case = Case::spec(&spec()).file("a.bib", LIBRARY);
    let outcome = case.run(["import", "a.bib", "--into", "."]).ended(exit::OK);
    assert!(outcome.stderr.contains("`a` is there already") && outcome.stderr.contains("1 source added"), "{outcome}");
    let text = String::from_utf8(case.tree()[std::path::Path::new("briefing.toml")].clone()).unwrap();
    assert!(text.starts_with(&spec()) && text.contains("[sources.institute_2020]"), "{text}");
    case.run(["build", "."]).ended(exit::OK);
    // a second time nothing is left to do
    let again = case.run(["import", "a.bib", "--into", "briefing.toml"]).ended(exit::OK);
    assert!(again.stderr.contains("0 sources added"), "{again}");
    let replaced = case.run(["import", "a.bib", "--into", ".", "--replace=a"]).ended(exit::OK);
    assert!(replaced.stderr.contains("1 given new values"), "{replaced}");
    let text = String::from_utf8(case.tree()[std::path::Path::new("briefing.toml")].clone()).unwrap();
    assert!(text.contains("title = \"Another one\"\npublisher = \"The Institute\"\nissued = 2022\n"), "{text}");
    assert!(text.contains("# a comment"), "{text}");
}

#[test]
fn what_is_no_library_is_refused() {
    let case = Case::spec(&spec())
        .file("a.txt", "Dear all,")
        .file("a.json", "\"x\"")
        .file("b.json", "[]")
        .file("c.bib", b"\xff\xfe@");
    case.run(["import", "a.txt"]).ended(exit::FINDINGS);
    case.run(["import", "a.json"]).ended(exit::FINDINGS);
    let none = case.run(["import", "b.json"]).ended(exit::OK);
    assert!(none.stderr.contains("holds no entry"), "{none}");
    case.run(["import", "gone.bib"]).ended(exit::IO);
    assert_ne!(case.run(["import", "c.bib"]).code, Some(exit::OK));
    let case = case.file("l.bib", LIBRARY);
    let unknown = case.run(["import", "l.bib", "--into", ".", "--replace=institute_2021"]).ended(exit::FINDINGS);
    assert!(unknown.stderr.contains("did you mean `institute_2020`?"), "{unknown}");
    case.run(["import", "l.bib", "--replace"]).ended(exit::USAGE);
}

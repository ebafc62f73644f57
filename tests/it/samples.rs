//! The briefings that come with the program: each builds without a finding, is valid against the schema, holds every word
//! of its specification once and in order, and passes the judges.

use crate::support::{Case, PROGRAM, exit, in_language, root, skipped};
use crate::words::regions;
use briefing::diag::{Files, Sink};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folders below `briefings/`.
pub fn samples() -> Vec<PathBuf> {
    let entries =
        fs::read_dir(root().join("briefings")).expect("the samples").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = entries.filter(|path| path.join("briefing.toml").is_file()).collect();
    found.sort();
    assert!(!found.is_empty(), "there is at least one sample");
    found
}

/// Builds all editions of a sample into `case`.
fn build(case: &Case, sample: &Path) -> Vec<PathBuf> {
    let name = sample.file_name().expect("a name").to_string_lossy();
    let output = case.path().join(format!("{name}-{{lang}}.pdf"));
    let args = ["build".as_ref(), sample.as_os_str(), "--lang".as_ref(), "all".as_ref(), "--output".as_ref()];
    let outcome = case.run(args.into_iter().chain([output.as_os_str()])).ended(exit::OK);
    // samples for bodies that take no PDF are made as one all the same, to be read and judged
    let found =
        outcome.stderr.matches("warning[").count() - outcome.stderr.matches("warning[format-not-taken]").count();
    assert_eq!(found, 0, "{}\n{outcome}", sample.display());
    let editions = briefing::editions(sample);
    editions.iter().map(|language| case.path().join(format!("{name}-{language}.pdf"))).collect()
}

/// The editions of a briefing.
fn editions(folder: PathBuf) -> Vec<(PathBuf, String)> {
    briefing::editions(&folder).into_iter().map(|language| (folder.clone(), language)).collect()
}

/// Asks a judge that lives in `tests/judges/`: exit code 0 is a pass, 2 that a tool is not installed. Returns whether it
/// passes, where it could be asked, and what it said.
pub fn asked(name: &str, args: &[&Path]) -> (Option<bool>, String) {
    const NOT_INSTALLED: i32 = 2;
    let judge = root().join("tests/judges").join(name);
    let output = Command::new(judge).args(args).current_dir(root()).output().expect("the judge starts");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ((output.status.code() != Some(NOT_INSTALLED)).then(|| output.status.success()), said)
}

/// Fails where a judge refuses.
pub fn judged(name: &str, args: &[&Path]) {
    match asked(name, args) {
        (Some(true), _) => {}
        (None, said) => skipped(name, said.trim()),
        (Some(false), said) => panic!("{name} refuses {args:?}:\n{said}"),
    }
}

#[test]
fn build_without_a_finding() {
    for sample in samples() {
        let case = Case::new();
        let checked = case.run(["check".as_ref(), sample.as_os_str(), "--deny".as_ref(), "warnings".as_ref()]);
        checked.ended(exit::OK);
        for file in build(&case, &sample) {
            assert!(fs::read(file).expect("the document").starts_with(b"%PDF-1.7"));
        }
    }
}

#[test]
fn hold_every_word_once_and_in_order() {
    let suite =
        ["chinese", "end-notes", "every-block", "long-table", "many-notes", "report", "two-scripts", "un-profile"];
    let suite = suite.map(|name| root().join("tests/suite").join(name));
    for (folder, language) in samples().into_iter().chain(suite).flat_map(editions) {
        let case = Case::new();
        let mut sink = Sink::default();
        let loaded = briefing::load_with(&folder, in_language(&language), Files::default(), &mut sink);
        let briefing = loaded.briefing.expect("a briefing");
        let document = briefing::compose(&briefing, &mut sink);
        let pages = briefing::layout(&briefing, &document, &mut sink);
        let bytes = briefing::write(&briefing, &document, &pages, &mut sink);
        let (file, expected) = (case.path().join("a.pdf"), case.path().join("words.txt"));
        fs::write(&file, bytes.unwrap_or_else(|| panic!("{}: {:?}", folder.display(), sink.findings())))
            .expect("a file");
        fs::write(&expected, regions(&document, &pages)).expect("a file");
        judged("words.py", &[&file, &expected]);
        // Words that are nowhere, and words that are there once too often.
        let all = regions(&document, &pages);
        for wrong in
            [format!("{all}A sentence that was lost.\n"), all.lines().skip(12).map(|l| format!("{l}\n")).collect()]
        {
            fs::write(&expected, wrong).expect("a file");
            assert_ne!(asked("words.py", &[&file, &expected]).0, Some(true), "the judge sees nothing");
        }
    }
}

#[test]
fn pass_the_judges() {
    let case = Case::new();
    let mut files: Vec<PathBuf> = samples().iter().flat_map(|sample| build(&case, sample)).collect();
    // no sample prints its ledger
    files.extend(build(&case, &root().join("tests/suite/ledger")));
    judged("judge", &files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
}

#[test]
fn are_valid_against_the_schema() {
    let case = Case::new();
    let schema = case.path().join("briefing.schema.json");
    case.run(["schema".as_ref(), "--output".as_ref(), schema.as_os_str()]).ended(exit::OK);
    let Some(taplo) = taplo() else {
        return skipped("the schema", "`taplo` is not installed");
    };
    for sample in samples() {
        let spec = sample.join("briefing.toml");
        let check = |spec: &Path| {
            let url = format!("file://{}", schema.display());
            Command::new(&taplo)
                .args(["check", "--no-auto-config", "--schema", &url])
                .arg(spec)
                .output()
                .expect("taplo starts")
        };
        let output = check(&spec);
        assert!(output.status.success(), "{}\n{}", spec.display(), String::from_utf8_lossy(&output.stderr));
        // A schema that accepts everything would pass too.
        let bad = case.path().join("bad.toml");
        fs::write(&bad, fs::read_to_string(&spec).expect("text").replacen("[briefing]", "[briefing]\ntitel = 1", 1))
            .expect("a file");
        assert!(!check(&bad).status.success(), "the schema accepts an unknown key");
    }
}

/// `taplo`, from the path or from where `tests/run` puts it.
fn taplo() -> Option<PathBuf> {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or(home);
    let own = cache.map(|cache| cache.join("briefing-judges/venv/bin"));
    std::env::split_paths(&paths).chain(own).map(|folder| folder.join("taplo")).find(|file| file.is_file())
}

#[test]
fn a_new_briefing_builds_at_once() {
    let case = Case::new();
    case.run(["new", "first"]).ended(exit::OK);
    case.run(["check", "first", "--deny", "warnings"]).ended(exit::OK);
    case.run(["build", "first"]).ended(exit::OK);
    assert!(case.path().join("out/first.pdf").is_file());
    let before = case.tree();
    let again = case.run(["new", "first"]);
    assert_ne!(again.code, Some(exit::OK), "what is there is not written over\n{again}");
    assert_eq!(case.tree(), before);
}

#[test]
fn the_schema_is_the_same_on_both_ways_out() {
    let case = Case::new();
    let printed = Command::new(PROGRAM).arg("schema").output().expect("the program starts");
    case.run(["schema", "--output", "schema.json"]).ended(exit::OK);
    assert_eq!(printed.stdout, fs::read(case.path().join("schema.json")).expect("the schema"));
    serde_json::from_slice::<serde_json::Value>(&printed.stdout).expect("JSON");
}

/// `briefing schema --ledger --output docs/ledger.schema.json` renews it.
#[test]
fn the_schema_of_ledgers_is_published() {
    let printed = Command::new(PROGRAM).args(["schema", "--ledger"]).output().expect("the program starts").stdout;
    let published = fs::read(root().join("docs/ledger.schema.json")).expect("the schema of ledgers");
    assert_eq!(printed, published, "docs/ledger.schema.json is not current");
}

/// Editors find the schema by the first line of each sample; `briefing schema --output docs/briefing.schema.json` renews it.
#[test]
fn name_the_schema_that_the_program_prints() {
    let printed = Command::new(PROGRAM).arg("schema").output().expect("the program starts").stdout;
    for sample in samples() {
        let text = fs::read_to_string(sample.join("briefing.toml")).expect("text");
        let named =
            text.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("a first line that names it");
        assert_eq!(
            fs::read(sample.join(named)).expect("the schema"),
            printed,
            "docs/briefing.schema.json is not current"
        );
    }
}

/// The article that the sample is made from dates the same killings to November 2018 and to November 2019.
#[test]
fn show_a_contradiction_that_is_put_back() {
    let sample = root().join("briefings/iran-executions");
    let text = fs::read_to_string(sample.join("briefing.toml")).expect("text");
    let back = "\n[figures.killed_2018]\nwhat = \"protesters killed in November 2018\"\nvalue = 1500\nbound = \"at-least\"\n\
                period = \"2018-11\"\nplace = \"Iran\"\nsource = \"article_2021\"\n\n[data.executions]\n";
    let data = fs::read_to_string(sample.join("data/executions-by-year.csv")).expect("text");
    let case = Case::spec(&text.replacen("\n[data.executions]\n", back, 1)).file("data/executions-by-year.csv", &data);
    let refused = case.run(["check", "."]).ended(exit::FINDINGS);
    assert!(refused.stderr.contains("error[conflicting-period]"), "{refused}");
}

/// The words of the prose as it is typed, read by other means than the program's, all stand in the document and in order.
#[test]
fn lose_no_word_between_specification_and_document() {
    for (sample, language) in samples().into_iter().flat_map(editions) {
        let mut sink = Sink::default();
        let loaded = briefing::load_with(&sample, in_language(&language), Files::default(), &mut sink);
        let briefing = loaded.briefing.expect("a briefing");
        let document = briefing::compose(&briefing, &mut sink);
        let pages = briefing::layout(&briefing, &document, &mut sink);
        let printed = bare(&regions(&document, &pages));
        let text = fs::read_to_string(sample.join("briefing.toml")).expect("text");
        let spec: toml::Table = text.parse().expect("TOML");
        let mut fragments = Vec::new();
        for (key, value) in &spec {
            if ["summary", "sections", "recommendations", "briefing"].contains(&key.as_str()) {
                prose(value, &language, &mut fragments);
            }
        }
        assert!(fragments.len() > 15, "{} fragments", fragments.len());
        for fragment in fragments {
            assert!(printed.contains(&fragment), "{} {language}: not in the document: {fragment}", sample.display());
        }
    }
}

/// The texts of a part of the specification in one language, cut where something is inserted.
fn prose(value: &toml::Value, language: &str, fragments: &mut Vec<String>) {
    match value {
        toml::Value::Array(list) => list.iter().for_each(|value| prose(value, language, fragments)),
        toml::Value::Table(table) => {
            let bare = language.split('-').next().expect("a language");
            for key in ["title", "subtitle", "audience", "heading", "text", "sections", bare] {
                table.get(key).into_iter().for_each(|value| prose(value, language, fragments));
            }
        }
        toml::Value::String(text) => {
            let mut rest = text.as_str();
            while let Some((at, close)) = [("{{", "}}"), ("[@", "]"), ("](", ")")]
                .iter()
                .filter_map(|(open, close)| rest.find(open).map(|at| (at, close)))
                .min()
            {
                push_lines(&rest[..at], fragments);
                let end = rest[at..].find(*close).expect("what opens closes") + at + close.len();
                rest = &rest[end..];
            }
            push_lines(rest, fragments);
        }
        _ => {}
    }
}

fn push_lines(text: &str, fragments: &mut Vec<String>) {
    fragments.extend(text.lines().map(|line| bare(line.trim_start_matches("- "))).filter(|line| line.len() > 1));
}

/// Letters and digits alone: marks of notes and emphasis come between words.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphabetic()).collect()
}

#[test]
fn all_who_submit_are_told_from_the_subtitle() {
    let mut sink = Sink::default();
    let loaded = briefing::load(&root().join("briefings/upr-submission"), &mut sink);
    let briefing = loaded.briefing.expect("a briefing");
    let document = briefing::compose(&briefing, &mut sink);
    let pages = briefing::layout(&briefing, &document, &mut sink);
    let size = |text: &str| {
        let runs = pages.pages[0].items.iter().filter_map(|item| match item {
            briefing::page::Item::Glyphs(run) => Some(run),
            _ => None,
        });
        runs.into_iter().find(|run| run.text.starts_with(text)).expect("it is printed").size
    };
    assert!(size("Example Bar Association") < size("Example data:"));
}

//! `briefing verify`: every sample in every language reads back as it was built, and every change that was planted is seen.

use crate::chart_command::languages_with_a_chart;
use crate::support::{Case, exit, root, skipped};
use briefing::diag::Sink;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The exit code of a script without its libraries.
const NOT_INSTALLED: i32 = 2;

/// Python with the judges' libraries, where `tests/judges/install` puts it.
fn python() -> PathBuf {
    let home = std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache"));
    let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or(home).unwrap_or_default();
    let own = cache.join("briefing-judges/venv/bin/python");
    if own.is_file() { own } else { PathBuf::from("python3") }
}

/// Builds a sample in all its languages.
fn built(sample: &str) -> Case {
    editions_of(Case::copy(&root().join("briefings").join(sample)))
}

/// Builds all editions.
fn editions_of(case: Case) -> Case {
    case.run(["build", ".", "--lang", "all", "--output", "out-{lang}.pdf"]).ended(exit::OK);
    case
}

fn pdfs(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut found: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|e| e == "pdf")).collect();
    found.sort();
    found
}

#[test]
fn every_sample_reads_back_in_every_language() {
    let mut files = 0;
    for sample in ["chart-gallery", "iran-executions", "languages", "monthly-executions", "specimen"] {
        let case = built(sample);
        for pdf in pdfs(case.path()) {
            files += 1;
            let name = pdf.file_name().expect("a name").to_string_lossy().into_owned();
            let said = case.run(["verify", &name]);
            assert_eq!(said.code, Some(exit::OK), "{sample}, {name}\n{said}");
            let said = case.run(["verify", &name, "--spec", "."]);
            assert_eq!(said.code, Some(exit::OK), "{sample}, {name}, against its specification\n{said}");
        }
    }
    assert!(files >= 10, "{files} files: is this test blind?");
}

#[test]
fn each_kind_of_block_reads_back() {
    for name in ["calculated", "charts-several", "chinese", "end-notes", "every-block", "ledger", "persian", "tables"] {
        let case = Case::copy(&root().join("tests/suite").join(name));
        case.run(["build", ".", "--output", "out.pdf"]).ended(exit::OK);
        let said = case.run(["verify", "out.pdf", "--spec", "."]);
        assert_eq!(said.code, Some(exit::OK), "{name}\n{said}");
    }
}

/// Example data: figures and quotations in every place that can print them, some broken over pages.
fn everywhere(profile: &str) -> String {
    let filler = "These words fill the page and say nothing that would need a source of its own. ".repeat(40);
    let name = |number: u8| char::from(b'a' + number);
    let word =
        |number: u8| format!("word{}{} and the testimony of those who were held", name(number % 26), name(number / 26));
    let long = (0..90).map(word).collect::<Vec<_>>().join(" ");
    let figure = "what = \"people\"\nperiod = 2020\nplace = \"P\"\nsource = \"a\"\n";
    let quotation = "speaker = \"a former prisoner\"\ndate = 2020\nsource = \"a\"\nlocator = \"p. 1\"\n";
    format!(
        "spec = 1\n[briefing]\ntitle = \"Example data\"\ndate = 2021-02-15\nlanguage = \"en-GB\"\nprofile = \"{profile}\"\n\
         [ledger]\nannex = true\n[sources.a]\ntype = \"report\"\ntitle = \"A\"\nissued = 2021\n\
         [figures.f]\nvalue = 246\nbound = \"at-least\"\n{figure}[figures.g]\nbetween = [1000, 2500]\n{figure}\
         [figures.h]\nvalue = 20.5\nbound = \"about\"\nunit = \"per cent\"\n{figure}\
         [quotations.q]\ntext = \"{long}\"\n{quotation}\
         [quotations.r]\ntext = \"کسی از ۲۴۶ نفر نگفت که ۱۲ بار چه شد\"\nlanguage = \"fa\"\n{quotation}\
         [summary]\ntext = \"In short {{{{ figures.f }}}} people, {{{{ figures.g }}}} and {{{{ figures.h }}}}.\"\n\
         [[key_figures]]\nfigure = \"g\"\n[[key_figures]]\nfigure = \"h\"\n\
         [[sections]]\nheading = \"Of {{{{ figures.f }}}} people\"\ntext = \"\"\"\n{filler}\n\n\
         - a list with {{{{ figures.f }}}} people\n- another with {{{{ figures.g }}}}\n\n\
         > quoted: {{{{ figures.h }}}} of them\n\n{{{{ figures.f }}}}\n\n{filler}\n\n{{{{ quotations.q }}}}\n\n\
         He said {{{{ quotations.r }}}} in the hall, and {{{{ quotations.q }}}} too.\n\n{{{{ quotations.r }}}}\n\"\"\"\n\
         [[recommendations]]\nto = \"all\"\ntext = \"Ask after {{{{ figures.f }}}} people.\"\n"
    )
}

#[test]
fn evidence_is_found_wherever_it_is_printed() {
    for profile in ["parliament-briefing", "un-briefing", "report"] {
        let case = Case::spec(&everywhere(profile));
        let mut sink = Sink::default();
        let briefing = briefing::load(case.path(), &mut sink).briefing.expect("a briefing");
        let document = briefing::compose(&briefing, &mut sink);
        briefing::check(&briefing, &document, &mut sink);
        let document = briefing::annexed(&briefing, document, &sink);
        let pages = briefing::layout(&briefing, &document, &mut sink);
        assert!(!sink.has_errors(), "{profile}: {:#?}", sink.findings());
        let ledger = briefing::ledger(&briefing, &document, &pages, &sink).expect("a ledger");
        let figures = ledger.figures.iter().map(|record| (&record.id, &record.uses));
        let all: Vec<_> = figures.chain(ledger.quotations.iter().map(|record| (&record.id, &record.uses))).collect();
        assert_eq!(all.iter().map(|(_, uses)| uses.len()).sum::<usize>(), 15, "{profile}");
        for (id, used) in all.iter().flat_map(|(id, uses)| uses.iter().map(move |used| (id, used))) {
            assert!(!used.printed.is_empty(), "{profile}: `{id}` is not found in {used:?}");
        }
        let broken = all.iter().flat_map(|(_, uses)| uses.iter()).filter(|used| {
            used.printed.first().map(|printed| printed.page) != used.printed.last().map(|printed| printed.page)
        });
        assert!(broken.count() > 0, "{profile}: nothing is broken over pages: is this test blind?");
        fs::write(
            case.path().join("out.pdf"),
            briefing::write(&briefing, &document, &pages, &mut sink).expect("a PDF"),
        )
        .expect("a file");
        let said = case.run(["verify", "out.pdf", "--spec", "."]);
        assert_eq!(said.code, Some(exit::OK), "{profile}\n{said}");
    }
}

#[test]
fn every_planted_change_is_seen() {
    let samples = [
        ("iran-executions", "out-en-GB.pdf", built("iran-executions")),
        ("languages", "out-fa.pdf", editions_of(languages_with_a_chart())),
    ];
    for (sample, file, case) in samples {
        let folder = case.path().join("changed");
        fs::create_dir(&folder).expect("a folder");
        let script = root().join("tests/judges/tamper.py");
        let output =
            Command::new(python()).arg(script).arg(case.path().join(file)).arg(&folder).output().expect("Python");
        if output.status.code() == Some(NOT_INSTALLED) {
            return skipped("planted changes", "pikepdf is not installed");
        }
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let list = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(list.lines().count() > 25, "{list}");
        for line in list.lines() {
            let [name, state, words] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
            let said = case.run(["verify".to_owned(), format!("changed/{name}.pdf")]);
            let code = if state == "holds" { exit::OK } else { exit::FINDINGS };
            assert_eq!(said.code, Some(code), "{sample}, {name}\n{said}");
            assert!(said.stdout.contains(words), "{sample}, {name}: no “{words}”\n{said}");
        }
    }
}

#[test]
fn a_specification_that_has_moved_on_is_named() {
    let case = built("iran-executions");
    let spec = case.path().join("briefing.toml");
    let text = fs::read_to_string(&spec).expect("text");
    let remarked = format!("{text}# a remark\n");
    fs::write(&spec, &remarked).expect("a file");
    let said = case.run(["verify", "out-en-GB.pdf", "--spec", "."]);
    assert!(said.code == Some(exit::FINDINGS) && said.stdout.contains("its text has changed, though none"), "{said}");
    assert!(text.contains("value   = 267"));
    fs::write(&spec, text.replacen("value   = 267", "value   = 268", 1)).expect("a file");
    let said = case.run(["verify", "out-en-GB.pdf", "--spec", ".", "--quiet"]);
    assert!(
        said.code == Some(exit::FINDINGS) && said.stdout.contains("the number is `268`, and `267` in the ledger"),
        "{said}"
    );
}

#[test]
fn answers_are_json_where_that_is_asked() {
    let case = built("monthly-executions");
    let pdf = pdfs(case.path()).pop().expect("a file");
    let name = pdf.file_name().expect("a name").to_string_lossy().into_owned();
    let said = case.run(["verify", &name, "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&said.stdout).expect("JSON");
    assert_eq!(value["holds"], true);
    assert_eq!(value["statements"][0]["name"], "ledger");
    assert_eq!(value["statements"][0]["state"], "holds");
}

#[test]
fn what_is_no_file_ends_with_the_code_for_files() {
    let case = Case::new().file("folder/x", "");
    for name in ["absent.pdf", "folder"] {
        let said = case.run(["verify", name]);
        assert!(said.code == Some(exit::IO) && said.stderr.contains("help"), "{said}");
    }
}

#[test]
fn a_document_without_attachments_says_why_it_cannot_be_verified() {
    let case = Case::spec(
        &crate::support::spec_with(crate::support::SECTION).replace("[briefing]\n", "[briefing]\nattach = false\n"),
    );
    case.run(["build", ".", "--output", "bare.pdf"]).ended(exit::OK);
    let said = case.run(["verify", "bare.pdf"]);
    assert!(said.code == Some(exit::FINDINGS) && said.stdout.contains("attach = false"), "{said}");
}

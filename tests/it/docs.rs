//! What the documentation shows works: every whole specification in `docs/` and the README builds.
//!
//! A block fenced as ` ```toml ` is a whole specification; one that is part of one is fenced ` ```toml fragment ` and is
//! only parsed. A block fenced ` ```csv data/x.csv ` is a file of the whole specification that follows it.

use crate::support::{Case, exit, root};
use std::fs;

/// A fenced block: the line it begins on, its info string, its text.
struct Block {
    line: usize,
    info: String,
    text: String,
}

/// The fenced blocks of a CommonMark text.
fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<Block> = None;
    for (index, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => {
                open = Some(Block { line: index + 1, info: info.trim().to_owned(), text: String::new() });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (None, Some(block)) => block.text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    found
}

/// Builds the whole specifications of a file and returns how many there were.
fn build_all(path: &str) -> usize {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut files: Vec<(String, String)> = Vec::new();
    let mut built = 0;
    for Block { line, info, text } in blocks(&text) {
        match info.split_once(' ').map_or((info.as_str(), ""), |(kind, rest)| (kind, rest.trim())) {
            ("toml", "") => {
                let case = files.drain(..).fold(Case::spec(&text), |case, (path, text)| case.file(&path, text));
                let outcome = case.run(["build", ".", "--output", "a.pdf"]);
                assert_eq!(outcome.code, Some(exit::OK), "{path}:{line} does not build\n{outcome}");
                built += 1;
            }
            ("toml", _) => {
                let parsed: Result<toml::Table, _> = toml::from_str(&text);
                assert!(parsed.is_ok(), "{path}:{line} is not TOML: {parsed:?}");
            }
            ("csv", name) if !name.is_empty() => files.push((name.to_owned(), text)),
            _ => {}
        }
    }
    built
}

#[test]
fn the_specification_builds() {
    for page in ["docs/specification.md", "docs/themes.md"] {
        assert!(build_all(page) > 0, "{page} shows at least one whole specification");
    }
}

#[test]
fn the_readme_builds() {
    assert!(build_all("README.md") > 0, "it shows one whole specification");
}

#[test]
fn fences_are_understood() {
    let found = blocks("a\n```toml\nb = 1\n```\n```csv data/x.csv\nc\n```\n");
    let seen: Vec<_> = found.iter().map(|block| (block.line, block.info.as_str(), block.text.as_str())).collect();
    assert_eq!(seen, [(2, "toml", "b = 1\n"), (5, "csv data/x.csv", "c\n")]);
}

/// What the program says of its checks is what the page says.
#[test]
fn the_page_of_checks_is_current() {
    let page = root().join("docs/checks.md");
    let printed = Case::new().run(["explain", "--all"]).ended(exit::OK).stdout;
    if std::env::var_os("BLESS").is_some() {
        fs::write(&page, &printed).expect("docs/checks.md");
    }
    let stored = fs::read_to_string(&page).expect("docs/checks.md");
    assert!(stored == printed, "docs/checks.md is out of date: accept it with BLESS=1 cargo test --test it docs");
    let codes = fs::read_to_string(root().join("docs/specification.md")).expect("the page");
    for name in printed.lines().filter_map(|line| line.strip_prefix("## ")) {
        assert!(codes.contains(name), "{name} is not in docs/specification.md");
    }
}

#[test]
fn checks_are_explained() {
    let case = Case::new();
    let list = case.run(["explain"]).ended(exit::OK).stdout;
    assert!(list.lines().any(|line| line.starts_with("figure-without-period")), "{list}");
    let one = case.run(["explain", "figure-without-period"]).ended(exit::OK).stdout;
    let parts = ["figure-without-period (error)", "Why it matters", "Example", "Remedy"].map(|part| one.find(part));
    assert!(parts.iter().all(Option::is_some) && parts.is_sorted(), "{one}");
    let unknown = case.run(["explain", "figure-without-perod"]).ended(exit::USAGE);
    assert!(unknown.stderr.contains("did you mean `figure-without-period`?") && unknown.stdout.is_empty(), "{unknown}");
}

/// So are the other findings of reading a specification: each of those groups of the format page.
#[test]
fn findings_of_reading_are_explained() {
    let one = Case::new().run(["explain", "unknown-key"]).ended(exit::OK).stdout;
    let parts = ["unknown-key (about keys and values)", "Why it matters", "Example", "Remedy", "References"];
    let places = parts.map(|part| one.find(part));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{one}");
    let page = fs::read_to_string(root().join("docs/specification.md")).expect("the page");
    let explained = fs::read_to_string(root().join("src/cli/findings.toml")).expect("the explanations");
    let groups = [
        "the file",
        "keys and values",
        "records",
        "calculations",
        "parameters and queries",
        "editions",
        "names of the program's own",
        "prose",
        "expressions",
        "files",
        "what may stand",
    ];
    for group in groups {
        let head = format!("| {group} | ");
        let row = page.lines().find_map(|line| line.strip_prefix(&head)).expect(group);
        for code in row.split('`').skip(1).step_by(2) {
            assert!(explained.contains(&format!("code = '{code}'")), "{code} is not explained");
        }
    }
}

/// A code that a user meets can be looked up.
#[test]
fn every_code_of_a_finding_is_on_the_format_page() {
    let page = fs::read_to_string(root().join("docs/specification.md")).expect("the page");
    let mut folders = vec![root().join("src")];
    let mut found = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
                continue;
            }
            if entry.extension().is_none_or(|extension| extension != "rs") || entry.ends_with("diag.rs") {
                continue;
            }
            let text = fs::read_to_string(&entry).expect("text");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            for start in ["Diagnostic::error(", "Diagnostic::warning("] {
                for code in
                    text.split(start).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
                {
                    found += 1;
                    assert!(
                        page.contains(&format!("`{code}`")),
                        "{}: `{code}` is not in docs/specification.md",
                        entry.display()
                    );
                }
            }
        }
    }
    assert!(found > 40, "{found} codes");
}

#[test]
fn every_style_of_citation_is_on_its_page() {
    use briefing::evidence::citation::styles::names;
    use briefing::evidence::citation::{Style, styles::DEFAULT};
    let page = fs::read_to_string(root().join("docs/citations.md")).expect("the page");
    let usable = |name: &&str| *name == DEFAULT || matches!(Style::find(name), Some(Ok(_)));
    let missing: Vec<&str> = names().filter(usable).filter(|name| !page.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "not in docs/citations.md: `{}`", missing.join("`, `"));
}

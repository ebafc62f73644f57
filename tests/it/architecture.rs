//! The shape of the source, as ARCHITECTURE.md promises it: data flows one way, what grows is registered and documented,
//! files stay short.

use crate::support::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Those that anyone may read and that import nothing of the pipeline.
const LEAVES: &[&str] = &["diag", "locale", "profile", "theme", "text"];

/// What each part of the pipeline may import beside the leaves, in the order in which data flows.
const PIPELINE: &[(&str, &[&str])] = &[
    ("page", &[]),
    ("format", &[]),
    ("archive", &[]),
    ("doc", &["page"]),
    ("spec", &["doc", "page"]),
    ("evidence", &["archive", "doc", "page", "spec"]),
    ("design", &["doc", "page", "spec", "evidence"]),
    ("chart", &["doc", "page", "spec"]),
    ("diff", &["doc", "page", "spec", "evidence"]),
    // a library of sources becomes the text of records, which the specification must be able to read
    ("import", &["spec"]),
    // a briefing prints what changed in its evidence since another one
    ("compose", &["doc", "page", "spec", "evidence", "chart", "diff"]),
    ("layout", &["doc", "page"]),
    ("count", &["doc", "page"]),
    ("check", &["doc", "page", "spec", "evidence", "archive", "chart", "compose", "layout", "count"]),
    // the ledger says what a document prints and what the checks said of it; its annex links to the list of sources
    ("ledger", &["doc", "page", "spec", "evidence", "compose", "check"]),
    // a finished file is read back with nothing of what wrote it: what a ledger is, and what a specification says
    ("verify", &["spec", "evidence", "ledger"]),
    ("pdf", &["doc", "page"]),
    ("picture", &["page"]),
    ("bundle", &["spec", "evidence", "count", "doc", "page"]),
    // charts are pictures there
    ("docx", &["doc", "page", "picture"]),
    ("html", &["doc", "page", "picture"]),
];

/// Imports of leaves from the vocabularies that are meant: glyph runs are what pages paint, and a theme or a profile names
/// the styles of paragraphs. Numbers and dates of a specification are what a language prints.
const LEAF_EXCEPTIONS: &[(&str, &str)] =
    &[("text", "page"), ("theme", "page"), ("theme", "doc"), ("profile", "doc"), ("locale", "spec")];

/// Files that may be longer than [`MAX_LINES`], each with its reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// The longest file, in lines, its tests not counted.
const MAX_LINES: usize = 500;

/// Where a registry stands, the trait its entries implement, and its name.
const REGISTRIES: &[(&str, &str, &str)] = &[
    ("chart", "Chart", "CHARTS"),
    ("check", "Check", "CHECKS"),
    ("compose", "Block", "BLOCKS"),
    ("compose", "Part", "PARTS"),
];

/// Folders of data files that are embedded by the `mod.rs` beside them.
const DATA: &[&str] = &["profile/profiles", "theme/themes", "locale/locales", "evidence/styles", "check/un_style/data"];

/// A source file.
struct Source {
    /// Its path below `src/`.
    path: PathBuf,
    /// The whole of it.
    whole: String,
    /// What is not for tests only.
    text: String,
    /// The same without comments.
    code: String,
}

impl Source {
    /// The part of the program it belongs to: its first folder, or its name.
    fn part(&self) -> String {
        let first = self.path.iter().next().expect("a path");
        Path::new(first).with_extension("").to_string_lossy().into_owned()
    }

    fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// The parts of the program it names as `crate::part`, and as `super::part` where that leads to the top.
    fn imports(&self) -> BTreeSet<String> {
        let mut found = names_after(&self.code, "crate::");
        let is_top = self.path.components().count() == 1
            || (self.path.components().count() == 2 && self.path.ends_with("mod.rs"));
        if is_top {
            found.extend(names_after(&self.code, "super::"));
        }
        found
    }
}

/// The names that follow `prefix` in `code`, those of a list in braces included.
fn names_after(code: &str, prefix: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices(prefix) {
        let rest = &code[at + prefix.len()..];
        let list = rest.strip_prefix('{').map(|list| top_level_items(list));
        for item in list.unwrap_or_else(|| vec![rest]) {
            let name: String = item.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.insert(name);
        }
    }
    found
}

/// The items of a list in braces, whose opening brace is gone.
fn top_level_items(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0, 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                items.push(&list[start..at]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

/// The files with an extension below `folder`, as paths below it.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|e| e == extension) {
                found.push(entry.strip_prefix(folder).expect("a path below").to_path_buf());
            }
        }
    }
    found.sort();
    found
}

/// All of `src/`.
fn sources() -> Vec<Source> {
    let src = root().join("src");
    let read = |path: PathBuf| {
        let whole = fs::read_to_string(src.join(&path)).expect("UTF-8");
        let text = if path.ends_with("tests.rs") { String::new() } else { without_tests(&whole) };
        Source { path, code: without_comments(&text), text, whole }
    };
    files(&src, "rs").into_iter().map(read).collect()
}

/// The text without `#[cfg(test)] mod tests;`, and up to `#[cfg(test)] mod tests {`.
fn without_tests(text: &str) -> String {
    let mut parts = text.split("#[cfg(test)]");
    let mut kept = parts.next().unwrap_or("").to_owned();
    for part in parts {
        match (part.find(';'), part.find('{')) {
            (Some(end), brace) if brace.is_none_or(|brace| end < brace) => kept += &part[end + 1..],
            _ => break,
        }
    }
    kept
}

/// The code without its comments.
fn without_comments(text: &str) -> String {
    let code = |line: &str| line.split("//").next().unwrap_or("").to_owned();
    text.lines().map(code).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn none(what: &str, found: &[String]) {
    assert!(found.is_empty(), "{what}:\n  {}", found.join("\n  "));
}

#[test]
fn data_flows_one_way() {
    let known: BTreeSet<&str> = LEAVES.iter().copied().chain(PIPELINE.iter().map(|(part, _)| *part)).collect();
    let mut against = Vec::new();
    for source in sources() {
        let part = source.part();
        let allowed: &[&str] = match PIPELINE.iter().find(|(name, _)| *name == part) {
            Some((_, allowed)) => allowed,
            // `lib.rs`, `main.rs` and `cli/` put the stages together.
            None if !LEAVES.contains(&part.as_str()) => continue,
            None => &[],
        };
        for import in source.imports().iter().filter(|import| known.contains(import.as_str()) && **import != part) {
            let to_leaf = LEAVES.contains(&import.as_str());
            let excepted = LEAF_EXCEPTIONS.contains(&(part.as_str(), import.as_str()));
            if !to_leaf && !excepted && !allowed.contains(&import.as_str()) {
                against.push(format!("{} imports `{import}`, which `{part}` may not", source.name()));
            }
        }
    }
    none("imports against the direction of ARCHITECTURE.md", &against);
}

#[test]
fn every_part_has_its_place_in_the_direction() {
    let parts: BTreeSet<String> = sources().iter().map(Source::part).collect();
    let outside = ["lib", "main", "cli"];
    let unknown = parts.iter().filter(|part| {
        !outside.contains(&part.as_str())
            && !LEAVES.contains(&part.as_str())
            && !PIPELINE.iter().any(|(name, _)| name == part)
    });
    let unknown: Vec<String> = unknown.cloned().collect();
    none("parts of the program without a row in PIPELINE or LEAVES", &unknown);
}

#[test]
fn only_the_command_line_uses_the_command_line() {
    let inside = sources().into_iter().filter(|source| !["lib", "main", "cli"].contains(&source.part().as_str()));
    let found: Vec<String> =
        inside.filter(|source| source.imports().contains("cli")).map(|source| source.name()).collect();
    none("parts of the library that import `cli`", &found);
}

#[test]
fn every_file_is_a_module() {
    let all = sources();
    let mut orphans = Vec::new();
    for source in all.iter().filter(|source| !source.path.ends_with("lib.rs") && !source.path.ends_with("main.rs")) {
        let (folder, name) = match source.path.ends_with("mod.rs") {
            true => (source.path.parent().and_then(Path::parent), source.path.parent()),
            false => (source.path.parent(), Some(source.path.as_path())),
        };
        let name = name.and_then(Path::file_stem).expect("a name").to_string_lossy();
        let folder = folder.unwrap_or(Path::new(""));
        let beside = ["lib.rs", "main.rs"].map(PathBuf::from);
        let parents = [folder.join("mod.rs"), folder.with_extension("rs")];
        let declares =
            |parent: &PathBuf| all.iter().any(|s| s.path == *parent && s.whole.contains(&format!("mod {name};")));
        let declared = if folder == Path::new("") { beside.iter().any(declares) } else { parents.iter().any(declares) };
        if !declared {
            orphans.push(source.name());
        }
    }
    none("files that no `mod` names", &orphans);
}

#[test]
fn every_kind_is_registered_and_documented() {
    let all = sources();
    let mut missing = Vec::new();
    for (folder, kind, registry) in REGISTRIES {
        let of_folder = |source: &&Source| source.path.starts_with(folder);
        let Some(table) = all.iter().filter(of_folder).find_map(|source| table(&source.code, registry)) else {
            missing.push(format!("there is no table {registry} in src/{folder}/mod.rs"));
            continue;
        };
        let mut rows = 0;
        for source in all.iter().filter(of_folder) {
            for (at, _) in source.code.match_indices(&format!("impl {kind} for ")) {
                let name = implementor(&source.code[at..]);
                rows += 1;
                if !names(&table, &name) {
                    missing.push(format!("{}: `{name}` is not in {registry}", source.name()));
                }
                if !is_documented(&source.text, &name) {
                    missing.push(format!("{}: `{name}` has no doc comment", source.name()));
                }
            }
        }
        if rows == 0 {
            missing.push(format!("nothing in src/{folder} implements {kind}: is this test blind?"));
        }
    }
    none("kinds that are not registered or not documented", &missing);
}

/// The text of the slice named `name`.
fn table(code: &str, name: &str) -> Option<String> {
    let start = code.find(&format!("static {name}:")).or_else(|| code.find(&format!("const {name}:")))?;
    let rest = &code[start..];
    let rows = &rest[rest.find('=')?..];
    Some(rows[..rows.find(';')?].to_owned())
}

/// The type an `impl Trait for Type` is for.
fn implementor(code: &str) -> String {
    let name = code.split(" for ").nth(1).unwrap_or("");
    name.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// Whether `text` has `name` as a word of its own.
fn names(text: &str, name: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == name)
}

/// Whether the type `name` is declared with a doc comment, attributes apart.
fn is_documented(text: &str, name: &str) -> bool {
    let declares = |line: &str| ["struct", "enum"].iter().any(|kind| line.contains(kind)) && names(line, name);
    let lines: Vec<&str> = text.lines().map(str::trim_start).collect();
    let Some(at) = lines.iter().position(|line| declares(line) && !line.starts_with("//")) else { return false };
    lines[..at].iter().rev().find(|line| !line.starts_with("#[")).is_some_and(|line| line.starts_with("///"))
}

#[test]
fn every_data_file_is_embedded() {
    let mut missing = Vec::new();
    for folder in DATA {
        let path = root().join("src").join(folder);
        if !path.is_dir() {
            missing.push(format!("src/{folder} is not there"));
            continue;
        }
        let part = Path::new(folder).iter().next().expect("a folder");
        let code: String =
            sources().into_iter().filter(|source| source.path.starts_with(part)).map(|s| s.code).collect();
        for file in ["toml", "csl"].iter().flat_map(|extension| files(&path, extension)) {
            let row =
                format!("{}/{}", Path::new(folder).file_name().expect("a name").to_string_lossy(), file.display());
            if !code.contains(&row) {
                missing.push(format!("src/{folder}/{} is embedded nowhere", file.display()));
            }
        }
    }
    none("data files that are not registered", &missing);
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent =
        sources().into_iter().filter(|source| !source.path.ends_with("tests.rs") && !source.text.starts_with("//!"));
    none("files without module documentation", &silent.map(|source| source.name()).collect::<Vec<_>>());
}

#[test]
fn files_stay_short() {
    let long = sources().into_iter().filter_map(|source| {
        let lines = source.text.lines().count();
        let excepted = LONG_FILES.iter().any(|(path, _)| source.path == Path::new(path));
        (lines > MAX_LINES && !excepted).then(|| format!("{}: {lines} lines", source.name()))
    });
    none("files that are too long", &long.collect::<Vec<_>>());
    let gone = LONG_FILES.iter().filter(|(path, _)| !root().join("src").join(path).is_file());
    none("exceptions that are gone", &gone.map(|(path, _)| (*path).to_owned()).collect::<Vec<_>>());
}

#[test]
fn nothing_is_allowed_without_a_reason() {
    let allowing =
        sources().into_iter().filter(|source| source.code.contains("#[allow(") || source.code.contains("#![allow("));
    none("files that use #[allow] and not #[expect]", &allowing.map(|source| source.name()).collect::<Vec<_>>());
}

#[test]
fn serde_keeps_messages_and_places() {
    let blurred = sources().into_iter().filter(|source| {
        source
            .code
            .lines()
            .any(|line| line.contains("serde(") && (line.contains("flatten") || line.contains("untagged")))
    });
    none("files that use `flatten` or `untagged`", &blurred.map(|source| source.name()).collect::<Vec<_>>());
}

#[test]
fn the_disk_is_touched_in_one_place() {
    let excepted = |source: &Source| {
        source.path == Path::new("evidence/files.rs") || source.part() == "cli" || source.part() == "main"
    };
    let touching =
        sources().into_iter().filter(|source| !excepted(source) && source.code.contains("clippy::disallowed_methods"));
    none("files that except themselves from clippy.toml", &touching.map(|source| source.name()).collect::<Vec<_>>());
}

#[test]
fn the_measuring_tools_measure() {
    let code = "use crate::{diag::{Sink, Span}, page, text::Fonts};\nlet x = crate::spec::Bound::Exact;";
    let names: Vec<String> = names_after(code, "crate::").into_iter().collect();
    assert_eq!(names, ["diag", "page", "spec", "text"]);
    assert_eq!(table("pub const CHARTS: &[&dyn Chart] = &[&bar::Bar];", "CHARTS").as_deref(), Some("= &[&bar::Bar]"));
    assert_eq!(implementor("impl Chart for Bar {"), "Bar");
    assert!(is_documented("/// Bars.\n#[derive(Debug)]\npub struct Bar;", "Bar"));
    assert!(!is_documented("pub struct Bar;", "Bar"));
    assert_eq!(without_tests("a;\n#[cfg(test)]\nmod tests;\nb {}\n#[cfg(test)]\nmod tests { c; }"), "a;\n\nb {}\n");
    assert_eq!(without_comments("a // use crate::cli\nb"), "a \nb");
}

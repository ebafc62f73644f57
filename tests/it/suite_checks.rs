//! Small specifications with planted faults: `tests/suite-checks/*.toml`. A line that ends with `#! code` has that finding and
//! no other; a case without such a line has no finding at all. `#! warning:code` marks a finding that is less grave than its check
//! is, `#! error:code` one that is graver.
//!
//! Each case is a piece of a specification. Before it stands a head with two sources, `a` and `b`; after it a section that
//! cites all sources and prints all figures and quotations, unless the case is `bare`.

use crate::support::{Case as Folder, root};
use briefing::check::{CHECKS, Input};
use briefing::diag::{Files, Sink};
use briefing::evidence::Evidence;
use briefing::locale::Locale;
use briefing::profile::Profile;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;

const BRIEFING: &str = "[briefing]\ntitle = \"Executions in Testland\"\ndate = 2021-04-09\nlanguage = \"LANGUAGE\"\n";

const SOURCES: &str = "[sources.a]\ntype = \"report\"\ntitle = \"Annual report\"\nauthor = [\"The Institute\"]\nissued = 2021-03-30\n\
                       [sources.b]\ntype = \"report\"\ntitle = \"Annual review\"\nauthor = [\"The Monitor\"]\nissued = 2021-02-15\n";

/// A file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    case: Vec<Case>,
}

/// One small specification.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    spec: String,
    #[serde(default)]
    bare: bool,
    #[serde(default = "english")]
    language: String,
    /// A file `data/d.csv` beside it.
    #[serde(default)]
    data: String,
    /// What is found in that file.
    #[serde(default)]
    in_data: Vec<String>,
    /// A file `profiles/own.toml` beside it.
    #[serde(default)]
    own_profile: String,
}

fn english() -> String {
    "en-GB".to_owned()
}

/// The text with so many words in place of each `<WORDS 1500>`.
fn with_words(text: &str) -> String {
    let Some((before, rest)) = text.split_once("<WORDS ") else { return text.to_owned() };
    let (number, after) = rest.split_once('>').expect("a closed mark");
    let words = (0..number.parse().expect("a number")).map(|n| if n % 2 == 0 { "alpha" } else { "beta" });
    format!("{before}{}{}", words.collect::<Vec<_>>().join(" "), with_words(after))
}

/// A line, from 1, and the code of a finding.
type Found = BTreeSet<(usize, String)>;

impl Case {
    /// The whole specification, with its marks.
    fn marked(&self) -> String {
        let briefing =
            if self.spec.contains("[briefing]") { String::new() } else { BRIEFING.replace("LANGUAGE", &self.language) };
        let tail = if self.bare { String::new() } else { self.tail() };
        format!("spec = 1\n{briefing}{SOURCES}{}\n{tail}", with_words(self.spec.trim_end()))
    }

    /// A section that uses all that is declared.
    fn tail(&self) -> String {
        let ids = |table: &str| -> Vec<&str> {
            let head = format!("[{table}.");
            let lines = self.spec.lines().filter_map(|line| line.strip_prefix(&head)?.split(']').next());
            lines.filter(|id| !id.contains('.')).collect()
        };
        let cited =
            ["a", "b"].into_iter().chain(ids("sources")).map(|id| format!("[@{id}]")).collect::<Vec<_>>().join(", ");
        let figures = ids("figures").into_iter().map(|id| format!("; {{{{ figures.{id} }}}}")).collect::<String>();
        let quotations =
            ids("quotations").into_iter().map(|id| format!("\n{{{{ quotations.{id} }}}}\n")).collect::<String>();
        format!("[[sections]]\nheading = \"—\"\ntext = \"\"\"\n— {cited}{figures}\n{quotations}\"\"\"\n")
    }

    /// What the marks say.
    fn wanted(&self) -> Found {
        let marked = self.marked();
        let in_data = self.in_data.iter().map(|code| (0, code.clone()));
        let lines = marked.lines().enumerate().filter_map(|(index, line)| Some((index + 1, line.split_once("#!")?.1)));
        lines
            .flat_map(|(line, codes)| codes.split_whitespace().map(move |code| (line, code.to_owned())))
            .chain(in_data)
            .collect()
    }

    /// What the program says.
    fn found(&self) -> Found {
        let text: String = self
            .marked()
            .lines()
            .map(|line| line.split("#!").next().unwrap_or("").trim_end().to_owned() + "\n")
            .collect();
        let (sink, files) = match Locale::find(&self.language) {
            Some(_) => self.whole(&text),
            None => self.checks_alone(&text),
        };
        let place = |finding: &briefing::diag::Diagnostic| {
            let span =
                finding.primary.as_ref().unwrap_or_else(|| panic!("{}: {} has no place", self.name, finding.code)).span;
            let line = files.get(span.file).map_or(0, |file| file.position(span.range().start).line);
            assert!(!finding.help.is_empty(), "{}: {} has no help", self.name, finding.code);
            let own = CHECKS.iter().find(|check| check.name() == finding.code).map(|check| check.severity());
            let code = match own.filter(|own| *own != finding.severity) {
                Some(_) => format!("{}:{}", finding.severity, finding.code),
                None => finding.code.to_owned(),
            };
            // In a data file, the line of the specification that names it cannot be told by its number.
            if span.file.0 == 0 { (line, code) } else { (0, code) }
        };
        sink.into_sorted().iter().map(place).collect()
    }

    fn whole(&self, text: &str) -> (Sink, Files) {
        let folder = Folder::spec(text)
            .file("data/d.csv", &self.data)
            .file("images/i.png", PICTURE)
            .file("profiles/own.toml", &self.own_profile)
            .file("sources/s.txt", ARCHIVE);
        let mut sink = Sink::default();
        let loaded = briefing::load(folder.path(), &mut sink);
        if let Some(briefing) = &loaded.briefing {
            let document = briefing::compose(briefing, &mut sink);
            briefing::check(briefing, &document, &mut sink);
            // only rules of receiving bodies need pages
            if self.spec.contains("profile =") {
                let pages = briefing::layout(briefing, &document, &mut sink);
                briefing::check_pages(briefing, &document, &pages, &mut sink);
            }
        }
        (sink, loaded.files)
    }

    /// For languages that the program cannot print: the checks, without a document.
    fn checks_alone(&self, text: &str) -> (Sink, Files) {
        let (mut files, mut sink) = (Files::default(), Sink::default());
        let file = files.add("briefing.toml", text);
        if let Some(spec) = briefing::spec::read(file, text, &mut sink) {
            let evidence = Evidence { specification: Arc::from(text), ..Evidence::default() };
            let locale = Locale::find("en-GB").expect("English");
            let profile = Profile::find("un-briefing").expect("embedded");
            let input = Input {
                spec: &spec,
                evidence: &evidence,
                locale,
                cited: None,
                profile,
                document: None,
                pages: None,
                theme: None,
            };
            briefing::check::run(input, &mut sink);
        }
        (sink, files)
    }

    /// What is missing and what is too much.
    fn difference(&self) -> Option<String> {
        let (wanted, found) = (self.wanted(), self.found());
        let list = |what: &str, codes: Vec<&(usize, String)>| -> String {
            codes
                .iter()
                .map(|(line, code)| {
                    format!(
                        "\n    {what} {code} at: {}",
                        self.marked().lines().nth(line.saturating_sub(1)).unwrap_or("")
                    )
                })
                .collect()
        };
        let text = list("not found:", wanted.difference(&found).collect())
            + &list("found:", found.difference(&wanted).collect());
        (!text.is_empty()).then(|| format!("{}:{text}", self.name))
    }
}

/// An archived copy.
const ARCHIVE: &str = include_str!("../suite-checks/archive.txt");

/// One grey pixel.
const PICTURE: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 0,
    0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82, 0,
    0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

fn cases() -> Vec<Case> {
    let folder = root().join("tests/suite-checks");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the suite").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).expect("text");
        let sheet: Sheet = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        sheet.case
    };
    files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "toml")).flat_map(read).collect()
}

#[test]
fn every_planted_fault_is_found_at_its_line_and_nothing_else_is() {
    let cases = cases();
    let failures: Vec<String> = cases.iter().filter_map(Case::difference).collect();
    assert!(failures.is_empty(), "{} of {} cases:\n  {}", failures.len(), cases.len(), failures.join("\n  "));
}

#[test]
fn there_are_enough_cases_and_one_for_each_check() {
    let cases = cases();
    let (clean, faulty): (Vec<&Case>, Vec<&Case>) = cases.iter().partition(|case| case.wanted().is_empty());
    assert!(faulty.len() >= 120 && clean.len() >= 60, "{} with faults, {} without", faulty.len(), clean.len());
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "two cases have one name");
    let planted: BTreeSet<String> = cases.iter().flat_map(Case::wanted).map(|(_, code)| code).collect();
    let untested: Vec<&str> = CHECKS.iter().map(|check| check.name()).filter(|name| !planted.contains(*name)).collect();
    assert!(untested.is_empty(), "no case plants: {untested:?}");
}

#[test]
fn a_missed_fault_and_a_false_one_are_both_seen() {
    let case = |spec: &str| Case {
        name: "x".to_owned(),
        spec: spec.to_owned(),
        bare: false,
        language: english(),
        data: String::new(),
        in_data: Vec::new(),
        own_profile: String::new(),
    };
    let text = "[[sections]]\nheading = \"H\"\ntext = \"They killed 304 people.\"";
    assert!(
        case(text).difference().is_some_and(|text| text.contains("found: number-in-prose")),
        "a finding without a mark"
    );
    assert_eq!(case(&format!("{text} #! number-in-prose")).difference(), None);
    let wrong = case(&format!("{text} #! number-in-prose relative-date")).difference();
    assert!(wrong.is_some_and(|text| text.contains("not found: relative-date")), "a mark without a finding");
}

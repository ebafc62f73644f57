//! Libraries as Zotero writes them, and broken ones.

use super::*;
use crate::diag::Files;

fn imported(name: &str, text: &str) -> (Library, Vec<Diagnostic>) {
    let mut sink = Sink::default();
    let file = Files::default().add(name, text);
    let library = read(Form::of(name, text).unwrap(), file, text, &mut sink);
    (library, sink.into_sorted())
}

/// The one record of a library, and what was said.
fn one(name: &str, text: &str) -> (String, String) {
    let (library, findings) = imported(name, text);
    assert_eq!(library.records.len(), 1, "{findings:?}");
    let said: Vec<String> =
        findings.into_iter().map(|finding| format!("{}: {}", finding.code, finding.message)).collect();
    let toml = library.records[0].toml();
    readable(&toml);
    (toml.split_whitespace().collect::<Vec<_>>().join(" "), said.join("\n"))
}

/// Whether a specification with these sources can be read.
fn readable(sources: &str) {
    let spec = format!(
        "spec = 1\n[briefing]\ntitle = \"T\"\ndate = 2026-01-01\nlanguage = \"en-GB\"\n{sources}\n[[sections]]\nheading = \"H\"\ntext = \"T.\"\n"
    );
    let mut sink = Sink::default();
    let file = Files::default().add("briefing.toml", &spec);
    let read = crate::spec::read(file, &spec, &mut sink);
    assert!(read.is_some(), "{sources}\n{:?}", sink.into_sorted());
}

#[track_caller]
fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "no `{part}` in {text}");
    }
}

#[test]
fn what_stands_between_entries_is_a_comment() {
    let text = "@report{a, title={A}, year=2020}\n\nContact: me@example.org, @report or @\n\n@report{b, title={B {@x{}, year=2021}\n\
                @report(c, title=\"C (one) {two)}\", year=2022) end\n@book{d, title={D}, year=2023}\n";
    let (library, findings) = imported("a.bib", text);
    let broken: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    assert_eq!(library.records.len(), 4 - broken.len(), "{broken:?}");
    let all: String = library.records.iter().map(Record::toml).collect();
    holds(&all, &["[sources.a]", "[sources.c]", "[sources.d]", "C (one)"]);
}

#[test]
fn csl_json_of_zotero_becomes_a_source() {
    let (toml, said) = one(
        "a.json",
        r#"[{"id":"http://zotero.org/users/1/items/ABCD2345","citation-key":"vanderberg2019","type":"article-journal",
        "title":"<i>R v. Example</i> and \"after\"","container-title":"Example Review","edition":2,"volume":"12","issue":3,"page":"10-18",
        "author":[{"family":"Berg","given":"Jan","non-dropping-particle":"van der"},{"family":"Tocqueville","given":"Alexis","dropping-particle":"de"},
        {"family":"King","given":"M. L.","suffix":"Jr."},{"literal":"Example Institute"}],
        "issued":{"date-parts":[["2019",3,"7"]]},"accessed":{"date-parts":[[2020,1,2]]},"DOI":"10.1000/xyz","language":"en-GB",
        "editor":[{"family":"Editor","given":"Ed"}],"translator":[{"literal":"T"}],"abstract":"long","ISSN":"1234-5678"}]"#,
    );
    holds(
        &toml,
        &[
            "[sources.vanderberg2019]",
            r#"type = "article-journal""#,
            r#"title = "R v. Example and \"after\"""#,
            r#"{ family = "van der Berg", given = "Jan" }, { family = "Tocqueville", given = "Alexis de" }, { family = "King Jr.", given = "M. L." }, "Example Institute"]"#,
            r#"editor = [{ family = "Editor", given = "Ed" }]"#,
            r#"edition = "2" volume = "12" issue = "3" page = "10–18""#,
            "issued = 2019-03-07",
            "accessed = 2020-01-02",
            r#"url = "https://doi.org/10.1000/xyz""#,
            r#"language = "en-GB""#,
        ],
    );
    holds(&said, &["`translator` (T)", "`ISSN` (1234-5678)", "`abstract` (1)", "markup of `title`", "`Jr.` stands"]);
}

#[test]
fn biblatex_of_zotero_becomes_a_source() {
    let (toml, said) = one(
        "a.bib",
        r#"% Zotero
@article{muller_2019,
  title = {{{UN}} and the {Élysée}: G{\"o}del's \emph{iPhone} in der {DDR}},
  author = {M{\"u}ller, J{\'o}zef and van der Berg, Jan and {{Human Rights and Law}} and others},
  date = {2019-03~}, urldate = {2020-01-02}, journaltitle = {Example Review}, volume = {12}, number = {3},
  pages = {10--18}, langid = {ngerman}, doi = {10.1000/xyz}, editor = {Ed, Itor and others}, edition = {revised}, keywords = {a,b},
  note = {50\% of it}, url = {https://example.org/a_b%20c?x=1&y=2}
}"#,
    );
    holds(
        &toml,
        &[
            "[sources.muller_2019]",
            r#"type = "article-journal""#,
            r#"title = "UN and the Élysée: Gödel's iPhone in der DDR""#,
            r#"author = [{ family = "Müller", given = "Józef" }, { family = "van der Berg", given = "Jan" }, "Human Rights and Law"]"#,
            r#"issued = "2019-03""#,
            "accessed = 2020-01-02",
            r#"editor = [{ family = "Ed", given = "Itor" }]"#,
            r#"edition = "revised" volume = "12" issue = "3" page = "10–18""#,
            r#"url = "https://example.org/a_b%20c?x=1&y=2""#,
            r#"language = "de""#,
            r#"note = "50% of it""#,
        ],
    );
    holds(
        &said,
        &[
            "“and others”",
            "that the date is uncertain",
            "`doi` (10.1000/xyz)",
            "“and others” of the editors",
            "`keywords` (1)",
        ],
    );
}

#[test]
fn names_in_other_scripts_keep_their_parts() {
    let (toml, _) =
        one("a.bib", "@report{a, title={T}, author={شیرین عبادی and 王, 明 and Иванов, Иван}, year=2019, month=mar}");
    holds(
        &toml,
        &[
            r#"{ family = "عبادی", given = "شیرین" }"#,
            r#"{ family = "王", given = "明" }"#,
            r#"{ family = "Иванов", given = "Иван" }"#,
            r#"issued = "2019-03""#,
        ],
    );
}

#[test]
fn fields_come_from_a_crossref_and_circles_are_refused() {
    let text = "@string{oup = \"Oxford University Press\"}\n\
        @collection{whole, title={The Whole}, publisher=oup, year=2001}\n\
        @incollection{part, title={A Part}, author={One, Ann}, crossref={whole}}\n\
        @book{x, title={X}, crossref={y}}\n@book{y, title={Y}, crossref={x}}\n@book{z, title={Z}, crossref={gone}}\n";
    let (library, findings) = imported("a.bib", text);
    let ids: Vec<&str> = library.records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!((ids, library.broken), (vec!["whole", "part"], 3));
    holds(&library.records[1].toml(), &["\"The Whole\"", "\"Oxford University Press\"", "\"chapter\""]);
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    holds(&said.join("\n"), &["`x` was not imported: `crossref`", "`gone`, which is not there"]);
}

#[test]
fn one_broken_entry_costs_only_itself() {
    let bib = "@book{a, title={A}}\n@book{b, title={B\n}\n@book{c, title=C}\n@book{d title={D}}\n@book{e, title={E}} @book{f, title={F}}\n\
        @book{a, title={again}}\n@book{g, author={G}}\n@book{h, title={H}, year={in press}}";
    let (library, findings) = imported("a.bib", bib);
    let ids: Vec<&str> = library.records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!((ids, library.broken), (vec!["a", "e", "f", "h"], 5), "{findings:?}");
    let json = "[\n  {\"id\":\"a\",\"title\":\"A\",\"type\":\"book\"},\n  {\"id\":\"b\",\"title\":\"B,\n\"type\":\"book\"},\n  {\"id\":\"c\" \"title\":\"C\"},\n  \
        {\"id\":\"d\",\"title\":\"D\",\"type\":\"book\"},\n  7,\n  {\"id\":\"e\",\"title\":[1]},\n  {\"id\":\"f\",\"title\":\"F\",\"type\":\"books\",\"issued\":{\"literal\":\"soon\"}}\n]\n";
    let (library, findings) = imported("a.json", json);
    let ids: Vec<&str> = library.records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!((ids, library.broken), (vec!["a", "d", "f"], 4), "{findings:?}");
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    holds(
        &said.join("\n"),
        &["`b` was not imported", "`c` was not imported", "`title` is no text", "`books` is none", "`issued` (soon)"],
    );
}

#[test]
fn an_entry_without_a_brace_or_a_name_costs_only_itself() {
    let bib = "@book{a, title={A}, year=2001}\n@book b, title={B}, year=2001}\n@book{c, title={C}}\n@book{, title={D}}\n@book{, title={E}}\n";
    let (library, findings) = imported("a.bib", bib);
    let titles: Vec<String> = library.records.iter().map(Record::toml).collect();
    assert_eq!((titles.len(), library.broken), (4, 1), "{findings:?}");
    for (toml, title) in titles.iter().zip(["\"A\"", "\"C\"", "\"D\"", "\"E\""]) {
        holds(toml, &[title]);
    }
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    holds(&said.join("\n"), &["`b` was not imported: a `{` is missing", "without a name has the id `source_2`"]);
}

#[test]
fn what_an_entry_takes_from_another_may_be_of_another_kind() {
    let bib = "@article{b, title={T}, journal={J}, volume=3, year=2001, crossref={c}}\n@inproceedings{c, title={X}, booktitle={B}, year={c. 1999}}\n";
    let (library, findings) = imported("a.bib", bib);
    assert_eq!((library.records.len(), library.broken), (2, 0), "{findings:?}");
    holds(&library.records[0].toml(), &["\"T\"", "2001"]);
    let said: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    holds(
        &said.join("\n"),
        &["`b` loses what a source has no place for: the date of `c`, which is none", "`year` (c. 1999)"],
    );
}

#[test]
fn one_broken_entry_of_a_file_without_lines_costs_only_itself() {
    let json = "[{\"id\":\"a\",\"type\":\"book\",\"title\":\"A\"},{\"id\":\"b\",\"title\":\"B},{\"id\":\"c\",\"type\":\"book\",\"title\":\"C\"},\
        {\"id\":\"d\",\"author\":[{\"family\":\"D\"},{\"id\":\"e\",\"type\":\"book\",\"title\":\"E\"}]";
    let (library, findings) = imported("a.json", json);
    let ids: Vec<&str> = library.records.iter().map(|record| record.id.as_str()).collect();
    assert_eq!((ids, library.broken), (vec!["a", "c", "e"], 2), "{findings:?}");
}

/// Five thousand entries, every fiftieth broken in one of five ways: each is named at its line, the rest is read.
#[test]
fn a_large_library_with_a_hundred_broken_entries() {
    let mut bib = String::new();
    let mut json = String::from("[\n");
    for number in 0..5000 {
        let broken = (number % 50 == 7).then_some(number / 50 % 5);
        bib += &match broken {
            None => format!(
                "@report{{r{number},\n  title = {{Title {number}}},\n  date = {{2019-0{}}},\n}}\n\n",
                number % 9 + 1
            ),
            Some(0) => format!("@report{{r{number},\n  title = {{Title {number},\n}}\n\n"),
            Some(1) => format!("@report{{r{number},\n  title {{Title}},\n}}\n\n"),
            Some(2) => format!("@report{{r{number},\n  title = Title,\n}}\n\n"),
            Some(3) => format!("@report{{r{number},\n  title = \"Title,\n}}\n\n"),
            Some(_) => format!("@report{{r{number},\n  author = {{A}},\n}}\n\n"),
        };
        json += &match broken {
            None => format!(
                "\t{{\n\t\t\"id\": \"r{number}\",\n\t\t\"type\": \"report\",\n\t\t\"title\": \"Title {number}\"\n\t}},\n"
            ),
            Some(0) => format!("\t{{\n\t\t\"id\": \"r{number}\",\n\t\t\"title\": \"Title\n\t}},\n"),
            Some(1) => format!("\t{{\n\t\t\"id\": \"r{number}\"\n\t\t\"title\": \"Title\"\n\t}},\n"),
            Some(2) => {
                format!("\t{{\n\t\t\"id\": \"r{number}\",\n\t\t\"title\": \"Title\",\n\t\t\"author\": [\n\t}},\n")
            }
            Some(3) => format!("\t{{\n\t\t\"id\": \"r{number}\",\n\t\t\"title\": {{}}\n\t}},\n"),
            Some(_) => format!("\t{{\n\t\t\"id\": \"r{number}\",\n\t\t\"type\": \"report\"\n\t}},\n"),
        };
    }
    json += "]\n";
    for (name, text) in [("a.bib", &bib), ("a.json", &json)] {
        let mut files = Files::default();
        let file = files.add(name, text);
        let mut sink = Sink::default();
        let library = read(Form::of(name, text).unwrap(), file, text, &mut sink);
        assert_eq!((library.records.len(), library.broken), (4900, 100), "{name}");
        let named: Vec<String> = sink
            .into_sorted()
            .into_iter()
            .filter(|finding| finding.code == "entry-not-imported")
            .map(|finding| finding.message.split('`').nth(1).unwrap_or("").to_owned())
            .collect();
        let expected: Vec<String> =
            (0..5000).filter(|number| number % 50 == 7).map(|number| format!("r{number}")).collect();
        assert_eq!(named, expected, "{name}");
    }
}

#[test]
fn records_go_to_the_end_and_comments_stay() {
    let spec = "spec = 1 # one\n\n[sources.a] # kept\ntype  = \"book\"\ntitle = \"Old\" # old\narchive = { url = \"https://example.org\" }\n\n[[sections]]\nheading = \"H\"";
    let text = r#"[{"id":"a","type":"book","title":"New","issued":{"date-parts":[[2001]]}},{"id":"b","type":"book","title":"B"}]"#;
    let (library, _) = imported("a.json", text);
    let merged = |existing: &Existing| {
        let mut sink = Sink::default();
        (merge(FileId(0), spec, &library.records, existing, &mut sink).unwrap(), sink.into_sorted())
    };
    let (kept, findings) = merged(&Existing::Kept);
    assert!(kept.text.starts_with(spec), "{}", kept.text);
    assert!(kept.text.ends_with("heading = \"H\"\n\n[sources.b]\ntype  = \"book\"\ntitle = \"B\"\n"), "{}", kept.text);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["source-exists"]);
    let (replaced, findings) = merged(&Existing::ReplacedOf(vec!["a".to_owned()]));
    assert!(findings.is_empty(), "{findings:?}");
    holds(
        &replaced.text,
        &[
            "[sources.a] # kept\ntype  = \"book\"\ntitle = \"New\" # old\narchive = { url = \"https://example.org\" }\nissued = 2001\n\n[[sections]]",
        ],
    );
    let inline = "sources = { a = { title = \"A\" } }\n";
    assert!(merge(FileId(0), inline, &library.records, &Existing::Kept, &mut Sink::default()).is_err());
}

/// Whatever is cut out of a library or put into it, reading ends and what comes out can be read.
#[test]
fn damaged_libraries_never_stop_the_program() {
    let bib = "@string{x = \"y\"}\n@article{a, title = {A {B} \\\"{o} $x^2$}, author = {A, B and {C D}}, date = {2019-02-03/2019}, month = jan # \" 3\", pages = 3--5}\n";
    let json = "[\n {\"id\":1,\"type\":\"book\",\"title\":\"A <b>c</b>\",\"issued\":{\"date-parts\":[[2019,2]]},\"author\":[{\"family\":\"X\"}]}\n]";
    for (name, text) in [("a.bib", bib), ("a.json", json)] {
        for at in text.char_indices().map(|(at, _)| at) {
            let mut shorter = text.to_owned();
            shorter.remove(at);
            let mut longer = text.to_owned();
            longer.insert(at, ['{', '}', '"', '\\', '@', '\u{202e}', '['][at % 7]);
            for damaged in [&text[..at], &shorter, &longer] {
                let mut sink = Sink::default();
                let library = read(Form::of(name, text).unwrap(), FileId(0), damaged, &mut sink);
                for record in &library.records {
                    readable(&record.toml());
                }
            }
        }
    }
}

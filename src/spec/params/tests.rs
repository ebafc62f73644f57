use crate::diag::{Files, Sink};
use crate::locale::Locale;
use crate::spec::{Set, Spec, Wanted, read_edition};

const HEAD: &str = "spec = 1\n[briefing]\ntitle = \"Report for {{ params.month }}\"\ndate = 2026-11-02\nlanguage = \"LANGUAGE\"\n\
    [params.month]\ntype = \"month\"\ndefault = \"last month\"\n";

/// The specification with these values set, in a language; or what is found, each as its code and the text it points to.
fn read(rest: &str, language: &str, set: &[(&str, &str)]) -> Result<Spec, Vec<String>> {
    let text = format!("{HEAD}{rest}").replace("LANGUAGE", language);
    let values: Vec<(String, String)> = set.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let mut files = Files::default();
    let file = files.add("briefing.toml", &text);
    let mut set = Set { values: &values, ..Set::default() };
    set.file = files.add("<parameters>", &set.text());
    let mut sink = Sink::default();
    let wanted = Wanted { language: Some(language), known: &Locale::languages(), set };
    let spec = read_edition(file, &text, wanted, &mut sink);
    let line = |finding: &crate::diag::Diagnostic| {
        format!("{} {}", finding.code, finding.primary.as_ref().map_or("", |label| files.text(label.span)))
    };
    spec.ok_or_else(|| sink.into_sorted().iter().map(line).collect())
}

fn title(rest: &str, language: &str, set: &[(&str, &str)]) -> String {
    read(rest, language, set).unwrap_or_else(|found| panic!("{found:?}")).briefing.title.value
}

#[test]
fn a_parameter_prints_itself_in_the_language_of_the_edition() {
    assert_eq!(title("", "en-GB", &[]), "Report for October 2026", "a month before the date of the document");
    assert_eq!(title("", "fr", &[("month", "2026-02")]), "Report for février 2026");
    assert_eq!(
        title("", "en-GB", &[("month", "2026-02"), ("month", "2026-03")]),
        "Report for March 2026",
        "the last counts"
    );
}

#[test]
fn times_know_those_before_them_and_their_ends() {
    let spec = read("subtitle = \"\"\n", "en-GB", &[]);
    assert!(spec.is_err(), "a key of the parameter, and none that it has");
    let rest = "[[sections]]\nheading = \"{{ params.month.previous }}, {{ params.month.same_last_year.value }}, \
                {{ params.month.start }}, {{ params.month.end.value }}, {{ params.month.year }}\"\ntext = \"Words.\"\n";
    let spec = read(rest, "en-GB", &[("month", "2024-02")]).unwrap();
    assert_eq!(spec.sections[0].heading.value, "January 2024, 2023-02, 1\u{a0}February 2024, 2024-02-29, 2024");
}

#[test]
fn what_is_put_in_stands_where_the_expression_does() {
    let rest = "[params.who]\ntype = \"text\"\ndefault = \"A*B\"\n[[sections]]\nheading = \"H\"\ntext = \"In {{ params.who }} and {{ figurs.x }}.\"\n";
    let spec = read(rest, "en-GB", &[]).unwrap();
    let prose = spec.sections[0].text.as_ref().unwrap();
    let crate::spec::prose::Block::Paragraph(pieces) = &prose.blocks[0] else { panic!("a paragraph") };
    let text = format!("{HEAD}{rest}").replace("LANGUAGE", "en-GB");
    let mut words = String::new();
    for piece in pieces {
        match piece {
            crate::spec::prose::Piece::Words { text, .. } => words.push_str(text),
            crate::spec::prose::Piece::Expression { expression, .. } => {
                assert_eq!(text[expression.span.range()].trim(), "figurs.x", "what follows keeps its place");
            }
            _ => {}
        }
    }
    assert_eq!(words, "In A*B and .", "its marks are no CommonMark");
}

#[test]
fn choices_have_names_by_language() {
    let rest = "[params.country]\ntype = \"choice\"\ndefault = \"norland\"\nnames.norland = { en = \"Norland\", fr = \"Norlande\" }\n\
                names.sudland = { en = \"Sudland\", fr = \"Sudlande\" }\n[[sections]]\nheading = \"{{ params.country }}\"\ntext = \"W.\"\n";
    let heading =
        |language, set: &[(&str, &str)]| read(rest, language, set).map(|spec| spec.sections[0].heading.value.clone());
    assert_eq!(heading("fr", &[]).as_deref(), Ok("Norlande"));
    assert_eq!(heading("en-GB", &[("country", "sudland")]).as_deref(), Ok("Sudland"));
    assert_eq!(heading("en-GB", &[("country", "sudlend")]), Err(vec!["invalid-parameter country=sudlend".to_owned()]));
}

#[test]
fn what_is_wrong_is_said_where_it_was_typed() {
    let wrong = |set: &[(&str, &str)]| read("", "en-GB", set).unwrap_err();
    assert_eq!(wrong(&[("month", "2026-13")]), ["invalid-parameter month=2026-13"]);
    assert_eq!(wrong(&[("month", "October")]), ["invalid-parameter month=October"]);
    assert_eq!(wrong(&[("mont", "2026-10")]), ["unknown-parameter mont=2026-10"]);
    assert_eq!(wrong(&[("month", "2026-10"), ("x", "1")]), ["unknown-parameter x=1"]);
    let number = "[params.n]\ntype = \"number\"\nleast = 1\nmost = 9\n";
    assert_eq!(read(number, "en-GB", &[]).unwrap_err(), ["parameter-not-set n"]);
    assert_eq!(read(number, "en-GB", &[("n", "10")]).unwrap_err(), ["invalid-parameter n=10"]);
    assert!(read(number, "en-GB", &[("n", "9")]).is_ok());
    let unknown = "[[sections]]\nheading = \"{{ params.mnth }}\"\ntext = \"W.\"\n";
    assert_eq!(read(unknown, "en-GB", &[]).unwrap_err(), ["unknown-parameter {{ params.mnth }}"]);
    for (kind, value) in
        [("quarter", "2026-Q5"), ("year", "26"), ("date", "2026-02-30"), ("country", "Iran"), ("text", "{{ x }}")]
    {
        let rest = format!("[params.p]\ntype = \"{kind}\"\n");
        assert_eq!(
            read(&rest, "en-GB", &[("p", value)]).unwrap_err(),
            [format!("invalid-parameter p={value}")],
            "{kind}"
        );
    }
}

#[test]
fn dates_periods_and_files_can_be_those_of_a_parameter() {
    let rest = "[params.day]\ntype = \"date\"\ndefault = \"2026-10-05\"\n\
                [sources.s]\ntype = \"report\"\ntitle = \"T\"\naccessed = \"{{ params.day.value }}\"\nissued = \"{{ params.month.value }}\"\n\
                [data.d]\nfile = \"data/{{ params.month.value }}.csv\"\nsource = \"s\"\n";
    let spec = read(rest, "en-GB", &[]).unwrap();
    let source = spec.sources.get("s").unwrap();
    assert_eq!(source.accessed.as_ref().unwrap().value.to_string(), "2026-10-05");
    assert_eq!(source.issued.as_ref().unwrap().value.to_string(), "2026-10");
    assert_eq!(spec.data.get("d").unwrap().file.as_ref().unwrap().value, "data/2026-10.csv");
}

//! `briefing chart`: one chart as SVG, PNG and PDF, and what it refuses.

use crate::support::{Case, exit, root};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A copy of the gallery.
fn gallery() -> Case {
    Case::copy(&root().join("briefings/chart-gallery"))
}

fn read(case: &Case, name: &str) -> Vec<u8> {
    fs::read(case.path().join(name)).expect("a file")
}

#[test]
fn writes_each_format_with_its_words() {
    let case = gallery();
    for format in ["svg", "png", "pdf"] {
        let output = format!("slope.{format}");
        let outcome = case.run(["chart", ".", "slope", "--format", format, "--output", &output]).ended(exit::OK);
        assert_eq!(outcome.stdout.trim(), output);
    }
    let svg = String::from_utf8(read(&case, "slope.svg")).expect("UTF-8");
    assert!(svg.contains("<title id=\"slope-title\">Fewer defendants have a lawyer"), "{}", &svg[..800]);
    assert!(svg.contains("Slope chart.") && svg.contains("Border Districts: 31 (2014), 18 (2019), 9 (2024)"));
    assert!(!svg.contains("<text") && !svg.contains("<image"));
    let png = read(&case, "slope.png");
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let says = |words: &str| png.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(says("Fewer defendants have a lawyer") && says("Border Districts: 31 (2014)"));
    let beside = String::from_utf8(read(&case, "slope.alt.txt")).expect("text");
    assert!(beside.starts_with("Fewer defendants") && beside.contains("Border Districts: 31 (2014)"), "{beside}");
    assert!(read(&case, "slope.pdf").starts_with(b"%PDF-1.7"));
}

#[test]
fn every_chart_of_the_gallery_stands_alone() {
    let case = gallery();
    let text = fs::read_to_string(case.path().join("briefing.toml")).expect("text");
    let ids: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("[charts.")?.strip_suffix(']')).collect();
    assert!(ids.len() >= 12, "{ids:?}");
    for id in ids {
        let (one, other) = (format!("{id}-1.svg"), format!("{id}-2.svg"));
        case.run(["chart", ".", id, "--output", &one]).ended(exit::OK);
        case.run(["chart", ".", id, "--output", &other]).ended(exit::OK);
        assert_eq!(read(&case, &one), read(&case, &other), "{id}: the same bytes each time");
        well_formed(&case.path().join(&one));
        let shown = fs::read(root().join(format!("docs/charts/{id}.svg"))).unwrap_or_default();
        assert!(read(&case, &one) == shown, "docs/charts/{id}.svg is not the chart of the gallery: run tests/pictures");
    }
}

/// Where `xmllint` is installed it must accept the file.
fn well_formed(file: &Path) {
    if let Ok(output) = Command::new("xmllint").arg("--noout").arg(file).output() {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn its_source_stands_inside_the_picture() {
    let case = gallery();
    case.run(["chart", ".", "bar", "--format", "pdf", "--output", "bar.pdf"]).ended(exit::OK);
    let Ok(output) = Command::new("pdftotext").arg(case.path().join("bar.pdf")).arg("-").output() else { return };
    let text = String::from_utf8_lossy(&output.stdout).replace('\n', " ");
    assert!(text.contains("Sources: ") && text.contains("Al Jazeera America"), "{text}");
    assert!(!text.contains("Figure 1") && !text.contains("Page 1"), "{text}");
}

#[test]
fn its_data_is_in_the_pdf_whether_of_a_file_or_of_a_figure() {
    let case = gallery();
    for (id, words) in [("bar", "year,"), ("dot_range", "source,by,value,low,high,bound")] {
        case.run(["chart", ".", id, "--format", "pdf", "--output", "alone.pdf"]).ended(exit::OK);
        let mut detach = Command::new("pdfdetach");
        let detach =
            detach.args(["-save", "1", "-o"]).arg(case.path().join("data.csv")).arg(case.path().join("alone.pdf"));
        let Ok(output) = detach.output() else { return };
        assert!(output.status.success(), "{id}: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(read(&case, "data.csv")).expect("text");
        assert!(text.starts_with(words) && text.lines().count() > 3, "{id}: {text}");
    }
}

#[test]
fn a_width_is_kept() {
    let case = gallery();
    case.run(["chart", ".", "bar", "--width", "400", "--output", "bar.svg"]).ended(exit::OK);
    assert!(String::from_utf8(read(&case, "bar.svg")).expect("UTF-8").contains("width=\"400pt\""));
    case.run(["chart", ".", "bar", "--width", "20"]).ended(exit::USAGE);
}

/// Width and height of a PNG, from its head.
fn pixels(png: &[u8]) -> (u32, u32) {
    let of = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (of(16), of(20))
}

#[test]
fn pictures_for_social_media_have_their_shape_to_the_pixel() {
    let case = gallery();
    for (size, shape) in [("wide", (1200, 675)), ("square", (1080, 1080))] {
        for id in ["bar", "stacked", "answers", "line", "multiples", "heat", "dot_range"] {
            case.run(["chart", ".", id, "--size", size, "--format", "png", "--output", "card.png"]).ended(exit::OK);
            assert_eq!(pixels(&read(&case, "card.png")), shape, "{id} {size}");
        }
    }
    case.run(["chart", ".", "bar", "--size", "wide", "--width", "400"]).ended(exit::USAGE);
}

/// A chart for the sample in seven languages.
const CHART: &str = r#"
[data.executions]
file   = "executions.csv"
source = "ihrngo_2021"

[data.executions.columns.year]
type  = "year"
label = { en = "Year", fr = "Année", es = "Año", ru = "Год", ar = "السنة", zh = "年份", fa = "سال" }

[data.executions.columns.executions]
type  = "number"
bound = "at-least"
label = { en = "Executions", fr = "Exécutions", es = "Ejecuciones", ru = "Казни", ar = "عمليات الإعدام", zh = "处决人数", fa = "اعدام‌ها" }

[charts.executions]
kind  = "bar"
data  = "executions"
x     = "year"
y     = "executions"
title = { en = "Recorded executions", fr = "Exécutions recensées", es = "Ejecuciones registradas", ru = "Учтенные казни", ar = "عمليات الإعدام الموثقة", zh = "有记录的处决", fa = "اعدام‌های ثبت‌شده" }
"#;

/// The sample in seven languages with a chart, and its data, before its table.
pub fn languages_with_a_chart() -> Case {
    let case = Case::copy(&root().join("briefings/languages"));
    let file = case.path().join("briefing.toml");
    let text = fs::read_to_string(&file).expect("the sample");
    let text = text.replace("{{ tables.counts }}\n", "{{ charts.executions }}\n\n{{ tables.counts }}\n");
    fs::write(&file, format!("{text}{CHART}")).expect("a file");
    fs::write(case.path().join("executions.csv"), "year,executions\n2018,273\n2019,280\n2020,267\n").expect("a file");
    case
}

#[test]
fn a_chart_is_written_in_the_language_asked_for() {
    let case = languages_with_a_chart();
    case.run(["chart", ".", "executions", "--lang", "fa", "--output", "fa.svg"]).ended(exit::OK);
    let svg = String::from_utf8(read(&case, "fa.svg")).expect("UTF-8");
    assert!(svg.contains("lang=\"fa\"") && svg.contains("اعدام‌های ثبت‌شده"), "{}", &svg[..600]);
    let outcome = case.run(["chart", ".", "executions", "--lang", "fa"]).ended(exit::OK);
    assert!(outcome.stdout.trim().ends_with("executions-fa.svg"), "{outcome}");
    case.run(["chart", ".", "executions", "--lang", "all"]).ended(exit::USAGE);
}

#[test]
fn what_is_wrong_is_said() {
    let case = gallery();
    let outcome = case.run(["chart", ".", "slop"]).ended(exit::USAGE);
    assert!(
        outcome.stderr.contains("error[unknown-chart]") && outcome.stderr.contains("did you mean `slope`?"),
        "{outcome}"
    );
    let outcome = case.run(["chart", ".", "bar", "--format", "gif"]).ended(exit::USAGE);
    assert!(outcome.stderr.contains("gif") && outcome.stderr.contains("svg"), "{outcome}");
    let outcome = case.run(["chart", ".", "bar", "--output", "no/such/folder/bar.svg"]).ended(exit::IO);
    assert!(outcome.stderr.contains("error[unwritable-file]"), "{outcome}");
    case.run(["chart", ".", "bar", "--output", "briefing.toml"]).ended(exit::IO);
    assert!(fs::read_to_string(case.path().join("briefing.toml")).expect("text").contains("spec = 1"));
    case.run(["chart", "nowhere", "bar"]).ended(exit::IO);
}

//! One value, one print: what prose, key figures, table, chart and alternative text say of a number is the same, digit by
//! digit.

use crate::support::{Case, spec_with};
use briefing::diag::Sink;
use briefing::page::dump;

/// The numbers in the notations of the specification and of the data file, and as they are printed.
const NUMBERS: [(&str, &str, &str); 4] =
    [("1234.50", "1234.50", "1,234.50"), ("-7", "-7", "\u{2212}7"), ("1500", "۱۵۰۰", "1,500"), ("0.1", "+0.1", "0.1")];

fn specification(number: &str, kind: &str) -> String {
    let bound = "exact";
    // a line joins what has an order
    let place = if kind == "line" { "columns.place = { type = \"year\" }\n" } else { "" };
    spec_with(&format!(
        "[figures.f]\nwhat = \"marks\"\nvalue = {number}\nbound = \"{bound}\"\nperiod = 2020\nsource = \"a\"\n\n\
         [data.d]\nfile = \"d.csv\"\nsource = \"a\"\ncolumns.n = {{ type = \"number\", bound = \"{bound}\" }}\n{place}\n\
         [charts.c]\nkind = \"{kind}\"\ndata = \"d\"\nx = \"place\"\ny = \"n\"\ntitle = \"T\"\n\n\
         [tables.t]\ndata = \"d\"\ntitle = \"T\"\n\n[[key_figures]]\nfigure = \"f\"\n\n\
         [[sections]]\nheading = \"H\"\ntext = \"\"\"\nIt was {{{{ figures.f }}}} there.\n\n{{{{ charts.c }}}}\n\n{{{{ tables.t }}}}\n\"\"\"\n"
    ))
}

#[test]
fn a_number_is_printed_alike_everywhere() {
    for (written, cell, printed) in NUMBERS {
        for kind in ["lollipop", "dot-plot", "line"] {
            let place = if kind == "line" { "2019" } else { "North" };
            let case = Case::spec(&specification(written, kind)).file("d.csv", format!("place,n\n{place},{cell}\n"));
            let mut sink = Sink::default();
            let briefing = briefing::load(case.path(), &mut sink).briefing.expect("a briefing");
            let document = briefing::compose(&briefing, &mut sink);
            let pages = briefing::layout(&briefing, &document, &mut sink);
            assert!(!sink.has_errors(), "{written}, {kind}: {:?}", sink.findings());
            let (painted, told) = (dump::dump(&pages), dump::tags(&pages));
            // key figure, prose, chart, table
            let times = painted.matches(printed).count();
            assert!(times >= 4, "{written}, {kind}: `{printed}` stands {times} times\n{painted}");
            let alt = told.lines().find(|line| line.contains(&format!("{place}: "))).unwrap_or_default();
            assert!(alt.contains(&format!("{place}: {printed}")), "{written}, {kind}: {told}");
        }
    }
}

//! Small specifications with the exact findings.

use super::*;
use crate::diag::Files;

/// The findings of `text` as `code line:column message`.
pub(super) fn findings(text: &str) -> Vec<String> {
    let mut files = Files::default();
    let file = files.add("t.toml", text);
    let mut sink = Sink::default();
    let spec = read(file, text, &mut sink);
    assert_eq!(spec.is_some(), !sink.has_errors());
    sink.into_sorted().iter().map(|finding| line(finding, &files)).collect()
}

fn line(finding: &Diagnostic, files: &Files) -> String {
    let place = finding.primary.as_ref().map(|label| {
        let position = files.get(label.span.file).unwrap().position(label.span.range().start);
        format!("{}:{} ", position.line, position.column)
    });
    format!("{} {}{}", finding.code, place.unwrap_or_default(), finding.message)
}

#[test]
fn show() {
    for text in [
        "",
        "spec=1\n[briefing]\ntilte='x'\ndate=\"2020-01-01\"\nlanguage=\"english\"\n[figures.Ab-c]\nvalue=nan\n[figures.a]\nvalue=1.50\nbetween=[3,2]\nsource='nope'\n[sources.a]\ntitle='x'\ntype='newspaper'\n[sources.a]\ntitle='y'\nurl='http://u:p@x.org'\n[data.b]\nfile='x'\ncolumns.\"Ye ar\"={type='yaer'}\n[charts.c]\nkind=1\ndata='bb'\nx='a'\ny=['a',{column='x',bound='atleast'}]\ntitle='a\u{202e}b'",
    ] {
        for f in findings(text) {
            println!("{f}");
        }
    }
}

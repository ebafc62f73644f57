//! What a check finds in a short specification, for tests.

use super::context::Shared;
use super::{Check, Input};
use crate::diag::{Diagnostic, Files, Severity, Sink};
use crate::evidence::Evidence;
use crate::locale::Locale;
use crate::spec::{self, Spanned};
use std::sync::Arc;

const HEAD: &str = "spec = 1\n[briefing]\ntitle = \"T\"\ndate = 2021-04-09\nlanguage = \"en-GB\"\n\
                    [sources.a]\ntype = \"report\"\ntitle = \"A\"\nissued = 2020\n\
                    [sources.b]\ntype = \"report\"\ntitle = \"B\"\nissued = 2020\n";

/// The findings of `check` in a specification that has the sources `a` and `b` and, after them, `rest`: each as the text it
/// points to, and its message. It is of 9 April 2021.
pub(super) fn found(check: &dyn Check, rest: &str) -> Vec<String> {
    findings(check, &format!("{HEAD}{rest}"))
}

/// The first hint of each finding of `check` in such a specification.
pub(super) fn hints(check: &dyn Check, rest: &str) -> Vec<String> {
    let (found, _) = run(check, &format!("{HEAD}{rest}"), &[]);
    found.iter().map(|finding| finding.help[0].clone()).collect()
}

/// How grave the findings are; `counted` are the numbers that queries gave.
pub(super) fn graded(check: &dyn Check, rest: &str, counted: &[(&str, u32)]) -> Vec<Severity> {
    let (findings, _) = run(check, &format!("{HEAD}{rest}"), counted);
    findings.iter().map(|finding| finding.severity).collect()
}

/// The same as [`found`] for a whole specification.
pub(super) fn findings(check: &dyn Check, text: &str) -> Vec<String> {
    let (findings, files) = run(check, text, &[]);
    let line = |finding: &Diagnostic| {
        assert_eq!((finding.code, finding.severity), (check.name(), check.severity()));
        assert!(!finding.help.is_empty(), "{}", finding.message);
        let label = finding.primary.as_ref().unwrap();
        format!("{}: {}", files.text(label.span), finding.message)
    };
    findings.iter().map(line).collect()
}

fn run(check: &dyn Check, text: &str, counted: &[(&str, u32)]) -> (Vec<Diagnostic>, Files) {
    let mut files = Files::default();
    let file = files.add("briefing.toml", text);
    let mut sink = Sink::default();
    let mut spec = spec::read(file, text, &mut sink).unwrap_or_else(|| panic!("{:#?}", sink.findings()));
    for (id, value) in counted {
        let figure = spec.figures.get_mut(id).unwrap();
        figure.value = Some(Spanned::new((*value).into(), figure.query.as_ref().unwrap().span));
    }
    let evidence = Evidence { specification: Arc::from(text), ..Evidence::default() };
    let locale = Locale::find("en-GB").unwrap();
    let mut sink = Sink::default();
    let shared = Shared::new(Input {
        spec: &spec,
        evidence: &evidence,
        locale,
        cited: None,
        profile: crate::profile::Profile::find("un-briefing").unwrap(),
        document: None,
        pages: None,
        theme: None,
    });
    check.run(shared.context(), &mut sink);
    (sink.into_sorted(), files)
}

/// A figure with these keys.
pub(super) fn figure(keys: &str) -> spec::Figure {
    let mut files = Files::default();
    let text = format!("{HEAD}[figures.f]\nwhat = \"people\"\nsource = \"a\"\n{keys}\n");
    let file = files.add("briefing.toml", &text);
    let mut spec = spec::read(file, &text, &mut Sink::default()).unwrap();
    spec.figures.get_mut("f").unwrap().clone()
}

/// The findings of `check` in a section with this text.
pub(super) fn in_prose(check: &dyn Check, prose: &str) -> Vec<String> {
    found(check, &format!("[[sections]]\nheading = \"H\"\ntext = \"\"\"\n{prose}\n\"\"\"\n"))
}

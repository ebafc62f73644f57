//! What a check finds in a short specification, for tests.

use super::context::Shared;
use super::{Check, Input};
use crate::diag::{Diagnostic, Files, Sink};
use crate::evidence::Evidence;
use crate::locale::Locale;
use crate::spec;
use std::sync::Arc;

const HEAD: &str = "spec = 1\n[briefing]\ntitle = \"T\"\ndate = 2021-04-09\nlanguage = \"en-GB\"\n\
                    [sources.a]\ntype = \"report\"\ntitle = \"A\"\nissued = 2020\n\
                    [sources.b]\ntype = \"report\"\ntitle = \"B\"\nissued = 2020\n";

/// The findings of `check` in a specification that has the sources `a` and `b` and, after them, `rest`: each as the text it
/// points to, and its message. It is of 9 April 2021.
pub(super) fn found(check: &dyn Check, rest: &str) -> Vec<String> {
    findings(check, &format!("{HEAD}{rest}"))
}

/// The same for a whole specification.
pub(super) fn findings(check: &dyn Check, text: &str) -> Vec<String> {
    let mut files = Files::default();
    let file = files.add("briefing.toml", text);
    let mut sink = Sink::default();
    let spec = spec::read(file, text, &mut sink).unwrap_or_else(|| panic!("{:#?}", sink.findings()));
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
    let line = |finding: &Diagnostic| {
        assert_eq!((finding.code, finding.severity), (check.name(), check.severity()));
        assert!(!finding.help.is_empty(), "{}", finding.message);
        let label = finding.primary.as_ref().unwrap();
        format!("{}: {}", files.text(label.span), finding.message)
    };
    sink.into_sorted().iter().map(line).collect()
}

/// The findings of `check` in a section with this text.
pub(super) fn in_prose(check: &dyn Check, prose: &str) -> Vec<String> {
    found(check, &format!("[[sections]]\nheading = \"H\"\ntext = \"\"\"\n{prose}\n\"\"\"\n"))
}

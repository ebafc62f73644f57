//! A section that leans on one voice.

use super::running::Mark;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Section;
use std::collections::BTreeMap;

/// A section of many facts has more than one source.
pub(super) struct OneSourceSection;

impl Check for OneSourceSection {
    fn name(&self) -> &'static str {
        "one-source-section"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a section in which five or more figures, quotations and citations all come from one source, \
                     in a document that cites others.",
            why: "Where that source is wrong, so is the whole section. Courts and committees ask for corroboration.",
            example: r##"[[sections]]
heading = "Executions"
text    = """
The authorities announce few executions [@institute, p. 1]. Families are not told [@institute, p. 2]. Bodies are kept
[@institute, p. 3]. Lawyers are threatened [@institute, p. 4]. Trials are closed [@institute, p. 5].
""""##,
            remedy: "Add a source that knows it independently, or say in the text that all of it rests on one.",
            references: "Manual on Human Rights Monitoring (OHCHR, revised edition).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        if context.cited.is_some_and(|cited| cited.len() < 2) {
            return;
        }
        let mut sections: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for paragraph in context.text.iter().filter(|paragraph| paragraph.name.0 == "the section") {
            let cited = paragraph.marks.iter().flat_map(|(_, mark)| sources(mark, context));
            sections.entry(paragraph.name.1).or_default().extend(cited);
        }
        each(&context.spec.sections, &mut |section| {
            let Some(cited) = sections.remove(section.heading.as_str()) else { return };
            let Some(only) = cited.first().filter(|first| cited.len() >= MANY && cited.iter().all(|id| id == *first))
            else {
                return;
            };
            sink.push(
                self.finding(format!("all {} references of this section are to `{only}`", cited.len()))
                    .at(section.heading.span, "one source for everything")
                    .help("add a source that knows it independently, or say in the text that all of it rests on one"),
            );
        });
    }
}

/// From how many references on one source is too few.
const MANY: usize = 5;

/// The sources that a mark in the text leads to.
fn sources<'a>(mark: &'a Mark, context: Context<'a>) -> Vec<&'a str> {
    match mark {
        Mark::Citation(items) => items.iter().map(|item| item.source.value.as_str()).collect(),
        Mark::Expression(source) => {
            let source = source.trim();
            let quoted = source.strip_prefix("quotations.").and_then(|id| context.spec.quotations.get(id));
            let figure = source.strip_prefix("figures.").and_then(|id| context.figure(id));
            let estimates = figure.iter().flat_map(|figure| &figure.figure.estimates);
            let own = figure.and_then(|figure| figure.source).into_iter();
            let quoted = quoted.iter().map(|quotation| quotation.source.value.as_str());
            own.chain(quoted).chain(estimates.map(|estimate| estimate.source.value.as_str())).collect()
        }
        Mark::Break => Vec::new(),
    }
}

fn each<'a>(sections: &'a [Section], see: &mut impl FnMut(&'a Section)) {
    for section in sections {
        see(section);
        each(&section.sections, see);
    }
}

//! One source that looks like two.

use super::counted::makers;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::{Source, Spanned};
use std::collections::BTreeMap;

/// Every source is one record.
pub(super) struct DuplicateSource;

impl Check for DuplicateSource {
    fn name(&self) -> &'static str {
        "duplicate-source"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds two sources with one address, or with the same title, author, publisher and date.",
            why: "The list of sources names one thing twice; a figure \"confirmed by two sources\" is confirmed by \
                     one.",
            example: r##"[sources.statement]
type  = "webpage"
title = "Statement on public order"
url   = "https://example.org/statement"

[sources.again]
type  = "webpage"
title = "Statement of the Minister"
url   = "http://www.example.org/statement/""##,
            remedy: "Take one record out, cite the other in its place, and give each page as locator.",
            references: "United Nations Editorial Manual Online, Footnotes and other references.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let mut seen: BTreeMap<String, &Spanned<String>> = BTreeMap::new();
        for (id, source) in context.spec.sources.iter() {
            let keys = [address(source), bibliographic(source)];
            let same = ["the same address", "the same title, makers and date"];
            let first = keys.iter().zip(same).find_map(|(key, same)| Some((*seen.get(key.as_ref()?)?, same)));
            if let Some((first, same)) = first {
                sink.push(
                    self.finding(format!("the sources `{}` and `{}` have {same}", first.value, id.value))
                        .at(id.span, "again")
                        .also(first.span, "first")
                        .help(format!(
                            "take `{}` out, cite `{}` in its place, and give each page as locator",
                            id.value, first.value
                        )),
                );
            }
            for key in keys.into_iter().flatten() {
                seen.entry(key).or_insert(id);
            }
        }
    }
}

/// An address without what does not change where it leads: scheme, `www.`, the last `/`, the place in the page.
fn address(source: &Source) -> Option<String> {
    let url = source.url.as_ref()?.value.as_str();
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or(rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches('/');
    // A document of many parts may stand at one address: the title tells them apart.
    let part = source.number.as_ref().map_or("", |number| number.value.as_str());
    Some(format!("{rest} {part}"))
}

/// Title, makers, container and date, where there is a date or a maker.
fn bibliographic(source: &Source) -> Option<String> {
    let made: Vec<String> = makers(source).into_iter().collect();
    let issued = source.issued.as_ref().map(|issued| issued.value.to_string());
    if made.is_empty() && issued.is_none() {
        return None;
    }
    let text =
        |text: &Option<crate::spec::Text>| text.as_ref().map(|text| text.value.to_lowercase()).unwrap_or_default();
    let parts = [
        source.title.value.to_lowercase(),
        made.join(";"),
        text(&source.publisher),
        text(&source.container_title),
        text(&source.number),
        text(&source.url),
        issued.unwrap_or_default(),
    ];
    Some(parts.join("|"))
}

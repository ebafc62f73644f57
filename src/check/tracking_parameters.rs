//! Addresses that report on their readers.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::ops::Range;

/// No address of a source carries tracking.
pub(super) struct TrackingParameters;

impl Check for TrackingParameters {
    fn name(&self) -> &'static str {
        "tracking-parameters"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an address of a source that holds the codes by which campaigns and platforms track \
                    readers: `utm_source` and its kin, `fbclid`, `gclid` and others.",
            why: "The codes tell a site who passed the address on and who opens it, which can put a source or a \
                  reader at risk; and they make the address long and short-lived.",
            example: r#"[sources.institute]
type  = "report"
title = "Annual report"
url   = "https://example.org/report?utm_source=newsletter&utm_medium=email""#,
            remedy: "Take the codes out of the address and see that it still leads to the page.",
            references: "RFC 3986, 3.4; Architecture of the World Wide Web, Volume One, 3.5.1, URI persistence (W3C, \
                         2004).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for url in context.spec.sources.iter().filter_map(|(_, source)| source.url.as_ref()) {
            let (query, parameters) = parameters(&url.value);
            let marks: Vec<&Range<usize>> =
                parameters.iter().filter(|range| url.value.get((*range).clone()).is_some_and(is_tracking)).collect();
            let Some(first) = marks.first() else { continue };
            let kept = kept(&url.value, &parameters);
            let part = |range: Range<usize>| url.value.get(range).unwrap_or("");
            let clean = format!("{}{kept}{}", part(0..query.start), part(query.end..url.value.len()));
            let name = url.value.get((*first).clone()).map_or("", name);
            let finding = self
                .finding(format!("the address holds a tracking code: `{name}`"))
                .at(url.locate((*first).clone()), "not needed to find the page")
                .help(format!("see whether `{clean}` leads to the same page, and cite that"));
            let place = url.locate(query.clone());
            // Where the file has escapes, the new query might need some too.
            sink.push(match place.range().len() == query.len() {
                true => finding.fix("take the code out of the address", place, kept),
                false => finding,
            });
        }
    }
}

/// Parameters that only follow readers: of advertisements (Google, Microsoft, Facebook, X, TikTok, LinkedIn, Yandex) and
/// of mailings (Mailchimp, `HubSpot`, Marketo). Those of `utm_` are taken by their start.
const MARKS: &[&str] = &[
    "_hsenc",
    "_hsmi",
    "dclid",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "igshid",
    "li_fat_id",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "srsltid",
    "ttclid",
    "twclid",
    "vero_id",
    "wbraid",
    "yclid",
];

fn is_tracking(parameter: &str) -> bool {
    let name = name(parameter).to_ascii_lowercase();
    name.starts_with("utm_") || MARKS.contains(&name.as_str())
}

fn name(parameter: &str) -> &str {
    parameter.split('=').next().unwrap_or(parameter)
}

/// The query of an address, its `?` included, and the parameters in it.
fn parameters(url: &str) -> (Range<usize>, Vec<Range<usize>>) {
    let end = url.find('#').unwrap_or(url.len());
    let start = url.find('?').filter(|start| *start < end).unwrap_or(end);
    let mut found = Vec::new();
    let mut at = start + 1;
    for parameter in url.get(at..end).into_iter().flat_map(|query| query.split('&')) {
        found.push(at..at + parameter.len());
        at += parameter.len() + 1;
    }
    (start..end, found)
}

/// The query without the parameters that follow readers, its `?` included where anything is left.
fn kept(url: &str, parameters: &[Range<usize>]) -> String {
    let parts = parameters.iter().filter_map(|range| url.get(range.clone()));
    let kept: Vec<&str> = parts.filter(|parameter| !is_tracking(parameter)).collect();
    if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    fn address(url: &str) -> Vec<String> {
        let source = "[sources.c]\ntype = \"report\"\ntitle = \"C\"\nurl = ";
        found(&TrackingParameters, &format!("{source}\"{url}\"\n"))
    }

    #[test]
    fn marks_are_found_where_they_stand() {
        assert_eq!(
            address("https://example.org/r?id=7&utm_source=x&fbclid=y#top"),
            ["utm_source=x: the address holds a tracking code: `utm_source`"]
        );
        assert_eq!(address("https://example.org/?GCLID=1"), ["GCLID=1: the address holds a tracking code: `GCLID`"]);
    }

    #[test]
    fn what_is_left_is_the_query() {
        let left = |url: &str| kept(url, &parameters(url).1);
        assert_eq!(left("https://example.org/r?id=7&utm_source=x&page=2#top"), "?id=7&page=2");
        assert_eq!(left("https://example.org/r?utm_source=x"), "");
    }

    #[test]
    fn other_parameters_stay() {
        for url in
            ["https://example.org/r?page=3&source=x", "https://example.org/utm_source=x", "https://e.org/#gclid=1"]
        {
            assert_eq!(address(url), [""; 0], "{url}");
        }
    }
}

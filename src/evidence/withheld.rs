//! The specification as it is given away: what is protected stands in it no more.

use crate::spec::Spec;
use std::ops::Range;

/// What stands in place of a protected name.
const WITHHELD: &str = "\"[withheld]\"";

/// The text of the specification without the names of protected cases, and without who agreed.
#[must_use]
pub fn specification(text: &str, spec: &Spec) -> String {
    let protected = spec.cases.iter().filter(|(_, case)| !case.is_public()).map(|(_, case)| case);
    let secrets = protected.flat_map(|case| {
        let by = case.consent.as_ref().map(|consent| consent.by.span);
        let spans = case.name.as_ref().map(|name| name.span).into_iter().chain(by);
        spans.filter(|span| span.file == spec.spec.span.file)
    });
    let mut places: Vec<Range<usize>> =
        secrets.map(|span| span.start as usize..span.end as usize).filter(|place| !place.is_empty()).collect();
    places.sort_by_key(|place| place.start);
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for place in places {
        kept.push_str(text.get(from..place.start).unwrap_or_default());
        kept.push_str(WITHHELD);
        from = place.end.max(from);
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

//! What the archived copies say of quotations, for the checks.

use super::Context;
use crate::archive::matching::Miss;
use crate::archive::matching::nearest::{Difference, Nearest};
use crate::evidence::quotations::{Checked, Outcome};
use crate::spec::Quotation;

/// The quotations that were looked for, each with its id and what was found.
pub(super) fn checked(context: Context<'_>) -> impl Iterator<Item = (&str, &Quotation, &Checked)> {
    let all = context.spec.quotations.iter();
    all.filter_map(move |(id, quotation)| {
        Some((id.value.as_str(), quotation, context.evidence.quotations.get(&id.value)?))
    })
}

/// The nearest passage, where it differs in this way from the quotation and can be read.
pub(super) fn near(checked: &Checked, difference: Difference) -> Option<&Nearest> {
    match &checked.outcome {
        Outcome::Missed { miss: Miss::Near(near), .. } => {
            (near.difference == difference && !near.shown.contains('\u{fffd}')).then_some(near)
        }
        _ => None,
    }
}

/// The one page that a locator names: `p. 15`, `page 15`.
pub(super) fn page(locator: &str) -> Option<String> {
    let rest = ["p. ", "p.", "page "].iter().find_map(|start| locator.strip_prefix(start))?;
    let number: String = rest.trim().chars().take_while(char::is_ascii_alphanumeric).collect();
    (!number.is_empty() && number.len() == rest.trim().len()).then_some(number)
}

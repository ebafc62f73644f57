//! Contact data on a sheet of their own, for bodies that want them outside the text.

use super::Inputs;
use std::fmt::Write;

/// The name of the file.
pub(super) const NAME: &str = "contact.txt";

/// Whether an address, an e-mail address or a telephone number of the organisation stands in the specification as it is given away.
pub(super) fn is_given_away(inputs: Inputs<'_>) -> bool {
    let Some(us) = &inputs.spec.organisation else { return false };
    let given = inputs.evidence.given_away();
    let contact = [&us.address, &us.email, &us.telephone];
    contact.into_iter().flatten().any(|text| given.contains(text.value.trim()))
}

/// The sheet; none where the body does not ask for it, or nothing says how the organisation is reached.
pub(super) fn write(inputs: Inputs<'_>) -> Option<String> {
    let us = inputs.spec.organisation.as_ref().filter(|_| inputs.profile.keeps_contact_apart())?;
    let (words, colon) = (&inputs.locale.words, &inputs.locale.citation.colon);
    let address = us.address.iter().map(|address| address.value.clone());
    let labelled = [(&words.email, &us.email), (&words.telephone, &us.telephone), (&words.website, &us.website)];
    let labelled =
        labelled.into_iter().filter_map(|(label, text)| Some(format!("{label}{colon}{}", text.as_ref()?.value)));
    let lines: Vec<String> = address.chain(labelled).collect();
    if lines.is_empty() {
        return None;
    }
    let mut text = format!("{}\n\n{}\n", inputs.spec.briefing.title.value, us.name.value);
    for line in lines {
        // writing to a string does not fail
        let _ = writeln!(text, "{line}");
    }
    Some(text)
}

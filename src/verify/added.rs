//! What lies on a page beside its content. The program writes links without a border and nothing else: notes, form fields and
//! drawings that viewers set on top of a page are not of the document, whether or not they bring a picture of themselves.

use hayro_syntax::object::{Array, Dict, Name, Object};

/// Annotations of a page that are looked at.
const MOST: usize = 10_000;

/// What was added, in words.
pub(super) fn of_page(page: &Dict<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if page.contains_key("UserUnit") {
        found.push("is shown at another scale (`UserUnit`)".to_owned());
    }
    let Some(annotations) = page.get::<Array<'_>>("Annots") else { return found };
    for annotation in annotations.iter::<Object<'_>>().take(MOST) {
        let Some(annotation) = annotation.into_dict() else {
            found.push("bears an annotation that cannot be read".to_owned());
            continue;
        };
        let kind = annotation.get::<Name<'_>>("Subtype").map_or_else(String::new, |name| name.as_str().to_owned());
        if kind != "Link" {
            found.push(format!(
                "bears an annotation that the program does not write (`{kind}`), and viewers draw it over the page"
            ));
        } else if is_drawn(&annotation) {
            found.push("bears a link that is drawn: the program writes them without a border".to_owned());
        }
    }
    found.sort();
    found.dedup();
    found
}

/// Whether a viewer draws something where a link is.
fn is_drawn(link: &Dict<'_>) -> bool {
    let border = link.get::<Array<'_>>("Border");
    let is_bare = border.is_some_and(|border| border.iter::<f32>().take(3).all(|part| part == 0.0));
    !is_bare || ["AP", "BS", "BE"].into_iter().any(|key| link.contains_key(key))
}

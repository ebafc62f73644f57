//! The specification as it is given away: what is protected stands in it no more.

use crate::spec::secrets;

/// The text of the specification without the names of protected cases, without who agreed, and without the values of the parameters
/// that such names are made of.
#[must_use]
pub fn specification(text: &str) -> String {
    secrets(text).withheld(text)
}

//! TOML to [`Spec`]: every value keeps its place, every problem is found at once, prose becomes a small tree.

mod decode;
pub mod prose;
mod record;
mod records;
mod rule;
mod types;
mod value;

pub use records::Records;
pub use types::*;
pub use value::{PartialDate, Spanned, Text};

//! Archived sources read back into text with places.

pub mod pdf;

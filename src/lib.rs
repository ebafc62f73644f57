//! Turns a TOML briefing specification into a tagged, archival PDF in which the prose cannot drift from the evidence.
pub mod diag;
pub mod doc;
pub mod page;
pub mod pdf;
pub mod text;

//! Turns a TOML briefing specification into a tagged, archival PDF in which the prose cannot drift from the evidence.
pub mod diag;
pub mod doc;
pub mod evidence;
pub mod locale;
pub mod page;
pub mod spec;
pub mod text;

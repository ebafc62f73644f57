//! Turns a TOML briefing specification into a tagged, archival PDF in which the prose cannot drift from the evidence.
pub mod chart;
pub mod diag;
pub mod doc;
pub mod layout;
pub mod locale;
pub mod page;
pub mod pdf;
pub mod profile;
pub mod spec;
pub mod text;
pub mod theme;

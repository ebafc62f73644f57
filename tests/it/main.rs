//! The program as a whole, from files to bytes: one binary, one module an area.

#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test sets up files, starts the program, fails loudly and says what it skipped"
)]

mod architecture;
mod bad_input;
mod batch;
mod chart_command;
mod chart_reader;
mod citations;
mod data;
mod deterministic;
mod diff;
mod docs;
mod docx;
mod editions;
mod expected;
mod fonts;
mod html;
mod import;
mod mirrored;
mod monthly;
mod one_truth;
mod overlaps;
mod params;
mod reports;
mod samples;
mod shell;
mod standards;
mod submit;
mod suite;
mod suite_checks;
mod support;
mod themes;
mod typesetting;
mod verify;
mod words;

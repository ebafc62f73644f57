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
mod deterministic;
mod docs;
mod editions;
mod fonts;
mod mirrored;
mod overlaps;
mod samples;
mod suite;
mod support;
mod themes;
mod typesetting;
mod words;

//! How far a batch is: a bar on a terminal, a line for each tenth elsewhere.

use super::super::args::{Messages, Shown};
use super::super::say;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;

/// How far it is.
pub(super) enum Progress {
    /// A bar with the rate and the time that is left.
    Bar(ProgressBar),
    /// Lines.
    Lines {
        /// How many documents there are.
        total: usize,
        /// How many are done.
        done: usize,
    },
    /// Nothing is said.
    Silent,
}

impl Progress {
    /// Begins; tools and `--quiet` are told nothing.
    pub fn new(total: usize, shown: &Shown) -> Progress {
        if shown.quiet || shown.messages != Messages::Text {
            return Progress::Silent;
        }
        if !std::io::stderr().is_terminal() {
            return Progress::Lines { total, done: 0 };
        }
        const LOOK: &str = "{wide_bar} {pos}/{len} documents, {rate}, {eta} left";
        let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr());
        Progress::Bar(match ProgressStyle::with_template(LOOK) {
            Ok(style) => bar.with_style(style.with_key("rate", rate)),
            Err(_) => bar,
        })
    }

    /// One more is done.
    pub fn step(&mut self) {
        match self {
            Progress::Bar(bar) => bar.inc(1),
            Progress::Lines { total, done } => {
                *done += 1;
                if tenth(*done, *total) > tenth(*done - 1, *total) {
                    say(&format!("{done} of {total} documents"));
                }
            }
            Progress::Silent => {}
        }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Progress::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}

fn rate(state: &ProgressState, out: &mut dyn Write) {
    let _ = write!(out, "{:.0}/s", state.per_sec());
}

/// How many tenths of `total` are in `done`.
fn tenth(done: usize, total: usize) -> usize {
    (done * 10).checked_div(total).unwrap_or(0)
}

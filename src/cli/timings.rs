//! How long each stage took.

use std::fmt::Write;
use std::time::{Duration, Instant};

/// The time of each stage so far.
pub(super) struct Timings {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Starts the clock.
    #[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
    pub fn start() -> Self {
        Timings { last: Instant::now(), stages: Vec::new() }
    }

    /// Ends a stage; of several editions the times are added up.
    #[expect(clippy::disallowed_methods, reason = "the command line is where the clock is read")]
    pub fn end(&mut self, stage: &'static str) {
        let now = Instant::now();
        match self.stages.iter_mut().find(|(known, _)| *known == stage) {
            Some((_, time)) => *time += now - self.last,
            None => self.stages.push((stage, now - self.last)),
        }
        self.last = now;
    }

    /// A line a stage, in milliseconds.
    pub fn lines(&self) -> String {
        let total: Duration = self.stages.iter().map(|(_, time)| *time).sum();
        let mut text = String::new();
        for (stage, time) in self.stages.iter().chain(std::iter::once(&("total", total))) {
            let _ = writeln!(text, "{stage:<10} {:>8.2} ms", time.as_secs_f64() * 1000.0);
        }
        text
    }
}

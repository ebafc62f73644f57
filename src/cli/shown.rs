//! How findings are shown, as it is typed.

use super::args::Deny;
use clap::{Args, ValueEnum};

/// How findings are shown.
#[derive(Debug, Clone, Copy, Args)]
pub struct Shown {
    /// How findings are written
    #[arg(long, visible_alias = "format", value_enum, default_value_t = Messages::Text)]
    pub messages: Messages,
    /// When findings are coloured
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Shows too what `[[allow]]` lets stand, with the reasons
    #[arg(long)]
    pub show_allowed: bool,
    /// Says nothing but errors, and warnings that are denied
    #[arg(short, long)]
    pub quiet: bool,
}

impl Shown {
    /// The same where warnings may count as errors: those are said then, whatever else is not.
    pub fn denying(self, deny: Option<Deny>) -> Shown {
        Shown { quiet: self.quiet && deny.is_none(), ..self }
    }
}

/// How findings are shown by a command whose `--format` is that of documents.
#[derive(Debug, Clone, Copy, Args)]
pub struct Told {
    /// How findings are written
    #[arg(long, value_enum, default_value_t = Messages::Text)]
    messages: Messages,
    /// When findings are coloured
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    /// Shows too what `[[allow]]` lets stand, with the reasons
    #[arg(long)]
    show_allowed: bool,
    /// Says nothing but errors, and warnings that are denied
    #[arg(short, long)]
    quiet: bool,
}

impl Told {
    /// The same as other commands have it.
    pub fn shown(self) -> Shown {
        let Told { messages, color, show_allowed, quiet } = self;
        Shown { messages, color, show_allowed, quiet }
    }
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Messages {
    /// For people
    Text,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
}

/// When findings are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

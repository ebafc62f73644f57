//! The command line of `briefing`: arguments in, exit code out.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}

//! The command line of `briefing`: arguments in, exit code out.

mod cli;

/// A document is made of many small pieces: the system's allocator took more than a tenth of the whole time for them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}

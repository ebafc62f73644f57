//! What shells and manuals are told of the command line.

use crate::support::{Case, exit};

#[test]
fn completions_name_commands_and_options() {
    let case = Case::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = case.run(["completions", shell]).ended(exit::OK).stdout;
        for word in ["batch", "--changes", "profiles"] {
            assert!(script.contains(word.trim_start_matches('-')), "{shell}: {word}");
        }
    }
    case.run(["completions", "tcsh"]).ended(exit::USAGE);
}

#[test]
fn the_manual_has_a_page_for_each_command() {
    let page = Case::new().run(["man"]).ended(exit::OK).stdout;
    assert!(page.matches(".TH ").count() > 12, "{page}");
    assert!(page.contains("briefing") && page.contains("profiles") && !page.contains("read\\-archive"));
}

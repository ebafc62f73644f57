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

const PARAMETERS: &str = r#"
[params.country]
type = "choice"
choices = ["IR", "SA", "South Sudan"]
names.IR = "Iran"
[params.month]
type = "month"
description = "the month reported on"
"#;

#[test]
fn what_may_stand_behind_set_is_said() {
    let case = Case::new().file("briefing.toml", PARAMETERS);
    let says = |words: &[&str]| {
        let line = ["choices", "--", "briefing", "build"].iter().chain(words);
        case.run(line).ended(exit::OK).stdout
    };
    assert_eq!(says(&[".", "--set", ""]), "country=\nmonth=\tthe month reported on\n");
    assert_eq!(says(&["briefing.toml", "--set", "country=I"]), "country=IR\tIran\n");
    assert_eq!(says(&["--set", ""]), "", "no specification on the line");
    assert_eq!(says(&["nowhere", "--set", "x"]), "");
}

/// As bash itself asks: with the line that was typed.
#[test]
fn bash_completes_parameters_and_their_choices() {
    let case = Case::new().file("briefing.toml", PARAMETERS);
    let script = case.run(["completions", "bash"]).ended(exit::OK).stdout;
    let case = case.file("script", &script);
    let complete = |line: &str| {
        let asks = format!(
            "briefing() {{ {:?} \"$@\"; }}; source ./script; COMP_LINE={line:?}; COMP_POINT=${{#COMP_LINE}}; \
             _briefing_set briefing '' ''; printf '%s|' \"${{COMPREPLY[@]}}\"",
            env!("CARGO_BIN_EXE_briefing")
        );
        let ran = std::process::Command::new("bash").args(["-c", &asks]).current_dir(case.path()).output();
        ran.ok().map(|ran| String::from_utf8_lossy(&ran.stdout).into_owned())
    };
    let Some(names) = complete("briefing build . --set ") else {
        println!("SKIPPED completion in bash: there is none");
        return;
    };
    assert_eq!(names, "country=|month=|");
    assert_eq!(complete("briefing build . --set mo").as_deref(), Some("month=|"));
    assert_eq!(complete("briefing build . --set country=").as_deref(), Some("IR|SA|South\\ Sudan|"));
    assert_eq!(complete("briefing build . --set=country=S").as_deref(), Some("SA|South\\ Sudan|"));
}

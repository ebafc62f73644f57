//! The same input gives the same bytes: in every folder, time zone, locale and environment, and a second time.

use crate::support::{Case, PROGRAM, exit, root};
use briefing::diag::Sink;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The sample that uses most of the program.
const SAMPLE: &str = "briefings/iran-executions";

/// Builds `spec` from the folder `from` in the environment given, and returns the bytes.
fn build(from: &Path, spec: &Path, environment: &[(&str, &str)]) -> Vec<u8> {
    let case = Case::new();
    let output = case.path().join("a.pdf");
    let mut command = Command::new(PROGRAM);
    command.args(["build".as_ref(), spec.as_os_str(), "--output".as_ref(), output.as_os_str()]);
    command.current_dir(from).env_clear().envs(environment.iter().copied());
    case.run_in_own_environment(&mut command).ended(exit::OK);
    fs::read(output).expect("the document")
}

#[track_caller]
fn assert_same(a: &[u8], b: &[u8], what: &str) {
    let at = a.iter().zip(b).position(|(a, b)| a != b);
    assert!(a == b, "{what}: {} and {} bytes, first difference at {at:?}", a.len(), b.len());
}

#[test]
fn in_every_environment() {
    let sample = root().join(SAMPLE);
    let first = build(root(), Path::new(SAMPLE), &[("TZ", "UTC"), ("LANG", "C")]);
    let environments: [&[(&str, &str)]; 4] = [
        &[("TZ", "Asia/Tehran"), ("LANG", "fa_IR.UTF-8"), ("LC_ALL", "fa_IR.UTF-8")],
        &[("TZ", "America/St_Johns"), ("LANG", "de_DE.UTF-8"), ("HOME", "/nonexistent"), ("NO_COLOR", "1")],
        &[("SOURCE_DATE_EPOCH", "0"), ("CLICOLOR_FORCE", "1"), ("COLUMNS", "20"), ("TERM", "xterm-256color")],
        &[],
    ];
    for environment in environments {
        assert_same(&first, &build(Path::new("/"), &sample, environment), &format!("{environment:?}"));
    }
}

#[test]
fn in_every_folder() {
    let elsewhere = Case::copy(&root().join(SAMPLE));
    let there = build(elsewhere.path(), Path::new("."), &[]);
    let file = build(elsewhere.path(), Path::new("./briefing.toml"), &[]);
    assert_same(&there, &file, "a folder and its file");
    assert_same(&there, &build(root(), Path::new(SAMPLE), &[]), "two copies of a folder");
}

#[test]
fn a_second_time_in_one_process_and_at_once() {
    let write = || {
        let mut sink = Sink::default();
        let briefing = briefing::load(&root().join(SAMPLE), &mut sink).briefing.expect("a briefing");
        let document = briefing::compose(&briefing, &mut sink);
        let pages = briefing::layout(&briefing, &document, &mut sink);
        briefing::write(&briefing, &document, &pages, &mut sink).unwrap_or_else(|| panic!("{:?}", sink.findings()))
    };
    let first = write();
    assert_same(&first, &write(), "twice in one process");
    let threads: Vec<_> = (0..3).map(|_| std::thread::spawn(write)).collect();
    for thread in threads {
        assert_same(&first, &thread.join().expect("no crash"), "at the same time as others");
    }
    assert_same(&first, &build(root(), Path::new(SAMPLE), &[]), "the library and the program");
}

#[test]
fn findings_come_in_the_same_order() {
    let names: Vec<String> = (0..30).map(|n| format!("key_{}_{n}", ["zeta", "alpha", "mu"][n % 3])).collect();
    let text: String = names.iter().map(|name| format!("{name} = 1\n")).collect();
    let case = Case::spec(&format!("spec = 1\n{text}\n[briefing]\ntitle = \"T\"\n"));
    let first = case.run(["check", ".", "--format", "json"]).ended(exit::FINDINGS);
    let lines: Vec<_> = first.findings().iter().filter_map(|finding| finding.place.clone()).collect();
    assert!(lines.is_sorted() && lines.len() >= names.len(), "{first}");
    for _ in 0..3 {
        assert_eq!(case.run(["check", ".", "--format", "json"]), first);
    }
}

//! Where the document goes: folders that are absent, full or read-only, and a build that is killed. The old file stays
//! whole, or the new one is.

use super::{OLD, OUTPUT};
use crate::support::{Case, Outcome, PROGRAM, SECTION, exit, is_installed, skipped, spec_with};
use std::fs;
use std::path::Path;
use std::process::Command;

fn good() -> Case {
    Case::spec(&spec_with(SECTION))
}

/// The program with the arguments that build into `output`.
fn build(output: &str) -> String {
    format!("'{PROGRAM}' build . --output '{output}'")
}

/// Runs a shell in a mount namespace of its own; says so and returns nothing where the system does not allow one.
fn in_own_mounts(case: &Case, script: &str) -> Option<Outcome> {
    let own_mounts = |script: &str| case.run_as(Command::new("unshare").args(["--mount", "sh", "-euc", script]));
    if !is_installed("unshare") || own_mounts("mount -t tmpfs none /mnt").code != Some(0) {
        skipped("file systems that are full or read-only", "only a privileged user may mount one");
        return None;
    }
    Some(own_mounts(script))
}

#[test]
fn the_default_is_a_folder_named_out() {
    let case = Case::new().file("monthly/briefing.toml", spec_with(SECTION));
    case.run(["build", "monthly"]).ended(exit::OK);
    assert!(fs::read(case.path().join("out/monthly.pdf")).unwrap().starts_with(b"%PDF-"));
    assert_eq!(case.tree().len(), 2, "nothing else is left behind");
}

#[test]
fn an_absent_folder_is_not_made() {
    let case = good();
    let outcome = case.run(["build", ".", "--output", "no/such/b.pdf"]).ended(exit::IO);
    assert!(outcome.stderr.contains("no/such"), "{outcome}");
    assert_eq!(case.tree().len(), 1);
}

#[test]
fn a_folder_with_the_name_of_the_file() {
    let case = good().file("b.pdf/keep", "me");
    let outcome = case.run(["build", ".", "--output", "b.pdf"]).ended(exit::IO);
    assert!(outcome.stderr.contains("b.pdf"), "{outcome}");
    assert_eq!(case.tree().len(), 2);
}

#[test]
fn the_specification_is_not_written_over() {
    let case = good();
    let outcome = case.run(["build", ".", "--output", "briefing.toml"]);
    assert_ne!(outcome.code, Some(exit::OK), "{outcome}");
    assert_eq!(case.tree()[Path::new("briefing.toml")], spec_with(SECTION).as_bytes());
}

#[test]
fn a_pipe_is_not_replaced_by_a_file() {
    // What would happen to `/dev/null` as well, for a user who may.
    let case =
        good().with(|folder| assert!(Command::new("mkfifo").arg(folder.join("pipe")).status().unwrap().success()));
    let outcome = case.run(["build", ".", "--output", "pipe"]).ended(exit::IO);
    assert!(!fs::symlink_metadata(case.path().join("pipe")).unwrap().is_file(), "{outcome}");
}

#[test]
fn a_place_where_nobody_may_write() {
    if !Path::new("/proc/self").exists() {
        return skipped("writing below /proc", "there is none");
    }
    let outcome = good().run(["build", ".", "--output", "/proc/b.pdf"]).ended(exit::IO);
    assert!(outcome.stderr.contains("/proc"), "{outcome}");
}

#[test]
fn a_folder_that_is_read_only() {
    // Permission bits do not bind a privileged user, a read-only mount does.
    let case = good().file("there/b.pdf", OLD);
    let script = format!("mount --bind there there; mount -o remount,ro,bind there; {}", build("there/b.pdf"));
    let Some(outcome) = in_own_mounts(&case, &script) else { return };
    assert!(outcome.clone().ended(exit::IO).stderr.contains("there"), "{outcome}");
    assert_eq!(case.tree()[Path::new("there/b.pdf")], OLD);
    assert_eq!(case.tree().len(), 2);
}

#[test]
fn a_disk_that_is_full() {
    let case = good().file(OUTPUT, OLD);
    let script = format!(
        "mkdir small; mount -t tmpfs -o size=8k tmpfs small; cp {OUTPUT} small/; code=0; {} || code=$?; \
         cmp {OUTPUT} small/{OUTPUT}; ls -A small; exit $code",
        build(&format!("small/{OUTPUT}"))
    );
    let Some(outcome) = in_own_mounts(&case, &script) else { return };
    let outcome = outcome.ended(exit::IO);
    assert_eq!(outcome.stdout.trim(), OUTPUT, "only the old file is left\n{outcome}");
}

#[test]
fn killed_while_it_writes() {
    if !is_installed("strace") {
        return skipped("builds that are killed", "`strace` is not installed");
    }
    let fresh = good();
    fresh.run(["build", ".", "--output", OUTPUT]).ended(exit::OK);
    let new = fs::read(fresh.path().join(OUTPUT)).unwrap();
    // Before the bytes are on the disk; before the new file takes the old one's name; after that.
    for calls in ["fsync,fdatasync", "?rename,?renameat,renameat2"] {
        for when in [1, 2] {
            let case = good().file(OUTPUT, OLD);
            let inject = format!("inject={calls}:signal=KILL:when={when}");
            let trace = format!("trace={calls}");
            let strace = ["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject, PROGRAM];
            let outcome = case.run_as(Command::new("strace").args(strace).args(["build", ".", "--output", OUTPUT]));
            assert!(
                when > 1 || outcome.signal == Some(9) || outcome.code == Some(128 + 9),
                "not killed in {calls}\n{outcome}"
            );
            let left = fs::read(case.path().join(OUTPUT)).unwrap();
            assert!(
                left == OLD || left == new,
                "neither the old file nor the new one after {calls}, {when}\n{outcome}"
            );
        }
    }
}

#[test]
fn a_disk_that_fails_at_the_last_moment() {
    if !is_installed("strace") {
        return skipped("disks that fail", "`strace` is not installed");
    }
    for (calls, error) in
        [("fsync,fdatasync", "EIO"), ("fsync,fdatasync", "ENOSPC"), ("?rename,?renameat,renameat2", "EROFS")]
    {
        let case = good().file(OUTPUT, OLD);
        let inject = format!("inject={calls}:error={error}:when=1");
        let trace = format!("trace={calls}");
        let strace = ["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject, PROGRAM];
        let outcome = case.run_as(Command::new("strace").args(strace).args(["build", ".", "--output", OUTPUT]));
        let outcome = outcome.ended(exit::IO);
        assert_eq!(case.tree().len(), 2, "nothing half-written is left after {error} in {calls}\n{outcome}");
        assert_eq!(case.tree()[Path::new(OUTPUT)], OLD);
    }
}

#[test]
fn standard_output_that_is_closed_or_full() {
    if !Path::new("/dev/full").exists() {
        return skipped("a full standard output", "there is no /dev/full");
    }
    let outcome =
        good().run_as(Command::new("sh").args(["-c", &format!("'{PROGRAM}' check . --format json > /dev/full")]));
    assert!(matches!(outcome.code, Some(exit::OK | exit::IO)), "{outcome}");
    let outcome = good().run_as(Command::new("sh").args(["-c", &format!("'{PROGRAM}' schema > /dev/full")]));
    assert_eq!(outcome.code, Some(exit::IO), "a schema that was not written\n{outcome}");
    let bad = Case::spec("spec = 1\n");
    let outcome =
        bad.run_as(Command::new("sh").args(["-c", &format!("'{PROGRAM}' check . --format json > /dev/full")]));
    assert!(!outcome.stderr.contains("panicked"), "{outcome}");
    assert_ne!(outcome.code, Some(exit::OK), "{outcome}");
}

#[test]
fn the_command_line_itself() {
    let case = good();
    for args in
        [&["build"][..], &["bild", "."], &["build", ".", "--messages", "yaml"], &["check", ".", "--deny", "everything"]]
    {
        let outcome = case.run(args).ended(exit::USAGE);
        assert!(outcome.stderr.contains("Usage") || outcome.stderr.contains("possible values"), "{outcome}");
    }
    assert_eq!(case.tree().len(), 1);
}

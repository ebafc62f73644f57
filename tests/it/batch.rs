//! Batches: the same files whatever the number of jobs and parts, after a kill at any point, and where rows are wrong.

use crate::support::{Case, Outcome, PROGRAM, exit, is_installed, root, skipped, spec_with};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const TEXT: &str = "\n[[sections]]\nheading = \"Facts\"\ntext = \"Words that need no source.\"\n";

/// A table of `rows` rows with the columns `place` and `number`.
fn table(rows: usize) -> String {
    let mut text = "place,number\n".to_owned();
    for row in 1..=rows {
        let _ = writeln!(text, "place {},{row}", row % 7);
    }
    text
}

fn case(rows: usize) -> Case {
    Case::new().file("spec/briefing.toml", spec_with(TEXT)).file("t.csv", table(rows))
}

const BATCH: [&str; 6] = ["batch", "spec", "--over", "t.csv", "--output", "out/{number}-{place}.pdf"];

fn batch(case: &Case, more: &[&str]) -> Outcome {
    case.run(BATCH.iter().chain(more))
}

/// What is in `out`, without what differs from run to run and what a batch remembers.
fn made(case: &Case) -> BTreeMap<PathBuf, Vec<u8>> {
    let below =
        case.tree().into_iter().filter_map(|(path, bytes)| Some((path.strip_prefix("out").ok()?.to_owned(), bytes)));
    below.filter(|(path, _)| !path.starts_with(".batch") && !path.to_string_lossy().starts_with("timings")).collect()
}

fn lines(case: &Case, name: &str) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(case.path().join("out").join(name)).expect("a manifest");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn one_document_a_row() {
    let case = case(12);
    let outcome = batch(&case, &[]).ended(exit::OK);
    assert_eq!(outcome.stdout, "out/manifest.jsonl: 12 documents written\n", "{outcome}");
    assert!(outcome.stderr.contains("6 of 12 documents"), "{outcome}");
    let made = made(&case);
    assert_eq!(made.len(), 12 + 2, "with manifest and summary: {:?}", made.keys());
    assert!(made[Path::new("3-place 3.pdf")].starts_with(b"%PDF-"));
    let manifest = lines(&case, "manifest.jsonl");
    assert_eq!((manifest.len(), &manifest[0]["documents"]), (13, &12.into()));
    assert_eq!(manifest[7]["output"], "7-place 0.pdf");
    assert_eq!((&manifest[7]["line"], &manifest[7]["parameters"]["place"]), (&8.into(), &"place 0".into()));
    let again = Command::new("sha256sum").arg(case.path().join("out/7-place 0.pdf")).output().unwrap();
    assert!(String::from_utf8(again.stdout).unwrap().starts_with(manifest[7]["sha256"].as_str().unwrap()));
    // the same file that `build` makes
    case.run(["build", "spec", "--output", "one.pdf"]).ended(exit::OK);
    assert_eq!(case.tree()[Path::new("one.pdf")], made[Path::new("3-place 3.pdf")]);
}

#[test]
fn jobs_and_parts_make_the_same() {
    let whole = case(30);
    batch(&whole, &["--jobs", "1"]).ended(exit::OK);
    let expected = made(&whole);
    for jobs in ["2", "8"] {
        let case = case(30);
        batch(&case, &["--jobs", jobs]).ended(exit::OK);
        assert!(made(&case) == expected, "with {jobs} jobs");
    }
    let parts = case(30);
    let missing = batch(&parts, &["--merge"]).ended(exit::FINDINGS);
    assert!(missing.stderr.contains("--shard 1/N"), "{missing}");
    for part in 1..=16 {
        let missing = batch(&parts, &["--merge"]);
        assert!(
            part == 1 || missing.stderr.contains(&format!("{} of 16 parts have no manifest", 17 - part)),
            "{missing}"
        );
        batch(&parts, &["--shard", &format!("{part}/16")]).ended(exit::OK);
    }
    let outcome = batch(&parts, &["--merge"]).ended(exit::OK);
    assert_eq!(outcome.stdout, "out/manifest.jsonl: 30 documents written\n");
    let mut merged = made(&parts);
    merged.retain(|path, _| !path.to_string_lossy().contains("-of-16"));
    assert!(merged == expected, "{:?}", merged.keys());
}

#[test]
fn parts_of_another_batch_are_not_joined() {
    let case = case(4);
    batch(&case, &["--shard", "1/2"]).ended(exit::OK);
    let case = case.file("t.csv", table(5));
    batch(&case, &["--shard", "2/2"]).ended(exit::OK);
    let outcome = batch(&case, &["--merge"]).ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("`out/manifest-1-of-2.jsonl` cannot be joined: its table"), "{outcome}");
    assert!(!case.path().join("out/manifest.jsonl").exists());
}

#[test]
fn a_part_that_was_tampered_with_is_not_joined() {
    let case = case(6);
    for part in ["1/2", "2/2"] {
        batch(&case, &["--shard", part]).ended(exit::OK);
    }
    let path = case.path().join("out/manifest-2-of-2.jsonl");
    let whole = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    for (what, changed) in [
        ("a line is gone", [lines[0], lines[1], lines[3]].join("\n")),
        ("two lines change places", [lines[0], lines[2], lines[1], lines[3]].join("\n")),
        ("the head is gone", lines[1..].join("\n")),
        ("it is cut off", whole[..whole.len() / 2].to_owned()),
        ("it is empty", String::new()),
    ] {
        fs::write(&path, changed).unwrap();
        let outcome = batch(&case, &["--merge"]).ended(exit::FINDINGS);
        assert!(outcome.stderr.contains("`out/manifest-2-of-2.jsonl` cannot be joined"), "{what}: {outcome}");
        assert!(!case.path().join("out/manifest.jsonl").exists(), "{what}");
    }
    fs::write(&path, whole).unwrap();
    batch(&case, &["--merge"]).ended(exit::OK);
}

/// What the manifest of the whole says is there: each document, as its part made it.
#[test]
fn documents_that_are_not_there_are_not_joined() {
    let case = case(4);
    for part in ["1/2", "2/2"] {
        batch(&case, &["--shard", part]).ended(exit::OK);
    }
    batch(&case, &["--merge"]).ended(exit::OK);
    let document = case.path().join("out/2-place 2.pdf");
    let whole = fs::read(&document).unwrap();
    fs::write(&document, &whole[..whole.len() - 1]).unwrap();
    let outcome = batch(&case, &["--merge"]).ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("its document `2-place 2.pdf` is another one"), "{outcome}");
    assert!(!case.path().join("out/manifest.jsonl").exists(), "no manifest says what is not so");
    assert!(!case.path().join("out/summary.json").exists());
    fs::remove_file(&document).unwrap();
    let outcome = batch(&case, &["--merge"]).ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("its document `2-place 2.pdf` is not there"), "{outcome}");
    fs::write(&document, whole).unwrap();
    batch(&case, &["--merge"]).ended(exit::OK);
}

#[test]
fn what_is_there_and_right_is_left() {
    let case = case(10);
    batch(&case, &[]).ended(exit::OK);
    let before = made(&case);
    let touched = |name: &str| fs::metadata(case.path().join("out").join(name)).unwrap().modified().unwrap();
    let (kept, spoilt) = (touched("1-place 1.pdf"), case.path().join("out/2-place 2.pdf"));
    fs::write(&spoilt, b"%PDF-spoilt").unwrap();
    fs::remove_file(case.path().join("out/3-place 3.pdf")).unwrap();
    let outcome = batch(&case, &["--resume"]).ended(exit::OK);
    assert_eq!(outcome.stdout, "out/manifest.jsonl: 10 documents written, 8 of them before\n");
    assert!(made(&case) == before && touched("1-place 1.pdf") == kept);
    // what it is made from is looked at, not only the file
    let case = case.file("spec/briefing.toml", spec_with(&TEXT.replace("Words", "Other words")));
    let outcome = batch(&case, &["--resume"]).ended(exit::OK);
    assert_eq!(outcome.stdout, "out/manifest.jsonl: 10 documents written\n");
    assert_ne!(made(&case)[Path::new("1-place 1.pdf")], before[Path::new("1-place 1.pdf")]);
}

#[test]
fn rows_that_move_are_known_again() {
    let case = case(6);
    batch(&case, &[]).ended(exit::OK);
    let case = case.file("t.csv", format!("place,number\nfirst,0\n{}", table(6).split_once('\n').unwrap().1));
    let outcome = batch(&case, &["--resume"]).ended(exit::OK);
    assert_eq!(outcome.stdout, "out/manifest.jsonl: 7 documents written, 6 of them before\n");
    let fresh = Case::new()
        .file("spec/briefing.toml", spec_with(TEXT))
        .file("t.csv", case.tree().remove(Path::new("t.csv")).unwrap());
    batch(&fresh, &[]).ended(exit::OK);
    assert!(made(&case) == made(&fresh), "the manifest has the new lines");
}

#[test]
fn a_second_batch_on_one_folder_is_refused() {
    let case = case(400);
    let mut first = Command::new(PROGRAM);
    first.args(BATCH).args(["--jobs", "1"]).current_dir(case.path()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut first = first.spawn().unwrap();
    let journal = case.path().join("out/.batch/journal.jsonl");
    while fs::metadata(&journal).map_or(0, |metadata| metadata.len()) == 0 {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let refused = batch(&case, &[]);
    let part = batch(&case, &["--shard", "1/2"]);
    let _ = first.kill();
    first.wait().unwrap();
    for outcome in [refused, part] {
        assert!(outcome.ended(exit::FINDINGS).stderr.contains("another batch is writing into `out`"));
    }
    batch(&case, &["--resume", "--jobs", "2"]).ended(exit::OK);
}

/// The third row names an edition that the specification does not have.
const ROWS: &str = "lang,number\nen-GB,1\nfr,2\nxx,3\n,4\nall,5\nxx,6\n";

fn editions() -> Case {
    let spec = spec_with(
        "\n[[sections]]\nheading = { en = \"Facts\", fr = \"Faits\" }\ntext = { en = \"Words.\", fr = \"Des mots.\" }\n",
    );
    let spec = spec.replace("language = \"en-GB\"", "language = \"en-GB\"\nlanguages = [\"en-GB\", \"fr\"]");
    let spec = spec.replace("title = \"Executions in Testland\"", "title = { en = \"Facts\", fr = \"Faits\" }");
    Case::new().file("spec/briefing.toml", spec).file("t.csv", ROWS)
}

#[test]
fn a_row_that_fails_does_not_stop_the_others() {
    let case = editions();
    let output = ["batch", "spec", "--over", "t.csv", "--output", "out/{number}.{lang}.pdf"];
    let outcome = case.run(output).ended(exit::FINDINGS);
    assert_eq!(outcome.stdout, "out/manifest.jsonl: 5 documents written; 2 failed\n", "{outcome}");
    let names: Vec<String> = made(&case).keys().map(|path| path.display().to_string()).collect();
    assert_eq!(names[..5], ["1.en-GB.pdf", "2.fr.pdf", "4.en-GB.pdf", "5.en-GB.pdf", "5.fr.pdf"]);
    assert_eq!(outcome.stderr.matches("error[unknown-edition]").count(), 1, "said once\n{outcome}");
    assert!(
        outcome.stderr.contains("t.csv:4") && outcome.stderr.contains("in the document of this row and one other"),
        "{outcome}"
    );
    let manifest = lines(&case, "manifest.jsonl");
    assert_eq!(
        (&manifest[3]["status"], &manifest[3]["findings"][0]["code"]),
        (&"failed".into(), &"unknown-edition".into())
    );
    let twice = case.run(output.iter().chain(&["--lang", "fr"])).ended(exit::FINDINGS);
    assert!(twice.stderr.contains("named twice"), "{twice}");
}

#[test]
fn faults_of_the_table_are_found_before_anything_is_written() {
    for (text, code) in [
        ("", "empty-data"),
        ("place,number\n", "empty-data"),
        ("place\nx\n", "unknown-column"),
        ("place,number\na,1\na,1\n", "same-output"),
        ("place,number\na,1\nA,1\n", "same-output"),
        ("place,number\n../../x,1\n", "output-name"),
        ("place,number\na,1\nb\n", "ragged-row"),
        ("place,place,number\na,b,1\n", "duplicate-column"),
    ] {
        let case = case(1).file("t.csv", text);
        let outcome = batch(&case, &["--messages", "json"]);
        assert!(outcome.code == Some(exit::FINDINGS) || outcome.code == Some(exit::USAGE), "{text:?}\n{outcome}");
        assert!(outcome.findings().iter().any(|finding| finding.code == code), "{text:?}: no {code}\n{outcome}");
        assert!(!case.path().join("out").exists(), "{text:?}");
    }
    let outcome = case(1).run(["batch", "spec", "--over", "no.csv", "--output", "{x}"]).ended(exit::IO);
    assert!(outcome.stderr.contains("there is no table `no.csv`"), "{outcome}");
    let outcome = case(1).run(["batch", "none", "--over", "t.csv", "--output", "{x}"]).ended(exit::IO);
    assert!(outcome.stderr.contains("there is no specification at `none`"), "{outcome}");
}

#[test]
fn doubts_about_the_table_are_said() {
    let params = "[params.place]\ntype = \"text\"\ndefault = \"North\"\n";
    let case = |table: &str| {
        Case::new().file("spec/briefing.toml", spec_with(&format!("{params}{TEXT}"))).file("t.csv", table)
    };
    let run = |case: &Case, more: &[&str]| {
        case.run(["batch", "spec", "--over", "t.csv", "--output", "out/{number}.pdf"].iter().chain(more))
    };
    let misspelt = case("plase,number\nNorth,1\nSouth,2\n");
    let outcome = run(&misspelt, &[]).ended(exit::OK);
    for words in ["warning[unknown-column]", "t.csv:1:1", "the column `plase` is no parameter", "did you mean `place`?"]
    {
        assert!(outcome.stderr.contains(words), "{words}\n{outcome}");
    }
    let misspelt = case("plase,number\nNorth,1\n");
    let outcome = run(&misspelt, &["--set", "place=North"]).ended(exit::OK);
    assert!(!outcome.stderr.contains("unknown-column"), "{outcome}");
    let outcome = run(&case("place,number\nNorth,1\n=1+1,2\n"), &[]).ended(exit::OK);
    assert!(outcome.stderr.contains("warning[formula-in-text]") && outcome.stderr.contains("t.csv:3:1"), "{outcome}");
    let outcome = run(&case("place,number\nNorth,1\n"), &[]).ended(exit::OK);
    assert!(!outcome.stderr.contains("warning[formula") && !outcome.stderr.contains("unknown-column"), "{outcome}");
}

#[test]
fn a_read_only_folder() {
    let own_mounts =
        |case: &Case, script: &str| case.run_as(Command::new("unshare").args(["--mount", "sh", "-euc", script]));
    let case = case(2);
    if !is_installed("unshare") || own_mounts(&case, "mount -t tmpfs none /mnt").code != Some(0) {
        return skipped("a read-only folder", "only a privileged user may mount one");
    }
    let command = format!("'{PROGRAM}' {}", BATCH.map(|word| format!("'{word}'")).join(" "));
    let outcome = own_mounts(&case, &format!("mkdir out; mount -t tmpfs -o ro none out; {command}")).ended(exit::IO);
    assert!(outcome.stderr.contains("`out` is read-only") && outcome.stderr.contains("another place"), "{outcome}");
}

#[test]
fn a_table_of_the_specification() {
    let spec = spec_with(&format!("[data.places]\nfile = \"data/places.csv\"\nsource = \"a\"\n{TEXT}"));
    let case = Case::new().file("spec/briefing.toml", spec).file("spec/data/places.csv", "place\nA\nB\n");
    case.run(["batch", "spec", "--over", "places", "--output", "{place}.pdf"]).ended(exit::OK);
    assert!(case.path().join("B.pdf").exists());
}

#[test]
fn the_specification_is_not_written_over() {
    let case = Case::spec(&spec_with(TEXT)).file("t.csv", "name\nbriefing\n");
    let outcome = case.run(["batch", ".", "--over", "t.csv", "--output", "{name}.toml"]).ended(exit::IO);
    assert!(outcome.stderr.contains("is what the batch is made from"), "{outcome}");
}

#[test]
fn documents_of_an_earlier_run_are_named_and_those_of_others_are_left_alone() {
    let case = Case::new()
        .file("spec/briefing.toml", spec_with(TEXT))
        .file("three.csv", "a\nA\nB\nC\n")
        .file("two.csv", "a\nA\nC\nD\n")
        .file("out/D.pdf", "by hand");
    let batch = |table: &str, more: &[&str]| {
        case.run(["batch", "spec", "--over", table, "--output", "out/{a}.pdf"].iter().chain(more).copied())
    };
    let summary = || fs::read_to_string(case.path().join("out/summary.json")).unwrap();
    batch("three.csv", &[]).ended(exit::OK);
    assert!(!summary().contains("of_earlier_runs"));
    for more in [&[][..], &["--resume"]] {
        let outcome = batch("two.csv", more).ended(exit::FINDINGS);
        assert!(
            outcome.stderr.contains("not made by this one: 1 document; delete what is not to be sent: `out/B.pdf`"),
            "{outcome}"
        );
        assert!(outcome.stderr.contains("`out/D.pdf` is there, and no batch has written it"), "{outcome}");
        assert!(summary().contains("\"B.pdf\""), "{}", summary());
        assert_eq!(fs::read(case.path().join("out/D.pdf")).unwrap(), b"by hand");
    }
    fs::remove_file(case.path().join("out/B.pdf")).unwrap();
    fs::remove_file(case.path().join("out/D.pdf")).unwrap();
    let outcome = batch("two.csv", &[]).ended(exit::OK);
    assert!(!outcome.stderr.contains("earlier run"), "{outcome}");
}

#[test]
fn links_in_the_folder_lead_nowhere() {
    let case = Case::new()
        .file("spec/briefing.toml", spec_with(TEXT))
        .file("t.csv", "a,b\nlink,1\nplain,2\nfolder,3\nfile,4\nnowhere,5\nlast,6\n")
        .file("elsewhere/kept", "me")
        .file("out/folder/3.pdf/kept", "me")
        .file("out/file", "me")
        .with(|folder| {
            std::os::unix::fs::symlink("../elsewhere", folder.join("out/link")).unwrap();
            std::os::unix::fs::symlink("none", folder.join("out/nowhere")).unwrap();
            fs::create_dir(folder.join("out/plain")).unwrap();
            std::os::unix::fs::symlink("../../elsewhere/kept", folder.join("out/plain/2.pdf")).unwrap();
        });
    let outcome = case.run(["batch", "spec", "--over", "t.csv", "--output", "out/{a}/{b}.pdf"]).ended(exit::FINDINGS);
    assert_eq!(outcome.stdout, "out/manifest.jsonl: 1 document written; 5 failed\n", "{outcome}");
    for (name, what) in [
        ("link/1.pdf", "below a link that leads out of the folder"),
        ("folder/3.pdf", "a folder"),
        ("file/4.pdf", "below a file"),
        ("nowhere/5.pdf", "below a link that leads nowhere"),
    ] {
        let said = format!("`out/{name}` cannot be written: it is {what}");
        assert!(outcome.stderr.contains(&said), "{said}\n{outcome}");
    }
    assert_eq!(fs::read_dir(case.path().join("elsewhere")).unwrap().count(), 1, "{outcome}");
    assert_eq!(fs::read(case.path().join("elsewhere/kept")).unwrap(), b"me");
    assert!(outcome.stderr.contains("`out/plain/2.pdf` is there, and no batch has written it"), "{outcome}");
    assert!(fs::symlink_metadata(case.path().join("out/plain/2.pdf")).unwrap().is_symlink(), "the link stays");
}

#[test]
fn a_disk_that_fills_up_half_way() {
    let own_mounts =
        |case: &Case, script: &str| case.run_as(Command::new("unshare").args(["--mount", "sh", "-euc", script]));
    let case = case(40);
    if !is_installed("unshare") || own_mounts(&case, "mount -t tmpfs none /mnt").code != Some(0) {
        return skipped("a disk that fills up", "only a privileged user may mount one");
    }
    let command = format!("'{PROGRAM}' {}", BATCH.map(|word| format!("'{word}'")).join(" "));
    let script = format!(
        "mkdir out; mount -t tmpfs -o size=200k tmpfs out; code=0; {command} || code=$?; ls out > during; \
         mount -o remount,size=90m out; {command} --resume; cp -r out kept; umount out; mv kept/* kept/.batch out; rmdir kept; exit $code"
    );
    let outcome = own_mounts(&case, &script).ended(exit::IO);
    assert!(
        outcome.stderr.contains("no space left") && outcome.stderr.contains("`--resume` makes the rest"),
        "{outcome}"
    );
    let during = fs::read_to_string(case.path().join("during")).unwrap();
    assert!(during.contains(".pdf") && !during.contains("manifest"), "{during}");
    assert!(
        outcome.stdout.contains("40 documents written, ") && outcome.stdout.contains(" of them before"),
        "{outcome}"
    );
    let undisturbed = self::case(40);
    batch(&undisturbed, &[]).ended(exit::OK);
    assert!(made(&case) == made(&undisturbed));
}

/// Kills a batch at the `when`th of some calls; how many documents were there, and how many the next run made again.
fn killed(case: &Case, calls: &str, when: usize, more: &[&str]) -> bool {
    let inject = format!("inject={calls}:signal=KILL:when={when}");
    let trace = format!("trace={calls}");
    let strace = ["-f", "-qq", "-o", "/dev/null", "-e", &trace, "-e", &inject, PROGRAM];
    let outcome = case.run_as(Command::new("strace").args(strace).args(BATCH).args(["--jobs", "1"]).args(more));
    outcome.signal == Some(9) || outcome.code == Some(128 + 9)
}

/// Kills a batch of `rows` documents at every `step`th of all calls that change the disk, up to the `last`th: after each, what is there is
/// whole; taken up again, it is what it would have been, and no document but one is made twice.
fn kill_everywhere(rows: usize, step: usize, last: usize) -> usize {
    let undisturbed = case(rows);
    batch(&undisturbed, &["--jobs", "1"]).ended(exit::OK);
    let expected = made(&undisturbed);
    let mut kills = 0;
    // each call is counted by itself
    for calls in ["fsync", "fdatasync", "?rename,?renameat,renameat2", "write"] {
        for when in (1..=last).step_by(step) {
            let case = case(rows);
            if !killed(&case, calls, when, &[]) {
                break;
            }
            kills += 1;
            let left = made(&case);
            assert!(left.iter().all(|(path, bytes)| expected[path] == *bytes), "not whole after {calls} {when}");
            let there = left.keys().filter(|path| path.extension().is_some_and(|end| end == "pdf")).count();
            let outcome = batch(&case, &["--resume", "--jobs", "1"]).ended(exit::OK);
            let before = outcome.stdout.split_once("written, ").map_or(0, |(_, rest)| {
                rest.split(' ').next().and_then(|number| number.parse().ok()).expect("a number")
            });
            assert!(there - before <= 1, "{there} were there, {before} were known after {calls} {when}");
            assert!(made(&case) == expected, "after {calls} {when}");
        }
    }
    kills
}

#[test]
fn killed_at_any_point_and_taken_up_again() {
    if !is_installed("strace") {
        return skipped("batches that are killed", "`strace` is not installed");
    }
    let kills = kill_everywhere(6, 3, 200);
    assert!(kills >= 10, "{kills} kills");
    // a run that is taken up may be killed as well
    let case = case(6);
    assert!(killed(&case, "?rename,?renameat,renameat2", 3, &[]));
    assert!(killed(&case, "fdatasync", 4, &["--resume"]));
    batch(&case, &["--resume"]).ended(exit::OK);
    let undisturbed = self::case(6);
    batch(&undisturbed, &[]).ended(exit::OK);
    assert!(made(&case) == made(&undisturbed));
}

#[test]
#[ignore = "two hundred kills of a batch of two hundred documents take minutes; docs/batch.md has the figures"]
fn two_hundred_kills() {
    let kills = kill_everywhere(200, 5, 405);
    assert!(kills >= 200, "{kills} kills");
}

#[test]
fn a_journal_that_was_cut_off_is_read_as_far_as_it_is_whole() {
    let case = case(8);
    batch(&case, &["--jobs", "1"]).ended(exit::OK);
    let (expected, path) = (made(&case), case.path().join("out/.batch/journal.jsonl"));
    let journal = fs::read(&path).unwrap();
    for cut in [0, 1, journal.len() / 3, journal.len() / 2, journal.len() - 1] {
        fs::write(&path, &journal[..cut]).unwrap();
        batch(&case, &["--resume"]).ended(exit::OK);
        assert!(made(&case) == expected, "cut at {cut}");
        let again = batch(&case, &["--resume"]).ended(exit::OK);
        assert!(again.stdout.contains("8 of them before"), "cut at {cut}: {again}");
    }
    fs::write(&path, b"\xff\xfe\0garbage\n{}\n[1]\n").unwrap();
    batch(&case, &["--resume"]).ended(exit::OK);
    assert!(made(&case) == expected);
}

#[test]
fn font_files_are_read_once_for_all_documents() {
    if !is_installed("strace") {
        return skipped("how often fonts are read", "`strace` is not installed");
    }
    let font = fs::read(root().join("tests/fonts/ExampleHan-Regular.ttf")).unwrap();
    let case = case(20)
        .file("spec/briefing.toml", spec_with(&TEXT.replace("Words", "Words 报告")))
        .file("spec/fonts/han.ttf", font);
    let strace = ["-f", "-qq", "-o", "trace", "-e", "trace=openat,openat2", PROGRAM];
    let outcome = case.run_as(Command::new("strace").args(strace).args(BATCH).args(["--jobs", "1"])).ended(exit::OK);
    let trace = fs::read_to_string(case.path().join("trace")).unwrap();
    let opened = |name: &str| trace.lines().filter(|line| line.contains(name)).count();
    assert!(opened("briefing.toml") >= 20, "{outcome}");
    assert!((1..=2).contains(&opened("han.ttf")), "{} times", opened("han.ttf"));
}

#[test]
fn parts_of_a_command_line() {
    let case = case(1);
    for wrong in ["0/2", "3/2", "x", "1"] {
        batch(&case, &["--shard", wrong]).ended(exit::USAGE);
    }
    batch(&case, &["--merge", "--resume"]).ended(exit::USAGE);
    for wrong in ["0", "257", "100000", "two"] {
        batch(&case, &["--jobs", wrong]).ended(exit::USAGE);
    }
    batch(&case, &["--jobs", "256"]).ended(exit::OK);
}

/// The commands of docs/batch/ do what the page says: each is run as its scheduler would, part by part.
#[test]
fn the_jobs_of_schedulers_make_the_same() {
    let folder = root().join("docs/batch");
    let read = |name: &str| fs::read_to_string(folder.join(name)).expect("a file of docs/batch");
    let letters = || {
        let table: String = (1..=40).map(|number| format!("{number}\n")).collect();
        Case::new().file("letters/briefing.toml", spec_with(TEXT)).file("recipients.csv", format!("recipient\n{table}"))
    };
    // a command that is folded over lines in YAML, and what its scheduler puts into it
    let yaml = |name: &str, part: &str, end: &str| {
        let text = read(name);
        let start = text.find("briefing batch").expect("a command");
        let length = text[start..].find(end).unwrap_or_else(|| panic!("{end} in {name}"));
        format!("{}{part}", text[start..start + length].split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let slurm = read("slurm.sh");
    type Script<'a> = Box<dyn Fn(usize) -> String + 'a>;
    let scripts: [(&str, usize, Script<'_>); 3] = [
        (
            "slurm.sh",
            16,
            Box::new(move |part| {
                format!("SLURM_CPUS_PER_TASK=2 SLURM_ARRAY_TASK_ID={part} SLURM_ARRAY_TASK_COUNT=16; {slurm}")
            }),
        ),
        (
            "github-actions.yml",
            8,
            Box::new(move |part| yaml("github-actions.yml", &format!(" --shard {part}/8"), "--shard")),
        ),
        (
            "kubernetes.yaml",
            16,
            Box::new(move |part| {
                format!("JOB_COMPLETION_INDEX={}; {}", part - 1, yaml("kubernetes.yaml", "", "resources:"))
            }),
        ),
    ];
    let whole = letters();
    whole.run(["batch", "letters", "--over", "recipients.csv", "--output", "out/{recipient}.pdf"]).ended(exit::OK);
    let programs = Path::new(PROGRAM).parent().expect("a folder");
    for (name, parts, script) in scripts {
        let case = letters();
        let run = |script: &str| {
            let script = format!("PATH='{}':$PATH; {script}", programs.display());
            case.run_as(Command::new("bash").args(["-c", &script]))
        };
        for part in 1..=parts {
            run(&script(part)).ended(exit::OK);
        }
        run(&read("slurm-merge.sh")).ended(exit::OK);
        let mut merged = made(&case);
        merged.retain(|path, _| !path.to_string_lossy().contains("-of-"));
        assert!(merged == made(&whole), "{name}: {:?}", merged.keys());
    }
}

/// A letter about a case whose protected name comes with the row.
const LETTER: &str = "[params.first]\ntype = \"text\"\n[params.last]\ntype = \"text\"\n[params.alias]\ntype = \"text\"\n\
    [cases.one]\nname = \"{{ params.first }} {{ params.last }}\"\nalias = \"{{ params.alias }}\"\nwhat = \"enforced disappearance\"\n\
    sources = [\"a\"]\n[[sections]]\nheading = \"Facts\"\ntext = \"About {{ params.alias }}[@a, p. 1].\"\n";

#[test]
fn a_manifest_tells_nothing_that_a_protected_name_could_be_tried_out_against() {
    let told = |first: &str, last: &str| {
        let table = format!("first,last,alias,mail\n{first},{last},Ms A.,{first}@example.org\n");
        let case = Case::new().file("spec/briefing.toml", spec_with(LETTER)).file("t.csv", table);
        let outcome = case.run(["batch", "spec", "--over", "t.csv", "--output", "out/{alias}.pdf"]);
        assert!(outcome.stderr.contains("protected-name"), "{outcome}");
        ["manifest.jsonl", "summary.json"].map(|name| fs::read_to_string(case.path().join("out").join(name)).unwrap())
    };
    let one = told("Xerxes", "Quillfeather");
    assert!(one[0].contains("\"parameters\":{\"alias\":\"Ms A.\"}"), "{}", one[0]);
    assert!(!one.iter().any(|text| text.contains("Xerxes") || text.contains("Quillfeather")), "{one:?}");
    // neither a name nor a hash over one: with another name nothing differs
    assert_eq!(one, told("Yolanda", "Brimstone"));
}

#[test]
fn what_was_kept_back_is_compared() {
    let text = format!(
        "{TEXT}[cases.one]\nname = \"Xerxes Quillfeather\"\nalias = \"Ms A.\"\nwhat = \"enforced disappearance\"\nsources = [\"a\"]\n"
    );
    let case = Case::new().file("spec/briefing.toml", spec_with(&text)).file("t.csv", table(2));
    batch(&case, &[]).ended(exit::OK);
    let (before, manifest) = (made(&case), lines(&case, "manifest.jsonl"));
    assert!(batch(&case, &["--resume"]).stdout.contains("2 of them before"));
    let other = spec_with(&text).replace("Xerxes", "Yolanda");
    let case = case.file("spec/briefing.toml", other);
    assert!(!batch(&case, &["--resume"]).stdout.contains("before"), "another name may be one that is printed");
    assert_eq!(
        (made(&case), lines(&case, "manifest.jsonl")),
        (before, manifest),
        "and nothing that is given away differs"
    );
}

#[test]
fn warnings_count_as_errors_where_that_is_asked() {
    let declared = "[params.number]\ntype = \"text\"\n[[sections]]\nheading = \"Facts\"\n\
        text = \"{{ params.number }} words that need no source[@a, p. 1].\"\n";
    let rows = "place,number\nA,Plain\nB,Words words\nC,Other\n";
    let case = Case::new().file("spec/briefing.toml", spec_with(declared)).file("t.csv", rows);
    batch(&case, &[]).ended(exit::OK);
    let known = lines(&case, "manifest.jsonl");
    assert_eq!(known[2]["findings"][0]["code"], "repeated-word", "{known:?}");
    let denied = batch(&case, &["--resume", "--deny", "warnings"]).ended(exit::FINDINGS);
    assert_eq!(denied.stdout, "out/manifest.jsonl: 2 documents written, 2 of them before; 1 failed\n");
    assert_eq!(lines(&case, "manifest.jsonl")[2]["status"], "failed");
    let fresh = Case::new().file("spec/briefing.toml", spec_with(declared)).file("t.csv", rows);
    let quiet = batch(&fresh, &["--deny", "warnings", "--quiet"]).ended(exit::FINDINGS);
    assert!(quiet.stderr.contains("repeated-word"), "what fails is said: {quiet}");
    assert_eq!(made(&fresh).keys().filter(|path| path.extension().is_some_and(|end| end == "pdf")).count(), 2);
    // what is doubtful about the table is so in every document
    let table = "place,numbr\nA,x\n";
    let case = Case::new()
        .file("spec/briefing.toml", spec_with(&declared.replace("\ntype", "\ndefault = \"D\"\ntype")))
        .file("t.csv", table);
    let outcome = case.run(["batch", "spec", "--over", "t.csv", "--output", "out/{place}.pdf", "--deny", "warnings"]);
    let outcome = outcome.ended(exit::FINDINGS);
    assert!(outcome.stderr.contains("unknown-column") && !case.path().join("out").exists(), "{outcome}");
    // and so for one document
    let one = Case::spec(&spec_with(
        "[[sections]]\nheading = \"Facts\"\ntext = \"Words words that need no source[@a, p. 1].\"\n",
    ));
    for command in [&["build", ".", "--output", "o.pdf"][..], &["check", "."]] {
        let denied = one.run(command.iter().chain(&["--deny", "warnings", "--quiet"])).ended(exit::FINDINGS);
        assert!(denied.stderr.contains("repeated-word"), "what fails is said: {denied}");
        assert_eq!(one.run(command.iter().chain(&["--quiet"])).ended(exit::OK).stderr, "");
    }
    one.run(["build", ".", "--output", "p.pdf", "--deny", "warnings"]).ended(exit::FINDINGS);
    assert!(!one.path().join("p.pdf").exists());
}

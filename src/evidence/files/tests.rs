//! Paths that lead elsewhere, files that are none, disks that refuse.

use super::testing::Briefing;
use super::*;
use std::os::unix::fs::symlink;
use std::process::Command;

fn refused(briefing: &Briefing, path: &str) -> String {
    briefing.line(&briefing.folder().read(path, Kind::DATA, None).unwrap_err())
}

fn code(briefing: &Briefing, path: &str) -> &'static str {
    briefing.folder().read(path, Kind::DATA, None).unwrap_err().code
}

fn mkfifo(path: &Path) {
    #[expect(clippy::disallowed_methods, reason = "the standard library makes no pipes")]
    let made = Command::new("mkfifo").arg(path).status().unwrap();
    assert!(made.success());
}

#[test]
fn files_inside_are_read() {
    let briefing = Briefing::new().file("data/a.csv", "\u{feff}x\n");
    let folder = briefing.folder();
    assert_eq!(folder.read("data/a.csv", Kind::DATA, None).unwrap(), "\u{feff}x\n".as_bytes());
    assert_eq!(folder.read("./data//a.csv", Kind::DATA, None).unwrap().len(), 5);
    assert_eq!(folder.read_text("data/a.csv", Kind::DATA, None).unwrap(), "x\n");
    let empty = Briefing::new().file("e", "");
    let sha = empty.folder().sha256("e", Kind::ARCHIVE, None).unwrap();
    assert_eq!(sha[..4], [0xe3, 0xb0, 0xc4, 0x42]);
}

#[test]
fn an_absent_file_names_its_nearest() {
    let briefing = Briefing::new().file("data/executions.csv", "x").file("data/.hidden", "x").file("images/i.png", "x");
    assert_eq!(
        refused(&briefing, "data/exections.csv"),
        "missing-file: there is no file `data/exections.csv` in the briefing's folder; did you mean `data/executions.csv`?"
    );
    assert!(refused(&briefing, "dta/executions.csv").ends_with("did you mean `data`?"));
    assert!(refused(&briefing, "data\\executions.csv").ends_with("write `/` between folders"));
    assert!(refused(&briefing, "qqq").ends_with("known here: `data`, `images`"));
    assert_eq!(code(&briefing, "data/executions.csv/x"), "missing-file");
    assert_eq!(code(&briefing, "a\0b"), "missing-file");
    assert_eq!(code(&briefing, ""), "missing-file");
    assert_eq!(code(&briefing, &"x".repeat(5000)), "unreadable-file");
}

#[test]
fn nothing_outside_the_folder_is_read() {
    let outside = Briefing::new().file("secret/s.csv", "secret");
    let briefing = Briefing::new().file("a.csv", "x");
    for path in ["../a.csv", "data/../../a.csv", "/etc/passwd", "data/../a.csv"] {
        assert_eq!(code(&briefing, path), "outside-folder", "{path}");
    }
    symlink(outside.path("secret/s.csv"), briefing.path("absolute.csv")).unwrap();
    symlink(outside.path("secret"), briefing.path("folder")).unwrap();
    let name = outside.place.path().file_name().unwrap().to_str().unwrap().to_owned();
    symlink(format!("../{name}/secret/s.csv"), briefing.path("relative.csv")).unwrap();
    for path in ["absolute.csv", "folder/s.csv", "relative.csv"] {
        assert_eq!(
            refused(&briefing, path),
            format!(
                "outside-folder: `{path}` leads outside the briefing's folder; put the file itself into the briefing's \
                 folder"
            )
        );
    }
}

#[test]
fn links_inside_are_followed_and_loops_end() {
    let briefing = Briefing::new().file("a.csv", "x");
    symlink("a.csv", briefing.path("link.csv")).unwrap();
    symlink("loop.csv", briefing.path("loop.csv")).unwrap();
    symlink("gone.csv", briefing.path("dangling.csv")).unwrap();
    assert_eq!(briefing.folder().read("link.csv", Kind::DATA, None).unwrap(), b"x");
    assert_eq!(code(&briefing, "loop.csv"), "missing-file");
    assert_eq!(
        refused(&briefing, "dangling.csv"),
        "missing-file: `dangling.csv` is a link to a file that is not there; put the file itself into the briefing's folder"
    );
}

#[test]
fn only_regular_files_are_opened() {
    let briefing = Briefing::new().file("data/a.csv", "x");
    mkfifo(&briefing.path("pipe.csv"));
    symlink("pipe.csv", briefing.path("link.csv")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(briefing.path("socket.csv")).unwrap();
    assert_eq!(refused(&briefing, "data"), "not-a-file: `data` is a folder, not a file; name a data file");
    for path in ["pipe.csv", "link.csv", "socket.csv"] {
        assert_eq!(
            refused(&briefing, path),
            format!("not-a-file: `{path}` is a pipe, a socket or a device, not a file; name a data file")
        );
    }
}

#[test]
fn the_limit_is_a_limit() {
    let briefing = Briefing::new().file("a", "12345");
    let kind = |limit| Kind { name: "a test", limit };
    assert!(briefing.folder().read("a", kind(5), None).is_ok());
    let finding = briefing.folder().read("a", kind(4), None).unwrap_err();
    assert_eq!(finding.code, "too-large");
    let large = briefing.line(&too_large("b.csv", Kind::DATA, None));
    assert!(large.contains("`b.csv` is too large: a data file may have 64 MiB"), "{large}");
    // A sparse file: its size is known before a byte is read.
    std::fs::File::create(briefing.path("huge")).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(code(&briefing, "huge"), "too-large");
}

#[test]
fn bytes_that_are_no_text_are_placed() {
    let briefing = Briefing::new().file("latin.csv", b"year\n20\xe9").file("wide.csv", b"\xff\xfey\0");
    let text = |path| briefing.line(&briefing.folder().read_text(path, Kind::DATA, None).unwrap_err());
    assert!(text("latin.csv").starts_with("not-utf-8: `latin.csv` is not UTF-8: line 2, byte 8 of the file"));
    assert!(text("wide.csv").ends_with("it looks like UTF-16: save it as UTF-8"));
}

#[test]
fn a_denied_file_says_so() {
    // A privileged user is denied nothing, so that the system's answer is made up.
    let briefing = Briefing::new();
    let denied = briefing.folder().unread("a.csv", None, &io::Error::from_raw_os_error(13));
    assert_eq!(
        (denied.code, denied.message.as_str()),
        ("unreadable-file", "`a.csv` may not be read: permission denied")
    );
}

#[test]
fn a_specification_is_found_by_folder_or_by_name() {
    let briefing = Briefing::new().file("b/briefing.toml", "x").file("b/other.toml", "y");
    let name = |path: &str| Folder::of_specification(&briefing.path(path)).map(|(_, name)| name).unwrap();
    assert_eq!(name("b"), "briefing.toml");
    assert_eq!(name("b/other.toml"), "other.toml");
    assert_eq!(name("b/absent.toml"), "absent.toml", "reading it says that it is absent, and what is near");
    assert_eq!(Folder::of_specification(&briefing.path("c/x.toml")).unwrap_err().code, "missing-file");
    assert_eq!(Folder::open(&briefing.path("b/other.toml")).unwrap_err().code, "not-a-folder");
}

/// What is in a folder.
fn entries(path: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_replaced_whole() {
    let briefing = Briefing::new().file("b.pdf", "old");
    symlink("b.pdf", briefing.path("latest.pdf")).unwrap();
    write_atomically(&briefing.path("latest.pdf"), b"new").unwrap();
    assert_eq!(std::fs::read(briefing.path("b.pdf")).unwrap(), b"new");
    assert!(briefing.path("latest.pdf").symlink_metadata().unwrap().is_symlink());
    write_atomically(&briefing.path("c.pdf"), b"new").unwrap();
    assert_eq!(entries(briefing.place.path()), ["b.pdf", "c.pdf", "latest.pdf"], "nothing is left behind");
}

#[test]
fn a_file_that_is_written_can_be_read_by_others() {
    use std::os::unix::fs::PermissionsExt;
    let briefing = Briefing::new().file("usual", "x");
    write_atomically(&briefing.path("b.pdf"), b"new").unwrap();
    let mode = |path: &str| briefing.path(path).metadata().unwrap().permissions().mode();
    assert_eq!(mode("b.pdf"), mode("usual"));
}

#[test]
fn what_is_no_file_is_not_replaced() {
    let briefing = Briefing::new().file("folder.pdf/keep", "x");
    mkfifo(&briefing.path("pipe.pdf"));
    let message = |path: &str| write_atomically(&briefing.path(path), b"new").unwrap_err().message;
    assert!(message("folder.pdf").ends_with("folder.pdf` cannot be written: it is a folder"));
    assert!(message("pipe.pdf").ends_with("it is a pipe, a socket or a device"));
    assert!(message("no/such/b.pdf").contains("there is no folder"));
    assert!(message("folder.pdf/keep/b.pdf").contains("is not a folder"));
    assert_eq!(entries(briefing.place.path()), ["folder.pdf", "pipe.pdf"]);
}

#[test]
fn a_disk_that_refuses_says_why() {
    for (number, reason) in
        [(13, "you may not write into `out`"), (30, "`out` is read-only"), (28, "no space left in `out`")]
    {
        let finding = unwritten(Path::new("out/b.pdf"), &io::Error::from_raw_os_error(number));
        assert!(finding.message.contains(reason), "{}", finding.message);
        assert!(!finding.help.is_empty());
    }
    // Below /proc nobody may write, whoever they are.
    if Path::new("/proc/self").exists() {
        assert_eq!(write_atomically(Path::new("/proc/b.pdf"), b"x").unwrap_err().code, "unwritable-file");
    }
}

#[test]
fn one_folder_is_made_and_no_more() {
    let briefing = Briefing::new();
    ensure_folder(&briefing.path("out")).unwrap();
    ensure_folder(&briefing.path("out")).unwrap();
    assert!(briefing.path("out").is_dir());
    assert_eq!(ensure_folder(&briefing.path("no/such")).unwrap_err().code, "unwritable-file");
}

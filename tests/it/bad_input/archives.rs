//! Archived copies as strangers make them. Each is read by a child of the program, and what cannot be read is a finding that says why.

use crate::support::{Case, exit, spec_with};
use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write;

const WORDS: &str = "At least fifteen men were held without charge.";

/// A PDF of one page with these content streams, its font by name only.
fn pdf(contents: &[&[u8]], packed: bool) -> Vec<u8> {
    let filter = if packed { "/Filter /FlateDecode " } else { "" };
    let parts: String = (0..contents.len()).map(|index| format!("{} 0 R ", index + 5)).collect();
    let page = format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents [{parts}] /Resources << /Font << /F 4 0 R >> >> >>"
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    objects.extend(contents.iter().map(|content| {
        let head = format!("<< {filter}/Length {} >>\nstream\n", content.len());
        [head.as_bytes(), content, b"\nendstream"].concat()
    }));
    let (mut file, mut table) = (b"%PDF-1.4\n".to_vec(), String::new());
    for (index, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("a string");
        file.extend([format!("{} 0 obj\n", index + 1).as_bytes(), object, b"\nendobj\n"].concat());
    }
    let at = file.len();
    let size = objects.len() + 1;
    let end = format!(
        "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"
    );
    file.extend(end.into_bytes());
    file
}

fn said(words: &str) -> Vec<u8> {
    pdf(&[format!("BT /F 12 Tf 50 700 Td ({words}) Tj ET").as_bytes()], false)
}

/// What the program says of a quotation whose source has this copy.
fn found(name: &str, bytes: &[u8]) -> Vec<String> {
    let hash = Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
    let archive = format!("archive = {{ file = \"sources/{name}\", sha256 = \"{hash}\" }}");
    let case = Case::spec(&spec_with(&quoted(&archive))).file(format!("sources/{name}").as_str(), bytes);
    let outcome = case.run(["check", ".", "--format", "json"]);
    assert_eq!(outcome.code, Some(exit::OK), "{name}: {outcome}");
    outcome.findings().into_iter().map(|finding| format!("{}: {}", finding.code, finding.text)).collect()
}

fn quoted(archive: &str) -> String {
    format!(
        "[sources.w]\ntype = \"report\"\ntitle = \"Words\"\nauthor = [\"W\"]\nissued = 2019\n{archive}\n\
         [quotations.q]\ntext = \"{WORDS}\"\nspeaker = \"A\"\ndate = 2019-01-01\nsource = \"w\"\nlocator = \"sect. 1\"\n\
         [[sections]]\nheading = \"H\"\ntext = \"\"\"\nWords [@a].\n\n{{{{ quotations.q }}}}\n\"\"\"\n"
    )
}

#[test]
fn what_can_be_read_is_read() {
    let page = "<head><meta charset=utf-8><script>no</script></head><p>At <b>least <i>fifteen</b></i> men were held \
                without charge.<div><table><td>broken <";
    for (name, bytes) in [
        ("a.txt", WORDS.as_bytes().to_vec()),
        ("a.pdf", said(WORDS)),
        ("a.html", page.as_bytes().to_vec()),
        ("utf16.txt", [0xff, 0xfe].into_iter().chain(WORDS.encode_utf16().flat_map(u16::to_le_bytes)).collect()),
    ] {
        assert_eq!(found(name, &bytes), [""; 0], "{name}");
    }
}

/// Seven hundred megabytes are less than the gibibyte that a child is given. With a limit that left the allocator no addresses for its own
/// maps, half of it was refused, and in a release build, where the system puts memory somewhere else in each run, now and then far less.
#[test]
fn a_child_has_the_memory_that_it_is_given() {
    let spaces = vec![b' '; 80 << 20];
    let streams =
        [format!("BT /F 12 Tf 50 700 Td ({WORDS}) Tj ET ").into_bytes(), Vec::new(), Vec::new()].map(|text| {
            let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
            packed.write_all(&[text, spaces.clone()].concat()).expect("memory");
            packed.finish().expect("memory")
        });
    assert_eq!(found("large.pdf", &pdf(&streams.each_ref().map(Vec::as_slice), true)), [""; 0]);
}

#[test]
fn what_cannot_be_read_is_said() {
    let wrong = "<meta charset=utf-8><p>At least fifteen men were held without charge, caf".as_bytes();
    let script = format!("<html><script>document.write('{WORDS}')</script></html>");
    for (name, bytes, why) in [
        ("empty.txt", Vec::new(), "the file is empty"),
        ("a.bin", (0..=255).collect(), "it is neither text, HTML, PDF"),
        ("locked.pdf", include_bytes!("locked.pdf").to_vec(), "a password is needed"),
        ("scan.pdf", pdf(&[b"0 0 10 10 re f"], false), "it holds no text"),
        ("script.html", script.into_bytes(), "it holds no text"),
        ("wrong.html", [wrong, b"\xe9"].concat(), "its bytes are not text in the encoding"),
        ("cut.pdf", said(WORDS)[..60].to_vec(), "the file is broken"),
        ("long.txt", vec![b'a'; (64 << 20) + 1], "it holds more than is read"),
    ] {
        let found = found(name, &bytes);
        let [finding] = found.as_slice() else { panic!("{name}: {found:?}") };
        assert!(finding.starts_with("quotation-unverified: ") && finding.contains(why), "{name}: {finding}");
    }
}

/// 460 MB that come out of half a megabyte end the child, and not the program.
#[test]
fn what_inflates_is_stopped() {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    let mut member = GzEncoder::new(Vec::new(), Compression::fast());
    member.write_all(b"WARC/1.0\r\n").expect("memory");
    let piece = vec![b' '; 1 << 20];
    for _ in 0..460 {
        packed.write_all(&piece).expect("memory");
        member.write_all(&piece).expect("memory");
    }
    let pdf = pdf(&[&packed.finish().expect("memory")], true);
    for (name, bytes, why) in [
        ("bomb.pdf", pdf, ["takes more time or memory", "it holds no text"]),
        (
            "bomb.warc.gz",
            member.finish().expect("memory"),
            ["it holds more than is read", "it holds more than is read"],
        ),
    ] {
        let found = found(name, &bytes);
        assert!(why.iter().any(|why| found.iter().any(|found| found.contains(why))), "{name}: {found:?}");
    }
}

#[test]
fn a_copy_that_is_absent_or_too_large_is_refused() {
    let hash = "0".repeat(64);
    let archive = format!("archive = {{ file = \"sources/a.bin\", sha256 = \"{hash}\" }}");
    let case = Case::spec(&spec_with(&quoted(&archive)));
    assert!(case.run(["check", "."]).ended(exit::FINDINGS).stderr.contains("missing-file"));
    // a file with a hole takes no room
    let case = case.file("sources/a.bin", "").with(|folder| {
        File::options()
            .write(true)
            .open(folder.join("sources/a.bin"))
            .and_then(|file| file.set_len(200_000_001))
            .expect("a file");
    });
    let refused = case.run(["check", "."]).ended(exit::FINDINGS);
    assert!(
        refused.stderr.contains("an archived copy may have 200 MB") && refused.stderr.contains("help: "),
        "{refused}"
    );
    let short = Case::spec(&spec_with(&quoted(&archive.replace(&hash, &hash[1..]))));
    assert!(short.run(["check", "."]).ended(exit::FINDINGS).stderr.contains("64 hexadecimal digits, not 63"));
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
}

/// `briefing archive` writes hashes as the record is written, and no time that `check` refuses.
#[test]
fn hashes_are_filled_in_as_the_record_is_written() {
    for (archive, expected) in [
        (
            "archive = { file = \"a.txt\", text = \"b.txt\" } # kept",
            "archive = { file = \"a.txt\", sha256 = \"A\", captured = 2021-02-10T09:12:00Z, text = \"b.txt\", text_sha256 = \"B\" } # kept",
        ),
        (
            "archive.file = \"a.txt\" # kept\r\narchive.text = \"b.txt\"",
            "archive.file = \"a.txt\" # kept\r\narchive.sha256 = \"A\"\r\narchive.captured = 2021-02-10T09:12:00Z\r\narchive.text = \"b.txt\"\r\n\
             archive.text_sha256 = \"B\"",
        ),
        (
            "[sources.w.archive]\nfile = \"a.txt\" # kept\ntext = \"b.txt\" # and this",
            "[sources.w.archive]\nfile = \"a.txt\" # kept\nsha256 = \"A\"\ncaptured = 2021-02-10T09:12:00Z\ntext = \"b.txt\" # and this\n\
             text_sha256 = \"B\"",
        ),
        (
            "archive.text = \"b.txt\"",
            "archive.text = \"b.txt\"\narchive.text_sha256 = \"B\"\narchive.captured = 2021-02-10T09:12:00Z",
        ),
    ] {
        let text = spec_with(&quoted(archive));
        let text = if archive.contains('\r') { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
        let case = Case::spec(&text).file("a.txt", b"bytes").file("b.txt", WORDS.as_bytes());
        let late = case.run(["archive", ".", "--captured", "2099-02-10T09:12:00Z"]);
        assert!(
            late.code == Some(exit::FINDINGS) && late.stderr.contains("is after the date of the briefing"),
            "{late}"
        );
        let read = || std::fs::read_to_string(case.path().join("briefing.toml")).expect("text");
        assert_eq!(read(), text, "nothing was written");
        let said = case.run(["archive", ".", "--captured", "2021-02-10T09:12:00Z"]);
        assert_eq!(said.code, Some(exit::OK), "{said}");
        let expected = expected.replace("\"A\"", &format!("\"{}\"", hash(b"bytes")));
        let expected = expected.replace("\"B\"", &format!("\"{}\"", hash(WORDS.as_bytes())));
        assert_eq!(read(), text.replace(archive, &expected));
        assert!(said.stdout.contains("b.txt, paragraph 1"), "{said}");
    }
}

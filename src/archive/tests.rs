use super::*;
use std::io::Write;

fn lines(bytes: &[u8], name: &str) -> Result<Vec<String>, Unreadable> {
    let hint = Hint { name: name.to_owned(), url: Some("https://example.org/a".to_owned()), date: None };
    read(bytes, &hint).map(|text| text.pages.into_iter().flat_map(|page| page.lines).collect())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn scripts_and_hidden_words_are_not_read() {
    let page = "<!doctype html><head><title>T</title></head><body><p>At <b>least</b> 15<p hidden>no<script>x</script>\
                <div style='display: none'>no</div><td>a<td>b &amp; c</body><p>broken <";
    assert_eq!(lines(page.as_bytes(), "").unwrap()[0], "At least 15");
    assert!(!lines(page.as_bytes(), "").unwrap().iter().any(|line| line.contains("no") || line.contains('x')));
}

#[test]
fn raised_text_is_set_apart() {
    let page = "<p>304<sup>5</sup> people, 12<sup><a>[7]</a></sup> men, 5<sup>th</sup>, 9<span style='vertical-align: super'>1</span>, \
                H<sub>2</sub>O, 304<sub>5</sub>, &#xfdd0;a<div>30<sup>4<div>5</div></sup>6</div>";
    let read = lines(page.as_bytes(), "a.html").unwrap();
    assert_eq!(read, ["304⁵ people, 12[7] men, 5\u{fdd0}th\u{fdd1}, 9¹, H2O, 304₅, a", "30⁴", "⁵", "6"]);
    let run = |place: &str, text: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"{place}\"/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let paragraph =
        ["baseline", "superscript", "superscript", "baseline", "subscript", "superscript"].map(|place| run(place, "5"));
    let xml = format!("<w:document xmlns:w='w'><w:p>{}</w:p></w:document>", paragraph.concat());
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(
        xml.replace("</w:p>", "<w:r><w:rPr><w:rStyle w:val='Mark'/></w:rPr><w:t>6</w:t></w:r></w:p>").as_bytes(),
    )
    .unwrap();
    zip.start_file("word/styles.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let style = "<w:styles xmlns:w='w'><w:style w:styleId='Mark'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style></w:styles>";
    zip.write_all(style.as_bytes()).unwrap();
    assert_eq!(lines(&zip.finish().unwrap().into_inner(), "a.docx").unwrap(), ["5⁵⁵5₅⁵⁶"]);
}

#[test]
fn encodings_are_told_apart() {
    assert_eq!(lines("caf\u{e9}".as_bytes(), "a.txt").unwrap(), ["café"]);
    assert_eq!(lines(b"<html><meta charset=windows-1252><p>caf\xe9", "").unwrap(), ["café"]);
    assert_eq!(lines(b"<html><meta charset=utf-8><p>caf\xe9", ""), Err(Unreadable::WrongEncoding));
    assert_eq!(lines(b"\xff\xfea\0b\0", "a.txt").unwrap(), ["ab"]);
    assert_eq!(lines(&[0, 1, 2, 0xff], "a.bin"), Err(Unreadable::UnknownKind));
    assert_eq!(lines(b"", "a.txt"), Err(Unreadable::Empty));
}

#[test]
fn a_document_is_read_with_its_notes() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let parts = [
        (
            "word/document.xml",
            "<w:document xmlns:w='w'><w:p><w:r><w:t>At least</w:t><w:tab/><w:t>15 &amp; more</w:t></w:r><w:del><w:t>gone</w:t></w:del></w:p></w:document>",
        ),
        ("word/footnotes.xml", "<w:footnotes xmlns:w='w'><w:p><w:t>A note.</w:t></w:p></w:footnotes>"),
    ];
    for (name, xml) in parts {
        zip.start_file(name, options).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert_eq!(lines(&bytes, "a.docx").unwrap(), ["At least 15 & more", "A note."]);
}

fn record(url: &str, date: &str, http: &str) -> String {
    let length = http.len();
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n"
    )
}

#[test]
fn the_cited_answer_is_taken_from_a_capture() {
    let answer = |words: &str| {
        format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{words}\r\n0\r\n\r\n",
            words.len()
        )
    };
    let capture = record("https://example.org/b", "2021-02-10T00:00:00Z", &answer("<p>other"))
        + &record("https://example.org/a", "2021-02-10T00:00:00Z", "HTTP/1.1 404 No\r\nA: b\r\n\r\n<p>gone")
        + &record("http://example.org/a/", "2021-02-10T00:00:00Z", &answer("<p>old words"))
        + &record("https://example.org/a", "2022-02-10T00:00:00Z", &answer("<p>new words"));
    let date = |date: &str| Hint {
        url: Some("https://example.org/a".to_owned()),
        date: Some(date.to_owned()),
        ..Hint::default()
    };
    let read = |hint: Hint| read(&gzip(capture.as_bytes()), &hint).unwrap().pages[0].lines.clone();
    assert_eq!(read(date("2021-02-11")), ["old words"]);
    assert_eq!(read(date("2022-01-30")), ["new words"]);
    let absent = Hint { url: Some("https://example.org/c".to_owned()), ..Hint::default() };
    assert_eq!(super::read(capture.as_bytes(), &absent), Err(Unreadable::NotCaptured));
}

/// A page that was answered as before, once named by its address and once by its content; and each record packed by itself.
#[test]
fn a_page_that_was_visited_again_is_the_one_that_was_answered() {
    let answer = |words: &str| format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>{words}");
    let with = |record: String, more: &str| record.replacen("Content-Length", &format!("{more}Content-Length"), 1);
    let first = record("https://example.org/a", "2021-02-10T00:00:00Z", &answer("words — answered"));
    let dns = record("dns:example.org", "2021-02-10T00:00:00Z", "20210210000000\nexample.org. 300 IN A 192.0.2.1\n");
    let records = [
        dns + &with(first, "WARC-Payload-Digest: sha1:AAA\r\n"),
        with(
            record("https://example.org/b", "2022-01-01T00:00:00Z", "HTTP/1.1 200 OK\r\nA: b\r\n\r\n"),
            "WARC-Refers-To-Target-URI: https://example.org/a\r\nWARC-Refers-To-Date: 2021-02-10T00:00:00Z\r\n",
        )
        .replacen("response", "revisit", 1),
        with(record("https://example.org/c", "2022-01-01T00:00:00Z", ""), "WARC-Payload-Digest: sha1:AAA\r\n")
            .replacen("response", "revisit", 1),
        with(record("https://example.org/d", "2022-01-01T00:00:00Z", ""), "WARC-Payload-Digest: sha1:BBB\r\n")
            .replacen("response", "revisit", 1),
    ];
    let members: Vec<u8> = records.iter().flat_map(|record| gzip(record.as_bytes())).collect();
    let hint = |page: &str| Hint { url: Some(format!("https://example.org/{page}")), ..Hint::default() };
    let read = |bytes: &[u8], page| read(bytes, &hint(page)).map(|text| text.pages[0].lines.clone());
    for page in ["a", "b", "c"] {
        assert_eq!(read(&members, page).unwrap(), ["words — answered"], "{page}");
    }
    assert_eq!(read(&members, "d"), Err(Unreadable::NotCaptured));
    // in a package, the record that is meant stands in another file
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, part) in [("archive/a.warc.gz", &records[..1]), ("archive/b.warc.gz", &records[1..])] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&gzip(part.concat().as_bytes())).unwrap();
    }
    assert_eq!(read(&zip.finish().unwrap().into_inner(), "c").unwrap(), ["words — answered"]);
}

#[test]
fn what_inflates_without_end_is_stopped() {
    assert_eq!(inflate(flate2::read::MultiGzDecoder::new(gzip(b"a word").as_slice()), 5), Err(Unreadable::TooLong));
    assert_eq!(inflate(flate2::read::MultiGzDecoder::new(gzip(b"words").as_slice()), 5), Ok(b"words".to_vec()));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let xml = format!("<w:document><w:t>{}</w:t></w:document>", "a".repeat(TEXT_LIMIT));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(xml.as_bytes()).unwrap();
    assert_eq!(lines(&zip.finish().unwrap().into_inner(), "a.docx"), Err(Unreadable::TooLong));
}

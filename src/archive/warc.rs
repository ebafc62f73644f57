//! Captures of the web (WARC 1.0 and 1.1, WACZ): the answer that the server gave for the address that is cited.

use super::{Hint, Text, Unreadable, html, inflate, plain};
use std::io::Cursor;
use zip::ZipArchive;

/// An answer with the status 200.
struct Answer<'a> {
    date: String,
    head: String,
    body: &'a [u8],
}

/// The words of the capture of the cited address in a WACZ package.
pub(super) fn read_wacz(bytes: &[u8], hint: &Hint) -> Result<Text, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    let mut names: Vec<String> =
        archive.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).collect();
    names.retain(|name| name.starts_with("archive/") && (name.ends_with(".warc") || name.ends_with(".warc.gz")));
    names.sort();
    if names.is_empty() {
        return Err(Unreadable::UnknownKind);
    }
    for name in names {
        let file = archive.by_name(&name).map_err(|_| Unreadable::Broken)?;
        let packed = inflate(file)?;
        let records = if packed.starts_with(&[0x1f, 0x8b]) {
            inflate(flate2::read::MultiGzDecoder::new(packed.as_slice()))?
        } else {
            packed
        };
        match read(&records, hint) {
            Err(Unreadable::NotCaptured) => {}
            found => return found,
        }
    }
    Err(Unreadable::NotCaptured)
}

/// The words of the capture of the cited address; of several captures, the one nearest to the day of the hint.
pub(super) fn read(bytes: &[u8], hint: &Hint) -> Result<Text, Unreadable> {
    let mut answers = Vec::new();
    let mut rest = bytes;
    while rest.starts_with(b"WARC/") {
        let (head, after) = split_head(rest).ok_or(Unreadable::Broken)?;
        let length: usize =
            field(&head, "content-length").and_then(|length| length.parse().ok()).ok_or(Unreadable::Broken)?;
        let block = after.get(..length).ok_or(Unreadable::Broken)?;
        let target = field(&head, "warc-target-uri").unwrap_or_default();
        let wanted = hint.url.as_deref().is_none_or(|url| same_address(url, &target));
        if wanted && field(&head, "warc-type").as_deref() == Some("response") {
            let (http, body) = split_head(block).ok_or(Unreadable::Broken)?;
            let page =
                field(&http, "content-type").is_none_or(|kind| kind.contains("html") || kind.contains("text/plain"));
            if http.split_whitespace().nth(1) == Some("200") && (page || hint.url.is_some()) {
                answers.push(Answer { date: field(&head, "warc-date").unwrap_or_default(), head: http, body });
            }
        }
        rest = after.get(length..).unwrap_or(&[]);
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        rest = rest.get(blank..).unwrap_or(&[]);
    }
    let wanted = hint.date.as_deref().map_or(0, days);
    let nearest = answers.iter().min_by_key(|answer| days(&answer.date).abs_diff(wanted));
    words(nearest.ok_or(Unreadable::NotCaptured)?)
}

/// A day as a number that grows with it; only distances of days matter, and they roughly.
fn days(date: &str) -> i64 {
    let mut parts = date.split(['-', 'T']).map(|part| part.parse::<i64>().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    next() * 372 + next() * 31 + next()
}

/// Whether two addresses are the same but for their scheme, a slash at their end, and a fragment.
fn same_address(a: &str, b: &str) -> bool {
    let bare = |url: &str| {
        let url = url.trim_matches(['<', '>']).split('#').next().unwrap_or("").to_owned();
        let url = url.split_once("://").map_or(url.clone(), |(_, rest)| rest.to_owned());
        url.trim_end_matches('/').to_owned()
    };
    bare(a) == bare(b)
}

/// The words of an answer: its chunks joined, its compression undone.
fn words(answer: &Answer<'_>) -> Result<Text, Unreadable> {
    let chunked = field(&answer.head, "transfer-encoding").is_some_and(|how| how.to_lowercase().contains("chunked"));
    // some tools join the chunks and leave the header as it was
    let joined =
        if chunked { joined(answer.body).unwrap_or_else(|| answer.body.to_vec()) } else { answer.body.to_vec() };
    let encoding = field(&answer.head, "content-encoding").unwrap_or_default().to_lowercase();
    let body = match encoding.as_str() {
        "gzip" | "x-gzip" if joined.starts_with(&[0x1f, 0x8b]) => {
            inflate(flate2::read::MultiGzDecoder::new(joined.as_slice()))?
        }
        "deflate" => inflate(flate2::read::ZlibDecoder::new(joined.as_slice()))?,
        "" | "identity" | "gzip" | "x-gzip" => joined,
        _ => return Err(Unreadable::UnknownKind),
    };
    let kind = field(&answer.head, "content-type").unwrap_or_default();
    let charset =
        kind.split(';').find_map(|part| part.trim().strip_prefix("charset=")).map(|name| name.trim_matches('"'));
    if kind.contains("pdf") || body.starts_with(b"%PDF-") {
        super::of_pdf(&body)
    } else if kind.contains("html") || html::looks_like(body.get(..body.len().min(1024)).unwrap_or(&[]), "") {
        html::read(&body, charset)
    } else {
        plain::read(&body)
    }
}

/// The body of chunks, put together; none where they are not chunks.
fn joined(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let end = body.windows(2).position(|pair| pair == b"\r\n")?;
        let line = std::str::from_utf8(body.get(..end)?).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        body = body.get(end + 2..)?;
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(body.get(..length)?);
        body = body.get(length.checked_add(2)?..)?;
    }
}

/// The head up to the first empty line, and what follows.
fn split_head(bytes: &[u8]) -> Option<(String, &[u8])> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some((String::from_utf8_lossy(bytes.get(..end)?).into_owned(), bytes.get(end + 4..)?))
}

/// The value of a field of a head.
fn field(head: &str, name: &str) -> Option<String> {
    let line = head.lines().skip(1).find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    });
    line.filter(|value| !value.is_empty())
}

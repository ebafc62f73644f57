//! Captures of the web (WARC 1.0 and 1.1, WACZ): the answer that the server gave for the address that is cited.

use super::{Hint, TEXT_LIMIT, Text, Unreadable, html, inflate, plain};
use std::io::Cursor;
use zip::ZipArchive;

/// The most that is taken from a capture, in bytes, pictures and all.
pub(super) const LIMIT: usize = 128 << 20;

/// An answer with the status 200.
struct Answer<'a> {
    target: String,
    date: String,
    digest: Option<String>,
    head: String,
    body: &'a [u8],
}

/// A record that says: what was answered is what was answered before.
struct Revisit {
    date: String,
    target: Option<String>,
    answered: Option<String>,
    digest: Option<String>,
}

impl Revisit {
    /// Whether it means this answer (WARC 1.1, 6.7): the one it names, or else the one with the same content.
    fn means(&self, answer: &Answer<'_>) -> bool {
        match (&self.target, &self.digest) {
            (Some(target), _) if same_address(target, &answer.target) => {
                self.answered.as_ref().is_none_or(|date| *date == answer.date)
            }
            (_, Some(digest)) => answer.digest.as_ref() == Some(digest),
            _ => false,
        }
    }
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
    // one after the other: a record may mean one in another file
    let mut records = Vec::new();
    for name in names {
        let file = archive.by_name(&name).map_err(|_| Unreadable::Broken)?;
        let left = LIMIT.saturating_sub(records.len());
        let packed = inflate(file, left)?;
        if packed.starts_with(&[0x1f, 0x8b]) {
            records.extend(inflate(flate2::read::MultiGzDecoder::new(packed.as_slice()), left)?);
        } else {
            records.extend(packed);
        }
        records.extend_from_slice(b"\r\n");
    }
    read(&records, hint)
}

/// The words of the capture of the cited address; of several captures, the one nearest to the day of the hint.
pub(super) fn read(bytes: &[u8], hint: &Hint) -> Result<Text, Unreadable> {
    let (mut answers, mut revisits) = (Vec::new(), Vec::new());
    let mut rest = bytes;
    while rest.starts_with(b"WARC/") {
        let (head, after) = split_head(rest).ok_or(Unreadable::Broken)?;
        let length: usize =
            field(&head, "content-length").and_then(|length| length.parse().ok()).ok_or(Unreadable::Broken)?;
        let block = after.get(..length).ok_or(Unreadable::Broken)?;
        let target = field(&head, "warc-target-uri").unwrap_or_default();
        let date = field(&head, "warc-date").unwrap_or_default();
        let digest = field(&head, "warc-payload-digest");
        match field(&head, "warc-type").as_deref() {
            Some("response") => answers.extend(answer(block, target, date, digest)),
            Some("revisit") if is_wanted(hint, &target) => revisits.push(Revisit {
                date,
                target: field(&head, "warc-refers-to-target-uri"),
                answered: field(&head, "warc-refers-to-date"),
                digest,
            }),
            _ => {}
        }
        rest = after.get(length..).unwrap_or(&[]);
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        rest = rest.get(blank..).unwrap_or(&[]);
    }
    let own =
        answers.iter().filter(|answer| is_wanted(hint, &answer.target) && (hint.url.is_some() || answer.is_page()));
    let again = revisits
        .iter()
        .filter_map(|revisit| Some((&revisit.date, answers.iter().find(|answer| revisit.means(answer))?)));
    let wanted = hint.date.as_deref().map_or(0, days);
    let nearest =
        own.map(|answer| (&answer.date, answer)).chain(again).min_by_key(|(date, _)| days(date).abs_diff(wanted));
    words(nearest.ok_or(Unreadable::NotCaptured)?.1)
}

fn is_wanted(hint: &Hint, target: &str) -> bool {
    hint.url.as_deref().is_none_or(|url| same_address(url, target))
}

/// The answer in the block of a record; none where its status is not 200, or where it is none of HTTP (of a name server).
fn answer(block: &[u8], target: String, date: String, digest: Option<String>) -> Option<Answer<'_>> {
    let (head, body) = split_head(block)?;
    let found = head.split_whitespace().nth(1) == Some("200");
    found.then_some(Answer { target, date, digest, head, body })
}

impl Answer<'_> {
    /// Whether it is a page of text, and no picture or script.
    fn is_page(&self) -> bool {
        field(&self.head, "content-type").is_none_or(|kind| kind.contains("html") || kind.contains("text/plain"))
    }
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
            inflate(flate2::read::MultiGzDecoder::new(joined.as_slice()), TEXT_LIMIT)?
        }
        "deflate" => inflate(flate2::read::ZlibDecoder::new(joined.as_slice()), TEXT_LIMIT)?,
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

//! Compresses the streams of a finished document.

use super::deflated::Deflated;
use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Object, Stream};

/// Deflate level 4: level 6 costs a tenth more for 1.5 % of the size, and level 9, which `lopdf::Document::compress` takes,
/// half as much again.
const LEVEL: u32 = 4;

/// What `/Filter/FlateDecode` costs; a stream that does not win more stays as it is.
const OVERHEAD: usize = 19;

/// Shorter streams are deflated sooner than they are looked up.
const SHORTEST_KEPT: usize = 256;

/// Deflates each stream that has no filter yet and may be compressed. The XMP packet may not: archives read it as plain text.
pub fn streams(document: &mut lopdf::Document, known: Option<&Deflated>) -> std::io::Result<()> {
    let mut deflater = Deflater::new();
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            // the ledger, which is JSON, is another in each document
            let is_json =
                stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name.ends_with(b"json"));
            deflater.stream(stream, known.filter(|_| !is_json))?;
        }
    }
    Ok(())
}

/// A compressor whose working memory, a quarter of a megabyte, serves one stream after the other.
#[derive(Debug)]
pub struct Deflater(Compress);

impl Deflater {
    /// A compressor that has seen nothing.
    pub fn new() -> Self {
        Deflater(Compress::new(Compression::new(LEVEL), true))
    }

    /// Deflates a stream that has no filter yet and may be compressed, where it gets smaller by that; or takes it from those
    /// that are known.
    pub fn stream(&mut self, stream: &mut Stream, known: Option<&Deflated>) -> std::io::Result<()> {
        if stream.allows_compression && !stream.dict.has(b"Filter") {
            let content = &stream.content;
            let deflated = match known.filter(|_| content.len() >= SHORTEST_KEPT) {
                Some(known) => known.of(b"", content, || self.deflate(content))?,
                None => self.deflate(content)?,
            };
            if deflated.len() + OVERHEAD < stream.content.len() {
                stream.dict.set("Filter", "FlateDecode");
                stream.set_content(deflated);
            }
        }
        Ok(())
    }

    /// `bytes` in the zlib format that `FlateDecode` reads.
    pub fn deflate(&mut self, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
        self.0.reset();
        let mut deflated = Vec::with_capacity(bytes.len() / 2 + OVERHEAD);
        loop {
            let taken = usize::try_from(self.0.total_in()).unwrap_or(usize::MAX);
            let rest = bytes.get(taken..).unwrap_or_default();
            if self.0.compress_vec(rest, &mut deflated, FlushCompress::Finish)? == Status::StreamEnd {
                return Ok(deflated);
            }
            deflated.reserve(deflated.len() / 2 + OVERHEAD);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::Dictionary;
    use std::io::Read;

    #[test]
    fn only_what_shrinks_is_compressed() {
        let mut document = lopdf::Document::new();
        let long = document.add_object(Stream::new(Dictionary::new(), vec![b'a'; 500]));
        let short = document.add_object(Stream::new(Dictionary::new(), b"abc".to_vec()));
        let plain = document.add_object(Stream::new(Dictionary::new(), vec![b'a'; 500]).with_compression(false));
        streams(&mut document, None).unwrap();
        let filtered = |id| document.get_object(id).unwrap().as_stream().unwrap().dict.has(b"Filter");
        assert!(filtered(long));
        assert!(!filtered(short));
        assert!(!filtered(plain));
    }

    #[test]
    fn a_deflater_remembers_nothing() {
        let noise: Vec<u8> = (0..70_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
        let mut deflater = Deflater::new();
        let first = deflater.deflate(&noise).unwrap();
        let mut inflated = Vec::new();
        flate2::read::ZlibDecoder::new(first.as_slice()).read_to_end(&mut inflated).unwrap();
        assert!(inflated == noise);
        deflater.deflate(b"something else").unwrap();
        assert!(deflater.deflate(&noise).unwrap() == first);
        assert_eq!(deflater.deflate(b"").unwrap(), Deflater::new().deflate(b"").unwrap());
    }
}

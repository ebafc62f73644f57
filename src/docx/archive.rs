//! A ZIP archive without a clock (PKWARE's APPNOTE 6.3): files one after the other, each with its header, then a directory of
//! them.
//!
//! A package has two dozen small parts. One deflater serves all of them: it is larger than most parts, and to make it anew for
//! each took longer than to deflate them.

use flate2::{Compress, Compression, Crc, FlushCompress, Status};

/// How hard the deflater searches for what was there before. The usual 6 takes half as long again, for a file that is four
/// hundredths smaller.
const LEVEL: u32 = 2;
/// The version of the format that is needed: 2.0, folders and deflated files.
const VERSION: u16 = 20;
/// Unix wrote it, as far as anyone asks: the upper byte says whose attributes files have.
const BY: u16 = 3 << 8 | VERSION;
/// A file that all read and its owner writes, as Unix has it.
const ATTRIBUTES: u32 = 0o100_644 << 16;
/// The first day that the format knows, 1 January 1980.
const DAY: u16 = 1 << 5 | 1;

/// An archive that is being written.
pub(super) struct Archive {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    count: u16,
    deflater: Compress,
}

/// What header and directory both say of a file.
struct Entry<'a> {
    name: &'a str,
    deflated: bool,
    crc: u32,
    /// As it is in the archive, and as it was.
    sizes: [u32; 2],
}

impl Archive {
    /// An archive for so many bytes of content.
    pub(super) fn new(content: usize) -> Self {
        Archive {
            // what is not written to costs nothing
            bytes: Vec::with_capacity(content),
            directory: Vec::new(),
            count: 0,
            deflater: Compress::new(Compression::new(LEVEL), false),
        }
    }

    /// Adds a file, deflated where that is asked for. None where it is larger than an archive holds.
    pub(super) fn add(&mut self, name: &str, content: &[u8], deflated: bool) -> Option<()> {
        let start = u32::try_from(self.bytes.len()).ok()?;
        let mut crc = Crc::new();
        crc.update(content);
        let mut entry = Entry { name, deflated, crc: crc.sum(), sizes: [0, u32::try_from(content.len()).ok()?] };
        let header = self.bytes.len();
        // its size is known afterwards
        entry.header(&mut self.bytes)?;
        let data = self.bytes.len();
        if deflated {
            self.deflate(content)?;
        } else {
            self.bytes.extend_from_slice(content);
        }
        entry.sizes[0] = u32::try_from(self.bytes.len() - data).ok()?;
        let mut again = Vec::new();
        entry.header(&mut again)?;
        self.bytes.get_mut(header..data)?.copy_from_slice(&again);
        self.count = self.count.checked_add(1)?;
        entry.record(start, &mut self.directory)
    }

    fn deflate(&mut self, content: &[u8]) -> Option<()> {
        self.deflater.reset();
        loop {
            // a third is mostly enough
            self.bytes.reserve(content.len() / 3 + 64);
            let done = usize::try_from(self.deflater.total_in()).ok()?;
            match self.deflater.compress_vec(content.get(done..)?, &mut self.bytes, FlushCompress::Finish).ok()? {
                Status::StreamEnd => return Some(()),
                Status::Ok | Status::BufError => {}
            }
        }
    }

    /// The bytes. None where there are more than an archive holds.
    pub(super) fn finish(mut self) -> Option<Vec<u8>> {
        let start = u32::try_from(self.bytes.len()).ok()?;
        let size = u32::try_from(self.directory.len()).ok()?;
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06");
        // one disk, which holds all files
        shorts(&mut self.bytes, [0, 0, self.count, self.count]);
        longs(&mut self.bytes, [size, start]);
        shorts(&mut self.bytes, [0]);
        Some(self.bytes)
    }
}

impl Entry<'_> {
    /// The header before a file.
    fn header(&self, bytes: &mut Vec<u8>) -> Option<()> {
        bytes.extend(b"PK\x03\x04");
        self.common(bytes)?;
        bytes.extend(self.name.as_bytes());
        Some(())
    }

    /// Its record in the directory; its header begins at `start`.
    fn record(&self, start: u32, bytes: &mut Vec<u8>) -> Option<()> {
        bytes.extend(b"PK\x01\x02");
        shorts(bytes, [BY]);
        self.common(bytes)?;
        // no comment, the first disk, nothing known of what is inside
        shorts(bytes, [0, 0, 0]);
        longs(bytes, [ATTRIBUTES, start]);
        bytes.extend(self.name.as_bytes());
        Some(())
    }

    /// What both have; the names are ASCII, which needs no flag.
    fn common(&self, bytes: &mut Vec<u8>) -> Option<()> {
        const DEFLATED: u16 = 8;
        let [size, whole] = self.sizes;
        shorts(bytes, [VERSION, 0, if self.deflated { DEFLATED } else { 0 }, 0, DAY]);
        longs(bytes, [self.crc, size, whole]);
        shorts(bytes, [u16::try_from(self.name.len()).ok()?, 0]);
        Some(())
    }
}

fn shorts<const N: usize>(bytes: &mut Vec<u8>, numbers: [u16; N]) {
    numbers.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
}

fn longs<const N: usize>(bytes: &mut Vec<u8>, numbers: [u32; N]) {
    numbers.iter().for_each(|number| bytes.extend(number.to_le_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn an_archive_is_read_back_as_it_was_written() {
        let long: Vec<u8> = (0..300_000_u32).flat_map(|number| (number % 7919).to_be_bytes()).collect();
        // what no deflater makes smaller
        let noise: Vec<u8> = (0..40_000_u32)
            .map(|number| (number.wrapping_mul(2_654_435_769) ^ (number << 7)).to_be_bytes()[1])
            .collect();
        let files: [(&str, &[u8], bool); 5] = [
            ("[Content_Types].xml", b"<Types/>", true),
            ("empty", b"", true),
            ("word/long.bin", &long, true),
            ("word/noise.bin", &noise, true),
            ("word/media/a.png", &noise, false),
        ];
        let mut archive = Archive::new(0);
        for (name, content, deflated) in files {
            archive.add(name, content, deflated).unwrap();
        }
        let mut read = ::zip::ZipArchive::new(Cursor::new(archive.finish().unwrap())).unwrap();
        assert_eq!(read.len(), files.len());
        for (index, (name, content, deflated)) in files.into_iter().enumerate() {
            let mut file = read.by_index(index).unwrap();
            assert_eq!((file.name().unwrap().as_ref(), file.size()), (name, content.len() as u64));
            assert_eq!(file.compression() == ::zip::CompressionMethod::Deflated, deflated);
            assert_eq!(file.unix_mode(), Some(0o100_644));
            assert_eq!(file.last_modified(), Some(::zip::DateTime::default()));
            let mut bytes = Vec::new();
            // the reader compares the checksum
            file.read_to_end(&mut bytes).unwrap();
            assert!(bytes == content, "{name}");
        }
    }
}

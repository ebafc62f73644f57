//! The finished file: objects, the table of where they stand, trailer (ISO 32000-1, 7.5).
//!
//! Each object is written as lopdf writes it. The file as a whole is put together here, since lopdf wants all objects at
//! once, and those of the structure tree are too many for that in a long table: they are made one by one as they are
//! written.

use super::Fault;
use super::object::integer;
use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, ObjectId};
use std::io::Write;

/// A file in the making.
struct File {
    bytes: Vec<u8>,
    /// Where each object begins, by its number.
    places: Vec<Option<usize>>,
}

/// The bytes of a file that holds the objects of `document` and the others that follow.
pub fn write(
    document: Document,
    others: impl Iterator<Item = Result<(ObjectId, Object), Fault>>,
) -> Result<Vec<u8>, Fault> {
    let Document { version, binary_mark, objects, mut trailer, max_id, .. } = document;
    let count = max_id as usize + 1;
    let mut file = File { bytes: Vec::new(), places: vec![None; count] };
    writeln!(file.bytes, "%PDF-{version}")?;
    file.bytes.push(b'%');
    file.bytes.extend(binary_mark);
    file.bytes.push(b'\n');
    for (id, object) in objects {
        file.object(id, object)?;
    }
    for other in others {
        let (id, object) = other?;
        file.object(id, object)?;
    }
    trailer.set("Size", integer(count));
    file.end(trailer.into())
}

impl File {
    fn object(&mut self, id: ObjectId, object: Object) -> Result<(), Fault> {
        if let Some(place) = self.places.get_mut(id.0 as usize) {
            *place = Some(self.bytes.len());
        }
        writeln!(self.bytes, "{} {} obj", id.0, id.1)?;
        match object {
            Object::Stream(stream) => {
                self.value(stream.dict.into())?;
                self.bytes.extend(b"stream\n");
                self.bytes.extend(stream.content);
                self.bytes.extend(b"\nendstream");
            }
            other => self.value(other)?,
        }
        self.bytes.extend(b"\nendobj\n");
        Ok(())
    }

    /// A value alone: lopdf gives it as the operand of an operator without a name.
    fn value(&mut self, value: Object) -> Result<(), Fault> {
        let content = Content { operations: vec![Operation::new("", vec![value])] };
        self.bytes.extend(content.encode()?);
        Ok(())
    }

    /// The table of places and the trailer.
    fn end(mut self, trailer: Object) -> Result<Vec<u8>, Fault> {
        let start = self.bytes.len();
        writeln!(self.bytes, "xref\n0 {}", self.places.len())?;
        for place in std::mem::take(&mut self.places) {
            match place {
                Some(place) => writeln!(self.bytes, "{place:010} 00000 n ")?,
                None => writeln!(self.bytes, "0000000000 65535 f ")?,
            }
        }
        self.bytes.extend(b"trailer\n");
        self.value(trailer)?;
        write!(self.bytes, "\nstartxref\n{start}\n%%EOF")?;
        Ok(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::{Dictionary, Stream, dictionary};

    #[test]
    fn what_is_written_is_read_again() {
        let mut document = Document::with_version("1.7");
        let stream = document.add_object(Stream::new(Dictionary::new(), b"a\nendstream b".to_vec()));
        let (unused, late) = (document.new_object_id(), document.new_object_id());
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Late" => late });
        document.trailer.set("Root", catalog);
        let others = [Ok((late, Object::Array(vec![1.into(), "A".into(), stream.into()])))];
        let bytes = write(document, others.into_iter()).unwrap();
        let read = Document::load_mem(&bytes).unwrap();
        assert_eq!(read.get_object(stream).unwrap().as_stream().unwrap().content, b"a\nendstream b");
        assert_eq!(read.get_object(late).unwrap().as_array().unwrap().len(), 3);
        assert_eq!(read.catalog().unwrap().get(b"Late").unwrap().as_reference().unwrap(), late);
        assert!(read.get_object(unused).is_err());
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            text.contains("\nxref\n0 5\n0000000000 65535 f \n0000000015 00000 n \n0000000000 65535 f \n"),
            "{text}"
        );
    }
}

//! The finished file: objects, the table of where they stand, trailer (ISO 32000-1, 7.5).
//!
//! Each object is written as lopdf would write it. The file as a whole is put together here, since lopdf wants all objects at
//! once, and those of the structure tree are too many for that in a long table: they are made one by one as they are
//! written.

use super::Fault;
use super::object::integer;
use super::stream::{self, hexadecimal, literal};
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
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
        file.object(id, &object);
    }
    for other in others {
        let (id, object) = other?;
        file.object(id, &object);
    }
    trailer.set("Size", integer(count));
    file.end(&trailer)
}

impl File {
    fn object(&mut self, id: ObjectId, object: &Object) {
        if let Some(place) = self.places.get_mut(id.0 as usize) {
            *place = Some(self.bytes.len());
        }
        reference(id, b"obj\n", &mut self.bytes);
        match object {
            Object::Stream(stream) => {
                dictionary(&stream.dict, &mut self.bytes);
                self.bytes.extend(b" stream\n");
                self.bytes.extend(&stream.content);
                self.bytes.extend(b"\nendstream");
            }
            other => {
                value(other, &mut self.bytes);
                self.bytes.push(b' ');
            }
        }
        self.bytes.extend(b"\nendobj\n");
    }

    /// The table of places and the trailer.
    fn end(mut self, trailer: &Dictionary) -> Result<Vec<u8>, Fault> {
        let start = self.bytes.len();
        writeln!(self.bytes, "xref\n0 {}", self.places.len())?;
        for place in std::mem::take(&mut self.places) {
            match place {
                Some(place) => self.place(place),
                None => self.bytes.extend(b"0000000000 65535 f \n"),
            }
        }
        self.bytes.extend(b"trailer\n");
        dictionary(trailer, &mut self.bytes);
        write!(self.bytes, " \nstartxref\n{start}\n%%EOF")?;
        Ok(self.bytes)
    }

    /// A line of that table: ten digits, whatever the place.
    fn place(&mut self, place: usize) {
        let mut line = *b"0000000000 00000 n \n";
        let mut rest = place;
        for digit in line.iter_mut().take(10).rev() {
            *digit += (rest % 10) as u8;
            rest /= 10;
        }
        self.bytes.extend(line);
    }
}

/// Writes a value (7.3).
fn value(value: &Object, out: &mut Vec<u8>) {
    match value {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => out.extend(if *value { &b"true"[..] } else { b"false" }),
        Object::Integer(value) => {
            if *value < 0 {
                out.push(b'-');
            }
            stream::integer(value.unsigned_abs(), out);
        }
        Object::Real(value) if *value == 0.0 && value.is_sign_negative() => out.extend(b"-0"),
        Object::Real(value) => stream::number(*value, out),
        Object::Name(bytes) => name(bytes, out),
        Object::String(bytes, StringFormat::Literal) => literal(bytes, out),
        Object::String(bytes, StringFormat::Hexadecimal) => hexadecimal(bytes, out),
        Object::Array(values) => {
            out.push(b'[');
            for (index, one) in values.iter().enumerate() {
                if index > 0 {
                    separate(one, out);
                }
                self::value(one, out);
            }
            out.push(b']');
        }
        Object::Dictionary(entries) => dictionary(entries, out),
        // a stream is an object of its own; inside a value its dictionary is all that could stand
        Object::Stream(stream) => dictionary(&stream.dict, out),
        Object::Reference(id) => reference(*id, b"R", out),
    }
}

fn dictionary(entries: &Dictionary, out: &mut Vec<u8>) {
    out.extend(b"<<");
    for (key, value) in entries {
        name(key, out);
        separate(value, out);
        self::value(value, out);
    }
    out.extend(b">>");
}

/// A space before a value that does not begin with a delimiter.
fn separate(value: &Object, out: &mut Vec<u8>) {
    let bare = matches!(
        value,
        Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_)
    );
    if bare {
        out.push(b' ');
    }
}

/// Writes a name; white space, delimiters and what is not ASCII by its number (7.3.5).
fn name(name: &[u8], out: &mut Vec<u8>) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            out.push(b'#');
            stream::two_digits(*byte, out);
        }
    }
}

fn reference((number, generation): ObjectId, behind: &[u8], out: &mut Vec<u8>) {
    stream::integer(u64::from(number), out);
    out.push(b' ');
    stream::integer(u64::from(generation), out);
    out.push(b' ');
    out.extend(behind);
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::content::{Content, Operation};
    use lopdf::{Stream, dictionary};

    #[test]
    fn values_are_those_of_lopdf() {
        let literal = |text: &[u8]| Object::String(text.to_vec(), StringFormat::Literal);
        let mut all: Vec<Object> = [i64::MIN, -12, 0, 7, i64::MAX].map(Object::Integer).into();
        all.extend([-0.0, 0.0, -0.5, 12.345, 595.28, 1.0e9, -3.0e-5].map(Object::Real));
        all.extend([Object::Null, true.into(), false.into(), Object::Reference((1200, 3))]);
        all.extend(
            [&b""[..], b"Plain", b"a b", b"(#/%[]{}<>)", b"\x00\x7f\xff~!"].map(|name| Object::Name(name.to_vec())),
        );
        all.extend([&b""[..], b"a)(b\\\r", b"((x)", b"\xfe\xff\x04\x10"].map(literal));
        all.push(Object::String(b"\x00\x9a\xff".to_vec(), StringFormat::Hexadecimal));
        all.push(dictionary! { "Empty" => Dictionary::new(), "B#" => Vec::<Object>::new() }.into());
        let each: Vec<Object> = all.iter().flat_map(|one| [one.clone(), vec![one.clone()].into()]).collect();
        let mut entries = Dictionary::new();
        each.iter().enumerate().for_each(|(number, one)| entries.set(format!("K{number}"), one.clone()));
        all.extend([each.into(), entries.into()]);
        for one in all {
            let expected = Content { operations: vec![Operation::new("", vec![one.clone()])] }.encode().unwrap();
            let mut found = Vec::new();
            value(&one, &mut found);
            found.push(b' ');
            assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(&expected));
        }
    }

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

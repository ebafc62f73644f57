//! What the file says about itself: properties, XMP, output intent, language, viewer preferences, identifier.

use super::attach::Embedded;
use super::object::{name, text};
use super::{Fault, icc};
use crate::doc::Meta;
use crate::text::is_rtl_language;
use chrono::NaiveDate;
use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::fmt::Write;

/// Who made the file, in its properties.
const PRODUCER: &str = concat!("briefing ", env!("CARGO_PKG_VERSION"));
/// The colour space of everything painted.
const COLOURS: &str = "sRGB IEC61966-2.1";

/// The parts of the catalog that other steps have made.
#[derive(Debug)]
pub struct Parts {
    /// The root of the structure tree.
    pub structure: ObjectId,
    /// The root of the outline.
    pub outline: Option<ObjectId>,
    /// Embedded files.
    pub embedded: Option<Embedded>,
}

/// A date as PDF writes it. The time of day is always midnight: no clock is read.
pub fn pdf_date(date: NaiveDate) -> String {
    date.format("D:%Y%m%d000000Z").to_string()
}

/// Replaces the properties, sets the identifier and fills the catalog.
pub fn write(document: &mut Document, meta: &Meta, parts: Parts) -> Result<(), Fault> {
    properties(document, meta)?;
    let identifier = Object::String(identifier(meta).to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![identifier.clone(), identifier]);
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    let packet = xmp(meta, parts.embedded.is_some());
    let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.into_bytes());
    let packet = document.add_object(packet.with_compression(false));

    let catalog = document.catalog_mut()?;
    catalog.set("Metadata", packet);
    catalog.set("Lang", text(&meta.language));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", parts.structure);
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if is_rtl_language(&meta.language) {
        // pages side by side, too, are read from right to left
        preferences.set("Direction", "R2L");
    }
    catalog.set("ViewerPreferences", preferences);
    catalog.set("OutputIntents", vec![Object::Dictionary(output_intent(profile))]);
    if let Some(outline) = parts.outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    if let Some(embedded) = parts.embedded {
        catalog.set("AF", embedded.associated);
        catalog.set("Names", embedded.names);
    }
    Ok(())
}

/// The information dictionary, whole: printpdf's has a date of 1970 and keys of PDF/X.
fn properties(document: &mut Document, meta: &Meta) -> Result<(), Fault> {
    let id = document.trailer.get(b"Info").and_then(Object::as_reference)?;
    let mut entries = dictionary! {
        "Title" => text(&meta.title),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => text(&pdf_date(meta.date)),
        "ModDate" => text(&pdf_date(meta.date)),
    };
    let keywords = meta.keywords.join(", ");
    for (key, value) in [("Author", &meta.author), ("Subject", &meta.subject), ("Keywords", &keywords)] {
        if !value.is_empty() {
            entries.set(key, text(value));
        }
    }
    document.set_object(id, entries);
    Ok(())
}

fn output_intent(profile: ObjectId) -> lopdf::Dictionary {
    dictionary! {
        "Type" => "OutputIntent",
        "S" => name("GTS_PDFA1"),
        "OutputConditionIdentifier" => text(COLOURS),
        "Info" => text(COLOURS),
        "DestOutputProfile" => profile,
    }
}

/// Half of the digest of all that went in: as long as the identifiers that other writers make.
fn identifier(meta: &Meta) -> [u8; 16] {
    let (half, _) = meta.digest.split_first_chunk().unwrap_or((&[0; 16], &[]));
    *half
}

/// The same as an UUID of version 8 (RFC 9562): made by a rule of one's own.
fn uuid(meta: &Meta) -> String {
    let mut bytes = identifier(meta);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::from("uuid:");
    for (index, byte) in bytes.iter().enumerate() {
        let dash = if matches!(index, 4 | 6 | 8 | 10) { "-" } else { "" };
        // Writing to a string cannot fail.
        let _ = write!(text, "{dash}{byte:02x}");
    }
    text
}

/// The XMP packet: what the properties say, which standards the file follows, and, for PDF/A, what `pdfuaid` means.
/// PDF/A part 3 lets any file be embedded, part 2 none but PDF/A; a validator takes neither for the other.
fn xmp(meta: &Meta, embedded: bool) -> String {
    let mut packet = String::from(XMP_START);
    packet.push_str("<rdf:Description rdf:about=\"\"");
    for (prefix, address) in NAMESPACES {
        packet.push_str(&format!(" xmlns:{prefix}=\"{address}\""));
    }
    packet.push_str(">\n");
    let mut property = |name: &str, value: &str| packet.push_str(&format!("<{name}>{value}</{name}>\n"));
    property("dc:format", "application/pdf");
    property("dc:title", &alternative(&meta.title));
    property("dc:language", &format!("<rdf:Bag><rdf:li>{}</rdf:li></rdf:Bag>", escape(&meta.language)));
    if !meta.author.is_empty() {
        property("dc:creator", &format!("<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>", escape(&meta.author)));
    }
    if !meta.subject.is_empty() {
        property("dc:description", &alternative(&meta.subject));
    }
    if !meta.keywords.is_empty() {
        property("pdf:Keywords", &escape(&meta.keywords.join(", ")));
    }
    let date = meta.date.format("%Y-%m-%dT00:00:00Z").to_string();
    property("xmp:CreateDate", &date);
    property("xmp:ModifyDate", &date);
    property("xmp:CreatorTool", PRODUCER);
    property("pdf:Producer", PRODUCER);
    property("xmpMM:DocumentID", &uuid(meta));
    property("xmpMM:InstanceID", &uuid(meta));
    property("pdfaid:part", if embedded { "3" } else { "2" });
    property("pdfaid:conformance", "A");
    property("pdfuaid:part", "1");
    packet.push_str("</rdf:Description>\n");
    packet.push_str(EXTENSION_SCHEMA);
    packet.push_str(XMP_END);
    packet
}

/// A text that could be given in several languages.
fn alternative(text: &str) -> String {
    format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt>", escape(text))
}

/// `text` as XML content; control characters, which XML cannot hold, become spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

const NAMESPACES: [(&str, &str); 6] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
];

/// The packet's identifier is fixed by the XMP specification.
const XMP_START: &str = concat!(
    "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n",
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n",
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n",
);

const XMP_END: &str = "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";

/// PDF/A lets a packet use only schemas that it knows or that the packet explains (ISO 19005-2, 6.6.2.3).
const EXTENSION_SCHEMA: &str = r#"<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"#;

#[cfg(test)]
mod tests {
    use super::*;

    fn meta() -> Meta {
        Meta { title: "A < B & C\u{1}".into(), language: "en-GB".into(), ..Meta::default() }
    }

    #[test]
    fn xmp_is_escaped_and_names_its_part() {
        let packet = xmp(&meta(), false);
        assert!(packet.contains("A &lt; B &amp; C </rdf:li>"), "{packet}");
        assert!(packet.contains("<pdfaid:part>2</pdfaid:part>"));
        assert!(!packet.contains("dc:creator"), "what is empty is left out");
        assert!(xmp(&meta(), true).contains("<pdfaid:part>3</pdfaid:part>"));
    }

    #[test]
    fn the_identifier_follows_from_the_digest() {
        let meta = Meta { digest: [0xff; 32], ..meta() };
        assert_eq!(identifier(&meta), [0xff; 16]);
        assert_eq!(uuid(&meta), "uuid:ffffffff-ffff-8fff-bfff-ffffffffffff");
    }

    #[test]
    fn dates_are_midnight() {
        let date = NaiveDate::from_ymd_opt(2021, 2, 5).unwrap();
        assert_eq!(pdf_date(date), "D:20210205000000Z");
    }
}

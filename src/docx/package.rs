//! The package: the parts, their types, their relations, in a ZIP archive without a clock.

use super::archive::Archive;
use super::xml::Xml;

/// The name space of relations between parts.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What a part leads to: other parts and addresses.
#[derive(Default)]
pub(super) struct Relations(Vec<(String, String, bool)>);

impl Relations {
    /// The id of a relation to another part: its kind and its name, seen from the folder `word`.
    pub(super) fn part(&mut self, kind: &str, name: &str) -> String {
        self.add(kind, name, false)
    }

    /// The id of a relation to an address.
    pub(super) fn address(&mut self, address: &str) -> String {
        self.add("hyperlink", address, true)
    }

    fn add(&mut self, kind: &str, target: &str, outside: bool) -> String {
        let known = self.0.iter().position(|known| known.0 == kind && known.1 == target);
        let index = known.unwrap_or_else(|| {
            self.0.push((kind.to_owned(), target.to_owned(), outside));
            self.0.len() - 1
        });
        format!("rId{}", index + 1)
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The part that holds them.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut xml = Xml::part();
        xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
        for (index, (kind, target, outside)) in self.0.iter().enumerate() {
            let (id, kind) = (format!("rId{}", index + 1), format!("{RELATIONS}/{kind}"));
            let mut attributes = vec![("Id", id.as_str()), ("Type", &kind), ("Target", target)];
            if *outside {
                attributes.push(("TargetMode", "External"));
            }
            xml.empty("Relationship", &attributes);
        }
        xml.finish()
    }
}

/// The relations of the package itself.
pub(super) fn root() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))]);
    let own = format!("{PACKAGE}/relationships/metadata/core-properties");
    for (id, kind, target) in [
        ("rId1", format!("{RELATIONS}/officeDocument"), "word/document.xml"),
        ("rId2", own, "docProps/core.xml"),
        ("rId3", format!("{RELATIONS}/extended-properties"), "docProps/app.xml"),
    ] {
        xml.empty("Relationship", &[("Id", id), ("Type", &kind), ("Target", target)]);
    }
    xml.finish()
}

/// What type each part has, by its name.
pub(super) fn types(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))]);
    for (extension, kind) in [
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("svg", "image/svg+xml"),
    ] {
        xml.empty("Default", &[("Extension", extension), ("ContentType", kind)]);
    }
    for (name, _) in parts {
        let kind = match name.as_str() {
            "word/document.xml" => format!("{WORD}.document.main+xml"),
            "word/theme/theme1.xml" => "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
            "docProps/core.xml" => "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
            "docProps/app.xml" => "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
            other => {
                let Some(name) = other.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml")) else {
                    continue;
                };
                format!("{WORD}.{}+xml", name.trim_end_matches(|letter: char| letter.is_ascii_digit()))
            }
        };
        xml.empty("Override", &[("PartName", &format!("/{name}")), ("ContentType", &kind)]);
    }
    xml.finish()
}

/// The archive of the parts, in their order.
pub(super) fn zip(parts: Vec<(String, Vec<u8>)>) -> Option<Vec<u8>> {
    let mut archive = Archive::new(parts.iter().map(|(_, bytes)| bytes.len()).sum());
    for (name, bytes) in parts {
        // pictures are deflated already
        archive.add(&name, &bytes, !name.ends_with(".png"))?;
    }
    archive.finish()
}

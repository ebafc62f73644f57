//! The parts that say what the document is and how Word treats it.

use super::script::Kind;
use super::xml::Xml;
use crate::doc::{Meta, Style};
use crate::theme::Theme;

/// `docProps/core.xml`: title, author, language, key words, and the document's own date. Nobody's name stands in it but
/// the organisation's.
pub(super) fn core(meta: &Meta) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.element("dc:title", &[], &meta.title);
    if !meta.subject.is_empty() {
        xml.element("dc:subject", &[], &meta.subject);
    }
    xml.element("dc:creator", &[], &meta.author);
    if !meta.keywords.is_empty() {
        xml.element("cp:keywords", &[], &meta.keywords.join(", "));
    }
    xml.element("cp:lastModifiedBy", &[], &meta.author);
    let date = format!("{}T00:00:00Z", meta.date);
    xml.element("dcterms:created", &[("xsi:type", "dcterms:W3CDTF")], &date);
    xml.element("dcterms:modified", &[("xsi:type", "dcterms:W3CDTF")], &date);
    xml.element("dc:language", &[], &meta.language);
    xml.finish()
}

/// `docProps/app.xml`.
pub(super) fn application() -> Vec<u8> {
    let mut xml = Xml::part();
    let properties = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.open("Properties", &[("xmlns", properties)]);
    xml.element("Application", &[], "briefing");
    xml.finish()
}

/// `word/settings.xml`.
pub(super) fn settings(theme: &Theme, language: &str, base: Kind) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:settings", &[("xmlns:w", super::WORD)]);
    xml.value("w:defaultTabStop", "567");
    if theme.style(Style::Body).hyphenate {
        xml.empty("w:autoHyphenation", &[]);
        xml.value("w:consecutiveHyphenLimit", "2");
    }
    xml.value("w:characterSpacingControl", "doNotCompress");
    xml.open("w:footnotePr", &[]);
    xml.empty("w:footnote", &[("w:id", "-1")]);
    xml.empty("w:footnote", &[("w:id", "0")]);
    xml.close();
    xml.open("w:endnotePr", &[]);
    xml.value("w:numFmt", "decimal");
    xml.empty("w:endnote", &[("w:id", "-1")]);
    xml.empty("w:endnote", &[("w:id", "0")]);
    xml.close();
    xml.open("w:compat", &[]);
    // a line that ends by hand is not pulled to the margin
    xml.empty("w:doNotExpandShiftReturn", &[]);
    let office = "http://schemas.microsoft.com/office/word";
    xml.empty("w:compatSetting", &[("w:name", "compatibilityMode"), ("w:uri", office), ("w:val", "15")]);
    xml.close();
    xml.empty("w:themeFontLang", &super::styles::languages(language, base));
    xml.value("w:decimalSymbol", ".");
    xml.value("w:listSeparator", ",");
    xml.finish()
}

/// `word/fontTable.xml`.
pub(super) fn fonts(named: Option<&str>) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:fonts", &[("xmlns:w", super::WORD)]);
    let known = [("Times New Roman", "roman"), ("Arial", "swiss"), ("SimSun", "auto")];
    let other = named.filter(|named| known.iter().all(|(name, _)| name != named)).map(|named| (named, "auto"));
    for (name, family) in known.into_iter().chain(other) {
        xml.open("w:font", &[("w:name", name)]);
        xml.value("w:family", family);
        xml.value("w:pitch", "variable");
        xml.close();
    }
    xml.finish()
}

/// `word/theme/theme1.xml`: the colours under Word's names, so that an editor finds them in the palette.
pub(super) fn theme(theme: &Theme, face: Option<&str>) -> Vec<u8> {
    let colors = &theme.colors;
    let hex = super::styles::hex;
    let mut xml = Xml::part();
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
    xml.open("a:theme", &[("xmlns:a", drawing), ("name", "Briefing")]);
    xml.open("a:themeElements", &[]);
    xml.open("a:clrScheme", &[("name", "Briefing")]);
    for (name, color) in [
        ("a:dk1", hex(colors.ink)),
        ("a:lt1", "FFFFFF".to_owned()),
        ("a:dk2", hex(colors.grey)),
        ("a:lt2", hex(colors.tint)),
        ("a:accent1", hex(colors.accent)),
        ("a:accent2", hex(colors.signal)),
        ("a:accent3", hex(colors.series)),
        ("a:accent4", hex(colors.highlight)),
        ("a:accent5", hex(colors.hairline)),
        ("a:accent6", hex(colors.field)),
        ("a:hlink", hex(colors.accent)),
        ("a:folHlink", hex(colors.accent)),
    ] {
        xml.open(name, &[]);
        xml.empty("a:srgbClr", &[("val", &color)]);
        xml.close();
    }
    xml.close();
    xml.open("a:fontScheme", &[("name", "Briefing")]);
    for (name, style) in [("a:majorFont", Style::Heading1), ("a:minorFont", Style::Body)] {
        xml.open(name, &[]);
        xml.empty("a:latin", &[("typeface", super::styles::face(theme.style(style).text.family, face))]);
        xml.empty("a:ea", &[("typeface", "")]);
        xml.empty("a:cs", &[("typeface", "")]);
        xml.close();
    }
    xml.close();
    formats(&mut xml);
    xml.finish()
}

/// Three of each: Word asks for them and nothing here uses them.
fn formats(xml: &mut Xml) {
    let solid = |xml: &mut Xml| {
        xml.open("a:solidFill", &[]);
        xml.empty("a:schemeClr", &[("val", "phClr")]);
        xml.close();
    };
    xml.open("a:fmtScheme", &[("name", "Briefing")]);
    for name in ["a:fillStyleLst", "a:lnStyleLst", "a:effectStyleLst", "a:bgFillStyleLst"] {
        xml.open(name, &[]);
        for _ in 0..3 {
            match name {
                "a:lnStyleLst" => {
                    xml.open("a:ln", &[]);
                    solid(xml);
                    xml.close();
                }
                "a:effectStyleLst" => {
                    xml.open("a:effectStyle", &[]);
                    xml.empty("a:effectLst", &[]);
                    xml.close();
                }
                _ => solid(xml),
            }
        }
        xml.close();
    }
    xml.close();
}

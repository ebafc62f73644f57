//! The styles: those of the theme, under Word's own names where it has them, so that headings are headings and a
//! reader's own styles take their place.

use super::script::Kind;
use super::xml::{Attribute, Xml};
use crate::doc::Style;
use crate::page::Color;
use crate::profile::Spacing;
use crate::text::{Align, Family, TextStyle, Weight};
use crate::theme::{StyleRule, Theme};

/// How much smaller the type of tables with many columns is.
pub(super) const SMALL: f32 = 0.8;
/// Twentieths of a point, in which Word measures.
pub(super) const TWIPS: f32 = 20.0;

/// A paragraph style: Word's id and name, the look it has, and whether the name is our own.
struct Named {
    id: &'static str,
    name: &'static str,
    look: Style,
    own: bool,
}

const fn known(id: &'static str, name: &'static str, look: Style) -> Named {
    Named { id, name, look, own: false }
}

const fn own(id: &'static str, name: &'static str, look: Style) -> Named {
    Named { id, name, look, own: true }
}

const STYLES: &[Named] = &[
    known("Normal", "Normal", Style::Body),
    known("BodyText", "Body Text", Style::Body),
    own("NumberedParagraph", "Numbered Paragraph", Style::Body),
    known("Title", "Title", Style::Title),
    known("Subtitle", "Subtitle", Style::Subtitle),
    own("Submitters", "Submitters", Style::Submitters),
    known("Heading1", "heading 1", Style::Heading1),
    known("Heading2", "heading 2", Style::Heading2),
    known("Heading3", "heading 3", Style::Heading3),
    known("ListParagraph", "List Paragraph", Style::ListText),
    known("Quote", "Quote", Style::Quotation),
    known("Caption", "caption", Style::CaptionTitle),
    known("FootnoteText", "footnote text", Style::Note),
    known("EndnoteText", "endnote text", Style::Note),
    known("Bibliography", "Bibliography", Style::Reference),
    known("TOCHeading", "TOC Heading", Style::Heading1),
    known("TOC1", "toc 1", Style::ContentsLine),
    known("TOC2", "toc 2", Style::ContentsLine),
    known("TOC3", "toc 3", Style::ContentsLine),
    known("TableofFigures", "table of figures", Style::ContentsLine),
    known("Header", "header", Style::Furniture),
    known("Footer", "footer", Style::Furniture),
    own("Classification", "Classification", Style::Classification),
    own("CoverKicker", "Cover Kicker", Style::CoverKicker),
    own("CoverTitle", "Cover Title", Style::CoverTitle),
    own("CoverSubtitle", "Cover Subtitle", Style::CoverSubtitle),
    own("CoverImprint", "Cover Imprint", Style::CoverImprint),
    own("Kicker", "Kicker", Style::Kicker),
    own("Attribution", "Attribution", Style::Attribution),
    own("BoxHeading", "Box Heading", Style::BoxHeading),
    own("BoxText", "Box Text", Style::BoxText),
    own("KeyBound", "Key Figure Bound", Style::KeyBound),
    own("KeyValue", "Key Figure", Style::KeyValue),
    own("KeyValueSignal", "Key Figure Set Off", Style::KeyValueSignal),
    own("KeyLabel", "Key Figure Label", Style::KeyLabel),
    own("CaptionSubtitle", "Caption Subtitle", Style::CaptionSubtitle),
    own("SourceLine", "Source Line", Style::SourceLine),
    own("TableNote", "Table Note", Style::SourceLine),
    own("TableHead", "Table Head", Style::TableHead),
    own("TableCell", "Table Cell", Style::TableCell),
    own("TableHeadSmall", "Table Head Small", Style::TableHead),
    own("TableCellSmall", "Table Cell Small", Style::TableCell),
    own("Addressee", "Addressee", Style::Addressee),
    own("Recommendation", "Recommendation", Style::Recommendation),
    own("About", "About", Style::About),
    own("FigureImage", "Figure Image", Style::SourceLine),
];

/// The id of the paragraph style that shows a look.
pub(super) fn id(look: Style) -> &'static str {
    match look {
        // numbers and labels of captions stand in their paragraphs
        Style::CaptionLabel => "Caption",
        Style::Number | Style::Body => "BodyText",
        _ => STYLES.iter().find(|named| named.look == look).map_or("BodyText", |named| named.id),
    }
}

/// The face of a family: one that every office has, for a face that the reader lacks is replaced by one that nobody chose.
/// `named` is that which the body asks for.
pub(super) fn face(family: Family, named: Option<&str>) -> &str {
    named.unwrap_or(match family {
        Family::Serif => "Times New Roman",
        Family::Sans => "Arial",
    })
}

/// The six digits of a colour.
pub(super) fn hex(color: Color) -> String {
    format!("{:02X}{:02X}{:02X}", color.r, color.g, color.b)
}

/// Points in half points, as Word has sizes.
fn half_points(points: f32) -> String {
    ((points * 2.0).round() as u32).to_string()
}

/// The size of a style's text in points, as it is here.
pub(super) fn size(theme: &Theme, style: Style) -> f32 {
    theme.style(style).text.size
}

fn twips(points: f32) -> String {
    ((points * TWIPS).round() as i32).to_string()
}

/// What styles depend on beside the theme.
#[derive(Debug, Clone, Copy)]
pub(super) struct How<'a> {
    /// Whether headings are numbered.
    pub(super) numbered_headings: bool,
    /// How far numbered paragraphs are indented.
    pub(super) side: u32,
    /// Whether there is bold, italic and underlined text.
    pub(super) emphasis: bool,
    /// The face of all text, where the body asks for one.
    pub(super) face: Option<&'a str>,
    /// From line to line, where the body asks for that.
    pub(super) spacing: Option<Spacing>,
}

/// The part `styles.xml`.
pub(super) fn write(theme: &Theme, language: &str, base: Kind, how: How<'_>) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.open("w:styles", &[("xmlns:w", super::WORD)]);
    defaults(&mut xml, theme, language, (base, how));
    for named in STYLES {
        paragraph(&mut xml, theme, named, (base, how));
    }
    characters(&mut xml, theme, how);
    tables(&mut xml, theme);
    xml.finish()
}

fn defaults(xml: &mut Xml, theme: &Theme, language: &str, (base, how): (Kind, How<'_>)) {
    let text = theme.style(Style::Body).text;
    xml.open("w:docDefaults", &[]);
    xml.open("w:rPrDefault", &[]);
    xml.open("w:rPr", &[]);
    fonts(xml, face(text.family, how.face));
    let size = half_points(text.size);
    xml.value("w:sz", &size);
    xml.value("w:szCs", &size);
    xml.empty("w:lang", &languages(language, base));
    xml.close();
    xml.close();
    xml.open("w:pPrDefault", &[]);
    xml.open("w:pPr", &[]);
    xml.close();
    xml.close();
    xml.close();
}

/// The three languages of text without one of its own.
pub(super) fn languages(language: &str, base: Kind) -> [Attribute<'_>; 3] {
    let of = |kind: Kind, other| if base == kind { language } else { other };
    [
        ("w:val", of(Kind::Western, "en-GB")),
        ("w:eastAsia", of(Kind::EastAsian, "zh-CN")),
        ("w:bidi", of(Kind::RightToLeft, "ar-SA")),
    ]
}

fn fonts(xml: &mut Xml, face: &str) {
    xml.empty("w:rFonts", &[("w:ascii", face), ("w:hAnsi", face), ("w:eastAsia", "SimSun"), ("w:cs", face)]);
}

fn paragraph(xml: &mut Xml, theme: &Theme, named: &Named, (base, how): (Kind, How<'_>)) {
    let How { numbered_headings, side, .. } = how;
    let rule = theme.style(named.look);
    let mut attributes = vec![("w:type", "paragraph")];
    if named.id == "Normal" {
        attributes.push(("w:default", "1"));
    }
    if named.own {
        attributes.push(("w:customStyle", "1"));
    }
    attributes.push(("w:styleId", named.id));
    xml.open("w:style", &attributes);
    xml.value("w:name", named.name);
    if named.id != "Normal" {
        xml.value("w:basedOn", "Normal");
    }
    xml.empty("w:qFormat", &[]);
    xml.open("w:pPr", &[]);
    if rule.keep_with_next || named.id == "Caption" {
        xml.empty("w:keepNext", &[]);
    }
    let heading = ["Heading1", "Heading2", "Heading3"].iter().position(|id| *id == named.id);
    if heading.is_some() {
        xml.empty("w:keepLines", &[]);
    }
    let list = match (heading, named.id) {
        (Some(level), _) => numbered_headings.then_some((level, super::numbers::HEADINGS)),
        (None, "NumberedParagraph") => Some((0, super::numbers::PARAGRAPHS)),
        _ => None,
    };
    if let Some((level, list)) = list {
        numbering(xml, level, list);
    }
    if named.id == "Quote" && theme.shapes.quotation_bar > 0.0 {
        xml.open("w:pBdr", &[]);
        let color = hex(theme.colors.accent);
        let side = if base == Kind::RightToLeft { "w:right" } else { "w:left" };
        xml.empty(side, &[("w:val", "single"), ("w:sz", "18"), ("w:space", "10"), ("w:color", &color)]);
        xml.close();
    }
    if !rule.hyphenate {
        xml.empty("w:suppressAutoHyphens", &[]);
    }
    if base == Kind::RightToLeft {
        xml.empty("w:bidi", &[]);
    }
    spacing(xml, theme, &rule, (named.id, how.spacing));
    indent(xml, theme, named.id, side);
    // said for each, since all are based on the body's; the start of a line is called left in both directions
    xml.value("w:jc", if rule.align == Align::Justify { "both" } else { "left" });
    if let Some(level) = heading {
        xml.value("w:outlineLvl", &level.to_string());
    }
    xml.close();
    letters(xml, theme, named, how);
    xml.close();
}

/// The look of a style's letters.
fn letters(xml: &mut Xml, theme: &Theme, named: &Named, how: How<'_>) {
    let mut text = theme.style(named.look).text;
    // the cover has no coloured field here
    if text.color == theme.colors.on_field {
        text.color = theme.colors.accent;
    }
    if !how.emphasis {
        (text.weight, text.italic) = (Weight::Regular, false);
    }
    // tables with many columns
    let smaller = if named.id.ends_with("Small") { SMALL } else { 1.0 };
    xml.open("w:rPr", &[]);
    look(xml, &text, smaller, how.face);
    xml.close();
}

/// The list that a paragraph belongs to.
pub(super) fn numbering(xml: &mut Xml, level: usize, list: u32) {
    xml.open("w:numPr", &[]);
    xml.value("w:ilvl", &level.to_string());
    xml.value("w:numId", &list.to_string());
    xml.close();
}

fn spacing(xml: &mut Xml, theme: &Theme, rule: &StyleRule, (id, lines): (&str, Option<Spacing>)) {
    // what layout gives around blocks, and a list of paragraphs does not know
    let (above, below) = match id {
        "TableHead" | "TableCell" | "TableHeadSmall" | "TableCellSmall" => {
            (theme.shapes.cell_padding, theme.shapes.cell_padding)
        }
        "SourceLine" => (3.0, theme.shapes.float_gap / 2.0),
        "Caption" => (theme.shapes.float_gap, 2.0),
        "BoxHeading" => (12.0, 0.0),
        "Attribution" => (0.0, 8.0),
        "KeyValue" | "KeyValueSignal" => (6.0, 0.0),
        _ => (0.0, 0.0),
    };
    let (before, after) = (twips(rule.before.max(above)), twips(rule.after.max(below)));
    // a line of Word's own is 240, whatever the size of its letters
    const LINE: f32 = 240.0;
    let (line, by) = match lines {
        Some(lines) => (((lines.lines() * LINE).round() as u32).to_string(), "auto"),
        None => (twips(rule.leading), "atLeast"),
    };
    xml.empty("w:spacing", &[("w:before", &before), ("w:after", &after), ("w:line", &line), ("w:lineRule", by)]);
}

fn indent(xml: &mut Xml, theme: &Theme, id: &str, side: u32) {
    let (left, right, hanging) = match id {
        "Quote" | "Attribution" => {
            let indent = (theme.shapes.quotation_indent.max(14.0) * TWIPS) as u32;
            (indent, if id == "Quote" { indent } else { 0 }, 0)
        }
        "NumberedParagraph" => (side, 0, side),
        "TOC2" => (super::numbers::INDENT, 0, 0),
        "TOC3" => (2 * super::numbers::INDENT, 0, 0),
        _ => return,
    };
    let (left, right, hanging) = (left.to_string(), right.to_string(), hanging.to_string());
    xml.empty("w:ind", &[("w:left", &left), ("w:right", &right), ("w:hanging", &hanging)]);
}

fn look(xml: &mut Xml, text: &TextStyle, scale: f32, named: Option<&str>) {
    fonts(xml, face(text.family, named));
    if text.weight != Weight::Regular {
        xml.empty("w:b", &[]);
        xml.empty("w:bCs", &[]);
    }
    if text.italic {
        xml.empty("w:i", &[]);
        xml.empty("w:iCs", &[]);
    }
    if text.small_caps {
        xml.empty("w:smallCaps", &[]);
    }
    xml.value("w:color", &hex(text.color));
    let size = half_points(text.size * scale);
    xml.value("w:sz", &size);
    xml.value("w:szCs", &size);
}

fn characters(xml: &mut Xml, theme: &Theme, how: How<'_>) {
    xml.open("w:style", &[("w:type", "character"), ("w:default", "1"), ("w:styleId", "DefaultParagraphFont")]);
    xml.value("w:name", "Default Paragraph Font");
    xml.value("w:uiPriority", "1");
    xml.empty("w:semiHidden", &[]);
    xml.close();
    xml.open("w:style", &[("w:type", "character"), ("w:styleId", "Hyperlink")]);
    xml.value("w:name", "Hyperlink");
    xml.open("w:rPr", &[]);
    xml.value("w:color", &hex(theme.colors.accent));
    if how.emphasis {
        xml.value("w:u", "single");
    }
    xml.close();
    xml.close();
    xml.open("w:style", &[("w:type", "character"), ("w:customStyle", "1"), ("w:styleId", "KeyBoundText")]);
    xml.value("w:name", "Key Figure Bound Text");
    xml.open("w:rPr", &[]);
    look(xml, &theme.style(Style::KeyBound).text, 1.0, how.face);
    xml.close();
    xml.close();
    for (id, name, own) in [
        ("FootnoteReference", "footnote reference", false),
        ("EndnoteReference", "endnote reference", false),
        ("TableNoteReference", "Table Note Reference", true),
    ] {
        let mut attributes = vec![("w:type", "character")];
        if own {
            attributes.push(("w:customStyle", "1"));
        }
        attributes.push(("w:styleId", id));
        xml.open("w:style", &attributes);
        xml.value("w:name", name);
        xml.open("w:rPr", &[]);
        xml.value("w:vertAlign", "superscript");
        xml.close();
        xml.close();
    }
}

fn tables(xml: &mut Xml, theme: &Theme) {
    xml.open("w:style", &[("w:type", "table"), ("w:default", "1"), ("w:styleId", "TableNormal")]);
    xml.value("w:name", "Normal Table");
    xml.open("w:tblPr", &[]);
    xml.empty("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")]);
    xml.open("w:tblCellMar", &[]);
    for (side, width) in [("w:top", "0"), ("w:left", "80"), ("w:bottom", "0"), ("w:right", "80")] {
        xml.empty(side, &[("w:w", width), ("w:type", "dxa")]);
    }
    xml.close();
    xml.close();
    xml.close();
    xml.open("w:style", &[("w:type", "table"), ("w:customStyle", "1"), ("w:styleId", "BriefingTable")]);
    xml.value("w:name", "Briefing Table");
    xml.value("w:basedOn", "TableNormal");
    xml.open("w:tblPr", &[]);
    xml.open("w:tblBorders", &[]);
    let (ink, hairline) = (hex(theme.colors.ink), hex(theme.colors.hairline));
    for (side, size, color) in [("w:top", "8", &ink), ("w:bottom", "8", &ink), ("w:insideH", "4", &hairline)] {
        xml.empty(side, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", color)]);
    }
    xml.close();
    xml.close();
    xml.close();
}

//! A paragraph with its properties, in the order in which Word wants them.

use super::styles;
use super::xml::Xml;
use crate::page::Color;

/// What a body is made of.
pub(super) enum Piece {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table, whole.
    Table(Vec<u8>),
    /// What stood before ends a section of pages, which are such sheets.
    Section(super::section::Sheet),
}

/// A paragraph. What is not said is as its style has it.
#[derive(Default)]
pub(super) struct Paragraph {
    /// The id of its style.
    pub(super) style: &'static str,
    /// Whether it stays on the page of the next one.
    pub(super) keep_next: bool,
    /// Whether it begins a page.
    pub(super) page_break: bool,
    /// Its list: level and number.
    pub(super) list: Option<(usize, u32)>,
    /// A rule above it.
    pub(super) above: Option<Rule>,
    /// A rule below it.
    pub(super) below: Option<Rule>,
    /// The least space above it, in twentieths of a point, where its style has less.
    pub(super) before: Option<u32>,
    /// Where a line with tabs stops: at the middle, at the end, or at an indent.
    pub(super) tabs: Vec<(&'static str, u32)>,
    /// Its indent and how far its first line hangs before that, in twentieths of a point.
    pub(super) indent: Option<(u32, u32)>,
    /// Whether it runs from right to left, where not as its style says.
    pub(super) bidi: Option<bool>,
    /// How it stands, where not as its style says.
    pub(super) align: Option<&'static str>,
    /// Its level in the outline, from 0.
    pub(super) outline: Option<u8>,
    /// What ends a section of pages here, written.
    pub(super) section: Option<Vec<u8>>,
    /// Its runs, written.
    pub(super) runs: Vec<u8>,
}

/// A rule above or below a paragraph.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rule {
    /// Its width in points.
    pub(super) width: f32,
    /// From it to the text, in points.
    pub(super) gap: f32,
    /// Its colour.
    pub(super) color: Color,
}

impl Paragraph {
    /// A paragraph of this style with these runs.
    pub(super) fn new(style: &'static str, runs: Vec<u8>) -> Self {
        Paragraph { style, runs, ..Paragraph::default() }
    }

    /// Writes it.
    pub(super) fn write(&self, xml: &mut Xml) {
        xml.open("w:p", &[]);
        xml.open("w:pPr", &[]);
        xml.value("w:pStyle", self.style);
        if self.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if self.page_break {
            xml.empty("w:pageBreakBefore", &[]);
        }
        if let Some((level, number)) = self.list {
            styles::numbering(xml, level, number);
        }
        if self.above.is_some() || self.below.is_some() {
            xml.open("w:pBdr", &[]);
            rule(xml, "w:top", self.above);
            rule(xml, "w:bottom", self.below);
            xml.close();
        }
        if !self.tabs.is_empty() {
            xml.open("w:tabs", &[]);
            for (kind, place) in &self.tabs {
                xml.empty("w:tab", &[("w:val", kind), ("w:pos", &place.to_string())]);
            }
            xml.close();
        }
        if let Some(bidi) = self.bidi {
            xml.value("w:bidi", if bidi { "1" } else { "0" });
        }
        if let Some(before) = self.before {
            xml.empty("w:spacing", &[("w:before", &before.to_string())]);
        }
        if let Some((left, hanging)) = self.indent {
            let (left, hanging) = (left.to_string(), hanging.to_string());
            xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &hanging)]);
        }
        if let Some(align) = self.align {
            xml.value("w:jc", align);
        }
        if let Some(level) = self.outline {
            xml.value("w:outlineLvl", &level.to_string());
        }
        if let Some(section) = &self.section {
            xml.append(section);
        }
        xml.close();
        xml.append(&self.runs);
        xml.close();
    }
}

fn rule(xml: &mut Xml, side: &'static str, rule: Option<Rule>) {
    let Some(rule) = rule else { return };
    // eighths of a point, at least a quarter of one
    let width = ((rule.width * 8.0).round() as u32).max(2).to_string();
    let gap = (rule.gap.round() as u32).min(31).to_string();
    let color = styles::hex(rule.color);
    xml.empty(side, &[("w:val", "single"), ("w:sz", &width), ("w:space", &gap), ("w:color", &color)]);
}

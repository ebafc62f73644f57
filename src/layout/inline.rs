//! Running text to lines that are boxes of the vertical list, with links, note marks and the findings of shaping.

use super::flow::Flow;
use super::vertical::{INSIDE_WORD, Owned, Owner, PendingLink, VBox};
use crate::diag::Span;
use crate::doc::{Inline, NoteId, NotePlace, PageReference, Style, Words};
use crate::page::{ElementId, Item, Rect, Role, Target};
use crate::text::{
    Align, Breaking, Line, Missing, Piece, Set, Setting, Shaped, TextRun, TextStyle, Weight, Widths, is_letter,
    is_rtl_language,
};
use crate::theme::StyleRule;
use std::sync::Arc;

/// How and where a text is set.
#[derive(Clone, Copy)]
pub(super) struct Placement {
    /// Its look.
    pub rule: StyleRule,
    /// Its left edge.
    pub x: f32,
    /// Its measure.
    pub width: f32,
    /// Whose content it is.
    pub element: ElementId,
    /// How lines stand, where not as the style has it.
    pub align: Option<Align>,
}

/// What a run is, found again by its tag.
enum Tag {
    Words,
    Link { target: Target, contents: String },
    Mark(NoteId),
}

/// A text ready to be shaped: runs that borrow nothing.
pub(super) struct Prepared {
    runs: Vec<(String, TextStyle, Option<Arc<str>>)>,
    tags: Vec<Tag>,
    origins: Vec<Option<Span>>,
    /// Whether the paragraph runs from right to left.
    rtl: bool,
}

/// Opens and closes a stretch whose direction its own first letter decides (UAX 9, FSI and PDI): a name or title in
/// another script does not turn round what stands beside it. They are never painted.
const ISOLATE: (&str, &str) = ("\u{2068}", "\u{2069}");

/// Stands for the number of a page before the document was laid out once.
const UNKNOWN_PAGE: &str = "00";

/// A paragraph all in a language that is written from right to left is set so, whatever the document's.
fn is_rtl(flow: &Flow<'_>, text: &[Inline]) -> bool {
    let mut words = text.iter().filter_map(|inline| match inline {
        Inline::Text(words) => Some(words.language.as_deref()),
        Inline::NoteMark(_) | Inline::Page(_) | Inline::Break => None,
    });
    match words.next().flatten() {
        Some(first) if words.all(|language| language == Some(first)) => is_rtl_language(first),
        _ => flow.setup.rtl,
    }
}

/// Whether a text has letters that run from right to left: Hebrew, Arabic and their neighbours.
fn has_rtl(text: &str) -> bool {
    text.chars()
        .any(|letter| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
}

/// Whether a text has letters that run from left to right. Digits and punctuation have no such side: a bracket alone must
/// turn with the text around it.
fn has_ltr(text: &str) -> bool {
    text.chars().any(|letter| is_letter(letter) && !has_rtl(letter.encode_utf8(&mut [0; 4])))
}

/// A text in an isolate. The quotation marks around it follow the line that they stand in, and stay outside.
fn isolated(text: &str) -> String {
    let (before, inner, after) = quoted(text);
    format!("{before}{}{inner}{}{after}", ISOLATE.0, ISOLATE.1)
}

/// A text without the quotation marks of a right-to-left language around it, and these.
fn quoted(text: &str) -> (&str, &str, &str) {
    let pair = text.strip_prefix('«').and_then(|rest| rest.strip_suffix('»'));
    match pair.filter(|inner| !inner.contains(['«', '»'])) {
        Some(inner) => ("«", inner, "»"),
        None => ("", text, ""),
    }
}

/// Lists the runs of a text.
pub(super) fn prepare(flow: &Flow<'_>, text: &[Inline], base: TextStyle) -> Prepared {
    let mut prepared = Prepared { runs: Vec::new(), tags: Vec::new(), origins: Vec::new(), rtl: is_rtl(flow, text) };
    let mut after_mark = false;
    for inline in text {
        match inline {
            Inline::Text(words) if words.small => {
                prepared.words(words, flow.setup.theme.style(Style::KeyBound).text);
            }
            Inline::Text(words) => prepared.words(words, base),
            Inline::Page(page) => prepared.page(flow, page, base),
            Inline::Break => prepared.push("\u{2028}".to_owned(), base, None, Tag::Words, None),
            Inline::NoteMark(note) => {
                let style = TextStyle { superscript: true, ..base };
                if after_mark {
                    prepared.push(",\u{a0}".to_owned(), style, None, Tag::Words, None);
                }
                let mark = flow.document.notes.get(note.0 as usize).map_or("?", |note| note.mark.as_str());
                // in a line from right to left the mark would join the digits of a number before it
                let mark = if prepared.rtl { format!("{}{mark}{}", ISOLATE.0, ISOLATE.1) } else { mark.to_owned() };
                prepared.push(mark, style, None, Tag::Mark(*note), None);
            }
        }
        after_mark = matches!(inline, Inline::NoteMark(_));
    }
    prepared
}

impl Prepared {
    fn words(&mut self, words: &Words, base: TextStyle) {
        let weight = if words.emphasis.bold { heavier(base.weight) } else { base.weight };
        let style = TextStyle { weight, italic: base.italic != words.emphasis.italic, ..base };
        let tag = match &words.link {
            Some(target) => Tag::Link { target: target.clone(), contents: words.text.clone() },
            None => Tag::Words,
        };
        let turned = if self.rtl { has_ltr(&words.text) && !has_rtl(&words.text) } else { has_rtl(&words.text) };
        let text = if turned { isolated(&words.text) } else { words.text.clone() };
        self.push(text, style, words.language.clone(), tag, words.origin);
    }

    /// The number of the page on which a place stood when the document was last laid out.
    fn page(&mut self, flow: &Flow<'_>, page: &PageReference, base: TextStyle) {
        let digits = &flow.document.meta.digits;
        let known = flow.pages.get(&page.anchor);
        let number = known.map_or_else(|| UNKNOWN_PAGE.to_owned(), |page| digits.print(page + 1));
        let weight = if page.emphasis.bold { heavier(base.weight) } else { base.weight };
        let style = TextStyle { weight, italic: base.italic != page.emphasis.italic, ..base };
        let tag = Tag::Link { target: Target::Anchor(page.anchor.clone()), contents: number.clone() };
        self.push(number, style, None, tag, page.origin);
    }

    fn push(&mut self, text: String, style: TextStyle, language: Option<Arc<str>>, tag: Tag, origin: Option<Span>) {
        self.runs.push((text, style, language));
        self.tags.push(tag);
        self.origins.push(origin);
    }

    fn runs(&self) -> Vec<TextRun<'_>> {
        self.runs
            .iter()
            .enumerate()
            .map(|(index, (text, style, language))| TextRun {
                text,
                style: *style,
                language: language.clone(),
                tag: index as u32,
            })
            .collect()
    }

    /// Shapes the text.
    pub fn shape(&self, flow: &Flow<'_>, hyphenate: bool) -> Shaped {
        flow.setup.fonts.shape(&self.runs(), Setting { rtl: self.rtl, ..setting(flow, hyphenate) })
    }

    /// How wide the text is.
    pub fn widths(&self, flow: &Flow<'_>, hyphenate: bool) -> Widths {
        flow.setup.fonts.widths(&self.runs(), Setting { rtl: self.rtl, ..setting(flow, hyphenate) })
    }

    /// Shapes the text and breaks it into lines.
    fn set(&self, flow: &Flow<'_>, hyphenate: bool, breaking: Breaking) -> Set {
        flow.setup.fonts.set(&self.runs(), Setting { rtl: self.rtl, ..setting(flow, hyphenate) }, breaking)
    }
}

/// What holds for the document's text.
pub(super) fn setting<'a>(flow: &Flow<'a>, hyphenate: bool) -> Setting<'a> {
    Setting { language: &flow.document.meta.language, rtl: flow.setup.rtl, hyphenate }
}

fn heavier(weight: Weight) -> Weight {
    match weight {
        Weight::Regular => Weight::Semibold,
        Weight::Semibold | Weight::Bold => Weight::Bold,
    }
}

/// From a line's top to its baseline: the face's height is centred in the leading.
pub(super) fn baseline(flow: &Flow<'_>, rule: StyleRule) -> f32 {
    let metrics = flow.setup.fonts.metrics(&rule.text);
    (rule.leading - metrics.ascent - metrics.descent) / 2.0 + metrics.ascent
}

/// Sets a text as lines.
pub(super) fn lines(flow: &mut Flow<'_>, text: &[Inline], placement: Placement) -> Vec<VBox> {
    for inline in text {
        if let Inline::Page(page) = inline {
            flow.cited_pages.entry(page.anchor.clone()).or_insert(page.origin);
        }
    }
    let prepared = prepare(flow, text, placement.rule.text);
    let align = placement.align.unwrap_or(placement.rule.align);
    let breaking = Breaking {
        measure: placement.width,
        align,
        fine: placement.rule.fine_spacing,
        hang: placement.rule.optical_margins && align == Align::Justify,
    };
    let set = prepared.set(flow, placement.rule.hyphenate, breaking);
    report_missing(flow, &set.missing, &prepared);
    place(flow, set.lines, &prepared, placement)
}

/// Sets a text as lines, as its style has them: those of a title are about as long as each other.
pub(super) fn styled(flow: &mut Flow<'_>, text: &[Inline], style: Style, placement: Placement) -> Vec<VBox> {
    let title = matches!(style, Style::Title | Style::CoverTitle);
    let placement = if title { balanced(flow, text, placement) } else { placement };
    lines(flow, text, placement)
}

/// The placement of a title in as many lines as it needs, but in the narrowest measure that needs no more of them.
fn balanced(flow: &Flow<'_>, text: &[Inline], placement: Placement) -> Placement {
    /// How near the narrowest measure is found, in points.
    const NEAR: f32 = 1.0;
    let shaped = prepare(flow, text, placement.rule.text).shape(flow, placement.rule.hyphenate);
    let align = placement.align.unwrap_or(placement.rule.align);
    let lines = |measure: f32| shaped.lines(measure, align).len();
    let wanted = lines(placement.width);
    if wanted < 2 || align == Align::Justify {
        return placement;
    }
    let (mut least, mut width) = (shaped.min_width().max(placement.width / 2.0), placement.width);
    while width - least > NEAR {
        let middle = (least + width) / 2.0;
        if lines(middle) > wanted {
            least = middle;
        } else {
            width = middle;
        }
    }
    let spare = placement.width - width;
    let before = match align {
        Align::Start | Align::Justify => 0.0,
        Align::Center => spare / 2.0,
        Align::End => spare,
    };
    Placement { x: placement.x + before, width, ..placement }
}

/// Sets a short text on one line: a label, a number. `x` is its left edge, or its right edge with [`Align::End`].
pub(super) fn label(flow: &Flow<'_>, text: &str, rule: StyleRule, x: f32, owner: Owner, align: Align) -> Vec<Owned> {
    let line = flow.setup.fonts.line(text, rule.text, setting(flow, false));
    let x = if align == Align::End { x - line.width } else { x };
    let y = baseline(flow, rule);
    let place = |piece: Piece| flow.setup.inward(Item::Glyphs(piece.glyphs), line.width).moved(x, y);
    line.pieces.into_iter().map(|piece| Owned { owner, item: place(piece) }).collect()
}

fn place(flow: &mut Flow<'_>, lines: Vec<Line>, prepared: &Prepared, placement: Placement) -> Vec<VBox> {
    let mut elements: Vec<Option<ElementId>> = vec![None; prepared.tags.len()];
    let baseline = baseline(flow, placement.rule);
    let mut boxes = Vec::with_capacity(lines.len());
    let starts: Vec<usize> = lines.iter().map(|line| line.range.start).skip(1).collect();
    for (index, line) in lines.into_iter().enumerate() {
        let divided = line.hyphenated || starts.get(index) == Some(&line.range.end);
        let break_after = if divided { INSIDE_WORD } else { 0.0 };
        let mut frame = VBox { height: placement.rule.leading, break_after, ..VBox::default() };
        for piece in line.pieces {
            let index = piece.tag as usize;
            let width = piece.glyphs.width();
            let x =
                if flow.setup.rtl { placement.width - piece.glyphs.origin.x - width } else { piece.glyphs.origin.x };
            let run = flow.setup.inward(Item::Glyphs(piece.glyphs), placement.width).moved(placement.x, baseline);
            let rect = Rect { x: placement.x + x, y: 1.0, width, height: placement.rule.leading - 1.0 };
            let owner = owner(flow, index, prepared, &mut elements, placement.element, rect, &mut frame);
            frame.items.push(Owned { owner, item: run });
        }
        // pieces stand from left to right, which is not the order of the text where that runs from right to left
        frame.notes.sort_unstable();
        boxes.push(frame);
    }
    boxes
}

/// The owner of a piece; links and marks get their elements where they are first met, and an annotation a line.
fn owner(
    flow: &mut Flow<'_>,
    index: usize,
    prepared: &Prepared,
    elements: &mut [Option<ElementId>],
    block: ElementId,
    rect: Rect,
    frame: &mut VBox,
) -> Owner {
    let (target, contents) = match prepared.tags.get(index) {
        Some(Tag::Link { target, contents }) => (target.clone(), contents.clone()),
        Some(Tag::Mark(note)) => {
            let mark = prepared.runs.get(index).map_or("", |run| run.0.as_str());
            let mark = mark.trim_start_matches(ISOLATE.0).trim_end_matches(ISOLATE.1);
            (Target::Anchor(Arc::from(note.anchor())), mark.to_owned())
        }
        Some(Tag::Words) | None => return flow.content(block),
    };
    let known = elements.get(index).copied().flatten();
    let element = known.unwrap_or_else(|| match prepared.tags.get(index) {
        Some(Tag::Mark(note)) => mark(flow, *note, block, frame),
        _ => flow.element(block, Role::Link),
    });
    if let Some(slot) = elements.get_mut(index) {
        *slot = Some(element);
    }
    let owner = flow.content(element);
    let order = flow.order();
    frame.links.push(PendingLink { rect, target, contents, element, order });
    owner
}

/// The elements of a note's mark, and the note's place in the structure and on this line's page.
fn mark(flow: &mut Flow<'_>, note: NoteId, block: ElementId, frame: &mut VBox) -> ElementId {
    let reference = flow.element(block, Role::Reference);
    let link = flow.element(reference, Role::Link);
    if flow.note_parents.get(note.0 as usize).is_some_and(Option::is_some) {
        // the mark is set again: the note stands with its first
        return link;
    }
    let foot = flow.document.notes.get(note.0 as usize).is_some_and(|note| note.place == NotePlace::Foot);
    if foot {
        frame.notes.push(note);
    }
    frame.anchors.push((Arc::from(note.mark_anchor()), 0.0));
    if let Some(slot) = flow.note_parents.get_mut(note.0 as usize) {
        *slot = Some(block);
    }
    link
}

/// Remembers the characters that no face has, each with its place; [`super::gaps`] makes findings of them.
pub(super) fn report_missing(flow: &mut Flow<'_>, missing: &[Missing], prepared: &Prepared) {
    for gap in missing {
        let origin = prepared.origins.get(gap.run).copied().flatten();
        let text = prepared.runs.get(gap.run).map_or("", |run| run.0.as_str());
        let before = text.get(..gap.offset).unwrap_or_default();
        let offset = before.replace(ISOLATE.0, "").len();
        let text = text.replace(ISOLATE.0, "").replace(ISOLATE.1, "");
        // a word whose place covers exactly its bytes was written without escapes: point at the character itself
        let place = origin.map(|span| {
            let exact = span.end.saturating_sub(span.start) as usize == text.len();
            let start = span.start + offset as u32;
            if exact { Span { start, end: start + gap.character.len_utf8() as u32, ..span } } else { span }
        });
        flow.gaps.push((gap.character, place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_stand_outside_the_isolate() {
        assert_eq!(isolated("«We know»"), "«\u{2068}We know\u{2069}»");
        assert_eq!(isolated("We «know»"), "\u{2068}We «know»\u{2069}");
        assert_eq!(isolated("«a» and «b»"), "\u{2068}«a» and «b»\u{2069}");
    }
}

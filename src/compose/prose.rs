//! Prose to nodes: paragraphs, lists, conditions; expressions print their records, citations and figures make notes.

mod changed;
mod house;
mod records;

use super::composer::begins_sentence;
use super::eval::{Evaluated, ROUNDS, Record};
use super::notes::{NotePart, capitalised};
use super::{BLOCKS, Composer, typography};
use crate::diag::{Diagnostic, Sink, Span};
use crate::doc::{
    Emphasis, Frame, Group, Heading, Inline, List, ListItem, Node, PageReference, Paragraph, Style, Words,
};
use crate::locale::NoteMark;
use crate::page::{ListNumbering, Target};
use crate::profile::Profile;
use crate::spec::Text;
use crate::spec::prose::{self, Block, CitedSource, Expression, Piece, Prose};
use std::sync::Arc;

/// How prose is set where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// The style of paragraphs.
    pub paragraph: Style,
    /// The style of list items.
    pub list: Style,
    /// Whether paragraphs are numbered.
    pub numbered: bool,
    /// The depth of the section it stands in; headings inside the text are deeper.
    pub depth: usize,
}

impl Look {
    /// Text without numbers in this style.
    pub fn plain(style: Style) -> Self {
        Look { paragraph: style, list: style, numbered: false, depth: 1 }
    }
}

impl Composer<'_> {
    /// Lowers prose.
    pub(super) fn prose(&mut self, prose: &Prose, look: Look) -> Vec<Node> {
        self.blocks(&prose.blocks, look)
    }

    /// Lowers a text without blocks: a heading, a title, a caption. It may hold expressions.
    pub(super) fn text(&mut self, text: &Text) -> Vec<Inline> {
        let mut sink = Sink::default();
        let Some(pieces) = prose::pieces(text, &mut sink) else {
            sink.findings().iter().for_each(|finding| self.report(finding.clone()));
            return Vec::new();
        };
        let mut line = Line::new(self, false);
        line.pieces(&pieces);
        line.finish().0
    }

    /// Lowers a text that stands in a drawing, or in a sentence made for one; none, and a finding, where it needs a note, for
    /// which there is no place.
    pub(super) fn drawn_text(&mut self, text: &Text) -> Option<String> {
        let lowered = self.text(text);
        if lowered.iter().any(|inline| matches!(inline, Inline::NoteMark(_))) {
            let message = "this text stands in a picture, where there is no place for the note that it needs";
            self.report(
                Diagnostic::error("note-in-picture", message)
                    .at(text.span, "a figure or a citation has a note")
                    .help("write the words alone here, and what needs a note in the `note` of the chart"),
            );
            return None;
        }
        Some(crate::doc::plain_text(&lowered))
    }

    fn blocks(&mut self, blocks: &[Block], look: Look) -> Vec<Node> {
        blocks.iter().flat_map(|block| self.block(block, look)).collect()
    }

    fn block(&mut self, block: &Block, look: Look) -> Vec<Node> {
        match block {
            Block::Paragraph(pieces) => self.paragraph(pieces, look),
            Block::Heading { level, text } => vec![self.inner_heading(*level, text, look)],
            Block::List { start, items } => vec![self.list(*start, items, look)],
            Block::Quote(blocks) => {
                let children = self.blocks(blocks, Look::plain(Style::Quotation));
                vec![Node::Group(Group { frame: Frame::Quotation, children })]
            }
            Block::If { branches, otherwise } => self.condition(branches, otherwise, look),
            Block::For { name, over, body } => self.repeat(name, over, body, look),
        }
    }

    fn paragraph(&mut self, pieces: &[Piece], look: Look) -> Vec<Node> {
        if let Some((expression, record)) = self.alone(pieces) {
            let block = BLOCKS.iter().find(|block| block.collection() == record.collection);
            if let Some(block) = block {
                let outer = self.uses.place();
                let nodes = block.lower(&record.id, expression.span, self);
                self.uses.enter_at(outer);
                return nodes;
            }
        }
        let number = if look.numbered { self.paragraph_number() } else { None };
        let outer = self.begin_paragraph(number.as_deref());
        let mut line = Line::new(self, number.is_some());
        line.pieces(pieces);
        let (text, anchor) = line.finish();
        let anchor = self.uses.end_paragraph(outer, anchor);
        if text.is_empty() {
            return Vec::new();
        }
        vec![Node::Paragraph(Paragraph { style: look.paragraph, number, text, anchor })]
    }

    /// The record that stands alone in a paragraph.
    fn alone<'p>(&self, pieces: &'p [Piece]) -> Option<(&'p Expression, Record)> {
        let mut found = None;
        for piece in pieces {
            match piece {
                Piece::Expression { expression, .. } if found.is_none() => found = Some(expression),
                Piece::Words { text, .. } if text.trim().is_empty() => {}
                _ => return None,
            }
        }
        let expression = found?;
        match self.templates.evaluate(expression) {
            Ok(Evaluated::Record(record)) if !record.reference && !record.page => Some((expression, record)),
            _ => None,
        }
    }

    fn inner_heading(&mut self, level: u8, text: &[Piece], look: Look) -> Node {
        let depth = look.depth + usize::from(level);
        let mut line = Line::new(self, false);
        line.pieces(text);
        let (text, _) = line.finish();
        // a box has no heading of its own: those inside it are the first below the title, and look no larger than others
        let style = Profile::heading_style(depth.max(2));
        Node::Heading(Heading {
            level: (depth + 1).min(6) as u8,
            style,
            number: None,
            text,
            // those in a box or a list are part of what they stand in
            anchor: look.numbered.then(|| self.text_heading()),
            listed: look.numbered,
        })
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], look: Look) -> Node {
        let numbering = if start.is_some() { ListNumbering::Decimal } else { ListNumbering::Disc };
        let inner = Look { paragraph: look.list, numbered: false, ..look };
        let items = items
            .iter()
            .enumerate()
            .map(|(index, blocks)| ListItem {
                label: start.map_or_else(
                    || "•".to_owned(),
                    |start| self.inputs.locale.in_digits(&format!("{}.", start + index as u64)),
                ),
                body: self.blocks(blocks, inner),
                anchor: None,
            })
            .collect();
        Node::List(List { numbering, items })
    }

    fn condition(&mut self, branches: &[(Expression, Vec<Block>)], otherwise: &[Block], look: Look) -> Vec<Node> {
        for (condition, blocks) in branches {
            match self.templates.condition(condition) {
                Ok(true) => return self.blocks(blocks, look),
                Ok(false) => {}
                Err(finding) => {
                    self.report(finding);
                    return Vec::new();
                }
            }
        }
        self.blocks(otherwise, look)
    }

    fn repeat(&mut self, name: &str, over: &Expression, body: &[Block], look: Look) -> Vec<Node> {
        let values = self.templates.value(over).and_then(|value| {
            value.try_iter().map(|values| values.take(ROUNDS + 1).collect::<Vec<_>>()).map_err(|_| {
                Diagnostic::error("template-error", "the loop has nothing to go through")
                    .at(over.span, "no list")
                    .help("loop over a list: `{% for year in [2019, 2020] %}`")
            })
        });
        let values = match values {
            Ok(values) => values,
            Err(finding) => {
                self.report(finding);
                return Vec::new();
            }
        };
        let mut nodes = Vec::new();
        for value in values {
            if !self.take_round(over.span) {
                break;
            }
            let before = self.templates.bind(name, value);
            nodes.extend(self.blocks(body, look));
            self.templates.restore(name, before);
        }
        nodes
    }
}

/// The running text of one paragraph in the making.
struct Line<'c, 'a> {
    composer: &'c mut Composer<'a>,
    text: Vec<Inline>,
    /// What figures printed since the last punctuation add to the next note.
    pending: Vec<NotePart>,
    /// Whether the author put a citation here: its mark waits only for punctuation that follows at once.
    due: bool,
    numbered: bool,
    anchor: Option<Arc<str>>,
    /// The indices of pieces that are printed as they are: the words of others.
    verbatim: Vec<usize>,
    /// Whether a small number may be printed as a word here: not beside a larger one in the sentence.
    small: bool,
    /// What follows at once the piece at hand in the text, citations aside; none at its end.
    next: Option<char>,
}

impl<'c, 'a> Line<'c, 'a> {
    fn new(composer: &'c mut Composer<'a>, numbered: bool) -> Self {
        let (text, pending, verbatim) = (Vec::new(), Vec::new(), Vec::new());
        Line { composer, text, pending, due: false, numbered, anchor: None, verbatim, small: true, next: None }
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        let beside_larger = house::beside_larger(pieces, self.composer.inputs);
        for (index, piece) in pieces.iter().enumerate() {
            self.small = !beside_larger.contains(&index);
            let next_cites = || matches!(pieces.get(index + 1), Some(Piece::Citation { .. }));
            self.next = following(pieces.get(index + 1..).unwrap_or_default());
            match piece {
                // citations side by side share a note: their marks would read as one number
                Piece::Words { text, .. } if self.due && text.trim().is_empty() && next_cites() => {}
                Piece::Words { text, emphasis, link, span } => self.words(text, *emphasis, link.as_deref(), *span),
                Piece::Expression { expression, emphasis } => self.expression(expression, *emphasis),
                Piece::Citation { items, span } => self.citation(items, *span),
                Piece::Break => self.text.push(Inline::Break),
            }
        }
    }

    fn finish(mut self) -> (Vec<Inline>, Option<Arc<str>>) {
        self.flush();
        typography::set(&mut self.text, &self.verbatim, self.composer.inputs.locale);
        (self.text, self.anchor)
    }

    /// Words; the marks of figures before them are set at the next punctuation, on the side where the language has them.
    fn words(&mut self, text: &str, emphasis: Emphasis, link: Option<&str>, span: Span) {
        let exact = span.end.saturating_sub(span.start) as usize == text.len();
        let push = |line: &mut Self, range: std::ops::Range<usize>| {
            let Some(part) = text.get(range.clone()).filter(|part| !part.is_empty()) else { return };
            let part_span = Span { start: span.start + range.start as u32, end: span.start + range.end as u32, ..span };
            let origin = Some(if exact { part_span } else { span });
            let link = link.map(|address| Target::Uri(Arc::from(address)));
            line.text.push(Inline::Text(Words {
                text: part.to_owned(),
                emphasis,
                link,
                language: None,
                origin,
                ..Words::default()
            }));
        };
        let side = self.composer.inputs.locale.note_mark();
        let place = match (self.due, side) {
            (true, NoteMark::After) => Some(closing(text)),
            (true, NoteMark::Before) => Some(0),
            (false, side) => mark_place(text, side),
        };
        match place.filter(|_| !self.pending.is_empty()) {
            Some(at) => {
                push(self, 0..at);
                self.flush();
                push(self, at..text.len());
            }
            None => push(self, 0..text.len()),
        }
    }

    /// Takes the space away that an author writes before a citation.
    fn trim_space(&mut self) {
        if let Some(Inline::Text(words)) = self.text.last_mut() {
            let kept = words.text.trim_end().len();
            if let Some(origin) =
                words.origin.as_mut().filter(|origin| (origin.end - origin.start) as usize == words.text.len())
            {
                origin.end = origin.start + kept as u32;
            }
            words.text.truncate(kept);
        }
    }

    /// Sets the mark of the note for what is pending.
    fn flush(&mut self) {
        self.due = false;
        if !self.pending.is_empty() {
            let parts = std::mem::take(&mut self.pending);
            let note = self.composer.add_note(parts);
            self.text.push(Inline::NoteMark(note));
        }
    }

    fn citation(&mut self, items: &[CitedSource], span: Span) {
        for item in items {
            let locator = item.locator.as_ref().map(|locator| locator.value.as_str());
            let text = self.composer.cite(&item.source.value, locator);
            let key = format!("source {} {}", item.source.value, locator.unwrap_or_default());
            if !text.is_empty() {
                self.pending.push(NotePart {
                    key,
                    lead: None,
                    text: located(text, span),
                    between: self.composer.between_sources(),
                });
            }
        }
        self.trim_space();
        self.due = true;
    }

    fn expression(&mut self, expression: &Expression, emphasis: Emphasis) {
        if self.due {
            self.flush();
        }
        match self.composer.templates.evaluate(expression) {
            Ok(Evaluated::Record(record)) => self.record(&record, expression.span, emphasis),
            Ok(Evaluated::ParagraphName(name)) => self.name(&name, expression.span),
            Ok(Evaluated::Changed(changed)) => self.changed(&changed, expression.span, emphasis),
            Ok(Evaluated::Text(text)) => self.words(&text, emphasis, None, expression.span),
            Err(finding) => self.composer.report(finding),
        }
    }

    fn record(&mut self, record: &Record, span: Span, emphasis: Emphasis) {
        if record.page {
            return self.page(record, span, emphasis);
        }
        if record.reference || matches!(record.collection, "sections" | "recommendations" | "paragraphs") {
            return self.reference(record, span, emphasis);
        }
        match record.collection {
            "figures" => self.figure(&record.id, span, emphasis),
            "quotations" => self.quotation(&record.id, span, emphasis),
            "terms" => self.term(&record.id, span, emphasis),
            "cases" => self.case(&record.id, span, emphasis),
            collection => {
                let singular = collection.strip_suffix('s').unwrap_or(collection);
                let id = &record.id;
                self.composer.report(
                    Diagnostic::error("block-in-sentence", format!("the {singular} `{id}` stands inside a sentence"))
                        .at(span, "a block")
                        .help("put it alone in a paragraph, with an empty line before and after")
                        .help(format!("to refer to it, write `{{{{ {collection}.{id}.ref }}}}`")),
                );
            }
        }
    }

    fn reference(&mut self, record: &Record, span: Span, emphasis: Emphasis) {
        let label = self.composer.find_label(record.collection, &record.id);
        if let Some(label) = label {
            let link = Some(Target::Anchor(label.anchor));
            let small = self.composer.inputs.locale.small_references() && !begins_sentence(&self.text);
            let text = if small { small_reference(&label.text) } else { label.text.clone() };
            let text = text.replace(' ', "\u{a0}");
            self.text.push(Inline::Text(Words { text, emphasis, link, origin: Some(span), ..Words::default() }));
        } else if self.composer.labels.is_complete() {
            self.composer.report_unplaced(record.collection, &record.id, span);
        }
    }

    /// The page on which something stands; the number stays with the word before it.
    fn page(&mut self, record: &Record, span: Span, emphasis: Emphasis) {
        let label = self.composer.find_label(record.collection, &record.id);
        if let Some(label) = label {
            if let Some(Inline::Text(words)) = self.text.last_mut()
                && words.text.ends_with(' ')
            {
                words.text.pop();
                words.text.push('\u{a0}');
            }
            let anchor = label.anchor;
            self.text.push(Inline::Page(PageReference { anchor, emphasis, origin: Some(span) }));
        } else if self.composer.labels.is_complete() {
            self.composer.report_unplaced(record.collection, &record.id, span);
        }
    }

    /// `label("name")`: the paragraph can be referred to by this name.
    fn name(&mut self, name: &str, span: Span) {
        if !self.numbered {
            self.composer.report(
                Diagnostic::error("unnumbered-paragraph", format!("the paragraph named `{name}` has no number"))
                    .at(span, "cannot be referred to")
                    .help("name a paragraph of a section, in a profile that numbers paragraphs"),
            );
            return;
        }
        let number = self.composer.last_paragraph().to_string();
        let printed = self.composer.inputs.locale.in_digits(&number);
        let text = self.composer.inputs.locale.words.paragraph_reference.fill(&[("n", &printed)]);
        self.anchor = Some(self.composer.label("paragraphs", name, text, format!("paragraph-{number}")).anchor);
    }
}

/// What ends a clause.
const STOPS: [char; 16] = ['.', ',', ';', ':', '!', '?', '،', '؛', '؟', '۔', '。', '，', '；', '：', '！', '？'];

/// What closes a quotation or a bracket.
const CLOSING: [char; 10] = ['”', '’', '“', ')', ']', '»', '）', '》', '」', '』'];

/// The first letter of what follows, citations aside; a space where that is an expression or the end of a line. None at the end.
fn following(pieces: &[Piece]) -> Option<char> {
    let blank = |piece: &Piece| matches!(piece, Piece::Words { text, .. } if text.trim().is_empty());
    match pieces.iter().find(|piece| !matches!(piece, Piece::Citation { .. }) && !blank(piece))? {
        Piece::Words { text, .. } => text.chars().next(),
        Piece::Expression { .. } | Piece::Citation { .. } | Piece::Break => Some(' '),
    }
}

/// The punctuation that a text begins with, and what closes there.
fn closing(text: &str) -> usize {
    text.find(|letter| !STOPS.contains(&letter) && !CLOSING.contains(&letter)).unwrap_or(text.len())
}

/// Where in a text the mark of a note goes: at the first punctuation that ends a clause, after it with the quotation marks
/// and brackets that close there, or before it and the quotation marks that close before it; before a dash.
fn mark_place(text: &str, side: NoteMark) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if matches!(letter, '–' | '—') && text.get(..at).is_some_and(|before| before.ends_with([' ', '\u{a0}'])) {
            return text.get(..at).map(|before| before.trim_end().len());
        }
        if !STOPS.contains(&letter) {
            continue;
        }
        let mut end = at + letter.len_utf8();
        while let Some((next, closing)) = letters.next_if(|(_, next)| CLOSING.contains(next)) {
            end = next + closing.len_utf8();
        }
        // a point or comma inside a number or an address ends nothing; full-width punctuation has its space with it
        if !letter.is_ascii() || letters.peek().is_none_or(|(_, next)| next.is_whitespace()) {
            return match side {
                NoteMark::After => Some(end),
                NoteMark::Before => text.get(..at).map(before_marks),
            };
        }
    }
    None
}

/// The length of a text without the quotation marks that close at its end, and their spaces.
fn before_marks(text: &str) -> usize {
    text.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, '»' | '”' | '’' | '“')).len()
}

/// What a reference prints inside a sentence, where the language has such words with a small letter ("la figure 1"). What is no
/// word, as the label of a recommendation, stays.
fn small_reference(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(std::iter::once(second)).chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

/// The number stays with the word before it.
fn bound_together(text: &str) -> String {
    let digit = |at: usize| text.get(at + 1..).and_then(|rest| rest.chars().next()).is_some_and(char::is_numeric);
    text.char_indices().map(|(at, letter)| if letter == ' ' && digit(at) { '\u{a0}' } else { letter }).collect()
}

/// The words with a place in the specification, for findings about them.
pub(super) fn located(mut text: Vec<Inline>, span: Span) -> Vec<Inline> {
    for inline in &mut text {
        if let Inline::Text(words) = inline {
            words.origin = words.origin.or(Some(span));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_after_the_clause() {
        let after = |text| mark_place(text, NoteMark::After);
        assert_eq!(after(" people in 2020, of whom"), Some(16));
        assert_eq!(after(" people were killed.” Then"), Some(" people were killed.”".len()));
        assert_eq!(after(" of 1,500 and 3.5"), None);
        assert_eq!(after(" people – most of them"), Some(7));
        assert_eq!(after(" people"), None);
        assert_eq!(after("人，其中"), Some("人，".len()));
        assert_eq!(after(" نفر، که"), Some(" نفر،".len()));
    }

    #[test]
    fn marks_stand_before_the_punctuation_where_the_language_has_them_so() {
        let before = |text: &'static str| mark_place(text, NoteMark::Before).map(|at| text.split_at(at));
        assert_eq!(before(" personnes, dont"), Some((" personnes", ", dont")));
        assert_eq!(before(" personnes\u{a0}: dont"), Some((" personnes", "\u{a0}: dont")));
        assert_eq!(before(" tuées\u{a0}». Puis"), Some((" tuées", "\u{a0}». Puis")));
        assert_eq!(before(" de 3,5 personnes"), None);
        assert_eq!(before(" человек (из них детей)."), Some((" человек (из них детей)", ".")));
    }

    #[test]
    fn references_inside_a_sentence_are_small_words() {
        assert_eq!(["Figure 1", "Cuadro 2", "R3", "§ 4"].map(small_reference), ["figure 1", "cuadro 2", "R3", "§ 4"]);
    }

    #[test]
    fn numbers_stay_with_their_bound() {
        assert_eq!(bound_together("at least 246"), "at least\u{a0}246");
        assert_eq!(bound_together("between 2,800 and 3,800"), "between\u{a0}2,800 and\u{a0}3,800");
    }
}

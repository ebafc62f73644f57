//! `CommonMark` to blocks: the part of it that a briefing can print. What it cannot is an error that says what to write
//! instead; nothing is dropped in silence.

use super::marks::{self, Context, Mark};
use super::{Block, MAX_NESTING, Piece};
use crate::doc::Emphasis;
use crate::spec::strings::{address_fault, forbidden};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The blocks of `range` of the text.
pub(super) fn parse(range: Range<usize>, context: &mut Context<'_>) -> Vec<Block> {
    if context.slice(range.clone()).trim().is_empty() {
        return Vec::new();
    }
    let marks = marks::find(range.clone(), context);
    let masked = marks::mask(&context.text.value, range.clone(), &marks);
    // Tables and footnotes are read only to be reported.
    let parser = Parser::new_ext(&masked, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES);
    let mut definitions: Vec<Range<usize>> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    definitions.sort_unstable_by_key(|definition| definition.start);
    let mut builder = Builder::new(&masked, range.start, marks, context);
    for definition in definitions {
        builder.unsupported(
            definition,
            "link definitions",
            "write the address where the link is: `[words](https://…)`",
        );
    }
    for (event, place) in parser.into_offset_iter() {
        builder.event(event, place);
    }
    builder.finish()
}

/// What is open around the current place.
enum Container {
    Quote,
    Item,
    List(Option<u64>),
}

/// The line of text that is being gathered.
enum Line {
    /// `<p>`, or the text right inside a list item.
    Paragraph,
    /// A heading with so many `#`.
    Heading(u8),
}

struct Builder<'a, 'c> {
    masked: &'a str,
    /// Where the masked text starts in the text.
    base: usize,
    marks: Vec<Mark>,
    /// Which marks have come by.
    seen: Vec<bool>,
    context: &'a mut Context<'c>,
    /// The open containers with the blocks of each; for a list, one item's blocks after the other.
    stack: Vec<(Container, Vec<Block>, Vec<Vec<Block>>)>,
    root: Vec<Block>,
    line: Option<Line>,
    pieces: Vec<Piece>,
    /// Whether the last piece may still grow: words of one source line are one piece.
    growing: bool,
    bold: usize,
    italic: usize,
    link: Option<String>,
    /// How many unsupported elements are open; what is inside them is passed over.
    skipping: usize,
}

impl<'a, 'c> Builder<'a, 'c> {
    fn new(masked: &'a str, base: usize, marks: Vec<Mark>, context: &'a mut Context<'c>) -> Self {
        Builder {
            masked,
            base,
            seen: vec![false; marks.len()],
            marks,
            context,
            stack: Vec::new(),
            root: Vec::new(),
            line: None,
            pieces: Vec::new(),
            growing: false,
            bold: 0,
            italic: 0,
            link: None,
            skipping: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, place: Range<usize>) {
        match event {
            Event::Start(_) if self.skipping > 0 => self.skipping += 1,
            Event::End(_) if self.skipping > 0 => self.skipping -= 1,
            _ if self.skipping > 0 => {}
            Event::Start(tag) => self.start(tag, place),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, place),
            Event::SoftBreak => self.space(place),
            Event::HardBreak => self.hard_break(),
            Event::Rule => self.unsupported(place, "rules", "start a new section, or leave the line out"),
            Event::Code(_) => self.unsupported(place, "code spans", "leave the backticks out"),
            Event::Html(_) | Event::InlineHtml(_) => self.html(place),
            Event::FootnoteReference(_) => self.footnote(place),
            // Options that are not switched on.
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, place: Range<usize>) {
        match tag {
            Tag::Paragraph => self.open_line(Line::Paragraph),
            Tag::Heading { level, .. } => self.heading(level as u8, place),
            Tag::BlockQuote(_) => self.open(Container::Quote, place),
            Tag::List(start) => self.open(Container::List(start), place),
            Tag::Item => self.push(Container::Item),
            Tag::Emphasis => self.italic = self.turn(self.italic + 1),
            Tag::Strong => self.bold = self.turn(self.bold + 1),
            Tag::Link { link_type, dest_url, title, .. } => self.open_link(link_type, &dest_url, &title, place),
            Tag::CodeBlock(_) => {
                let indented = self.masked.get(place.clone()).is_some_and(|code| !code.starts_with(['`', '~']));
                let help = if indented { "indent the text by less than four spaces" } else { "leave the fences out" };
                self.skip(place, "code blocks", help);
            }
            Tag::Image { .. } => {
                self.skip(
                    place,
                    "images in Markdown",
                    "declare `[images.ID]` and write `{{ images.ID }}` in a paragraph",
                );
            }
            Tag::Table(_) => {
                self.skip(
                    place,
                    "tables in Markdown",
                    "declare `[tables.ID]` and write `{{ tables.ID }}` in a paragraph",
                );
            }
            Tag::HtmlBlock => {
                self.html(place);
                self.skipping = 1;
            }
            Tag::FootnoteDefinition(_) => {
                self.footnote(place);
                self.skipping = 1;
            }
            // Options that are not switched on, and the insides of tables.
            _ => self.skipping = 1,
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close_line(),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => self.close(),
            TagEnd::Emphasis => self.italic = self.turn(self.italic.saturating_sub(1)),
            TagEnd::Strong => self.bold = self.turn(self.bold.saturating_sub(1)),
            TagEnd::Link => {
                self.link = None;
                self.growing = false;
            }
            _ => {}
        }
    }

    // -- containers

    fn open(&mut self, container: Container, place: Range<usize>) {
        let depth = self.stack.iter().filter(|(container, ..)| !matches!(container, Container::Item)).count();
        if depth == MAX_NESTING {
            let message = format!("lists and quotes stand at most {MAX_NESTING} deep in one another");
            self.error("too-deep", place, &message, "move it out");
            self.skipping = 1;
            return;
        }
        self.push(container);
    }

    fn push(&mut self, container: Container) {
        self.close_line();
        self.stack.push((container, Vec::new(), Vec::new()));
    }

    fn close(&mut self) {
        self.close_line();
        match self.stack.pop() {
            Some((Container::Quote, blocks, _)) => self.block(Block::Quote(blocks)),
            Some((Container::List(start), _, items)) => self.block(Block::List { start, items }),
            Some((Container::Item, blocks, _)) => {
                if let Some((_, _, items)) = self.stack.last_mut() {
                    items.push(blocks);
                }
            }
            None => {}
        }
    }

    fn block(&mut self, block: Block) {
        self.stack.last_mut().map_or(&mut self.root, |(_, blocks, _)| blocks).push(block);
    }

    fn open_line(&mut self, line: Line) {
        self.close_line();
        self.line = Some(line);
    }

    fn close_line(&mut self) {
        let mut pieces = std::mem::take(&mut self.pieces);
        self.growing = false;
        trim_end(&mut pieces);
        match self.line.take() {
            _ if pieces.is_empty() => {}
            Some(Line::Heading(level)) => self.block(Block::Heading { level, text: pieces }),
            // The text of an item of a tight list comes without a paragraph.
            Some(Line::Paragraph) | None => self.block(Block::Paragraph(pieces)),
        }
    }

    fn heading(&mut self, level: u8, place: Range<usize>) {
        if !self.masked.get(place.clone()).is_some_and(|raw| raw.starts_with('#')) {
            self.unsupported(
                place,
                "underlined headings",
                "write `#` before the heading, or an empty line above a rule",
            );
        }
        self.open_line(Line::Heading(level));
    }

    // -- running text

    fn emphasis(&self) -> Emphasis {
        Emphasis { bold: self.bold > 0, italic: self.italic > 0 }
    }

    /// The look changes to `depth`: what comes is a new piece.
    fn turn(&mut self, depth: usize) -> usize {
        self.growing = false;
        depth
    }

    fn text(&mut self, text: &str, place: Range<usize>) {
        let verbatim = self.masked.get(place.clone()) == Some(text);
        if !verbatim {
            self.check_characters(text, place.clone());
            return self.words(text, place);
        }
        let mut at = place.start;
        let first = self.marks.partition_point(|mark| mark.range.end <= self.base + place.start);
        for index in first..self.marks.len() {
            let Some(range) = self.marks.get(index).map(|m| m.range.start - self.base..m.range.end - self.base) else {
                break;
            };
            if range.start >= place.end {
                break;
            }
            let before = self.masked;
            self.words(before.get(at..range.start).unwrap_or(""), at..range.start);
            self.mark(index);
            at = range.end;
        }
        let after = self.masked;
        self.words(after.get(at..place.end).unwrap_or(""), at..place.end);
    }

    /// Words as they are printed; `place` is in the masked text.
    fn words(&mut self, words: &str, place: Range<usize>) {
        if words.is_empty() {
            return;
        }
        let span = self.context.text.locate(self.base + place.start..self.base + place.end);
        let emphasis = self.emphasis();
        let words = single_spaced(words);
        if let (true, Some(Piece::Words { text, emphasis: last, link, span: place })) =
            (self.growing, self.pieces.last_mut())
            && *last == emphasis
            && *link == self.link
        {
            text.push_str(&words);
            place.end = span.end;
            return;
        }
        self.pieces.push(Piece::Words { text: words, emphasis, link: self.link.clone(), span });
        self.growing = true;
    }

    /// A line end that is none: a space that belongs to the line it ends.
    fn space(&mut self, place: Range<usize>) {
        self.words(" ", place);
        self.growing = false;
    }

    fn hard_break(&mut self) {
        trim_end(&mut self.pieces);
        self.pieces.push(Piece::Break);
        self.growing = false;
    }

    fn mark(&mut self, index: usize) {
        if let Some(seen) = self.seen.get_mut(index) {
            *seen = true;
        }
        let now = self.emphasis();
        let Some(mark) = self.marks.get_mut(index) else {
            return;
        };
        let range = mark.range.clone();
        let Some(mut piece) = mark.piece.take() else {
            return;
        };
        if let Piece::Expression { emphasis, .. } = &mut piece {
            *emphasis = now;
        }
        self.growing = false;
        self.pieces.push(piece);
        if self.link.is_some() {
            let help = "end the link before it";
            self.context.error("misplaced-expression", range, "neither `{{ … }}` nor `[@…]` can stand in a link", help);
        }
    }

    /// `&#x202E;` must not bring in what the string itself cannot hold.
    fn check_characters(&mut self, text: &str, place: Range<usize>) {
        for (character, what) in text.chars().filter_map(|c| forbidden(c).map(|what| (c, what))) {
            let message = format!("this stands for U+{:04X}, {what}", u32::from(character));
            self.error("forbidden-character", place.clone(), &message, "delete it");
        }
    }

    fn open_link(&mut self, kind: LinkType, address: &str, title: &str, place: Range<usize>) {
        let address = if kind == LinkType::Email { format!("mailto:{address}") } else { address.to_owned() };
        // A mark in the address is reported when all words have come by and it has not.
        let masked = address.contains(marks::MASK);
        if let Some(fault) = address_fault(&address, &["https", "http", "mailto"]).filter(|_| !masked) {
            let help = "links lead to `https://…`, `http://…` or `mailto:…`";
            self.error("invalid-link", place.clone(), &format!("this link leads nowhere: {fault}"), help);
        }
        if !title.is_empty() {
            self.unsupported(place, "titles of links", "put the title into the text, or leave it out");
        }
        self.link = Some(address);
    }

    // -- what cannot be printed

    fn error(&mut self, code: &'static str, place: Range<usize>, message: &str, help: &str) {
        let place = marks::trimmed(self.masked, place);
        self.context.error(code, self.base + place.start..self.base + place.end, message, help);
    }

    fn unsupported(&mut self, place: Range<usize>, what: &str, help: &str) {
        let inside = self.base + place.start..self.base + place.end;
        for (mark, seen) in self.marks.iter().zip(&mut self.seen) {
            *seen |= inside.contains(&mark.range.start);
        }
        self.error("unsupported-markdown", place, &format!("{what} cannot be printed"), help);
    }

    fn skip(&mut self, place: Range<usize>, what: &str, help: &str) {
        self.unsupported(place, what, help);
        self.skipping = 1;
    }

    fn html(&mut self, place: Range<usize>) {
        let html = self.masked.get(place.clone()).unwrap_or("").trim_start().to_lowercase();
        let tag = html.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        let help = match tag {
            "br" => "end the line with a backslash",
            "b" | "strong" => "write `**words**`",
            "i" | "em" => "write `*words*`",
            "a" => "write `[words](https://…)`",
            "img" => "declare `[images.ID]` and write `{{ images.ID }}` in a paragraph",
            "table" => "declare `[tables.ID]` and write `{{ tables.ID }}` in a paragraph",
            _ => "write Markdown; for a plain `<` write `\\<`",
        };
        self.unsupported(place, "HTML", help);
    }

    fn footnote(&mut self, place: Range<usize>) {
        self.unsupported(place, "footnotes in Markdown", "cite a source with `[@source, p. 4]`, which makes a note");
    }

    fn finish(mut self) -> Vec<Block> {
        self.close_line();
        let missed: Vec<Range<usize>> =
            self.marks.iter().zip(&self.seen).filter(|(_, seen)| !**seen).map(|(mark, _)| mark.range.clone()).collect();
        for range in missed {
            let help = "write it among the words of a paragraph";
            self.context.error("misplaced-expression", range, "nothing is printed here", help);
        }
        self.root
    }
}

/// One space for each run of spaces and tabs.
fn single_spaced(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        let space = matches!(character, ' ' | '\t');
        if !(space && out.ends_with(' ')) {
            out.push(if space { ' ' } else { character });
        }
    }
    out
}

/// Drops spaces at the end of a line.
fn trim_end(pieces: &mut Vec<Piece>) {
    while let Some(Piece::Words { text, .. }) = pieces.last_mut() {
        text.truncate(text.trim_end_matches([' ', '\t']).len());
        if !text.is_empty() {
            break;
        }
        pieces.pop();
    }
}

/// Counts levels of headings from 1 without gaps.
pub(super) fn rank_headings(blocks: &mut [Block]) {
    let mut used = Vec::new();
    each_heading(blocks, &mut |level| used.push(*level));
    used.sort_unstable();
    used.dedup();
    each_heading(blocks, &mut |level| {
        let below = used.iter().filter(|other| **other < *level).count();
        *level = u8::try_from(below + 1).unwrap_or(u8::MAX);
    });
}

fn each_heading(blocks: &mut [Block], visit: &mut impl FnMut(&mut u8)) {
    for block in blocks {
        match block {
            Block::Heading { level, .. } => visit(level),
            Block::Paragraph(_) => {}
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_heading(item, visit)),
            Block::Quote(blocks) | Block::For { body: blocks, .. } => each_heading(blocks, visit),
            Block::If { branches, otherwise } => {
                branches.iter_mut().for_each(|(_, blocks)| each_heading(blocks, visit));
                each_heading(otherwise, visit);
            }
        }
    }
}

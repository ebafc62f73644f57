//! The words that a document must print, region by region, as `tests/judges/words.py` wants them: from the document before
//! it is laid out, so that what layout and PDF lose, double or move is seen.

use briefing::doc::{Caption, Document, Figure, Graphic, Inline, Listed, Node, Running, Table};
use briefing::page::{Artifact, Item, Mark, Pages};

/// One region of text a line; what may come any number of times begins with `* `.
pub fn regions(document: &Document, pages: &Pages) -> String {
    let mut regions = Regions { document, pages, lines: Vec::new(), label: String::new() };
    regions.furniture();
    regions.nodes(&document.body);
    for note in &document.notes {
        regions.push(&format!("{} {}", note.mark, regions.text(&note.text)));
    }
    regions.repeated(pages);
    // The title stands alone on the first page, and again in the running head of the others.
    let (often, once): (Vec<String>, Vec<String>) = regions.lines.into_iter().partition(|line| line.starts_with("* "));
    [often, once].concat().join("\n") + "\n"
}

struct Regions<'a> {
    document: &'a Document,
    pages: &'a Pages,
    lines: Vec<String>,
    /// A label that stands before the region to come.
    label: String,
}

impl Regions<'_> {
    fn push(&mut self, text: &str) {
        let labelled = format!("{} {text}", std::mem::take(&mut self.label));
        let text = labelled.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.lines.push(text);
        }
    }

    /// What may come any number of times: on one line with another, or alone.
    fn often(&mut self, parts: &[&str]) {
        let whole = parts.join(" ");
        for text in parts.iter().copied().chain([whole.as_str()]).filter(|text| !text.trim().is_empty()) {
            self.lines.push(format!("* {}", text.trim()));
        }
    }

    /// The running heads and feet.
    fn furniture(&mut self) {
        let furniture = &self.document.meta.furniture;
        for band in [&furniture.head, &furniture.foot] {
            let texts: Vec<String> = band.iter().map(|pieces| pieces.iter().map(running).collect()).collect();
            self.often(&texts.iter().map(String::as_str).collect::<Vec<_>>());
        }
        self.often(&[&furniture.classification]);
    }

    /// The text of some inlines; a note's mark follows its word without a space.
    fn text(&self, inlines: &[Inline]) -> String {
        let mark = |id: usize| self.document.notes.get(id).map_or("", |note| note.mark.as_str());
        let piece = |inline: &Inline| match inline {
            Inline::Text(words) => words.text.clone(),
            Inline::NoteMark(id) => mark(usize::try_from(id.0).expect("a small number")).to_owned(),
            Inline::Page(place) => {
                self.pages.anchors.get(&place.anchor).map_or_else(String::new, |at| (at.page + 1).to_string())
            }
            Inline::Break => " ".to_owned(),
        };
        inlines.iter().map(piece).collect()
    }

    fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Heading(heading) => self.numbered(heading.number.as_deref(), &heading.text),
            Node::Paragraph(paragraph) => self.numbered(paragraph.number.as_deref(), &paragraph.text),
            Node::List(list) => {
                for item in &list.items {
                    self.label.clone_from(&item.label);
                    self.nodes(&item.body);
                }
            }
            Node::Group(group) => self.nodes(&group.children),
            Node::Columns(columns) => columns.cells.iter().for_each(|cell| self.nodes(cell)),
            Node::Table(table) => self.table(table),
            Node::Figure(figure) => self.figure(figure),
            Node::Contents(contents) => {
                self.push(&contents.title);
                self.entries(contents.listed);
            }
            Node::Cover(cover) => {
                self.nodes(&cover.title);
                self.nodes(&cover.imprint);
            }
            // the notes are said after the body
            Node::EndNotes | Node::PageBreak => {}
        }
    }

    fn numbered(&mut self, number: Option<&str>, text: &[Inline]) {
        self.push(&format!("{} {}", number.unwrap_or(""), self.text(text)));
    }

    /// The lines of the contents: a heading with a page number, which is known only when it is laid out.
    fn entries(&mut self, what: Listed) {
        let mut headings = Vec::new();
        match what {
            Listed::Headings(depth) => listed(&self.document.body, depth, &mut headings),
            Listed::Figures | Listed::Tables => captions(&self.document.body, what, &mut headings),
        }
        for (number, text) in headings {
            self.lines.push(format!("* {} #", format!("{number} {}", self.text(&text)).trim()));
        }
    }

    fn caption(&mut self, caption: Option<&Caption>) {
        if let Some(caption) = caption {
            self.push(&caption.label);
            self.push(&self.text(&caption.title));
            self.push(&self.text(&caption.subtitle));
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.caption(figure.caption.as_ref());
        if let Graphic::Drawing(drawing) = &figure.graphic {
            for item in &drawing.items {
                if let Item::Glyphs(run) = item {
                    self.push(&run.text);
                }
            }
        }
        self.push(&self.text(&figure.source));
    }

    fn table(&mut self, table: &Table) {
        self.caption(table.caption.as_ref());
        for cell in table.head.iter().chain(&table.rows).flat_map(|row| &row.cells) {
            self.push(&self.text(&cell.text));
        }
        self.push(&self.text(&table.source));
    }

    /// The heads of tables that go on over a page, which only layout knows of: they are artifacts, as rules are.
    fn repeated(&mut self, pages: &Pages) {
        for page in &pages.pages {
            let mut is_repeated = false;
            for item in &page.items {
                match item {
                    Item::Begin(mark) => is_repeated = *mark == Mark::Artifact(Artifact::Layout),
                    Item::Glyphs(run) if is_repeated => self.push(&run.text),
                    _ => {}
                }
            }
        }
    }
}

/// The captions that a list of figures or tables has, with their labels.
fn captions(nodes: &[Node], what: Listed, found: &mut Vec<(String, Vec<Inline>)>) {
    for node in nodes {
        let caption = match node {
            Node::Figure(figure) if what == Listed::Figures => figure.caption.as_ref(),
            Node::Table(table) if what == Listed::Tables => table.caption.as_ref(),
            Node::Group(group) => {
                captions(&group.children, what, found);
                None
            }
            _ => None,
        };
        found.extend(caption.map(|caption| (caption.label.clone(), caption.title.clone())));
    }
}

/// A piece of a running head or foot; a page's number as `#`.
fn running(piece: &Running) -> String {
    match piece {
        Running::Text(text) => text.clone(),
        Running::PageLabel(label) => label.replace("{page}", "#").replace("{pages}", "#"),
    }
}

/// The headings that the contents list, with their numbers.
fn listed(nodes: &[Node], depth: u8, found: &mut Vec<(String, Vec<Inline>)>) {
    for node in nodes {
        match node {
            Node::Heading(heading) if heading.listed && heading.level <= depth + 1 => {
                found.push((heading.number.clone().unwrap_or_default(), heading.text.clone()));
            }
            Node::Group(group) => listed(&group.children, depth, found),
            _ => {}
        }
    }
}

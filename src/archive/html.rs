//! Web pages: the words that a reader sees, one line a block.

use super::plain::decode;
use super::{Text, Unreadable, raised};
use scraper::{Html, Node};

/// Elements whose content nobody reads.
const UNSEEN: &[&str] =
    &["script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea"];

/// Elements that stand within a line.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
];

/// Whether the beginning of a file is that of a web page.
pub(super) fn looks_like(head: &[u8], name: &str) -> bool {
    let head = String::from_utf8_lossy(head).to_lowercase();
    let name = name.to_lowercase();
    let named = [".html", ".htm", ".xhtml"].iter().any(|end| name.ends_with(end));
    named || ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.contains(tag))
}

/// The words of a web page; `charset` is what the server said its encoding is.
pub(super) fn read(bytes: &[u8], charset: Option<&str>) -> Result<Text, Unreadable> {
    let declared = charset.map(str::to_owned).or_else(|| declared(bytes));
    let page = Html::parse_document(&decode(bytes, declared.as_deref())?);
    let mut walker = Walker::default();
    // A stack of our own: a page of a million nested elements must not exhaust that of the program.
    let mut stack = vec![(page.tree.root(), false)];
    while let Some((node, leaving)) = stack.pop() {
        match node.value() {
            Node::Text(text) if !leaving => walker.line.push_str(&raised::plain(text)),
            Node::Element(element) => {
                let name = element.name();
                let style = element.attr("style").unwrap_or("").replace(' ', "").to_lowercase();
                let shift = Shift::of(name, &style);
                if leaving {
                    walker.leave(shift);
                    walker.block(name);
                    continue;
                }
                let hidden = element.attr("hidden").is_some() || style.contains("display:none");
                if hidden || UNSEEN.contains(&name) {
                    continue;
                }
                walker.block(name);
                walker.enter(shift);
                stack.push((node, true));
                stack.extend(node.children().rev().map(|child| (child, false)));
            }
            Node::Document | Node::Fragment if !leaving => {
                stack.extend(node.children().rev().map(|child| (child, false)));
            }
            _ => {}
        }
    }
    walker.end();
    Ok(Text::of_paragraphs(walker.lines))
}

/// Whether an element's words stand above or below the line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shift {
    Raised,
    Lowered,
}

impl Shift {
    fn of(name: &str, style: &str) -> Option<Self> {
        match name {
            _ if style.contains("vertical-align:super") => Some(Shift::Raised),
            _ if style.contains("vertical-align:sub") => Some(Shift::Lowered),
            _ if style.contains("vertical-align:") => None,
            "sup" => Some(Shift::Raised),
            "sub" => Some(Shift::Lowered),
            _ => None,
        }
    }
}

/// The lines so far.
#[derive(Default)]
struct Walker {
    lines: Vec<String>,
    line: String,
    /// Where in the line each element that is open and off the line begins; only the outermost counts.
    shifted: Vec<(Shift, usize)>,
}

impl Walker {
    fn enter(&mut self, shift: Option<Shift>) {
        self.shifted.extend(shift.map(|shift| (shift, self.line.len())));
    }

    fn leave(&mut self, shift: Option<Shift>) {
        if shift.is_none() {
            return;
        }
        if let [(shift, start)] = *self.shifted.as_slice() {
            self.set(shift, start);
        }
        self.shifted.pop();
    }

    /// Sets what the line has from `start` on off the line.
    fn set(&mut self, shift: Shift, start: usize) {
        let Some(text) = self.line.get(start..).map(str::to_owned) else { return };
        self.line.truncate(start);
        let text = match shift {
            Shift::Raised => raised::raise(&text),
            Shift::Lowered => raised::lower(&text, self.line.chars().next_back()),
        };
        self.line.push_str(&text);
    }

    /// An element begins or ends: unless it stands within a line, so does the line.
    fn block(&mut self, name: &str) {
        if !INLINE.contains(&name) {
            self.end();
        }
    }

    fn end(&mut self) {
        if let Some((shift, start)) = self.shifted.first().copied() {
            self.set(shift, start);
        }
        self.shifted.iter_mut().for_each(|(_, start)| *start = 0);
        self.line = raised::joined(&self.line);
        let words: Vec<&str> = self.line.split_whitespace().collect();
        if !words.is_empty() {
            self.lines.push(words.join(" "));
        }
        self.line.clear();
    }
}

/// The encoding that the page says it is in, within its first 1024 bytes.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024))?).to_lowercase();
    let rest = head.get(head.find("charset")? + "charset".len()..)?.trim_start().strip_prefix('=')?;
    let rest = rest.trim_start().trim_start_matches(['"', '\'']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

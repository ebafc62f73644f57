//! `{% if %}` and `{% for %}`: lines of their own that stand around whole blocks.

use super::marks::{Context, trimmed};
use super::{Block, Expression, MAX_NESTING, markdown};
use crate::diag::{Diagnostic, Sink};
use crate::spec::strings::shown;
use crate::spec::value::{Spanned, Text};
use std::ops::Range;

/// The tags there are.
const TAGS: [&str; 6] = ["if", "elif", "else", "endif", "for", "endfor"];

/// The blocks of a text.
pub(super) fn parse(text: &Text, sink: &mut Sink, citations: &mut Vec<Spanned<String>>) -> Vec<Block> {
    let mut context = Context::new(text, sink, citations);
    let mut tree = Tree { root: Vec::new(), open: Vec::new() };
    let mut stretch = 0;
    let mut at = 0;
    for line in text.value.split_inclusive('\n') {
        if let Some(tag) = tag(at, line, &mut context) {
            tree.stretch(stretch..at, &mut context);
            tree.tag(tag, &mut context);
            stretch = at + line.len();
        }
        at += line.len();
    }
    tree.stretch(stretch..at, &mut context);
    tree.finish(&mut context)
}

/// A block tag.
struct Tag<'a> {
    /// `if`
    keyword: &'a str,
    /// What follows the keyword.
    rest: Range<usize>,
    /// The whole.
    range: Range<usize>,
}

/// The tag that stands alone on `line`, which starts at `start`; findings for tags that do not stand alone.
fn tag<'a>(start: usize, line: &'a str, context: &mut Context<'_>) -> Option<Tag<'a>> {
    let trimmed_line = line.trim();
    let alone = trimmed_line.strip_prefix("{%").and_then(|rest| rest.strip_suffix("%}"));
    match alone {
        Some(inside) if !inside.contains("{%") && !inside.contains("%}") => {
            let from = start + (line.len() - line.trim_start().len());
            Some(split(inside, from..from + trimmed_line.len()))
        }
        _ => {
            stray(start, line, context);
            None
        }
    }
}

/// The keyword of a tag and what follows it. Signs for the trimming of white space mean nothing here and are passed over.
fn split(inside: &str, range: Range<usize>) -> Tag<'_> {
    let signs = ['-', '+'];
    let open = inside.strip_prefix(signs).unwrap_or(inside);
    let body = open.strip_suffix(signs).unwrap_or(open);
    let body_start = range.start + 2 + (inside.len() - open.len());
    let keyword = body.split_whitespace().next().unwrap_or("");
    let keyword_end = body.find(keyword).unwrap_or(0) + keyword.len();
    Tag { keyword, rest: body_start + keyword_end..body_start + body.len(), range }
}

/// Reports what looks like a tag but is none.
fn stray(start: usize, line: &str, context: &mut Context<'_>) {
    let alone = "put the tag on a line of its own, around whole paragraphs";
    if let Some(at) = line.find("{%").map(|at| start + at) {
        if line.contains("%}") {
            context.error("misplaced-tag", at..at + 2, "a tag must stand alone on its line", alone);
        } else {
            context.error(
                "unclosed-tag",
                at..at + 2,
                "`{%` is not closed on its line",
                "write `%}` at the end of the line",
            );
        }
    } else if let Some(at) = line.find("{#").map(|at| start + at) {
        let help = "write a TOML comment above the text: `# …`";
        context.error("template-comment", at..at + 2, "comments cannot stand in a text", help);
    }
}

/// The blocks so far, with the tags that are still open.
struct Tree {
    root: Vec<Block>,
    open: Vec<Open>,
}

/// A tag that is not closed yet.
struct Open {
    range: Range<usize>,
    kind: OpenKind,
    /// The blocks since the last tag of its own.
    blocks: Vec<Block>,
}

enum OpenKind {
    If {
        /// The branches that are finished.
        branches: Vec<(Expression, Vec<Block>)>,
        /// The condition of the branch that is not; none after `else`.
        condition: Option<Expression>,
    },
    For {
        name: String,
        over: Expression,
    },
}

impl Tree {
    fn blocks(&mut self) -> &mut Vec<Block> {
        self.open.last_mut().map_or(&mut self.root, |open| &mut open.blocks)
    }

    fn stretch(&mut self, range: Range<usize>, context: &mut Context<'_>) {
        let blocks = markdown::parse(range, context);
        self.blocks().extend(blocks);
    }

    fn tag(&mut self, tag: Tag<'_>, context: &mut Context<'_>) {
        if !matches!(tag.keyword, "if" | "elif" | "for") && !trimmed(&context.text.value, tag.rest.clone()).is_empty() {
            let range = trimmed(&context.text.value, tag.rest.clone());
            if TAGS.contains(&tag.keyword) {
                let message = format!("nothing can follow `{}`", tag.keyword);
                context.error("template-tag", range, message, "delete what follows");
            }
        }
        match tag.keyword {
            "if" => self.start_if(tag, context),
            "for" => self.start_for(tag, context),
            "elif" | "else" => self.next_branch(&tag, context),
            "endif" | "endfor" => self.end(&tag, context),
            _ => unknown(&tag, context),
        }
    }

    fn start_if(&mut self, tag: Tag<'_>, context: &mut Context<'_>) {
        let condition = context.expression(tag.rest, tag.range.clone());
        self.start(tag.range, OpenKind::If { branches: Vec::new(), condition: Some(condition) }, context);
    }

    fn start_for(&mut self, tag: Tag<'_>, context: &mut Context<'_>) {
        let rest = trimmed(&context.text.value, tag.rest.clone());
        let slice = context.slice(rest.clone());
        let length = slice.find(char::is_whitespace).unwrap_or(slice.len());
        let (name, after) = slice.split_at(length);
        let over = after.trim_start().strip_prefix("in").filter(|over| over.starts_with(char::is_whitespace));
        let over = match over {
            Some(over) if is_name(name) => context.expression(rest.end - over.len()..rest.end, tag.range.clone()),
            _ => {
                let help = "write `{% for name in list %}`";
                context.error("template-tag", tag.range.clone(), "this `for` is not well formed", help);
                Expression { source: String::new(), span: context.text.locate(rest) }
            }
        };
        self.start(tag.range, OpenKind::For { name: name.to_owned(), over }, context);
    }

    fn start(&mut self, range: Range<usize>, kind: OpenKind, context: &mut Context<'_>) {
        if self.open.len() == MAX_NESTING {
            let message = format!("tags stand at most {MAX_NESTING} deep in one another");
            context.error("too-deep", range.clone(), message, "join conditions with `and`");
        }
        self.open.push(Open { range, kind, blocks: Vec::new() });
    }

    fn next_branch(&mut self, tag: &Tag<'_>, context: &mut Context<'_>) {
        let next = (tag.keyword == "elif").then(|| context.expression(tag.rest.clone(), tag.range.clone()));
        let misplaced = match self.open.last_mut() {
            Some(Open { kind: OpenKind::If { branches, condition }, blocks, .. }) => match condition.take() {
                Some(finished) => {
                    branches.push((finished, std::mem::take(blocks)));
                    *condition = next;
                    return;
                }
                None => "after `else`",
            },
            Some(_) => "inside `for`",
            None => "without `if`",
        };
        let message = format!("`{}` {misplaced}", tag.keyword);
        context.error("misplaced-tag", tag.range.clone(), message, "put it between `{% if … %}` and `{% endif %}`");
    }

    fn end(&mut self, tag: &Tag<'_>, context: &mut Context<'_>) {
        let start = tag.keyword.trim_start_matches("end");
        let fits = self.open.last().is_some_and(|open| open.keyword() == start);
        if let Some(open) = self.open.pop_if(|_| fits) {
            return self.close(open);
        }
        let mut finding = Diagnostic::error("misplaced-tag", format!("`{}` without `{start}`", tag.keyword))
            .at(context.text.locate(tag.range.clone()), "");
        if let Some(open) = self.open.last() {
            let label = format!("this `{}` is open", open.keyword());
            finding = finding.also(context.text.locate(open.range.clone()), label);
        }
        context.sink.push(finding.help(format!("write `{{% {start} … %}}` on a line above, or delete it")));
    }

    fn close(&mut self, open: Open) {
        let block = match open.kind {
            OpenKind::If { mut branches, condition } => {
                let otherwise = match condition {
                    Some(condition) => {
                        branches.push((condition, open.blocks));
                        Vec::new()
                    }
                    None => open.blocks,
                };
                Block::If { branches, otherwise }
            }
            OpenKind::For { name, over } => Block::For { name, over, body: open.blocks },
        };
        // What is nested too deeply has been reported and is left out, so that the tree stays shallow.
        if self.open.len() < MAX_NESTING {
            self.blocks().push(block);
        }
    }

    fn finish(self, context: &mut Context<'_>) -> Vec<Block> {
        for open in &self.open {
            let keyword = open.keyword();
            let help = format!("write `{{% end{keyword} %}}` on a line below");
            context.error("unclosed-tag", open.range.clone(), format!("`{keyword}` is not ended"), &help);
        }
        self.root
    }
}

impl Open {
    fn keyword(&self) -> &'static str {
        match self.kind {
            OpenKind::If { .. } => "if",
            OpenKind::For { .. } => "for",
        }
    }
}

fn unknown(tag: &Tag<'_>, context: &mut Context<'_>) {
    let message = match tag.keyword {
        "" => "this tag is empty".to_owned(),
        keyword => format!("unknown tag `{}`", shown(keyword)),
    };
    let finding = Diagnostic::error("unknown-tag", message).at(context.text.locate(tag.range.clone()), "");
    context.sink.push(finding.suggest(tag.keyword, TAGS));
}

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

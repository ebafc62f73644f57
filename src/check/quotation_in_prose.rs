//! Words of others typed into the text.

use super::running::Kind;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::ops::Range;

/// Words of others come from records.
pub(super) struct QuotationInProse;

impl Check for QuotationInProse {
    fn name(&self) -> &'static str {
        "quotation-in-prose"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds eight words or more in quotation marks of any kind, or in a block that is set as a quotation (`> …`), in a \
                     paragraph that cites nothing and prints no record.",
            why: "Words that are typed have no speaker, no date and no source, and nothing compares them with the \
                     original.",
            example: r##"[[sections]]
heading = "The Minister"
text    = "The Minister said: “No one in this country is held for what they write or say.”""##,
            remedy: "Make them a record, `[quotations.ID]`, and print it with `{{ quotations.ID }}`; or cite the \
                     source, `[@ID, locator]`.",
            references: "United Nations Editorial Manual Online, Quotations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for paragraph in
            context.text.iter().filter(|paragraph| paragraph.kind == Kind::Body && !paragraph.has_evidence())
        {
            let block = (paragraph.quoted && is_long(&paragraph.text)).then_some(0..paragraph.text.len());
            let inside = if block.is_some() { Vec::new() } else { quoted(&paragraph.text) };
            for range in block.into_iter().chain(inside) {
                sink.push(
                    self.finding("words of others are in the text without a source".to_owned())
                        .at_maybe(paragraph.locate(&range, &context.evidence.specification), "who says so, and where?")
                        .help("make them a record, `[quotations.ID]`, and write `{{ quotations.ID }}` here")
                        .help("or cite the source behind them, `[@ID, locator]`"),
                );
            }
        }
    }
}

/// From how many words on words in quotation marks are a quotation, and no title or turn of phrase.
const WORDS: usize = 8;

/// The same in characters, for languages without spaces.
const CHARACTERS: usize = 16;

/// Whether it is more than a title or a turn of phrase.
fn is_long(inside: &str) -> bool {
    let wide = inside.chars().filter(|c| matches!(*c, '\u{3400}'..='\u{9fff}')).count();
    inside.split_whitespace().count() >= WORDS || wide >= CHARACTERS
}

/// Where a passage ends that begins here. An apostrophe inside a word or after it is no closing mark as long as another one follows.
fn end_of(rest: &str, close: char) -> Option<usize> {
    let is_inside = |at: usize| {
        let next = rest.get(at + close.len_utf8()..).and_then(|after| after.chars().next());
        close == '’' && next.is_some_and(char::is_alphanumeric)
    };
    rest.match_indices(close).map(|(at, _)| at).find(|at| !is_inside(*at))
}

/// The places of passages in quotation marks.
fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (open, close) in
        [('“', '”'), ('«', '»'), ('„', '“'), ('"', '"'), ('‘', '’'), ('‹', '›'), ('「', '」'), ('『', '』')]
    {
        let mut at = 0;
        while let Some(start) =
            text.get(at..).and_then(|rest| rest.find(open)).map(|start| at + start + open.len_utf8())
        {
            let Some(end) = text.get(start..).and_then(|rest| end_of(rest, close)).map(|end| start + end) else {
                break;
            };
            let inside = text.get(start..end).unwrap_or("");
            if is_long(inside) {
                found.push(start..end);
            }
            at = end + close.len_utf8();
        }
    }
    found
}

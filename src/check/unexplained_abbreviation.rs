//! Letters that only insiders know.

use super::running::Kind;
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Name;
use crate::text::{is_letter, is_letter_or_digit};
use std::collections::BTreeSet;
use std::ops::Range;

/// Every abbreviation is spelt out once.
pub(super) struct UnexplainedAbbreviation;

impl Check for UnexplainedAbbreviation {
    fn name(&self) -> &'static str {
        "unexplained-abbreviation"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an abbreviation of two to seven capitals that the text uses and that is spelt out nowhere: \
                     not in brackets after its words, not before them, and not as the initials of a name that is \
                     printed. Widely known ones (UN, EU, NGO, BBC …) are left alone.",
            why: "A member of parliament does not know what insiders say all day. One unknown abbreviation in the \
                     first paragraph, and the rest is skimmed.",
            example: r##"[[sections]]
heading = "Counts"
text    = "The WPRM counted the arrests.""##,
            remedy: "Spell it out where it first stands, with the abbreviation in brackets: \"the Women's Prison \
                     Monitor (WPRM)\".",
            references: "WCAG 2.1, 3.1.4 Abbreviations; United Nations Editorial Manual Online, Abbreviations.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let mut explained: BTreeSet<String> = BTreeSet::new();
        for paragraph in context.text {
            explanations(&paragraph.text, &mut explained);
        }
        for source in context.spec.sources.iter().map(|(_, source)| source) {
            source.author.iter().chain(&source.editor).for_each(|name| match name {
                Name::Institution(name) => explanations(&name.value, &mut explained),
                Name::Person { .. } => {}
            });
        }
        let issuer = context
            .spec
            .organisation
            .iter()
            .flat_map(|organisation| [Some(&organisation.name), organisation.short_name.as_ref()]);
        issuer.flatten().for_each(|name| explanations(&name.value, &mut explained));
        for paragraph in context.text.iter().filter(|paragraph| paragraph.kind == Kind::Body) {
            for (range, word) in abbreviations(&paragraph.text) {
                if explained.insert(word.to_owned()) {
                    sink.push(
                        self.finding(format!("`{word}` is spelt out nowhere"))
                            .at_maybe(
                                paragraph.locate(&range, &context.evidence.specification),
                                "who knows what it means?",
                            )
                            .help(format!("write it out where it is first used, and `({word})` after it")),
                    );
                }
            }
        }
    }
}

/// What needs no explanation in a briefing for parliaments and United Nations bodies.
const KNOWN: &str = "\
    UN EU US USA UK UAE USSR NATO NGO NGOS UNESCO UNICEF UNHCR OHCHR WHO ILO IMF ICC ICJ ECHR OSCE OECD AU OAS ICRC MEP MEPS MP MPS \
    AFP BBC CNN AP NBC CBS ABC HIV AIDS COVID TV DNA PDF SMS GPS ID CCTV AM PM GMT UTC BC AD CEO II III IV VI VII VIII IX XI XII \
    XIII XIV XV TODO FIXME TBD TBC TK TKTK XXX XXXX ONU UE OTAN ONG OMS CPI CIJ ООН ЕС США НАТО СССР РФ НПО ВОЗ ОБСЕ";

/// The words of capitals in a text that are no whole line of capitals.
fn abbreviations(text: &str) -> Vec<(Range<usize>, &str)> {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    // A text in capitals has no abbreviations that could be told.
    if capitals * 2 > text.chars().filter(|c| is_letter(*c)).count() {
        return Vec::new();
    }
    words(text).filter(|(range, word)| is_abbreviation(word) && stands_alone(text, range)).collect()
}

/// Not a part of a symbol, an address or a hyphenated name: `A/HRC/40/67`, `P9_TA`, `COVID-19`.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let joined = |c: Option<char>| c.is_some_and(|c| "/_-.@&\u{2011}".contains(c) || c.is_ascii_digit());
    let after = text.get(range.end..).unwrap_or("");
    let ends = after.starts_with('.') && !after.get(1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let before = text.get(..range.start).and_then(|before| before.chars().next_back());
    let number = after.trim_start().starts_with(|c: char| c.is_ascii_digit());
    !joined(before) && (ends || !joined(after.chars().next())) && !number
}

fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.split(|c: char| !is_letter_or_digit(c)).filter(|word| !word.is_empty()).map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + word.len(), word)
    })
}

fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().count();
    (2..=7).contains(&letters)
        && word.chars().all(char::is_uppercase)
        && !KNOWN.split_whitespace().any(|known| known == word)
}

/// Adds what a text explains: words in brackets, words before brackets, and the initials of names.
fn explanations(text: &str, explained: &mut BTreeSet<String>) {
    for (at, _) in text.match_indices(['(', '（']) {
        let inside = text.get(at..).and_then(|rest| rest.split([')', '）']).next()).unwrap_or("");
        explained.extend(words(inside).map(|(_, word)| word).filter(|word| is_abbreviation(word)).map(str::to_owned));
        let before = text.get(..at).unwrap_or("").split_whitespace().next_back().unwrap_or("");
        if is_abbreviation(before) {
            explained.insert(before.to_owned());
        }
    }
    let mut initials = String::new();
    for (_, word) in words(text) {
        let first = word.chars().next().filter(|c| c.is_uppercase());
        match first.filter(|_| word.chars().any(char::is_lowercase)) {
            Some(first) => initials.push(first),
            None if SMALL.contains(&word) => {}
            None => initials.clear(),
        }
        for (start, _) in initials.char_indices() {
            let tail = initials.get(start..).unwrap_or("");
            if is_abbreviation(tail) {
                explained.insert(tail.to_owned());
            }
        }
        if initials.chars().count() > 8 {
            initials.clear();
        }
    }
}

/// Words that names have and initials leave out.
const SMALL: [&str; 14] = ["of", "the", "and", "for", "in", "on", "de", "des", "du", "et", "la", "les", "del", "y"];

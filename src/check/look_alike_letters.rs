//! Letters of another alphabet in a word.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::{Name, Spec, Text};
use crate::text::is_letter;
use std::ops::Range;
use unicode_script::{Script, UnicodeScript};

/// A word is written in one alphabet.
pub(super) struct LookAlikeLetters;

impl Check for LookAlikeLetters {
    fn name(&self) -> &'static str {
        "look-alike-letters"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a word of Latin letters with Cyrillic or Greek letters among them that look the same, and \
                     the other way round, in any text of the specification.",
            why: "Nobody sees it, and nobody finds it: searching, reading aloud and comparing with a source all see \
                     another word. It comes from keyboards, scans and forgery.",
            example: r##"[[sections]]
heading = "Amnestу"
text    = "The heading ends with a Cyrillic letter.""##,
            remedy: "Type the word anew; `briefing check --fix` replaces the letters.",
            references: "Unicode Technical Standard 39, Unicode Security Mechanisms.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for paragraph in context.text {
            for range in mixed(&paragraph.text) {
                let word = paragraph.text.get(range.clone()).unwrap_or("");
                let finding = self
                    .finding(format!("the word `{word}` mixes letters of two alphabets that look alike"))
                    .at_maybe(paragraph.locate(&range, &context.evidence.specification), "looks right, and is not")
                    .help("type the word anew, in one alphabet");
                let place = paragraph.exactly(&range, &context.evidence.specification);
                sink.push(match place.zip(plain(word)) {
                    Some((place, plain)) => finding.fix("write it in one alphabet", place, plain),
                    None => finding,
                });
            }
        }
        for text in names(context.spec) {
            for range in mixed(&text.value) {
                let word = text.value.get(range.clone()).unwrap_or("");
                sink.push(
                    self.finding(format!("the word `{word}` mixes letters of two alphabets that look alike"))
                        .at(text.locate(range.clone()), "looks right, and is not")
                        .help("type the word anew, in one alphabet"),
                );
            }
        }
    }
}

/// Names, places and addresses, which are no running text.
fn names(spec: &Spec) -> Vec<&Text> {
    let mut found: Vec<&Text> = spec.organisation.iter().map(|organisation| &organisation.name).collect();
    for (_, source) in spec.sources.iter() {
        for author in &source.author {
            match author {
                Name::Institution(name) => found.push(name),
                Name::Person { family, given } => found.extend(std::iter::once(family).chain(given)),
            }
        }
        found.extend(source.url.iter().chain(&source.number));
    }
    for (_, figure) in spec.figures.iter() {
        found.extend(figure.place.iter().chain(&figure.locator));
    }
    found.extend(spec.terms.iter().flat_map(|(_, term)| std::iter::once(&term.name).chain(&term.short)));
    found
}

/// Letters of Cyrillic and Greek, each with the Latin one that looks the same.
const LIKE: &[(char, char)] = &[
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ј', 'j'),
    ('ѕ', 's'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Ј', 'J'),
    ('Ѕ', 'S'),
    ('У', 'Y'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('ι', 'i'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
];

fn latin(c: char) -> Option<char> {
    LIKE.iter().find(|(other, _)| *other == c).map(|(_, latin)| *latin)
}

fn is_other(c: char) -> bool {
    !c.is_ascii() && matches!(c.script(), Script::Cyrillic | Script::Greek)
}

/// The words in which letters of two alphabets stand, of which some look like those of the other.
fn mixed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Most texts have letters of one alphabet only.
    if !text.chars().any(is_other) {
        return found;
    }
    for word in text.split(|c: char| !is_letter(c)).filter(|word| word.chars().count() > 1) {
        let has_latin = word.chars().any(|c| c.script() == Script::Latin);
        if has_latin && word.chars().any(is_other) && plain(word).is_some() {
            let start = word.as_ptr() as usize - text.as_ptr() as usize;
            found.push(start..start + word.len());
        }
    }
    found
}

/// The word in one alphabet: in Latin where all its other letters look like Latin ones, else with its Latin letters turned
/// into Cyrillic ones where they can be.
fn plain(word: &str) -> Option<String> {
    let to_latin: Option<String> = word.chars().map(|c| if is_other(c) { latin(c) } else { Some(c) }).collect();
    to_latin.or_else(|| {
        let cyrillic = |c: char| LIKE.iter().find(|(other, latin)| *latin == c && other.script() == Script::Cyrillic);
        let turned = |c: char| if c.script() == Script::Latin { cyrillic(c).map(|(other, _)| *other) } else { Some(c) };
        word.chars().map(turned).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_put_into_one_alphabet() {
        let fixed = |text: &str| mixed(text).into_iter().map(|range| plain(&text[range]).unwrap()).collect::<Vec<_>>();
        assert_eq!(fixed("Amnestу Intеrnational"), ["Amnesty", "International"]);
        assert_eq!(fixed("казнили челoвек"), ["казнили", "человек"][1..]);
        assert_eq!(fixed("Ιran"), ["Iran"]);
        for text in ["Москва and Moscow", "µ-opioid", "α-particle", "казнь"] {
            assert!(mixed(text).is_empty(), "{text}");
        }
    }
}

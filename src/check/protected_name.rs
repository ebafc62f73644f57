//! A protected name that stands somewhere.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink, Span};
use crate::spec::Spec;
use std::ops::Range;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A protected name stands nowhere but in fields that are withheld.
pub(super) struct ProtectedName;

impl Check for ProtectedName {
    fn name(&self) -> &'static str {
        "protected-name"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds the name of a case with a protected identity anywhere else in the specification: in prose, the title of a source, the name of a file, a comment. Parts of it of four letters and more count too, and however it is written: large or small, with or without accents and vowel signs, in Arabic or Persian letters. The value of a parameter may not be one either. The names of other protected cases, and of who agreed for them, are withheld too, and may share a surname with it.",
            why: "One place is enough. The specification is attached to the PDF, and what is quoted or cited is printed.",
            example: r##"[cases.a]
name  = "Example Person"
alias = "Ms E."
what  = "enforced disappearance"

[[sections]]
heading = "Facts"
text    = "Example Person was taken from her home.""##,
            remedy: "Write `{{ cases.a }}`, which prints the alias, or reword the sentence, and take the name out of titles, file names and comments; or leave `name` away altogether.",
            references: "OHCHR, Training Manual on Human Rights Monitoring, chapter on confidentiality.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let withheld = withheld(context.spec);
        for (id, case) in context.spec.cases.iter().filter(|(_, case)| !case.is_public()) {
            let Some(name) = &case.name else { continue };
            let elsewhere = places(&context.evidence.specification, &name.value);
            for place in elsewhere.into_iter().filter(|place| !withheld.iter().any(|own| own.contains(&place.start))) {
                sink.push(
                    self.finding(format!("the protected name of the case `{}` is used here", id.value))
                        .at(Span::new(name.span.file, place), "readers would see it")
                        .help(format!(
                            "write `{{{{ cases.{} }}}}`, which prints the alias, or reword the text without the name",
                            id.value
                        )),
                );
            }
            for table in context.spec.data.iter().filter_map(|(id, _)| context.evidence.data.get(&id.value)) {
                if !places(&String::from_utf8_lossy(&table.bytes), &name.value).is_empty() {
                    let message = format!("the protected name of the case `{}` is in `{}`", id.value, table.file);
                    sink.push(
                        self.finding(message)
                            .at(id.span, "the file is attached")
                            .help("take it out of the file, or write an alias there"),
                    );
                }
            }
            // the values of parameters stand in the evidence ledger and in the manifest of a batch
            for (param, declared) in context.spec.params.iter() {
                let value = declared.default.as_ref().map_or("", |value| value.value.as_str());
                if !places(value, &name.value).is_empty() {
                    let message = format!(
                        "the protected name of the case `{}` is the value of the parameter `{}`",
                        id.value, param.value
                    );
                    sink.push(
                        self.finding(message)
                            .at(name.span, "the ledger prints what parameters were set to")
                            .help("leave `name` away; the alias is enough for all that is printed"),
                    );
                }
            }
        }
    }
}

/// Where names stand that are given away nowhere: those of all protected cases, and of who agreed for them. Brothers have one name,
/// and a mother agrees for her son.
fn withheld(spec: &Spec) -> Vec<Range<usize>> {
    let protected = spec.cases.iter().map(|(_, case)| case).filter(|case| !case.is_public());
    let texts = protected.flat_map(|case| case.name.iter().chain(case.consent.as_ref().map(|consent| &consent.by)));
    texts.map(|text| text.span.start as usize..text.span.end as usize).collect()
}

/// Shorter parts of a name are words of other kinds too often.
const SHORTEST: usize = 4;

/// Where a name or a part of it stands, in bytes. Large and small letters, accents and vowel signs, the Arabic and the Persian
/// forms of a letter, and the width of spaces make no difference.
fn places(text: &str, name: &str) -> Vec<Range<usize>> {
    let (searched, name) = (Folded::of(text), Folded::of(name).text);
    let name = name.trim();
    let long = |part: &&str| part.chars().count() >= SHORTEST && *part != name;
    let mut found: Vec<Range<usize>> = Vec::new();
    for words in std::iter::once(name).chain(name.split(' ').filter(long)).filter(|words| !words.is_empty()) {
        for (at, _) in searched.text.match_indices(words) {
            let Some(place) = searched.whole(at..at + words.len()) else { continue };
            if !found.iter().any(|known| known.contains(&place.start)) {
                found.push(place);
            }
        }
    }
    found
}

/// A text in which letters that people write one for the other are one.
struct Folded {
    text: String,
    /// For each byte of it, the bytes of the text that it stands for.
    places: Vec<Range<usize>>,
}

impl Folded {
    fn of(text: &str) -> Self {
        let mut folded = Folded { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len()) };
        for (at, letter) in text.char_indices() {
            let place = at..at + letter.len_utf8();
            if letter.is_whitespace() || letter == '\u{200c}' {
                if !folded.text.ends_with(' ') {
                    folded.push(' ', &place);
                }
                continue;
            }
            decompose_canonical(letter, |part| match part {
                // what is left out belongs to the letter before it
                part if is_combining_mark(part) || is_invisible(part) => {
                    if let Some(last) = folded.places.last_mut() {
                        last.end = place.end;
                    }
                }
                part => same(part).to_lowercase().for_each(|part| folded.push(part, &place)),
            });
        }
        folded
    }

    fn push(&mut self, letter: char, place: &Range<usize>) {
        self.text.push(letter);
        self.places.extend(std::iter::repeat_n(place.clone(), letter.len_utf8()));
    }

    /// Where the bytes `range` stand in the text, where they are words of their own.
    fn whole(&self, range: Range<usize>) -> Option<Range<usize>> {
        let joined = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let before = self.text.get(..range.start)?.chars().next_back();
        let after = self.text.get(range.end..)?.chars().next();
        let (first, last) = (self.places.get(range.start)?, self.places.get(range.end - 1)?);
        (!joined(before) && !joined(after)).then_some(first.start..last.end)
    }
}

/// Soft hyphens, the stretch of Arabic letters, joiners and marks of direction.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// The letter for which it is written: Arabic yeh and kaf for the Persian ones, and so on.
fn same(letter: char) -> char {
    match letter {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' => 'ه',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
        places(text, name).into_iter().map(|place| &text[place]).collect()
    }

    #[test]
    fn a_name_is_found_however_it_is_written() {
        assert_eq!(words("FARAH  exampleson came.", "Farah Exampleson"), ["FARAH  exampleson"]);
        assert_eq!(words("of Exampleson’s", "Farah Exampleson"), ["Exampleson"]);
        assert_eq!(words("José and Jose\u{301}", "José"), ["José", "Jose\u{301}"]);
        assert_eq!(words("Jose", "José"), ["Jose"]);
        assert_eq!(words("كريمي", "کریمی"), ["كريمي"], "Arabic letters for Persian ones");
        assert_eq!(words("کَریمی‌ها", "کریمی"), ["کَریمی"], "a vowel sign, and an ending");
        assert_eq!(words("Farahnaz, Li", "Farah Li"), [""; 0], "a part of another name, and one that is too short");
        assert_eq!(words("x", ""), [""; 0]);
    }
}

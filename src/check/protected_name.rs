//! A protected name that stands somewhere.

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink, Span};
use crate::spec::{Case, Spanned, Spec, Text};
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};
use unicode_script::{Script, UnicodeScript};

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
            finds: "Finds the name of a case with a protected identity anywhere else in the specification: in prose, the title of a source, the name of a file, a comment. Parts of it of four letters and more count too, and however it is written: large or small, with or without accents and vowel signs, in Arabic or Persian letters. Other spellings that the case gives (`spellings`) are looked for alike. What may be a form of it (“the Qadris”, «Иванова») or a part of three letters is a warning, and so is a name that is not known in the letters of the text. The value of a parameter may not be one either. The names of other protected cases, and of who agreed for them, are withheld too, and may share a surname with it.",
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
            for name in case.name.iter().chain(&case.spellings) {
                self.in_specification((id, name), &withheld, context, sink);
                self.in_data((id, name), context, sink);
                self.in_parameters((id, name), context, sink);
            }
            self.other_script((id, case), context, sink);
        }
    }
}

/// A protected name with the id of its case.
type Named<'a> = (&'a Spanned<String>, &'a Text);

impl ProtectedName {
    fn in_specification(&self, (id, name): Named<'_>, own: &[Range<usize>], context: Context<'_>, sink: &mut Sink) {
        let text = &context.evidence.specification;
        let is_elsewhere = |place: &Range<usize>| !own.iter().any(|own| own.contains(&place.start));
        let certain = places(text, &name.value);
        for place in certain.iter().filter(|place| is_elsewhere(place)) {
            let message = format!("the protected name of the case `{}` is used here", id.value);
            let help = format!(
                "write `{{{{ cases.{} }}}}`, which prints the alias, or reword the text without the name",
                id.value
            );
            sink.push(
                self.finding(message).at(Span::new(name.span.file, place.clone()), "readers would see it").help(help),
            );
        }
        let is_new = |place: &Range<usize>| !certain.iter().any(|known| known.contains(&place.start));
        for place in likely(text, &name.value).into_iter().filter(|place| is_elsewhere(place) && is_new(place)) {
            let message = format!("this can be a form or a part of the protected name of the case `{}`", id.value);
            let finding = self.finding(message).at(Span::new(name.span.file, place), "readers could know who is meant");
            let finding = finding.help(
                "reword the text; if it is another word or another person, allow this with a reason (`[[allow]]`)",
            );
            sink.push(Diagnostic { severity: Severity::Warning, ..finding });
        }
    }

    fn in_data(&self, (id, name): Named<'_>, context: Context<'_>, sink: &mut Sink) {
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
    }

    /// The values of parameters stand in the evidence ledger and in the manifest of a batch.
    fn in_parameters(&self, (id, name): Named<'_>, context: Context<'_>, sink: &mut Sink) {
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

    /// A name is looked for as it is written: in a text in other letters it would not be found.
    fn other_script(&self, (id, case): (&Spanned<String>, &Case), context: Context<'_>, sink: &mut Sink) {
        let Some(name) = &case.name else { return };
        let known: Vec<Script> =
            std::iter::once(name).chain(&case.spellings).flat_map(|name| scripts(&name.value)).collect();
        let Some((script, called)) = of_text(context).into_iter().find(|(script, _)| !known.contains(script)) else {
            return;
        };
        if scripts(&name.value).is_empty() {
            return;
        }
        let message =
            format!("the name of the case `{}` is not known in {called} letters, which the text has", id.value);
        let finding =
            self.finding(message).at(name.span, format!("cannot be looked for in {} letters", script.full_name()));
        let help = "write how it is spelt there: `spellings = [\"…\"]`; that is withheld as the name is";
        sink.push(Diagnostic { severity: Severity::Warning, ..finding.help(help) });
    }
}

/// The scripts of the letters of a text.
fn scripts(text: &str) -> Vec<Script> {
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    let mut found: Vec<Script> = Vec::new();
    for script in letters.map(|letter| letter.script()) {
        if !found.contains(&script) {
            found.push(script);
        }
    }
    found.retain(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown));
    found
}

/// The scripts of the text, as far as names are asked for in them: that of the edition, and any other with more than a few words.
/// Keys are Latin in all specifications.
fn of_text(context: Context<'_>) -> Vec<(Script, &'static str)> {
    /// So many letters are more than a word or two in another language.
    const SOME: usize = 40;
    const ASKED: [(Script, &str, &[&str]); 4] = [
        (Script::Arabic, "Arabic", &["ar", "fa", "ur", "ps", "ckb", "ug"]),
        (Script::Cyrillic, "Cyrillic", &["ru", "uk", "be", "bg", "sr", "kk"]),
        (Script::Han, "Chinese", &["zh", "ja"]),
        (Script::Latin, "Latin", &[]),
    ];
    let language = context.spec.briefing.language.value.split('-').next().unwrap_or_default().to_owned();
    let other = ASKED.iter().any(|(_, _, languages)| languages.contains(&language.as_str()));
    let text = &context.evidence.specification;
    let is_there = |(script, _, languages): &(Script, &str, &[&str])| match script {
        Script::Latin => !other,
        _ => {
            languages.contains(&language.as_str())
                || text.chars().filter(|letter| letter.script() == *script).nth(SOME).is_some()
        }
    };
    ASKED.into_iter().filter(is_there).map(|(script, called, _)| (script, called)).collect()
}

/// Where names stand that are given away nowhere: those of all protected cases, and of who agreed for them. Brothers have one name,
/// and a mother agrees for her son.
fn withheld(spec: &Spec) -> Vec<Range<usize>> {
    let protected = spec.cases.iter().map(|(_, case)| case).filter(|case| !case.is_public());
    let texts = protected.flat_map(|case| {
        case.name.iter().chain(&case.spellings).chain(case.consent.as_ref().map(|consent| &consent.by))
    });
    texts.map(|text| text.span.start as usize..text.span.end as usize).collect()
}

/// Shorter parts of a name are words of other kinds too often.
const SHORTEST: usize = 4;

/// Where a name or a part of it stands, in bytes. Large and small letters, accents and vowel signs, the Arabic and the Persian
/// forms of a letter, the shape of apostrophes, hyphens, and the width of spaces make no difference.
fn places(text: &str, name: &str) -> Vec<Range<usize>> {
    let searched = Folded::of(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    let names = written(name);
    let long = |part: &&str| part.chars().count() >= SHORTEST;
    let parts = names.iter().flat_map(|name| std::iter::once(name.as_str()).chain(name.split(' ').filter(long)));
    for words in parts.filter(|words| !words.is_empty()) {
        for (at, _) in searched.text.match_indices(words) {
            let Some(place) = searched.whole(at..at + words.len()) else { continue };
            if !found.iter().any(|known| known.contains(&place.start)) {
                found.push(place);
            }
        }
    }
    found
}

/// A name as it is searched: as it is, and with "ue" for "ü" and the like, or without.
fn written(name: &str) -> BTreeSet<String> {
    const PAIRS: [(&str, &str); 8] =
        [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("å", "aa"), ("ø", "oe"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")];
    let apart = |name: &str| PAIRS.iter().fold(name.to_owned(), |name, (one, two)| name.replace(one, two));
    let composed: String = name.nfc().collect();
    let folded = |name: &str| Folded::of(name).text.trim().to_owned();
    let short = |name: String| ["ae", "oe", "ue"].iter().fold(name, |name, two| name.replace(two, &two[..1]));
    [folded(&composed), folded(&apart(&composed)), short(folded(&composed))].into()
}

/// Short parts of names that are words of other kinds, or stand before many names.
const COMMON: [&str; 26] = [
    "abu", "and", "bin", "dar", "das", "del", "den", "der", "des", "dos", "gen", "her", "him", "his", "ibn", "las",
    "les", "los", "may", "san", "the", "umm", "van", "von", "ben", "bey",
];

/// What grammar adds to a name: plurals, cases, and the names of women; "й" is "и" here, as in what is searched.
const ENDINGS: [&str; 39] = [
    "s", "es", "a", "ova", "eva", "а", "у", "ю", "я", "ы", "и", "е", "ои", "ою", "еи", "ом", "ем", "ым", "им", "ых",
    "их", "ыми", "ими", "ову", "ова", "ева", "ам", "ами", "ах", "ям", "ями", "ях", "ها", "های", "ی", "یان", "ان", "ین",
    "ون",
];

/// What Arabic writes together with the word that follows.
const BEFORE: [&str; 9] = ["و", "ال", "وال", "ب", "بال", "ل", "لل", "ف", "ک"];

/// Where a form of a name or of a part of it may stand, or a part of three letters.
fn likely(text: &str, name: &str) -> Vec<Range<usize>> {
    let (searched, name) = (Folded::of(text), Folded::of(name).text);
    let mut found: Vec<Range<usize>> = Vec::new();
    // in addresses and the names of accounts it stands in one word
    let joined: String = name.split(' ').collect();
    if name.trim().contains(' ') && joined.chars().count() >= 2 * SHORTEST {
        found.extend(searched.text.match_indices(&joined).filter_map(|(at, _)| searched.place(at..at + joined.len())));
    }
    for part in name.split(' ').filter(|part| !COMMON.contains(part)) {
        let length = part.chars().count();
        let is_han = part.chars().all(|letter| letter.script() == Script::Han);
        if length < SHORTEST - 1 && !is_han {
            continue;
        }
        // "Иванова" is "Ивановой" in another case; of shorter words too little would be left
        let stem = match part.char_indices().next_back() {
            Some((end, 'а' | 'я' | 'ь' | 'о' | 'е' | 'и')) if length > SHORTEST => {
                part.get(..end).unwrap_or(part)
            }
            _ => part,
        };
        let forms = length >= SHORTEST && !is_han;
        for (at, _) in searched.text.match_indices(stem) {
            let (before, after) = searched.around(at..at + stem.len());
            let rest = part.get(stem.len()..).unwrap_or_default();
            let is_account = !after.is_empty() && after.chars().all(|letter| letter.is_ascii_digit());
            let ends = after == rest || (forms && (after.is_empty() || is_account || ENDINGS.contains(&after)));
            let begins = before.is_empty() || (forms && BEFORE.contains(&before));
            let Some(place) = (ends && begins).then(|| searched.place(at..at + stem.len())).flatten() else { continue };
            // where a script has large letters, a name begins with one
            let is_small = text.get(place.clone()).and_then(|own| own.chars().next()).is_some_and(char::is_lowercase);
            if (!is_small || is_account) && !found.iter().any(|known| known.contains(&place.start)) {
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
            if letter.is_whitespace() || matches!(letter, '\u{200c}' | '-' | '‐' | '‑' | '–' | '־') {
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
        // Chinese has no spaces between words
        let is_han = |letter: char| letter.script() == Script::Han;
        let own = self.text.get(range.clone())?.chars().all(is_han);
        let joined =
            |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() && !(own && is_han(letter)));
        let before = self.text.get(..range.start)?.chars().next_back();
        let after = self.text.get(range.end..)?.chars().next();
        (!joined(before) && !joined(after)).then(|| self.place(range)).flatten()
    }

    /// What bytes stand for in the text.
    fn place(&self, range: Range<usize>) -> Option<Range<usize>> {
        let (first, last) = (self.places.get(range.start)?, self.places.get(range.end.checked_sub(1)?)?);
        Some(first.start..last.end)
    }

    /// What stands before and after in the same word.
    fn around(&self, range: Range<usize>) -> (&str, &str) {
        let (before, after) =
            (self.text.get(..range.start).unwrap_or_default(), self.text.get(range.end..).unwrap_or_default());
        let start = before.char_indices().rev().take_while(|(_, letter)| letter.is_alphanumeric()).last();
        let end = after.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(after.len());
        (start.map_or("", |(at, _)| before.get(at..).unwrap_or_default()), after.get(..end).unwrap_or_default())
    }
}

/// Soft hyphens, the stretch of Arabic letters, joiners, marks of direction, and the asterisks of emphasis.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '*' | '\u{ad}' | '\u{640}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// The letter for which it is written: Arabic yeh and kaf for the Persian ones, letters with a stroke without it, and so on.
fn same(letter: char) -> char {
    match letter {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        'ة' => 'ه',
        'ł' | 'Ł' => 'l',
        'đ' | 'Đ' | 'ð' | 'Ð' => 'd',
        'ø' | 'Ø' => 'o',
        'ħ' | 'Ħ' => 'h',
        'ı' => 'i',
        '’' | '‘' | 'ʼ' | '′' | '`' | '´' | 'ʻ' => '\'',
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
        assert_eq!(words("Khosravi, Khosravi Mehr, KHOSRAVI-MEHR", "F. Khosravi-Mehr").len(), 5, "hyphens");
        assert_eq!(words("O'Brien went", "Anne O’Brien"), ["O'Brien"], "apostrophes of either shape");
        assert_eq!(words("Lukasz Dordevic", "Łukasz Đorđević"), ["Lukasz Dordevic"], "letters with a stroke");
        assert_eq!(words("Mueller, Müller, Muller", "K. Müller").len(), 3);
        assert_eq!(words("Müller", "K. Mueller"), ["Müller"]);
        assert_eq!(words("F*arahna*z", "Farahnaz Example"), ["F*arahna*z"], "emphasis inside a word");
        assert_eq!(words("x", ""), [""; 0]);
        assert_eq!(words("昨天李明被捕", "李明"), ["李明"], "Chinese has no spaces");
    }

    #[test]
    fn forms_and_short_parts_may_be_the_name() {
        let forms = |text: &'static str, name: &str| -> Vec<&str> {
            likely(text, name).into_iter().map(|place| &text[place]).collect()
        };
        assert_eq!(forms("The Rad family; a rad idea; Radovan", "Ali Rad"), ["Rad"]);
        assert_eq!(forms("Петр Иванов; у Иванова", "Иванов Пётр"), ["Иванов", "Иванов", "Петр"]);
        assert_eq!(forms("для Ивановой", "Иванова Мария"), ["Иванов"]);
        assert_eq!(forms("Qadris went, Qadriyya not", "Zubaydah Qadri"), ["Qadri"]);
        assert_eq!(forms("والكريمي قال", "كريمي"), ["كريمي"]);
        assert_eq!(forms("@farahnaz88, farahnazexample.org", "Farahnaz Example").len(), 2);
        assert_eq!(forms("Farahnaz, Li", "Farah Li"), [""; 0]);
        assert_eq!(forms("mother of the van", "Van der May"), [""; 0]);
    }
}

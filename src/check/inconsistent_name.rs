//! One person under two names.

use super::running::{Kind, Paragraph};
use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::{Spec, Term};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A name is written in one way.
pub(super) struct InconsistentName;

impl Check for InconsistentName {
    fn name(&self) -> &'static str {
        "inconsistent-name"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds two names of two or more words, in the text, the titles and the records, that differ in one \
                     letter or two of one word, or only in how one word is brought into Latin letters (Rezaiee and Rezaei, Mohammad \
                     and Muhammad). Quotations and titles of sources are left as they are, and so are two names that are both \
                     declared, in `[terms]` or as `name` of a case.",
            why: "A reader takes two spellings for two people or two places, and a search for one does not find the \
                     other. With names of the dead it is also a matter of respect.",
            example: r##"[[sections]]
heading = "The case"
text    = """
Mohammad Hassan Rezaiee was sixteen. Eleven years later Mohammad Hassan Rezaei was put to death.
""""##,
            remedy: "Write the name as the source has it, in one way throughout. Where these are two people, declare both \
                     names (`[terms]`, `[cases]`), or `[[allow]]` the finding.",
            references: "United Nations Editorial Manual Online, Names of persons and titles.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        if context.locale.tag().starts_with(INFLECTED) {
            return;
        }
        let own = context
            .text
            .iter()
            .filter(|paragraph| paragraph.kind != Kind::Quotation && !paragraph.name.0.contains("source"));
        let mut forms: BTreeMap<String, Form<'_>> = BTreeMap::new();
        for paragraph in own {
            for (range, words) in names(&paragraph.text) {
                let form =
                    forms.entry(words.join(" ")).or_insert_with(|| Form { words, first: (paragraph, range), times: 0 });
                form.times += 1;
            }
        }
        let declared = declared(context.spec);
        let is_declared = |form: &Form<'_>| declared.contains(&form.words.join(" "));
        let mut found = pairs(&forms);
        found.retain(|(a, b)| !(is_declared(a) && is_declared(b)));
        for (a, b) in found.iter().filter(|pair| !found.iter().any(|other| is_tail(pair, other))) {
            let (usual, rare) = if a.times < b.times { (b, a) } else { (a, b) };
            let place = |form: &Form<'_>| form.first.0.locate(&form.first.1, &context.evidence.specification);
            let finding = self.finding(format!(
                "\u{201c}{}\u{201d} is also written \u{201c}{}\u{201d}",
                usual.words.join(" "),
                rare.words.join(" ")
            ));
            let finding = finding.at_maybe(place(rare), "this form");
            let finding = place(usual).into_iter().fold(finding, |finding, span| finding.also(span, "the other"));
            sink.push(
                finding.help("write it as the source has it; if these are two people, declare both names in `[terms]`, or allow the finding (`[[allow]]`)"),
            );
        }
    }
}

/// The language whose names have endings that change with the sentence: two forms say nothing there.
const INFLECTED: &str = "ru";

/// From how many letters on a word can be a misspelling of another.
const LETTERS: usize = 5;

/// A name as it is written, where first, and how often.
struct Form<'a> {
    words: Vec<String>,
    first: (&'a Paragraph<'a>, Range<usize>),
    times: usize,
}

/// The sequences of two to four capitalised words in a text. At the beginning of a sentence also without their first
/// word, which may be capitalised for that reason alone.
fn names(text: &str) -> Vec<(Range<usize>, Vec<String>)> {
    let mut found = Vec::new();
    let mut open: Vec<(Range<usize>, &str)> = Vec::new();
    let mut close = |open: &mut Vec<(Range<usize>, &str)>| {
        let words = std::mem::take(open);
        let begins = words.first().is_some_and(|(range, _)| begins_sentence(text, range.start));
        let mut add = |words: &[(Range<usize>, &str)]| {
            if let (Some((first, _)), Some((last, _)), 2..=4) = (words.first(), words.last(), words.len()) {
                found.push((first.start..last.end, words.iter().map(|(_, word)| (*word).to_owned()).collect()));
            }
        };
        add(&words);
        if begins && words.len() > 2 {
            add(words.get(1..).unwrap_or(&[]));
        }
    };
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric());
        let plain = core.split(['\'', '’']).next().unwrap_or(core);
        let at = core.as_ptr() as usize - text.as_ptr() as usize;
        if !word.starts_with(char::is_alphanumeric) {
            close(&mut open);
        }
        let name = plain.chars().next().is_some_and(char::is_uppercase) && plain.chars().any(char::is_lowercase);
        if name && plain.chars().all(|c| c.is_alphabetic() || c == '-') {
            open.push((at..at + plain.len(), plain));
            if word.ends_with(core) && plain == core {
                continue;
            }
        }
        close(&mut open);
    }
    close(&mut open);
    found
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or("").trim_end();
    before.is_empty() || before.ends_with(['.', '!', '?', ':', '“', '\u{fffc}'])
}

/// Names that differ in one word, and there in a letter or two. Those that could are found by the words they share.
fn pairs<'f, 'a>(forms: &'f BTreeMap<String, Form<'a>>) -> Vec<(&'f Form<'a>, &'f Form<'a>)> {
    let mut by_rest: BTreeMap<(usize, usize, String), Vec<&Form<'a>>> = BTreeMap::new();
    let mut found = Vec::new();
    for form in forms.values() {
        for left_out in 0..form.words.len() {
            let rest: Vec<&str> = form
                .words
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != left_out)
                .map(|(_, word)| word.as_str())
                .collect();
            let others = by_rest.entry((form.words.len(), left_out, rest.join(" "))).or_default();
            let word = |form: &Form<'_>| form.words.get(left_out).cloned().unwrap_or_default();
            found.extend(
                others
                    .iter()
                    .filter(|other| is_variant(&word(other), &word(form)) || sounds_alike(&word(other), &word(form)))
                    .map(|other| (*other, form)),
            );
            if others.len() < 50 {
                others.push(form);
            }
        }
    }
    found
}

/// Whether the names of one pair are those of another without their first words.
fn is_tail(pair: &(&Form<'_>, &Form<'_>), other: &(&Form<'_>, &Form<'_>)) -> bool {
    let tail = |a: &Form<'_>, b: &Form<'_>| a.words.len() < b.words.len() && b.words.ends_with(&a.words);
    let tails = |a: &Form<'_>, b: &Form<'_>| tail(a, b) || a.words == b.words || tail(b, a);
    let shorter = pair.0.words.len() < other.0.words.len();
    shorter
        && ((tails(pair.0, other.0) && tails(pair.1, other.1)) || (tails(pair.0, other.1) && tails(pair.1, other.0)))
}

/// The names that records give.
fn declared(spec: &Spec) -> BTreeSet<String> {
    let forms = |term: &Term| {
        let others = term.forms.iter().filter_map(|(_, form)| form.as_ref());
        std::iter::once(&term.name).chain(&term.short).chain(others).map(|name| name.value.clone()).collect::<Vec<_>>()
    };
    let terms = spec.terms.iter().flat_map(|(_, term)| forms(term));
    terms.chain(spec.cases.iter().filter_map(|(_, case)| Some(case.name.as_ref()?.value.clone()))).collect()
}

/// A word without what depends on who brought it into Latin letters: double letters, and which vowels stand for one.
fn sound(word: &str) -> String {
    let vowel = |c: char| "aeiouy".contains(c);
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let mut sound = String::new();
    for run in letters.chunk_by(|a, b| vowel(*a) == vowel(*b)) {
        let has = |letters: &[char]| run.iter().any(|c| letters.contains(c));
        match run {
            [first, ..] if !vowel(*first) => {
                for pair in run.chunk_by(|a, b| a == b) {
                    sound.extend(pair.first());
                }
            }
            [one] => sound.push(if *one == 'o' { 'u' } else { *one }),
            _ if has(&['i', 'y']) || run.windows(2).any(|pair| pair == ['e', 'e']) => sound.push('i'),
            _ if has(&['o', 'u']) => sound.push('u'),
            _ => sound.push('a'),
        }
    }
    sound
}

/// Whether two words sound alike: the same letters but for the vowels that one writes in two ways.
fn sounds_alike(a: &str, b: &str) -> bool {
    let long = a.chars().count().min(b.chars().count()) >= LETTERS;
    let (first, second) = (sound(a), sound(b));
    let near = first.chars().count().min(second.chars().count()) > LETTERS
        && first.chars().take(2).eq(second.chars().take(2))
        && !first.starts_with(&second)
        && !second.starts_with(&first)
        && strsim::osa_distance(&first, &second) <= 1;
    long && a.to_lowercase() != b.to_lowercase() && (first == second || near)
}

/// Whether two words are spellings of one: as long as a name is, a letter or two apart, and none an ending of the other.
fn is_variant(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let long = a.chars().count().min(b.chars().count()) >= LETTERS;
    let most = if a.chars().count().max(b.chars().count()) >= 8 { 2 } else { 1 };
    let stem = |text: &str| text.chars().take(2).collect::<String>();
    a != b
        && long
        && stem(&a) == stem(&b)
        && !a.starts_with(&b)
        && !b.starts_with(&a)
        && strsim::osa_distance(&a, &b) <= most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_told_from_other_names() {
        assert!(is_variant("Rezaiee", "Rezaeie") && is_variant("Evinprison", "Evimprison"));
        assert!(is_variant("Tehran", "Teheran") && is_variant("Sotoudeh", "Sotoodeh"));
        for (a, b) in
            [("Iran", "Iraq"), ("Saudi", "Saudis"), ("Northern", "Southern"), ("North", "South"), ("Ali", "Ala")]
        {
            assert!(!is_variant(a, b), "{a} {b}");
        }
        for (a, b) in
            [("Rezaiee", "Rezaei"), ("Mohammad", "Mohammed"), ("Mohammad", "Muhammed"), ("Hossein", "Hussain")]
        {
            assert!(is_variant(a, b) || sounds_alike(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Hassan", "Hossein"),
            ("Karimi", "Kazemi"),
            ("Mohammadi", "Mohammad"),
            ("Rahimi", "Karimi"),
            ("Iran", "Iran"),
        ] {
            assert!(!is_variant(a, b) && !sounds_alike(a, b), "{a} {b}");
        }
        let found: Vec<String> = names("In Tehran, Ali Rezaei and Ali Rezaei’s lawyer met the Human Rights Council.")
            .into_iter()
            .map(|(_, words)| words.join(" "))
            .collect();
        assert_eq!(found, ["In Tehran", "Ali Rezaei", "Ali Rezaei", "Human Rights Council"]);
    }

    #[test]
    fn the_example_is_found_and_two_declared_people_are_not() {
        let text = "[[sections]]\nheading = \"H\"\ntext = \"Later Ali Rezaiee and Ali Rezaei met.\"\n";
        assert_eq!(super::super::testing::found(&InconsistentName, text).len(), 1);
        let terms = "[terms.one]\nname = \"Ali Rezaiee\"\n[terms.two]\nname = \"Ali Rezaei\"\n";
        assert_eq!(super::super::testing::found(&InconsistentName, &format!("{terms}{text}")), [""; 0]);
    }
}

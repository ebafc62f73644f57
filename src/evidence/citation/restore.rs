//! What hayagriva set, as text of the document: the letters that stand for texts give place to the texts themselves, names
//! are found again, addresses become links.

use super::item;
use crate::doc::{Emphasis, Inline, Words};
use crate::locale::Locale;
use crate::page::Target;
use crate::spec::{Name, Source, Text};
use citationberg::{FontStyle, FontWeight};
use hayagriva::{ElemChild, ElemChildren, Formatted};
use std::sync::Arc;

/// The sources at hand, by the number that their letters have.
pub(super) type Sources<'a> = [(&'a str, &'a Source)];

/// The text of `children`. Full stops at its end are taken off: whoever closes the note sets the one of the language.
pub(super) fn inlines(children: &ElemChildren, sources: &Sources<'_>, of: &Source, locale: &Locale) -> Vec<Inline> {
    let mut writer = Writer { sources, locale, text: Vec::new(), quoting: false, worded: false };
    writer.children(children);
    let mut text = named(writer.text, of, locale.rtl());
    open(&mut text);
    if locale.rtl() { spaced(text) } else { text }
}

/// In a text from right to left, spaces around words of the style in Latin letters belong to the text: what runs the other way
/// is turned as a whole.
fn spaced(text: Vec<Inline>) -> Vec<Inline> {
    let mut pieces = Vec::with_capacity(text.len());
    for inline in text {
        match inline {
            Inline::Text(words)
                if words.origin.is_none() && words.text.contains(|letter: char| letter.is_ascii_alphabetic()) =>
            {
                let end = words.text.trim_end().len();
                let start = words.text.len() - words.text.trim_start().len();
                for range in [0..start, start..end, end..words.text.len()] {
                    let part = words.text.get(range).unwrap_or("").to_owned();
                    if !part.is_empty() {
                        pieces.push(Inline::Text(Words { text: part, ..words.clone() }));
                    }
                }
            }
            other => pieces.push(other),
        }
    }
    pieces
}

/// Takes a full stop off the end, and white space.
fn open(text: &mut Vec<Inline>) {
    while let Some(Inline::Text(last)) = text.last_mut() {
        if last.origin.is_none() && last.link.is_none() {
            let length = last.text.trim_end_matches(['.', ' ']).len();
            last.text.truncate(length);
        }
        if !last.text.is_empty() {
            break;
        }
        text.pop();
    }
}

struct Writer<'a> {
    sources: &'a Sources<'a>,
    locale: &'a Locale,
    text: Vec<Inline>,
    /// Whether a straight quotation mark was opened, as the words of some languages have them.
    quoting: bool,
    /// Whether the last text was an edition in words, behind which the style would say the word again.
    worded: bool,
}

impl Writer<'_> {
    fn children(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => self.words(text, None),
                ElemChild::Link { text, url } => self.words(text, Some(url)),
                ElemChild::Elem(elem) => self.children(&elem.children),
                ElemChild::Markup(text) => self.push(text.clone(), Emphasis::default(), None),
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn words(&mut self, formatted: &Formatted, url: Option<&String>) {
        let emphasis = Emphasis {
            italic: formatted.formatting.font_style == FontStyle::Italic,
            bold: formatted.formatting.font_weight == FontWeight::Bold,
        };
        let link = url.map(|url| Target::Uri(Arc::from(url.as_str())));
        let mut plain = String::new();
        for letter in formatted.text.chars() {
            match item::stands_for(letter) {
                None => plain.push(letter),
                Some((source, variable)) => {
                    self.push(std::mem::take(&mut plain), emphasis, link.clone());
                    self.text_of(source, variable, emphasis);
                }
            }
        }
        self.push(plain, emphasis, link);
    }

    /// Words of the style. A title that ends a sentence needs no full stop behind it.
    fn push(&mut self, text: String, emphasis: Emphasis, link: Option<Target>) {
        let after = self.text.last().map_or("", |last| match last {
            Inline::Text(words) if words.origin.is_some() => words.text.as_str(),
            _ => "",
        });
        let ended = after.trim_end_matches(['”', '’', '"', ')', '»']).ends_with(['.', '!', '?', '…', '؟', '。']);
        // what follows a text that has its own full stop, and an edition in words
        let worded = self.worded;
        self.worded &= !text.contains(char::is_alphanumeric);
        let text = if ended || worded { text.strip_prefix('.').map_or(text.clone(), str::to_owned) } else { text };
        let text = if worded { without_word(&text).to_owned() } else { text };
        if text.is_empty() {
            return;
        }
        let text = if link.is_some() { text } else { self.in_language(&text) };
        // no line breaks between an address that ends in a slash and the bracket that closes it
        let closes =
            matches!(self.text.last(), Some(Inline::Text(last)) if last.link.is_some()) && text.starts_with('>');
        let text = if closes { format!("\u{2060}{text}") } else { text };
        match self.text.last_mut() {
            Some(Inline::Text(last))
                if link.is_none() && last.link.is_none() && last.origin.is_none() && last.emphasis == emphasis =>
            {
                last.text.push_str(&text);
            }
            _ => self.text.push(Inline::Text(Words { text, emphasis, link, ..Words::default() })),
        }
    }

    /// The digits, commas, brackets and quotation marks of the language, and months as they stand behind a day.
    fn in_language(&mut self, text: &str) -> String {
        let marks = &self.locale.citation;
        let mut text = self.locale.in_digits(text);
        if marks.comma != ", " {
            text = text.replace(", ", &marks.comma).replace(',', marks.comma.trim_end());
            text = text.replace("; ", &marks.semicolon).replace(" (", &marks.open).replace(')', marks.close.trim_end());
            // full-width brackets bring their own space along
            text = text.replace("） ", "）");
        }
        if self.locale.tag().starts_with("ru") {
            text = genitive(&text);
        }
        let quotes = &self.locale.quotes().outer;
        let mut quoted = String::with_capacity(text.len());
        for letter in text.chars() {
            if letter == '"' {
                self.quoting = !self.quoting;
                quoted.push_str(if self.quoting { &quotes.0 } else { &quotes.1 });
            } else {
                quoted.push(letter);
            }
        }
        quoted
    }

    fn text_of(&mut self, source: usize, variable: &str, emphasis: Emphasis) {
        let Some((_, source)) = self.sources.get(source) else { return };
        let Some(text) = item::text(source, variable) else { return };
        let language = source.language.as_ref().filter(|_| variable == "title");
        let language = language.map(|language| Arc::from(language.value.as_str()));
        let worded = variable == "edition" && item::has_worded_editions(self.locale);
        let value = if worded { self.locale.edition(&text.value) } else { self.inside_quotes(&text.value) };
        self.worded = worded;
        let origin = Some(text.locate(0..text.value.len()));
        self.text.push(Inline::Text(Words { text: value, emphasis, link: None, language, origin, ..Words::default() }));
    }

    /// Quotation marks inside quotation marks of the same kind are the other ones.
    fn inside_quotes(&self, title: &str) -> String {
        let before = self.text.last().map_or("", |last| match last {
            Inline::Text(words) => words.text.as_str(),
            _ => "",
        });
        let pairs = [("“", "”", "‘", "’"), ("«", "»", "“", "”"), ("《", "》", "〈", "〉")];
        let found = pairs.iter().find(|(outer, ..)| before.trim_end_matches(['\u{a0}', '\u{202f}']).ends_with(outer));
        match found {
            Some((open, close, inner_open, inner_close)) => title.replace(open, inner_open).replace(close, inner_close),
            None if before.ends_with('‘') => doubled(title),
            None => title.to_owned(),
        }
    }
}

/// What a style sets behind an edition, without the word for it.
fn without_word(text: &str) -> &str {
    const WORDS: [&str; 9] = ["édition", "Édition", "éd", "الطبعة", "طبعة", "ط", "ویرایش", "版本", "版"];
    let rest = WORDS.iter().find_map(|word| text.trim_start().strip_prefix(word));
    let rest = rest.filter(|rest| !rest.starts_with(char::is_alphabetic));
    rest.map_or(text, |rest| rest.strip_prefix('.').unwrap_or(rest))
}

/// Single quotation marks as double ones. What closes a quotation looks as an apostrophe does, so it counts only behind one that
/// opens, and not between letters.
fn doubled(title: &str) -> String {
    let mut text = String::with_capacity(title.len());
    let mut open = false;
    let mut letters = title.chars().peekable();
    while let Some(letter) = letters.next() {
        let followed = letters.peek().is_some_and(|next| next.is_alphanumeric());
        text.push(match letter {
            '‘' if !open => {
                open = true;
                '“'
            }
            '’' if open && !followed => {
                open = false;
                '”'
            }
            other => other,
        });
    }
    text
}

/// Russian months behind a day are in the genitive, which the words of CSL do not have.
fn genitive(text: &str) -> String {
    const MONTHS: [(&str, &str); 12] = [
        ("январь", "января"),
        ("февраль", "февраля"),
        ("март", "марта"),
        ("апрель", "апреля"),
        ("май", "мая"),
        ("июнь", "июня"),
        ("июль", "июля"),
        ("август", "августа"),
        ("сентябрь", "сентября"),
        ("октябрь", "октября"),
        ("ноябрь", "ноября"),
        ("декабрь", "декабря"),
    ];
    let mut changed = text.to_owned();
    for (month, genitive) in MONTHS {
        for digit in 0..=9 {
            changed = changed.replace(&format!("{digit} {month} "), &format!("{digit} {genitive} "));
        }
    }
    changed
}

/// The names of the authors and editors as pieces of their own, which lead back to the specification and keep their direction beside
/// other scripts. Where a name runs against the text, all of it is one piece: in two, its parts would change places.
fn named(mut text: Vec<Inline>, source: &Source, rtl: bool) -> Vec<Inline> {
    for name in source.author.iter().chain(&source.editor) {
        match name {
            Name::Institution(name) | Name::Person { family: name, given: None } => apart(&mut text, &name.value, name),
            Name::Person { family, given: Some(given) } => {
                let wholes = [
                    format!("{given} {family}"),
                    format!("{family}, {given}"),
                    format!("{family}، {given}"),
                    format!("{family} {given}"),
                    format!("{family}{given}"),
                ];
                let initials = with_initials(&text, family);
                let whole = wholes.into_iter().chain(initials).find(|whole| find(&text, whole).is_some());
                match whole.filter(|_| runs_against(family, rtl)) {
                    Some(whole) => apart(&mut text, &whole, family),
                    None => {
                        apart(&mut text, &family.value, family);
                        apart(&mut text, &given.value, given);
                    }
                }
            }
        }
    }
    text
}

/// Whether a name is written in the other direction than the text.
pub(super) fn runs_against(name: &Text, rtl: bool) -> bool {
    let turned =
        |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}');
    name.value.chars().any(turned) != rtl
}

/// A family name with the initials behind it: "Writer A", "Berg, J.".
fn with_initials(text: &[Inline], family: &Text) -> Option<String> {
    let (index, at) = find(text, &family.value)?;
    let Some(Inline::Text(words)) = text.get(index) else { return None };
    let behind = words.text.get(at + family.value.len()..)?;
    let (joint, rest) = [", ", "، ", " "].iter().find_map(|joint| Some((*joint, behind.strip_prefix(joint)?)))?;
    let length = rest.find(|letter: char| !letter.is_uppercase() && !".-".contains(letter)).unwrap_or(rest.len());
    (length > 0).then(|| format!("{family}{joint}{}", rest.get(..length).unwrap_or("")))
}

/// The first place where a name stands as a word in what the style wrote.
fn find(text: &[Inline], name: &str) -> Option<(usize, usize)> {
    text.iter().enumerate().find_map(|(index, inline)| match inline {
        Inline::Text(words) if words.origin.is_none() && words.link.is_none() => {
            word(&words.text, name).map(|at| (index, at))
        }
        _ => None,
    })
}

/// Makes a piece of its own of the first place where `name` stands as a word; `of` is where it comes from.
fn apart(text: &mut Vec<Inline>, name: &str, of: &Text) {
    let Some((index, at)) = find(text, name) else { return };
    let Some(Inline::Text(words)) = text.get(index).cloned() else { return };
    let piece = |part: &str, origin| Inline::Text(Words { text: part.to_owned(), origin, ..words.clone() });
    let (before, rest) = words.text.split_at(at);
    let (own, after) = rest.split_at(name.len());
    let origin = Some(of.locate(0..of.value.len()));
    let pieces = [piece(before, None), piece(own, origin), piece(after, None)];
    let filled = |piece: &Inline| !matches!(piece, Inline::Text(words) if words.text.is_empty());
    text.splice(index..=index, pieces.into_iter().filter(filled));
}

/// Where `name` stands in `text` with no letter before or after it.
fn word(text: &str, name: &str) -> Option<usize> {
    if name.is_empty() {
        return None;
    }
    text.match_indices(name).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let after = text.get(at + name.len()..).and_then(|after| after.chars().next());
        // Chinese, Japanese and Korean names stand side by side
        let joins = |letter: char| letter.is_alphanumeric() && letter < '\u{2e80}';
        ![before, after].into_iter().flatten().any(joins)
    })
}

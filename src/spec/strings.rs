//! What a string may hold: its length, its characters, and the forms of ids, addresses and the like.

use super::rule::Rule;
use super::tree::{Node, Reader};
use super::value::Text;
use crate::diag::{Diagnostic, Sink, Span};
use icu_locale_core::LanguageIdentifier;

/// The longest string, in bytes: 1 MiB. A briefing's longest text is a hundredth of it.
pub const MAX_STRING: usize = 1 << 20;

/// The form of an id: `{{ figures.ID }}` must be able to name it.
pub(crate) const ID_PATTERN: &str = "^[a-z][a-z0-9_]*$";

/// The item types of CSL 1.0.2, <https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types>.
pub(crate) const CSL_TYPES: &[&str] = &[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
];

/// A string from the file as it may stand in a message: on one line, without control characters, not too long.
pub(crate) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown: String = text
        .chars()
        .take(LONGEST)
        .map(|c| if c.is_control() || forbidden(c).is_some() { char::REPLACEMENT_CHARACTER } else { c })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
}

/// Whether `text`, the value of `key`, may stand in a briefing; findings where not, one for each kind of character.
pub(crate) fn check(key: &str, text: &Text, sink: &mut Sink) -> bool {
    if text.value.len() > MAX_STRING {
        let message = format!("`{}` is longer than {} KiB", shown(key), MAX_STRING >> 10);
        sink.push(Diagnostic::error("too-large", message).at(text.span, "").help("split it over several sections"));
        return false;
    }
    let mut seen = Vec::new();
    for (at, character) in text.value.char_indices() {
        if let Some(what) = forbidden(character)
            && !seen.contains(&character)
        {
            seen.push(character);
            let message = format!("`{}` holds U+{:04X}, {what}", shown(key), u32::from(character));
            sink.push(
                Diagnostic::error("forbidden-character", message)
                    .at(text.locate(at..at + character.len_utf8()), "here")
                    .help("delete it; copied text often brings such characters along"),
            );
        }
    }
    let balanced = isolates(text);
    if let Some(at) = balanced {
        let message = format!("`{}` opens or closes an isolate without its partner", shown(key));
        sink.push(
            Diagnostic::error("unbalanced-isolate", message)
                .at(text.locate(at..at + '\u{2066}'.len_utf8()), "here")
                .help("close each U+2066, U+2067 or U+2068 with U+2069 in the same text, or delete both"),
        );
    }
    seen.is_empty() && balanced.is_none()
}

/// Where an isolate (UAX 9, 2.4) stands without its partner; none where all are paired.
fn isolates(text: &Text) -> Option<usize> {
    let mut open = Vec::new();
    for (at, character) in text.value.char_indices() {
        match character {
            '\u{2066}'..='\u{2068}' => open.push(at),
            '\u{2069}' if open.pop().is_none() => return Some(at),
            _ => {}
        }
    }
    open.pop()
}

/// Why a character must not stand in a text: it is invisible and changes how its neighbours look or read, or it means
/// nothing to a reader.
pub(crate) fn forbidden(character: char) -> Option<&'static str> {
    Some(match character {
        '\n' | '\t' => return None,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' => "a control character",
        '\u{202a}'..='\u{202e}' => "an invisible character that turns the direction of the text",
        '\u{200b}' => "a zero-width space",
        '\u{feff}' => "a byte order mark",
        '\u{2028}' | '\u{2029}' => "an invisible line end",
        '\u{e0000}'..='\u{e007f}' => "an invisible tag character",
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => "a private-use character, which no reader can know",
        '\u{fdd0}'..='\u{fdef}' | '\u{fffe}' | '\u{ffff}' => "no character",
        _ => return None,
    })
}

/// Whether `id` can name a record; a finding where not.
pub(crate) fn check_id(id: &str, span: Span, reader: &mut Reader<'_>) -> bool {
    let tail = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let fits = id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(tail);
    if !fits {
        let mut finding = Diagnostic::error("invalid-id", format!("`{}` cannot be an id", shown(id)))
            .at(span, "")
            .help("an id starts with a letter and has small letters, digits and `_` only");
        if let Some(proposed) = proposed_id(id) {
            finding = finding.help(format!("write `{proposed}`"));
        }
        reader.sink.push(finding);
    }
    fits
}

/// The id that was probably meant.
fn proposed_id(id: &str) -> Option<String> {
    let proposed: String = id
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
        .skip_while(|c| !c.is_ascii_lowercase())
        .collect();
    let proposed = proposed.trim_end_matches('_');
    (!proposed.is_empty() && id.is_ascii()).then(|| proposed.to_owned())
}

/// Whether `value` follows `rule`; a finding where not.
pub(crate) fn check_rule(value: &str, rule: Rule, node: Node<'_>, reader: &mut Reader<'_>) -> bool {
    match rule {
        Rule::Id => check_id(value, node.span, reader),
        Rule::Language => check_language(value, node, reader),
        Rule::CslType => check_csl_type(value, node, reader),
        Rule::Sha256 => check_sha256(value, node, reader),
        Rule::Url => match address_fault(value, &["https", "http"]) {
            None => true,
            Some(fault) if fault == USER => {
                let host = value.split('/').nth(2).unwrap_or_default();
                let secret = host.split('@').next().is_some_and(|user| user.contains(':'));
                let what = if secret { "a user name and a password" } else { "a user name" };
                let message = format!("`{}` holds {what}", node.key);
                reader.sink.push(
                    Diagnostic::error("invalid-url", message)
                        .at(node.span, "would be printed")
                        .help("delete all between `//` and `@`, and the `@`"),
                );
                false
            }
            Some(fault) => {
                let message = format!("`{}` is not an address on the web: {fault}", node.key);
                reader.error("invalid-url", node.span, message, "write it as `https://example.org/page`");
                false
            }
        },
        _ => true,
    }
}

fn check_language(value: &str, node: Node<'_>, reader: &mut Reader<'_>) -> bool {
    // Longer primary subtags are reserved by BCP 47, so that "english" is no language.
    let known = LanguageIdentifier::try_from_str(value)
        .is_ok_and(|tag| (2..=3).contains(&tag.language.as_str().len()) && !tag.language.is_unknown());
    if !known {
        let message = format!("`{}` is no language tag: `{}`", node.key, shown(value));
        reader.error("invalid-language", node.span, message, "write a BCP 47 tag: `en-GB`, `fr`, `fa`");
    }
    known
}

fn check_csl_type(value: &str, node: Node<'_>, reader: &mut Reader<'_>) -> bool {
    let known = CSL_TYPES.contains(&value);
    if !known {
        let finding = Diagnostic::error("unknown-type", format!("`{}` is no type of source in CSL", shown(value)))
            .at(node.span, "");
        // "newspaper" is far from "article-newspaper" as letters go, but is one of its words.
        reader.sink.push(match CSL_TYPES.iter().find(|known| known.split(['-', '_']).any(|word| word == value)) {
            Some(near) => finding.help(format!("did you mean `{near}`?")),
            None => finding.suggest(value, CSL_TYPES.iter().copied()),
        });
    }
    known
}

fn check_sha256(value: &str, node: Node<'_>, reader: &mut Reader<'_>) -> bool {
    let digits = value.chars().filter(char::is_ascii_hexdigit).count();
    let others = value.chars().count() - digits;
    let fits = digits == 64 && others == 0;
    if !fits {
        let message = match others {
            0 => format!("a SHA-256 has 64 hexadecimal digits, not {digits}"),
            _ => "a SHA-256 has hexadecimal digits only".to_owned(),
        };
        reader.error("invalid-sha256", node.span, message, "`sha256sum FILE` prints it");
    }
    fits
}

/// The fault of an address that gives away who may open it.
const USER: &str = "it holds a user name";

/// What is wrong with an address that may have one of `schemes`; nothing where it can be a link.
pub(crate) fn address_fault(address: &str, schemes: &[&str]) -> Option<String> {
    let Some((scheme, rest)) = address.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) else {
        return Some("it has no scheme such as `https:`".to_owned());
    };
    if !schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme)) {
        return Some(format!("`{}:` cannot be opened from a document", shown(scheme)));
    }
    if address.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"\\^`{|}".contains(c)) {
        return Some("it holds a space or another character that addresses cannot have".to_owned());
    }
    if scheme.eq_ignore_ascii_case("mailto") {
        return (!rest.contains('@')).then(|| "it has no `@`".to_owned());
    }
    let Some(rest) = rest.strip_prefix("//") else {
        return Some("`//` is missing after the scheme".to_owned());
    };
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    if host.contains('@') {
        return Some(USER.to_owned());
    }
    host.trim_end_matches(|c: char| c == ':' || c.is_ascii_digit()).is_empty().then(|| "it names no host".to_owned())
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

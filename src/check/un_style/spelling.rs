//! Words in another spelling than that of the United Nations.

use super::{Manual, Own, all, because, begins_sentence, is_capitalised, rule_in_english, words};
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Oxford spelling: -ize, -yse, -our.
pub(in crate::check) struct Spelling;

const MANUAL: Manual = Manual {
    says: "spelling follows the Concise Oxford English Dictionary: -ize, -yse, and of two forms the first",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/",
};

/// The table of words.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    ize: String,
    yse: String,
    doubtful: BTreeMap<String, String>,
    words: BTreeMap<String, String>,
}

/// The embedded table; a test reads it.
fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| toml::from_str(include_str!("data/spelling.toml")).unwrap_or_default())
}

impl Check for Spelling {
    fn name(&self) -> &'static str {
        "un-spelling"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds words of a table in another spelling than that of the United Nations (organise, analyze, labor, \
                    defense), in English texts, titles and labels, where the profile asks for its style. Quotations, words in \
                    italics, titles of sources and names are left alone.",
            why: "Documents of the United Nations have one spelling, and an editor changes every other.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "They had organised a labor union.""##,
            remedy: "Write the form that the finding gives; `briefing check --fix` does it. A program of a computer is allowed.",
            references: "United Nations Editorial Manual Online, Spelling: \
                         <https://www.un.org/dgacm/en/content/editorial-manual/>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(rule) = rule_in_english(context) else { return };
        let source = &context.evidence.specification;
        for own in all(context) {
            for (range, form) in misspelt(&own) {
                let written = own.text().get(range.clone()).unwrap_or("");
                let place = own.paragraph.locate(&range, source);
                let Form { write, certain } = form;
                let finding = self.finding(format!("`{written}` is spelt `{write}`")).at_maybe(place, "");
                let finding = match certain {
                    true => finding.help(format!("write `{write}`")),
                    false => finding.help(format!("write `{write}`, or allow the finding where a computer’s is meant")),
                };
                let finding = because(finding, rule, &MANUAL);
                sink.push(match own.paragraph.exactly(&range, source).filter(|_| certain) {
                    Some(place) => finding.fix(format!("write `{write}`"), place, write),
                    None => finding,
                });
            }
        }
    }
}

/// How a word is written.
struct Form {
    write: String,
    /// Whether it can be changed without knowing what is meant.
    certain: bool,
}

fn misspelt(own: &Own<'_>) -> Vec<(Range<usize>, Form)> {
    let text = own.text();
    let words = words(text);
    let mut found = Vec::new();
    for (index, (range, word)) in words.iter().enumerate() {
        let Some(form) = form(&word.to_lowercase()) else { continue };
        let following = words.iter().skip(index + 1).take(2);
        let mut following = following.take_while(|(range, _)| !begins_sentence(text, range.start));
        let next = following.any(|(_, word)| is_capitalised(word));
        let capital = is_capitalised(word);
        // "Center for Human Rights", "the Department of Defense": names keep their own spelling
        let named = capital && (next || !begins_sentence(text, range.start));
        if named || in_address(text, range) || !own.holds(range) {
            continue;
        }
        let write = if capital { capitalised(&form.write) } else { form.write };
        found.push((range.clone(), Form { write, ..form }));
    }
    found
}

/// The form of a word in small letters, where it has another.
fn form(word: &str) -> Option<Form> {
    let certain = |write: String| Form { write, certain: true };
    let known = table().words.get(word).cloned().or_else(|| ending(word)).map(certain);
    known.or_else(|| table().doubtful.get(word).map(|write| Form { write: write.clone(), certain: false }))
}

/// The form of a word that ends like `organise` or `analyze`.
fn ending(word: &str) -> Option<String> {
    const ENDINGS: [&str; 11] = ["e", "es", "ed", "ing", "er", "ers", "ation", "ations", "ational", "able", "ably"];
    let has = |list: &str, stem: &str| list.split_whitespace().any(|verb| verb.strip_suffix('e') == Some(stem));
    ENDINGS.iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        let changed = match (has(&table().ize, stem), has(&table().yse, stem)) {
            (true, _) => format!("{}z", stem.strip_suffix('s')?),
            (_, true) => format!("{}s", stem.strip_suffix('z')?),
            _ => return None,
        };
        Some(format!("{changed}{ending}"))
    })
}

/// Whether a word is part of an address or a file's name.
fn in_address(text: &str, range: &Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|text| text.chars().next_back());
    let mut after = text.get(range.end..).unwrap_or("").chars();
    let joined = |c: char| "/@_.#\\".contains(c);
    before.is_some_and(joined)
        || after.next().is_some_and(|c| joined(c) && (c != '.' || after.next().is_some_and(char::is_alphanumeric)))
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::in_prose;

    #[test]
    fn the_table_is_read_and_contradicts_nothing() {
        let table = table();
        assert!(table.words.len() > 60 && table.doubtful.len() == 2 && table.ize.split_whitespace().count() > 90);
        assert!(table.ize.split_whitespace().all(|verb| verb.ends_with("ise")));
        assert!(table.yse.split_whitespace().all(|verb| verb.ends_with("yze")));
        let right = table.words.values().chain(table.doubtful.values());
        right.for_each(|word| assert!(form(word).is_none(), "{word} is changed again"));
    }

    #[test]
    fn endings_are_changed_and_roots_are_not() {
        for (word, write) in [
            ("organisation", "organization"),
            ("recognised", "recognized"),
            ("criticising", "criticizing"),
            ("analyzed", "analysed"),
            ("paralyze", "paralyse"),
            ("labor", "labour"),
        ] {
            assert_eq!(form(word).map(|form| form.write).as_deref(), Some(write));
        }
        for word in
            ["surprise", "advised", "exercise", "criticism", "emphasis", "realistic", "premises", "size", "judgment"]
        {
            assert!(form(word).is_none(), "{word}");
        }
    }

    #[test]
    fn names_quotations_and_addresses_are_left_alone() {
        let text = "The Organisation of Iran [@a], “they organised”, *labor*, labor.example.org and the Department of \
                    Defense. Center for Human Rights. A programme.";
        assert_eq!(in_prose(&Spelling, text), [""; 0]);
        assert_eq!(
            in_prose(&Spelling, "Organised crime. They recognise the program."),
            [
                "Organised: `Organised` is spelt `Organized`",
                "recognise: `recognise` is spelt `recognize`",
                "program: `program` is spelt `programme`"
            ]
        );
    }
}

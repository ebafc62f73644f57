//! Headings in Which Each Word Has a Capital.

use super::{Manual, all, because, is_capitalised, rule_in_english, words};
use crate::check::running::Kind;
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use std::collections::BTreeSet;

/// Of a heading the first word alone has a capital letter.
pub(in crate::check) struct HeadingCase;

const MANUAL: Manual = Manual {
    says: "of a heading only the first word has a capital letter, and names",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/headings",
};

/// Shorter words have small letters in titles of either kind.
const LONG: usize = 4;

impl Check for HeadingCase {
    fn name(&self) -> &'static str {
        "un-heading-case"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an English heading in which every long word has a capital letter, where the profile asks for the style \
                    of the United Nations. It is certain where one of these words is a preposition, or stands in the text with a small \
                    letter: else they may be names.",
            why: "Documents of the United Nations have one form of headings; an editor would change each of them.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Arbitrary Executions and Their Victims"
text = "The executions were announced in advance.""##,
            remedy: "Write capital letters in the first word and in names only.",
            references: "United Nations Editorial Manual Online, Headings: \
                         <https://www.un.org/dgacm/en/content/editorial-manual/headings>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(rule) = rule_in_english(context) else { return };
        let mut small = BTreeSet::new();
        for own in all(context).filter(|own| own.paragraph.kind == Kind::Body) {
            let own_words = words(own.text()).into_iter().map(|(_, word)| word);
            small.extend(own_words.filter(|word| !is_capitalised(word)));
        }
        for own in all(context).filter(|own| own.paragraph.kind == Kind::Heading) {
            let words = words(own.text());
            let long = words.iter().skip(1).filter(|(range, word)| word.chars().count() >= LONG && own.holds(range));
            let long: Vec<_> = long.collect();
            let all = long.iter().all(|(_, word)| is_capitalised(word));
            let is_ordinary = |word: &str| SMALL.contains(&word) || small.contains(word.to_lowercase().as_str());
            let ordinary = long.iter().find(|(_, word)| is_ordinary(word));
            let Some((range, word)) = ordinary.filter(|_| all && long.len() >= MOST_NAMES) else { continue };
            let place = own.paragraph.locate(range, &context.evidence.specification);
            let finding = self.finding("each word of the heading has a capital letter".to_owned()).at_maybe(place, "");
            let help = format!("write `{}`, and so the other words that are no names", word.to_lowercase());
            sink.push(because(finding.help(help), rule, &MANUAL));
        }
    }
}

/// Words that begin no name.
const SMALL: [&str; 14] = [
    "About", "After", "Against", "Before", "Between", "During", "From", "Into", "Over", "Their", "Through", "Under",
    "With", "Without",
];

/// One capital alone may be that of a name which is a word too: "the Guard".
const MOST_NAMES: usize = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::found;

    #[test]
    fn capitals_are_found_and_names_are_not() {
        let section = |heading: &str| {
            let text = "The executions were announced, and their victims were not named. The state is silent.";
            found(&HeadingCase, &format!("[[sections]]\nheading = \"{heading}\"\ntext = \"{text}\"\n"))
        };
        let message = "each word of the heading has a capital letter";
        assert_eq!(section("Arbitrary Executions and Their Victims"), [format!("Executions: {message}")]);
        assert_eq!(section("Facts About The Matter"), [format!("About: {message}")]);
        for heading in [
            "Arbitrary executions and their victims",
            "Executions in the Islamic Republic of Testland",
            "Facts",
            "Silence of the State",
            "The executions of 2020",
        ] {
            assert_eq!(section(heading), [""; 0], "{heading}");
        }
    }
}

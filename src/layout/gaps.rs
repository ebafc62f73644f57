//! Characters that no font has: one finding for each script, at the first place, with the font that would have them.

use crate::diag::{Diagnostic, Sink, Span};
use crate::text::suggestion;
use std::collections::BTreeSet;

/// So many characters are named in a finding.
const NAMED: usize = 12;
/// So many further places are pointed at.
const PLACES: usize = 3;

/// The characters of one script.
struct Gap {
    script: String,
    font: Option<&'static str>,
    characters: Vec<char>,
    places: Vec<Span>,
}

/// Makes findings of characters and their places, which come in the order of the document.
pub(super) fn report(gaps: &[(char, Option<Span>)], sink: &mut Sink) {
    let mut found: Vec<Gap> = Vec::new();
    for (character, place) in gaps {
        let (script, font) = suggestion(*character);
        let at = found.iter().position(|gap| gap.script == script).unwrap_or_else(|| {
            found.push(Gap { script, font, characters: Vec::new(), places: Vec::new() });
            found.len() - 1
        });
        if let Some(gap) = found.get_mut(at) {
            gap.characters.push(*character);
            match (gap.places.last_mut(), place) {
                // characters side by side are one place
                (Some(last), Some(next)) if last.file == next.file && last.end == next.start => last.end = next.end,
                _ => gap.places.extend(place),
            }
        }
    }
    found.into_iter().for_each(|gap| sink.push(gap.finding()));
}

impl Gap {
    fn finding(self) -> Diagnostic {
        let mut seen = BTreeSet::new();
        let distinct: Vec<char> = self.characters.iter().copied().filter(|character| seen.insert(*character)).collect();
        let named: Vec<String> =
            distinct.iter().take(NAMED).map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
        let more = match distinct.len().saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let noun = if distinct.len() == 1 { "character" } else { "characters" };
        let message = format!("no font has the {noun} {}{more} ({})", named.join(", "), self.script);
        let mut finding = Diagnostic::error("missing-glyph", message);
        let mut places: Vec<Span> = self.places;
        places.dedup();
        for (index, place) in places.into_iter().take(PLACES + 1).enumerate() {
            finding = if index == 0 { finding.at(place, "cannot be printed") } else { finding.also(place, "nor this") };
        }
        match self.font {
            Some(font) => {
                finding.help(format!("put a font that has them into `fonts/` beside the specification: {font}"))
            }
            None => finding.help("write it in another way, or put a font that has it into `fonts/`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;

    fn findings(gaps: &[(char, Option<Span>)]) -> Vec<Diagnostic> {
        let mut sink = Sink::default();
        report(gaps, &mut sink);
        sink.findings().to_vec()
    }

    #[test]
    fn there_is_one_finding_for_each_script() {
        let at = |start| Some(Span { file: FileId(0), start, end: start + 3 });
        let found = findings(&[('漢', at(1)), ('字', at(5)), ('漢', at(9)), ('⛔', None)]);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].message, "no font has the characters `漢` (U+6F22), `字` (U+5B57) (Han script)");
        assert!(found[0].help[0].contains("Noto Sans SC"), "{:?}", found[0].help);
        assert!(found[1].message.starts_with("no font has the character `⛔`"), "{}", found[1].message);
    }

    #[test]
    fn a_long_list_is_counted() {
        let gaps: Vec<_> = ('一'..='丠').map(|character| (character, None)).collect();
        let found = findings(&gaps);
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains(&format!(" and {} more", gaps.len() - NAMED)), "{}", found[0].message);
    }
}

//! Characters that no font has: one finding for each script, at the first place, with the font that would have them.

use crate::diag::{Diagnostic, Sink, Span};
use crate::text::suggestion;
use std::collections::BTreeSet;

/// So many characters are named in a finding.
const NAMED: usize = 12;
/// So many further places are pointed at.
const PLACES: usize = 3;

/// Up to so many characters are named by their numbers too: a long list of them would hide the sentence.
const NUMBERED: usize = 3;

/// The characters of one script, or of several that one font would have.
struct Gap {
    scripts: Vec<String>,
    font: Option<&'static str>,
    characters: Vec<char>,
    places: Vec<Span>,
}

/// Makes findings of characters and their places, which come in the order of the document.
pub(super) fn report(gaps: &[(char, Option<Span>)], sink: &mut Sink) {
    let mut found: Vec<Gap> = Vec::new();
    for (character, place) in gaps {
        let (script, font) = suggestion(*character);
        let same = |gap: &Gap| gap.scripts.contains(&script) || (font.is_some() && gap.font == font);
        let at = found.iter().position(same).unwrap_or_else(|| {
            found.push(Gap { scripts: Vec::new(), font, characters: Vec::new(), places: Vec::new() });
            found.len() - 1
        });
        if let Some(gap) = found.get_mut(at) {
            gap.characters.push(*character);
            if !gap.scripts.contains(&script) {
                gap.scripts.push(script);
            }
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
        let noun = if distinct.len() == 1 { "character" } else { "characters" };
        let what = if distinct.len() <= NUMBERED {
            let named: Vec<String> = distinct.iter().map(|c| format!("`{c}` (U+{:04X})", u32::from(*c))).collect();
            format!("the {noun} {}", named.join(", "))
        } else {
            let shown: Vec<String> = distinct.iter().take(NAMED).map(char::to_string).collect();
            let more = if distinct.len() > NAMED { " …" } else { "" };
            format!("{} {noun}: {}{more}", distinct.len(), shown.join(" "))
        };
        let message = format!("no font has {what} ({})", self.scripts.join(", "));
        let mut finding = Diagnostic::error("missing-glyph", message);
        let mut places: Vec<Span> = self.places;
        places.dedup();
        for (index, place) in places.into_iter().take(PLACES + 1).enumerate() {
            finding = if index == 0 { finding.at(place, "cannot be printed") } else { finding.also(place, "and here") };
        }
        match self.font {
            Some(font) => {
                finding.help(format!("put a font that has them into a folder `fonts/` beside your TOML file: {font}"))
            }
            None => finding.help(
                "write it in another way, or put a font that has it into a folder `fonts/` beside your TOML file",
            ),
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
    fn one_missing_font_is_one_finding() {
        let found = findings(&[('漢', None), ('。', None), ('字', None)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].message.ends_with("(Han script, full-width signs)"), "{}", found[0].message);
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
        assert!(
            found[0].message.starts_with(&format!("no font has {} characters: 一", gaps.len())),
            "{}",
            found[0].message
        );
        assert!(found[0].message.contains(" … ("), "{}", found[0].message);
    }
}

//! `briefing fonts`: which fonts a specification needs, what each of them shows, and which characters have none.

use super::args::Fonts;
use super::editions::{self, Wanted};
use super::{Exit, conclude, result};
use briefing::Briefing;
use briefing::diag::{Diagnostic, Files, Severity, Sink};
use briefing::page::{Item, Pages};
use briefing::text::{FaceId, Script};
use std::collections::{BTreeMap, BTreeSet};

/// The codes of findings that are about fonts.
const ABOUT_FONTS: [&str; 7] = [
    "missing-glyph",
    "invalid-font",
    "font-left-out",
    "font-style",
    "too-many-fonts",
    "unknown-face",
    "unknown-script",
];

/// Lays each edition out, writes nothing, and says which faces were taken.
pub(super) fn run(fonts: &Fonts) -> Exit {
    let mut sink = Sink::default();
    let mut files = Files::default();
    let mut reports = Vec::new();
    for edition in editions::chosen(&fonts.spec, None, Wanted::All) {
        let mut found = Sink::default();
        let options = fonts.added.options(edition.language.as_deref());
        let loaded = briefing::load_with(&fonts.spec, options, files, &mut found);
        if let Some(briefing) = &loaded.briefing {
            let document = briefing::compose(briefing, &mut found);
            let document = briefing::annexed(briefing, document, &found);
            let pages = briefing::layout(briefing, &document, &mut found);
            reports.push(report(briefing, &pages, found.findings(), &loaded.files));
        }
        files = loaded.files;
        sink.append(found);
    }
    if !fonts.shown.quiet && !reports.is_empty() && result(&reports.join("\n\n")) == Exit::Files {
        return Exit::Files;
    }
    let mut shown = Sink::default();
    let matters = |finding: &Diagnostic| finding.severity == Severity::Error || ABOUT_FONTS.contains(&finding.code);
    sink.into_sorted().into_iter().filter(matters).for_each(|finding| shown.push(finding));
    conclude(shown, &files, &fonts.shown)
}

/// The characters that a face shows, by script.
type Shown = BTreeMap<&'static str, BTreeSet<char>>;

fn report(briefing: &Briefing, pages: &Pages, findings: &[Diagnostic], files: &Files) -> String {
    let mut lines = vec![format!("fonts in use (language {})", briefing.spec.briefing.language.value)];
    for (face, shown) in in_use(pages) {
        let face = briefing.evidence.fonts.face(face);
        let from = face.source.as_deref().unwrap_or("bundled");
        let weight = face.instance.map(|weight| format!(", set at weight {weight}")).unwrap_or_default();
        lines.push(format!("  {} ({from}{weight})", face.name));
        lines.extend(shown.iter().map(|(script, characters)| format!("    {}", counted(script, characters))));
    }
    lines.push(String::new());
    lines.extend(without(findings, files));
    lines.push("looked in".to_owned());
    lines.push("  the fonts of the program".to_owned());
    let found = &briefing.evidence.font_files;
    let places = |(folder, count): &(String, usize)| match count {
        0 => format!("  {folder}: no font file"),
        1 => format!("  {folder}: one font file"),
        _ => format!("  {folder}: {count} font files"),
    };
    lines.extend(found.looked.iter().map(places));
    for file in &found.read {
        let faces: Vec<String> = file.faces.iter().map(|face| face.full_name.clone()).collect();
        lines.push(format!("    {}: {}", file.name, faces.join(", ")));
    }
    lines.join("\n")
}

fn in_use(pages: &Pages) -> BTreeMap<FaceId, Shown> {
    let mut faces: BTreeMap<FaceId, Shown> = BTreeMap::new();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        let Item::Glyphs(run) = item else { continue };
        let shown = faces.entry(run.face).or_default();
        for character in run.text.chars().filter(|character| !character.is_whitespace()) {
            shown.entry(script(character)).or_default().insert(character);
        }
    }
    faces.retain(|_, shown| !shown.is_empty());
    faces
}

fn script(character: char) -> &'static str {
    match Script::from(character) {
        Script::Common | Script::Inherited | Script::Unknown => "signs and digits",
        script => script.full_name(),
    }
}

fn counted(script: &str, characters: &BTreeSet<char>) -> String {
    const SAMPLE: usize = 12;
    let sample: String = characters.iter().take(SAMPLE).collect();
    let more = if characters.len() > SAMPLE { " …" } else { "" };
    format!("{} {}: {sample}{more}", characters.len(), script.replace('_', " "))
}

/// What has no font, where it stands, and which font would have it.
fn without(findings: &[Diagnostic], files: &Files) -> Vec<String> {
    let missing: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.code == "missing-glyph").collect();
    if missing.is_empty() {
        return vec!["every character has a font".to_owned(), String::new()];
    }
    let mut lines = vec!["without a font".to_owned()];
    for finding in missing {
        let place = finding.primary.as_ref().and_then(|label| {
            let file = files.get(label.span.file)?;
            let at = file.position(label.span.start as usize);
            Some(format!("{}:{}:{} {}: ", file.name, at.line, at.column, label.text))
        });
        lines.push(format!("  {}{}", place.unwrap_or_default(), finding.message));
        lines.extend(finding.help.iter().map(|help| format!("    {help}")));
    }
    lines.push(String::new());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_are_short() {
        let many = ('a'..='z').collect();
        assert_eq!(counted("Latin", &many), "26 Latin: abcdefghijkl …");
        assert_eq!(counted("Latin", &BTreeSet::from(['b', 'a'])), "2 Latin: ab");
        assert_eq!(script('7'), "signs and digits");
    }
}

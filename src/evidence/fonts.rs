//! Font files: those that `[fonts]` names, those found in the briefing's `fonts/` folder, and those of a folder that the
//! user named. Nothing is taken from the system by itself, so that a document does not depend on the machine.

use super::data::Tables;
use super::files::{Folder, Kind};
use crate::diag::{Diagnostic, Sink, Span};
use crate::spec::{DesignFamily, FontFamily, Records, Text};
use crate::text::{Bytes, FaceFacts, Family, FontFault, Fonts, Member, Script, UserFamily, inspect};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

/// The folder, in the briefing's own, whose font files are found without being named.
pub const FONTS: &str = "fonts/";

/// The most font files that are taken from one folder without being named.
pub const MOST_FOUND: usize = 64;

/// The endings of the files that are looked at.
const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// The weight of a face that is named as the bold one, whatever it says itself.
const BOLD: u16 = 700;

/// A font file that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct FontFile {
    /// Its path, as messages name it.
    pub name: String,
    /// The SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Its faces.
    pub faces: Vec<FaceFacts>,
}

/// What was found of font files.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FontFiles {
    /// The files, in the order in which they were read.
    pub read: Vec<FontFile>,
    /// The folders where font files were looked for, as messages name them, with how many were there.
    pub looked: Vec<(String, usize)>,
    /// Whether a file that `[fonts]` names cannot be used: what it should have shown has no font for that reason alone.
    pub broken: bool,
}

impl FontFiles {
    /// Where a character was looked for that no font has, in words.
    #[must_use]
    pub fn looked_in(&self) -> String {
        let folder = |(folder, count): &(String, usize)| match count {
            0 => format!(", in `{folder}` (no font file)"),
            1 => format!(", in `{folder}` (one font file)"),
            _ => format!(", in `{folder}` ({count} font files)"),
        };
        let folders: String = self.looked.iter().map(folder).collect();
        format!("looked for in the fonts of the program{folders}; `--fonts DIR` adds a folder")
    }
}

/// What briefings share of fonts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shared<'a> {
    /// A folder of fonts outside the briefing's, where the user named one.
    pub folder: Option<&'a Folder>,
    /// The fonts of briefings that were read before.
    pub kept: Option<&'a Kept>,
}

/// What stays in memory from one briefing to the next: a batch reads each font and each data file once. All its documents are
/// made of what was read first, even where a file is changed in between.
#[derive(Debug, Default)]
pub struct Kept {
    fonts: Mutex<BTreeMap<String, (Fonts, FontFiles)>>,
    tables: Tables,
}

impl Kept {
    /// The most sets of fonts that are kept; a specification whose parameters choose among more reads the others anew.
    const MOST: usize = 8;

    /// The tables of data.
    pub(super) fn tables(&self) -> &Tables {
        &self.tables
    }

    fn get(&self, key: &str) -> Option<(Fonts, FontFiles)> {
        self.fonts.lock().unwrap_or_else(PoisonError::into_inner).get(key).cloned()
    }

    fn keep(&self, key: String, fonts: &(Fonts, FontFiles)) {
        let mut kept = self.fonts.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() < Self::MOST {
            kept.entry(key).or_insert_with(|| fonts.clone());
        }
    }
}

/// Reads the font files. A file that is named and cannot be used is an error; one that was only found is left out with a
/// warning.
pub fn read(records: &Records<FontFamily>, folder: &Folder, shared: Shared<'_>, sink: &mut Sink) -> (Fonts, FontFiles) {
    let Some(kept) = shared.kept else { return read_files(records, folder, shared.folder, sink) };
    let shown = shared.folder.map(|shared| shared.shown("")).unwrap_or_default();
    let key = format!("{records:?} {:?} {shown:?}", folder.shown(""));
    if let Some(fonts) = kept.get(&key) {
        return fonts;
    }
    let mut found = Sink::default();
    let (fonts, files) = read_files(records, folder, shared.folder, &mut found);
    let fonts = (fonts.remembering(Arc::default()), files);
    // what was found wrong has to be found again
    if found.is_empty() {
        kept.keep(key, &fonts);
    }
    sink.append(found);
    fonts
}

fn read_files(
    records: &Records<FontFamily>,
    folder: &Folder,
    shared: Option<&Folder>,
    sink: &mut Sink,
) -> (Fonts, FontFiles) {
    let mut reader = Reader { sink, found: FontFiles::default(), seen: BTreeSet::new() };
    let mut families: Vec<UserFamily> = records.iter().filter_map(|(_, record)| reader.named(record, folder)).collect();
    families.extend(reader.discovered(folder, FONTS, &folder.shown(FONTS.trim_end_matches('/'))));
    if let Some(shared) = shared {
        families.extend(reader.discovered(shared, "", &shared.shown("")));
    }
    let found = reader.found;
    (if families.is_empty() { Fonts::bundled().clone() } else { Fonts::with(families) }, found)
}

struct Reader<'s> {
    sink: &'s mut Sink,
    found: FontFiles,
    /// The files that `[fonts]` names: they are not found once more.
    seen: BTreeSet<String>,
}

/// A file with its bytes.
struct Read {
    bytes: Bytes,
    faces: Vec<FaceFacts>,
}

impl Reader<'_> {
    /// The family of a record; none where one of its files or keys is wrong.
    fn named(&mut self, record: &FontFamily, folder: &Folder) -> Option<UserFamily> {
        let roles = [
            (Some(&record.file), None, None),
            (record.bold.as_ref(), Some(BOLD), None),
            (record.italic.as_ref(), None, Some(true)),
            (record.bold_italic.as_ref(), Some(BOLD), Some(true)),
        ];
        let mut family = UserFamily {
            name: String::new(),
            family: record.family.as_ref().map(|family| match family.value {
                DesignFamily::Serif => Family::Serif,
                DesignFamily::Sans => Family::Sans,
            }),
            scripts: self.scripts(&record.scripts)?,
            members: Vec::new(),
        };
        let mut whole = true;
        for (file, weight, italic) in roles {
            let Some(file) = file else { continue };
            let face = self.file(&file.value, folder, file.span).and_then(|read| {
                let facts = chosen(read.faces.clone(), record.face.as_ref().filter(|_| read.faces.len() > 1));
                Ok((read, facts?))
            });
            match face {
                Ok((read, facts)) => {
                    if family.name.is_empty() {
                        family.name.clone_from(&facts.family);
                    }
                    let mut members = Member::of(&file.value, &read.bytes, &as_role(facts, weight, italic, record));
                    if let Some(weight) = weight {
                        members.iter_mut().for_each(|member| member.weight = weight);
                    }
                    family.members.extend(members);
                }
                Err(finding) => {
                    self.sink.push(finding);
                    self.found.broken = true;
                    whole = false;
                }
            }
        }
        if whole {
            self.lacks(&family, record);
        }
        whole.then_some(family)
    }

    /// A family that stands for one of the design's should have what its text asks for.
    fn lacks(&mut self, family: &UserFamily, record: &FontFamily) {
        let Some(design) = record.family.as_ref().filter(|_| family.scripts.is_empty()) else { return };
        let (bold, italic) = family.has_bold_and_italic();
        for (has, what, key) in [(bold, "bold", "bold"), (italic, "italic", "italic")] {
            if !has {
                let message = format!("`{}` has no {what} face: what is {what} will look like the rest", family.name);
                self.sink.push(
                    Diagnostic::warning("font-style", message)
                        .at(design.span, format!("stands for the whole family `{}`", design.value.name()))
                        .help(format!("name its {what} file with `{key}`")),
                );
            }
        }
    }

    fn scripts(&mut self, codes: &[Text]) -> Option<Vec<Script>> {
        let mut scripts = Vec::new();
        for code in codes {
            match Script::from_short_name(&code.value) {
                Some(script) => scripts.push(script),
                None => {
                    let known = ["Hani", "Arab", "Cyrl", "Grek", "Hang", "Hebr", "Hira", "Kana", "Latn", "Thai"];
                    self.sink.push(
                        Diagnostic::error("unknown-script", format!("unknown script `{}`", code.value))
                            .at(code.span, "no such script")
                            .suggest(&code.value, known)
                            .help("write its ISO 15924 code: `Hani` for Chinese, `Arab`, `Hebr`"),
                    );
                }
            }
        }
        (scripts.len() == codes.len()).then_some(scripts)
    }

    /// The families of the files in a folder that nothing names, by name of family; faces of one family go together.
    fn discovered(&mut self, folder: &Folder, path: &str, shown: &str) -> Vec<UserFamily> {
        let fonts = |name: &String| ENDINGS.iter().any(|ending| has_ending(name, ending));
        let names = folder.names(path);
        for web in names.iter().filter(|name| has_ending(name, "woff") || has_ending(name, "woff2")) {
            self.skip(&refused(web, FontFault::Web, None));
        }
        let names: Vec<String> = names.into_iter().filter(fonts).collect();
        self.found.looked.push((shown.to_owned(), names.len()));
        if names.len() > MOST_FOUND {
            let message = format!("`{shown}` holds {} font files; at most {MOST_FOUND} are taken", names.len());
            let help = "name those that are needed in `[fonts]`, or put them into a folder of their own";
            self.sink.push(Diagnostic::error("too-many-fonts", message).help(help));
            return Vec::new();
        }
        let mut families: BTreeMap<String, UserFamily> = BTreeMap::new();
        for name in names {
            if path == FONTS && self.seen.contains(&name) {
                continue;
            }
            match self.read(&name, folder, None) {
                Ok(read) => {
                    for facts in &read.faces {
                        let members = Member::of(&name, &read.bytes, facts);
                        let family = families.entry(facts.family.clone()).or_insert_with(|| UserFamily {
                            name: facts.family.clone(),
                            family: None,
                            scripts: Vec::new(),
                            members: Vec::new(),
                        });
                        family.members.extend(members);
                    }
                }
                Err(finding) => self.skip(&finding),
            }
        }
        families.into_values().collect()
    }

    /// A file that was only found and cannot be used is no error: what it would have shown may not be needed.
    fn skip(&mut self, finding: &Diagnostic) {
        let mut warning = Diagnostic::warning("font-left-out", format!("{}; it is left out", finding.message));
        warning.help.clone_from(&finding.help);
        self.sink.push(warning);
    }

    /// A file that is named; it may be named again.
    fn file(&mut self, name: &str, folder: &Folder, at: Span) -> Result<Read, Diagnostic> {
        self.seen.insert(name.to_owned());
        self.read(name, folder, Some(at))
    }

    fn read(&mut self, name: &str, folder: &Folder, at: Option<Span>) -> Result<Read, Diagnostic> {
        let bytes = folder.read(name, Kind::FONT, at)?;
        let sha256: [u8; 32] = Sha256::digest(&bytes).into();
        let bytes = Bytes::Shared(Arc::new(bytes));
        // The parser is made to return errors; should it panic over a file that somebody made for that, it is one too.
        let faces = catch_unwind(AssertUnwindSafe(|| inspect(&bytes)))
            .unwrap_or(Err(FontFault::Damaged))
            .map_err(|fault| refused(name, fault, at))?;
        self.found.read.push(FontFile { name: name.to_owned(), sha256, faces: faces.clone() });
        Ok(Read { bytes, faces })
    }
}

fn refused(name: &str, fault: FontFault, at: Option<Span>) -> Diagnostic {
    Diagnostic::error("invalid-font", format!("`{name}` {fault}")).at_maybe(at, "").help(fault.help())
}

/// The face of a file that is meant.
fn chosen(faces: Vec<FaceFacts>, named: Option<&Text>) -> Result<FaceFacts, Diagnostic> {
    let names: Vec<String> = faces.iter().map(|face| face.full_name.clone()).collect();
    let fits = |face: &FaceFacts| named.is_none_or(|name| [&face.full_name, &face.family].contains(&&name.value));
    faces.into_iter().find(fits).ok_or_else(|| {
        let (name, span) = named.map_or(("", None), |named| (named.value.as_str(), Some(named.span)));
        Diagnostic::error("unknown-face", format!("the collection has no face `{name}`"))
            .at_maybe(span, "no such face")
            .suggest(name, names.iter().map(String::as_str))
    })
}

/// What a face is in its family: what the record says, whatever the file says of itself.
fn as_role(facts: FaceFacts, weight: Option<u16>, italic: Option<bool>, record: &FontFamily) -> FaceFacts {
    let alone = record.bold.is_none();
    let fixed = |weight: u16| facts.weights.map(|(least, most)| (weight.clamp(least, most), weight.clamp(least, most)));
    let weights = match weight {
        Some(weight) => fixed(weight),
        None if alone => facts.weights,
        None => fixed(400),
    };
    let regular = if alone { facts.weight } else { 400 };
    FaceFacts { weight: weight.unwrap_or(regular), italic: italic.unwrap_or(false), weights, ..facts }
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}

#[cfg(test)]
mod tests;

//! The evidence: what the records of a specification say, resolved, and what the files beside it hold.
//!
//! In come a [`Spec`] and its [`Folder`]; out comes [`Evidence`]: tables of typed cells, decoded pictures, archived copies
//! whose hash was compared, faces of font files. Each fault is a finding that points into the specification or into the data file. [`figure`]
//! and [`citation`] say in words what a record holds. [`files`] is the one place in the library that touches the disk.

pub mod archives;
pub mod calculated;
pub mod change;
pub mod citation;
pub mod data;
pub mod database;
pub mod figure;
pub mod files;
pub mod fonts;
pub mod images;
#[cfg(feature = "postgresql")]
pub mod postgresql;
pub mod profiles;
pub mod queries;
pub mod quotations;
#[cfg(any(feature = "postgresql", test))]
mod wire;

use crate::diag::{Files, Sink};
use crate::locale::Locale;
use crate::page::Picture;
use crate::profile::Profile;
use crate::spec::{self, Secrets, Spec, Text, ThemeChoice};
use crate::text::Fonts;
use data::Table;
use files::Folder;
use fonts::{FontFiles, Kept};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

/// What a specification and its files hold, resolved.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// The text of the specification.
    pub specification: Arc<str>,
    /// What of it may not be given away; by [`Evidence::secrets`].
    pub known_secrets: OnceLock<Secrets>,
    /// The tables of `[data]`, by id. Protected ones are not among them: only what was counted in them is.
    pub data: BTreeMap<String, Table>,
    /// The columns of the protected tables, by id.
    pub protected: BTreeMap<String, Vec<data::Column>>,
    /// What is known of the queries, by `figures.ID` or `data.ID`.
    pub accounts: BTreeMap<String, queries::Account>,
    /// The pictures of `[images]` and the organisation's logo, by file as the specification names it.
    pub pictures: BTreeMap<String, Picture>,
    /// The SHA-256 of the archived copies that are what the specification says they are, by the source's id.
    pub archives: BTreeMap<String, [u8; 32]>,
    /// What the archived copies say of the quotations from them, by the quotation's id.
    pub quotations: BTreeMap<String, quotations::Checked>,
    /// The bundled faces and those of the font files.
    pub fonts: Fonts,
    /// What was found of font files, and where it was looked.
    pub font_files: FontFiles,
    /// The settings of the theme file that the specification names.
    pub theme: Option<ThemeChoice>,
    /// The text of that file.
    pub theme_text: String,
    /// The profile of the briefing's folder that the specification names.
    pub profile: Option<Profile>,
    /// The text of its file.
    pub profile_text: String,
    /// Whether the body keeps contact data outside what it publishes.
    pub contact_apart: bool,
    /// The style of citations, where it is not the program's own.
    pub citations: Option<Arc<citation::Style>>,
    /// Whether notes name a source in short from the first on, where the list gives it in full.
    pub short_notes: bool,
    /// SHA-256 over all of this but protected names: the same for the same input, on every machine.
    pub digest: [u8; 32],
}

impl Evidence {
    /// What may not be given away of the specification. Its text is parsed for that once.
    pub fn secrets(&self) -> &Secrets {
        self.known_secrets.get_or_init(|| spec::secrets(&self.specification, self.contact_apart))
    }

    /// The text of the specification as it is given away: without the names of protected cases, without who agreed and what is
    /// known of them and printed nowhere, without contact data that stand apart, and without the values of the parameters that
    /// such names are made of.
    #[must_use]
    pub fn given_away(&self) -> String {
        self.secrets().withheld(&self.specification)
    }

    /// What must be said of a table in which numbers are not given.
    #[must_use]
    pub fn withheld(&self, id: &str, locale: &Locale) -> Option<String> {
        let below = self.accounts.get(&format!("data.{id}"))?.below?;
        let hidden = |cell: &data::Cell| matches!(cell.value, data::Value::Below(_) | data::Value::Withheld);
        let number = locale.number(&below.into());
        let any = self.data.get(id)?.rows.iter().flatten().any(hidden);
        any.then(|| locale.data_words.withheld_note.fill(&[("n", &number)]))
    }

    /// The tables that are embedded, in the order of the specification, each name once.
    pub fn embedded(&self, spec: &Spec) -> impl Iterator<Item = &Table> {
        let mut seen = BTreeSet::new();
        let all: Vec<&Table> = spec.data.iter().filter_map(|(id, _)| self.data.get(&id.value)).collect();
        all.into_iter().filter(move |table| seen.insert(table.attached.as_str()))
    }
}

/// Reads the files that a specification names; `text` is its own. What is wrong with them goes to `sink`; a record whose
/// file is faulty is left out, so that with errors among the findings the evidence is not whole.
///
/// The data files are added to `files`, so that findings can point into them. `shared` is what it shares of fonts
/// with other briefings, `databases` who can ask those that it names.
pub fn gather(
    spec: &Spec,
    text: &str,
    folder: &Folder,
    shared: fonts::Shared<'_>,
    databases: Option<&dyn database::Databases>,
    files: &mut Files,
    sink: &mut Sink,
) -> Evidence {
    let mut evidence = Evidence { specification: Arc::from(text), ..Evidence::default() };
    let parameters = queries::Parameters::of(spec);
    for (id, record) in spec.data.iter() {
        let table = if record.database.is_some() {
            data::read_database((id, record), (databases, &parameters), &spec.sources, files, sink)
        } else if record.file.is_some() {
            data::read((id, record), &spec.sources, (folder, shared.kept.map(Kept::tables)), files, sink)
        } else {
            None
        };
        evidence.data.extend(table.map(|table| (id.value.clone(), table)));
    }
    for file in pictures(spec) {
        match images::read(&file.value, folder, Some(file.span)) {
            Ok(picture) => {
                evidence.pictures.insert(file.value.clone(), picture);
            }
            Err(finding) => sink.push(finding),
        }
    }
    if let Some(name) = spec.theme.as_ref().and_then(|theme| theme.file.as_ref()) {
        theme(name, folder, files, &mut evidence, sink);
    }
    profiles::read(spec, folder, files, &mut evidence, sink);
    evidence.contact_apart = profiles::named(spec, &evidence).is_some_and(Profile::keeps_contact_apart);
    evidence.citations = citation::styles::read(spec, evidence.profile.as_ref(), folder, files, sink).map(Arc::new);
    evidence.short_notes = citation::styles::short_notes(spec, evidence.profile.as_ref());
    evidence.archives = archives::verify(&spec.sources, folder, sink);
    (evidence.fonts, evidence.font_files) = fonts::read(&spec.fonts, folder, shared, sink);
    evidence
}

/// Runs the queries of a specification over what was gathered for it, and takes the hash of all.
pub fn count(spec: &mut Spec, evidence: &mut Evidence, files: &mut Files, sink: &mut Sink) {
    queries::fill(spec, evidence, files, sink);
    data::name(spec, &mut evidence.data);
    evidence.digest = digest(spec, evidence);
}

/// Reads the theme file `name`.
fn theme(name: &Text, folder: &Folder, files: &mut Files, evidence: &mut Evidence, sink: &mut Sink) {
    match folder.read_text(&name.value, files::Kind::THEME, Some(name.span)) {
        Ok(text) => {
            let file = files.add(folder.shown(&name.value), &text);
            evidence.theme = spec::read_theme(file, &text, sink);
            evidence.theme_text = text;
        }
        Err(finding) => sink.push(finding),
    }
}

/// The files of all pictures.
fn pictures(spec: &Spec) -> impl Iterator<Item = &Text> {
    let logo = spec.organisation.as_ref().and_then(|organisation| organisation.logo.as_ref());
    let cover = spec.briefing.cover.as_ref();
    let placed = logo.map(|logo| &logo.file).into_iter().chain(cover.map(|cover| &cover.file));
    spec.images.iter().map(|(_, image)| &image.file).chain(placed)
}

/// One hash over the specification as it is given away, the data, the pictures and the hashes of the archived copies and the font files, each
/// under its name.
fn digest(spec: &Spec, evidence: &Evidence) -> [u8; 32] {
    let mut hash = Sha256::new();
    // With its length before it, no part can pass for the end of another.
    let mut add = |part: &[u8]| {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    };
    // a hash over names that are protected would let anyone with a list of names try them out
    add(evidence.given_away().as_bytes());
    add(evidence.theme_text.as_bytes());
    let secret = &evidence.secrets().parameters;
    for (id, param) in spec.params.iter().filter(|(id, _)| !secret.contains(&id.value)) {
        add(id.value.as_bytes());
        add(param.default.as_ref().map_or("", Text::as_str).as_bytes());
    }
    if evidence.profile.is_some() {
        add(evidence.profile_text.as_bytes());
    }
    if let Some(style) = &evidence.citations {
        add(style.name().as_bytes());
        add(style.text().as_bytes());
    }
    for (id, table) in &evidence.data {
        add(id.as_bytes());
        add(&table.bytes);
    }
    // of protected data nothing is hashed but what is given: whoever knows most of a file could try out the rest
    for (name, account) in evidence.accounts.iter().filter(|(_, account)| account.below.is_some()) {
        let figure = name.strip_prefix("figures.").and_then(|id| spec.figures.get(id));
        let value =
            figure.and_then(|figure| figure.value.as_ref()).map_or_else(String::new, |value| value.value.to_string());
        add(name.as_bytes());
        add(value.as_bytes());
        add(&account.below.unwrap_or_default().to_be_bytes());
    }
    for (file, picture) in &evidence.pictures {
        add(file.as_bytes());
        add(&picture.width.to_be_bytes());
        add(&picture.rgb);
    }
    for (id, archived) in &evidence.archives {
        add(id.as_bytes());
        add(archived);
    }
    for file in &evidence.font_files.read {
        add(file.name.as_bytes());
        add(&file.sha256);
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use files::testing::Briefing;

    const RECORDS: &str = "[data.d]\nfile = \"d.csv\"\n[images.i]\nfile = \"i.png\"\nalt = \"A dot\"\n";

    fn png(shade: u8) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let image = image::RgbImage::from_pixel(1, 1, image::Rgb([shade; 3]));
        image.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    fn gathered(mut briefing: Briefing) -> (Evidence, Vec<String>) {
        let spec = briefing.spec(RECORDS);
        let mut sink = Sink::default();
        let folder = briefing.folder();
        let text = Arc::clone(&briefing.files.get(spec.spec.span.file).unwrap().text);
        let mut spec = spec;
        let mut evidence =
            gather(&spec, &text, &folder, fonts::Shared::default(), None, &mut briefing.files, &mut sink);
        count(&mut spec, &mut evidence, &mut briefing.files, &mut sink);
        let lines = sink.into_sorted().iter().map(|finding| briefing.line(finding)).collect();
        (evidence, lines)
    }

    #[test]
    fn all_files_are_read() {
        let (evidence, lines) = gathered(Briefing::new().file("d.csv", "a,b\n1,2\n").file("i.png", png(7)));
        assert_eq!(lines, [""; 0]);
        assert!(evidence.specification.ends_with(RECORDS));
        assert_eq!(*evidence.data["d"].bytes, *b"a,b\n1,2\n");
        assert_eq!(evidence.pictures["i.png"].rgb[..], [7; 3]);
    }

    #[test]
    fn every_fault_is_found_at_once() {
        let (_, lines) = gathered(Briefing::new());
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.starts_with("missing-file briefing.toml:")), "{lines:?}");
    }

    #[test]
    fn the_digest_changes_with_each_input_and_only_then() {
        let digest = |csv: &str, shade| gathered(Briefing::new().file("d.csv", csv).file("i.png", png(shade))).0.digest;
        assert_eq!(digest("a\n1\n", 7), digest("a\n1\n", 7));
        assert_ne!(digest("a\n1\n", 7), digest("a\n2\n", 7));
        assert_ne!(digest("a\n1\n", 7), digest("a\n1\n", 8));
    }
}

//! Profiles of the briefing's own folder: `profiles/NAME.toml`.

use super::Evidence;
use super::files::{Folder, Kind};
use crate::diag::{Diagnostic, Files, Sink, Span};
use crate::profile::Profile;
use crate::spec::Spec;

/// Where they lie, below the briefing's folder.
const FOLDER: &str = "profiles/";

/// Reads the profile that the specification names, where no embedded one has that name. One that is not there, or that cannot be
/// read, goes to `sink`.
pub(super) fn read(spec: &Spec, folder: &Folder, files: &mut Files, evidence: &mut Evidence, sink: &mut Sink) {
    let Some(named) = &spec.briefing.profile else { return };
    let own = own(folder);
    let path = format!("{FOLDER}{}.toml", named.value);
    if Profile::find(&named.value).is_some() {
        if own.contains(&named.value) {
            let message = format!("`{path}` has the name of a profile that comes with the program, and is not read");
            sink.push(
                Diagnostic::error("profile-faulty", message)
                    .at(named.span, "which of the two is meant cannot be told")
                    .help(format!("give the file another name and name that here; `extends = \"{}\"` in it takes the rest from the program’s", named.value)),
            );
        }
        return;
    }
    if !own.contains(&named.value) {
        let mut known: Vec<&str> = Profile::names().collect();
        known.extend(own.iter().map(String::as_str));
        sink.push(
            Diagnostic::error("unknown-profile", format!("unknown profile `{}`", named.value))
                .at(named.span, "no such profile")
                .suggest(&named.value, known)
                .help(format!("`briefing profiles` lists them; your own stand in `{FOLDER}NAME.toml`")),
        );
        return;
    }
    match folder.read_text(&path, Kind::PROFILE, Some(named.span)) {
        Ok(text) => {
            evidence.profile = parsed(&named.value, &text, folder, files, sink);
            evidence.profile_text = text;
        }
        Err(finding) => sink.push(finding),
    }
}

/// The profile that the specification names.
pub(super) fn named<'e>(spec: &Spec, evidence: &'e Evidence) -> Option<&'e Profile> {
    let name = &spec.briefing.profile.as_ref()?.value;
    Profile::find(name).or(evidence.profile.as_ref())
}

/// The names of the profiles in a briefing's folder.
#[must_use]
pub fn own(folder: &Folder) -> Vec<String> {
    let names = folder.names(FOLDER);
    names.iter().filter_map(|name| Some(name.strip_prefix(FOLDER)?.strip_suffix(".toml")?.to_owned())).collect()
}

/// The profile `name` of a briefing's folder; none where it is not there or cannot be used, of which `sink` says why.
pub fn find(name: &str, folder: &Folder, files: &mut Files, sink: &mut Sink) -> Option<Profile> {
    match folder.read_text(&format!("{FOLDER}{name}.toml"), Kind::PROFILE, None) {
        Ok(text) => parsed(name, &text, folder, files, sink),
        Err(finding) => {
            sink.push(finding);
            None
        }
    }
}

/// The profile that stands in `text`.
fn parsed(name: &str, text: &str, folder: &Folder, files: &mut Files, sink: &mut Sink) -> Option<Profile> {
    let file = files.add(folder.shown(&format!("{FOLDER}{name}.toml")), text);
    match Profile::parse(name, text) {
        Ok(profile) => Some(profile),
        Err(faults) => {
            for fault in faults {
                let place = Span::new(file, fault.range.unwrap_or(0..0));
                let finding = Diagnostic::error("profile-faulty", fault.message).at(place, "");
                sink.push(fault.help.into_iter().fold(finding, Diagnostic::help));
            }
            None
        }
    }
}

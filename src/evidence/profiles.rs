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
    if Profile::find(&named.value).is_some() {
        return;
    }
    let own: Vec<String> = folder
        .names(FOLDER)
        .iter()
        .filter_map(|name| Some(name.strip_prefix(FOLDER)?.strip_suffix(".toml")?.to_owned()))
        .collect();
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
    let path = format!("{FOLDER}{}.toml", named.value);
    match folder.read_text(&path, Kind::PROFILE, Some(named.span)) {
        Ok(text) => {
            let file = files.add(folder.shown(&path), &text);
            match Profile::parse(&named.value, &text) {
                Ok(profile) => evidence.profile = Some(profile),
                Err(fault) => {
                    let place = Span::new(file, fault.range.unwrap_or(0..0));
                    let finding = Diagnostic::error("profile-faulty", fault.message).at(place, "");
                    sink.push(fault.help.into_iter().fold(finding, Diagnostic::help));
                }
            }
            evidence.profile_text = text;
        }
        Err(finding) => sink.push(finding),
    }
}

//! The name of what is built: `--output` with the language and the parameters put in, or a name of our own.

use super::args::Build;
use super::editions::Edition;
use briefing::diag::Diagnostic;
use briefing::evidence::files::name_of_specification;
use briefing::spec::Param;
use briefing::{Format, Loaded};
use std::path::{Path, PathBuf};

/// Where documents go when no other place is named.
pub(super) const OUTPUT_FOLDER: &str = "out";

/// What stands for the language in the name.
pub(super) const LANGUAGE: &str = "{lang}";

/// A file of which the name promises what the program does not write: `x.odt`. What ends in a placeholder, in a number or in
/// nothing at all promises nothing.
pub(super) fn unknown_ending(output: &Path, known: &[&str]) -> Option<Diagnostic> {
    let name = output.file_name()?.to_str()?;
    let literal = name.rsplit('}').next().unwrap_or(name);
    let (_, ending) = literal.rsplit_once('.')?;
    let promises = ending.chars().all(char::is_alphanumeric) && ending.chars().any(char::is_alphabetic);
    if !promises || known.iter().any(|known| known.eq_ignore_ascii_case(ending)) {
        return None;
    }
    let endings: Vec<String> = known.iter().map(|known| format!("`.{known}`")).collect();
    let message = format!("`{}`: the program writes no `.{ending}` files", output.display());
    Some(
        Diagnostic::error("unknown-format", message)
            .help(format!("end the name in one of these: {}", endings.join(", "))),
    )
}

/// Where an edition is written, in one of several formats or in the only one.
pub(super) fn output(
    build: &Build,
    edition: &Edition,
    loaded: &Loaded,
    format: Format,
    several: bool,
) -> Result<PathBuf, Diagnostic> {
    let tag = edition.language.as_deref();
    let tag = tag.or_else(|| loaded.briefing.as_ref().map(|briefing| briefing.spec.briefing.language.value.as_str()));
    let tag = tag.unwrap_or_default();
    let ending = format.extension();
    let Some(output) = &build.output else {
        let name = name_of_specification(&build.spec) + &set(build, loaded);
        let name = if edition.main { format!("{name}.{ending}") } else { format!("{name}-{tag}.{ending}") };
        return Ok(Path::new(OUTPUT_FOLDER).join(name));
    };
    let path = match output.to_str() {
        Some(name) => PathBuf::from(filled(name, tag, loaded)?),
        None => output.clone(),
    };
    Ok(match (several, Format::of_name(&path)) {
        (false, _) => path,
        (true, Some(_)) => path.with_extension(ending),
        (true, None) => {
            let mut name = path.into_os_string();
            name.push(format!(".{ending}"));
            PathBuf::from(name)
        }
    })
}

/// What was set, as the end of a name of our own: `-2026-11`. So the report of one month is not written over that of another.
fn set(build: &Build, loaded: &Loaded) -> String {
    let Some(briefing) = &loaded.briefing else { return String::new() };
    let set = build.added.options(None).set;
    let params = briefing.spec.params.iter().filter(|(id, _)| set.iter().any(|(name, _)| *name == id.value));
    let plain = |letter: char| if letter.is_alphanumeric() || letter == '.' { letter } else { '-' };
    params.map(|(_, param)| format!("-{}", value(param).chars().map(plain).collect::<String>())).collect()
}

fn value(param: &Param) -> String {
    param.asked(&[]).map(|value| value.to_string()).unwrap_or_default()
}

/// The name with the language and the values of parameters put in.
fn filled(name: &str, tag: &str, loaded: &Loaded) -> Result<String, Diagnostic> {
    let Some(briefing) = &loaded.briefing else { return Ok(name.to_owned()) };
    let params = &briefing.spec.params;
    let mut out = String::new();
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inside, after)) = after.split_once('}') else { break };
        out.push_str(before);
        if format!("{{{inside}}}") == LANGUAGE {
            out.push_str(tag);
        } else {
            let Some(param) = params.get(inside) else {
                let message = format!("there is no parameter `{inside}`, as `--output` has it");
                let finding = Diagnostic::error("output-name", message);
                return Err(finding.suggest(inside, params.ids().chain(["lang"])));
            };
            out.push_str(&part(inside, value(param))?);
        }
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// A value as a part of a name; it names no folder and nothing hidden.
fn part(id: &str, value: String) -> Result<String, Diagnostic> {
    let unfit =
        |letter: char| matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') || letter.is_control();
    if value.is_empty() || value.starts_with('.') || value.contains(unfit) {
        let message =
            format!("the value of `{id}` cannot be part of a name: it has a character that names do not have");
        return Err(Diagnostic::error("output-name", message).help("write another `--output`"));
    }
    Ok(value)
}

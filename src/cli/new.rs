//! `briefing new`: a folder with a specification that builds at once.

use super::args::{New, Template};
use super::report::{Style, render};
use super::{Exit, result, say};
use briefing::diag::{Diagnostic, Files};
use briefing::evidence::files::{new_folder, write_atomically};

/// What names the schema in the first line of a specification; it is written beside it.
const SCHEMA: &str = "#:schema ./briefing.schema.json";

/// A file of a new folder: its path there, and its text.
type File = (&'static str, &'static str);

impl Template {
    /// Its files; the specification comes last, so that it is there only when the others are.
    fn files(self) -> &'static [File] {
        match self {
            Template::Briefing => {
                &[("data/detentions.csv", include_str!("new.csv")), ("briefing.toml", include_str!("new.toml"))]
            }
            Template::Monthly => &[
                ("README.md", include_str!("new_monthly.md")),
                (
                    "data/example-2026-10.csv",
                    include_str!("../../briefings/monthly-executions/data/example-2026-10.csv"),
                ),
                ("briefing.toml", include_str!("../../briefings/monthly-executions/briefing.toml")),
            ],
        }
    }
}

/// A path as it is typed in a shell: between quotation marks where it has other letters than names have.
fn quoted(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '/' | '.' | '-' | '_');
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

/// Makes the folder. Nothing that is there is overwritten.
pub(super) fn run(new: &New) -> Exit {
    match make(new) {
        Ok(()) => {
            let name = new.name.display();
            let typed = quoted(&name.to_string());
            let more = if new.template == Template::Monthly {
                format!("\nthen: {name}/README.md says how next month's is made")
            } else {
                String::new()
            };
            result(&format!("{name}/briefing.toml\nnext: briefing build {typed}{more}"))
        }
        Err(finding) => {
            say(&render(&[finding], &[], &Files::default(), Style::Plain));
            Exit::Files
        }
    }
}

fn make(new: &New) -> Result<(), Diagnostic> {
    let schema = format!("{:#}\n", briefing::spec::schema());
    new_folder(&new.name)?;
    new_folder(&new.name.join("data"))?;
    write_atomically(&new.name.join("briefing.schema.json"), schema.as_bytes())?;
    for (path, text) in new.template.files() {
        let text = with_own_schema(text).replace("FOLDER", &name_of(new));
        write_atomically(&new.name.join(path), text.as_bytes())?;
    }
    Ok(())
}

/// The folder's name, as commands typed in the folder above it have it.
fn name_of(new: &New) -> String {
    new.name.file_name().map_or_else(|| "FOLDER".into(), |name| quoted(&name.to_string_lossy()))
}

/// A specification names the schema in its own folder, wherever the template had it.
fn with_own_schema(text: &str) -> String {
    match text.split_once('\n') {
        Some((first, rest)) if first.starts_with("#:schema ") => format!("{SCHEMA}\n{rest}"),
        _ => text.to_owned(),
    }
}

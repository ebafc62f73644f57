//! `briefing new`: a folder with a specification that builds at once.

use super::args::New;
use super::report::{Style, render};
use super::{Exit, result, say};
use briefing::diag::{Diagnostic, Files};
use briefing::evidence::files::{new_folder, write_atomically};

/// The specification that is written; its first line names the schema beside it.
const SPECIFICATION: &str = include_str!("new.toml");
/// Its data.
const DATA: &str = include_str!("new.csv");

/// Makes the folder. Nothing that is there is overwritten.
pub(super) fn run(new: &New) -> Exit {
    match make(new) {
        Ok(()) => {
            let name = new.name.display();
            result(&format!("{name}/briefing.toml\nnext: briefing build {name}"))
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
    write_atomically(&new.name.join("data/detentions.csv"), DATA.as_bytes())?;
    write_atomically(&new.name.join("briefing.schema.json"), schema.as_bytes())?;
    write_atomically(&new.name.join("briefing.toml"), SPECIFICATION.as_bytes())
}

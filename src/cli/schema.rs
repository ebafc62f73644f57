//! `briefing schema`: the JSON Schema of specifications, and that of evidence ledgers.

use super::args::Schema;
use super::{Exit, result, say};
use briefing::evidence::files::write_atomically;

/// Prints the schema, or writes it to a file.
pub(super) fn run(schema: &Schema) -> Exit {
    let text = match schema.ledger {
        true => briefing::ledger::SCHEMA.to_owned(),
        false => format!("{:#}\n", briefing::spec::schema()),
    };
    let Some(path) = &schema.output else {
        return result(&text);
    };
    match write_atomically(path, text.as_bytes()) {
        Ok(()) => Exit::Done,
        Err(finding) => {
            say(&super::report::render(
                &[finding],
                &[],
                &briefing::diag::Files::default(),
                super::report::Style::Plain,
            ));
            Exit::Files
        }
    }
}

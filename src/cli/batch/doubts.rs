//! What may be wrong with a table and stops nothing: said before the batch begins.

use super::LANGUAGE;
use super::table::{Cell, Table};
use briefing::diag::{Diagnostic, nearest};

/// What is doubtful about a table whose specification declares these parameters.
pub(super) fn find(table: &Table, declared: &[String], given: &[(String, String)]) -> Vec<Diagnostic> {
    misspelt(table, declared, given).into_iter().chain(formula(table, declared)).collect()
}

/// A column whose name is near that of a parameter that nothing else gives: in every row it would stay at its default.
fn misspelt(table: &Table, declared: &[String], given: &[(String, String)]) -> Vec<Diagnostic> {
    let has_value = |name: &str| table.column(name).is_some() || given.iter().any(|(set, _)| set == name);
    let open: Vec<&str> = declared.iter().map(String::as_str).filter(|name| !has_value(name)).collect();
    let others = table.columns.iter().filter(|column| column.text != LANGUAGE && !declared.contains(&column.text));
    let finding = |column: &Cell| {
        let near = nearest(&column.text, open.iter().copied())?;
        let message = format!("the column `{}` is no parameter, and no column gives `{near}`", column.text);
        let finding = Diagnostic::warning("unknown-column", message).at(column.span, "only for names and people");
        Some(finding.help(format!("did you mean `{near}`? its default stands in every document")))
    };
    others.filter_map(finding).collect()
}

/// The first value that a spreadsheet would take for a formula.
fn formula(table: &Table, declared: &[String]) -> Option<Diagnostic> {
    let columns: Vec<usize> = declared.iter().filter_map(|name| table.column(name)).collect();
    let mut cells = table.rows.iter().flat_map(|row| columns.iter().filter_map(|column| row.cells.get(*column)));
    let cell = cells.find(|cell| cell.text.starts_with('='))?;
    let message = "a value begins with `=`: spreadsheets take it for a formula";
    let finding = Diagnostic::warning("formula-in-text", message).at(cell.span, "printed as it stands");
    Some(finding.help("write the value that is meant"))
}

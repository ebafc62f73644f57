//! What a file says of a cell, beside its text, against what its column is declared to be.

use super::Column;
use super::cells::{self, Value};
use super::rows::{Raw, Written};
use crate::diag::{Diagnostic, Sink};
use crate::spec::{ColumnType, Records, Source};
use rust_decimal::Decimal;

/// A cell that holds a formula and not what comes of it, without its place.
pub(super) fn formula(raw: &Raw) -> Option<Diagnostic> {
    match raw.written {
        Written::NoResult => {
            let finding = Diagnostic::error("formula-without-result", "a formula whose result is not in the file");
            Some(finding.help("open the file in a spreadsheet program and save it there: that puts the results in"))
        }
        Written::Error if raw.text == "bytes" => Some(
            Diagnostic::error("invalid-cell", "bytes, which are no text").help("leave the column out of the table"),
        ),
        Written::Error => {
            let message = format!("`{}` is the error of a formula", raw.text);
            Some(Diagnostic::error("formula-error", message).help("mend the formula, and save the file"))
        }
        _ => None,
    }
}

/// The value of a cell in `column`, or why there is none. What lets the value stand goes to `findings`.
pub(super) fn value(
    raw: &Raw,
    column: &Column,
    within: &str,
    sources: &Records<Source>,
    findings: &mut Sink,
) -> Result<Value, Box<Diagnostic>> {
    let refused = |message: String, help: &str| {
        Box::new(Diagnostic::error("invalid-cell", message).at(raw.span, within).help(help))
    };
    if let Some(finding) = formula(raw) {
        return Err(Box::new(finding.at(raw.span, within)));
    }
    let numbers = matches!(column.kind, ColumnType::Number | ColumnType::Year);
    let text = &raw.text;
    match raw.written {
        Written::Day if numbers => {
            let help = "format the cells as numbers, or declare the column as `date`";
            return Err(refused(format!("`{text}` is a day where a number is wanted"), help));
        }
        Written::Time if column.kind != ColumnType::Text => {
            return Err(refused(
                format!("`{text}` is a time"),
                "leave the time of day out, or declare the column as `text`",
            ));
        }
        Written::Number if column.kind == ColumnType::Date => {
            return Err(refused(format!("`{text}` is a number where a day is wanted"), "format the cells as dates"));
        }
        Written::Truth if numbers => {
            let help = "write a number; `true` and `false` are none";
            return Err(refused(format!("`{text}` is no number"), help));
        }
        _ => {}
    }
    let scientific = (raw.written == Written::Number && text.contains(['e', 'E']))
        .then(|| Decimal::from_scientific(text).ok())
        .flatten()
        .map(|number| number.normalize().to_string());
    let text = scientific.as_ref().unwrap_or(text);
    let value = cells::parse(text, column.kind, sources);
    // other digits than those of ASCII cannot be numbers in a workbook
    if numbers && raw.written == Written::Words && text.is_ascii() && value.is_ok() {
        let message = format!("`{text}` is a text in the file, not a number");
        let help = "make it a number: the program that wrote the file leaves texts out of its sums";
        findings.push(Diagnostic::warning("number-as-text", message).at(raw.span, within).help(help));
    }
    value.map_err(|fault| Box::new(fault.diagnostic(text, &column.name, raw.span).at(raw.span, within)))
}

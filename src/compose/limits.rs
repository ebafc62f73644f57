//! What an expression may not do: fuel counts steps, and one step can multiply a text or a list a hundred million times.

use crate::diag::Diagnostic;
use crate::spec::MAX_STRING;
use crate::spec::prose::Expression;
use minijinja::value::{Value, ValueKind};

/// Multiplications in one expression: each can make 100 MB of a parameter that is a text.
const PRODUCTS: usize = 4;

/// Refuses what could take all memory before a step is counted: a text or a list that is written down and multiplied.
pub(super) fn examine(expression: &Expression) -> Result<(), Diagnostic> {
    let found = Found::of(&expression.source);
    let refused = if found.products > PRODUCTS {
        format!("the expression multiplies more than {PRODUCTS} times")
    } else if found.products > 0 && found.is_more_than_numbers {
        "`*` is for numbers, and a text or a list stands in the same expression".to_owned()
    } else {
        return Ok(());
    };
    Err(Diagnostic::error("template-limit", refused)
        .at(expression.span, "in this expression")
        .help("calculate with `computed_from` in `[figures]`; expressions are for single values"))
}

/// What an expression prints: one value of a length that a specification could hold itself.
pub(super) fn printed(expression: &Expression, value: &Value) -> Result<String, Diagnostic> {
    if matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable | ValueKind::Map) {
        return Err(Diagnostic::error("template-error", "a list cannot be printed")
            .at(expression.span, "more than one value")
            .help("name one value of it, or go through it: `{% for … in … %}`"));
    }
    let text = value.to_string();
    if text.len() > MAX_STRING {
        return Err(Diagnostic::error("template-limit", format!("the expression prints {} bytes", text.len()))
            .at(expression.span, format!("at most {MAX_STRING} are printed"))
            .help("expressions are for single values"));
    }
    Ok(text)
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Found {
    products: usize,
    /// Whether a text or a list is written down, or made by `range`.
    is_more_than_numbers: bool,
}

impl Found {
    fn of(source: &str) -> Self {
        let mut found = Found::default();
        let mut quote = None;
        let mut letters = source.chars().peekable();
        while let Some(letter) = letters.next() {
            match (quote, letter) {
                (Some(_), '\\') => {
                    letters.next();
                }
                (Some(open), _) if letter == open => quote = None,
                (None, '"' | '\'') => {
                    quote = Some(letter);
                    found.is_more_than_numbers = true;
                }
                (None, '[') => found.is_more_than_numbers = true,
                (None, '*') => {
                    found.products += 1;
                    // a power is one operation
                    letters.next_if_eq(&'*');
                }
                _ => {}
            }
        }
        found.is_more_than_numbers |= source.contains("range");
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_and_what_is_written_down_are_found() {
        let found = |source: &str| (Found::of(source).products, Found::of(source).is_more_than_numbers);
        assert_eq!(found("params.n * 2 + params.m ** 2"), (2, false));
        assert_eq!(found("\"a * b \\\" * c\""), (0, true));
        assert_eq!(found("[1] * 9"), (1, true));
        assert_eq!(found("range(9) * 9"), (1, true));
        assert_eq!(found("figures.a.what ~ 'x*'"), (0, true));
    }
}

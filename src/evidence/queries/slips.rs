//! Slips of the pen that the database takes without a word, so that a number comes which nobody meant: a date without quotation
//! marks, which is a subtraction; a sum of texts, which is nothing; a division that drops its rest; an average over
//! fewer times than it is said to be of.

use super::named;
use super::shape::{Token, outer, tokens};
use crate::diag::Diagnostic;
use crate::evidence::data::Table;
use crate::spec::{ColumnType, Text};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The functions that add up.
const ADDING: [&str; 3] = ["sum", "total", "avg"];

/// What is told by the query alone.
pub(super) fn slip(query: &Text, data: &BTreeMap<String, Table>) -> Option<Diagnostic> {
    let tokens = tokens(&query.value)?;
    unquoted(&tokens, query).or_else(|| added(&tokens, query, data))
}

/// A token that is so many digits.
fn digits(token: &Token, count: usize) -> Option<&str> {
    let word = token.word.as_str();
    (word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit())).then_some(word)
}

/// A date that is a subtraction.
fn unquoted(tokens: &[Token], query: &Text) -> Option<Diagnostic> {
    let adjoin = |a: &Token, b: &Token| a.place.end == b.place.start;
    let found = tokens.windows(3).enumerate().find_map(|(at, three)| {
        let [year, minus, month] = three else { return None };
        let is_month = (1..=12).contains(&digits(month, 2)?.parse::<u32>().ok()?);
        let is_time = digits(year, 4).is_some() && minus.word == "-" && is_month;
        (is_time && adjoin(year, minus) && adjoin(minus, month)).then_some(at)
    })?;
    let (first, month) = (tokens.get(found)?, tokens.get(found + 2)?);
    let day = match tokens.get(found + 3..found + 5) {
        Some([minus, day]) if minus.word == "-" && adjoin(month, minus) && adjoin(minus, day) => {
            digits(day, 2).map(|_| day)
        }
        _ => None,
    };
    let place = first.place.start..day.unwrap_or(month).place.end;
    let written = query.value.get(place.clone())?;
    let value: i64 = written.split('-').filter_map(|part| part.parse::<i64>().ok()).reduce(|all, part| all - part)?;
    let message = format!("`{written}` is a subtraction in a query: it gives {value}");
    let finding = Diagnostic::error("query-unquoted-date", message).at(query.locate(place), "");
    Some(finding.help(format!("write it between quotation marks: `'{written}'`")))
}

/// A sum over a column that holds no numbers.
fn added(tokens: &[Token], query: &Text, data: &BTreeMap<String, Table>) -> Option<Diagnostic> {
    let tables = named(&query.value, data.keys());
    let (at, name, what) = tokens.iter().enumerate().find_map(|(at, token)| {
        if !ADDING.contains(&token.word.as_str()) || tokens.get(at + 1)?.word != "(" {
            return None;
        }
        let end = at + 2 + tokens.get(at + 2..)?.iter().position(|token| token.word == ")")?;
        let name = match tokens.get(at + 2..end)? {
            [name] if name.is_name => name,
            [distinct, name] if distinct.word == "distinct" && name.is_name => name,
            [_, point, name] if point.word == "." && name.is_name => name,
            _ => return None,
        };
        // a name that the query gives is none of a column
        let is_given = tokens.windows(2).any(|two| match two {
            [before, own] => own.word == name.word && (before.word == "as" || before.word == ")" || before.is_value),
            _ => false,
        });
        let what = held(&name.word, tables.iter().filter_map(|table| data.get(table)))?;
        (!is_given).then(|| (at, name.word.clone(), what))
    })?;
    let token = tokens.get(at)?;
    let message = format!("`{}({name})` adds up a column of {what}", token.word);
    let finding = Diagnostic::error("query-adds-texts", message).at(query.locate(token.place.clone()), "");
    Some(
        finding.help(format!(
            "add up a column that is declared as `number`; `count({name})` counts the rows that have one"
        )),
    )
}

/// The sums and averages in a piece of a query, each with the column that it adds up.
pub(super) fn adding(text: &str) -> Vec<(String, String)> {
    let Some(tokens) = tokens(text) else { return Vec::new() };
    let is_call = |at: usize| tokens.get(at + 1).is_some_and(|token| token.word == "(");
    let calls = tokens.iter().enumerate().filter(|(at, token)| ADDING.contains(&token.word.as_str()) && is_call(*at));
    let column = |(at, token): (usize, &Token)| {
        let inner = tokens.get(at + 2..)?;
        let end = inner.iter().position(|token| token.word == ")")?;
        match inner.get(..end)? {
            [name] if name.is_name => Some((token.word.clone(), name.word.clone())),
            [_, point, name] if point.word == "." && name.is_name => Some((token.word.clone(), name.word.clone())),
            _ => None,
        }
    };
    calls.filter_map(column).collect()
}

/// What is said of a sum or an average that passes over empty cells.
pub(super) fn passed_over(
    (name, query): (&str, &Text),
    (function, column): (&str, &str),
    count: Option<Decimal>,
) -> Diagnostic {
    let rows = match count {
        Some(count) if count == Decimal::ONE => "1 row".to_owned(),
        Some(count) => format!("{count} rows"),
        None => "rows".to_owned(),
    };
    let message = format!("`{function}({column})` of `{name}` passes over {rows} whose `{column}` is empty");
    let finding = Diagnostic::error("query-passes-over", message).at(query.span, "an empty cell is no 0");
    let finding =
        finding.help(format!("leave such rows out: `where {column} is not null`, and say so in what is counted"));
    if function == "avg" { finding } else { finding.help("or write `bound = \"at-least\"`: there may be more") }
}

/// What is said of a number that has more decimals than are kept, and would be called exact.
pub(super) fn cut_off(what: &str, query: &Text, help: &str) -> Diagnostic {
    let message = format!("{what} has more decimals than are kept, so that it is not exact");
    let finding = Diagnostic::error("query-result", message).at(query.span, "");
    finding.help(format!("round it in the query to what is meant: `round(…, 1)`; {help}"))
}

/// What a column holds in all tables that have it, where that is no numbers.
fn held<'a>(name: &str, tables: impl Iterator<Item = &'a Table>) -> Option<&'static str> {
    let kinds = tables.flat_map(|table| &table.columns).filter(|column| column.name.eq_ignore_ascii_case(name));
    let mut said = None;
    for column in kinds {
        said = Some(match column.kind {
            ColumnType::Text | ColumnType::Source => "texts",
            ColumnType::Date => "days",
            ColumnType::Month => "months",
            ColumnType::Number | ColumnType::Integer | ColumnType::Year | ColumnType::Boolean => return None,
        });
    }
    said
}

/// The query with each division made one that keeps its rest; none where it divides nothing.
pub(super) fn with_rest(query: &str) -> Option<String> {
    let mut whole = query.to_owned();
    let divisions: Vec<usize> =
        tokens(query)?.iter().filter(|token| token.word == "/").map(|token| token.place.start).collect();
    divisions.iter().rev().for_each(|at| whole.insert_str(*at, "*1.0"));
    (!divisions.is_empty()).then_some(whole)
}

/// What is said of a query that gives other numbers where divisions keep their rest.
pub(super) fn rest_dropped(name: &str, query: &Text, numbers: Option<(Decimal, Decimal)>) -> Diagnostic {
    let shown = numbers.map(|(came, exact)| format!(": {came} came, where it is {exact}")).unwrap_or_default();
    let message = format!("the query of `{name}` divides whole numbers and drops the rest{shown}");
    let finding = Diagnostic::error("query-drops-rest", message).at(query.span, "");
    finding.help("write `* 1.0` before the `/`; or `cast(… * 1.0 / … as integer)` where the whole part is meant")
}

/// The query that counts the rows behind the average that another gives; none where it gives none, or more than that.
pub(super) fn averaged(query: &str) -> Option<String> {
    let tokens = tokens(query)?;
    let word = |at: usize| tokens.get(at).map(|token| token.word.as_str());
    let from = outer(&tokens).find(|at| word(*at) == Some("from")).filter(|_| word(0) == Some("select"))?;
    if outer(&tokens).take_while(|at| *at < from).any(|at| word(at) == Some(",")) {
        return None;
    }
    let mut calls = (1..from).filter(|at| word(*at) == Some("avg") && word(at + 1) == Some("("));
    let at = calls.next().filter(|_| calls.next().is_none())?;
    let inner = tokens.get(at + 2..from)?;
    let mut depth = 1_usize;
    let end = inner.iter().position(|token| {
        match token.word.as_str() {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let counted = query.get(inner.first()?.place.start..inner.get(end)?.place.start)?;
    let rest = query.get(tokens.get(from)?.place.start..tokens.last()?.place.end)?;
    Some(format!("select count({counted}) {rest}"))
}

/// What is said of an average over other than the times that it is said to be of.
pub(super) fn miscounted(id: &str, query: &Text, said: u32, came: Decimal) -> Diagnostic {
    let message = format!("`{id}` is said to be an average of {said}, and is one of {came}");
    let finding = Diagnostic::error("average-miscounted", message).at(query.span, "the rows that it is made of");
    let finding =
        finding.help("add the rows that are lacking to the data, one for each time, with 0 where that is known");
    finding.help(format!("or write `average_of = {came}`, and the `period` of these alone"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions_keep_their_rest_and_texts_their_slashes() {
        assert_eq!(with_rest("select sum(a)/5 from t").as_deref(), Some("select sum(a)*1.0/5 from t"));
        assert_eq!(with_rest("select a / b / c from t").as_deref(), Some("select a *1.0/ b *1.0/ c from t"));
        assert_eq!(with_rest("select count(*) from t where a = '1/2'"), None);
    }

    #[test]
    fn the_rows_of_an_average_are_counted() {
        let counted = |query: &str| averaged(query).unwrap_or_default();
        assert_eq!(counted("select avg(n) from t where m > 3;"), "select count(n) from t where m > 3");
        assert_eq!(counted("select round(avg(n + (1)), 1) as x from t"), "select count(n + (1)) from t");
        let grouped = "select avg(n) from (select count(*) n from t group by m)";
        assert_eq!(counted(grouped), "select count(n) from (select count(*) n from t group by m)");
        for other in ["select sum(n) / 12 from t", "select avg(a), avg(b) from t", "select avg(a) / avg(b) from t"] {
            assert_eq!(averaged(other), None, "{other}");
        }
    }
}

//! What holds between the keys of a table. These checks see the tree, not the record, so that they also run where another
//! key of the table is wrong.

pub(crate) use super::edition::{languages, quotation};
use super::tree::{Entry, Node, Reader, Table};
use super::types::Bound;
use crate::diag::Diagnostic;
use toml::de::DeValue;

/// How deep sections may stand in one another.
pub const MAX_DEPTH: usize = 3;

/// Of the whole file: sections stand at most [`MAX_DEPTH`] deep.
pub(crate) fn depth(root: &Table<'_>, reader: &mut Reader<'_>) {
    if let Some(entry) = root.get("sections") {
        sections(entry, 1, reader);
    }
}

fn sections(entry: Entry<'_>, depth: usize, reader: &mut Reader<'_>) {
    let DeValue::Array(array) = entry.node.value else {
        return;
    };
    for value in array {
        let span = reader.span(value.span());
        if depth > MAX_DEPTH {
            let message = format!("sections stand at most {MAX_DEPTH} deep");
            reader.error("too-deep", span, message, "move it up a level, or make it a paragraph");
            return;
        }
        let DeValue::Table(_) = value.get_ref() else {
            continue;
        };
        let below = reader.table(Node { value: value.get_ref(), span, key: "sections" });
        if let Some(below) = below.and_then(|table| table.get("sections")) {
            sections(below, depth + 1, reader);
        }
    }
}

/// Of data: a file, a database or a query, and nothing beside it that only another of them has; a protection that protects.
pub(crate) fn data(table: &Table<'_>, reader: &mut Reader<'_>) {
    match (table.get("file"), table.get("query")) {
        _ if table.has("database") => data_of_database(table, reader),
        (None, None) => reader.missing_key(table, "file", "The file, or write a `query` over other data"),
        (Some(file), Some(query)) => reader.sink.push(
            Diagnostic::error("several-origins", format!("{} has `query` beside `file`", table.name))
                .at(query.key_span, "")
                .also(file.key_span, "the first one")
                .help("keep one of the two; a query reads other tables of `[data]`"),
        ),
        (None, Some(_)) => {
            for key in ["sheet", "range", "table", "protect"] {
                let Some(entry) = table.get(key) else { continue };
                let help = match key {
                    "protect" => "delete it, and write it into the data of the file that the query reads",
                    _ => "delete it: it is for files",
                };
                reader.error("needless-key", entry.key_span, format!("`{key}` says nothing of a query"), help);
            }
        }
        (Some(_), None) => {}
    }
    let below = table.get("protect").and_then(|entry| reader.table(entry.node)).and_then(|table| table.get("below"));
    if let Some(Entry { node: Node { value: DeValue::Integer(number), span, .. }, .. }) = below
        && !u32::from_str_radix(number.as_str(), number.radix()).is_ok_and(|below| (3..=1000).contains(&below))
    {
        let message = "`below` is from 3 to 1000: “fewer than 2” would say that it is one";
        reader.error("out-of-range", span, message, "write `below = 5`, or what your rules of protection ask for");
    }
}

/// Of data of a database: one question, and nothing that only files have.
fn data_of_database(table: &Table<'_>, reader: &mut Reader<'_>) {
    let named: Vec<_> = ["file", "query", "table"].iter().filter_map(|key| table.get(key)).collect();
    match named.as_slice() {
        [] => reader.missing_key(table, "query", "What the database is asked, or `table` for all rows of one"),
        [first, second, ..] => reader.sink.push(
            Diagnostic::error(
                "several-origins",
                format!("{} has `{}` beside `{}`", table.name, second.node.key, first.node.key),
            )
            .at(second.key_span, "")
            .also(first.key_span, "the first one")
            .help("of a database `query` or `table` is read; of a file leave `database` out"),
        ),
        [file] if file.node.key == "file" => reader.sink.push(
            Diagnostic::error("several-origins", format!("{} has `file` beside `database`", table.name))
                .at(file.key_span, "")
                .help("of a database `query` or `table` is read; of a file leave `database` out"),
        ),
        [_] => {}
    }
    for entry in ["sheet", "range"].iter().filter_map(|key| table.get(key)) {
        let message = format!("`{}` says nothing of a database", entry.node.key);
        reader.error("needless-key", entry.key_span, message, "delete it: it is for workbooks");
    }
}

/// Of a figure: one kind of number; a bound with `value` only; a source.
pub(crate) fn figure(table: &Table<'_>, reader: &mut Reader<'_>) {
    let numbers = ["value", "between", "estimates", "query"];
    let calculated = table.has("computed_from") && !numbers.iter().any(|key| table.has(key));
    if !calculated {
        one_number(table, &numbers, reader);
    }
    bound(table, reader);
    if let Some(round) = table.get("round").filter(|_| !calculated && !table.has("query")) {
        let message = "`round` says nothing about a number that is written";
        reader.error(
            "needless-round",
            round.key_span,
            message,
            "delete `round`, or let the program calculate: delete `value`",
        );
    }
    if let Some(Entry { node: Node { value: DeValue::Integer(parts), span, .. }, .. }) = table.get("average_of")
        && matches!(parts.as_str(), "0" | "1")
    {
        let message = "`average_of` must be 2 or more: an average of one number is that number";
        reader.error("out-of-range", span, message, "write of how many months or years it is the average");
    }
    if !["estimates", "source", "query"].iter().any(|key| table.has(key)) && !calculated {
        reader.missing_key(table, "source", "The source: an id of `[sources]`");
    }
    if let Some(Entry { node: Node { value: DeValue::Array(list), span, .. }, .. }) = table.get("estimates")
        && list.is_empty()
    {
        reader.error("empty-list", span, "`estimates` is empty", "write what each source says, or give a `value`");
    }
}

/// Of a computation: one operation, with as many figures as it needs.
pub(crate) fn computation(table: &Table<'_>, reader: &mut Reader<'_>) {
    const OPERATIONS: [&str; 4] = ["sum", "difference", "share", "change"];
    let given: Vec<Entry<'_>> = table.entries.iter().filter(|e| OPERATIONS.contains(&e.node.key)).copied().collect();
    let [operation] = given.as_slice() else {
        let message = format!("{} must have one of `sum`, `difference`, `share`, `change`", table.name);
        let help = "write `computed_from = { share = [\"part\", \"whole\"] }`";
        return reader.error("no-operation", given.get(1).map_or(table.span, |second| second.key_span), message, help);
    };
    let DeValue::Array(list) = operation.node.value else { return };
    let (fits, wanted) = match operation.node.key {
        "sum" => (list.len() >= 2, "two figures or more"),
        "difference" => (list.len() == 2, "two figures: the one from which, and the one that was taken away"),
        "share" => (list.len() == 2, "two figures: the part, then the whole"),
        _ => (list.len() == 2, "two figures: the earlier, then the later"),
    };
    if !fits {
        let message = format!("`{}` needs {wanted}", operation.node.key);
        reader.error("wrong-length", operation.node.span, message, "name their ids: `[\"first\", \"second\"]`");
    }
}

/// Of an estimate: one kind of number, or words; a bound with `value` only.
pub(crate) fn estimate(table: &Table<'_>, reader: &mut Reader<'_>) {
    one_number(table, &["value", "between", "words"], reader);
    bound(table, reader);
}

/// Exactly one of `keys` is there.
fn one_number(table: &Table<'_>, keys: &[&str], reader: &mut Reader<'_>) {
    let mut given: Vec<Entry<'_>> = table.entries.iter().filter(|e| keys.contains(&e.node.key)).copied().collect();
    let names = || keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    match given.as_slice() {
        [] => reader.sink.push(
            Diagnostic::error("no-number", format!("{} says no number", table.name))
                .at(table.span, format!("one of {} is required", names()))
                .help("give it `value` with `bound`, or `between = [low, high]`".to_owned() + other_form(keys)),
        ),
        [_] => {}
        [first, ..] => {
            let first = *first;
            for surplus in given.split_off(1) {
                let message = format!("{} has `{}` beside `{}`", table.name, surplus.node.key, first.node.key);
                reader.sink.push(
                    Diagnostic::error("several-numbers", message)
                        .at(surplus.key_span, "")
                        .also(first.key_span, "the first one")
                        .help(format!("keep one of {}", names())),
                );
            }
        }
    }
}

fn other_form(keys: &[&str]) -> &'static str {
    if keys.contains(&"words") { ", or the source's own `words`" } else { ", or `estimates` where sources disagree" }
}

/// `value` needs a bound; nothing else has one.
fn bound(table: &Table<'_>, reader: &mut Reader<'_>) {
    match (table.get("value").or_else(|| table.get("query")), table.get("bound")) {
        (Some(value), None) => {
            let bounds: Vec<String> = Bound::ALL.iter().map(|bound| format!("`{}`", bound.name())).collect();
            reader.sink.push(
                Diagnostic::error("missing-bound", format!("{} does not say how exact its `value` is", table.name))
                    .at(value.node.span, "this number needs a `bound`")
                    .help(format!("add `bound`, one of {}", bounds.join(", "))),
            );
        }
        (None, Some(bound)) if table.has("between") || table.has("estimates") => {
            let other = if table.has("between") { "between" } else { "estimates" };
            let message = format!("`bound` says nothing about `{other}`");
            reader.error("needless-bound", bound.key_span, message, "delete `bound`; it belongs to `value`");
        }
        _ => {}
    }
}

/// Of a chart: either data with its columns, or a figure alone.
pub(crate) fn chart(table: &Table<'_>, reader: &mut Reader<'_>) {
    const OF_ROWS: [&str; 12] = [
        "x",
        "y",
        "highlight",
        "layout",
        "across_sources",
        "base",
        "provisional",
        "breaks",
        "annotations",
        "neutral",
        "split",
        "until",
    ];
    const OF_DATA: [(&str, &str); 2] = [("x", "the column of categories or dates"), ("y", "the column of values")];
    match (table.get("data"), table.get("figure")) {
        (None, None) => reader.sink.push(
            Diagnostic::error("missing-key", format!("{} has neither `data` nor `figure`", table.name))
                .at(table.span, "one of the two is required")
                .help("add `data`, an id of `[data]`, with `x` and `y`, or `figure`, an id of `[figures]`"),
        ),
        (Some(_), None) => {
            for (key, doc) in OF_DATA.into_iter().filter(|(key, _)| !table.has(key)) {
                reader.missing_key(table, key, doc);
            }
        }
        (Some(data), Some(figure)) => reader.sink.push(
            Diagnostic::error("several-contents", format!("{} has both `data` and `figure`", table.name))
                .at(figure.key_span, "")
                .also(data.key_span, "")
                .help("keep `figure` to show what each source says of it, or `data` with `x` and `y`"),
        ),
        (None, Some(_)) => {
            for key in OF_ROWS {
                if let Some(entry) = table.get(key) {
                    let message = format!("`{key}` belongs to `data`");
                    let help = "delete it; a chart of a figure has one row for each source";
                    reader.error("needless-columns", entry.key_span, message, help);
                }
            }
        }
    }
}

/// Of an annotation: either a place or a value.
pub(crate) fn annotation(table: &Table<'_>, reader: &mut Reader<'_>) {
    match (table.get("at"), table.get("value")) {
        (None, None) => reader.sink.push(
            Diagnostic::error("missing-key", format!("{} has neither `at` nor `value`", table.name))
                .at(table.span, "one of the two is required")
                .help("add `at`, a place of the axis or a date, or `value`, a number on the axis of values"),
        ),
        (Some(at), Some(value)) => reader.sink.push(
            Diagnostic::error("several-contents", format!("{} has both `at` and `value`", table.name))
                .at(value.key_span, "")
                .also(at.key_span, "")
                .help("keep one of the two, or write two annotations"),
        ),
        _ => {}
    }
}

/// Of a submission: an hour is that of a day.
pub(crate) fn submission(table: &Table<'_>, reader: &mut Reader<'_>) {
    if let Some(time) = table.get("deadline_time").filter(|_| !table.has("deadline")) {
        let message = "`deadline_time` is the hour of a day that is not said";
        reader.error(
            "missing-key",
            time.key_span,
            message,
            "add `deadline = 2027-05-14`, the last day on which it is taken",
        );
    }
}

/// Of a case: a name that may be printed, or an alias in its place.
pub(crate) fn case(table: &Table<'_>, reader: &mut Reader<'_>) {
    let public = table.get("identity").is_some_and(|entry| entry.node.value.as_str() == Some("public"));
    let (key, help) = match public {
        true => ("name", "the name of the person, which `identity = \"public\"` prints"),
        false => ("alias", "what is printed in place of the name: `alias = \"Mr A.\"`"),
    };
    if !table.has(key) {
        reader.missing_key(table, key, help);
    }
}

/// Of a table: data, figures or cases; columns with data only.
pub(crate) fn table(table: &Table<'_>, reader: &mut Reader<'_>) {
    let given: Vec<Entry<'_>> = ["data", "figures", "cases"].into_iter().filter_map(|key| table.get(key)).collect();
    match given.as_slice() {
        [] => reader.sink.push(
            Diagnostic::error("missing-key", format!("{} has neither `data` nor `figures` nor `cases`", table.name))
                .at(table.span, "one of the three is required")
                .help("add `data`, an id of `[data]`, or `figures` or `cases`, a list of ids"),
        ),
        [one] if one.node.key != "data" => {
            for key in ["columns", "head_groups", "group_by", "highlight"] {
                if let Some(entry) = table.get(key) {
                    let help = format!("delete `{key}`; a table of {} has columns of its own", one.node.key);
                    let message = format!("`{key}` belongs to `data`");
                    reader.error("needless-columns", entry.key_span, message, &help);
                }
            }
        }
        [_] => {}
        [first, second, ..] => {
            let message = format!("{} has both `{}` and `{}`", table.name, first.node.key, second.node.key);
            reader.sink.push(
                Diagnostic::error("several-contents", message)
                    .at(second.key_span, "")
                    .also(first.key_span, "")
                    .help("make two tables of it"),
            );
        }
    }
    if let Some(entry) = ["totals", "group_totals"].into_iter().filter_map(|key| table.get(key)).next()
        && table.has("cases")
    {
        reader.error("needless-totals", entry.key_span, "cases are not added up", "delete it");
    }
    if let Some(entry) = table.get("group_totals").filter(|_| !table.has("group_by")) {
        let help = "name the column that gathers the rows in `group_by`, or write `totals`";
        reader.error("needless-totals", entry.key_span, "`group_totals` without groups", help);
    }
}

/// Of a highlight: what the column must hold.
pub(crate) fn table_highlight(table: &Table<'_>, reader: &mut Reader<'_>) {
    let is = table.get("is");
    let limit = table.get("above").or_else(|| table.get("below"));
    match (is, limit) {
        (None, None) => reader.sink.push(
            Diagnostic::error("missing-key", format!("{} does not say what its column must hold", table.name))
                .at(table.span, "one of `is`, `above`, `below` is required")
                .help("write `is = \"2020\"`, or `above = 300`"),
        ),
        (Some(is), Some(limit)) => {
            let message = format!("{} has both `is` and `{}`", table.name, limit.node.key);
            reader.error("several-contents", is.key_span, message, "make two highlights of it");
        }
        _ => {}
    }
}

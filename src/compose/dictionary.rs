//! The data dictionary: what each column of the data holds and what it was held to, where the specification asks for it.

use super::{Composer, Part, capitalised};
use crate::doc::{Caption, Cell, Column, ColumnAlign, Heading, Inline, Node, Paragraph, Row, Style, Table};
use crate::evidence::data;
use crate::locale::{DataWords, Locale};
use crate::spec::{ColumnType, Data, DataColumn, Spanned, Text};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The annex that lists the columns of all data.
pub(super) struct Dictionary;

impl Part for Dictionary {
    fn name(&self) -> &'static str {
        "data-dictionary"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let inputs = composer.inputs;
        let asked = inputs.spec.briefing.data_dictionary.as_ref().is_some_and(|asked| asked.value);
        if !asked || inputs.spec.data.is_empty() {
            return Vec::new();
        }
        let words = &inputs.locale.data_words;
        let heading = Heading {
            level: 2,
            style: Style::Heading1,
            number: None,
            text: vec![Inline::words(words.dictionary.clone(), None)],
            anchor: Some(Arc::from("data-dictionary")),
            listed: true,
        };
        let intro = Paragraph {
            style: Style::Body,
            number: None,
            text: vec![Inline::words(words.intro.clone(), None)],
            anchor: None,
        };
        let tables = inputs.spec.data.iter().filter_map(|(id, record)| table(composer, id, record));
        [Node::Heading(heading), Node::Paragraph(intro)].into_iter().chain(tables.map(Node::Table)).collect()
    }
}

/// The columns of one table of data; none where it could not be read.
fn table(composer: &Composer<'_>, id: &Spanned<String>, record: &Data) -> Option<Table> {
    let inputs = composer.inputs;
    let (locale, words) = (inputs.locale, &inputs.locale.data_words);
    let known = inputs.evidence.data.get(&id.value);
    let columns = known.map(|table| &table.columns).or_else(|| inputs.evidence.protected.get(&id.value))?;
    let heads = [&words.column, &words.holds, &words.rules];
    let row = |column: &data::Column| {
        let declared = record.columns.get(&column.name);
        let own = column.label != column.name;
        let name = if own { format!("{} ({})", column.label, column.name) } else { column.name.clone() };
        let cells = [name, holds(column, declared, locale), rules(declared, locale)];
        let cells =
            cells.into_iter().map(|text| Cell { text: vec![Inline::words(text, Some(id.span))], ..Cell::default() });
        Row { cells: cells.collect(), ..Row::default() }
    };
    let title = match &record.file {
        Some(file) => format!("{} ({})", id.value, file.value),
        None => id.value.clone(),
    };
    Some(Table {
        continued: locale.words.continued.fill(&[("label", &title)]),
        caption: Some(Caption { title: vec![Inline::words(title, Some(id.span))], ..Caption::default() }),
        columns: heads
            .iter()
            .enumerate()
            .map(|(place, name)| Column { name: (*name).clone(), align: ColumnAlign::Start, row_head: place == 0 })
            .collect(),
        head: vec![Row {
            cells: heads
                .iter()
                .map(|head| Cell { text: vec![Inline::words(head.as_str(), None)], ..Cell::default() })
                .collect(),
            ..Row::default()
        }],
        rows: columns.iter().map(row).collect(),
        source: about(composer, &id.value, record, known)
            .into_iter()
            .map(|text| Inline::words(text, Some(id.span)))
            .collect(),
        ..Table::default()
    })
}

/// "number, per cent, at least".
fn holds(column: &data::Column, declared: Option<&DataColumn>, locale: &Locale) -> String {
    let words = &locale.data_words;
    let kind = kind(declared.map_or(ColumnType::Text, |column| column.r#type.value), words);
    let bound = column.bound.and_then(|bound| locale.bound_word(bound));
    let parts = [Some(kind), column.unit.as_deref(), bound];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&locale.citation.comma)
}

fn kind(kind: ColumnType, words: &DataWords) -> &str {
    match kind {
        ColumnType::Text => &words.text,
        ColumnType::Number => &words.number,
        ColumnType::Integer => &words.integer,
        ColumnType::Year => &words.year,
        ColumnType::Month => &words.month,
        ColumnType::Date => &words.date,
        ColumnType::Boolean => &words.boolean,
        ColumnType::Source => &words.source,
    }
}

/// "no value twice; may be empty".
fn rules(declared: Option<&DataColumn>, locale: &Locale) -> String {
    let words = &locale.data_words;
    // of an undeclared column nothing is asked
    let Some(column) = declared else { return words.optional.clone() };
    let is = |flag: &Option<Spanned<bool>>| flag.as_ref().is_some_and(|flag| flag.value);
    let values: Vec<&str> = column.values.iter().map(|value| value.value.as_str()).collect();
    let is_time = matches!(column.r#type.value, ColumnType::Date | ColumnType::Month | ColumnType::Year);
    let end = |sign: &str, end: &Option<Spanned<Decimal>>| {
        let end = end.as_ref()?.value;
        let year = i32::try_from(end).ok().filter(|_| is_time);
        Some(format!("{sign}\u{a0}{}", year.map_or_else(|| locale.number(&end), |year| locale.year(year))))
    };
    let rules = [
        (!values.is_empty()).then(|| words.values.fill(&[("list", &values.join(&locale.citation.comma))])),
        is(&column.unique).then(|| words.unique.clone()),
        is(&column.optional).then(|| words.optional.clone()),
        end("≥", &column.least),
        end("≤", &column.most),
        column.references.as_ref().map(|to| words.references.fill(&[("column", &to.value)])),
    ];
    let rules: Vec<String> = rules.into_iter().flatten().collect();
    if rules.is_empty() { super::table::EMPTY.to_owned() } else { rules.join(&locale.citation.semicolon) }
}

/// What is said of the table as a whole.
fn about(composer: &Composer<'_>, id: &str, record: &Data, known: Option<&data::Table>) -> Vec<String> {
    let inputs = composer.inputs;
    let (locale, words) = (inputs.locale, &inputs.locale.data_words);
    let count = |number: usize| locale.number(&Decimal::from(number));
    let account = inputs.evidence.accounts.get(&format!("data.{id}"));
    let mut said = Vec::new();
    let from: Option<Vec<&str>> = match &record.database {
        Some(variable) => Some(vec![&variable.value]),
        None => account.map(|account| account.from.iter().map(String::as_str).collect()),
    };
    if let (Some(query), Some(from)) = (&record.query, from) {
        let query = query.value.split_whitespace().collect::<Vec<_>>().join(" ");
        let query = words.counted.fill(&[("data", &from.join(&locale.citation.comma)), ("query", &query)]);
        said.push(format!("{query}{}", locale.citation.stop));
    }
    // how many rows there are may be how many people a small number stands for
    said.extend(known.map(|table| words.rows.fill(&[("n", &count(table.rows.len()))])));
    said.extend(account.and_then(|account| account.rows).map(|(_, left)| words.left_out.fill(&[("n", &count(left))])));
    let below =
        record.protect.as_ref().map(|protect| protect.below.value).or(account.and_then(|account| account.below));
    said.extend(
        below
            .filter(|_| record.protect.is_some())
            .map(|below| words.protected.fill(&[("n", &locale.number(&below.into()))])),
    );
    said.extend(record.note.as_ref().map(|note: &Text| capitalised(&note.value)));
    vec![said.join(&locale.citation.space)]
}

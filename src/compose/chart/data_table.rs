//! The data of a chart as a tagged table below it.

use crate::compose::{Composer, table};
use crate::doc::{Caption, Inline, Node, Table};
use crate::spec::{self, Chart, Spanned};

/// The table of what the chart `id`, printed as `figure` ("Figure 2"), shows: its columns, or the statements of its figure.
pub(super) fn node(composer: &mut Composer<'_>, id: &str, record: &Chart, figure: &str) -> Option<Node> {
    let values = record.y.iter().flat_map(|y| std::iter::once(&y.column).chain(&y.low).chain(&y.high));
    let asked = record.x.iter().chain(&record.split).chain(&record.until).chain(values);
    let mut columns: Vec<Spanned<String>> = Vec::new();
    for column in asked {
        if !columns.iter().any(|known| known.value == column.value) {
            columns.push(column.clone());
        }
    }
    let printed = spec::Table {
        data: record.data.clone(),
        columns,
        figures: record.figure.iter().cloned().collect(),
        cases: Vec::new(),
        title: record.title.clone(),
        subtitle: record.subtitle.clone(),
        note: None,
        head_groups: Vec::new(),
        group_by: None,
        totals: None,
        group_totals: None,
        highlight: Vec::new(),
        orientation: None,
    };
    // numbered first, so that notes inside come after what stands before
    let label = composer.number_table(&format!("data-of-{id}"));
    composer.notes.begin_table();
    let table = table::of(composer, &printed, record.kind.span);
    let notes = composer.notes.end_table();
    let title = composer.inputs.locale.chart.data_title.fill(&[("figure", figure)]);
    let caption = Caption {
        label: label.text.clone(),
        title: vec![Inline::words(title, None)],
        subtitle: record.subtitle.as_ref().map(|text| composer.text(text)).unwrap_or_default(),
    };
    Some(Node::Table(Table {
        caption: Some(caption),
        notes,
        anchor: Some(label.anchor),
        origin: Some(record.title.span),
        ..table?
    }))
}

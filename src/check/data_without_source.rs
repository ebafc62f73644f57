//! Columns of unknown origin.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::ColumnType;
use std::collections::BTreeSet;

/// Data that is drawn or printed has a source.
pub(super) struct DataWithoutSource;

impl Check for DataWithoutSource {
    fn name(&self) -> &'static str {
        "data-without-source"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds data that a chart or a table shows and that has neither `source` nor a column of the type \
                     `source`.",
            why: "A chart is what is remembered of a briefing. Without a source its reader can check none of its \
                     bars.",
            example: r##"[data.executions]
file = "data/executions.csv"

[charts.executions]
kind  = "bar"
data  = "executions"
x     = "year"
y     = "executions"
title = "Executions rose""##,
            remedy: "Name the `source` of all of it, or add a column of the type `source` in which each row names its \
                     own.",
            references: "Guidance on Casualty Recording (OHCHR, 2019).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let charts = context.spec.charts.iter().filter_map(|(_, chart)| chart.data.as_ref());
        let tables = context.spec.tables.iter().filter_map(|(_, table)| table.data.as_ref());
        let shown: BTreeSet<&str> = charts.chain(tables).map(|id| id.value.as_str()).collect();
        for (id, data) in context.spec.data.iter().filter(|(id, _)| shown.contains(id.value.as_str())) {
            let in_rows = data.columns.iter().any(|(_, column)| column.r#type.value == ColumnType::Source);
            if data.source.is_none() && !in_rows {
                sink.push(
                    self.finding(format!("the data `{}` is shown and has no source", id.value))
                        .at(id.span, "from which source?")
                        .help("add `source`, an id of `[sources]`, or a column of the type `source`"),
                );
            }
        }
    }
}

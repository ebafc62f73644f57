//! Which records a document prints.

use super::running::{Mark, Paragraph};
use crate::spec::Spec;
use crate::spec::prose::{Block, Expression, Prose};
use std::collections::BTreeSet;

/// The records that expressions, key figures, tables and charts print.
#[derive(Debug, Default)]
pub(super) struct Printed {
    /// The ids of figures.
    pub(super) figures: BTreeSet<String>,
    /// The ids of quotations.
    pub(super) quotations: BTreeSet<String>,
    /// The ids of charts.
    pub(super) charts: BTreeSet<String>,
    /// The ids of images.
    pub(super) images: BTreeSet<String>,
    /// The ids of cases: in sentences, as cards, and in tables that are printed.
    pub(super) cases: BTreeSet<String>,
    /// The ids of tables.
    tables: BTreeSet<String>,
    /// Whether a loop or a computed name may print any of them.
    pub(super) any: bool,
}

impl Printed {
    /// What the text of `spec` prints.
    pub(super) fn of(spec: &Spec, text: &[Paragraph<'_>]) -> Self {
        let mut printed = Printed::default();
        for (_, mark) in text.iter().flat_map(|paragraph| &paragraph.marks) {
            if let Mark::Expression(source) = mark {
                printed.expression(source);
            }
        }
        super::running::prose(spec).into_iter().for_each(|prose: &Prose| printed.conditions(&prose.blocks));
        printed.figures.extend(spec.key_figures.iter().map(|key| key.figure.value.clone()));
        let tables = spec.tables.iter().flat_map(|(_, table)| &table.figures);
        let charts = spec.charts.iter().filter_map(|(_, chart)| chart.figure.as_ref());
        printed.figures.extend(tables.chain(charts).map(|id| id.value.clone()));
        let of_cases = spec.tables.iter().filter(|(id, _)| printed.any || printed.tables.contains(&id.value));
        let cases: Vec<String> = of_cases.flat_map(|(_, table)| &table.cases).map(|case| case.value.clone()).collect();
        printed.cases.extend(cases);
        printed
    }

    /// Whether the case `id` is printed.
    pub(super) fn case(&self, id: &str) -> bool {
        self.any || self.cases.contains(id)
    }

    /// Whether the figure `id` is printed.
    pub(super) fn figure(&self, id: &str) -> bool {
        self.any || self.figures.contains(id)
    }

    /// Whether the chart `id` is printed.
    pub(super) fn chart(&self, id: &str) -> bool {
        self.any || self.charts.contains(id)
    }

    /// Whether the image `id` is printed.
    pub(super) fn image(&self, id: &str) -> bool {
        self.any || self.images.contains(id)
    }

    /// The names `figures.ID`, `quotations.ID` and their like in an expression.
    fn expression(&mut self, source: &str) {
        let collections = [
            ("figures", &mut self.figures),
            ("quotations", &mut self.quotations),
            ("charts", &mut self.charts),
            ("images", &mut self.images),
        ];
        for (collection, found) in collections {
            for (at, _) in source.match_indices(collection) {
                let rest = source.get(at + collection.len()..).unwrap_or("");
                match rest.strip_prefix('.').map(|id| id.split(|c: char| !is_id_char(c)).next().unwrap_or("")) {
                    Some(id) if !id.is_empty() => {
                        found.insert(id.to_owned());
                    }
                    _ => self.any = true,
                }
            }
        }
        // "cases" and "tables" are words too, which an expression may print
        for (collection, found) in [("cases.", &mut self.cases), ("tables.", &mut self.tables)] {
            let names = source.match_indices(collection).filter_map(|(at, _)| source.get(at + collection.len()..));
            let ids = names.map(|rest| rest.split(|c: char| !is_id_char(c)).next().unwrap_or(""));
            found.extend(ids.filter(|id| !id.is_empty()).map(str::to_owned));
        }
        self.any |= source.contains("cases[") || source.contains("tables[");
    }

    fn conditions(&mut self, blocks: &[Block]) {
        let mut condition = |expression: &Expression| self.expression(&expression.source);
        for block in blocks {
            match block {
                Block::If { branches, .. } => branches.iter().for_each(|(test, _)| condition(test)),
                Block::For { over, .. } => condition(over),
                Block::Paragraph(_) | Block::Heading { .. } | Block::List { .. } | Block::Quote(_) => {}
            }
        }
        for block in blocks {
            match block {
                Block::If { branches, otherwise } => {
                    branches.iter().for_each(|(_, blocks)| self.conditions(blocks));
                    self.conditions(otherwise);
                }
                Block::For { body, .. } => self.conditions(body),
                Block::List { items, .. } => items.iter().for_each(|item| self.conditions(item)),
                Block::Quote(blocks) => self.conditions(blocks),
                Block::Paragraph(_) | Block::Heading { .. } => {}
            }
        }
    }
}

fn is_id_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Whether `text` is an id and nothing more.
pub(super) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(is_id_char)
}

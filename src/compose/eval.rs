//! Template expressions: one at a time, strict, with limits. Records are opaque values: a figure has no number that an
//! expression could take away from its bound.

use super::{Inputs, comparisons, limits};
use crate::diag::{Diagnostic, Span};
use crate::evidence::change::Manner;
use crate::locale::Subject;
use crate::spec::prose::Expression;
use crate::spec::{Param, Records};
use minijinja::value::ValueKind;
use minijinja::value::{Kwargs, Object, Value};
use minijinja::{Environment, UndefinedBehavior};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// Instructions one expression may take.
pub const FUEL: u64 = 100_000;
/// Times all loops of a document may go round.
pub const ROUNDS: usize = 10_000;

/// A record that an expression names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Record {
    /// Its collection.
    pub collection: &'static str,
    /// Its id.
    pub id: String,
    /// Whether `.ref` was asked for: the label, not the record.
    pub reference: bool,
    /// Whether `.page` was asked for: the page it stands on.
    pub page: bool,
    texts: BTreeMap<String, String>,
}

impl Object for Record {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        if key == "ref" && !matches!(self.collection, "figures" | "quotations" | "terms" | "cases") {
            return Some(Value::from_object(Record { reference: true, ..(**self).clone() }));
        }
        if key == "page" && !matches!(self.collection, "figures" | "quotations" | "terms" | "cases") {
            return Some(Value::from_object(Record { page: true, ..(**self).clone() }));
        }
        self.texts.get(key).map(|text| Value::from(text.as_str()))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.collection, self.id)
    }
}

/// A name given to the paragraph in which `label("name")` stands.
#[derive(Debug)]
pub(super) struct ParagraphName(pub String);

impl Object for ParagraphName {
    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// `change(figures.a, figures.b)`: how the number has changed from the one figure to the other.
#[derive(Debug, Clone)]
pub(super) struct Changed {
    /// The id of the earlier figure.
    pub from: String,
    /// The id of the later one.
    pub to: String,
    /// How it is said.
    pub manner: Manner,
}

impl Object for Changed {
    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

/// The change between two figures, which must be records and not texts.
fn changed(from: &Value, to: &Value, decimals: Option<Value>, named: &Kwargs) -> Result<Value, minijinja::Error> {
    let id = |value: &Value| match value.downcast_object_ref::<Record>() {
        Some(record) if record.collection == "figures" => Ok(record.id.clone()),
        _ => Err(minijinja::Error::new(
            minijinja::ErrorKind::InvalidOperation,
            "`change` needs two figures: `change(figures.before, figures.after)`",
        )),
    };
    let decimals = match decimals {
        None => Some(0),
        Some(value) if value.kind() == ValueKind::Bool => value.is_true().then_some(0),
        Some(value) => Some(u32::try_from(value)?.min(4)),
    };
    let wanted: Option<String> = named.get("subject")?;
    let subject = wanted.map(|name| {
        Subject::named(name.trim()).ok_or_else(|| {
            let names = Subject::NAMES.map(|(name, _)| format!("`{name}`")).join(", ");
            let message = format!("there is no subject `{name}`; it is one of {names}");
            minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, message)
        })
    });
    let subject = subject.transpose()?;
    named.assert_all_used().map_err(|error| {
        let message = format!("{}; beside the figures and the decimals `change` takes `subject`", said(&error));
        minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, message)
    })?;
    Ok(Value::from_object(Changed { from: id(from)?, to: id(to)?, manner: Manner { decimals, subject } }))
}

#[derive(Debug)]
struct Collection {
    name: &'static str,
    /// None where any name may come: paragraphs are named in the text itself.
    records: Option<BTreeMap<String, BTreeMap<String, String>>>,
}

impl Object for Collection {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let id = key.as_str()?;
        let texts = match &self.records {
            Some(records) => records.get(id)?.clone(),
            None => BTreeMap::new(),
        };
        Some(Value::from_object(Record {
            collection: self.name,
            id: id.to_owned(),
            reference: false,
            page: false,
            texts,
        }))
    }
}

/// What an expression comes to.
#[derive(Debug)]
pub(super) enum Evaluated {
    /// A record.
    Record(Record),
    /// A name for this paragraph.
    ParagraphName(String),
    /// A change between two figures.
    Changed(Changed),
    /// Text.
    Text(String),
}

/// The environment of a document's expressions.
pub(super) struct Templates {
    environment: Environment<'static>,
    globals: BTreeMap<String, Value>,
    params: Records<Param>,
}

impl Templates {
    pub fn new(inputs: Inputs<'_>) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        environment.add_function("label", |name: String| Value::from_object(ParagraphName(name)));
        environment.add_function("change", |from: Value, to: Value, decimals: Option<Value>, named: Kwargs| {
            changed(&from, &to, decimals, &named)
        });
        Templates { environment, globals: globals(inputs), params: inputs.spec.params.clone() }
    }

    /// Binds a name, for a loop's body; returns what it was bound to.
    pub fn bind(&mut self, name: &str, value: Value) -> Option<Value> {
        self.globals.insert(name.to_owned(), value)
    }

    /// Restores what a name was bound to.
    pub fn restore(&mut self, name: &str, before: Option<Value>) {
        match before {
            Some(value) => self.globals.insert(name.to_owned(), value),
            None => self.globals.remove(name),
        };
    }

    /// Evaluates to a value.
    pub fn value(&self, expression: &Expression) -> Result<Value, Diagnostic> {
        limits::examine(expression)?;
        comparisons::examine(expression, &self.params)?;
        let mut globals = self.globals.clone();
        let source = comparisons::with_values(&expression.source, &self.params, &mut globals);
        let compiled = self.environment.compile_expression(&source).map_err(|error| syntax(expression, &error))?;
        let value = compiled.eval(Value::from(globals)).map_err(|error| self.failed(expression, &error))?;
        if value.is_undefined() { Err(self.unknown(expression)) } else { Ok(value) }
    }

    /// Evaluates to what is printed.
    pub fn evaluate(&self, expression: &Expression) -> Result<Evaluated, Diagnostic> {
        let value = self.value(expression)?;
        if let Some(record) = value.downcast_object_ref::<Record>() {
            return Ok(Evaluated::Record(record.clone()));
        }
        if let Some(changed) = value.downcast_object_ref::<Changed>() {
            return Ok(Evaluated::Changed(changed.clone()));
        }
        if let Some(name) = value.downcast_object_ref::<ParagraphName>() {
            return Ok(Evaluated::ParagraphName(name.0.clone()));
        }
        if value.downcast_object_ref::<Collection>().is_some() {
            return Err(self.unknown(expression));
        }
        limits::printed(expression, &value).map(Evaluated::Text)
    }

    /// Evaluates to a condition.
    pub fn condition(&self, expression: &Expression) -> Result<bool, Diagnostic> {
        self.value(expression).map(|value| value.is_true())
    }

    fn failed(&self, expression: &Expression, error: &minijinja::Error) -> Diagnostic {
        match error.kind() {
            minijinja::ErrorKind::OutOfFuel => {
                Diagnostic::error("template-limit", format!("the expression takes more than {FUEL} steps"))
                    .at(expression.span, "stopped here")
                    .help("print data through `[tables]` or `[charts]`; expressions are for single values")
            }
            minijinja::ErrorKind::UndefinedError => self.unknown(expression),
            _ => Diagnostic::error("template-error", format!("the expression does not work: {}", said(error)))
                .at(place(expression, error), "here"),
        }
    }

    /// An unknown name: which, and the nearest known one.
    fn unknown(&self, expression: &Expression) -> Diagnostic {
        let path: Vec<&str> = expression.source.split('|').next().unwrap_or_default().trim().split('.').collect();
        let first = path.first().copied().unwrap_or_default().trim();
        if !self.globals.contains_key(first) {
            return Diagnostic::error("unknown-name", format!("unknown name `{first}`"))
                .at(expression.span, "not known here")
                .suggest(first, self.globals.keys().map(String::as_str));
        }
        let Some(id) = path.get(1).map(|id| id.trim()) else {
            return Diagnostic::error("unknown-name", format!("`{first}` cannot be printed"))
                .at(expression.span, "a whole collection")
                .help(format!("name one of its records: `{first}.ID`"));
        };
        let collection = self.globals.get(first).and_then(|value| value.downcast_object_ref::<Collection>());
        let records = collection.and_then(|collection| collection.records.as_ref());
        match records {
            Some(records) if !records.contains_key(id) => {
                let singular = first.strip_suffix('s').unwrap_or(first);
                let (label, add) = match first {
                    "sections" | "recommendations" => {
                        (format!("no {singular} has the id `{id}`"), format!("give the {singular} `id = \"{id}\"`"))
                    }
                    "paragraphs" => {
                        (format!("no paragraph is named `{id}`"), "name the paragraph that is meant".to_owned())
                    }
                    _ => (format!("there is no `[{first}.{id}]`"), format!("add `[{first}.{id}]`")),
                };
                let finding =
                    Diagnostic::error(code(first), format!("unknown {singular} `{id}`")).at(expression.span, label);
                match records.is_empty() {
                    true => finding.help(format!("correct the name, or {add}")),
                    false => finding.suggest(id, records.keys().map(String::as_str)),
                }
            }
            _ => {
                let attribute = path.get(2).copied().unwrap_or(id);
                let known = records
                    .and_then(|records| records.get(id))
                    .into_iter()
                    .flat_map(BTreeMap::keys)
                    .map(String::as_str);
                Diagnostic::error("unknown-name", format!("`{first}.{id}` has no `{attribute}`"))
                    .at(expression.span, "not known here")
                    .suggest(attribute, known.chain(["ref", "page"]))
            }
        }
    }
}

/// The code of a finding about an unknown record of a collection.
pub(super) fn code(collection: &str) -> &'static str {
    match collection {
        "figures" => "unknown-figure",
        "charts" => "unknown-chart",
        "tables" => "unknown-table",
        "images" => "unknown-image",
        "quotations" => "unknown-quotation",
        "terms" => "unknown-term",
        "cases" => "unknown-case",
        "sections" => "unknown-section",
        "recommendations" => "unknown-recommendation",
        "paragraphs" => "unknown-paragraph",
        _ => "unknown-name",
    }
}

fn syntax(expression: &Expression, error: &minijinja::Error) -> Diagnostic {
    Diagnostic::error("template-syntax", format!("the expression cannot be read: {}", said(error)))
        .at(place(expression, error), "here")
}

fn said(error: &minijinja::Error) -> String {
    error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)
}

/// Where in the expression; the whole of it where that is not known.
fn place(expression: &Expression, error: &minijinja::Error) -> Span {
    let Some(range) = error.range().filter(|range| range.end <= expression.source.len() && range.start < range.end)
    else {
        return expression.span;
    };
    let start = expression.span.start + range.start as u32;
    Span { start, end: expression.span.start + range.end as u32, ..expression.span }
}

fn globals(inputs: Inputs<'_>) -> BTreeMap<String, Value> {
    let spec = inputs.spec;
    let locale = inputs.locale;
    let figures = spec.figures.iter().map(|(id, figure)| {
        let mut texts = BTreeMap::from([("what".to_owned(), figure.what.value.clone())]);
        if let Some(period) = &figure.period {
            texts.insert("period".to_owned(), locale.period(&period.value));
        }
        if let Some(place) = &figure.place {
            texts.insert("place".to_owned(), place.value.clone());
        }
        (id.value.clone(), texts)
    });
    let quotations = spec.quotations.iter().map(|(id, quotation)| {
        (id.value.clone(), BTreeMap::from([("speaker".to_owned(), quotation.speaker.value.clone())]))
    });
    let terms = spec.terms.iter().map(|(id, term)| (id.value.clone(), term_texts(term)));
    let named = |ids: Vec<String>| Some(ids.into_iter().map(|id| (id, BTreeMap::new())).collect());
    let mut sections = Vec::new();
    section_ids(&spec.sections, &mut sections);
    let recommendations = spec.recommendations.iter().filter_map(|r| r.id.as_ref().map(|id| id.value.clone()));
    let collections = [
        ("figures", Some(figures.collect())),
        ("quotations", Some(quotations.collect())),
        ("terms", Some(terms.collect())),
        ("cases", named(spec.cases.iter().map(|(id, _)| id.value.clone()).collect())),
        ("charts", named(spec.charts.iter().map(|(id, _)| id.value.clone()).collect())),
        ("tables", named(spec.tables.iter().map(|(id, _)| id.value.clone()).collect())),
        ("images", named(spec.images.iter().map(|(id, _)| id.value.clone()).collect())),
        ("sections", named(sections)),
        ("recommendations", named(recommendations.collect())),
        ("paragraphs", None),
    ];
    let mut globals: BTreeMap<String, Value> = collections
        .into_iter()
        .map(|(name, records)| (name.to_owned(), Value::from_object(Collection { name, records })))
        .collect();
    let briefing = &spec.briefing;
    let about = BTreeMap::from([
        ("title", briefing.title.value.clone()),
        ("date", locale.date(briefing.date.value)),
        ("language", briefing.language.value.clone()),
        ("profile", inputs.profile.name.clone()),
    ]);
    globals.insert("briefing".to_owned(), Value::from_pairs(about));
    let typed = |param: &Param| {
        Value::from_pairs(param.attributes().into_iter().map(|(name, value)| (name, comparisons::value(&value))))
    };
    let params: BTreeMap<String, Value> =
        spec.params.iter().map(|(id, param)| (id.value.clone(), typed(param))).collect();
    globals.insert("params".to_owned(), Value::from_pairs(params));
    globals
}

/// The further forms of a term: the short one and those that grammar asks for.
fn term_texts(term: &crate::spec::Term) -> BTreeMap<String, String> {
    let forms = term.forms.iter().filter_map(|(name, form)| Some((name.value.clone(), form.as_ref()?.value.clone())));
    let short = term.short.iter().map(|short| ("short".to_owned(), short.value.clone()));
    forms.chain(short).collect()
}

fn section_ids(sections: &[crate::spec::Section], ids: &mut Vec<String>) {
    for section in sections {
        ids.extend(section.id.as_ref().map(|id| id.value.clone()));
        section_ids(&section.sections, ids);
    }
}

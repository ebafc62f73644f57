//! `[params]`: what is different from one issue of a report to the next. Each has a type; its value comes from the command
//! line, a row of a batch, or its `default`, and is put in wherever a string of the specification says `{{ params.NAME }}`.

mod choices;
mod codes;
mod compared;
mod time;
mod value;

use super::field::Record;
use super::languages::Calendar;
use super::record::{choice, record};
use super::records::Records;
use super::rule::Rule;
use super::tree::{Reader, Table};
use super::value::{Spanned, Text};
use crate::diag::{Diagnostic, FileId, Sink, Span, nearest};
use crate::locale::Locale;
pub use choices::choices;
use chrono::NaiveDate;
pub use compared::Typed;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
pub(super) use time::GREGORIAN_FROM;
use toml::de::{DeTable, DeValue};
use value::Value;

choice! {
    /// What a parameter is.
    pub enum ParamType {
        /// Words.
        Text = "text",
        /// A number.
        Number = "number",
        /// A day: `2026-10-31`.
        Date = "date",
        /// A month: `2026-10`.
        Month = "month",
        /// A quarter: `2026-Q4`.
        Quarter = "quarter",
        /// A year: `2026`.
        Year = "year",
        /// From January to a month, which is its value: `2026-10`.
        YearToDate = "year-to-date",
        /// The twelve months that end with a month, which is its value: `2026-10`.
        TwelveMonths = "twelve-months",
        /// A month of the Solar Hijri calendar: `1405-08`.
        SolarHijriMonth = "solar-hijri-month",
        /// A year of the Solar Hijri calendar: `1405`.
        SolarHijriYear = "solar-hijri-year",
        /// A country, by the two letters of ISO 3166-1: `IR`.
        Country = "country",
        /// A language, BCP 47.
        Language = "language",
        /// One of `choices`.
        Choice = "choice",
    }
}

record! {
    /// A parameter: what is different from one issue to the next.
    pub struct Param {
        /// What it is.
        r#type: Spanned<ParamType>,
        /// What it is where it is not set: a value, or `this month`, `last month`, `this quarter`, `last quarter`, `this year`,
        /// `last year`, counted from the document's date in the calendar of the type. Without it, it must be set.
        default: Option<Text> => Rule::Same,
        /// The values that it may have.
        choices: Vec<Spanned<String>>,
        /// How each value is printed, by language where they differ; the keys are values: `names.IR = { en = "Iran", fr = "l’Iran" }`.
        names: Records<Option<Text>> => Rule::NamesOfValues,
        /// The least that a number may be.
        least: Option<Spanned<Decimal>>,
        /// The most that a number may be.
        most: Option<Spanned<Decimal>>,
        /// What it is for.
        description: Option<Text> => Rule::Same,
    }
}

record! {
    /// Only the parameters of a specification.
    struct Declared {
        /// `[params.ID]`: what is different from one issue to the next.
        params: Records<Param>,
    }
}

record! {
    /// Only the calendars in which days are printed.
    struct Calendars {
        /// By language, or for all editions.
        calendar: Option<Spanned<Calendar>> => Rule::ByLanguage,
    }
}

/// Values that were set: the text in which findings point, and each name and value with their place in it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Set<'a> {
    /// Names and values.
    pub values: &'a [(String, String)],
    /// The text of [`Set::text`], as a file of findings.
    pub file: FileId,
}

impl Set<'_> {
    /// How what was set is shown in findings: a line each, `month=2026-10`.
    #[must_use]
    pub fn text(&self) -> String {
        self.values.iter().map(|(name, value)| format!("{name}={value}\n")).collect()
    }

    fn span(&self, index: usize) -> Span {
        let length = |(name, value): &(String, String)| name.len() + value.len() + 2;
        let start: usize = self.values.iter().take(index).map(length).sum();
        let own = self.values.get(index).map_or(0, |pair| length(pair) - 1);
        Span::new(self.file, start..start + own)
    }
}

/// What each parameter is in this document, by its id.
#[derive(Debug, Clone, Default)]
pub(crate) struct Values {
    all: BTreeMap<String, Resolved>,
    /// Whether the records have faults, so that nothing is known of any.
    unread: bool,
    locale: Option<&'static Locale>,
}

/// A parameter's value, and the author's own words for it.
#[derive(Debug, Clone)]
struct Resolved {
    value: Value,
    named: Option<String>,
}

impl Values {
    /// What stands behind `params.`: `month`, `month.value`, `month.previous.start`.
    pub(crate) fn get(&self, path: &str) -> Option<String> {
        let mut names = path.split('.');
        let resolved = self.all.get(names.next()?)?;
        let mut value = resolved.value.clone();
        let mut named = resolved.named.clone();
        let mut names = names.peekable();
        while let Some(name) = names.next() {
            if name == "value" {
                return names.peek().is_none().then(|| value.raw());
            }
            value = value.ask(name)?;
            named = None;
        }
        Some(named.unwrap_or_else(|| value.printed(self.locale)))
    }

    /// Whether the records have faults, so that nothing is known of any.
    pub(super) fn unread(&self) -> bool {
        self.unread
    }

    /// Whether there is a parameter of this name.
    fn has(&self, name: &str) -> bool {
        self.all.contains_key(name)
    }

    /// What can be asked, to suggest the nearest: that of a parameter, and of what stands behind it.
    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (id, Resolved { value, .. }) in &self.all {
            names.extend([id.clone(), format!("{id}.value")]);
            for asked in value.asked() {
                names.extend([format!("{id}.{asked}"), format!("{id}.{asked}.value")]);
                let further = value.ask(asked);
                names.extend(further.iter().flat_map(Value::asked).map(|last| format!("{id}.{asked}.{last}")));
            }
        }
        names
    }
}

/// Works out what each parameter is. What is wrong with a value goes to `sink`; what is wrong with the records themselves
/// is said where they are read.
pub(crate) fn resolve(
    root: &Table<'_>,
    tree: &DeTable<'_>,
    reader: &Reader<'_>,
    set: Set<'_>,
    sink: &mut Sink,
) -> Values {
    let mut unheard = Sink::default();
    let mut scratch = Reader::new(reader.file, reader.text, &mut unheard);
    scratch.edition = reader.edition.clone();
    let declared = root.get("params").and_then(|_| Declared::read(root, &mut scratch));
    // what is wrong with a record is said where the records are read; of the others nothing can be said until then
    let Some(params) =
        declared.map(|declared| declared.params).or_else(|| root.get("params").is_none().then(Records::default))
    else {
        return Values { unread: true, ..Values::default() };
    };
    let briefing = root.get("briefing").and_then(|entry| scratch.table(entry.node));
    let calendars = briefing.and_then(|briefing| Calendars::read(&briefing, &mut scratch));
    let calendar = calendars.and_then(|found| found.calendar).map_or(Calendar::Gregorian, |calendar| calendar.value);
    let locale = Locale::find_in(reader.edition.current_tag(), calendar);
    let resolver = Resolver { set, today: date(tree, &params, set), locale, sink };
    resolver.all(&params)
}

/// Writes what each parameter is into its record, where conditions find it.
pub(crate) fn settle(params: &mut Records<Param>, values: &Values) {
    let ids: Vec<String> = params.ids().map(str::to_owned).collect();
    for id in ids {
        let raw = values.get(&format!("{id}.value"));
        let Some((param, raw)) = params.get_mut(&id).zip(raw) else { continue };
        let span = param.default.as_ref().map_or(param.r#type.span, |default| default.span);
        param.default = Some(Text::verbatim(raw, span));
    }
}

impl Param {
    /// Its value in this document.
    fn value(&self) -> Option<Value> {
        let raw = self.default.as_ref().map_or("", Text::as_str);
        Value::read(self.r#type.value, raw, None).ok()
    }

    /// What stands in a query behind its name, as it is typed: nothing, `_start`, `_previous_end`.
    #[must_use]
    pub fn in_query(&self, path: &str) -> Option<String> {
        self.value()?.ask_joined(path).map(|value| value.raw())
    }

    /// What can stand there, to suggest the nearest.
    #[must_use]
    pub fn query_names(&self) -> Vec<String> {
        let Some(value) = self.value() else { return Vec::new() };
        let mut names = vec![String::new()];
        for asked in value.asked() {
            names.push(format!("_{asked}"));
            let further = value.ask(asked);
            names.extend(further.iter().flat_map(Value::asked).map(|last| format!("_{asked}_{last}")));
        }
        names
    }
}

impl ParamType {
    /// Whether it is a stretch of time, which no single day equals.
    #[must_use]
    pub fn is_time(self) -> bool {
        time::Time::kind(self).is_some()
    }
}

/// The document's date, where it is a date or that of a parameter.
fn date(tree: &DeTable<'_>, params: &Records<Param>, set: Set<'_>) -> Option<NaiveDate> {
    let briefing = tree.get("briefing")?.get_ref().as_table()?;
    match briefing.get("date")?.get_ref() {
        DeValue::String(text) => {
            let (_, path) = next_expression(text, 0)?;
            let id = path.strip_suffix(".value").unwrap_or(path);
            let param = params.get(id).filter(|param| param.r#type.value == ParamType::Date)?;
            let given = set.values.iter().rfind(|(name, _)| name == id).map(|(_, value)| value.as_str());
            let text = given.or_else(|| param.default.as_ref().map(Text::as_str))?;
            NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok()
        }
        DeValue::Datetime(found) => {
            let date = found.date?;
            NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
        }
        _ => None,
    }
}

/// The names of the parameters that a file declares.
#[must_use]
pub fn parameters(text: &str) -> Vec<String> {
    let (tree, _) = DeTable::parse_recoverable(text);
    let declared = tree.get_ref().get("params").and_then(|value| value.get_ref().as_table());
    declared.into_iter().flat_map(|table| table.keys().map(|name| name.get_ref().to_string())).collect()
}

/// The files of protected data that a specification declares.
#[must_use]
pub fn protected_files(text: &str) -> Vec<String> {
    let (tree, _) = DeTable::parse_recoverable(text);
    let declared = tree.get_ref().get("data").and_then(|value| value.get_ref().as_table());
    let tables = declared.into_iter().flat_map(|table| table.values()).filter_map(|value| value.get_ref().as_table());
    let protected = tables.filter(|table| table.contains_key("protect"));
    protected.filter_map(|table| Some(table.get("file")?.get_ref().as_str()?.to_owned())).collect()
}

struct Resolver<'r> {
    set: Set<'r>,
    today: Option<NaiveDate>,
    locale: Option<&'static Locale>,
    sink: &'r mut Sink,
}

impl Resolver<'_> {
    fn all(mut self, params: &Records<Param>) -> Values {
        for (index, (name, _)) in self.set.values.iter().enumerate() {
            if params.get(name).is_none() {
                let finding = Diagnostic::error("unknown-parameter", format!("there is no parameter `{name}`"))
                    .at(self.set.span(index), "not in `[params]`")
                    .suggest(name, params.ids());
                let help = if params.is_empty() {
                    "declare it: `[params.NAME]` with a `type`"
                } else {
                    "the parameters stand in `[params]`"
                };
                self.sink.push(finding.help(help));
            }
        }
        let mut values = Values { locale: self.locale, ..Values::default() };
        for (id, param) in params.iter() {
            self.range(&id.value, param);
            if let Some(value) = self.one(&id.value, id.span, param) {
                let named = param.names.get(&value.raw()).and_then(Option::as_ref).map(|text| text.value.clone());
                values.all.insert(id.value.clone(), Resolved { value, named });
            }
        }
        values
    }

    /// A range in which there is no number.
    fn range(&mut self, id: &str, param: &Param) {
        if let Some((least, most)) = param.least.as_ref().zip(param.most.as_ref())
            && least.value > most.value
        {
            let message = format!("`{id}`: `least` is above `most`, so that no number is in the range");
            let finding = Diagnostic::error("invalid-parameter", message).at(least.span, "").also(most.span, "");
            self.sink.push(finding.help("exchange them"));
        }
    }

    /// The value of a parameter: as it is set, else its default.
    fn one(&mut self, id: &str, at: Span, param: &Param) -> Option<Value> {
        let set = self.set.values.iter().rposition(|(name, _)| name == id);
        let (text, span) = match (set, &param.default) {
            (Some(index), _) => (self.set.values.get(index)?.1.clone(), self.set.span(index)),
            (None, Some(default)) => (default.value.clone(), default.span),
            (None, None) => {
                let message = format!("the parameter `{id}` is not set");
                let finding = Diagnostic::error("parameter-not-set", message).at(at, "has no `default`");
                self.sink.push(finding.help(format!("write `--set {id}=VALUE`, or give it a `default`")));
                return None;
            }
        };
        let text = text.trim();
        match self.checked(text, param) {
            Ok(value) => Some(value),
            Err((message, help)) => {
                let finding = Diagnostic::error("invalid-parameter", format!("`{id}`: {message}")).at(span, "");
                self.sink.push(finding.help(help));
                None
            }
        }
    }

    fn checked(&self, text: &str, param: &Param) -> Result<Value, (String, String)> {
        let kind = param.r#type.value;
        let value = Value::read(kind, text, self.today)?;
        let known: Vec<&str> =
            param.choices.iter().map(|choice| choice.value.as_str()).chain(param.names.ids()).collect();
        let raw = value.raw();
        if (kind == ParamType::Choice || !known.is_empty()) && !known.contains(&raw.as_str()) {
            let near = nearest(&raw, known.iter().copied()).map(|near| format!("did you mean `{near}`? "));
            let help = format!("{}it may be {}", near.unwrap_or_default(), known.join(", "));
            return Err((format!("`{raw}` is none of its values"), help));
        }
        if let Value::Number(number) = &value {
            let below = param.least.as_ref().filter(|least| *number < least.value);
            let above = param.most.as_ref().filter(|most| *number > most.value);
            if let Some(end) = below.or(above) {
                let way = if below.is_some() { "at least" } else { "at most" };
                return Err((format!("{number} is out of range"), format!("it is {way} {}", end.value)));
            }
        }
        Ok(value)
    }
}

impl Reader<'_> {
    /// The text with each `{{ params.NAME }}` replaced; `prose` is CommonMark, in which marks are escaped. What is put in stands
    /// in the file where the expression does.
    pub(crate) fn with_params(&mut self, text: Text, prose: bool) -> Text {
        let mut pieces = Vec::new();
        let mut at = 0;
        while let Some(found) = next_expression(&text.value, at) {
            let (range, path) = found;
            match self.params.get(path) {
                Some(value) => pieces.push((range.clone(), if prose { escaped(&value) } else { value })),
                None => self.unknown_param(path, text.locate(range.clone())),
            }
            at = range.end;
        }
        if pieces.is_empty() { text } else { text.replaced(&pieces) }
    }

    /// Whether a text names a parameter that has no value, of which it was said why.
    pub(crate) fn lacks_param(&self, text: &str) -> bool {
        next_expression(text, 0).is_some_and(|(_, path)| self.params.get(path).is_none())
    }

    fn unknown_param(&mut self, path: &str, span: Span) {
        let name = path.split('.').next().unwrap_or(path);
        // a parameter whose value is wrong was reported already
        if !self.params.has(name) && self.params_failed {
            return;
        }
        let names = self.params.names();
        let finding = Diagnostic::error("unknown-parameter", format!("there is no `params.{path}`"))
            .at(span, "not known")
            .suggest(path, names.iter().map(String::as_str));
        self.sink.push(finding.help("declare it: `[params.NAME]` with a `type`"));
    }
}

/// The next `{{ params.PATH }}` from byte `from` on: its place, and the path.
pub(super) fn next_expression(text: &str, from: usize) -> Option<(std::ops::Range<usize>, &str)> {
    let mut from = from;
    loop {
        let start = from + text.get(from..)?.find("{{")?;
        let end = start + text.get(start..)?.find("}}")? + 2;
        let inside = text.get(start + 2..end - 2)?.trim();
        if let Some(path) = inside.strip_prefix("params.")
            && path.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.'))
        {
            return Some((start..end, path));
        }
        from = end;
    }
}

/// A value as CommonMark that reads as the value.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for letter in value.chars() {
        if letter.is_ascii_punctuation()
            && !matches!(letter, '.' | ',' | '-' | '\'' | '(' | ')' | '/' | ':' | ';' | '%')
        {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests;

//! What a profile must not say: names that there are not, limits that limit nothing, rules against its own layout.
//!
//! In come the file as it was read and the profile that came of it; out come faults, each with the place of the key that
//! is wrong. A rule that is mistyped would otherwise examine nothing, and seem to be kept.

use super::files::{Fault, File};
use super::{Certainty, Demand, FIELDS, PARTS, PLACES, Profile, ProfileNotes, ProfilePaper, Rule};
use crate::diag::nearest;
use crate::theme::Theme;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file of a profile under examination.
pub(super) struct Examined<'a> {
    /// The tree of its text, in which places are looked up.
    pub tree: &'a DeTable<'a>,
    /// What it says.
    pub file: &'a File,
    /// What came of it and of what it extends.
    pub profile: &'a Profile,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Examined<'_> {
    /// Examines all of it.
    pub(super) fn examine(&mut self) {
        self.texts();
        self.theme();
        self.parts();
        self.pattern();
        for index in 0..self.file.rules.len() {
            self.rule(index);
        }
        for rule in &self.profile.rules {
            self.against_layout(rule);
        }
    }

    /// Adds a fault at the value to which `path` leads, or as near to it as there is something.
    fn fault(&mut self, path: &[&str], message: String, help: String) {
        let range = place(self.tree, path);
        self.faults.push(Fault { message, range, help: Some(help) });
    }

    /// A name that there is not.
    fn unknown<'k>(&mut self, path: &[&str], what: &str, name: &str, known: impl Iterator<Item = &'k str>) {
        let known: Vec<&str> = known.collect();
        let help = match nearest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("known here: `{}`", known.join("`, `")),
        };
        self.fault(path, format!("there is no {what} `{name}`"), help);
    }

    fn texts(&mut self) {
        let texts = [("purpose", Some(&self.file.purpose)), ("body", self.file.body.as_ref())];
        for (key, _) in texts.into_iter().filter(|(_, text)| text.is_some_and(|text| text.trim().is_empty())) {
            self.fault(&[key], format!("`{key}` is empty"), "say for whom it is".to_owned());
        }
    }

    fn theme(&mut self) {
        if let Some(theme) = self.file.theme.as_ref().filter(|theme| Theme::find(theme).is_none()) {
            self.unknown(&["theme"], "theme", theme, Theme::names());
        }
        let Some(size) = self.file.type_size else { return };
        if !(8..=14).contains(&size.points) || size.margins.is_some_and(|margins| !(28..=144).contains(&margins)) {
            let help = "running text has 8 to 14 points, and margins 28 to 144".to_owned();
            self.fault(&["type"], "`type` is no size that can be set".to_owned(), help);
        }
    }

    fn parts(&mut self) {
        let parts: &[String] = self.file.parts.as_deref().unwrap_or_default();
        for (index, part) in parts.iter().enumerate() {
            let path = ["parts", &index.to_string()];
            if parts.iter().take(index).any(|other| other == part) {
                self.fault(&path, format!("the part `{part}` stands twice"), "take one of them out".to_owned());
            }
            self.part(&path, part, &[]);
        }
    }

    /// A part must be there, or be one of `others`.
    fn part(&mut self, path: &[&str], part: &str, others: &[&str]) {
        if !PARTS.contains(&part) && !others.contains(&part) {
            self.unknown(path, "part", part, PARTS.iter().chain(others).copied());
        }
    }

    fn pattern(&mut self) {
        if let Some(pattern) = &self.file.title_pattern {
            self.places(&["title-pattern"], pattern);
        }
        for (language, pattern) in &self.file.title_patterns {
            let path = ["title-patterns", language.as_str()];
            if !is_language(language) {
                let help = "write its code of two or three letters (ISO 639): `fr`".to_owned();
                self.fault(&path, format!("`{language}` is no code of a language"), help);
            }
            self.places(&path, pattern);
        }
    }

    /// What a pattern has in braces.
    fn places(&mut self, path: &[&str], pattern: &str) {
        let mut rest = pattern;
        while let Some((_, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                let help = "close the brace: `{country}`".to_owned();
                self.fault(path, "a brace is not closed".to_owned(), help);
                return;
            };
            if !PLACES.contains(&name) {
                self.unknown(path, "place", &format!("{{{name}}}"), BRACED.into_iter());
            }
            rest = after;
        }
    }

    /// A rule of the file.
    fn rule(&mut self, index: usize) {
        let Some(rule) = self.file.rules.get(index) else { return };
        let at = index.to_string();
        let path = |key| ["rules", at.as_str(), key];
        if self.file.rules.iter().take(index).any(|other| other.id == rule.id) {
            let help = "give one of them another `id`".to_owned();
            self.fault(&path("id"), format!("two rules are called `{}`", rule.id), help);
        }
        for (key, text) in [("id", &rule.id), ("says", &rule.says)] {
            if text.trim().is_empty() {
                self.fault(&path(key), format!("`{key}` is empty"), "write it, or take the rule out".to_owned());
            }
        }
        if !is_address(&rule.url) {
            let help = "write the whole address at which the rule was read: `https://…`".to_owned();
            self.fault(&path("url"), format!("`{}` is no address", rule.url), help);
        }
        let Some(demand) = &rule.demand else { return };
        // that it is published is what an embargo is held against
        if rule.information && *demand != Demand::Published {
            let help = "take `information` out: it is for what the body does, and nothing is examined of it".to_owned();
            self.fault(&path("information"), "a rule for information has no `demand`".to_owned(), help);
        }
        self.demand(&at, demand);
    }

    fn demand(&mut self, rule: &str, demand: &Demand) {
        let at = |key| ["rules", rule, "demand", key];
        match demand {
            Demand::Words { at_most, counted } => {
                self.limit(&["rules", rule, "demand", "words", "at-most"], *at_most);
                let path = ["rules", rule, "demand", "words", "counted"];
                let twice =
                    counted.iter().enumerate().find(|(n, one)| counted.iter().take(*n).any(|other| other == *one));
                if counted.is_empty() {
                    self.fault(
                        &path,
                        "nothing is counted".to_owned(),
                        "name what is: `[\"headings\", \"body\"]`".to_owned(),
                    );
                } else if twice.is_some() {
                    self.fault(&path, "one thing is counted twice".to_owned(), "name each once".to_owned());
                }
            }
            Demand::Pages { at_most, without } => {
                self.limit(&["rules", rule, "demand", "pages", "at-most"], *at_most);
                for part in without {
                    self.part(&["rules", rule, "demand", "pages", "without"], part, &["ledger"]);
                }
            }
            Demand::Megabytes(most) => self.limit(&at("megabytes"), *most),
            Demand::Formats(formats) => self.some(&at("formats"), formats.len(), "[\"docx\"]"),
            Demand::Languages(tags) => {
                self.some(&at("languages"), tags.len(), "[\"en\"]");
                for (index, tag) in tags.iter().enumerate().filter(|(_, tag)| !is_language(tag)) {
                    let path = ["rules", rule, "demand", "languages", &index.to_string()];
                    let help = "write its code of two or three letters (ISO 639): `en`".to_owned();
                    self.fault(&path, format!("`{tag}` is no code of a language"), help);
                }
            }
            Demand::Parts(parts) => {
                self.some(&at("parts"), parts.len(), "[\"summary\"]");
                for (index, part) in parts.iter().enumerate() {
                    self.part(&["rules", rule, "demand", "parts", &index.to_string()], part, &FIELDS);
                }
            }
            Demand::First(part) => self.part(&at("first"), part, &[]),
            Demand::Last(part) => self.part(&at("last"), part, &[]),
            Demand::Bullets(part) => self.part(&at("bullets"), part, &[]),
            Demand::Cases(fields) => self.some(&at("cases"), fields.len(), "[\"victim\"]"),
            Demand::Deadline(deadline) => {
                let path = |key| ["rules", rule, "demand", "deadline", key];
                if let Some(hour) = deadline.hour.as_ref().filter(|hour| !is_hour(hour)) {
                    let help = "write hours and minutes, from `00:00` to `23:59`".to_owned();
                    self.fault(&path("hour"), format!("`{hour}` is no time of day"), help);
                }
                if deadline.zone.as_ref().is_some_and(|zone| zone.trim().is_empty()) {
                    let help = "write whose time it is, `Geneva time`, or take the key out".to_owned();
                    self.fault(&path("zone"), "`zone` is empty".to_owned(), help);
                }
                if deadline.days_before_session > 3650 {
                    let help = "write how many days before the session opens".to_owned();
                    self.fault(&path("days-before-session"), "that is more than ten years".to_owned(), help);
                }
            }
            _ => {}
        }
    }

    fn limit(&mut self, path: &[&str], most: u32) {
        if most == 0 {
            let help = "write the limit, or take the `demand` out where none is known".to_owned();
            self.fault(path, "a limit of 0 leaves room for nothing".to_owned(), help);
        }
    }

    fn some(&mut self, path: &[&str], number: usize, example: &str) {
        if number == 0 {
            let help = format!("name at least one: `{example}`; or take the `demand` out");
            self.fault(path, "the list is empty, so that nothing could keep the rule".to_owned(), help);
        }
    }

    /// A rule that the layout of the same profile breaks, wherever each of the two comes from.
    fn against_layout(&mut self, rule: &Rule) {
        let profile = self.profile;
        let own_rule = self.file.rules.iter().position(|own| own.id == rule.id).map(|index| index.to_string());
        let inherited = own_rule.is_none();
        // a hint is held against nothing
        if inherited && rule.certainty == Certainty::Unconfirmed {
            return;
        }
        let Some(demand) = &rule.demand else { return };
        let (key, wanted) = match demand {
            // headings may be bold where the text takes no emphasis: only who says otherwise contradicts the rule
            Demand::NoEmphasis if self.file.emphasis == Some(true) => ("emphasis", "false".to_owned()),
            Demand::Notes(place) if profile.notes != *place => ("notes", notes(*place).to_owned()),
            Demand::Paper(wanted) if profile.paper != *wanted => ("paper", paper(*wanted).to_owned()),
            Demand::Type(wanted) if !profile.type_size.is_some_and(|own| own.keeps(*wanted)) => {
                ("type", wanted.to_string())
            }
            // what is inherited the check says of each document
            Demand::NumberedParagraphs if self.file.numbered_paragraphs == Some(false) && !inherited => {
                ("numbered-paragraphs", "true".to_owned())
            }
            Demand::Parts(parts) => {
                let printed = |part: &&String| match part.as_str() {
                    "submitter" => profile.parts.iter().any(|part| part == "about"),
                    part => FIELDS.contains(&part) || profile.parts.iter().any(|own| own == part),
                };
                let Some(part) = parts.iter().find(|part| !printed(part)) else { return };
                let part = if part == "submitter" { "about" } else { part.as_str() };
                ("parts", format!("[…, \"{part}\"]"))
            }
            _ => return,
        };
        let id = &rule.id;
        let message = format!("the rule `{id}` and the key `{key}` contradict each other: {}", rule.says);
        match own_rule {
            Some(index) => {
                let help = format!("ask what the body wants, and change `{key}` to `{wanted}` or take out the rule");
                self.fault(&["rules", &index, "demand"], message, help);
            }
            None => {
                let base = self.file.extends.as_deref().unwrap_or_default();
                let help = format!(
                    "the rule comes from `{base}`: write `{key} = {wanted}`; or, where the body asks for something else, a rule of \
                     your own with `id = \"{id}\"`, which takes its place"
                );
                self.fault(&[key], message, help);
            }
        }
    }
}

/// What a pattern may name, as it stands there.
const BRACED: [&str; 4] = ["{submitter}", "{country}", "{session}", "{title}"];

fn notes(place: ProfileNotes) -> &'static str {
    match place {
        ProfileNotes::Foot => "\"foot\"",
        ProfileNotes::End => "\"end\"",
    }
}

fn paper(paper: ProfilePaper) -> &'static str {
    match paper {
        ProfilePaper::A4 => "\"a4\"",
        ProfilePaper::Letter => "\"letter\"",
    }
}

/// `https://` or `http://` and a host with a full stop in it.
fn is_address(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let labels = host.split('.').all(|label| !label.is_empty());
    host.contains('.') && labels && !url.chars().any(|letter| letter.is_whitespace() || letter.is_control())
}

/// `en`, `pt`, `ckb`.
fn is_language(tag: &str) -> bool {
    (2..=3).contains(&tag.len()) && tag.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// `00:00` to `23:59`.
fn is_hour(hour: &str) -> bool {
    let number = |text: &str, most: u8| text.len() == 2 && text.parse::<u8>().is_ok_and(|number| number <= most);
    hour.split_once(':').is_some_and(|(hours, minutes)| number(hours, 23) && number(minutes, 59))
}

/// Where the value at the end of `path` stands, or the last one on the way there.
fn place(root: &DeTable<'_>, path: &[&str]) -> Option<Range<usize>> {
    let (first, rest) = path.split_first()?;
    let mut value: &Spanned<DeValue<'_>> = root.get(*first)?;
    for step in rest {
        let next = match value.get_ref() {
            DeValue::Table(table) => table.get(*step),
            DeValue::Array(list) => step.parse::<usize>().ok().and_then(|index| list.get(index)),
            _ => None,
        };
        match next {
            Some(next) => value = next,
            None => break,
        }
    }
    Some(value.span())
}

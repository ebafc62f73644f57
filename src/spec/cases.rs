//! Cases: persons and events, as those who receive complaints ask for them.

use super::Period;
use super::record::{choice, record};
use super::rule::{Kind, Rule};
use super::value::{Spanned, Text};
use chrono::NaiveDate;

record! {
    /// What happened to one person, or one event.
    pub struct Case: check case {
        /// The name; required with `identity = "public"`, printed only then.
        name: Option<Text> => Rule::Same,
        /// Other spellings of a protected name, those in other scripts among them: they are looked for and withheld as the name is.
        spellings: Vec<Text> => Rule::Same,
        /// What is printed in place of a protected name: "Mr A.".
        alias: Option<Text> => Rule::Name,
        /// `public` or `protected`; `protected` where absent.
        identity: Option<Spanned<Identity>>,
        /// The age at the time, in years.
        age: Option<Spanned<u32>> => Rule::Withheld,
        /// What happened, in a few words: "enforced disappearance".
        what: Text,
        /// When: a day, a month (`"2020-03"`), a year, or `{ from = …, to = … }`.
        date: Option<Spanned<Period>> => Rule::Withheld,
        /// Where.
        place: Option<Text> => Rule::Name,
        /// Who is believed to be responsible.
        perpetrator: Option<Text>,
        /// How it happened.
        circumstances: Option<Text>,
        /// What was tried to find the person or to get redress, and with what result.
        remedies: Option<Text>,
        /// What is known today: "executed on 5 May 2020"; "whereabouts unknown".
        outcome: Option<Text>,
        /// The sources.
        sources: Vec<Spanned<String>> => Rule::Refers(Kind::Source),
        /// What the person or the family agreed to.
        consent: Option<Consent>,
    }
}

impl Case {
    /// What is printed: the name where the identity is public, else the alias.
    #[must_use]
    pub fn shown(&self) -> Option<&Text> {
        if self.is_public() { self.name.as_ref() } else { self.alias.as_ref() }
    }

    /// Whether the name may be printed.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.identity.as_ref().is_some_and(|identity| identity.value == Identity::Public)
    }
}

choice! {
    /// Whether a name is printed.
    pub enum Identity {
        /// It is.
        Public = "public",
        /// It is not; an alias stands for it.
        Protected = "protected",
    }
}

record! {
    /// What the person or the family agreed to, each separately.
    pub struct Consent {
        /// Who agreed: "the mother".
        by: Text => Rule::Same,
        /// When.
        date: Option<Spanned<NaiveDate>> => Rule::Withheld,
        /// That the case is submitted.
        submit: Spanned<bool>,
        /// That the name is told to the State concerned.
        share_with_state: Spanned<bool>,
        /// That the name is published.
        publish: Spanned<bool>,
    }
}

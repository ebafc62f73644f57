//! Records about languages: calendars, and names that are the same throughout an edition.

use super::record::{choice, record};
use super::records::Records;
use super::rule::Rule;
use super::value::Text;

choice! {
    /// A calendar.
    pub enum Calendar {
        /// The Gregorian calendar.
        Gregorian = "gregorian",
        /// The Solar Hijri calendar of Iran and Afghanistan.
        SolarHijri = "solar-hijri",
        /// Both, one in brackets.
        Both = "both",
    }
}

record! {
    /// A name or title that is printed in one form throughout an edition: `{{ terms.ID }}`.
    pub struct Term {
        /// The form that is printed.
        name: Text,
        /// A short form: `{{ terms.ID.short }}`.
        short: Option<Text> => Rule::ByLanguage,
        /// Other forms that grammar asks for, by a name of their own: `forms.genitive`, printed by `{{ terms.ID.genitive }}`.
        forms: Records<Option<Text>> => Rule::Forms,
        /// Forms that must not be used: a list, or lists by language.
        avoid: Vec<Text> => Rule::ByLanguage,
    }
}

//! What is known of the place to which a document goes.

use super::record::record;
use super::records::Records;
use super::rule::Rule;
use super::value::{Spanned, Text};
use chrono::NaiveDate;

record! {
    /// To which session it goes, and what happened to it before.
    pub struct Submission: check submission {
        /// The day on which the session opens; deadlines are counted back from it.
        session: Option<Spanned<NaiveDate>>,
        /// The country it is about, where the body asks for that in the title.
        country: Option<Text> => Rule::Name,
        /// The last day on which it is taken, where the body names one.
        deadline: Option<Spanned<NaiveDate>>,
        /// Until when on that day, with its time zone: `18:00, Geneva time`.
        deadline_time: Option<Text> => Rule::Name,
        /// Where and when the text was published before; leave it out where it was not.
        published: Option<Text>,
        /// Until when nobody may publish the text.
        embargo: Option<Spanned<NaiveDate>>,
        /// Whether all cases stand in an annex at the end; `false` where absent.
        annex_of_cases: Option<Spanned<bool>>,
        /// All who submit it together, where there are several; they are named at the beginning.
        joint: Vec<Text>,
        /// What a person has seen to, by the name of the rule (`briefing profiles` lists them): how, and by whom.
        confirmed: Records<Text> => Rule::AnyKey,
    }
}

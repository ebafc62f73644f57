//! Numbers where a word or a zero should stand.

use super::{Manual, Own, because, rule_in_english, running, tokens};
use crate::check::running::{BREAK, Kind};
use crate::check::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};
use crate::spec::Bound;
use rust_decimal::Decimal;
use std::ops::Range;

/// A sentence does not begin with digits, nor a decimal with its point.
pub(in crate::check) struct NumberForm;

const MANUAL: Manual = Manual {
    says: "a number that begins a sentence is written as a word; a decimal below one has a zero before its point",
    page: "https://www.un.org/dgacm/en/content/editorial-manual/numbers-dates-time",
};

/// Words before a number whose full stop ends no sentence.
const SHORT: &str = "p. pp. para. paras. art. arts. no. nos. vol. vols. ch. chap. fig. figs. sect. sec. c. ca. cf. e.g. i.e. \
                     approx. est. v. res. doc. st. mr. mrs. ms. dr. vs. al. add. rev. corr.";

impl Check for NumberForm {
    fn name(&self) -> &'static str {
        "un-number-form"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an English sentence that begins with a number in digits, typed or printed by a figure, and a decimal \
                    without a zero before its point, where the profile asks for the style of the United Nations. Headings, \
                    quotations and titles are left alone.",
            why: "Documents of the United Nations have neither; an editor would change each of them.",
            example: r##"[briefing]
profile = "un-briefing"
[[sections]]
heading = "Facts"
text = "12 others were released.""##,
            remedy: "Write the number as a word, or put something before it: “Another 12 were released”. Write `0.5` for `.5`.",
            references: "United Nations Editorial Manual Online, Numbers, dates and time: \
                         <https://www.un.org/dgacm/en/content/editorial-manual/numbers-dates-time>.",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        let Some(rule) = rule_in_english(context) else { return };
        for own in running(context).filter(|own| own.paragraph.kind == Kind::Body) {
            let begins = |(range, token): &(Range<usize>, &str)| {
                token.starts_with(|c: char| c.is_ascii_digit()) && begins_sentence(&own, range.start)
            };
            let printed = own.paragraph.marks.iter().filter_map(|(at, mark)| {
                let amount = context.figure(mark.figure()?)?.amount?;
                let digits = amount.bound == Bound::Exact && amount.value >= Decimal::TEN;
                // the words behind it have a place
                let after = at + BREAK.len_utf8();
                (digits && begins_sentence(&own, *at)).then_some((after..after + 1, "{{ … }}"))
            });
            let typed = tokens(own.text()).into_iter().filter(begins);
            let first = typed.chain(printed).map(|(range, written)| {
                (
                    range,
                    format!("a sentence begins with digits, `{written}`"),
                    "write the number as a word, or put something before it".to_owned(),
                )
            });
            let bare = tokens(own.text()).into_iter().filter_map(|(range, token)| {
                let digits = token.trim_start_matches(['(', '[']).strip_prefix('.')?;
                let number: String = digits.chars().take_while(char::is_ascii_digit).collect();
                let message = format!("`.{number}` has no zero before its point");
                (!number.is_empty()).then(|| (range, message, format!("write `0.{number}`")))
            });
            for (range, message, help) in first.chain(bare).filter(|(range, ..)| own.holds(range)) {
                let place = own.paragraph.locate(&range, &context.evidence.specification);
                sink.push(because(self.finding(message).at_maybe(place, "").help(help), rule, &MANUAL));
            }
        }
    }
}

/// Whether a sentence begins at this byte: at the beginning, or behind a full stop that is not that of a short form.
fn begins_sentence(own: &Own<'_>, at: usize) -> bool {
    let before = own.text().get(..at).unwrap_or("").trim_end();
    // the number of a note stands between
    let before = before.trim_end_matches(BREAK).trim_end();
    let last = before.split_whitespace().next_back().unwrap_or("").trim_start_matches(['(', '“', '"', '‘']);
    let initial = last.chars().filter(|c| c.is_alphabetic()).count() == 1;
    let short = initial || SHORT.split_whitespace().any(|short| short.eq_ignore_ascii_case(last));
    before.is_empty() || (before.ends_with(['.', '?', '!']) && !short)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{found, in_prose};

    #[test]
    fn digits_at_the_start_are_found_and_others_are_not() {
        let lines = in_prose(
            &NumberForm,
            "12 others were freed. 2025 was worse [@a, p. 4]. 14 died; the share is .5 per cent.",
        );
        assert_eq!(
            lines,
            [
                "12: a sentence begins with digits, `12`",
                "2025: a sentence begins with digits, `2025`",
                "14: a sentence begins with digits, `14`",
                ".5: `.5` has no zero before its point"
            ]
        );
        let text = "See para. 12, art. 6 and No. 4. Another 12 were freed. “12 others”, he said: 14 of them. In 2025, 3 of J. 5.\n\n\
                    > 12 others\n\nHe gave 0.5 per cent.";
        assert_eq!(in_prose(&NumberForm, text), [""; 0]);
    }

    #[test]
    fn a_figure_that_prints_digits_is_found() {
        let figure = |bound: &str| {
            let figure = format!("[figures.f]\nwhat = \"deaths\"\nvalue = 12\nbound = \"{bound}\"\nsource = \"a\"\n");
            format!("{figure}[[sections]]\nheading = \"H\"\ntext = \"They came. {{{{ figures.f }}}} died.\"\n")
        };
        assert_eq!(found(&NumberForm, &figure("exact")).len(), 1);
        assert_eq!(found(&NumberForm, &figure("at-least")), [""; 0], "it begins with “At least”");
    }
}

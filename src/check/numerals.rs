//! Numbers in English running text: which are evidence, and which are dates, ages, references, names.
//!
//! By the words around each number; where they do not decide, it is taken for evidence. Numbers written as words are not
//! looked at.

use super::running::BREAK;
use std::ops::Range;

/// Words after which a number says which one and not how many.
const LABELS: &str = "\
    act annex appendix art article articles arts box case cell chapter chapters chart clause clauses decision decree \
    directive edition fig figure footnote goal graph issue item law no nos note n° nº number p page pages para \
    paragraph paragraphs paras part pp principle protocol question recommendation recommendations regulation \
    regulations resolution resolutions room rule rules s schedule sec section sections ss step table target vol \
    volume ward § §§ №";

/// Those of [`LABELS`] that end with a full stop within a sentence.
const ABBREVIATIONS: &str = "art arts fig no nos p pp para paras s sec ss vol";

/// The months, with their abbreviations.
const MONTHS: &str = "\
    january february march april may june july august september october november december jan feb mar apr jun jul \
    aug sep sept oct nov dec";

/// Lengths of time: deadlines and sentences more often than counts.
const TIMES: &str = "\
    century centuries day days decade decades hour hours minute minutes month months second seconds week weeks year \
    years";

/// What may stand between a number and its length of time.
const KINDS_OF_TIME: &str = "calendar consecutive full more working";

/// Words by which a number before them is a count, whatever stands before it.
const COUNTED: &str = "\
    arrests activists cases children civilians deaths detainees detained died disappeared executed executions \
    families girls boys injured journalists juveniles killed killings men minors offenders others people per \
    percent persons prisoners protesters victims were women wounded";

/// Words after which four digits are a number and no year.
const AMOUNTS: &str = "almost approximately exactly executed killed least most nearly than";

/// Words before a year that is followed by a word of [`COUNTED`]: "in 2019 people were killed".
const BEFORE_YEARS: &str =
    "after before between by during early end for from in late mid of since the throughout to until year";

/// Words that are capitalised for no other reason than that a sentence begins.
const NO_NAMES: &str = "\
    a about after all almost an and another approximately around as at before but by exactly for from in it its \
    nearly of on only or other out over perhaps since some than that the their these they this those to under until \
    up we when where while with";

/// What joins numbers to a list or a range: "articles 6, 7 and 14", "15 to 19 November".
const JOINS: &str = "and or to – — &";

/// A word or a number, with its place.
struct Token<'a> {
    /// As it stands, with its punctuation.
    raw: &'a str,
    /// Without punctuation at its ends.
    core: &'a str,
    /// The place of `core`.
    range: Range<usize>,
}

impl Token<'_> {
    /// Whether it is one of `words`, which have spaces between them.
    fn is(&self, words: &str) -> bool {
        let lower = self.core.to_lowercase();
        words.split(' ').any(|word| word == lower)
    }

    fn has_digits(&self) -> bool {
        self.core.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether it joins numbers, or is nothing but punctuation.
    fn joins(&self) -> bool {
        self.core.is_empty() || self.is(JOINS)
    }

    /// Whether nothing but a space stands between it and the next one.
    fn is_open(&self) -> bool {
        self.raw.ends_with(self.core)
    }

    /// "art.", "page"; not the "section." that ends a sentence.
    fn is_label(&self) -> bool {
        self.is(LABELS) && (!self.raw.ends_with(['.', ',', ':', ';', '!', '?']) || self.is(ABBREVIATIONS))
    }

    fn is_capitalised(&self) -> bool {
        self.core.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The places of the numbers in `text` that are evidence.
pub(super) fn evidence(text: &str) -> Vec<Range<usize>> {
    let tokens = tokens(text);
    let counts = |&at: &usize| tokens.get(at).is_some_and(Token::has_digits) && is_evidence(&tokens, at);
    (0..tokens.len()).filter(counts).filter_map(|at| tokens.get(at).map(|token| token.range.clone())).collect()
}

/// Cuts at spaces and breaks; dashes of ranges stand alone.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut add = |range: Range<usize>| {
        let Some(raw) = text.get(range.clone()).filter(|raw| !raw.is_empty()) else { return };
        let core = raw.trim_matches(|c: char| !c.is_alphanumeric() && !"%‰+§№°#~≈<>≤≥±$€£¥–—&\u{fffc}".contains(c));
        let from = range.start + raw.find(core).unwrap_or(0);
        found.push(Token { raw, core, range: from..from + core.len() });
    };
    for (at, c) in text.char_indices() {
        let alone = matches!(c, BREAK | '–' | '—');
        if alone || c.is_whitespace() {
            add(start..at);
            if alone {
                add(at..at + c.len_utf8());
            }
            start = at + c.len_utf8();
        }
    }
    add(start..text.len());
    found
}

fn is_evidence(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let Some(number) = Number::read(token) else { return false };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let after = tokens.get(at + 1).filter(|_| token.is_open());
    let next_counts = after.is_some_and(|after| after.is(COUNTED));
    if !next_counts && neighbour(tokens, at, Direction::Back).is_some_and(Token::is_label) {
        return false;
    }
    if number.is_written_like_a_year(token) {
        let leading = neighbour(tokens, at, Direction::Back);
        let amount = before.is_some_and(|before| before.is(AMOUNTS));
        let counted = next_counts && leading.is_none_or(|before| !before.is(BEFORE_YEARS) && !before.is(MONTHS));
        return amount || counted;
    }
    !(is_length_of_time(tokens, at)
        || (!next_counts
            && (is_day(tokens, at, &number)
                || is_clock(after, &number)
                || is_age(tokens, at, &number)
                || is_in_a_name(before, &number)))
        || is_item(token, &number))
}

/// A token that is a number by its form: `300`, `1,500`, `42%`, `€3m`, `5,000-strong`, `2/3`.
struct Number {
    /// Its value, where it is a whole number without separators.
    plain: Option<u32>,
}

impl Number {
    /// None where the form says that it is something else: `6(5)`, `46/18`, `A/HRC/40/67`, `14:30`, `2020-11-30`, `18-year-old`,
    /// `1980s`, `15th`, `G20`.
    fn read(token: &Token<'_>) -> Option<Self> {
        let text = token.core.trim_start_matches(|c: char| "~≈<>≤≥±+-−$€£¥".contains(c));
        let digits =
            text.find(|c: char| !(c.is_ascii_digit() || ",.'’\u{a0}\u{202f}".contains(c))).unwrap_or(text.len());
        let (number, rest) = text.split_at(digits);
        if !number.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let points = number.matches('.').count();
        match rest {
            // 30.11.2020
            "" if points > 1 => None,
            "" => Some(Number { plain: number.parse().ok() }),
            "%" | "‰" | "+" | "k" | "K" | "m" | "bn" | "-strong" | "-odd" | "-plus" | "-fold" => {
                Some(Number { plain: None })
            }
            _ => is_fraction(number, rest).then_some(Number { plain: None }),
        }
    }

    /// Whether it is written as years from 1000 to 2100 are.
    fn is_written_like_a_year(&self, token: &Token<'_>) -> bool {
        token.core.len() == 4 && self.plain.is_some_and(|year| (1000..=2100).contains(&year))
    }

    fn at_most(&self, most: u32) -> bool {
        self.plain.is_some_and(|plain| plain <= most)
    }
}

/// `2/3`; not `46/18` or `24/7`.
fn is_fraction(above: &str, rest: &str) -> bool {
    let below = rest.strip_prefix('/').and_then(|below| below.parse::<u32>().ok());
    above.parse::<u32>().ok().zip(below).is_some_and(|(above, below)| above < below && below <= 10)
}

/// Which way to look.
#[derive(Clone, Copy)]
enum Direction {
    Back,
    On,
}

/// The nearest word that is neither a number nor joins numbers: the label of a list or a range, or its month.
fn neighbour<'a, 'b>(tokens: &'a [Token<'b>], at: usize, direction: Direction) -> Option<&'a Token<'b>> {
    let passed = |token: &&Token<'_>| token.joins() || token.has_digits();
    match direction {
        Direction::Back => tokens.get(..at)?.iter().rev().find(|token| !passed(token)),
        Direction::On => tokens.get(at + 1..)?.iter().find(|token| !passed(token)),
    }
}

/// "15 November", "15 to 19 November", "November 15, 2019".
fn is_day(tokens: &[Token<'_>], at: usize, number: &Number) -> bool {
    number.at_most(31)
        && [Direction::Back, Direction::On].into_iter().any(|direction| {
            neighbour(tokens, at, direction).is_some_and(|month| month.is(MONTHS) && month.is_capitalised())
        })
}

/// "9 a.m.", "9 o'clock"; `14:30` is no number by its form.
fn is_clock(after: Option<&Token<'_>>, number: &Number) -> bool {
    after.is_some_and(|after| after.is("a.m am p.m pm o’clock o'clock gmt utc"))
        && (number.at_most(2400) || number.plain.is_none())
}

/// "age of 18", "aged between 14 and 17", "under 18", and "Name, 17,".
fn is_age(tokens: &[Token<'_>], at: usize, number: &Number) -> bool {
    let said = tokens.get(at.saturating_sub(4)..at).unwrap_or(&[]).iter().any(|word| word.is("age aged ages"));
    let young = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
        before.is("under below") && number.at_most(25)
            || before.is_capitalised()
                && before.raw.ends_with(',')
                && tokens.get(at).is_some_and(|age| age.raw.ends_with(','))
    });
    number.at_most(120) && (said || young)
}

/// "Evin Ward 8", "France 24", "Article 19": after a capitalised word that is no beginning of a sentence.
fn is_in_a_name(before: Option<&Token<'_>>, number: &Number) -> bool {
    let named =
        |before: &Token<'_>| before.is_open() && before.is_capitalised() && !before.is(NO_NAMES) && !before.is(MONTHS);
    number.at_most(999) && before.is_some_and(named)
}

/// "30 days", "12 working days".
fn is_length_of_time(tokens: &[Token<'_>], at: usize) -> bool {
    let mut words = tokens.get(at + 1..).unwrap_or(&[]).iter();
    let word = words.find(|word| !word.is(KINDS_OF_TIME) && !word.joins() && !word.has_digits());
    tokens.get(at).is_some_and(Token::is_open) && word.is_some_and(|word| word.is(TIMES))
}

/// "(1)", "2)": the number of an item.
fn is_item(token: &Token<'_>, number: &Number) -> bool {
    token.raw.trim_end_matches([',', '.', ';']).ends_with(')') && number.at_most(20) && token.raw.len() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        evidence(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn counts_are_evidence() {
        for (text, number) in [
            ("They killed 304 people.", "304"),
            ("At least 1,500 were killed.", "1,500"),
            ("more than 1500 dead", "1500"),
            ("They killed 1500 protesters.", "1500"),
            ("Executions fell by 42%.", "42%"),
            ("20 per cent of them", "20"),
            ("a crowd 5,000-strong", "5,000-strong"),
            ("It paid €3m for it.", "€3m"),
            ("Some (304) died.", "304"),
            ("2/3 of prisoners", "2/3"),
            ("In Tehran 300 people died.", "300"),
            ("In November 12 people died.", "12"),
            ("Some 40, the report says.", "40"),
            ("See the next section. 40 died.", "40"),
            ("It killed 304, and 10 days later it stopped.", "304"),
            ("\u{fffc} of 30 cases", "30"),
            ("over 40 prisoners under the age limit", "40"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
        assert_eq!(found("between 200 and 225 died"), ["200", "225"]);
    }

    #[test]
    fn dates_and_times_are_none() {
        for text in [
            "On 15 November 2019, and on 3 September.",
            "15 to 19 November; 15–19 November 2019; 3, 4 and 5 May",
            "November 15, 2019 and Nov. 3",
            "in 2019 people were killed; the 2019 protests; 2014–2020; in the 1980s",
            "those from 1988 and 1989 are counts; in 1988 and 1989 people died",
            "by 2020-11-30, 30/11/2020 or 30.11.2020",
            "at 14:30, at 9 a.m. and 10 pm",
            "the 46th session, the 3rd and the 21st",
            "within 30 days, after 12 working days, 10 to 15 years, an 8-month term",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn ages_are_none() {
        for text in [
            "below the age of 18",
            "people under 18",
            "aged between 14 and 17",
            "an 18-year-old",
            "Rezaiee, 17, was there",
            "all under-18s",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn references_and_names_are_none() {
        for text in [
            "art. 6(5) and arts. 7, 8 and 14",
            "Article 37(a), para. 4, section 12, s. 3, § 5",
            "resolution 46/18; Regulation (EU) No 359/2011; resolution 73/181",
            "A/HRC/40/67, MDE 13/31/88, P9_TA(2020)0376",
            "p. 304, pp. 31–33, pages 12 to 15, note 3, table 2",
            "(1) the first, 2) the second",
            "France 24 reports; Ward 209 of Evin; COVID-19; the G20",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}

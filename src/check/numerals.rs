//! Numbers in running text: which are evidence, and which are dates, ages, references, names.
//!
//! By the words around each number, as the language has them; where they do not decide, it is taken for evidence. Digits of
//! several scripts are read, and numbers written as words.

mod chinese;
mod number;
mod words;

use super::language::{Language, holds};
use super::running::BREAK;
use crate::text::is_letter_or_digit;
use number::Number;
pub(super) use number::{is_digit, western};
use rust_decimal::Decimal;
use std::ops::Range;

/// A number that is evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Its place in the text, in bytes.
    pub(super) range: Range<usize>,
    /// Its value, where that could be read.
    pub(super) value: Option<Decimal>,
}

/// A word or a number, with its place.
pub(super) struct Token<'a> {
    /// As it stands, with its punctuation.
    pub(super) raw: &'a str,
    /// Where that begins.
    start: usize,
    /// Without punctuation at its ends.
    pub(super) core: &'a str,
    /// The same in small letters.
    pub(super) lower: String,
    /// Where in `lower` the word begins that another is elided before.
    elided: Option<usize>,
    /// The place of `core`.
    pub(super) range: Range<usize>,
}

impl Token<'_> {
    /// Whether it is one of `words`.
    pub(super) fn is(&self, words: &str) -> bool {
        let lower = self.lower.as_str();
        // "l’article": French writes short words together with the next one.
        holds(words, lower) || self.elided.and_then(|at| lower.get(at..)).is_some_and(|word| holds(words, word))
    }

    fn has_digits(&self) -> bool {
        self.core.contains(is_digit)
    }

    /// Whether it joins numbers, or is nothing but punctuation.
    fn joins(&self, language: &Language) -> bool {
        self.core.is_empty() || self.is(language.joins)
    }

    /// Whether nothing but a space stands between it and the next one.
    pub(super) fn is_open(&self) -> bool {
        self.raw.ends_with(self.core)
    }

    /// "art.", "page"; not the "section." that ends a sentence.
    pub(super) fn is_label(&self, language: &Language) -> bool {
        let ends = self.raw.ends_with(['.', ',', ':', ';', '!', '?', '،', '؛', '؟']);
        let named = self.is(language.labels) || language.tag == "ar" && self.is_prefixed(language.labels);
        named && (!ends || self.is(language.abbreviations))
    }

    /// "والمادة", "للمادة": Arabic writes "and", "in" and "of" together with the next word.
    fn is_prefixed(&self, words: &str) -> bool {
        let and = self.lower.strip_prefix(['و', 'ف']);
        let word = and.unwrap_or(&self.lower);
        let to = ["لل", "ب", "ل", "ك"].into_iter().find_map(|start| word.strip_prefix(start));
        and.is_some_and(|word| holds(words, word)) || to.is_some_and(|word| holds(words, word))
    }

    fn is_month(&self, language: &Language) -> bool {
        // "أيلول/سبتمبر": Arabic documents give a month both of its names
        let first = self.lower.split_once('/').map(|(first, _)| first);
        let named = self.is(language.months) || first.is_some_and(|first| holds(language.months, first));
        named && (!language.months_capitalised || self.is_capitalised())
    }

    pub(super) fn is_capitalised(&self) -> bool {
        self.core.chars().next().is_some_and(char::is_uppercase)
    }
}

/// The numbers in `text` that are evidence, in the order in which they stand.
pub(super) fn evidence(text: &str, language: &Language) -> Vec<Found> {
    if language.tag == "zh" {
        return chinese::evidence(text, language);
    }
    let tokens = tokens(text);
    let mut found: Vec<Found> = (0..tokens.len()).filter_map(|at| in_digits(&tokens, at, language)).collect();
    found.extend(words::evidence(&tokens, language));
    found.sort_by_key(|found| found.range.start);
    found
}

/// The number at `at`, where it is written in digits and is evidence.
fn in_digits(tokens: &[Token<'_>], at: usize, language: &Language) -> Option<Found> {
    let token = tokens.get(at).filter(|token| token.has_digits())?;
    let number = Number::read(token.core)?;
    is_evidence(tokens, at, &number, language).then(|| Found { range: token.range.clone(), value: number.value })
}

/// Cuts at spaces and breaks; dashes of ranges stand alone. Digits in groups of three, with spaces between, are one.
pub(super) fn tokens<'a>(text: &'a str) -> Vec<Token<'a>> {
    let mut found: Vec<Token<'a>> = Vec::new();
    let mut start = 0;
    let mut add = |range: Range<usize>| {
        if let Some(raw) = text.get(range.clone()).filter(|raw| !raw.is_empty()) {
            found.push(token(raw, range.start));
        }
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
    grouped(found, text)
}

/// Whether a character at the ends of a word is no part of it.
fn is_trimmed(c: char) -> bool {
    !is_letter_or_digit(c) && !"%‰٪+§№#°~≈<>≤≥±$€£¥–—&\u{fffc}".contains(c)
}

fn token(raw: &str, start: usize) -> Token<'_> {
    let core = raw.trim_start_matches(is_trimmed);
    let from = if core.is_empty() { start } else { start + raw.len() - core.len() };
    let core = core.trim_end_matches(is_trimmed);
    let lower = core.to_lowercase();
    let elided = lower.split_once(['’', '\'']).filter(|(short, _)| short.chars().count() <= 2);
    let elided = elided.map(|(_, word)| lower.len() - word.len());
    Token { raw, start, core, lower, elided, range: from..from + core.len() }
}

/// Joins `1 500`: whatever the language does, two numbers do not stand beside each other.
fn grouped<'a>(tokens: Vec<Token<'a>>, text: &'a str) -> Vec<Token<'a>> {
    let digits = |word: &str| word.chars().all(is_digit);
    let mut found: Vec<Token<'a>> = Vec::new();
    for token in tokens {
        let joined = found.last().and_then(|last| {
            let between = text.get(last.range.end..token.range.start)?;
            let close = matches!(between, "\u{a0}" | "\u{202f}" | "\u{2009}" | " ");
            let groups = last.core.split(char::is_whitespace).enumerate().all(|(index, group)| {
                digits(group) && if index == 0 { (1..=3).contains(&group.len()) } else { group.len() == 3 }
            });
            let fits =
                close && groups && token.core.len() == 3 && digits(token.core) && last.range.end <= token.range.start;
            let start = last.range.end - last.core.len();
            fits.then_some((start, token.start + token.raw.len()))
        });
        match joined.and_then(|(start, end)| Some((text.get(start..end)?, start))) {
            Some((raw, start)) => {
                found.pop();
                found.push(self::token(raw, start));
            }
            None => found.push(token),
        }
    }
    found
}

fn is_evidence(tokens: &[Token<'_>], at: usize, number: &Number, language: &Language) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let after = tokens.get(at + 1).filter(|_| token.is_open());
    let next_counts = after.is_some_and(|after| after.is(language.counted));
    let leading = neighbour(tokens, at, Direction::Back, language);
    if !next_counts && leading.is_some_and(|leading| leading.is_label(language)) {
        return false;
    }
    if number.is_written_like_a_year(token.core) {
        let amount = before.is_some_and(|before| before.is(language.amounts) && !before.is(language.before_years));
        let dated = |word: &Token<'_>| word.is(language.before_years) || word.is_month(language);
        let named = after.is_some_and(|after| after.is(language.after_years));
        return !named && (amount || next_counts && leading.is_none_or(|before| !dated(before)));
    }
    !(is_length_of_time(tokens, at, language)
        || (!next_counts
            && (is_day(tokens, at, number, language)
                || is_clock(tokens, at, number, language)
                || is_age(tokens, at, number, language)
                || is_in_a_name(before, number, language)))
        || is_item(token, number))
}

/// Whether a Chinese text goes on with a unit of the calendar.
fn is_month_or_day(rest: &str) -> bool {
    rest.starts_with(['年', '月', '日', '号'])
}

/// Which way to look.
#[derive(Clone, Copy)]
enum Direction {
    Back,
    On,
}

/// The nearest word that is neither a number nor joins numbers: the label of a list or a range, or its month.
fn neighbour<'a, 'b>(
    tokens: &'a [Token<'b>],
    at: usize,
    direction: Direction,
    language: &Language,
) -> Option<&'a Token<'b>> {
    let passed = |token: &&Token<'_>| token.joins(language) || token.has_digits() || token.is(language.of);
    match direction {
        Direction::Back => tokens.get(..at)?.iter().rev().find(|token| !passed(token)),
        Direction::On => tokens.get(at + 1..)?.iter().find(|token| !passed(token)),
    }
}

/// "15 November", "15 to 19 November", "November 15, 2019".
fn is_day(tokens: &[Token<'_>], at: usize, number: &Number, language: &Language) -> bool {
    number.at_most(31)
        && [Direction::Back, Direction::On]
            .into_iter()
            .any(|direction| neighbour(tokens, at, direction, language).is_some_and(|month| month.is_month(language)))
}

/// "9 a.m.", "9 o'clock", "14 h 30"; `14:30` is no number by its form.
fn is_clock(tokens: &[Token<'_>], at: usize, number: &Number, language: &Language) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at));
    let after = word(Some(at + 1)).filter(|_| tokens.get(at).is_some_and(Token::is_open));
    let before = word(at.checked_sub(1));
    let hour = after.is_some_and(|after| after.is(language.clock)) && (number.at_most(2400) || number.plain.is_none());
    let named = before.is_some_and(|before| before.is(language.before_clock)) && number.at_most(24);
    let hours = word(at.checked_sub(2)).and_then(|hours| Number::read(hours.core));
    // "14 h 30", and "14 heures et 30 minutes" by its unit of time
    let minutes = before.is_some_and(|before| before.is(language.clock) && before.is_open())
        && hours.is_some_and(|hours| hours.at_most(24))
        && number.at_most(59);
    hour || named || minutes
}

/// "age of 18", "aged between 14 and 17", "under 18", and "Name, 17,".
fn is_age(tokens: &[Token<'_>], at: usize, number: &Number, language: &Language) -> bool {
    let said = tokens.get(at.saturating_sub(4)..at).unwrap_or(&[]).iter().any(|word| word.is(language.ages));
    let young = at.checked_sub(1).and_then(|before| tokens.get(before)).is_some_and(|before| {
        before.is(language.limits_of_age) && number.at_most(25)
            || before.is_capitalised()
                && before.raw.ends_with([',', '،'])
                && tokens.get(at).is_some_and(|age| age.raw.ends_with([',', '،']))
    });
    number.at_most(120) && (said || young)
}

/// "Evin Ward 8", "France 24", "Article 19": after a capitalised word that is no beginning of a sentence.
fn is_in_a_name(before: Option<&Token<'_>>, number: &Number, language: &Language) -> bool {
    let named = |before: &Token<'_>| {
        before.is_open() && before.is_capitalised() && !before.is(language.no_names) && !before.is(language.months)
    };
    number.at_most(999) && before.is_some_and(named)
}

/// "30 days", "12 working days".
fn is_length_of_time(tokens: &[Token<'_>], at: usize, language: &Language) -> bool {
    let mut words = tokens.get(at + 1..).unwrap_or(&[]).iter();
    let word = words.find(|word| !word.is(language.kinds_of_time) && !word.joins(language) && !word.has_digits());
    tokens.get(at).is_some_and(Token::is_open) && word.is_some_and(|word| word.is(language.times))
}

/// "(1)", "2)": the number of an item.
fn is_item(token: &Token<'_>, number: &Number) -> bool {
    token.raw.trim_end_matches([',', '.', ';']).ends_with(')') && number.at_most(20) && token.raw.len() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        found_in("en", text)
    }

    fn found_in<'a>(tag: &str, text: &'a str) -> Vec<&'a str> {
        let language = crate::check::language::find(tag).unwrap();
        evidence(text, language).into_iter().map(|found| &text[found.range]).collect()
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

    #[test]
    fn words_are_numbers_where_they_count_people() {
        for (text, number) in [
            ("They killed three hundred and four people.", "three hundred and four"),
            ("Twenty-three prisoners were hanged.", "Twenty-three"),
            ("Some two thousand had gone.", "two thousand"),
            ("Guards shot six unarmed protesters.", "six"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
        for text in [
            "Two errors are common.",
            "the three men",
            "within thirty days",
            "the thirty-first",
            "hundreds of people",
            "two organisations and seven mandate-holders",
            "one in six hearings",
            "Chapter seven deals with prisoners.",
            "a twelve years old girl",
            "thousands of prisoners",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn words_with_what_was_done_and_compounds() {
        for (tag, text, number) in [
            ("en", "Twelve people were hanged.", "Twelve"),
            ("en", "Twelve were hanged.", "Twelve"),
            ("en", "Five others were wounded.", "Five"),
            ("en", "They killed six.", "six"),
            ("en", "Twenty-one people died.", "Twenty-one"),
            ("en", "One hundred people died.", "One hundred"),
            ("en", "Two dozen people died.", "Two dozen"),
            ("en", "A hundred people died.", "hundred"),
            ("en", "Thirty per cent of them were children.", "Thirty"),
            ("fr", "Vingt et une personnes ont été pendues.", "Vingt et une"),
            ("fr", "Douze ont été pendus.", "Douze"),
            ("fr", "Trois d’entre eux ont été exécutés.", "Trois"),
            ("fr", "Une trentaine de manifestants sont morts.", "trentaine"),
            ("fr", "Trente pour cent des détenus attendent.", "Trente"),
            ("fr", "Un million de personnes ont fui.", "Un million"),
            ("es", "Treinta y una personas murieron.", "Treinta y una"),
            ("es", "Doce fueron ahorcados.", "Doce"),
            ("es", "Murieron doce.", "doce"),
            ("es", "Una docena de personas murieron.", "Una docena"),
            ("es", "El treinta por ciento de los presos espera.", "treinta"),
            ("ru", "Казнены двадцать один человек.", "двадцать один"),
            ("ru", "Двенадцать были повешены.", "Двенадцать"),
            ("ru", "Полиция убила двоих.", "двоих"),
            ("ru", "Тридцать процентов заключённых ждут.", "Тридцать"),
            ("ar", "أُعدم اثنا عشر شخصا.", "اثنا عشر"),
            ("ar", "أعدمت السلطات واحدا وعشرين شخصا.", "واحدا وعشرين"),
            ("ar", "شُنقت إحدى عشرة امرأة.", "إحدى عشرة"),
            ("ar", "ثلاثون في المئة من السجناء ينتظرون.", "ثلاثون"),
            ("fa", "بیست و یک نفر اعدام شدند.", "بیست و یک"),
            ("fa", "بیست‌ویک نفر اعدام شدند.", "بیست‌ویک"),
            ("fa", "سی درصد زندانیان در انتظارند.", "سی"),
            ("ar", "قُتل عشرون في طهران.", "عشرون"),
            ("ar", "وأصيب ثلاثة آخرون.", "ثلاثة"),
            ("zh", "三人被处决。", "三"),
            ("zh", "在一百二十个国家", "一百二十"),
            ("zh", "两千多人被捕。", "两千"),
            ("zh", "百分之三十的囚犯", "三十"),
        ] {
            assert_eq!(found_in(tag, text), [number], "{tag}: {text}");
        }
        let value = |tag: &str, text: &str| {
            let language = crate::check::language::find(tag).unwrap();
            evidence(text, language).first().and_then(|found| found.value).map(|value| value.to_string())
        };
        for (tag, text, expected) in [
            ("fr", "quatre-vingt-dix-sept personnes", "97"),
            ("fr", "soixante et onze personnes", "71"),
            ("fr", "deux mille quatre cent quatre-vingts personnes", "2480"),
            ("fr", "dix-sept personnes", "17"),
            ("en", "two dozen people", "24"),
            ("es", "ciento treinta y una personas", "131"),
            ("ar", "مئة وخمسة وعشرين شخصا", "125"),
            ("ar", "اثنا عشر شخصا", "12"),
            ("fa", "دو هزار و سیصد و یک نفر", "2301"),
            ("ru", "тысяча двести двадцать один человек", "1221"),
        ] {
            assert_eq!(value(tag, text).as_deref(), Some(expected), "{tag}: {text}");
        }
    }

    #[test]
    fn words_in_ordinary_text_are_none() {
        for (tag, text) in [
            ("en", "One of the men was first in line; no one died. One person, one law."),
            ("en", "Two weeks later they were killed; the two were released. Both men died."),
            ("en", "They were killed two days later. A hundred times we asked."),
            ("en", "Two of these sources count prisoners; seven States voted."),
            ("fr", "Un des hommes, l’une des femmes et une personne sont venus les premiers."),
            ("fr", "Les deux hommes ont été libérés deux ans après. Cent fois nous l’avons dit."),
            ("fr", "Deux rapports, trois lois et un neuf de plus ; mille mercis ; ni une ni deux."),
            ("es", "Uno de los hombres y una persona llegaron primero; los dos murieron dos días después."),
            ("es", "Dos informes, tres leyes; una de las mujeres; cien veces se lo dijimos."),
            ("ru", "Один из двух мужчин пришёл первым; оба были казнены; все трое были казнены."),
            ("ru", "Два доклада, три закона; через два года они были убиты; сто раз говорили."),
            ("ar", "أحد الرجال، أول مرة؛ هذه ثلاثة تقارير، وخلال ثلاثة أيام قتل."),
            ("ar", "يوم الاثنين ويوم الأحد؛ واحد من الرجال؛ مئة مرة."),
            ("fa", "یکی از دو مرد، بی بی سی نفر، یک نفر؛ دو گزارش؛ سه سال بعد کشته شدند؛ صد بار گفتیم."),
            (
                "zh",
                "一人被处决；这三人；三人小组；第三人；三位一体；四人帮；五位专家；五名专家；百分之百；两国；十分重要；一个人",
            ),
        ] {
            assert_eq!(found_in(tag, text), [""; 0], "{tag}: {text}");
        }
    }

    #[test]
    fn times_and_references_as_each_language_writes_them() {
        for (tag, text) in [
            (
                "en",
                "at 14 h 30? No: at 2.30 p.m.; No. 45, n° 45, nº 45, № 45, art. 5, Article 5 § 2, arts. 5 and 6, 30° N",
            ),
            ("fr", "à 14 h 30, à 9 heures 15, à 14h30 ; la loi n° 45, nº 45, n°45, no 45, № 45"),
            ("fr", "art. 5, l’article 5 § 2, §§ 3 et 4, art. 5, § 2"),
            (
                "es",
                "a las 14 h 30, a las 9 horas; ley n° 45, nº 45, n.º 45, n.° 45, núm. 45, No. 45, № 45; art. 5; artículo 5 § 2",
            ),
            ("ru", "в 14 ч 30 мин, в 9 часов, в 14 час. 30 мин.; закон № 45, №45, N 45, n° 45; ст. 5; статья 5 § 2"),
            ("ar", "وفقا للمادة 4 والمادة 5؛ الساعة 9، الساعة 14 و30 دقيقة؛ القانون رقم 45، № 45، n° 45؛ المادة 5 § 2"),
            ("fa", "ساعت ۹، ساعت ۱۴ و ۳۰ دقیقه؛ قانون شماره ۴۵، № ۴۵؛ ماده ۵ § ۲"),
            ("zh", "14时30分；第45号法律；№ 45；第5条第2款；§ 2"),
        ] {
            assert_eq!(found_in(tag, text), [""; 0], "{tag}: {text}");
        }
    }

    #[test]
    fn counts_in_other_languages() {
        for (tag, text, number) in [
            ("fr", "Les autorités ont exécuté 267 personnes.", "267"),
            ("fr", "Au moins 1 500 manifestants ont été tués.", "1 500"),
            ("fr", "Les exécutions ont baissé de 42 %.", "42"),
            ("fr", "Trois cent quatre personnes ont été tuées.", "Trois cent quatre"),
            ("es", "Ejecutaron a 267 personas en 2020.", "267"),
            ("es", "Murieron trescientas cuatro personas.", "trescientas cuatro"),
            ("ru", "Казнили 267 человек.", "267"),
            ("ru", "Погибло триста четыре человека.", "триста четыре"),
            ("ar", "أعدمت السلطات 267 شخصا.", "267"),
            ("ar", "قتل ٣٠٤ أشخاص.", "٣٠٤"),
            ("ar", "قتل ثلاثمئة وأربعة أشخاص.", "ثلاثمئة وأربعة"),
            ("fa", "دست‌کم ۲۶۷ نفر اعدام شدند.", "۲۶۷"),
            ("fa", "سیصد و چهار نفر کشته شدند.", "سیصد و چهار"),
        ] {
            assert_eq!(found_in(tag, text), [number], "{tag}: {text}");
        }
    }

    #[test]
    fn dates_references_and_ages_in_other_languages() {
        for (tag, text) in [
            ("fr", "Le 15 novembre 2019, à 14 h, l’article 37 et les paragraphes 4 et 5, p. 12"),
            ("fr", "du 15 au 19 novembre ; un enfant de 17 ans ; dans les 30 jours ouvrables ; le 1er mai"),
            ("fr", "la résolution 46/18, le règlement (UE) n° 359/2011, en 2019 des personnes"),
            ("es", "El 15 de noviembre de 2019, artículo 37, párr. 4, pág. 12, a los 17 años"),
            ("es", "del 15 al 19 de noviembre; en 2019 personas; la resolución 46/18"),
            ("ru", "15 ноября 2019 года, статья 37, п. 4, стр. 12, в возрасте 17 лет, в 2019 году"),
            ("ru", "с 15 по 19 ноября; резолюция 46/18; в течение 30 рабочих дней; 46-я сессия"),
            ("ar", "في 15 نوفمبر 2019، المادة 37، الفقرة 4، الصفحة 12، في عام 2019"),
            ("ar", "من 15 إلى 19 نوفمبر، خلال 30 يوما"),
            ("fa", "در ۱۵ نوامبر ۲۰۱۹، مادهٔ ۳۷، بند ۴، صفحه ۱۲، ۱۷ ساله، در سال ۲۰۱۹"),
            ("fa", "از ۲۴ تا ۲۸ آبان ۱۳۹۸"),
        ] {
            assert_eq!(found_in(tag, text), [""; 0], "{tag}: {text}");
        }
    }
}

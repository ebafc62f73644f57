//! Words that belong together, and what it costs to part them at the end of a line: a year and its month, a year and the word
//! for it, and the short words that lean on what follows. The cost decides, and nothing is forbidden: in a narrow cell a date
//! may still take two lines, where one line with a gap would be worse.
//!
//! Russian after A. E. Milchin and L. K. Cheltsova, *Spravochnik izdatelya i avtora*, on lines that end in a preposition or a
//! conjunction of one letter; Spanish and French have the same of "y", "o" and "à".

/// The cost of parting a date: dearer than any hyphen, cheaper than a line that is too loose.
const DATE: f32 = 1700.0;
/// The cost of a line that ends in a word of one letter, in Russian.
const ONE_LETTER: f32 = 600.0;
/// The cost of a line that ends in a preposition or a particle of two letters, or begins with one that leans back, in Russian.
const TWO_LETTERS: f32 = 300.0;
/// The cost of a line that ends in a word of one letter, in Spanish and French; of parting two pieces of a date in Chinese.
const LIGHT: f32 = 200.0;

/// Names of months as dates have them, in full and in short, without the full stop: those of the seven languages in both calendars.
const MONTHS: &[&str] = &[
    // English
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    // French
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "janv",
    "févr",
    "avr",
    "juil",
    "déc",
    // Spanish
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "ene",
    "abr",
    "ago",
    "dic",
    // Russian
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
    "январе",
    "феврале",
    "марте",
    "апреле",
    "мае",
    "июне",
    "июле",
    "августе",
    "сентябре",
    "октябре",
    "ноябре",
    "декабре",
    "янв",
    "февр",
    "апр",
    "авг",
    "сент",
    "окт",
    "нояб",
    "дек",
    // Arabic
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "إبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
    "الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "كانون",
    "تشرين",
    "الأول",
    // Persian
    "ژانویه",
    "ژانویهٔ",
    "فوریه",
    "فوریهٔ",
    "آوریل",
    "مه",
    "مهٔ",
    "ژوئن",
    "ژوئیه",
    "ژوئیهٔ",
    "اوت",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
];

/// What follows a year and belongs to it.
const OF_YEARS: &[&str] = &[
    "год",
    "года",
    "году",
    "годом",
    "годе",
    "годы",
    "годов",
    "годах",
    "годам",
    "г",
    "гг",
    "میلادی",
    "خورشیدی",
    "شمسی",
    "م",
    "هـ",
];

/// Russian words of two letters that lean on what follows.
const RUSSIAN_TWO: &[&str] =
    &["не", "ни", "на", "по", "за", "из", "от", "до", "об", "во", "со", "ко", "но", "ну", "то", "да"];
/// Russian words that lean on what stands before them.
const RUSSIAN_AFTER: &[&str] = &["ли", "же", "бы", "ль", "ж", "б"];

/// What it costs to part a text at `end`, where the next line would start at `next`; nothing where no words are bound. The
/// language is that of the text (BCP 47).
pub(super) fn bond(text: &str, end: usize, next: usize, language: &str) -> f32 {
    let (before, after) = (&text[..end], &text[next..]);
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return 0.0 };
    if is_figure(last) || is_figure(first) {
        let cost = date(before, after);
        if cost > 0.0 {
            return cost;
        }
    }
    // "كانون الأول/ديسمبر"
    if last == 'ن' && matches!(last_word(before), "كانون" | "تشرين") && after.starts_with("ال") {
        return DATE;
    }
    if matches!(last, '\u{400}'..='\u{4ff}') {
        return russian(last_word(before), first_word(after));
    }
    match language.get(..2) {
        Some("es" | "pt") => spanish(before, after),
        Some("fr") if is_single(last_word(before)) => LIGHT,
        _ => 0.0,
    }
}

/// Pieces of a date, one of which has figures.
fn date(before: &str, after: &str) -> f32 {
    let (last, first) = (last_word(before), first_word(after));
    if is_year(after) {
        // "May 31, 2020"
        let day = last.strip_suffix(',').is_some_and(is_day);
        let dated = is_month(last) || (day && is_month(last_word(cut(before, last))));
        return if dated || (is_of(last) && is_month(last_word(cut(before, last)))) {
            DATE
        } else {
            chinese(before, after)
        };
    }
    if last.ends_with(is_figure) {
        let word = first.trim_end_matches(|c: char| !c.is_alphanumeric());
        let unit = OF_YEARS.contains(&word) && ends_in_year(last);
        if unit || (is_day(last) && is_month(word)) || after.starts_with(['年', '月', '日']) {
            return DATE;
        }
    }
    chinese(before, after)
}

/// "2018年|5月", "5月|31日".
fn chinese(before: &str, after: &str) -> f32 {
    let unit = after.trim_start_matches(is_figure).trim_start().chars().next();
    match (before.chars().next_back(), unit) {
        (Some('年'), Some('月')) | (Some('月'), Some('日')) if after.starts_with(is_figure) => LIGHT,
        _ => 0.0,
    }
}

fn russian(last: &str, first: &str) -> f32 {
    let leans_back = RUSSIAN_AFTER.contains(&first.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let mut letters = last.chars();
    let (Some(letter), second, None) = (letters.next(), letters.next(), letters.next()) else {
        return if leans_back { TWO_LETTERS } else { 0.0 };
    };
    match second {
        // "г." is short for a year, which belongs to what stands before it
        None if letter.is_alphabetic() => ONE_LETTER,
        Some(_) if RUSSIAN_TWO.contains(&last.to_lowercase().as_str()) => TWO_LETTERS,
        _ if leans_back => TWO_LETTERS,
        _ => 0.0,
    }
}

/// "31 de|enero", "enero|de 2016", "y|otros".
fn spanish(before: &str, after: &str) -> f32 {
    let last = last_word(before);
    if is_single(last) {
        return LIGHT;
    }
    let (first, rest) = after.split_once([' ', '\u{a0}']).unwrap_or((after, ""));
    let day = || is_of(last) && ends_in_figure(cut(before, last)) && is_month(first_word(after));
    let year = || is_of(first) && is_year(rest) && is_month(last);
    if day() || year() { DATE } else { 0.0 }
}

fn is_of(word: &str) -> bool {
    matches!(word, "de" | "del")
}

/// A word of one letter.
fn is_single(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace()
}

/// The word that a text ends with, without the brackets and quotation marks before it.
fn last_word(text: &str) -> &str {
    let word = text.trim_end_matches(is_space);
    let start = word.char_indices().rfind(|(_, letter)| is_space(*letter)).map_or(0, |(at, c)| at + c.len_utf8());
    word[start..].trim_start_matches(['(', '[', '“', '‘', '«', '„', '\u{2068}'])
}

/// The text before its last word.
fn cut<'t>(text: &'t str, last: &str) -> &'t str {
    let text = text.trim_end_matches(is_space);
    text[..text.len() - last.len()].trim_end_matches(is_space)
}

fn first_word(text: &str) -> &str {
    text.split(is_space).next().unwrap_or("")
}

/// A digit of any of the languages.
fn is_figure(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}')
}

fn ends_in_figure(text: &str) -> bool {
    text.ends_with(is_figure)
}

/// Whether a text begins with a year: four figures, and no more.
fn is_year(text: &str) -> bool {
    text.chars().take(5).take_while(|letter| is_figure(*letter)).count() == 4
}

fn ends_in_year(text: &str) -> bool {
    text.chars().rev().take(5).take_while(|letter| is_figure(*letter)).count() == 4
}

/// "3", "31".
fn is_day(word: &str) -> bool {
    matches!(word.chars().count(), 1 | 2) && word.chars().all(is_figure)
}

fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches(|letter: char| !letter.is_alphabetic() && letter != '\u{654}');
    // Arabic has two names for a month: "كانون الثاني/يناير"
    let word = word.rsplit('/').next().unwrap_or(word);
    MONTHS.contains(&word) || (word.starts_with(char::is_uppercase) && MONTHS.contains(&word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cost at the mark `|`, which stands for a space.
    fn at(text: &str, language: &str) -> f32 {
        let end = text.find('|').unwrap();
        bond(&text.replace('|', " "), end, end + 1, language)
    }

    #[test]
    fn a_date_stays_whole_in_every_language() {
        for text in [
            "(31\u{a0}May|2020, www.a.org",
            "(April|2021)",
            "31|May 2020",
            "May 31,|2020",
            "31 мая|2020 г.",
            "в 2020|году",
            "2020|г.",
            "31 de enero de|2016",
            "31 de|enero",
            "enero|de 2016",
            "31 décembre|2019",
            "ژانویه|۲۰۱۶ میلادی",
            "ژانویه ۲۰۱۶|میلادی",
            "۱۰ فروردین|۱۴۰۰",
            "كانون الثاني/يناير|2020",
            "31|كانون الأول/ديسمبر 2020",
            "كانون|الأول/ديسمبر 2020",
            "2018|年",
            "31|日",
            "Sept.|2020",
        ] {
            assert_eq!(at(text, "es"), DATE, "{text}");
        }
        for text in ["in|2020", "people|killed", "2020|people", "12345|года", "the|31 people", "May,|when", "may|be"]
        {
            assert_eq!(at(text, "en"), 0.0, "{text}");
        }
        assert_eq!(at("2018年|5月31日", "zh"), LIGHT);
    }

    #[test]
    fn short_words_lean_on_what_follows() {
        assert_eq!(at("не|был", "ru"), TWO_LETTERS);
        assert_eq!(at("людей и|других", "ru"), ONE_LETTER);
        assert_eq!(at("знал|ли", "ru"), TWO_LETTERS);
        assert_eq!(at("людей|других", "ru"), 0.0);
        assert_eq!(at("unos y|otros", "es-ES"), LIGHT);
        assert_eq!(at("mort à|Téhéran", "fr-FR"), LIGHT);
        assert_eq!(at("a|dog", "en"), 0.0);
    }
}

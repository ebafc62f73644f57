//! The months by their names: which one it is, and of which calendar.

use super::{Language, holds};

/// How the year is divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::check) enum Calendar {
    /// January to December.
    Gregorian,
    /// Farvardin to Esfand.
    SolarHijri,
}

/// The names of the months, January first; those of one month have spaces between them.
type Names = [&'static str; 12];

/// The months in English.
const EN: Names = [
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
];

/// The months in French.
const FR: Names = [
    "janvier janv",
    "février févr",
    "mars",
    "avril avr",
    "mai",
    "juin",
    "juillet juil",
    "août",
    "septembre sept",
    "octobre oct",
    "novembre nov",
    "décembre déc",
];

/// The months in Spanish.
const ES: Names = [
    "enero ene",
    "febrero feb",
    "marzo",
    "abril abr",
    "mayo",
    "junio jun",
    "julio jul",
    "agosto ago",
    "septiembre setiembre sept",
    "octubre oct",
    "noviembre nov",
    "diciembre dic",
];

/// The months in Russian, by their stems.
const RU: Names = [
    "январ* янв",
    "феврал* фев",
    "март марта марте",
    "апрел* апр",
    "май мая мае",
    "июн*",
    "июл*",
    "август* авг",
    "сентябр* сент",
    "октябр* окт",
    "ноябр* нояб",
    "декабр* дек",
];

/// The months in Arabic, those of the Maghreb and the Levant too.
const AR: Names = [
    "يناير جانفي",
    "فبراير شباط فيفري",
    "مارس آذار",
    "أبريل إبريل نيسان أفريل",
    "مايو أيار ماي",
    "يونيو يونيه حزيران جوان",
    "يوليو يوليه تموز جويلية",
    "أغسطس آب أوت",
    "سبتمبر أيلول",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];

/// The months in Persian.
const FA: Names = [
    "ژانویه ژانویهٔ",
    "فوریه فوریهٔ",
    "مارس",
    "آوریل",
    "مه مهٔ می",
    "ژوئن",
    "ژوئیه ژوئیهٔ جولای",
    "اوت آگوست",
    "سپتامبر",
    "اکتبر",
    "نوامبر",
    "دسامبر",
];

fn gregorian(language: &Language) -> Option<&'static Names> {
    match language.tag {
        "ar" => Some(&AR),
        "en" => Some(&EN),
        "es" => Some(&ES),
        "fa" => Some(&FA),
        "fr" => Some(&FR),
        "ru" => Some(&RU),
        _ => None,
    }
}

/// The months of the Solar Hijri calendar, in Persian.
const SOLAR_HIJRI: Names =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];

/// The month that `word`, in small letters, names, from 1.
pub(in crate::check) fn month(word: &str, language: &Language) -> Option<(Calendar, u32)> {
    // "شباط/فبراير": Arabic documents give a month both of its names
    let word = word.split('/').next_back().unwrap_or(word);
    let number = |names: &Names| (1..).zip(names).find(|(_, names)| holds(names, word)).map(|(number, _)| number);
    let gregorian = gregorian(language).and_then(number).map(|number| (Calendar::Gregorian, number));
    let solar = || number(&SOLAR_HIJRI).filter(|_| language.tag == "fa").map(|number| (Calendar::SolarHijri, number));
    gregorian.or_else(solar)
}

/// The month of two words of Arabic, "تشرين الثاني"; `second` may have its other name behind a stroke.
pub(in crate::check) fn of_two_words(first: &str, second: &str) -> Option<(Calendar, u32)> {
    let second = second.split('/').next().unwrap_or(second);
    let number = match (first, second) {
        ("كانون", "الثاني") => 1,
        ("تشرين", "الأول") => 10,
        ("تشرين", "الثاني") => 11,
        ("كانون", "الأول") => 12,
        _ => return None,
    };
    Some((Calendar::Gregorian, number))
}

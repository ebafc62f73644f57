//! Numbers in Chinese, which has no spaces between words: the characters right before and after decide.

use super::number::{Number, is_digit};
use super::{Found, is_month_or_day};
use crate::check::language::Language;
use rust_decimal::Decimal;
use std::ops::Range;

/// What a number in digits may hold.
const INSIDE: &str = ",.，．";

/// The numbers in `text` that are evidence.
pub(super) fn evidence(text: &str, language: &Language) -> Vec<Found> {
    let mut found = Vec::new();
    for range in runs(text, |c| is_digit(c) || INSIDE.contains(c)) {
        let written = text.get(range.clone()).unwrap_or("").trim_end_matches([',', '.', '，', '．']);
        let range = range.start..range.start + written.len();
        if written.starts_with(is_digit) && is_count(text, &range, written, language) {
            let value = Number::read(written).and_then(|number| number.value);
            // 1.5万 is another number than 1.5.
            let multiplied = after(text, &range).starts_with(['万', '千', '亿', '百']);
            found.push(Found { range, value: value.filter(|_| !multiplied) });
        }
    }
    for range in runs(text, |c| numeral(c, language).is_some()) {
        let written = text.get(range.clone()).unwrap_or("");
        // 百分之三十, but not 百分之百
        let percent = written != "百" && before(text, &range).ends_with("百分之");
        if percent || in_words(text, &range, written, language) {
            let value = value(written, language);
            found.push(Found { range, value: value.map(Decimal::from) });
        }
    }
    found.sort_by_key(|found| found.range.start);
    found
}

/// Whether a number in Chinese numerals counts people, or is large: 二十一名, 三人, 两千多人, 一百二十个; not 一人, 这三人,
/// 三人小组, 第三人 or 五名专家.
fn in_words(text: &str, range: &Range<usize>, written: &str, language: &Language) -> bool {
    const TEAMS: &str = "人小组 人组 人帮 人行 人称 人份 人转 人委员会 位一体 位数";
    const OTHERS: &str = "名专家 名代表 名委员 名律师 名法官 名成员 名官员 名检察官";
    const FEW: &str = "人 名 具 起 例";
    let after = after(text, range);
    let counted = after.trim_start_matches(['多', '余', '几']);
    let starts = |words: &str| words.split(' ').any(|word| counted.starts_with(word));
    let known = ['第', '这', '那', '该', '此', '其', '数', '几', '每', '同'];
    if known.into_iter().any(|c| before(text, range).ends_with(c)) || starts(TEAMS) || starts(OTHERS) {
        return false;
    }
    if written.chars().count() == 1 {
        // by themselves, 百人 and 万人 are ways of speaking, and 一人 is "alone" or "a"
        return starts(FEW) && !matches!(written, "一" | "百" | "千" | "万" | "亿" | "〇" | "零");
    }
    let large = value(written, language).is_some_and(|value| value >= 100);
    starts(language.victims) || large && starts(language.counted)
}

/// The stretches of characters that `belong`.
fn runs(text: &str, belong: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| belong(*c)) {
        let end = at + c.len_utf8();
        match found.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end = end,
            None => found.push(at..end),
        }
    }
    found
}

fn after<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(range.end..).unwrap_or("").trim_start()
}

fn before<'a>(text: &'a str, range: &Range<usize>) -> &'a str {
    text.get(..range.start).unwrap_or("").trim_end()
}

/// Whether digits count something: not a date, an age, a length of time, the number of a thing or a part of a symbol.
fn is_count(text: &str, range: &Range<usize>, written: &str, language: &Language) -> bool {
    const NUMBERED: &str =
        "条 款 项 页 段 章 节 届 版 卷 期 楼 室 路 次会议 号决议 届会议 列 至 到 / - － — – ～ ~ : ：";
    let (before, after) = (before(text, range), after(text, range));
    let starts = |words: &str| words.split(' ').any(|word| after.starts_with(word));
    // In a range what follows its end decides: 2014—2020年, 3至5日.
    let ranged = after.trim_start_matches(|c: char| is_digit(c) || "至到-－—–～~和、及 ".contains(c));
    let timed = |rest: &str| language.times.split(' ').any(|word| rest.starts_with(word));
    let joined = |c: char| c.is_ascii_alphabetic() || "第/（([:：-№§#".contains(c);
    let year = Number::read(written).is_some_and(|number| number.is_written_like_a_year(written));
    let counted = language.counted.split(' ').any(|word| after.starts_with(word));
    !(before.ends_with(joined)
        || after.starts_with(|c: char| c.is_ascii_alphabetic() || c == ')' || c == '）')
        || (ranged != after && (timed(ranged) || is_month_or_day(ranged)))
        || timed(after) && !after.starts_with("年级")
        || starts(NUMBERED)
        || (year && !counted))
}

fn numeral(c: char, language: &Language) -> Option<u64> {
    let mut buffer = [0; 4];
    let text: &str = c.encode_utf8(&mut buffer);
    if matches!(c, '〇' | '零') {
        return Some(0);
    }
    language.numerals.iter().find(|(name, _)| *name == text).map(|(_, value)| *value)
}

/// The value of a number in Chinese numerals, "三百零四"; none where it cannot be read.
fn value(written: &str, language: &Language) -> Option<u64> {
    let (mut whole, mut section, mut digit) = (0u64, 0u64, 0u64);
    for c in written.chars() {
        match numeral(c, language)? {
            unit @ (10 | 100 | 1000) => {
                section = section.checked_add(digit.max(1).checked_mul(unit)?)?;
                digit = 0;
            }
            unit @ (10_000 | 100_000_000) => {
                whole = whole.checked_add(section.checked_add(digit)?.checked_mul(unit)?)?;
                (section, digit) = (0, 0);
            }
            single => digit = single,
        }
    }
    whole.checked_add(section)?.checked_add(digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::language;

    fn found(text: &str) -> Vec<&str> {
        evidence(text, language::find("zh").unwrap()).into_iter().map(|found| &text[found.range]).collect()
    }

    #[test]
    fn counts_are_evidence() {
        for (text, number) in [
            ("当局处决了304人。", "304"),
            ("至少有三百零四人被打死。", "三百零四"),
            ("处决下降了42%。", "42"),
            ("共记录267起处决。", "267"),
            ("死亡1,500人", "1,500"),
        ] {
            assert_eq!(found(text), [number], "{text}");
        }
        let value = |text: &str| evidence(text, language::find("zh").unwrap())[0].value.map(|value| value.to_string());
        assert_eq!(value("三百零四人").as_deref(), Some("304"));
        assert_eq!(value("一千五百名").as_deref(), Some("1500"));
    }

    #[test]
    fn dates_ages_and_references_are_none() {
        for text in [
            "2019年11月15日至19日，抗议爆发。",
            "不满18岁者",
            "第37条（a）项、第46/18号决议",
            "见第4页，A/HRC/40/67",
            "30天之内，14:30",
            "2014—2020年",
            "一些人和十分重要的事",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}

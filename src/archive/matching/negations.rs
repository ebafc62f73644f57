//! Finds words that turn the sense of a sentence: not, without, unless, if, may.

use super::turning::{LANGUAGES, PERSIAN_ENDINGS, PERSIAN_STEMS, Words};

/// What is known of a language, by its tag: `zh-Hant`.
pub(super) fn of(language: &str) -> Option<&'static Words> {
    let tag = language.split(['-', '_']).next().unwrap_or("").to_lowercase();
    LANGUAGES.iter().find(|words| words.tag == tag)
}

/// The words of `text` that turn its sense, as they are written there.
pub(super) fn turning(text: &str, language: &Words) -> Vec<String> {
    if language.tag == "zh" {
        return of_characters(text, language);
    }
    let words = words(text);
    let mut found: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map_or("", String::as_str);
        let next = words.get(at + 1).map_or("", String::as_str);
        if is_turning(word, before, next, language) && !found.contains(word) {
            found.push(word.clone());
        }
    }
    let line = format!(" {} ", words.join(" ").to_lowercase());
    let phrases = language.phrases.split('|').filter(|phrase| !phrase.is_empty());
    found.extend(phrases.filter(|phrase| line.contains(&format!(" {phrase} "))).map(str::to_owned));
    found
}

/// The words at the end of what was left out that say how exact the number is that was kept: "fewer than […] 12".
pub(super) fn bound(dropped: &str, kept: &str, language: &Words) -> Option<String> {
    let number = |c: char| c.is_numeric() || "一二两三四五六七八九十百千万".contains(c);
    if !kept.trim_start().starts_with(number) {
        return None;
    }
    let unspaced = language.tag == "zh";
    let line =
        if unspaced { dropped.trim_end().to_owned() } else { format!(" {}", words(dropped).join(" ").to_lowercase()) };
    let ends = |phrase: &&str| if unspaced { line.ends_with(phrase) } else { line.ends_with(&format!(" {phrase}")) };
    language.bounds.split('|').filter(ends).max_by_key(|phrase| phrase.len()).map(str::to_owned)
}

/// Whether a line is one to three words, one of which turns the sense of a sentence in some language.
pub(super) fn is_lone(line: &str) -> bool {
    let (words, length) = (words(line).len(), line.chars().count());
    let most = |language: &Words| if language.tag == "zh" { 4 } else { 40 };
    words <= 3 && LANGUAGES.iter().any(|language| length <= most(language) && !turning(line, language).is_empty())
}

/// Words, with one kind of apostrophe; letters that are set apart (n o t) are one word.
fn words(text: &str) -> Vec<String> {
    let text: String = text.chars().map(|c| if matches!(c, '’' | '´' | '`' | 'ʼ' | '‘') { '\'' } else { c }).collect();
    let mut all: Vec<String> = Vec::new();
    let mut letters = 0;
    for word in text.split(|c: char| !c.is_alphanumeric() && !"-'\u{200c}".contains(c) && !is_vowel_mark(c)) {
        let word = word.trim_matches(['-', '\'', '\u{200c}']);
        if word.is_empty() {
            continue;
        }
        let single = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
        letters = if single { letters + 1 } else { 0 };
        match all.last_mut() {
            Some(last) if letters > 1 => last.push_str(word),
            _ => all.push(word.to_owned()),
        }
    }
    all
}

/// The marks of vowels in Arabic, and the stroke that only lengthens a word.
fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}')
}

fn is_turning(word: &str, before: &str, next: &str, language: &Words) -> bool {
    let small = word.to_lowercase();
    let known = |word: &str| language.words.split_whitespace().any(|known| known == word);
    let number = |word: &str| word.starts_with(|c: char| c.is_numeric());
    match language.tag {
        // `No. 5` and the month are other words
        _ if small == "no" && number(next) => false,
        "en" if word == "May"
            && (number(next) || number(before) || OF_DATES.contains(&before.to_lowercase().as_str())) =>
        {
            false
        }
        "en" if small.ends_with("n't") => true,
        "ar" => {
            let bare: String = small.chars().filter(|c| !is_vowel_mark(*c)).collect();
            known(&small) || known(&bare) || with_prefix(&bare).any(|word| known(word) && !["قد", "إن"].contains(&word))
        }
        "fa" => {
            let mut parts = small.split('\u{200c}');
            known(&small) || parts.next().is_some_and(known) || small.starts_with("نمی") || is_negated_persian(&small)
        }
        _ => known(&small) || small.split(['-', '\'']).any(known),
    }
}

/// What stands before the name of a month.
const OF_DATES: [&str; 14] =
    ["in", "of", "since", "until", "by", "from", "before", "after", "early", "late", "mid", "to", "last", "during"];

/// What is left of a word of Arabic without "and" and "so", which are written together with it.
fn with_prefix(word: &str) -> impl Iterator<Item = &str> {
    let rest = |word: &'_ str| word.strip_prefix(['و', 'ف']).map(str::len);
    let first = rest(word).and_then(|length| word.get(word.len() - length..));
    let second = first.and_then(|word| rest(word).and_then(|length| word.get(word.len() - length..)));
    [first, second].into_iter().flatten()
}

/// Whether a word of Persian is a verb behind the `ن` of negation.
fn is_negated_persian(word: &str) -> bool {
    // a battle
    let Some(rest) = word.strip_prefix('ن').filter(|_| word != "نبرد") else { return false };
    let soft = rest.strip_prefix("یا").map(|rest| format!("آ{rest}"));
    std::iter::once(rest.to_owned()).chain(soft).any(|verb| {
        PERSIAN_ENDINGS.iter().any(|ending| {
            let stem = verb.strip_suffix(ending).unwrap_or("");
            PERSIAN_STEMS.split_whitespace().any(|known| known == stem)
        })
    })
}

/// In Chinese, words are found wherever their characters stand, but not in longer words that mean something else.
fn of_characters(text: &str, language: &Words) -> Vec<String> {
    let others = language.abbreviations.split_whitespace();
    let text = others.fold(text.to_owned(), |text, other| text.replace(other, "　"));
    language.words.split_whitespace().filter(|word| text.contains(word)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: &str) -> Vec<String> {
        turning(text, of(language).unwrap())
    }

    #[test]
    fn words_that_turn_the_sense_are_known() {
        for (language, text) in [
            ("en", "They didn´t fire"),
            ("en-GB", "They did-not fire"),
            ("en", "They did n o t fire"),
            ("en", "May he rest"),
            ("en", "all of them, but for the women"),
            ("fr", "Ils peuvent tuer"),
            ("fr", "Nous n’avons tiré"),
            ("fr", "à moins qu’il vive, à moins que Dieu vive"),
            ("es", "Los guardias pueden matar"),
            ("es", "Los jueces podrían matar"),
            ("es", "todos, a menos que mienta"),
            ("ru", "Мы едва ли убивали"),
            ("ru", "Никакой суд"),
            ("ar", "نحن ولم نكذب"),
            ("ar", "وليس القاضي"),
            ("ar", "بلا سبب"),
            ("ar", "فلا يقتلون"),
            ("ar", "لَمْ نطلق"),
            ("fa", "شلیک نکردیم"),
            ("fa", "زندانیان را نکشتند"),
            ("fa", "او نیامد"),
            ("fa", "دولت نمی‌خواهد"),
            ("fa", "آنها نمی خواهند"),
            ("fa", "نخواهد گفت"),
            ("fa", "ندارد"),
            ("zh", "我们没有开枪"),
            ("zh-Hant", "我們沒有開槍"),
            ("zh-Hans", "法官或会杀人"),
            ("zh", "他别杀人"),
        ] {
            assert!(!found(text, language).is_empty(), "{language}: {text}");
        }
    }

    #[test]
    fn a_bound_before_the_number_that_was_kept() {
        let bound = |dropped: &str, kept: &str, language: &str| bound(dropped, kept, of(language).unwrap());
        assert_eq!(bound("They killed fewer than", "12 men", "en").as_deref(), Some("fewer than"));
        assert_eq!(bound("no fewer than", "12 men", "en").as_deref(), Some("fewer than"));
        assert_eq!(bound("fewer than 12, and in all", "40 men", "en"), None);
        assert_eq!(bound("about", "the men", "en"), None);
        assert_eq!(bound("ils ont tué moins de", "12 hommes", "fr").as_deref(), Some("moins de"));
        assert_eq!(bound("убили до", "12 человек", "ru").as_deref(), Some("до"));
        assert_eq!(bound("处决了不到", "三百人", "zh").as_deref(), Some("不到"));
        assert_eq!(bound("قتل أقل من", "١٢ رجلا", "ar").as_deref(), Some("أقل من"));
    }

    #[test]
    fn words_that_only_look_like_them_are_not() {
        for (language, text) in [
            ("en", "On 5 May 2020, and in May, report No. 5 was noted knowingly"),
            ("fa", "نزد او، نزدیک خانه، نشان داد، نماینده نظر داد و نمود، نیروی نبرد نیاز نخست"),
            ("zh", "非洲的个别性别非常特别"),
            ("ar", "والولد قال أن الناس في الدار"),
            ("es", "notaron la sinagoga"),
        ] {
            assert_eq!(found(text, language), Vec::<String>::new(), "{language}: {text}");
        }
        assert!(of("de").is_none() && of("tr").is_none() && of("ckb").is_none());
    }

    #[test]
    fn a_lone_word_is_known_in_any_language() {
        assert!(is_lone("not") && is_lone("did not") && is_lone("не") && is_lone("没有"));
        assert!(!is_lone("Report of 3 May 2020") && !is_lone("12") && !is_lone("Annual Report No. 7"));
    }
}

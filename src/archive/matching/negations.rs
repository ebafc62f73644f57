//! Words that turn the sense of a sentence when they are left out of it: not, without, unless, if, may.

/// By primary language tag: whole words in small letters; in Chinese, characters wherever they stand.
const WORDS: [(&str, &str); 7] = [
    (
        "en",
        "not no never nor neither none nobody nothing without unless except cannot if may might could allegedly hardly",
    ),
    ("fr", "ne n pas non jamais ni aucun aucune rien personne sans sauf excepté si peut pourrait peut-être nul nulle"),
    ("es", "no nunca jamás ni ningún ninguno ninguna nada nadie sin salvo excepto si puede podría quizás tampoco"),
    ("ru", "не нет ни никогда никто ничто ничего без если кроме может могут мог могла могли нельзя якобы"),
    ("ar", "لا لم لن ليس ليست ما غير دون بدون إلا إذا لو إن قد ربما عدا سوى"),
    ("fa", "نه نیست نبود نیستند نمی هرگز هیچ بدون مگر جز اگر شاید ممکن بی"),
    ("zh", "不 没 無 无 非 未 否 勿 莫 如果 若 可能 除非 除了 或许"),
];

/// Whether a piece of text ends with the end of a sentence.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || "'\")]".contains(c))
        .ends_with(['.', '!', '?', '。', '؟', '！', '？', '۔'])
}

/// The words among `dropped` that stand in a sentence of which something is quoted. `after_sentence`: what is quoted before
/// ends with its sentence.
pub(super) fn turning(dropped: &str, after_sentence: bool, language: &str) -> Vec<String> {
    let sentences = sentences(dropped.trim());
    let ends = ends_sentence(dropped);
    let last = sentences.len().saturating_sub(1);
    let cut = |index: usize| (index == 0 && !after_sentence) || (index == last && !ends);
    let tag = language.split('-').next().unwrap_or("").to_lowercase();
    let known = WORDS.iter().find(|(name, _)| *name == tag).or(WORDS.first()).map_or("", |(_, words)| *words);
    let open = sentences.into_iter().enumerate().filter(|(index, _)| cut(*index));
    open.flat_map(|(_, sentence)| of_sentence(&sentence.to_lowercase(), known, tag == "zh")).collect()
}

fn of_sentence(sentence: &str, known: &str, anywhere: bool) -> Vec<String> {
    if anywhere {
        return known.split(' ').filter(|word| sentence.contains(word)).map(str::to_owned).collect();
    }
    let words = sentence.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    let mut found: Vec<String> =
        words.filter(|word| known.split(' ').any(|known| known == *word)).map(str::to_owned).collect();
    let persian = known.contains("نیست");
    found.extend(
        sentence
            .split_whitespace()
            .filter(|word| word.contains("n't") || word.contains("n’t") || (persian && word.starts_with("نمی")))
            .map(str::to_owned),
    );
    found
}

/// The sentences of a text, as far as their marks tell.
fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((at, mark)) = rest.char_indices().find(|(at, c)| {
        let after = rest.get(at + c.len_utf8()..).and_then(|after| after.chars().next());
        "。！？".contains(*c) || (".!?؟۔".contains(*c) && after.is_none_or(|c| c.is_whitespace() || c == '\''))
    }) {
        let end = at + mark.len_utf8();
        found.push(rest.get(..end).unwrap_or(rest));
        rest = rest.get(end..).unwrap_or("").trim_start();
    }
    if !rest.is_empty() {
        found.push(rest);
    }
    found
}

use super::*;

/// Passages and their words, counted by hand; where a strict reader counts others, those too.
const BY_HAND: &[(&str, usize, Option<usize>)] = &[
    // English
    ("", 0, None),
    ("   \u{a0} \n", 0, None),
    ("The well-known, state-of-the-art report was published.", 6, None),
    ("On 3 May 2026 the fee rose by 12.5% to £1,200.50 (A/HRC/43/3).", 12, None),
    ("Don't use e.g. \"and/or\" — it isn't clear.", 8, None),
    ("Dash—without spaces and dash – with spaces.", 7, Some(8)),
    ("See https://example.org/a/b?c=d and mail a@b.org.", 5, None),
    ("em dash A—B, en dash A–B, 1990–2000", 7, Some(10)),
    ("two-em — spaced – dashes", 5, None),
    ("12. (a) * - & 100 %", 7, None),
    ("At least 246 people were executed.", 6, None),
    ("Mr. O'Neill's co-operation ended at 5.30 p.m.", 7, None),
    // French
    ("L'homme n'a-t-il pas aujourd'hui droit à l’information ?", 8, None),
    ("« Bonjour » : c'est-à-dire 10 000 € ; voilà !", 11, None),
    ("«\u{a0}Bonjour\u{a0}»\u{202f}: c'est-à-dire 10\u{202f}000\u{a0}€\u{202f}; voilà\u{202f}!", 11, None),
    ("Quatre-vingt-dix-neuf personnes ont été exécutées.", 5, None),
    ("Le rapport (p. 8) cite l’article 6.", 7, None),
    ("Qu’est-ce que c’est ?", 4, None),
    // Spanish
    ("¿Cuántas personas fueron ejecutadas en 2020?", 6, None),
    ("Al menos 246, entre ellas 4 menores.", 7, None),
    ("El art. 6, párr. 2, del Pacto", 7, None),
    ("¡No!", 1, None),
    // Russian
    ("По меньшей мере 246 человек были казнены.", 7, None),
    ("Статья 6 — право на жизнь.", 6, None),
    ("какой-либо из-за", 2, None),
    ("в 2019–2020 гг.", 3, Some(4)),
    // Arabic
    ("لكل شخص الحق في حرية الرأي والتعبير (المادة 19).", 9, None),
    ("\u{200f}كل شخص\u{200f}", 2, None),
    ("وأُعدم ما لا يقل عن ٢٤٦ شخصاً.", 7, None),
    ("المادة ٦", 2, None),
    // Persian: the zero-width non-joiner divides no word
    ("می\u{200c}گوید که خانه\u{200c}ها ویران شدند.", 5, None),
    ("دست\u{200c}کم ۲۴۶ نفر اعدام شدند.", 5, None),
    ("ماده ۶", 2, None),
    ("سال ۱۳۹۹", 2, None),
    // Chinese
    ("人人有权享有主张和发表意见的自由。", 17, None),
    ("第19条规定UN文件共3份。", 12, None),
    ("言论自由 freedom of speech 2026年", 9, None),
    ("至少246人被处决。", 8, None),
    ("2020年，伊朗", 5, None),
    // invisible characters are no words
    ("\u{200f}alpha\u{200f}", 1, None),
    ("\u{2060} alpha \u{200b}", 1, None),
    ("exe\u{ad}cu\u{ad}tions", 1, None),
];

#[test]
fn words_are_counted_as_by_hand() {
    assert!(BY_HAND.len() >= 40);
    for (text, plain, strict) in BY_HAND {
        let counted = words(text);
        assert_eq!((counted.words, counted.strict), (*plain, strict.unwrap_or(*plain)), "{text:?}");
    }
}

#[test]
fn characters_are_those_that_are_seen() {
    assert_eq!(words("a b\u{ad}c\u{a0}d").characters, 4);
    assert_eq!(words("言论 自由").characters, 4);
}

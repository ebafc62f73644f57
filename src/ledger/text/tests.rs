use super::*;

/// A page of lines of 10 point type, each character 5 points wide.
fn page(lines: &[&str]) -> PageWords {
    let mut words = PageWords::default();
    for (line, text) in lines.iter().enumerate() {
        for (at, c) in text.chars().enumerate() {
            let x = at as f64 * 5.0;
            let y = line as f64 * 14.0;
            words.push(&c.to_string(), Place { x, y, end: x + 5.0, em: 10.0 });
        }
    }
    words
}

fn holds(lines: &[&str], text: &str) -> bool {
    page(lines).searchable().contains(text).unwrap()
}

#[test]
fn the_hash_sees_characters_and_not_the_breaks_of_lines() {
    let one = page(&["At least 246 people", "were held"]).digest();
    assert_eq!(one, page(&["At least", "246 people were held"]).digest());
    assert_eq!(one, page(&["At least 246 peo\u{ad}", "ple were held"]).digest());
    assert_ne!(one, page(&["At least 264 people", "were held"]).digest());
    assert_ne!(one.1, page(&["At least 247 people", "were held"]).digest().1);
    assert_eq!(one.0, 24);
}

#[test]
fn words_are_found_over_lines() {
    let lines = ["At least 2,460 peo\u{ad}", "ple were held in pre-", "trial detention in 2019. 246 died."];
    for text in ["At least 2,460", "2,460 people were held", "“pre-trial detention”", "246", "2019"] {
        assert!(holds(&lines, text), "{text}");
    }
}

#[test]
fn a_number_is_not_a_part_of_another() {
    let lines = ["At least 2,460 people in 2019."];
    for text in ["2", "246", "460", "2,46", "201", "at least 2,460", "2.460", "24,60"] {
        assert!(!holds(&lines, text), "{text}");
    }
    assert_eq!(page(&lines).searchable().contains("…"), None);
}

#[test]
fn note_marks_do_not_join_numbers() {
    let mut words = page(&["At least 246"]);
    words.push("1", Place { x: 60.0, y: -3.5, end: 63.0, em: 6.0 });
    words.push("2", Place { x: 63.5, y: 0.0, end: 68.0, em: 10.0 });
    let search = words.searchable();
    assert_eq!(search.contains("246"), Some(true));
    assert_eq!(search.contains("2461"), Some(false));
    assert_eq!(search.contains("12"), Some(false));
}

#[test]
fn note_marks_as_large_as_the_text_do_not_either() {
    let mut words = page(&["and at least 55."]);
    let place = Place { x: 80.0, y: 0.0, end: 90.0, em: 10.0 };
    let mut joined = words.clone();
    joined.push("12", place);
    assert_eq!(joined.searchable().contains("at least 55"), Some(false), "nothing says that they are apart");
    words.part();
    words.push("12", place);
    assert_eq!(words.searchable().contains("at least 55"), Some(true));
}

#[test]
fn text_is_found_on_its_page_or_over_two() {
    let pages =
        [page(&["1 first"]), page(&["says that no one"]), page(&["was ever told", "page 3"])].map(|p| p.searchable());
    assert_eq!(find(&pages, 0, "was ever"), [(2, "was ever".to_owned())]);
    assert_eq!(
        find(&pages, 0, "“that no one was ever told”"),
        [(1, "“that no one".to_owned()), (2, "was ever told”".to_owned())]
    );
    assert_eq!(find(&pages, 2, "first"), []);
    assert_eq!(find(&pages, 0, "no one is told"), []);
}

#[test]
fn numbers_keep_the_marks_between_their_digits() {
    assert_eq!(numbers("From 2,800 to more than 30,000."), ["2,800", "30,000"]);
    assert_eq!(numbers("۲۴۶ نفر، ۲۰٫۵٪"), ["۲۴۶", "۲۰٫۵"]);
    assert!(numbers("“thousands”").is_empty());
}

#[test]
fn a_long_text_is_found_over_three_pages_and_where_it_begins() {
    let first = "whoever was there will say that the doors were shut before the first of them came";
    let second = "and that nobody had told the guards at the gate who was to be let in and who was not";
    let third = "until the morning of the third day when the list was read out";
    let text = format!("{first} {second} {third}");
    let pages = [
        page(&["words before", first, "1 a note below"]),
        page(&["a head", second, "2 another note"]),
        page(&[third, "3"]),
        page(&[text.as_str()]),
    ]
    .map(|page| page.searchable());
    let found = find(&pages, 0, &text);
    assert_eq!(found, [(0, first.to_owned()), (1, second.to_owned()), (2, third.to_owned())]);
    assert_eq!(find(&pages, 1, &text), [(3, text.clone())]);
}

#[test]
fn a_short_text_is_not_put_together_by_chance() {
    let pages = [page(&["at least 70 people"]), page(&["3 of them"]), page(&["at least 73 people"])];
    assert_eq!(find(&pages.map(|page| page.searchable()), 0, "at least 73"), [(2, "at least 73".to_owned())]);
}

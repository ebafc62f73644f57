//! Figures as British English prints them.

use super::*;
use crate::doc::plain_text;
use crate::evidence::files::testing::Briefing;

/// The note of the figure `f`, its source named in full.
fn noted(spec: &Spec) -> Vec<Inline> {
    let mut cite = |id: &str, locator: Option<&str>| {
        spec.sources.get(id).map(|source| citation::note(source, locator, en())).unwrap_or_default()
    };
    note(spec.figures.get("f").unwrap(), spec, en(), &mut cite)
}

fn en() -> &'static Locale {
    Locale::find("en-GB").unwrap()
}

/// The specification with one figure `f` of these keys.
fn spec(keys: &str) -> Spec {
    Briefing::new().spec(&format!("[figures.f]\nwhat = \"people\"\n{keys}\n"))
}

fn printed(keys: &str) -> Printed {
    print(spec(keys).figures.get("f").unwrap(), en())
}

fn note_text(keys: &str) -> String {
    let spec = spec(keys);
    plain_text(&noted(&spec))
}

#[test]
fn a_number_is_printed_with_its_bound() {
    for (keys, text, lead, value) in [
        ("value = 246\nbound = \"at-least\"", "at least 246", Some("at least"), "246"),
        ("value = 1500\nbound = \"about\"", "about 1,500", Some("about"), "1,500"),
        ("value = 97\nbound = \"exact\"", "97", None, "97"),
        (
            "value = 41.50\nbound = \"at-most\"\nunit = \"per cent\"",
            "at most 41.50\u{a0}per cent",
            Some("at most"),
            "41.50\u{a0}per cent",
        ),
        ("between = [2800, 3800]", "between 2,800 and 3,800", Some("between"), "2,800 and 3,800"),
        (
            "between = [20, 25]\nunit = \"per cent\"",
            "between 20 and 25\u{a0}per cent",
            Some("between"),
            "20 and 25\u{a0}per cent",
        ),
    ] {
        let expected = Printed { text: text.to_owned(), lead: lead.map(str::to_owned), value: value.to_owned() };
        assert_eq!(printed(&format!("{keys}\nsource = \"a\"")), expected);
    }
}

#[test]
fn estimates_that_differ_show_both_ends() {
    for (estimates, text) in [
        (
            "{ between = [2800, 3800], source = \"a\" }, { value = 30000, bound = \"more-than\", source = \"b\" }",
            "from 2,800 to more than 30,000",
        ),
        (
            "{ between = [200, 225], source = \"a\" }, { value = 1500, bound = \"about\", source = \"b\" }",
            "from 200 to about 1,500",
        ),
        (
            "{ value = 160, bound = \"more-than\", source = \"a\" }, { value = 80, bound = \"at-least\", source = \"b\" }",
            "from at least 80 to more than 160",
        ),
        (
            "{ value = 1500, bound = \"more-than\", source = \"a\" }, { value = 1500, bound = \"about\", source = \"b\" }",
            "from about 1,500 to more than 1,500",
        ),
        (
            "{ value = 5, bound = \"exact\", source = \"a\" }, { words = \"many hundreds\", source = \"b\" }, \
             { value = 400, bound = \"more-than\", source = \"b\" }",
            "from 5 to more than 400",
        ),
    ] {
        assert_eq!(printed(&format!("estimates = [{estimates}]")).text, text);
    }
    let large = printed(
        "estimates = [{ value = 5, bound = \"exact\", source = \"a\" }, { value = 9, bound = \"at-most\", source = \"b\" }]\nunit = \"years\"",
    );
    assert_eq!(large.text, "from 5 to at most 9\u{a0}years");
    assert_eq!((large.lead.as_deref(), large.value.as_str()), (Some("from"), "5 to at most 9\u{a0}years"));
}

#[test]
fn words_are_printed_where_numbers_would_hide_that_sources_differ() {
    let words = "{ words = \"thousands\", source = \"a\" }";
    let number = "{ value = 300, bound = \"more-than\", source = \"b\" }";
    assert_eq!(printed(&format!("estimates = [{number}, {words}]")).text, "more than 300 or “thousands”");
    assert_eq!(printed(&format!("estimates = [{words}, {words}]")).text, "“thousands”");
    let agreed = printed(&format!("estimates = [{number}, {number}]"));
    assert_eq!((agreed.text.as_str(), agreed.lead.as_deref()), ("more than 300", Some("more than")));
}

#[test]
fn the_note_says_where_the_number_comes_from() {
    let simple = "value = 246\nbound = \"at-least\"\nsource = \"a\"";
    assert_eq!(note_text(simple), "A (no date)");
    assert_eq!(
        note_text(&format!("{simple}\nlocator = \"p. 4\"\nbasis = \"confirmed cases\"\nexcluded = 61")),
        "A (no date), p.\u{a0}4. Basis: confirmed cases. 61 further cases were left out as unconfirmed"
    );
    assert_eq!(
        note_text(&format!("{simple}\nbasis = \"Is it known?\"\nexcluded = 1")),
        "A (no date). Basis: Is it known? 1 further case was left out as unconfirmed"
    );
}

#[test]
fn the_note_names_each_source_that_differs() {
    let keys = "estimates = [{ between = [2800, 3800], source = \"a\", locator = \"p. 3\", basis = \"his memoirs\" }, \
                { words = \"thousands\", source = \"b\" }]";
    assert_eq!(note_text(keys), "Sources differ: A, p.\u{a0}3: between 2,800 and 3,800 (his memoirs); B: “thousands”");
}

#[test]
fn without_a_list_of_sources_each_is_named_in_full() {
    let text = "[figures.f]\nwhat = \"x\"\nestimates = [{ value = 1, bound = \"exact\", source = \"a\" }]\n";
    let mut spec = Briefing::new().spec(text);
    let full = plain_text(&noted(&spec));
    assert_eq!(full, "Sources differ: A: 1");
    let span = spec.spec.span;
    spec.briefing.source_list = Some(Spanned::new(false, span));
    assert_eq!(plain_text(&noted(&spec)), "Sources differ: A (no date): 1");
}

#[test]
fn words_of_bounds_are_told_from_the_numbers() {
    let said = |keys: &str| pieces(spec(keys).figures.get("f").unwrap(), en());
    let piece = |text: &str, bound| (text.to_owned(), bound);
    let all = [piece("2,800", false), piece(" and ", true), piece("3,800", false)];
    assert_eq!(said("between = [2800, 3800]\nsource = \"a\""), all);
    assert_eq!(said("value = 246\nbound = \"at-least\"\nsource = \"a\""), [piece("246", false)]);
    let estimates =
        "estimates = [{ source = \"a\", between = [45, 75] }, { source = \"b\", value = 80, bound = \"at-most\" }]";
    assert_eq!(said(estimates), [piece("45", false), piece(" to at most ", true), piece("80", false)]);
    for keys in ["between = [2800, 3800]\nunit = \"per cent\"\nsource = \"a\"", estimates] {
        let whole: String = said(keys).into_iter().map(|(text, _)| text).collect();
        assert_eq!(whole, printed(keys).value, "nothing is lost");
    }
}

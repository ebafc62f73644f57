use super::*;
use crate::evidence::figure;
use crate::evidence::files::testing::Briefing;
use crate::locale::Locale;

const FIGURES: &str = "[figures.a]\nwhat = \"a\"\nvalue = 120\nbound = \"exact\"\nsource = \"a\"\n\
    [figures.b]\nwhat = \"b\"\nvalue = 9\nbound = \"exact\"\nsource = \"a\"\n\
    [figures.least]\nwhat = \"l\"\nvalue = 267\nbound = \"at-least\"\nsource = \"a\"\n\
    [figures.more]\nwhat = \"m\"\nvalue = 300\nbound = \"more-than\"\nsource = \"a\"\n\
    [figures.some]\nwhat = \"so\"\nbetween = [10, 20]\nsource = \"a\"\n\
    [figures.near]\nwhat = \"n\"\nvalue = 1500\nbound = \"about\"\nsource = \"a\"\n\
    [figures.none]\nwhat = \"z\"\nvalue = 0\nbound = \"exact\"\nsource = \"a\"\n\
    [figures.other]\nwhat = \"o\"\nvalue = 7\nbound = \"exact\"\nsource = \"b\"\n\
    ";

/// The figure `f` with these keys, calculated and printed; or the codes of the findings.
fn calculated(keys: &str) -> Result<String, Vec<&'static str>> {
    let mut spec = Briefing::new().spec(&format!("{FIGURES}[figures.f]\nwhat = \"f\"\n{keys}\n"));
    let mut sink = Sink::default();
    fill(&mut spec, &mut sink);
    let codes: Vec<&'static str> = sink.findings().iter().map(|finding| finding.code).collect();
    if !codes.is_empty() {
        return Err(codes);
    }
    Ok(figure::print(spec.figures.get("f").unwrap(), Locale::find("en-GB").unwrap()).text)
}

fn from(computation: &str) -> Result<String, Vec<&'static str>> {
    calculated(&format!("computed_from = {{ {computation} }}"))
}

#[test]
fn exact_numbers_give_exact_results() {
    assert_eq!(from("sum = [\"a\", \"b\"]").as_deref(), Ok("129"));
    assert_eq!(from("difference = [\"a\", \"b\"]").as_deref(), Ok("111"));
    assert_eq!(from("share = [\"b\", \"a\"]").as_deref(), Ok("about 8%"), "7.5, half away from zero");
    assert_eq!(calculated("computed_from = { share = [\"b\", \"a\"] }\nround = 1").as_deref(), Ok("7.5%"));
    assert_eq!(from("change = [\"b\", \"a\"]").as_deref(), Ok("about 1,233%"));
    let unit = calculated("computed_from = { share = [\"b\", \"a\"] }\nround = 1\nunit = \"per cent\"");
    assert_eq!(unit.as_deref(), Ok("7.5\u{a0}per cent"));
}

#[test]
fn bounds_go_through() {
    assert_eq!(from("sum = [\"a\", \"least\"]").as_deref(), Ok("at least 387"));
    assert_eq!(from("sum = [\"a\", \"more\"]").as_deref(), Ok("more than 420"));
    assert_eq!(from("sum = [\"a\", \"some\"]").as_deref(), Ok("between 130 and 140"));
    assert_eq!(from("sum = [\"a\", \"near\"]").as_deref(), Ok("about 1,620"));
    assert_eq!(from("difference = [\"least\", \"a\"]").as_deref(), Ok("at least 147"));
    assert_eq!(from("difference = [\"a\", \"least\"]").as_deref(), Ok("at most −147"));
    assert_eq!(from("share = [\"b\", \"least\"]").as_deref(), Ok("at most 4%"), "3.37, rounded up");
    assert_eq!(from("share = [\"some\", \"a\"]").as_deref(), Ok("between 8 and 17%"), "8.33 down, 16.67 up");
}

#[test]
fn what_has_no_bound_is_not_said() {
    assert_eq!(from("difference = [\"least\", \"more\"]"), Err(vec!["not-calculable"]));
    assert_eq!(from("share = [\"least\", \"more\"]"), Err(vec!["not-calculable"]));
    let said = calculated("computed_from = { share = [\"least\", \"more\"] }\nbound = \"about\"");
    assert_eq!(said.as_deref(), Ok("about 89%"));
    assert_eq!(from("share = [\"a\", \"none\"]"), Err(vec!["not-calculable"]));
    assert_eq!(from("sum = [\"a\", \"other\"]"), Err(vec!["not-calculable"]), "two sources");
    assert_eq!(calculated("computed_from = { sum = [\"a\", \"other\"] }\nsource = \"a\"").as_deref(), Ok("127"));
    assert_eq!(from("sum = [\"f\", \"a\"]"), Err(vec!["circular-calculation"]));
}

#[test]
fn about_right_and_open_on_one_side_needs_the_authors_word() {
    for computation in [
        "sum = [\"near\", \"least\"]",
        "difference = [\"near\", \"least\"]",
        "share = [\"near\", \"least\"]",
        "change = [\"near\", \"least\"]",
    ] {
        assert_eq!(from(computation), Err(vec!["not-calculable"]), "{computation}");
    }
    let with =
        |bound: &str| calculated(&format!("computed_from = {{ sum = [\"near\", \"least\"] }}\nbound = \"{bound}\""));
    assert_eq!(with("at-least").as_deref(), Ok("at least 1,767"));
    assert_eq!(with("about").as_deref(), Ok("about 1,767"));
    assert_eq!(with("at-most"), Err(vec!["not-calculable"]), "the other end is open");
}

#[test]
fn units_are_alike_and_stay() {
    let two = |units: [&str; 2], computation: &str| {
        let figure = |id: &str, unit: &str| {
            format!("[figures.{id}]\nwhat = \"w\"\nvalue = 40\nbound = \"exact\"\nsource = \"a\"\nunit = \"{unit}\"\n")
        };
        let (one, other) = (figure("u", units[0]), figure("v", units[1]));
        calculated(&format!("computed_from = {{ {computation} = [\"u\", \"v\"] }}\n{one}{other}"))
    };
    assert_eq!(two(["km", "km"], "sum").as_deref(), Ok("80\u{a0}km"));
    assert_eq!(two(["km", "km"], "share").as_deref(), Ok("100%"));
    assert_eq!(two(["km", "kg"], "sum"), Err(vec!["not-calculable"]));
    assert_eq!(two(["km", "kg"], "share"), Err(vec!["not-calculable"]));
}

#[test]
fn one_calculation_rests_on_another() {
    let both =
        "computed_from = { sum = [\"g\", \"a\"] }\n[figures.g]\nwhat = \"g\"\ncomputed_from = { sum = [\"a\", \"b\"] }";
    assert_eq!(calculated(both).as_deref(), Ok("249"));
}

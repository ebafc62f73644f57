use super::*;

const SPAN: Span = Span { file: crate::diag::FileId(0), start: 0, end: 0 };

/// A query that counts these cells, each of so many rows from `first` on; and how many rows there are.
fn table(name: &str, cells: &[(&[&str], u32)]) -> Counted {
    let mut rows = Vec::new();
    for (labels, count) in cells {
        for _ in 0..*count {
            let number = u32::try_from(rows.len()).unwrap();
            rows.push((number, 1, labels.iter().map(|label| (*label).to_owned()).collect()));
        }
    }
    Counted { name: name.to_owned(), span: SPAN, is_table: true, rows, absent: Vec::new() }
}

/// A figure that counts some of the rows of a table.
fn figure(name: &str, of: &Counted, holds: impl Fn(&[String]) -> bool) -> Counted {
    let rows = of.rows.iter().filter(|(_, _, labels)| holds(labels));
    let rows = rows.map(|(row, weight, _)| (*row, *weight, Vec::new())).collect();
    Counted { name: name.to_owned(), span: SPAN, is_table: false, rows, absent: Vec::new() }
}

/// What is said of each row of a table.
fn said(outcome: &Outcome, name: &str) -> Vec<String> {
    let rows = outcome.states.iter().filter(|((owner, key), _)| owner == name && key.iter().all(Option::is_some));
    rows.map(|((_, key), (state, value))| {
        let labels: Vec<&str> = key.iter().flatten().map(String::as_str).collect();
        let said = match state {
            State::Given => value.to_string(),
            State::Small => "small".to_owned(),
            State::Withheld => "withheld".to_owned(),
        };
        format!("{} {said}", labels.join(" "))
    })
    .collect()
}

fn decided(counted: &[&Counted]) -> Result<Outcome, String> {
    decide(counted, 5).map_err(|findings| findings[0].message.clone())
}

#[test]
fn one_small_number_takes_another_with_it() {
    let places = table("data.t", &[(&["a"], 3), (&["b"], 9), (&["c"], 20)]);
    assert_eq!(said(&decided(&[&places]).unwrap(), "data.t"), ["a small", "b withheld", "c 20"]);
    // nothing small, nothing withheld
    let places = table("data.t", &[(&["a"], 5), (&["b"], 9)]);
    assert_eq!(said(&decided(&[&places]).unwrap(), "data.t"), ["a 5", "b 9"]);
}

#[test]
fn what_is_withheld_must_be_large_enough_to_hide() {
    // 3 + 5 = 8, and what is withheld is 5 or more: the small one would be 3 or less, and 1 at least
    let places = table("data.t", &[(&["a"], 1), (&["b"], 5), (&["c"], 20)]);
    // 1 + 5 = 6: with b withheld alone a could only be 1
    assert_eq!(said(&decided(&[&places]).unwrap(), "data.t"), ["a small", "b 5", "c withheld"]);
}

#[test]
fn several_small_numbers_may_hide_each_other() {
    let places = table("data.t", &[(&["a"], 3), (&["b"], 2), (&["c"], 4), (&["d"], 20)]);
    assert_eq!(said(&decided(&[&places]).unwrap(), "data.t"), ["a small", "b small", "c small", "d 20"]);
    // 1 and 1 of a total of 22 beside 20: both can only be 1
    let places = table("data.t", &[(&["a"], 1), (&["b"], 1), (&["d"], 20)]);
    assert_eq!(said(&decided(&[&places]).unwrap(), "data.t"), ["a small", "b small", "d withheld"]);
}

#[test]
fn a_table_of_two_labels_is_protected_along_both() {
    let cells: [(&[&str], u32); 9] = [
        (&["a", "x"], 3),
        (&["a", "y"], 30),
        (&["a", "z"], 12),
        (&["b", "x"], 25),
        (&["b", "y"], 40),
        (&["b", "z"], 14),
        (&["c", "x"], 60),
        (&["c", "y"], 70),
        (&["c", "z"], 80),
    ];
    let outcome = decided(&[&table("data.t", &cells)]).unwrap();
    let hidden: Vec<String> =
        said(&outcome, "data.t").into_iter().filter(|row| !row.ends_with(char::is_numeric)).collect();
    assert_eq!(
        hidden,
        ["a x small", "a z withheld", "b x withheld", "b z withheld"],
        "the four corners that cost least"
    );
}

#[test]
fn a_number_that_another_query_gives_is_not_given_here() {
    // the second table has the same rows for `a` and `b` together, and for `c`
    let places = table("data.t", &[(&["a"], 3), (&["b"], 9), (&["c"], 20), (&["d"], 30)]);
    let region = |label: &str| if label < "c" { "north" } else { "south" };
    let rows =
        places.rows.iter().map(|(row, weight, labels)| (*row, *weight, vec![region(&labels[0]).to_owned()])).collect();
    let regions = Counted { name: "data.r".to_owned(), span: SPAN, is_table: true, rows, absent: Vec::new() };
    let outcome = decided(&[&places, &regions]).unwrap();
    assert_eq!(said(&outcome, "data.t"), ["a small", "b withheld", "c 20", "d 30"]);
    assert_eq!(said(&outcome, "data.r"), ["north 12", "south 50"]);
    // a figure gives what would hide: something else is withheld
    let b = figure("figures.b", &places, |labels| labels[0] == "b");
    let outcome = decided(&[&places, &b]).unwrap();
    assert_eq!(said(&outcome, "data.t"), ["a small", "b 9", "c withheld", "d 30"]);
    // with both there is less to give
    let outcome = decided(&[&places, &regions, &b]).unwrap();
    assert_eq!(said(&outcome, "data.t")[..2], ["a small", "b 9"]);
    assert_eq!(said(&outcome, "data.r"), ["north withheld", "south withheld"]);
}

#[test]
fn figures_whose_difference_is_small_are_an_error() {
    let places = table("data.t", &[(&["a"], 3), (&["b"], 20)]);
    let (all, b) = (figure("figures.all", &places, |_| true), figure("figures.b", &places, |labels| labels[0] == "b"));
    let error = decided(&[&all, &b]).unwrap_err();
    assert_eq!(error, "from `figures.all`, `figures.b` a number below 5 can be worked out");
    assert!(decided(&[&all]).is_ok() && decided(&[&b]).is_ok());
    // each of two figures that overlap
    let places = table("data.t", &[(&["a"], 20), (&["b"], 2), (&["c"], 20)]);
    let ab = figure("figures.ab", &places, |labels| labels[0] != "c");
    let bc = figure("figures.bc", &places, |labels| labels[0] != "a");
    let all = figure("figures.all", &places, |_| true);
    assert!(decided(&[&ab, &bc]).is_ok(), "how many are in both is not known");
    assert!(decided(&[&ab, &bc, &all]).is_err(), "ab + bc - all");
}

#[test]
fn nobody_is_a_small_number_too() {
    let places = table("data.t", &[(&["a"], 9), (&["b"], 20)]);
    let none = figure("figures.none", &places, |_| false);
    let outcome = decided(&[&places, &none]).unwrap();
    assert_eq!(outcome.states[&("figures.none".to_owned(), Vec::new())].0, State::Small);
}

/// Every way to fill a small table with these totals says what an attacker could work out.
#[test]
fn what_is_given_leaves_every_small_number_open() {
    let mut seed = 7_u32;
    let mut random = |below: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 16) % below
    };
    for _ in 0..60 {
        let counts: Vec<u32> = (0..4).map(|_| 1 + random(14)).collect();
        let names = ["a", "b", "c", "d"];
        let labels: Vec<[&str; 1]> = names.iter().map(|name| [*name]).collect();
        let cells: Vec<(&[&str], u32)> = labels.iter().map(|label| &label[..]).zip(counts.iter().copied()).collect();
        let Ok(outcome) = decided(&[&table("data.t", &cells)]) else { continue };
        let state = |name: &str| outcome.states[&("data.t".to_owned(), vec![Some(name.to_owned())])].0;
        let total = outcome.states[&("data.t".to_owned(), vec![None])];
        let sum: u32 = counts.iter().sum();
        let mut seen: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); 4];
        let most = 60;
        let fits = |index: usize, value: u32| match state(names[index]) {
            State::Given => value == counts[index],
            State::Small => (1..5).contains(&value),
            State::Withheld => value >= 5,
        };
        let choices: Vec<Vec<u32>> =
            (0..4).map(|index| (0..most).filter(|value| fits(index, *value)).collect()).collect();
        for a in &choices[0] {
            for b in &choices[1] {
                for c in &choices[2] {
                    for d in &choices[3] {
                        let own = a + b + c + d;
                        let open = match total.0 {
                            State::Given => own == sum,
                            State::Small => own < 5,
                            State::Withheld => own >= 5,
                        };
                        if open {
                            [a, b, c, d].into_iter().zip(&mut seen).for_each(|(value, seen)| seen.extend([*value]));
                        }
                    }
                }
            }
        }
        for (index, seen) in seen.iter().enumerate().filter(|(index, _)| state(names[*index]) == State::Small) {
            assert!(seen.len() >= 3, "{counts:?}: {} can only be {seen:?}", names[index]);
        }
    }
}

#[test]
fn what_one_number_leaves_of_another_is_no_more_given_than_itself() {
    let people = table("data.t", &[(&["A", "f"], 1), (&["A", "m"], 2), (&["B", "f"], 40), (&["B", "m"], 80)]);
    let all = figure("figures.all", &people, |_| true);
    let outside = figure("figures.outside", &people, |labels| labels[0] != "A");
    let women = figure("figures.women", &people, |labels| labels[1] == "f");
    // 123 less 120 is 3, whatever else divides them
    assert!(decided(&[&all, &outside, &women]).is_err());
    assert!(decided(&[&outside, &women]).is_ok());
    let sexes = Counted {
        name: "data.sexes".to_owned(),
        rows: people.rows.iter().map(|(row, weight, labels)| (*row, *weight, vec![labels[1].clone()])).collect(),
        ..table("", &[])
    };
    // the total of a table is given with its rows: one of them goes
    let outcome = decided(&[&outside, &sexes]).unwrap();
    assert!(said(&outcome, "data.sexes").iter().any(|row| row.ends_with("withheld")), "{outcome:?}");
}

#[test]
fn what_several_numbers_leave_together_is_not_given_either() {
    let people = table(
        "data.t",
        &[
            (&["A", "f"], 1),
            (&["A", "m"], 2),
            (&["B", "f"], 30),
            (&["B", "m"], 30),
            (&["C", "f"], 20),
            (&["C", "m"], 9),
        ],
    );
    let of = |name: &str, place: &'static str| figure(name, &people, move |labels| labels[0] == place);
    let all = figure("figures.all", &people, |_| true);
    let women = figure("figures.women", &people, |labels| labels[1] == "f");
    let (b, c) = (of("figures.b", "B"), of("figures.c", "C"));
    assert!(decided(&[&all, &b, &c, &women]).is_err());
    assert!(decided(&[&all, &b, &women]).is_ok());
}

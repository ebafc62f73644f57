use crate::spec::{PartialDate, Period};

fn between(from: (i32, u32, u32), to: (i32, u32, u32)) -> Period {
    let date = |(year, month, day)| PartialDate { year, month: Some(month), day: Some(day) };
    Period { from: date(from), to: date(to) }
}

#[test]
fn years_are_told_apart() {
    let year = PartialDate::year(2022);
    assert!(Period { from: year, to: year }.is_calendar_year());
    assert!(between((2022, 10, 10), (2023, 10, 8)).is_other_year());
    assert!(between((2023, 1, 1), (2023, 12, 20)).is_other_year());
    assert!(!between((2022, 10, 10), (2022, 12, 31)).is_other_year());
}

#[test]
fn months_are_alike_and_years_and_months_are_not() {
    let february = between((2023, 2, 1), (2023, 2, 28));
    let march = between((2023, 3, 1), (2023, 3, 31));
    let year = between((2023, 1, 1), (2023, 12, 31));
    let alike = |a: Period, b: Period| super::about_as_long(a.length().unwrap(), b.length().unwrap());
    assert!(alike(february, march) && alike(march, february));
    assert!(!alike(february, year));
    assert!(february.is_before(&march) && !march.is_before(&february));
    assert!(!year.is_before(&year));
    assert!(year.is_year_of_other_kind(&between((2022, 10, 10), (2023, 10, 8))));
    assert!(february.overlaps(&year) && !february.overlaps(&march));
}

use super::*;
use crate::diag::Sink;
use crate::ledger::tests::{SPEC, folder};
use crate::ledger::{model, sealed};
use std::sync::OnceLock;

/// A document built and read back.
fn reading() -> Reading {
    static READ: OnceLock<Reading> = OnceLock::new();
    READ.get_or_init(|| {
        let folder = folder(SPEC);
        let mut sink = Sink::default();
        let briefing = crate::load(folder.place.path(), &mut sink).briefing.unwrap();
        let document = crate::compose(&briefing, &mut sink);
        crate::check(&briefing, &document, &mut sink);
        let pages = crate::layout(&briefing, &document, &mut sink);
        read(&crate::write(&briefing, &document, &pages, &mut sink).unwrap()).unwrap()
    })
    .clone()
}

/// The statements that fail, each with its details.
fn failing(reading: Reading) -> Vec<(&'static str, Vec<String>)> {
    let report = examine(&Ok(reading));
    let failing = report.statements.into_iter().filter(|statement| statement.state == State::Fails);
    let failing: Vec<_> = failing.map(|statement| (statement.name, statement.details)).collect();
    assert_eq!(report.holds, failing.is_empty());
    failing
}

/// The reading with a ledger that was changed and given its own hash again.
fn with_ledger(change: impl FnOnce(&mut Ledger)) -> Reading {
    let mut reading = reading();
    let mut ledger: Ledger = serde_json::from_str(reading.ledger.as_ref().unwrap()).unwrap();
    change(&mut ledger);
    let bytes = model::to_json(&sealed(ledger).unwrap()).unwrap();
    reading.ledger = Some(String::from_utf8(bytes).unwrap());
    reading
}

#[test]
fn what_was_built_holds() {
    assert_eq!(failing(reading()), []);
    let report = examine(&Ok(reading()));
    let of = |state| {
        report.statements.iter().filter(|statement| statement.state == state).map(|s| s.name).collect::<Vec<_>>()
    };
    assert_eq!(
        of(State::Holds),
        ["ledger", "attachments", "specification", "text", "marks", "figures", "quotations", "charts"]
    );
    assert_eq!(of(State::Unknown), ["archives", "drawing", "author"]);
}

#[test]
fn a_changed_number_fails_even_where_the_ledger_is_made_to_fit_itself() {
    let changed = with_ledger(|ledger| ledger.figures[0].value = Some("247".to_owned()));
    assert_eq!(
        failing(changed),
        [("specification", vec!["`killed`: the number is `246`, and `247` in the ledger".to_owned()])]
    );
    let changed = with_ledger(|ledger| ledger.figures[0].uses[1].printed[0].text = "At least 24".to_owned());
    assert_eq!(
        failing(changed),
        [(
            "figures",
            vec![
                "`killed`: “At least 24” does not stand on page 1".to_owned(),
                "`killed`: “At least 24” does not give its number, “at least 246”".to_owned()
            ]
        )]
    );
    let changed = with_ledger(|ledger| ledger.figures[0].printed = "at least 247".to_owned());
    assert_eq!(failing(changed)[0].1, ["`killed` is printed as “at least 246”, and is “at least 247” in the ledger"]);
    let changed = with_ledger(|ledger| ledger.figures[0].uses[1].printed[0].text = "at least 250".to_owned());
    assert_eq!(
        failing(changed),
        [("figures", vec!["`killed`: “at least 250” does not give its number, “at least 246”".to_owned()])],
        "these words stand there, but for another figure"
    );
    let changed = with_ledger(|ledger| ledger.quotations[0].text = "no one was told".to_owned());
    assert_eq!(failing(changed)[0].0, "specification");
    let changed = with_ledger(|ledger| ledger.sources.clear());
    assert_eq!(failing(changed)[0].1.len(), 4, "three figures and a quotation name what is not there");
}

#[test]
fn a_change_that_leaves_the_hash_fails() {
    let mut changed = reading();
    changed.ledger = changed.ledger.map(|text| text.replacen("\"what\": \"people killed\"", "\"what\": \"people\"", 1));
    assert_eq!(failing(changed)[0].0, "ledger");
    let mut changed = reading();
    changed.ledger = changed.ledger.map(|text| text.replacen("{", "{ \"more\": 1,", 1));
    assert_eq!(failing(changed), [("ledger", Vec::new())]);
}

#[test]
fn files_are_held_against_the_ledger() {
    let mut changed = reading();
    changed.files.retain(|file| file.name != "d.csv");
    assert_eq!(failing(changed), [("attachments", vec!["`d.csv` is not there".to_owned()])]);
    let mut changed = reading();
    let twin = changed.files[0].clone();
    changed.files.push(twin);
    assert_eq!(failing(changed).len(), 1);
    let mut changed = reading();
    changed.files.iter_mut().find(|file| file.name == "d.csv").unwrap().relationship = None;
    assert_eq!(failing(changed)[0].1, ["`d.csv` no longer belongs to the document as Data"]);
}

#[test]
fn pages_are_held_against_the_ledger() {
    let mut changed = reading();
    changed.pages[0].sha256 = "0".repeat(64);
    assert!(failing(changed)[0].1[0].starts_with("the text of page 1 was changed"));
    let mut changed = reading();
    changed.pages.swap(0, 1);
    let found = failing(changed);
    assert_eq!(found[0].1, ["page 1 bears the text of page 2", "page 2 bears the text of page 1"]);
    let mut changed = reading();
    changed.pages[0].marks.shapes += 1;
    assert_eq!(failing(changed)[0].0, "marks");
    let mut changed = reading();
    changed.pages.pop();
    assert!(failing(changed)[0].1[0].starts_with("the document had "));
}

#[test]
fn what_cannot_be_read_is_said() {
    for (bytes, refused) in
        [(&b""[..], Refused::Empty), (b"<html>", Refused::NoPdf), (b"%PDF-1.7\nnothing more", Refused::Broken)]
    {
        assert_eq!(read(bytes), Err(refused));
        let report = examine(&Err(refused));
        assert!(!report.holds && report.statements.len() == 1 && report.statements[0].help.is_some());
    }
}

/// A PDF of one page with this content, and a state in which nothing is painted.
fn pdf(content: &str) -> Vec<u8> {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /CropBox [0 0 600 750] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> \
         /ExtGState << /N << /ca 0 >> >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut table = String::new();
    for (index, object) in objects.iter().enumerate() {
        table += &format!("{:010} 00000 n \n", file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let at = file.len();
    file +=
        &format!("xref\n0 6\n0000000000 65535 f \n{table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n");
    file.into_bytes()
}

#[test]
fn text_that_nobody_sees_does_not_stand_on_the_page() {
    let shown = "BT /F 12 Tf 50 700 Td (at least 15) Tj ET";
    let read = |content: &str| read(&pdf(content)).unwrap().pages.remove(0);
    for seen in [
        shown.to_owned(),
        format!("q 40 600 300 140 re W n {shown} Q"),
        format!("q 0 0 9 9 re W n Q {shown}"),
        format!("q 3 Tr Q {shown}"),
        shown.replace("BT", "BT 1 Tr"),
    ] {
        let page = read(&seen);
        assert_eq!((page.characters, page.unseen), (9, Vec::new()), "{seen}");
        assert_eq!(page.words.contains("at least 15"), Some(true), "{seen}");
    }
    for (hidden, why) in [
        (shown.replace("BT", "BT 3 Tr"), "is there and not painted"),
        (shown.replace("BT", "BT 7 Tr"), "is there and not painted"),
        (shown.replace("700", "760"), "stands outside the page"),
        (shown.replace("50 700", "-500 700"), "stands outside the page"),
        (shown.replace("12 Tf", ".5 Tf"), "is too small or too narrow to be seen"),
        (shown.replace("BT", "BT 1 Tz"), "is too small or too narrow to be seen"),
        (format!("q 0 0 9 9 re W n {shown} Q"), "is clipped away"),
        (format!("q 40 600 300 50 re W n 40 600 300 140 re W n {shown} Q"), "is clipped away"),
        (format!("/N gs {shown}"), "is painted so that nothing is seen, or through a mask or a pattern"),
    ] {
        let page = read(&hidden);
        assert_eq!((page.characters, page.words.contains("at least 15")), (0, Some(false)), "{hidden}");
        assert_eq!(page.unseen.len(), 1, "{hidden}: {:?}", page.unseen);
        assert!(page.unseen[0].starts_with("“at") && page.unseen[0].ends_with(why), "{hidden}: {:?}", page.unseen);
    }
    let part = read("BT /F 12 Tf 50 700 Td 3 Tr (at least ) Tj 0 Tr (15) Tj ET");
    assert_eq!((part.characters, part.words.contains("15")), (2, Some(true)));
}

#[test]
fn what_is_read_aloud_is_what_is_drawn() {
    let said = |text: &str, drawn: &str| {
        let content = format!("/Span <</ActualText ({text})>> BDC BT /F 12 Tf 50 700 Td ({drawn}) Tj ET EMC");
        read(&pdf(&content)).unwrap().pages.remove(0).disguised
    };
    assert_eq!(said("", "-"), Vec::<String>::new());
    assert_eq!(said("At Least", "at least"), Vec::<String>::new(), "small capitals");
    assert_eq!(said("at most", "at least"), ["“at least” is drawn and “at most” is read aloud"]);
    assert_eq!(said("not", ""), ["“” is drawn and “not” is read aloud"]);
    let mut changed = reading();
    changed.pages[0].unseen = vec!["“not” is clipped away".to_owned()];
    assert_eq!(failing(changed), [("text", vec!["page 1: “not” is clipped away".to_owned()])]);
}

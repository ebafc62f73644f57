use super::*;
use crate::profile::{AsOf, Certainty, Demand};
use crate::theme::Theme;
use std::collections::BTreeSet;

const OWN: &str = "purpose = \"a test\"\nextends = \"un-briefing\"\n";

/// The first fault.
fn refused(text: &str) -> Fault {
    Profile::parse("own", text).expect_err("it is refused").remove(0)
}

#[test]
fn every_profile_loads_and_names_what_there_is() {
    let read = AsOf::parse("2026-11-22").expect("a day");
    for (name, text) in PROFILES {
        let profile = Profile::parse(name, text).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        assert!(Theme::find(&profile.theme).is_some(), "{name}: no theme {}", profile.theme);
        for part in &profile.parts {
            assert!(crate::compose::part(part).is_some(), "{name}: no part {part}");
        }
        let ids: BTreeSet<&str> = profile.rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(ids.len(), profile.rules.len(), "{name}: two rules of one name");
        for rule in &profile.rules {
            assert!(rule.url.starts_with("https://"), "{name}, {}: {}", rule.id, rule.url);
            assert!(rule.as_of <= read, "{name}, {}: read after it was written", rule.id);
            assert!(!rule.says.ends_with('.') && !rule.says.is_empty(), "{name}, {}: one clause", rule.id);
        }
        assert!(profile.body.is_none() || ids.contains("length"), "{name}: says nothing of length");
        assert!(Profile::find(name).is_some(), "{name}");
    }
    assert!(Profile::find(DEFAULT).is_some());
}

#[test]
fn the_parts_that_profiles_may_name_are_those_that_there_are() {
    let own: BTreeSet<&str> = crate::profile::PARTS.iter().copied().collect();
    assert_eq!(own, crate::compose::parts().collect(), "PARTS of `profile` and of `compose`");
}

/// What examines a demand is a check that there is: else the checklist would not see that it is switched off.
#[test]
fn demands_are_examined_by_checks_that_there_are() {
    let checks: Vec<&str> = crate::check::CHECKS.iter().map(|check| check.name()).collect();
    for name in Profile::names() {
        for rule in &Profile::find(name).expect("embedded").rules {
            let Some(check) = rule.demand.as_ref().and_then(Demand::examined_by) else { continue };
            let is_there = checks.iter().any(|own| *own == check || check.ends_with('-') && own.starts_with(check));
            assert!(is_there, "{name}, {}: there is no check `{check}`", rule.id);
        }
    }
}

#[test]
fn all_faults_are_found_at_once_each_at_its_place() {
    let text = format!("{OWN}theme = \"plane\"\nparts = [\"title\", \"sumary\"]\nnotes = \"end\"\n");
    let faults = Profile::parse("own", &text).expect_err("it is refused");
    let found: Vec<&str> = faults.iter().map(|fault| &text[fault.range.clone().expect("a place")]).collect();
    assert_eq!(found, ["\"plane\"", "\"sumary\""]);
}

#[test]
fn what_is_inherited_is_no_more_certain_than_the_file_says() {
    let general = Profile::find("us-approps").expect("embedded");
    let witness = Profile::find("us-house-witness").expect("embedded");
    let certainty =
        |profile: &Profile, id: &str| profile.rules.iter().find(|rule| rule.id == id).map(|rule| rule.certainty);
    assert_eq!(certainty(general, "photographs"), Some(Certainty::Official));
    assert_eq!(certainty(witness, "photographs"), Some(Certainty::Unconfirmed));
    assert!(witness.demands().next().is_none(), "nothing of another body is held against a document");
}

#[test]
fn an_unknown_limit_is_said_and_not_guessed() {
    for name in ["cat", "crc", "crpd", "ced", "cerd", "icc-art15", "us-tlhrc"] {
        let profile = Profile::find(name).expect("it is embedded");
        let length = profile.rules.iter().find(|rule| rule.id == "length").expect("it speaks of length");
        assert_eq!(length.demand, None, "{name}");
        assert!(length.says.contains("no limit"), "{name}: {}", length.says);
    }
}

#[test]
fn what_is_unconfirmed_is_never_held_against_a_document() {
    let text = format!(
        "{OWN}[[rules]]\nid = \"length\"\nsays = \"at most 10 words\"\nurl = \"https://example.org\"\nas-of = \"2020\"\n\
         certainty = \"unconfirmed\"\ndemand = {{ words = {{ at-most = 10, counted = [\"body\"] }} }}\n"
    );
    let profile = Profile::parse("own", &text).expect("a profile");
    // the profile that it extends asks for a house style
    let words = |profile: &Profile| {
        profile.demands().find_map(|(_, demand)| match demand {
            Demand::Words { at_most, .. } => Some(*at_most),
            _ => None,
        })
    };
    assert_eq!(words(&profile), None);
    let official = Profile::parse("own", &text.replace("unconfirmed", "official")).expect("a profile");
    assert_eq!(words(&official), Some(10));
}

#[test]
fn a_rule_of_the_same_name_takes_the_place_of_the_one_extended() {
    let general = Profile::find("hrc-ngo-general").expect("embedded");
    let special = Profile::find("hrc-ngo-special").expect("embedded");
    let limit = |profile: &Profile| {
        profile.demands().find_map(|(_, demand)| match demand {
            Demand::Words { at_most, .. } => Some(*at_most),
            _ => None,
        })
    };
    assert_eq!((limit(general), limit(special)), (Some(2000), Some(1500)));
    assert_eq!(general.rules.len(), special.rules.len());
    assert!(general.rules.iter().any(|rule| rule.certainty == Certainty::Official));
}

#[test]
fn the_type_that_a_body_asks_for_is_taken_over() {
    let special = Profile::find("hrc-ngo-special").expect("embedded");
    assert_eq!(
        (special.type_size.map(|size| size.points), special.word_face.as_deref()),
        (Some(10), Some("Times New Roman"))
    );
    let own = Profile::parse("own", "purpose = \"a test\"\nextends = \"ca-commons-envi\"\ntype = { points = 14 }\n")
        .expect("a profile");
    assert_eq!((own.type_size.map(|size| size.points), own.word_face.as_deref()), (Some(14), Some("Calibri")));
    assert!(refused(&format!("{OWN}type = {{ points = 4 }}\n")).message.contains("no size that can be set"));
}

#[test]
fn faults_have_their_place() {
    let unknown = refused(&format!("{OWN}limit = 3\n"));
    assert!(unknown.message.contains("unknown field `limit`"), "{}", unknown.message);
    assert_eq!(unknown.range.map(|range| range.start), Some(OWN.len()));

    let base = refused("purpose = \"a test\"\nextends = \"upr-join\"\n");
    assert!(base.message.contains("`upr-join` is no profile"), "{}", base.message);
    assert_eq!(base.help.as_deref(), Some("did you mean `upr-joint`?"));

    let rule = "[[rules]]\nid = \"x\"\nsays = \"y\"\nurl = \"https://example.org\"\nas-of = \"2020\"\ncertainty = \"official\"\n";
    let against = refused(&format!("{OWN}notes = \"foot\"\n{rule}demand = {{ notes = \"end\" }}\n"));
    assert!(against.message.contains("contradict each other"), "{}", against.message);
    assert!(against.help.is_some_and(|help| help.contains("change `notes`")));
    assert!(refused(&format!("{OWN}{rule}{rule}")).message.contains("two rules are called `x`"));
    assert!(refused(&format!("{OWN}parts = [\"title\", \"title\"]\n")).message.contains("stands twice"));
    assert!(refused("purpose = \"a test\"\n").message.contains("has no `theme`"));
    assert!(refused(&format!("{OWN}{}", rule.replace("2020", "now"))).message.contains("no year, month or day"));
}

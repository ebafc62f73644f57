//! What the findings mean that are no checks: those of reading a specification and its files.

use serde::Deserialize;

/// The explanations, by what they are about.
const TEXT: &str = include_str!("findings.toml");

/// All of them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Explanations {
    group: Vec<Group>,
}

/// Findings about one thing, which matter for one reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    about: String,
    why: String,
    references: String,
    finding: Vec<Finding>,
}

/// One code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Finding {
    code: String,
    finds: String,
    example: String,
    remedy: String,
}

/// What a finding means, in the parts that checks are documented in.
pub(super) struct Explained {
    /// Its code.
    pub code: String,
    /// What it is about: "keys and values".
    pub about: String,
    /// What it finds.
    pub finds: String,
    /// What harm that does.
    pub why: String,
    /// Where it would be found.
    pub example: String,
    /// What to do.
    pub remedy: String,
    /// What that rests on.
    pub references: String,
}

/// The explanations of all findings that are no checks, in the order of docs/specification.md.
pub(super) fn all() -> Vec<Explained> {
    // that the file can be read is held by a test
    let groups = toml::from_str::<Explanations>(TEXT).map(|read| read.group).unwrap_or_default();
    let explained = |group: &Group, finding: Finding| Explained {
        code: finding.code,
        about: group.about.clone(),
        finds: finding.finds,
        why: group.why.clone(),
        example: finding.example,
        remedy: finding.remedy,
        references: group.references.clone(),
    };
    let mut found = Vec::new();
    for mut group in groups {
        let findings = std::mem::take(&mut group.finding);
        found.extend(findings.into_iter().map(|finding| explained(&group, finding)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_part_is_a_sentence_and_every_code_stands_once() {
        let all = all();
        assert!(all.len() > 100);
        assert_eq!(all.iter().map(|finding| &finding.code).collect::<BTreeSet<_>>().len(), all.len());
        for Explained { code, finds, why, example, remedy, references, .. } in &all {
            for part in [finds, why, remedy, references] {
                assert!(part.ends_with('.') && part.len() > 9, "{code}: {part}");
            }
            assert!(finds.starts_with("Finds ") && !example.is_empty(), "{code}");
            let check = briefing::check::CHECKS.iter().any(|check| check.name() == code);
            assert!(!check, "{code} is a check, and documents itself");
        }
    }
}

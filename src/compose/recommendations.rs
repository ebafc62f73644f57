//! Recommendations, grouped by addressee in the order in which these first come, numbered through.

use super::prose::Look;
use super::{Composer, Part};
use crate::doc::{Heading, Inline, List, ListItem, Node, Style};
use crate::page::ListNumbering;
use crate::spec::Recommendation;

/// The recommendations.
pub(super) struct Recommendations;

impl Part for Recommendations {
    fn name(&self) -> &'static str {
        "recommendations"
    }

    fn lower(&self, composer: &mut Composer<'_>) -> Vec<Node> {
        let all = &composer.inputs.spec.recommendations;
        if all.is_empty() {
            return Vec::new();
        }
        let title = composer.inputs.locale.words.recommendations.clone();
        let mut nodes = vec![composer.section_heading(vec![Inline::words(title, None)], None, 1)];
        for group in by_addressee(all) {
            nodes.extend(addressee(composer, &group));
        }
        nodes
    }
}

/// Recommendations with the same addressee together.
fn by_addressee(all: &[Recommendation]) -> Vec<Vec<&Recommendation>> {
    let mut groups: Vec<Vec<&Recommendation>> = Vec::new();
    for recommendation in all {
        let same = |group: &&mut Vec<&Recommendation>| {
            group.first().is_some_and(|first| first.to.value == recommendation.to.value)
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(recommendation),
            None => groups.push(vec![recommendation]),
        }
    }
    groups
}

fn addressee(composer: &mut Composer<'_>, group: &[&Recommendation]) -> Vec<Node> {
    let Some(first) = group.first() else { return Vec::new() };
    let to = composer.inputs.locale.words.recommendations_to.fill(&[("addressee", &first.to.value)]);
    let heading = Heading {
        level: 3,
        style: Style::Addressee,
        number: None,
        text: vec![Inline::words(to, Some(first.to.span))],
        anchor: None,
        listed: false,
    };
    let items = group
        .iter()
        .map(|recommendation| {
            let label = composer.number_recommendation(recommendation.id.as_ref().map(|id| id.value.as_str()));
            let body = composer.prose(&recommendation.text, Look::plain(Style::Recommendation));
            ListItem { label: label.text, body, anchor: Some(label.anchor) }
        })
        .collect();
    vec![Node::Heading(heading), Node::List(List { numbering: ListNumbering::Decimal, items })]
}

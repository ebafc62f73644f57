//! Sheets: pages that lie on their side, with a wide table each. They are cut apart from the running text and follow the
//! page on which what stands before them ends, so that the text goes on and no page is left half empty.

use super::Setup;
use super::flow::Flowed;
use super::paginate::{Plan, Source, paginate};
use super::vertical::Entry;

/// The pages of the running text with the sheets among them. The entries of the sheets are added to the list.
pub(super) fn paginate_all(flowed: &mut Flowed, setup: Setup<'_>) -> Vec<Plan> {
    let running = paginate(flowed, setup);
    let sheets = std::mem::take(&mut flowed.sheets);
    if sheets.is_empty() {
        return running;
    }
    let mut cut: Vec<Vec<Plan>> = sheets.into_iter().map(|entries| sheet(flowed, entries, setup)).collect();
    let mut following = homes(flowed, &running);
    let mut plans = Vec::with_capacity(running.len() + cut.len());
    for (plan, numbers) in running.into_iter().zip(&mut following) {
        plans.push(plan);
        for number in std::mem::take(numbers) {
            plans.extend(cut.get_mut(number).map(std::mem::take).unwrap_or_default());
        }
    }
    plans
}

/// The sheets that follow each page: that on which the box stands that mentions them, or a later one to which a table or
/// chart before that box was moved, which they do not overtake.
fn homes(flowed: &Flowed, running: &[Plan]) -> Vec<Vec<usize>> {
    let mut placed: Vec<(usize, usize)> = Vec::new();
    for (page, plan) in running.iter().enumerate() {
        placed.extend(plan.placed.iter().filter_map(|(source, _)| match source {
            Source::Entry(index) => Some((*index, page)),
            Source::Head(_) => None,
        }));
    }
    placed.sort_unstable();
    let mut following = vec![Vec::new(); running.len()];
    let mut latest = 0;
    for (index, page) in placed {
        latest = latest.max(page);
        if let Some(home) = following.get_mut(latest) {
            home.extend(mentioned(flowed, index));
        }
    }
    following
}

/// The sheets that a placed box is followed by.
fn mentioned(flowed: &Flowed, index: usize) -> Vec<usize> {
    match flowed.entries.get(index) {
        Some(Entry::Box(frame) | Entry::Float(frame)) => frame.sheets.clone(),
        _ => Vec::new(),
    }
}

/// Cuts one sheet's list into pages and adds it to the whole list.
fn sheet(flowed: &mut Flowed, entries: Vec<Entry>, setup: Setup<'_>) -> Vec<Plan> {
    let running = std::mem::replace(&mut flowed.entries, entries);
    let mut plans = paginate(flowed, setup.turned());
    let entries = std::mem::replace(&mut flowed.entries, running);
    let offset = flowed.entries.len();
    flowed.entries.extend(entries);
    for plan in &mut plans {
        plan.turned = true;
        for (source, _) in &mut plan.placed {
            if let Source::Entry(index) = source {
                *index += offset;
            }
        }
    }
    plans
}

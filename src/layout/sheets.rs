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
    let mut plans = Vec::with_capacity(running.len() + cut.len());
    for plan in running {
        let following: Vec<usize> = plan.placed.iter().flat_map(|(source, _)| mentioned(flowed, *source)).collect();
        plans.push(plan);
        for number in following {
            plans.extend(cut.get_mut(number).map(std::mem::take).unwrap_or_default());
        }
    }
    plans
}

/// The sheets that a placed box is followed by.
fn mentioned(flowed: &Flowed, source: Source) -> Vec<usize> {
    match source {
        Source::Entry(index) => match flowed.entries.get(index) {
            Some(Entry::Box(frame) | Entry::Float(frame)) => frame.sheets.clone(),
            _ => Vec::new(),
        },
        Source::Head(_) => Vec::new(),
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

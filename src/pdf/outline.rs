//! The outline (bookmarks): a list of lines with depths becomes a tree.

use super::links::destination;
use super::object::{integer, text};
use super::{Fault, Ids, missing};
use crate::page::Pages;
use lopdf::{Document, Object, ObjectId, dictionary};

/// A line of the outline with its place in the tree.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct Branch {
    /// The index of the line it belongs to; none at the top.
    parent: Option<usize>,
    children: Vec<usize>,
    previous: Option<usize>,
    next: Option<usize>,
    /// How many lines are below it, at any depth.
    below: usize,
}

/// Adds the outline and returns its root; none without entries.
pub fn write(document: &mut Document, pages: &Pages, ids: &Ids) -> Result<Option<ObjectId>, Fault> {
    let levels: Vec<u8> = pages.outline.iter().map(|entry| entry.level).collect();
    let (top, branches) = tree(&levels);
    if top.is_empty() {
        return Ok(None);
    }
    let root = document.new_object_id();
    let objects: Vec<ObjectId> = branches.iter().map(|_| document.new_object_id()).collect();
    let object = |index: usize| objects.get(index).copied().ok_or_else(|| missing("a line of the outline"));
    for ((entry, branch), id) in pages.outline.iter().zip(&branches).zip(&objects) {
        let mut line = dictionary! {
            "Title" => text(&entry.title),
            "Parent" => branch.parent.map_or(Ok(root), &object)?,
            "Dest" => destination(pages, ids, entry.anchor)?,
        };
        let ends = (branch.children.first(), branch.children.last());
        let links =
            [("Prev", branch.previous), ("Next", branch.next), ("First", ends.0.copied()), ("Last", ends.1.copied())];
        for (key, target) in links {
            if let Some(target) = target {
                line.set(key, object(target)?);
            }
        }
        if branch.below > 0 {
            line.set("Count", integer(branch.below));
        }
        document.set_object(*id, line);
    }
    let mut outlines = dictionary! { "Type" => "Outlines", "Count" => integer(branches.len()) };
    for (key, index) in [("First", top.first()), ("Last", top.last())] {
        if let Some(index) = index {
            outlines.set(key, Object::Reference(object(*index)?));
        }
    }
    document.set_object(root, outlines);
    Ok(Some(root))
}

/// The lines at the top, and the place of each line. A line belongs to the last one before it that is less deep.
fn tree(levels: &[u8]) -> (Vec<usize>, Vec<Branch>) {
    let mut top = Vec::new();
    let mut branches: Vec<Branch> = Vec::with_capacity(levels.len());
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (index, level) in levels.iter().enumerate() {
        open.retain(|(above, _)| above < level);
        let parent = open.last().map(|(_, parent)| *parent);
        let siblings = match parent.and_then(|parent| branches.get_mut(parent)) {
            Some(branch) => &mut branch.children,
            None => &mut top,
        };
        let previous = siblings.last().copied();
        siblings.push(index);
        if let Some(branch) = previous.and_then(|previous| branches.get_mut(previous)) {
            branch.next = Some(index);
        }
        for (_, above) in &open {
            if let Some(branch) = branches.get_mut(*above) {
                branch.below += 1;
            }
        }
        branches.push(Branch { parent, previous, ..Branch::default() });
        open.push((*level, index));
    }
    (top, branches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_nest_by_depth() {
        let (top, branches) = tree(&[1, 2, 3, 2, 1]);
        assert_eq!(top, [0, 4]);
        let children: Vec<&[usize]> = branches.iter().map(|branch| branch.children.as_slice()).collect();
        assert_eq!(children, [&[1, 3][..], &[2], &[], &[], &[]]);
        assert_eq!(branches.iter().map(|branch| branch.below).collect::<Vec<_>>(), [3, 1, 0, 0, 0]);
        assert_eq!((branches[1].next, branches[3].previous), (Some(3), Some(1)));
        assert_eq!((branches[0].next, branches[4].previous), (Some(4), Some(0)));
    }

    #[test]
    fn a_skipped_or_too_deep_start_still_makes_a_tree() {
        let (top, branches) = tree(&[3, 1, 4, 2]);
        assert_eq!(top, [0, 1]);
        assert_eq!(branches[1].children, [2, 3]);
    }
}

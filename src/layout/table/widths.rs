//! The widths of columns.
//!
//! Each column has a least width (its longest word; its longest number, which is never broken) and one at which nothing
//! need be broken. Where all have room for the latter, they get it and no more: a narrow table is not stretched. Otherwise
//! what is left after the least widths is shared by how much the columns have to say, not equally.

use crate::doc::columns::{self, Want};

/// Between columns where there is room, times what stands there at least.
const WIDE_GAP: f32 = 2.2;

/// What may be broken so that a table fits, from the least harm to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaking {
    /// Lines between words only.
    Nothing,
    /// Words of the head, with hyphens.
    Heads,
    /// Words of head and cells, with hyphens; a number never.
    Words,
}

/// What a column needs, in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Need {
    /// For the longest word of its cells, or its longest number.
    pub word: f32,
    /// For the longest syllable of its cells, or its longest number.
    pub syllable: f32,
    /// For the longest word of its head.
    pub head_word: f32,
    /// For the longest syllable of its head.
    pub head_syllable: f32,
    /// With more, nothing would change.
    pub most: f32,
    /// How much its cells have to say: the mean of their widths on one line, each weighted by itself (Σw² ÷ Σw), since it
    /// is the long ones that make rows tall.
    pub content: f32,
    /// What its numbers take before the decimal sign.
    pub before: f32,
    /// What its numbers take after it.
    pub after: f32,
    /// How much of that are marks that hang behind the digits: quotation marks, marks of notes. None where units stand there.
    pub hanging: f32,
}

impl Need {
    /// The least width.
    pub fn least(&self, breaking: Breaking) -> f32 {
        match breaking {
            Breaking::Nothing => self.word.max(self.head_word),
            Breaking::Heads => self.word.max(self.head_syllable),
            Breaking::Words => self.syllable.max(self.head_syllable),
        }
    }
}

fn gaps(count: usize, gap: f32) -> f32 {
    gap * count.saturating_sub(1) as f32
}

/// The least width of a table of these columns.
pub(super) fn least(needs: &[Need], breaking: Breaking, gap: f32) -> f32 {
    needs.iter().map(|need| need.least(breaking)).sum::<f32>() + gaps(needs.len(), gap)
}

/// The widths of columns that fit into `room`, `gap` or more apart, and how far apart they are.
pub(super) fn share(needs: &[Need], breaking: Breaking, room: f32, gap: f32) -> (Vec<f32>, f32) {
    let want = |need: &Need| Want { least: need.least(breaking), most: need.most, content: need.content };
    let wants: Vec<Want> = needs.iter().map(want).collect();
    let most: f32 = wants.iter().map(|want| want.most.max(want.least)).sum();
    let spare = room - most - gaps(needs.len(), gap);
    let gap = if spare >= 0.0 {
        let wider = spare / needs.len().saturating_sub(1).max(1) as f32;
        (gap + wider).min(gap * WIDE_GAP)
    } else {
        gap
    };
    let room = if spare >= 0.0 { most } else { room - gaps(needs.len(), gap) };
    (columns::share(&wants, room), gap)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GAP: f32 = 10.0;

    fn text(word: f32, content: f32, most: f32) -> Need {
        Need { word, syllable: word / 2.0, most, content, ..Need::default() }
    }

    #[test]
    fn a_narrow_table_is_not_stretched() {
        let (widths, gap) = share(&[text(20.0, 30.0, 40.0), text(10.0, 10.0, 10.0)], Breaking::Nothing, 400.0, GAP);
        assert_eq!((widths, gap), (vec![40.0, 10.0], GAP * WIDE_GAP));
    }

    #[test]
    fn room_goes_where_there_is_much_to_say() {
        let needs = [text(20.0, 50.0, 60.0), text(20.0, 500.0, 900.0), text(20.0, 25.0, 25.0)];
        let (widths, gap) = share(&needs, Breaking::Nothing, 300.0, GAP);
        assert_eq!(gap, GAP);
        assert!((widths.iter().sum::<f32>() + 2.0 * GAP - 300.0).abs() < 0.1, "all room is used: {widths:?}");
        assert!(widths[1] > widths[0] * 3.0 && widths[0] > 20.0, "{widths:?}");
        assert!(widths[2] <= 25.0, "none gets more than it can use: {widths:?}");
    }

    #[test]
    fn heads_are_broken_before_cells() {
        let need = Need { word: 30.0, syllable: 10.0, head_word: 80.0, head_syllable: 25.0, ..Need::default() };
        assert_eq!(need.least(Breaking::Nothing), 80.0);
        assert_eq!(need.least(Breaking::Heads), 30.0);
        assert_eq!(need.least(Breaking::Words), 25.0);
    }
}

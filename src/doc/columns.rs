//! How columns of a table share the room there is: the same in every format that has a page's width.

/// What a column wants, in one unit.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Want {
    /// Without that much a word or a number would be broken.
    pub least: f32,
    /// With more, nothing would change.
    pub most: f32,
    /// How much its cells have to say: the mean of their widths on one line, each weighted by itself (Σw² ÷ Σw), since it
    /// is the long ones that make rows tall.
    pub content: f32,
}

/// The widths of columns in `room`. Where all can have what they want at most, they get it and no more. Otherwise what is
/// left after the least widths, whose sum is taken to fit, is shared by how much the columns have to say, not equally.
pub(crate) fn share(wants: &[Want], room: f32) -> Vec<f32> {
    let most: Vec<f32> = wants.iter().map(|want| want.most.max(want.least)).collect();
    if most.iter().sum::<f32>() <= room {
        return most;
    }
    let mut widths: Vec<f32> = wants.iter().map(|want| want.least).collect();
    let mut left = room - widths.iter().sum::<f32>();
    // each round either satisfies a column or hands out all that is left
    for _ in 0..=wants.len() {
        let wanting = |index: usize, widths: &[f32]| lacks(&most, widths, index) > 0.01;
        let total: f32 =
            (0..wants.len()).filter(|&index| wanting(index, &widths)).map(|index| weight(wants, index)).sum();
        if left < 0.01 || total <= 0.0 {
            break;
        }
        let before = widths.clone();
        let mut given = 0.0;
        for (index, width) in widths.iter_mut().enumerate() {
            if wanting(index, &before) {
                let part = (left * weight(wants, index) / total).min(lacks(&most, &before, index));
                *width += part;
                given += part;
            }
        }
        left -= given;
    }
    widths
}

fn weight(wants: &[Want], index: usize) -> f32 {
    wants.get(index).map_or(0.0, |want| want.content.max(1.0))
}

fn lacks(most: &[f32], widths: &[f32], index: usize) -> f32 {
    most.get(index).zip(widths.get(index)).map_or(0.0, |(most, width)| most - width)
}

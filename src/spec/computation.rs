//! How a figure was calculated from others.

use super::record::record;
use super::rule::{Kind, Rule};
use super::value::Spanned;

record! {
    /// How a figure was calculated. It has exactly one of its keys.
    pub struct Computation: check computation {
        /// The figures that were added.
        sum: Vec<Spanned<String>> => Rule::Refers(Kind::Figure),
        /// The figure from which, and the figure that was taken away.
        difference: Vec<Spanned<String>> => Rule::Refers(Kind::Figure),
        /// The part and the whole: the figure is the share in per cent.
        share: Vec<Spanned<String>> => Rule::Refers(Kind::Figure),
        /// The earlier and the later figure: the figure is the change in per cent.
        change: Vec<Spanned<String>> => Rule::Refers(Kind::Figure),
    }
}

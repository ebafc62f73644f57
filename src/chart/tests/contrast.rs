//! Numbers inside pieces can be read.

use super::*;
use crate::chart::columns::inside_look;
use crate::chart::dress::dress;
use crate::chart::hatch::Fill;

#[test]
fn numbers_on_hatched_pieces_are_read_well() {
    for provisional in [false, true] {
        for (color, pattern) in (1..6).map(|series| dress(series, &PALETTE)).map(|dress| (dress.color, dress.pattern)) {
            let fill = Fill { color, pattern, provisional };
            let (ground, look) = inside_look(fill, context(397.0));
            let contrast = heat_table::contrast(ground.unwrap(), look.color);
            let least = if look.color == PALETTE.ink { 7.0 } else { 4.5 };
            assert!(contrast >= least, "{fill:?}: {contrast}");
        }
    }
}

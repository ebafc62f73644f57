//! Optical margins: how much of a mark hangs over the edge of its line.
//!
//! A hyphen or a full stop is mostly air, so that a line that ends in one looks shorter than its neighbours when it ends
//! exactly at the measure. The shares follow the practice of `microtype` (R. Schlicht, "The microtype package", section
//! 5.1), set a little lower for the sturdy marks of a text face at small sizes.

/// The share of a hyphen's width that hangs over the end of a line.
pub(super) const END_HYPHEN: f32 = 0.55;

/// The share of a mark's width that hangs over the end of a line.
pub(super) fn at_end(mark: char) -> f32 {
    match mark {
        '-' | '\u{2010}' | '\u{2011}' => END_HYPHEN,
        '.' | ',' | '،' | '۔' => 0.65,
        '”' | '’' | '“' | '"' | '\'' => 0.5,
        '»' | '›' | '«' | '‹' => 0.35,
        ':' | ';' | '؛' => 0.3,
        '–' | '—' => 0.2,
        _ => 0.0,
    }
}

/// The share of a mark's width that hangs before the start of a line.
pub(super) fn at_start(mark: char) -> f32 {
    match mark {
        '“' | '‘' | '„' | '‚' | '"' | '\'' | '”' | '’' => 0.5,
        '«' | '‹' | '»' | '›' => 0.35,
        '–' | '—' => 0.2,
        _ => 0.0,
    }
}

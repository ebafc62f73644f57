//! The record of a font family, `[fonts.ID]`.

use super::record::{choice, record};
use super::rule::Rule;
use super::value::{Spanned, Text};

record! {
    /// A family of fonts from files below the briefing's folder: TrueType or OpenType, a collection, or a variable font.
    ///
    /// With `scripts` or `family` it is taken before the bundled fonts; without either it serves for what they do not have.
    pub struct FontFamily {
        /// The file of the regular face, or of a variable font that has all weights.
        file: Text => Rule::Same,
        /// The file of the bold face.
        bold: Option<Text> => Rule::Same,
        /// The file of the italic face.
        italic: Option<Text> => Rule::Same,
        /// The file of the bold italic face.
        bold_italic: Option<Text> => Rule::Same,
        /// The name of the face in a collection: `"Noto Sans CJK SC"`; its first one where absent.
        face: Option<Text> => Rule::Same,
        /// The family of the design that it stands for; both where absent.
        family: Option<Spanned<DesignFamily>>,
        /// The scripts it is for, by their ISO 15924 codes: `["Hani"]`; all where absent.
        scripts: Vec<Text> => Rule::Same,
    }
}

choice! {
    /// A family of the design.
    pub enum DesignFamily {
        /// The one that running text is set in.
        Serif = "serif",
        /// The one of headings, tables and charts.
        Sans = "sans",
    }
}

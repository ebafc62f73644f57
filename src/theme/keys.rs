//! The keys of a theme, one table for all who need it: the reader of `[theme]`, its schema, the manual and the tests of
//! the embedded files.

use crate::diag::Span;

/// What the value of a key can be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// A number between two ends, both included.
    Number(f32, f32),
    /// `true` or `false`.
    Switch,
    /// A colour `#rrggbb`.
    Color,
    /// A colour `#rrggbb`, or the name of one of `[colors]`.
    Ink,
    /// One of a few names.
    Choice(&'static [&'static str]),
    /// A list of such names.
    Choices(&'static [&'static str]),
    /// A short text.
    Text,
}

/// A key of a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// The table it stands in; `styles` for the keys of each style.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its value can be.
    pub kind: Kind,
    /// What it does, in one line.
    pub doc: &'static str,
}

/// A value that a specification or a theme file gives to a key.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// The table: `colors`, `styles.title`.
    pub table: String,
    /// The key.
    pub key: String,
    /// The value.
    pub value: toml::Value,
    /// Where the value stands.
    pub span: Span,
}

/// What can stand in head and foot.
const FURNITURE: Kind = Kind::Choices(&[
    "title",
    "short-title",
    "kind",
    "audience",
    "organisation",
    "short-organisation",
    "date",
    "page",
    "page-number",
]);

const fn key(table: &'static str, name: &'static str, kind: Kind, doc: &'static str) -> Key {
    Key { table, name, kind, doc }
}

/// The tables, in the order of the manual, each with what it holds.
pub const TABLES: &[(&str, &str)] = &[
    ("text", "Running text as a whole; every other size keeps its proportion to it."),
    ("faces", "The families of faces."),
    ("colors", "The colours, each `#rrggbb`."),
    ("page", "Margins and columns, in millimetres."),
    ("furniture", "What stands in the running head and foot."),
    ("logo", "The organisation’s logo."),
    ("cover", "The cover page."),
    ("section", "How each main section opens."),
    ("shapes", "Rules, boxes and gaps, in points."),
    ("styles", "How each style of text looks: one table a style, `[theme.styles.title]`."),
];

/// Every key. Those of `text` and `page.side_column` are short ways to set several others; no theme file has to have them.
pub const KEYS: &[Key] = &[
    key(
        "text",
        "size",
        Kind::Number(8.0, 14.0),
        "The size of running text in points; all but the cover grows with it.",
    ),
    key(
        "text",
        "leading",
        Kind::Number(1.1, 2.0),
        "From baseline to baseline of running text, as a multiple of its size.",
    ),
    key(
        "text",
        "align",
        Kind::Choice(&["justify", "start"]),
        "Whether both edges of running text are straight, or the first alone.",
    ),
    key("text", "hyphenate", Kind::Switch, "Whether words of running text are divided at line ends."),
    key(
        "faces",
        "text",
        Kind::Choice(&["serif", "sans"]),
        "The first family: running text, and whatever else says `face = \"text\"`.",
    ),
    key("faces", "other", Kind::Choice(&["serif", "sans"]), "The second family, for what says `face = \"other\"`."),
    key("colors", "ink", Kind::Color, "Text."),
    key("colors", "accent", Kind::Color, "Headings, key figures, the rule below the title."),
    key("colors", "signal", Kind::Color, "What is set off; never the only carrier of a meaning."),
    key("colors", "grey", Kind::Color, "Secondary text."),
    key("colors", "tint", Kind::Color, "The ground of boxes."),
    key("colors", "hairline", Kind::Color, "Thin rules and the grid of charts."),
    key("colors", "series", Kind::Ink, "The first series of a chart."),
    key("colors", "highlight", Kind::Ink, "What a chart sets off."),
    key("colors", "field", Kind::Ink, "The field of the cover."),
    key("colors", "on_field", Kind::Ink, "Text on that field."),
    key("page", "top_mm", Kind::Number(12.0, 60.0), "Above the text."),
    key("page", "bottom_mm", Kind::Number(12.0, 60.0), "Below the notes."),
    key("page", "left_mm", Kind::Number(10.0, 60.0), "At the left."),
    key("page", "right_mm", Kind::Number(10.0, 60.0), "At the right."),
    key(
        "page",
        "side_mm",
        Kind::Number(0.0, 50.0),
        "The column for section and paragraph numbers, its gap to the text included; 0 for none.",
    ),
    key(
        "page",
        "side_column",
        Kind::Switch,
        "`false` is short for `side_mm = 0`: numbers then stand before their text.",
    ),
    key("page", "head_mm", Kind::Number(6.0, 40.0), "From the paper’s top edge to the running head’s baseline."),
    key("page", "foot_mm", Kind::Number(6.0, 40.0), "From the paper’s bottom edge to the running foot’s baseline."),
    key("page", "head_rule", Kind::Switch, "Whether a rule stands below the running head."),
    key("page", "grid", Kind::Number(0.0, 40.0), "The step of the baseline grid; 0 for none."),
    key("furniture", "head_start", FURNITURE, "In the head, where lines begin."),
    key("furniture", "head_center", FURNITURE, "In the head, in the middle."),
    key("furniture", "head_end", FURNITURE, "In the head, where lines end."),
    key("furniture", "foot_start", FURNITURE, "In the foot, where lines begin."),
    key("furniture", "foot_center", FURNITURE, "In the foot, in the middle."),
    key("furniture", "foot_end", FURNITURE, "In the foot, where lines end."),
    key(
        "furniture",
        "first_page",
        Kind::Choice(&["none", "foot", "both"]),
        "What of it stands on a first page that is no cover.",
    ),
    key("furniture", "separator", Kind::Text, "Between two pieces that stand side by side."),
    key(
        "logo",
        "places",
        Kind::Choices(&["title", "about"]),
        "Where it stands: on the cover or above the title, and beside “About …”.",
    ),
    key("logo", "height_mm", Kind::Number(5.0, 40.0), "Its height."),
    key("cover", "page", Kind::Switch, "Whether the title has a page of its own."),
    key(
        "cover",
        "field",
        Kind::Number(0.0, 1.0),
        "The height of the coloured field as a share of the paper’s; it grows with the title; 0 for none.",
    ),
    key(
        "cover",
        "picture",
        Kind::Number(0.2, 0.7),
        "The height of the cover’s picture, above the field, as a share of the paper’s; less where the title needs room.",
    ),
    key("cover", "padding_mm", Kind::Number(5.0, 40.0), "Around the title inside the field."),
    key(
        "cover",
        "rule",
        Kind::Number(0.0, 8.0),
        "The thickness of the short rule above the title, in points; 0 for none.",
    ),
    key("cover", "rule_length_mm", Kind::Number(5.0, 160.0), "Its length."),
    key("cover", "rule_gap", Kind::Number(2.0, 40.0), "From that rule to the title, in points."),
    key(
        "cover",
        "clear_mm",
        Kind::Number(2.0, 40.0),
        "From the field to what stands at the foot of the cover, at least.",
    ),
    key(
        "section",
        "page_from",
        Kind::Number(0.0, 1.0),
        "A section that would begin below this share of a page starts the next one: with 0 each does, with 1 none.",
    ),
    key(
        "section",
        "rule",
        Kind::Number(0.0, 8.0),
        "The thickness of the rule above a section’s heading, in points; 0 for none.",
    ),
    key("section", "rule_gap", Kind::Number(0.0, 30.0), "From that rule to the heading."),
    key("shapes", "box_padding", Kind::Number(0.0, 30.0), "Inside a box, at each side."),
    key("shapes", "box_ground", Kind::Switch, "Whether boxes have a ground."),
    key("shapes", "box_rule", Kind::Number(0.0, 4.0), "The line around a box without a ground; 0 for none."),
    key("shapes", "quotation_bar", Kind::Number(0.0, 8.0), "The bar beside a quotation; 0 for none."),
    key(
        "shapes",
        "quotation_indent",
        Kind::Number(0.0, 60.0),
        "From the bar to the quotation; the indent at both sides where there is no bar.",
    ),
    key("shapes", "title_rule", Kind::Number(0.0, 8.0), "The rule below the title; 0 for none."),
    key("shapes", "title_rule_gap", Kind::Number(0.0, 30.0), "From the title to that rule."),
    key("shapes", "column_rule", Kind::Number(0.0, 4.0), "The rule above each key figure; 0 for none."),
    key("shapes", "column_rule_gap", Kind::Number(0.0, 20.0), "From that rule to the key figure."),
    key("shapes", "column_gap", Kind::Number(4.0, 40.0), "Between key figures."),
    key("shapes", "colophon_rule", Kind::Number(0.0, 4.0), "The rule above “About …”; 0 for none."),
    key("shapes", "colophon_gap", Kind::Number(0.0, 30.0), "From that rule to the text."),
    key("shapes", "hairline", Kind::Number(0.25, 2.0), "Thin rules: in tables, above notes, below the running head."),
    key("shapes", "head_rule_gap", Kind::Number(1.0, 20.0), "From the running head’s baseline to the rule below it."),
    key("shapes", "furniture_gap", Kind::Number(6.0, 60.0), "Between two texts in a running head or foot, at least."),
    key("shapes", "table_column_gap", Kind::Number(3.0, 30.0), "Between the columns of a table."),
    key("shapes", "table_rule", Kind::Number(0.25, 4.0), "The rules above and below a table."),
    key("shapes", "cell_padding", Kind::Number(1.0, 12.0), "Above and below the text of a table’s cells."),
    key("shapes", "float_gap", Kind::Number(4.0, 48.0), "Above and below figures, tables and boxes."),
    key("shapes", "caption_gap", Kind::Number(2.0, 30.0), "From a caption’s label to its title."),
    key("shapes", "list_indent", Kind::Number(6.0, 40.0), "From a list item’s label to its text, at least."),
    key("shapes", "label_gap", Kind::Number(2.0, 20.0), "Between a label and its text, at least."),
    key("shapes", "leader_dot", Kind::Number(0.0, 3.0), "The dots that lead to the page in the contents; 0 for none."),
    key("shapes", "leader_gap", Kind::Number(1.0, 12.0), "From one dot to the next."),
    key("shapes", "contents_indent", Kind::Number(0.0, 40.0), "How far each level of the contents is indented."),
    key("shapes", "note_rule_length", Kind::Number(0.0, 600.0), "The length of the rule above the notes; 0 for none."),
    key("shapes", "note_indent", Kind::Number(6.0, 40.0), "From a note’s number to its text."),
    key("shapes", "note_gap", Kind::Number(0.0, 12.0), "Between notes."),
    key("shapes", "note_space", Kind::Number(4.0, 40.0), "From the text to the notes’ rule, at least."),
    key("styles", "face", Kind::Choice(&["text", "other"]), "Which of the two families."),
    key("styles", "weight", Kind::Choice(&["regular", "semibold", "bold"]), "How heavy it is."),
    key("styles", "italic", Kind::Switch, "Whether it is italic."),
    key("styles", "size", Kind::Number(6.0, 60.0), "Its size in points; the range depends on the style."),
    key(
        "styles",
        "leading",
        Kind::Number(6.0, 80.0),
        "From baseline to baseline, at least its size; it follows the size where it is not given.",
    ),
    key("styles", "color", Kind::Ink, "Its colour: `#rrggbb`, or the name of one of `[colors]`."),
    key("styles", "before", Kind::Number(0.0, 80.0), "Space before; of two neighbours the larger counts."),
    key("styles", "after", Kind::Number(0.0, 80.0), "Space after."),
    key("styles", "align", Kind::Choice(&["justify", "start", "end", "center"]), "How its lines stand."),
    key("styles", "hyphenate", Kind::Switch, "Whether its words are divided at line ends."),
    key("styles", "fine_spacing", Kind::Switch, "Whether letters give a trace where spaces cannot."),
    key("styles", "optical_margins", Kind::Switch, "Whether marks hang over the edges of its justified lines."),
    key("styles", "small_caps", Kind::Switch, "Whether small letters are set as small capitals."),
    key("styles", "full", Kind::Switch, "Whether it uses the side column too."),
    key("styles", "keep_with_next", Kind::Switch, "Whether it stays with what follows."),
    key("styles", "tabular", Kind::Switch, "Whether its digits are all of one width."),
];

/// The keys of a table; a style’s for `styles.NAME`.
pub fn of(table: &str) -> impl Iterator<Item = &'static Key> {
    let table = table.split('.').next().unwrap_or(table).to_owned();
    KEYS.iter().filter(move |key| key.table == table)
}

/// The sizes a style can sensibly have, in points: what is read at length must stay readable, and small.
#[must_use]
pub fn sizes(style: &str) -> (f32, f32) {
    match style {
        "body" | "list-text" | "recommendation" | "box-text" => (8.0, 14.0),
        "quotation" | "subtitle" | "box-heading" | "addressee" | "heading3" | "caption-title" => (8.0, 18.0),
        "title" | "heading1" | "heading2" | "cover-title" | "cover-subtitle" | "key-value" | "key-value-signal" => {
            (9.0, 60.0)
        }
        _ => (6.0, 14.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_and_keys_belong_together() {
        for (table, doc) in TABLES {
            assert!(of(table).count() > 0 && doc.ends_with('.'), "{table}");
        }
        for key in KEYS {
            assert!(TABLES.iter().any(|(table, _)| *table == key.table), "{}", key.name);
            assert!(key.doc.ends_with('.') && !key.doc.contains('\n'), "{}", key.name);
            assert_eq!(of(key.table).filter(|other| other.name == key.name).count(), 1, "{}", key.name);
        }
        assert_eq!(of("styles.title").count(), of("styles").count());
    }
}

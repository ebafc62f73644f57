//! Captions and source lines, the same for charts, tables and images.

use super::Composer;
use super::labels::Label;
use crate::doc::{Caption, Inline};
use crate::evidence::citation;
use crate::spec::Text;

impl Composer<'_> {
    /// A caption from a label, a title and what is measured.
    pub(super) fn caption(&mut self, label: &Label, title: &Text, subtitle: Option<&Text>) -> Caption {
        let title = self.text(title);
        let subtitle = subtitle.map(|text| self.text(text)).unwrap_or_default();
        Caption { label: label.text.clone(), title, subtitle }
    }

    /// The line below a chart or table: what its marks mean, the author's note, the sources.
    pub(super) fn source_line(
        &mut self,
        key: Option<String>,
        notes: &[&Text],
        sources: &[(String, Option<String>)],
    ) -> Vec<Inline> {
        let locale = self.inputs.locale;
        let mut line = Vec::new();
        let mut add = |mut text: Vec<Inline>| {
            if text.is_empty() {
                return;
            }
            if !line.is_empty() {
                line.push(Inline::words(locale.citation.space.as_str(), None));
            }
            citation::close(&mut text, &locale.citation.stop);
            line.extend(text);
        };
        if let Some(key) = key {
            add(vec![Inline::words(key, None)]);
        }
        for note in notes {
            add(self.text(note));
        }
        let words = &self.inputs.locale.words;
        let label = if sources.len() > 1 { &words.sources_label } else { &words.source };
        let mut said = Vec::new();
        for (id, locator) in sources {
            let text = self.cite_below(id, locator.as_deref());
            if text.is_empty() {
                continue;
            }
            let marks = &locale.citation;
            let before = if said.is_empty() { format!("{label}{}", marks.colon) } else { marks.semicolon.clone() };
            said.push(Inline::words(before, None));
            said.extend(text);
        }
        add(said);
        line
    }
}

//! `briefing check --fix`: the changes that are certainly right, made in the specification byte by byte, so that comments
//! and layout stay as they are.

use briefing::diag::{Diagnostic, Edit, FileId, Files, Fix, Span};
use briefing::evidence::files::{SPECIFICATION, write_atomically};
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A specification with changes that are not written yet.
pub(super) struct Fixed {
    /// Its path.
    path: PathBuf,
    /// Its bytes, those before the text (a byte order mark) included.
    before: Vec<u8>,
    /// The text as it was.
    old: String,
    /// The changes, in the order of the file, none over another.
    edits: Vec<Edit>,
    /// How many findings they take away.
    pub(super) count: usize,
}

/// The changes for the specification at `path`, the first of `files`; none where there is nothing to change.
///
/// # Errors
/// `unwritable-file`: the file is not the one that was checked.
pub(super) fn prepare(path: &Path, findings: &[Diagnostic], files: &Files) -> Result<Option<Fixed>, Diagnostic> {
    let specification = FileId(0);
    let Some(file) = files.get(specification) else { return Ok(None) };
    let whole = |fix: &&Fix| fix.edits.iter().all(|edit| edit.span.file == specification);
    let (edits, count) = apart(findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(whole));
    if count == 0 {
        return Ok(None);
    }
    let path = if is_folder(path) { path.join(SPECIFICATION) } else { path.to_owned() };
    let bytes = read(&path)?;
    let old = file.text.to_string();
    let Some(start) = bytes.len().checked_sub(old.len()).filter(|start| bytes.get(*start..) == Some(old.as_bytes()))
    else {
        let message = format!("`{}` was changed while it was checked", path.display());
        return Err(Diagnostic::error("unwritable-file", message).help("run `briefing check --fix` again"));
    };
    let before = bytes.get(..start).unwrap_or(&[]).to_vec();
    Ok(Some(Fixed { path, before, old, edits, count }))
}

/// The changes that do not touch each other, in the order of the file, and how many findings have theirs among them. Of
/// two that meet, the first is made; the other is found again when the file is checked anew.
fn apart<'a>(fixes: impl Iterator<Item = &'a Fix>) -> (Vec<Edit>, usize) {
    let mut all: Vec<&Fix> = fixes.collect();
    all.sort_by_key(|fix| fix.edits.iter().map(|edit| edit.span).min());
    all.dedup();
    let mut taken: Vec<Edit> = Vec::new();
    let mut count = 0;
    for fix in all {
        let meets = |edit: &Edit| taken.iter().any(|other| touches(other.span, edit.span));
        if !fix.edits.iter().any(meets) {
            taken.extend(fix.edits.iter().cloned());
            count += 1;
        }
    }
    taken.sort_by_key(|edit| edit.span);
    (taken, count)
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

impl Fixed {
    /// The text after the changes.
    fn new_text(&self) -> String {
        let mut text = String::with_capacity(self.old.len());
        let mut at = 0;
        for edit in &self.edits {
            let range = edit.span.range();
            text.push_str(self.old.get(at..range.start).unwrap_or(""));
            text.push_str(&edit.replacement);
            at = range.end;
        }
        text + self.old.get(at..).unwrap_or("")
    }

    /// Writes the file whole, or not at all.
    ///
    /// # Errors
    /// `unwritable-file`; `invalid-toml` where the changes would break the file, which is a fault of the program.
    pub(super) fn write(&self) -> Result<(), Diagnostic> {
        let text = self.new_text();
        if toml::de::DeTable::parse(&text).is_err() {
            let message = format!("the changes would break `{}`; nothing was written", self.path.display());
            return Err(
                Diagnostic::error("invalid-toml", message).help("please report this: it is a fault of the program")
            );
        }
        write_atomically(&self.path, &[self.before.as_slice(), text.as_bytes()].concat())
    }

    /// The changes as a unified diff without lines around them.
    pub(super) fn diff(&self) -> String {
        let shown = self.path.display();
        let mut diff = format!("--- {shown}\n+++ {shown}\n");
        let mut shift = 0isize;
        for (lines, edits) in hunks(&self.old, &self.edits) {
            let old = self.old.get(lines.clone()).unwrap_or("");
            let new =
                Fixed { edits, old: self.old.get(..lines.end).unwrap_or("").to_owned(), ..self.empty() }.new_text();
            let new = new.get(lines.start..).unwrap_or("");
            let line = self.old.get(..lines.start).unwrap_or("").matches('\n').count() + 1;
            let (removed, added) = (old.lines().count(), new.lines().count());
            diff += &format!("@@ -{line},{removed} +{},{added} @@\n", line.saturating_add_signed(shift));
            old.lines().for_each(|line| diff += &format!("-{line}\n"));
            new.lines().for_each(|line| diff += &format!("+{line}\n"));
            shift += added as isize - removed as isize;
        }
        diff
    }

    fn empty(&self) -> Self {
        Fixed { path: PathBuf::new(), before: Vec::new(), old: String::new(), edits: Vec::new(), count: 0 }
    }
}

/// The whole lines that are changed, with their changes; those that share a line are together.
fn hunks(text: &str, edits: &[Edit]) -> Vec<(Range<usize>, Vec<Edit>)> {
    let mut found: Vec<(Range<usize>, Vec<Edit>)> = Vec::new();
    for edit in edits {
        let range = edit.span.range();
        let start = text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let end =
            text.get(range.end..).and_then(|after| after.find('\n')).map_or(text.len(), |end| range.end + end + 1);
        match found.last_mut().filter(|(lines, _)| start < lines.end) {
            Some((lines, edits)) => {
                lines.end = end.max(lines.end);
                edits.push(edit.clone());
            }
            None => found.push((start..end, vec![edit.clone()])),
        }
    }
    found
}

#[expect(clippy::disallowed_methods, reason = "the command line writes what it was told to write")]
fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

#[expect(clippy::disallowed_methods, reason = "what is written must be what was read, with the mark before it")]
fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    std::fs::read(path).map_err(|error| {
        Diagnostic::error("unwritable-file", format!("`{}` cannot be read again: {error}", path.display()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: Range<usize>, replacement: &str) -> Edit {
        Edit { span: Span::new(FileId(0), range), replacement: replacement.to_owned() }
    }

    fn fix(edits: Vec<Edit>) -> Fix {
        Fix { title: "t".to_owned(), edits }
    }

    #[test]
    fn changes_that_meet_are_not_both_made() {
        let fixes = [fix(vec![edit(4..8, "x")]), fix(vec![edit(0..2, ""), edit(6..7, "")]), fix(vec![edit(9..9, "y")])];
        let (edits, count) = apart(fixes.iter());
        // The second begins first in the file; the first meets it at 6.
        assert_eq!((edits, count), (vec![edit(0..2, ""), edit(6..7, ""), edit(9..9, "y")], 2));
        let twice = [fix(vec![edit(1..2, "")]), fix(vec![edit(1..2, "")])];
        assert_eq!(apart(twice.iter()).1, 1);
    }

    #[test]
    fn only_the_changed_bytes_change() {
        let fixed = Fixed {
            path: PathBuf::from("b.toml"),
            before: Vec::new(),
            old: "a = 1 # c\nb = \"xy\"\nc = \"z\"\n".to_owned(),
            edits: vec![edit(15..16, ""), edit(24..25, "ZZ")],
            count: 2,
        };
        assert_eq!(fixed.new_text(), "a = 1 # c\nb = \"y\"\nc = \"ZZ\"\n");
        assert_eq!(
            fixed.diff(),
            "--- b.toml\n+++ b.toml\n@@ -2,1 +2,1 @@\n-b = \"xy\"\n+b = \"y\"\n@@ -3,1 +3,1 @@\n-c = \"z\"\n+c = \"ZZ\"\n"
        );
    }
}

//! Where keys are put into a specification beside one that is there, so that comments stay on their lines and line ends are
//! those of the file.

/// The place at which keys are added behind a value, from `start` to `end` of `text`, and what is put there.
pub(super) fn beside(text: &str, (start, end): (usize, usize), keys: &[(&str, String)]) -> (usize, String) {
    let before = text.get(..start).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("");
    let after = text.get(end..).unwrap_or("");
    if line.contains('{') || matches!(significant(after), Some(',' | '}')) {
        return (end, keys.iter().map(|(key, value)| format!(", {key} = {value}")).collect());
    }
    let rest = after.split('\n').next().unwrap_or("");
    let rest = rest.strip_suffix('\r').unwrap_or(rest);
    let newline = if after.get(rest.len()..).is_some_and(|end| end.starts_with('\n')) || !text.contains("\r\n") {
        "\n"
    } else {
        "\r\n"
    };
    // `archive.file`, with the space before it
    let key = line.trim_end().trim_end_matches('=').trim_end();
    let prefix = last_dot(key).map_or_else(
        || line.get(..line.len() - line.trim_start().len()).unwrap_or(""),
        |dot| key.get(..=dot).unwrap_or(""),
    );
    let added = keys.iter().map(|(key, value)| format!("{newline}{prefix}{key} = {value}")).collect();
    (end + rest.len(), added)
}

/// The first character that is neither white space nor of a comment.
fn significant(text: &str) -> Option<char> {
    let mut rest = text.trim_start();
    while let Some(comment) = rest.strip_prefix('#') {
        rest = comment.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
    }
    rest.chars().next()
}

/// The last dot of a dotted key that is not within quotation marks.
fn last_dot(key: &str) -> Option<usize> {
    let (mut quoted, mut found) = (None, None);
    for (at, c) in key.char_indices() {
        match quoted {
            Some(mark) if c == mark => quoted = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quoted = Some(c),
            None if c == '.' => found = Some(at),
            None => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a key `k` put in beside the value `"f"`.
    fn with(text: &str) -> String {
        let start = text.find("\"f\"").unwrap();
        let (at, added) = beside(text, (start, start + 3), &[("k", "1".to_owned()), ("l", "2".to_owned())]);
        let whole = format!("{}{added}{}", &text[..at], &text[at..]);
        toml::de::DeTable::parse(&whole).unwrap();
        whole
    }

    #[test]
    fn keys_are_added_as_the_record_is_written() {
        assert_eq!(with("a = { file = \"f\" } # c\n"), "a = { file = \"f\", k = 1, l = 2 } # c\n");
        assert_eq!(with("a = { file = \"f\", z = 3 }"), "a = { file = \"f\", k = 1, l = 2, z = 3 }");
        assert_eq!(with("[a]\nfile = \"f\" # c\nz = 3\n"), "[a]\nfile = \"f\" # c\nk = 1\nl = 2\nz = 3\n");
        assert_eq!(with("[a]\n  file = \"f\""), "[a]\n  file = \"f\"\n  k = 1\n  l = 2");
        assert_eq!(with("[a]\r\nfile = \"f\" # c\r\n"), "[a]\r\nfile = \"f\" # c\r\nk = 1\r\nl = 2\r\n");
        assert_eq!(with("[a]\r\nfile = \"f\""), "[a]\r\nfile = \"f\"\r\nk = 1\r\nl = 2");
        assert_eq!(
            with("[a]\narchive.file = \"f\" # c\n"),
            "[a]\narchive.file = \"f\" # c\narchive.k = 1\narchive.l = 2\n"
        );
        assert_eq!(with("\"a.b\".c.'file' = \"f\"\n"), "\"a.b\".c.'file' = \"f\"\n\"a.b\".c.k = 1\n\"a.b\".c.l = 2\n");
    }
}

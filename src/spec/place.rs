//! Which field of a specification a byte stands in, in the words of the file.

use toml::de::{DeTable, DeValue};

/// The key whose value holds the byte at `offset` of `text`, as a path: `sections[1].text`. None outside of any value, and
/// where the text is no TOML.
#[must_use]
pub fn field_at(text: &str, offset: usize) -> Option<String> {
    let tree = DeTable::parse(text).ok()?;
    let mut path = String::new();
    in_table(tree.get_ref(), offset, &mut path).then_some(path)
}

/// A path of [`field_at`] for people, who count from one: "`text` of section 2", "`briefing.date`".
#[must_use]
pub fn field_in_words(path: &str) -> String {
    let number = |index: &str| index.trim_end_matches(']').parse::<usize>().map_or(0, |index| index + 1);
    if let Some((list, index)) = path.rsplit_once('[').filter(|(_, index)| index.ends_with(']')) {
        return format!("entry {} of `{list}`", number(index));
    }
    let Some((before, key)) = path.rsplit_once('.').filter(|(before, _)| before.contains('[')) else {
        return format!("`{path}`");
    };
    let (mut record, mut list, mut numbers) = (Vec::new(), String::new(), Vec::new());
    for part in before.split('.') {
        match part.split_once('[') {
            Some((name, index)) => {
                // a section in a section is numbered below it
                if name != list {
                    numbers.clear();
                    name.clone_into(&mut list);
                }
                numbers.push(number(index).to_string());
            }
            None => record.push(part),
        }
    }
    let of = if record.is_empty() { String::new() } else { format!(" of `{}`", record.join(".")) };
    let one = list.strip_suffix('s').unwrap_or(&list).replace('_', " ");
    format!("`{key}` of {one} {}{of}", numbers.join("."))
}

fn in_table(table: &DeTable<'_>, offset: usize, path: &mut String) -> bool {
    let length = path.len();
    for (key, value) in table {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(key.get_ref());
        if in_value(value.get_ref(), value.span().contains(&offset), offset, path) {
            return true;
        }
        path.truncate(length);
    }
    false
}

/// A table's span is that of its head alone, so tables and lists of them are gone through whatever theirs is.
fn in_value(value: &DeValue<'_>, inside: bool, offset: usize, path: &mut String) -> bool {
    match value {
        DeValue::Table(table) => in_table(table, offset, path),
        DeValue::Array(list) => {
            let length = path.len();
            list.iter().enumerate().any(|(index, value)| {
                path.truncate(length);
                path.push_str(&format!("[{index}]"));
                in_value(value.get_ref(), value.span().contains(&offset), offset, path)
            })
        }
        _ => inside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_has_its_field() {
        let text =
            "a = \"x\"\n[b.c]\nd = [\"y\", { e = \"z\" }]\n[[s]]\nt = \"\"\"\none\ntwo\"\"\"\n[[s]]\nt = \"w\"\n";
        let field = |needle: &str| field_at(text, text.find(needle).unwrap());
        assert_eq!(field("x").as_deref(), Some("a"));
        assert_eq!(field("y").as_deref(), Some("b.c.d[0]"));
        assert_eq!(field("z").as_deref(), Some("b.c.d[1].e"));
        assert_eq!(field("two").as_deref(), Some("s[0].t"));
        assert_eq!(field("w\"").as_deref(), Some("s[1].t"));
        assert_eq!(field("[[s]]"), None);
        assert_eq!(field_at("a = ", 0), None);
    }

    #[test]
    fn people_count_from_one() {
        for (path, words) in [
            ("briefing.date", "`briefing.date`"),
            ("briefing.keywords[1]", "entry 2 of `briefing.keywords`"),
            ("sections[0].text", "`text` of section 1"),
            ("sections[1].sections[0].text", "`text` of section 2.1"),
            ("key_figures[2].label", "`label` of key figure 3"),
            ("figures.f.estimates[0].basis", "`basis` of estimate 1 of `figures.f`"),
        ] {
            assert_eq!(field_in_words(path), words);
        }
    }
}

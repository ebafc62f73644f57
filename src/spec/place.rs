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
}

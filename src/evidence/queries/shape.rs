//! What a simple query counts: one table, a condition, groups. Of such a query can be told which rows it leaves out, and which
//! rows are behind each of its numbers; of any other it cannot.

use std::ops::Range;

/// A simple query: `select … from TABLE where … group by … order by …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shape {
    /// What is selected.
    pub items: Vec<Item>,
    /// The table, in small letters.
    pub table: String,
    /// From `from` to the end of the condition, as it is written.
    pub from: String,
    /// What is grouped by, as [`Item::plain`] has it.
    groups: Vec<String>,
}

/// One of the things that a query selects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// As it is written, without the name it is given.
    pub text: String,
    /// What it is.
    pub kind: Kind,
    /// Its words with one space between them, in small letters and without the table's name.
    plain: String,
    /// The name it is given.
    name: Option<String>,
}

/// What a selected thing is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Something that one row has.
    Label,
    /// `count(*)`.
    Count,
    /// `sum(column)`.
    Sum(String),
    /// Something else that is made of many rows.
    Other,
}

/// Words that make a query more than a simple one.
const MORE: &[&str] = &[
    "distinct",
    "union",
    "intersect",
    "except",
    "with",
    "over",
    "limit",
    "offset",
    "having",
    "join",
    "window",
    "values",
    "exists",
    "filter",
    "indexed",
    "left",
    "right",
    "full",
    "inner",
    "cross",
    "natural",
    "recursive",
    "materialized",
];
/// Functions that make one value of many rows.
const OF_MANY: &[&str] =
    &["count", "sum", "total", "avg", "min", "max", "first_value", "last_value", "lag", "lead", "rank", "dense_rank"];

impl Shape {
    /// The shape of a query; none where it is no simple one.
    pub fn of(query: &str) -> Option<Shape> {
        let tokens = tokens(query)?;
        let words: Vec<&str> = tokens.iter().map(|token| token.word.as_str()).collect();
        let selects = words.iter().filter(|word| **word == "select").count();
        if words.first() != Some(&"select") || selects != 1 || words.iter().any(|word| MORE.contains(word)) {
            return None;
        }
        let at = |word: &str| outer(&tokens).find(|index| words.get(*index) == Some(&word));
        let from = at("from")?;
        let (group, order) = (at("group"), at("order"));
        let end = group.or(order).unwrap_or(tokens.len());
        let source = tokens.get(from + 1..end)?;
        let table = source.first().filter(|token| token.is_name)?;
        let condition = source.iter().position(|token| token.word == "where").unwrap_or(source.len());
        // a comma or a bracket here is another table
        let alias = match source.get(1..condition)? {
            [] => None,
            [name] if name.is_name => Some(name.word.clone()),
            [word, name] if word.word == "as" && name.is_name => Some(name.word.clone()),
            _ => return None,
        };
        let own = [Some(table.word.clone()), alias];
        let items: Vec<Item> = split(&tokens, 1..from)
            .into_iter()
            .map(|range| item(query, tokens.get(range)?, &own))
            .collect::<Option<_>>()?;
        let groups = match group {
            Some(group) => {
                let range = group + 2..order.unwrap_or(tokens.len());
                split(&tokens, range).into_iter().map(|range| named(&plain(tokens.get(range)?, &own), &items)).collect()
            }
            None => Some(Vec::new()),
        }?;
        let last = tokens.get(end.checked_sub(1)?)?;
        let from = query.get(tokens.get(from)?.place.start..last.place.end)?.to_owned();
        Some(Shape { items, table: table.word.clone(), from, groups })
    }

    /// What one row has of the things that are selected.
    pub fn labels(&self) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(|item| item.kind == Kind::Label)
    }

    /// Whether the rows of the result are the groups: there is one for each set of labels, and none that falls apart.
    pub fn is_grouped(&self) -> bool {
        let labels: Vec<&str> = self.labels().map(|item| item.plain.as_str()).collect();
        labels.iter().all(|label| self.groups.iter().any(|group| group == label))
            && self.groups.iter().all(|group| labels.contains(&group.as_str()))
    }
}

/// The thing that a group names: by its place, by its name, or as it is.
fn named(group: &str, items: &[Item]) -> Option<String> {
    if let Ok(place) = group.parse::<usize>() {
        return items.get(place.checked_sub(1)?).map(|item| item.plain.clone());
    }
    let by_name = items.iter().find(|item| item.name.as_deref() == Some(group));
    Some(by_name.map_or_else(|| group.to_owned(), |item| item.plain.clone()))
}

fn item(query: &str, tokens: &[Token], own: &[Option<String>]) -> Option<Item> {
    let (tokens, name) = match tokens {
        [rest @ .., word, name] if word.word == "as" && name.is_name => (rest, Some(name.word.clone())),
        [rest @ .., before, name]
            if name.is_name && (before.is_name || before.is_value || before.word == ")") && !rest.is_empty() =>
        {
            (tokens.get(..tokens.len() - 1)?, Some(name.word.clone()))
        }
        [before, name] if name.is_name && (before.is_name || before.is_value) => {
            (tokens.get(..1)?, Some(name.word.clone()))
        }
        _ => (tokens, None),
    };
    let words: Vec<&str> = tokens.iter().map(|token| token.word.as_str()).collect();
    let of_many =
        words.windows(2).any(|two| two.get(1) == Some(&"(") && two.first().is_some_and(|w| OF_MANY.contains(w)));
    let kind = match words.as_slice() {
        ["count", "(", "*", ")"] => Kind::Count,
        ["sum", "(", column, ")"] if tokens.get(2)?.is_name => Kind::Sum((*column).to_owned()),
        _ if of_many || words.contains(&"*") => Kind::Other,
        _ => Kind::Label,
    };
    let text = query.get(tokens.first()?.place.start..tokens.last()?.place.end)?.to_owned();
    Some(Item { text, kind, plain: plain(tokens, own), name })
}

/// Words with one space between them, without the table's own name before a point.
fn plain(tokens: &[Token], own: &[Option<String>]) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut rest = tokens;
    while let [first, more @ ..] = rest {
        match more {
            [point, column, ..] if point.word == "." && own.iter().flatten().any(|name| *name == first.word) => {
                words.push(&column.word);
                rest = more.get(2..).unwrap_or_default();
            }
            _ => {
                words.push(&first.word);
                rest = more;
            }
        }
    }
    words.join(" ")
}

/// A word, a mark, a name or a value of a query.
#[derive(Debug)]
pub(super) struct Token {
    /// In small letters, without the marks around a name; a text in its quotation marks.
    pub word: String,
    /// Where it stands in the query.
    pub place: Range<usize>,
    /// Whether it may name a table or a column.
    pub is_name: bool,
    /// Whether it is a number, a text or a parameter.
    pub is_value: bool,
}

/// Words that are no names.
const WORDS: &[&str] = &[
    "select", "from", "where", "group", "order", "by", "as", "and", "or", "not", "is", "null", "in", "like", "between",
    "case", "when", "then", "else", "end", "asc", "desc", "glob", "collate", "escape", "cast",
];

/// The tokens of a query; none where it has comments or is not closed.
pub(super) fn tokens(query: &str) -> Option<Vec<Token>> {
    let query = query.trim_end().trim_end_matches(';');
    let mut found = Vec::new();
    let mut rest = query;
    while let Some(first) = rest.chars().next() {
        let start = query.len() - rest.len();
        if first.is_whitespace() {
            rest = rest.get(first.len_utf8()..)?;
            continue;
        }
        if rest.starts_with("--") || rest.starts_with("/*") {
            return None;
        }
        let length = match first {
            '\'' => closed(rest, '\'')?,
            '"' | '`' => closed(rest, first)?,
            '[' => rest.find(']')? + 1,
            first if is_part(first) || matches!(first, ':' | '@' | '$' | '?') => {
                let more = rest.get(first.len_utf8()..)?;
                first.len_utf8()
                    + more
                        .find(|letter| !(is_part(letter) || letter == '.' && first.is_ascii_digit()))
                        .unwrap_or(more.len())
            }
            first => first.len_utf8(),
        };
        let text = rest.get(..length)?;
        let quoted = matches!(first, '"' | '`' | '[');
        let word = if quoted {
            text.get(1..length - 1)?.to_lowercase()
        } else if first == '\'' {
            text.to_owned()
        } else {
            text.to_lowercase()
        };
        let letter = first.is_alphabetic() || first == '_';
        let is_name = quoted || letter && !WORDS.contains(&word.as_str());
        let is_value = matches!(first, '\'' | ':' | '@' | '$' | '?') || first.is_ascii_digit();
        // a keyword in quotation marks is a name like any other
        let word = if quoted && WORDS.contains(&word.as_str()) { format!("\"{word}\"") } else { word };
        found.push(Token { word, place: start..start + length, is_name, is_value });
        rest = rest.get(length..)?;
    }
    Some(found)
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// How long the text is that begins with a mark and ends with it; doubled, it stands for itself.
fn closed(text: &str, mark: char) -> Option<usize> {
    let mut at = 1;
    loop {
        at += text.get(at..)?.find(mark)? + 1;
        if text.get(at..)?.starts_with(mark) {
            at += 1;
        } else {
            return Some(at);
        }
    }
}

/// The places of the tokens that stand in no brackets.
pub(super) fn outer(tokens: &[Token]) -> impl Iterator<Item = usize> {
    let mut depth = 0_usize;
    tokens.iter().enumerate().filter_map(move |(index, token)| {
        match token.word.as_str() {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => return (depth == 0).then_some(index),
        }
        None
    })
}

/// The pieces between the outer commas of a range of tokens.
fn split(tokens: &[Token], range: Range<usize>) -> Vec<Range<usize>> {
    let commas =
        outer(tokens).filter(|index| range.contains(index) && tokens.get(*index).is_some_and(|t| t.word == ","));
    let mut pieces = Vec::new();
    let mut start = range.start;
    for comma in commas {
        pieces.push(start..comma);
        start = comma + 1;
    }
    pieces.push(start..range.end);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(query: &str) -> Vec<Kind> {
        Shape::of(query).unwrap().items.into_iter().map(|item| item.kind).collect()
    }

    #[test]
    fn simple_queries_are_known() {
        let shape = Shape::of("select place, count(*) as killed from cases group by place order by 2 desc").unwrap();
        assert_eq!((shape.table.as_str(), shape.from.as_str()), ("cases", "from cases"));
        assert!(shape.is_grouped());
        let shape =
            Shape::of("SELECT substr(c.day, 1, 7) m, sum(killed) FROM cases c WHERE place = 'a, from' GROUP BY 1;")
                .unwrap();
        assert_eq!(shape.from, "FROM cases c WHERE place = 'a, from'");
        assert_eq!(shape.items[0].text, "substr(c.day, 1, 7)");
        assert_eq!(shape.items[1].kind, Kind::Sum("killed".to_owned()));
        assert!(shape.is_grouped());
        assert!(Shape::of("select cases.place, count(*) n from cases group by place").unwrap().is_grouped());
        assert!(Shape::of("select upper(place) as p, count(*) from cases group by p").unwrap().is_grouped());
        assert!(Shape::of("select count(*) from \"cases\" where x = :month").unwrap().is_grouped());
    }

    #[test]
    fn a_row_that_is_no_group_is_seen() {
        assert!(!Shape::of("select name, count(*) from cases").unwrap().is_grouped());
        assert!(!Shape::of("select name, count(*) from cases group by place").unwrap().is_grouped());
        assert!(!Shape::of("select count(*) from cases group by place").unwrap().is_grouped());
        assert_eq!(kinds("select place, count(*) * 2 from cases group by place")[1], Kind::Other);
        assert_eq!(kinds("select max(age), count(age), * from cases"), [Kind::Other, Kind::Other, Kind::Other]);
    }

    #[test]
    fn others_are_not() {
        for query in [
            "select count(*) from (select * from cases)",
            "select count(*) from cases, people",
            "select count(*) from cases join people",
            "select count(*) from cases union select 1",
            "with a as (select 1) select count(*) from a",
            "select place, count(*) from cases group by place having count(*) > 3",
            "select place, count(*) from cases group by place limit 3",
            "select count(distinct place) from cases",
            "select count(*) -- all\n from cases",
            "select count(*) from cases where a in (select b from c)",
            "select 'open",
        ] {
            assert_eq!(Shape::of(query), None, "{query}");
        }
    }
}

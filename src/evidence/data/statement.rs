//! A query as a server gets it: parameters are numbered and sent beside it, never put into it.

use crate::diag::{Diagnostic, Span};
use crate::evidence::queries::Parameters;
use crate::spec::Text;
use std::ops::Range;

/// What gives something else tomorrow, or at the next call. Those of the first list are functions, those of the second words of the
/// language.
const CHANGING: [&str; 8] = [
    "now",
    "clock_timestamp",
    "statement_timestamp",
    "transaction_timestamp",
    "timeofday",
    "random",
    "gen_random_uuid",
    "nextval",
];
const CHANGING_WORDS: [&str; 5] = ["current_date", "current_time", "current_timestamp", "localtime", "localtimestamp"];

/// A query made ready.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    /// Its text, with `$1`, `$2` for its parameters.
    pub text: String,
    /// The parameters.
    pub parameters: Vec<String>,
    /// Whether its rows come in an order that it gives.
    pub ordered: bool,
    /// What was replaced: where in the query, and where that is in the text.
    replaced: Vec<(Range<usize>, Range<usize>)>,
}

impl Statement {
    /// Of a query.
    ///
    /// # Errors
    /// `unknown-parameter`; `database-query` where it asks for the time or for chance.
    pub fn of(query: &Text, parameters: &Parameters) -> Result<Statement, Diagnostic> {
        let source = query.value.trim_end().trim_end_matches(';');
        let mut made = Statement { text: String::new(), parameters: Vec::new(), ordered: false, replaced: Vec::new() };
        let (mut names, mut copied): (Vec<&str>, usize) = (Vec::new(), 0);
        let pieces = pieces(source);
        made.ordered = pieces.windows(2).any(|pair| match pair {
            [first, second] => {
                first.depth == 0 && first.kind == Kind::Word && first.is("order", source) && second.is("by", source)
            }
            _ => false,
        });
        if let Some(piece) =
            pieces.iter().enumerate().find_map(|(at, piece)| changing(piece, pieces.get(at + 1), source))
        {
            let word = source.get(piece.clone()).unwrap_or_default();
            let message = format!("the query asks for `{word}`, and would give something else tomorrow");
            let finding = Diagnostic::error("database-query", message).at(query.locate(piece), "");
            return Err(finding.help("declare the day or the month in `[params]`, and write its name: `:month_start`"));
        }
        for piece in pieces.iter().filter(|piece| piece.kind == Kind::Parameter) {
            let name = source.get(piece.range.clone()).unwrap_or_default();
            let number = match names.iter().position(|known| *known == name) {
                Some(known) => known + 1,
                None => {
                    let value = parameters.get(name);
                    made.parameters
                        .push(value.ok_or_else(|| unknown(name, query.locate(piece.range.clone()), parameters))?);
                    names.push(name);
                    names.len()
                }
            };
            made.text.push_str(source.get(copied..piece.range.start).unwrap_or_default());
            let start = made.text.len();
            made.text.push_str(&format!("${number}"));
            made.replaced.push((piece.range.clone(), start..made.text.len()));
            copied = piece.range.end;
        }
        made.text.push_str(source.get(copied..).unwrap_or_default());
        Ok(made)
    }

    /// All rows of a table, which may have its schema before it.
    pub fn of_table(table: &str) -> Statement {
        let parts: Vec<String> = table.split('.').map(|part| format!("\"{}\"", part.replace('"', "\"\""))).collect();
        let text = format!("select * from {}", parts.join("."));
        Statement { text, parameters: Vec::new(), ordered: false, replaced: Vec::new() }
    }

    /// Where the byte `at` of its text stands in the query.
    pub fn in_query(&self, at: usize) -> usize {
        match self.replaced.iter().rfind(|(_, made)| made.start <= at) {
            Some((source, made)) if at < made.end => source.start,
            Some((source, made)) => at - made.end + source.end,
            None => at,
        }
    }
}

fn unknown(name: &str, at: Span, parameters: &Parameters) -> Diagnostic {
    let finding = Diagnostic::error("unknown-parameter", format!("there is no parameter `{name}`"));
    let finding = finding.at(at, "in this query").suggest(name, parameters.names().iter().map(String::as_str));
    finding.help("declare it: `[params.NAME]` with a `type`")
}

/// Where a word asks for what changes.
fn changing(piece: &Piece, next: Option<&Piece>, source: &str) -> Option<Range<usize>> {
    let is_call = next.is_some_and(|next| next.kind == Kind::Open);
    let any = |names: &[&str]| piece.kind == Kind::Word && names.iter().any(|name| piece.is(name, source));
    (any(&CHANGING_WORDS) || is_call && any(&CHANGING)).then(|| piece.range.clone())
}

/// What a piece of a query is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A word of the language, a name or a number.
    Word,
    /// The name of a parameter, with its colon.
    Parameter,
    /// An opening bracket.
    Open,
    /// Any other sign.
    Sign,
}

/// A piece of a query that is neither a text, a name between quotation marks nor a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    kind: Kind,
    range: Range<usize>,
    /// How many brackets are open before it.
    depth: usize,
}

impl Piece {
    fn is(&self, word: &str, source: &str) -> bool {
        source.get(self.range.clone()).is_some_and(|own| own.eq_ignore_ascii_case(word))
    }
}

/// The pieces of a query, by the rules of PostgreSQL: texts `'…'`, `E'…'` and `$tag$…$tag$`, names `"…"`, comments `-- …` and
/// `/* … */`, which may stand in each other.
fn pieces(source: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut at, mut depth) = (0_usize, 0_usize);
    while let Some(first) = source.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = source.get(at..).unwrap_or_default();
        let mut found = |kind, length: usize, depth| {
            pieces.push(Piece { kind, range: at..at + length, depth });
            length
        };
        at += match first {
            '\'' => quoted(rest, '\'', source.get(..at).is_some_and(|before| before.ends_with(['e', 'E']))),
            '"' => quoted(rest, '"', false),
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => comment(rest),
            '$' => dollars(rest).unwrap_or(1),
            ':' if rest.starts_with("::") => 2,
            ':' => match word(rest.get(1..).unwrap_or_default()) {
                0 => 1,
                length => found(Kind::Parameter, length + 1, depth),
            },
            '(' => {
                depth += 1;
                found(Kind::Open, 1, depth - 1)
            }
            ')' => {
                depth = depth.saturating_sub(1);
                found(Kind::Sign, 1, depth)
            }
            _ if first.is_alphanumeric() || first == '_' => found(Kind::Word, word(rest), depth),
            _ if first.is_whitespace() => first.len_utf8(),
            _ => found(Kind::Sign, first.len_utf8(), depth),
        };
    }
    pieces
}

/// The length of the word that a text begins with.
fn word(text: &str) -> usize {
    text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(text.len())
}

/// The length of what stands between marks, with them; a doubled mark is none.
fn quoted(text: &str, mark: char, escapes: bool) -> usize {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if escapes && letter == '\\' {
            letters.next();
        } else if letter == mark && letters.next_if(|(_, next)| *next == mark).is_none() {
            return at + mark.len_utf8();
        }
    }
    text.len()
}

fn comment(text: &str) -> usize {
    let (mut at, mut open) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            (at, open) = (at + 2, open + 1);
        } else if rest.starts_with("*/") {
            (at, open) = (at + 2, open - 1);
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
        if open == 0 {
            return at;
        }
    }
    text.len()
}

/// The length of a text between `$tag$` and `$tag$`; none where it is no such text.
fn dollars(text: &str) -> Option<usize> {
    let tag = word(text.get(1..)?);
    let mark = text.get(..tag + 2).filter(|mark| mark.ends_with('$'))?;
    let inner = text.get(mark.len()..)?;
    Some(inner.find(mark).map_or(text.len(), |end| mark.len() + end + mark.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::FileId;
    use crate::evidence::files::testing::Briefing;

    fn statement(query: &str) -> Result<Statement, Diagnostic> {
        let mut briefing = Briefing::new();
        let spec = briefing.spec("[params.month]\ntype = \"month\"\ndefault = \"2026-10\"\n");
        let text = Text::verbatim(query, Span::new(FileId(0), 0..query.len()));
        Statement::of(&text, &Parameters::of(&spec))
    }

    #[test]
    fn parameters_are_numbered_and_nothing_else_is_touched() {
        let query = "select ':month', \":month\", $$:month$$, $a$ :month $$ $a$, E'\\':month', 'it''s :month', x::date \
            -- :month\n/* :month /* :month */ :month */ from c where m >= :month and m<=:month_end and n = :month";
        let made = statement(query).unwrap();
        let expected = query.replace("m >= :month and", "m >= $1 and").replace("<=:month_end", "<=$2");
        assert_eq!(made.text, expected.replace("n = :month", "n = $1"));
        assert_eq!(made.parameters, ["2026-10", "2026-10-31"]);
        for word in ["select", "m >=", "and n", "$1", "n = "] {
            let at = made.text.rfind(word).unwrap();
            let own = if word == "$1" { ":month" } else { word };
            assert_eq!(made.in_query(at), query.rfind(own).unwrap(), "{word}");
        }
    }

    #[test]
    fn an_order_counts_where_it_is_that_of_the_whole() {
        let ordered = |query| statement(query).unwrap().ordered;
        assert!(ordered("select a from c ORDER  BY a;"));
        assert!(!ordered("select a, row_number() over (order by a) from c"));
        assert!(!ordered("select a from (select a from c order by a) d"));
        assert!(!ordered("select a from c -- order by a"));
        assert!(!ordered("select 'order by' from c"));
    }

    #[test]
    fn what_changes_from_day_to_day_is_refused() {
        for query in ["select now()", "select Current_Date", "select a from c where d < now () - e", "select random()"]
        {
            assert_eq!(statement(query).unwrap_err().code, "database-query", "{query}");
        }
        for query in ["select now from c", "select 'now()'", "select a.random, b from c"] {
            assert!(statement(query).is_ok(), "{query}");
        }
        assert_eq!(statement("select a from c where m = :mont").unwrap_err().code, "unknown-parameter");
    }

    #[test]
    fn the_name_of_a_table_stays_a_name() {
        assert_eq!(Statement::of_table("public.cases").text, "select * from \"public\".\"cases\"");
        assert_eq!(Statement::of_table("a\"; drop table b").text, "select * from \"a\"\"; drop table b\"");
    }

    #[test]
    fn what_is_not_closed_ends_with_the_query() {
        for query in ["select 'a", "select \"a", "select /* a", "select $$ a", "select $", "select :", "'", "é'ü"] {
            assert!(statement(query).is_ok(), "{query}");
        }
    }
}

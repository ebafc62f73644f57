//! Texts with the trees and the findings they must give, and where these point.

use super::*;
use crate::diag::Files;

/// A text as it stands in a file of its own.
fn text(source: &str) -> (Files, Text) {
    let mut files = Files::default();
    let file = files.add("t", source);
    (files, Text::verbatim(source, Span::new(file, 0..source.len())))
}

/// The tree in a short notation; every place is checked to hold what it should.
fn tree(source: &str) -> String {
    let (files, text) = text(source);
    let mut sink = Sink::default();
    let prose = parse(&text, &mut sink, &mut Vec::new());
    assert!(sink.is_empty(), "{source:?}: {:?}", sink.findings());
    blocks(&prose.unwrap().blocks, &files)
}

fn blocks(blocks: &[Block], files: &Files) -> String {
    let all = |list: &[Block]| tests::blocks(list, files);
    let one = |block: &Block| match block {
        Block::Paragraph(text) => format!("p({})", pieces(text, files)),
        Block::Heading { level, text } => format!("h{level}({})", pieces(text, files)),
        Block::List { start, items } => {
            let mark = start.map_or("ul".to_owned(), |start| format!("ol{start}"));
            format!("{mark}({})", items.iter().map(|item| all(item)).collect::<Vec<_>>().join("; "))
        }
        Block::Quote(inner) => format!("q({})", all(inner)),
        Block::If { branches, otherwise } => {
            let branch = |(condition, inner): &(Expression, Vec<Block>)| {
                assert_eq!(files.text(condition.span), condition.source);
                format!("{}: {}", condition.source, all(inner))
            };
            format!("if({} | {})", branches.iter().map(branch).collect::<Vec<_>>().join(" | "), all(otherwise))
        }
        Block::For { name, over, body } => {
            assert_eq!(files.text(over.span), over.source);
            format!("for {name} in {}({})", over.source, all(body))
        }
    };
    blocks.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn pieces(pieces: &[Piece], files: &Files) -> String {
    let marked = |text: &str, emphasis: &Emphasis| match (emphasis.bold, emphasis.italic) {
        (true, true) => format!("*_{text}_*"),
        (true, false) => format!("*{text}*"),
        (false, true) => format!("_{text}_"),
        (false, false) => text.to_owned(),
    };
    let one = |piece: &Piece| match piece {
        Piece::Words { text, emphasis, link, span } => {
            let there = files.text(*span);
            assert!(
                text.trim() == there.trim() || there.contains(['&', '\\', '\t', '\n']) || there.contains("  "),
                "{text:?} {there:?}"
            );
            let words = marked(text, emphasis);
            link.as_ref().map_or(words.clone(), |address| format!("<{words}>({address})"))
        }
        Piece::Expression { expression, emphasis } => {
            assert_eq!(files.text(expression.span), expression.source);
            marked(&format!("{{{}}}", expression.source), emphasis)
        }
        Piece::Citation { items, span } => {
            assert!(files.text(*span).starts_with("[@") && files.text(*span).ends_with(']'));
            let item = |item: &CitedSource| {
                assert_eq!(files.text(item.source.span), item.source.value);
                let locator = item.locator.as_ref().map_or(String::new(), |l| format!(",{}", l.value));
                format!("@{}{locator}", item.source.value)
            };
            format!("[{}]", items.iter().map(item).collect::<Vec<_>>().join(";"))
        }
        Piece::Break => "/".to_owned(),
    };
    pieces.iter().map(one).collect::<Vec<_>>().join("·")
}

/// The findings as `code "what is pointed at"`.
fn faults(source: &str) -> Vec<String> {
    let (files, text) = text(source);
    let mut sink = Sink::default();
    let prose = parse(&text, &mut sink, &mut Vec::new());
    assert_eq!(prose.is_none(), sink.has_errors());
    assert!(sink.findings().iter().all(|finding| !finding.help.is_empty()), "no help: {:?}", sink.findings());
    let shown = |d: &crate::diag::Diagnostic| format!("{} {:?}", d.code, files.text(d.primary.as_ref().unwrap().span));
    sink.into_sorted().iter().map(shown).collect()
}

#[test]
fn running_text() {
    assert_eq!(tree("one *two* **three** ***four***"), "p(one ·_two_· ·*three*· ·*_four_*)");
    assert_eq!(tree("one\ntwo\nthree"), "p(one ·two ·three)");
    assert_eq!(tree("one\\\ntwo  \nthree"), "p(one·/·two·/·three)");
    assert_eq!(tree("a   b \t c"), "p(a b c)");
    assert_eq!(tree("R&amp;D \\*no\\* 5 &lt; 6"), "p(R&D *no* 5 < 6)");
    assert_eq!(tree("[…] and [word] stay"), "p([…] and [word] stay)");
    assert_eq!(tree("می\u{200c}خواهم **تهران**"), "p(می\u{200c}خواهم ·*تهران*)");
}

#[test]
fn links() {
    assert_eq!(
        tree("see [the *site*](https://a.org/b)."),
        "p(see ·<the >(https://a.org/b)·<_site_>(https://a.org/b)·.)"
    );
    assert_eq!(tree("<https://a.org> <x@a.org>"), "p(<https://a.org>(https://a.org)· ·<x@a.org>(mailto:x@a.org))");
    assert_eq!(faults("[x](ftp://a.org)"), ["invalid-link \"[x](ftp://a.org)\""]);
    assert_eq!(faults("a [x](javascript:alert)"), ["invalid-link \"[x](javascript:alert)\""]);
    assert_eq!(
        faults("[x](page.html) [y](https://u@a.org)"),
        ["invalid-link \"[x](page.html)\"", "invalid-link \"[y](https://u@a.org)\""]
    );
    assert_eq!(faults("[x](https://a.org \"title\")"), ["unsupported-markdown \"[x](https://a.org \\\"title\\\")\""]);
    assert_eq!(faults("[x](https://a.org/{{ id }})"), ["misplaced-expression \"{{ id }}\""]);
    assert_eq!(faults("[{{ id }}](https://a.org)"), ["misplaced-expression \"{{ id }}\""]);
}

#[test]
fn blocks_of_all_kinds() {
    assert_eq!(tree("### A\n\ntext\n\n#### B\n\n### C"), "h1(A) p(text) h2(B) h1(C)");
    assert_eq!(tree("- one\n- two\n  more"), "ul(p(one); p(two ·more))");
    assert_eq!(tree("3. one\n\n   p\n4. two"), "ol3(p(one) p(p); p(two))");
    assert_eq!(tree("- a\n  - b\n- c"), "ul(p(a) ul(p(b)); p(c))");
    assert_eq!(tree("> one\n>\n> two"), "q(p(one) p(two))");
    assert_eq!(tree(""), "");
}

#[test]
fn expressions_and_citations() {
    assert_eq!(tree("put {{ figures.x }} to death"), "p(put ·{figures.x}· to death)");
    assert_eq!(tree("**{{ a }}**, *{{b}}s*"), "p(*{a}*·, ·_{b}_·_s_)");
    assert_eq!(tree("{{ a }}{{ b }}"), "p({a}·{b})");
    assert_eq!(tree("- {{ a }}\n- b {{ \"}}\" }}"), "ul(p({a}); p(b ·{\"}}\"}))");
    assert_eq!(tree("{{ {'k': {'l': 1}} }}"), "p({{'k': {'l': 1}}})");
    assert_eq!(tree("x [@a_1] y [@a, p. 4, para. 2;@b]."), "p(x ·[@a_1]· y ·[@a,p. 4, para. 2;@b]·.)");
    assert_eq!(tree("x[@a,\np. 4]"), "p(x·[@a,p. 4])");
    assert_eq!(tree("a \\[@b] c"), "p(a [@b] c)");
    assert_eq!(tree("a {{ b\n  | c }} d"), "p(a ·{b\n  | c}· d)");
    assert_eq!(tree("### {{ a }}: *b*"), "h1({a}·: ·_b_)");
}

#[test]
fn conditions_and_loops() {
    let source = "one\n{% if a > 1 %}\ntwo\n\n- x\n{% elif b %}\n{{ b }}\n{% else %}\nfour\n{% endif %}\nfive";
    assert_eq!(tree(source), "p(one) if(a > 1: p(two) ul(p(x)) | b: p({b}) | p(four)) p(five)");
    let source = "{% for q in quotations %}\n{% if q %}\n{{ q }}\n{% endif %}\n{% endfor %}\n";
    assert_eq!(tree(source), "for q in quotations(if(q: p({q}) | ))");
    assert_eq!(tree("  {%- if a -%}\nx\n{% endif %}"), "if(a: p(x) | )");
}

#[test]
fn mistakes_in_expressions() {
    assert_eq!(faults("a {{ b"), ["unclosed-expression \"{{\""]);
    assert_eq!(faults("a {{ b\n\nc }}"), ["unclosed-expression \"{{\"", "stray-braces \"}}\""]);
    assert_eq!(faults("a {{ }} b {{}}"), ["empty-expression \"{{ }}\"", "empty-expression \"{{}}\""]);
    assert_eq!(faults("a }} b"), ["stray-braces \"}}\""]);
    assert_eq!(faults("a {{ b c }} d"), ["expression-syntax \"c\""]);
    assert_eq!(faults("a {{- b }}"), ["expression-syntax \"{{-\""]);
    assert_eq!(faults("a {{ b's }}"), ["expression-syntax \"b's\""]);
    assert_eq!(faults("`{{ a }}`"), ["unsupported-markdown \"`{{ a }}`\""]);
}

#[test]
fn mistakes_in_citations() {
    assert_eq!(faults("a [@b c"), ["malformed-citation \"[@\""]);
    assert_eq!(faults("a [@]"), ["malformed-citation \"@\""]);
    assert_eq!(faults("a [@b c]"), ["malformed-citation \"c\""]);
    assert_eq!(faults("a [@B]"), ["malformed-citation \"@B\""]);
    assert_eq!(faults("a [@b,]"), ["malformed-citation \",\""]);
    assert_eq!(faults("a [@b; c]"), ["malformed-citation \"c\""]);
    assert_eq!(faults("a [@b;]"), ["malformed-citation \"\""]);
    assert_eq!(faults("a [@b, p. {{ n }}]"), ["malformed-citation \"p. {{ n }}\""]);
}

#[test]
fn mistakes_in_tags() {
    assert_eq!(faults("a {% if b %}"), ["misplaced-tag \"{%\""]);
    assert_eq!(faults("{% if b\nc"), ["unclosed-tag \"{%\""]);
    assert_eq!(faults("{% if b %}\nc"), ["unclosed-tag \"{% if b %}\""]);
    assert_eq!(faults("{% else %}"), ["misplaced-tag \"{% else %}\""]);
    assert_eq!(faults("{% endfor %}"), ["misplaced-tag \"{% endfor %}\""]);
    assert_eq!(faults("{% if a %}\n{% endfor %}\n{% endif %}"), ["misplaced-tag \"{% endfor %}\""]);
    assert_eq!(faults("{% if a %}\n{% else %}\n{% else %}\n{% endif %}"), ["misplaced-tag \"{% else %}\""]);
    assert_eq!(faults("{% iff a %}"), ["unknown-tag \"{% iff a %}\""]);
    assert_eq!(faults("{% %}"), ["unknown-tag \"{% %}\""]);
    assert_eq!(faults("{% if %}\n{% endif x %}"), ["empty-expression \"{% if %}\"", "template-tag \"x\""]);
    assert_eq!(faults("{% for a, b in c %}\n{% endfor %}"), ["template-tag \"{% for a, b in c %}\""]);
    assert_eq!(faults("{% for a in %}\n{% endfor %}"), ["template-tag \"{% for a in %}\""]);
    assert_eq!(faults("a {# b #}"), ["template-comment \"{#\""]);
    assert_eq!(faults(&"{% if a %}\n".repeat(20)).len(), 21);
    let deep = format!("{}{}", "{% if a %}\n".repeat(40_000), "{% endif %}\n".repeat(40_000));
    assert_eq!(faults(&deep).len(), 1);
}

#[test]
fn markdown_that_cannot_be_printed() {
    let one = |source: &str| {
        let faults = faults(source);
        assert_eq!(faults.len(), 1, "{source:?}: {faults:?}");
        faults.into_iter().next().unwrap()
    };
    assert_eq!(one("a <b>c"), "unsupported-markdown \"<b>\"");
    assert_eq!(one("<div>\nx {{ y }}\n</div>\n\nz").split(' ').next(), Some("unsupported-markdown"));
    assert_eq!(one("    code {{ x }}"), "unsupported-markdown \"code {{ x }}\"");
    assert_eq!(one("```\nx\n```"), "unsupported-markdown \"```\\nx\\n```\"");
    assert_eq!(one("![alt](a.png)"), "unsupported-markdown \"![alt](a.png)\"");
    assert_eq!(one("a\n\n---\n\nb"), "unsupported-markdown \"---\"");
    assert_eq!(one("a\n---\n\nb"), "unsupported-markdown \"a\\n---\"");
    assert_eq!(one("| a |\n|---|\n| b |"), "unsupported-markdown \"| a |\\n|---|\\n| b |\"");
    assert_eq!(one("a `b` c"), "unsupported-markdown \"`b`\"");
    assert_eq!(one("[note]: https://a.org"), "unsupported-markdown \"[note]: https://a.org\"");
    assert_eq!(one("a &#x202E; b"), "forbidden-character \"&#x202E;\"");
    assert!(one(&format!("{}x", "> ".repeat(20000))).starts_with("too-deep"));
}

#[test]
fn plain_texts_hold_expressions_only() {
    let show = |source: &str| {
        let (files, text) = text(source);
        let mut sink = Sink::default();
        super::pieces(&text, &mut sink).map(|found| pieces(&found, &files)).ok_or(sink.findings().len())
    };
    assert_eq!(show("a *b* {{ c }}\nd [@e]"), Ok("a *b* ·{c}· d [@e]".to_owned()));
    assert_eq!(show("a {{ b"), Err(1));
    assert_eq!(show("a {{ }} {{ b c }}"), Err(2));
}

#[test]
fn all_text_is_found_again() {
    // Whatever the text, each letter comes out once and in order, or there is a finding.
    let parts = [
        "word ",
        "{{ x }}",
        "[@a]",
        "\n",
        "\n\n",
        "*",
        "**",
        "> ",
        "- ",
        "1. ",
        "&amp;",
        "[b](https://c.d)",
        "\\",
        "é",
        "# ",
    ];
    let mut state = 7_u64;
    for _ in 0..3000 {
        let mut source = String::new();
        for _ in 0..12 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            source.push_str(parts[(state >> 33) as usize % parts.len()]);
        }
        let (files, text) = text(&source);
        let mut sink = Sink::default();
        let Some(prose) = parse(&text, &mut sink, &mut Vec::new()) else { continue };
        let shown = blocks(&prose.blocks, &files);
        for needle in ["word", "{x}", "[@a]", "é"] {
            let wanted = source.matches(&needle.replace('{', "{{ ").replace('}', " }}")).count();
            let escaped = source.matches("\\[@a]").count();
            if needle != "[@a]" || escaped == 0 {
                assert_eq!(shown.matches(needle).count(), wanted, "{needle} in {source:?}: {shown}");
            }
        }
    }
}

#[test]
fn long_texts_take_no_longer_than_they_should() {
    let marks = "word {{ figures.x }} and [@a, p. 4]\n".repeat(10_000);
    assert_eq!(tree(&marks).matches("[@a,p. 4]").count(), 10_000);
    for part in ["{{ ", "}} ", "[@", "[@a", "{% ", "{{ '", "\\[@", "[", "*a ", "> ", "- "] {
        let _ = parse(&text(&part.repeat(20_000)).1, &mut Sink::default(), &mut Vec::new());
    }
}

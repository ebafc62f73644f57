#!/usr/bin/env python3
"""plant_html.py GOOD.html: do the judges of HTML files still see? Plants one defect at a time and wants each refused.

GOOD.html has a chart, notes, lists, a table and references; beside it stands GOOD.expected. A defect that the file has no place
for fails too. Exit code 0: all refused; 1: some not; 2: judges are not installed.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

import html_files
import html_text
import judges

# Name, what is replaced once, by what: to be refused by one of the judges of the file.
STRUCTURE = [
    ("a document without a language", r'<html lang="[^"]*"', "<html"),
    ("a language that does not exist", r'<html lang="[^"]*"', '<html lang="xx-none"'),
    ("a document without a title", r"<title>.*?</title>", ""),
    ("a picture without words", r'(<svg [^>]*)aria-labelledby="[^"]*"(.*?)<title.*?</title>\s*<desc.*?</desc>', r"\1\2"),
    ("a photograph without words", r"</main>", '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="9" height="9"></main>'),
    ("a heading that skips a level", r"<h2 (id=\"section-1\".*?)</h2>", r"<h4 \1</h4>"),
    ("no main heading", r"<h1 (.*?)</h1>", r"<p \1</p>"),
    ("faint text", r"</style>", ".body { color: #aaaaaa; }</style>"),
    ("an id twice", r'id="note-2"', 'id="note-1"'),
    ("a table without a head", r"<thead>.*?</thead>", ""),
    ("a head cell of nothing", r'scope="col"', 'scope="column"'),
    ("an end that has no beginning", r"</main>", "</b></main>"),
    ("an element inside the wrong one", r"<table>", "<table><p>x</p>"),
    ("a link that says nothing", r'(<a [^>]*role="doc-backlink"[^>]*>).*?</a>', r"\1</a>"),
    ("a link to nowhere", r'href="#note-1"', 'href="#note-999"'),
    ("a name that names nothing", r'aria-labelledby="caption-table-1"', 'aria-labelledby="caption-table-9"'),
    ("a role that does not exist", r'role="doc-noteref"', 'role="doc-noteroll"'),
    ("a list with a stranger in it", r'<ol class="notes">', '<ol class="notes"><p>x</p>'),
    ("text outside the landmarks", r"</main>", "</main><p>Words.</p>"),
    ("a second main part", r"</main>", "</main><main></main>"),
    ("a link that only colour tells", r"</style>", "p a { color: #16202c; text-decoration: none; }</style>"),
    ("a small target", r"</main>", '<div style="line-height:1"><button style="width:9px;height:9px;padding:0">a</button><button style="width:9px;height:9px;padding:0">b</button></div></main>'),
    ("a page that scrolls sideways", r"</style>", "main { min-inline-size: 40rem; }</style>"),
    ("a frame that only a mouse can scroll", r'(<section class="scroll"[^>]*) tabindex="0"', r"\1"),
    ("something from elsewhere", r"</head>", '<link rel="icon" href="https://example.org/icon.png"><style>body{background-image:url(https://example.org/a.png)}</style></head>'),
    ("a script", r"</body>", "<script>1;</script></body>"),
    ("no way to enlarge", r"initial-scale=1", "initial-scale=1, user-scalable=no"),
]
# The same, to be refused by the reader of its text.
TEXT = [
    ("another digit", r"1,267", "1,261"),
    ("another digit in a note", r'(<li id="note-\d+">(?:(?!</li>).)*)2021', r"\g<1>2020"),
    ("a lost paragraph", r'<p [^>]*class="body[^"]*">.*?</p>', ""),
    ("a paragraph twice", r'(<p [^>]*class="body[^"]*">.*?</p>)', r"\1\1"),
    ("a lost bound", r"at least ", ""),
    ("a lost bound of a key figure", r'<span class="key-bound">[^<]*</span> ', ""),
    ("a lost mark", r'<sup class="mark.*?</sup>', ""),
    ("a lost cell", r"<td[^>]*>[^<]*\d[^<]*</td>", "<td></td>"),
    ("a lost note", r'<li id="note-2">.*?</li>', ""),
    ("another description", r"(<desc [^>]*>)", r"\1Not so. "),
    ("two paragraphs turned round", r'(<p [^>]*class="body[^"]*">(?:(?!</p>).)*</p>)\s*(<p [^>]*class="body[^"]*">(?:(?!</p>).)*</p>)', r"\2\1"),
]


def main(good):
    folder = Path(tempfile.mkdtemp())
    escaped = []
    try:
        text = Path(good).read_text(encoding="utf-8")
        expected = Path(good).with_suffix(".expected")
        files = {}
        for at, (name, old, new) in enumerate(STRUCTURE + TEXT):
            changed, count = re.subn(old, new, text, count=1, flags=re.DOTALL)
            if not count or changed == text:
                escaped.append(f"{name}: no place for it")
            files[name] = folder / f"{at}.html"
            files[name].write_text(changed, encoding="utf-8")
        names = [name for name, *_ in STRUCTURE]
        whole, *planted = html_files.verdicts([good, *(files[name] for name in names)])
        if None in [verdict.passed for verdict in whole]:
            print("skipped: run tests/judges/install first")
            return judges.SKIPPED
        escaped += [f"{verdict.judge} refuses the file without a defect: {verdict.reasons[:3]}" for verdict in whole if not verdict.passed]
        for name, both in zip(names, planted):
            by = [f"{verdict.judge} ({verdict.reasons[0][:60]})" for verdict in both if verdict.passed is False]
            print(f"{name}: {'refused by ' + ', '.join(by) if by else 'NOT SEEN'}")
            escaped += [] if by else [name]
        escaped += [f"the reader refuses the file without a defect: {problem}" for problem in html_text.compare(good, expected)]
        for name, *_ in TEXT:
            seen = list(html_text.compare(files[name], expected))
            print(f"{name}: {'refused by the reader' if seen else 'NOT SEEN'}")
            escaped += [] if seen else [name]
    finally:
        shutil.rmtree(folder)
    if escaped:
        print("not seen:", *escaped, sep="\n    ")
    return judges.FAIL if escaped else judges.PASS


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))

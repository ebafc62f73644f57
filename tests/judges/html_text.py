#!/usr/bin/env python3
"""html_text.py FILE...: does each HTML file say what it should, each paragraph, cell and note once and in order?

Beside FILE.html stands FILE.expected: lines of `P`, label, text, of `N`, mark, text, and of `A`, nothing, what a picture shows;
`#` stands for the number of a page, in place of which an arrow leads to the place. Python's parser, which knows nothing of this
program, reads the file. Text that is only heard (class `hidden`) and links back from notes are not in the document, and left out.

Exit code 0: all do; 1: some do not.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import judges
from word_text import SHOWN, plain

BLOCKS = set(
    "address article aside blockquote body caption colgroup div dl dt dd figcaption figure footer h1 h2 h3 h4 h5 h6 header"
    " li main nav ol p section svg table tbody td tfoot th thead tr ul".split()
)
VOID = set("area base br col embed hr img input link meta source track wbr".split())
# These stand on lines of their own.
LINES = {"caption", "caption-subtitle"}


class Reader(HTMLParser):
    """The texts of a file, block by block."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.text, self.label = [], "", None
        self.open = []

    def flush(self, kind="P"):
        said = plain(self.text)
        if said:
            self.blocks.append((kind, said))
        self.text, self.label = "", None

    def state(self):
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        classes = set((attributes.get("class") or "").split())
        state = self.state()
        if tag in ("head", "style", "script") or classes & {"hidden", "skip"} or attributes.get("role") == "doc-backlink":
            state = "left out"
        elif tag == "svg":
            state = "drawing"
        elif state == "drawing" and tag == "desc":
            state = "description"
        breaks = tag in BLOCKS or classes & LINES
        # the label of an item stands before its first paragraph
        if breaks and state != "left out" and not (self.label is not None and plain(self.text) == self.label):
            self.flush()
        if tag == "img" and attributes.get("alt"):
            self.flush()
            self.text = attributes["alt"]
            self.flush("A")
        if tag == "br":
            self.text += " "
        if tag not in VOID:
            self.open.append((tag, state, bool(breaks), "label" in classes))

    def handle_startendtag(self, tag, attributes):
        if self.state() != "drawing":
            self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if not any(tag == name for name, *_ in self.open):
            return
        while True:
            name, state, breaks, is_label = self.open.pop()
            if is_label and state == "":
                self.label = plain(self.text)
            elif state == "description":
                self.flush("A")
            elif breaks and state == "":
                self.flush()
            if name == tag:
                return

    def handle_data(self, data):
        if self.state() in ("", "description"):
            self.text += data


def read(path):
    reader = Reader()
    reader.feed(Path(path).read_text(encoding="utf-8"))
    reader.close()
    return reader.blocks


def wanted(expected):
    for line in expected.read_text(encoding="utf-8").splitlines():
        kind, label, text = line.split("\t", 2)
        bullet = len(label) == 1 and not label.isalnum()
        said = plain(text if bullet else f"{label} {text}")
        if said:
            yield "A" if kind == "A" else "P", said


def same(found, want):
    if "#" not in want[1]:
        return found == want
    return found[0] == want[0] and re.fullmatch(re.escape(want[1]).replace(r"\#", "[↑↓#]"), found[1])


def compare(path, expected):
    found, want = read(path), list(wanted(expected))
    for at in range(max(len(found), len(want))):
        if at >= len(found):
            yield f"missing: {want[at]}"
        elif at >= len(want):
            yield f"not expected: {found[at]}"
        elif not same(found[at], want[at]):
            yield f"block {at + 1} says {found[at][1][:120]!r}, and should say {want[at][1][:120]!r}"


def main(files):
    if not files:
        sys.exit(__doc__)
    failed = False
    for file in files:
        problems = list(compare(file, Path(file).with_suffix(".expected")))
        failed |= bool(problems)
        print(f"{Path(file).name}: text: {'FAIL' if problems else 'pass'}")
        for problem in problems[:SHOWN]:
            print(f"    {problem}")
    return judges.FAIL if failed else judges.PASS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

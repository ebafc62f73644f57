#!/usr/bin/env python3
"""word_text.py FILE.docx...: does LibreOffice read in each Word file what the document says?

Beside each file stands FILE.expected, a line each: `P`, the label and the text of a paragraph or cell; `N`, the mark and
the text of a note; `#` stands for the number of a page, which it knows only when it lays out. LibreOffice opens the file, computes its references, captions
and notes anew, and writes what it has; that must be the same paragraphs in the same order, each once.

Exit code 0: all do; 1: some do not; 2: LibreOffice is not installed.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import judges

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
INVISIBLE = re.compile("[\u00ad\u2060\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
SHOWN = 8


def plain(text):
    text = unicodedata.normalize("NFKC", text.replace("\u2011", "-").replace("\u2010", "-"))
    return " ".join(INVISIBLE.sub("", text).split())


def converted(files, folder):
    """The files as LibreOffice has them."""
    profile = Path(folder) / "profile"
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "fodt", "--outdir", folder]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run([*command, *map(str, files)], capture_output=True, check=True, env=environment, timeout=600)
    return [Path(folder) / f"{Path(file).stem}.fodt" for file in files]


def own_text(element):
    """What a paragraph says, without its notes and pictures."""
    said = element.text or ""
    for child in element:
        if child.tag == TEXT + "s":
            said += " " * int(child.get(TEXT + "c", "1"))
        elif child.tag in (TEXT + "tab", TEXT + "line-break"):
            said += " "
        elif child.tag not in (TEXT + "note", DRAW + "frame"):
            said += own_text(child)
        said += child.tail or ""
    return said


def paragraphs(element, notes):
    """The paragraphs and headings in order; notes go to their own list."""
    for child in element:
        if child.tag in (TEXT + "p", TEXT + "h"):
            for note in child.iter(TEXT + "note"):
                body = " ".join(own_text(p) for p in note.iter(TEXT + "p"))
                notes.append((plain(note.findtext(TEXT + "note-citation")), plain(body)))
            yield plain(own_text(child))
        elif child.tag not in (TEXT + "note", TEXT + "table-of-content-source", TEXT + "illustration-index-source"):
            yield from paragraphs(child, notes)


def same(found, label, text):
    """Whether a paragraph says this, with its label or without: LibreOffice counts labels apart."""
    wanted = [plain(text), plain(f"{label} {text}")]
    if "#" not in text:
        return found in wanted
    # LibreOffice has no number there before it lays out, and then two spaces meet
    pattern = lambda want: re.escape(want).replace(r"\ \#", r"( \d+| \.\.\.| ?)").replace(r"\#", r"(\d+|\.\.\.|)")
    return any(re.fullmatch(pattern(want), found) for want in wanted)


def compare(path, expected):
    body = ElementTree.parse(path).getroot().find(f"{OFFICE}body/{OFFICE}text")
    notes = []
    found = [said for said in paragraphs(body, notes) if said]
    lines = [line.split("\t", 2) for line in expected.read_text(encoding="utf-8").splitlines()]
    wanted = [(label, text) for kind, label, text in lines if kind == "P" and plain(f"{label}{text}")]
    marked = [(label, text) for kind, label, text in lines if kind == "N"]
    for at in range(max(len(found), len(wanted))):
        if at >= len(found):
            yield f"missing: {wanted[at]}"
        elif at >= len(wanted):
            yield f"not expected: {found[at][:90]!r}"
        elif not same(found[at], *wanted[at]):
            yield f"paragraph {at + 1} says {found[at][:120]!r}, and should say {wanted[at]}"
    # notes by their marks, since those of a front page come before
    if len(notes) != len(marked):
        yield f"{len(notes)} notes, and {len(marked)} are expected"
    for mark, text in notes:
        if not any(plain(m) == mark and same(text, m, t) for m, t in marked):
            yield f"note {mark} says {text[:90]!r}"


def main(files):
    if not files:
        sys.exit(__doc__)
    if not shutil.which("soffice"):
        print("skipped: LibreOffice is not installed")
        return judges.SKIPPED
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for file, read in zip(files, converted(files, folder)):
            if not read.exists():
                problems = ["LibreOffice does not open it"]
            else:
                problems = list(compare(read, Path(file).with_suffix(".expected")))
            failed |= bool(problems)
            print(f"{Path(file).name}: LibreOffice: {'FAIL' if problems else 'pass'}")
            for problem in problems[:SHOWN]:
                print(f"    {problem}")
    return judges.FAIL if failed else judges.PASS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

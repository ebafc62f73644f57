#!/usr/bin/env python3
"""word_files.py FILE...: is each Word file sound?

Five judges: Microsoft's Open XML SDK (`ooxml-validator`), `openxml-audit`, a lint of what both of them miss, and two
readers, python-docx and mammoth, which must load it. Exit code 0: all pass; 1: some fail; 2: none fails, but some judges
are not installed.
"""

import json
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree

import judges

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
DC = "{http://purl.org/dc/elements/1.1/}"
# Parts that no file of ours has: they run, they link out, they name people.
FORBIDDEN = ("vbaProject", "activeX", "embeddings", "comments", "people", "customXml", "docProps/custom")
SDK = judges.CACHE / "word/node_modules/.bin/ooxml-validator"
AUDIT = judges.CACHE / "venv/bin/openxml-audit"


def sdk(path):
    if not SDK.exists():
        return judges.Verdict("Open XML SDK", None, ["not installed"])
    done = subprocess.run([SDK, path], capture_output=True, text=True)
    try:
        errors = json.loads(done.stdout)["errors"]
    except (ValueError, KeyError):
        return judges.Verdict("Open XML SDK", False, [(done.stdout + done.stderr)[:300]])
    reasons = [" ".join(f"{value}" for value in error.values())[:300] for error in errors]
    return judges.Verdict("Open XML SDK", done.returncode == 0 and not errors, reasons)


def audit(path):
    if not AUDIT.exists():
        return judges.Verdict("openxml-audit", None, ["not installed"])
    done = subprocess.run([AUDIT, "-o", "json", "-m", "0", path], capture_output=True, text=True)
    try:
        errors = [error for file in json.loads(done.stdout) for error in file["errors"]]
    except (ValueError, KeyError):
        return judges.Verdict("openxml-audit", False, [(done.stdout + done.stderr)[:300]])
    return judges.Verdict("openxml-audit", done.returncode == 0, [error["description"][:300] for error in errors])


def readers(path):
    try:
        import docx
        import mammoth
    except ImportError:
        return judges.Verdict("python-docx and mammoth", None, ["not installed"])
    reasons = []
    try:
        document = docx.Document(path)
        if not document.core_properties.title or not any(p.style.name == "Title" or "Title" in p.style.name for p in document.paragraphs):
            reasons.append("no title")
        with open(path, "rb") as file:
            html = mammoth.convert_to_html(file).value
        if "<p" not in html:
            reasons.append("mammoth reads no paragraph")
    except Exception as error:  # whatever a reader says of a broken file
        reasons.append(f"{type(error).__name__}: {error}")
    return judges.Verdict("python-docx and mammoth", not reasons, reasons)


class Package:
    """The parts of a file, parsed."""

    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.names = archive.namelist()
            self.bytes = {name: archive.read(name) for name in self.names}
        self.trees = {
            name: ElementTree.fromstring(data) for name, data in self.bytes.items() if name.endswith((".xml", ".rels"))
        }

    def tree(self, name):
        return self.trees.get(name)

    def values(self, part, element, attribute="val"):
        tree = self.tree(part)
        return [e.get(W + attribute) for e in tree.iter(W + element)] if tree is not None else []


def lint(path):
    try:
        package = Package(path)
    except (zipfile.BadZipFile, ElementTree.ParseError) as error:
        return judges.Verdict("lint", False, [str(error)])
    checks = (numbering, bookmarks, fields, captions, notes, pictures, tables, styles, relations, languages, headings, texts, metadata)
    reasons = [reason for check in checks for reason in check(package)]
    return judges.Verdict("lint", not reasons, reasons)


def stories(package):
    return [(n, t) for n, t in package.trees.items() if n.startswith("word/") and n.endswith(".xml")]


def numbering(package):
    tree = package.tree("word/numbering.xml")
    kinds = {e.get(W + "abstractNumId") for e in tree.iter(W + "abstractNum")}
    lists = {e.get(W + "numId"): e.find(W + "abstractNumId").get(W + "val") for e in tree.findall(W + "num")}
    yield from (f"list {n} is of kind {kind}, which there is not" for n, kind in lists.items() if kind not in kinds)
    for part in ("word/document.xml", "word/styles.xml"):
        yield from (f"{part}: no list {n}" for n in set(package.values(part, "numId")) - set(lists))


def bookmarks(package):
    tree = package.tree("word/document.xml")
    starts = [e.get(W + "id") for e in tree.iter(W + "bookmarkStart")]
    ends = [e.get(W + "id") for e in tree.iter(W + "bookmarkEnd")]
    names = [e.get(W + "name") for e in tree.iter(W + "bookmarkStart")]
    if sorted(starts) != sorted(ends):
        yield f"bookmarks without their other end: {set(starts) ^ set(ends)}"
    if len(set(names)) != len(names) or len(set(starts)) != len(starts):
        yield "two bookmarks of one name"


def fields(package):
    names = set(package.values("word/document.xml", "bookmarkStart", "name"))
    for part, tree in stories(package):
        for code in tree.iter(W + "instrText"):
            words = (code.text or "").split()
            if words and words[0] in ("REF", "PAGEREF", "NOTEREF") and words[1] not in names:
                yield f"{part}: {' '.join(words)} leads nowhere"
        for link in tree.iter(W + "hyperlink"):
            anchor = link.get(W + "anchor")
            if anchor is not None and anchor not in names:
                yield f"{part}: a link to {anchor} leads nowhere"
        depth = 0
        for mark in tree.iter(W + "fldChar"):
            depth += {"begin": 1, "end": -1}.get(mark.get(W + "fldCharType"), 0)
            if depth < 0:
                yield f"{part}: a field ends that did not begin"
        if depth:
            yield f"{part}: a field does not end"


def said(runs):
    return "".join(t.text or "" for run in runs for t in run.iter(W + "t"))


def simple_fields(tree):
    """The code and the text of each field, inner ones for themselves."""
    open_fields = []
    for run in tree.iter(W + "r"):
        mark = run.find(W + "fldChar")
        kind = mark.get(W + "fldCharType") if mark is not None else None
        if kind == "begin":
            open_fields.append(["", [], False])
        elif kind == "separate":
            open_fields[-1][2] = True
        elif kind == "end" and open_fields:
            code, runs, _ = open_fields.pop()
            yield code.split(), said(runs)
        elif open_fields and open_fields[-1][2]:
            open_fields[-1][1].append(run)
        elif open_fields:
            open_fields[-1][0] += "".join(code.text or "" for code in run.iter(W + "instrText"))


def marked(tree):
    """What stands in each bookmark."""
    inside, texts = {}, {}
    for element in tree.iter():
        if element.tag == W + "bookmarkStart":
            inside[element.get(W + "id")] = element.get(W + "name")
            texts[element.get(W + "name")] = ""
        elif element.tag == W + "bookmarkEnd":
            inside.pop(element.get(W + "id"), None)
        elif element.tag == W + "t":
            for name in inside.values():
                texts[name] += element.text or ""
    return texts


def captions(package):
    """What fields say before Word computes them is what it will compute: numbers of captions, and references to them."""
    tree = package.tree("word/document.xml")
    counts, texts = {}, marked(tree)
    for code, text in simple_fields(tree):
        if code[:1] == ["SEQ"]:
            again = code[code.index("\\r") + 1] if "\\r" in code else None
            counts[code[1]] = int(again) if again else counts.get(code[1], 0) + 1
            if text != str(counts[code[1]]):
                yield f"{code[1]} {counts[code[1]]} is called {text}"
        elif code[:1] == ["REF"] and "\\r" not in code and texts.get(code[1]) != text:
            yield f"a reference to {texts.get(code[1])!r} says {text!r}"


def notes(package):
    for kind in ("footnote", "endnote"):
        there = set(package.values(f"word/{kind}s.xml", kind, "id"))
        used = package.values("word/document.xml", f"{kind}Reference", "id")
        yield from (f"no {kind} {n}" for n in set(used) - there)
        yield from (f"{kind} {n} has no mark" for n in there - set(used) - {"-1", "0"})
        if len(set(used)) != len(used):
            yield f"a {kind} has two marks"


def pictures(package):
    seen = set()
    for picture in package.tree("word/document.xml").iter(WP + "docPr"):
        decorative = any(e.tag.endswith("}decorative") for e in picture.iter())
        if not (picture.get("descr") or "").strip() and not decorative:
            yield f"picture {picture.get('id')} says nothing to those who do not see it"
        if picture.get("id") in seen:
            yield f"two pictures {picture.get('id')}"
        seen.add(picture.get("id"))


def tables(package):
    for table in package.tree("word/document.xml").iter(W + "tbl"):
        rows = table.findall(W + "tr")
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        if not any(heads) or not heads[0]:
            yield "a table without a head row"
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in rows:
            spans = [c.find(f"{W}tcPr/{W}gridSpan") for c in row.findall(W + "tc")]
            wide = sum(int(s.get(W + "val")) if s is not None else 1 for s in spans)
            if wide != columns:
                yield f"a row of {wide} cells in a table of {columns} columns"
        yield from ("a cell without a paragraph" for c in table.iter(W + "tc") if c.find(W + "p") is None)


def styles(package):
    there = set(package.values("word/styles.xml", "style", "styleId"))
    for part, tree in stories(package):
        used = {e.get(W + "val") for kind in ("pStyle", "rStyle", "tblStyle", "basedOn") for e in tree.iter(W + kind)}
        yield from (f"{part}: no style {name}" for name in used - there)


def relations(package):
    for part, tree in stories(package):
        name = part.replace("word/", "word/_rels/") + ".rels"
        rels = package.tree(name)
        there = {} if rels is None else {r.get("Id"): r for r in rels.iter(RELATION)}
        used = {value for e in tree.iter() for key, value in e.attrib.items() if key in (R + "id", R + "embed")}
        yield from (f"{part}: no relation {n}" for n in used - set(there))
        for relation in there.values():
            target = relation.get("Target")
            if relation.get("TargetMode") == "External":
                if not target.startswith(("https://", "http://", "mailto:")):
                    yield f"{part}: leads to {target}"
            elif f"word/{target}" not in package.names:
                yield f"{part}: no part {target}"


def languages(package):
    default = package.tree("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if default is None or not default.get(W + "val"):
        yield "no language"
    if not package.tree("docProps/core.xml").findtext(DC + "language"):
        yield "the properties name no language"


def headings(package):
    """The levels of headings follow one another. Lower ones inside boxes have levels of their own."""
    last = 0
    for paragraph in package.tree("word/document.xml").iter(W + "p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = style.get(W + "val") if style is not None else ""
        if name.startswith("Heading") and name[7:].isdigit():
            level = int(name[7:])
            if level > last + 1:
                yield f"{name} after level {last}"
            last = level


def texts(package):
    """Each paragraph that hangs on the outline or in a list says something, and no run holds what XML or Word lose."""
    for part, tree in stories(package):
        for text in tree.iter(W + "t"):
            if any(mark in (text.text or "") for mark in "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\t\n"):
                yield f"{part}: an embedding or a tab in {text.text!r}"
            if (text.text or "") != (text.text or "").strip() and text.get("{http://www.w3.org/XML/1998/namespace}space") != "preserve":
                yield f"{part}: a space is lost in {text.text!r}"
        for paragraph in tree.iter(W + "p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = style.get(W + "val") if style is not None else ""
            said = "".join(t.text or "" for t in paragraph.iter(W + "t")).strip()
            if name.startswith(("Heading", "Title")) and not said:
                yield f"{part}: a {name} that says nothing"


def metadata(package):
    core = package.tree("docProps/core.xml")
    if not core.findtext(DC + "title"):
        yield "no title"
    if core.findtext(f"{{{CORE}}}lastModifiedBy") != core.findtext(DC + "creator"):
        yield "the properties name somebody"
    yield from (f"a part that should not be there: {n}" for n in package.names if any(f in n for f in FORBIDDEN))


def verdicts(path):
    return [sdk(path), audit(path), lint(path), readers(path)]


def main(files):
    if not files:
        sys.exit(__doc__)
    # two at a time: the validators are programs of their own
    with ThreadPoolExecutor(2) as pool:
        judged = list(pool.map(verdicts, files))
    for file, own in zip(files, judged):
        for verdict in own:
            print(f"{Path(file).name}: {verdict}")
    return judges.exit_code([verdict for own in judged for verdict in own])


if __name__ == "__main__":
    judges.in_venv()
    sys.exit(main(sys.argv[1:]))

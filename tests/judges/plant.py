#!/usr/bin/env python3
"""plant.py GOOD.pdf: do the judges still see? Plants one defect at a time and wants each refused, by the right rule.

GOOD.pdf should have a figure, a link, a note, a table with head cells and, for one defect, an attachment; a defect that
it has no place for is named and fails too. Exit code 0: all refused; 1: some not; 2: judges are not installed.
"""

import re
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import judges

judges.in_venv()

import pikepdf  # noqa: E402  (only the Python of the judges has it)
from pikepdf import Array, Dictionary, Name  # noqa: E402


class NoPlace(Exception):
    """The file has nothing that the defect could be planted in."""


def none(what):
    raise NoPlace(f"no {what}")


def elements(pdf, kind=None):
    """The structure elements of one type, in order of the objects."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.StructElem and kind in (None, thing.get("/S")):
            yield thing


def element(pdf, kind):
    return next(elements(pdf, kind), None) or none(kind)


def fonts(pdf):
    found = [f for page in pdf.pages for f in page.get("/Resources", {}).get("/Font", {}).values()]
    return found or none("font")


def link(pdf):
    found = [a for page in pdf.pages for a in page.get("/Annots", []) if a.get("/Subtype") == Name.Link]
    return found[0] if found else none("link")


def rewrite(page, old, new):
    """Replaces the first `old` of a page's content."""
    content = page.Contents.read_bytes()
    if not re.search(old, content):
        none(f"{old!r}")
    page.Contents.write(re.sub(old, new, content, count=1))


def metadata(pdf, old, new):
    packet = pdf.Root.Metadata.read_bytes()
    if old not in packet:
        none(f"{old!r}")
    pdf.Root.Metadata.write(packet.replace(old, new))


# Each defect: its name, who must refuse it and by which rule (a start is enough), and what to do.


def alt(pdf):
    del element(pdf, "/Figure").Alt


def contents(pdf):
    del link(pdf).Contents


def language(pdf):
    del pdf.Root.Lang


def note_id(pdf):
    del element(pdf, "/Note").ID


def scope(pdf):
    for cell in elements(pdf, "/TH"):
        if "/Scope" in cell.get("/A", {}):
            del cell.A.Scope


def tabs(pdf):
    link(pdf)
    for page in pdf.pages:
        del page.Tabs


def to_unicode(pdf):
    del fonts(pdf)[0].ToUnicode


def width(pdf):
    widths = fonts(pdf)[0].DescendantFonts[0].W
    widths[1] = Array([int(value) + 50 for value in widths[1]])


def output_intent(pdf):
    del pdf.Root.OutputIntents


def claim(pdf):
    metadata(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")


def archival_claim(pdf):
    part = judges.archival_flavour(SOURCE)[0].encode()
    metadata(pdf, b"<pdfaid:part>" + part, b"<pdfaid:part>" + (b"2" if part == b"3" else b"3"))


def extension_schema(pdf):
    metadata(pdf, b"pdfaExtension:schemas", b"pdfaExtension:other")


def parent_tree(pdf):
    entries = pdf.Root.StructTreeRoot.ParentTree.Nums
    entries[1] = pdf.make_indirect(Array([None if at == 0 else owner for at, owner in enumerate(entries[1])]))


def title_display(pdf):
    del pdf.Root.ViewerPreferences


def marked(pdf):
    del pdf.Root.MarkInfo


def heading(pdf):
    found = [e for e in elements(pdf) if re.fullmatch(r"/H\d", str(e.get("/S")))]
    (found[-1] if len(found) > 1 else none("second heading")).S = Name.H6


def link_element(pdf):
    element(pdf, "/Link").S = Name.Span


def untagged(pdf):
    rewrite(pdf.pages[0], rb"/P ?<<\s*/MCID \d+\s*>> ?BDC", b"/P BMC")


def table_cell(pdf):
    element(pdf, "/TR").S = Name.P


def attachment_relationship(pdf):
    files = pdf.Root.get("/AF") or none("attachment")
    del files[0].AFRelationship


def hidden(pdf):
    link(pdf).F = 2


def key_type(pdf):
    pdf.pages[0].Rotate = pikepdf.String("upright")


def unknown_value(pdf):
    pdf.Root.PageMode = Name("/UseNothing")


OBJECT_DEFECTS = [
    ("figure without alternative text", "ua1", "7.3-1", alt),
    ("link without words", "ua1", "7.18.5-2", contents),
    ("no language", "ua1", "7.2-", language),
    ("note without id", "ua1", "7.9-1", note_id),
    ("head cell without scope", "ua1", "7.5-1", scope),
    ("no tab order", "ua1", "7.18.3-1", tabs),
    ("font without ToUnicode", "ua1", "7.21.7-1", to_unicode),
    ("wrong glyph width", "ua1", "7.21.5-1", width),
    ("no output intent", "archival", "6.2.4.3-", output_intent),
    ("no claim of PDF/UA", "ua1", "5-1", claim),
    ("wrong claim of PDF/A", "archival", "6.6.4-", archival_claim),
    ("claim of PDF/UA without its schema", "archival", "6.6.2.3", extension_schema),
    ("content missing from the parent tree", "ua1", "7.1-3", parent_tree),
    ("title not displayed", "ua1", "7.1-10", title_display),
    ("not marked as tagged", "ua1", "6.2-1", marked),
    ("heading that skips levels", "ua1", "7.4.2-1", heading),
    ("link outside a Link element", "ua1", "7.18.5-1", link_element),
    ("content without a tag", "ua1", "7.1-3", untagged),
    ("cells outside a row", "ua1", "7.2-", table_cell),
    ("attachment without relationship", "archival", "6.8-", attachment_relationship),
    ("hidden annotation", "archival", "6.3.2-2", hidden),
    ("key of the wrong type", "pdf-lint", "", key_type),
    ("value that no viewer knows", "pdf-lint", "", unknown_value),
]


def stream_length(content):
    return re.sub(rb"/Length (\d+)", lambda found: b"/Length %d" % (int(found.group(1)) - 7), content, count=1)


def cross_reference(content):
    entry = re.search(rb"\n(\d{10}) 00000 n", content)
    at = entry.start(1)
    return content[:at] + b"%010d" % (int(entry.group(1)) + 5) + content[at + 10 :]


BYTE_DEFECTS = [
    ("wrong stream length", "qpdf", "", stream_length),
    ("broken cross-reference table", "qpdf", "", cross_reference),
]


@dataclass
class Planted:
    """A file with one defect, who must refuse it and by which rule; without a judge, a file that all must pass."""

    name: str
    judge: str | None
    rule: str
    path: Path | None
    verdicts: list = field(default_factory=list)

    def flavours(self, archival):
        """What veraPDF is asked about."""
        return {"ua1": ["ua1"], "archival": [archival], None: ["ua1", archival]}.get(self.judge, []) if self.path else []

    def others(self):
        """What the other judges say."""
        asked = {"pdf-lint": [judges.ask_lint], "qpdf": [judges.ask_qpdf], None: [judges.ask_lint, judges.ask_qpdf]}
        return [ask(self.path) for ask in asked.get(self.judge, [])] if self.path else []

    def outcome(self):
        """`ok`, `FAIL` or `skipped`, and why."""
        if any(verdict.passed is None for verdict in self.verdicts):
            return "skipped", "a judge is not installed"
        if self.judge is None:
            passed = all(verdict.passed for verdict in self.verdicts)
            return ("ok", "passes") if passed else ("FAIL", "is refused")
        broken = [reason for verdict in self.verdicts if not verdict.passed for reason in verdict.reasons or [""]]
        seen = any(reason.startswith(self.rule) for reason in broken)
        return ("ok", "refused by") if seen else ("FAIL", "not refused by")


def plant(folder):
    """Writes the variants, first one with no defect, which shows that saving alone breaks nothing."""
    defects = [("nothing", None, "", lambda pdf: None), *OBJECT_DEFECTS, *BYTE_DEFECTS]
    for number, (name, judge, rule, change) in enumerate(defects):
        path = Path(folder) / f"{number:02}.pdf"
        try:
            if judge == "qpdf":
                path.write_bytes(change(SOURCE.read_bytes()))
            else:
                with pikepdf.open(SOURCE) as pdf:
                    change(pdf)
                    pdf.save(path)
        except (NoPlace, AttributeError, KeyError) as reason:
            name, path = f"{name} (no place for it: {reason})", None
        yield Planted(name, judge, rule, path)


def main():
    with tempfile.TemporaryDirectory() as folder:
        planted = list(plant(folder))
        archival = judges.archival_flavour(SOURCE)
        by_vera = iter(judges.ask_vera([(f, p.path) for p in planted for f in p.flavours(archival)]))
        count = dict.fromkeys(("ok", "FAIL", "skipped"), 0)
        for variant in planted:
            variant.verdicts = [next(by_vera) for _ in variant.flavours(archival)] + variant.others()
            outcome, why = variant.outcome()
            count[outcome] += 1
            print(f"{outcome}: {variant.name}: {why} {variant.judge or ''} {variant.rule}".rstrip())
            if outcome == "FAIL":
                print(*(f"    {verdict}" for verdict in variant.verdicts), sep="\n")
    print(f"{count['ok']} passed, {count['FAIL']} failed, {count['skipped']} skipped")
    return judges.FAIL if count["FAIL"] else judges.SKIPPED if count["skipped"] else judges.PASS


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    SOURCE = Path(sys.argv[1])
    sys.exit(main())

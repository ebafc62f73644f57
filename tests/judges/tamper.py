#!/usr/bin/env python3
"""tamper.py GOOD.pdf FOLDER: changes a PDF that carries an evidence ledger, one change a file, for `briefing verify` to see.

Prints a line for each file: its name, `fails` or `holds`, and words that the answer must have, with tabs between them. Files
that hold were only written anew, as other programs do. Exit code 0: all were made; 1: one has no place in GOOD.pdf; 2: pikepdf
is not installed.
"""

import hashlib
import json
import re
import sys
import zlib
from pathlib import Path

import judges

judges.in_venv()

try:
    import pikepdf
    from pikepdf import Array, AttachedFileSpec, Dictionary, Encryption, Name, ObjectStreamMode, Stream
except ImportError:
    sys.exit(2)

LEDGER = "evidence-ledger.json"


def texts(font):
    """What each code of a font stands for, by its ToUnicode."""
    found = {}
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be", "replace")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = bytes.fromhex(text).decode("utf-16-be", "replace")
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = start[:-1] + chr(ord(start[-1]) + step)
    return found


def change_shown(pdf, change):
    """Changes the first shown string for which `change` gives other bytes; it gets the bytes and the texts of the codes."""
    for page in pdf.pages:
        fonts = page.Resources.Font
        known, font, operations, done = {}, None, [], False
        for operands, operator in pikepdf.parse_content_stream(page):
            operands = list(operands)
            if str(operator) == "Tf":
                name = str(operands[0])
                font = known.setdefault(name, texts(fonts[name]))
            if str(operator) == "TJ" and not done:
                parts = []
                for part in operands[0]:
                    if isinstance(part, pikepdf.String) and not done:
                        new = change(bytes(part), font)
                        if new is not None:
                            part, done = pikepdf.String(new), True
                    parts.append(part)
                operands = [Array(parts)]
            operations.append((operands, operator))
        if done:
            page.Contents = Stream(pdf, pikepdf.unparse_content_stream(operations))
            return
    raise LookupError("nothing to change")


def digit(pdf):
    def change(shown, font):
        codes = [int.from_bytes(shown[at : at + 2], "big") for at in range(0, len(shown), 2)]
        digits = {font[code]: code for code in font if font[code].isdigit() and len(font[code]) == 1}
        for at, code in enumerate(codes):
            other = next((digits[text] for text in sorted(digits) if text != font.get(code)), None)
            if font.get(code, "").isdigit() and other is not None:
                codes[at] = other
                return b"".join(code.to_bytes(2, "big") for code in codes)
        return None

    change_shown(pdf, change)


def letters(pdf):
    def change(shown, font):
        codes = [shown[at : at + 2] for at in range(0, len(shown), 2)]
        for at, (one, other) in enumerate(zip(codes, codes[1:])):
            if one != other and all(font.get(int.from_bytes(code, "big"), "").isalpha() for code in (one, other)):
                codes[at], codes[at + 1] = other, one
                return b"".join(codes)
        return None

    change_shown(pdf, change)


def content(pdf, page, more):
    page = pdf.pages[page]
    page.contents_add(Stream(pdf, more), prepend=False)


def helvetica(pdf):
    return pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def more_text(pdf):
    pdf.pages[0].Resources.Font["/Fx"] = helvetica(pdf)
    content(pdf, 0, b"BT /Fx 12 Tf 50 50 Td (And 9 more) Tj ET")


def text_in_a_form(pdf):
    form = Stream(pdf, b"BT /Fx 12 Tf 50 50 Td (And 9 more) Tj ET")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
    form.Resources = Dictionary(Font=Dictionary(Fx=helvetica(pdf)))
    page = pdf.pages[-1]
    page.Resources.XObject = page.Resources.get("/XObject", Dictionary())
    page.Resources.XObject["/Xx"] = form
    content(pdf, -1, b"/Xx Do")


def painted_over(pdf):
    content(pdf, 0, b"q 1 1 1 rg 60 600 200 40 re f Q")


def painted_in_a_form(pdf):
    form = Stream(pdf, b"1 1 1 rg 60 600 200 40 re f")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 600, 800])
    page = pdf.pages[0]
    page.Resources.XObject = page.Resources.get("/XObject", Dictionary())
    page.Resources.XObject["/Xx"] = form
    content(pdf, 0, b"/Xx Do")


def picture(pdf):
    image = Stream(pdf, b"\xff\xff\xff")
    image.Type, image.Subtype, image.Width, image.Height = Name.XObject, Name.Image, 1, 1
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    page = pdf.pages[0]
    page.Resources.XObject = page.Resources.get("/XObject", Dictionary())
    page.Resources.XObject["/Xi"] = image
    content(pdf, 0, b"q 200 0 0 40 60 600 cm /Xi Do Q")


def annotation(pdf):
    look = Stream(pdf, b"BT /Fx 12 Tf 5 5 Td (And 9 more) Tj ET")
    look.Type, look.Subtype, look.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 20])
    look.Resources = Dictionary(Font=Dictionary(Fx=helvetica(pdf)))
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=Array([50, 50, 150, 70]), F=4, AP=Dictionary(N=look))
    page = pdf.pages[0]
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(note)])


def bare_annotation(pdf, **keys):
    """One without a picture of itself: viewers draw it."""
    note = Dictionary(Type=Name.Annot, Rect=Array([50, 600, 250, 640]), F=4, **keys)
    page = pdf.pages[0]
    page.Annots = Array([*page.get("/Annots", []), pdf.make_indirect(note)])


def link_border(pdf):
    link = next(note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == Name.Link)
    link.Border, link.C = Array([0, 0, 100]), Array([1, 1, 1])


def disguised(pdf):
    """A digit is drawn, and another is read aloud."""
    data = pdf.pages[0].Contents.read_bytes()
    font = re.search(rb"/(F\d+) ([\d.]+) Tf", data)
    known = texts(pdf.pages[0].Resources.Font["/" + font[1].decode()])
    code = next((code for code in known if known[code].isdigit()), None)
    if code is None:
        code, spoken = next(iter(known)), "7"
    else:
        spoken = "7" if known[code] != "7" else "8"
    aloud = spoken.encode("utf-16-be").hex().encode()
    more = b"/Span <</ActualText <feff%s>>> BDC BT /%s 10 Tf 50 50 Td <%04x> Tj ET EMC" % (aloud, font[1], code)
    content(pdf, 0, more)


def hidden(pdf, before, after):
    """All text of a page is drawn, and nobody sees it."""
    page = pdf.pages[0]
    page.contents_add(Stream(pdf, before), prepend=True)
    page.contents_add(Stream(pdf, after), prepend=False)


def transparent(pdf):
    state = pdf.make_indirect(Dictionary(Type=Name.ExtGState, ca=0, CA=0))
    page = pdf.pages[0]
    page.Resources.ExtGState = page.Resources.get("/ExtGState", Dictionary())
    page.Resources.ExtGState["/Gx"] = state
    hidden(pdf, b"/Gx gs", b"")


def cropped(pdf):
    pdf.pages[0].CropBox = Array([0, 0, 200, 200])


def only_aloud(pdf):
    content(pdf, 0, b"/Span <</ActualText (at least)>> BDC EMC")


def spoken_otherwise(pdf):
    pdf.pages[0].Resources.Font["/Fx"] = helvetica(pdf)
    content(pdf, 0, b"/Span <</ActualText (at most)>> BDC BT /Fx 12 Tf 50 50 Td (at least) Tj ET EMC")


def page_removed(pdf):
    del pdf.pages[1]


def pages_swapped(pdf):
    pdf.pages.append(pdf.pages[0])
    del pdf.pages[0]


def page_twice(pdf):
    pdf.pages.append(pdf.pages[0])


def replace(pdf, name, data):
    """New bytes for an embedded file, all else left as it is."""
    stream = pdf.attachments[name].obj.EF.F
    stream.write(data)


def read(pdf, name):
    return bytes(pdf.attachments[name].obj.EF.F.read_bytes())


def data_name(pdf):
    return next(name for name in pdf.attachments if name.endswith(".csv"))


def attachment_removed(pdf):
    del pdf.attachments[data_name(pdf)]


def attachment_changed(pdf):
    name = data_name(pdf)
    replace(pdf, name, read(pdf, name).replace(b"1", b"7", 1) + b"\n")


def attachment_added(pdf):
    pdf.attachments["more.csv"] = AttachedFileSpec(pdf, b"a,b\n", filename="more.csv", mime_type="text/csv")


def relationship(pdf):
    name = data_name(pdf)
    for file in pdf.Root.AF:
        if str(file.UF) == name:
            file.AFRelationship = Name.Supplement


def specification_changed(pdf):
    text = read(pdf, "briefing.toml").decode()
    replace(pdf, "briefing.toml", re.sub(r"(?m)^(value\s*=\s*)\d+", r"\g<1>77", text, count=1).encode())


def ledger(pdf, change, seal=False):
    value = json.loads(read(pdf, LEDGER))
    change(value)
    if seal:
        value["seal"] = ""
        text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
        value["seal"] = hashlib.sha256(text.encode()).hexdigest()
    replace(pdf, LEDGER, (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode())


def first(value):
    return next(figure for figure in value["figures"] if figure.get("value") and figure["uses"])


def other_value(value):
    first(value)["value"] = "77"


def other_print(value):
    used = next(used for figure in value["figures"] for used in figure["uses"] if used["printed"])
    used["printed"][0]["text"] += " 77"


def other_key(value):
    value["remark"] = "nothing has changed"


def other_version(value):
    value["ledger"] = 2


def ledger_removed(pdf):
    del pdf.attachments[LEDGER]


def bomb(pdf):
    """Two gigabytes in two megabytes."""
    deflate = zlib.compressobj(9)
    block = b" " * (1 << 20)
    packed = b"".join(deflate.compress(block) for _ in range(2048)) + deflate.flush()
    stream = Stream(pdf, b"")
    stream.write(packed, filter=Name.FlateDecode)
    pdf.pages[0].Contents = stream


CHANGES = [
    ("digit", digit, "the text of page"),
    ("letters", letters, "the text of page"),
    ("more-text", more_text, "the text of page"),
    ("text-in-a-form", text_in_a_form, "the text of page"),
    ("painted-over", painted_over, "areas and lines, and has"),
    ("painted-in-a-form", painted_in_a_form, "areas and lines, and has"),
    ("picture", picture, "pictures, and has"),
    ("annotation", annotation, "the text of page"),
    ("text-in-a-note", lambda pdf: bare_annotation(pdf, Subtype=Name.FreeText, Contents=pikepdf.String("at most 3"), DA=pikepdf.String("/Helv 30 Tf")),
     "does not write (`FreeText`)"),
    ("white-square", lambda pdf: bare_annotation(pdf, Subtype=Name.Square, IC=Array([1, 1, 1])), "does not write (`Square`)"),
    ("form-field", lambda pdf: bare_annotation(pdf, Subtype=Name.Widget, FT=Name.Tx, V=pikepdf.String("3")), "does not write (`Widget`)"),
    ("link-border", link_border, "a link that is drawn"),
    ("disguised", disguised, "is read aloud"),
    ("invisible", lambda pdf: hidden(pdf, b"3 Tr", b""), "is there and not painted"),
    ("clipping-text", lambda pdf: hidden(pdf, b"7 Tr", b""), "is there and not painted"),
    ("clipped", lambda pdf: hidden(pdf, b"q 0 0 9 9 re W n", b"Q"), "is clipped away"),
    ("off-the-page", lambda pdf: hidden(pdf, b"q 1 0 0 1 2000 0 cm", b"Q"), "stands outside the page"),
    ("tiny", lambda pdf: hidden(pdf, b"q .01 0 0 .01 300 300 cm", b"Q"), "too small or too narrow"),
    ("transparent", transparent, "so that nothing is seen"),
    ("cropped", cropped, "stands outside the page"),
    ("only-aloud", only_aloud, "“at least” is read aloud"),
    ("spoken-otherwise", spoken_otherwise, "“at most” is read aloud"),
    ("page-removed", page_removed, "pages, and the file has"),
    ("pages-swapped", pages_swapped, "page 1 bears the text of page 2"),
    ("page-twice", page_twice, "pages, and the file has"),
    ("attachment-removed", attachment_removed, "is not there"),
    ("attachment-changed", attachment_changed, "was changed"),
    ("attachment-added", attachment_added, "`more.csv` was added"),
    ("relationship", relationship, "no longer belongs to the document as Data"),
    ("specification-changed", specification_changed, "the number is `77`"),
    ("ledger-removed", ledger_removed, "carries no evidence ledger"),
    ("ledger-value", lambda pdf: ledger(pdf, other_value), "was changed after it was written"),
    ("ledger-value-sealed", lambda pdf: ledger(pdf, other_value, seal=True), "`77` in the ledger"),
    ("ledger-print-sealed", lambda pdf: ledger(pdf, other_print, seal=True), "does not stand on page"),
    ("ledger-key", lambda pdf: ledger(pdf, other_key), "unknown field `remark`"),
    ("ledger-version", lambda pdf: ledger(pdf, other_version), "version 2"),
    ("ledger-no-json", lambda pdf: replace(pdf, LEDGER, b"{"), "is no JSON"),
    ("bomb", bomb, "more time or memory"),
]


def main(good, folder):
    def line(name, state, words):
        print(name, state, words, sep="\t")

    for name, change, words in CHANGES:
        with pikepdf.open(good) as pdf:
            try:
                change(pdf)
            except (LookupError, StopIteration) as error:
                print(f"{name}: no place for it: {error!r}", file=sys.stderr)
                return 1
            pdf.save(folder / f"{name}.pdf")
        line(name, "fails", words)
    data = good.read_bytes()
    raw = [
        ("truncated", data[: len(data) // 2], ""),
        ("empty", b"", "the file is empty"),
        ("no-pdf", b"<html>no</html>", "the file is no PDF"),
        ("garbage", b"%PDF-1.7\n" + bytes(range(256)) * 20, "cut off or broken"),
    ]
    for name, bytes_of, words in raw:
        (folder / f"{name}.pdf").write_bytes(bytes_of)
        line(name, "fails", words)
    with pikepdf.open(good) as pdf:
        pdf.save(folder / "locked.pdf", encryption=Encryption(user="u", owner="o"))
    line("locked", "fails", "a password is needed")
    other = pikepdf.new()
    other.add_blank_page()
    other.save(folder / "other.pdf")
    line("other", "fails", "it was not made by `briefing`")
    for name, how in [
        ("saved-again", {}),
        ("linearised", {"linearize": True}),
        ("object-streams", {"object_stream_mode": ObjectStreamMode.generate, "recompress_flate": True}),
    ]:
        with pikepdf.open(good) as pdf:
            pdf.save(folder / f"{name}.pdf", **how)
        line(name, "holds", "is as its evidence ledger has it")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))

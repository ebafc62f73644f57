"""The page: texts and shapes of each chart of a PDF, read from the content streams, with the data that is attached."""

import copy
import csv
import io
import re
import sys
import tomllib
from dataclasses import dataclass, field, replace

try:
    import pikepdf
except ImportError:
    print("pikepdf is not installed")
    sys.exit(2)


@dataclass
class Text:
    string: str
    x: float
    y: float
    width: float
    size: float
    color: tuple

    @property
    def middle(self):
        """Half the height of a digit above the baseline."""
        return self.y - 0.33 * self.size

    @property
    def center(self):
        return self.x + self.width / 2


@dataclass
class Shape:
    points: list
    curved: bool
    fill: tuple
    stroke: tuple
    width: float
    dash: tuple = ()
    # what is drawn inside its edges only: pairs of colour and width of line
    hatch: list = field(default_factory=list)

    @property
    def provisional(self):
        """Hatched in its own colour: lines that are not lighter than their ground, and an outline. Those of a pattern are lighter."""
        return any(self.is_own(color) for color, _ in self.hatch)

    def is_own(self, color):
        return sum(color) <= sum(self.fill)

    def box(self):
        xs, ys = [p[0] for p in self.points], [p[1] for p in self.points]
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def center(self):
        left, top, right, bottom = self.box()
        # a triangle is heavier below: it stands where 1.25 parts of its 2.1 are above
        share = 1.25 / 2.1 if not self.curved and len(set(self.points)) == 3 else 0.5
        return (left + right) / 2, top + (bottom - top) * share

    def moved(self, dx, dy):
        return replace(self, points=[(x + dx, y + dy) for x, y in self.points], hatch=list(self.hatch))


@dataclass
class Figure:
    """What one chart shows, and what it should show."""
    caption: str
    texts: list
    shapes: list
    kind: str = ""
    record: dict = field(default_factory=dict)
    rows: list = field(default_factory=list)
    columns: dict = field(default_factory=dict)
    # left, top, right, bottom, as the file says it
    area: tuple = ()


class Font:
    def __init__(self, font):
        self.map = {}
        self.widths = {}
        cmap = font.get("/ToUnicode")
        if cmap is not None:
            self.read_map(cmap.read_bytes().decode("latin-1"))
        descendant = font["/DescendantFonts"][0]
        self.default = float(descendant.get("/DW", 1000))
        items = list(descendant.get("/W", []))
        at = 0
        while at < len(items):
            first = int(items[at])
            if isinstance(items[at + 1], pikepdf.Array):
                for offset, width in enumerate(items[at + 1]):
                    self.widths[first + offset] = float(width)
                at += 2
            else:
                for code in range(first, int(items[at + 1]) + 1):
                    self.widths[code] = float(items[at + 2])
                at += 3

    def read_map(self, text):
        text_of = lambda digits: bytes.fromhex(digits).decode("utf-16-be", "replace")
        for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.S):
            for code, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
                self.map[int(code, 16)] = text_of(to)
        for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.S):
            for first, last, to in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
                for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                    self.map[code] = text_of(to)[:-1] + chr(ord(text_of(to)[-1]) + step)
            for first, _, many in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*\[(.*?)\]", block, re.S):
                for step, to in enumerate(re.findall(r"<([0-9A-Fa-f]+)>", many)):
                    self.map[int(first, 16) + step] = text_of(to)


def times(a, b):
    return (a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
            a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5])


class PageReader:
    """The texts and shapes of each piece of marked content of a page, from the top left corner."""

    def __init__(self, page, fonts):
        self.height = float(page.mediabox[3])
        self.content = {}
        self.fonts = {}
        for name, font in page.resources.get("/Font", {}).items():
            key = font.objgen
            if key not in fonts:
                fonts[key] = Font(font)
            self.fonts[name] = fonts[key]
        self.read(page)

    def read(self, page):
        ctm, saved = (1, 0, 0, 1, 0, 0), []
        fill, stroke, width, dash, clip, clipping = (0, 0, 0), (0, 0, 0), 1.0, (), None, False
        font, size, matrix, line = None, 0, None, None
        rings, curved, marks = [], False, []
        for operands, operator in pikepdf.parse_content_stream(page):
            op = str(operator)
            n = lambda: [float(o) for o in operands]
            if op == "q":
                saved.append((ctm, fill, stroke, width, dash, clip))
            elif op == "Q":
                ctm, fill, stroke, width, dash, clip = saved.pop()
            elif op == "cm":
                ctm = times(n(), ctm)
            elif op in ("BDC", "BMC"):
                properties = operands[1] if op == "BDC" else {}
                marks.append(int(properties["/MCID"]) if "/MCID" in properties else None)
            elif op == "EMC":
                marks.pop()
            elif op in ("rg", "sc", "scn"):
                fill = tuple(round(v, 3) for v in n())
            elif op in ("RG", "SC", "SCN"):
                stroke = tuple(round(v, 3) for v in n())
            elif op == "w":
                width = n()[0]
            elif op == "d":
                dash = tuple(float(v) for v in operands[0])
            elif op in ("W", "W*"):
                clipping = True
            elif op == "m":
                rings.append([self.place(ctm, *n())])
            elif op == "l":
                rings[-1].append(self.place(ctm, *n()))
            elif op in ("c", "v", "y"):
                v = n()
                curved = True
                rings[-1].append(self.place(ctm, v[-2], v[-1]))
            elif op == "re":
                x, y, w, h = n()
                rings.append([self.place(ctm, *p) for p in ((x, y), (x + w, y), (x + w, y + h), (x, y + h))])
            elif op in ("f", "F", "f*", "S", "s", "B", "b", "B*", "b*", "n"):
                for ring in rings:
                    if op != "n":
                        filled = fill if op[0] in "fFBb" else None
                        stroked = stroke if op[0] in "SsBb" else None
                        self.add(marks, Shape(ring, curved, filled, stroked, width, dash), clip)
                if clipping and rings:
                    clip = rings[0]
                rings, curved, clipping = [], False, False
            elif op == "BT":
                matrix = line = (1, 0, 0, 1, 0, 0)
            elif op == "Tf":
                font, size = self.fonts[str(operands[0])], float(operands[1])
            elif op == "Tm":
                matrix = line = tuple(n())
            elif op in ("Td", "TD"):
                matrix = line = times((1, 0, 0, 1, *n()), line)
            elif op in ("Tj", "TJ"):
                matrix = self.show(operands[0] if op == "TJ" else [operands[0]], font, size, matrix, ctm, fill, marks)

    def place(self, ctm, x, y):
        return ctm[0] * x + ctm[2] * y + ctm[4], self.height - (ctm[1] * x + ctm[3] * y + ctm[5])

    def add(self, marks, thing, clip=None):
        if not marks or marks[-1] is None:
            return
        content = self.content.setdefault(marks[-1], [])
        if clip is not None and thing.stroke:
            # lines inside an area are a pattern on it
            for area in reversed(content):
                if isinstance(area, Shape) and area.fill and same_ring(area.points, clip):
                    area.hatch.append((thing.stroke, thing.width))
                    return
        content.append(thing)

    def show(self, parts, font, size, matrix, ctm, fill, marks):
        """Glyphs on one line; a wide step between them begins another text."""
        string, advance, begun = "", 0.0, 0.0

        def finish():
            if string:
                x, y = self.place(times((1, 0, 0, 1, begun, 0), times(matrix, ctm)), 0, 0)
                self.add(marks, Text(string, x, y, advance - begun, size, fill))

        for part in parts:
            if isinstance(part, pikepdf.String):
                raw = bytes(part)
                for at in range(0, len(raw), 2):
                    code = raw[at] << 8 | raw[at + 1]
                    string += font.map.get(code, "\ufffd")
                    advance += font.widths.get(code, font.default) / 1000 * size
            else:
                step = -float(part) / 1000 * size
                # a step before the first glyph is no part of the text
                if abs(step) > 0.3 * size or not string:
                    finish()
                    string, begun = "", advance + step
                advance += step
        finish()
        return times((1, 0, 0, 1, advance, 0), matrix)


def same_ring(a, b):
    return len(a) == len(b) and all(abs(p - q) < 0.01 for one, other in zip(a, b) for p, q in zip(one, other))


def joined(texts):
    """Pieces of one line that follow each other closely are one text."""
    found = []
    for text in texts:
        last = found[-1] if found else None
        if last and abs(last.y - text.y) < 0.01 and -0.5 < text.x - (last.x + last.width) < 0.5 and last.color == text.color:
            last.string += text.string
            last.width = text.x + text.width - last.x
        else:
            found.append(copy.copy(text))
    return found


def figures(path):
    """The charts of a file with the data they should show."""
    with pikepdf.open(path) as pdf:
        names = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        spec = tomllib.loads(names["briefing.toml"].decode()) if "briefing.toml" in names else {}
        pages, fonts = {page.obj.objgen: page for page in pdf.pages}, {}
        readers, found = {}, []

        def content(element):
            things = []
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR" and "/S" in kid:
                    things += content(kid)
                elif isinstance(kid, int) or (isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid):
                    page = kid.get("/Pg", element.get("/Pg")) if isinstance(kid, pikepdf.Dictionary) else element.get("/Pg")
                    number = int(kid if isinstance(kid, int) else kid["/MCID"])
                    key = page.objgen
                    if key not in readers:
                        readers[key] = PageReader(pages[key], fonts)
                    things += readers[key].content.get(number, [])
            return things

        def area_of(element):
            attributes = element.get("/A", [])
            page = element.get("/Pg")
            for of in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
                if "/BBox" in of and page is not None:
                    left, bottom, right, top = (float(v) for v in of["/BBox"])
                    height = float(page["/MediaBox"][3])
                    return left, height - top, right, height - bottom
            return ()

        def walk(element, caption):
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
                    continue
                if kid["/S"] == "/Caption":
                    caption = " ".join(thing.string for thing in content(kid) if isinstance(thing, Text))
                elif kid["/S"] == "/Figure":
                    things = content(kid)
                    for thing in things:
                        if isinstance(thing, Shape) and thing.provisional:
                            # pale, with lines of its own colour
                            thing.fill = next(color for color, _ in thing.hatch if thing.is_own(color))
                    texts = joined([thing for thing in things if isinstance(thing, Text)])
                    found.append(Figure(caption, texts, [thing for thing in things if isinstance(thing, Shape)], area=area_of(kid)))
                else:
                    walk(kid, caption)

        walk(pdf.Root["/StructTreeRoot"], "")
    squeezed = lambda text: re.sub(r"\s", "", text)
    for figure in found:
        for record in spec.get("charts", {}).values():
            if squeezed(record["title"]) not in squeezed(figure.caption):
                continue
            figure.record, figure.kind = record, record["kind"]
            if "data" in record:
                data = spec["data"][record["data"]]
                rows = csv.DictReader(io.StringIO(names[data["file"].replace("/", "-")].decode("utf-8-sig")))
                figure.rows, figure.columns = list(rows), data.get("columns", {})
            elif "figure" in record:
                short = lambda estimate: spec["sources"][estimate["source"]].get("title_short")
                unit = spec["figures"][record["figure"]].get("unit")
                estimates = spec["figures"][record["figure"]].get("estimates", [])
                figure.rows = [{**estimate, "name": estimate.get("by") or short(estimate), "unit": unit} for estimate in estimates]
    return [figure for figure in found if figure.kind]



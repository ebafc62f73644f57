#!/usr/bin/env python3
"""chart_reader.py read FILE.pdf...          do the charts show the data that is attached to the file?
chart_reader.py prove PROGRAM [--sets N] [--plants N]   made-up data of each kind, drawn by PROGRAM, read back; then faults planted

It reads the page's paths and texts from the content streams, finds ticks and marks, computes the value of each mark from its place
and compares it with the attached CSV: within 0.25 points. It shares no code with the program and knows only what a reader knows:
how such a chart is read, and which column is which (from the attached specification). Of a chart that it does not know it says so.

Exit code 0: all agree, and all planted faults were seen; 1: not; 2: pikepdf is not installed.
"""

import argparse
import colorsys
import copy
import csv
import io
import random
import re
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

try:
    import pikepdf
except ImportError:
    print("pikepdf is not installed")
    sys.exit(2)

NEAR = 0.25
HAIRLINE = 0.4


class Unread(Exception):
    """The picture is not what the data says."""


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
        return Shape([(x + dx, y + dy) for x, y in self.points], self.curved, self.fill, self.stroke, self.width)


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


# -- the page ------------------------------------------------------------------


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
        fill, stroke, width = (0, 0, 0), (0, 0, 0), 1.0
        font, size, matrix, line = None, 0, None, None
        rings, curved, marks = [], False, []
        for operands, operator in pikepdf.parse_content_stream(page):
            op = str(operator)
            n = lambda: [float(o) for o in operands]
            if op == "q":
                saved.append((ctm, fill, stroke, width))
            elif op == "Q":
                ctm, fill, stroke, width = saved.pop()
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
                        self.add(marks, Shape(ring, curved, filled, stroked, width))
                rings, curved = [], False
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

    def add(self, marks, thing):
        if marks and marks[-1] is not None:
            self.content.setdefault(marks[-1], []).append(thing)

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

        def walk(element, caption):
            kids = element.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
                    continue
                if kid["/S"] == "/Caption":
                    caption = " ".join(thing.string for thing in content(kid) if isinstance(thing, Text))
                elif kid["/S"] == "/Figure":
                    things = content(kid)
                    texts = joined([thing for thing in things if isinstance(thing, Text)])
                    found.append(Figure(caption, texts, [thing for thing in things if isinstance(thing, Shape)]))
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


# -- reading values --------------------------------------------------------------


def number(string):
    """The number a label prints, whatever sign of a bound or word stands before it."""
    found = re.search(r"[\u2212-]?\d[\d,]*(\.\d+)?", string)
    return float(found.group().replace(",", "").replace("\u2212", "-")) if found else None


def is_number(string):
    return re.fullmatch(r"([≥>≈≤<]\s*)?[\u2212-]?\d[\d,]*(\.\d+)?", string.replace("\u00a0", " ").strip()) is not None


def value(cell):
    return float(cell) if cell not in ("", None) else None


def fail(what):
    raise Unread(what)


@dataclass
class Read:
    """What the reader used, so that faults can be planted there."""
    marks: list = field(default_factory=list)  # (index of the shape, maybe of its corner, 0 for x or 1 for y, value)
    ticks: list = field(default_factory=list)  # indices of texts
    labels: list = field(default_factory=list)
    fills: list = field(default_factory=list)  # (index of the shape, value)
    count: int = 0


class Scale:
    """Points to values, from ticks: pairs of place and value."""

    def __init__(self, pairs):
        pairs = sorted(set(pairs))
        if len(pairs) < 2:
            fail("fewer than two ticks")
        (self.a, self.va), (self.b, self.vb) = pairs[0], pairs[-1]
        if self.va == self.vb or self.a == self.b:
            fail("ticks with one value or at one place")
        for place, tick in pairs:
            if abs(self.place(tick) - place) > NEAR:
                fail(f"the tick {tick} stands at {place}, not at {self.place(tick)}")

    def place(self, of):
        return self.a + (self.b - self.a) * (of - self.va) / (self.vb - self.va)


def hairlines(figure, axis):
    """The lines of the grid: upright (0) or lying (1)."""
    for shape in figure.shapes:
        if shape.stroke and not shape.fill and abs(shape.width - HAIRLINE) < 0.01 and len(shape.points) == 2:
            if abs(shape.points[0][axis] - shape.points[1][axis]) < 0.01:
                yield shape


def lying_scale(figure, read):
    """The axis below a chart of rows."""
    pairs = []
    for line in hairlines(figure, 0):
        left, _, _, bottom = line.box()
        near = [(i, t) for i, t in enumerate(figure.texts)
                if is_number(t.string) and abs(t.center - left) < 0.6 and 0 < t.y - bottom < 16]
        for index, text in near[:1]:
            read.ticks.append(index)
            pairs.append((left, number(text.string)))
    return Scale(pairs)


def row_names(figure, names):
    """The middle of each row's name: its lines follow each other among the texts."""
    squeezed = lambda text: re.sub(r"\s", "", text)
    found, at = {}, 0
    wanted = {squeezed(name): name for name in names}
    while at < len(figure.texts):
        for length in (1, 2, 3):
            texts = figure.texts[at:at + length]
            name = wanted.get(squeezed("".join(text.string for text in texts)))
            if name is not None and name not in found and len(texts) == length:
                found[name] = ((texts[0].middle + texts[-1].middle) / 2, at, length)
                at += length - 1
                break
        at += 1
    for name in names:
        if name not in found:
            fail(f"no row is named {name}")
    return found


def series(figure):
    y = figure.record["y"]
    y = y if isinstance(y, list) else [y]
    columns = [item if isinstance(item, str) else item["column"] for item in y]
    return [(name, figure.columns.get(name, {}).get("label", name)) for name in columns]


def at_row(figure, middle, test, slack=1.0):
    return [(i, s) for i, s in enumerate(figure.shapes) if abs(s.center[1] - middle) < slack and test(s)]


def labels_of_row(figure, middle, names, read, expected):
    """The smallest and the largest value of a row are told, from left to right, and nothing else."""
    told = [(i, t) for i, t in enumerate(figure.texts)
            if abs(t.middle - middle) < 1.2 and i not in names and i not in read.ticks and is_number(t.string)]
    told.sort(key=lambda item: item[1].x)
    read.labels += [index for index, _ in told]
    wanted = [min(expected), max(expected)] if len(expected) > 1 else list(expected)
    if [number(text.string) for _, text in told] != wanted:
        fail(f"the row tells {[text.string for _, text in told]}, not {wanted}")


def near(shape_place, wanted, what):
    if abs(shape_place - wanted) > NEAR:
        fail(f"{what}: at {shape_place:.2f}, not {wanted:.2f}")


def rows_of(figure, read):
    """Name, middle and row of the data of each row of a lying chart; the scale."""
    names = [row[figure.record["x"]] for row in figure.rows]
    scale = lying_scale(figure, read)
    found = row_names(figure, names)
    taken = {i for _, at, length in found.values() for i in range(at, at + length)}
    return scale, taken, [(found[row[figure.record["x"]]][0], row) for row in figure.rows]


def is_dot(shape):
    left, top, right, bottom = shape.box()
    return shape.fill and shape.fill != (1, 1, 1) and right - left < 12 and bottom - top < 12 and shape.stroke is None


def expect_dots(figure, read, middle, wanted, scale, color, what):
    dots = at_row(figure, middle, lambda s: is_dot(s) and (color is None or s.fill == color))
    left = list(wanted)
    for index, shape in dots:
        place = shape.center[0]
        match = [w for w in left if abs(scale.place(w) - place) <= NEAR]
        if not match:
            fail(f"{what}: a dot at {place:.2f} that is no value of {wanted}")
        left.remove(match[0])
        read.marks.append((index, 0, match[0]))
        read.count += 1
    if left:
        fail(f"{what}: no dot for {left}")


def read_lollipop(figure, read):
    scale, taken, rows = rows_of(figure, read)
    column = series(figure)[0][0]
    for middle, row in rows:
        of = value(row[column])
        wanted = [] if of is None else [of]
        expect_dots(figure, read, middle, wanted, scale, None, row[figure.record["x"]])
        stems = at_row(figure, middle, lambda s: s.stroke and abs(s.width - 1.4) < 0.01)
        if of is not None:
            if len(stems) != 1:
                fail("a value without a line from zero")
            left, _, right, _ = stems[0][1].box()
            near(left, min(scale.place(0), scale.place(of)), "the begin of a line")
            near(right, max(scale.place(0), scale.place(of)), "the end of a line")
        labels_of_row(figure, middle, taken, read, wanted)


def read_dot_plot(figure, read):
    scale, taken, rows = rows_of(figure, read)
    all_series = series(figure)
    colors = {}
    if len(all_series) > 1:
        for column, label in all_series:
            near_name = [t for t in figure.texts if t.string == label or t.string.startswith(label + " (")]
            if not near_name:
                fail(f"the series {label} is not named")
            dots = [s for s in figure.shapes
                    if is_dot(s) and 0 < near_name[0].x - s.center[0] < 10 and abs(s.center[1] - near_name[0].middle) < 2]
            if not dots:
                fail(f"the series {label} has no marker")
            colors[column] = dots[0].fill
            read.labels.append(next(i for i, t in enumerate(figure.texts) if t is near_name[0]))
        if len(set(colors.values())) < len(colors):
            fail("two series look alike")
    for middle, row in rows:
        wanted = [value(row[column]) for column, _ in all_series]
        for (column, label), of in zip(all_series, wanted):
            expect_dots(figure, read, middle, [] if of is None else [of], scale, colors.get(column), f"{row[figure.record['x']]}, {label}")
        labels_of_row(figure, middle, taken, read, [of for of in wanted if of is not None])


def read_horizontal_bar(figure, read):
    scale, taken, rows = rows_of(figure, read)
    column = series(figure)[0][0]
    for middle, row in rows:
        of = value(row[column])
        bars = at_row(figure, middle, lambda s: s.fill and s.fill != (1, 1, 1) and not s.curved and len(s.points) in (4, 5)
                      and s.box()[3] - s.box()[1] > 6)
        if of is None:
            if bars:
                fail("a bar without a value")
            continue
        if len(bars) != 1:
            fail(f"{len(bars)} bars in one row")
        left, _, right, _ = bars[0][1].box()
        near(left, scale.place(0), "the foot of a bar")
        near(right, scale.place(of), "the end of a bar")
        read.marks.append((bars[0][0], 0, of))
        read.count += 1
        labels_of_row(figure, middle, taken, read, [of])


def read_range(figure, read):
    scale, taken, rows = rows_of(figure, read)
    columns = [column for column, _ in series(figure)]
    for middle, row in rows:
        low, high = value(row[columns[0]]), value(row[columns[1]])
        point = value(row[columns[2]]) if len(columns) > 2 else None
        bars = at_row(figure, middle, lambda s: s.stroke and abs(s.width - 3.4) < 0.01)
        if low is None:
            if bars:
                fail("a range without values")
            continue
        if len(bars) != 1:
            fail(f"{len(bars)} ranges in one row")
        left, _, right, _ = bars[0][1].box()
        near(left, scale.place(low), "the low end")
        near(right, scale.place(high), "the high end")
        read.marks.append((bars[0][0], 0, low))
        read.count += 1
        expect_dots(figure, read, middle, [] if point is None else [point], scale, None, "the point")
        wanted = [of for of in (point, low, high) if of is not None]
        said = [(i, t) for i, t in enumerate(figure.texts)
                if abs(t.middle - middle) < 1.2 and i not in taken and i not in read.ticks]
        told = [float(n.replace(",", "").replace("\u2212", "-")) for _, t in said
                for n in re.findall(r"\u2212?\d[\d,]*(?:\.\d+)?", t.string)]
        read.labels += [i for i, _ in said]
        if sorted(told) != sorted(wanted):
            fail(f"the row tells {told}, not {wanted}")


def read_slope(figure, read):
    columns = series(figure)
    heads = []
    for column, label in columns:
        head = [(i, t) for i, t in enumerate(figure.texts) if t.string == label]
        if not head:
            fail(f"the time {label} is not named")
        heads.append(head[0][1].center)
        read.labels.append(head[0][0])
    dots = [(i, s) for i, s in enumerate(figure.shapes) if is_dot(s)]
    at = [[(i, s) for i, s in dots if abs(s.center[0] - x) < 0.6] for x in heads]
    values = [[value(row[column]) for row in figure.rows] for column, _ in columns]
    known = [sorted(v for v in of if v is not None) for of in values]
    everything = sorted({v for of in known for v in of})
    for time, of in zip(at, known):
        if len(time) != len(of):
            fail(f"{len(time)} points for {len(of)} values")
    # rank by rank, the lowest point is the smallest value
    pairs = []
    for time, of in zip(at, known):
        for (index, shape), v in zip(sorted(time, key=lambda item: -item[1].center[1]), of):
            pairs.append((shape.center[1], v))
            read.marks.append((index, 1, v))
            read.count += 1
    if len(everything) > 1:
        low = [y for y, v in pairs if v == everything[0]][0]
        high = [y for y, v in pairs if v == everything[-1]][0]
        place = lambda v: low + (high - low) * (v - everything[0]) / (everything[-1] - everything[0])
        for y, v in pairs:
            near(y, place(v), f"the point of {v}")
        ends = sorted((round(s.points[0][0], 1), s.points[0][1], s.points[1][1]) for s in figure.shapes
                      if s.stroke and len(s.points) == 2 and s.width > 1.4 and abs(s.points[0][0] - s.points[1][0]) > 5)
        wanted = sorted((round(heads[t], 1), place(values[t][r]), place(values[t + 1][r])) for r in range(len(figure.rows))
                        for t in range(len(heads) - 1) if values[t][r] is not None and values[t + 1][r] is not None)
        if len(ends) != len(wanted):
            fail(f"{len(ends)} lines, not {len(wanted)}")
        left = list(ends)
        for x, first, second in wanted:
            match = [e for e in left if abs(e[0] - x) < 0.6 and abs(e[1] - first) <= NEAR and abs(e[2] - second) <= NEAR]
            if not match:
                fail("a line that should be there is not")
            left.remove(match[0])
    squeezed = lambda text: re.sub(r"\s", "", text)
    for time in (0, len(columns) - 1):
        for row, v in zip(figure.rows, values[time]):
            if v is None:
                continue
            name = squeezed(row[figure.record["x"]])
            side = [(i, t) for i, t in enumerate(figure.texts) if squeezed(t.string).startswith(name)
                    and (t.x + t.width < heads[0] if time == 0 else t.x > heads[-1])
                    and number(squeezed(t.string)[len(name):]) is not None]
            if not any(abs(number(squeezed(t.string)[len(name):]) - v) < 1e-9 for _, t in side):
                fail(f"{row[figure.record['x']]} is not told with {v}")
            read.labels += [i for i, _ in side]


def pivoted(figure):
    """Places, series and values of data with one value a row, or a column a series."""
    x, split = figure.record["x"], figure.record.get("split")
    if split is None:
        places = [row[x] for row in figure.rows]
        return places, [(label, [value(row[column]) for row in figure.rows]) for column, label in series(figure)]
    column = series(figure)[0][0]
    places = sorted({row[x] for row in figure.rows})
    names = list(dict.fromkeys(row[split] for row in figure.rows))
    of = {(row[split], row[x]): value(row[column]) for row in figure.rows}
    return places, [(name, [of.get((name, place)) for place in places]) for name in names]


def ordinal(place):
    return date.fromisoformat(place).toordinal() if "-" in place else int(place)


def read_small_multiples(figure, read):
    places, all_series = pivoted(figure)
    at = [ordinal(place) for place in places]
    grids = {}
    for line in hairlines(figure, 1):
        left, top, right, _ = line.box()
        grids.setdefault((round(left, 1), round(right, 1)), []).append(top)
    panels = []
    for (left, right), ys in grids.items():
        ys.sort()
        # the lines of panels that stand below each other are one list: a wide gap divides them
        steps = [b - a for a, b in zip(ys, ys[1:])]
        least = min((s for s in steps if s > 0.5), default=1)
        group = [ys[0]]
        for a, b in zip(ys, ys[1:]):
            if b - a > least * 1.5:
                panels.append((left, right, group))
                group = []
            group.append(b)
        panels.append((left, right, group))
    panels.sort(key=lambda p: (round(p[2][0]), p[0]))
    if len(panels) != len(all_series):
        fail(f"{len(panels)} panels for {len(all_series)} series")
    first_left = min(p[0] for p in panels)
    curves = [(i, s) for i, s in enumerate(figure.shapes) if s.stroke and abs(s.width - 1.4) < 0.01]
    shifts = []
    scales = []
    for left, right, ys in panels:
        pairs = []
        for y in ys:
            near_tick = [(i, t) for i, t in enumerate(figure.texts) if is_number(t.string) and abs(t.middle - y) < 0.6
                         and 0 < first_left - (t.x + t.width) < 8]
            for index, text in near_tick[:1]:
                read.ticks.append(index)
                pairs.append((y, number(text.string)))
        scales.append(Scale(pairs))
    for (left, right, ys), scale, (name, values) in zip(panels, scales, all_series):
        titles = [(i, t) for i, t in enumerate(figure.texts) if abs(t.x - left) < 0.3 and 0 < ys[0] - t.y < 12]
        if not any(name.replace(" ", "").endswith(t.string.replace(" ", "")) for _, t in titles):
            fail(f"the panel of {name} has another title: {[t.string for _, t in titles]}")
        read.labels += [i for i, _ in titles]
        inside = lambda s: left - 0.1 <= s.box()[0] and s.box()[2] <= right + 0.1 and ys[0] - 0.3 <= s.box()[1] and s.box()[3] <= ys[-1] + 0.3
        vertices = [(i, p) for i, s in curves if inside(s) for p in s.points]
        dots = [(i, s.center) for i, s in enumerate(figure.shapes) if is_dot(s) and s.curved
                and left <= s.center[0] <= right and ys[0] - 3 <= s.center[1] <= ys[-1] + 3]
        shifts.append((vertices + dots, scale, name, values, left))
    # where the first and the last place stand: in the panels that have them
    firsts = [min(p[0] - left for _, p in points) for points, _, _, values, left in shifts if values[0] is not None and points]
    lasts = [max(p[0] - left for _, p in points) for points, _, _, values, left in shifts if values[-1] is not None and points]
    if not firsts or not lasts:
        fail("no series has the first or the last place")
    begin, end = min(firsts), max(lasts)
    span = at[-1] - at[0]
    for points, scale, name, values, left in shifts:
        place = lambda k: left + (begin + (end - begin) * (at[k] - at[0]) / span if span else begin)
        wanted = [(place(k), scale.place(v), v) for k, v in enumerate(values) if v is not None]
        for x, y, v in wanted:
            hits = [(i, p) for i, p in points if abs(p[0] - x) <= NEAR and abs(p[1] - y) <= NEAR]
            if not hits:
                fail(f"{name}: no point for {v}")
            read.count += 1
            read.marks.append((hits[0][0], 1, v))
        for _, (px, py) in points:
            if not any(abs(px - x) <= NEAR and abs(py - y) <= NEAR for x, y, _ in wanted):
                fail(f"{name}: a point that is no value")
        known = [(x, y, v) for x, y, v in wanted]
        if known:
            x, y, v = known[-1]
            told = [(i, t) for i, t in enumerate(figure.texts) if is_number(t.string) and abs(t.middle - y) < 0.6 and 0 < t.x - x < 8]
            if not any(abs(number(t.string) - v) < 1e-9 for _, t in told):
                fail(f"{name}: the last value {v} is not told")
            read.labels += [i for i, _ in told]


def read_heat_table(figure, read):
    places, all_series = pivoted(figure)
    found = row_names(figure, places)
    taken = {i for _, at, length in found.values() for i in range(at, at + length)}
    rects = [(i, s) for i, s in enumerate(figure.shapes) if s.fill and not s.curved and len(s.points) in (4, 5)]
    # the key: fields of one height below the cells, with their limits
    fields = sorted([(i, s) for i, s in rects if abs(s.box()[3] - s.box()[1] - 7.0) < 0.05], key=lambda item: item[1].box()[0])
    if not fields:
        fail("no key")
    bottom = fields[0][1].box()[3]
    limits = sorted([(t.center, number(t.string), i) for i, t in enumerate(figure.texts)
                     if is_number(t.string) and 0 < t.y - bottom < 12], key=lambda item: item[0])
    read.ticks += [i for _, _, i in limits]
    lefts = [s.box()[0] for _, s in fields]
    width = lefts[1] - lefts[0] if len(lefts) > 1 else fields[0][1].box()[2] - lefts[0] + 1
    scale = Scale([(x, v) for x, v, _ in limits])
    near(scale.a, lefts[0], "the first limit of the key")
    near(scale.b, lefts[0] + width * len(fields), "the last limit of the key")
    step = (scale.vb - scale.va) / len(fields)
    cells = [(i, s) for i, s in rects if s.box()[3] < fields[0][1].box()[1] - 2]
    for column, (label, values) in enumerate(all_series):
        for place, v in zip(places, values):
            middle = found[place][0]
            heads = [(i, t) for i, t in enumerate(figure.texts) if t.string == label and t.y < min(m for m, _, _ in found.values())]
            if not heads:
                fail(f"the column {label} is not named")
            x = heads[0][1].center
            read.labels.append(heads[0][0])
            own = [(i, s) for i, s in cells if s.box()[0] <= x <= s.box()[2] and s.box()[1] <= middle <= s.box()[3]]
            told = [(i, t) for i, t in enumerate(figure.texts) if i not in taken and abs(t.center - x) < 0.6 and abs(t.middle - middle) < 0.8]
            if v is None:
                if own or not told or is_number(told[0][1].string):
                    fail("a cell without a value that has one")
                continue
            if len(own) != 1 or len(told) != 1:
                fail(f"{place}, {label}: {len(own)} cells and {len(told)} texts")
            if number(told[0][1].string) is None or abs(number(told[0][1].string) - v) > 1e-9:
                fail(f"{place}, {label}: {told[0][1].string}, not {v}")
            near(own[0][1].center[0], x, "the middle of a cell")
            shade = min(int((v - scale.va) / step + 1e-9), len(fields) - 1)
            if own[0][1].fill != fields[shade][1].fill:
                fail(f"{place}, {label}: {v} has another shade than the key says")
            read.count += 1
            read.fills.append((own[0][0], v))
            read.labels.append(told[0][0])


def read_pictogram(figure, read):
    column = series(figure)[0][0]
    names = [row[figure.record["x"]] for row in figure.rows]
    found = row_names(figure, names)
    order = sorted(names, key=lambda name: found[name][0])
    tops = {name: found[name][0] for name in names}
    heads = [(i, s) for i, s in enumerate(figure.shapes) if s.fill and s.curved and is_dot(s)]
    taken = {i for _, at, length in found.values() for i in range(at, at + length)}
    limits = [tops[name] - 8 for name in order] + [1e9]
    for place, name in enumerate(order):
        row = next(row for row in figure.rows if row[figure.record["x"]] == name)
        of = value(row[column])
        own = [(i, s) for i, s in heads if limits[place] <= s.center[1] < limits[place + 1]]
        if len(own) != (of or 0):
            fail(f"{name}: {len(own)} marks for {of}")
        told = [(i, t) for i, t in enumerate(figure.texts)
                if i not in taken and limits[place] <= t.middle < limits[place + 1] and number(t.string) is not None]
        read.labels += [i for i, _ in told]
        if of is not None and [number(t.string) for _, t in told] != [of]:
            fail(f"{name}: the row tells {[t.string for _, t in told]}, not {of}")
        read.count += 1
        read.marks += [(i, 1, of) for i, _ in own]


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def day_of(string):
    """The first day that a text names: `2018`, `Jan 2018`, `12 March 2018`."""
    parts = string.replace("\u00a0", " ").split()
    month = lambda word: next((k + 1 for k, m in enumerate(MONTHS) if word.startswith(m)), None)
    try:
        if len(parts) == 1 and len(parts[0]) == 4:
            return date(int(parts[0]), 1, 1)
        if len(parts) == 2 and month(parts[0]):
            return date(int(parts[1]), month(parts[0]), 1)
        if len(parts) == 3 and month(parts[1]):
            return date(int(parts[2]), month(parts[1]), int(parts[0]))
    except ValueError:
        pass
    return None


def read_timeline(figure, read):
    record = figure.record
    dots = [(i, s) for i, s in enumerate(figure.shapes) if is_dot(s) and s.curved]
    if not dots:
        fail("no events")
    axis = dots[0][1].center[1]
    ticks = [s for s in figure.shapes if s.stroke and abs(s.width - 1.2) < 0.01 and abs(s.points[0][0] - s.points[1][0]) < 0.01]
    pairs = []
    for index, text in enumerate(figure.texts):
        if text.y < axis and day_of(text.string):
            near_tick = sorted((abs(s.points[0][0] - text.center), s.points[0][0]) for s in ticks)
            if near_tick and near_tick[0][0] < 14:
                read.ticks.append(index)
                pairs.append((near_tick[0][1], day_of(text.string).toordinal()))
    scale = Scale(pairs)
    wanted = sorted((date.fromisoformat(row[record["x"]]).toordinal(), k) for k, row in enumerate(figure.rows))
    if len(dots) != len(wanted):
        fail(f"{len(dots)} points for {len(wanted)} events")
    for (index, shape), (day, _) in zip(sorted(dots, key=lambda item: item[1].center[0]), wanted):
        near(shape.center[0], scale.place(day), "an event")
        read.marks.append((index, 0, day))
        read.count += 1
    squeezed = lambda text: re.sub(r"\s", "", text)
    long = lambda day: f"{day.day} {['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][day.month - 1]} {day.year}"
    texts = [t for i, t in enumerate(figure.texts) if i not in read.ticks]
    whole = squeezed("".join(t.string for t in texts))
    for row in figure.rows:
        day = date.fromisoformat(row[record["x"]])
        until = row.get(record.get("until", ""), "")
        said = long(day)
        if until and until != row[record["x"]]:
            said += " – " + long(date.fromisoformat(until))
            end = scale.place(date.fromisoformat(until).toordinal())
            begin = scale.place(day.toordinal())
            bars = [s.box() for s in figure.shapes if s.fill and not s.curved and abs(s.box()[3] - s.box()[1] - 4.0) < 0.05]
            if not any(abs(b[0] - begin) <= NEAR and abs(b[2] - max(end, b[0] + 0.8 if end - begin < 0.8 else end)) <= NEAR for b in bars):
                fail(f"no bar from {day} to {until}")
        words = squeezed(said + row[record["y"]])
        if words not in whole:
            fail(f"not told together: {said}, {row[record['y']]}")
        # it stands at the line of its day
        begins = [(i, t) for i, t in enumerate(figure.texts) if i not in read.ticks and squeezed(said).startswith(squeezed(t.string)) and len(t.string) > 5]
        if not any(abs(t.x - 4.0 - scale.place(day.toordinal())) <= NEAR for _, t in begins):
            fail(f"{said} does not stand at its line")
        read.labels += [i for i, _ in begins]


def standing_scale(figure, read):
    """The axis left of a chart of columns or lines."""
    pairs = []
    for line in hairlines(figure, 1):
        left, top, _, _ = line.box()
        near_tick = [(i, t) for i, t in enumerate(figure.texts)
                     if is_number(t.string) and abs(t.middle - top) < 0.6 and 0 < left - (t.x + t.width) < 12]
        for index, text in near_tick[:1]:
            read.ticks.append(index)
            pairs.append((top, number(text.string)))
    return Scale(pairs)


def key_colors(figure, read):
    """The fill of each series, from the key: a field of 11 by 7.5 points, left of the name."""
    colors = {}
    for column, label in series(figure):
        for index, text in enumerate(figure.texts):
            boxes = [s.box() + (s.fill,) for s in figure.shapes if s.fill and not s.curved and s.stroke is None]
            fields = [b for b in boxes if abs(b[2] - b[0] - 11) < 0.05 and abs(b[3] - b[1] - 7.5) < 0.05
                      and abs(text.x - b[2] - 4) < 0.3 and b[1] - 1 < text.middle < b[3] + 1]
            if text.string == label and fields:
                colors[column] = fields[0][-1]
                read.labels.append(index)
        if column not in colors:
            fail(f"the key does not name {label}")
    if len(set(colors.values())) < len(colors):
        fail("two series look alike")
    return colors


def upright_names(figure, read, base, middles):
    """What stands below the axis names the place above it."""
    apart = min((b - a for a, b in zip(middles, list(middles)[1:])), default=1e9)
    for index, text in enumerate(figure.texts):
        if text.y <= base + 2 or index in read.ticks:
            continue
        middle = min(middles, key=lambda x: abs(x - text.center))
        read.labels.append(index)
        if abs(middle - text.center) > apart / 2 or re.sub(r"\s", "", text.string) not in re.sub(r"\s", "", middles[middle]):
            fail(f"the bars of {middles[middle]} are named {text.string}")


def read_grouped_bar(figure, read):
    scale = standing_scale(figure, read)
    base = scale.place(0)
    colors, columns, x = key_colors(figure, read), [column for column, _ in series(figure)], figure.record["x"]
    bars = {}
    width = None
    for number_of, column in enumerate(columns):
        own = [(i, s) for i, s in enumerate(figure.shapes) if s.fill == colors[column] and not s.curved and s.stroke is None
               and len(s.points) in (4, 5) and abs(s.box()[3] - base) <= NEAR]
        own.sort(key=lambda item: item[1].center[0])
        known = [(k, value(row[column])) for k, row in enumerate(figure.rows) if value(row[column]) is not None]
        if len(own) != len(known):
            fail(f"{column}: {len(own)} bars for {len(known)} values")
        for (index, bar), (k, of) in zip(own, known):
            left, top, right, bottom = bar.box()
            width = width or right - left
            near(right - left, width, "the thickness of a bar")
            near(bottom, base, "the foot of a bar")
            near(top, scale.place(of), f"the end of the bar of {figure.rows[k][x]}, {column}")
            bars[k, number_of] = (bar, of)
            read.marks.append((index, 1, of))
            read.count += 1
    # bars abreast stand around the middle of their place, and places at equal distances
    middle_of = {key: bar.center[0] - (key[1] - (len(columns) - 1) / 2) * width for key, (bar, _) in bars.items()}
    first, last = min(middle_of), max(middle_of)
    if first[0] == last[0]:
        fail("bars of one place only")
    pitch = (middle_of[last] - middle_of[first]) / (last[0] - first[0])
    for (k, number_of), middle in middle_of.items():
        near(middle, middle_of[first] + (k - first[0]) * pitch, f"the bar of {figure.rows[k][x]}, {columns[number_of]}")
    upright_names(figure, read, base, {middle_of[first] + (k - first[0]) * pitch: row[x] for k, row in enumerate(figure.rows)})
    edges = [line.box() for line in hairlines(figure, 1)]
    start, end = min(b[0] for b in edges), max(b[2] for b in edges)
    for index, text in enumerate(figure.texts):
        if index in read.ticks or not is_number(text.string) or text.y > base + 2:
            continue
        read.labels.append(index)
        clamped = abs(text.x - start) < 0.6 or abs(text.x + text.width - end) < 0.6
        fill = nearest_hue(text.color, set(colors.values()))
        below = [of for bar, of in bars.values() if bar.fill == fill and 0 <= bar.box()[1] - text.y < 14
                 and (abs(bar.center[0] - text.center) < 0.6 or clamped and abs(bar.center[0] - text.center) < text.width / 2)]
        if number(text.string) not in below:
            fail(f"{text.string} stands above no bar of that value")


def read_bar(figure, read):
    if len(series(figure)) != 1:
        return read_grouped_bar(figure, read)
    scale = standing_scale(figure, read)
    base = scale.place(0)
    column, x = series(figure)[0][0], figure.record["x"]
    known = [row for row in figure.rows if value(row[column]) is not None]
    bars = [(i, s) for i, s in enumerate(figure.shapes) if s.fill and s.fill != (1, 1, 1) and not s.curved
            and s.stroke is None and s.box()[2] - s.box()[0] > 3 and min(abs(s.box()[3] - base), abs(s.box()[1] - base)) <= NEAR]
    bars.sort(key=lambda item: item[1].center[0])
    if len(bars) != len(known):
        fail(f"{len(bars)} bars for {len(known)} values")
    for (index, bar), row in zip(bars, known):
        of = value(row[column])
        left, top, right, bottom = bar.box()
        near(bottom if of < 0 else top, scale.place(of), f"the end of the bar of {row[x]}")
        read.marks.append((index, 1, of))
        read.count += 1
        for i, text in enumerate(figure.texts):
            if i in read.ticks or abs(text.center - bar.center[0]) > 0.6:
                continue
            if text.y > base + 2:
                read.labels.append(i)
                if re.sub(r"\s", "", text.string) not in re.sub(r"\s", "", row[x]):
                    fail(f"the bar of {row[x]} is named {text.string}")
            elif is_number(text.string):
                read.labels.append(i)
                if number(text.string) != of:
                    fail(f"{row[x]} is told as {text.string}, not {of}")


def hue(color):
    return colorsys.rgb_to_hsv(*color)[0]


def nearest_hue(color, others):
    """The colour of marks that a text speaks of: the text may be darker, but is of the same hue."""
    if color in others or not others:
        return color
    apart = lambda other: min(abs(hue(other) - hue(color)), 1 - abs(hue(other) - hue(color)))
    return min(sorted(others), key=apart)


# From a point to the number beside it: from its middle to the nearest edge of the digits.
BESIDE = 5.6


def gap(text, x, y):
    """From a point to the digits of a text."""
    across = max(text.x - x, 0, x - text.x - text.width)
    return (across**2 + max(text.y - 0.66 * text.size - y, 0, y - text.y) ** 2) ** 0.5


def numbers_at_points(figure, read, points, bottom, taken, highlight=None):
    """Each number in the plot is the value of the point that it stands at, and no two stand at one point.

    `points` are place, height, value and the colours of the marks they belong to."""
    left = list(points)
    numbers = [(i, t) for i, t in enumerate(figure.texts)
               if i not in read.ticks and i not in taken and is_number(t.string) and t.y <= bottom + 2]
    for index, text in numbers:
        read.labels.append(index)
        fills = {color for _, _, _, color in points if color}
        color = nearest_hue(text.color, fills)
        own = lambda p: p[3] in (None, color) and (figure.kind != "area" or text.y <= p[1])  # nothing is told inside an area
        near_it = sorted(((gap(text, x, y), x, y, v, c) for x, y, v, c in points if own((x, y, v, c))), key=lambda p: p[:4])
        near_it = [p for p in near_it if p[0] <= BESIDE or highlight is not None and abs(p[1] - highlight) < text.width]
        of_value = [p for p in near_it if abs(p[3] - number(text.string)) < 1e-6]
        if not of_value:
            fail(f"{text.string} stands at no point of that value")
        distance, x, y, v, c = of_value[0]
        nearer = [p for p in near_it if p[0] < distance - 1.5 and abs(p[3] - v) > 1e-6 and highlight is None]
        if nearer:
            fail(f"{text.string} stands nearer to the point of {nearer[0][3]}")
        free = [p for p in left if any(abs(p[0] - q[1]) < 0.01 and abs(p[1] - q[2]) < 0.01 and p[2] == q[3] for q in of_value)]
        if not free:
            fail(f"two numbers stand at the point of {text.string}")
        left.remove(min(free, key=lambda p: gap(text, p[0], p[1])))


def years_below(figure, read, places, place, bottom):
    """A year below the axis stands at its place, or is moved to stay in the drawing."""
    if any("-" in of for of in places):
        return
    of = {name: place(k) for k, name in enumerate(places)}
    for index, text in enumerate(figure.texts):
        if text.y <= bottom + 2 or index in read.ticks:
            continue
        read.labels.append(index)
        if text.string not in of or abs(text.center - of[text.string]) > 0.6:
            fail(f"the year {text.string} does not stand at its place")


def joined_pairs(values):
    return {(k, k + 1) for k in range(len(values) - 1) if values[k] is not None and values[k + 1] is not None}


def read_line(figure, read):
    """Lines and step lines: at a step, the value before holds until the next place."""
    steps = figure.kind == "step-line"
    scale = standing_scale(figure, read)
    places, all_series = pivoted(figure)
    at = [ordinal(place) for place in places]
    curves = [(i, s) for i, s in enumerate(figure.shapes) if s.stroke and not s.fill and abs(s.width - 1.6) < 0.01]
    dots = [(i, s) for i, s in enumerate(figure.shapes) if is_dot(s)]
    colors, taken = {}, set()
    for label, values in all_series:
        named = [(i, t) for i, t in enumerate(figure.texts) if t.string == label]
        if len(all_series) > 1 and not named:
            fail(f"the line {label} is not named")
        colors[label] = named[0][1].color if len(all_series) > 1 else None
        read.labels += [i for i, _ in named[:1]]
    marked = {s.stroke for _, s in curves} | {s.fill for _, s in dots}
    told = dict(colors)
    colors = {label: color and nearest_hue(color, marked) for label, color in colors.items()}
    # of a line in steps, every other corner is a value
    corners = lambda s: list(enumerate(s.points))[:: 2 if steps else 1]
    own = {label: [(i, k, p) for i, s in curves if color in (None, s.stroke) for k, p in corners(s)]
           + [(i, None, s.center) for i, s in dots if color in (None, s.fill)] for label, color in colors.items()}
    points = [p[0] for of in own.values() for _, _, p in of]
    used = [k for k in range(len(at)) if any(values[k] is not None for _, values in all_series)]
    if not points or not used:
        fail("no points")
    begin, end, first, last = min(points), max(points), at[used[0]], at[used[-1]]
    place = lambda k: begin + ((end - begin) * (at[k] - first) / (last - first) if last > first else 0)
    bottom = max(scale.a, scale.b)
    numbered = []
    for label, values in all_series:
        wanted = [(place(k), scale.place(v), v, k) for k, v in enumerate(values) if v is not None]
        numbered += [(x, y, v, colors[label]) for x, y, v, _ in wanted]
        for x, y, v, k in wanted:
            hits = [(i, n) for i, n, p in own[label] if abs(p[0] - x) <= NEAR and abs(p[1] - y) <= NEAR]
            if not hits:
                fail(f"{label}: no point for {v} at {places[k]}")
            read.marks.append((hits[0][0], 1, v) if hits[0][1] is None else (*hits[0], 1, v))
            read.count += 1
        for _, _, (px, py) in own[label]:
            if not any(abs(px - x) <= NEAR and abs(py - y) <= NEAR for x, y, _, _ in wanted):
                fail(f"{label}: a point that is no value")
        lines = [s.points for _, s in curves if colors[label] in (None, s.stroke)]
        nearest = lambda x: min(range(len(at)), key=lambda k: abs(place(k) - x))
        pairs = sorted((nearest(a[0]), nearest(b[0])) for of in lines
                       for a, b in zip(of[:: 2 if steps else 1], of[2 if steps else 1 :: 2 if steps else 1]))
        if pairs != sorted(joined_pairs(values)):
            fail(f"{label}: other points are joined than those that follow each other")
        for of in lines if steps else []:
            if len(of) % 2 == 0:
                fail(f"{label}: a line that ends in the middle of a step")
            for before, corner, after in zip(of[::2], of[1::2], of[2::2]):
                if abs(corner[0] - after[0]) > NEAR or abs(corner[1] - before[1]) > NEAR:
                    fail(f"{label}: a value that does not hold until the next")
        # the last value stands beside the name
        if len(all_series) > 1:
            known = [v for v in values if v is not None]
            ends = [(i, t) for i, t in enumerate(figure.texts) if is_number(t.string) and i not in read.ticks and t.x > end
                    and t.y <= bottom + 2 and t.color == told[label] and i not in taken and gap(t, end, t.y) > BESIDE]
            for index, text in ends:
                taken.add(index)
                read.labels.append(index)
                if number(text.string) != known[-1]:
                    fail(f"{label} ends at {text.string}, not at {known[-1]}")
    highlight = figure.record.get("highlight")
    numbers_at_points(figure, read, numbered, bottom, taken, place(places.index(str(highlight))) if highlight else None)
    years_below(figure, read, places, place, bottom)


def name_lines(figure, name):
    """Where a name stands, on one line or up to three: the index of its first line, and how many there are."""
    squeezed = lambda text: re.sub(r"\s", "", text)
    for at in range(len(figure.texts)):
        for length in (1, 2, 3):
            texts = figure.texts[at:at + length]
            if len(texts) == length and squeezed("".join(t.string for t in texts)) == squeezed(name):
                return at, length
    fail(f"{name} is not named")


def read_area(figure, read):
    """Areas on top of each other; where one column has no value, none is shown."""
    scale = standing_scale(figure, read)
    places, all_series = pivoted(figure)
    at = [ordinal(place) for place in places]
    whole = [all(values[k] is not None for _, values in all_series) for k in range(len(at))]
    used = [k for k in range(len(at)) if whole[k]]
    stretches = []
    for k in used:
        if stretches and stretches[-1][-1] == k - 1:
            stretches[-1].append(k)
        else:
            stretches.append([k])
    is_field = lambda s: abs(s.box()[2] - s.box()[0] - 11) < 0.05 and abs(s.box()[3] - s.box()[1] - 7.5) < 0.05
    rings = [(i, s) for i, s in enumerate(figure.shapes) if s.fill and s.fill != (1, 1, 1) and not s.curved and s.stroke is None
             and not is_field(s)]
    alone = [(i, s) for i, s in enumerate(figure.shapes) if s.stroke and not s.fill and abs(s.width - 1.6) < 0.01
             and len(s.points) == 2 and abs(s.points[0][0] - s.points[1][0]) < 0.01]
    xs = [p[0] for _, s in rings + alone for p in s.points]
    if not xs or not used:
        fail("no areas")
    begin, end, first, last = min(xs), max(xs), at[used[0]], at[used[-1]]
    place = lambda k: begin + ((end - begin) * (at[k] - first) / (last - first) if last > first else 0)
    upto = [[sum(values[k] for _, values in all_series[:n]) if whole[k] else None for k in range(len(at))]
            for n in range(len(all_series) + 1)]
    edges = [s for s in figure.shapes if s.stroke and not s.fill and len(s.points) > 1
             and abs(s.width - (1.6 if len(all_series) == 1 else 0.8)) < 0.01]
    fills = {}
    agree = lambda points, wanted: len(points) == len(wanted) and all(
        abs(px - x) <= NEAR and abs(py - y) <= NEAR for (px, py), (x, y) in zip(points, wanted))
    for n, (label, values) in enumerate(all_series):
        for stretch in stretches:
            upper = [(place(k), scale.place(upto[n + 1][k])) for k in stretch]
            lower = [(place(k), scale.place(upto[n][k])) for k in reversed(stretch)]
            pool = rings if len(stretch) > 1 else alone
            wanted = upper + lower if len(stretch) > 1 else lower + upper
            own = [(i, s) for i, s in pool if agree(s.points, wanted)]
            if not own:
                fail(f"{label}: no area from {places[stretch[0]]} to {places[stretch[-1]]}")
            index, shape = own[0]
            pool.remove(own[0])
            fills.setdefault(shape.fill or shape.stroke, set()).add(label) if len(all_series) > 1 else None
            if len(stretch) > 1 and not any(agree(s.points, upper) for s in edges):
                fail(f"{label}: the area has another edge")
            corner = (lambda k: k) if len(stretch) > 1 else (lambda k: 1)
            read.marks += [(index, corner(k), 1, upto[n + 1][of]) for k, of in enumerate(stretch)]
            read.count += len(stretch)
    if rings or alone:
        fail("an area that stands for no value")
    if any(len(of) > 1 for of in fills.values()) or len(fills) != len(all_series) > 1:
        fail("two areas look alike, or one has two colours")
    bottom, taken = max(scale.a, scale.b), set()
    if len(all_series) > 1:
        color_of = {label: fill for fill, (label,) in fills.items()}
        heights = []
        for label, values in all_series:
            index, length = name_lines(figure, label)
            text = figure.texts[index]
            read.labels.append(index)
            fields = [s for s in figure.shapes if s.fill and is_field(s) and abs(text.x - s.box()[2] - 4) < 0.3
                      and s.box()[1] - 1 < text.middle < s.box()[3] + 1]
            if fields:
                if fields[0].fill != color_of[label]:
                    fail(f"the key gives {label} another colour")
                continue
            # named beside its last value
            heights.append(text.middle)
            if text.x < end or nearest_hue(text.color, set(color_of.values())) != color_of[label]:
                fail(f"{label} is not named at its area")
            last_value = values[used[-1]]
            told = index + length
            if used[-1] != len(at) - 1 or not is_number(figure.texts[told].string) or number(figure.texts[told].string) != last_value:
                fail(f"{label} ends at {figure.texts[told].string}, not at {last_value}")
            taken.add(told)
            read.labels.append(told)
        if heights != sorted(heights, reverse=True):
            fail("the names stand in another order than the areas")
    numbers_at_points(figure, read, [(place(k), scale.place(upto[-1][k]), upto[-1][k], None) for k in used], bottom, taken)
    years_below(figure, read, places, place, bottom)


def zero_line(figure):
    """The upright line that is no hairline: zero."""
    lines = [s.points[0][0] for s in figure.shapes if s.stroke and not s.fill and len(s.points) == 2
             and abs(s.width - 0.8) < 0.01 and abs(s.points[0][0] - s.points[1][0]) < 0.01
             and abs(s.points[0][1] - s.points[1][1]) > 20]
    if len(lines) != 1:
        fail(f"{len(lines)} lines at zero")
    return lines[0]


def read_diverging_bar(figure, read):
    """Answers around a middle: the first half to the left, the last half to the right, the odd one across."""
    zero = zero_line(figure)
    pairs = [(zero, 0.0)]
    for line in hairlines(figure, 0):
        left, _, _, bottom = line.box()
        near_tick = [(i, t) for i, t in enumerate(figure.texts)
                     if is_number(t.string) and abs(t.center - left) < 0.6 and 0 < t.y - bottom < 16]
        for index, text in near_tick[:1]:
            read.ticks.append(index)
            # numbers count away from the middle
            pairs.append((left, number(text.string) * (-1 if left < zero - 0.1 else 1)))
    scale = Scale(pairs)
    colors, columns = key_colors(figure, read), [column for column, _ in series(figure)]
    names = [row[figure.record["x"]] for row in figure.rows]
    found = row_names(figure, names)
    taken = {i for _, at, length in found.values() for i in range(at, at + length)} | set(read.labels)
    half = len(columns) // 2
    for name, row in zip(names, figure.rows):
        middle = found[name][0]
        values = [value(row[column]) for column in columns]
        fields = at_row(figure, middle, lambda s: s.fill in colors.values() and not s.curved and s.stroke is None
                        and len(s.points) in (4, 5) and s.box()[3] - s.box()[1] > 12)
        told = [(i, t) for i, t in enumerate(figure.texts)
                if abs(t.middle - middle) < 1.2 and i not in taken and i not in read.ticks and is_number(t.string)]
        if None in values:
            if fields or told:
                fail(f"{name}: a bar without values")
            continue
        at = -sum(values[:half]) - (values[half] / 2 if len(values) % 2 else 0)
        wanted = {}
        for column, of in zip(columns, values):
            own = [(i, s) for i, s in fields if s.fill == colors[column]]
            if len(own) != 1:
                fail(f"{name}, {column}: {len(own)} pieces")
            left, top, right, bottom = own[0][1].box()
            near(left, scale.place(at), f"{name}, {column}: the begin of a piece")
            near(right, scale.place(at + of), f"{name}, {column}: the end of a piece")
            # exchanged, pieces of one value stand as their neighbours do
            read.marks.append((own[0][0], 0, (of, column)))
            read.count += 1
            wanted[column] = (left, right, of)
            at += of
        if len(fields) != len(columns):
            fail(f"{name}: {len(fields)} pieces, not {len(columns)}")
        for index, text in told:
            read.labels.append(index)
            inside = [of for left, right, of in wanted.values()
                      if left <= text.x and text.x + text.width <= right and abs((left + right) / 2 - text.center) < 0.6]
            if inside != [number(text.string)]:
                fail(f"{name}: {text.string} stands in no piece of that value")


WORDS_OF_BOUNDS = {"exact": "", "at-least": "at least ", "more-than": "more than ", "about": "about ", "at-most": "at most ",
                   "fewer-than": "fewer than "}


def read_dot_range(figure, read):
    """What each source says of a figure: a point, with an arrow where it is a bound; an interval; or words without a mark."""
    scale = lying_scale(figure, read)
    found = row_names(figure, [row["name"] for row in figure.rows])
    taken = {i for _, at, length in found.values() for i in range(at, at + length)} | set(read.ticks)
    squeezed = lambda text: re.sub(r"\s", "", text)
    limits = sorted(middle for middle, _, _ in found.values())
    if len(set(limits)) < len(limits):
        fail("two rows at one height")
    marks = 0
    for row in figure.rows:
        middle, bound = found[row["name"]][0], row.get("bound", "exact")
        discs = at_row(figure, middle, lambda s: s.curved and s.fill and s.fill != (1, 1, 1), 1.2)
        hollow = at_row(figure, middle, lambda s: s.curved and s.fill == (1, 1, 1), 1.2)
        heads = at_row(figure, middle, lambda s: s.fill and not s.curved and len(set(s.points)) == 3, 1.5)
        bars = at_row(figure, middle, lambda s: s.stroke and abs(s.width - 3.4) < 0.01, 1.2)
        marks += len(discs) + len(bars)
        # a text belongs to the row whose middle is nearest
        said = [(i, t) for i, t in enumerate(figure.texts) if i not in taken and min(limits, key=lambda m: abs(m - t.middle)) == middle]
        read.labels += [i for i, _ in said]
        told = squeezed("".join(t.string for _, t in said)).replace(",", "")
        printed = lambda v: f"{v:,}"
        if "value" in row:
            if (len(discs), len(bars)) != (1, 0):
                fail(f"{row['name']}: {len(discs)} points and {len(bars)} intervals for one number")
            index, disc = discs[0]
            near(disc.center[0], scale.place(row["value"]), f"the point of {row['name']}")
            read.marks.append((index, 0, row["value"]))
            wanted = WORDS_OF_BOUNDS[bound] + printed(row["value"])
            way = {"at-least": 1, "more-than": 1, "at-most": -1, "fewer-than": -1}.get(bound, 0)
            if len(heads) != abs(way) or way and way * (heads[0][1].center[0] - disc.center[0]) < 5:
                fail(f"{row['name']}: the arrow does not say {bound}")
            if len(hollow) != (bound == "about") or hollow and abs(hollow[0][1].center[0] - disc.center[0]) > NEAR:
                fail(f"{row['name']}: the point does not say {bound}")
        elif "between" in row:
            if (len(discs), len(bars), len(heads)) != (0, 1, 0):
                fail(f"{row['name']}: {len(discs)} points and {len(bars)} intervals for one interval")
            index, bar = bars[0]
            low, high = row["between"]
            for n, (place, end) in enumerate(zip(sorted(bar.points), (low, high))):
                near(place[0], scale.place(end), f"an end of {row['name']}")
                read.marks.append((index, bar.points.index(place), 0, (end, n)))
            wanted = f"between {printed(low)} and {printed(high)}"
        else:
            if discs or bars or heads:
                fail(f"{row['name']}: a mark for words")
            wanted = f"“{row['words']}”"
        read.count += "value" in row or 2 * ("between" in row)
        if told != squeezed(wanted).replace(",", ""):
            fail(f"{row['name']}: the row tells {told}, not {wanted}")
    everything = [s for s in figure.shapes if s.curved and s.fill and s.fill != (1, 1, 1) or s.stroke and abs(s.width - 3.4) < 0.01]
    if len(everything) != marks:
        fail("a mark that belongs to no row")


READERS = {
    "bar": read_bar,
    "line": read_line,
    "step-line": read_line,
    "area": read_area,
    "diverging-bar": read_diverging_bar,
    "dot-range": read_dot_range,
    "lollipop": read_lollipop,
    "dot-plot": read_dot_plot,
    "range": read_range,
    "slope": read_slope,
    "small-multiples": read_small_multiples,
    "heat-table": read_heat_table,
    "pictogram": read_pictogram,
    "timeline": read_timeline,
    "horizontal-bar": read_horizontal_bar,
}


# What changes a picture in ways that no reader below was written for.
UNREAD_OPTIONS = ("layout", "breaks", "annotations", "provisional", "base", "neutral")
# These are read where they show one column only.
ONE_COLUMN = ("horizontal-bar",)
# What is proved beside the kinds themselves: the kind that it is a form of.
FORMS = {"grouped bar": "bar"}


def why_unread(figure):
    """What this reader does not know about a chart, or nothing where it reads it."""
    if figure.kind not in READERS:
        return "this kind"
    if any(row.get("unit") for row in figure.rows) and figure.kind == "dot-range":
        return "how numbers with a unit are told"
    if figure.kind == "dot-range":
        return None if all(row["name"] for row in figure.rows) else "how sources without `by` and `title_short` are named"
    if "data" not in figure.record:
        return "charts of a figure"
    columns = figure.record["y"]
    columns = columns if isinstance(columns, list) else [columns]
    if figure.kind in ONE_COLUMN and len(columns) > 1:
        return f"`{figure.kind}` of several columns"
    options = [option for option in UNREAD_OPTIONS if option in figure.record]
    options += [f"`{key}` of a column" for key in ("low", "high", "side") if any(isinstance(c, dict) and key in c for c in columns)]
    return "charts with " + ", ".join(options) if options else None


def judge(figure):
    """What the reader used; raises [`Unread`] where the picture is not what the data says."""
    read = Read()
    READERS[figure.kind](figure, read)
    return read


def command_read(paths):
    wrong = 0
    for path in paths:
        found = figures(path)
        if all(why_unread(figure) for figure in found):
            print(f"{path}: no chart that this reader knows, or no data attached")
            wrong += 1
        for figure in found:
            if reason := why_unread(figure):
                print(f"{path}: {figure.kind}: not read, this reader does not know {reason}: {figure.record['title']}")
                continue
            try:
                read = judge(figure)
                print(f"{path}: {figure.kind}: {read.count} marks agree: {figure.record['title']}")
            except Unread as fault:
                wrong += 1
                print(f"{path}: {figure.kind}: {fault}: {figure.record['title']}")
    return 1 if wrong else 0


# -- made-up data ------------------------------------------------------------------

HEAD = """spec = 1

[briefing]
title = "Made-up data"
date = 2021-02-15
language = "en-GB"

[sources.a]
type = "report"
title = "Made up"
publisher = "Nobody"
issued = 2021

"""
BOUNDS = ["exact", "at-least", "more-than", "about", "at-most", "fewer-than"]


def made_up(kind, rng, number):
    """A data set: the text of the CSV, the keys of the data's columns and of the chart."""
    most = rng.choice([9, 100, 1000, 30_000, 5_000_000])
    decimals = rng.choice([0, 0, 0, 1])
    negative = kind in ("line", "step-line", "lollipop", "dot-plot", "range", "slope", "small-multiples") and rng.random() < 0.2

    def one(gaps=0.1):
        if rng.random() < gaps:
            return ""
        v = rng.randint(0, most * 10**decimals) / 10**decimals
        v = -v if negative and rng.random() < 0.4 else v
        return f"{v:.{decimals}f}" if decimals else str(int(v))

    names = rng.sample(["Alpha", "Bravo district", "Charlie", "Delta and the islands", "Echo", "Foxtrot", "Golf", "Hotel province",
                        "India", "Juliet", "Kilo", "Lima", "Mike", "November", "Oscar"], rng.randint(2, 12))
    bound = rng.choice(BOUNDS)
    num = lambda name, bound=bound: f'columns.{name} = {{ type = "number", bound = "{bound}", optional = true, label = "{name.upper()}" }}\n'
    record = f'x = "place"\nsort = "{rng.choice(["data", "value"])}"\n'
    head, columns = ["place"], ""
    if kind in ("bar", "line", "step-line", "grouped bar"):
        count = {"bar": 1, "grouped bar": rng.randint(2, 4)}.get(kind, rng.randint(1, 3))
        years = list(range(2000, 2000 + rng.randint(2, 16)))
        ys = [f"va{k}" for k in range(count)]
        rows = [[str(year)] + [one(0 if year in (years[0], years[-1]) else 0.1) for _ in ys] for year in years]
        head = ["year"] + ys
        columns = "".join(num(y) for y in ys) + 'columns.year = { type = "year" }\n'
        record = 'x = "year"\ny = [' + ", ".join(f'"{y}"' for y in ys) + "]\n"
    elif kind == "diverging-bar":
        ys = [f"va{k}" for k in range(rng.randint(2, 6))]
        rows = [[name] + ([one(0) for _ in ys] if k == 0 or rng.random() > 0.1 else ["" for _ in ys]) for k, name in enumerate(names)]
        rows[0][1:] = [cell if float(cell) else "1" for cell in rows[0][1:]]
        columns = "".join(num(y) for y in ys)
        head += ys
        record += 'y = [' + ", ".join(f'"{y}"' for y in ys) + "]\n"
    elif kind == "area":
        ys = [f"va{k}" for k in range(rng.randint(1, 5))]
        years = list(range(2000, 2000 + rng.randint(2, 16)))
        # a place with a hole in one column shows none
        rows = [[str(year)] + ([one(0) for _ in ys] if k in (0, 1) or rng.random() > 0.1 else ["" for _ in ys])
                for k, year in enumerate(years)]
        columns = "".join(num(y) for y in ys) + 'columns.year = { type = "year" }\n'
        head = ["year"] + ys
        record = 'x = "year"\ny = [' + ", ".join(f'"{y}"' for y in ys) + "]\n"
    elif kind in ("lollipop", "horizontal-bar", "dot-plot", "slope"):
        count = {"dot-plot": rng.randint(1, 4), "slope": rng.randint(2, 3)}.get(kind, 1)
        ys = [f"va{k}" for k in range(count)]
        rows = [[name] + [one(0 if kind == "slope" and k in (0, count - 1) else 0.1) for k in range(count)] for name in names]
        rows[0][1:] = [cell or "1" for cell in rows[0][1:]]
        columns = "".join(num(y, rng.choice(BOUNDS)) for y in ys)
        record += "y = [" + ", ".join(f'"{y}"' for y in ys) + "]\n"
        head += ys
    elif kind == "range":
        rows = []
        for name in names:
            cells = sorted((one(0) for _ in range(3)), key=float)
            rows.append([name, cells[0], cells[2], cells[1]] if rng.random() > 0.1 or not rows else [name, "", "", ""])
        ys = ["low", "high", "mid"][: rng.choice([2, 3])]
        columns = "".join(num(y, rng.choice(BOUNDS)) for y in ("low", "high", "mid"))
        record += "y = [" + ", ".join(f'"{y}"' for y in ys) + "]\n"
        head += ["low", "high", "mid"]
    elif kind == "small-multiples":
        years = list(range(2000, 2000 + rng.randint(2, 20)))
        rows = [[name, str(year), one(0 if year in (years[0], years[-1]) else 0.1)] for name in names for year in years]
        head = ["place", "year", "va"]
        columns = num("va") + 'columns.year = { type = "year" }\n'
        record = 'x = "year"\ny = "va"\nsplit = "place"\n'
    elif kind == "heat-table":
        ys = [f"c{k}" for k in range(rng.randint(2, 8))]
        rows = [[name] + [one() for _ in ys] for name in names]
        rows[0][1:] = [cell or "1" for cell in rows[0][1:]]
        columns = "".join(num(y) for y in ys)
        record = 'x = "place"\ny = [' + ", ".join(f'"{y}"' for y in ys) + "]\n"
        head += ys
    elif kind == "pictogram":
        rows = [[name, str(rng.randint(0, 25)) if rng.random() > 0.05 or k == 0 else ""] for k, name in enumerate(names)]
        columns = num("va", rng.choice(["exact", "at-least", "more-than"]))
        record += 'y = "va"\n'
        head += ["va"]
    else:
        head, rows = ["day", "until", "what"], []
        for k, name in enumerate(names):
            day = date(rng.randint(1990, 2020), rng.randint(1, 12), rng.randint(1, 28))
            until = str(day + timedelta(days=rng.randint(1, 900))) if rng.random() < 0.3 else ""
            rows.append([str(day), until, f"{name} was heard and the court sent the case back"])
        columns = 'columns.day = { type = "date" }\ncolumns.until = { type = "date", optional = true }\n'
        record = 'x = "day"\nuntil = "until"\ny = "what"\n'
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue(), columns, record


def made_up_figure(rng, k):
    """A figure on which sources disagree, as TOML; one of them gives a number at least."""
    most = rng.choice([9, 100, 1000, 30_000, 5_000_000])
    names = rng.sample(["The ministry", "A committee of parliament", "Relatives", "Alpha News", "The families’ union of the north and the islands",
                        "Human Rights Bravo", "An envoy", "Charlie Watch", "Prison staff", "The bar association"], rng.randint(2, 10))
    lines = []
    for n, name in enumerate(names):
        low, high = sorted(rng.sample(range(most + 1), 2))
        says = f'value = {rng.randint(0, most)}, bound = "{rng.choice(BOUNDS)}"'
        if n and rng.random() < 0.25:
            says = f"between = [{low}, {high}]"
        elif n and rng.random() < 0.15:
            says = 'words = "many hundreds"'
        lines.append(f'  {{ {says}, source = "a", by = "{name}", basis = "made up" }},\n')
    return f'[figures.f{k}]\nwhat = "people of set {k}"\nperiod = "2019"\nplace = "Nowhere"\nestimates = [\n{"".join(lines)}]\n\n'


def build(program, kind, rng, sets, folder):
    """A PDF with so many charts of a kind, each of its own data."""
    spec, body = HEAD, ""
    for k in range(sets):
        body += f"{{{{ charts.c{k} }}}}\n\n"
        if kind == "dot-range":
            sort = rng.choice(["data", "value"])
            spec += made_up_figure(rng, k)
            spec += f'[charts.c{k}]\nkind = "dot-range"\nfigure = "f{k}"\nsort = "{sort}"\ntitle = "Set number {k} of {kind} end"\n\n'
            continue
        data, columns, record = made_up(kind, rng, k)
        (folder / f"d{k}.csv").write_text(data, encoding="utf-8")
        spec += f'[data.d{k}]\nfile = "d{k}.csv"\nsource = "a"\n{columns}\n'
        spec += f'[charts.c{k}]\nkind = "{FORMS.get(kind, kind)}"\ndata = "d{k}"\n{record}title = "Set number {k} of {kind} end"\n\n'
    spec += f'[[sections]]\nheading = "All"\ntext = """\n{body}"""\n'
    (folder / "briefing.toml").write_text(spec, encoding="utf-8")
    output = folder / "out.pdf"
    done = subprocess.run([program, "build", str(folder), "--output", str(output), "--quiet"], capture_output=True, text=True)
    if done.returncode:
        print(done.stdout, done.stderr[:4000])
        sys.exit(1)
    return output


def spot(figure, mark):
    """Where a mark stands along its axis."""
    shape, axis = figure.shapes[mark[0]], mark[-2]
    return shape.points[mark[1]][axis] if len(mark) == 4 else shape.center[axis]


def push(figure, mark, by):
    """Moves a mark along its axis: a shape, or a corner of it."""
    shape, axis = figure.shapes[mark[0]], mark[-2]
    dx, dy = (by, 0) if axis == 0 else (0, by)
    if len(mark) == 4:
        x, y = shape.points[mark[1]]
        shape.points[mark[1]] = (x + dx, y + dy)
    else:
        figure.shapes[mark[0]] = shape.moved(dx, dy)


def planted(figure, read, how, rng):
    """A copy of the figure with one fault; none where it has no room for it."""
    bad = copy.deepcopy(figure)
    if how == "swapped value" and figure.kind in ("slope", "timeline"):
        # points alike: exchanged, they make the same picture; what stands beside them does not
        labels = [i for i in read.labels if re.search(r"\d", bad.texts[i].string)]
        tails = [re.search(r"[^ ]*\d[\d,.]*$", bad.texts[i].string) for i in labels]
        pairs = [(i, j) for i, a in zip(labels, tails) for j, b in zip(labels, tails) if a and b and a.group() != b.group()]
        if not pairs:
            return None
        i, j = rng.choice(pairs)
        first, second = bad.texts[i].string, bad.texts[j].string
        cut = lambda text: re.search(r"[^ ]*\d[\d,.]*$", text).start()
        bad.texts[i].string = first[: cut(first)] + second[cut(second):]
        bad.texts[j].string = second[: cut(second)] + first[cut(first):]
        return bad
    if how == "swapped value":
        pool = read.fills or read.marks
        pairs = [(a, b) for a in pool for b in pool if a[-1] != b[-1] and a[:-1] != b[:-1]]
        if figure.kind == "pictogram" or not pairs:
            return None
        rng.shuffle(pairs)
        for a, b in pairs[:50]:
            if figure.kind == "dot-range" and a[0] == b[0]:
                continue  # the ends of an interval, exchanged, are the same interval
            if read.fills:
                first, second = bad.shapes[a[0]], bad.shapes[b[0]]
                if first.fill == second.fill:
                    continue
                first.fill, second.fill = second.fill, first.fill
                return bad
            first, second = spot(bad, a), spot(bad, b)
            if abs(first - second) < 2 * NEAR:
                continue
            push(bad, a, second - first)
            push(bad, b, first - second)
            return bad
        return None
    if how == "shifted axis":
        if figure.kind == "slope":
            rows = [m for m in read.marks if abs(bad.shapes[m[0]].center[0] - bad.shapes[read.marks[0][0]].center[0]) < 0.6]
            if len({m[-1] for m in read.marks}) < 3:
                return None
            for index, _, _ in rows:
                bad.shapes[index] = bad.shapes[index].moved(0, 5.0)
            return bad
        ticks = sorted(set(read.ticks))
        if len(ticks) < 2:
            return None
        strings = [bad.texts[i].string for i in ticks]
        for i, string in zip(ticks, strings[1:] + strings[:1]):
            bad.texts[i].string = string
        return bad
    if how == "clamped point":
        if figure.kind == "pictogram":
            if not read.marks:
                return None
            del bad.shapes[rng.choice(read.marks)[0]]
            return bad
        if not read.marks:
            return None
        mark = rng.choice(read.marks)
        axis = mark[-2]
        places = [s.center[axis] for s in bad.shapes if s.stroke or s.fill]
        shift = max(places, key=lambda p: abs(p - spot(bad, mark))) - spot(bad, mark)
        if abs(shift) < 2 * NEAR:
            return None
        push(bad, mark, shift)
        return bad
    labels = [i for i in read.labels if re.search(r"\d", bad.texts[i].string)] or read.labels
    if not labels:
        return None
    text = bad.texts[rng.choice(labels)]
    if figure.kind in ("line", "step-line", "area") and is_number(text.string) and rng.random() < 0.5:
        # the hardest to see: the value of another point, the nearest one told
        others = [bad.texts[i] for i in labels if is_number(bad.texts[i].string) and number(bad.texts[i].string) != number(text.string)]
        if others:
            text.string = min(others, key=lambda t: abs(t.x - text.x) + abs(t.y - text.y)).string
            return bad
    changed = re.sub(r"\d(?!.*\d)", lambda m: str((int(m.group()) + 1) % 10), text.string)
    text.string = changed if changed != text.string else text.string + "x"
    return bad


def command_prove(program, sets, plants, seed, kinds):
    rng = random.Random(seed)
    wrong = 0
    for kind in [*READERS, *FORMS] if not kinds else kinds:
        marks = read_sets = 0
        good = []
        left = sets
        while left:
            batch = min(left, 60)
            left -= batch
            with tempfile.TemporaryDirectory() as name:
                found = figures(build(program, kind, rng, batch, Path(name)))
            if len(found) != batch:
                print(f"{kind}: {len(found)} charts found of {batch}")
                wrong += 1
            for figure in found:
                try:
                    read = judge(figure)
                    marks += read.count
                    read_sets += 1
                    good.append((figure, read))
                except Unread as fault:
                    wrong += 1
                    print(f"{kind}: {figure.caption}: {fault}")
            good = good[-120:]
        caught = missed = 0
        ways = ["swapped value", "shifted axis", "clamped point", "wrong label"]
        tries = 0
        while caught + missed < plants and tries < plants * 20 and good:
            tries += 1
            figure, read = rng.choice(good)
            how = ways[tries % 4]
            bad = planted(figure, read, how, rng)
            if bad is None:
                continue
            try:
                judge(bad)
                missed += 1
                print(f"{kind}: not seen: {how}: {figure.caption}")
            except Unread:
                caught += 1
        wrong += missed
        print(f"{kind}: {read_sets} sets of {sets}, {marks} marks within {NEAR} pt; {caught} planted faults seen, {missed} not")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read")
    reading.add_argument("files", nargs="+")
    proving = commands.add_parser("prove")
    proving.add_argument("program")
    proving.add_argument("--sets", type=int, default=12)
    proving.add_argument("--plants", type=int, default=24)
    proving.add_argument("--seed", type=int, default=1)
    proving.add_argument("--kind", action="append", help="only this kind; may be repeated")
    given = parser.parse_args()
    if given.command == "read":
        return command_read(given.files)
    return command_prove(given.program, given.sets, given.plants, given.seed, given.kind)


if __name__ == "__main__":
    sys.exit(main())

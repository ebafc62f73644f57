"""What all readers use: numbers, ticks, scales, names, and what was read."""

import colorsys
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction

NEAR = 0.25
HAIRLINE = 0.4


class Unread(Exception):
    """The picture is not what the data says."""


def number(string):
    """The number a label prints, whatever sign of a bound or word stands before it."""
    found = re.search(r"[\u2212-]?\d[\d,]*(\.\d+)?", string)
    return float(found.group().replace(",", "").replace("\u2212", "-")) if found else None


def is_number(string):
    return re.fullmatch(r"([≥>≈≤<]\s*)?[\u2212-]?\d[\d,]*(\.\d+)?%?", string.replace("\u00a0", " ").strip()) is not None


def value(cell):
    return float(cell) if cell not in ("", None) else None


def squeezed(text):
    """Without the spaces at which names are wrapped."""
    return re.sub(r"\s", "", text)


def share_text(cell, cells):
    """A share as it is told: whole per cent, halves away from zero; one that is not zero is never told as zero."""
    share = Fraction(cell) * 100 / sum(Fraction(other) for other in cells)
    whole = int(share + Fraction(1, 2))
    return "<1%" if share and not whole else f"{whole}%"


def fail(what):
    raise Unread(what)


@dataclass
class Read:
    """What the reader used, so that faults can be planted there."""
    marks: list = field(default_factory=list)  # (index of the shape, maybe of its corner, 0 for x or 1 for y, value)
    ticks: list = field(default_factory=list)  # indices of texts
    labels: list = field(default_factory=list)
    fills: list = field(default_factory=list)  # (index of the shape, value)
    signs: list = field(default_factory=list)  # index of the shape of a break, note or interval, 0 for x or 1 for y
    hatched: list = field(default_factory=list)  # indices of the shapes that may be provisional
    bridges: list = field(default_factory=list)  # indices of dotted lines across gaps
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

    def value(self, at):
        return self.va + (self.vb - self.va) * (at - self.a) / (self.b - self.a)


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


def row_names(figure, names, ticks=()):
    """The middle of each row's name: its lines follow each other among the texts."""
    found, at = {}, 0
    wanted = {squeezed(name): name for name in names}
    while at < len(figure.texts):
        for length in (1, 2, 3):
            texts = figure.texts[at:at + length]
            name = wanted.get(squeezed("".join(text.string for text in texts)))
            if name is not None and name not in found and len(texts) == length and at not in ticks:
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
    items = [{"column": item} if isinstance(item, str) else item for item in y]
    label = lambda item: item.get("label") or figure.columns.get(item["column"], {}).get("label", item["column"])
    return [(item["column"], label(item)) for item in items]


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
    names = names_of_rows(figure)
    scale = lying_scale(figure, read)
    found = row_names(figure, names)
    taken = {i for _, at, length in found.values() for i in range(at, at + length)}
    read.labels += sorted(taken)
    return scale, taken, [(found[name][0], row) for name, row in zip(names, figure.rows)]


def expect_cuts(figure, is_cut, places, within):
    """A zigzag at each of the places, x and foot, where an axis leaves zero out, and none elsewhere; `base` is kept."""
    zigzags = [s.points for s in figure.shapes if s.stroke and not s.fill and len(s.points) == 5 and not s.dash and s.width < 1
               and s.box()[2] - s.box()[0] < 14 and s.box()[3] - s.box()[1] < 14]
    if len(zigzags) != (len(places) if is_cut else 0):
        fail("an axis without zero is not marked as one" if is_cut else "an axis with zero is marked as one without")
    for x, y in places if is_cut else []:
        if not any(abs(points[0][0] - x) <= within and abs(points[0][1] - y) <= within for points in zigzags):
            fail("the mark of an axis without zero stands elsewhere")
    if figure.record.get("base") == "zero" and is_cut:
        fail("the axis leaves zero out")


def leaves_zero_out(scale):
    """Whether zero is beyond the ticks."""
    return not min(scale.va, scale.vb) <= 0 <= max(scale.va, scale.vb)


def expect_cut_of_rows(figure, scale):
    """The zigzag of a chart of rows, at the foot of the line where its axis begins."""
    is_cut = leaves_zero_out(scale)
    first = scale.place(min((scale.va, scale.vb), key=abs))
    feet = [s.box()[3] for s in hairlines(figure, 0) if abs(s.points[0][0] - first) <= NEAR] or [0]
    expect_cuts(figure, is_cut, [(first, max(feet))], 1)


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


def pivoted(figure):
    """Places, series and values of data with one value a row, or a column a series. Times follow each other."""
    x, split = figure.record["x"], figure.record.get("split")
    if split is None:
        places = [row[x] for row in figure.rows]
        return places, [(label, [value(row[column]) for row in figure.rows]) for column, label in series(figure)]
    column = series(figure)[0][0]
    once = lambda key: list(dict.fromkeys(row[key] for row in figure.rows))
    places, names = (sorted(once(key)) if is_time(figure, key) else once(key) for key in (x, split))
    of = {(row[split], row[x]): value(row[column]) for row in figure.rows}
    told = printed_names(figure, split, names)
    return places, [(label, [of.get((name, place)) for place in places]) for name, label in zip(names, told)]


def widened(figure):
    """The same with a column a series, where a column says which series a row belongs to."""
    if "split" not in figure.record:
        return figure
    x, bound = figure.record["x"], figure.columns[series(figure)[0][0]]
    places, all_series = pivoted(figure)
    keys = [f"series {n}" for n, _ in enumerate(all_series)]
    cell = lambda v: "" if v is None else repr(v)
    rows = [{x: place, **{key: cell(values[k]) for key, (_, values) in zip(keys, all_series)}} for k, place in enumerate(places)]
    columns = {**figure.columns, **{key: {**bound, "label": label} for key, (label, _) in zip(keys, all_series)}}
    record = {key: of for key, of in figure.record.items() if key != "split"}
    return replace(figure, rows=rows, columns=columns, record={**record, "y": keys})


def is_time(figure, column):
    return figure.columns.get(column, {}).get("type") in ("year", "month", "date")


def printed_names(figure, column, places):
    """Names as rows, columns and keys print them: months as `Sept 2025`; days as `3 Sept 2025`, or where all are the first of a
    month or of a year, as that; all else as it is."""
    kind = figure.columns.get(column, {}).get("type")
    if kind == "month":
        return [printed_place(place) for place in places]
    if kind != "date":
        return list(places)
    days = [day_at(place) for place in places]
    if all((day.month, day.day) == (1, 1) for day in days):
        return [str(day.year) for day in days]
    months = [printed_place(place[:7]) for place in places]
    return months if all(day.day == 1 for day in days) else [f"{day.day} {month}" for day, month in zip(days, months)]


def names_of_rows(figure):
    """What the rows of the data are called on the page."""
    x = figure.record["x"]
    return printed_names(figure, x, [row[x] for row in figure.rows])


def day_at(place):
    """The day of a place, the first one of a month."""
    return date.fromisoformat(place if len(place) > 7 else place + "-01")


def ordinal(place):
    return day_at(place).toordinal() if "-" in place else int(place)


def printed_place(place):
    """A month as an axis prints it, `Sept 2025`; all else as it is."""
    if not re.fullmatch(r"\d{4}-\d\d", place):
        return place
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]
    return f"{names[int(place[5:]) - 1]} {place[:4]}"


def counted(figure, places):
    """How places of time are counted (`year`, `month`, `end`, `day`), each as a number, and the step of the series: none where no
    step can be told, since most steps of a series are equal, and all are multiples of that one."""
    kind = figure.columns.get(figure.record["x"], {}).get("type")
    if kind not in ("year", "month", "date") or len(places) < 3:
        return None
    days = [day_at(place) for place in places] if kind != "year" else []
    if kind == "year":
        by, counts = "year", [int(place) for place in places]
    elif kind == "date" and all((day.month, day.day) == (1, 1) for day in days):
        by, counts = "year", [day.year for day in days]
    elif len({day.day for day in days}) == 1 or all((day + timedelta(days=1)).day == 1 for day in days):
        by = "month" if len({day.day for day in days}) == 1 else "end"
        counts = [12 * day.year + day.month - 1 for day in days]
    else:
        by, counts = "day", [day.toordinal() for day in days]
    steps = [b - a for a, b in zip(counts, counts[1:])]
    least, equal = min(steps), 2 * steps.count(min(steps))
    if least < 1 or any(step % least for step in steps) or equal < len(steps) or equal == len(steps) and kind != "month":
        return None
    return by, counts, least


def holes(figure, places):
    """The places before which others are lacking: a step that is wider than those of the series is a gap."""
    found = counted(figure, places)
    if not found:
        return set()
    _, counts, least = found
    return {k + 1 for k, (a, b) in enumerate(zip(counts, counts[1:])) if b - a > least}


def with_lacking(figure):
    """A chart of bars over time: up to twelve rows that a gap lacks have a place too, and nothing on it."""
    x = figure.record["x"]
    places = [row[x] for row in figure.rows]
    found = None if "split" in figure.record else counted(figure, places)
    if not found:
        return figure
    by, counts, least = found
    def named(count):
        if by == "day":
            return date.fromordinal(count).isoformat()
        if by == "year":
            return str(count) + places[0][4:]
        year, month = divmod(count, 12)
        if by == "end":
            return (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(days=1)).isoformat()
        return f"{year}-{month + 1:02}{places[0][7:]}"
    rows = []
    for k, row in enumerate(figure.rows):
        between = range(counts[k - 1] + least, counts[k], least) if k else []
        if len(between) <= 12:
            rows += [{**dict.fromkeys(row, ""), x: named(count)} for count in between]
        rows.append(row)
    return replace(figure, rows=rows)


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


def named_beside(figure, read, labels, fills, end, is_last):
    """The colour of each series: from a field of 11 by 7.5 points left of its name, or from the name beside the last values,
    which follows with its last value. Also the texts that were used, and how many names stand beside the last values."""
    colors, taken, heights = {}, set(), []
    for label in labels:
        index, length = name_lines(figure, label)
        text = figure.texts[index]
        taken |= set(range(index, index + length))
        read.labels.append(index)
        fields = [s for s in figure.shapes if s.fill and not s.curved and s.stroke is None and is_field(s)
                  and abs(text.x - s.box()[2] - 4) < 0.3 and s.box()[1] - 1 < text.middle < s.box()[3] + 1]
        if fields:
            colors[label] = fields[0].fill
            continue
        if text.x < end:
            fail(f"the key does not name {label}")
        heights.append(text.middle)
        colors[label] = nearest_hue(text.color, fills)
        told = index + length
        if told >= len(figure.texts) or not is_number(figure.texts[told].string) or not is_last(label, figure.texts[told].string):
            fail(f"{label} does not end at {figure.texts[told].string if told < len(figure.texts) else 'a number'}")
        taken.add(told)
        read.labels.append(told)
    if heights != sorted(heights, reverse=True):
        fail("the names stand in another order than the pieces")
    if len(set(colors.values())) < len(colors):
        fail("two series look alike")
    return colors, taken, len(heights)


def is_field(shape):
    """A field of a key."""
    left, top, right, bottom = shape.box()
    return abs(right - left - 11) < 0.05 and abs(bottom - top - 7.5) < 0.05


def upright_names(figure, read, base, middles, taken=()):
    """What stands below the axis names the place above it."""
    apart = min((b - a for a, b in zip(middles, list(middles)[1:])), default=1e9)
    for index, text in enumerate(figure.texts):
        if text.y <= base + 2 or index in read.ticks or index in taken:
            continue
        middle = min(middles, key=lambda x: abs(x - text.center))
        read.labels.append(index)
        if abs(middle - text.center) > apart / 2 or re.sub(r"\s", "", text.string) not in re.sub(r"\s", "", middles[middle]):
            fail(f"the bars of {middles[middle]} are named {text.string}")


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


def years_below(figure, read, places, place, bottom, taken=()):
    """A year below the axis stands at its place, or is moved to stay in the drawing."""
    if any("-" in of for of in places):
        return days_below(figure, read, places, place, bottom, taken)
    of = {name: place(k) for k, name in enumerate(places)}
    for index, text in enumerate(figure.texts):
        if text.y <= bottom + 2 or index in read.ticks or index in taken:
            continue
        read.labels.append(index)
        if text.string not in of or abs(text.center - of[text.string]) > 0.6:
            fail(f"the year {text.string} does not stand at its place")


def days_below(figure, read, places, place, bottom, taken):
    """The lines of one label name a day, a month or a year, each only where it changes; the label stands at its first day."""
    first, last = day_at(places[0]), day_at(places[-1])
    days = (last - first).days
    at = lambda day: place(0) + (place(len(places) - 1) - place(0)) * ((day - first).days / days if days else 0)
    below = [(text.center, index) for index, text in enumerate(figure.texts)
             if text.y > bottom + 2 and index not in read.ticks and index not in taken]
    labels = []
    for center, index in sorted(below):
        read.labels.append(index)
        if labels and center - labels[-1][-1].center < 1:
            labels[-1].append(figure.texts[index])
        else:
            labels.append([figure.texts[index]])
    year, month = None, None
    for texts in labels:
        words = " ".join(t.string for t in sorted(texts, key=lambda t: t.y)).replace("\u00a0", " ").split()
        numbers = [int(word) for word in words if word.isdigit()]
        named = [k + 1 for k, name in enumerate(MONTHS) for word in words if word.startswith(name)]
        year = next((n for n in numbers if n > 31), year)
        is_year = not named and not [n for n in numbers if n <= 31]
        month = named[0] if named else 1 if is_year else month
        if year is None or month is None or len(named) > 1:
            fail(f"no day is named {' '.join(words)}")
        day = date(year, month, next((n for n in numbers if n <= 31), 1))
        if abs(texts[0].center - at(day)) > 0.6:
            fail(f"{' '.join(words)} does not stand at {day}")


def joined_pairs(values):
    return {(k, k + 1) for k in range(len(values) - 1) if values[k] is not None and values[k + 1] is not None}


def name_lines(figure, name):
    """Where a name stands, on one line or up to three: the index of its first line, and how many there are."""
    for at in range(len(figure.texts)):
        for length in (1, 2, 3):
            texts = figure.texts[at:at + length]
            if len(texts) == length and squeezed("".join(t.string for t in texts)) == squeezed(name):
                return at, length
    fail(f"{name} is not named")



"""What an author adds to a chart: provisional places, breaks, notes and intervals."""

import re
from datetime import date

from .marks import NEAR, fail, name_lines, near, ordinal, series, value

# The width of the lines of breaks and notes, and of whiskers.
DASHED, WHISKER = 0.6, 0.9
# From the line of a note to its text.
NOTE_GAP = 3.5


def provisional_places(figure):
    """The rows whose values are provisional, by index."""
    said = figure.record.get("provisional")
    if said is None:
        return set()
    if isinstance(said, str):
        return {k for k, row in enumerate(figure.rows) if row[said] == "true"}
    wanted = {str(place) for place in said}
    return {k for k, row in enumerate(figure.rows) if row[figure.record["x"]] in wanted}


def dashed(figure, axis):
    """Fine dashed lines that stand (0) or lie (1)."""
    return [(i, s) for i, s in enumerate(figure.shapes) if s.dash and s.stroke and not s.fill and len(s.points) == 2
            and abs(s.width - DASHED) < 0.01 and abs(s.points[0][axis] - s.points[1][axis]) < 0.01]


def broken_places(figure):
    return [str(found["at"]) for found in figure.record.get("breaks", [])]


def read_breaks(figure, read, axis, edges, top, middles=None):
    """A dashed line before each place where the series breaks; `edges` is where a place begins. Rows begin between the middles
    of two of them."""
    lines = [(i, s) for i, s in dashed(figure, axis) if axis == 1 or abs(s.box()[1] - top) <= NEAR]
    names = list(edges)
    for name in broken_places(figure):
        k = names.index(name)
        if middles is None:
            own = [line for line in lines if abs(line[1].points[0][0] - edges[name]) <= NEAR]
        else:
            own = [line for line in lines if middles[k - 1] + 3 < line[1].points[0][1] < middles[k] - 3]
        if not own:
            fail(f"no break before {name}")
        read.signs.append((own[0][0], axis, "break"))
        lines.remove(own[0])
    if lines:
        fail("a dashed line where nothing breaks")


def place_of(figure, at, places, true_days):
    """Where a note stands: at its place; a day between two places at its own place where days stand at true distances, else at the
    place before it."""
    if str(at) in places:
        return places[str(at)]
    days = sorted(places, key=ordinal)
    before = [day for day in days if ordinal(day) <= at.toordinal()]
    if not before:
        fail(f"the note at {at} stands before all places")
    if not true_days:
        return places[before[-1]]
    first, last = days[0], days[-1]
    share = (at.toordinal() - ordinal(first)) / (ordinal(last) - ordinal(first))
    return places[first] + (places[last] - places[first]) * share


def read_notes(figure, read, top, places, scale, right, lying=False, true_days=False):
    """Each note at a place, with a dashed line from above the plot; notes at values beside it, with a line across."""
    notes, taken = figure.record.get("annotations", []), set()
    above = [(note["text"], place_of(figure, note["at"], places, true_days)) for note in notes if "at" in note]
    beside = [(note["text"], scale.place(note["value"])) for note in notes if "value" in note]
    if lying:
        above, beside = beside, []
    lines = [(i, s) for i, s in dashed(figure, 0) if s.box()[1] < top - 1]
    for text, x in above:
        index, length = name_lines(figure, text)
        taken |= set(range(index, index + length))
        first = figure.texts[index]
        own = [(i, s) for i, s in lines if abs(s.points[0][0] - x) <= NEAR and 0 < first.y - s.box()[1] < 12]
        reach = max(t.x + t.width for t in figure.texts[index:index + length])
        if not own:
            fail(f"no line at the place of {text}")
        if abs(first.x - NOTE_GAP - x) > 0.6 and abs(reach + NOTE_GAP - x) > 0.6:
            fail(f"{text} does not stand at its line")
        read.signs.append((own[0][0], 0, "note"))
        lines.remove(own[0])
    if lines:
        fail("a line of a note that is not there")
    across = [] if lying else dashed(figure, 1)
    heights = []
    for text, y in beside:
        index, length = name_lines(figure, text)
        taken |= set(range(index, index + length))
        own = [(i, s) for i, s in across if abs(s.points[0][1] - y) <= NEAR]
        if not own:
            fail(f"no line at the value of {text}")
        if figure.texts[index].x < right:
            fail(f"{text} does not stand beside the plot")
        heights.append((y, figure.texts[index].y))
        read.signs.append((own[0][0], 1, "note"))
        across.remove(own[0])
    if across:
        fail("a line at a value that nothing is said of")
    if [y for _, y in sorted(heights)] != sorted(y for _, y in heights):
        fail("notes in another order than their values")
    return taken


def intervals(figure):
    """The ends of the interval of each value, by row and column."""
    y = figure.record["y"]
    found = {}
    for j, item in enumerate(y if isinstance(y, list) else [y]):
        if isinstance(item, dict) and "low" in item:
            for k, row in enumerate(figure.rows):
                low, high = value(row[item["low"]]), value(row[item["high"]])
                if low is not None and high is not None and value(row[item["column"]]) is not None:
                    found[k, j] = (low, high)
    return found


def whiskers(figure, axis):
    """Thin lines along an axis; the ticks across their ends are left out."""
    return [(i, s) for i, s in enumerate(figure.shapes) if s.stroke and s.stroke != (1, 1, 1) and not s.fill and len(s.points) == 2
            and abs(s.width - WHISKER) < 0.01 and abs(s.points[0][1 - axis] - s.points[1][1 - axis]) < 0.01]


def read_whiskers(figure, read, axis, scale, middles, only=None):
    """A whisker from end to end of each interval, at the middle of its bar or point; the high ends."""
    wanted = {key: ends for key, ends in intervals(figure).items() if only is None or key in only}
    lines, highs = whiskers(figure, axis), {}
    for key, (low, high) in wanted.items():
        ends = sorted((scale.place(low), scale.place(high)))
        own = [(i, s) for i, s in lines if abs(s.points[0][1 - axis] - middles[key]) <= NEAR
               and all(abs(p - w) <= NEAR for p, w in zip(sorted(p[axis] for p in s.points), ends))]
        if not own:
            fail(f"no interval from {low} to {high} in row {key[0] + 1}")
        read.signs.append((own[0][0], axis, "interval"))
        read.count += 1
        lines.remove(own[0])
        highs[key] = high
    if lines:
        fail("an interval that the data does not have")
    return highs

"""Faults planted in charts that were read."""

import copy
import re

from .marks import NEAR, hairlines, is_number, names_of_rows, number, squeezed, widened, with_lacking

WAYS = ["swapped value", "shifted axis", "clamped point", "wrong label", "bridged gap", "moved sign", "closed up"]


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
    if how == "bridged gap":
        return bridged_gap(bad, read, rng)
    if how == "moved sign":
        return moved_sign(bad, read, rng)
    if how == "closed up":
        return closed_up(bad, read)
    labels = [i for i in read.labels if re.search(r"\d", bad.texts[i].string)] or read.labels
    if not labels:
        return None
    text = bad.texts[rng.choice(labels)]
    if figure.kind in ("line", "step-line", "area") and is_number(text.string) and "%" not in text.string and rng.random() < 0.5:
        # the hardest to see: the value of another point, the nearest one told
        others = [bad.texts[i] for i in labels if is_number(bad.texts[i].string) and number(bad.texts[i].string) != number(text.string)]
        if others:
            text.string = min(others, key=lambda t: abs(t.x - text.x) + abs(t.y - text.y)).string
            return bad
    changed = re.sub(r"\d(?!.*\d)", lambda m: str((int(m.group()) + 1) % 10), text.string)
    text.string = changed if changed != text.string else text.string + "x"
    return bad




def bridged_gap(bad, read, rng):
    """A line, or the edge of an area, that runs on across a gap; a dotted line that is drawn through, or gone."""
    if read.bridges and rng.random() < 0.5:
        shape = bad.shapes[rng.choice(read.bridges)]
        if rng.random() < 0.5:
            shape.dash, shape.width = (), 1.6
        else:
            shape.dash, shape.points = (), shape.points[:1]
        return bad
    lines = [s for s in bad.shapes if s.stroke and not s.fill and len(s.points) > 1 and abs(s.width - 1.6) < 0.01]
    if bad.kind == "area":
        lines = [s for s in lines if abs(s.points[0][0] - s.points[-1][0]) > NEAR]
    pairs = [(a, b) for a in lines for b in lines if a.stroke == b.stroke and a.points[-1][0] + NEAR < b.points[0][0]]
    if not pairs:
        return None
    before, after = min(pairs, key=lambda pair: (pair[1].points[0][0] - pair[0].points[-1][0], rng.random()))
    corner = [(after.points[0][0], before.points[-1][1])] if bad.kind == "step-line" else []
    before.points = before.points + corner + after.points
    bad.shapes.remove(after)
    return bad


def closed_up(bad, read):
    """Bars over time, side by side across the places that their series lacks, as if none were lacking; of lying ones those rows
    are gone."""
    wide = widened(bad)
    full = with_lacking(wide)
    known, places = ([row[bad.record["x"]] for row in of.rows] for of in (wide, full))
    if bad.kind not in ("bar", "horizontal-bar") or len(places) == len(known):
        return None
    if bad.kind == "horizontal-bar":
        gone = [squeezed(name) for name, place in zip(names_of_rows(full), places) if place not in known]
        heights = [text.middle for text in bad.texts if squeezed(text.string) in gone]
        bad.texts = [text for text in bad.texts if all(abs(text.middle - height) > 1.2 for height in heights)]
        return bad if heights else None
    boxes = [line.box() for line in hairlines(bad, 1)]
    left, right, base = min(b[0] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)
    before, after = (right - left) / len(places), (right - left) / len(known)
    place_at = lambda x: places[min(int((x - left) / before), len(places) - 1)]
    shift = lambda place: (known.index(place) + 0.5) * after - (places.index(place) + 0.5) * before
    for index in {mark[0] for mark in read.marks}:
        shape = bad.shapes[index]
        bad.shapes[index] = shape.moved(shift(place_at(shape.center[0])), 0)
    kept = []
    for index, text in enumerate(bad.texts):
        is_told = index in read.labels and is_number(text.string)
        of_place = index not in read.ticks and left < text.center < right and (is_told or text.y > base)
        if of_place and place_at(text.center) not in known:
            continue
        text.x += shift(place_at(text.center)) if of_place else 0
        kept.append(text)
    bad.texts = kept
    return bad


def moved_sign(bad, read, rng):
    """A break, a note, an interval or a provisional stretch elsewhere; a bar that is hatched and should not be, or the other way."""
    if read.hatched and (not read.signs or rng.random() < 0.4):
        shape = bad.shapes[rng.choice(read.hatched)]
        shape.hatch = [] if shape.provisional else [(shape.fill, 0.7)]
        return bad
    if not read.signs:
        return None
    index, axis, what = rng.choice(read.signs)
    # between rows a line may stand anywhere
    by = rng.choice([-1, 1]) * (25 if what == "break" and axis == 1 else rng.uniform(0.6, 6))
    bad.shapes[index] = bad.shapes[index].moved(*((by, 0) if axis == 0 else (0, by)))
    return bad

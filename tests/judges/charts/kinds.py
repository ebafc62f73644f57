"""Charts with a row, a panel, a cell or a person a value, and the timeline."""

import re
from datetime import date, timedelta

from .marks import (NEAR, expect_cut_of_rows, expect_cuts, leaves_zero_out, Scale, at_row, day_at, day_of, expect_dots, fail, hairlines, is_dot, holes, is_number, joined_pairs, labels_of_row,
                    lying_scale, name_lines, names_of_rows, near, number, ordinal, pivoted, printed_names, row_names, rows_of, series,
                    squeezed, value)


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
    expect_cut_of_rows(figure, scale)
    all_series = series(figure)
    colors = {}
    if len(all_series) > 1:
        for column, label in all_series:
            near_name = [t for t in figure.texts if t.string == label or t.string.startswith(label + " (")]
            if not near_name:
                fail(f"the series {label} is not named")
            name = near_name[0]
            # in a key its marker stands left of it; else it stands above its mark in the first row, and has its colour
            dots = [s for s in figure.shapes if is_dot(s) and (
                0 < name.x - s.center[0] < 10 and abs(s.center[1] - name.middle) < 2
                or s.fill == name.color and -4 < s.center[0] - name.x < name.width + 4 and 4 < s.center[1] - name.y < 16)]
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


def read_range(figure, read):
    scale, taken, rows = rows_of(figure, read)
    columns = [column for column, _ in series(figure)]
    expect_cut_of_rows(figure, scale)
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
    marks = [s for s in figure.shapes if s.stroke and not s.fill and len(s.points) == 5 and not s.dash and s.width < 1]
    lines = [s for s in figure.shapes if s.stroke and len(s.points) == 2 and s.width < 1 and abs(s.points[0][0] - s.points[1][0]) < 0.01]
    uprights = [max((s.box()[3] for s in lines if abs(s.points[0][0] - x) < 0.6), default=0) for x in heads]
    expect_cuts(figure, bool(marks), list(zip(heads, uprights)), 1)
    if len(everything) > 1:
        low = [y for y, v in pairs if v == everything[0]][0]
        high = [y for y, v in pairs if v == everything[-1]][0]
        place = lambda v: low + (high - low) * (v - everything[0]) / (everything[-1] - everything[0])
        for y, v in pairs:
            near(y, place(v), f"the point of {v}")
        if not marks and not min(y for y, _ in pairs) - 1 <= place(0) <= max(uprights) + 1:
            fail("an axis without zero is not marked as one")
        ends = sorted((round(s.points[0][0], 1), s.points[0][1], s.points[1][1]) for s in figure.shapes
                      if s.stroke and len(s.points) == 2 and s.width > 1 and abs(s.points[0][0] - s.points[1][0]) > 5)
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
    for time in (0, len(columns) - 1):
        for row, v in zip(names_of_rows(figure), values[time]):
            if v is None:
                continue
            name = squeezed(row)
            side = [(i, t) for i, t in enumerate(figure.texts) if squeezed(t.string).startswith(name)
                    and (t.x + t.width < heads[0] if time == 0 else t.x > heads[-1])
                    and number(squeezed(t.string)[len(name):]) is not None]
            if not any(abs(number(squeezed(t.string)[len(name):]) - v) < 1e-9 for _, t in side):
                fail(f"{row} is not told with {v}")
            read.labels += [i for i, _ in side]


def read_small_multiples(figure, read):
    places, all_series = pivoted(figure)
    at = [ordinal(place) for place in places]
    grids = {}
    for line in hairlines(figure, 1):
        left, top, right, _ = line.box()
        grids.setdefault((round(left, 1), round(right, 1)), []).append(top)
    panels = []
    # the lines of panels that stand below each other are one list: each panel has the same number of them
    rows = max(1, -(-len(all_series) // len(grids)))
    lines = max((len(ys) for ys in grids.values()), default=0) // rows
    for (left, right), ys in grids.items():
        ys.sort()
        if not lines or len(ys) % lines:
            fail(f"{len(ys)} lines of a grid for panels of {lines}")
        panels += [(left, right, ys[at:at + lines]) for at in range(0, len(ys), lines)]
    panels.sort(key=lambda p: (round(p[2][0]), p[0]))
    if len(panels) != len(all_series):
        fail(f"{len(panels)} panels for {len(all_series)} series")
    first_left = min(p[0] for p in panels)
    curves = [(i, s) for i, s in enumerate(figure.shapes) if s.stroke and abs(s.width - 1.4) < 0.01]
    shifts = []
    scales = []
    joined, gaps = {}, holes(figure, places)
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
        shifts.append((vertices + dots, scale, name, values, left, right, ys))
        joined[name] = [s.points for _, s in curves if inside(s)]
    expect_cuts(figure, leaves_zero_out(scales[0]), [(left, ys[-1]) for left, _, ys in panels], 1)
    # where the first and the last place stand: in the panels that have them
    firsts = [min(p[0] - left for _, p in points) for points, _, _, values, left, *_ in shifts if values[0] is not None and points]
    lasts = [max(p[0] - left for _, p in points) for points, _, _, values, left, *_ in shifts if values[-1] is not None and points]
    if not firsts or not lasts:
        fail("no series has the first or the last place")
    begin, end = min(firsts), max(lasts)
    span = at[-1] - at[0]
    for points, scale, name, values, left, right, ys in shifts:
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
        # which places are joined, and that nothing is across a gap
        nearest = lambda x: min(range(len(at)), key=lambda k: abs(place(k) - x))
        pairs = sorted((nearest(a[0]), nearest(b[0])) for of in joined[name] for a, b in zip(of, of[1:]))
        if pairs != sorted(pair for pair in joined_pairs(values) if pair[1] not in gaps):
            fail(f"{name}: other points are joined than those that follow each other")
        known = [(x, y, v) for x, y, v in wanted]
        if known:
            x, y, v = known[-1]
            told = [(i, t) for i, t in enumerate(figure.texts) if is_number(t.string) and abs(t.middle - y) < 0.6 and 0 < t.x - x < 8]
            if not any(abs(number(t.string) - v) < 1e-9 for _, t in told):
                fail(f"{name}: the last value {v} is not told")
            read.labels += [i for i, _ in told]
            # a further number in the panel is that of the first point
            x, y, v = known[0]
            further = [(i, t) for i, t in enumerate(figure.texts) if is_number(t.string) and i not in read.ticks and (i, t) not in told
                       and left - 0.5 <= t.x and t.x + t.width <= right + 0.5 and ys[0] - 8 < t.middle < ys[-1]]
            if len(further) > 1 or any(abs(number(t.string) - v) > 1e-9 or abs(t.x - x) > 3.5 for _, t in further):
                fail(f"{name}: {further[0][1].string} stands at no first value {v}")
            read.labels += [i for i, _ in further]


def read_heat_table(figure, read):
    places, all_series = pivoted(figure)
    places = printed_names(figure, figure.record["x"], places)
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
            head, length = name_lines(figure, label)
            if figure.texts[head + length - 1].y > min(m for m, _, _ in found.values()):
                fail(f"the column {label} is not named")
            x = figure.texts[head].center
            read.labels += range(head, head + length)
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
    names = names_of_rows(figure)
    found = row_names(figure, names)
    order = sorted(names, key=lambda name: found[name][0])
    tops = {name: found[name][0] for name in names}
    heads = [(i, s) for i, s in enumerate(figure.shapes) if s.fill and s.curved and is_dot(s)]
    taken = {i for _, at, length in found.values() for i in range(at, at + length)}
    limits = [tops[name] - 8 for name in order] + [1e9]
    for place, name in enumerate(order):
        row = figure.rows[names.index(name)]
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


LONG = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def stretch_of(row, record, in_months):
    """The first and the last day of an event, the last one none where it has a day; and what is said of both."""
    month = lambda day: f"{LONG[day.month - 1]} {day.year}"
    said = month if in_months else lambda day: f"{day.day} {month(day)}"
    first, last = row[record["x"]], row.get(record.get("until", ""), "")
    if not in_months:
        first, last = date.fromisoformat(first), date.fromisoformat(last) if last else None
        return first, last, said(first) if last in (None, first) else f"{said(first)} – {said(last)}"
    first, last = day_at(first), day_at(last or first)
    text = said(first) if last == first else f"{said(first)} – {said(last)}"
    return first, date(last.year + last.month // 12, last.month % 12 + 1, 1) - timedelta(days=1), text


def timeline_scale(figure, read):
    """The axis lies below all events; its ticks and their labels stand below it."""
    thick = [s for s in figure.shapes if s.stroke and not s.fill and abs(s.width - 1.2) < 0.01 and len(s.points) == 2]
    lying = [s for s in thick if abs(s.points[0][1] - s.points[1][1]) < 0.01 and abs(s.points[0][0] - s.points[1][0]) > 0.5]
    if len(lying) != 1:
        fail(f"{len(lying)} axes")
    axis, pairs = lying[0].points[0][1], []
    ticks = [s.points[0][0] for s in thick if s is not lying[0]]
    for index, text in enumerate(figure.texts):
        if text.y > axis and ticks and day_of(text.string):
            at = min(ticks, key=lambda x: abs(x - text.center))
            # a label at the edge is moved to stay in the drawing, and still stands at its tick
            if text.x - 1 <= at <= text.x + text.width + 1:
                read.ticks.append(index)
                pairs.append((at, day_of(text.string).toordinal()))
    return axis, Scale(pairs)


def read_timeline(figure, read):
    """Days are points on the axis; stretches of time, and months, are bars beside their texts."""
    record = figure.record
    in_months = figure.columns.get(record["x"], {}).get("type") == "month"
    axis, scale = timeline_scale(figure, read)
    dots = [(i, s) for i, s in enumerate(figure.shapes) if is_dot(s) and s.curved and abs(s.center[1] - axis) < NEAR]
    events = [(*stretch_of(row, record, in_months), row[record["y"]]) for row in figure.rows]
    wanted = [] if in_months else sorted(first.toordinal() for first, *_ in events)
    if len(dots) != len(wanted) or len(dots) < len([s for s in figure.shapes if is_dot(s) and s.curved]):
        fail(f"{len(dots)} points for {len(wanted)} days")
    for (index, shape), day in zip(sorted(dots, key=lambda item: item[1].center[0]), wanted):
        near(shape.center[0], scale.place(day), "an event")
        read.marks.append((index, 0, day))
        read.count += 1
    bars = [(i, s) for i, s in enumerate(figure.shapes) if s.fill and not s.curved and abs(s.box()[3] - s.box()[1] - 4.0) < 0.05]
    texts = [(i, t) for i, t in enumerate(figure.texts) if i not in read.ticks]
    if any(t.y > axis for _, t in texts):
        fail("a text below the axis that names no day of it")
    whole = squeezed("".join(t.string for _, t in texts))
    for first, last, said, what in events:
        begin = scale.place(first.toordinal())
        if squeezed(said + what) not in whole:
            fail(f"not told together: {said}, {what}")
        # it stands at the line of its day
        begins = [(i, t) for i, t in texts if len(t.string) > 5 and squeezed(said).startswith(squeezed(t.string))]
        at_line = [(i, t) for i, t in begins if abs(t.x - 4.0 - begin) <= NEAR]
        if not at_line:
            fail(f"{said} does not stand at its line")
        read.labels += [i for i, _ in begins]
        if last is None:
            continue
        # a bar of less than 0.8 points could not be seen
        end = max(scale.place(last.toordinal()), begin + 0.8)
        own = [(i, s) for i, s in bars if abs(s.box()[0] - begin) <= NEAR and abs(s.box()[2] - end) <= NEAR
               and any(0 < t.y - s.box()[3] < 16 for _, t in at_line)]
        if not own:
            fail(f"no bar from {first} to {last}")
        bars.remove(own[0])
        read.count += 1
        if in_months:
            read.marks.append((own[0][0], 0, first.toordinal()))
    if bars:
        fail(f"{len(bars)} bars of no event")


WORDS_OF_BOUNDS = {"exact": "", "at-least": "at least ", "more-than": "more than ", "about": "about ", "at-most": "at most ",
                   "fewer-than": "fewer than "}


def read_dot_range(figure, read):
    """What each source says of a figure: a point, with an arrow where it is a bound; an interval; or words without a mark."""
    scale = lying_scale(figure, read)
    found = row_names(figure, [row["name"] for row in figure.rows])
    taken = {i for _, at, length in found.values() for i in range(at, at + length)} | set(read.ticks)
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



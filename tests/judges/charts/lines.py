"""Lines, step lines and areas."""

from .asides import broken_places, intervals, provisional_places, read_breaks, read_notes, read_whiskers
from .bars import PERCENT, grid_area, printed, tells
from .marks import (BESIDE, NEAR, fail, gap, holes, is_dot, is_field, is_number, joined_pairs, named_beside, near, nearest_hue,
                    number, numbers_at_points, ordinal, pivoted, standing_scale, years_below)


def begins_of_places(count, place, left, right):
    """Where each place begins: halfway from the one before it, the first one at the edge of the plot; then the far edge."""
    return [left] + [(place(k - 1) + place(k)) / 2 for k in range(1, count)] + [right]


def read_grounds(figure, read, begins, area):
    """A hatched ground from halfway before the first provisional place of a row of them to halfway after the last."""
    left, top, right, bottom = area
    grounds = [(i, s) for i, s in enumerate(figure.shapes) if s.fill and s.hatch and not s.curved and len(s.points) in (4, 5)
               and abs(s.box()[1] - top) <= NEAR and abs(s.box()[3] - bottom) <= NEAR and is_pale(s.fill)]
    provisional, wanted = provisional_places(figure), []
    for k in sorted(provisional):
        if k - 1 in provisional:
            wanted[-1][1] = begins[k + 1]
        else:
            wanted.append([begins[k], begins[k + 1]])
    if len(grounds) != len(wanted):
        fail(f"{len(grounds)} provisional stretches, not {len(wanted)}")
    grounds.sort(key=lambda item: item[1].box()[0])
    for (index, shape), (begin, end) in zip(grounds, wanted):
        near(shape.box()[0], begin, "the begin of a provisional stretch")
        near(shape.box()[2], end, "the end of a provisional stretch")
        read.signs.append((index, 0, "provisional"))
    return {index for index, _ in grounds}


def is_pale(color):
    return min(color) > 0.8


def read_base(figure, scale, area):
    """An axis that leaves zero out begins with a zigzag, and no other does; `base` is kept."""
    left, bottom = area[0], area[3]
    zigzags = [s for s in figure.shapes if s.stroke and not s.fill and len(s.points) == 5 and not s.dash
               and abs(s.points[0][0] - left) <= 0.3 and s.box()[2] - left < 14 and s.box()[3] - s.box()[1] < 7]
    zero = scale.place(0)
    is_cut = not area[1] - NEAR <= zero <= bottom + NEAR
    if len(zigzags) != is_cut:
        fail("an axis without zero is not marked as one" if is_cut else "an axis with zero is marked as one without")
    if figure.record.get("base") == "zero" and is_cut:
        fail("the axis leaves zero out")


def read_bands(figure, read, places, all_series, scale, place):
    """The intervals of one line: a band where points that follow each other have one, else a whisker; of several, whiskers."""
    ends, breaks = intervals(figure), {places.index(name) for name in broken_places(figure)} | holes(figure, places)
    if len(all_series) > 1:
        read_whiskers(figure, read, 1, scale, {key: place(key[0]) for key in ends})
        return set()
    runs = []
    for k in range(len(places)):
        if (k, 0) in ends:
            if runs and runs[-1][-1] == k - 1 and k not in breaks:
                runs[-1].append(k)
            else:
                runs.append([k])
    alone = [(run[0], 0) for run in runs if len(run) == 1]
    read_whiskers(figure, read, 1, scale, {key: place(key[0]) for key in alone}, alone)
    used = set()
    for run in (run for run in runs if len(run) > 1):
        ring = [(place(k), scale.place(ends[k, 0][0])) for k in run] + [(place(k), scale.place(ends[k, 0][1])) for k in reversed(run)]
        own = [i for i, s in enumerate(figure.shapes) if s.fill and not s.stroke and len(s.points) == len(ring) and i not in used
               and all(abs(a - b) <= NEAR for p, w in zip(s.points, ring) for a, b in zip(p, w))]
        if not own:
            fail(f"no band from {places[run[0]]} to {places[run[-1]]}")
        used.add(own[0])
        read.count += len(run)
        read.signs.append((own[0], 1, "band"))
    return used


def read_bridges(figure, read, label, values, color, breaks, gaps, place, scale, steps):
    """A dotted line across each gap where the record joins them, and none elsewhere."""
    known = [k for k, v in enumerate(values) if v is not None]
    wanted = []
    for a, b in zip(known, known[1:]):
        apart = b > a + 1 or b in gaps
        if figure.record.get("gaps") == "join" and apart and not any(k in breaks for k in range(a + 1, b + 1)):
            begin, end = (place(a), scale.place(values[a])), (place(b), scale.place(values[b]))
            wanted.append([begin, (end[0], begin[1]), end] if steps else [begin, end])
    for index, shape in enumerate(figure.shapes):
        if not (shape.stroke and not shape.fill and shape.dash and abs(shape.width - 0.8) < 0.01 and color in (None, shape.stroke)):
            continue
        own = [of for of in wanted if len(of) == len(shape.points)
               and all(abs(a - b) <= NEAR for p, w in zip(shape.points, of) for a, b in zip(p, w))]
        if not own:
            fail(f"{label}: a dotted line where no gap is joined")
        wanted.remove(own[0])
        read.bridges.append(index)
    if wanted:
        fail(f"{label}: no dotted line across a gap")


def read_line(figure, read):
    """Lines and step lines: at a step, the value before holds until the next place."""
    steps = figure.kind == "step-line"
    scale = standing_scale(figure, read)
    places, all_series = pivoted(figure)
    at = [ordinal(place) for place in places]
    curves = [(i, s) for i, s in enumerate(figure.shapes) if s.stroke and not s.fill and abs(s.width - 1.6) < 0.01]
    area = grid_area(figure, 1)
    several = len(all_series) > 1
    dots = [(i, s) for i, s in enumerate(figure.shapes) if is_dot(s) and (several or s.curved) and not is_pale(s.fill)]
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
    by_name = {name: place(k) for k, name in enumerate(places)}
    begins = begins_of_places(len(places), place, area[0], area[2])
    read_grounds(figure, read, begins, area)
    bands = read_bands(figure, read, places, all_series, scale, place)
    if pale := [s for i, s in enumerate(figure.shapes) if s.fill and s.fill != (1, 1, 1) and not s.curved and not several
                and not s.hatch and i not in bands]:
        fail(f"{len(pale)} areas that stand for nothing")
    taken |= read_notes(figure, read, area[1], by_name, scale, area[2], true_days=True)
    read_breaks(figure, read, 0, dict(zip(places, begins)), area[1])
    read_base(figure, scale, area)
    breaks, gaps = {places.index(name) for name in broken_places(figure)}, holes(figure, places)
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
        if pairs != sorted(pair for pair in joined_pairs(values) if pair[1] not in breaks | gaps):
            fail(f"{label}: other points are joined than those that follow each other")
        read_bridges(figure, read, label, values, colors[label], breaks, gaps, place, scale, steps)
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
    years_below(figure, read, places, place, bottom, taken)


def nothing_on_areas(figure, read, taken, bottom, edges):
    """Numbers stand above what is filled."""
    for index, text in enumerate(figure.texts):
        if index in read.ticks or index in taken or not is_number(text.string) or text.y > bottom + 2:
            continue
        for (ax, ay), (bx, by) in (pair for edge in edges for pair in zip(edge, edge[1:])):
            begin, end = max(ax, text.x + 0.3), min(bx, text.x + text.width - 0.3)
            if begin < end:
                highest = min(ay + (by - ay) * (x - ax) / (bx - ax) for x in (begin, end))
                if text.y > highest + 0.6:
                    fail(f"{text.string} stands on an area")


def read_provisional(figure, read, over, stretches, ends):
    """Over each area, what of it is provisional: from halfway before the first provisional place to halfway after the last."""
    provisional, over = provisional_places(figure), list(over)
    for stretch in (of for of in stretches if len(of) > 1):
        runs = []
        for k in stretch:
            if k in provisional:
                runs[-1].append(k) if runs and runs[-1][-1] == k - 1 else runs.append([k])
        for run in runs:
            half = lambda a, b: ((ends[a][0] + ends[b][0]) / 2, [(y + of) / 2 for y, of in zip(ends[a][1], ends[b][1])])
            edge = ([half(run[0] - 1, run[0])] if run[0] - 1 in stretch else []) + [ends[k] for k in run]
            edge += [half(run[-1], run[-1] + 1)] if run[-1] + 1 in stretch else []
            for n in range(len(edge[0][1]) - 1):
                wanted = [(x, ys[n + 1]) for x, ys in edge] + [(x, ys[n]) for x, ys in reversed(edge)]
                own = [item for item in over if len(item[1].points) == len(wanted) and all(
                    abs(px - x) <= NEAR and abs(py - y) <= NEAR for (px, py), (x, y) in zip(item[1].points, wanted))]
                if not own:
                    fail(f"row {run[0] + 1} of the data is provisional, and its area does not say so")
                over.remove(own[0])
                read.signs.append((own[0][0], 0, "provisional"))
    if over:
        fail("an area looks provisional and is not")


def read_area(figure, read):
    """Areas on top of each other; where one column has no value, none is shown."""
    scale = standing_scale(figure, read)
    places, all_series = pivoted(figure)
    at = [ordinal(place) for place in places]
    whole = [all(values[k] is not None for _, values in all_series) for k in range(len(at))]
    area, several = grid_area(figure, 1), len(all_series) > 1
    shares = several and figure.record.get("layout") == PERCENT
    breaks = {places.index(name) for name in broken_places(figure)} | holes(figure, places)
    used = [k for k in range(len(at)) if whole[k]]
    stretches = []
    for k in used:
        if stretches and stretches[-1][-1] == k - 1 and k not in breaks:
            stretches[-1].append(k)
        else:
            stretches.append([k])
    is_ground = lambda s: bool(s.hatch) and is_pale(s.fill)
    rings = [(i, s) for i, s in enumerate(figure.shapes) if s.fill and s.fill != (1, 1, 1) and not s.curved and s.stroke is None
             and not is_field(s) and not is_ground(s)]
    # what is provisional lies over the areas, pale and hatched in their colour
    over = [(i, s) for i, s in rings if s.provisional]
    rings = [item for item in rings if item not in over]
    alone = [(i, s) for i, s in enumerate(figure.shapes) if s.stroke and not s.fill and abs(s.width - 1.6) < 0.01
             and len(s.points) == 2 and abs(s.points[0][0] - s.points[1][0]) < 0.01]
    xs = [p[0] for _, s in rings + alone for p in s.points]
    if not xs or not used:
        fail("no areas")
    begin, end, first, last = min(xs), max(xs), at[used[0]], at[used[-1]]
    place = lambda k: begin + ((end - begin) * (at[k] - first) / (last - first) if last > first else 0)
    sums = [sum(values[k] for _, values in all_series) if whole[k] else None for k in range(len(at))]
    by_name = {name: place(k) for k, name in enumerate(places)}
    begins = begins_of_places(len(places), place, area[0], area[2])
    read_grounds(figure, read, begins, area)
    taken = read_notes(figure, read, area[1], by_name, scale, area[2], true_days=True)
    read_breaks(figure, read, 0, dict(zip(places, begins)), area[1])
    drawn = [(label, [of and of * 100 / sums[k] if shares else of for k, of in enumerate(values)]) for label, values in all_series]
    upto = [[sum(values[k] for _, values in drawn[:n]) if whole[k] else None for k in range(len(at))]
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
    read_provisional(figure, read, over, stretches,
                     [(place(k), [scale.place(of[k]) if whole[k] else None for of in upto]) for k in range(len(at))])
    if any(len(of) > 1 for of in fills.values()) or len(fills) != len(all_series) > 1:
        fail("two areas look alike, or one has two colours")
    bottom = max(scale.a, scale.b)
    if several:
        whole_end = used[-1] == len(at) - 1
        told = {label: printed(figure, PERCENT if shares else None, used[-1], n) for n, (label, _) in enumerate(all_series)}
        colors, named, _ = named_beside(figure, read, [label for label, _ in all_series], set(fills), end,
                                        lambda label, string: whole_end and tells(string, told[label]))
        taken |= named
        for fill, (label,) in fills.items():
            if colors[label] != fill:
                fail(f"{label} is named in another colour than its area")
    points = [] if shares else [(place(k), scale.place(upto[-1][k]), upto[-1][k], None) for k in used]
    highlight = figure.record.get("highlight")
    numbers_at_points(figure, read, points, bottom, taken, place(places.index(str(highlight))) if highlight else None)
    nothing_on_areas(figure, read, taken, bottom, [[(place(k), scale.place(upto[-1][k])) for k in of] for of in stretches])
    years_below(figure, read, places, place, bottom, taken)

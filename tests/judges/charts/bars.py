"""Bars, standing and lying: one column, side by side, on top of each other, as shares, and around a middle."""

import re

from .asides import provisional_places, read_breaks, read_notes, read_whiskers
from .marks import (NEAR, Scale, fail, hairlines, is_number, lying_scale, named_beside, near, nearest_hue, number,
                    names_of_rows, printed_place, row_names, series, share_text, squeezed, standing_scale, upright_names,
                    value, widened, with_lacking)

GROUPED, STACKED, PERCENT = "grouped", "stacked", "percent"


def layout_of(figure, unsaid=GROUPED):
    layout = figure.record.get("layout", unsaid)
    return layout if len(series(figure)) > 1 else GROUPED


def sizes(figure, layout):
    """The values of each row as they are drawn: as they are, or as shares; none where the row has none."""
    columns = [column for column, _ in series(figure)]
    found = []
    for row in figure.rows:
        values = [value(row[column]) for column in columns]
        if layout == PERCENT and None not in values:
            found.append([of * 100 / sum(values) for of in values])
        else:
            found.append(values)
    return found


def printed(figure, layout, k, j):
    """What a piece tells: its value, or its share as it is rounded."""
    cells = [figure.rows[k][column] for column, _ in series(figure)]
    return share_text(cells[j], cells) if layout == PERCENT else float(cells[j])


def tells(string, wanted):
    if isinstance(wanted, str):
        return string == wanted
    return "%" not in string and abs(number(string) - wanted) < 1e-6


def rects(figure, area):
    """Filled rectangles inside an area: left, top, right, bottom."""
    left, top, right, bottom = area
    found = []
    for index, shape in enumerate(figure.shapes):
        if not shape.fill or shape.fill == (1, 1, 1) or shape.curved or shape.stroke or len(shape.points) not in (4, 5):
            continue
        a, b, c, d = shape.box()
        if a >= left - 0.5 and c <= right + 0.5 and b >= top - 0.5 and d <= bottom + 0.5:
            found.append((index, shape))
    return found


def as_thick(found, axis):
    """The bars: all equally thick, across the axis; the grounds of numbers inside them are thinner."""
    across = lambda shape: shape.box()[2 + axis] - shape.box()[axis]
    thickness = max((across(s) for _, s in found), default=0)
    return thickness, [(i, s) for i, s in found if abs(across(s) - thickness) < 0.06]


def check_hatched(figure, read, bars, provisional):
    """Provisional bars are hatched and no others; `bars` are the index of the shape and of the row."""
    for index, k in bars:
        read.hatched.append(index)
        if figure.shapes[index].provisional != (k in provisional):
            fail(f"row {k + 1} of the data is {'' if k in provisional else 'not '}provisional, and its bar does not say so")


def grid_area(figure, axis):
    """What the lines of the grid take up."""
    boxes = [line.box() for line in hairlines(figure, axis)]
    if not boxes:
        fail("no lines of a grid")
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def colors_of(figure, read, fills, end, layout, values):
    """The colour of each series, from the key or from the names beside the last stack."""
    columns = series(figure)
    if len(columns) == 1:
        return None, set()
    whole = [k for k, of in enumerate(values) if None not in of]
    last = {label: printed(figure, layout, len(values) - 1, j) for j, (_, label) in enumerate(columns)} \
        if layout != GROUPED and whole and whole[-1] == len(values) - 1 else None
    colors, taken, beside = named_beside(figure, read, [label for _, label in columns], fills, end,
                                         lambda label, string: last is not None and tells(string, last[label]))
    if 0 < beside < len(columns):
        fail("some series are named in a key and some beside the bars")
    return [colors[label] for _, label in columns], taken


def read_bar(figure, read):
    figure = with_lacking(widened(figure))
    scale = standing_scale(figure, read)
    base, columns, layout = scale.place(0), series(figure), layout_of(figure)
    left, top, right, _ = grid_area(figure, 1)
    values = sizes(figure, layout)
    thickness, bars = as_thick(rects(figure, (left, top, right, base)), 0)
    colors, taken = colors_of(figure, read, {s.fill for _, s in bars}, right, layout, values)
    pitch = (right - left) / len(values)
    middle = lambda k: left + (k + 0.5) * pitch
    names = [row[figure.record["x"]] for row in figure.rows]
    taken |= read_notes(figure, read, top, {name: middle(k) for k, name in enumerate(names)}, scale, right)
    tips, used, inside = [], set(), []
    for k, of in enumerate(values):
        from_ = 0.0
        if layout != GROUPED and None in of:
            continue
        for j, size in enumerate(of):
            if size is None:
                continue
            across = middle(k) + ((j - (len(of) - 1) / 2) * thickness if layout == GROUPED else 0)
            own = [(i, s) for i, s in bars if i not in used and abs(s.center[0] - across) <= NEAR
                   and (colors is None or s.fill == colors[j])]
            if not own:
                fail(f"{names[k]}, {columns[j][1]}: no bar")
            index, bar = own[0]
            used.add(index)
            a, b, c, d = bar.box()
            near(d, scale.place(from_), f"{names[k]}, {columns[j][1]}: the foot of a bar")
            near(b, scale.place(from_ + size), f"{names[k]}, {columns[j][1]}: the end of a bar")
            read.marks.append((index, 1, (size, j) if layout != GROUPED else size))
            read.count += 1
            if layout == PERCENT:
                inside.append((bar.center, (a, b, c, d), printed(figure, layout, k, j)))
            elif layout == GROUPED:
                tips.append([across, b, size, bar.fill, (k, j)])
            from_ += size if layout != GROUPED else 0
        if layout == STACKED:
            tips.append([middle(k), scale.place(from_), sum(of), None, (k, 0)])
    if len(used) != len(bars):
        fail(f"{len(bars)} bars for {len(used)} values")
    if colors is None:
        highlight = figure.record.get("highlight")
        plain = {figure.shapes[i].fill for i in used if abs(figure.shapes[i].center[0] - (
            middle(names.index(highlight)) if highlight else -1)) > NEAR}
        if len(plain) > 1:
            fail("bars of one column in several colours")
    check_hatched(figure, read, [(i, int((figure.shapes[i].center[0] - left) / pitch)) for i in used], provisional_places(figure))
    highs = read_whiskers(figure, read, 1, scale, {key: across for across, _, _, _, key in tips})
    for tip in tips:
        tip[1] = min(tip[1], scale.place(highs[tip[4]])) if tip[4] in highs else tip[1]
    read_breaks(figure, read, 0, {name: left + k * pitch for k, name in enumerate(names)}, top)
    upright_names(figure, read, base, {middle(k): printed_place(name) for k, name in enumerate(names)}, taken)
    numbers_of_bars(figure, read, taken, (left, right, base), tips, inside)


def numbers_of_bars(figure, read, taken, area, tips, inside):
    """Each number in the plot stands above a bar of its value, or in the middle of a piece of it, and each once."""
    left, right, base = area
    fills = {tip[3] for tip in tips if tip[3]}
    for index, text in enumerate(figure.texts):
        if index in read.ticks or index in taken or not is_number(text.string) or text.y > base + 2:
            continue
        read.labels.append(index)
        clamped = abs(text.x - left) < 0.6 or abs(text.x + text.width - right) < 0.6
        stands = lambda x: abs(x - text.center) < 0.6 or clamped and abs(x - text.center) < text.width / 2
        highlit = figure.record.get("highlight") is not None
        color = text.color if len(fills) < 2 or highlit else nearest_hue(text.color, fills)
        hits = [tip for tip in tips if stands(tip[0]) and 0 <= tip[1] - text.y < 14 and tells(text.string, tip[2])
                and (len(fills) < 2 or highlit or tip[3] == color)]
        pieces = [piece for piece in inside if abs(piece[0][0] - text.center) < 0.6 and piece[1][1] < text.middle < piece[1][3]
                  and abs(piece[0][1] - text.middle) < 1.2 and text.string == piece[2]]
        if hits:
            tips.remove(hits[0])
        elif pieces:
            inside.remove(pieces[0])
        else:
            fail(f"{text.string} stands at no bar of that value")


def lying_rows(figure, read, scale):
    """The middle of each row, the texts of its names, and the area of the plot."""
    names = names_of_rows(figure)
    found = row_names(figure, names, read.ticks)
    taken = {i for _, at, length in found.values() for i in range(at, at + length)}
    read.labels += sorted(taken)
    return [found[name][0] for name in names], taken, names


def pieces_of_row(of, layout, sides, apart):
    """From where to where each piece of a row reaches, in values."""
    if sides is None:
        if layout == GROUPED:
            return [(0.0, size) for size in of]
        ends, at = [], 0.0
        for size in of:
            ends.append((at, at + size))
            at += size
        return ends
    ends = [None] * len(of)
    neutral = sum(size for size, side in zip(of, sides) if side == "neutral")
    half = 0.0 if apart is not None else neutral / 2
    at = -half
    for j in reversed(range(len(of))):
        if sides[j] == "negative":
            ends[j] = (at - of[j], at)
            at -= of[j]
    for side, at in (("neutral", -half if apart is None else apart), ("positive", half)):
        for j in range(len(of)):
            if sides[j] == side:
                ends[j] = (at, at + of[j])
                at += of[j]
    return ends


def read_lying(figure, read, scale, sides=None, apart=None):
    """Rows of bars from zero, or around a middle where `sides` says which column stands where."""
    columns = series(figure)
    layout = layout_of(figure, GROUPED if sides is None else STACKED)
    plot = grid_area(figure, 0)
    middles, taken, names = lying_rows(figure, read, scale)
    values = sizes(figure, layout)
    # the outermost bars may reach beyond the outermost ticks
    left, right = (plot[0], 1e9) if sides is None else (-1e9, 1e9)
    thickness, bars = as_thick(rects(figure, (left, plot[1], right, plot[3])), 1)
    colors, beside = colors_of(figure, read, {s.fill for _, s in bars}, 1e9, layout, values)
    taken |= beside
    taken |= read_notes(figure, read, plot[1], {}, scale, plot[2], lying=True)
    used, tips, inside, provisional = set(), [], [], provisional_places(figure)
    neutral = [j for j, side in enumerate(sides or []) if side == "neutral"]
    for k, of in enumerate(values):
        if layout != GROUPED and None in of:
            continue
        ends = pieces_of_row([0.0 if size is None else size for size in of], layout, sides, apart)
        for j, size in enumerate(of):
            if size is None:
                continue
            y = middles[k] + ((j - (len(of) - 1) / 2) * thickness if layout == GROUPED else 0)
            begin, end = (scale.place(at) for at in ends[j])
            own = [(i, s) for i, s in bars if i not in used and abs(s.center[1] - y) < 1.2 and (colors is None or s.fill == colors[j])]
            if not own:
                fail(f"{names[k]}, {columns[j][1]}: no bar")
            index, bar = own[0]
            used.add(index)
            a, b, c, d = bar.box()
            near(a, begin, f"{names[k]}, {columns[j][1]}: the begin of a bar")
            near(c, end, f"{names[k]}, {columns[j][1]}: the end of a bar")
            read.marks.append((index, 0, (size, j) if layout != GROUPED else size))
            read.count += 1
            check_hatched(figure, read, [(index, k)], provisional)
            told = printed(figure, layout, k, j)
            if layout == GROUPED or (apart is not None and neutral == [j]):
                tips.append([end, bar.center[1], told, (k, j)])
            else:
                inside.append(((a, c), bar.center[1], told))
        if layout == STACKED and sides is None:
            tips.append([scale.place(sum(of)), middles[k], sum(of), (k, 0)])
    if len(used) != len(bars):
        fail(f"{len(bars)} bars for {len(used)} values")
    highs = read_whiskers(figure, read, 0, scale, {key: y for _, y, _, key in tips})
    for tip in tips:
        tip[0] = max(tip[0], scale.place(highs[tip[3]])) if tip[3] in highs else tip[0]
    if figure.record.get("breaks"):
        read_breaks(figure, read, 1, {name: None for name in names}, plot[1], middles)
    numbers_of_rows(figure, read, taken, (plot[1], plot[3]), tips, inside)


def numbers_of_rows(figure, read, taken, area, tips, inside):
    """Each number in the plot stands at the end of a bar of its value or in the middle of a piece of it; every end has one."""
    for index, text in enumerate(figure.texts):
        if index in read.ticks or index in taken or not is_number(text.string) or not area[0] < text.middle < area[1]:
            continue
        read.labels.append(index)
        hits = [tip for tip in tips if abs(tip[1] - text.middle) < 1.2 and 0 < text.x - tip[0] < 14 and tells(text.string, tip[2])]
        pieces = [piece for piece in inside if abs(piece[1] - text.middle) < 1.2 and abs(sum(piece[0]) / 2 - text.center) < 0.6
                  and piece[0][0] <= text.x and text.x + text.width <= piece[0][1] and tells(text.string, piece[2])]
        if hits:
            tips.remove(hits[0])
        elif pieces:
            inside.remove(pieces[0])
        else:
            fail(f"{text.string} stands at no bar of that value")
    if tips:
        fail(f"{len(tips)} bars are not told, one of them {tips[0][2]}")


def read_horizontal_bar(figure, read):
    figure = widened(figure)
    if figure.record.get("sort", "value") != "value":
        figure = with_lacking(figure)
    read_lying(figure, read, lying_scale(figure, read))


def axes(figure):
    """Upright lines that are no hairlines: zero, and where neutral answers begin that stand apart."""
    lines = {round(s.points[0][0], 2) for s in figure.shapes if s.stroke and not s.fill and len(s.points) == 2 and not s.dash
             and abs(s.width - 0.8) < 0.01 and abs(s.points[0][0] - s.points[1][0]) < 0.01
             and abs(s.points[0][1] - s.points[1][1]) > 20}
    return sorted(lines)


def sides_of(figure):
    """Which answers are negative, neutral and positive: as the specification says, else by halves."""
    y = figure.record["y"]
    told = [item.get("side") if isinstance(item, dict) else None for item in y]
    if any(told):
        return told
    half = len(y) // 2
    return ["negative"] * half + ["neutral"] * (len(y) % 2) + ["positive"] * half


def read_diverging_bar(figure, read):
    """Answers around a middle; numbers on the axis count away from it."""
    lines, sides = axes(figure), sides_of(figure)
    is_apart = figure.record.get("neutral") == "apart" and "neutral" in sides
    if len(lines) != 1 + is_apart:
        fail(f"{len(lines)} axes")
    zero, pairs = lines[0], [(lines[0], 0.0)]
    for line in hairlines(figure, 0):
        left, _, _, bottom = line.box()
        near_tick = [(i, t) for i, t in enumerate(figure.texts)
                     if is_number(t.string) and abs(t.center - left) < 0.6 and 0 < t.y - bottom < 16]
        for index, text in near_tick[:1]:
            read.ticks.append(index)
            pairs.append((left, number(text.string) * (-1 if left < zero - 0.1 else 1)))
    scale = Scale(pairs)
    apart = scale.value(lines[1]) if is_apart else None
    read_lying(figure, read, scale, sides, apart)

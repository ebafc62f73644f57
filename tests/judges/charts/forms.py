"""Made-up data for the forms of a kind: layouts, sides, and what an author adds."""

import csv
import io
from datetime import date, timedelta

from .marks import day_at
from .months import of_months

# What is proved beside the kinds themselves: the kind that it is a form of.
FORMS = {
    "grouped bar": "bar",
    "stacked bar": "bar",
    "bar of shares": "bar",
    "grouped horizontal-bar": "horizontal-bar",
    "stacked horizontal-bar": "horizontal-bar",
    "horizontal-bar of shares": "horizontal-bar",
    "area of shares": "area",
    "diverging-bar of shares": "diverging-bar",
    "diverging-bar apart": "diverging-bar",
    "sided diverging-bar": "diverging-bar",
    "marked bar": "bar",
    "marked grouped bar": "bar",
    "marked stacked bar": "bar",
    "marked horizontal-bar": "horizontal-bar",
    "marked line": "line",
    "marked step-line": "step-line",
    "marked area": "area",
    "split bar": "bar",
    "split horizontal-bar": "horizontal-bar",
    "monthly horizontal-bar": "horizontal-bar",
    "monthly lollipop": "lollipop",
    "monthly dot-plot": "dot-plot",
    "monthly heat-table": "heat-table",
    "heat-table across months": "heat-table",
    "monthly timeline": "timeline",
}
BOUNDS = ["exact", "at-least", "more-than", "about", "at-most", "fewer-than"]
MINIMUMS, MAXIMUMS = ("at-least", "more-than"), ("at-most", "fewer-than")
PLACES = ["Alpha", "Bravo district", "Charlie", "Delta and the islands", "Echo", "Foxtrot", "Golf", "Hotel province", "India",
          "Juliet", "Kilo", "Lima", "Mike", "November", "Oscar"]


def layout_of(form, rng):
    if "shares" in form or ("apart" in form or "sided" in form) and rng.random() < 0.4:
        return "percent"
    return "stacked" if "stacked" in form else "grouped" if "grouped" in form else None


def places_of(form, kind, rng):
    """Names, years, or months, by their names or first days, that need not follow each other."""
    if kind in ("horizontal-bar", "diverging-bar"):
        return rng.sample(PLACES, rng.randint(1, 12))
    if form in ("marked line", "marked step-line", "marked area") and rng.random() < 0.5:
        months = sorted(rng.sample(range(60), rng.randint(3, 16)))
        if rng.random() < 0.5:
            # mostly one after the other
            months = [0, 1] + sorted(rng.sample(range(2, 18), rng.randint(8, 15)))
        whole = rng.random() < 0.5
        return [str(date(2015 + m // 12, m % 12 + 1, 1))[: 7 if whole else 10] for m in months]
    first = rng.randint(1950, 2005)
    return [str(year) for year in range(first, first + rng.randint(2, 16))]


def columns_of(form, kind, rng):
    if "grouped" in form:
        return rng.randint(2, 4)
    if kind == "diverging-bar":
        return rng.choice([3, 5]) if "apart" in form else rng.randint(2, 6)
    if "stacked" in form or "shares" in form:
        return rng.randint(2, 5 if kind == "area" else 6)
    if form in ("marked line", "marked step-line"):
        return rng.randint(1, 3)
    return rng.randint(1, 4) if form == "marked area" else 1


def values_of(form, kind, places, count, rng):
    """The cells of each place; stacks have all values of a place or none."""
    most, decimals = rng.choice([9, 100, 1000, 30_000, 5_000_000]), rng.choice([0, 0, 0, 1])
    scaled = lambda v: f"{v / 10**decimals:.{decimals}f}" if decimals else str(v)
    whole = kind in ("area", "diverging-bar") or "stacked" in form or "shares" in form
    found = []
    for k, _ in enumerate(places):
        sure = k in (0, 1, len(places) - 1)
        small = rng.random() < 0.2  # a part that can hardly be seen
        cells = [rng.randint(0, most * 10**decimals) // (50 if small and j else 1) for j in range(count)]
        cells[0] = cells[0] or 1
        if whole and not sure and rng.random() < 0.1:
            found.append([""] * count)
        elif whole or sure:
            found.append([scaled(v) for v in cells])
        else:
            found.append([scaled(v) if rng.random() > 0.1 else "" for v in cells])
    return found


def options_of(form, kind, places, cells, rng):
    """Lines of the record, and columns to be added to the data: their names and cells."""
    lines, added = [], {}
    lying = kind == "horizontal-bar"
    later = places[1:]
    if later and rng.random() < 0.6:
        breaks = sorted(rng.sample(range(1, len(places)), min(len(later), rng.randint(1, 2))))
        told = ", ".join(f'{{ at = {quoted(places[k])}, note = "another way of counting" }}' for k in breaks)
        lines.append(f"breaks = [{told}]")
    if rng.random() < 0.6:
        provisional = [rng.random() < 0.3 for _ in places]
        if rng.random() < 0.5:
            added["provisional"] = ["true" if p else rng.choice(["false", ""]) for p in provisional]
            lines.append('provisional = "provisional"')
        elif any(provisional):
            lines.append(f"provisional = [{', '.join(quoted(place) for place, p in zip(places, provisional) if p)}]")
    notes, values = [], [float(cell) for row in cells for cell in row if cell]
    for n in range(rng.choice([0, 0, 1, 2, 3])):
        if lying or rng.random() < 0.3:
            notes.append(f'{{ value = {rng.randint(0, int(max(values)) or 1)}, text = "level {"abc"[n]} of old" }}')
        else:
            at = rng.choice(places)
            if "-" in at and rng.random() < 0.5 and at != places[-1]:
                at = str(day_at(at) + timedelta(days=rng.randint(1, 25)))
            notes.append(f'{{ at = {quoted(at)}, text = "{rng.choice(["Law", "The penal code", "Amnesty"])} {"abc"[n]} amended" }}')
    if notes:
        lines.append(f"annotations = [{', '.join(notes)}]")
    if kind in ("line", "step-line") and rng.random() < 0.6:
        lines.append(f'base = "{rng.choice(["zero", "data"])}"')
    if kind in ("line", "step-line") and rng.random() < 0.3:
        lines.append('gaps = "join"')
    if rng.random() < 0.2 and len(cells[0]) == 1:
        lines.append(f'highlight = "{rng.choice(places)}"')
    return lines, added


def quoted(place):
    """Years and days are values of TOML, months and names are texts."""
    return place if place[0].isdigit() and len(place) != 7 else f'"{place}"'


def intervals_of(cells, bound, rng):
    """Two columns around each of some values, for each column. What is a minimum has nothing below it, a maximum nothing above."""
    added = {}
    for j in range(len(cells[0])):
        low, high = [], []
        for row in cells:
            of = float(row[j]) if row[j] and rng.random() < 0.8 else None
            below, above = (int((of or 0) * rng.random() / 2) for _ in range(2))
            below, above = 0 if bound in MINIMUMS else below, 0 if bound in MAXIMUMS else above
            low.append("" if of is None else f"{of - below:.1f}")
            high.append("" if of is None else f"{of + above:.1f}")
        added[f"low{j}"], added[f"high{j}"] = low, high
    return added


def made_up_form(form, rng):
    """A data set: the text of the CSV, the keys of the data's columns and of the chart."""
    kind = FORMS[form]
    if form.startswith(("split", "monthly")) or "across" in form:
        return of_months(form, kind, rng)
    places, count = places_of(form, kind, rng), columns_of(form, kind, rng)
    layout = layout_of(form, rng)
    cells = values_of(form, kind, places, count, rng)
    bound = rng.choice(BOUNDS)
    number = lambda name, bound: f'columns.{name} = {{ type = "number", bound = "{bound}", optional = true, label = "{name.upper()}" }}\n'
    x = "place" if kind in ("horizontal-bar", "diverging-bar") else "time"
    record, added = [f'x = "{x}"'], {}
    columns = "".join(number(f"va{j}", bound) for j in range(count))
    if x == "time":
        columns += f'columns.time = {{ type = "{({4: "year", 7: "month"}).get(len(places[0]), "date")}" }}\n'
    else:
        record.append(f'sort = "{"data" if form.startswith("marked") else rng.choice(["data", "value"])}"')
    if layout:
        record.append(f'layout = "{layout}"')
    items = [f'"va{j}"' for j in range(count)]
    if form.startswith("marked"):
        lines, added = options_of(form, kind, places, cells, rng)
        record += lines
        if kind != "area" and layout in (None, "grouped") and rng.random() < 0.6:
            between = intervals_of(cells, bound, rng)
            added.update(between)
            columns += "".join(number(name, "exact") for name in between)
            items = [f'{{ column = "va{j}", low = "low{j}", high = "high{j}" }}' for j in range(count)]
    if "provisional" in added:
        columns += 'columns.provisional = { type = "text", optional = true }\n'
    if "apart" in form:
        record.append('neutral = "apart"')
    if "sided" in form:
        sides = ["negative", "positive"] + [rng.choice(["negative", "neutral", "positive"]) for _ in range(count - 2)]
        order = ["negative", "neutral", "positive"]
        sides.sort(key=order.index)
        items = [f'{{ column = "va{j}", side = "{side}" }}' for j, side in enumerate(sides)]
        if "neutral" in sides and rng.random() < 0.5:
            record.append('neutral = "apart"')
    record.append(f"y = [{', '.join(items)}]")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([x, *(f"va{j}" for j in range(count)), *added])
    for k, place in enumerate(places):
        writer.writerow([place, *cells[k], *(of[k] for of in added.values())])
    return text.getvalue(), columns, "\n".join(record) + "\n"

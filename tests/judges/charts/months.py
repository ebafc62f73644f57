"""Made-up data of months, as rows, columns and events, and of rows of which a column says to which series they belong."""

import csv
import io

BOUNDS = ["exact", "at-least", "more-than", "about", "at-most", "fewer-than"]
NAMES = ["Alpha", "Bravo district", "Charlie", "Delta and the islands", "Echo"]


def month_names(rng, most):
    """Months that mostly follow each other, some of them lacking; the first two and the last never."""
    first, count = rng.randint(1960 * 12, 2020 * 12), rng.randint(3, most)
    share = rng.choice([0, 0.15, 0.3])
    kept = [m for m in range(count) if m in (0, 1, count - 1) or rng.random() >= share]
    return [f"{(first + m) // 12}-{(first + m) % 12 + 1:02}" for m in kept]


def number(name, bound):
    return f'columns.{name} = {{ type = "number", bound = "{bound}", optional = true, label = "{name.upper()}" }}\n'


def cells(rng, count, gaps=0.1):
    """So many cells, the first one never empty or zero."""
    most = rng.choice([9, 100, 1000, 30_000])
    found = [str(rng.randint(0, most)) if rng.random() >= gaps else "" for _ in range(count)]
    return [str(rng.randint(1, most)), *found[1:]]


def in_rows(kind, rng):
    """A row a month, a value or several in it."""
    months = month_names(rng, 14)
    count = {"heat-table": rng.randint(2, 6), "dot-plot": rng.randint(1, 3)}.get(kind, 1)
    keys = [f"va{k}" for k in range(count)]
    bound = rng.choice(BOUNDS[:3] if kind == "pictogram" else BOUNDS)
    columns = [cells(rng, len(months)) for _ in keys]
    record = f'x = "time"\ny = [{", ".join(quoted(key) for key in keys)}]\n'
    if kind != "heat-table":
        record += f'sort = "{rng.choice(["data", "value"])}"\n'
    of = 'columns.time = { type = "month" }\n' + "".join(number(key, bound) for key in keys)
    return ["time", *keys], [[month, *(column[k] for column in columns)] for k, month in enumerate(months)], of, record


def in_columns(rng):
    """A heat table with a column a month; none of them is empty."""
    names, months = rng.sample(NAMES, rng.randint(2, 5)), month_names(rng, 10)
    rows = [[name, month, cell] for name in names for month, cell in zip(months, cells(rng, len(months), 0 if name == names[0] else 0.1))
            if name == names[0] or rng.random() > 0.1]
    rng.shuffle(rows)
    of = 'columns.time = { type = "month" }\ncolumns.place = { type = "text" }\n' + number("va", rng.choice(BOUNDS))
    return ["place", "time", "va"], rows, of, 'x = "place"\nsplit = "time"\ny = "va"\n'


def in_series(kind, rng):
    """Bars over years or months, with a series a name; where a name has no row for a time that others have, it has no bar."""
    by_year = rng.random() < 0.5
    times = month_names(rng, 12)
    if by_year:
        times = sorted({str(1990 + k) for k, _ in enumerate(times) if k in (0, 1, len(times) - 1) or rng.random() > 0.2})
    names = rng.sample(NAMES, rng.randint(1, 4))
    rows = [[time, name, cell] for name in names for time, cell in zip(times, cells(rng, len(times)))
            if time in (times[0], times[1], times[-1]) or rng.random() > 0.1]
    if rng.random() < 0.5:
        rng.shuffle(rows)
    of = f'columns.time = {{ type = "{"year" if by_year else "month"}" }}\ncolumns.place = {{ type = "text" }}\n'
    record = 'x = "time"\nsplit = "place"\ny = "va"\n' + ('sort = "data"\n' if kind == "horizontal-bar" else "")
    return ["time", "place", "va"], rows, of + number("va", rng.choice(BOUNDS)), record


def events(rng):
    """What happened in a month or lasted some; the order of the rows is any."""
    rows = []
    for k, name in enumerate(NAMES[: rng.randint(2, 5)]):
        first = rng.randint(2000 * 12, 2012 * 12)
        last = first + rng.randint(0, 20)
        written = [f"{m // 12}-{m % 12 + 1:02}" for m in (first, last)]
        rows.append([written[0], written[1] if rng.random() < 0.5 else "", f"{name} was heard and the court sent the case back"])
    of = 'columns.day = { type = "month" }\ncolumns.until = { type = "month", optional = true }\n'
    return ["day", "until", "what"], rows, of, 'x = "day"\nuntil = "until"\ny = "what"\n'


def quoted(text):
    return f'"{text}"'


def of_months(form, kind, rng):
    """A data set: the text of the CSV, the keys of the data's columns and of the chart."""
    if form.startswith("split"):
        head, rows, columns, record = in_series(kind, rng)
    elif kind == "timeline":
        head, rows, columns, record = events(rng)
    elif "across" in form:
        head, rows, columns, record = in_columns(rng)
    else:
        head, rows, columns, record = in_rows(kind, rng)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue(), columns, record

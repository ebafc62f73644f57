"""Made-up data of each kind, drawn by the program."""

import csv
import io
import subprocess
import sys
from datetime import date, timedelta

from .forms import FORMS, made_up_form

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


def with_holes(years, rng):
    """Years of which some are lacking, the first two and the last never."""
    share = rng.choice([0, 0, 0.15])
    return [year for year in years if year in (*years[:2], years[-1]) or rng.random() >= share]


def made_up(kind, rng, number):
    """A data set: the text of the CSV, the keys of the data's columns and of the chart."""
    most = rng.choice([9, 100, 1000, 30_000, 5_000_000])
    decimals = rng.choice([0, 0, 0, 1])
    negative = kind in ("line", "step-line", "lollipop", "dot-plot", "range", "slope", "small-multiples") and rng.random() < 0.2

    may_cut = kind in ("line", "step-line", "dot-plot", "range", "slope", "small-multiples")
    # far from zero, so that axes leave it out
    lift = most * rng.choice([5, 40]) if may_cut and not negative and rng.random() < 0.2 else 0

    def one(gaps=0.1):
        if rng.random() < gaps:
            return ""
        v = rng.randint(0, most * 10**decimals) / 10**decimals
        v = -v if negative and rng.random() < 0.4 else v + lift
        return f"{v:.{decimals}f}" if decimals else str(int(v))

    names = rng.sample(["Alpha", "Bravo district", "Charlie", "Delta and the islands", "Echo", "Foxtrot", "Golf", "Hotel province",
                        "India", "Juliet", "Kilo", "Lima", "Mike", "November", "Oscar"], rng.randint(2, 12))
    bound = rng.choice(BOUNDS)
    num = lambda name, bound=bound: f'columns.{name} = {{ type = "number", bound = "{bound}", optional = true, label = "{name.upper()}" }}\n'
    record = f'x = "place"\nsort = "{rng.choice(["data", "value"])}"\n'
    head, columns = ["place"], ""
    if kind in ("bar", "line", "step-line"):
        count = 1 if kind == "bar" else rng.randint(1, 3)
        years = with_holes(list(range(2000, 2000 + rng.randint(2, 16))), rng)
        ys = [f"va{k}" for k in range(count)]
        rows = [[str(year)] + [one(0 if year in (years[0], years[-1]) else 0.1) for _ in ys] for year in years]
        head = ["year"] + ys
        columns = "".join(num(y) for y in ys) + 'columns.year = { type = "year" }\n'
        record = 'x = "year"\ny = [' + ", ".join(f'"{y}"' for y in ys) + "]\n"
        if kind != "bar" and rng.random() < 0.3:
            record += 'gaps = "join"\n'
    elif kind == "diverging-bar":
        ys = [f"va{k}" for k in range(rng.randint(2, 6))]
        rows = [[name] + ([one(0) for _ in ys] if k == 0 or rng.random() > 0.1 else ["" for _ in ys]) for k, name in enumerate(names)]
        rows[0][1:] = [cell if float(cell) else "1" for cell in rows[0][1:]]
        columns = "".join(num(y) for y in ys)
        head += ys
        record += 'y = [' + ", ".join(f'"{y}"' for y in ys) + "]\n"
    elif kind == "area":
        ys = [f"va{k}" for k in range(rng.randint(1, 5))]
        years = with_holes(list(range(2000, 2000 + rng.randint(2, 16))), rng)
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
        years = with_holes(list(range(2000, 2000 + rng.randint(2, 20))), rng)
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
    if may_cut and rng.random() < 0.3:
        record += f'base = "{rng.choice(["zero", "data"])}"\n'
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
        data, columns, record = made_up_form(kind, rng) if kind in FORMS else made_up(kind, rng, k)
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



"""Charts whose names are short and long, in four scripts: no text covers another, and none leaves the drawing."""

import copy
import csv
import io
import re
import subprocess
import tempfile
from pathlib import Path

from .forms import FORMS, made_up_form
from .made_up import HEAD, made_up, made_up_figure
from .page import figures

ALPHABETS = ["abcdefghij lmno qrstu", "абвгдеж зиклмн опрсту", "ابتثجح خدذرز سشصضط", "αβγδε ζηθι κλμνξ οπρ"]
# What letters cover, as parts of their size: capitals above the line, descenders below.
ABOVE, BELOW = 0.68, 0.2
# Runs of one line meet where the face changes; what overlaps by less cannot be seen.
TOUCH = 0.3


def name(rng, longest=80):
    letters, length = rng.choice(ALPHABETS), rng.randint(1, longest)
    found = re.sub(" +", " ", "".join(rng.choice(letters) for _ in range(length))).strip()
    return found or "x"


def names(rng, count, longest=80):
    found = []
    while len(found) < count:
        one = name(rng, longest)
        if one not in found:
            found.append(one)
    return found


# Lines and areas join places, and names have no order: they are refused.
JOINING = ("line", "step-line", "area")


def renamed(text, columns, record, rng, kind):
    """The same data with other names of places and series."""
    rows = list(csv.DictReader(io.StringIO(text)))
    x, split = re.search(r'^x = "(\w+)"', record, re.M), re.search(r'^split = "(\w+)"', record, re.M)
    fixed = re.search("^(breaks|provisional|annotations|highlight|until)", record, re.M)
    of = split or (None if fixed or kind in JOINING else x)
    is_date = of and re.search(rf'^columns\.{of.group(1)} = {{ type = "(date|month)"', columns, re.M)
    if of and not is_date and (f"columns.{of.group(1)} " not in columns or rng.random() < 0.5):
        known = list(dict.fromkeys(row[of.group(1)] for row in rows))
        new = dict(zip(known, names(rng, len(known))))
        for row in rows:
            row[of.group(1)] = new[row[of.group(1)]]
        columns = re.sub(rf'columns\.{of.group(1)} = .*\n', "", columns)
    if 'y = "what"' in record:
        for row in rows:
            row["what"] = name(rng)
    labels = names(rng, 12, 40)
    columns = re.sub(r'label = "[^"]*"', lambda _: f'label = "{labels.pop()}"', columns)
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue(), columns, record


def drawn(program, kind, rng, sets, folder):
    """The charts of so many sets that the program draws, and what it says of those that it refuses."""
    records = {}
    for k in range(sets):
        if kind == "dot-range":
            figure = re.sub(r'by = "[^"]*"', lambda _: f'by = "{name(rng)}"', made_up_figure(rng, k))
            records[k] = f'{figure}[charts.c{k}]\nkind = "dot-range"\nfigure = "f{k}"\ntitle = "Set number {k} of {kind} end"\n\n'
            continue
        data, columns, record = renamed(*(made_up_form(kind, rng) if kind in FORMS else made_up(kind, rng, k)), rng, FORMS.get(kind, kind))
        (folder / f"d{k}.csv").write_text(data, encoding="utf-8")
        records[k] = (f'[data.d{k}]\nfile = "d{k}.csv"\nsource = "a"\n{columns}\n[charts.c{k}]\nkind = "{FORMS.get(kind, kind)}"\n'
                      f'data = "d{k}"\n{record}title = "Set number {k} of {kind} end"\n\n')
    refused, output = [], folder / "out.pdf"
    while records:
        body = "".join(f"{{{{ charts.c{k} }}}}\n\n" for k in records)
        spec = HEAD + "".join(records.values()) + f'[[sections]]\nheading = "All"\ntext = """\n{body}"""\n'
        (folder / "briefing.toml").write_text(spec, encoding="utf-8")
        done = subprocess.run([program, "build", str(folder), "--output", str(output), "--quiet"], capture_output=True, text=True)
        found = dict(re.findall(r"error\[chart-refused\]: the chart `c(\d+)`: (.*)", done.stdout + done.stderr))
        if not done.returncode:
            return [figure for figure in figures(output)], refused
        if not found:
            raise SystemExit(done.stdout + done.stderr[:3000])
        refused += found.values()
        records = {k: record for k, record in records.items() if str(k) not in found}
    return [], refused


def box(text):
    return text.x, text.y - ABOVE * text.size, text.x + text.width, text.y + BELOW * text.size


def faults(figure):
    """Texts that cover each other or leave the drawing."""
    left, top, right, bottom = figure.area
    boxes = [(text.string, box(text)) for text in figure.texts]
    for string, (a, b, c, d) in boxes:
        if a < left - TOUCH or c > right + TOUCH or b < top - TOUCH or d > bottom + TOUCH:
            yield f"`{string}` leaves the drawing"
    for k, (string, one) in enumerate(boxes):
        for other_string, other in boxes[k + 1:]:
            across, down = min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1])
            if across > TOUCH and down > TOUCH:
                yield f"`{string}` covers `{other_string}`"


def unseen(figure, rng):
    """Two faults planted in a good figure: a text moved onto another, and one moved over the edge. How many are not seen."""
    missed = 0
    for onto in (True, False):
        bad = copy.deepcopy(figure)
        text, other = rng.sample(bad.texts, 2)
        text.x, text.y = (other.x + other.width / 4, other.y) if onto else (bad.area[2] - text.width / 2, text.y)
        missed += not any(True for _ in faults(bad))
    return missed


def told(refusals):
    """How often each reason was given, names left out."""
    counts = {}
    for reason in refusals:
        key = re.sub(r"`[^`]*`|\d+", "…", reason)
        counts[key] = counts.get(key, 0) + 1
    return "; ".join(f"{count} × {key}" for key, count in sorted(counts.items()))


def command_labels(program, kinds, sets, rng):
    wrong = 0
    for kind in kinds:
        refused, good, texts, missed, left = [], 0, 0, 0, sets
        while left:
            batch, found = min(left, 40), []
            left -= batch
            with tempfile.TemporaryDirectory() as folder:
                found, not_drawn = drawn(program, kind, rng, batch, Path(folder))
            refused += not_drawn
            for figure in found:
                good += 1
                texts += len(figure.texts)
                missed += unseen(figure, rng)
                for fault in faults(figure):
                    wrong += 1
                    print(f"{kind}: {figure.caption}: {fault}")
        wrong += missed
        print(f"{kind}: {good} of {sets} drawn, {texts} texts; {2 * good} planted faults, {missed} not seen; "
              f"{len(refused)} refused{': ' if refused else ''}{told(refused)}")
    return 1 if wrong else 0

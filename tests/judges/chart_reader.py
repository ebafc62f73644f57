#!/usr/bin/env python3
"""chart_reader.py read FILE.pdf...          do the charts show the data that is attached to the file?
chart_reader.py prove PROGRAM [--sets N] [--plants N]   made-up data of each kind, drawn by PROGRAM, read back; then faults planted
chart_reader.py labels PROGRAM [--sets N]    names of 1 to 80 letters in four scripts: does a text cover another or leave the drawing?

It reads the page's paths and texts from the content streams, finds ticks and marks, computes the value of each mark from its place
and compares it with the attached CSV: within 0.25 points. It shares no code with the program and knows only what a reader knows:
how such a chart is read, and which column is which (from the attached specification). Of a chart that it does not know it says so.
What it consists of stands in `charts/`.

Exit code 0: all agree, and all planted faults were seen; 1: not; 2: pikepdf is not installed.
"""

import argparse
import random
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True


from charts.bars import read_bar, read_diverging_bar, read_horizontal_bar
from charts.kinds import (read_dot_plot, read_dot_range, read_heat_table, read_lollipop, read_pictogram, read_range, read_slope,
                          read_small_multiples, read_timeline)
from charts.crowd import command_labels
from charts.lines import read_area, read_line
from charts.made_up import FORMS, build
from charts.marks import NEAR, Read, Unread
from charts.page import figures
from charts.plants import WAYS, planted

READERS = {
    "bar": read_bar,
    "line": read_line,
    "step-line": read_line,
    "area": read_area,
    "diverging-bar": read_diverging_bar,
    "dot-range": read_dot_range,
    "lollipop": read_lollipop,
    "dot-plot": read_dot_plot,
    "range": read_range,
    "slope": read_slope,
    "small-multiples": read_small_multiples,
    "heat-table": read_heat_table,
    "pictogram": read_pictogram,
    "timeline": read_timeline,
    "horizontal-bar": read_horizontal_bar,
}


# What changes a picture in ways that the readers of other kinds were not written for.
OPTIONS = ("layout", "breaks", "annotations", "provisional", "base", "neutral")
# The kinds of these others whose axes may leave zero out.
CUT = ("dot-plot", "range", "slope", "small-multiples")
READS_OPTIONS = ("bar", "horizontal-bar", "diverging-bar", "line", "step-line", "area")


def why_unread(figure):
    """What this reader does not know about a chart, or nothing where it reads it."""
    if figure.kind not in READERS:
        return "this kind"
    if any(row.get("unit") for row in figure.rows) and figure.kind == "dot-range":
        return "how numbers with a unit are told"
    if figure.kind == "dot-range":
        return None if all(row["name"] for row in figure.rows) else "how sources without `by` and `title_short` are named"
    if "data" not in figure.record:
        return "charts of a figure"
    if figure.kind in READS_OPTIONS:
        sourced = any(column.get("type") == "source" for column in figure.columns.values())
        return "series that break where the source changes" if sourced and "across_sources" not in figure.record else None
    options = [option for option in OPTIONS if option in figure.record and (option != "base" or figure.kind not in CUT)]
    return "charts with " + ", ".join(options) if options else None


def judge(figure):
    """What the reader used; raises [`Unread`] where the picture is not what the data says."""
    read = Read()
    READERS[figure.kind](figure, read)
    return read


def command_read(paths):
    wrong = 0
    for path in paths:
        found = figures(path)
        if all(why_unread(figure) for figure in found):
            print(f"{path}: no chart that this reader knows, or no data attached")
            wrong += 1
        for figure in found:
            if reason := why_unread(figure):
                print(f"{path}: {figure.kind}: not read, this reader does not know {reason}: {figure.record['title']}")
                continue
            try:
                read = judge(figure)
                print(f"{path}: {figure.kind}: {read.count} marks agree: {figure.record['title']}")
            except Unread as fault:
                wrong += 1
                print(f"{path}: {figure.kind}: {fault}: {figure.record['title']}")
    return 1 if wrong else 0


def command_prove(program, sets, plants, seed, kinds):
    rng = random.Random(seed)
    wrong = 0
    for kind in kinds or [*READERS, *FORMS]:
        marks = read_sets = 0
        good = []
        left = sets
        while left:
            batch = min(left, 60)
            left -= batch
            with tempfile.TemporaryDirectory() as name:
                found = figures(build(program, kind, rng, batch, Path(name)))
            if len(found) != batch:
                print(f"{kind}: {len(found)} charts found of {batch}")
                wrong += 1
            for figure in found:
                try:
                    read = judge(figure)
                    marks += read.count
                    read_sets += 1
                    good.append((figure, read))
                except Unread as fault:
                    wrong += 1
                    print(f"{kind}: {figure.caption}: {fault}")
            good = good[-120:]
        caught = missed = 0
        lines, bars = (FORMS.get(kind, kind) in of for of in (("line", "step-line", "area"), ("bar", "horizontal-bar")))
        unfit = {"moved sign": not kind.startswith("marked"), "bridged gap": not lines, "closed up": not bars}
        ways = [how for how in WAYS if not unfit.get(how)]
        tries = 0
        while caught + missed < plants and tries < plants * 20 and good:
            tries += 1
            figure, read = rng.choice(good)
            how = ways[tries % len(ways)]
            bad = planted(figure, read, how, rng)
            if bad is None:
                continue
            try:
                judge(bad)
                missed += 1
                print(f"{kind}: not seen: {how}: {figure.caption}")
            except Unread:
                caught += 1
        wrong += missed
        print(f"{kind}: {read_sets} sets of {sets}, {marks} marks within {NEAR} pt; {caught} planted faults seen, {missed} not")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read")
    reading.add_argument("files", nargs="+")
    proving = commands.add_parser("prove")
    proving.add_argument("program")
    proving.add_argument("--sets", type=int, default=12)
    proving.add_argument("--plants", type=int, default=24)
    labels = commands.add_parser("labels")
    labels.add_argument("program")
    labels.add_argument("--sets", type=int, default=12)
    for command in (proving, labels):
        command.add_argument("--seed", type=int, default=1)
        command.add_argument("--kind", action="append", help="only this kind; may be repeated")
    given = parser.parse_args()
    if given.command == "read":
        return command_read(given.files)
    if given.command == "labels":
        return command_labels(given.program, given.kind or [*READERS, *FORMS], given.sets, random.Random(given.seed))
    return command_prove(given.program, given.sets, given.plants, given.seed, given.kind)


if __name__ == "__main__":
    sys.exit(main())

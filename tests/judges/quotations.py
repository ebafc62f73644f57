#!/usr/bin/env python3
"""quotations.py PROGRAM [--folder DIR]: are quotations from real documents verified, and changed ones refused?

Manuals of Debian in two editions each, made by other programs (LaTeX by way of Sphinx and DocBook, Texinfo): as PDF or as web
pages, which are the archived copies, and as a text file or web pages, from which sentences are taken. Those whose letters pdftotext
(or, of web pages, Python's own parser) finds in the copy are true quotations of it. PROGRAM checks 500 of them: 125 that go
over from one page of a PDF to the next, 75 of web pages, and 300 within a page. Then it checks 500 of those that were verified
after a change: a letter, a dropped "not", words or fragments that changed places, a letter of another script, a digit, a lost
space, a hyphen, a dropped word, an ellipsis before a word that does not follow.

Exit code 0: at least 98 in 100 true ones verified and no changed one; 1: not; 2: the manuals cannot be had.
"""

import argparse
import collections
import gzip
import hashlib
import html.parser
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# packages, the copies, the edition from which sentences are taken; all below usr/share
MANUALS = [
    ("debian-policy", "doc/debian-policy/policy.pdf.gz", "doc/debian-policy/policy.txt.gz"),
    ("debian-policy", "doc/debian-policy/policy.html/ch-*.html", "doc/debian-policy/policy.txt.gz"),
    ("developers-reference", "developers-reference/developers-reference.pdf", "developers-reference/developers-reference.txt.gz"),
    ("developers-reference", "developers-reference/[bdnprt]*s.html", "developers-reference/developers-reference.txt.gz"),
    ("maint-guide", "doc/maint-guide/maint-guide.en.pdf", "doc/maint-guide/maint-guide.en.txt.gz"),
    ("bash-doc", "doc/bash/bashref.pdf", "doc/bash/bashref.html"),
    ("bzip2-doc", "doc/bzip2/manual.pdf.gz", "doc/bzip2/manual.html"),
    ("r-doc-pdf r-doc-html", "R/doc/manual/R-*.pdf", "R/doc/manual/R-*.html"),
    ("debmake-doc", "doc/debmake-doc/debmake-doc.en.pdf", "doc/debmake-doc/debmake-doc.en.txt.gz"),
    ("valgrind", "doc/valgrind/valgrind_manual.pdf.gz", "doc/valgrind/html/*.html"),
]
TRUE = {"pages": 125, "web": 75, "page": 300}
HOMOGLYPHS = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "i": "і"}
WORDS = ["zebra", "Testland", "whatsoever"]
KINDS = {
    "letter": 80, "deletion": 40, "not": 60, "swap": 60, "fragments": 40, "homoglyph": 50, "digit": 30, "space": 40, "hyphen": 30,
    "word": 40, "ellipsis": 15, "case": 15,
}
# the letters of a running head, a foot and notes that may stand between two parts of a sentence
BETWEEN = 600


class Words(html.parser.HTMLParser):
    """The text of a web page, with an empty line where a block begins or ends."""

    INLINE = {"a", "abbr", "acronym", "b", "cite", "code", "dfn", "em", "i", "kbd", "q", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var"}

    def __init__(self):
        super().__init__()
        self.text, self.unseen = [], 0

    def handle_starttag(self, tag, attributes):
        self.unseen += tag in ("script", "style", "title")
        if tag not in self.INLINE:
            self.text.append("\n\n")

    def handle_endtag(self, tag):
        self.unseen -= tag in ("script", "style", "title")
        if tag not in self.INLINE:
            self.text.append("\n\n")

    def handle_data(self, data):
        if not self.unseen:
            self.text.append(data)


def content(path):
    return gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()


def words(path):
    text = content(path).decode(errors="replace")
    if ".html" not in path.name:
        return text
    reader = Words()
    reader.feed(text)
    return "".join(reader.text)


def letters(text):
    return re.sub(r"[^A-Za-z]", "", text)


def fetch(folder):
    """The copies below `folder/sources`, each with its pages as letters and the text of its other edition."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    copies = {}
    for packages, copy, edition in MANUALS:
        share = folder / packages / "usr/share"
        for package in packages.split() if not share.exists() else []:
            subprocess.run(["apt-get", "download", package], cwd=folder, check=True, capture_output=True)
            deb = next(folder.glob(f"{package}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", str(deb), str(folder / packages)], check=True)
        text = "\n\n".join(words(path) for path in sorted(share.glob(edition)))
        for path in sorted(share.glob(copy)):
            kind = "pdf" if ".pdf" in path.name else "html"
            file = folder / "sources" / f"{packages.split()[0]}-{path.name.split('.')[0]}.{kind}"
            file.write_bytes(content(path))
            if kind == "pdf":
                shown = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
                pages = shown.split("\f")
            else:
                pages = [words(path)]
            copies[file.name] = ([letters(page) for page in pages], text)
    return copies


def paragraphs(text):
    return (re.sub(r"\s+", " ", paragraph).strip() for paragraph in re.split(r"\n\s*\n", text))


def is_plain(text):
    # a hyphen before a space was at the end of a line of the text; digits that touch a word may be the mark of a note
    words = text.split()
    prose = sum(word.strip(",.;:()'!?").isalpha() for word in words) >= 0.75 * len(words)
    odd = "- " in text or re.search(r"[a-z]{4}[0-9]", text) or not prose
    return re.fullmatch(r"[A-Za-z0-9 ,.;:()'/!?-]+", text) and 8 <= len(words) <= 20 and not odd


def sentences(paragraph):
    if re.search(r'[*_`"\[\]{}<>|=#]', paragraph):
        return []
    return list(filter(is_plain, re.findall(r"(?<!\S)[A-Z][^.!?]*[.!?](?=\s|$)", paragraph)))


def crossing(paragraph, ends, beginnings):
    """Some words of a paragraph that stand near the end of one page and near the beginning of the next, up to ten on each."""
    words = paragraph.split()
    whole = [letters(word) for word in words]
    for at in range(4, len(words) - 4):
        first, last = "".join(whole[max(at - 10, 0):at]), "".join(whole[at:at + 10])
        place = ends.find(first) if len(first) >= 12 and len(last) >= 12 else -1
        if place >= 0 and last in beginnings[ends.count("\n", 0, place) + 1]:
            passage = " ".join(words[max(at - 10, 0):at + 10])
            if is_plain(passage):
                return passage
    return None


def true_ones(copies):
    """Sentences by where they stand: within a page, on a web page; and passages across pages."""
    found = {kind: set() for kind in TRUE}
    for name, (pages, text) in copies.items():
        all_pages = "\n".join(pages)
        ends = "\n".join(page[-BETWEEN:] for page in pages)
        beginnings = [page[:BETWEEN] for page in pages] + [""]
        for paragraph in set(paragraphs(text)):
            for sentence in sentences(paragraph):
                if letters(sentence) in all_pages:
                    found["page" if name.endswith(".pdf") else "web"].add((name, sentence))
            if name.endswith(".pdf") and letters(paragraph) not in all_pages:
                passage = crossing(paragraph, ends, beginnings)
                if passage and letters(passage) not in all_pages:
                    found["pages"].add((name, passage))
    return {kind: sorted(these) for kind, these in found.items()}


def changed(sentence, kind):
    words = sentence.split()
    def pick(wanted):
        places = [place for place in range(len(sentence)) if wanted(place)]
        return random.choice(places) if places else None
    def put(place, text, length=1):
        return None if place is None else sentence[:place] + text + sentence[place + length:]
    match kind:
        case "letter":
            place = pick(lambda at: sentence[at].isalpha())
            return put(place, random.choice([c for c in "abcdefghijklmnopqrstuvwxyz" if c != sentence[place].lower()]))
        case "deletion":
            return put(pick(lambda at: sentence[at].isalpha()), "")
        case "not":
            return sentence.replace(" not ", " ", 1)
        case "swap":
            at = random.randrange(1, len(words) - 3)
            words[at], words[at + 1] = words[at + 1], words[at]
        case "fragments":
            at = random.randrange(3, len(words) - 3)
            words = words[at:] + ["[…]"] + words[:at]
        case "homoglyph":
            place = pick(lambda at: sentence[at] in HOMOGLYPHS)
            return put(place, HOMOGLYPHS[sentence[place]]) if place is not None else None
        case "digit":
            place = pick(lambda at: sentence[at].isdigit())
            return put(place, str((int(sentence[place]) + 1) % 10)) if place is not None else None
        case "space":
            return put(pick(lambda at: 0 < at < len(sentence) - 1 and sentence[at] == " " and sentence[at - 1].isalpha() and sentence[at + 1].isalpha()), "")
        case "hyphen":
            return put(pick(lambda at: sentence[max(at - 2, 0):at + 2].isalpha() and 2 <= at < len(sentence) - 2), "-", 0)
        case "word":
            del words[random.randrange(1, len(words) - 1)]
        case "ellipsis":
            at = random.randrange(2, len(words) - 2)
            words[at:at + 1] = ["[…]", random.choice(WORDS)]
        case "case":
            place = pick(lambda at: sentence[at].islower())
            return put(place, sentence[place].upper())
    return " ".join(words)


def check(program, folder, quotations):
    """Which quotations are refused, by their index, with the codes and what stands there instead."""
    lines = ["spec = 1", "[briefing]", 'title = "Q"', "date = 2026-11-26", 'language = "en-GB"']
    names = sorted({name for name, _ in quotations})
    for name in names:
        digest = hashlib.sha256((folder / "sources" / name).read_bytes()).hexdigest()
        lines += [f"[sources.s{names.index(name)}]", 'type = "report"', f'title = "{name}"', "issued = 2020"]
        lines += [f'archive = {{ file = "sources/{name}", sha256 = "{digest}" }}']
    for index, (name, text) in enumerate(quotations):
        lines += [f"[quotations.q{index:03}]", f"text = {json.dumps(text, ensure_ascii=False)}", 'speaker = "Debian"']
        lines += ["date = 2020-01-01", f'source = "s{names.index(name)}"', 'locator = "somewhere"']
    lines += ["[[sections]]", 'heading = "H"', 'text = "Words."']
    (folder / "briefing.toml").write_text("\n".join(lines) + "\n")
    out = subprocess.run([program, "check", str(folder), "--format", "json"], capture_output=True, text=True)
    refused = {}
    for line in out.stdout.splitlines():
        finding = json.loads(line)
        if finding["code"] in REFUSALS:
            for number in re.findall(r"`q(\d{3})`", finding["message"])[:1]:
                refused[int(number)] = f"{finding['code']}: {' '.join(finding.get('help', []))}"
    return refused


REFUSALS = {
    "quotation-altered", "quotation-not-in-archive", "quotation-out-of-order", "quotation-unmarked-insertion",
    "quotation-unmarked-omission", "quotation-unverified",
}


def verified(program, folder, copies):
    """The true quotations that are verified."""
    known = true_ones(copies)
    chosen = {kind: random.sample(known[kind], min(count, len(known[kind]))) for kind, count in TRUE.items()}
    true = [(kind, *quotation) for kind, these in chosen.items() for quotation in these]
    refused = check(program, folder, [quotation[1:] for quotation in true])
    for index, why in sorted(refused.items()):
        kind, name, text = true[index]
        print(f"not verified ({kind}): {name}: {text}\n    {why}")
    for kind, these in chosen.items():
        missed = sum(true[index][0] == kind for index in refused)
        print(f"true quotations, {kind}: {len(these) - missed} of {len(these)} verified ({len(known[kind])} to choose from)")
    print(f"true quotations: {len(true) - len(refused)} of {len(true)} verified")
    if len(true) < sum(TRUE.values()):
        print("there are too few to choose from")
        return [], False
    return [quotation[1:] for index, quotation in enumerate(true) if index not in refused], len(refused) <= 0.02 * len(true)


def stands(pages, quotation):
    """Whether the parts of a quotation with omissions stand in a copy in this order, as near to each other as they may."""
    first, last = (letters(part) for part in quotation.split("[…]"))
    text = "".join(pages)
    return any(last in text[found.end():found.end() + 1500 + BETWEEN + len(last)] for found in re.finditer(re.escape(first), text))


def plant(quotations, copies):
    """Changed quotations, with the kind of change."""
    planted = []
    for kind, count in KINDS.items():
        made = 0
        while made < count:
            name, text = random.choice(quotations)
            change = changed(text, kind)
            # what another sentence of the copy says in that order is no change
            if change and change != text and not (kind == "fragments" and stands(copies[name][0], change)):
                planted.append((kind, name, change))
                made += 1
    return planted


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--folder", default=Path(tempfile.gettempdir()) / "briefing-quotations")
    asked = parser.parse_args()
    folder = Path(asked.folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        copies = fetch(folder)
    except (OSError, subprocess.CalledProcessError, StopIteration) as error:
        print(f"the manuals cannot be had: {error}")
        return 2
    random.seed(7)
    quotations, enough = verified(asked.program, folder, copies)
    if not quotations:
        return 1
    planted = plant(quotations, copies)
    caught = check(asked.program, folder, [quotation[1:] for quotation in planted])
    accepted = [quotation for index, quotation in enumerate(planted) if index not in caught]
    for kind, name, text in accepted:
        print(f"accepted ({kind}): {name}: {text}")
    print(f"changed quotations: {len(accepted)} of {len(planted)} accepted")
    return 0 if not accepted and enough else 1


if __name__ == "__main__":
    sys.exit(main())

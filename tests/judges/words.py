#!/usr/bin/env python3
"""words.py FILE.pdf EXPECTED.txt: is each expected word in the file once and in order, for two independent readers?

EXPECTED.txt has one region of text a line: a paragraph, a cell, a note, a caption. The words of a region must come in their
order, but another region may come between them, as a note does where a paragraph runs over the end of a page. A line that
starts with `* ` may occur any number of times, and `#` in it stands for a number: running heads and page numbers. Any
other word in the file is a finding too.

The readers are poppler (`pdftotext -raw`, which follows the order of the content) and PDFium. Both turn lines of Arabic
script round by rules of their own, so there only the letters are counted: each as often as it should be, no matter where. In a
document most of which is in Arabic script that holds for all lines, and PDFium must find each word whole.

Exit code 0: all found; 1: something is missing, twice or out of order; 2: the readers are not installed.
"""

import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass

import judges

LOOKAHEAD = 12
SHOWN = 8
SOFT_HYPHEN = "\u00ad"
# Persian parts prefixes and suffixes with it: without it the letters join, and the word is another one.
ZWNJ = "\u200c"
# PDFium writes this where it thinks that a hyphen only divides a line, be it the author's own or not.
DIVIDED = "\ufffe"
HYPHENS = re.compile(f"[-\u2010\u2011{SOFT_HYPHEN}{DIVIDED}]")
ARABIC = re.compile("[\u0621-\u063a\u0641-\u065f\u066e-\u06d3\u06fa-\u06ff\u200c]+")
# Chinese has no spaces, but readers take the room between Han and Latin, and the halves of full-width marks, for some:
# there each character is a word.
CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff“”‘…]")
# An alef with its hamza and a vowel sign.
VOWELLED = re.compile("[\u0622\u0623\u0625][\u064b-\u0652]")
EMBEDDING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass
class Word:
    text: str
    ends_line: bool


def is_rtl(text):
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in text)


def plain(text):
    """The same letters for the same text: ligatures and presentation forms taken apart, marks of direction left out."""
    text = CHINESE.sub(r" \g<0> ", text)
    return EMBEDDING.sub("", unicodedata.normalize("NFKC", text.replace("\u00a0", " ").replace("\u202f", " ")))


def letters(text):
    """What is counted in lines of Arabic script: no spaces, no vowel signs, brackets and quotation marks of either side alike:
    readers mirror them. Lam-alef counts as its two letters, and the non-joiner as a letter of its own."""
    text = unicodedata.normalize("NFD", plain(text)).translate(str.maketrans(")]}»”’", "([{«“‘"))
    shown = (c for c in text if c == ZWNJ or (not c.isspace() and unicodedata.category(c) not in ("Mn", "Cf")))
    return Counter(c for c in shown if not HYPHENS.match(c))


def lettering(text):
    """The letters of a line that may come often, whatever numbers stand in it."""
    return {c: count for c, count in letters(text).items() if not c.isdigit() and c != "#"}


def poppler(path):
    """The text, and whether hyphens are lost in it."""
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return re.sub(f"{SOFT_HYPHEN}\\s*\n", "", done.stdout.decode()), False


def pdfium(path):
    """The same from PDFium."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return text.replace("\r\n", "\n").replace(DIVIDED, ""), True


def read(path):
    """The regions that must come once, and what those that may come often look like: patterns, and the letters of those in
    Arabic script."""
    once, often, often_rtl = [], [], []
    with open(path, encoding="utf-8") as file:
        for line in filter(None, map(str.strip, file)):
            if line.startswith("* ") and is_rtl(line):
                often_rtl.append(lettering(line[2:]))
            elif line.startswith("* "):
                often.append(re.compile(re.escape(" ".join(plain(line[2:]).split())).replace(r"\#", r"[\d٠-٩۰-۹]+")))
            else:
                once.append(line)
    return once, often, often_rtl


class Region:
    def __init__(self, text, fold):
        self.words = [fold(word) for word in plain(text).split()]
        self.at = 0
        self.joined = 0

    def done(self):
        return self.at == len(self.words)

    def match(self, found, start, at):
        """How many found and expected words agree from here: one with one, or as many as make the same letters.

        A found word may be divided at the end of its line, and words may be set without a space (a note's mark).
        """
        if start >= len(found) or at >= len(self.words):
            return 0, 0
        read, want = found[start].text, self.words[at]
        took, used = 1, 1
        while read != want:
            if want.startswith(read) and found[start + took - 1].ends_line and start + took < len(found):
                read += found[start + took].text
                took += 1
            elif read.startswith(want) and at + used < len(self.words):
                want += self.words[at + used]
                used += 1
            else:
                return 0, 0
        return took, used

    def run(self, found, start):
        """How many words agree in a row, up to a limit; a region that is done by then agrees to the limit. And how many they are."""
        at, agreed = self.at, 0
        while agreed < LOOKAHEAD:
            took, used = self.match(found, start, at)
            if not took:
                return (LOOKAHEAD if at == len(self.words) and agreed else agreed), agreed
            start, at, agreed = start + took, at + used, agreed + 1
        return agreed, agreed


class Owed:
    """The regions that must still come."""

    def __init__(self, once):
        self.lines = Counter(" ".join(plain(line).split()) for line in once)
        self.rtl = Counter(self.key(line) for line in once if is_rtl(line))

    def take(self, line):
        return self._take(self.lines, line)

    def take_rtl(self, line):
        return self._take(self.rtl, self.key(line))

    @staticmethod
    def key(line):
        return tuple(sorted(letters(line).items()))

    @staticmethod
    def _take(owed, key):
        owed[key] -= 1
        return owed[key] >= 0


def compare(text, once, often, often_rtl, hyphens_lost, titled):
    """What is wrong, a line each, and how many words have no space before them."""
    fold = (lambda word: HYPHENS.sub("", word)) if hyphens_lost else (lambda word: word)
    lines = [" ".join(plain(line).split()) for line in text.replace("\f", "\n").split("\n")]
    # The title runs along the head too: the first such line is the title, unless that is joined to another line.
    owed = Owed(once if titled else [])
    lines = without_repeated(lines, often, owed)
    found, counted = [], Counter()
    # In a document of Arabic script lines of figures and names stand among turned ones: their order says nothing.
    turned = sum(map(is_rtl, once)) * 2 > len(once)
    for line in lines:
        if turned or is_rtl(line):
            counted += Counter() if lettering(line) in often_rtl and not owed.take_rtl(line) else letters(line)
        else:
            words = [fold(word) for word in line.split()]
            found += [Word(word, at == len(words) - 1) for at, word in enumerate(words) if word]
    regions = [Region(line, fold) for line in once if not (turned or is_rtl(line))]
    left = follow(found, regions)
    wanted = sum((letters(line) for line in once if turned or is_rtl(line)), Counter())
    problems = [f"missing: {' '.join(r.words[r.at:][:SHOWN])!r} of {' '.join(r.words)[:60]!r}" for r in regions if not r.done()]
    # A line of a text in Arabic script may have only figures or Latin letters: what is left over may belong there.
    counted += sum((letters(word.text) for word in left), Counter())
    if turned and hyphens_lost:
        # PDFium sorts the glyphs of one letter with its vowel sign apart, and then says their common text twice. Poppler,
        # which does not, must find each letter as often as it should be.
        doubled = Counter(c for line in once for cluster in VOWELLED.findall(plain(line)) for c in letters(cluster))
        counted -= (counted - wanted) & doubled
    if counted != wanted:
        problems += [f"letters missing: {dict(wanted - counted)}, not expected: {dict(counted - wanted)}"]
        problems += [f"words left over: {' '.join(word.text for word in left[:SHOWN])!r}"] if left else []
    elif turned and hyphens_lost:
        # poppler divides words of its own accord where glyphs stand far apart
        problems += astray(lines, once, often_rtl, Owed(once if titled else []))
    return problems, sum(region.joined for region in regions)


def without_repeated(lines, often, owed):
    """The lines but for those that may come often: running heads, and lines of the contents, which may take two."""
    kept, at = [], 0
    while at < len(lines):
        whole = next((n for n in (1, 2) if any(p.fullmatch(" ".join(lines[at:at + n])) for p in often)), 0)
        if not whole or owed.take(" ".join(lines[at:at + whole])):
            kept += lines[at:at + max(whole, 1)]
        at += max(whole, 1)
    return kept


def astray(lines, once, often_rtl, owed):
    """Words in Arabic letters that come apart in a document of that script. Their letters may be in any order, since readers
    turn those of a lam-alef round; words with vowel signs are not looked at, since readers divide them there."""
    plainly = lambda text: (word for word in ARABIC.findall(plain(text)) if not any(map(unicodedata.combining, word)))
    words = lambda text: Counter("".join(sorted(word)) for word in plainly(text))
    read = sum((words(line) for line in lines if lettering(line) not in often_rtl or owed.take_rtl(line)), Counter())
    missing = sum(map(words, once), Counter()) - read
    return [f"words that come apart: {dict(missing)}"] if missing else []


def follow(found, regions):
    """Goes through the found words, each of them to the region that agrees longest from there; what no region takes."""
    left, current, at = [], None, 0
    while at < len(found):
        if current is None or current.run(found, at)[0] < LOOKAHEAD:
            runs = [(region.run(found, at), region is current, region.at > 0, region) for region in regions if not region.done()]
            # Among equals the region in hand comes first, then one that has begun, then the longest, then the first in the file.
            best = max(runs, key=lambda run: (run[0][0], run[1], run[2], run[0][1]), default=((0, 0), None))
            # A cell of two words that is done by then is no reason to leave a paragraph that agrees for more.
            stays = current is not None and current.run(found, at)[1] > best[0][1]
            current = current if stays else best[3] if best[0][0] else None
        if current is None:
            left.append(found[at])
            at += 1
            continue
        took, used = current.match(found, at, current.at)
        current.joined += used - 1
        at, current.at = at + took, current.at + used
        if current.done():
            current = None
    return left


def main(path, expected):
    if not shutil.which("pdftotext"):
        print(f"{path}: skipped: pdftotext is not installed")
        return judges.SKIPPED
    once, often, often_rtl = read(expected)
    failed = False
    for reader in (poppler, pdfium):
        text, hyphens_lost = reader(path)
        ways = [compare(text, once, often, often_rtl, hyphens_lost, titled) for titled in (True, False)]
        problems, joined = min(ways, key=lambda way: len(way[0]))
        failed |= bool(problems)
        words = sum(len(line.split()) for line in once)
        print(f"{path}: {reader.__name__}: {'FAIL' if problems else f'pass ({words} words, {joined} set without a space before them)'}")
        for problem in problems[:SHOWN]:
            print(f"    {problem}")
    return judges.FAIL if failed else judges.PASS


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    judges.in_venv()
    sys.exit(main(*sys.argv[1:]))

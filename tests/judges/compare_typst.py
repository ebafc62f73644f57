#!/usr/bin/env python3
"""compare_typst.py PROGRAM: the same running text set by this program and by Typst, line by line.

Text, font files, size and measure are the same, and both let marks hang over the edge. For each language it prints how
many lines end in a hyphen, and the mean square of how far the spaces of justified lines are from their natural width. The
lines are read from both PDFs with `pdftotext -bbox-layout`. Set ragged and without hyphens, what counts is the mean square
of how far lines fall short of the measure, in hundredths of it. Last lines of a single word are counted too.

Exit code 0: not worse than Typst in anything; 1: worse in something, or nothing could be measured; 2: Typst
(`pip install typst`) or poppler is not installed.
"""

import random
import re
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZE = 10.3
MEASURE = 128 * 72 / 25.4
RIGHT_TO_LEFT = ("ar", "fa")
# Font and the advance of its space, in ems.
SERIF, ARABIC = ("Source Serif 4", 0.237), ("Vazirmatn", 0.2686)
# Languages, and whether they are set ragged.
SETTINGS = [(language, ragged) for ragged in (False, True) for language in ("en", "fr", "es", "ru")]
SETTINGS += [(language, False) for language in RIGHT_TO_LEFT]
TEXTS = 5
PARAGRAPHS = 40
HYPHENS = "-\u00ad\u2010"


def paragraphs(language, seed):
    chosen = random.Random(seed)
    parts = [part.splitlines() for part in (ROOT / "tests/texts" / f"{language}.txt").read_text().strip().split("\n\n")]

    def sentence():
        opening, who, what, end = (chosen.choice(part) for part in parts)
        comma = "،" if language in RIGHT_TO_LEFT else ","
        return f"{opening}{comma} {who} {what}{comma} {end}."

    return [" ".join(sentence() for _ in range(chosen.randint(2, 7))) for _ in range(PARAGRAPHS)]


def lines(pdf, rtl):
    """Each line of the body as its words in their order, each with how far from the edge where lines begin it begins and ends."""
    done = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], capture_output=True, check=True, text=True)
    for line in re.findall(r"<line .*?</line>", done.stdout, re.S):
        words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', line, re.S)
        found = [(float(left), float(right), unescape(text)) for left, _, right, _, text in words]
        yield sorted((-right, -left, text) for left, right, text in found) if rtl else found


def measured(pdf, language, texts, ragged):
    """Lines, hyphens at line ends, the squares of the spaces of justified lines or of what ragged ones lack, the widest, and
    last lines of a single word."""
    count = hyphens = runts = 0
    squares, widest = [], 0.0
    known = set(" ".join(texts).split())
    lasts = {text.split()[-1] for text in texts}
    rtl = language in RIGHT_TO_LEFT
    natural = SIZE * (ARABIC if rtl else SERIF)[1]
    starts_at = edge(pdf, rtl)
    for words in lines(pdf, rtl):
        if abs(words[0][0] - starts_at) > 2:
            continue
        runts += len(words) == 1 and words[0][2] in lasts
        if len(words) < 2:
            continue
        count += 1
        last = words[-1][2]
        hyphenated = last[-1] in HYPHENS and last not in known
        hyphens += hyphenated
        lacks = starts_at + MEASURE - words[-1][1]
        if ragged and not any(text.endswith(" ".join(word for _, _, word in words[-4:])) for text in texts):
            squares.append((lacks / MEASURE * 100) ** 2)
            widest = max(widest, lacks / MEASURE * 100)
        if ragged or abs(lacks) > 4:
            continue
        gaps = [right[0] - left[1] for left, right in zip(words, words[1:])]
        space = sum(gaps) / len(gaps) / natural
        squares.append((space - 1) ** 2)
        widest = max(widest, space)
    return count, hyphens, sum(squares) / max(1, len(squares)), widest, runts


def ours(program, folder, language, ragged, texts):
    body = "\n\n".join(texts)
    align = '\n[theme.text]\nalign = "start"\nhyphenate = false\n' if ragged else ""
    (folder / "briefing.toml").write_text(
        'spec = 1\n\n[briefing]\ntitle = "Text"\ndate = 2021-01-01\n'
        f'language = "{language}"\nprofile = "parliament-briefing"\n\n'
        f'[theme.page]\nleft_mm = 26\nside_mm = 30\nright_mm = {210 - 26 - 30 - MEASURE / 72 * 25.4:.4f}\n{align}\n'
        f'[[sections]]\nheading = "Text"\ntext = """\n{body}\n"""\n'
    )
    subprocess.run([program, "build", ".", "--output", "ours.pdf"], cwd=folder, check=True, capture_output=True)
    return folder / "ours.pdf"


def typsts(folder, language, ragged, texts):
    import typst

    body = "\n\n".join(texts)
    justified = "false" if ragged else "true"
    font = (ARABIC if language in RIGHT_TO_LEFT else SERIF)[0]
    (folder / "text.typ").write_text(
        f'#set page(width: {MEASURE + 100}pt, height: 297mm, margin: (x: 50pt))\n'
        f'#set text(font: "{font}", size: {SIZE}pt, lang: "{language}", hyphenate: {justified})\n'
        f'#set par(justify: {justified}, linebreaks: "optimized")\n\n' + body
    )
    typst.compile(str(folder / "text.typ"), output=str(folder / "typst.pdf"), font_paths=[str(ROOT / "fonts")])
    return folder / "typst.pdf"


def edge(pdf, rtl):
    """Where most lines begin."""
    starts = [round(words[0][0], 1) for words in lines(pdf, rtl) if len(words) > 6]
    return max(set(starts), key=starts.count)


def main():
    try:
        import typst  # noqa: F401
        subprocess.run(["pdftotext", "-v"], capture_output=True, check=True)
    except (ImportError, OSError, subprocess.CalledProcessError) as missing:
        print(f"not installed: {missing}")
        return 2
    program = str(Path(sys.argv[1]).resolve())
    worse = False
    print(f"{'':12}{'':8}{'lines':>7}{'hyphens':>9}{'squares':>10}{'widest':>8}{'runts':>7}")
    for language, ragged in SETTINGS:
        totals = {}
        for seed in range(TEXTS):
            texts = paragraphs(language, seed)
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                try:
                    files = [("ours", ours(program, folder, language, ragged, texts)), ("typst", typsts(folder, language, ragged, texts))]
                except subprocess.CalledProcessError as failed:
                    print(f"{language}: {failed.stderr.decode()[:300]}")
                    break
                for who, pdf in files:
                    found = measured(str(pdf), language, texts, ragged)
                    count, hyphens, squares, widest, runts = totals.get(who, (0, 0, 0.0, 0.0, 0))
                    squares, widest = squares + found[2] / TEXTS, max(widest, found[3])
                    totals[who] = (count + found[0], hyphens + found[1], squares, widest, runts + found[4])
        for who, (count, hyphens, squares, widest, runts) in totals.items():
            print(f"{language + (' ragged' if ragged else ''):12}{who:8}{count:7}{hyphens:9}{squares:10.4f}{widest:8.2f}{runts:7}")
        if len(totals) < 2 or not all(found[2] for found in totals.values()):
            print(f"{language}: nothing was measured")
            worse = True
            continue
        mine, theirs = totals["ours"], totals["typst"]
        worse |= mine[1] > theirs[1] or mine[2] > theirs[2] or mine[4] > theirs[4]
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""quotations.py PROGRAM [--folder DIR]: are quotations from real documents verified, and changed ones refused?

Three manuals of Debian, each in an edition as PDF and one as text, made by other programs. Sentences are taken from the texts; those whose
letters pdftotext finds in the PDF are true quotations of it. PROGRAM checks 500 of them against the PDFs, and then 500 of those that
were verified after a change: a letter, a dropped "not", words that changed places, a letter of another script, a digit, a lost
space, a hyphen, a dropped word, an ellipsis before a word that does not follow.

Exit code 0: at least 97 in 100 true ones verified and no changed one; 1: not; 2: the manuals cannot be had.
"""

import argparse
import collections
import gzip
import hashlib
import json
import random
import re
import subprocess
import sys
from pathlib import Path

MANUALS = {
    "policy": ("debian-policy", "usr/share/doc/debian-policy/policy.pdf.gz", "usr/share/doc/debian-policy/policy.txt.gz"),
    "devref": (
        "developers-reference",
        "usr/share/developers-reference/developers-reference.pdf",
        "usr/share/developers-reference/developers-reference.txt.gz",
    ),
    "guide": ("maint-guide", "usr/share/doc/maint-guide/maint-guide.en.pdf", "usr/share/doc/maint-guide/maint-guide.en.txt.gz"),
}
HOMOGLYPHS = {"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "i": "і"}
WORDS = ["zebra", "Testland", "whatsoever"]
KINDS = {
    "letter": 90, "deletion": 50, "not": 60, "swap": 80, "homoglyph": 50, "digit": 30, "space": 40, "hyphen": 30, "word": 40,
    "ellipsis": 15, "case": 15,
}


def content(path):
    return gzip.open(path).read() if path.suffix == ".gz" else path.read_bytes()


def letters(text):
    return re.sub(r"[^A-Za-z]", "", text)


def fetch(folder):
    """The manuals' PDFs below `folder/sources`, and their texts."""
    texts = {}
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for name, (package, pdf, text) in MANUALS.items():
        place = folder / package
        if not place.exists():
            subprocess.run(["apt-get", "download", package], cwd=folder, check=True, capture_output=True)
            deb = next(folder.glob(f"{package}_*.deb"))
            subprocess.run(["dpkg-deb", "-x", str(deb), str(place)], check=True)
        (folder / "sources" / f"{name}.pdf").write_bytes(content(place / pdf))
        texts[name] = content(place / text).decode()
    return texts


def true_ones(folder, texts):
    found = []
    for name, text in texts.items():
        shown = subprocess.run(["pdftotext", folder / "sources" / f"{name}.pdf", "-"], capture_output=True, check=True)
        pages = [letters(page) for page in shown.stdout.decode().split("\f")]
        for paragraph in re.split(r"\n\s*\n", text):
            paragraph = re.sub(r"\s+", " ", paragraph).strip()
            if re.search(r'[*_`"\[\]{}<>|=#]', paragraph):
                continue
            for sentence in re.findall(r"[A-Z][^.!?]*[.!?](?=\s|$)", paragraph):
                plain = re.fullmatch(r"[A-Za-z0-9 ,.;:()'/!?-]+", sentence)
                # a hyphen before a space was at the end of a line of the text
                if plain and 8 <= len(sentence.split()) <= 20 and "- " not in sentence:
                    if any(letters(sentence) in page for page in pages):
                        found.append((name, sentence))
    return sorted(set(found))


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
    """The indices of the quotations that are refused."""
    lines = ["spec = 1", "[briefing]", 'title = "Q"', "date = 2026-11-26", 'language = "en-GB"']
    for name in MANUALS:
        digest = hashlib.sha256((folder / "sources" / f"{name}.pdf").read_bytes()).hexdigest()
        lines += [f"[sources.{name}]", 'type = "report"', f'title = "{name}"', "issued = 2020"]
        lines += [f'archive = {{ file = "sources/{name}.pdf", sha256 = "{digest}" }}']
    for index, (name, text) in enumerate(quotations):
        lines += [f"[quotations.q{index:03}]", f"text = {json.dumps(text, ensure_ascii=False)}", 'speaker = "Debian"']
        lines += ["date = 2020-01-01", f'source = "{name}"', 'locator = "somewhere"']
    lines += ["[[sections]]", 'heading = "H"', 'text = "Words."']
    (folder / "briefing.toml").write_text("\n".join(lines) + "\n")
    out = subprocess.run([program, "check", str(folder), "--format", "json"], capture_output=True, text=True)
    refused = collections.defaultdict(set)
    for line in out.stdout.splitlines():
        finding = json.loads(line)
        if finding["code"] in REFUSALS:
            for number in re.findall(r"`q(\d{3})`", finding["message"])[:1]:
                refused[int(number)].add(finding["code"])
    return refused


REFUSALS = {
    "quotation-altered", "quotation-not-in-archive", "quotation-out-of-order", "quotation-unmarked-insertion",
    "quotation-unmarked-omission", "quotation-unverified",
}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--folder", default="/tmp/briefing-quotations")
    asked = parser.parse_args()
    folder = Path(asked.folder)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        texts = fetch(folder)
    except (OSError, subprocess.CalledProcessError, StopIteration) as error:
        print(f"the manuals cannot be had: {error}")
        return 2
    random.seed(7)
    true = random.sample(true_ones(folder, texts), 500)
    refused = check(asked.program, folder, true)
    for index, codes in sorted(refused.items()):
        print(f"not verified ({', '.join(sorted(codes))}): {true[index][0]}: {true[index][1]}")
    verified = [quotation for index, quotation in enumerate(true) if index not in refused]
    print(f"true quotations: {len(verified)} of {len(true)} verified")
    planted = []
    for kind, count in KINDS.items():
        made = 0
        while made < count:
            name, text = random.choice(verified)
            change = changed(text, kind)
            if change and change != text:
                planted.append((name, change))
                made += 1
    caught = check(asked.program, folder, planted)
    accepted = [quotation for index, quotation in enumerate(planted) if index not in caught]
    for name, text in accepted:
        print(f"accepted: {name}: {text}")
    print(f"changed quotations: {len(accepted)} of {len(planted)} accepted")
    return 0 if not accepted and len(verified) >= 0.97 * len(true) else 1


if __name__ == "__main__":
    sys.exit(main())

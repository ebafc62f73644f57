#!/usr/bin/env python3
"""plant_word.py GOOD.docx: do the judges of Word files still see? Plants one defect at a time and wants each refused.

GOOD.docx has a picture, notes, lists, a table and references; beside it stands GOOD.expected. A defect that the file has no
place for fails too. Exit code 0: all refused; 1: some not; 2: judges are not installed.
"""

import re
import shutil
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import judges

judges.in_venv()

import word_files  # noqa: E402  (the scripts beside this one)
import word_text  # noqa: E402

DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
# Name, part, what is replaced once, by what: to be refused by one of the judges of the file.
STRUCTURE = [
    ("a wrong order of children", DOCUMENT, r"(<w:pStyle [^>]*/>)(<w:keepNext/>)", r"\2\1"),
    ("an element that does not exist", DOCUMENT, r"<w:keepNext/>", "<w:keepFirst/>"),
    ("a value that does not exist", DOCUMENT, r'<w:jc w:val="right"/>', '<w:jc w:val="east"/>'),
    ("a number that is none", STYLES, r'<w:sz w:val="\d+"/>', '<w:sz w:val="large"/>'),
    ("XML that breaks off", DOCUMENT, r"</w:body>.*", ""),
    ("a relation that is not there", DOCUMENT, r'r:embed="rId\d+"', 'r:embed="rId999"'),
    ("a bookmark's number twice", DOCUMENT, r'w:bookmarkStart w:id="2"', 'w:bookmarkStart w:id="1"'),
    ("a note that is not there", DOCUMENT, r'<w:footnoteReference w:id="\d+"/>', '<w:footnoteReference w:id="999"/>'),
    ("a cell without a paragraph", DOCUMENT, r"(<w:tc><w:tcPr>(?:(?!</w:tcPr>).)*</w:tcPr>)<w:p>(?:(?!</w:tc>).)*</w:p></w:tc>", r"\1</w:tc>"),
    ("a style that is not there", DOCUMENT, r'<w:pStyle w:val="BodyText"/>|<w:pStyle w:val="NumberedParagraph"/>', '<w:pStyle w:val="Nowhere"/>'),
    ("a picture's number twice", DOCUMENT, r'wp:docPr id="2"', 'wp:docPr id="1"'),
    ("a style twice", STYLES, r'w:styleId="Quote"', 'w:styleId="Title"'),
    ("a part without its type", "[Content_Types].xml", r'<Override PartName="/word/styles.xml"[^>]*/>', ""),
    ("a list that is not there", DOCUMENT, r'<w:numId w:val="\d+"/>', '<w:numId w:val="999"/>'),
    ("a list of no kind", NUMBERING, r'(<w:num w:numId="\d+"><w:abstractNumId w:val=")\d+', r"\g<1>99"),
    ("a bookmark without its end", DOCUMENT, r"<w:bookmarkEnd [^>]*/>", ""),
    ("a reference to nowhere", DOCUMENT, r" REF _b\d+ ", " REF _b999 "),
    ("a link to nowhere", DOCUMENT, r'w:anchor="_b\d+"', 'w:anchor="_b999"'),
    ("a picture without words", DOCUMENT, r' descr="[^"]*"', ""),
    ("a table without a head", DOCUMENT, r"<w:tblHeader/>", ""),
    ("a row that is too short", DOCUMENT, r'(<w:tr>(?:(?!</w:tr>).)*)<w:tc>(?:(?!</w:tc>).)*</w:tc></w:tr>', r"\1</w:tr>"),
    ("a document without a language", STYLES, r"<w:lang [^>]*/>", ""),
    ("a heading that skips a level", DOCUMENT, r'<w:pStyle w:val="Heading2"/>', '<w:pStyle w:val="Heading3"/>'),
    ("a reference to another place", DOCUMENT, r"( REF _b)(\d+)( \\h )", lambda m: f"{m[1]}{int(m[2]) % 2 + 1}{m[3]}"),
    ("a caption that counts on", DOCUMENT, r" SEQ Table ", " SEQ Figure "),
    ("a field that does not end", DOCUMENT, r'<w:fldChar w:fldCharType="end"/>', ""),
    ("a name in the properties", "docProps/core.xml", r"<cp:lastModifiedBy>[^<]*", "<cp:lastModifiedBy>A. Person"),
    ("a direction that Word does not know", DOCUMENT, r'preserve">', 'preserve">\u2068'),
    ("a space that is lost", DOCUMENT, r'<w:t xml:space="preserve"> ', "<w:t> "),
]
# The same, to be refused by LibreOffice.
TEXT = [
    ("another digit", DOCUMENT, r"1,267", "1,261"),
    ("another digit in a note", "word/footnotes.xml", r"2021", "2020"),
    ("a lost paragraph", DOCUMENT, r'<w:p><w:pPr><w:pStyle w:val="NumberedParagraph"/></w:pPr>.*?</w:p>', ""),
    ("a paragraph twice", DOCUMENT, r'(<w:p><w:pPr><w:pStyle w:val="Quote"/>(?:(?!</w:p>).)*</w:p>)', r"\1\1"),
    ("a lost bound", DOCUMENT, r"at least ", ""),
]


def planted(good, target, part, old, new):
    """A copy with the defect; whether there was a place for it."""
    with zipfile.ZipFile(good) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        changed = False
        for name in source.namelist():
            data = source.read(name)
            if name == part:
                text, count = re.subn(old, new, data.decode(), count=1, flags=re.DOTALL)
                changed, data = bool(count) and text.encode() != data, text.encode()
            copy.writestr(name, data)
    return changed


def main(good):
    folder = Path(tempfile.mkdtemp())
    escaped = []
    try:
        if None in [verdict.passed for verdict in word_files.verdicts(good)]:
            print("skipped: run tests/judges/install first")
            return judges.SKIPPED
        escaped += [f"{verdict.judge} refuses the file without a defect" for verdict in word_files.verdicts(good) if not verdict.passed]
        files = {}
        for at, (name, *where) in enumerate(STRUCTURE + TEXT):
            files[name] = folder / f"{at}.docx"
            if not planted(good, files[name], *where):
                escaped.append(f"{name}: no place for it")
        names = [name for name, *_ in STRUCTURE]
        with ThreadPoolExecutor(2) as pool:
            found = pool.map(lambda name: word_files.verdicts(files[name]), names)
        for name, verdicts in zip(names, found):
            by = [verdict.judge for verdict in verdicts if verdict.passed is False]
            print(f"{name}: {'refused by ' + ', '.join(by) if by else 'NOT SEEN'}")
            escaped += [] if by else [name]
        names = [name for name, *_ in TEXT]
        expected = Path(good).with_suffix(".expected")
        for name, read in zip(names, word_text.converted([files[name] for name in names], folder)):
            seen = not read.exists() or list(word_text.compare(read, expected))
            print(f"{name}: {'refused by LibreOffice' if seen else 'NOT SEEN'}")
            escaped += [] if seen else [name]
    finally:
        shutil.rmtree(folder)
    if escaped:
        print("not seen:", *escaped, sep="\n    ")
    return judges.FAIL if escaped else judges.PASS


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))

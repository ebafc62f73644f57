#!/usr/bin/env python3
"""Makes the small fonts of the tests: boxes in the place of glyphs, as much of each font format as the program must read.

Needs fontTools (`pip install fonttools`). The files are checked in; run this again only to change them:

    python3 tests/fonts/make.py

They are made from nothing but this file and are in the public domain (CC0).
"""

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

HERE = Path(__file__).resolve().parent
EM = 1000
OPEN = "“‘《〈（「『【"
CLOSE = "”’》〉）」』】，。、：；！？"
HAN = (
    "一二三四五六七八九十百千万年月日人中国文字的是在有不了他她我们说报告据共处死刑囚犯家属被判大赦际联合委员会"
    "问题法律院第条款项数至少约名件区市省政府公布统计示例行排版测试用本页段落句号逗引括连续标点压缩首尾悬挂间距拉丁母数混好见"
)


def characters():
    return sorted(set(" -0123456789" + "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" + OPEN + CLOSE + "—…·\u3000" + HAN))


def advance(character):
    return EM if ord(character) >= 0x2000 else 500


def box(character):
    """Where the box of a character stands: left, bottom, right, top."""
    if character in " \u3000":
        return None
    if character in OPEN:
        return 600, 500, 900, 800
    if character in CLOSE:
        return 100, -50, 400, 250
    if ord(character) < 0x2000:
        return 50, 0, 450, 650
    return 60, -60, 940, 820


def draw(pen, character, inset=0):
    place = box(character)
    if place is None:
        return
    left, bottom, right, top = place
    for ring in [
        [(left, bottom), (left, top), (right, top), (right, bottom)],
        [(left + 60 + inset, bottom + 60 + inset), (right - 60 - inset, bottom + 60 + inset),
         (right - 60 - inset, top - 60 - inset), (left + 60 + inset, top - 60 - inset)],
    ]:
        pen.moveTo(ring[0])
        for point in ring[1:]:
            pen.lineTo(point)
        pen.closePath()


def builder(family, style, weight, truetype, chosen):
    names = [".notdef"] + [f"uni{ord(character):04X}" for character in chosen]
    font = FontBuilder(EM, isTTF=truetype)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(character): name for character, name in zip(chosen, names[1:])})
    inset = 20 if weight >= 700 else 0
    glyphs = {}
    for character, name in zip([None] + chosen, names):
        width = EM if character is None else advance(character)
        pen = TTGlyphPen(None) if truetype else T2CharStringPen(width, None)
        if character is not None:
            draw(pen, character, -inset)
        glyphs[name] = pen.glyph() if truetype else pen.getCharString()
    postscript = f"{family}-{style}".replace(" ", "")
    if truetype:
        font.setupGlyf(glyphs)
    else:
        font.setupCFF(postscript, {"FullName": f"{family} {style}"}, glyphs, {})
    widths = [EM] + [advance(character) for character in chosen]
    font.setupHorizontalMetrics({name: (width, 0) for name, width in zip(names, widths)})
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({
        "copyright": "Public domain (CC0): made by tests/fonts/make.py",
        "familyName": family,
        "styleName": style,
        "fullName": f"{family} {style}",
        "psName": postscript,
        "version": "Version 1.000",
        "uniqueFontIdentifier": postscript,
    })
    font.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120, usWeightClass=weight,
                  sCapHeight=650, sxHeight=650, fsType=0)
    font.setupPost()
    font.setupHead(unitsPerEm=EM, created=0, modified=0)
    font.font.recalcTimestamp = False
    return font.font


def variable(family, chosen):
    from fontTools.designspaceLib import AxisDescriptor, DesignSpaceDocument, SourceDescriptor
    from fontTools.varLib import build

    space = DesignSpaceDocument()
    space.addAxis(AxisDescriptor(name="Weight", tag="wght", minimum=300, default=300, maximum=900))
    for weight in (300, 900):
        source = SourceDescriptor()
        source.font = builder(family, "Light" if weight == 300 else "Black", weight, True, chosen)
        source.location = {"Weight": weight}
        source.familyName, source.styleName = family, str(weight)
        space.addSource(source)
    # the heavier master is wider, so that a wrong instance is seen in the widths
    heavy = space.sources[1].font
    for name, (width, bearing) in list(heavy["hmtx"].metrics.items()):
        heavy["hmtx"].metrics[name] = (width + 60, bearing)
    font, _, _ = build(space)
    font.recalcTimestamp = False
    return font


def save(font, name):
    font.save(HERE / name)
    print(f"{(HERE / name).stat().st_size:7d} {name}")


def main():
    everything = characters()
    save(builder("Example Han", "Regular", 400, True, everything), "ExampleHan-Regular.ttf")
    save(builder("Example Han", "Bold", 700, False, everything), "ExampleHan-Bold.otf")
    few = sorted(" -abcxyz一二三的是")
    save(variable("Example Variable", few), "ExampleVariable.ttf")
    collection = TTCollection()
    for family in ("Example One", "Example Two"):
        font = builder(family, "Regular", 400, True, few)
        one = io.BytesIO()
        font.save(one)
        one.seek(0)
        collection.fonts.append(TTFont(one))
    save(collection, "Example.ttc")


main()

"""Make the small TrueType faces that the print stylesheets name first.

Free fonts are cut down to GB2312, the characters of names and some symbols, their curves turned into TrueType, and
all get the same ascent and descent, so that a rare character in a name never moves the line. They bear new names, as
the licences ask. Two minutes for all of them.
"""

import fcntl
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from partywork.common import face_sources, fonts

NAMES = "䶮喆堃玥龑犇燚㛃㻏䴉㑇㕮昇晞珺玘祎琤璟婳烜赟骉垚淼森鑫翀翙弢旻旸昉昕晅晗韡"
SYMBOLS = "〔〕《》〈〉「」『』【】（）—–－…·‘’“”①②③④⑤⑥⑦⑧⑨⑩□■√×÷±≥≤％‰№※★☆→℃　 "
LETTERS = {*map(chr, range(0x21, 0x7F)), "¥"}
DROPPED_TABLES = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG", "FFTM"]
# As 宋体, 仿宋_GB2312, 楷体_GB2312 and 黑体 have them, so that a line of mixed faces keeps its height.
ASCENT, DESCENT = 0.859, -0.141


def _codec(name: str, lead: range, tail: range) -> set[str]:
    """The characters of a double-byte code; a tail byte left alone would read as a Latin letter."""
    pairs = (bytes((a, b)).decode(name, "ignore") for a in lead for b in tail)
    return {text for text in pairs if len(text) == 1 and not text.isascii()}


# Fandol draws ￥ as $.
COMMON = (_codec("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)) | {*SYMBOLS}) - {"￥", "＄"}
WIDE = _codec("gbk", range(0x81, 0xFF), range(0x40, 0xFF)) | COMMON | {*NAMES}
# Family: (file, characters). 仿宋, 楷体 and 黑体 leave digits and letters to Song and Sans.
FULL_SET = {
    "PW Fang": ("FandolFang-Regular.otf", COMMON),
    "PW Kai": ("FandolKai-Regular.otf", COMMON),
    "PW Hei": ("FandolHei-Regular.otf", COMMON),
    "PW Title": ("FandolSong-Bold.otf", COMMON | LETTERS),
    "PW Song": ("NotoSerifSC-Regular.otf", WIDE | LETTERS),
    "PW Sans": ("NotoSansSC-Regular.otf", WIDE - COMMON | LETTERS | {" "}),
    "PW Rare": ("uming.ttc", WIDE - COMMON),
    "PW RareKai": ("ukai.ttc", WIDE - COMMON),
}
PLAIN_SET = {
    "PW Song": ("NotoSerifSC-Regular.otf", WIDE | LETTERS),
    "PW Sans": ("NotoSansSC-Regular.otf", WIDE | LETTERS | {" "}),
}
OPTIONAL = {"PW Rare", "PW RareKai"}
WORKSHOP = ".building-"


def build(say: Callable[[str], None], *, with_packages: bool = True) -> Path:
    """Build the best set the sources allow and return its folder.

    Made aside and renamed, so that a printer sees a whole set or none; a second builder waits and finds it done.
    """
    root = Path(settings.FONTS_DIR)
    root.mkdir(parents=True, exist_ok=True)
    with _alone(root), tempfile.TemporaryDirectory(prefix=WORKSHOP, dir=root) as made:
        workshop = Path(made)
        if fonts.is_complete():
            return fonts.set_folder(fonts.FULL)
        fetched = workshop / "packages"
        fetched.mkdir()
        if with_packages and not face_sources.fetch_packages(fetched):
            say("取不到 Debian 的字体包，仿宋、楷体、小标宋暂由宋体代替。")
        places = face_sources.folders(fetched)
        kind, recipe = _best(places)
        target = fonts.set_folder(kind)
        if not target.is_dir():
            aside = workshop / "set"
            aside.mkdir()
            for family, (file, keep) in recipe.items():
                if source := face_sources.find(file, places):
                    say(f"{family} ← {file}")
                    _make(family, source, aside, keep)
            face_sources.copy_licences(places, aside)
            aside.chmod(0o755)
            aside.rename(target)
        for earlier in root.glob("[!.]*"):
            if earlier.is_dir() and earlier != target:
                shutil.rmtree(earlier, ignore_errors=True)
        return target


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for abandoned in root.glob(f"{WORKSHOP}*"):
            shutil.rmtree(abandoned, ignore_errors=True)
        yield


def _best(places: tuple[Path, ...]) -> tuple[str, dict[str, tuple[str, set[str]]]]:
    needed = [file for family, (file, _) in FULL_SET.items() if family not in OPTIONAL]
    if all(face_sources.find(file, places) for file in needed):
        return fonts.FULL, FULL_SET
    return fonts.PLAIN, PLAIN_SET


def _make(family: str, source: Path, target: Path, keep: set[str]) -> None:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(source, fontNumber=0)
    if "glyf" in font:  # UKai maps 䶮 to nothing: such a name would print as a gap
        cmap, glyf = font.getBestCmap(), font["glyf"]
        keep = {c for c in keep if ord(c) in cmap and (c.isspace() or glyf[cmap[ord(c)]].numberOfContours)}
    _half_width(font)
    subsetter = Subsetter(
        Options(
            layout_features=[],
            name_IDs=[0, 13, 14],
            notdef_outline=True,
            hinting=False,
            drop_tables=DROPPED_TABLES,
        )
    )
    subsetter.populate(unicodes=map(ord, keep))
    subsetter.subset(font)
    if "CFF " in font:
        _to_truetype(font)
    _normalise(font)
    _rename(font, family)
    font.save(target / f"{family.replace(' ', '')}.ttf")


def _half_width(font: Any) -> None:
    """ASCII from the font's own half-width forms, as 半角 asks: two digits are as wide as one character."""
    if "GSUB" not in font:
        return
    gsub, cmap = font["GSUB"].table, font.getBestCmap()
    records = gsub.FeatureList.FeatureRecord
    wanted = {index for f in records if f.FeatureTag == "hwid" for index in f.Feature.LookupListIndex}
    swap: dict[str, str] = {}
    for index in wanted:
        for table in gsub.LookupList.Lookup[index].SubTable:
            swap |= getattr(getattr(table, "ExtSubTable", table), "mapping", {})
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({c: swap[cmap[c]] for c in range(0x21, 0x7F) if cmap.get(c) in swap})


def _to_truetype(font: Any) -> None:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    made = {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        made[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, made
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in [
        "maxPoints",
        "maxContours",
        "maxCompositePoints",
        "maxCompositeContours",
        "maxTwilightPoints",
        "maxStorage",
        "maxFunctionDefs",
        "maxInstructionDefs",
        "maxStackElements",
        "maxSizeOfInstructions",
        "maxComponentElements",
        "maxComponentDepth",
    ]:
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    font["head"].indexToLocFormat, font.sfntVersion = 1, "\000\001\000\000"


def _normalise(font: Any) -> None:
    ascent, descent = (round(part * font["head"].unitsPerEm) for part in (ASCENT, DESCENT))
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, -descent
    os2.usWeightClass, os2.fsSelection, font["head"].macStyle = 400, 0x40, 0


def _rename(font: Any, family: str) -> None:
    plain = family.replace(" ", "")
    for identifier, text in {1: family, 2: "Regular", 3: f"{plain}-1", 4: family, 6: plain}.items():
        font["name"].setName(text, identifier, 3, 1, 0x409)

"""Which typeface speaks on paper: the office's own first, then the free ones built here, then the wheel's (DOC-18).

Nothing of a font lies in the repository. `build_fonts` makes the PW faces below `settings.FONTS_DIR`, each finished
set in a folder of its own; until one is there, two faces straight from the wheel serve, so that everything prints.
"""

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings

FULL = "full"  # 小标宋, 仿宋, 楷体 and 黑体 of their own
PLAIN = "plain"  # 宋体 and 黑体 only, from the wheel
RECIPE = "2"  # raise it when the building changes: the next start builds anew

STACKS = {
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "PW Title", "PW Song"),
    "fang": (
        "仿宋_GB2312",
        "FangSong_GB2312",
        "方正仿宋简体",
        "仿宋",
        "FangSong",
        "PW Fang",
        "PW Rare",
        "PW Song",
    ),
    "kai": (
        "楷体_GB2312",
        "KaiTi_GB2312",
        "方正楷体简体",
        "楷体",
        "KaiTi",
        "PW Kai",
        "PW RareKai",
        "PW Song",
    ),
    "hei": ("黑体", "SimHei", "方正黑体简体", "PW Sans", "PW Hei", "PW Song"),
    "song": ("宋体", "SimSun", "PW Song"),
}
OWN_PREFIX = "PW "


def wheel_folder() -> Path:
    """The folder of Noto Serif SC and Noto Sans SC that came with the Python packages."""
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.__file__).parent


def set_folder(kind: str) -> Path:
    return Path(settings.FONTS_DIR) / f"{kind}-{RECIPE}"


def built() -> Path | None:
    """The folder of the best finished set, or nothing while none is built."""
    return next((folder for kind in (FULL, PLAIN) if (folder := set_folder(kind)).is_dir()), None)


def is_complete() -> bool:
    """Whether every face we can build is there."""
    return set_folder(FULL).is_dir()


def edition() -> str:
    """Names the faces that speak now; a document that is printed again after a change looks different."""
    folder = built()
    return folder.name if folder else "wheel"


def faces() -> dict[str, Path]:
    """Our faces and their files. PW Last, the whole Noto Serif SC, draws what the small faces left out."""
    wheel, folder = wheel_folder(), built()
    serif, sans = wheel / "NotoSerifSC-Regular.otf", wheel / "NotoSansSC-Regular.otf"
    if folder is None:
        return {"PW Song": serif, "PW Sans": sans}
    own = {f"{OWN_PREFIX}{file.stem[2:]}": file for file in sorted(folder.glob("PW*.ttf"))}
    return own | {"PW Last": serif}


def stacks(installed: frozenset[str]) -> dict[str, str]:
    """The CSS font stack of every role, without the names that nobody here answers to.

    A name that is not installed costs a search each time a line is set, and may be answered by a stand-in.
    """
    own = faces()
    return {
        role: ", ".join(f'"{name}"' for name in (*names, "PW Last") if name in own or name in installed)
        for role, names in STACKS.items()
    }


def office_faces() -> frozenset[str]:
    """Names of licensed faces the office may have installed."""
    return frozenset(name for names in STACKS.values() for name in names if not name.startswith(OWN_PREFIX))


def speaking_faces(pdf: bytes) -> dict[str, bool]:
    """The faces inside a PDF without their subset tag, and whether each is embedded."""
    from pypdf import PdfReader

    found: dict[str, bool] = {}
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in _fonts_of(page):
            for below in font.get_object().get("/DescendantFonts", []):
                descriptor = below.get_object()["/FontDescriptor"].get_object()
                name = str(descriptor["/FontName"]).lstrip("/").split("+")[-1]
                found[name] = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def missing_signs(pdf: bytes) -> int:
    """How many different signs were drawn as an empty box.

    The text layer cannot tell, it holds the sign all the same; the engine writes such a sign as a code that the
    font's own encoding sends to glyph 0.
    """
    from pypdf import PdfReader
    from pypdf.generic import StreamObject

    codes: set[tuple[str, bytes]] = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in _fonts_of(page):
            encoding = font.get_object()["/Encoding"].get_object()
            if isinstance(encoding, StreamObject):
                found = re.findall(rb"<([0-9a-f]{4})> 0\n", encoding.get_data() + b"\n")
                codes |= {(str(font.get_object()["/BaseFont"]), code) for code in found}
    return len(codes)


def _fonts_of(page: Any) -> list[Any]:
    return list(page["/Resources"].get("/Font", {}).values())


@cache
def _characters(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    return frozenset(TTFont(path, lazy=True).getBestCmap())


def known_characters() -> frozenset[int]:
    """Every character that one of our faces draws."""
    return frozenset().union(*(_characters(path) for path in faces().values()))

"""A printed form: what is on it (a frozen dataclass), how it looks (a template and stylesheets), and its bytes.

The same content gives the same bytes. The engine is loaded on the first page printed, never when a web process starts.
"""

import json
import re
from abc import ABC
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Self, TypeVar

from django.conf import settings
from django.template.loader import get_template

from partywork.common import fonts
from partywork.common.plain import from_plain, to_plain

if TYPE_CHECKING:
    from partywork.common.pdf_engine import Binding

APT_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
Content = TypeVar("Content")

_REPLACED = {
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "–",
    "\u2015": "—",
    "\u2212": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "\uffe5": "¥",
    "\uff04": "$",
    "☐": "□",
    "☑": "√",
    "✓": "√",
    "✔": "√",
    "•": "·",
    "\u2028": "\n",
    "\u2029": "\n",
}
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]
_CONTROLS += [*range(0x2060, 0x2070), *range(0xFE00, 0xFE10), 0xFEFF, *range(0xFFF9, 0x10000)]
_CLEANER = {code: None for code in _CONTROLS if chr(code) not in "\t\n"} | str.maketrans(_REPLACED)
_PICTURES = re.compile("[\U0001f000-\U0001faff\U000e0000-\U000e01ef\ud800-\udfff]")

# Opportunities to break a line at quotation marks (Unicode 15.1, LB19a), which Pango 1.50 does not see; and a time
# span breaks only after its dash.
_BEFORE_QUOTE = re.compile(r"(?<=[^\s>（〔《〈「『【“‘])(?=[“‘])")
_AFTER_QUOTE = re.compile(r"(?<=[”’])(?=[^\s<，。、；：？！）〕》〉」』】”’…—·])")
_DASH = re.compile(r"(?<=[0-9])(?=—[0-9])")


def clean(text: str) -> str:
    """Text without signs that no print face draws, or whose search for a face would take a minute."""
    return _PICTURES.sub("", text.translate(_CLEANER))


def with_breaks(markup: str) -> str:
    """Markup with the line break opportunities of Chinese quotation marks."""
    return _DASH.sub("\u2060", _AFTER_QUOTE.sub("\u200b", _BEFORE_QUOTE.sub("\u200b", markup)))


def print_folder() -> Path:
    """Where the stylesheets of the printed forms lie."""
    return Path(settings.BASE_DIR) / "static" / "css" / "print"


def layout_version() -> str:
    """Changes with every template, stylesheet and set of faces: what was printed before stays, a new print differs."""
    files = [
        *print_folder().glob("*.css"),
        *(Path(settings.BASE_DIR) / "templates" / "documents").glob("*.html"),
    ]
    stamp = sha256(fonts.edition().encode())
    for file in sorted(files):
        stamp.update(file.read_bytes())
    return stamp.hexdigest()[:12]


Progress = Callable[[int, int], None]


def quietly(_done: int, _of: int) -> None:
    """Nobody waits to hear how far it is."""


class Document(ABC, Generic[Content]):
    """One printed form; a subclass names its template, its stylesheets and the type of its content.

    `progress` hears how many of how many parts are done, where a document has parts.
    """

    template: ClassVar[str]
    stylesheets: ClassVar[tuple[str, ...]] = ("form.css", "table.css")
    content_type: ClassVar[type]
    suffix: ClassVar[str] = ".pdf"

    def __init__(self, content: Content) -> None:
        self.content = content
        self.progress: Progress = quietly

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """From what was frozen when the sheet was filed."""
        return cls(from_plain(cls.content_type, data))

    def to_json(self) -> dict[str, Any]:
        plain: dict[str, Any] = to_plain(asdict(self.content))  # type: ignore[call-overload]
        return plain

    def digest(self) -> str:
        """Names the printed result: what is on it and how it is laid out."""
        body = json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True)
        return sha256(f"{type(self).__name__}\0{layout_version()}\0{body}".encode()).hexdigest()

    def context(self) -> dict[str, Any]:
        return {"sheet": self.content}

    def html(self) -> str:
        return with_breaks(clean(get_template(self.template).render(self.context())))

    def render(self) -> bytes:
        return print_html(self.html(), self.stylesheets)


class EngineMissing(RuntimeError):
    """The system libraries of the PDF engine are not installed."""


def print_html(markup: str, stylesheets: tuple[str, ...]) -> bytes:
    """Markup of ours as a PDF; loads the engine at the first call of a process."""
    return _engine().write(markup, stylesheets)


def binding(stylesheets: tuple[str, ...]) -> "Binding":
    """Several documents laid out one after the other and written into one file."""
    return _engine().Binding(stylesheets)


def _engine() -> "ModuleType":
    try:
        from partywork.common import pdf_engine
    except OSError as failure:
        raise EngineMissing(
            f"生成 PDF 缺少系统组件（{failure}）。请安装：sudo apt-get install {' '.join(APT_PACKAGES)}"
        ) from failure
    return pdf_engine

"""The only place that knows WeasyPrint; imported when the first page is printed.

WeasyPrint is pinned, because three of its inner parts are replaced: how a line is justified, how a frame is drawn and
how tightly streams are packed; and because its stylesheet for web pages gives way to ours. tests/common/test_pdf.py
notices when one of them stops working.
"""

import logging
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from cssselect2 import ElementWrapper  # type: ignore[import-untyped]
from django.conf import settings
from weasyprint import CSS, HTML
from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from partywork.common import fonts, pdf_borders, pdf_justification, pdf_streams
from partywork.common.pdf import print_folder

logging.getLogger("weasyprint").setLevel(logging.ERROR)
pdf_justification.install()
pdf_borders.install()
pdf_streams.install()
_VARIABLE = re.compile(r"var\(--(\w+)\)")
_SUFFIXES = {".css", ".ttf", ".otf"}


class OwnFilesOnly(URLFetcher):  # type: ignore[misc]
    """Opens our print stylesheets and our faces. A page asks for nothing else, and gets nothing else."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002
        parts = urlsplit(url)
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or path.suffix not in _SUFFIXES or not _is_ours(path):
            raise PermissionError(f"打印时不读取外部内容：{url[:200]}")
        return URLFetcherResponse(url, path.read_bytes())


def _is_ours(path: Path) -> bool:
    places = (print_folder(), Path(settings.FONTS_DIR), fonts.wheel_folder())
    return any(path.is_relative_to(place.resolve()) for place in places)


class Page(HTML):  # type: ignore[misc]
    """Markup of ours: well-formed, so that it needs no parser that forgives, and with a stylesheet of the dozen
    elements it uses in place of the hundred of the web's. The two are a tenth of the time of a form.
    """

    def __init__(self, markup: str) -> None:
        root = ElementTree.fromstring(markup)  # noqa: S314 -- our own templates, values escaped, no document type
        self.base_url = None
        self.url_fetcher = OwnFilesOnly()
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002
        return [_basic_rules()]


@cache
def _basic_rules() -> CSS:
    return CSS(filename=print_folder() / "elements.css", url_fetcher=OwnFilesOnly())


# One for the process: building it anew for each document costs a tenth of the time and leaks memory. It is replaced
# only when a better set of faces has been built meanwhile.
_shared: tuple[str, FontConfiguration, dict[str, str]] | None = None


def _typefaces() -> tuple[FontConfiguration, dict[str, str]]:
    global _shared
    edition = fonts.edition()
    if _shared is None or _shared[0] != edition:
        configuration = FontConfiguration()
        rules = "\n".join(
            f"@font-face {{ font-family: '{name}'; src: url('{file.resolve().as_uri()}') }}"
            for name, file in fonts.faces().items()
        )
        installed = frozenset(name for name in fonts.office_faces() if _is_installed(configuration, name))
        CSS(string=rules, font_config=configuration, url_fetcher=OwnFilesOnly())
        _shared = edition, configuration, fonts.stacks(installed)
        _rules.cache_clear()
    return _shared[1], _shared[2]


def _is_installed(configuration: FontConfiguration, name: str) -> bool:
    """Whether the machine has a face of this name, not merely one that fontconfig offers in its stead."""
    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    fontconfig.FcPatternAddString(pattern, b"family", name.encode())
    fontconfig.FcConfigSubstitute(configuration._config, pattern, fontconfig.FcMatchFont)
    fontconfig.FcDefaultSubstitute(pattern)
    match = fontconfig.FcFontMatch(configuration._config, pattern, ffi.new("FcResult *"))
    if match == ffi.NULL:
        return False
    text, index, found = ffi.new("FcChar8 **"), 0, False
    while fontconfig.FcPatternGetString(match, b"family", index, text) == 0:
        found = found or ffi.string(text[0]).decode("utf-8", "replace").lower() == name.lower()
        index += 1
    return found


@cache
def _rules(stylesheets: tuple[str, ...]) -> CSS:
    """The stylesheets as one, with the font stacks written in: a custom property is worked out for every element."""
    configuration, stacks = _typefaces()
    text = "\n".join((print_folder() / name).read_text(encoding="utf-8") for name in stylesheets)
    text = _VARIABLE.sub(lambda match: stacks[match[1]], text)
    return CSS(string=text, font_config=configuration, url_fetcher=OwnFilesOnly(), base_url=None)


def write(markup: str, stylesheets: tuple[str, ...]) -> bytes:
    configuration, _ = _typefaces()
    # No identifier: to make one, the engine would pack every stream a second time.
    data: bytes = Page(markup).write_pdf(stylesheets=[_rules(stylesheets)], font_config=configuration)
    return data


class Binding:
    """A book: each part is laid out by itself, so that somebody may be told how far it is and every part knows its
    first page; all pages are drawn into one file together, so that each face lies in it once.
    """

    def __init__(self, stylesheets: tuple[str, ...]) -> None:
        self.configuration, _ = _typefaces()
        self.rules = _rules(stylesheets)
        self.pages: list[Any] = []
        self._first: Any = None

    def add(self, markup: str) -> int:
        """Behind what is there; answers the page it begins on."""
        begins = len(self.pages) + 1
        numbered = CSS(string=f"@page :first {{ counter-reset: page {begins} }}", url_fetcher=OwnFilesOnly())
        self.pages += self._laid_out(markup, [self.rules, numbered])
        return begins

    def write(self, front: str) -> bytes:
        """With what stands before page one."""
        pages = [*self._laid_out(front, [self.rules]), *self.pages]
        data: bytes = self._first.copy(pages).write_pdf()
        return data

    def _laid_out(self, markup: str, rules: list[CSS]) -> list[Any]:
        document = Page(markup).render(stylesheets=rules, font_config=self.configuration)
        self._first = document  # the last one asked for is the front, which names the file
        return list(document.pages)

"""Whether this machine can print: the libraries of the PDF engine and the faces of the forms."""

import ctypes.util
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Info, register

from partywork.common import fonts

LIBRARIES = {  # what the loader calls it: the package that brings it
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
}


def missing_packages() -> list[str]:
    return [package for library, package in LIBRARIES.items() if not _is_there(library)]


def _is_there(library: str) -> bool:
    """By the loader's own names first: find_library needs tools that a bare machine lacks."""
    for name in (f"lib{library}.so.0", f"lib{library}.so", f"lib{library}.0.dylib"):
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return ctypes.util.find_library(library) is not None


@register(deploy=True)
def check_printing(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001
    """Without harfbuzz-subset a sheet takes seven seconds instead of a fifth; without faces it only looks plain."""
    messages: list[CheckMessage] = []
    if packages := missing_packages():
        messages.append(
            Error(
                f"生成 PDF 缺少系统组件：{'、'.join(packages)}。",
                hint=f"sudo apt-get install {' '.join(packages)}",
                id="partywork.E010",
            )
        )
    if not fonts.is_complete():
        plain = fonts.built() is not None
        messages.append(
            Info(
                "打印用的小标宋、仿宋、楷体、黑体还没有做好，暂由"
                + ("宋体和黑体" if plain else "自带字体")
                + "代替。",
                hint="python manage.py build_fonts",
                id="partywork.I010",
            )
        )
    return messages

"""How tightly the parts of a PDF are packed: level 6 takes half the time of the engine's 9, for 1 % more bytes."""

import zlib
from typing import Any

import pydyf  # type: ignore[import-untyped]

LEVEL = 6


class _Packing:
    compress = staticmethod(zlib.compress)

    @staticmethod
    def compressobj(level: int = LEVEL) -> Any:
        return zlib.compressobj(min(level, LEVEL))


def install() -> None:
    pydyf.zlib = _Packing

"""Whose turn it is to lead the reading: who led least recently, those away left out (MT-15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reader:
    """One member as the rotation needs him. `last` is the last or the next day he leads, None: he never did."""

    key: int
    name: str
    name_key: str
    last: date | None = None
    away: str = ""  # why he cannot lead this time: 豁免, 已请假
    is_unlikely: bool = False  # he said once a term that he cannot at this hour; nobody is told so (S08)


def in_turn(readers: Iterable[Reader]) -> list[Reader]:
    """Those who can lead, the one whose turn it is first; among equals in pinyin order."""
    able = (reader for reader in readers if not reader.away and not reader.is_unlikely)
    return sorted(able, key=lambda reader: (reader.last or date.min, reader.name_key, reader.key))

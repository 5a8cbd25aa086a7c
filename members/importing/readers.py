"""Which reader reads the cell of which item."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from members.importing.cells import read_date
from members.importing.cells_chosen import (
    DEGREES,
    read_degree,
    read_education,
    read_ethnicity,
    read_joining,
    read_occupation,
    read_stratum,
)
from members.importing.cells_personal import (
    read_address,
    read_birth,
    read_id_number,
    read_landline,
    read_party_status,
    read_text,
    read_yes,
)
from partywork.common.spreadsheets import Cell

# Items that are days; the reader also says whether only year and month were given.
DAYS: Mapping[str, Callable[[Cell, date], tuple[date, bool] | None]] = {
    "birth_date": read_birth,
    "work_since": read_date,
    "lost_on": read_date,
}
# Items that are read from one cell by themselves, without today.
PLAIN: Mapping[str, Callable[[Cell], Any]] = {
    "id_number": read_id_number,
    "ethnicity": read_ethnicity,
    "education": read_education,
    "degree": read_degree,
    "home_address": read_address,
    "household": read_address,
    "native_place": read_text,
    "employer": read_text,
    "duty": read_text,
    "technical_post": read_text,
    "new_stratum": read_stratum,
    "joining_type": read_joining,
    "joined_branch": read_text,
    "is_migrant_worker": read_yes,
    "is_veteran": read_yes,
    "party_status": read_party_status,
    "landline": read_landline,
    "floating_to": read_text,
}
# Where the office writes its own words, the item is left out with a note; the row is taken all the same.
LENIENT: Mapping[str, Callable[[Cell], Any]] = {"occupation": read_occupation}
# Items whose one cell says two things: the answer and what belongs to it.
TWOFOLD: Mapping[str, str] = {"lost": "lost_on", "floating": "floating_to"}

__all__ = ["DAYS", "DEGREES", "LENIENT", "PLAIN", "TWOFOLD"]

"""Forty plainly invented members: three rosters as offices send them, read by the import, and who signs in how.

A workbook with a title and a heading of two rows, a table with 年月日 and one with dotted dates: each with the sixteen
items of the national form (F-20). The names are counted, not found; the identity numbers are of a region that does not
exist, and one says another birth date than the file (E-72).
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from members.choices import Standing
from members.importing.reading import Person, Reading
from members.importing.roster import read_roster
from partywork.common import clock
from partywork.common.spreadsheets import read_sheets

ROSTERS = Path(__file__).parent / "rosters"
# Of the company's branch, whose members earn wages.
KEEPER = 32
_ACCOUNTS = {0: "secretary", 4: "member", 5: "leader", KEEPER: "keeper"}


def roster(name: str, year: int) -> Reading:
    """The file of one branch; whoever is on probation joined last December, whatever year it is."""
    reading = read_roster(read_sheets((ROSTERS / name).read_bytes()), clock.today())
    if reading.refused:
        raise ValueError(reading.refused[0].text)
    reading.people = [_lately(person, year) for person in reading.people]
    return reading


def account_of(number: int) -> str:
    """The name to sign in with of the member with this number, counted through the three files."""
    return _ACCOUNTS.get(number, f"member-{number + 1:02}")


def _lately(person: Person, year: int) -> Person:
    if person.standing != Standing.PROBATIONARY:
        return person
    return replace(person, joined_on=date(year - 1, 12, 10))

"""Rows of one file that are about one person, or cannot both be right (E-13)."""

from collections import defaultdict
from collections.abc import Sequence

from branches.models import Organization
from members.importing.reading import Person, Refusal
from members.reports.roster_lines import key_of, refuse


class Twins:
    """Who stands twice in the file: in one branch the first row is taken, in two branches none."""

    def __init__(self, placed: Sequence[tuple[Person, Organization]]) -> None:
        self._places: dict[object, set[int]] = defaultdict(set)
        self._first: dict[object, Person] = {}
        for person, branch in placed:
            self._places[_who(person)].add(branch.pk)
            self._first.setdefault(_who(person), person)
            if person.phone:
                self._first.setdefault(person.phone, person)
        self._rows = {
            who: [person.row for person, _ in placed if _who(person) == who]
            for who, places in self._places.items()
            if len(places) > 1
        }

    def refusal(self, person: Person) -> Refusal | None:
        """Why the row is not taken because of another row; None when nothing stands against it."""
        who = _who(person)
        if who in self._rows:
            rows = "、".join(str(row) for row in self._rows[who] if row != person.row)
            return refuse(person, "branch", f"一个人只编在一个党支部；第 {rows} 行把同一个人编在别的支部")
        first = self._first[who]
        if key_of(first) != key_of(person):
            return refuse(person, "name", f"一人一行；这一行与第 {first.row} 行重复")
        owner = self._first.get(person.phone) if person.phone else None
        if owner is not None and key_of(owner) != key_of(person):
            return refuse(person, "phone", f"本人的手机号码；与第 {owner.row} 行{owner.name}的相同")
        return None


def _who(person: Person) -> object:
    """The identity number says who it is; without one name, sex, date and telephone together do."""
    return person.id_number or (person.name, person.phone, person.joined_on, person.sex)

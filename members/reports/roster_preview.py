"""What a roster file would change, compared with the roster of today; nothing is written (A01, N38)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from branches.models import Organization
from members.importing.reading import Person, Reading, Refusal
from members.models import Member
from members.reports.roster_lines import (
    Change,
    ChangedLine,
    NewLine,
    changed_line,
    new_line,
    refuse,
)
from members.reports.roster_matching import KnownMembers
from members.reports.roster_places import Places
from members.reports.roster_twins import Twins
from partywork.common import clock

__all__ = ["Change", "ChangedLine", "MissingLine", "NewLine", "Preview", "preview"]


@dataclass(frozen=True)
class MissingLine:
    """A member of today who does not stand in the file; stays unless somebody says he left, and when."""

    member: Member
    branch: Organization

    @property
    def pk(self) -> int:
        return self.member.pk

    @property
    def name(self) -> str:
        return self.member.name


@dataclass
class Preview:
    """What the file would do: new people, changed people, people missing from it, and rows not taken."""

    new: list[NewLine] = field(default_factory=list)
    changed: list[ChangedLine] = field(default_factory=list)
    same: int = 0
    missing: list[MissingLine] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    new_groups: list[str] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        return not (self.new or self.changed or self.missing)

    @property
    def sentence(self) -> str:
        """新增 3 人，更正 5 人，文件里没有 2 人 (N38)."""
        return (
            f"新增 {len(self.new)} 人，更正 {len(self.changed)} 人，没有变化 {self.same} 人，"
            f"文件里没有 {len(self.missing)} 人，读不了 {len(self.refused)} 行"
        )


def preview(place: Organization | Sequence[Organization], reading: Reading) -> Preview:
    """Compare the file with the rosters of today; writes nothing. The same few queries, however long the file is.

    `place` is the branch the file is for, or all branches it may speak of by its column 所在党支部; then only those
    that stand in it are compared.
    """
    places = Places([place] if isinstance(place, Organization) else place)
    result = Preview(refused=list(reading.refused))
    placed = _placed(places, reading.people, result)
    branches = [places.only] if places.only else _spoken_of(placed)
    known = KnownMembers(branches, clock.today(), [person for person, _ in placed])
    names = Counter((branch.pk, person.name) for person, branch in placed)
    twins = Twins(placed)
    seen: dict[int, Person] = {}
    for person, branch in placed:
        twin = twins.refusal(person)
        if twin is not None:
            result.refused.append(twin)
            continue
        member, doubt = known.match(person, branch, alone=names[branch.pk, person.name] == 1)
        if doubt:
            result.refused.append(refuse(person, "name", doubt))
        elif member is None:
            _take(new_line(person, branch, known), result)
        elif member.pk in seen:
            result.refused.append(refuse(person, "name", f"一人一行（第 {seen[member.pk].row} 行已有）"))
        else:
            seen[member.pk] = person
            _take(changed_line(person, member, branch, known), result)
    result.missing = _missing(known, seen, branches, result.refused)
    result.refused.sort(key=lambda refusal: (refusal.sheet, refusal.row))
    wanted = {(branch.pk, person.group): person.group for person, branch in placed if person.group}
    result.new_groups = sorted({name for key, name in wanted.items() if key not in known.groups})
    return result


def _placed(places: Places, people: Sequence[Person], result: Preview) -> list[tuple[Person, Organization]]:
    placed = []
    for person in people:
        branch, needed = places.of(person)
        if branch is None:
            result.refused.append(refuse(person, "branch", needed))
        else:
            placed.append((person, branch))
    return placed


def _spoken_of(placed: Sequence[tuple[Person, Organization]]) -> list[Organization]:
    return list({branch.pk: branch for _, branch in placed}.values())


def _take(line: NewLine | ChangedLine | Refusal | None, result: Preview) -> None:
    if line is None:
        result.same += 1
    elif isinstance(line, NewLine):
        result.new.append(line)
    elif isinstance(line, ChangedLine):
        result.changed.append(line)
    else:
        result.refused.append(line)


def _missing(
    known: KnownMembers,
    seen: dict[int, Person],
    branches: Sequence[Organization],
    refused: Sequence[Refusal],
) -> list[MissingLine]:
    """Whoever stands in a row that was not taken is in the file all the same."""
    doubtful = {cell for refusal in refused for cell in refusal.cells}
    by_pk = {branch.pk: branch for branch in branches}
    return [
        MissingLine(member, by_pk[known.branch_id(member)])
        for member in known.members
        if member.pk not in seen and member.name not in doubtful
    ]

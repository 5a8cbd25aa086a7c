"""党组织信息: what the organizations of a committee are, in the columns of the collection form (F-21).

The unit is told once on the organization's page; one that is the superior's is taken from the nearest above that has
its own. What nobody has told stays empty.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from branches.choices import UnitSituation
from branches.models import Organization, OrganizationUnit, Term
from members.choices import COMMITTEE_POSTS, Post
from members.models import Appointment, MembershipSpell
from partywork.common.spreadsheets import Cell, write_sheet

HEAD = (
    "党组织全称",
    "代码",
    "书记",
    "联系人",
    "联系电话",
    "组织类别",
    "所在单位情况",
    "单位名称",
    "单位统一社会信用代码",
    "单位性质类别",
    "建立党组织情况",
    "成立日期",
    "任期开始",
    "届满日期",
    "委员名单",
    "党员人数",
)


@dataclass(frozen=True)
class _Unit:
    """What the organization told of itself, and whose items of a unit are its own."""

    told: OrganizationUnit | None = None
    own: OrganizationUnit | None = None


def organizations_at(top: Organization, day: date) -> list[Organization]:
    """The organization and all that stand below it on the day, in the order of the tree."""
    return list(Organization.objects.filter(path__startswith=top.path).active_on(day))


def organizations_xlsx(places: Sequence[Organization], day: date, *, stamp: str) -> bytes:
    """One line an organization; five queries for any number."""
    posts = _posts(places, day)
    running = Term.objects.filter(branch__in=places, ended_on__isnull=True)
    terms = {term.branch_id: term for term in running}
    spells = MembershipSpell.objects.filter(branch__in=places, period__contains=day)
    people = Counter(spells.values_list("branch_id", flat=True))
    units = _units(places)
    rows = [
        _row(place, posts.get(place.pk, []), terms.get(place.pk), people, _unit_of(place, units))
        for place in places
    ]
    return write_sheet("党组织信息", HEAD, rows, notes=[f"截至 {day}，{len(places)} 个党组织。", stamp])


def _row(
    place: Organization,
    posts: list[tuple[str, str]],
    term: Term | None,
    people: Counter[int],
    unit: _Unit,
) -> list[Cell]:
    heads = [name for post, name in posts if post == Post.SECRETARY]
    board = [f"{name}（{Post(post).label}）" for post, name in posts if post in COMMITTEE_POSTS]
    return [
        place.name,
        place.code,
        "、".join(heads),
        unit.told.contact if unit.told else None,
        unit.told.phone if unit.told else None,
        str(place.get_kind_display()),
        str(unit.told.get_situation_display()) if unit.told else None,
        unit.own.name if unit.own else None,
        unit.own.credit_code if unit.own else None,
        (unit.own.nature if unit.own else "") or (place.get_domain_display() if place.domain else None),
        unit.own.established if unit.own else None,
        place.founded_on,
        term.since if term else None,
        (term.shifted_to or term.due_on) if term else None,
        "、".join(board),
        people[place.pk] if place.is_branch else None,
    ]


def _units(places: Sequence[Organization]) -> dict[str, OrganizationUnit]:
    """By path, those of the places and of all above them; one query."""
    step = Organization.steplen
    paths = {place.path[:end] for place in places for end in range(step, len(place.path) + 1, step)}
    rows = OrganizationUnit.objects.filter(organization__path__in=paths).select_related("organization")
    return {row.organization.path: row for row in rows}


def _unit_of(place: Organization, units: dict[str, OrganizationUnit]) -> _Unit:
    told = units.get(place.path)
    if told is None or told.situation != UnitSituation.SAME:
        return _Unit(told, told)
    above = range(len(place.path) - place.steplen, 0, -place.steplen)
    own = (units.get(place.path[:end]) for end in above)
    return _Unit(told, next((each for each in own if each and each.situation != UnitSituation.SAME), None))


def _posts(places: Sequence[Organization], day: date) -> dict[int, list[tuple[str, str]]]:
    order = {post: number for number, post in enumerate(Post.values)}
    held: dict[int, list[tuple[str, str]]] = {}
    found = Appointment.objects.on(day).filter(organization__in=places)
    for place, post, name in found.values_list("organization", "post", "holder__name"):
        held.setdefault(place, []).append((post, name))
    return {place: sorted(posts, key=lambda each: order[each[0]]) for place, posts in held.items()}

"""The roster as a spreadsheet in one of its layouts: who took it out, when and why stands on it (F-20, PI-13)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from branches.models import Organization
from members.choices import Post, Sex
from members.choices_away import AwayKind
from members.importing.reading import Refusal
from members.models import Appointment, AwaySpell, Development, Member, MembershipSpell, PersonalFile
from members.reports.personal_file import text_of_open
from members.reports.roster_layouts import OFFICE, Layout
from members.reports.statistics_moves import came_by
from members.rules.masking import masked_item
from members.rules.party_age import party_age
from members.rules.personal_items import BY_NAME, Kind
from members.rules.statistics_flow import WAY_LABELS, Way
from partywork.common.months import months_after
from partywork.common.spreadsheets import Cell, write_sheet

# The items that are written in full only where somebody asked for it and may.
SEALED = frozenset({"id_number", "phone", "phones", "home_address", "household", "landline"})


@dataclass(frozen=True)
class Line:
    """One member as of the day, with what the columns ask for."""

    number: int
    member: Member
    file: PersonalFile
    branch: Organization
    group: str
    posts: str
    away: AwaySpell | None


@dataclass(frozen=True)
class Sheet:
    """The list and how many stand in it; `items` are the headings, for the record of the export."""

    content: bytes
    people: int


def lines_of(branches: Sequence[Organization], day: date) -> list[Line]:
    """The members of the day, branch by branch in pinyin order: three queries for any number."""
    spells = MembershipSpell.objects.filter(branch__in=branches, period__contains=day)
    rows = spells.select_related("member__file", "branch", "group")
    gone = {spell.member_id: spell for spell in _away_on(branches, day)}
    posts = _posts(branches, day)
    ordered = rows.order_by("branch__path", "member__name_key", "member_id")
    return [
        Line(
            number=number,
            member=spell.member,
            file=getattr(spell.member, "file", None) or PersonalFile(member=spell.member),
            branch=spell.branch,
            group=spell.group.name if spell.group else "",
            posts=posts.get((spell.branch_id, spell.member.user_id or 0), ""),
            away=gone.get(spell.member_id),
        )
        for number, spell in enumerate(ordered, start=1)
    ]


def roster_xlsx(
    branches: Sequence[Organization],
    day: date,
    *,
    stamp: str,
    footer: str = "",
    layout: Layout = OFFICE,
    full: bool = False,
) -> Sheet:
    """The roster of the day; `stamp` says who took it out, when and why, `footer` on every printed page (PI-13).

    Sealed items are masked unless `full`.
    """
    lines = lines_of(branches, day)
    keys = [key for _, key in layout.columns]
    known = {key: find(lines, day) for key, find in FOUND_APART.items() if key in keys}
    rows = (
        [known[key].get(line.member.pk) if key in known else _cell(line, key, day, full=full) for key in keys]
        for line in lines
    )
    called = branches[0].name if len(branches) == 1 else f"{len(branches)} 个党支部"
    notes = [f"{called}，截至 {day}，{len(lines)} 人。", stamp]
    if not full and any(key in SEALED for _, key in layout.columns):
        notes.append("身份证号、电话、住址只写了一部分；要完整的，导出时勾选并写明用途。")
    head = [heading for heading, _ in layout.columns]
    return Sheet(write_sheet("党员名册", head, rows, notes=notes, footer=footer), len(lines))


def refused_xlsx(head: list[str], refused: list[Refusal]) -> bytes:
    """The rows that were not taken, as they were, with the reason in the last column."""
    width = max([len(head), *(len(refusal.cells) for refusal in refused)], default=0)
    padded = [*head, *[""] * (width - len(head))]
    rows = [[*_padded(refusal.cells, width), refusal.text] for refusal in refused]
    return write_sheet("没有导入的行", [*padded, "原因"], rows)


def _cell(line: Line, key: str, day: date, *, full: bool) -> Cell:
    """What stands below a heading. Dates stay dates; numbers of people stay texts."""
    member, file = line.member, line.file
    if key in ("id_number", "home_address", "household", "landline"):
        return _shown(key, getattr(file, key) or "", full=full)
    if key == "phone":
        return _shown(key, member.phone, full=full)
    if key == "phones":
        numbers = (("phone", member.phone), ("landline", file.landline or ""))
        return "/".join(_shown(name, text, full=full) for name, text in numbers if text)
    if key == "birth_date":
        return file.birth_date or file.birth_by_id
    if key in BY_NAME:
        if BY_NAME[key].kind in (Kind.DATE, Kind.MONTHS):
            value: Cell = getattr(file, key)
            return value
        return text_of_open(file, BY_NAME[key])
    return _of_member(line, key, day)


def _of_member(line: Line, key: str, day: date) -> Cell:
    member = line.member
    is_full = member.full_on is not None and member.full_on <= day
    answers: dict[str, Cell] = {
        "number": line.number,
        "name": member.name,
        "sex": str(Sex(member.sex).label),
        "standing": f"{member.standing_on(day).label}党员",
        "branch": line.branch.name,
        "joined_on": member.joined_on,
        "full_on": member.full_on if is_full else None,
        "party_age": _years(line, day),
        "conversion": "已转正" if is_full else "预备期",
        "group": line.group,
        "posts": line.posts,
        "party_status": "正常",
        "lost": _answer(line.away, AwayKind.LOST),
        "floating": _answer(line.away, AwayKind.FLOATING),
        "lost_on": line.away.since if line.away and line.away.kind == AwayKind.LOST else None,
        "floating_to": line.away.place if line.away and line.away.kind == AwayKind.FLOATING else "",
    }
    return answers.get(key)


def _came(lines: Sequence[Line], day: date) -> dict[int, str]:
    """党员增加信息: by which way and when somebody came to the branch he is in, where that is known; two queries."""
    here = came_by([line.member.pk for line in lines], day)
    known = {member: each for member, each in here.items() if each[0] != Way.OTHER_IN}
    return {member: f"{WAY_LABELS[way]} {since}" for member, (way, since) in known.items()}


def _extended(lines: Sequence[Line], _day: date) -> dict[int, str]:
    """延长预备期时间, where the path to membership was walked here; one query."""
    rows = Development.objects.filter(member__in=[line.member for line in lines], extended_months__gt=0)
    return {member: f"{months} 个月" for member, months in rows.values_list("member", "extended_months")}


# What stands neither on the member nor in his file is asked for only where a layout has its column.
FOUND_APART: dict[str, Callable[[Sequence[Line], date], dict[int, str]]] = {
    "came": _came,
    "extended": _extended,
}


def _answer(away: AwaySpell | None, kind: AwayKind) -> str:
    """否, or 是 with the day of the last contact, or with the place (F-20)."""
    if away is None or away.kind != kind:
        return "否"
    more = str(away.since) if kind == AwayKind.LOST else away.place
    return f"是/{more}" if more else "是"


def _away_on(branches: Sequence[Organization], day: date) -> Iterable[AwaySpell]:
    spells = AwaySpell.objects.filter(branch__in=branches, since__lte=day)
    return spells.filter(Q(ended_on=None) | Q(ended_on__gt=day)).only(
        "member_id", "kind", "place", "since", "ended_on"
    )


def _years(line: Line, day: date) -> int | None:
    """Whole years in the Party, with the months the file corrects them by (MEM-04)."""
    full_on = line.member.full_on
    if full_on is None:
        return None
    return party_age(months_after(full_on, -(line.file.age_correction or 0)), day)


def _shown(name: str, text: str, *, full: bool) -> str:
    return text if full else masked_item(name, text)


def _posts(branches: Sequence[Organization], day: date) -> dict[tuple[int, int], str]:
    held: dict[tuple[int, int], list[str]] = {}
    found = Appointment.objects.on(day).filter(organization__in=branches)
    for place, holder, post in found.values_list("organization", "holder", "post"):
        held.setdefault((place, holder), []).append(str(Post(post).label))
    return {key: "、".join(posts) for key, posts in held.items()}


def _padded(cells: Iterable[str], width: int) -> list[str]:
    texts = list(cells)
    return [*texts, *[""] * (width - len(texts))]

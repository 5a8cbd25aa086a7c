"""The sheet F-39 of an organization and everything below it, as of a day; a fixed number of queries (ST-01..ST-05)."""

from collections import Counter
from collections.abc import Iterable

from branches.models import Organization
from branches.scoping import Scope
from members.documents.statistics import Person, Row, StatisticsSheet
from members.models import MembershipSpell, MemberStatistics
from members.reports.statistics_moves import counted, formal, stays
from members.reports.statistics_tables import missing, tables, with_facts
from members.reports.statistics_topics import Asked, topics
from members.rules.statistics_flow import (
    WAY_LABELS,
    WAYS_IN,
    WAYS_OUT,
    Balance,
    Move,
    Way,
    balance,
    moves,
)
from members.rules.statistics_period import Period
from partywork.common.clock import full_date

PEOPLE_AT_MOST = 200
LOST = "上期定稿时计入，现在按编入日期不应计入，请核对转接或离开的日期"
FOUND = "上期定稿时没有计入，现在按编入日期应当计入，请核对编入日期"
CAME_BY = "增加的原因没有记载（不是新发展、转入或恢复党籍），请写明"
WENT_BY = "减少的原因没有记载，请写明"


def statistics_of(organization: Organization, period: Period) -> tuple[StatisticsSheet, frozenset[int]]:
    """The sheet, and the members counted."""
    scope = Scope(paths=(organization.path,))
    people = counted(scope, period.before, period.last)
    moved = moves(stays(scope, period.first, period.last), period.first, period.last)
    found = balance(moved, people.before, people.after, _frozen(organization, period))
    spells = with_facts(formal(scope).filter(period__contains=period.last), period.last)
    ways = Counter(move.way for move in moved)
    sheet = StatisticsSheet(
        organization=organization.name_on(period.last),
        period=period.label,
        as_of=period.last,
        before_label=f"{full_date(period.before)}党员",
        before=found.before,
        after=found.after,
        ins=_rows(WAYS_IN, ways),
        outs=_rows(WAYS_OUT, ways),
        fits=found.fits,
        sentence=found.sentence,
        people=_people(found, moved, scope),
        tables=(*tables(spells, period.last), *topics(Asked(organization, scope, period))),
        missing=missing(spells, by_name=organization.is_branch),
    )
    return sheet, people.after


def latest(organization: Organization, period: Period) -> MemberStatistics | None:
    """The last edition that was frozen for the day."""
    found: MemberStatistics | None = (
        MemberStatistics.objects.filter(organization=organization, as_of=period.last)
        .order_by("-edition")
        .first()
    )
    return found


def _frozen(organization: Organization, period: Period) -> frozenset[int] | None:
    row = latest(organization, Period(period.before))
    return frozenset(row.people) if row is not None else None


def _rows(ways: Iterable[Way], counts: Counter[Way]) -> tuple[Row, ...]:
    return tuple(Row(WAY_LABELS[way], (counts[way],)) for way in ways)


def _people(found: Balance, moved: Iterable[Move], scope: Scope) -> tuple[Person, ...]:
    """By name: who differs from the last table, and whose way in or out nobody wrote down."""
    what: dict[int, list[str]] = {}
    for member in found.lost:
        what.setdefault(member, []).append(LOST)
    for member in found.found:
        what.setdefault(member, []).append(FOUND)
    for move in moved:
        if move.way in (Way.OTHER_IN, Way.OTHER_OUT):
            said = CAME_BY if move.way == Way.OTHER_IN else WENT_BY
            what.setdefault(move.member, []).append(f"{full_date(move.on)}{said}")
    rows = (
        MembershipSpell.objects.within(scope).filter(member__in=list(what)).select_related("member", "branch")
    )
    last = {row.member_id: row for row in rows.order_by("period")}
    ordered = sorted(last.values(), key=lambda row: (row.member.name_key, row.member_id))
    return tuple(
        Person(row.member_id, row.member.name, row.branch.called, "；".join(what[row.member_id]))
        for row in ordered[:PEOPLE_AT_MOST]
    )

"""Opening an activity of any kind: from a plan row, or one that no row foresaw (PD-03, MT-01..05, E-15, E-28, E-30)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from activities.choices import ActivityKind, ActivityState, Venue
from activities.kinds import Kind, Needs, kind_of
from activities.models import Activity, AgendaItem, PlannedActivity
from activities.reports.follow_up import FOLLOW_UP, follows_up
from activities.reports.kinds_held import groups_on, why_not_held
from activities.reports.usual import last_of, usual_chair, usual_recorder
from activities.rules.agenda_templates import BUILT_IN
from activities.rules.kind_limits import least_minutes
from activities.rules.meeting_link import why_no_link
from activities.services.agenda_lines import new_items, write_agenda
from activities.services.passing_on import take_up_waiting
from branches.models import Organization, PartyGroup
from branches.reports.parameters import in_force
from branches.rules.day_rule import DayRule
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def open_from_row(row: PlannedActivity, *, by: User) -> Activity:
    """Open the activity of a plan row, everything inherited from the plan and the last time (journey 4).

    Opening twice finds the first. The day is the row's, else the branch's fixed day in that month. A group
    meeting is opened once for each Party group of the branch (MT-04); the first of them is answered.
    """
    row = lock(row)
    branch, kind = row.plan.branch, kind_of(row.kind)
    standing = list(row.activities.exclude(state=ActivityState.CANCELLED).order_by("group", "pk"))
    if standing and kind.needs is not Needs.GROUPS:
        return standing[0]
    require(not hasattr(row, "amended_by"), "这一行已经调整过，请从调整后的那一行开活动。")
    day = _day_of(row, branch)
    refusal = why_not_held(branch, kind, day)
    require(not refusal, refusal, code="not_held_here")
    opened = {activity.group_id for activity in standing}
    groups: Sequence[PartyGroup | None] = groups_on(branch, day) if kind.needs is Needs.GROUPS else [None]
    for group in groups:
        if group is None or group.pk not in opened:
            standing.append(_open_row(row, day, group, by=by))
    return standing[0]


@transaction.atomic
def open_unplanned(
    branch: Organization,
    *,
    by: User,
    kind: str,
    theme: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    venue: str = Venue.ON_SITE,
    link: str = "",
    dial_in: str = "",
    group: PartyGroup | None = None,
) -> Activity:
    """An activity no plan row foresaw; it counts for the month of its day. The same one twice is one."""
    branch = lock(branch)
    require(kind in ActivityKind.values, "请选类别。", field="kind")
    sort, day = kind_of(kind), clock.local_day(starts_at)
    theme = theme.strip() or sort.title_in(day.year, day.month)
    require(theme, "请写主题。", field="theme")
    require(ends_at > starts_at, "结束时间应晚于开始时间。", field="end")
    refusal = why_not_held(branch, sort, day)
    require(not refusal, refusal, field="kind", code="not_held_here")
    require_link(link)
    _require_group(branch, sort, group)
    same = {"branch": branch, "kind": kind, "theme": theme, "starts_at": starts_at, "group": group}
    standing = Activity.objects.standing().filter(**same).first()
    if standing is not None:
        return standing
    online = {"link": link.strip(), "dial_in": dial_in.strip()}
    opening = Opening(branch, sort, theme, starts_at, ends_at, place.strip(), venue, group, online)
    return create(opening, by=by)


@dataclass(frozen=True)
class Opening:
    """Everything an activity begins with; what is left out comes from the last one of its kind."""

    branch: Organization
    kind: Kind
    theme: str
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    venue: str = ""
    group: PartyGroup | None = None
    more: dict[str, Any] = field(default_factory=dict)


def create(opening: Opening, *, by: User) -> Activity:
    """The row itself, with its usual people and the first lines of its agenda; the caller holds the lock."""
    branch, kind, group = opening.branch, opening.kind, opening.group
    day = clock.local_day(opening.starts_at)
    last = last_of(branch, kind, group)
    activity = Activity.objects.create(
        branch=branch,
        kind=kind.key,
        group=group,
        theme=opening.theme,
        starts_at=opening.starts_at,
        ends_at=opening.ends_at,
        place=opening.place or (last.place if last else ""),
        venue=opening.venue or (last.venue if last else Venue.ON_SITE),
        host=usual_chair(branch, kind, group, day),
        recorder=usual_recorder(branch, last, day),
        wear_badge=kind.has_nine_steps,
        **{"for_year": day.year, "for_month": day.month, **opening.more},
    )
    _first_agenda(activity, by=by)
    journal(activity, "open", by=by, after=activity.state)
    return activity


def _first_agenda(activity: Activity, *, by: User) -> None:
    """As the kind begins, with what was agreed on before and what the committee has passed on (PD-29, MT-08)."""
    kind = activity.sort
    usual = () if kind.opening else BUILT_IN.get(kind.key, ())
    if usual:
        write_agenda(activity, usual)
        return
    again = [FOLLOW_UP] if follows_up(activity) else []
    # A meeting that is called by its month alone has no theme to deal with.
    called = activity.theme == kind.title_in(activity.for_year, activity.for_month)
    theme, last = [] if called else [activity.theme], ["总结"] if kind.has_nine_steps else []
    AgendaItem.objects.bulk_create(new_items(activity, [*kind.opening, *again, *theme, *last]))
    take_up_waiting(activity, by=by)


def _open_row(row: PlannedActivity, day: date, group: PartyGroup | None, *, by: User) -> Activity:
    branch, kind = row.plan.branch, kind_of(row.kind)
    starts_at, ends_at = _hours(row, branch, kind, day)
    return create(
        Opening(
            branch=branch,
            kind=kind,
            theme=_theme(row),
            starts_at=starts_at,
            ends_at=ends_at,
            place=row.place,
            group=group,
            more={
                "row": row,
                "for_year": row.plan.year,
                "for_month": row.month,
                "mode": row.mode,
                "requirement": row.requirement,
            },
        ),
        by=by,
    )


def _day_of(row: PlannedActivity, branch: Organization) -> date:
    parameters = in_force(branch, row.start or date(row.plan.year, row.month, 1))
    rule: DayRule = parameters["pd.day_rule"]
    day: date | None = row.start or rule.date_in(row.plan.year, row.month)
    require(day is not None, "这一行还没有日期，请先在年度计划里填上日期。", field="start")
    assert day is not None
    return day


def _hours(row: PlannedActivity, branch: Organization, kind: Kind, day: date) -> tuple[datetime, datetime]:
    """A Party day's by the branch's fixed day; any other kind's as the last time, else after its usual length."""
    parameters = in_force(branch, day)
    rule: DayRule = parameters["pd.day_rule"]
    last = None if kind.has_nine_steps else last_of(branch, kind)
    if last is not None:
        starts_at = clock.at(day, last.starts_at.astimezone(clock.OFFICE).time())
        return starts_at, starts_at + timedelta(minutes=last.minutes)
    starts_at = clock.at(day, rule.start)
    if not kind.has_nine_steps:
        return starts_at, starts_at + timedelta(minutes=kind.usual_minutes)
    ends_at = clock.at(row.end or day, rule.end)
    if ends_at <= starts_at:
        ends_at = starts_at + timedelta(minutes=least_minutes(kind, parameters))
    return starts_at, ends_at


def _theme(row: PlannedActivity) -> str:
    first = row.content.replace("\n", " ").strip().rstrip("。；;")
    return first if len(first) <= 80 else f"{first[:79]}…"


def require_link(link: str) -> None:
    """What stands behind the members' button is an address, and an encrypted one (MT-13)."""
    sentence = why_no_link(link.strip())
    require(not sentence, sentence, field="link", code="no_link")


def _require_group(branch: Organization, kind: Kind, group: PartyGroup | None) -> None:
    if kind.needs is not Needs.GROUPS:
        require(group is None, f"{kind.label}是全支部的，不分党小组。", field="group")
        return
    require(group is not None, "请选是哪个党小组的会。", field="group")
    assert group is not None
    require(group.branch_id == branch.pk, "这个党小组不是本支部的。", field="group", code="other_branch")
    require(group.dissolved_on is None, "这个党小组已经撤销。", field="group", code="dissolved")

"""Opening an activity: from a plan row, or one that no row foresaw (PD-03, E-15, E-30)."""

from datetime import date, datetime, timedelta

from django.db import transaction

from activities.choices import ActivityKind, ActivityState, Venue
from activities.models import Activity, AgendaItem, PlannedActivity
from activities.services.agenda_lines import new_items
from branches.models import Organization
from branches.reports.parameters import in_force
from branches.rules.day_rule import DayRule
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def open_from_row(row: PlannedActivity, *, by: User) -> Activity:
    """Open the activity of a plan row, everything inherited from the plan and the last time (journey 4).

    Opening twice finds the first. The day is the row's, else the branch's fixed day in that month.
    """
    row = lock(row)
    standing = row.activities.exclude(state=ActivityState.CANCELLED).first()
    if standing is not None:
        return standing
    require(not hasattr(row, "amended_by"), "这一行已经调整过，请从调整后的那一行开活动。")
    branch = row.plan.branch
    parameters = in_force(branch, row.start or date(row.plan.year, row.month, 1))
    rule: DayRule = parameters["pd.day_rule"]
    day = row.start or rule.date_in(row.plan.year, row.month)
    require(day is not None, "这一行还没有日期，请先在年度计划里填上日期。", field="start")
    assert day is not None
    minutes = int(parameters["pd.half_day_minutes"])
    starts_at, ends_at = _hours(rule, day, row.end or day, minutes)
    last, host, recorder = usual_people(branch, row.kind, day)
    activity = Activity.objects.create(
        branch=branch,
        row=row,
        kind=row.kind,
        for_year=row.plan.year,
        for_month=row.month,
        theme=_theme(row),
        mode=row.mode,
        requirement=row.requirement,
        starts_at=starts_at,
        ends_at=ends_at,
        place=row.place or (last.place if last else ""),
        venue=last.venue if last else "on_site",
        host=host,
        recorder=recorder,
    )
    _agenda_with(activity, _theme(row))
    journal(activity, "open", by=by, after=activity.state)
    return activity


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
) -> Activity:
    """An activity no plan row foresaw; it counts for the month of its day. The same one twice is one."""
    branch = lock(branch)
    require(kind in ActivityKind.values, "请选类别。", field="kind")
    require(theme.strip(), "请写主题。", field="theme")
    require(ends_at > starts_at, "结束时间应晚于开始时间。", field="end")
    theme, day = theme.strip(), clock.local_day(starts_at)
    standing = (
        Activity.objects.standing().filter(branch=branch, kind=kind, theme=theme, starts_at=starts_at).first()
    )
    if standing is not None:
        return standing
    last, host, recorder = usual_people(branch, kind, day)
    activity = Activity.objects.create(
        branch=branch,
        kind=kind,
        for_year=day.year,
        for_month=day.month,
        theme=theme,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip() or (last.place if last else ""),
        venue=venue,
        host=host,
        recorder=recorder,
    )
    _agenda_with(activity, theme)
    journal(activity, "open", by=by, after=activity.state)
    return activity


def usual_people(
    branch: Organization, kind: str, day: date
) -> tuple[Activity | None, Member | None, Member | None]:
    """The last activity of the kind, the secretary of the day as host, and who recorded last if still here."""
    last = Activity.objects.filter(branch=branch, kind=kind).order_by("-starts_at").first()
    recorder = last.recorder if last and _belongs(last.recorder, branch, day) else None
    return last, _secretary(branch, day), recorder


def _hours(rule: DayRule, first: date, last: date, minutes: int) -> tuple[datetime, datetime]:
    starts_at = clock.at(first, rule.start)
    ends_at = clock.at(last, rule.end)
    if ends_at <= starts_at:
        ends_at = starts_at + timedelta(minutes=minutes)
    return starts_at, ends_at


def _theme(row: PlannedActivity) -> str:
    first = row.content.replace("\n", " ").strip().rstrip("。；;")
    return first if len(first) <= 80 else f"{first[:79]}…"


def _agenda_with(activity: Activity, theme: str) -> None:
    titles = [*activity.sort.opening, theme, "总结"]
    AgendaItem.objects.bulk_create(new_items(activity, titles))


def _secretary(branch: Organization, day: date) -> Member | None:
    held = branch.appointments.filter(post="secretary", period__contains=day).select_related("holder__member")
    appointment = held.first()
    return getattr(appointment.holder, "member", None) if appointment else None


def _belongs(member: Member | None, branch: Organization, day: date) -> bool:
    return member is not None and member.spells.filter(branch=branch, period__contains=day).exists()

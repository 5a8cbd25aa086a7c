"""What a branch does as a rule: who chairs, where and when it met the last time (PD-11, MT-04, MT-07)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from activities.kinds import Chair, Kind
from activities.models import Activity
from activities.reports.days_to_meet import next_meeting
from branches.models import Organization, PartyGroup
from branches.reports.parameters import in_force
from branches.rules.day_rule import DayRule
from members.choices import Post
from members.models import Member, MembershipSpell
from partywork.common import clock

BEGINS = time(15, 0)  # before a branch has met for the first time


@dataclass(frozen=True)
class Usual:
    """What the form for the next one begins with; only the theme is left to type, if that."""

    starts_at: datetime
    minutes: int
    place: str
    venue: str
    theme: str
    link: str = ""
    dial_in: str = ""

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)


def usual_of(
    branch: Organization,
    kind: Kind,
    group: PartyGroup | None = None,
    month: tuple[int, int] | None = None,
) -> Usual:
    """The hours and the place of the last one of its kind, on the same weekday of the month as then.

    `month`: the one that was asked for, from the year's page.
    """
    last = last_of(branch, kind, group)
    if month is not None:
        starts_at, minutes = _in_month(branch, kind, last, *month)
    elif kind.has_nine_steps:
        starts_at, minutes = next_meeting(branch)
    elif last is not None:
        starts_at, minutes = _next_after(last), last.minutes
    else:
        starts_at, minutes = clock.at(clock.today() + timedelta(days=1), BEGINS), kind.usual_minutes
    day = clock.local_day(starts_at)
    return Usual(
        starts_at=starts_at,
        minutes=minutes,
        place=last.place if last else "",
        venue=last.venue if last else "on_site",
        theme=kind.title_in(day.year, day.month),
        link=last.link if last else "",
        dial_in=last.dial_in if last else "",
    )


def last_of(branch: Organization, kind: Kind, group: PartyGroup | None = None) -> Activity | None:
    """The latest one of the kind, of the group where it is a group's."""
    rows = Activity.objects.standing().filter(branch=branch, kind=kind.key)
    if group is not None:
        rows = rows.filter(group=group)
    return rows.select_related("recorder").order_by("-starts_at").first()


def usual_chair(branch: Organization, kind: Kind, group: PartyGroup | None, day: date) -> Member | None:
    """The secretary; the leader of the group; nobody for a lecture, which its lecturer holds."""
    if kind.chair is Chair.NOBODY:
        return None
    if kind.chair is Chair.LEADER and group is not None:
        return leader_on(group, day)
    return _holder(branch, day)


def leader_on(group: PartyGroup, day: date) -> Member | None:
    """Who leads the group that day: the post in the branch, and a membership in the group (ORG-12)."""
    within = MembershipSpell.objects.filter(group=group, period__contains=day)
    held = group.branch.appointments.filter(
        post=Post.GROUP_LEADER, period__contains=day, holder__member__in=within.values("member")
    )
    appointment = held.select_related("holder__member").first()
    return appointment.holder.member if appointment else None


def usual_recorder(branch: Organization, last: Activity | None, day: date) -> Member | None:
    """Who recorded the last time, if still here."""
    member = last.recorder if last else None
    if member is None or not member.spells.filter(branch=branch, period__contains=day).exists():
        return None
    return member


def _next_after(last: Activity) -> datetime:
    """The same weekday of the month, in this month or the next; tomorrow at the same hour if that is over."""
    local = last.starts_at.astimezone(clock.OFFICE)
    today = clock.today()
    for months in (0, 1):
        year, month = today.year + (today.month + months - 1) // 12, (today.month + months - 1) % 12 + 1
        if (year, month) <= (local.year, local.month):
            continue
        day = _same_weekday(local.date(), *clock.month_bounds(year, month))
        if day > today:
            return clock.at(day, local.time())
    return clock.at(today + timedelta(days=1), local.time())


def _in_month(
    branch: Organization, kind: Kind, last: Activity | None, year: int, month: int
) -> tuple[datetime, int]:
    """The fixed day of a Party day, else the weekday of the last time; not a day that is over, if the month has one
    left.
    """
    first, until = clock.month_bounds(year, month)
    today = clock.today()
    soonest = today + timedelta(days=1) if first <= today < until else first
    limits = in_force(branch, first)
    rule: DayRule = limits["pd.day_rule"]
    if kind.has_nine_steps:
        day, begins = rule.date_in(year, month) or soonest, rule.start
        planned = (rule.end.hour - rule.start.hour) * 60 + rule.end.minute - rule.start.minute
        return clock.at(max(day, soonest), begins), max(planned, int(limits["pd.half_day_minutes"]))
    if last is None:
        return clock.at(soonest, BEGINS), kind.usual_minutes
    local = last.starts_at.astimezone(clock.OFFICE)
    day = _same_weekday(local.date(), first, until)
    return clock.at(day if day >= soonest else soonest, local.time()), last.minutes


def _same_weekday(known: date, first: date, until: date) -> date:
    """The third Thursday as the last one was a third Thursday; the last one where the month has no fifth."""
    day = first + timedelta(days=(known.weekday() - first.weekday()) % 7 + 7 * ((known.day - 1) // 7))
    return day if day <= until else day - timedelta(days=7)


def _holder(branch: Organization, day: date) -> Member | None:
    held = branch.appointments.filter(post=Post.SECRETARY, period__contains=day)
    appointment = held.select_related("holder__member").first()
    return getattr(appointment.holder, "member", None) if appointment else None

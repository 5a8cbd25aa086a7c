"""An organizational life meeting as its page shows it: the checklist, the lists, what earlier years left (OL-03)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet, Sum

from activities.choices import PRESENT_STATUSES, ActivityState
from activities.choices_talks import TalkKind, TalkState
from activities.models import Activity, Examination, LifeMeeting, Rectification, Talk
from activities.rules.life import LifeFacts, LifeStep, life_steps
from members.choices import COMMITTEE_POSTS, Post
from members.models import Appointment
from members.reports.roster import roster_on
from partywork.common import clock

SUPERIOR = "superior"


@dataclass(frozen=True)
class Leader:
    """Somebody of the committee, there as an ordinary member (OL-02)."""

    name: str
    post: str
    status: str


@dataclass(frozen=True)
class LifePage:
    """Everything but the words themselves, which the page reads where they may be read (OL-08)."""

    life: LifeMeeting
    steps: tuple[LifeStep, ...]
    carried: tuple[Rectification, ...]
    talks: int
    opinions: int
    leaders: tuple[Leader, ...] = ()

    @property
    def phases(self) -> list[tuple[str, list[LifeStep]]]:
        found: dict[str, list[LifeStep]] = {}
        for step in self.steps:
            found.setdefault(step.phase, []).append(step)
        return list(found.items())


def life_page(life: LifeMeeting) -> LifePage:
    """A fixed number of queries."""
    carried = tuple(carried_to(life))
    facts = _facts(life, carried)
    return LifePage(
        life, tuple(life_steps(facts)), carried, facts.talks, facts.opinions, tuple(_leaders(life))
    )


def _leaders(life: LifeMeeting) -> Iterator[Leader]:
    day = life.activity.day if life.activity else clock.today()
    marks = {row.member_id: row for row in life.activity.attendances.all()} if life.activity else {}
    held = Appointment.objects.on(day).filter(organization=life.branch, post__in=COMMITTEE_POSTS)
    for seat in held.filter(holder__member__isnull=False).select_related("holder__member"):
        mark = marks.get(seat.holder.member.pk)
        status = str(mark.get_status_display()) if mark else ""
        yield Leader(seat.holder.member.name, str(seat.get_post_display()), status)


def carried_to(life: LifeMeeting) -> QuerySet[Rectification]:
    """Last year's list whole, and of earlier years what is still open (OL-03)."""
    rows = Rectification.objects.filter(life__branch=life.branch_id, life__for_year__lt=life.for_year)
    asked = Q(life__for_year=life.for_year - 1) | Q(done_on__isnull=True)
    return rows.filter(asked).select_related("life", "member", "owner").order_by("life__for_year", "due")


def open_items(branch_id: int) -> QuerySet[Rectification]:
    """Everything of the branch that is not put right yet, soonest first."""
    rows = Rectification.objects.filter(life__branch=branch_id, done_on__isnull=True)
    return rows.select_related("life", "member", "owner").order_by("due", "pk")


def possible_studies(life: LifeMeeting) -> QuerySet[Activity]:
    """Held gatherings of the year before the meeting."""
    last = life.activity.starts_at if life.activity else clock.now()
    since = clock.start_of(date(life.for_year, 1, 1))
    rows = Activity.objects.filter(branch=life.branch, state=ActivityState.HELD, starts_at__gte=since)
    return rows.filter(starts_at__lte=last).exclude(pk=life.activity_id or 0).order_by("-starts_at")


def _facts(life: LifeMeeting, carried: tuple[Rectification, ...]) -> LifeFacts:
    activity = life.activity
    day = activity.day if activity else clock.today()
    held = True if activity is not None and activity.state == ActivityState.HELD else None
    members = {entry.member_id for entry in roster_on(life.branch, day) if not entry.exemption}
    rows = list(life.examinations.all())
    own = [row for row in rows if row.member_id is not None]
    spoken = sorted((row for row in own if row.spoken), key=lambda row: row.spoken or 0)
    absent = _absent(activity, members) if held else set()
    items = list(life.rectifications.all())
    personal = [item for item in items if item.member_id is not None]
    answers = list(life.criticisms.values_list("answer", flat=True))
    above = list(activity.guests.filter(kind=SUPERIOR).values_list("remark", flat=True)) if activity else []
    return LifeFacts(
        members=len(members),
        has_committee=life.branch.has_committee,
        studies=life.studies.count(),
        opinions=life.opinions.aggregate(sum=Sum("count"))["sum"] or 0,
        talks=_talks(life, day),
        members_with_problems=len({row.member_id for row in own} & members),
        committee_examined=any(row.member_id is None for row in rows),
        reported_on=clock.long_date(clock.local_day(life.reported_at)) if life.reported_at else "",
        last_year_items=len(carried),
        last_year_report=bool(life.last_year_report),
        secretary_first=_first_is_secretary(life, day, spoken, absent),
        spoken=sum(row.read_by_id is None for row in spoken),
        criticisms=len(answers),
        unanswered=sum(not answer for answer in answers),
        absent=len(absent),
        read_out=sum(row.read_by_id is not None for row in spoken),
        remarks=sum(bool(remark) for remark in above),
        guests_above=len(above),
        committee_items=len(items) - len(personal),
        personal_items=len(personal),
        members_with_items=len({item.member_id for item in personal}),
        open_items=sum(item.done_on is None for item in items),
        shown=_shown(life),
        held=held,
    )


def _absent(activity: Activity | None, members: set[int]) -> set[int]:
    if activity is None:
        return set()
    here = activity.attendances.filter(status__in=PRESENT_STATUSES).values_list("member_id", flat=True)
    return members - set(here)


def _talks(life: LifeMeeting, day: date) -> int:
    """Talks before the meeting that both people stand by; who with whom stays with them (TT-05)."""
    rows = Talk.objects.filter(branch=life.branch, kind=TalkKind.BEFORE_MEETING, state=TalkState.CONFIRMED)
    return rows.filter(talked_on__gte=date(life.for_year, 1, 1), talked_on__lte=day).count()


def _first_is_secretary(
    life: LifeMeeting, day: date, spoken: list[Examination], absent: set[int]
) -> bool | None:
    """None while nobody spoke; where the secretary was absent or there is none, whoever spoke first is right."""
    if not spoken:
        return None
    held = Appointment.objects.on(day).filter(organization=life.branch, post=Post.SECRETARY)
    secretary = held.values_list("holder__member", flat=True).first()
    return secretary is None or secretary in absent or spoken[0].member_id == secretary


def _shown(life: LifeMeeting) -> str:
    if life.shown_from is None or life.shown_to is None:
        return ""
    first, last = life.shown_from, life.shown_to
    return f"{first.month}月{first.day}日至{last.month}月{last.day}日，{life.get_scope_display()}"

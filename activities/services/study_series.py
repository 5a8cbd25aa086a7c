"""The fixed study evening: set up once, opened and announced by itself, with a lead reader in turn (AT-13, MT-15)."""

from datetime import date, datetime, time, timedelta

from django.db import transaction

from activities.choices import ActivityKind, Venue
from activities.choices_agenda import NthWeek, SeriesRhythm
from activities.models import Activity, Study, StudySeries
from activities.rules.study_days import study_days
from activities.services import announcing, opening, reading_turns
from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from members.models import User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require

# Long enough to prepare the reading, short enough that nobody is told of evenings a month away.
AHEAD = timedelta(days=14)
FIELDS = ("name", "rhythm", "nth", "weekday", "start", "end", "venue", "place", "until")


@transaction.atomic
def begin(
    branch: Organization,
    *,
    by: User,
    name: str,
    rhythm: str,
    weekday: int,
    start: time,
    end: time,
    nth: int = NthWeek.FIRST,
    venue: str = Venue.ONLINE,
    place: str = "",
    since: date | None = None,
    until: date | None = None,
) -> StudySeries:
    """From a day on, until further notice; the evenings of the next two weeks are opened at once."""
    branch = lock(branch)
    since = since or clock.today()
    require(name.strip(), "请给学习起个名字。", field="name")
    require(rhythm in SeriesRhythm.values, "请选多久一次。", field="rhythm")
    require(end > start, "结束时间应晚于开始时间。", field="end")
    require(until is None or until >= since, "结束的日子不能早于开始的日子。", field="until")
    taken = StudySeries.objects.filter(branch=branch, name=name.strip()).exists()
    require(not taken, "本支部已有同名的固定学习，请换个名字。", field="name", code="taken")
    series = StudySeries.objects.create(
        branch=branch,
        name=name.strip(),
        rhythm=rhythm,
        nth=nth,
        weekday=weekday,
        start=start,
        end=end,
        venue=venue,
        place=place.strip(),
        since=since,
        until=until,
        created_by=by,
    )
    journal(series, "begin", by=by)
    go_on(series)
    return series


@transaction.atomic
def end(series: StudySeries, *, by: User, on: date | None = None) -> StudySeries:
    """No more evenings after the day; what was announced already stands until the secretary calls it off."""
    series = lock(series)
    last = on or clock.today()
    require(last >= series.since, "结束的日子不能早于开始的日子。", field="until")
    if series.until != last:
        series.until = last
        series.save(update_fields=["until", "updated_at"])
        journal(series, "end", by=by, reason=str(last))
    return series


def go_on_all(moment: datetime) -> int:
    """Every night: the evenings that come into sight. Answers how many were opened."""
    today = clock.local_day(moment)
    rows = StudySeries.objects.filter(since__lte=today + AHEAD).exclude(until__lt=today)
    return sum(go_on(series) for series in rows.select_related("branch", "created_by").order_by("pk"))


@transaction.atomic
def go_on(series: StudySeries) -> int:
    """Open, give to a lead reader and announce each evening in sight that is not there yet; twice is once."""
    series = lock(series)
    today = clock.today()
    last = min(today + AHEAD, series.until or date.max)
    first = max(today, series.since)
    if first > last:
        return 0
    shift = in_force(series.branch, first)["cal.shift"]
    days = study_days(series.rhythm, series.nth, series.weekday, first, last, office_calendar(), shift)
    known = set(series.studies.values_list("day", flat=True))
    return sum(_open(series, day.wanted, day.day) for day in days if day.day and day.wanted not in known)


def _open(series: StudySeries, wanted: date, day: date | None) -> int:
    assert day is not None
    starts_at = clock.at(day, series.start)
    if starts_at <= clock.now():
        return 0
    by = series.created_by
    activity = opening.open_unplanned(
        series.branch,
        by=by,
        kind=ActivityKind.STUDY,
        theme=f"{day.month}月{day.day}日{series.name}",
        starts_at=starts_at,
        ends_at=clock.at(day, series.end),
        place=series.place,
        venue=series.venue,
    )
    study, _ = Study.objects.get_or_create(activity=activity, defaults={"series": series, "day": wanted})
    reading_turns.suggest_for(study, by=by)
    _announce(activity, by)
    return 1


def _announce(activity: Activity, by: User) -> None:
    """What a rule stands against (too late to give notice) waits for the secretary, as any other draft does."""
    try:
        with transaction.atomic():
            announcing.announce(activity, by=by)
    except DomainError:
        return

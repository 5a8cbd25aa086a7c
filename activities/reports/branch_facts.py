"""What the rules look at, loaded for many branches in a fixed number of queries, and their judgement (C14, C15)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Count

from activities.choices import (
    ActivityKind,
    ActivityState,
    FilingKind,
    FilingState,
    MakeUpState,
    RatingState,
    Venue,
)
from activities.choices_education import Band
from activities.compliance.catalogue import judge_branch_year
from activities.compliance.facts import (
    BranchYear,
    MakeUpFacts,
    MonthExcuse,
    MoveFacts,
    PartyDayFacts,
    PlanFilingFacts,
    StudyFacts,
)
from activities.models import Activity, ActivityChange, Attendance, Filing, MakeUp
from activities.reports.branch_duties import duty_years
from activities.reports.branch_limits import Months, duty_months, limits_by_month, limits_of_day
from activities.reports.charter_year import readings_of
from activities.reports.development_facts import ways_of
from activities.reports.month_reasons import month_reasons
from activities.reports.sheet import satisfaction_of
from activities.reports.steps import published_for_rule
from activities.reports.study_people import people_of
from activities.reports.year_meetings import matters_of, minutes_of
from activities.reports.year_terms import terms_of
from activities.reports.year_votes import votes_of
from activities.rules.charter import progress
from activities.rules.headcount import Headcount, Mark, count_heads
from activities.rules.satisfaction import RatedEvent
from branches.models import Organization
from branches.reports.calendar import office_calendar
from members.choices import Standing
from members.reports.dues_facts import dues_years
from partywork.common import clock
from partywork.common.compliance import Finding

SOMEBODY = "一名党员"


def branch_findings(branch: Organization, year: int, *, names: bool = False) -> tuple[Finding, ...]:
    """Every judgement on the branch's year. `names`: who owes a make-up is for the branch alone (PI-15)."""
    return judge_branch_year(branch_years([branch], year, names=names)[branch.pk])


def branch_years(
    branches: Sequence[Organization], year: int, *, names: bool = False
) -> dict[int, BranchYear]:
    """The facts of the year by branch."""
    activities = _activities(branches, year)
    limits = limits_by_month(branches, year)
    heads, moves = _heads(activities), _moves(activities)
    make_ups, plans = _make_ups(activities, names=names), _plans(branches, year)
    reasons = month_reasons(branches, year)
    duties = duty_years(branches, year, limits=limits, reasons=reasons)
    votes = votes_of(branches, year, names=names)
    minutes, matters = minutes_of(branches, year), matters_of(branches, year, names=names)
    terms = terms_of(branches, year)
    dues = dues_years(branches, year, limits=limits)
    studied = _studied(branches, year, names=names)
    people = ways_of(branches, year, limits, names=names)
    of_branch: dict[int, list[Activity]] = defaultdict(list)
    for activity in activities:
        of_branch[activity.branch_id].append(activity)
    read = readings_of(activities)
    now, calendar = clock.now(), office_calendar()
    found = {}
    for branch in branches:
        own, months = of_branch[branch.pk], limits[branch.pk]
        first, last = duty_months(branch, year, clock.today())
        latest = months[12]
        found[branch.pk] = BranchYear(
            year=year,
            now=now,
            events=tuple(_event(each, months, heads.get(each.pk), moves[each.pk]) for each in own),
            first_month=first,
            last_month=last,
            exempt_months=frozenset(
                month for month, held in months.items() if month in held["pd.exempt_months"]
            ),
            excuses=tuple(
                MonthExcuse(month, reasons[branch.pk, month])
                for month in months
                if (branch.pk, month) in reasons
            ),
            asked_by_month={month: int(held["pd.events_per_month"]) for month, held in months.items()},
            make_ups=tuple(fact for each in own for fact in make_ups[each.pk]),
            rated=tuple(_rated(each) for each in own if _is_rated(each)),
            rating_times=int(latest["ev.times"]),
            rating_threshold_pct=int(latest["ev.threshold_pct"]),
            plan=_plan(branch, year, plans.get(branch.pk), months),
            votes=tuple(votes[branch.pk]),
            minutes=tuple(minutes[branch.pk]),
            matters=tuple(matters[branch.pk]),
            terms=tuple(terms[branch.pk]),
            people=tuple(people[branch.pk]),
            charter=progress(read.get(branch.pk, ()), int(latest["pd.charter_readings_per_year"])),
            calendar=calendar,
            dues=dues[branch.pk],
            duties=duties[branch.pk],
            studied=tuple(studied[branch.pk]),
        )
    return found


def _activities(branches: Sequence[Organization], year: int) -> list[Activity]:
    rows = Activity.objects.standing().filter(branch__in=branches, for_year=year, kind=ActivityKind.PARTY_DAY)
    related = rows.select_related("record__filing", "rating", "routine").prefetch_related("rating__tallies")
    return list(related.order_by("starts_at", "pk"))


def _event(
    activity: Activity, months: Months, heads: Headcount | None, moves: tuple[MoveFacts, ...]
) -> PartyDayFacts:
    record: Any = getattr(activity, "record", None)
    filing: Any = getattr(record, "filing", None)
    rating: Any = getattr(activity, "rating", None)
    routine: Any = getattr(activity, "routine", None)
    held = activity.state == ActivityState.HELD
    opened = rating.opens_at if rating is not None and rating.state != RatingState.PREPARED else None
    return PartyDayFacts(
        activity=activity.pk,
        title=activity.theme,
        day=activity.day,
        for_month=(activity.for_year, activity.for_month),
        is_held=held,
        minutes=activity.minutes,
        published_at=published_for_rule(activity),
        moves=moves,
        headcount=heads if held else None,
        ended_at=activity.ends_at,
        record_due=record.due_at if record is not None else None,
        record_submitted_at=filing.first_submitted_at if filing is not None else None,
        why_record_due=record.why_due if record is not None else "",
        rating_opened_at=opened,
        rating_closed_at=rating.closes_at if rating is not None else None,
        short_reason=activity.short_reason,
        late_notice_reason=activity.late_reason,
        low_attendance_reason=activity.low_reason,
        is_online=activity.venue == Venue.ONLINE,
        flag_hung=activity.flag_hung if routine is not None else None,
        badges_worn=routine.badges_worn if routine is not None else None,
        limits=limits_of_day(months, activity.day, activity.judged_by),
    )


def _heads(activities: Sequence[Activity]) -> dict[int, Headcount]:
    """The frozen rows, added up by the database: a few rows an event instead of one a person."""
    marks: dict[int, list[Mark]] = defaultdict(list)
    rows = (
        Attendance.objects.filter(activity__in=activities, activity__state=ActivityState.HELD)
        .order_by()
        .values_list("activity_id", "status", "exempt", "standing", "make_up__state")
        .annotate(Count("pk"))
    )
    for activity, status, exempt, standing, make_up, number in rows:
        made_up = make_up == MakeUpState.CONFIRMED
        mark = Mark(status, exempt, is_full=standing == Standing.FULL, made_up=made_up)
        marks[activity] += [mark] * number
    return {activity: count_heads(each) for activity, each in marks.items()}


def _moves(activities: Sequence[Activity]) -> dict[int, tuple[MoveFacts, ...]]:
    """Only changes of the day; another hour or room is no move (PD-04)."""
    found: dict[int, tuple[MoveFacts, ...]] = defaultdict(tuple)
    rows = ActivityChange.objects.filter(activity__in=activities, new_starts_at__isnull=False)
    for row in rows.select_related("filing", "request__filing").order_by("pk"):
        old, new = clock.local_day(row.old_starts_at), clock.local_day(_there(row.new_starts_at))
        filing: Any = row.request.filing if row.request is not None else getattr(row, "filing", None)
        if old != new:
            agreed = filing is not None and filing.state == FilingState.ACCEPTED
            reported = filing.first_submitted_at if filing is not None else None
            found[row.activity_id] += (MoveFacts(old, new, row.reason, reported, agreed),)
    return found


def _there(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment


def _make_ups(activities: Sequence[Activity], *, names: bool) -> dict[int, list[MakeUpFacts]]:
    found: dict[int, list[MakeUpFacts]] = defaultdict(list)
    rows = MakeUp.objects.filter(attendance__activity__in=activities)
    for row in rows.select_related("attendance__activity", "attendance__member").order_by("pk"):
        activity = row.attendance.activity
        confirmed = row.confirmed_at if row.state == MakeUpState.CONFIRMED else None
        found[activity.pk].append(
            MakeUpFacts(
                make_up=row.pk,
                member_name=row.attendance.member.name if names else SOMEBODY,
                event_title=activity.theme,
                last_day=clock.due_day(row.due_at),
                confirmed_on=clock.local_day(confirmed) if confirmed else None,
            )
        )
    return found


def _studied(branches: Sequence[Organization], year: int, *, names: bool) -> dict[int, list[StudyFacts]]:
    return {
        branch: [
            StudyFacts(
                member_name=person.name if names else "",
                tenths=person.tenths,
                target_hours=person.target.hours,
                is_judged=person.is_judged,
                is_behind=person.band is Band.BEHIND,
                is_committee=person.is_committee,
                trainings=person.trainings,
                trainings_asked=person.trainings_asked,
                new_secretary=person.new_secretary,
                new_member=person.new_member,
            )
            for person in people
        ]
        for branch, people in people_of(branches, year).items()
    }


def _is_rated(activity: Activity) -> bool:
    rating: Any = getattr(activity, "rating", None)
    return rating is not None and rating.state == RatingState.CLOSED


def _rated(activity: Activity) -> RatedEvent:
    result = satisfaction_of(activity.rating, int(activity.judged_by.get("ev.threshold_pct", 60)))
    return RatedEvent(activity.day, activity.theme, result.low if result else None)


def _plans(branches: Sequence[Organization], year: int) -> dict[int, Filing]:
    rows = Filing.objects.filter(branch__in=branches, kind=FilingKind.PLAN, year=year)
    return {filing.branch_id: filing for filing in rows}


def _plan(branch: Organization, year: int, filing: Filing | None, months: Months) -> PlanFilingFacts | None:
    """The frozen due date of what was handed in; else the date the committee asked for (PL-04)."""
    if filing is not None and filing.due_at is not None:
        return PlanFilingFacts(year, filing.due_at, filing.first_submitted_at)
    month, day = (int(part) for part in str(months[1]["pl.plan_due"]).split("-"))
    due = clock.end_of(date(year, month, day))
    if not branch.is_active_on(clock.local_day(due)):
        return None
    return PlanFilingFacts(year, due, filing.first_submitted_at if filing is not None else None)

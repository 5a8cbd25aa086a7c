"""Who of those on the way may be listed at an event, and what each of them came to (DV-26)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from activities.choices import ActivityState
from activities.kinds import Expects
from activities.models import Activity, Guest
from members.choices_development import StepOutcome
from members.models import Development
from members.reports.attended import Attended

# What somebody is called from the day of a step on; the latest first (DV-09: a candidate from the agreed filing).
CALLED = (
    ("candidate_filed", Guest.Kind.CANDIDATE),
    ("activist", Guest.Kind.ACTIVIST),
    ("applied", Guest.Kind.APPLICANT),
)


@dataclass(frozen=True)
class Observer:
    development: Development
    called: str


def may_observe(activity: Activity) -> list[Observer]:
    """Those on the way in the branch who are not listed yet; two queries, none where only the committee meets."""
    if activity.sort.expects == Expects.COMMITTEE:
        return []
    rows = Development.objects.open().filter(branch=activity.branch_id, member=None).with_steps().by_name()
    found = []
    for row in rows.exclude(pk__in=activity.guests.exclude(development=None).values("development")):
        days = {step.key: step.done_on for step in row.taken if step.is_done}
        kind = called_on(days, activity.day)
        if kind is not None:
            found.append(Observer(row, str(kind.label)))
    return found


def kind_on(development: Development, day: date) -> Guest.Kind | None:
    """What somebody was that day; None before the application."""
    done = development.steps.filter(outcome=StepOutcome.DONE, key__in=[key for key, _ in CALLED])
    return called_on(dict(done.values_list("key", "done_on")), day)


def called_on(days: Mapping[str, date], day: date) -> Guest.Kind | None:
    return next((kind for key, kind in CALLED if key in days and days[key] <= day), None)


def attended(people: Collection[int]) -> Mapping[int, tuple[Attended, ...]]:
    """The events that were held, by person; one query."""
    rows = Guest.objects.filter(development__in=people, activity__state=ActivityState.HELD)
    found: dict[int, tuple[Attended, ...]] = {}
    for guest in rows.select_related("activity").order_by("activity__starts_at", "pk"):
        event = guest.activity
        line = Attended(
            on=event.day,
            what=f"{event.get_kind_display()}“{event.theme}”",
            address=reverse("activity_detail", args=[event.pk]),
        )
        key = guest.development_id
        assert key is not None
        found[key] = (*found.get(key, ()), line)
    return found

"""The people on the way to membership for the rules: four queries for many branches (DV-03..DV-22)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from activities.compliance.facts import PersonOnTheWay, PublicNoticeFacts
from activities.reports.branch_limits import Months
from branches.models import Organization
from members.choices_development import StepOutcome
from members.choices_publicity import NoticeState
from members.models import Development, NoticedPerson
from partywork.common import clock
from partywork.models import JournalEntry

SOMEBODY = "一位同志"
ENDINGS = ("stop", "withdraw", "refuse", "annul")


def ways_of(
    branches: Sequence[Organization], year: int, limits: Mapping[int, Months], *, names: bool
) -> defaultdict[int, list[PersonOnTheWay]]:
    """By branch, everybody who ever applied there. `names`: for the branch alone (PI-15)."""
    found: defaultdict[int, list[PersonOnTheWay]] = defaultdict(list)
    rows = list(Development.objects.filter(branch__in=branches).with_steps().by_name())
    if not rows:
        return found
    notices = _notices(rows, limits, year)
    ended = _ended([row.pk for row in rows if not row.is_open])
    for row in rows:
        months = limits[row.branch_id]
        found[row.branch_id].append(
            _person(row, notices.get(row.pk, []), ended.get(row.pk), months[12], names=names)
        )
    return found


def _person(
    row: Development, notices: list[PublicNoticeFacts], ended: date | None, latest: Any, *, names: bool
) -> PersonOnTheWay:
    taken = [each for each in row.taken if each.outcome != StepOutcome.FAILED]  # type: ignore[attr-defined]
    done = {each.key: each.done_on for each in taken if each.is_done}
    special = next((each.facts.get("special", "") for each in taken if each.key == "approved"), "")
    return PersonOnTheWay(
        person=row.pk,
        name=row.name if names else SOMEBODY,
        done=done,
        reviews=tuple(each.done_on for each in taken if each.key == "cultivation" and each.is_done),
        quarters=tuple(each.done_on for each in taken if each.key == "probation" and each.is_done),
        earlier_months=row.earlier_months,
        extended_months=row.extended_months,
        special=special,
        ended_on=ended,
        notices=tuple(notices),
        points=frozenset(latest["dv.publicity_points"]),
        meeting_days=int(latest["dv.meeting_after_preview_days"]),
    )


def _notices(
    rows: list[Development], limits: Mapping[int, Months], year: int
) -> dict[int, list[PublicNoticeFacts]]:
    """What was put up; the number asked for is that of the month it was put up in, as far as it lies in the year."""
    found: dict[int, list[PublicNoticeFacts]] = {}
    people = NoticedPerson.objects.filter(development__in=rows).select_related("notice")
    for each in people.exclude(notice__state=NoticeState.WITHDRAWN).order_by("notice__posted_on"):
        notice = each.notice
        months = limits.get(notice.branch_id)
        month = notice.posted_on.month if notice.posted_on.year == year else 1
        asked = int(months[month]["dv.publicity_workdays"]) if months else notice.workdays
        found.setdefault(each.development_id, []).append(
            PublicNoticeFacts(
                notice=notice.pk,
                point=notice.point,
                posted_on=notice.posted_on,
                until=notice.until,
                workdays=notice.workdays,
                asked=asked,
                result=each.result,
            )
        )
    return found


def _ended(keys: list[int]) -> dict[int, date]:
    """The day each way ended; none where nobody's has."""
    if not keys:
        return {}
    rows = JournalEntry.objects.filter(
        model=Development._meta.label_lower, object_id__in=keys, verb__in=ENDINGS
    )
    return {pk: clock.local_day(at) for pk, at in rows.order_by("pk").values_list("object_id", "at")}

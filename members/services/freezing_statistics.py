"""Freezing the tables of an organization: by the night after their day, or again with a reason (ST-02)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.documents.statistics import StatisticsDocument
from members.models import MemberStatistics
from members.reports.statistics import latest, statistics_of
from members.rules.statistics_period import Period, last_due
from partywork.common import clock
from partywork.common.clock import full_date
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, require


@transaction.atomic
def freeze(
    organization: Organization, day: date, *, by: AbstractBaseUser | None, reason: str = ""
) -> MemberStatistics:
    """The tables of the end of `day`, kept as they are now. Once; another edition only with a reason.

    DomainError when the day is not over, is no day of a table, or when there is a table and no reason is given.
    """
    held = Organization.objects.select_for_update(of=("self",), no_key=True).get(pk=organization.pk)
    before, said = require_freezable(held, day, reason), reason.strip()
    sheet, people = statistics_of(held, Period(day))
    content = StatisticsDocument(sheet).to_json()
    if before is not None and (before.reason, before.content) == (said[:200], content):
        return before  # sent twice, or by two at once: one edition
    made: MemberStatistics = MemberStatistics.objects.create(
        organization=held,
        as_of=day,
        edition=before.edition + 1 if before is not None else 1,
        reason=said[:200] if before is not None else "",
        content=content,
        people=sorted(people),
        taken_by_id=by.pk if by is not None else None,
    )
    journal(made, "freeze_statistics", by=by, reason=made.reason, after=f"{day}第{made.edition}版")
    return made


def require_freezable(organization: Organization, day: date, reason: str) -> MemberStatistics | None:
    """The edition before, where there is one; DomainError where this one cannot be."""
    fits = Period(day).may_be_frozen(clock.today())
    require(fits, "只能给已经过完的 6 月 30 日、12 月 31 日定稿。", field="day")
    there = organization.founded_on is None or organization.founded_on <= day
    require(there, f"“{organization.name}”那时还没有成立。", field="day")
    before = latest(organization, Period(day))
    told = f"{full_date(day)}的统计已经定稿；要重新定稿，请写明原因。"
    require(before is None or reason.strip(), told, field="reason")
    return before


def freeze_due(today: date) -> int:
    """The tables of the last day of tables, for every organization of that day that has none: how many were made.

    One transaction each: a worker that dies goes on where it was.
    """
    period = last_due(today)
    waiting = (
        Organization.objects.active_on(period.last)
        .exclude(member_statistics__as_of=period.last)
        .order_by("path")
    )
    made = 0
    for organization in waiting.iterator():
        try:
            freeze(organization, period.last, by=None)
        except DomainError:  # somebody has just done it, or the organization began later: the others go on
            continue
        made += 1
    return made

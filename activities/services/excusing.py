"""Why a month had no themed Party day, in the branch's words (PD-01, E-18)."""

from datetime import date

from django.db import transaction

from activities.choices import ActivityKind, ActivityState
from activities.models import Activity, MonthExcuse
from branches.models import Organization
from branches.reports.parameters import in_force
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def excuse_month(branch: Organization, year: int, month: int, *, by: User, reason: str) -> MonthExcuse:
    """Write the reason down, or put it better; the committee reads it on its board. The same twice is one.

    Raises DomainError for a month that is still ahead, that was held, or in which nothing is asked.
    """
    branch = lock(branch)
    reason = reason.strip()
    require(reason, "请写明没有开展的原因。", field="reason")
    needless = why_needless(branch, year, month)
    require(not needless, needless, code="needless")
    known = MonthExcuse.objects.filter(branch=branch, year=year, month=month).first()
    if known is not None and known.reason == reason:
        return known
    excuse = known or MonthExcuse(branch=branch, year=year, month=month)
    before = excuse.reason
    excuse.reason, excuse.written_at, excuse.written_by = reason, clock.now(), by
    excuse.save()
    journal(excuse, "excuse_month", by=by, reason=reason, before=before)
    return excuse


@transaction.atomic
def withdraw(excuse: MonthExcuse, *, by: User) -> None:
    """Take it back: the month counts as not held, without a reason. Taking it back twice is no error."""
    lock(excuse.branch)
    if MonthExcuse.objects.filter(pk=excuse.pk).exists():
        journal(excuse, "withdraw", by=by, before=excuse.reason)
        MonthExcuse.objects.filter(pk=excuse.pk).delete()


def why_needless(branch: Organization, year: int, month: int) -> str:
    """The sentence for a month that needs no reason; empty where one may be written."""
    first, last = clock.month_bounds(year, month)
    if first > clock.today():
        return f"{month}月还没有到，不用说明。"
    if _held(branch, year, month):
        return f"{month}月已经开展过主题党日，不用说明。"
    return f"{month}月上级没有要求开展，不用说明。" if _exempt(branch, last, month) else ""


def _held(branch: Organization, year: int, month: int) -> bool:
    days = Activity.objects.filter(branch=branch, kind=ActivityKind.PARTY_DAY).on_month(year, month)
    return days.filter(state=ActivityState.HELD).exists()


def _exempt(branch: Organization, day: date, month: int) -> bool:
    """As it held at the month's end, like the board has it (E-78)."""
    return month in in_force(branch, day)["pd.exempt_months"]

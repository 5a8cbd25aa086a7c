"""Months that are over without a Party day, a waiver or a word (PD-01, E-18)."""

from collections.abc import Iterator

from django.urls import reverse

from activities.choices import ActivityKind
from activities.models import Activity
from activities.reports.branch_limits import duty_months
from activities.reports.month_reasons import exempt_months, month_reasons
from activities.reports.todo_line import Todo
from branches.models import Organization
from partywork.common import clock


def silent_months(branch: Organization) -> Iterator[Todo]:
    """Months of this year that are over without an event, a waiver or a word (E-18).

    Only since the branch keeps its activities here: nobody is asked about the time before.
    """
    today = clock.today()
    rows = Activity.objects.standing().filter(branch=branch, kind=ActivityKind.PARTY_DAY)
    known = set(rows.order_by().values_list("for_year", "for_month").distinct())
    begun, (first, _) = min(known, default=(today.year, 12)), duty_months(branch, today.year, today)
    past = [month for month in range(first, today.month) if (today.year, month) > begun]
    silent = [month for month in past if (today.year, month) not in known]
    if not silent:
        return
    explained = {month for _, month in month_reasons([branch], today.year)}
    exempt = exempt_months(branch, today.year)
    asked = [month for month in silent if month not in explained | exempt]
    if asked:
        title = f"{'、'.join(f'{month}月' for month in asked)}没有开展主题党日"
        text = "有原因的写明原因；没有写的，上级看到的是“没有开展”。"
        yield Todo(title, text, "写明原因", _where(branch, today.year, asked), None, "PD-01", "每月开展一次")


def _where(branch: Organization, year: int, months: list[int]) -> str:
    """One month goes to its form, several to the ledger, which has a link for each."""
    if len(months) == 1:
        return f"{reverse('month_excuse', args=[year, months[0]])}?branch={branch.pk}"
    return f"{reverse('ledger')}?year={year}&branch={branch.pk}"

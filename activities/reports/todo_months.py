"""Months that are over without a Party day, a waiver or a word (PD-01, E-18)."""

from collections.abc import Iterator

from django.urls import reverse

from activities.choices import ActivityKind
from activities.models import Activity
from activities.reports.branch_limits import duty_months
from activities.reports.desk import Desk
from activities.reports.todo_line import Todo
from branches.models import Organization


def silent_months(desk: Desk) -> Iterator[Todo]:
    """Months of this year that are over without an event, a waiver or a word (E-18).

    Only since the branch keeps its activities here: nobody is asked about the time before.
    """
    first, _ = duty_months(desk.branch, desk.year, desk.today)
    known = {entry.month for entry in desk.duties.entries if entry.kind == ActivityKind.PARTY_DAY}
    silent = set(range(first, desk.today.month)) - known - desk.reasons.keys() - desk.exempt
    if not silent:
        return
    begun = _begun(desk)
    asked = sorted(month for month in silent if (desk.year, month) > begun)
    if asked:
        title = f"{'、'.join(f'{month}月' for month in asked)}没有开展主题党日"
        text = "有原因的写明原因；没有写的，上级看到的是“没有开展”。"
        yield Todo(
            title, text, "写明原因", _where(desk.branch, desk.year, asked), None, "PD-01", "每月开展一次"
        )


def _begun(desk: Desk) -> tuple[int, int]:
    """The month of the first Party day kept here; the end of this year where there is none yet."""
    rows = Activity.objects.standing().filter(branch=desk.branch, kind=ActivityKind.PARTY_DAY)
    months = rows.order_by("for_year", "for_month").values_list("for_year", "for_month")
    found: tuple[int, int] | None = months.first()
    return found or (desk.year, 12)


def _where(branch: Organization, year: int, months: list[int]) -> str:
    """One month goes to its form, several to the ledger, which has a link for each."""
    if len(months) == 1:
        return f"{reverse('month_excuse', args=[year, months[0]])}?branch={branch.pk}"
    return f"{reverse('ledger')}?year={year}&branch={branch.pk}"

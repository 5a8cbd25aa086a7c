"""Finding the branch, the month and the member that a page of dues is about."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from branches.models import Organization
from branches.reports.parameters import in_force
from members.access import Capability
from members.models import Member, MembershipSpell
from members.reports.dues_sums import outstanding
from members.rules.dues_months import later, month_of, month_text, months_until, quarter_end, read_month
from members.views.common import Found, access_to, branch_of, branches_of
from partywork.common import clock
from partywork.common.money import yuan_text

SEE, KEEP = Capability.SEE_DUES, Capability.KEEP_DUES


def dues_branches(request: HttpRequest, capability: Capability = SEE) -> list[Organization]:
    """The branches whose dues the person may see (or keep); a temporary one has none (ORG-04)."""
    return list(branches_of(request, capability).exclude(domain="temporary"))


def dues_branch(request: HttpRequest, capability: Capability = SEE) -> Organization:
    branch = branch_of(request, dues_branches(request, capability))
    if branch is None:
        raise PermissionDenied("党费由支部的党费管理员收缴，您的职务没有这一项。")
    return branch


def asked_month(request: HttpRequest) -> date:
    """?month=2026-06, else this month; a month that cannot be read or has no dues is not found."""
    asked = request.GET.get("month") or request.POST.get("month")
    if not asked:
        return month_of(clock.today())
    try:
        month = read_month(asked)
    except ValueError as expected:
        raise Http404(str(expected)) from None
    if not 2000 <= month.year <= clock.today().year + 1:
        raise Http404("没有这个月的党费。")
    return month


def find_dues_member(request: HttpRequest, pk: int, *, do: Capability | None = None) -> Found:
    """404 outside what the person may see, 403 where the dues are not his to keep.

    Whoever has left is still found: what was owed here stays owed here.
    """
    access = access_to(request)
    spells = MembershipSpell.objects.within(access.scope(SEE)).filter(member=pk)
    spell = spells.select_related("member", "branch").order_by("-period").first()
    if spell is None:
        raise Http404("没有这名党员，或不在您的范围内。")
    if do is not None and not access.may(do, spell.branch):
        raise PermissionDenied("党费由党费管理员办理，您的职务不能办这件事。")
    upper = spell.period.upper
    return Found(spell.member, spell, upper is None or clock.today() < upper)


def open_months(member: Member, branch: Organization, booked: date) -> list[tuple[str, str]]:
    """What may be ticked: unpaid months, and those of the quarter in advance where the branch agreed (DU-12)."""
    owed = outstanding([member.pk])
    found = [
        (month, f"{month_text(month)}　{yuan_text(fen)}元") for (_, month), fen in owed.items() if fen > 0
    ]
    known = {month for _, month in owed}
    if in_force(branch, clock.today())["du.quarterly_payment"]:
        found += [(month, f"{month_text(month)}　预交") for month in _ahead(booked) if month not in known]
    return [(month.isoformat(), label) for month, label in sorted(found)]


def _ahead(booked: date) -> Iterable[date]:
    first = later(booked)
    last = quarter_end(booked)
    return months_until(first, last) if first <= last else ()

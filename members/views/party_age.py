"""Dates that need a human look, and the list of fifty years in the Party (MEM-05, CA-05, F-30)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from branches.forms.organization_field import CHOOSABLE
from branches.models import Organization
from members.access import Capability
from members.documents.fifty_years import HEAD, FiftyYearsDocument, ledger_of, sentence_of, sheet_rows
from members.forms.office import ExportForm
from members.forms.party_age import MedalForm, PartyAgeForm, PutOffForm
from members.reports.party_age import PartyAgeLine, fifty_years, line_of, to_look_at
from members.services.confirming_party_age import confirm_party_age
from members.services.medals import give_medal, put_medal_off
from members.views.common import Offered, access_to, branch_of, branches_of, choose, find_member
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import pdf_answer, xlsx_answer
from partywork.common.asked import year as year_asked
from partywork.common.forms import attempt, submit
from partywork.common.requests import actor
from partywork.common.responses import done, page, refused
from partywork.common.spreadsheets import write_sheet
from partywork.common.verbs import journal

SEE, MANAGE = Capability.SEE_MEMBER, Capability.MANAGE_MEMBER


@require_safe
def party_age_list(request: HttpRequest) -> HttpResponse:
    """党龄核对: only those whose dates need a human look."""
    branches, branch = choose(request, _branches(request))
    context = {
        "branches": branches,
        "branch": branch,
        "lines": to_look_at([branch], clock.today()) if branch else [],
        "manages": branch is not None and access_to(request).may(MANAGE, branch),
    }
    return page(request, "members/party_age/list.html", context)


@FORM_PAGE
def member_party_age(request: HttpRequest, pk: int) -> HttpResponse:
    """What was computed and why; the dates of the file; confirmed by whom. 算一算 shows the result before it stands."""
    found = find_member(request, pk, do=MANAGE)
    line = line_of(found.member, found.branch)
    form = PartyAgeForm(request.POST or None, initial=_initial(line))
    computed = None
    if request.method == "POST" and form.is_valid():
        if request.POST.get("step") == "compute":
            computed = form.read().computed or "missing"
        elif attempt(form, confirm_party_age, found.member, form.read(), by=actor(request)):
            return done(request, f"{found.member.name}的党龄已核对。", "member_party_age", pk)
    context = {
        "found": found,
        "member": found.member,
        "branch": found.branch,
        "line": line,
        "form": form,
        "computed": computed,
    }
    status = 422 if form.errors else 200
    return page(request, "members/party_age/one.html", context, status=status)


@require_safe
def fifty_years_list(request: HttpRequest) -> HttpResponse:
    """光荣在党50年: by 1 July of a year, over all branches in reach."""
    branches, chosen = _chosen(request)
    year = _year(request)
    many = len(branches) > CHOOSABLE
    context = {
        "branches": Offered(() if many else tuple(branches), many),
        "branch": chosen,
        "year": year,
        "years": range(clock.today().year + 2, 2020, -1),
        "found": fifty_years([chosen] if chosen else branches, year, clock.today()),
        "export_form": ExportForm(),
        "manages": access_to(request).may_anywhere(MANAGE),
    }
    return page(request, "members/party_age/fifty.html", context)


@require_safe
def fifty_years_document(request: HttpRequest) -> HttpResponse:
    branches, chosen = _chosen(request)
    year = _year(request)
    found = fifty_years([chosen] if chosen else branches, year, clock.today())
    ledger = ledger_of(
        found,
        place=_place(request, branches, chosen),
        printed_by=str(request.user),
        as_of=clock.today(),
        shows_branch=chosen is None and len(branches) > 1,
    )
    return pdf_answer(FiftyYearsDocument(ledger).render(), f"{year}年光荣在党50年台账.pdf")


@require_POST
def fifty_years_export(request: HttpRequest) -> HttpResponse:
    """The ledger as a spreadsheet: asks for a reason, prints who took it out and when (PI-06, PI-13)."""
    branches, chosen = _chosen(request)
    year, form = _year(request), ExportForm(request.POST)
    if not form.is_valid():
        return refused(request, "请写明导出的用途。", "fifty_years_list")
    reason, now = form.cleaned_data["reason"], clock.now()
    found = fifty_years([chosen] if chosen else branches, year, clock.today())
    for branch in [chosen] if chosen else branches[:1]:
        journal(branch, "export_fifty_years", by=actor(request), reason=reason)
    notes = (sentence_of(found), f"{request.user}于{now:%Y-%m-%d %H:%M}导出，用途：{reason}")
    content = write_sheet(f"{year}年在党50年", HEAD, sheet_rows(found), notes=notes)
    return xlsx_answer(content, f"{year}年光荣在党50年台账.xlsx")


@FORM_PAGE
def member_medal(request: HttpRequest, pk: int) -> HttpResponse:
    """Given out, or put off with a reason; two forms on one page, the button says which."""
    found = find_member(request, pk, do=MANAGE)
    year = _year(request)
    putting_off = request.method == "POST" and request.POST.get("step") == "put_off"
    given = MedalForm(None if putting_off else request.POST or None, initial={"year": year})
    off = PutOffForm(request.POST if putting_off else None, initial={"year": year})
    values = (found.member, found.branch)
    if putting_off and submit(off, put_medal_off, *values, by=actor(request)):
        return done(request, f"已记暂缓颁发：{found.member.name}。", "fifty_years_list")
    if request.method == "POST" and not putting_off and submit(given, give_medal, *values, by=actor(request)):
        return done(request, f"已记{found.member.name}的纪念章颁发。", "fifty_years_list")
    context: dict[str, Any] = {
        "member": found.member,
        "branch": found.branch,
        "line": line_of(found.member, found.branch),
        "year": year,
        "given": given,
        "off": off,
    }
    status = 422 if given.errors or off.errors else 200
    return page(request, "members/party_age/medal.html", context, status=status)


def _branches(request: HttpRequest) -> QuerySet[Organization]:
    if not access_to(request).may_anywhere(SEE):
        raise PermissionDenied("您的职务不能看党员名册。")
    return branches_of(request)


def _chosen(request: HttpRequest) -> tuple[list[Organization], Organization | None]:
    """All branches in reach, and the one that was asked for; None: all of them."""
    branches = list(_branches(request))
    asked = request.GET.get("branch") or request.POST.get("branch")
    return branches, branch_of(request, branches) if asked or len(branches) == 1 else None


def _year(request: HttpRequest) -> int:
    today = clock.today()
    usual = today.year if (today.month, today.day) <= (7, 31) else today.year + 1
    return year_asked(request.GET.get("year") or request.POST.get("year"), usual)


def _place(request: HttpRequest, branches: list[Organization], chosen: Organization | None) -> str:
    if chosen is not None or not branches:
        return chosen.name if chosen else ""
    scope = access_to(request).scope(SEE)
    upper = Organization.objects.within(scope).order_by("path").first()
    return upper.name if upper else ""


def _initial(line: PartyAgeLine) -> dict[str, Any]:
    proof = line.proof
    if proof is None:
        return {}
    computed = line.checked.computed
    differs = computed is None or proof.joined_on != computed.joined_on
    late = computed is not None and proof.counts_from not in (None, computed.counts_from)
    return {
        "meeting": proof.meeting_on,
        "approved": proof.approved_on,
        "extended_months": proof.extended_months or None,
        "page": proof.page,
        "joined_on": proof.joined_on if differs else None,
        "counts_from": proof.counts_from if differs or late else None,
        "note": proof.source_note,
    }

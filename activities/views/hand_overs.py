"""工作交接: the live list, handing over, taking over, and the signed ones of before (N21)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.forms.hand_over import HandOverForm, RemarkForm
from activities.models import HandOver
from activities.reports.hand_over import hand_over_of
from activities.services import handing_over
from activities.views.own_branch import own_branch
from branches.models import Organization
from members.access import Capability
from partywork.common.answers import pdf_answer
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, step

LEAD = Capability.FILE
ROWS = HandOver.objects.select_related("branch", "handed_by", "taken_by")


@require_safe
@never_cache
def hand_over(request: OfficeRequest) -> HttpResponse:
    """What would be handed over today, and to whom."""
    branch = own_branch(request, LEAD)
    return _page(request, branch, HandOverForm(branch=branch, by=request.user))


@require_POST
@sensitive_post_parameters()
def hand_over_signing(request: OfficeRequest, pk: int) -> HttpResponse:
    """Freeze the list, sign it, tell the successor."""
    branch = load(request, Organization, pk, see=LEAD, do=LEAD)
    form = HandOverForm(request.POST, branch=branch, by=request.user)
    if submit(form, handing_over.hand_over, branch, by=request.user):
        row = form.outcome  # type: ignore[attr-defined]
        return done(request, f"已移交，等{row.taken_by}清点接收。", "hand_over_detail", row.pk)
    return _page(request, branch, form, status=422)


@require_POST
def hand_over_stock(request: OfficeRequest, pk: int) -> HttpResponse:
    """Nobody handed over: take stock alone."""
    branch = load(request, Organization, pk, see=LEAD, do=LEAD)
    to = ("hand_over",)
    return step(request, to, handing_over.take_stock, branch, by=request.user, said="已自行清点，清单留存。")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def hand_over_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    """The signed list; whoever takes over signs here."""
    row = _own(request, pk)
    form = RemarkForm(request.POST if request.method == "POST" else None)
    taking = row.taken_at is None and row.taken_by_id == request.user.pk
    if request.method == "POST":
        if row.taken_by_id != request.user.pk:
            raise PermissionDenied("只有接任的同志本人可以接收。")
        if submit(form, handing_over.take_over, row, by=request.user):
            return done(request, "已接收，双方都已签字。", "hand_over_detail", pk)
    context = {
        "row": row,
        "sheet": handing_over.sheet_of(row),
        "form": form,
        "taking": taking,
        "may_withdraw": row.taken_at is None and row.handed_by_id == request.user.pk,
    }
    return page(request, "activities/handover/detail.html", context, status=422 if form.errors else 200)


@require_POST
def hand_over_withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    return step(
        request, ("hand_over",), handing_over.withdraw, row, by=request.user, said="已撤回，可以重新移交。"
    )


@require_safe
@never_cache
def hand_over_document(request: OfficeRequest, pk: int) -> HttpResponse:
    row = _own(request, pk)
    return pdf_answer(handing_over.document_of(row).render(), f"{row.branch.called}工作交接清单.pdf")


def _page(
    request: OfficeRequest, branch: Organization, form: HandOverForm, *, status: int = 200
) -> HttpResponse:
    rows = ROWS.filter(branch=branch)
    context: dict[str, Any] = {
        "branch": branch,
        "sheet": hand_over_of(branch, request.user),
        "form": form,
        "rows": [row for row in rows if _may_read(row, request)],
        "waiting": next((row for row in rows if row.taken_at is None), None),
        "alone": not any(row.taken_by_id == request.user.pk for row in rows),
    }
    return page(request, "activities/handover/page.html", context, status=status)


def _own(request: OfficeRequest, pk: int) -> HandOver:
    """The two whom it concerns; whoever leads the branch afterwards sees that it was, not what was said."""
    mine = Q(handed_by=request.user) | Q(taken_by=request.user)
    row: HandOver | None = ROWS.filter(mine, pk=pk).first()
    if row is None:
        raise Http404("没有这份交接清单，或不是您的。")
    return row


def _may_read(row: HandOver, request: OfficeRequest) -> bool:
    return request.user.pk in (row.handed_by_id, row.taken_by_id)

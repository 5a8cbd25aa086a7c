"""Requests to correct what is kept: asked on the phone, decided by whoever keeps the roster (PI-05, M15)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members.access import Capability
from members.choices_personal import CorrectionState
from members.forms.personal import CorrectionForm, DecisionForm
from members.models import CorrectionRequest
from members.reports.my_information import own_lines, should_be_text
from members.reports.personal_file import sealed_lines
from members.rules.correctable import LABELS, OTHER
from members.services import correcting
from members.views.common import access_to
from members.views.member import FORM_PAGE
from members.views.my_information import layout_of, own_member
from partywork.common.forms import attempt
from partywork.common.requests import actor, address_of, load, need
from partywork.common.responses import done, page, step

SEE, DO = Capability.SEE_MEMBER, Capability.MANAGE_MEMBER


@FORM_PAGE
@never_cache
def my_correction(request: HttpRequest, item: str) -> HttpResponse:
    """What stands there now, what should stand there, and why."""
    member = own_member(request)
    if item not in LABELS:
        raise Http404("没有这一项。")
    form = CorrectionForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        if attempt(
            form,
            correcting.ask_correction,
            member,
            item,
            should_be=form.should_be,
            why=why,
            by=actor(request),
        ):
            return done(request, "交给书记了。办好以后会告诉您。", "my_information")
    now = {line.name: line.text for line in own_lines(member)}.get(item, "")
    context = {"form": form, "label": LABELS[item], "now": now, "is_other": item == OTHER}
    context["layout"] = layout_of(request)
    return page(request, "members/personal/correct.html", context, status=422 if form.is_bound else 200)


@require_POST
def my_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    member = own_member(request)
    row = CorrectionRequest.objects.filter(pk=pk, member=member).first()
    if row is None:
        raise Http404("没有这条请求。")
    to = ("my_information",)
    return step(request, to, correcting.withdraw_correction, row, by=actor(request), said="已撤回。")


@require_safe
def correction_list(request: HttpRequest) -> HttpResponse:
    """What waits for a decision, then what was decided; nobody's words stand in the list."""
    need(request, DO)
    rows = CorrectionRequest.objects.within(access_to(request).scope(DO)).select_related("member", "branch")
    rows = rows.defer("should_be", "why")
    context = {
        "open": [_line(row) for row in rows.filter(state=CorrectionState.ASKED).order_by("asked_at")],
        "decided": [
            _line(row) for row in rows.exclude(state=CorrectionState.ASKED).order_by("-decided_at")[:50]
        ],
    }
    return page(request, "members/personal/corrections.html", context)


@FORM_PAGE
@never_cache
def correction_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What the member wrote, beside what stands there; taken, or refused with a reason."""
    rows = CorrectionRequest.objects.select_related("member", "branch")
    row = load(request, rows, pk, see=SEE, do=DO)
    if row.state == CorrectionState.WITHDRAWN:
        raise PermissionDenied("本人已经撤回这条请求。")
    form = DecisionForm(request.POST or None)
    verb = correcting.refuse_correction if "refuse" in request.POST else correcting.accept_correction
    if request.method == "POST" and form.is_valid():
        answer = form.cleaned_data["answer"]
        if attempt(form, verb, row, by=actor(request), answer=answer):
            return done(request, "已答复，本人会收到。", "correction_list")
    correcting.look_at_correction(row, by=actor(request), address=address_of(request))
    now = {line.name: line.text for line in [*own_lines(row.member), *sealed_lines(row.member)]}
    context = {
        "row": row,
        "form": form,
        "label": LABELS[row.item],
        "now": now.get(row.item, ""),
        "should_be": should_be_text(row),
        "is_open": row.state == CorrectionState.ASKED,
        "by_hand": row.item == OTHER,
    }
    return page(request, "members/personal/correction.html", context, status=422 if form.is_bound else 200)


def _line(row: CorrectionRequest) -> dict[str, object]:
    return {"row": row, "label": LABELS.get(row.item, row.item)}

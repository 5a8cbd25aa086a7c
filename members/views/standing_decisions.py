"""Decisions on membership: recorded with their paper, for the secretary alone; restored, taken back (MEM-20, E-52)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.access import Capability
from members.choices_standing import PRIVATE_ENDS, DecisionKind
from members.forms.letters import ReasonForm
from members.forms.standing import DecisionForm, RestoreForm
from members.models import Member, MembershipSpell, StandingDecision
from members.reports.posts_ended import left_ended
from members.services import deciding
from members.views.common import Found, access_to, branches_of, choose, find_member
from members.views.member import FORM_PAGE
from partywork.common.answers import stored_answer
from partywork.common.forms import OfficeForm, attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page
from partywork.common.uploads import CleanFile, clean_file
from partywork.common.verbs import journal

KEEP = Capability.KEEP_STANDING


@require_safe
def standing_list(request: HttpRequest) -> HttpResponse:
    """党籍处理: what was decided about members of the branch, former ones too."""
    branches, branch = choose(request, branches_of(request, KEEP))
    if branch is None:
        raise PermissionDenied("党籍方面的决定只有书记能看。")
    rows = StandingDecision.objects.filter(branch=branch).select_related("member", "recorded_by")
    gone = MembershipSpell.objects.filter(branch=branch, ended_by__in=PRIVATE_ENDS)
    context = {"branches": branches, "branch": branch, "rows": rows, "gone": gone.exists()}
    return page(request, "members/standing/list.html", context)


@FORM_PAGE
def standing_new(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=KEEP)
    form = DecisionForm(request.POST or None, request.FILES or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, _decide, request, found, form):
        return done(request, "已登记，从生效那天起不再计入本支部。", "standing_list")
    note = "只有书记看得到。以前的记录不变；党内职务同时免去。"
    return _form(request, form, found.member, found, "登记党籍方面的决定", "登记", note)


@FORM_PAGE
def standing_restoration(request: HttpRequest, pk: int) -> HttpResponse:
    """恢复党籍, of whoever was suspended here."""
    last = load(request, _rows().filter(kind=DecisionKind.STOPPED, undone_at=None), pk, see=KEEP, do=KEEP)
    form = RestoreForm(request.POST or None, request.FILES or None, branch=last.branch)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, _restore, request, last, form):
        return done(request, f"{last.member.name}已恢复党籍。", "member_detail", last.member_id)
    return _form(request, form, last.member, last, "恢复党籍", "恢复")


@FORM_PAGE
def standing_undoing(request: HttpRequest, pk: int) -> HttpResponse:
    decision = load(request, _rows(), pk, see=KEEP, do=KEEP)
    form = ReasonForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, deciding.undo, decision, by=actor(request), **form.cleaned_data):
        return done(request, f"已撤回；原来的登记仍看得到。{left_ended(decision)}", "standing_list")
    note = "误登记的才撤回。免去的党内职务一并恢复；调整过的党费不会自动恢复，请另办。"
    return _form(request, form, decision.member, decision, "撤回登记", "撤回", note)


@FORM_PAGE
def departure_undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """去世 or 转出 noted by mistake."""
    access = access_to(request)
    spells = MembershipSpell.objects.within(access.scope(Capability.SEE_MEMBER)).filter(member=pk)
    spell = spells.select_related("member", "branch").order_by("-period").first()
    if spell is None:
        raise Http404("没有这名党员，或不在您的范围内。")
    if not access.may(Capability.MANAGE_MEMBER, spell.branch):
        raise PermissionDenied("您的职务不能办这件事。")
    form = ReasonForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    values = (spell.member, spell.branch)
    if valid and attempt(form, deciding.undo_departure, *values, by=actor(request), **form.cleaned_data):
        return done(request, f"{spell.member.name}仍在本支部。", "member_detail", pk)
    note = "误登记去世、转出的才更正。免去的职务和调整过的党费不会自动恢复，请另办。"
    return _form(request, form, spell.member, spell, "更正离开的登记", "更正", note)


@require_safe
def standing_paper(request: HttpRequest, pk: int) -> FileResponse:
    """The paper; each reading stands in the journal."""
    decision = load(request, _rows(), pk, see=KEEP, do=KEEP)
    journal(decision, "read_decision", by=actor(request))
    return stored_answer(decision.paper)


def _rows() -> Any:
    return StandingDecision.objects.select_related("member", "branch")


def _decide(request: HttpRequest, found: Found, form: DecisionForm) -> StandingDecision:
    return deciding.decide(found.member, form.decision(), paper=_paper(form), by=actor(request))


def _restore(request: HttpRequest, last: StandingDecision, form: RestoreForm) -> StandingDecision:
    place = deciding.Place(last.branch, form.cleaned_data["group"])
    return deciding.restore(last.member, form.decision(), place=place, paper=_paper(form), by=actor(request))


def _paper(form: OfficeForm) -> CleanFile:
    upload = form.cleaned_data["paper"]
    return clean_file(upload.name, upload.read(), field="paper")


def _form(
    request: HttpRequest,
    form: OfficeForm,
    member: Member,
    at: Found | StandingDecision | MembershipSpell,
    title: str,
    action: str,
    note: str = "",
) -> HttpResponse:
    context = {
        "form": form,
        "member": member,
        "branch": at.branch,
        "title": f"{member.name}：{title}",
        "action": action,
        "note": note,
        "has_file": form.is_multipart(),
    }
    return page(request, "members/member/form.html", context, status=422 if form.is_bound else 200)

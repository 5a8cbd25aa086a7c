"""A dated decision of discipline: entered and ended by those whom the rules name; on no list (MEM-02)."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from members.access import Capability
from members.choices_honours import SECRETARY_ONLY
from members.forms.honours import DecisionForm, LiftForm
from members.forms.letters import ReasonForm
from members.models import DisciplineFact
from members.reports.posts_ended import left_ended, posts_held
from members.services.disciplining import enter_decision, lift, take_back
from members.views.common import access_to, find_member
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.answers import stored_answer
from partywork.common.errors import DomainError
from partywork.common.forms import attempt
from partywork.common.requests import actor, load
from partywork.common.responses import done, page
from partywork.common.uploads import CleanFile, clean_file

SEE = Capability.SEE_DISCIPLINE
FACTS = DisciplineFact.objects.select_related("member", "branch")


@FORM_PAGE
@never_cache
@sensitive_post_parameters()
def member_discipline(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_member(request, pk, do=SEE)
    keeps = access_to(request).may(Capability.KEEP_STANDING, found.branch)
    held = posts_held(found.member)
    form = DecisionForm(request.POST or None, request.FILES or None, secretary=keeps, held=held)
    if request.method == "POST" and form.is_valid():
        file = _clean(form)
        values = (found.member, found.branch, form.decision())
        if not form.errors and attempt(form, enter_decision, *values, by=actor(request), file=file):
            return done(request, "已登记。", "member_detail", pk)
    context = {
        "form": form,
        "member": found.member,
        "branch": found.branch,
        "title": f"{found.member.name}：登记处分决定",
        "action": "登记",
    }
    return page(
        request, "members/honours/discipline_form.html", context, status=422 if form.is_bound else 200
    )


@FORM_PAGE
@never_cache
def discipline_lifting(request: HttpRequest, pk: int) -> HttpResponse:
    fact = _to_lift(request, pk)
    form = LiftForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, lift, fact, by=actor(request), **form.cleaned_data):
        return done(request, "已登记解除。", "member_detail", fact.member_id)
    context = {
        "form": form,
        "member": fact.member,
        "branch": fact.member.branch_on(clock.today()) or fact.branch,
        "title": f"{fact.member.name}：解除、恢复或撤销",
        "action": "登记",
    }
    return page(
        request, "members/honours/discipline_form.html", context, status=422 if form.is_bound else 200
    )


@FORM_PAGE
@never_cache
def discipline_undoing(request: HttpRequest, pk: int) -> HttpResponse:
    """Entered by mistake: what it brought about goes back as far as it can, and the rest is said."""
    fact = _to_lift(request, pk)
    form = ReasonForm(request.POST or None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(form, take_back, fact, by=actor(request), **form.cleaned_data):
        return done(
            request, f"已撤回；原来的登记仍看得到。{left_ended(fact)}", "member_detail", fact.member_id
        )
    context = {
        "form": form,
        "member": fact.member,
        "branch": fact.branch,
        "title": f"{fact.member.name}：撤回误登记的决定",
        "action": "撤回",
    }
    return page(
        request, "members/honours/discipline_form.html", context, status=422 if form.is_bound else 200
    )


@require_safe
@never_cache
def discipline_paper(request: HttpRequest, pk: int) -> FileResponse:
    """The paper: for those whom the rules name, and for the person himself."""
    rows = DisciplineFact.objects.exclude(paper_file="")
    own = rows.filter(pk=pk, member=access_to(request).member_id).first()
    fact = own or _told(request, load(request, rows.select_related("branch"), pk, see=SEE))
    if not fact.paper_file:
        raise Http404("没有附文件。")
    return stored_answer(fact.paper_file)


def _to_lift(request: HttpRequest, pk: int) -> DisciplineFact:
    """A decision is ended where the member is now, by the secretary there; nowhere any more: where it was entered."""
    scope, today = access_to(request).scope(Capability.KEEP_STANDING), clock.today()
    own = FACTS.within(access_to(request).scope(SEE)).filter(pk=pk).first()
    if own is not None:
        here = own.member.branch_on(today)
        if here is None or access_to(request).may(SEE, here):
            return _told(request, own)
        raise PermissionDenied("组织关系已经转出，由现在的党支部登记。")
    carried = FACTS.of_members_within(scope, today).filter(pk=pk).first()
    if carried is None or not carried.effect.lasts_on(today):
        raise Http404("没有这份决定，或不在您的范围内。")
    return carried


def _told(request: HttpRequest, fact: DisciplineFact) -> DisciplineFact:
    """What is known to the secretary alone is not there for the discipline member (E-52)."""
    secretary = access_to(request).may(Capability.KEEP_STANDING, fact.branch)
    if fact.kind in SECRETARY_ONLY and not secretary:
        raise Http404("没有这份决定，或不在您的范围内。")
    return fact


def _clean(form: DecisionForm) -> CleanFile | None:
    upload = form.cleaned_data.get("file")
    if not upload:
        return None
    try:
        return clean_file(upload.name, upload.read(), field="file")
    except DomainError as refusal:
        form.add_error("file", refusal.message)
        return None

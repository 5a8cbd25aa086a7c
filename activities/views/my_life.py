"""An organizational life meeting on a member's phone: the own words before, what was said after (OL-05..OL-08)."""

from typing import Any

from django.db.models import Q
from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices import PRESENT_STATUSES
from activities.forms.life import AnswerCriticismForm, OwnExaminationForm, SelfCheckForm, SettleForm
from activities.models import Criticism, Examination, LifeMeeting, Rectification, SelfCheck
from activities.services import life_words, rectifying
from activities.views.line_form import answer_line
from activities.views.own_member import own_member
from members.models import Member
from partywork.common import clock
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page

LIVES = LifeMeeting.objects.select_related("branch", "activity__record")


@require_http_methods(["GET", "HEAD", "POST"])
def my_life(request: OfficeRequest, pk: int) -> HttpResponse:
    """What there is to read and do; posting is the own examination."""
    member, life = _mine(request, pk)
    own = life.examinations.filter(member=member).first()
    form = OwnExaminationForm(request.POST or None, initial=_initial(own))
    if submit(form, life_words.examine, life, member, by=request.user):
        return done(request, "对照检查交了，会前还可以改。", "my_life", pk)
    return _show(request, member, life, status=422 if form.errors else 200, words_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def my_life_check(request: OfficeRequest, pk: int) -> HttpResponse:
    """党性体检, of one's own will; read by oneself and the branch's committee only (OL-05)."""
    member, life = _mine(request, pk)
    known = SelfCheck.objects.filter(life=life, member=member).first()
    names = ("charter", "rules", "discipline")
    initial = {name: getattr(known, name) for name in names} if known else {}
    form = SelfCheckForm(request.POST or None, initial=initial)
    if submit(form, life_words.check_self, life, member):
        return done(request, "体检表已保存。", "my_life", pk)
    context = {"life": life, "form": form, "known": known}
    status = 422 if form.errors else 200
    return page(request, "activities/member/life_check.html", context, status=status)


@require_POST
def my_criticism(request: OfficeRequest, pk: int) -> HttpResponse:
    """The answer to what somebody said to me."""
    member = own_member(request)
    rows = Criticism.objects.select_related("life__activity__record")
    row = rows.filter(pk=pk, member=member).first() if member else None
    if row is None:
        raise Http404("没有这条意见，或它不是给您的。")
    return answer_line(
        request,
        ("my_life", row.life_id),
        AnswerCriticismForm(request.POST),
        life_words.answer,
        row,
        heading="表态",
        said="表态记下了。",
        layout="base_phone.html",
    )


@require_POST
def my_rectification(request: OfficeRequest, pk: int) -> HttpResponse:
    """One's own line of the list is done."""
    member = own_member(request)
    rows = Rectification.objects.filter(Q(owner=member) | Q(member=member))
    row = rows.filter(pk=pk).first() if member else None
    if row is None:
        raise Http404("没有这一项，或它不归您办。")
    return answer_line(
        request,
        ("my_life", row.life_id),
        SettleForm(request.POST),
        rectifying.settle,
        row,
        heading="办结",
        said="办结了。",
        layout="base_phone.html",
    )


def _mine(request: OfficeRequest, pk: int) -> tuple[Member, LifeMeeting]:
    """A life meeting of the branch the member belongs to on its day."""
    member = own_member(request)
    life = LIVES.filter(pk=pk).first() if member else None
    if member is None or life is None:
        raise Http404("没有这次组织生活会，或它不是您支部的。")
    day = life.activity.day if life.activity else clock.today()
    if not Member.objects.in_branch_on(life.branch, day).filter(pk=member.pk).exists():
        raise Http404("没有这次组织生活会，或它不是您支部的。")
    return member, life


def took_part(life: LifeMeeting, member: Member) -> bool:
    """Who was there may read what was said there (OL-08)."""
    if life.activity is None:
        return False
    marks = life.activity.attendances.filter(member=member, status__in=PRESENT_STATUSES)
    return bool(marks.exists())


def _initial(own: Examination | None) -> dict[str, Any]:
    return {"problem": own.problem, "cause": own.cause, "measure": own.measure} if own else {}


def _show(
    request: OfficeRequest, member: Member, life: LifeMeeting, *, status: int = 200, **bound: BaseForm
) -> HttpResponse:
    was_there, today = took_part(life, member), clock.today()
    is_shown = life.shown_from is not None and life.shown_from <= today <= (life.shown_to or today)
    items = life.rectifications.select_related("member", "owner")
    said = life.criticisms.select_related("critic", "member")
    record = getattr(life.activity, "record", None) if life.activity else None
    context: dict[str, Any] = {
        "life": life,
        "own": life.examinations.filter(member=member).first(),
        "may_write": record is None or record.is_editable,
        "to_me": said.filter(member=member),
        "was_there": was_there,
        "examinations": life.examinations.exclude(spoken=None).select_related("member", "read_by")
        if was_there
        else (),
        "criticisms": said if was_there else (),
        "my_items": items.filter(Q(owner=member) | Q(member=member)),
        "items": items if is_shown else (),
        "has_check": SelfCheck.objects.filter(life=life, member=member).exists(),
        "answer_form": AnswerCriticismForm(auto_id=False),
        **bound,
    }
    return page(request, "activities/member/life.html", context, status=status)

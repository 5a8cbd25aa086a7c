"""A member's talks on the phone: write one down, confirm one, see to what was promised (F-15, TT-05)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices_talks import TalkReason
from activities.documents.filled_talk import talk_record
from activities.forms.talks import (
    AmendTalkForm,
    NewTalkForm,
    TalkItemForm,
    TalkNoteForm,
    TalkOutcomeForm,
    talk_initial,
)
from activities.models import Talk
from activities.reports.mine import branch_of
from activities.reports.talks import readable_talk, settleable_item, talks_page
from activities.services import talk_items, talking
from activities.views.own_member import own_member
from branches.models import Organization
from members.access import Capability
from members.models import Member
from partywork.common import clock
from partywork.common.answers import pdf_answer
from partywork.common.asked import number
from partywork.common.asked import year as year_asked
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page, refused, step


@require_safe
@never_cache
def my_talks(request: OfficeRequest) -> HttpResponse:
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    year = year_asked(request.GET.get("year"), clock.today().year)
    context = {
        "member": member,
        "year": year,
        "own": talks_page(member, year),
        "last": clock.today().year - 1,
    }
    return page(request, "activities/talk/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def my_talk_new(request: OfficeRequest) -> HttpResponse:
    """Three boxes and a button; `?with=` names the other one already."""
    member = own_member(request)
    branch = branch_of(member, clock.today()) if member else None
    if member is None or branch is None:
        return page(request, "activities/member/nobody.html")
    form = NewTalkForm(
        request.POST if request.method == "POST" else None,
        branch=branch,
        member=member,
        keeper=_keeps(request, branch),
        initial={"partner": number(request.GET.get("with")), "reason": _reason(request)},
    )
    if request.method == "POST" and form.is_valid():
        talker, partner = form.sides
        values = (branch, talker, partner, form.words(), form.promised)
        if attempt(form, talk_items.enter_with, *values, by=request.user):
            return done(request, _entered(form.outcome), "talk_detail", form.outcome.pk)  # type: ignore[attr-defined]
    context = {"form": form, "branch": branch}
    return page(request, "activities/talk/new.html", context, status=422 if form.errors else 200)


@require_safe
@never_cache
def talk_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return _talk_page(request, _talk(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
def talk_edit(request: OfficeRequest, pk: int) -> HttpResponse:
    talk = _talk(request, pk)
    if talk.is_settled or talk.entered_by_id != request.user.pk:
        why = "双方已经确认，不能再改。" if talk.is_settled else "由记录的同志修改；有出入请点“有出入”。"
        return refused(request, why, "talk_detail", pk)
    form = AmendTalkForm(request.POST if request.method == "POST" else None, initial=talk_initial(talk))
    if request.method == "POST" and form.is_valid():
        revision = form.cleaned_data["revision"]
        if attempt(form, talking.amend, talk, form.words(), by=request.user, revision=revision):
            return done(request, "改好了，请对方再看一下。", "talk_detail", pk)
    context = {"form": form, "talk": talk, "other": talk.other_side(request.access.member_id)}
    return page(request, "activities/talk/edit.html", context, status=422 if form.errors else 200)


@require_POST
def talk_confirmation(request: OfficeRequest, pk: int) -> HttpResponse:
    return step(
        request,
        ("talk_detail", pk),
        talking.confirm,
        _talk(request, pk),
        by=request.user,
        said=lambda talk: "双方都已确认。" if talk.is_settled else "您确认了，等另一位同志确认。",
    )


@require_POST
def talk_paper(request: OfficeRequest, pk: int) -> HttpResponse:
    """The other one has no account: the printed sheet was signed by hand."""
    verb, talk = talking.confirm_on_paper, _talk(request, pk)
    return step(request, ("talk_detail", pk), verb, talk, by=request.user, said="记下了，纸上已签字。")


@require_POST
@sensitive_post_parameters()
def talk_returning(request: OfficeRequest, pk: int) -> HttpResponse:
    talk, form = _talk(request, pk), TalkNoteForm(request.POST)
    if submit(form, talking.send_back, talk, by=request.user):
        return done(request, "告诉对方了，改好以后再请您看。", "talk_detail", pk)
    return _talk_page(request, talk, note=form)


@require_POST
def talk_withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    verb, talk = talking.withdraw, _talk(request, pk)
    return step(request, ("my_talks",), verb, talk, by=request.user, said="已撤销，没有留下内容。")


@require_POST
@sensitive_post_parameters()
def talk_item(request: OfficeRequest, pk: int) -> HttpResponse:
    talk = _talk(request, pk)
    form = TalkItemForm(request.POST, talk=talk)
    if submit(form, talk_items.promise, talk, by=request.user):
        return done(request, "记下了。", "talk_detail", pk)
    return _talk_page(request, talk, item=form)


@require_POST
@sensitive_post_parameters()
def talk_item_result(request: OfficeRequest, pk: int) -> HttpResponse:
    row = settleable_item(request.user, request.access.scope(Capability.KEEP_TALKS), pk)
    if row is None:
        raise Http404("没有这件事，或它不是您办的。")
    form = TalkOutcomeForm(request.POST)
    if submit(form, talk_items.settle, row, by=request.user):
        return done(request, "记下了，办结。", "talk_detail", row.talk_id)
    return _talk_page(request, _talk(request, row.talk_id), outcome=form)


@require_safe
@never_cache
def talk_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """F-15, made for this one answer and kept nowhere: other printed forms lie in the store for weeks (TT-05)."""
    talk = _talk(request, pk)
    return pdf_answer(talk_record(talk).render(), f"{talk.talked_on:%Y-%m-%d}谈心谈话记录.pdf")


def _talk(request: OfficeRequest, pk: int) -> Talk:
    talk = readable_talk(request.access.member_id, request.access.scope(Capability.KEEP_TALKS), pk)
    if talk is None:
        raise Http404("没有这次谈话，或它不是您的。")
    return talk


def _reason(request: OfficeRequest) -> str:
    """`?reason=`, where it is one of the list (TT-02)."""
    asked = request.GET.get("reason", "")
    return asked if asked in TalkReason.values else ""


def _keeps(request: OfficeRequest, branch: Organization) -> bool:
    return bool(request.access.may(Capability.KEEP_TALKS, branch))


def _entered(talk: Talk) -> str:
    if talk.partner.user_id is None or talk.talker.user_id is None:
        return "记下了。请打印出来请对方签字，签好以后在这里点“已在纸上签字”。"
    return "记下了，已请对方确认。"


def _talk_page(request: OfficeRequest, talk: Talk, **forms: Any) -> HttpResponse:
    me = request.access.member_id
    mine, is_side = talk.entered_by_id == request.user.pk, talk.is_side(me)
    items = list(talk.items.select_related("owner"))
    context = {
        "talk": talk,
        "is_side": is_side,
        "items": items,
        "may_confirm": is_side and not talk.has_agreed(me) and talk.state == "entered",
        "may_edit": mine and not talk.is_settled,
        "may_send_back": is_side and not mine and talk.state == "entered",
        "may_sign_on_paper": mine and not talk.is_settled and _somebody_without_account(talk),
        "mine": {item.pk for item in items if item.owner_id == me or _keeps(request, talk.branch)},
        "note": forms.get("note") or TalkNoteForm(),
        "item": forms.get("item") or TalkItemForm(talk=talk),
        "outcome": forms.get("outcome") or TalkOutcomeForm(),
    }
    return page(request, "activities/talk/detail.html", context, status=422 if forms else 200)


def _somebody_without_account(talk: Talk) -> bool:
    sides: tuple[Member, Member] = (talk.talker, talk.partner)
    return any(side.user_id is None for side in sides)

"""The appraisal on a member's phone: one's own words, the secret ballot, the decision on oneself (DA-02, DA-06)."""

from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices_life import AppraisalState
from activities.forms.my_appraisal import (
    BallotForm,
    NominationObjectionForm,
    OwnOpinionForm,
    OwnViewForm,
    OwnWordsForm,
)
from activities.models import Appraisal, AppraisalPerson, ExcellentNomination, MutualOpinion
from activities.reports.appraisal_page import PersonLine
from activities.reports.appraisal_year import OwnYearInShort, year_in_short
from activities.services import appraisal_ballots, appraisal_words, nominating
from activities.views.own_member import own_member
from members.models import Member
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest
from partywork.common.responses import done, page

SELF = AppraisalPerson.objects.select_related(
    "appraisal__branch", "appraisal__activity", "appraisal__box", "appraisal__committee_box", "member"
)


@require_http_methods(["GET", "HEAD", "POST"])
def my_appraisal(request: OfficeRequest, pk: int) -> HttpResponse:
    """What there is to read and do; posting is the own self-appraisal."""
    _, person = _mine(request, pk)
    form = OwnWordsForm(request.POST or None, initial={"text": person.self_text})
    verb = appraisal_words.assess_self
    if submit(form, verb, person, by=request.user):
        return done(request, "自评交了，测评结束以前还可以改。", "my_appraisal", pk)
    return _show(request, person, words_form=form, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def my_appraisal_ballot(request: OfficeRequest, pk: int) -> HttpResponse:
    """A tap a name and one to send; says nothing into session, journal or messages about who sent."""
    member, own = _mine(request, pk)
    appraisal = own.appraisal
    refusal = appraisal_ballots.why_not(appraisal, member)
    if refusal is not None:
        return _voted(request, appraisal, refusal, 422 if request.method == "POST" else 200)
    rows = appraisal.people.exclude(pk=own.pk).select_related("member")
    people = [person for person in rows if person.is_on_the_paper]
    form = BallotForm(request.POST or None, people=people, with_committee=appraisal.with_committee)
    if request.method == "POST" and form.is_valid():
        try:
            appraisal_ballots.vote(appraisal, member, grades=form.grades, committee=form.committee)
        except DomainError as late:
            if late.code != "empty":
                return _voted(request, appraisal, late, 422)
            form.add_error(None, late.message)
        else:
            return _voted(request, appraisal, None, 200)
    elif request.method == "POST" and not form.errors:
        form.add_error(None, "一个人也没有评，请至少评一人再交。")
    context = {
        "appraisal": appraisal,
        "form": form,
        "lines": [form[person.line] for person in people],
        "aspects": [form[aspect] for aspect in form.aspects],
        "probationary": [person for person in rows if not person.is_graded],
        "own": own,
    }
    status = 422 if form.errors else 200
    return page(request, "activities/member/appraisal_ballot.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def my_appraisal_opinion(request: OfficeRequest, pk: int) -> HttpResponse:
    """What one says of another, signed: `pk` is the other's line in the appraisal."""
    member = own_member(request)
    rows = AppraisalPerson.objects.select_related("appraisal", "member").exclude(member=member)
    about = rows.filter(pk=pk, appraisal__people__member=member).first() if member else None
    if member is None or about is None:
        raise Http404("没有这个人，或他不在您的支部。")
    known = MutualOpinion.objects.filter(person=about, author=member).first()
    form = OwnOpinionForm(
        request.POST if request.method == "POST" else None, initial={"text": known.text if known else ""}
    )
    verb = appraisal_words.comment
    if submit(form, verb, about, member, by=request.user):
        said = f"对{about.member.name}的意见记下了。" if form.cleaned_data["text"] else "已撤回。"
        return done(request, said, "my_appraisal", about.appraisal_id)
    context = {"about": about, "form": form}
    status = 422 if form.errors else 200
    return page(request, "activities/member/appraisal_opinion.html", context, status=status)


@require_POST
def my_appraisal_view(request: OfficeRequest, pk: int) -> HttpResponse:
    _, person = _mine(request, pk)
    form = OwnViewForm(request.POST)
    if submit(form, appraisal_words.say_view, person, by=request.user):
        return done(request, "您的意见记下了。", "my_appraisal", pk)
    return _show(request, person, view_form=form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def my_nomination(request: OfficeRequest, pk: int) -> HttpResponse:
    """A nomination shown to the branch, and an objection to it (DA-11, PB-02)."""
    member, today = own_member(request), clock.today()
    rows = ExcellentNomination.objects.select_related("person__appraisal", "person__member")
    shown = rows.filter(
        pk=pk, shown_from__lte=today, shown_to__gte=today, person__appraisal__people__member=member
    ).first()
    if member is None or shown is None:
        raise Http404("没有这项公示，或公示期已过。")
    form = NominationObjectionForm(request.POST or None)
    if submit(form, nominating.object_to, shown, member):
        return done(request, "记下了，支部会核查。", "my_nomination", pk)
    context = {"nomination": shown, "form": form, "said": shown.objections.filter(member=member).first()}
    status = 422 if form.errors else 200
    return page(request, "activities/member/nomination.html", context, status=status)


def _mine(request: OfficeRequest, pk: int) -> tuple[Member, AppraisalPerson]:
    member = own_member(request)
    person = SELF.filter(appraisal=pk, member=member).first() if member else None
    if member is None or person is None:
        raise Http404("没有这次评议，或它不是您支部的。")
    return member, person


def _voted(
    request: OfficeRequest, appraisal: Appraisal, refusal: DomainError | None, status: int
) -> HttpResponse:
    context = {"appraisal": appraisal, "refusal": refusal}
    return page(request, "activities/member/appraisal_voted.html", context, status=status)


@require_safe
def my_appraisals(request: OfficeRequest) -> HttpResponse:
    """One's own appraisals, year by year."""
    member = own_member(request)
    if member is None:
        return page(request, "activities/member/nobody.html")
    rows = SELF.filter(member=member).order_by("-appraisal__for_year")
    return page(request, "activities/member/appraisals.html", {"people": rows})


def _show(
    request: OfficeRequest, person: AppraisalPerson, status: int = 200, **bound: BaseForm
) -> HttpResponse:
    appraisal, today = person.appraisal, clock.today()
    before = appraisal.state in (AppraisalState.PREPARED, AppraisalState.OPEN)
    published = appraisal.state == AppraisalState.PUBLISHED
    year = year_in_short(appraisal.for_year, [person.member_id])
    said = dict(
        MutualOpinion.objects.filter(author=person.member, person__appraisal=appraisal).values_list(
            "person_id", "text"
        )
    )
    others = appraisal.people.exclude(pk=person.pk).select_related("member")
    nominations = ExcellentNomination.objects.filter(
        person__appraisal=appraisal, shown_from__lte=today, shown_to__gte=today
    )
    context: dict[str, Any] = {
        "appraisal": appraisal,
        "person": person,
        "line": PersonLine(person, year.get(person.member_id, OwnYearInShort())),
        "before": before,
        "is_open": appraisal.state == AppraisalState.OPEN,
        "is_published": published,
        "may_vote": appraisal_ballots.why_not(appraisal, person.member) is None,
        "others": [(other, said.get(other.pk, "")) for other in others] if before else [],
        "opinions": person.opinions.select_related("author"),
        "nominations": nominations.select_related("person__member"),
        "words_form": OwnWordsForm(initial={"text": person.self_text}),
        "view_form": OwnViewForm(),
        "refused": set(bound) if status != 200 else set(),
        **bound,
    }
    return page(request, "activities/member/appraisal.html", context, status=status)

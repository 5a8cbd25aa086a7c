"""One member in an appraisal at the desk: the words, the decision, an objection, a nomination (F-14 c, DA-11)."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices_life import AppraisalState, Decided, OwnView
from activities.forms.appraisal import (
    AnswerForm,
    FormerForm,
    NominationForm,
    OpinionForm,
    ReasonForm,
    ReconsiderForm,
    UngradedForm,
    WordsForm,
)
from activities.models import AppraisalPerson, ExcellentNomination, NominationObjection
from activities.reports.appraisal_page import GRADES, PersonLine
from activities.reports.appraisal_year import OwnYearInShort, year_in_short
from activities.services import appraisal_grading, appraisal_words, appraising, nominating
from activities.views.appraisal_rights import may_read_words, must_read_words
from members.access import Capability
from partywork.common import clock
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused

PEOPLE = AppraisalPerson.objects.select_related(
    "appraisal__branch", "appraisal__superior", "appraisal__activity", "member"
)


@require_safe
def appraisal_person(request: OfficeRequest, pk: int) -> HttpResponse:
    person = load(request, PEOPLE, pk, see=Capability.SEE_RECORD)
    must_read_words(request, person.appraisal.branch, person.appraisal.superior)
    return _show(request, person)


@require_POST
def appraisal_person_words(request: OfficeRequest, pk: int) -> HttpResponse:
    """Typed in for a member who does not write himself."""
    person = _runs(request, pk)
    form = WordsForm(request.POST)
    if submit(form, appraisal_words.assess_self, person, by=request.user):
        return done(request, "自评已保存。", _place(person))
    return _show(request, person, words_form=form)


@require_POST
def appraisal_person_opinion(request: OfficeRequest, pk: int) -> HttpResponse:
    person = _runs(request, pk)
    form = OpinionForm(request.POST, person=person)
    if submit(form, appraisal_words.comment, person, by=request.user):
        return done(request, "互评意见已保存。", _place(person))
    return _show(request, person, opinion_form=form)


@require_POST
def appraisal_person_former(request: OfficeRequest, pk: int) -> HttpResponse:
    person = _runs(request, pk)
    form = FormerForm(request.POST)
    if submit(form, appraisal_words.note_former, person, by=request.user):
        return done(request, "原支部意见已保存。", _place(person))
    return _show(request, person, former_form=form)


@require_POST
def appraisal_person_ungraded(request: OfficeRequest, pk: int) -> HttpResponse:
    person = _runs(request, pk)
    form = UngradedForm(request.POST)
    if submit(form, appraising.leave_ungraded, person, by=request.user):
        said = "不列入测评，注明原因。" if form.cleaned_data["reason"] else "照常评定。"
        return done(request, said, _place(person))
    return _show(request, person, ungraded_form=form)


@require_POST
def appraisal_person_review(request: OfficeRequest, pk: int) -> HttpResponse:
    """After an objection: answered, and perhaps another grade."""
    person = load(request, PEOPLE, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    form = ReconsiderForm(request.POST)
    if submit(form, appraisal_grading.reconsider, person, by=request.user):
        return done(request, "已答复本人。", _place(person))
    return _show(request, person, review_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
def appraisal_person_nomination(request: OfficeRequest, pk: int) -> HttpResponse:
    person = load(request, PEOPLE, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    known = ExcellentNomination.objects.filter(person=person).first()
    today = clock.today()
    initial: dict[str, Any] = {"shown_from": today, "scope": "branch"}
    if known is not None:
        initial = {
            **known.remarks,
            "shown_from": known.shown_from,
            "shown_to": known.shown_to,
            "scope": known.scope,
        }
    form = NominationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("shown_from", "shown_to", "scope")}
        if attempt(form, nominating.nominate, person, by=request.user, remarks=form.remarks, **values):
            return done(request, "推荐已公示，支部党员在手机上看得到。", _place(person))
    context = {"person": person, "form": form, "known": known, "off_form": ReasonForm()}
    status = 422 if form.errors else 200
    return page(request, "activities/appraisal/nomination.html", context, status=status)


@require_POST
def nomination_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    nominations = ExcellentNomination.objects.select_related("person")
    nomination = load(request, nominations, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    person, form = nomination.person, ReasonForm(request.POST)
    if submit(form, nominating.withdraw, nomination, by=request.user):
        return done(request, "推荐已撤回。", _place(person))
    place = reverse("appraisal_person_nomination", args=[person.pk])
    return refused(request, "请写明撤回的原因。", place)


@require_POST
def nomination_answer(request: OfficeRequest, pk: int) -> HttpResponse:
    objections = NominationObjection.objects.select_related("nomination__person")
    objection = load(request, objections, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    person, form = objection.nomination.person, AnswerForm(request.POST)
    if form.is_valid() and attempt(
        form, nominating.answer, objection, by=request.user, text=form.cleaned_data["answer"]
    ):
        return done(request, "核查结果已记下。", _place(person))
    return refused(request, "请写核查结果。", _place(person))


def _runs(request: OfficeRequest, pk: int) -> AppraisalPerson:
    return load(request, PEOPLE, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)


def _place(person: AppraisalPerson) -> str:
    return reverse("appraisal_person", args=[person.pk])


def _show(request: OfficeRequest, person: AppraisalPerson, **bound: BaseForm) -> HttpResponse:
    appraisal = person.appraisal
    year = year_in_short(appraisal.for_year, [person.member_id])
    line = PersonLine(person, year.get(person.member_id, OwnYearInShort()))
    access = request.access
    before = appraisal.state in (AppraisalState.PREPARED, AppraisalState.OPEN)
    published = appraisal.state == AppraisalState.PUBLISHED
    nomination = ExcellentNomination.objects.filter(person=person).first()
    may_file = access.may(Capability.FILE, appraisal.branch)
    reconsidered = {"grade": person.grade, "reason": person.reason, "reply": person.reply}
    context: dict[str, Any] = {
        "appraisal": appraisal,
        "person": person,
        "line": line,
        "grades": GRADES,
        "opinions": person.opinions.select_related("author"),
        "nomination": nomination,
        "objections": nomination.objections.select_related("member") if nomination and may_file else (),
        "may_run": access.may(Capability.RUN_ACTIVITY, appraisal.branch),
        "may_file": may_file,
        "may_read": may_read_words(access, appraisal.branch, appraisal.superior),
        "before": before,
        "is_prepared": appraisal.state == AppraisalState.PREPARED,
        "is_published": published,
        "objected": published and person.own_view == OwnView.OBJECTS and not person.superior_opinion,
        "may_nominate": published and person.grade == Decided.OUTSTANDING and may_file,
        "words_form": WordsForm(initial={"text": person.self_text}),
        "opinion_form": OpinionForm(person=person),
        "former_form": FormerForm(initial={"text": person.former_opinion}),
        "ungraded_form": UngradedForm(initial={"reason": person.reason}),
        "review_form": ReconsiderForm(initial=reconsidered),
        "answer_form": AnswerForm(),
        "refused": set(bound),
        **bound,
    }
    return page(request, "activities/appraisal/person.html", context, status=422 if bound else 200)

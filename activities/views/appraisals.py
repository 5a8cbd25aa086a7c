"""The appraisal of a year at the desk: its page, the meeting, the ballot, the decision, the feedback (DA-*)."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices_life import AppraisalState
from activities.forms.appraisal import (
    AboveForm,
    AppraisalPaperForm,
    BeginAppraisalForm,
    DecisionForm,
    MeetingForm,
    NewMeetingForm,
    ReasonForm,
    decision_day,
    meeting_initial,
)
from activities.models import Appraisal, AppraisalPaper, AppraisalPerson
from activities.reports.appraisal_page import (
    COMMITTEE_GRADES,
    GRADES,
    candidates,
    committee_rows,
    person_lines,
    steps_of,
    unsettled_objections,
)
from activities.reports.days_to_meet import next_meeting
from activities.services import (
    appraisal_ballots,
    appraisal_grading,
    appraisal_words,
    appraising,
)
from activities.services.convening import open_appraisal
from activities.views.appraisal_rights import is_superior, may_read_words
from activities.views.convening import convened
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused, step

APPRAISALS = Appraisal.objects.select_related("branch", "superior", "activity", "box", "committee_box")


@require_POST
def appraisal_begin(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    form = BeginAppraisalForm(request.POST)
    if submit(form, appraising.prepare, branch, by=request.user):
        return done(request, "评议已开始筹备，可以写自评、提意见了。", _place(form.outcome))  # type: ignore[attr-defined]
    sentence = next(iter(error for errors in form.errors.values() for error in errors), "请选年度。")
    return refused(request, str(sentence), f"{reverse('life_home')}?branch={branch.pk}")


@require_safe
def appraisal_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return _show(request, load(request, APPRAISALS, pk, see=Capability.SEE_RECORD))


@require_POST
def appraisal_meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """At a meeting that stands already, or at one of its own opened here."""
    appraisal = _runs(request, pk)
    answer = convened(request, appraisal, _meetings(appraisal), appraising.convene, open_appraisal)
    if answer.said:
        return done(request, answer.said, _place(appraisal))
    return _show(request, appraisal, **answer.refused)


@require_POST
def appraisal_opening(request: OfficeRequest, pk: int) -> HttpResponse:
    appraisal = _runs(request, pk)
    return step(
        request,
        (_place(appraisal),),
        appraising.open_ballot,
        appraisal,
        by=request.user,
        said=lambda row: f"测评开始，{row.issued} 人有票。到会的党员在手机上就能投。",
    )


@require_POST
def appraisal_calling_off(request: OfficeRequest, pk: int) -> HttpResponse:
    appraisal = _runs(request, pk)
    form = ReasonForm(request.POST)
    if submit(form, appraising.call_off, appraisal, by=request.user):
        return done(request, "这次投票作废，票没有看就销毁了，可以重新开始。", _place(appraisal))
    return _show(request, appraisal, off_form=form)


@require_POST
def appraisal_paper(request: OfficeRequest, pk: int) -> HttpResponse:
    appraisal = _runs(request, pk)
    form = AppraisalPaperForm(request.POST, appraisal=appraisal)
    if form.is_valid() and attempt(
        form, appraisal_ballots.enter_paper, appraisal, by=request.user, **form.totals
    ):
        return done(request, "纸票合计记下了。", _place(appraisal))
    return _show(request, appraisal, paper_form=form)


@require_POST
def appraisal_closing(request: OfficeRequest, pk: int) -> HttpResponse:
    appraisal = _runs(request, pk)
    return step(
        request,
        (_place(appraisal),),
        appraising.close_ballot,
        appraisal,
        by=request.user,
        said=lambda row: f"测评结束，收回 {row.returned} 票。",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def appraisal_decision(request: OfficeRequest, pk: int) -> HttpResponse:
    """Everybody on one page; above the cap nothing is written, and what was typed stays (DA-04)."""
    appraisal = load(request, APPRAISALS, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    if appraisal.state != AppraisalState.CLOSED:
        return refused(request, "民主测评结束以后、反馈以前才能评定等次。", _place(appraisal))
    lines = [line for line in person_lines(appraisal) if line.person.is_graded]
    people = [line.person for line in lines]
    initial = {"on": decision_day(appraisal), "revision": appraisal.revision}
    initial["by_members"] = "1" if appraisal.decided_by_members else "0"
    form = DecisionForm(request.POST or None, people=people, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("on", "by_members", "revision")}
            verb = appraisal_grading.decide
            if attempt(form, verb, appraisal, form.decisions, by=request.user, **values):
                return done(request, "评定意见已保存。", _place(appraisal))
            if form.has_error("__all__", "conflict"):
                form, status = _on_top(request, appraisal, form, people), 409
    context = {
        "appraisal": appraisal,
        "cap": appraisal.cap,
        "form": form,
        "lines": [(line, *form.boxes(line.person)) for line in lines],
        "grades": GRADES,
    }
    return page(request, "activities/appraisal/decision.html", context, status=status)


def _on_top(
    request: OfficeRequest, appraisal: Appraisal, form: DecisionForm, people: list[AppraisalPerson]
) -> DecisionForm:
    """What was typed stays; saving once more is then deliberate (E-82)."""
    data = request.POST.copy()
    data["revision"] = str(Appraisal.objects.values_list("revision", flat=True).get(pk=appraisal.pk))
    again = DecisionForm(data, people=people)
    again.is_valid()
    for sentence in form.non_field_errors():
        again.add_error(None, sentence)
    return again


@require_POST
def appraisal_publication(request: OfficeRequest, pk: int) -> HttpResponse:
    appraisal = load(request, APPRAISALS, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    place = (_place(appraisal),)
    said = "已反馈，每人只看到自己的。"
    return step(request, place, appraising.publish, appraisal, by=request.user, said=said)


@require_POST
def appraisal_superior(request: OfficeRequest, pk: int) -> HttpResponse:
    """The superior signs all sheets that have no opinion yet (F-14 c)."""
    appraisal = load(
        request, APPRAISALS, pk, see=Capability.SEE_RECORD, do=Capability.ANSWER, at="superior__path"
    )
    form = AboveForm(request.POST)
    if submit(form, appraisal_words.sign_above, appraisal, by=request.user):
        return done(request, f"已签署 {form.outcome} 人。", _place(appraisal))  # type: ignore[attr-defined]
    return _show(request, appraisal, above_form=form)


def _runs(request: OfficeRequest, pk: int) -> Appraisal:
    return load(request, APPRAISALS, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)


def _place(appraisal: Appraisal) -> str:
    return reverse("appraisal_detail", args=[appraisal.pk])


def _meetings(appraisal: Appraisal) -> list[Any]:
    return candidates(appraisal.branch, appraising.FORMS_OF_MEETING)


def _show(request: OfficeRequest, appraisal: Appraisal, **bound: BaseForm) -> HttpResponse:
    """The whole page; `bound` holds a form that was refused, with everything typed in it."""
    access = request.access
    may_run = access.may(Capability.RUN_ACTIVITY, appraisal.branch)
    is_open = appraisal.state == AppraisalState.OPEN
    is_prepared = appraisal.state == AppraisalState.PREPARED
    lines, returned = person_lines(appraisal), appraisal_ballots.returned(appraisal)
    meetings = _meetings(appraisal) if is_prepared and may_run else []
    context: dict[str, Any] = {
        "appraisal": appraisal,
        "lines": lines,
        "steps": steps_of(appraisal, lines, returned),
        "grades": GRADES,
        "committee_grades": COMMITTEE_GRADES,
        "committee": committee_rows(appraisal),
        "returned": returned,
        "paper": AppraisalPaper.objects.filter(appraisal=appraisal).first() if is_open else None,
        "cap": appraisal.cap,
        "objections": unsettled_objections(lines),
        "may_run": may_run,
        "may_file": access.may(Capability.FILE, appraisal.branch),
        "may_read": may_read_words(access, appraisal.branch, appraisal.superior),
        "is_superior": is_superior(access, appraisal.superior),
        "is_prepared": is_prepared,
        "is_open": is_open,
        "is_closed": appraisal.state == AppraisalState.CLOSED,
        "is_published": appraisal.state == AppraisalState.PUBLISHED,
        "meetings": meetings,
        "meeting_form": MeetingForm(meetings=meetings),
        "new_meeting_form": NewMeetingForm(initial=meeting_initial(*next_meeting(appraisal.branch))),
        "paper_form": AppraisalPaperForm(appraisal=appraisal) if is_open else None,
        "off_form": ReasonForm(),
        "above_form": AboveForm(),
        "refused": set(bound),
        **bound,
    }
    return page(request, "activities/appraisal/detail.html", context, status=422 if bound else 200)

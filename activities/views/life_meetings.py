"""An organizational life meeting at the desk: three phases, each step read from what stands there (OL-03, F-13)."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from activities.documents import catalogue
from activities.documents.filled_life import life_record
from activities.forms.appraisal import MeetingForm, NewMeetingForm, ReasonForm, meeting_initial
from activities.forms.life import (
    AnswerCriticismForm,
    BeginLifeForm,
    CriticismForm,
    DiscloseForm,
    ExaminationForm,
    LastYearForm,
    OpinionsForm,
    PlanForm,
    RectificationForm,
    SettleForm,
    SpeakForm,
    StudiesForm,
    TakeOverForm,
    people_of,
)
from activities.models import Criticism, Examination, LifeMeeting, OpinionSought, Rectification
from activities.reports.appraisal_page import candidates
from activities.reports.days_to_meet import next_meeting
from activities.reports.life_page import life_page, possible_studies
from activities.services import life_meetings, life_words, rectifying
from activities.services.convening import open_life_meeting
from activities.views.appraisal_rights import may_read_words, must_read_words
from activities.views.convening import convened
from activities.views.document import ask
from activities.views.line_form import answer_line
from activities.views.own_branch import own_branch
from members.access import Capability
from partywork.common import clock
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused, step

LIVES = LifeMeeting.objects.select_related("branch", "superior", "activity__host", "activity__record")


@require_POST
def life_begin(request: OfficeRequest) -> HttpResponse:
    branch = own_branch(request, Capability.RUN_ACTIVITY)
    form = BeginLifeForm(request.POST)
    if submit(form, life_meetings.begin, branch, by=request.user):
        return done(request, "已开始筹备，会前各项从这里办。", _place(form.outcome))  # type: ignore[attr-defined]
    sentence = next((str(error) for errors in form.errors.values() for error in errors), "")
    return refused(request, sentence, f"{reverse('life_home')}?branch={branch.pk}")


@require_safe
def life_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return _show(request, load(request, LIVES, pk, see=Capability.SEE_RECORD))


@require_POST
def life_meeting(request: OfficeRequest, pk: int) -> HttpResponse:
    """A meeting that stands already, or one opened here; the common machinery runs it."""
    life = _runs(request, pk)
    answer = convened(request, life, _meetings(life), life_meetings.convene, open_life_meeting)
    return done(request, answer.said, _place(life)) if answer.said else _show(request, life, **answer.refused)


@require_POST
def life_studies(request: OfficeRequest, pk: int) -> HttpResponse:
    life = _runs(request, pk)
    form = StudiesForm(request.POST, rows=possible_studies(life))
    if form.is_valid() and attempt(
        form, life_meetings.choose_studies, life, form.cleaned_data["studies"], by=request.user
    ):
        return done(request, "会前学习记下了。", _place(life, "before"))
    return _show(request, life, studies_form=form)


@require_POST
def life_opinions(request: OfficeRequest, pk: int) -> HttpResponse:
    life = _runs(request, pk)
    return _do(
        request, life, "opinions_form", OpinionsForm(request.POST), life_meetings.note_opinions, "before"
    )


@require_POST
def life_opinion_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    rows = OpinionSought.objects.select_related("life")
    row = load(request, rows, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)
    place = (_place(row.life, "before"),)
    return step(request, place, life_meetings.strike_opinions, row, by=request.user, said="已删去。")


@require_POST
def life_plan(request: OfficeRequest, pk: int) -> HttpResponse:
    life = load(request, LIVES, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    return _do(request, life, "plan_form", PlanForm(request.POST), life_meetings.report_plan, "before")


@require_POST
def life_last_year(request: OfficeRequest, pk: int) -> HttpResponse:
    life = _runs(request, pk)
    form = LastYearForm(request.POST)
    return _do(request, life, "last_year_form", form, life_meetings.report_last_year, "during")


@require_POST
def life_examination(request: OfficeRequest, pk: int) -> HttpResponse:
    """Typed in for the committee, or for a member who does not write himself."""
    life = _runs(request, pk)
    form = ExaminationForm(request.POST, people=people_of(life), has_committee=life.branch.has_committee)
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("problem", "cause", "measure")}
        whose = form.cleaned_data["whose"]
        if attempt(form, life_words.examine, life, whose, by=request.user, **values):
            return done(request, "对照检查已保存。", _place(life, "during"))
    return _show(request, life, examination_form=form)


@require_POST
def life_speaking(request: OfficeRequest, pk: int) -> HttpResponse:
    """It was said, in this order; an absent member's is read out by somebody (OL-06)."""
    rows = Examination.objects.select_related("life__branch", "life__activity", "member")
    row = load(request, rows, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)
    form = SpeakForm(request.POST, people=people_of(row.life))
    if submit(form, life_words.speak, row, by=request.user):
        return done(request, "发言次序记下了。", _place(row.life, "during"))
    sentence = next((str(error) for errors in form.errors.values() for error in errors), "")
    return refused(request, sentence, _place(row.life, "during"))


@require_POST
def life_criticism(request: OfficeRequest, pk: int) -> HttpResponse:
    life = _runs(request, pk)
    form = CriticismForm(request.POST, people=people_of(life))
    if form.is_valid():
        who = (form.cleaned_data["critic"], form.cleaned_data["member"])
        words = {name: form.cleaned_data[name] for name in ("text", "answer")}
        if attempt(form, life_words.criticize, life, *who, by=request.user, **words):
            return done(request, "记下了。", _place(life, "during"))
    return _show(request, life, criticism_form=form)


@require_POST
def life_criticism_answer(request: OfficeRequest, pk: int) -> HttpResponse:
    rows = Criticism.objects.select_related("life")
    row = load(request, rows, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)
    place = (_place(row.life, "during"),)
    form = AnswerCriticismForm(request.POST)
    return answer_line(request, place, form, life_words.answer, row, heading="表态", said="表态记下了。")


@require_POST
def life_rectification(request: OfficeRequest, pk: int) -> HttpResponse:
    life = _runs(request, pk)
    form = RectificationForm(request.POST, people=people_of(life))
    if form.is_valid():
        values = {name: form.cleaned_data[name] for name in ("problem", "measure", "owner", "due")}
        if attempt(form, rectifying.promise, life, form.cleaned_data["whose"], by=request.user, **values):
            return done(request, "列入整改清单。", _place(life, "after"))
    return _show(request, life, rectification_form=form)


@require_POST
def life_taking_over(request: OfficeRequest, pk: int) -> HttpResponse:
    life = _runs(request, pk)
    form = TakeOverForm(request.POST)
    if submit(form, rectifying.take_over, life, by=request.user):
        return done(request, f"从对照检查带入 {form.outcome} 项。", _place(life, "after"))  # type: ignore[attr-defined]
    return _show(request, life, take_over_form=form)


@require_POST
def rectification_settling(request: OfficeRequest, pk: int) -> HttpResponse:
    rows = Rectification.objects.select_related("life")
    row = load(request, rows, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)
    place = (_place(row.life, "after"),)
    form = SettleForm(request.POST)
    return answer_line(request, place, form, rectifying.settle, row, heading="办结", said="办结了。")


@require_POST
def rectification_removal(request: OfficeRequest, pk: int) -> HttpResponse:
    rows = Rectification.objects.select_related("life")
    row = load(request, rows, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)
    place = (_place(row.life, "after"),)
    form = ReasonForm(request.POST)
    return answer_line(request, place, form, rectifying.strike, row, heading="撤销", said="已撤销。")


@require_POST
def life_disclosure(request: OfficeRequest, pk: int) -> HttpResponse:
    life = load(request, LIVES, pk, see=Capability.SEE_RECORD, do=Capability.FILE)
    return _do(request, life, "disclose_form", DiscloseForm(request.POST), life_meetings.disclose, "after")


@require_POST
def life_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """F-13, by default without what was said of oneself and each other (OL-08)."""
    life = load(request, LIVES, pk, see=Capability.SEE_RECORD)
    must_read_words(request, life.branch, life.superior)
    whole = request.POST.get("form") == "whole"
    if whole and not request.access.may(Capability.WRITE_RECORD, life.branch):
        raise PermissionDenied("连同批评内容的记录由支部打印。")
    kind = catalogue.LIFE_RECORD_WHOLE if whole else catalogue.LIFE_RECORD
    name = f"{life.for_year}年度组织生活会记录{'（含批评内容）' if whole else ''}.pdf"
    return ask(kind, life_record(life, whole=whole), name, life.branch)


def _do(
    request: OfficeRequest,
    life: LifeMeeting,
    name: str,
    form: BaseForm,
    verb: Callable[..., Any],
    anchor: str,
) -> HttpResponse:
    if submit(form, verb, life, by=request.user):
        return done(request, "已保存。", _place(life, anchor))
    return _show(request, life, **{name: form})


def _runs(request: OfficeRequest, pk: int) -> LifeMeeting:
    return load(request, LIVES, pk, see=Capability.SEE_RECORD, do=Capability.RUN_ACTIVITY)


def _place(life: LifeMeeting, anchor: str = "") -> str:
    address = reverse("life_detail", args=[life.pk])
    return f"{address}#{anchor}" if anchor else address


def _meetings(life: LifeMeeting) -> list[Any]:
    return candidates(life.branch, life_meetings.FORMS_OF_MEETING)


def _show(request: OfficeRequest, life: LifeMeeting, **bound: BaseForm) -> HttpResponse:
    """The whole page; the words themselves only for whoever may read them (OL-08)."""
    access, today = request.access, clock.today()
    may_run = access.may(Capability.RUN_ACTIVITY, life.branch)
    may_read = may_read_words(access, life.branch, life.superior)
    shown, people = life_page(life), people_of(life)
    meetings = _meetings(life) if life.activity is None and may_run else []
    context: dict[str, Any] = {
        "life": life,
        "shown": shown,
        "may_run": may_run,
        "may_file": access.may(Capability.FILE, life.branch),
        "may_read": may_read,
        "opinions": life.opinions.all(),
        "examinations": life.examinations.select_related("member", "read_by") if may_read else (),
        "criticisms": life.criticisms.select_related("critic", "member") if may_read else (),
        "checks": life.self_checks.select_related("member") if may_run else (),
        "remarks": life.activity.guests.exclude(remark="") if life.activity else (),
        "rectifications": life.rectifications.select_related("member", "owner") if may_read else (),
        "carried": shown.carried if may_read else (),
        "studies": life.studies.all(),
        "meetings": meetings,
        "meeting_form": MeetingForm(meetings=meetings),
        "new_meeting_form": NewMeetingForm(initial=meeting_initial(*next_meeting(life.branch))),
        "studies_form": StudiesForm(rows=possible_studies(life), initial={"studies": life.studies.all()}),
        "opinions_form": OpinionsForm(initial={"on": today}),
        "plan_form": PlanForm(initial={"plan": life.plan}),
        "last_year_form": LastYearForm(initial={"text": life.last_year_report}),
        "examination_form": ExaminationForm(people=people, has_committee=life.branch.has_committee),
        "speak_box": str(
            SpeakForm(people=people, auto_id=False)["read_by"]
        ),  # drawn once, shown at each line
        "criticism_form": CriticismForm(people=people),
        "answer_form": AnswerCriticismForm(auto_id=False),
        "rectification_form": RectificationForm(people=people),
        "take_over_form": TakeOverForm(auto_id="id_take_%s"),
        "settle_form": SettleForm(auto_id=False),
        "disclose_form": DiscloseForm(
            initial={"shown_from": life.shown_from or today, "shown_to": life.shown_to, "scope": life.scope}
        ),
        "refused": set(bound),
        **bound,
    }
    return page(request, "activities/life/detail.html", context, status=422 if bound else 200)

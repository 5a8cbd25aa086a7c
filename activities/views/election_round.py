"""One ballot at the desk: hand it out, type the counting sheet in, close, announce, hold it again (EL-05, EL-06)."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from activities.choices_elections import RoundState
from activities.forms.agenda import PaperForm
from activities.forms.election import WhyForm
from activities.forms.election_round import CountForm
from activities.models import ElectionRound
from activities.reports.round_page import ROUNDS, hall_of, may_be_written_in
from activities.services import election_counting, election_rounds, secret_ballots, signed_sheets
from members.access import Capability
from partywork.common.forms import attempt, submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, step

SHEET_LABEL = "扫描件或者照片"


@require_safe
def round_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return show(request, load(request, ROUNDS, pk, see=Capability.SEE_ACTIVITY))


@require_POST
def opening(request: OfficeRequest, pk: int) -> HttpResponse:
    round_ = run(request, pk)
    here = None
    if round_.office in round_.election.committee_offices:
        here = [int(key) for key in request.POST.getlist("here") if key.isascii() and key.isdigit()]
    said = "已发票，大家可以在手机上投了。" if round_.is_by_phone else "已发票。投完以后把计票单录进来。"
    to = ("round_detail", pk)
    return step(request, to, election_rounds.hand_out, round_, by=request.user, here=here, said=said)


@require_POST
def count(request: OfficeRequest, pk: int) -> HttpResponse:
    round_ = run(request, pk)
    form = _count_form(round_, request.POST)
    if form.is_valid() and attempt(
        form, election_counting.count_paper, round_, form.counted(), by=request.user
    ):
        counted: ElectionRound = form.outcome  # type: ignore[attr-defined]
        said = counted.void_reason if counted.state == RoundState.VOID else "已计票，请核对后宣布。"
        return done(request, said, "round_detail", pk)
    return show(request, round_, count=form)


@require_POST
def closing(request: OfficeRequest, pk: int) -> HttpResponse:
    round_ = run(request, pk)
    to, said = ("round_detail", pk), "请监票人在自己的手机上确认结束。"
    return step(request, to, election_counting.ask_close, round_, by=request.user, said=said)


@require_POST
def announcement(request: OfficeRequest, pk: int) -> HttpResponse:
    round_ = run(request, pk)
    to = ("election_detail", round_.election_id)
    return step(request, to, election_counting.announce, round_, by=request.user, said="结果已宣布。")


@require_POST
def voiding(request: OfficeRequest, pk: int) -> HttpResponse:
    round_ = run(request, pk)
    form = WhyForm(request.POST)
    if submit(form, election_rounds.void, round_, by=request.user):
        return done(request, "这一次作废，请重新投票。", "election_detail", round_.election_id)
    return show(request, round_, void=form)


def run(request: OfficeRequest, pk: int) -> ElectionRound:
    return load(request, ROUNDS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)


def show(request: OfficeRequest, round_: ElectionRound, **bound: Any) -> HttpResponse:
    election = round_.election
    may_run = request.access.may(Capability.RUN_ACTIVITY, election.branch) and election.state == "open"
    to_count = not round_.is_by_phone and round_.state in (RoundState.OPEN, RoundState.COUNTED)
    context: dict[str, Any] = {
        "round": round_,
        "election": election,
        "lines": list(round_.lines.all()),
        "may_run": may_run,
        "hall": hall_of(round_) if round_.state == RoundState.PREPARED else None,
        "in_committee": round_.office in election.committee_offices,
        "to_count": to_count,
        "returned": secret_ballots.returned(round_.box) if _is_polling(round_) and round_.box else None,
        "is_teller": round_.teller is not None and round_.teller.user_id == request.user.pk,
        "count": _count_form(round_) if may_run and to_count else None,
        "void": WhyForm(),
        "signed_sheets": list(round_.signed_sheets.all()),
        "may_attach": request.access.may(Capability.RUN_ACTIVITY, election.branch)
        and round_.state in signed_sheets.COUNTED,
        "sheet_form": PaperForm(label=SHEET_LABEL),
        **bound,
    }
    return page(request, "activities/election/round.html", context, status=422 if bound else 200)


def _is_polling(round_: ElectionRound) -> bool:
    return round_.is_by_phone and round_.state == RoundState.OPEN


def _count_form(round_: ElectionRound, data: Any = None) -> CountForm:
    lines = list(round_.lines.all())
    return CountForm(data, round_=round_, lines=lines, others=may_be_written_in(round_))

"""Votes at the desk: the list of a meeting, one vote from the question to the announced result."""

from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from activities.choices import ActivityState
from activities.choices_votes import BallotMethod, BallotState
from activities.documents import catalogue
from activities.documents.filled_ballot import ballot_result
from activities.forms.balloting import (
    CountForm,
    OpinionForm,
    PrepareForm,
    VoidForm,
    from_item,
    kinds_of,
    wanted_links,
)
from activities.forms.excluding import ExclusionForm
from activities.models import Activity, Ballot
from activities.reports.ballot_page import ballot_lines, outlook_of, result_of
from activities.services import balloting, counting, preparing_ballots, secret_ballots
from activities.views.document import ask
from members.access import Capability
from partywork.common.forms import submit
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, page, refused, step

BALLOTS = Ballot.objects.select_related(
    "activity__branch", "item", "chair", "teller", "box", "repeats", "opened_by", "about__development"
)
ACTIVITIES = Activity.objects.select_related("branch", "host")


@require_http_methods(["GET", "HEAD", "POST"])
def activity_ballots(request: OfficeRequest, pk: int) -> HttpResponse:
    """The votes of a meeting; POST puts a question on the list."""
    posted = request.method == "POST"
    do = Capability.RUN_ACTIVITY if posted else None
    activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=do)
    if not posted:
        return show_list(request, activity)
    asked = {"kind": request.POST.get("kind", ""), "step": request.POST.get("step", "")}
    form = PrepareForm(request.POST, activity=activity, **asked)
    verb = preparing_ballots.prepare
    if submit(form, verb, activity, by=request.user):
        made: Ballot = form.outcome  # type: ignore[attr-defined]
        return done(request, "已列入表决事项，到时候在这里开始。", "ballot_detail", made.pk)
    return show_list(request, activity, form=form)


def show_list(request: OfficeRequest, activity: Activity, **bound: BaseForm) -> HttpResponse:
    """`?kind=` and `?item=` say what the form asks about; a refused form stands with everything typed in it."""
    kinds, known = kinds_of(activity), from_item(activity, request.GET.get("item", ""))
    kind = request.GET.get("kind") or known.get("kind") or (next(iter(kinds)) if len(kinds) == 1 else "")
    may_run = request.access.may(Capability.RUN_ACTIVITY, activity.branch)
    about = request.GET.get("step") or known.get("step", "")
    form = bound.get("form") or PrepareForm(activity=activity, kind=kind, step=about, initial=known)
    context = {
        "activity": activity,
        "lines": ballot_lines(activity),
        "may_run": may_run,
        "may_add": may_run and activity.state != ActivityState.CANCELLED,
        "links": wanted_links(activity),
        "exclusions": activity.voter_exclusions.select_related("member"),
        "in_full": request.access.may(Capability.KEEP_STANDING, activity.branch),
        "exclusion_form": ExclusionForm(activity=activity),
        **bound,
        "form": form if isinstance(form, PrepareForm) and form.rule is not None else None,
    }
    return page(request, "activities/ballot/list.html", context, status=422 if bound else 200)


@require_safe
def ballot_detail(request: OfficeRequest, pk: int) -> HttpResponse:
    return show(request, load(request, BALLOTS, pk, see=Capability.SEE_ACTIVITY))


@require_safe
def ballot_state(request: OfficeRequest, pk: int) -> HttpResponse:
    """How many papers came back and who has confirmed: asked for again while it is open, never a count."""
    ballot = load(request, BALLOTS, pk, see=Capability.SEE_ACTIVITY)
    if ballot.state != BallotState.OPEN:
        answer = HttpResponse()
        answer["HX-Redirect"] = reverse("ballot_detail", args=[pk])
        return answer
    return page(
        request,
        "activities/ballot/_progress.html",
        {"ballot": ballot, "returned": secret_ballots.returned(ballot.box)},
    )


@require_POST
def ballot_opening(request: OfficeRequest, pk: int) -> HttpResponse:
    ballot = run(request, pk)
    said: Callable[[Ballot], str] = lambda opened: opened.sentence  # noqa: E731
    return step(request, ("ballot_detail", pk), balloting.open_ballot, ballot, by=request.user, said=said)


@require_POST
def ballot_count(request: OfficeRequest, pk: int) -> HttpResponse:
    ballot = run(request, pk)
    form = CountForm(request.POST, ballot=ballot)
    if submit(form, counting.enter_count, ballot, by=request.user):
        return done(request, "票数登记好了，请主持人和监票人各自核对、确认。", "ballot_detail", pk)
    return show(request, ballot, count_form=form)


@require_POST
def ballot_confirmation(request: OfficeRequest, pk: int) -> HttpResponse:
    """From the desk, by the chair or the teller; anybody else is told who must."""
    ballot = load(request, BALLOTS, pk, see=Capability.SEE_ACTIVITY)
    return step(request, ("ballot_detail", pk), counting.confirm, ballot, by=request.user, said=confirmed)


def confirmed(ballot: Ballot) -> str:
    if ballot.state == BallotState.CLOSED:
        return f"两人都确认了，表决结束。{ballot.sentence}"
    waiting = ballot.teller if ballot.chair_confirmed_at else ballot.chair
    return f"您确认了，等{waiting}确认。"


@require_POST
def ballot_announcement(request: OfficeRequest, pk: int) -> HttpResponse:
    said = "结果宣布了，党员在手机上看得到。"
    return step(
        request, ("ballot_detail", pk), counting.announce, run(request, pk), by=request.user, said=said
    )


@require_POST
def ballot_voiding(request: OfficeRequest, pk: int) -> HttpResponse:
    ballot = run(request, pk)
    form = VoidForm(request.POST)
    verb = counting.declare_void
    if submit(form, verb, ballot, by=request.user):
        again: Ballot = form.outcome  # type: ignore[attr-defined]
        return done(request, "已经作废，票都没有看。可以重新开始了。", "ballot_detail", again.pk)
    return show(request, ballot, void_form=form)


@require_POST
def ballot_withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    ballot = run(request, pk)
    to = ("activity_ballots", ballot.activity_id)
    return step(request, to, preparing_ballots.withdraw, ballot, by=request.user, said="撤下了。")


@require_POST
def ballot_document(request: OfficeRequest, pk: int) -> HttpResponse:
    """The result sheet, to be signed by chair and teller."""
    ballot = load(request, BALLOTS, pk, see=Capability.SEE_ACTIVITY)
    content = ballot_result(ballot)
    if content is None:
        return refused(request, "表决还没有结束，没有结果可以打印。", "ballot_detail", pk)
    name = f"{ballot.activity.day:%Y-%m-%d}表决结果单.pdf"
    return ask(catalogue.BALLOT_RESULT, content, name, ballot.activity.branch)


def run(request: OfficeRequest, pk: int) -> Ballot:
    return load(request, BALLOTS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)


def show(request: OfficeRequest, ballot: Ballot, **bound: BaseForm) -> HttpResponse:
    """The whole page; `bound` holds a form that was refused, with everything typed in it."""
    prepared, is_open = ballot.state == BallotState.PREPARED, ballot.state == BallotState.OPEN
    may_run = request.access.may(Capability.RUN_ACTIVITY, ballot.activity.branch)
    member = request.access.member_id
    context: dict[str, Any] = {
        "ballot": ballot,
        "activity": ballot.activity,
        "may_run": may_run,
        "is_prepared": prepared,
        "is_open": is_open,
        "is_electronic": ballot.method == BallotMethod.ELECTRONIC,
        "outlook": outlook_of(ballot) if prepared else None,
        "result": result_of(ballot),
        "about": ballot.about if hasattr(ballot, "about") else None,
        "may_develop": request.access.may(Capability.KEEP_DEVELOPMENT, ballot.activity.branch),
        "returned": secret_ballots.returned(ballot.box) if is_open else 0,
        "opinions": ballot.opinions.select_related("member") if ballot.rule.written else (),
        "again": ballot.repeated_by.first() if ballot.state == BallotState.VOID else None,
        "is_chair": member == ballot.chair_id,
        "is_teller": member == ballot.teller_id,
        "may_confirm": is_open and _may_confirm(ballot, member),
        "opinion_form": OpinionForm(ballot=ballot) if prepared and ballot.rule.written and may_run else None,
        "count_form": CountForm(ballot=ballot) if is_open and may_run else None,
        "void_form": VoidForm(),
        **bound,
    }
    return page(request, "activities/ballot/detail.html", context, status=422 if bound else 200)


def _may_confirm(ballot: Ballot, member: int | None) -> bool:
    ready = ballot.method == BallotMethod.ELECTRONIC or ballot.is_counted
    waits = {ballot.chair_id: not ballot.chair_confirmed_at, ballot.teller_id: not ballot.teller_confirmed_at}
    return ready and member is not None and waits.get(member, False)

"""What a branch puts before the Party committee about one person, and the answer (DV-04, DV-09, DV-13, DV-17)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from members.access import Capability
from members.choices_publicity import Matter, SubmissionState
from members.forms.development_plan import AnswerForm, SubmitForm
from members.models import DevelopmentSubmission
from members.rules.development import BY_NUMBER
from members.rules.development_facts import facts_of
from members.rules.development_path import WayFacts, limits_of, missing_for
from members.services import submitting
from members.views.common import access_to, branches_of, choose, posted
from members.views.developments import find_development, way_here
from members.views.member import FORM_PAGE
from partywork.common import clock
from partywork.common.forms import attempt, submit
from partywork.common.requests import actor, load
from partywork.common.responses import done, page

SEE, KEEP = Capability.SEE_DEVELOPMENT, Capability.KEEP_DEVELOPMENT
SEE_FILING, ANSWER = Capability.SEE_FILING, Capability.ANSWER
VERBS = {"agree": submitting.agree, "return": submitting.return_, "refuse": submitting.refuse}


@require_safe
def development_submissions(request: HttpRequest) -> HttpResponse:
    """What the branch has handed up, newest first: waiting, sent back, answered."""
    if not access_to(request).may_anywhere(SEE):
        raise PermissionDenied("您的职务没有这一项。")
    branches, branch = choose(request, branches_of(request, SEE))
    if branch is None:
        raise PermissionDenied("您的范围内没有党支部。")
    rows = DevelopmentSubmission.objects.filter(branch=branch).select_related("development", "to")
    context = {
        "branches": branches,
        "branch": branch,
        "rows": list(rows.order_by("-submitted_at")[:100]),
    }
    return page(request, "members/submission/list.html", context)


@FORM_PAGE
def development_submission_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand up what this person's way asks for next."""
    development = find_development(request, pk, do=KEEP)
    matters = ready_matters(way_here(development))
    form = SubmitForm(posted(request), matters=matters)
    if request.method == "POST" and submit(form, submitting.submit, development, by=actor(request)):
        row = form.outcome  # type: ignore[attr-defined]
        return done(request, f"{row.get_matter_display()}已呈报{row.to.called}。", "development_submissions")
    context = {
        "development": development,
        "branch": development.branch,
        "form": form,
        "matters": matters,
        "to": submitting.approver_of(development.branch),
    }
    return page(request, "members/submission/new.html", context, status=422 if form.is_bound else 200)


@FORM_PAGE
def development_submission(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them as the committee reads it: the way so far, the limits, and the answer."""
    rows = DevelopmentSubmission.objects.select_related("development__branch", "to", "branch", "answered_by")
    answers = request.method == "POST"
    row = load(request, rows, pk, see=SEE_FILING, do=ANSWER if answers else None, at="to__path")
    form = AnswerForm(posted(request), row=row)
    if answers and form.is_valid():
        verb = VERBS[form.cleaned_data["decision"]]
        if attempt(form, verb, row, form.answer(), by=actor(request)):
            return done(request, f"已答复{row.branch.called}。", "development_team")
    development = find_steps(row)
    way = way_here(development)
    step = submitting.step_of(row.matter)
    context: dict[str, Any] = {
        "row": row,
        "development": development,
        "step": step,
        "limits": [(limit, limit.is_late(clock.today())) for limit in limits_of(step.key, way)],
        "taken": [(each, facts_of(each.key, each.facts).says) for each in development.taken],
        "form": form,
        "answers": access_to(request).scope(ANSWER).covers(row.to.path)
        and row.state == SubmissionState.WAITING,
    }
    return page(request, "members/submission/detail.html", context, status=422 if form.is_bound else 200)


def find_steps(row: DevelopmentSubmission) -> Any:
    """The person's way, which belongs to what was handed up."""
    return type(row.development).objects.select_related("branch").with_steps().get(pk=row.development_id)


def ready_matters(way: WayFacts) -> list[Matter]:
    """What may be handed up now: the steps of the committee that are open and of which nothing is missing."""
    return [
        matter
        for matter in Matter
        if (step := BY_NUMBER[int(matter)]).key not in way.done and not missing_for(step, way.done)
    ]

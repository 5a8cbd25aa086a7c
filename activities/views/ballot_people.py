"""Whom a vote counts: written opinions received before the meeting, and people left out of those expected."""

from django.http import Http404, HttpResponse, HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from activities.forms.balloting import OpinionForm
from activities.forms.excluding import ExclusionForm
from activities.models import VoterExclusion, WrittenOpinion
from activities.services import excluding, written_opinions
from activities.views.ballots import ACTIVITIES, run, show, show_list
from members.access import Capability
from partywork.common.answers import saved_answer
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest, load
from partywork.common.responses import done, step
from partywork.common.uploads import PDF

OPINIONS = WrittenOpinion.objects.select_related("ballot__activity__branch", "member")
EXCLUSIONS = VoterExclusion.objects.select_related("activity__branch", "member")


@require_POST
def ballot_opinions(request: OfficeRequest, pk: int) -> HttpResponse:
    ballot = run(request, pk)
    form = OpinionForm(request.POST, ballot=ballot)
    if form.is_valid() and attempt(form, written_opinions.receive, ballot, by=request.user, **form.values):
        return done(request, "记下了。计票以后只留总数。", "ballot_detail", pk)
    return show(request, ballot, opinion_form=form)


@require_POST
def ballot_opinion_withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    see, do = Capability.SEE_ACTIVITY, Capability.RUN_ACTIVITY
    opinion = load(request, OPINIONS, pk, see=see, do=do)
    to = ("ballot_detail", opinion.ballot_id)
    return step(
        request, to, written_opinions.take_back, opinion, by=request.user, said="撤下了这份书面意见。"
    )


@require_POST
def activity_exclusions(request: OfficeRequest, pk: int) -> HttpResponse:
    activity = load(request, ACTIVITIES, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)
    form = ExclusionForm(request.POST, request.FILES, activity=activity)
    if form.is_valid() and attempt(form, excluding.propose, activity, by=request.user, **form.values):
        return done(request, "列入了。大会通过以后再记一下，才不计入应到。", "activity_ballots", pk)
    return show_list(request, activity, exclusion_form=form)


@require_safe
@never_cache
def ballot_exclusion_consent(request: OfficeRequest, pk: int) -> HttpResponseBase:
    """The superior's document as it was scanned: it may say why, so it is for who reads the reason in full (E-52)."""
    exclusion = load(request, EXCLUSIONS, pk, see=Capability.KEEP_STANDING)
    if not exclusion.consent_file:
        raise Http404("没有附文件扫描件。")
    suffix = "pdf" if exclusion.consent_type == PDF else "jpg"
    name = f"{exclusion.member.name}-{exclusion.consent}.{suffix}"
    return saved_answer(exclusion.consent_file, name, exclusion.consent_type)


@require_POST
def ballot_exclusion_approval(request: OfficeRequest, pk: int) -> HttpResponse:
    exclusion = _exclusion(request, pk)
    to = ("activity_ballots", exclusion.activity_id)
    said = "记下了：大会通过，不计入应到。"
    return step(request, to, excluding.approve, exclusion, by=request.user, said=said)


@require_POST
def ballot_exclusion_withdrawal(request: OfficeRequest, pk: int) -> HttpResponse:
    exclusion = _exclusion(request, pk)
    to = ("activity_ballots", exclusion.activity_id)
    return step(request, to, excluding.take_off, exclusion, by=request.user, said="撤下了，仍计入应到。")


def _exclusion(request: OfficeRequest, pk: int) -> VoterExclusion:
    return load(request, EXCLUSIONS, pk, see=Capability.SEE_ACTIVITY, do=Capability.RUN_ACTIVITY)

"""A vote on the member's phone: three large answers, one button; and the word of chair and teller."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices_votes import BallotMethod, BallotState
from activities.forms.balloting import VoteForm
from activities.models import Ballot
from activities.reports.ballot_page import result_of
from activities.reports.mine import own_activity
from activities.services import balloting, counting, secret_ballots
from activities.views.ballots import BALLOTS, confirmed
from activities.views.own_member import own_member
from members.models import Member
from partywork.common.errors import DomainError
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page, step


@require_http_methods(["GET", "HEAD", "POST"])
def my_ballot(request: OfficeRequest, pk: int) -> HttpResponse:
    """Says nothing into session, journal or messages about who voted what (0015)."""
    member, ballot = _mine(request, pk)
    if request.method != "POST":
        return _show(request, member, ballot, VoteForm())
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _show(request, member, ballot, form, status=422)
    try:
        balloting.cast(ballot, member, choice=form.cleaned_data["choice"])
    except DomainError as refusal:
        return page(
            request, "activities/ballot/my_refused.html", {"ballot": ballot, "refusal": refusal}, status=422
        )
    return _show(request, member, ballot, form)


@require_POST
def my_ballot_confirmation(request: OfficeRequest, pk: int) -> HttpResponse:
    _, ballot = _mine(request, pk)
    return step(request, ("my_ballot", pk), counting.confirm, ballot, by=request.user, said=confirmed)


def _show(
    request: OfficeRequest, member: Member, ballot: Ballot, form: VoteForm, status: int = 200
) -> HttpResponse:
    is_open = ballot.state == BallotState.OPEN
    electronic = ballot.method == BallotMethod.ELECTRONIC
    voted = secret_ballots.has_voted(ballot.box, member.pk) if is_open and ballot.box is not None else None
    role = {ballot.chair_id: "主持人", ballot.teller_id: "监票人"}.get(member.pk, "")
    has_confirmed = ballot.chair_confirmed_at if role == "主持人" else ballot.teller_confirmed_at
    context = {
        "ballot": ballot,
        "form": form,
        "is_open": is_open,
        "may_vote": voted is False,
        "has_voted": voted is True,
        "no_paper": balloting.no_paper_sentence(ballot, member)
        if is_open and electronic and voted is None
        else "",
        "result": result_of(ballot) if ballot.state == BallotState.ANNOUNCED or role else None,
        "again": ballot.repeated_by.first() if ballot.state == BallotState.VOID else None,
        "role": role if is_open and (electronic or ballot.is_counted) else "",
        "has_confirmed": bool(has_confirmed),
        "returned": secret_ballots.returned(ballot.box) if role and is_open else 0,
        "waits": voted is not False
        and ballot.state in (BallotState.PREPARED, BallotState.OPEN, BallotState.CLOSED),
    }
    return page(request, "activities/ballot/my.html", context, status=status)


def _mine(request: OfficeRequest, pk: int) -> tuple[Member, Ballot]:
    member = own_member(request)
    ballot = BALLOTS.filter(pk=pk).first()
    if member is None or ballot is None or own_activity(member, ballot.activity_id) is None:
        raise Http404("没有这项表决，或它不是您支部的。")
    return member, ballot

"""A ballot of an election on the member's own phone, and the teller's word that ends it (EL-13)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from activities.choices_elections import RoundState
from activities.forms.election_round import BallotForm
from activities.models import ElectionRound
from activities.reports.round_page import may_be_written_in, own_round
from activities.services import election_counting, secret_ballots
from activities.views.own_member import own_member
from members.models import Member
from partywork.common import clock
from partywork.common.forms import attempt
from partywork.common.requests import OfficeRequest
from partywork.common.responses import page, step

MOST_WRITE_INS = 3


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_election(request: OfficeRequest, pk: int) -> HttpResponse:
    """The ballot, once; afterwards only that it is in the box."""
    member, round_ = _own_round(request, pk)
    form = _ballot(round_, request.POST if request.method == "POST" else None)
    valid = request.method == "POST" and form.is_valid()
    if valid and attempt(
        form, election_counting.cast, round_, member, marks=form.marks(), write_ins=form.written_in()
    ):
        return redirect("my_election", pk)  # without a message: casting writes nothing about anybody (0015)
    context: dict[str, Any] = {
        "round": round_,
        "election": round_.election,
        "form": form,
        "is_open": round_.state == RoundState.OPEN,
        "has_voted": secret_ballots.has_voted(round_.box, member.pk) if round_.box else None,
        "is_teller": round_.teller_id == member.pk,
        "may_close": round_.teller_id == member.pk and round_.closing_by_id is not None,
        "returned": secret_ballots.returned(round_.box) if round_.box else 0,
    }
    return page(
        request, "activities/election/my_ballot.html", context, status=422 if valid or form.errors else 200
    )


@require_POST
def my_election_closing(request: OfficeRequest, pk: int) -> HttpResponse:
    """The teller confirms that voting is over."""
    _member, round_ = _own_round(request, pk)
    said = "投票已结束，票已清点。"
    return step(request, ("my_election", pk), election_counting.close, round_, by=request.user, said=said)


def _own_round(request: OfficeRequest, pk: int) -> tuple[Member, ElectionRound]:
    """A ballot by phone of the own branch; anything else is not there."""
    member = own_member(request)
    branch = member.branch_on(clock.today()) if member is not None else None
    round_ = own_round(branch, pk) if branch is not None else None
    if member is None or round_ is None:
        raise Http404("没有这次投票，或不在您的支部。")
    return member, round_


def _ballot(round_: ElectionRound, data: Any) -> BallotForm:
    lines = list(round_.lines.filter(is_write_in=False))
    if round_.is_run_off:
        return BallotForm(data, lines=lines)
    others = may_be_written_in(round_)
    return BallotForm(data, lines=lines, others=others, seats=min(round_.seats, MOST_WRITE_INS))

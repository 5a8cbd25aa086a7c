"""A vote at a meeting: open it with the quorum said in numbers, put a ballot in (V-*, MT-14, MT-20).

Preparing it stands in `preparing_ballots.py`; counting, confirming by two and announcing in `counting.py`; what is
secret stays in `secret_ballots.py`.
"""

from dataclasses import dataclass

from django.db import transaction

from activities.choices import ActivityState
from activities.choices_votes import (
    BallotMethod,
    BallotState,
    VoteChoice,
)
from activities.models import Activity, Ballot
from activities.reports.electorate import Electorate, voters_of
from activities.rules.voting import judge_opening
from activities.services import secret_ballots, written_opinions
from activities.services.preparing_ballots import require_unsigned
from activities.states_votes import BALLOT
from members.choices import Standing
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, lock, require

LINE = "decision"
"""The one line of a paper that decides one thing."""


@transaction.atomic
def open_ballot(ballot: Ballot, *, by: User) -> Ballot:
    """Begin: who is there now is frozen, the quorum is checked, each voter there is handed one paper.

    Without a quorum it is refused with the numbers; where it cannot pass (E-39) it may begin, and is said so.
    """
    ballot = lock(ballot)
    activity = lock(ballot.activity)
    _require_going_on(activity, ballot.method)
    require_unsigned(activity)
    electorate = voters_of(ballot)
    written = written_opinions.settle(ballot, electorate)
    opening = judge_opening(
        ballot.kind, expected=electorate.expected, present=electorate.present, written=written
    )
    require(opening.quorum_met, opening.sentence, code="no_quorum")
    _require_tellers_there(ballot, electorate)
    if ballot.method == BallotMethod.ELECTRONIC:
        _require_accounts(electorate)
        box = secret_ballots.prepare({LINE: VoteChoice.values})
        ballot.box = secret_ballots.open_box(
            box, voters=[voter.member_id for voter in electorate.handed_a_paper]
        )
        ballot.issued = electorate.present
    ballot.expected, ballot.present = electorate.expected, electorate.present
    ballot.left_out = sum(voter.has_standing for voter in electorate.left_out)
    ballot.sentence, ballot.opened_at, ballot.opened_by = opening.sentence, clock.now(), by
    frozen = ("box", "issued", "expected", "present", "left_out", "sentence", "opened_at", "opened_by")
    advance(ballot, BALLOT, "open", by=by, fields=frozen)
    return ballot


def cast(ballot: Ballot, member: Member, *, choice: str) -> None:
    """A voter's electronic ballot, once. Nothing is written but the two rows of the box (0015)."""
    if ballot.method != BallotMethod.ELECTRONIC:
        raise DomainError(f"这次表决用{ballot.get_method_display()}，不在手机上投。", code="not_electronic")
    if choice not in VoteChoice.values:
        raise DomainError("请选赞成、反对或弃权。", field="choice", code="bad_option")
    if ballot.state != BallotState.OPEN or ballot.box is None:
        raise _not_open(ballot)
    try:
        secret_ballots.cast(ballot.box, voter=member.pk, paper={LINE: choice})
    except DomainError as refusal:
        raise why_refused(ballot, member, refusal) from None


@dataclass(frozen=True)
class VoteDuty:
    """An open vote that waits for one member: a ballot to put in, or a word as chair or teller."""

    ballot: Ballot
    may_vote: bool
    role: str

    @property
    def says(self) -> str:
        return "去投票" if self.may_vote else f"{self.role}去确认"


def waiting_for(member: Member) -> list[VoteDuty]:
    """What is open now at a meeting the member was marked at; one query where nothing is."""
    running = Ballot.objects.filter(state=BallotState.OPEN, activity__attendances__member=member)
    found = []
    for ballot in running.select_related("activity", "box"):
        may_vote = ballot.box is not None and secret_ballots.has_voted(ballot.box, member.pk) is False
        role = _role_waiting(ballot, member)
        if may_vote or role:
            found.append(VoteDuty(ballot, may_vote, role))
    return found


def _role_waiting(ballot: Ballot, member: Member) -> str:
    """The name of the part whose confirmation is still missing and can be given now."""
    if ballot.box is None and not ballot.is_counted:
        return ""
    if member.pk == ballot.chair_id and ballot.chair_confirmed_at is None:
        return "主持人"
    return "监票人" if member.pk == ballot.teller_id and ballot.teller_confirmed_at is None else ""


def why_refused(ballot: Ballot, member: Member, refusal: DomainError) -> DomainError:
    """The box knows numbers only; here stands who it is about, with the numbers and the clause."""
    if refusal.code == "already_cast":
        return DomainError(
            f"您已经投过票了：发出{ballot.issued}张，一人一票，不能再投（{ballot.rule.clause}）。",
            code=refusal.code,
        )
    if refusal.code == "not_on_roll":
        return DomainError(no_paper_sentence(ballot, member), code=refusal.code)
    return _not_open(Ballot.objects.get(pk=ballot.pk)) if refusal.code == "closed" else refusal


def no_paper_sentence(ballot: Ballot, member: Member) -> str:
    """Why the member has no paper in this vote."""
    if member.standing_on(ballot.activity.day) != Standing.FULL:
        return f"您是预备党员，没有表决权（党章第七条）；这次表决应到{ballot.expected}人，都是{ballot.rule.who}。"
    voter = voters_of(ballot).of(member.pk)
    if voter is None:
        return f"这次表决应到{ballot.rule.who}{ballot.expected}人，其中没有您（{ballot.rule.clause}）。"
    if voter.why:
        return f"{voter.why}。"
    if ballot.opinions.filter(member=member).exists():
        return f"您会前交了书面意见，已经算一票，不再投票（{ballot.rule.clause}）。"
    return f"表决开始时实到{ballot.present}人，发出{ballot.present}张票，其中没有您：开始以后到会的不再发票。"


def _require_tellers_there(ballot: Ballot, electorate: Electorate) -> None:
    for person, role in ((ballot.chair, "主持人"), (ballot.teller, "监票人")):
        voter = electorate.of(person.pk)
        require(
            voter is not None and voter.is_there,
            f"{role}{person.name}还没有签到，不能开始。",
            code="not_there",
        )


def _require_accounts(electorate: Electorate) -> None:
    handed = [voter.member_id for voter in electorate.handed_a_paper]
    with_account = set(
        Member.objects.filter(pk__in=handed, user__is_active=True).values_list("pk", flat=True)
    )
    without = [voter.name for voter in electorate.handed_a_paper if voter.member_id not in with_account]
    names = "、".join(without)
    said = f"实到{len(handed)}人中有{len(without)}人没有账号（{names}），投不了手机票。请先开账号，或改用纸质票。"
    require(not without, said, code="no_account")


def _require_going_on(activity: Activity, method: str) -> None:
    require(activity.state != ActivityState.CANCELLED, "会议已经取消，不能表决。")
    starts = f"{clock.due_text(activity.starts_at)}才开会，还不能开始表决。"
    require(clock.now() >= activity.starts_at, starts, code="too_early")
    if method == BallotMethod.ELECTRONIC:
        require(activity.is_open, "会议已经结束，不能再用手机投票。", code="meeting_over")


def _not_open(ballot: Ballot) -> DomainError:
    if ballot.state == BallotState.PREPARED:
        return DomainError("表决还没有开始，请等主持人宣布。", code="not_open")
    if ballot.state == BallotState.VOID:
        return DomainError("这次表决已经作废，会重新投票。", code="closed")
    returned = f"，收回{ballot.returned}张" if ballot.returned is not None else ""
    return DomainError(
        f"表决已经结束：发出{ballot.issued or ballot.present}张{returned}，结束以后不再收票（{ballot.rule.clause}）。",
        code="closed",
    )

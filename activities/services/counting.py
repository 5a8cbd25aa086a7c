"""Counting a vote: totals typed in, confirmed by two people, announced; or void and repeated (MT-11, EL-05)."""

from django.db import transaction

from activities.choices_votes import BallotMethod, BallotState, VoteChoice
from activities.models import Ballot
from activities.rules.voting import judge_vote
from activities.services import secret_ballots, written_opinions
from activities.services.balloting import LINE
from activities.services.preparing_ballots import prepare
from activities.states_votes import BALLOT
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, journal, lock, require, save

COUNTED = ("issued", "returned", "void", "in_favour", "against", "abstained")
CONFIRMED = ("chair_confirmed_at", "teller_confirmed_at")


@transaction.atomic
def enter_count(
    ballot: Ballot,
    *,
    by: User,
    in_favour: int,
    against: int,
    abstained: int,
    issued: int | None = None,
    returned: int | None = None,
    void: int = 0,
) -> Ballot:
    """Totals of a show of hands or of paper, as they were counted; chair and teller then each confirm them.

    May be put right until both have; putting right takes a confirmation back.
    """
    ballot = lock(ballot)
    require(ballot.method != BallotMethod.ELECTRONIC, "手机投票由系统计票，不用登记。", code="electronic")
    require(ballot.state == BallotState.OPEN, _not_open(ballot), code="wrong_state")
    given = in_favour + against + abstained
    if ballot.method == BallotMethod.HANDS:
        more = f"举手{given}人，多于实到{ballot.present}人，请重数（{ballot.rule.clause}）。"
        require(given <= ballot.present, more, field="in_favour", code="too_many")
        issued = returned = None
        void = 0
    else:
        _check_papers(ballot, issued, returned, void, given)
    values = (issued, returned, 0 if returned is None else void, in_favour, against, abstained)
    for name, value in zip(COUNTED, values, strict=True):
        setattr(ballot, name, value)
    ballot.chair_confirmed_at = ballot.teller_confirmed_at = None
    save(ballot, *COUNTED, *CONFIRMED)
    papers = "" if returned is None else f"发出{issued}张，收回{returned}张，无效{void}张"
    journal(ballot, "count", by=by, reason=papers)  # not the votes: written opinions are added to them later
    return ballot


@transaction.atomic
def confirm(ballot: Ballot, *, by: User) -> Ballot:
    """The chair's or the teller's word; with the second of the two the vote is closed and judged."""
    ballot = lock(ballot)
    require(ballot.state == BallotState.OPEN, _not_open(ballot), code="wrong_state")
    member: Member | None = getattr(by, "member", None)
    roles = {ballot.chair_id: "chair_confirmed_at", ballot.teller_id: "teller_confirmed_at"}
    role = roles.get(member.pk) if member is not None else None
    two = f"结束表决要主持人{ballot.chair}和监票人{ballot.teller}两个人各自确认。"
    if role is None:
        raise DomainError(two, code="not_chair_or_teller")
    electronic = ballot.method == BallotMethod.ELECTRONIC
    require(electronic or ballot.is_counted, "还没有登记票数，请先登记再确认。", code="not_counted")
    require(getattr(ballot, role) is None, f"您已经确认过了，等另一位确认。{two}", code="confirmed")
    setattr(ballot, role, clock.now())
    save(ballot, role)
    journal(ballot, "confirm", by=by, reason="主持人" if role.startswith("chair") else "监票人")
    if ballot.chair_confirmed_at and ballot.teller_confirmed_at:
        _close(ballot, by=by)
    return ballot


@transaction.atomic
def announce(ballot: Ballot, *, by: User) -> Ballot:
    """The chair has read the result out: from now on the members see it on their phones."""
    ballot = lock(ballot)
    ballot.announced_at = clock.now()
    advance(ballot, BALLOT, "announce", by=by, fields=("announced_at",))
    return ballot


@transaction.atomic
def declare_void(ballot: Ballot, *, by: User, reason: str) -> Ballot:
    """More papers came back than went out, or it went wrong otherwise: thrown away unread, and put to the vote again
    (EL-05, E-34). Answers the new vote, prepared like the first.
    """
    ballot = lock(ballot)
    require(reason.strip(), "请写明为什么作废。", field="reason")
    box, ballot.box = ballot.box, None
    for name in (*COUNTED, *CONFIRMED):
        setattr(ballot, name, None)
    ballot.void_reason = reason.strip()
    fields = ("box", "void_reason", *COUNTED, *CONFIRMED)
    advance(ballot, BALLOT, "void", by=by, reason=reason, fields=fields)
    if box is not None:
        secret_ballots.discard(box)
    again = prepare(
        ballot.activity,
        by=by,
        kind=ballot.kind,
        method=ballot.method,
        title=ballot.title,
        chair=ballot.chair,
        teller=ballot.teller,
        matter=ballot.matter,
        item=ballot.item,
        step=ballot.step,
        subject=ballot.subject,
        subject_member=ballot.subject_member,
        repeats=ballot,
    )
    ballot.opinions.update(
        ballot=again, is_set_aside=False
    )  # they were received before the meeting and still count
    return again


def _close(ballot: Ballot, *, by: User) -> None:
    """The sums of the meeting and of the written opinions become one, and are nowhere kept apart (0015)."""
    if ballot.box is not None:
        result = secret_ballots.close(ballot.box)
        ballot.issued, ballot.returned, ballot.void = result.issued, result.returned, result.void
        ballot.in_favour = result.count(LINE, VoteChoice.FOR)
        ballot.against = result.count(LINE, VoteChoice.AGAINST)
        ballot.abstained = result.count(LINE, VoteChoice.ABSTAIN)
        secret_ballots.wipe(ballot.box)
    written = written_opinions.take_choices(ballot)
    ballot.written = written.total()
    ballot.in_favour = (ballot.in_favour or 0) + written[VoteChoice.FOR]
    ballot.against = (ballot.against or 0) + written[VoteChoice.AGAINST]
    ballot.abstained = (ballot.abstained or 0) + written[VoteChoice.ABSTAIN]
    judged = judge_vote(
        ballot.kind,
        expected=ballot.expected,
        present=ballot.present,
        in_favour=ballot.in_favour,
        others=ballot.against + ballot.abstained + (ballot.void or 0),
        written=ballot.written,
    )
    ballot.passed, ballot.sentence, ballot.closed_at = judged.passes, judged.sentence, clock.now()
    fields = (*COUNTED, "written", "passed", "sentence", "closed_at")
    advance(ballot, BALLOT, "close", by=by, fields=fields)


def _check_papers(ballot: Ballot, issued: int | None, returned: int | None, void: int, given: int) -> None:
    clause = ballot.rule.clause
    if issued is None or returned is None:
        raise DomainError("请填发出和收回各几张。", field="issued" if issued is None else "returned")
    many = f"发出{issued}张，多于实到的{ballot.present}人，一人一张，请核对（{clause}）。"
    require(issued <= ballot.present, many, field="issued", code="too_many_issued")
    more = f"发出{issued}张，收回{returned}张，收回多于发出，这次投票无效，请作废后重新投票（{clause}）。"
    require(returned <= issued, more, field="returned", code="too_many_returned")
    sum_ = f"收回{returned}张，应等于赞成、反对、弃权和无效之和，现在是{given + void}张，请重点（{clause}）。"
    require(returned == given + void, sum_, field="returned", code="does_not_add_up")


def _not_open(ballot: Ballot) -> str:
    return f"这次表决现在是“{ballot.get_state_display()}”，不在投票中。"

"""A vote as its page, its result sheet and the minutes show it: numbers, formula, sentence; never a running count."""

from collections.abc import Iterable
from dataclasses import dataclass

from activities.choices_votes import BallotMethod, BallotState
from activities.models import Activity, Ballot
from activities.reports.electorate import Electorate, voters_of
from activities.rules.voting import Opening, judge_opening, judge_vote, quorum_formula
from partywork.common.errors import DomainError


@dataclass(frozen=True)
class Outlook:
    """Before it begins: who counts, and whether it may begin and can pass; `refusal` where it cannot be judged."""

    electorate: Electorate
    opening: Opening | None
    refusal: str


@dataclass(frozen=True)
class Result:
    """`lines` are the numbers in the order of the sheet, `formulas` the two inequations."""

    lines: tuple[tuple[str, str], ...]
    formulas: tuple[str, ...]
    sentence: str
    passed: bool


def outlook_of(ballot: Ballot) -> Outlook:
    """As the register stands now."""
    electorate = voters_of(ballot)
    handed = {voter.member_id for voter in electorate.handed_a_paper}
    written = sum(opinion.member_id not in handed for opinion in ballot.opinions.all())
    try:
        opening = judge_opening(
            ballot.kind, expected=electorate.expected, present=electorate.present, written=written
        )
    except DomainError as refusal:
        return Outlook(electorate, None, refusal.message)
    return Outlook(electorate, opening, "" if opening.quorum_met else opening.sentence)


def result_of(ballot: Ballot) -> Result | None:
    """None until two people have closed it."""
    if not ballot.has_result:
        return None
    judged = judge_vote(
        ballot.kind,
        expected=ballot.expected,
        present=ballot.present,
        in_favour=ballot.in_favour or 0,
        written=ballot.written,
    )
    formulas = (quorum_formula(ballot.kind, expected=ballot.expected, present=ballot.present), judged.formula)
    return Result(tuple(_lines(ballot)), formulas, ballot.sentence, bool(ballot.passed))


def ballots_of(activity: Activity) -> list[Ballot]:
    rows = activity.ballots.select_related("activity__branch", "chair", "teller", "box", "item")
    return list(rows)


def counts_sentence(ballot: Ballot) -> str:
    """赞成6票，反对1票，弃权0票 — for lists and minutes."""
    if not ballot.has_result:
        return ""
    return f"赞成{ballot.in_favour}票，反对{ballot.against}票，弃权{ballot.abstained}票"


def _lines(ballot: Ballot) -> Iterable[tuple[str, str]]:
    yield f"应到（{ballot.rule.who}）", f"{ballot.expected}人"
    yield "实到", f"{ballot.present}人"
    if ballot.left_out:
        yield "按规定不计入应到", f"{ballot.left_out}人"
    if ballot.written:
        yield "会前书面意见", f"{ballot.written}份（已计入下面的票数）"
    if ballot.method != BallotMethod.HANDS:
        yield "发出选票", f"{ballot.issued}张"
        yield "收回选票", f"{ballot.returned}张"
        yield "其中有效、无效", f"{ballot.valid}张、{ballot.void}张"
    yield "赞成", f"{ballot.in_favour}票"
    yield "反对", f"{ballot.against}票"
    yield "弃权", f"{ballot.abstained}票"


@dataclass(frozen=True)
class BallotLine:
    """One vote in the list of a meeting: its state, and the result once two people have closed it."""

    ballot: Ballot
    counts: str

    @property
    def badge(self) -> str:
        if self.ballot.has_result:
            return "done" if self.ballot.passed else "warn"
        return {BallotState.OPEN: "gold", BallotState.VOID: "unknown"}.get(BallotState(self.ballot.state), "")

    @property
    def says(self) -> str:
        if self.ballot.has_result:
            return "通过" if self.ballot.passed else "不通过"
        return str(self.ballot.get_state_display())


def announced_of(activity: Activity) -> list[BallotLine]:
    """Results that have been read out: what members see."""
    return [line for line in ballot_lines(activity) if line.ballot.state == BallotState.ANNOUNCED]


def ballot_lines(activity: Activity) -> list[BallotLine]:
    return [BallotLine(ballot, counts_sentence(ballot)) for ballot in ballots_of(activity)]

"""Counting an election: the sheet of paper ballots, ballots from phones, closing by two, the result (EL-05, EL-06)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction

from activities.choices_elections import Office, RoundState
from activities.models import Election, ElectionRound, RoundLine
from activities.reports.electors import elected_members
from activities.reports.next_ballot import open_seats
from activities.rules.counting_sheet import Line, Sheet, ballot_problem, must_repeat, problems_of
from activities.rules.election_outcome import why_not_fewer
from activities.services import secret_ballots
from activities.services.electing import require_open
from activities.services.election_rounds import ABSTAIN, AGAINST, FOR, line_key, void
from activities.services.election_sheet import may_be_elected, write_in, write_result
from activities.states_elections import ROUND
from members.models import Member, User
from partywork.common.errors import DomainError
from partywork.common.verbs import advance, journal, lock, require, save


@dataclass(frozen=True)
class Counted:
    """What the tellers wrote on the sheet: totals, marks by member, votes for names written in."""

    issued: int
    returned: int
    valid: int
    void: int
    marks: Mapping[int, tuple[int, int, int]]  # in favour, against, abstained
    write_ins: Mapping[int, int] = field(default_factory=dict)


@transaction.atomic
def count_paper(round_: ElectionRound, counted: Counted, *, by: User) -> ElectionRound:
    """Take over the counting sheet; more returned than issued makes the ballot void, to be repeated (EL-05)."""
    round_ = lock(round_)
    require(not round_.is_by_phone, "这一次是手机投票，由系统计票。", code="by_phone")
    if round_.state == RoundState.COUNTED:
        advance(round_, ROUND, "recount", by=by, reason="更正计票单")
    require(
        round_.state == RoundState.OPEN,
        f"这一次投票{round_.get_state_display()}，不能录计票单。",
        code="wrong_state",
    )
    again = must_repeat(counted.issued, counted.returned)
    if again:
        round_.issued, round_.returned = min(counted.issued, round_.present), counted.returned
        save(round_, "issued", "returned")
        return void(round_, by=by, reason=again)
    lines = _lines(round_, counted)
    sheet = Sheet(
        round_.present,
        round_.seats,
        counted.issued,
        counted.returned,
        counted.valid,
        counted.void,
        tuple(
            Line(line.name, line.in_favour, line.against, line.abstained, line.is_write_in) for line in lines
        ),
    )
    wrong = problems_of(sheet)
    if wrong:
        raise DomainError("".join(each.sentence for each in wrong), field=wrong[0].field, code="sheet")
    write_result(round_, lines, issued=counted.issued, returned=counted.returned, void_number=counted.void)
    advance(round_, ROUND, "count", by=by, fields=("issued", "returned", "valid", "void", "outcome"))
    return round_


def cast(
    round_: ElectionRound, member: Member, *, marks: Mapping[int, str], write_ins: tuple[int, ...] = ()
) -> None:
    """One member's ballot from the phone. Nothing is written but into the box: no journal, no time (EL-13)."""
    round_ = ElectionRound.objects.select_related("election__branch", "box").get(pk=round_.pk)
    box = round_.box
    if round_.state != RoundState.OPEN or box is None:
        raise DomainError("投票已经结束或还没有开始，不能投了。", code="closed")
    printed = set(round_.lines.filter(is_write_in=False).values_list("member_id", flat=True))
    require(set(marks) <= printed, "选票上没有这个人。", code="bad_line")
    others = dict.fromkeys(pk for pk in write_ins if pk)
    require(not set(others) & printed, "另选的人已经印在选票上，请直接选。", code="bad_line")
    eligible = may_be_elected(round_)
    require(set(others) <= eligible, "另选的人没有被选举权，请重新选。", code="not_eligible")
    chosen = [*(mark for mark in marks.values() if mark == FOR), *(FOR for _ in others)]
    refusal = ballot_problem(chosen, round_.seats)
    require(not refusal, refusal, code="too_many")
    paper = {line_key(pk): marks.get(pk) or ABSTAIN for pk in printed}
    paper |= dict.fromkeys((line_key(pk) for pk in others), FOR)
    secret_ballots.cast(box, voter=member.pk, paper=paper)


@transaction.atomic
def ask_close(round_: ElectionRound, *, by: User) -> ElectionRound:
    """Whoever runs the ballot asks to end it; the teller confirms on the own phone (two people, MT-14)."""
    round_ = lock(round_)
    require(
        round_.is_by_phone and round_.state == RoundState.OPEN,
        "现在没有要结束的手机投票。",
        code="wrong_state",
    )
    teller = round_.teller
    require(
        teller is not None and teller.user_id != by.pk,
        "监票人不能既提出又确认，请另一位提出结束。",
        code="two_people",
    )
    round_.closing_by = by
    save(round_, "closing_by")
    journal(round_, "ask_close", by=by)
    return round_


@transaction.atomic
def close(round_: ElectionRound, *, by: User) -> ElectionRound:
    """The teller ends it: the box is emptied and counted, once."""
    round_ = lock(round_)
    require(round_.is_by_phone and round_.state == RoundState.OPEN, "投票已经结束。", code="wrong_state")
    teller, asked = round_.teller, round_.closing_by
    require(teller is not None and teller.user_id == by.pk, "由监票人确认结束。", code="not_teller")
    require(asked is not None and asked.pk != by.pk, "请主持投票的同志先提出结束。", code="two_people")
    box = round_.box
    assert box is not None
    result = secret_ballots.close(box)
    lines = list(round_.lines.filter(is_write_in=False))
    known = {line_key(line.member_id): line for line in lines}
    for key in result.counts:
        if key not in known:
            known[key] = write_in(round_, int(key.removeprefix("m")), result.count(key, FOR))
            lines.append(known[key])
    for key, line in known.items():
        line.in_favour = result.count(key, FOR)
        line.against, line.abstained = result.count(key, AGAINST), result.count(key, ABSTAIN)
    write_result(round_, lines, issued=result.issued, returned=result.returned, void_number=result.void)
    advance(round_, ROUND, "count", by=by, fields=("issued", "returned", "valid", "void", "outcome"))
    return round_


@transaction.atomic
def announce(round_: ElectionRound, *, by: User) -> ElectionRound:
    """The chair announces the result; from then on it stands."""
    round_ = lock(round_)
    advance(round_, ROUND, "announce", by=by)
    return round_


@transaction.atomic
def give_up_seats(election: Election, *, by: User, present: int, in_favour: int) -> Election:
    """Fewer were elected than there are seats, and the meeting consents to fewer seats (EL-06)."""
    election = lock(election)
    require_open(election)
    office = election.meeting_offices[0] if election.meeting_offices else Office.COMMITTEE
    elected, left = len(elected_members(election, office)), open_seats(election, office)
    require(left > 0 and elected > 0, "没有缺额，不用减少名额。", code="nothing_open")
    last = election.rounds.filter(office=office).order_by("-number").first()
    if last is None or last.state != RoundState.ANNOUNCED:
        raise DomainError("请先宣布上一次投票的结果。", code="not_yet")
    require(not last.outcome["tied"], "票数相等的要再投一次票，不能减少名额。", code="tied")
    refusal = why_not_fewer(present, in_favour)
    require(not refusal, refusal, field="in_favour")
    election.fewer += left
    election.consent_present, election.consent_in_favour = present, in_favour
    save(election, "fewer", "consent_present", "consent_in_favour")
    journal(election, "give_up_seats", by=by, reason=f"实到{present}人，{in_favour}人同意减少{left}名")
    return election


def _lines(round_: ElectionRound, counted: Counted) -> list[RoundLine]:
    lines = list(round_.lines.filter(is_write_in=False))
    for line in lines:
        line.in_favour, line.against, line.abstained = counted.marks.get(line.member_id, (0, 0, 0))
    printed, eligible = {line.member_id for line in lines}, may_be_elected(round_)
    for pk, votes in counted.write_ins.items():
        require(pk not in printed, "另选的人已经印在选票上。", code="bad_line")
        require(pk in eligible, "另选的人没有被选举权，这一票不能计。", code="not_eligible")
        if votes:
            lines.append(write_in(round_, pk, votes))
    return lines

"""One ballot of an election: made ready, handed out, called off (EL-05..EL-09, V-ELE)."""

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction

from activities.choices import Venue
from activities.choices_elections import ElectionPaperKind, Office, RoundMethod
from activities.models import Election, ElectionRound, RoundLine
from activities.reports.electors import committee_electors, meeting_electors, person_facts
from activities.reports.next_ballot import NextBallot, is_settled, next_ballot
from activities.rules.election_outcome import RoundPurpose
from activities.rules.election_people import why_not_candidate, why_not_teller
from activities.rules.election_seats import why_too_few
from activities.services import secret_ballots
from activities.services.electing import require_agreed, require_open
from activities.states_elections import ROUND
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import advance, journal, lock, require

FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
MARKS = (FOR, AGAINST, ABSTAIN)


@transaction.atomic
def prepare(
    election: Election,
    office: str,
    *,
    by: User,
    method: str,
    teller: Member | None,
    counter: Member | None,
    members: Sequence[int] = (),
) -> ElectionRound:
    """The next ballot of an office, with its names and its tellers. `members` where the names are to be chosen."""
    election = lock(election)
    require_open(election)
    require(office in election.offices, "这次选举没有这个职务。", code="bad_office")
    require(method in RoundMethod.values, "请选投票方式。", field="method")
    _require_turn(election, office)
    following = next_ballot(election, office)
    require(
        following is not None, "这个职务没有要投的票：上一次还没有宣布结果，或已经选满。", code="nothing_open"
    )
    assert following is not None
    names = _names(election, office, following, members)
    _require_people(election, names, teller, counter, method)
    number = election.rounds.filter(office=office).count() + 1
    round_: ElectionRound = ElectionRound.objects.create(
        election=election,
        office=office,
        number=number,
        purpose=following.purpose,
        seats=following.seats,
        method=method,
        base=election.majority_base,
        teller=teller,
        counter=counter,
    )
    called = dict(Member.objects.filter(pk__in=names).values_list("pk", "name"))
    RoundLine.objects.bulk_create(
        RoundLine(round=round_, member_id=pk, name=called[pk], position=place)
        for place, pk in enumerate(names, start=1)
    )
    journal(round_, "prepare", by=by, after=round_.state)
    return round_


@transaction.atomic
def hand_out(round_: ElectionRound, *, by: User, here: Collection[int] | None = None) -> ElectionRound:
    """The ballots go out: who is expected and present is fixed now, and four fifths must be there (V-ELE).

    `here` are the members of the committee who came to its first meeting; the branch meeting has its register.
    """
    round_ = lock(round_)
    election = round_.election
    require_open(election)
    expected, present = _electors(round_, here)
    round_.expected, round_.present = len(expected), len(present)
    require(round_.assembly.quorum_met, round_.assembly.quorum_sentence, code="no_quorum")
    fields = ["expected", "present"]
    if round_.is_by_phone:
        lines = {line_key(line.member_id): MARKS for line in round_.lines.all()}
        round_.box = secret_ballots.open_box(secret_ballots.prepare(lines, write_in=FOR), voters=present)
        round_.issued = len(present)
        fields += ["box", "issued"]
    advance(round_, ROUND, "open", by=by, fields=tuple(fields))
    return round_


@transaction.atomic
def void(round_: ElectionRound, *, by: User, reason: str) -> ElectionRound:
    """Nothing of it counts, it is held again; ballots from phones are thrown away unread."""
    round_ = lock(round_)
    require(reason.strip(), "请写明作废的原因。", field="reason")
    box = round_.box
    if box is not None:
        round_.box = None
        round_.save(update_fields=["box"])
        secret_ballots.discard(box)
    round_.void_reason = reason.strip()[:200]
    advance(round_, ROUND, "void", by=by, reason=reason, fields=("void_reason",))
    return round_


def line_key(member_id: int) -> str:
    """How the box of ballots calls a name: by its key, as two people may bear one name."""
    return f"m{member_id}"


def _require_turn(election: Election, office: str) -> None:
    """After the slate was agreed to, and the committee before its heads."""
    require_agreed(election, ElectionPaperKind.SLATE, "候选人预备人选还没有经上级同意，不能发选票。")
    if office in election.meeting_offices:
        require(election.meeting is not None, "请先定在哪次党员大会上选举。", code="no_meeting")
        require(election.rules_passed, "请先由大会通过选举办法，再发选票。", code="no_rules")
        return
    require(
        all(is_settled(election, each) for each in election.meeting_offices),
        "支部委员还没有选满，选满以后再选书记、副书记。",
        code="not_yet",
    )
    first = office == Office.DEPUTY and Office.SECRETARY in election.offices
    require(not first or is_settled(election, Office.SECRETARY), "请先选书记，再选副书记。", code="not_yet")


def _names(election: Election, office: str, following: NextBallot, chosen: Sequence[int]) -> tuple[int, ...]:
    names = following.members
    if chosen and following.purpose != RoundPurpose.RUN_OFF:
        allowed = set(following.members) | set(following.may_choose)
        require(set(chosen) <= allowed, "候选人只能从这些人里选。", field="members")
        names = tuple(dict.fromkeys(chosen))
    require(names, "选票上还没有候选人。", field="members", code="no_names")
    if following.purpose == RoundPurpose.FIRST:
        alone = election.stands_alone(office)
        refusal = why_too_few(following.seats, len(names), equal=alone)
        require(not refusal, refusal, field="members", code="too_few")
    day = election.meeting.day if election.meeting else clock.today()
    facts = person_facts(election.branch, names, day, _barred(election))
    for pk in names:
        refusal = why_not_candidate(facts[pk])
        require(not refusal, refusal, code="not_eligible")
    return names


def _require_people(
    election: Election,
    names: Sequence[int],
    teller: Member | None,
    counter: Member | None,
    method: str,
) -> None:
    """监票人 and 计票人: full members, two people, none of them a candidate (EL-07)."""
    require(teller is not None, "请选监票人。", field="teller")
    require(counter is not None, "请选计票人。", field="counter")
    assert teller is not None and counter is not None
    require(teller.pk != counter.pk, "监票人、计票人要两个人。", field="counter")
    day = election.meeting.day if election.meeting else clock.today()
    facts = person_facts(election.branch, [teller.pk, counter.pk], day, _barred(election))
    standing = {line.pk: line.name for line in Member.objects.filter(pk__in=names)}
    for field, person in (("teller", teller), ("counter", counter)):
        require(person.pk in facts, "监票人、计票人应是本支部的正式党员。", field=field)
        candidates = {facts[person.pk].name} if person.pk in standing else set()
        refusal = why_not_teller(facts[person.pk], candidates)
        require(not refusal, refusal, field=field, code="bad_teller")
    needs_account = method == RoundMethod.PHONE
    sentence = f"手机投票由监票人在自己的手机上确认结束，{teller.name}还没有账号。"
    require(not needs_account or teller.user_id, sentence, field="teller", code="no_account")


def _barred(election: Election) -> Mapping[int, str]:
    """Whose electoral right rests on the day of the meeting (MEM-02, MT-19)."""
    return meeting_electors(election, election.meeting).barred if election.meeting is not None else {}


def _electors(round_: ElectionRound, here: Collection[int] | None) -> tuple[Sequence[int], Sequence[int]]:
    election = round_.election
    if round_.office in election.committee_offices:
        expected = committee_electors(election)
        return expected, [pk for pk in expected if here is None or pk in here]
    meeting = election.meeting
    require(meeting is not None, "请先定在哪次党员大会上选举。", code="no_meeting")
    assert meeting is not None
    on_site = meeting.venue != Venue.ONLINE
    electors = meeting_electors(election, meeting)
    require(on_site or electors.present, "选举不能线上表决，请改为线下召开。", code="online")
    require(meeting.is_open, "这次党员大会已经结束，不能再发选票。", code="meeting_over")
    require(
        clock.today() == meeting.day, f"选举在{clock.short_date(meeting.day)}的大会上进行。", code="not_today"
    )
    return electors.expected, electors.present

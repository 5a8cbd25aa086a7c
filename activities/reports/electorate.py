"""Who has a vote at a meeting, who of them is there, and who is left out of those expected, each with the reason.

By standing on the day and dated decisions (MEM-02), and the exclusions of MT-19; five queries, however many they are.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from activities.choices import PRESENT_STATUSES, AttendanceStatus
from activities.kinds import Expects
from activities.models import Activity, Attendance, Ballot, VoterExclusion
from activities.reports.expected import committee_on
from activities.rules.vote_table import NO_VOTE, VoteRule
from branches.reports.parameters import in_force
from members.choices import Standing
from members.reports.discipline import NO_VOTE_SENTENCE, resting_votes
from members.reports.roster import RosterEntry, roster_on


@dataclass(frozen=True)
class Voter:
    """One person of the roster as this vote sees them. `why` says why there is no vote, or why one is not counted."""

    member_id: int
    name: str
    counts: bool  # in the number of those expected
    may_vote: bool
    is_there: bool = False
    is_online: bool = False
    why: str = ""
    has_standing: bool = True  # a full member, whom only the list of MT-19 can leave out


@dataclass(frozen=True)
class Electorate:
    """`online_counts`: who is on the line counts as present and is handed a paper (MT-14)."""

    voters: tuple[Voter, ...]
    online_counts: bool

    @property
    def expected(self) -> int:
        return sum(voter.counts for voter in self.voters)

    @property
    def handed_a_paper(self) -> tuple[Voter, ...]:
        """Who is there and has a vote; somebody left out who came has none in this vote either."""
        return tuple(
            voter for voter in self.voters if voter.counts and voter.may_vote and self._is_there(voter)
        )

    @property
    def present(self) -> int:
        return len(self.handed_a_paper)

    @property
    def left_out(self) -> tuple[Voter, ...]:
        return tuple(voter for voter in self.voters if not voter.counts)

    @property
    def noted(self) -> tuple[Voter, ...]:
        """On the list of MT-19 and still counted: consent or approval is missing."""
        return tuple(voter for voter in self.voters if voter.counts and voter.why)

    @property
    def online_without_vote(self) -> tuple[Voter, ...]:
        """On the line, where this matter is not voted on online."""
        return tuple(
            v for v in self.voters if v.counts and v.is_there and v.is_online and not self.online_counts
        )

    def of(self, member_id: int) -> Voter | None:
        return next((voter for voter in self.voters if voter.member_id == member_id), None)

    def _is_there(self, voter: Voter) -> bool:
        return voter.is_there and (self.online_counts or not voter.is_online)


def electorate_of(activity: Activity, rule: VoteRule, *, online_counts: bool) -> Electorate:
    """As it stands now: the register of the meeting may still change until the vote is opened."""
    entries = roster_on(activity.branch, activity.day)
    if activity.sort.expects is Expects.COMMITTEE:
        entries = _seated(entries, committee_on(activity))
    marks = dict(
        Attendance.objects.filter(activity=activity, status__in=PRESENT_STATUSES).values_list(
            "member", "status"
        )
    )
    exclusions = {
        each.member_id: each
        for each in VoterExclusion.objects.filter(activity=activity)
        if each.reason in rule.may_leave_out
    }
    resting = resting_votes([entry.member_id for entry in entries], activity.day)
    voters = [
        _voter(entry, rule, exclusions.get(entry.member_id), marks.get(entry.member_id, ""), activity.is_open)
        for entry in entries
    ]
    settled = tuple(_at_rest(voter, rule) if voter.member_id in resting else voter for voter in voters)
    return Electorate(settled, online_counts)


def voters_of(ballot: Ballot) -> Electorate:
    """Who has a vote in it and who of them is there, by the register as it stands."""
    activity = ballot.activity
    allowed = bool(in_force(activity.branch, activity.day)[f"mt.online_vote.{ballot.matter}"])
    return electorate_of(activity, ballot.rule, online_counts=allowed)


def _seated(entries: Iterable[RosterEntry], seated: Collection[int]) -> list[RosterEntry]:
    return [entry for entry in entries if entry.member_id in seated]


def _voter(
    entry: RosterEntry, rule: VoteRule, exclusion: VoterExclusion | None, mark: str, is_open: bool
) -> Voter:
    """Whoever has left before the vote is not there any more (as long as the meeting goes on)."""
    there = bool(mark) and not (is_open and mark == AttendanceStatus.LEFT_EARLY)
    counts, may_vote, why = True, True, ""
    is_full = entry.has_vote
    if not is_full:
        counts, may_vote, why = False, False, _no_vote_yet(entry)
    elif exclusion is not None:
        counts, may_vote, why = _excluded(rule, exclusion)
    return Voter(
        entry.member_id, entry.name, counts, may_vote, there, mark == AttendanceStatus.ONLINE, why, is_full
    )


def _no_vote_yet(entry: RosterEntry) -> str:
    if entry.standing == Standing.FULL:
        return "转正还没有批准，那天没有表决权"
    return "预备党员，没有表决权（党章第七条）"


def _at_rest(voter: Voter, rule: VoteRule) -> Voter:
    """By a dated decision there is no vote that day, whoever wrote the list of the meeting (MEM-02); the decision
    itself is not named here. In elections such a person is expected until the list of MT-19 leaves him out.
    """
    if not voter.has_standing:
        return voter
    counts = voter.counts and rule.counts_without_vote
    return replace(voter, counts=counts, may_vote=False, why=voter.why or NO_VOTE_SENTENCE)


def _excluded(rule: VoteRule, exclusion: VoterExclusion) -> tuple[bool, bool, str]:
    """Consent and approval together leave somebody out; who has no vote at all is not counted but in elections,
    where the list of MT-19 asks for both as well.
    """
    reason, consent = exclusion.said, bool(exclusion.consent and exclusion.consent_on)
    has_no_vote = exclusion.reason in NO_VOTE and consent
    both = consent and exclusion.approved_at is not None
    if both or (has_no_vote and not rule.counts_without_vote):
        return False, False, f"{reason}，不计入应到（{exclusion.consent}）"
    missing = "还没有上级同意的文件" if not consent else "还没有经大会通过"
    return True, not has_no_vote, f"{reason}，{missing}，仍计入应到"

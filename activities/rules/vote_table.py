"""The vote table as data: who counts, how many must be there, more than half of whom must be in favour (V-*, MT-19)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from activities.choices_votes import BallotMethod, ExclusionReason, VoteKind, VoteMatter
from activities.rules.regulations import ADMISSION_REGULATIONS, BRANCH_REGULATIONS, ELECTION_REGULATIONS
from partywork.common.errors import DomainError
from partywork.common.majority import Base
from partywork.common.quorum import AT_LEAST_HALF, FOUR_FIFTHS, MORE_THAN_HALF, QuorumRule

R = ExclusionReason
NO_VOTE = frozenset({R.ON_PROBATION, R.DETAINED})
"""Who has lost the vote for the time being: never handed a paper, whatever is voted on (MEM-02)."""
LEFT_OUT_OF_ADMISSION = NO_VOTE | {R.ILL_MIND, R.ABROAD}
LEFT_OUT_OF_ELECTION = frozenset(R)


@dataclass(frozen=True)
class VoteRule:
    """A row of the vote table. `secret`: a show of hands is refused; `written`: opinions handed in before count."""

    kind: VoteKind
    who: str
    quorum: QuorumRule
    base: Base
    clause: str
    secret: bool = False
    written: bool = False
    superior_approves: bool = False
    counts_without_vote: bool = (
        False  # whoever has lost the vote is expected all the same until left out (MT-19)
    )
    may_leave_out: frozenset[ExclusionReason] = NO_VOTE
    matters: tuple[VoteMatter, ...] = (VoteMatter.GENERAL, VoteMatter.AWARD)

    @property
    def methods(self) -> tuple[BallotMethod, ...]:
        return tuple(method for method in BallotMethod if not (self.secret and method is BallotMethod.HANDS))


ROWS = (
    VoteRule(
        VoteKind.GENERAL,
        "有表决权的正式党员",
        AT_LEAST_HALF,
        Base.EXPECTED,
        f"{BRANCH_REGULATIONS}第十一条",
    ),
    VoteRule(
        VoteKind.COMMITTEE,
        "支部委员",
        AT_LEAST_HALF,
        Base.EXPECTED,
        f"{BRANCH_REGULATIONS}第十二条",
        may_leave_out=frozenset(),
    ),
    VoteRule(
        VoteKind.ADMISSION,
        "有表决权的正式党员",
        MORE_THAN_HALF,
        Base.EXPECTED,
        f"{ADMISSION_REGULATIONS}第二十条、第二十一条",
        secret=True,
        written=True,
        superior_approves=True,
        may_leave_out=LEFT_OUT_OF_ADMISSION,
        matters=(VoteMatter.ADMISSION,),
    ),
    VoteRule(
        VoteKind.ELECTION,
        "有选举权的正式党员",
        FOUR_FIFTHS,
        Base.PRESENT,
        ELECTION_REGULATIONS,
        secret=True,
        counts_without_vote=True,
        may_leave_out=LEFT_OUT_OF_ELECTION,
        matters=(VoteMatter.ELECTION,),
    ),
    # Whether somebody stays in the Party is no ordinary matter: online only where admissions are (MT-14).
    VoteRule(
        VoteKind.PUNISHMENT,
        "有表决权的正式党员",
        AT_LEAST_HALF,
        Base.EXPECTED,
        f"{BRANCH_REGULATIONS}第十一条",
        superior_approves=True,
        matters=(VoteMatter.ADMISSION,),
    ),
)
VOTES: Mapping[str, VoteRule] = MappingProxyType({row.kind.value: row for row in ROWS})


def vote_rule(key: str) -> VoteRule:
    """The row of a kind, by its key; DomainError for a word that is none."""
    row = VOTES.get(key)
    if row is None:
        if key == "V-APP":
            raise DomainError(
                "民主评议测评（V-APP）只作参考，不是表决，没有法定人数，也不判定通过。", code="no_vote"
            )
        raise DomainError(f"没有“{key}”这种表决，可用的是{'、'.join(VOTES)}。", code="unknown", field="kind")
    return row

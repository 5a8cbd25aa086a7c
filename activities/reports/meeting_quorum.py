"""Whether enough of those with a vote are there for the meeting to decide anything (V-GEN, V-COM, E-29, E-39)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from activities.models import Activity
from activities.reports.electorate import electorate_of
from activities.rules.vote_table import vote_rule
from partywork.common.quorum import QuorumRule


@dataclass(frozen=True)
class MeetingQuorum:
    """Those with a vote, apart from everybody who is expected."""

    eligible: int
    present: int
    rule: QuorumRule

    @property
    def needed(self) -> int:
        """Half of them, rounded up: 5 of 10, 3 of 5."""
        return self.rule.needed(self.eligible)

    @property
    def is_met(self) -> bool:
        return self.eligible > 0 and self.rule.is_met(self.present, self.eligible)

    @property
    def sentence(self) -> str:
        """有表决权的应到10人，需5人，实到4人，差1人"""
        start = f"有表决权的应到{self.eligible}人，需{self.needed}人，实到{self.present}人"
        return f"{start}，够" if self.is_met else f"{start}，差{self.needed - self.present}人"


def quorum_of(activity: Activity, limits: Mapping[str, Any]) -> MeetingQuorum | None:
    """By the vote table, for what a meeting of the kind decides as a rule; None for a kind that decides nothing."""
    if not activity.sort.quorum:
        return None
    rule = vote_rule(activity.sort.quorum)
    people = electorate_of(activity, rule, online_counts=bool(limits["mt.online_vote.general"]))
    return MeetingQuorum(people.expected, people.present, rule.quorum)

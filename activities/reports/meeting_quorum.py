"""Whether enough of those with a vote are there for the meeting to decide anything (V-GEN, V-COM, E-29, E-39)."""

from dataclasses import dataclass

from activities.kinds import Kind
from activities.reports.register_lines import Register
from members.choices import Standing


@dataclass(frozen=True)
class MeetingQuorum:
    """Those with a vote, apart from everybody who is expected."""

    eligible: int
    present: int

    @property
    def needed(self) -> int:
        """Half of them, rounded up: 5 of 10, 3 of 5."""
        return (self.eligible + 1) // 2

    @property
    def is_met(self) -> bool:
        return self.eligible > 0 and self.present >= self.needed

    @property
    def sentence(self) -> str:
        """有表决权的应到10人，需5人，实到4人，差1人"""
        start = f"有表决权的应到{self.eligible}人，需{self.needed}人，实到{self.present}人"
        return f"{start}，够" if self.is_met else f"{start}，差{self.needed - self.present}人"


def quorum_of(kind: Kind, register: Register) -> MeetingQuorum | None:
    """None for a kind that decides nothing. Probationary members are there, and have no vote (MEM-02)."""
    if not kind.quorum:
        return None
    voters = [line for line in register.lines if line.standing == Standing.FULL.label]
    return MeetingQuorum(len(voters), sum(line.is_present for line in voters))

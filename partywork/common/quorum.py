"""Are enough of those with a vote there: whole numbers, never a rounded per cent (V-*, E-39, E-40)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class QuorumRule:
    """A share of those expected who must be present; `exceeds`: the share itself is not enough (超过)."""

    over: int
    under: int
    exceeds: bool
    words: str

    def needed(self, expected: int) -> int:
        """The smallest number present that is enough."""
        share = expected * self.over
        return share // self.under + 1 if self.exceeds else -(-share // self.under)

    def is_met(self, present: int, expected: int) -> bool:
        """Cross-multiplied: 5 of 10 is half, and half is 半数以上 but not 超过半数."""
        if self.exceeds:
            return present * self.under > expected * self.over
        return present * self.under >= expected * self.over


AT_LEAST_HALF = QuorumRule(1, 2, False, "半数以上")
MORE_THAN_HALF = QuorumRule(1, 2, True, "超过半数")
FOUR_FIFTHS = QuorumRule(4, 5, False, "不少于五分之四")

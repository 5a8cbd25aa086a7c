"""Who is elected: more than half, most votes first, and what follows when that does not fill the seats (EL-05, EL-06).

Whole numbers only: a vote more or less decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from partywork.common.quorum import FOUR_FIFTHS

PRESENT, EXPECTED = "present", "expected"
BASE_NAMES = {PRESENT: "实到", EXPECTED: "应到"}


class RoundPurpose(StrEnum):
    """Why a ballot is held; a run-off decides between people who all have more than half already."""

    FIRST = "first"
    RUN_OFF = "run_off"
    REST = "rest"


@dataclass(frozen=True)
class Assembly:
    """Those who may vote: how many are expected, how many came, and which number the half is taken of (V-ELE)."""

    expected: int
    present: int
    base: str = PRESENT

    @property
    def quorum(self) -> int:
        return FOUR_FIFTHS.needed(self.expected)

    @property
    def quorum_met(self) -> bool:
        return self.expected > 0 and self.present >= self.quorum

    @property
    def base_number(self) -> int:
        return self.expected if self.base == EXPECTED else self.present

    @property
    def needed(self) -> int:
        """超过半数: the smallest number that is more than half."""
        return self.base_number // 2 + 1

    @property
    def quorum_sentence(self) -> str:
        counted = f"有选举权的应到{self.expected}人，实到{self.present}人"
        if self.quorum_met:
            return f"{counted}，不少于五分之四（{self.quorum}人），可以选举。"
        return f"{counted}，不足五分之四（{self.quorum}人），还差{self.quorum - self.present}人，不能选举。"

    @property
    def needed_sentence(self) -> str:
        return f"赞成须超过{BASE_NAMES[self.base]}{self.base_number}人的一半，至少{self.needed}票。"


@dataclass(frozen=True)
class Tally:
    """What one name came to; `key` tells two people of one name apart."""

    key: int
    name: str
    in_favour: int


@dataclass(frozen=True)
class Outcome:
    """`tied` stand for `tied_seats` seats in a run-off; `open_seats` are still without anybody."""

    elected: tuple[Tally, ...]
    tied: tuple[Tally, ...]
    tied_seats: int
    open_seats: int
    sentences: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not self.tied_seats and not self.open_seats


def outcome_of(
    tallies: Sequence[Tally], seats: int, assembly: Assembly, purpose: RoundPurpose = RoundPurpose.FIRST
) -> Outcome:
    """The result of one ballot. The order among equals is that of `tallies`, and never decides anything."""
    needed = 1 if purpose == RoundPurpose.RUN_OFF else assembly.needed
    ranked = sorted((each for each in tallies if each.in_favour >= needed), key=lambda each: -each.in_favour)
    if len(ranked) <= seats:
        return _with_words(ranked, [], 0, seats, assembly, purpose)
    last = ranked[seats - 1].in_favour
    if ranked[seats].in_favour < last:
        return _with_words(ranked[:seats], [], 0, seats, assembly, purpose)
    ahead = [each for each in ranked if each.in_favour > last]
    level = [each for each in ranked if each.in_favour == last]
    return _with_words(ahead, level, seats - len(ahead), seats, assembly, purpose)


def _with_words(
    elected: Sequence[Tally],
    tied: Sequence[Tally],
    tied_seats: int,
    seats: int,
    assembly: Assembly,
    purpose: RoundPurpose,
) -> Outcome:
    open_seats = seats - len(elected) - tied_seats
    return Outcome(
        tuple(elected),
        tuple(tied),
        tied_seats,
        open_seats,
        tuple(_sentences(elected, tied, tied_seats, open_seats, seats, assembly, purpose)),
    )


def _sentences(
    elected: Sequence[Tally],
    tied: Sequence[Tally],
    tied_seats: int,
    open_seats: int,
    seats: int,
    assembly: Assembly,
    purpose: RoundPurpose,
) -> list[str]:
    rule = "得赞成票多的当选。" if purpose == RoundPurpose.RUN_OFF else assembly.needed_sentence
    names = "、".join(f"{each.name}（{each.in_favour}票）" for each in elected)
    said = [
        rule,
        f"应选{seats}人，当选{len(elected)}人：{names}。" if elected else f"应选{seats}人，没有人当选。",
    ]
    if tied:
        level = "、".join(each.name for each in tied)
        said.append(
            f"{level}都是{tied[0].in_favour}票，还有{tied_seats}个名额，不能确定当选人，就这{len(tied)}人再投一次票。"
        )
    if open_seats:
        said.append(f"还缺{open_seats}人：可以对不足的名额另行选举，或经到会一半以上同意减少名额。")
    return said


def why_not_fewer(present: int, in_favour: int) -> str:
    """Why the seats cannot be fewer: it needs the consent of more than half of those present; "" when it has it."""
    if not 0 <= in_favour <= present:
        return f"同意的{in_favour}人多于实到的{present}人，请核对。"
    needed = present // 2 + 1
    if in_favour < needed:
        return f"减少名额须经到会一半以上同意：实到{present}人，至少{needed}人，现在{in_favour}人。"
    return ""

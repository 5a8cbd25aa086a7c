"""What the rules say about a step on the way into the Party: stopped, asked for a reason, or late (DV-*)."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    BLOCK = "block"
    WARN = "warn"
    LATE = "late"


@dataclass(frozen=True)
class Remark:
    """One sentence with its numbers. BLOCK stops; WARN may be gone past with a reason; LATE is only kept."""

    weight: Weight
    rule: str
    sentence: str
    field: str = ""


def block(rule: str, sentence: str, field: str = "") -> Remark:
    return Remark(Weight.BLOCK, rule, sentence, field)


def warn(rule: str, sentence: str, field: str = "reason") -> Remark:
    return Remark(Weight.WARN, rule, sentence, field)

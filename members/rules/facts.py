"""What is kept about a member, apart from any table."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MemberFacts:
    """What is kept about a member, and nothing more (PI-01)."""

    name: str
    sex: str
    joined_on: date
    full_on: date | None = None
    phone: str = ""

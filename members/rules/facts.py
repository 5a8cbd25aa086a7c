"""What is kept about a member, apart from any table."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class MemberFacts:
    """What is kept about a member beside the file (PI-01). `phone` None: as it stands; "": none.

    `id_number` is asked of newcomers alone, to know somebody who is on a roster already; "": not given.
    """

    name: str
    sex: str
    joined_on: date
    full_on: date | None = None
    phone: str | None = None
    id_number: str = ""

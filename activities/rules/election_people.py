"""Who may be elected, who may count, who runs the meeting (EL-07, EL-09, ORG-11, MEM-02)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from members.choices import Standing
from partywork.common.clock import full_date
from partywork.common.months import months_after

SECRETARY_MONTHS = 12


@dataclass(frozen=True)
class PersonFacts:
    """A member on the day of the election. `barred` is why the electoral right rests that day, "" when it does not."""

    name: str
    standing: str
    full_on: date | None
    in_branch: bool
    barred: str = ""


@dataclass(frozen=True)
class Nominee:
    """One line of the page: the member, by how many recommended, listed or not, his place if set by hand."""

    member: int
    recommended_by: int = 0
    is_listed: bool = False
    position: int | None = None


def why_not_candidate(person: PersonFacts) -> str:
    """Why somebody cannot stand; "" when nothing hinders."""
    if not person.in_branch:
        return f"{person.name}不是本支部党员，不能作候选人。"
    if person.standing != Standing.FULL:
        return f"{person.name}是预备党员，没有被选举权，不能作候选人。"
    if person.barred:
        return f"{person.name}{person.barred}，没有被选举权，不能作候选人。"
    return ""


def secretary_remark(person: PersonFacts, day: date) -> str:
    """A secretary normally has a year's standing, counted from full membership (ORG-11); a word, not a bar."""
    if person.full_on is None or months_after(person.full_on, SECRETARY_MONTHS) <= day:
        return ""
    since = full_date(person.full_on)
    return f"{person.name}{since}转正，到选举那天党龄不满1年；书记一般应有1年以上党龄，请在请示里说明。"


def why_not_teller(person: PersonFacts, candidates: Collection[str]) -> str:
    """监票人 and 计票人 are full members who do not stand themselves (EL-07)."""
    if person.name in candidates:
        return f"{person.name}是候选人，不能监票、计票。"
    if not person.in_branch or person.standing != Standing.FULL or person.barred:
        return f"{person.name}没有表决权，不能监票、计票。"
    return ""


def chair_remark(is_outgoing: bool, name: str, *, has_committee: bool) -> str:
    """The outgoing committee runs the meeting, or the outgoing secretary (EL-09)."""
    if is_outgoing:
        return ""
    who = "上届支部委员会" if has_committee else "上届书记"
    return f"选举大会由{who}主持，{name}不在其中。"

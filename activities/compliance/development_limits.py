"""What the way to membership asks by a day: one finding for each limit, judged in the year of that day."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from activities.compliance.facts import BranchYear, PersonOnTheWay
from members.rules.development_limits import Limit
from partywork.common.clock import full_date, local_day
from partywork.common.compliance import Finding, Rule, Verdict


class Span(NamedTuple):
    """One limit of one person and the day it was met; `name` tells apart several of the same rule."""

    limit: Limit
    done: date | None
    name: str = ""


class DoneInTime(Rule[BranchYear]):
    """Something is to be done by a day; a subclass says which limits a person has and when they were met."""

    def spans(self, person: PersonOnTheWay) -> Iterator[Span]:
        raise NotImplementedError

    def findings(self, facts: BranchYear) -> Iterator[Finding]:
        today = local_day(facts.now)
        for person in facts.people:
            for limit, done, name in self.spans(person):
                if (
                    limit.due is None
                    or limit.due.year != facts.year
                    or _ended_before(person, limit.due, done)
                ):
                    continue
                verdict, said = _outcome(limit.due, done, today)
                text = f"{person.name}：{limit.sentence}{said}"
                yield self.finding(f"development:{person.person}{name}", verdict, text, on=limit.due)


def _ended_before(person: PersonOnTheWay, due: date, done: date | None) -> bool:
    return done is None and person.ended_on is not None and person.ended_on <= due


def _outcome(due: date, done: date | None, today: date) -> tuple[Verdict, str]:
    if done is not None:
        late = (done - due).days
        if late > 0:
            return Verdict.NOT_MET, f"实际{full_date(done)}，晚了{late}天。"
        return Verdict.MET, f"实际{full_date(done)}。"
    if today > due:
        return Verdict.NOT_MET, f"还没有办，已超{(today - due).days}天。"
    return Verdict.UNKNOWN, "还没有到期。"

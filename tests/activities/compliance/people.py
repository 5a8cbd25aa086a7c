"""Somebody on the way to membership, judged by one rule."""

from activities.compliance.facts import BranchYear, PersonOnTheWay
from tests.activities.compliance.year import at


def person(**done) -> PersonOnTheWay:
    return PersonOnTheWay(person=1, name="孙六", done=done)


LAST_DAY = at(12, 31)


def judged(rule, someone, *, now=LAST_DAY, year=2026):
    return [
        (finding.verdict, finding.sentence)
        for finding in rule.judge(BranchYear(year=year, now=now, people=(someone,)))
    ]


def only(found, verdict, says) -> None:
    [(answer, sentence)] = found
    assert answer is verdict
    assert says in sentence
    assert sentence.startswith("孙六：")

"""The branch's decision on each member, from ballots and daily performance; ballots never decide (DA-03..DA-08)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from activities.choices_life import AppraisalState, Decided, OwnView
from activities.models import Appraisal, AppraisalPerson
from activities.rules.appraisal import OUTCOMES
from members.models import User
from partywork.common import clock
from partywork.common.errors import Conflict
from partywork.common.verbs import journal, lock, require, save

NEEDS_REASON = (
    Decided.OUTSTANDING,
    Decided.BASICALLY_QUALIFIED,
    Decided.UNQUALIFIED,
    Decided.UNGRADED,
)


@dataclass(frozen=True)
class Decision:
    """A grade with what it rests on; `outcome` "" takes the usual one (DA-07). Grade "" is not decided yet."""

    grade: str
    reason: str = ""
    outcome: str = ""


@transaction.atomic
def decide(
    appraisal: Appraisal,
    decisions: Mapping[int, Decision],
    *,
    by: User,
    on: date,
    by_members: bool = False,
    revision: int,
) -> Appraisal:
    """Write down what the committee or the members' meeting decided, by the keys of the people.

    Refused as a whole above the cap, with the numbers and the clause (DA-04, E-43); Conflict where somebody else
    wrote meanwhile (E-82).
    """
    appraisal = lock(appraisal)
    require(
        appraisal.state == AppraisalState.CLOSED,
        "民主测评结束以后、反馈以前才能评定等次。",
        code="wrong_state",
    )
    if appraisal.revision != revision:
        raise Conflict("刚刚有人写过评定意见，请看一下现在的内容再存。", current={})
    _check_day(appraisal, on)
    people = {person.pk: person for person in appraisal.people.select_related("member")}
    require(set(decisions) <= set(people), "有人不在这次评议里。", code="unknown_person")
    for pk, decision in decisions.items():
        _write(people[pk], decision)
    require_cap(appraisal, [person.grade for person in people.values()])
    AppraisalPerson.objects.bulk_update([people[pk] for pk in decisions], ["grade", "reason", "outcome"])
    appraisal.decided_on, appraisal.decided_by_members = on, by_members
    appraisal.revision += 1
    save(appraisal, "decided_on", "decided_by_members", "revision")
    given = sum(bool(person.grade) for person in people.values())
    journal(appraisal, "decide", by=by, reason=f"已评定{given}人")
    return appraisal


@transaction.atomic
def reconsider(person: AppraisalPerson, *, by: User, grade: str, reason: str, reply: str) -> AppraisalPerson:
    """The member objected: the branch answers, and may change the grade; he then says anew what he thinks (DA-06)."""
    appraisal = lock(person.appraisal)
    person = lock(person)
    objected = appraisal.state == AppraisalState.PUBLISHED and person.own_view == OwnView.OBJECTS
    require(objected, "本人提出不同意见以后，才能复核。", code="wrong_state")
    require(not person.superior_opinion, "上级党组织已经签署意见，不能再改。", code="wrong_state")
    require(reply.strip(), "请写明对本人的答复。", field="reply")
    before = person.grade
    _write(person, Decision(grade, reason))
    require(person.grade, "请选等次。", field="grade")
    others = appraisal.people.exclude(pk=person.pk).values_list("grade", flat=True)
    require_cap(appraisal, [*others, person.grade])
    person.reply = reply.strip()
    if person.grade != before:
        person.own_view, person.own_words, person.own_view_on = "", "", None
    save(person, "grade", "reason", "outcome", "reply", "own_view", "own_words", "own_view_on")
    journal(person, "reconsider", by=by, reason=person.reply, before=before, after=person.grade)
    return person


def require_cap(appraisal: Appraisal, grades: list[str]) -> None:
    """DA-04: above the cap nothing is written."""
    cap = appraisal.cap
    assert cap is not None
    outstanding = grades.count(Decided.OUTSTANDING)
    require(cap.is_kept_by(outstanding), cap.refusal(outstanding), code="above_cap")


def _check_day(appraisal: Appraisal, on: date) -> None:
    assert appraisal.activity is not None
    require(on <= clock.today(), "评定日期不能晚于今天。", field="on")
    require(
        on >= appraisal.activity.day,
        f"评定应在评议会（{clock.long_date(appraisal.activity.day)}）当天或以后。",
        field="on",
    )


def _write(person: AppraisalPerson, decision: Decision) -> None:
    name, grade = person.member.name, decision.grade
    require(not grade or grade in Decided.values, "没有这个等次。", field=f"grade-{person.pk}")
    require(
        not grade or person.is_graded,
        f"{name}是预备党员，参加评议但不定等次（DA-05）。",
        field=f"grade-{person.pk}",
    )
    reason = decision.reason.strip()
    require(
        grade not in NEEDS_REASON or reason,
        f"{name}评为“{Decided(grade).label if grade else ''}”，请写主要依据。",
        field=f"reason-{person.pk}",
    )
    person.grade, person.reason = grade, reason
    person.outcome = decision.outcome.strip() or OUTCOMES.get(grade, "")

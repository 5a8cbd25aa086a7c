"""An appraisal as the printed forms F-14 a—d want it."""

from typing import Any

from activities.choices_life import (
    NO_GRADE,
    CommitteeAspect,
    OwnView,
)
from activities.documents.appraisal_ballot import (
    AppraisalBallotContent,
    AppraisalBallotDocument,
    CommitteeBallotContent,
    CommitteeBallotDocument,
)
from activities.documents.appraisal_sheet import (
    AppraisalSheetsContent,
    AppraisalSheetsDocument,
    PersonSheet,
)
from activities.documents.appraisal_summary import (
    AppraisalSummaryContent,
    AppraisalSummaryDocument,
    AspectLine,
    SummaryLine,
)
from activities.models import Appraisal, AppraisalPerson, MutualOpinion
from activities.reports.appraisal_page import (
    COMMITTEE_GRADES,
    GRADES,
    PersonLine,
    committee_rows,
    person_lines,
)
from partywork.common import clock
from partywork.common.clock import full_date

FEW = "—"


def ballot(appraisal: Appraisal) -> dict[str, Any]:
    people = [line.person for line in person_lines(appraisal)]
    content = AppraisalBallotContent(
        **_head(appraisal),
        grades=GRADES,
        names=tuple(person.member.name for person in people if person.is_on_the_paper),
        ungraded=tuple(person.member.name for person in people if not person.is_graded),
        no_grade=NO_GRADE,
    )
    return AppraisalBallotDocument(content).to_json()


def committee_ballot(appraisal: Appraisal) -> dict[str, Any]:
    aspects = tuple(str(aspect.label) for aspect in CommitteeAspect)
    content = CommitteeBallotContent(**_head(appraisal), grades=COMMITTEE_GRADES, aspects=aspects)
    return CommitteeBallotDocument(content).to_json()


def summary(appraisal: Appraisal) -> dict[str, Any]:
    cap = appraisal.cap
    content = AppraisalSummaryContent(
        **_head(appraisal),
        issued=appraisal.issued,
        returned=appraisal.returned,
        note=ballots_note(appraisal),
        cap=cap.sentence if cap else "",
        decided=_decided(appraisal),
        grades=GRADES,
        committee_grades=COMMITTEE_GRADES,
        lines=tuple(_line(line) for line in person_lines(appraisal)),
        aspects=tuple(
            AspectLine(name, tuple(str(count) for _, count in marks) if marks else (FEW,) * 4)
            for name, marks in committee_rows(appraisal)
        ),
    )
    return AppraisalSummaryDocument(content).to_json()


def sheets(appraisal: Appraisal, people: list[AppraisalPerson] | None = None) -> dict[str, Any]:
    """All of the branch, or those named."""
    wanted = None if people is None else {person.pk for person in people}
    lines = [line for line in person_lines(appraisal) if wanted is None or line.person.pk in wanted]
    said: dict[int, list[str]] = {}
    for person, text in MutualOpinion.objects.filter(person__appraisal=appraisal).values_list(
        "person", "text"
    ):
        said.setdefault(person, []).append(text)
    content = AppraisalSheetsContent(
        branch=_head(appraisal)["branch"],
        for_year=appraisal.for_year,
        people=tuple(_sheet(appraisal, line, said.get(line.person.pk, [])) for line in lines),
    )
    return AppraisalSheetsDocument(content).to_json()


def ballots_note(appraisal: Appraisal) -> str:
    if not appraisal.enough_returned:
        return f"有效票不足 {appraisal.min_ballots} 份，不显示分布"
    if appraisal.left_out:
        return f"手机收到的 {appraisal.left_out} 份不足 {appraisal.min_ballots} 份，没有计入"
    return ""


def _head(appraisal: Appraisal) -> dict[str, Any]:
    day = appraisal.activity.day if appraisal.activity else None
    return {
        "branch": appraisal.branch.name_on(day or clock.today()),
        "for_year": appraisal.for_year,
        "held_on": day,
    }


def _decided(appraisal: Appraisal) -> str:
    if appraisal.decided_on is None:
        return ""
    body = "支部党员大会" if appraisal.decided_by_members else "支委会"
    if not appraisal.decided_by_members and not appraisal.branch.has_committee:
        body = "支部"
    on = appraisal.decided_on
    return f"{full_date(on)}{body}评定"


def _line(line: PersonLine) -> SummaryLine:
    person, marks = line.person, line.marks
    empty = "" if not person.is_on_the_paper else FEW
    return SummaryLine(
        name=person.member.name,
        marked_by=empty if line.marked_by is None else str(line.marked_by),
        counts=tuple(str(count) for _, count in marks) if marks else (empty,) * len(GRADES),
        result=line.result,
        reason=person.reason,
        own_view=_view(person),
    )


def _view(person: AppraisalPerson) -> str:
    if not person.own_view:
        return ""
    return "同意" if person.own_view == OwnView.AGREES else f"有不同意见：{person.own_words}"


def _sheet(appraisal: Appraisal, line: PersonLine, said: list[str]) -> PersonSheet:
    person = line.person
    marks = line.marks
    told = "，".join(f"{grade} {count} 票" for grade, count in marks) if marks else ""
    reply = f"\n支部答复：{person.reply}" if person.reply else ""
    return PersonSheet(
        name=person.member.name,
        sex=str(person.member.get_sex_display()),
        joined_on=person.member.joined_on,
        full_on=person.member.full_on,
        standing=str(person.get_standing_display()),
        year=line.year.sentence,
        self_text=person.self_text or "",
        former_opinion=person.former_opinion,
        opinions=tuple(sorted(said)),  # in the order of their signs, without who said it
        ballots=told or ("" if not person.is_on_the_paper else ballots_note(appraisal) or "票数少，不显示"),
        result=line.result,
        reason=person.reason,
        outcome=person.outcome,
        decided=_decided(appraisal),
        own_view=f"{_view(person)}{reply}",
        superior=person.superior_opinion,
        superior_on=person.superior_on,
    )

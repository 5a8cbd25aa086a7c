"""Marking each other in secret, by phone or on paper; nobody can tell who marked whom how (DA-06, 0003, 0015)."""

from collections.abc import Mapping

from django.db import transaction

from activities.choices_life import AppraisalGrade, AppraisalState, CommitteeAspect, CommitteeGrade
from activities.models import Appraisal, AppraisalPaper
from activities.rules.appraisal import paper_refusal
from activities.services import secret_ballots
from members.models import Member, User
from partywork.common.errors import DomainError
from partywork.common.verbs import journal, lock, require

Counts = Mapping[str, Mapping[str, int]]


@transaction.atomic
def vote(
    appraisal: Appraisal,
    member: Member,
    *,
    grades: Mapping[str, str],
    committee: Mapping[str, str] | None = None,
) -> None:
    """One member's ballot, once: a grade by each name but the own; names left empty are not marked.

    Writes nothing besides the boxes: no journal, no notice, no time.
    """
    appraisal = lock(appraisal)
    refusal = why_not(appraisal, member)
    if refusal is not None:
        raise refusal
    own = appraisal.people.filter(member=member).values_list("pk", flat=True).first()
    require(str(own) not in grades, "不评本人，请去掉给自己的那一格。", code="own_name")
    marks = {line: grade for line, grade in grades.items() if grade}
    aspects = {aspect: grade for aspect, grade in (committee or {}).items() if grade}
    require(marks, "一个人也没有评，请至少评一人再交。", code="empty")
    assert appraisal.box is not None
    secret_ballots.cast(appraisal.box, voter=member.pk, paper=marks)
    if appraisal.committee_box is not None:
        secret_ballots.cast(appraisal.committee_box, voter=member.pk, paper=aspects)


def why_not(appraisal: Appraisal, member: Member) -> DomainError | None:
    """Why the member cannot vote (any more), for the page and the verb alike."""
    if appraisal.state == AppraisalState.PREPARED:
        return DomainError("民主测评还没有开始，评议会上开始以后再投。", code="not_open")
    if appraisal.state != AppraisalState.OPEN or appraisal.box is None:
        return DomainError("民主测评已经结束，不能再投了。", code="closed")
    has_voted = secret_ballots.has_voted(appraisal.box, member.pk)
    if has_voted is None:
        return DomainError(
            "测评票发给评议会到会的党员，名单里没有您。登记有误，请告诉书记。", code="not_on_roll"
        )
    if has_voted:
        return DomainError("您已经投过票了，谢谢。", code="already_cast")
    if not phones_left(appraisal):
        return DomainError("票已全部收齐：其中有人填的是纸票。", code="full")
    return None


def phones_left(appraisal: Appraisal) -> int:
    """Ballots that may still come by phone: a paper ballot takes the place of one (E-34)."""
    if appraisal.box is None:
        return 0
    return max(appraisal.issued - secret_ballots.returned(appraisal.box) - _on_paper(appraisal), 0)


def returned(appraisal: Appraisal) -> int:
    """How many ballots came back so far: all that anybody sees before closing."""
    if appraisal.state != AppraisalState.OPEN or appraisal.box is None:
        return appraisal.returned
    return secret_ballots.returned(appraisal.box) + _on_paper(appraisal)


@transaction.atomic
def enter_paper(
    appraisal: Appraisal,
    *,
    by: User,
    issued: int,
    returned: int,
    counts: Counts,
    committee: Counts | None = None,
) -> AppraisalPaper:
    """Totals of the paper ballots as two people counted them; entered again they replace the former (E-31)."""
    appraisal = lock(appraisal)
    require(appraisal.state == AppraisalState.OPEN, "民主测评没有在进行，不能登记纸票。", code="closed")
    assert appraisal.box is not None
    require(returned, "没有收回的纸票，不用登记。", field="returned")
    require(
        returned <= issued,
        f"收回 {returned} 份，多于发出的 {issued} 份，这次测评无效，请作废重来。",
        field="returned",
        code="void",
    )
    require(
        issued <= appraisal.issued,
        f"到会 {appraisal.issued} 人，纸票不会多于 {appraisal.issued} 份。",
        field="issued",
    )
    by_phone = secret_ballots.returned(appraisal.box)
    require(
        returned <= appraisal.issued - by_phone,
        f"到会 {appraisal.issued} 人，手机已投 {by_phone} 份，纸票不能多于 {appraisal.issued - by_phone} 份。",
        field="returned",
    )
    people = {
        person.line: person for person in appraisal.people.select_related("member") if person.is_on_the_paper
    }
    _check(counts, set(people), set(AppraisalGrade.values))
    _check(committee or {}, set(CommitteeAspect.values), set(CommitteeGrade.values))
    names = {line: person.member.name for line, person in people.items()}
    names |= {aspect.value: str(aspect.label) for aspect in CommitteeAspect}
    for sums in (counts, committee or {}):
        line, sentence = paper_refusal(sums, names, returned)
        require(not sentence, sentence, field=line)
    paper, _ = AppraisalPaper.objects.update_or_create(
        appraisal=appraisal,
        defaults={
            "issued": issued,
            "returned": returned,
            "counts": {line: dict(grades) for line, grades in counts.items()},
            "committee_counts": {line: dict(grades) for line, grades in (committee or {}).items()},
        },
    )
    journal(appraisal, "enter_paper", by=by, reason=f"纸票：发出{issued}份，收回{returned}份")
    return paper


def _check(counts: Counts, lines: set[str], options: set[str]) -> None:
    known = set(counts) <= lines and all(set(each) <= options for each in counts.values())
    require(known, "测评票上没有这一项。", code="bad_line")
    fine = all(count >= 0 for each in counts.values() for count in each.values())
    require(fine, "份数不能小于 0。", code="bad_count")


def _on_paper(appraisal: Appraisal) -> int:
    found = AppraisalPaper.objects.filter(appraisal=appraisal).values_list("returned", flat=True)
    return found.first() or 0

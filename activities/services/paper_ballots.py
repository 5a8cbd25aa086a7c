"""Paper ballots from the envelope: counted by hand, only the totals are typed in (E-31, E-34)."""

from collections.abc import Mapping

from django.db import transaction

from activities.choices import RATER_GROUPS, Criterion, Grade, RaterGroup, RatingState
from activities.models import RatingPaper, RatingRound
from activities.services import rating_tables
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

Counts = Mapping[str, Mapping[str, int]]


@transaction.atomic
def enter(
    round_: RatingRound,
    *,
    by: User,
    group: str,
    issued: int,
    collected: int,
    counts: Counts,
    remarks: str = "",
) -> RatingPaper:
    """The totals of one group's paper ballots; entered again they replace the former, until the round closes."""
    round_ = lock(round_)
    is_open = round_.state == RatingState.OPEN and clock.now() < round_.closes_at
    require(is_open, "测评已经结束，不能再登记纸票。", code="closed")
    require(group in RATER_GROUPS, "请选测评人的类别。", field="group")
    require(
        collected <= issued,
        f"收回{collected}份，多于发出的{issued}份，这些纸票无效，请重新测评。",
        field="collected",
        code="void",
    )
    require(collected, "没有收回的纸票，不用登记。", field="collected")
    _check_counts(counts, collected)
    if group == RaterGroup.MEMBER:
        _check_members(round_, issued, collected)
    former = round_.papers.filter(group=group).first()
    round_.papers.filter(group=group).delete()
    paper = RatingPaper.objects.create(
        round=round_,
        group=group,
        issued=issued,
        collected=collected,
        counts={criterion: dict(grades) for criterion, grades in counts.items()},
        remarks=remarks.strip(),
    )
    rating_tables.set_issued(round_)
    round_.collected += collected - (former.collected if former else 0)
    save(round_, "collected")
    said = f"{paper.get_group_display()}：发出{issued}份，收回{collected}份"
    journal(round_, "enter_paper", by=by, reason=said)
    return paper


def _check_counts(counts: Counts, collected: int) -> None:
    for criterion in Criterion:
        grades = counts.get(criterion, {})
        total = sum(grades.get(grade, 0) for grade in Grade)
        require(
            total <= collected,
            f"“{criterion.label}”三项合计{total}份，多于收回的{collected}份。",
            field=criterion.value,
        )


def _check_members(round_: RatingRound, issued: int, collected: int) -> None:
    """Nobody counts twice: a member's paper ballot takes the place of the one by phone (E-34)."""
    row = round_.groups.get(group=RaterGroup.MEMBER)
    require(
        issued <= row.issued, f"到会{row.issued}人，发给党员的纸票不会多于{row.issued}份。", field="issued"
    )
    left = row.issued - row.collected
    require(
        collected <= left,
        f"到会{row.issued}人，手机已测评{row.collected}份，党员的纸票不能多于{left}份。",
        field="collected",
    )

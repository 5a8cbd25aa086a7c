"""What a member still has to write, vote on or sign in an appraisal or for a life meeting, a line each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.db.models import Q, QuerySet
from django.urls import reverse

from activities.choices_life import AppraisalState
from activities.models import AppraisalPerson, LifeMeeting, Rectification
from activities.services import appraisal_ballots
from members.models import Member
from partywork.common import clock
from partywork.common.piles import Pile


@dataclass(frozen=True)
class LifeDuty:
    title: str
    text: str
    action: str
    url: str
    is_urgent: bool = False


def life_duties(member: Member) -> tuple[Pile[LifeDuty], ...]:
    return (_appraisals(member), _lives(member), _items(member))


def _appraisals(member: Member) -> Pile[LifeDuty]:
    rows = AppraisalPerson.objects.filter(member=member).exclude(appraisal__state=AppraisalState.CLOSED)
    open_rows = rows.exclude(appraisal__state=AppraisalState.PUBLISHED, own_view__gt="")
    return Pile(open_rows.select_related("appraisal__box", "appraisal__activity"), partial(_each, member))


def _each(member: Member, rows: QuerySet[AppraisalPerson]) -> Iterator[LifeDuty]:
    for person in rows:
        duty = _appraisal(person, member)
        if duty is not None:
            yield duty


def _appraisal(person: AppraisalPerson, member: Member) -> LifeDuty | None:
    appraisal = person.appraisal
    page = reverse("my_appraisal", args=[appraisal.pk])
    if appraisal.state == AppraisalState.PUBLISHED:
        return LifeDuty(str(appraisal), "支部的意见写好了，请看一下，签同意或写不同意见。", "去看", page)
    if appraisal.state == AppraisalState.OPEN:
        if appraisal_ballots.why_not(appraisal, member) is None:
            ballot = reverse("my_appraisal_ballot", args=[appraisal.pk])
            return LifeDuty(
                f"投票：{appraisal}", "不记名，谁也查不到是谁填的。", "去投票", ballot, is_urgent=True
            )
        return None
    if not person.self_text:
        day = appraisal.activity.day if appraisal.activity else None
        when = f"{day.month}月{day.day}日评议会以前写好。" if day else "评议会以前写好。"
        return LifeDuty(f"自评：{appraisal}", when, "写自评", page)
    return None


def _lives(member: Member) -> Pile[LifeDuty]:
    """A life meeting ahead for which nothing of one's own stands yet (OL-03)."""
    today = clock.today()
    spells = member.spells.filter(period__contains=today).values("branch_id")
    rows = LifeMeeting.objects.filter(branch__in=spells).filter(
        Q(activity=None) | Q(activity__ends_at__gte=clock.start_of(today), activity__closed_at=None)
    )
    return Pile(rows.exclude(examinations__member=member), lambda lives: [_own_words(life) for life in lives])


def _own_words(life: LifeMeeting) -> LifeDuty:
    return LifeDuty(
        f"对照检查：{life}", "会上自我批评用，会前写好。", "去写", reverse("my_life", args=[life.pk])
    )


def _items(member: Member) -> Pile[LifeDuty]:
    """What one promised to put right and has not yet."""
    rows = Rectification.objects.filter(owner=member, done_on=None).select_related("life")
    return Pile(rows, lambda items: [_promised(item) for item in items])


def _promised(item: Rectification) -> LifeDuty:
    return LifeDuty(
        f"整改：{item.problem}",
        f"{clock.short_date(item.due)}前办结。",
        "去看",
        reverse("my_life", args=[item.life_id]),
    )

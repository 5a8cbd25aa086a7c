"""What a member still has to write, vote on or sign in an appraisal or for a life meeting, a line each."""

from dataclasses import dataclass

from django.urls import reverse

from activities.choices_life import AppraisalState
from activities.models import AppraisalPerson
from activities.services import appraisal_ballots
from members.models import Member


@dataclass(frozen=True)
class LifeDuty:
    title: str
    text: str
    action: str
    url: str
    is_urgent: bool = False


def life_duties(member: Member) -> list[LifeDuty]:
    """Two queries while nothing is open."""
    return [*_appraisals(member)]


def _appraisals(member: Member) -> list[LifeDuty]:
    rows = AppraisalPerson.objects.filter(member=member).exclude(appraisal__state=AppraisalState.CLOSED)
    open_rows = rows.exclude(appraisal__state=AppraisalState.PUBLISHED, own_view__gt="")
    found = []
    for person in open_rows.select_related("appraisal__box", "appraisal__activity"):
        duty = _appraisal(person, member)
        if duty is not None:
            found.append(duty)
    return found


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

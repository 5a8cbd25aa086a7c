"""What waits of life meetings and appraisals: promises to be kept, members to be graded, objections to be answered."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from activities.choices_life import AppraisalState, OwnView
from activities.models import Appraisal, Rectification
from activities.reports.life_page import open_items
from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from partywork.common import clock

AHEAD = timedelta(days=14)


def rectifications(branch: Organization) -> TodoPile:
    """From two weeks before the date on, and until it is done (OL-03)."""
    return TodoPile(open_items(branch.pk).filter(due__lte=clock.today() + AHEAD), _rectifications)


def _rectifications(rows: QuerySet[Rectification]) -> Iterator[Todo]:
    for item in rows:
        whose = item.member.name if item.member else "支部班子"
        yield Todo(
            f"整改：{item.problem}",
            f"{whose}，{item.owner.name}负责：{item.measure}",
            "去看",
            reverse("life_detail", args=[item.life_id]) + "#after",
            clock.end_of(item.due),
            "OL-03",
            "整改落实",
        )


def appraisals(branch: Organization) -> TodoPile:
    """After the ballot the branch decides; whoever objects gets an answer (DA-06)."""
    objected = Q(people__own_view=OwnView.OBJECTS, people__reply="", people__superior_opinion="")
    rows = Appraisal.objects.filter(branch=branch).exclude(state=AppraisalState.PREPARED)
    counted = rows.annotate(waiting=Count("people", filter=objected))
    running = Q(state__in=[AppraisalState.OPEN, AppraisalState.CLOSED])
    return TodoPile(counted.filter(running | Q(waiting__gt=0)), _appraisals)


def _appraisals(rows: QuerySet[Appraisal]) -> Iterator[Todo]:
    for row in rows:
        page = reverse("appraisal_detail", args=[row.pk])
        if row.state == AppraisalState.OPEN:
            yield Todo(f"{row}：测评还在进行", "票收齐了就结束，结果才看得到。", "去结束", page)
        elif row.state == AppraisalState.CLOSED:
            text = "支委会结合票数和日常表现评定等次，再反馈给每个人。"
            yield Todo(f"{row}：评定等次", text, "去评定", reverse("appraisal_decision", args=[row.pk]))
        else:
            text = "复核以后答复本人，上级才能签署意见。"
            objecting = row.waiting  # type: ignore[attr-defined]
            yield Todo(f"{row}：{objecting} 人有不同意见", text, "去答复", page)

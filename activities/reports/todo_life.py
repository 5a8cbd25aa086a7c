"""What waits of life meetings and appraisals: promises to be kept, members to be graded, objections to be answered."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse

from activities.choices_life import AppraisalState, OwnView
from activities.models import Appraisal
from activities.reports.life_page import open_items
from activities.reports.todo_line import Todo
from branches.models import Organization
from partywork.common import clock

AHEAD = timedelta(days=14)


def rectifications(branch: Organization) -> Iterator[Todo]:
    """From two weeks before the date on, and until it is done (OL-03). One query."""
    for item in open_items(branch.pk).filter(due__lte=clock.today() + AHEAD):
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


def appraisals(branch: Organization) -> Iterator[Todo]:
    """After the ballot the branch decides; whoever objects gets an answer (DA-06). One query."""
    objected = Q(people__own_view=OwnView.OBJECTS, people__reply="", people__superior_opinion="")
    rows = Appraisal.objects.filter(branch=branch).exclude(state=AppraisalState.PREPARED)
    for row in rows.annotate(waiting=Count("people", filter=objected)):
        page = reverse("appraisal_detail", args=[row.pk])
        if row.state == AppraisalState.OPEN:
            yield Todo(f"{row}：测评还在进行", "票收齐了就结束，结果才看得到。", "去结束", page)
        elif row.state == AppraisalState.CLOSED:
            text = "支委会结合票数和日常表现评定等次，再反馈给每个人。"
            yield Todo(f"{row}：评定等次", text, "去评定", reverse("appraisal_decision", args=[row.pk]))
        elif row.waiting:
            text = "复核以后答复本人，上级才能签署意见。"
            yield Todo(f"{row}：{row.waiting} 人有不同意见", text, "去答复", page)

"""An evening whose lead reader has asked for leave: somebody else's turn (MT-15)."""

from collections.abc import Iterator

from django.db.models import F, QuerySet
from django.urls import reverse

from activities.choices import ActivityState, LeaveState
from activities.models import Study
from activities.reports.todo_line import Todo, TodoPile, day_and_kind
from branches.models import Organization
from partywork.common import clock


def readers_away(branch: Organization) -> TodoPile:
    rows = Study.objects.filter(
        activity__branch=branch,
        activity__starts_at__gt=clock.now(),
        activity__state=ActivityState.ANNOUNCED,
        activity__leaves__member=F("reader"),
        activity__leaves__state__in=[LeaveState.ASKED, LeaveState.APPROVED],
    )
    return TodoPile(rows.select_related("activity", "reader"), _away)


def _away(rows: QuerySet[Study]) -> Iterator[Todo]:
    for study in rows:
        assert study.reader is not None
        yield Todo(
            f"给{day_and_kind(study.activity)}换领学人",
            f"{study.reader.name}请假了。点一下就换成轮次上的下一位，两位都会收到通知。",
            "去换",
            f"{reverse('activity_detail', args=[study.activity_id])}#study",
            study.activity.starts_at,
            "MT-15",
            "每次安排1名党员领学",
        )

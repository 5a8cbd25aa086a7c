"""A member says his year is not right: somebody answers, and the sheet waits for it (N39)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from activities.models import YearObjection
from activities.reports.my_year import open_year_objections
from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from partywork.common import clock


def year_objections(branch: Organization) -> TodoPile:
    return TodoPile(open_year_objections(branch), _lines)


def _lines(rows: QuerySet[YearObjection]) -> Iterator[Todo]:
    for each in rows:
        yield Todo(
            f"答复{each.sheet.member.name}对{each.sheet.year}年记录的意见",
            each.text,
            "去答复",
            reverse("year_objection", args=[each.pk]),
            clock.end_of(each.sheet.until),
        )

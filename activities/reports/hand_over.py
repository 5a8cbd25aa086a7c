"""Everything open in a branch on one page, for whoever takes over as its secretary (N21).

Nothing is filled in: what is due comes from the list of things to do, the rest from what is kept anyway.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse

from activities.documents.hand_over import HandOverSheet, Line, Section
from activities.models import Activity
from activities.reports.desk import Desk, low_this_year
from activities.reports.hand_over_people import accounts, dues, keys, people, posts
from activities.reports.terms import term_page
from activities.reports.todo import todo_of
from activities.reports.todo_line import Todo
from branches.models import Organization
from members.models import User
from partywork.common import clock

AHEAD = timedelta(days=30)


def hand_over_of(branch: Organization, leaving: User | None) -> HandOverSheet:
    """The list as of now; `leaving` is whose keys and links have to be withdrawn. A fixed number of queries."""
    desk, today = Desk(branch), clock.today()
    todos = todo_of(desk, low_this_year(desk))
    due = [todo for todo in todos if todo.due_at is not None and todo.due_at <= clock.now() + AHEAD]
    later = [todo for todo in todos if todo not in due]
    return HandOverSheet(
        branch=branch.name_on(today),
        on=today,
        sections=(
            Section("due", "三十天内到期和已经逾期的", _lines(due)),
            Section("open", "其他没有办完的", _lines(later)),
            Section("coming", "已经排定的活动", tuple(_coming(branch)), "三十天内没有排定的活动。"),
            Section("dues", "党费", tuple(dues(branch, today))),
            Section("people", "党员", tuple(people(branch, today))),
            Section("term", "任期", tuple(_term(branch)), "没有登记任期。"),
            Section("posts", "谁能办什么", tuple(posts(branch, today)), "没有登记职务。"),
            Section("accounts", "账号和密码", tuple(accounts(branch, today)), "都已开通，并换过初始密码。"),
            Section("keys", "要收回或更换的密钥和链接", tuple(keys(branch, leaving))),
        ),
    )


def _lines(todos: Iterable[Todo]) -> tuple[Line, ...]:
    return tuple(
        Line(
            title=todo.title,
            text=todo.text,
            until=clock.due_day(todo.due_at) if todo.due_at is not None else None,
            url="" if todo.post else todo.url,
            is_late=todo.state == "over",
        )
        for todo in todos
    )


def _coming(branch: Organization) -> Iterable[Line]:
    rows = (
        Activity.objects.filter(branch=branch).coming(clock.now()).filter(starts_at__lte=clock.now() + AHEAD)
    )
    for row in rows:
        where = row.place or "地点还没有定"
        yield Line(
            f"{row.get_kind_display()}：{row.theme}",
            f"{row.get_state_display()}，{where}",
            row.day,
            reverse("activity_detail", args=[row.pk]),
        )


def _term(branch: Organization) -> Iterable[Line]:
    line = term_page(branch).line
    if line.term is not None:
        text = f"{line.status}，{line.left}"
        yield Line(
            f"第{line.term.number}届",
            text,
            line.term.election_due,
            f"{reverse('term_page')}?branch={branch.pk}",
            line.is_overdue,
        )

"""What waits beside the way of somebody: a notice that is over, what came back, a report (DV-07, DV-14)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from branches.reports.parameters import InForce
from members.models import Development, DevelopmentSubmission, PublicNotice
from members.reports.cultivation import CultivationLine
from members.reports.public_notices import waiting_for_word
from members.rules.cultivation import Due
from partywork.common import clock

MANY = 3


def notices(branch: Organization) -> TodoPile:
    return TodoPile(waiting_for_word(branch, clock.today()), _notices)


def _notices(rows: QuerySet[PublicNotice]) -> Iterator[Todo]:
    for notice in rows:
        yield _objected(notice) if notice.open_objections else _over(notice)  # type: ignore[attr-defined]


def _objected(notice: PublicNotice) -> Todo:
    return Todo(
        f"核查对公示的异议：{notice.names}",
        f"{notice.get_point_display()}的公示收到异议，核查答复以后才能写结论。",
        "去核查",
        reverse("public_notice", args=[notice.pk]),
        clock.end_of(notice.until),
        "DV-14",
        "公示",
    )


def _over(notice: PublicNotice) -> Todo:
    return Todo(
        f"写公示结论：{notice.names}",
        f"{notice.get_point_display()}的公示已经期满，写了结论才能往下办。",
        "写结论",
        reverse("public_notice_conclusion", args=[notice.pk]),
        None,
        "DV-14",
        "公示",
    )


def returned(branch: Organization) -> TodoPile:
    """What the superior sent back."""
    rows = DevelopmentSubmission.objects.filter(branch=branch, state="returned")
    return TodoPile(rows.select_related("development"), _returned)


def _returned(rows: QuerySet[DevelopmentSubmission]) -> Iterator[Todo]:
    for row in rows:
        yield Todo(
            f"上级退回：{row.development.name}的{row.get_matter_display()}",
            row.answer,
            "重新呈报",
            reverse("development_submission_new", args=[row.development_id]),
            None,
            "DV-01",
            "呈报上级",
        )


def reports_due(lines: list[CultivationLine], today: date) -> Iterator[Todo]:
    """The quarterly word of those on the way (DV-07)."""
    return _dues(lines, today, "report", "DV-07", "定期思想汇报")


def _dues(lines: list[CultivationLine], today: date, key: str, rule: str, name: str) -> Iterator[Todo]:
    """A line each for a few, one line for many."""
    near = [
        (line.development, due)
        for line in lines
        for due in line.dues
        if due.key == key and due.is_near(today)
    ]
    if len(near) > MANY:
        earliest = min(near, key=lambda pair: pair[1].last_day)[1]
        names = "、".join(person.name for person, _ in near[:MANY])
        yield Todo(
            f"{earliest.what}：{names}等{len(near)}人",
            f"最早的一位{earliest.limit.sentence}",
            "去看",
            reverse("development_list"),
            clock.end_of(earliest.last_day),
            rule,
            name,
        )
        return
    for person, due in near:
        yield _due(person, due, rule, name)


def _due(person: Development, due: Due, rule: str, name: str) -> Todo:
    return Todo(
        f"{due.what}：{person.name}",
        due.limit.sentence,
        "去记",
        reverse("cultivation", args=[person.pk]),
        clock.end_of(due.last_day),
        rule,
        name,
    )


def next_plan(branch: Organization, parameters: InForce) -> Iterator[Todo]:
    """In November and December, where the committee asks (DV-25)."""
    today = clock.today()
    if today.month < 11 or not parameters["dv.plan_request"]:
        return
    if branch.quota_requests.filter(year=today.year + 1).exists():
        return
    yield Todo(
        f"报{today.year + 1}年发展党员计划",
        "上级每年11月征求下一年的发展计划。",
        "去报",
        reverse("development_plan"),
        clock.end_of(date(today.year, 11, 30)),
        "DV-25",
        "年度发展计划",
    )

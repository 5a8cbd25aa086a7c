"""Letters of introduction that wait: somebody to be accepted here, and our own near their end (MEM-07, MEM-08)."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse

from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from members.models import TransferLetter
from members.reports.letters import LetterLine, line_of, waiting_of
from partywork.common import clock


def letters(branch: Organization) -> TodoPile:
    return TodoPile(waiting_of(branch, clock.today()), partial(_lines, branch))


def _lines(branch: Organization, rows: QuerySet[TransferLetter]) -> Iterator[Todo]:
    for row in rows:
        line = line_of(row, branch)
        yield _arriving(line) if line.awaits_us else _leaving(line)


def _arriving(line: LetterLine) -> Todo:
    letter = line.letter
    return Todo(
        f"接收{letter.member.name}的组织关系",
        f"从{letter.source_name}转来，介绍信有效期至{clock.short_date(letter.valid_until)}。",
        "去接收",
        reverse("letter_detail", args=[letter.pk]),
        clock.end_of(letter.valid_until),
        "MEM-07",
        "接收组织关系",
    )


def _leaving(line: LetterLine) -> Todo:
    letter = line.letter
    over = line.letter.is_over
    said = "已过期，还没有回执；请催办，或作废后另开。" if over else "快到期了，还没有回执。"
    return Todo(
        f"{letter.member.name}转到{letter.target_name}的介绍信",
        f"{said}接收以前仍由本支部负责。",
        "去看",
        reverse("letter_detail", args=[letter.pk]),
        clock.end_of(letter.valid_until),
        "MEM-08",
        "介绍信有效期",
    )

"""Members who have taken no part for months: a private line for the secretary, nothing follows by itself (MEM-14)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from activities.reports.inactivity import perhaps_silent, silent_members
from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from members.models import MembershipSpell
from partywork.common import clock


def inactive(branch: Organization) -> TodoPile:
    return TodoPile(perhaps_silent(branch, clock.today()), _lines)


def _lines(spells: QuerySet[MembershipSpell]) -> Iterator[Todo]:
    for each in silent_members(spells, clock.today()):
        quiet = each.silence
        said = (
            "已满六个月。没有正当理由的，按党章由支部大会讨论、报上级批准；系统不作处理。"
            if quiet.alert == 6
            else "请找本人谈谈，问清原因；因病、外出的，登记豁免或外出就不再计。"
        )
        yield Todo(
            f"{each.member.name}连续{quiet.months}个月没有参加组织生活",
            f"自{clock.short_date(quiet.since)}以后应到{quiet.missed}次都没有到。{said}只有书记看得到。",
            "去看",
            reverse("member_detail", args=[each.member.pk]),
            rule="MEM-14",
        )

"""Lines about dues on the first page of the secretary, and of nobody else (MEM-14, DU-17)."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from members.access import Access, Capability
from members.models import DuesBill
from members.reports.dues_watch import watch
from partywork.common import clock

RULE, TITLE = "MEM-14", "党章第九条：连续六个月没有正当理由不交纳党费"
LAST_BELL = 6
SAID = {
    3: "先谈一次心，问清原因；有正当理由的，请党费管理员记下，不再计数。",
    5: "再过一个月就满六个月；请当面谈，有正当理由的记下。",
    6: "已满六个月。怎样处理由支部大会决定、报上级批准，系统不自动处理；有正当理由的记下，不再计数。",
}


def dues_watch(branch: Organization, access: Access) -> TodoPile:
    """How many, never who: the names stand one page further, and only for whoever may read them."""
    bills = DuesBill.objects.filter(branch=branch)
    if not access.may(Capability.WATCH_STANDING, branch):
        bills = bills.none()

    def lines(_bills: QuerySet[DuesBill]) -> Iterator[Todo]:
        return _lines(branch)

    return TodoPile(bills, lines)


def _lines(branch: Organization) -> Iterator[Todo]:
    found = watch(branch, clock.today())
    url = f"{reverse('dues_arrears')}?branch={branch.pk}"
    for months, people in found.alerts.items():
        running = "六个月以上" if months == LAST_BELL else f"{months}个月"
        yield Todo(
            f"{people}人连续{running}没有交党费", SAID[months], "去看", url, rule=RULE, rule_name=TITLE
        )
    if found.lacks_keeper:
        url = reverse("appointment_list", args=[branch.pk])
        text = "党费由专人收缴；现在没有人能收缴和结账。"
        yield Todo("任命党费管理员", text, "去任命", url, rule="DU-17", rule_name="党费由专人收缴")

"""What waits of care: visits before a feast, promises, teaching brought home; without a name (CA-02, MEM-17)."""

from collections.abc import Iterator
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse

from activities.reports.todo_line import Todo, TodoPile
from branches.models import Organization
from branches.reports.parameters import InForce
from members.models import CareHelp, CareSpell, ExemptionSpell
from members.reports.care import lines_of, next_feast, open_helps, running_in
from members.reports.deliveries import exempt_in, unserved
from members.rules.care_occasions import Feast
from partywork.common import clock


def cares_of(branch: Organization, parameters: InForce) -> Iterator[TodoPile]:
    """Only for those who may see the list; figures alone, the names are on the restricted page."""
    today = clock.today()
    feast = next_feast(branch, today, parameters)
    if feast is not None:
        yield TodoPile(running_in(branch, today), partial(_visits, branch, feast))
    yield TodoPile(open_helps([branch]), partial(_helps, branch))
    yield TodoPile(exempt_in(branch, today), partial(_teaching, branch))


def _visits(branch: Organization, feast: Feast, rows: QuerySet[CareSpell]) -> Iterator[Todo]:
    waiting = sum(line.waits for line in lines_of(branch, rows, feast))
    if waiting:
        yield Todo(
            f"{feast.occasion.label}前走访：还有 {waiting} 人",
            "名单只有书记和组织委员能看。",
            "去看名单",
            _page(branch),
            clock.end_of(feast.day),
            "CA-02",
            "重要节日走访慰问",
        )


def _helps(branch: Organization, rows: QuerySet[CareHelp]) -> Iterator[Todo]:
    helps = list(rows)
    if not helps:
        return
    over = sum(help_.is_over for help_ in helps)
    text = f"其中 {over} 件已过期限。" if over else "走访时说定的，办好了记一句。"
    due = clock.end_of(helps[0].due)
    title = f"帮扶的事还有 {len(helps)} 件没有办结"
    yield Todo(title, text, "去看", _page(branch), due, "CA-01", "帮扶落实")


def _teaching(branch: Organization, rows: QuerySet[ExemptionSpell]) -> Iterator[Todo]:
    missing = unserved(rows, clock.today())
    if missing:
        names = "、".join(line.exemption.member.name for line in missing[:3])
        more = f"等 {len(missing)} 人" if len(missing) > 3 else ""
        yield Todo(
            f"送学上门：{names}{more}上个月没有送",
            "豁免到会的同志，由联系人送学、听取意见。",
            "去看",
            reverse("member_list") + f"?branch={branch.pk}",
            None,
            "MEM-17",
            "送学上门",
        )


def _page(branch: Organization) -> str:
    return f"{reverse('care_list')}?branch={branch.pk}"

"""What waits of care: visits before a feast, promises, teaching brought home; without a name (CA-02, MEM-17)."""

from collections.abc import Iterator

from django.urls import reverse

from activities.reports.todo_line import Todo
from branches.models import Organization
from branches.reports.parameters import InForce
from members.reports.care import care_page
from members.reports.deliveries import without_delivery
from partywork.common import clock


def cares_of(branch: Organization, parameters: InForce) -> Iterator[Todo]:
    """Only for those who may see the list; figures alone, the names are on the restricted page."""
    today = clock.today()
    found, page = care_page(branch, today, parameters), f"{reverse('care_list')}?branch={branch.pk}"
    if found.feast is not None and found.waiting:
        yield Todo(
            f"{found.feast.occasion.label}前走访：还有 {len(found.waiting)} 人",
            "名单只有书记和组织委员能看。",
            "去看名单",
            page,
            clock.end_of(found.feast.day),
            "CA-02",
            "重要节日走访慰问",
        )
    if found.helps:
        over = sum(help_.is_over for help_ in found.helps)
        text = f"其中 {over} 件已过期限。" if over else "走访时说定的，办好了记一句。"
        due = clock.end_of(found.helps[0].due)
        yield Todo(
            f"帮扶的事还有 {len(found.helps)} 件没有办结", text, "去看", page, due, "CA-01", "帮扶落实"
        )
    missing = without_delivery(branch, today)
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

"""A branch keeps an agenda it likes under a name of its own, for the next meeting of the kind (MT-16)."""

from collections.abc import Sequence

from django.db import transaction

from activities.models import Activity, AgendaTemplate
from activities.rules.agenda import AgendaLine
from members.models import User
from partywork.common.verbs import journal, lock, require

AT_MOST = 10


@transaction.atomic
def keep(activity: Activity, items: Sequence[AgendaLine], *, name: str, by: User) -> AgendaTemplate:
    """The same name again replaces what was kept under it."""
    name, lines = name.strip(), [list(item) for item in items if item[0].strip()]
    require(name, "请给这份议程起个名字。", field="name")
    require(lines, "议程还是空的，没有可以留的。", field="agenda")
    lock(activity.branch)
    own = AgendaTemplate.objects.filter(branch=activity.branch, kind=activity.kind)
    known = own.filter(name=name).exists()
    require(known or own.count() < AT_MOST, f"每类会议最多留{AT_MOST}份，请先去掉不用的。", field="name")
    template, _ = AgendaTemplate.objects.update_or_create(
        branch=activity.branch, kind=activity.kind, name=name, defaults={"lines": lines}
    )
    journal(template, "keep", by=by)
    return template


@transaction.atomic
def forget(template: AgendaTemplate, *, by: User) -> None:
    gone, _ = AgendaTemplate.objects.filter(pk=template.pk).delete()
    if gone:
        journal(template, "forget", by=by)

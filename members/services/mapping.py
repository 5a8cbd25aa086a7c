"""Keeping how another office lays out its rosters: made once, used by every branch below (ST-06, E-83)."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.importing.columns import NOT_READ, plain_heading
from members.importing.items import LABELS
from members.models import RosterMapping
from members.reports.roster_layouts import OUT_ONLY
from partywork.common.verbs import journal, lock, require

MOST_COLUMNS = 80


@transaction.atomic
def keep_mapping(
    place: Organization, name: str, columns: Sequence[tuple[str, str]], *, by: AbstractBaseUser
) -> RosterMapping:
    """The layout under its name; the same name again takes the place of the former one."""
    lock(place)
    called = name.strip()
    require(called, "请给这种表格起个名字。", field="name")
    require(0 < len(columns) <= MOST_COLUMNS, f"表头应有 1 至 {MOST_COLUMNS} 列。", field="name")
    known = {*LABELS, *OUT_ONLY, NOT_READ}
    require(all(item in known for _, item in columns), "有一列选的内容不认识，请重选。", field="name")
    chosen = [item for _, item in columns if item != NOT_READ]
    require("name" in chosen, "至少要有一列是姓名。", field="name")
    twice = {LABELS.get(item) or OUT_ONLY[item] for item in chosen if chosen.count(item) > 1}
    require(not twice, f"“{'、'.join(sorted(twice))}”选了不止一列，请只选一列。", field="name")
    headings = [plain_heading(heading) for heading, item in columns if item != NOT_READ]
    require(len(headings) == len(set(headings)), "有两列的表头相同，请先在文件里改成不同的。", field="name")
    kept, _ = RosterMapping.objects.update_or_create(
        organization=place,
        name=called[:60],
        defaults={"columns": [list(column) for column in columns], "made_by_id": by.pk},
    )
    journal(kept, "keep_mapping", by=by, after=place.called[:30])
    return kept


@transaction.atomic
def drop_mapping(mapping: RosterMapping, *, by: AbstractBaseUser) -> None:
    """The layout is used no longer; what was read or written by it stays."""
    held = lock(mapping)
    journal(held, "drop_mapping", by=by, before=held.name[:30])
    held.delete()

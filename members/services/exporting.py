"""A list of people leaves the house: with its purpose, and with whoever took it out printed on every page (PI-13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.models import PersonalExport
from partywork.common import clock
from partywork.common.verbs import journal, require

SHORTEST_REASON = 4


@dataclass(frozen=True)
class ExportStamp:
    """What must stand on the list: `line` once above it, `footer` on every page or sheet."""

    exporter: str
    reason: str
    at: datetime

    @property
    def line(self) -> str:
        made = f"由 {self.exporter} 于 {self.at:%Y-%m-%d %H:%M} 导出，用途：{self.reason}。"
        return f"{made}含个人信息，用完删除，不得外传。"

    @property
    def footer(self) -> str:
        return f"{self.exporter} {self.at:%Y-%m-%d %H:%M} 导出，用完删除，不得外传"


@transaction.atomic
def note_export(
    organization: Organization,
    *,
    title: str,
    items: Iterable[str],
    people: int,
    reason: str,
    by: AbstractBaseUser,
    address: str = "",
) -> ExportStamp:
    """Remember the export before the list is handed out; the members in it see that it was made."""
    stated = reason.strip()
    require(len(stated) >= SHORTEST_REASON, "请写明导出的用途。", field="reason")
    now = clock.now()
    PersonalExport.objects.create(
        organization=organization,
        by_id=by.pk,
        title=title[:80],
        items="、".join(items)[:400],
        people=people,
        reason=stated[:200],
        address=address or None,
        at=now,
    )
    journal(organization, "export_roster", by=by, reason=stated)
    return ExportStamp(str(by), stated, now)

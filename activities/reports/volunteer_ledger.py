"""The volunteer service of a branch in a year, row by row, and a member's own (PD-26, F-42). Nobody is compared."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Sum

from activities.models import VolunteerService, VolunteerShare
from activities.rules.hours import hours_text
from branches.models import Organization
from members.models import Member
from partywork.common import clock
from partywork.common.spreadsheets import Cell, write_sheet

HEAD = (
    "序号",
    "日期",
    "组织形式",
    "项目",
    "地点",
    "服务对象",
    "参加党员/时长",
    "人数",
    "合计（分钟）",
    "成效",
)


@dataclass(frozen=True)
class ServiceLine:
    service: VolunteerService
    shares: tuple[VolunteerShare, ...]

    @property
    def minutes(self) -> int:
        return sum(share.minutes for share in self.shares)

    @property
    def hours(self) -> str:
        return hours_text(self.minutes)

    @property
    def people(self) -> str:
        """张一、李二各2小时；王三1小时30分: those with the same time together, in the order of names."""
        by_time: dict[int, list[str]] = {}
        for share in self.shares:
            by_time.setdefault(share.minutes, []).append(share.member.name)
        return "；".join(
            f"{'、'.join(names)}{'各' if len(names) > 1 else ''}{hours_text(minutes)}"
            for minutes, names in by_time.items()
        )


@dataclass(frozen=True)
class VolunteerLedger:
    branch: Organization
    year: int
    lines: tuple[ServiceLine, ...]

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def sentence(self) -> str:
        """全年3次，参加12人次，共30小时"""
        people = sum(len(line.shares) for line in self.lines)
        return f"全年{len(self.lines)}次，参加{people}人次，共{hours_text(self.minutes)}"


def volunteer_ledger(branch: Organization, year: int) -> VolunteerLedger:
    """Two queries."""
    rows = VolunteerService.objects.filter(branch=branch, on__year=year).prefetch_related("shares__member")
    lines = tuple(ServiceLine(row, tuple(row.shares.all())) for row in rows.order_by("on", "pk"))
    return VolunteerLedger(branch, year, lines)


def volunteer_workbook(ledger: VolunteerLedger, *, by: str) -> bytes:
    taken = f"{by} {clock.now():%Y-%m-%d %H:%M} 导出，{ledger.branch.name}"
    return write_sheet(f"{ledger.year}年志愿服务登记", HEAD, _rows(ledger), notes=(ledger.sentence, taken))


def _rows(ledger: VolunteerLedger) -> Iterator[list[Cell]]:
    for number, line in enumerate(ledger.lines, 1):
        service = line.service
        yield [
            number,
            service.on,
            service.get_form_display(),
            service.project,
            service.place,
            service.served,
            line.people,
            len(line.shares),
            line.minutes,
            service.result,
        ]


@dataclass(frozen=True)
class OwnService:
    """A member's own part; what others gave is not in it."""

    shares: tuple[VolunteerShare, ...]
    minutes: int

    @property
    def hours(self) -> str:
        return hours_text(self.minutes)


def own_service(member: Member, year: int) -> OwnService:
    rows = VolunteerShare.objects.filter(member=member, service__on__year=year)
    total = rows.order_by().aggregate(minutes=Sum("minutes"))["minutes"] or 0
    return OwnService(tuple(rows.select_related("service").order_by("-service__on", "-pk")), total)

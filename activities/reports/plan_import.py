"""What was read from a document, as proposals the secretary ticks; nothing is saved before she agrees."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core import signing

from activities.importing.lines import PlanReading, ReadRow
from activities.models import AnnualPlan
from activities.reports.plan_page import themes_for
from activities.rules.spending import read_money
from branches.rules.day_rule import DayRule
from partywork.common import clock

SALT = "plan-import"
QUARTER_ENDS = (3, 6, 9, 12)
NUMERALS = "一二三四1234"
WEEKDAYS = "一二三四五六日123456天"
NTH_WEEKDAY = re.compile(r"第([一二三四1-4])个?(?:周的?)?(?:周|星期|礼拜)([一二三四五六日天1-6])")


@dataclass(frozen=True)
class Proposal:
    """One line to tick: the months it would be written to, its fields, where it was read, what to look at.

    `months` is empty when the text names no month: then the secretary chooses one.
    """

    number: int
    months: tuple[int, ...]
    when: str
    fields: dict[str, Any]
    source: str
    lines: tuple[int, ...]
    notes: tuple[str, ...]
    ticked: bool

    @property
    def needs_month(self) -> bool:
        return not self.months


def proposals_from(reading: PlanReading, plan: AnnualPlan) -> list[Proposal]:
    required = {
        theme.title for theme in themes_for(plan.branch, plan.year) if theme.requirement == "required"
    }
    return [_proposal(number, row, required) for number, row in enumerate(reading.rows, 1)]


def sealed(proposals: list[Proposal]) -> str:
    """The proposals in one hidden field that nobody can alter: the page needs no memory on the server."""
    return signing.dumps([asdict(proposal) for proposal in proposals], salt=SALT, compress=True)


def unsealed(text: str) -> list[Proposal]:
    """Raises signing.BadSignature when it is not ours."""
    return [
        Proposal(
            **{
                **data,
                "months": tuple(data["months"]),
                "lines": tuple(data["lines"]),
                "notes": tuple(data["notes"]),
            }
        )
        for data in signing.loads(text, salt=SALT)
    ]


def rows_of(proposals: list[Proposal], chosen: Mapping[int, int | None], year: int) -> list[dict[str, Any]]:
    """The plan rows of the ticked proposals; `chosen` maps a proposal's number to the month picked for it."""
    rows = []
    for proposal in proposals:
        if proposal.number not in chosen:
            continue
        picked = chosen[proposal.number]
        for month in proposal.months or ((picked,) if picked else ()):
            days = _fixed_day(proposal.when, year, month) or _days(proposal, month)
            budget = proposal.fields.get("budget")
            amount = Decimal(budget) if budget else None
            rows.append({**proposal.fields, "budget": amount, "month": month, **days})
    return rows


def _fixed_day(when: str, year: int, month: int) -> dict[str, date | None] | None:
    """每月第一周周五 is a day of every month: the first Friday (AT-13, CAL-02)."""
    found = NTH_WEEKDAY.search(when)
    if found is None:
        return None
    rule = DayRule("nth_weekday", n=NUMERALS.index(found[1]) % 4 + 1, weekday=WEEKDAYS.index(found[2]) % 7)
    day = rule.date_in(year, month)
    return {"start": day, "end": day}


def _days(proposal: Proposal, month: int) -> dict[str, date | None]:
    start, end = (proposal.fields[name] for name in ("start", "end"))
    if not start:
        return {"start": None, "end": None}
    first, last = date.fromisoformat(start), date.fromisoformat(end or start)
    return {"start": first, "end": last} if first.month == month else {"start": None, "end": None}


def _proposal(number: int, row: ReadRow, required: set[str]) -> Proposal:
    months = _months(row)
    fields = {
        "kind": row.kind,
        "mode": row.mode[:40],
        "content": row.content,
        "start": row.start.isoformat() if row.start else None,
        "end": row.end.isoformat() if row.end else None,
        "responsible": row.responsible[:60],
        "participants": row.participants[:120],
        "place": row.place[:120],
        "budget": _budget(row),
        "remark": row.remark[:200],
        "requirement": "required" if "必" in row.required or row.content in required else "optional",
    }
    doubtful = "两会" in row.content and row.month in (1, 2)
    return Proposal(
        number=number,
        months=months,
        when=_when(row, months),
        fields=fields,
        source=row.source,
        lines=row.lines,
        notes=(*row.notes, *_budget_note(row)),
        ticked=bool(months) and not doubtful,
    )


def _budget(row: ReadRow) -> str | None:
    """As text, because the proposals travel sealed in the page (PL-18)."""
    amount = read_money(row.budget) if row.budget.strip() else None
    return None if amount is None else str(amount)


def _budget_note(row: ReadRow) -> tuple[str, ...]:
    unread = row.budget.strip() and _budget(row) is None
    return (f"经费写的是「{row.budget.strip()[:30]}」，没有认出金额，写入后请补上",) if unread else ()


def _months(row: ReadRow) -> tuple[int, ...]:
    if row.month is not None:
        return (row.month,)
    recurrence = row.recurrence or ""
    if "季" in recurrence:
        return QUARTER_ENDS
    if "每月" in recurrence or "每个月" in recurrence or ("月" in recurrence and "每" in recurrence):
        return tuple(range(1, 13))
    return ()


def _when(row: ReadRow, months: tuple[int, ...]) -> str:
    if row.start is not None:
        until = f"—{row.end.month}月{row.end.day}日" if row.end and row.end != row.start else ""
        return f"{clock.short_date(row.start)}{until}"
    if row.month is not None:
        return f"{row.month}月"
    if months:
        return row.recurrence or ""
    return row.recurrence or "没有写月份"

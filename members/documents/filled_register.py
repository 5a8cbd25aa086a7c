"""The register F-17 from the books, or blank with the names of today, to be kept by hand."""

from datetime import date

from branches.models import Organization
from members.documents.dues_register import HandedUp, MonthCell, RegisterRow, RegisterSheet
from members.models import MembershipSpell
from members.reports.dues_register import Register, RegisterLine, register_of
from members.rules.dues_months import months_until, span_text
from partywork.common.money import yuan_text

SPARE = 5  # empty lines below the names of a blank sheet: whoever comes in the year
SHARED = "、"


def filled_register(branch: Organization, year: int, *, today: date) -> RegisterSheet:
    """As the books stand today."""
    found = register_of(branch, year)
    months = _months(year)
    sums = [found.month_fen(month) for month in months]
    return RegisterSheet(
        branch=branch.name_on(min(today, date(year, 12, 31))),
        year=year,
        rows=tuple(_row(number, line, months) for number, line in enumerate(found.lines, start=1)),
        totals=RegisterRow(
            number=len(found.lines),
            months=tuple(MonthCell(_figure(fen)) for fen in sums),
            back=_figure(sum(line.back_fen for line in found.lines)),
            extra=_figure(sum(line.extra_fen for line in found.lines)),
            owed=yuan_text(sum(line.owed_fen for line in found.lines)),
            paid=yuan_text(sum(line.paid_fen for line in found.lines)),
        ),
        collectors=tuple(SHARED.join(found.collectors.get(month, ())) for month in months),
        handed_up=_handed_up(found),
        as_of=today,
    )


def blank_register(branch: Organization, year: int, *, today: date) -> RegisterSheet:
    """The names of today and some empty lines; nothing else."""
    spells = MembershipSpell.objects.filter(branch=branch, period__contains=today)
    names = [
        *spells.order_by("member__name_key", "member_id").values_list("member__name", flat=True),
        *[""] * SPARE,
    ]
    return RegisterSheet(
        branch=branch.name_on(today),
        year=year,
        rows=tuple(RegisterRow(number, name) for number, name in enumerate(names, start=1)),
        totals=RegisterRow(0),
        collectors=("",) * 12,
    )


def _months(year: int) -> list[date]:
    return list(months_until(date(year, 1, 1), date(year, 12, 1)))


def _row(number: int, line: RegisterLine, months: list[date]) -> RegisterRow:
    return RegisterRow(
        number=number,
        name=line.name,
        monthly=SHARED.join(yuan_text(fen) for fen in line.monthly),
        months=tuple(
            MonthCell(yuan_text(line.paid[month].fen), line.paid[month].on)
            if month in line.paid
            else MonthCell("" if month in line.owed else "—")
            for month in months
        ),
        back=_figure(line.back_fen),
        extra=_figure(line.extra_fen),
        owed=yuan_text(line.owed_fen),
        paid=yuan_text(line.paid_fen),
        note=line.note,
    )


def _figure(fen: int) -> str:
    return yuan_text(fen) if fen else ""


def _handed_up(found: Register) -> tuple[HandedUp, ...]:
    return tuple(
        HandedUp(
            period=span_text([*months_until(row.first, row.last)]),
            on=row.handed_on,
            figure=yuan_text(row.remitted_fen),
            by=str(row.handed_by),
            receipt=row.receipt_number,
        )
        for row in found.remittances
    )

"""A year from the paper ledger into the books: what was owed and paid then, none of it money of today (issue 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization
from members.choices_dues import Account, DuesKind, EntryKind
from members.importing.dues_ledger import LedgerReading
from members.models import DuesAssessment, DuesBill, Member, MembershipSpell
from members.rules.dues_months import later, month_of, month_text, span_text
from members.services.dues_booking import Line, book, lock_branch, open_month
from partywork.common import clock
from partywork.common.verbs import journal, require

A = Account


@dataclass(frozen=True)
class PaperYear:
    """One member with the months that can be taken over."""

    member: Member
    months: dict[date, int]

    @property
    def span(self) -> str:
        return span_text(list(self.months))

    @property
    def total_fen(self) -> int:
        return sum(self.months.values())


@dataclass
class PaperPreview:
    taken: list[PaperYear] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def total_fen(self) -> int:
        return sum(line.total_fen for line in self.taken)


def preview(branch: Organization, year: int, reading: LedgerReading) -> PaperPreview:
    """Who and which months; nothing is written. Months that have a bill already are left alone."""
    result = PaperPreview(refused=list(reading.refused))
    whole_year = DateRange(date(year, 1, 1), date(year + 1, 1, 1))
    spells = MembershipSpell.objects.filter(branch=branch, period__overlap=whole_year)
    people: dict[str, list[Member]] = {}
    for spell in spells.select_related("member"):
        if spell.member not in people.setdefault(spell.member.name, []):
            people[spell.member.name].append(spell.member)
    members = [member.pk for found in people.values() for member in found]
    billed = set(DuesBill.objects.filter(member__in=members, month__year=year).values_list("member", "month"))
    this_month = month_of(clock.today())
    for line in reading.lines:
        found = people.get(line.name, [])
        if len(found) != 1:
            why = "本支部这一年没有这名党员" if not found else "本支部有同名的党员，请单独登记"
            result.refused.append(f"第 {line.row} 行“{line.name}”：{why}。")
            continue
        member = found[0]
        months = {date(year, month, 1): fen for month, fen in line.paid.items()}
        early = [month for month in months if month < month_of(member.joined_on) or month >= this_month]
        if early:
            result.refused.append(
                f"第 {line.row} 行“{line.name}”：{span_text(early)}在入党以前或还没有过完，没有补录。"
            )
        known = [month for month in months if (member.pk, month) in billed]
        if known:
            result.refused.append(
                f"第 {line.row} 行“{line.name}”：{span_text(known)}系统里已有账，没有补录。"
            )
        fresh = {month: fen for month, fen in months.items() if month not in early and month not in known}
        if fresh:
            result.taken.append(PaperYear(member, dict(sorted(fresh.items()))))
    return result


@transaction.atomic
def take_over(
    branch: Organization, year: int, reading: LedgerReading, *, by: AbstractBaseUser
) -> PaperPreview:
    """What the preview shows, written down: amounts by their months, bills, and that they were paid."""
    held = lock_branch(branch)
    found = preview(held, year, reading)
    require(found.taken, "没有可以补录的月份。", code="nothing_new")
    booked = open_month(held)
    for line in found.taken:
        assessments = _assessments(held, line, by=by)
        DuesBill.objects.bulk_create(
            DuesBill(
                member=line.member,
                branch=held,
                month=month,
                booked=booked,
                amount_fen=fen,
                assessment=assessments[month],
                made_at=clock.now(),
            )
            for month, fen in line.months.items()
        )
        book(
            held,
            EntryKind.IMPORTED,
            [Line(A.MEMBER, -fen, line.member.pk, month) for month, fen in line.months.items()]
            + [Line(A.CARRIED, line.total_fen)],
            booked=booked,
            on=later(max(line.months), 1),
            by=by,
            member=line.member,
            reason=f"{year}年纸质台账",
        )
    journal(held, "import_dues", by=by, after=f"{year}年 {len(found.taken)} 人")
    return found


def _assessments(
    branch: Organization, line: PaperYear, *, by: AbstractBaseUser
) -> Mapping[date, DuesAssessment]:
    """One for each run of months with the same sum; where one holds already, that one."""
    known = list(DuesAssessment.objects.filter(member=line.member, period__isempty=False))
    assessments: dict[date, DuesAssessment] = {}
    fresh = []
    for month, fen in line.months.items():
        holding = next((each for each in known if month in each.period), None)
        if holding is not None:
            assessments[month] = holding
        else:
            fresh.append((month, fen))
    numbered = [
        (month.year * 12 + month.month - index, fen, month) for index, (month, fen) in enumerate(fresh)
    ]
    for (_, fen), run in groupby(numbered, key=lambda each: (each[0], each[1])):
        months = [month for _, _, month in run]
        made = DuesAssessment.objects.create(
            member=line.member,
            branch=branch,
            kind=DuesKind.EMPLOYED,
            monthly_fen=fen,
            round_to=Decimal("0.01"),
            is_manual=True,
            since=months[0],
            period=DateRange(months[0], later(months[-1])),
            reason=f"纸质台账补录，{month_text(months[0])}",
            confirmed_by_id=by.pk,
        )
        assessments.update(dict.fromkeys(months, made))
    return assessments

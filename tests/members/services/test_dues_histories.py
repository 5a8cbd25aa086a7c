"""Random histories of a branch against a small model that knows nothing of the code: every account, every total.

Joins, raises, retirement, payments, payments behind, surplus, reversals, closings, transfers away, deaths; after
every step each member's debt and credit, and what lies in the box, are what the model says, and the books come out
even.
"""

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import count
from typing import Any

import time_machine
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from members.choices import SpellEnd
from members.models import DuesEntry, DuesMonth, DuesPosting, Member
from members.reports.dues_balance import faults_of
from members.reports.dues_month import month_page
from members.reports.dues_sums import credits_of, outstanding
from members.services.dues_assessing import Facts, assess
from members.services.dues_billing import make_bills
from members.services.dues_closing import close
from members.services.dues_collecting import CREDIT, EXTRA, Payment, receive
from members.services.dues_correcting import reverse
from members.services.enrolling import leave_branch
from members.services.transferring import transfer
from partywork.common.errors import DomainError
from tests.factories.branches import make_branch
from tests.factories.dues import make_keeper
from tests.factories.members import make_member

BASES = st.sampled_from(["2999.99", "3000.00", "3000.01", "3456.78", "5000.00", "5000.01", "10000.01"])
PICK = st.integers(0, 5)
_names = count(1)


def wage(base: str) -> int:
    """Reckoned once more, in another way than the code does."""
    yuan = Decimal(base)
    permille = 5 if yuan <= 3000 else 10 if yuan <= 5000 else 15 if yuan <= 10000 else 20
    return int((yuan * permille / 10).quantize(Decimal(1), ROUND_HALF_UP))


def pension(base: str) -> int:
    yuan = Decimal(base)
    return int((yuan * (5 if yuan <= 5000 else 10) / 10).quantize(Decimal(1), ROUND_HALF_UP))


class Model:
    """What an honest person with a sheet of paper would write down."""

    def __init__(self) -> None:
        self.amount: dict[int, dict[date, int]] = defaultdict(dict)
        self.paid: dict[int, dict[date, int]] = defaultdict(dict)
        self.credit: dict[int, int] = defaultdict(int)
        self.box: dict[date, int] = defaultdict(int)
        self.counted: dict[date, int] = {}

    def owed(self, pk: int) -> dict[date, int]:
        return {month: fen - self.paid[pk].get(month, 0) for month, fen in self.amount[pk].items()}

    def due(self, pk: int) -> list[date]:
        return sorted(month for month, fen in self.owed(pk).items() if fen > 0)

    def change(self, pk: int, month: date, fen: int) -> None:
        """What was paid beyond the new amount is kept for the member."""
        self.amount[pk][month] = fen
        over = self.paid[pk].get(month, 0) - fen
        if over > 0:
            self.paid[pk][month] = fen
            self.credit[pk] += over


class Histories(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.month = date(2026, 1, 1)
        self.travel = time_machine.travel("2026-01-10T09:00:00+08:00", tick=False)
        self.travel.start()
        self.branch, self.other = make_branch(), make_branch()
        self.keeper = make_keeper(self.branch, f"keeper{next(_names)}")
        self.model = Model()
        self.members: list[Member] = []
        self.moved: list[Member] = []
        self.rate: dict[int, int] = {}
        self.entries: list[tuple[DuesEntry, dict[str, Any]]] = []
        self.closed: set[date] = set()
        for base in ("3456.78", "5000.01"):
            self._join(base, self.month)

    def teardown(self) -> None:
        if hasattr(self, "travel"):
            self.travel.stop()

    def _join(self, base: str, month: date) -> None:
        member = make_member(
            self.branch, since=month.replace(day=5), joined_on=month.replace(day=5), full_on=None
        )
        assess(member, self.branch, Facts("employed", month, Decimal(base)), by=self.keeper)
        self.members.append(member)
        self.rate[member.pk] = wage(base)
        self.model.amount[member.pk][month] = wage(base)

    def _one(self, pick: int):
        return self.members[pick % len(self.members)]

    def _open(self) -> date:
        """Where money of today is booked: this month, or the next once this one is closed."""
        return self._next(self.month) if self.month in self.closed else self.month

    @staticmethod
    def _next(month: date) -> date:
        return date(month.year + month.month // 12, month.month % 12 + 1, 1)

    @rule(base=BASES)
    def somebody_joins(self, base: str) -> None:
        if len(self.members) < 5:
            self._join(base, self.month)

    @rule(pick=PICK, base=BASES)
    @precondition(lambda self: self.members)
    def a_raise(self, pick: int, base: str) -> None:
        self._assess(self._one(pick), "employed", base, wage(base))

    @rule(pick=PICK, base=BASES)
    @precondition(lambda self: self.members)
    def somebody_retires(self, pick: int, base: str) -> None:
        self._assess(self._one(pick), "retired", base, pension(base))

    def _assess(self, member, kind: str, base: str, fen: int) -> None:
        facts = Facts(kind, self.month, Decimal(base), reason="变动", looked_at=True)
        assess(member, self.branch, facts, by=self.keeper)
        self.rate[member.pk] = fen
        self.model.change(member.pk, self.month, fen)
        self.entries = [(entry, kept) for entry, kept in self.entries if kept["member"] != member.pk]

    @rule(
        pick=PICK,
        months=st.integers(1, 3),
        surplus=st.sampled_from(["", EXTRA, CREDIT]),
        more=st.integers(1, 5000),
    )
    @precondition(lambda self: self.members)
    def somebody_pays(self, pick: int, months: int, surplus: str, more: int) -> None:
        member = self._one(pick)
        due = self.model.due(member.pk)[:months]
        if due:
            self._pay(member, due, surplus, more)

    def _pay(self, member: Member, due: list[date], surplus: str, more: int) -> None:
        owed = {month: self.model.owed(member.pk)[month] for month in due}
        from_credit = min(self.model.credit[member.pk], sum(owed.values()))
        cash = sum(owed.values()) - from_credit + (more if surplus else 0)
        payment = Payment(
            member, tuple(due), cash if surplus else None, surplus, reason="出差", superior_view="同意"
        )
        entry = receive(self.branch, self._open(), payment, by=self.keeper)
        kept = more if surplus == CREDIT else 0
        self._book(entry, member.pk, owed, from_credit - kept, cash)

    def _book(self, entry: DuesEntry, pk: int, owed: dict[date, int], used: int, cash: int) -> None:
        for month, fen in owed.items():
            self.model.paid[pk][month] = self.model.paid[pk].get(month, 0) + fen
        self.model.credit[pk] -= used
        self.model.box[entry.booked] += cash
        self.entries.append((entry, {"member": pk, "owed": owed, "used": used, "cash": cash}))

    @rule(pick=PICK, more=st.integers(1, 5000))
    @precondition(lambda self: self.members)
    def a_credit_is_spent_and_then_taken_back(self, pick: int, more: int) -> None:
        """The receipt that made the credit stands until the one that used it has gone."""
        member = self._one(pick)
        due = self.model.due(member.pk)
        if len(due) < 2 or self.model.credit[member.pk]:
            return
        self._pay(member, due[:1], CREDIT, more)
        self._pay(member, due[1:2], "", 0)
        self._take_back(*self.entries.pop(-2))

    @rule(pick=PICK)
    @precondition(lambda self: self.entries)
    def a_receipt_is_reversed(self, pick: int) -> None:
        self._take_back(*self.entries.pop(pick % len(self.entries)))

    def _take_back(self, entry: DuesEntry, kept: dict[str, Any]) -> None:
        if self.model.credit[kept["member"]] + kept["used"] < 0:
            try:
                reverse(entry, by=self.keeper, reason="收错")
            except DomainError:
                return
            raise AssertionError("a credit was taken back that is spent")
        red = reverse(entry, by=self.keeper, reason="收错")
        for month, fen in kept["owed"].items():
            self.model.paid[kept["member"]][month] -= fen
        self.model.credit[kept["member"]] += kept["used"]
        self.model.box[red.booked] -= kept["cash"]

    @rule(leave_out=PICK)
    @precondition(lambda self: self.month not in self.closed)
    def the_month_is_closed(self, leave_out: int) -> None:
        rows = month_page(self.branch, self.month).open_rows
        ticked = [row.member_id for number, row in enumerate(rows) if number != leave_out]
        total = self.model.box[self.month]
        for pk in ticked:
            fen = self.model.owed(pk)[self.month]
            total += fen - min(self.model.credit[pk], fen)
        try:
            close(self.branch, self.month, counted_fen=total + 1, ticked=ticked, by=self.keeper)
            raise AssertionError("a fen too much was taken")
        except DomainError:
            pass
        before = set(DuesEntry.objects.filter(branch=self.branch).values_list("pk", flat=True))
        close(self.branch, self.month, counted_fen=total, ticked=ticked, by=self.keeper)
        made = DuesEntry.objects.filter(branch=self.branch).exclude(pk__in=before)
        by_member = {entry.member_id: entry for entry in made}
        for pk in ticked:
            fen = self.model.owed(pk)[self.month]
            used = min(self.model.credit[pk], fen)
            self._book(by_member[pk], pk, {self.month: fen}, used, fen - used)
        self.model.counted[self.month] = total
        self.closed.add(self.month)

    @rule()
    @precondition(lambda self: self.month in self.closed and self.month < date(2026, 12, 1))
    def the_next_month_begins(self) -> None:
        self.month = self._next(self.month)
        self.travel.stop()
        self.travel = time_machine.travel(f"{self.month:%Y-%m}-10T09:00:00+08:00", tick=False)
        self.travel.start()
        make_bills(self.month, today=self.month.replace(day=10))
        # Whoever was transferred goes on owing by the same assessment, to the new branch (DU-13).
        for member in self.members + self.moved:
            self.model.amount[member.pk][self.month] = self.rate[member.pk]

    @rule(pick=PICK, how=st.sampled_from([SpellEnd.DIED, SpellEnd.TRANSFERRED]))
    @precondition(lambda self: len(self.members) > 1 and self.month > date(2026, 1, 1))
    def somebody_goes(self, pick: int, how: str) -> None:
        member = self.members.pop(pick % len(self.members))
        day = self.month.replace(day=9)
        began = member.spells.get().period.lower
        if began >= day:
            self.members.append(member)
            return
        if how == SpellEnd.TRANSFERRED:
            transfer(member, self.other, day=day, by=self.keeper)
            self.moved.append(member)
        else:
            leave_branch(member, day=day, ended_by=how, by=self.keeper)
            if self.model.owed(member.pk)[self.month] > 0:
                paid = self.model.paid[member.pk].get(self.month, 0)
                self.model.change(member.pk, self.month, paid)
        self.entries = [(entry, kept) for entry, kept in self.entries if kept["member"] != member.pk]

    @invariant()
    def every_account_is_what_the_model_says(self) -> None:
        if not hasattr(self, "model"):
            return
        people = list(self.model.amount)
        assert outstanding(people) == {
            (pk, month): fen for pk in people for month, fen in self.model.owed(pk).items()
        }
        credits = credits_of(people, self.branch)
        assert credits == {pk: fen for pk, fen in self.model.credit.items() if fen}

    @invariant()
    def every_total_is_what_the_model_says(self) -> None:
        if not hasattr(self, "model"):
            return
        cash = DuesPosting.objects.filter(branch=self.branch, account="cash")
        booked = dict(cash.values_list("booked").annotate(total=Sum("fen")))
        assert {month: fen for month, fen in booked.items() if fen} == {
            month: fen for month, fen in self.model.box.items() if fen
        }
        closed = DuesMonth.objects.filter(branch=self.branch, state="closed")
        assert dict(closed.values_list("month", "counted_fen")) == self.model.counted
        assert faults_of(self.branch) == []


class HistoriesCase(Histories.TestCase, TestCase):  # type: ignore[valid-type]
    settings = settings(
        max_examples=15,
        stateful_step_count=18,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

"""The money itself: bills by month, bookings whose lines come to zero, months that close (DU-18, DU-24, DU-25).

Nothing here is changed or deleted, also not by whoever holds the database password: what was wrong is booked back.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_dues import Account, EntryKind, PayMethod
from members.models.dues_assessment import DuesAssessment, DuesRelief
from members.models.member import Member

_CLOSED = """
    IF EXISTS (
        SELECT 1 FROM members_duesmonth
        WHERE branch_id = NEW.branch_id AND month = NEW.booked AND state = 'closed'
    ) THEN
        RAISE EXCEPTION 'this month of the branch is closed';
    END IF;
    RETURN NEW;
"""


class DuesMonth(models.Model):
    """One month of one branch. Open until counted and closed; the figures of a closed one stand for ever."""

    class State(models.TextChoices):
        OPEN = "open", "未结账"
        CLOSED = "closed", "已结账"

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="dues_months")
    month = models.DateField("月份")
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    counted_fen = models.BigIntegerField("实点（分）", null=True)
    figures = models.JSONField(default=dict)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "month"], name="one_dues_month"),
            models.CheckConstraint(name="dues_month_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="closed_month_is_counted",
                condition=Q(state="open") | Q(counted_fen__isnull=False, closed_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="dues_month_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="closed_month_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="closed"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch}{self.month:%Y-%m}党费"

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED


class DuesBill(models.Model):
    """A member owes this much for this month, to this branch. `booked` is the month in which it entered the books.

    The branch alone may change, when another one collects the month of a transfer (DU-13).
    """

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="dues_bills")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField("月份")
    booked = models.DateField()
    amount_fen = models.PositiveIntegerField("应交（分）")
    assessment = models.ForeignKey(DuesAssessment, models.PROTECT, related_name="+", db_index=False)
    relief = models.ForeignKey(DuesRelief, models.PROTECT, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "month"], name="one_bill_a_month"),
            models.CheckConstraint(name="bill_first_day", condition=Q(month__day=1, booked__day=1)),
        ]
        indexes = [models.Index(fields=["branch", "month"], name="dues_bill_of_branch")]
        triggers = [
            pgtrigger.Protect(name="bill_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="bill_is_adjusted",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["branch"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}{self.month:%Y-%m}应交党费"


class DuesEntry(models.Model):
    """One booking: a receipt F-19, an adjustment, a reversal. Its postings come to zero.

    `number` runs by branch and year for what the payer gets a receipt for (DU-25); `once` makes a second click
    on the same form harmless.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="dues_entries")
    kind = models.CharField(max_length=12, choices=EntryKind)
    booked = models.DateField("记入月份")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="dues_entries")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField("收据编号", null=True)
    on = models.DateField("交纳日期")
    method = models.CharField("方式", max_length=10, choices=PayMethod, blank=True)
    paid_by = models.CharField("代交人", max_length=60, blank=True)
    reason = models.CharField("说明", max_length=300, blank=True)
    proof = models.FileField("凭证", upload_to="dues/%Y/%m/", blank=True)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    once = models.UUIDField(unique=True, null=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["branch", "year", "number"], name="one_receipt_number"),
            models.CheckConstraint(name="entry_first_day", condition=Q(booked__day=1)),
            models.CheckConstraint(
                name="reversal_with_reason",
                condition=~Q(kind=EntryKind.REVERSAL) | (Q(reverses__isnull=False) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="host_payment_has_proof", condition=~Q(kind=EntryKind.HOST) | ~Q(proof="")
            ),
        ]
        indexes = [models.Index(fields=["branch", "booked"], name="dues_entry_of_month")]
        triggers = [
            pgtrigger.Protect(name="entry_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="entry_in_open_month",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_CLOSED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.receipt_number}".strip()

    @property
    def receipt_number(self) -> str:
        """2026—0107"""
        return f"{self.year}—{self.number:04}" if self.number else ""


class DuesPosting(models.Model):
    """One line of a booking; plus and minus of all its lines are equal, which the database checks at the end."""

    scope_path = "branch__path"

    entry = models.ForeignKey(DuesEntry, models.PROTECT, related_name="postings")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    booked = models.DateField()
    account = models.CharField(max_length=16, choices=Account)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+", db_index=False)
    month = models.DateField("所属月份", null=True)
    fen = models.BigIntegerField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="posting_moves_money", condition=~Q(fen=0)),
            models.CheckConstraint(
                name="owed_by_somebody_for_a_month",
                condition=~Q(account=Account.MEMBER) | Q(member__isnull=False, month__isnull=False),
            ),
            models.CheckConstraint(
                name="credit_of_somebody", condition=~Q(account=Account.CREDIT) | Q(member__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["member", "month", "account"], name="posting_of_member", include=["fen"]),
            models.Index(fields=["branch", "booked", "account"], name="posting_of_month", include=["fen"]),
        ]
        triggers = [
            pgtrigger.Protect(name="posting_stays", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="posting_in_open_month",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_CLOSED,
            ),
            pgtrigger.Trigger(
                name="entry_comes_to_zero",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                declare=[("total", "BIGINT")],
                func="""
                    SELECT sum(fen) INTO total FROM members_duesposting WHERE entry_id = NEW.entry_id;
                    IF total <> 0 THEN
                        RAISE EXCEPTION 'the lines of booking % come to %', NEW.entry_id, total;
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_account_display()} {self.fen}"

"""Letters of introduction (介绍信): the ledger of who went where, and until when the dues were paid (MEM-08, F-22)."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices import Standing
from members.choices_letters import Direction, LetterState, Way
from members.models.member import Member
from members.rules.letters import Validity, number_text
from partywork.common import clock


class TransferLetter(models.Model):
    """One letter. Until it is accepted the old branch stays responsible (MEM-07).

    `branch` keeps the row: for a letter out of it the branch that issued it, for one from outside the branch that
    received it. `target` is the branch inside the tree, None when the letter goes out of it. The names are those
    written on the letter. `paid_until` is the month 党费交至; `accepted_on` the day from which the member counts in
    the new branch.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="letters")
    direction = models.CharField(max_length=4, choices=Direction)
    member = models.ForeignKey(Member, models.PROTECT, related_name="letters")
    target = models.ForeignKey(
        Organization,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="letters_to",
        verbose_name="转入组织",
    )
    source_name = models.CharField("转出组织", max_length=120)
    target_name = models.CharField("转入组织", max_length=120)
    way = models.CharField("方式", max_length=10, choices=Way)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField(null=True)
    outside_number = models.CharField("来信编号", max_length=40, blank=True)
    standing = models.CharField("类别", max_length=20, choices=Standing)
    issued_on = models.DateField("开具日期")
    days = models.PositiveSmallIntegerField("有效期")
    valid_until = models.DateField("有效期至")
    paid_until = models.DateField("党费交至", null=True, blank=True)
    remark = models.CharField("备注", max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.ISSUED)
    accepted_on = models.DateField("报到日期", null=True, blank=True)
    receipt_on = models.DateField("回执日期", null=True, blank=True)
    late_word = models.CharField("过期接收的说明", max_length=200, blank=True)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "介绍信"
        constraints = [
            models.UniqueConstraint(fields=["branch", "year", "serial"], name="one_letter_a_number"),
            models.UniqueConstraint(
                fields=["member"], condition=Q(state="issued"), name="one_open_letter_a_member"
            ),
            models.CheckConstraint(
                name="letter_has_both_sides", condition=~Q(source_name="") & ~Q(target_name="")
            ),
            models.CheckConstraint(
                name="letter_ends_after_issue", condition=Q(valid_until__gt=F("issued_on"))
            ),
            models.CheckConstraint(
                name="accepted_letter_has_its_day",
                condition=~Q(state="accepted") | Q(accepted_on__isnull=False, receipt_on__isnull=False),
            ),
            models.CheckConstraint(
                name="void_letter_says_why", condition=~Q(state="void") | ~Q(void_reason="")
            ),
        ]
        indexes = [models.Index(fields=["target", "state"], name="letter_to_accept")]
        # The stub is kept ten years (MEM-08): a letter is never removed, only made void.
        triggers = [pgtrigger.Protect(name="letter_stays", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.member}的介绍信{self.number}"

    @property
    def number(self) -> str:
        return number_text(self.year, self.serial) if self.serial is not None else self.outside_number

    @property
    def validity(self) -> Validity:
        return Validity(self.issued_on, self.days)

    @property
    def is_open(self) -> bool:
        return self.state in (LetterState.ISSUED, LetterState.EXPIRED)

    @property
    def is_over(self) -> bool:
        """Past its last day and not accepted, whether or not the night has noticed."""
        return self.is_open and self.validity.is_over(clock.today())

    def was_late_on(self, day: date) -> bool:
        return day > self.valid_until


class ArrivingLetter(TransferLetter):
    """The same letter as the branch sees it that is to accept it."""

    scope_path = "target__path"

    class Meta:
        proxy = True

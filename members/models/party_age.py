"""The dates in the Party as a person confirmed them from the file, and the medal for fifty years (MEM-05, CA-05)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models.member import Member


class PartyAgeProof(models.Model):
    """What the application form says, read by a person: which page, who, when (MEM-04, MEM-05).

    `joined_on` and `counts_from` are what was confirmed; where they differ from what the rule of the time computes,
    `source_note` says on what paper. `counts_from` is empty while the probation lasts.
    """

    member = models.OneToOneField(Member, models.CASCADE, related_name="party_age_proof")
    meeting_on = models.DateField("支部大会通过日期", null=True, blank=True)
    approved_on = models.DateField("上级批准日期", null=True, blank=True)
    extended_months = models.PositiveSmallIntegerField("预备期延长", default=0)
    joined_on = models.DateField("入党日期")
    counts_from = models.DateField("党龄起算", null=True, blank=True)
    page = models.CharField("依据", max_length=60)
    source_note = models.CharField("与规定算法不同的依据", max_length=200, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="years_count_from_joining_or_later",
                condition=Q(counts_from__isnull=True) | Q(counts_from__gte=F("joined_on")),
            ),
            models.CheckConstraint(name="confirmed_dates_name_their_page", condition=~Q(page="")),
            models.CheckConstraint(
                name="approved_after_the_meeting",
                condition=Q(meeting_on__isnull=True)
                | Q(approved_on__isnull=True)
                | Q(approved_on__gte=F("meeting_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}的党龄依据"


class SemicentennialMedal(models.Model):
    """光荣在党50年: given out on a day, or put off with a reason; conduct is judged by people alone (CA-05)."""

    scope_path = "branch__path"

    member = models.OneToOneField(Member, models.PROTECT, related_name="semicentennial_medal")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    issued_on = models.DateField("颁发日期", null=True, blank=True)
    put_off = models.CharField("暂缓的原因", max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="medal_given_or_put_off",
                condition=(Q(issued_on__isnull=False) & Q(put_off=""))
                | (Q(issued_on__isnull=True) & ~Q(put_off="")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}的光荣在党50年纪念章"

"""Whoever takes part here by a temporary relation or a letter of proof; the relation stays where it is (MEM-15)."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Least

from branches.choices import BranchDomain
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_away import TemporaryPaper
from members.models.member import Member


class TemporaryStayQuerySet(ScopedQuerySet):
    def running_on(self, day: date) -> Self:
        """Both days included; whoever went earlier is not there from that day on."""
        not_gone = Q(ended_on=None) | Q(ended_on__gt=day)
        return self.filter(not_gone, since__lte=day, until__gte=day)

    def counted(self) -> Self:
        """Those in a temporary branch: they are its members, on its roster, while the relation stays at home."""
        return self.filter(branch__domain=BranchDomain.TEMPORARY, member__isnull=False)

    def as_belonging(self) -> "models.QuerySet[TemporaryStay, Any]":
        """Branch, group and days, as a spell of membership says them: to be united with those."""
        gone = Least(Coalesce("ended_on", F("until") + 1), F("until") + 1, output_field=models.DateField())
        period = Func("since", gone, function="daterange", output_field=DateRangeField())
        group = Value(None, output_field=models.BigIntegerField())
        return self.annotate(no_group=group, period=period).values_list("branch_id", "no_group", "period")


class TemporaryStay(models.Model):
    """One stay at the host `branch`, by a paper with a number, from `since` to `until`.

    `member` where the relation is kept in this system; the names are those on the paper. Never in a denominator and
    without a vote, but for a temporary branch, whose members are these.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="temporary_stays")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="temporary_stays", verbose_name="党员"
    )
    name = models.CharField("姓名", max_length=60)
    home = models.CharField("正式组织关系所在党组织", max_length=120)
    paper = models.CharField("凭什么", max_length=10, choices=TemporaryPaper)
    number = models.CharField("编号", max_length=60)
    since = models.DateField("自")
    until = models.DateField("至")
    ended_on = models.DateField("离开日期", null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = TemporaryStayQuerySet.as_manager()

    class Meta:
        verbose_name = "临时组织关系"
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(name="stay_ends_after_start", condition=Q(until__gte=F("since"))),
            models.CheckConstraint(
                name="stay_names_its_paper", condition=~Q(number="") & ~Q(name="") & ~Q(home="")
            ),
            models.UniqueConstraint(fields=["branch", "paper", "number", "name"], name="one_stay_a_paper"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_paper_display()}）"

    def is_running_on(self, day: date) -> bool:
        return self.since <= day <= self.until and (self.ended_on is None or day < self.ended_on)

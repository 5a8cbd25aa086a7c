"""Dated facts of discipline with the paper of the decision: for those whom the rules name, on no list (MEM-02)."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import Scope, ScopedQuerySet
from members.choices_honours import SECRETARY_ONLY, WITHOUT_VOTE, DisciplineKind
from members.models.member import Member, MembershipSpell
from members.rules.discipline_effect import Effect

MAY_CHANGE = ["lifted_on", "lifted_paper", "undone_at", "undone_by", "undone_reason", "updated_at"]


class DisciplineQuerySet(ScopedQuerySet):
    def running_on(self, day: date) -> Self:
        """Neither ended nor lifted that day, and not entered by mistake."""
        running = Q(until__isnull=True) | Q(until__gte=day)
        not_lifted = Q(lifted_on__isnull=True) | Q(lifted_on__gt=day)
        return self.filter(running, not_lifted, since__lte=day, undone_at=None)

    def resting_vote_on(self, day: date) -> Self:
        """Those facts by which somebody has no vote that day."""
        return self.running_on(day).filter(kind__in=WITHOUT_VOTE)

    def told_to(self, *, secretary: bool) -> Self:
        """What the secretary may read; without those that he alone may, what the discipline member may (E-52)."""
        return self.all() if secretary else self.exclude(kind__in=SECRETARY_ONLY)

    def of_members_within(self, scope: Scope, day: date) -> Self:
        """Of those who belong there that day, whichever branch entered the decision."""
        here = MembershipSpell.objects.within(scope).filter(period__contains=day)
        return self.filter(member__in=here.values("member"))


class DisciplineFact(models.Model):
    """What was decided, by whom, from when to when; never why. Rows are ended by a paper, not erased.

    One entered by mistake is taken back with a reason, and stays visible to those who saw it.
    """

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="discipline")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    kind = models.CharField("决定", max_length=16, choices=DisciplineKind)
    decided_on = models.DateField("决定日期")
    decided_by = models.CharField("决定机关", max_length=80)
    paper = models.CharField("文号", max_length=80)
    paper_file = models.FileField("决定文件", upload_to="discipline/%Y/%m/", blank=True)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True)
    lifted_on = models.DateField("解除、恢复或撤销", null=True, blank=True)
    lifted_paper = models.CharField("解除的文号", max_length=80, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_reason = models.CharField("撤回理由", max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DisciplineQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(name="discipline_names_its_paper", condition=~Q(paper="")),
            models.CheckConstraint(
                name="probation_in_the_party_has_an_end",
                condition=~Q(kind=DisciplineKind.PROBATION) | Q(until__isnull=False),
            ),
            models.CheckConstraint(
                name="discipline_ends_after_start", condition=Q(until__isnull=True) | Q(until__gt=F("since"))
            ),
            models.CheckConstraint(
                name="lifted_by_a_paper", condition=Q(lifted_on__isnull=True) | ~Q(lifted_paper="")
            ),
            models.CheckConstraint(
                name="undone_discipline_says_why", condition=Q(undone_at=None) | ~Q(undone_reason="")
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="discipline_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="discipline_keeps_its_words",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=MAY_CHANGE),
            ),
        ]

    def __str__(self) -> str:
        """What may stand in the journal: neither name nor kind."""
        return f"{self.decided_on:%Y-%m-%d} 的一份决定"

    @property
    def effect(self) -> Effect:
        return Effect(self.kind, self.since, self.until, self.lifted_on)

    def rests_vote_on(self, day: date) -> bool:
        if self.undone_at is not None:
            return False
        running = self.since <= day and (self.until is None or day <= self.until)
        return self.kind in WITHOUT_VOTE and running and (self.lifted_on is None or day < self.lifted_on)

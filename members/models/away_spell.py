"""Members who are away from their branch, and every word from them: the floating ledger F-23 (MEM-09..MEM-13)."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_away import AwayKind, AwayReason, ContactWay, DuesPace
from members.models.member import Member
from partywork.common.sealed import PersonalTextField


class AwaySpell(models.Model):
    """From `since` until `ended_on`; open while that is empty. It never changes anybody's standing (MEM-13).

    `since` is the day of leaving, of the last contact (lost) or of graduation. `branch` is the one that is responsible.
    """

    scope_path = "branch__path"

    member = models.ForeignKey(Member, models.PROTECT, related_name="away_spells")
    branch = models.ForeignKey(Organization, models.PROTECT, related_name="away_spells")
    kind = models.CharField("类别", max_length=10, choices=AwayKind)
    reason = models.CharField("外出原因", max_length=10, choices=AwayReason, blank=True)
    place = models.CharField("外出地", max_length=120, blank=True)
    is_fixed_place = models.BooleanField("固定地点", default=False)
    host = models.CharField("流入党组织", max_length=120, blank=True)
    contact = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="本支部联系人"
    )
    reach = PersonalTextField("联系方式", null=True, blank=True, default="")
    card_number = models.CharField("流动党员活动证号", max_length=40, blank=True)
    dues_pace = models.CharField("党费", max_length=10, choices=DuesPace, default=DuesPace.MONTHLY)
    life = models.CharField("参加组织生活情况", max_length=200, blank=True)
    why_not_moved = models.CharField("不转接的原因", max_length=200, blank=True)
    since = models.DateField("自")
    expected_back = models.DateField("预计返回", null=True, blank=True)
    ended_on = models.DateField("返回日期", null=True, blank=True)
    end_note = models.CharField("结束说明", max_length=200, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "外出记录"
        constraints = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ended_on=None), name="one_open_absence_a_member"
            ),
            models.CheckConstraint(
                name="back_after_leaving", condition=Q(ended_on=None) | Q(ended_on__gte=F("since"))
            ),
        ]
        indexes = [models.Index(fields=["branch", "kind"], name="away_of_branch")]

    def __str__(self) -> str:
        return f"{self.member}：{self.get_kind_display()}"

    def is_open_on(self, day: date) -> bool:
        return self.since <= day and (self.ended_on is None or day < self.ended_on)


class AwayContact(models.Model):
    """One word, or one attempt: when, how, and in a line what was said. Written once, never rewritten."""

    scope_path = "spell__branch__path"

    spell = models.ForeignKey(AwaySpell, models.PROTECT, related_name="contacts")
    on = models.DateField("日期")
    way = models.CharField("方式", max_length=10, choices=ContactWay)
    was_reached = models.BooleanField("联系上了", default=True)
    text = models.CharField("情况", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["spell", "on", "way", "text"], name="one_word_said_once")
        ]
        triggers = [pgtrigger.Protect(name="contact_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.on} {self.get_way_display()}"

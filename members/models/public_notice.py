"""Public notices of people on the way to membership, and what was said against them (DV-14, PB-02, PB-04)."""

from datetime import date
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from encrypted_fields.fields import EncryptedTextField

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_publicity import NoticePoint, NoticeResult, NoticeScope, NoticeState, ObjectionWay
from members.models.development import Development
from members.models.member import Member
from members.rules.publicity import PHASE_NAMES, NoticePhase, phase
from partywork.common import clock


class PublicNoticeQuerySet(ScopedQuerySet):
    def shown_on(self, day: date) -> Self:
        """What stands on the members' pages that day; nobody has to take it down (PB-02)."""
        return self.filter(state=NoticeState.UP, posted_on__lte=day, until__gte=day)

    def with_open_objections(self) -> Self:
        unanswered = Q(objections__isnull=False, objections__answered_at__isnull=True)
        return self.annotate(open_objections=Count("objections", filter=unanswered))


class PublicNotice(models.Model):
    """One notice as it was put up: frozen, shown from `posted_on` to `until`, both in; then a conclusion.

    `workdays` is the number the committee asked for on that day. `receives` is who takes objections.
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="public_notices")
    point = models.CharField("公示内容", max_length=12, choices=NoticePoint)
    scope = models.CharField("公示范围", max_length=8, choices=NoticeScope, default=NoticeScope.BRANCH)
    posted_on = models.DateField("张贴日期")
    until = models.DateField("公示到")
    workdays = models.PositiveSmallIntegerField("工作日")
    content = models.JSONField()
    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.UP)
    note = models.CharField("结论说明", max_length=300, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    posted_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PublicNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "发展党员公示"
        ordering = ["-posted_on", "-pk"]
        indexes = [models.Index(fields=["branch", "until"], name="public_notice_branch")]
        constraints = [
            models.CheckConstraint(
                name="public_notice_ends_after_start", condition=Q(until__gt=F("posted_on"))
            ),
            models.CheckConstraint(
                name="closed_notice_says_when",
                condition=Q(state=NoticeState.UP) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="withdrawn_notice_says_why",
                condition=~Q(state=NoticeState.WITHDRAWN) | ~Q(note=""),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="public_notice_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="public_notice_is_frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    exclude=["state", "note", "closed_at", "closed_by", "updated_at"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_point_display()}公示（{self.posted_on}）"

    @property
    def title(self) -> str:
        return str(self.content["title"])

    @property
    def names(self) -> str:
        return "、".join(each["name"] for each in self.content["people"])

    def phase_on(self, day: date) -> NoticePhase:
        return phase(self.state, self.posted_on, self.until, day)

    @property
    def phase(self) -> NoticePhase:
        return self.phase_on(clock.today())

    @property
    def phase_name(self) -> str:
        return PHASE_NAMES[self.phase]

    def is_shown_on(self, day: date) -> bool:
        return self.phase_on(day) is NoticePhase.RUNNING


class NoticedPerson(models.Model):
    """One of the people on a notice, and what came of it for him or her."""

    scope_path = "notice__branch__path"

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="people")
    development = models.ForeignKey(Development, models.PROTECT, related_name="noticed")
    result = models.CharField("结论", max_length=10, choices=NoticeResult, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "development"], name="noticed_once_on_a_notice")
        ]

    def __str__(self) -> str:
        return str(self.development)


class NoticeObjection(models.Model):
    """A word against what was put up. Who said it is for the secretary alone; the text is encrypted.

    `member` where it was written on the own page; `name` where a letter, a call or a visit was noted down.
    """

    scope_path = "notice__branch__path"

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections")
    about = models.ForeignKey(NoticedPerson, models.PROTECT, null=True, related_name="objections")
    way = models.CharField("方式", max_length=8, choices=ObjectionWay, default=ObjectionWay.PAGE)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    name = EncryptedTextField("反映人", null=True)
    text = EncryptedTextField("反映的情况")
    received_on = models.DateField("收到日期")
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = EncryptedTextField("核查情况和答复", null=True)
    upheld = models.BooleanField("属实", null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="objection_answered_with_its_time",
                condition=Q(answer__isnull=True, answered_at__isnull=True)
                | Q(answer__isnull=False, answered_at__isnull=False),
            )
        ]
        triggers = [
            pgtrigger.Protect(name="notice_objection_stays", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="notice_objection_keeps_its_words",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["answer", "upheld", "answered_at", "answered_by"]),
            ),
        ]

    def __str__(self) -> str:
        """What may stand in the journal: neither who nor what."""
        return f"{self.notice}的异议"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None

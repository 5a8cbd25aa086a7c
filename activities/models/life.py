"""The organizational life meeting (组织生活会): what was prepared, said and promised (OL-01..OL-08, F-13).

What members said of themselves and of each other is read by those who took part, the branch's committee and the
superior that was told the plan, and by nobody else (OL-08); in the tables these words are encrypted. Every step of
the checklist is read from rows here.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from encrypted_fields.fields import EncryptedTextField

from activities.choices_life import LifeForm, NoticeScope, OpinionSource
from activities.models.activity import Activity
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member


class LifeMeeting(models.Model):
    """`for_year` is the year it belongs to, whatever the date of the meeting (OL-01); `activity` is the meeting."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="life_meetings")
    for_year = models.PositiveSmallIntegerField("所属年度")
    theme = models.CharField("主题", max_length=200)
    form = models.CharField("召开形式", max_length=10, choices=LifeForm, default=LifeForm.MEMBERS)
    activity = models.OneToOneField(
        Activity, models.SET_NULL, null=True, blank=True, related_name="life", verbose_name="会议"
    )
    superior = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    studies = models.ManyToManyField(Activity, related_name="+", verbose_name="会前学习")
    plan = models.TextField("会议方案", blank=True)
    reported_at = models.DateTimeField("报上级时间", null=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    last_year_report = models.TextField("上年整改情况", blank=True)
    shown_from = models.DateField("公开开始", null=True)
    shown_to = models.DateField("公开结束", null=True)
    scope = models.CharField("公开范围", max_length=10, choices=NoticeScope, default=NoticeScope.BRANCH)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组织生活会"
        ordering = ["-for_year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "for_year", "theme"], name="life_meeting_begun_once"),
            models.CheckConstraint(
                name="reported_plan_was_written", condition=Q(reported_at__isnull=True) | ~Q(plan="")
            ),
            models.CheckConstraint(
                name="lists_shown_in_order",
                condition=Q(shown_from__isnull=True) | Q(shown_to__gte=F("shown_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.for_year}年度组织生活会"


class OpinionSought(models.Model):
    """Opinions asked for before the meeting: how many, from whom, what about; never by whom (OL-03)."""

    scope_path = "life__branch__path"

    life = models.ForeignKey(LifeMeeting, models.CASCADE, related_name="opinions")
    on = models.DateField("日期")
    source = models.CharField("征求对象", max_length=10, choices=OpinionSource)
    count = models.PositiveSmallIntegerField("条数")
    gist = models.TextField("主要意见", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["life", "on", "source", "count"], name="opinions_listed_once"),
            models.CheckConstraint(name="some_opinion_was_given", condition=Q(count__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()} {self.count} 条"


class Examination(models.Model):
    """The problems somebody listed of himself, or the committee of itself (`member` empty): 对照检查.

    `spoken` is the place in the order of speaking; `read_by` read out what an absent member had written (OL-06).
    """

    scope_path = "life__branch__path"

    life = models.ForeignKey(LifeMeeting, models.CASCADE, related_name="examinations")
    member = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="examinations", verbose_name="姓名"
    )
    problem = EncryptedTextField("查摆的问题")
    cause = EncryptedTextField("原因", null=True)
    measure = EncryptedTextField("整改措施", null=True)
    spoken = models.PositiveSmallIntegerField("发言次序", null=True)
    read_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="宣读人"
    )
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = [F("spoken").asc(nulls_last=True), "member__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["life", "member"], name="one_examination_each"),
            models.UniqueConstraint(
                fields=["life"], condition=Q(member__isnull=True), name="one_examination_of_the_committee"
            ),
            models.UniqueConstraint(fields=["life", "spoken"], name="one_speaks_at_a_time"),
            models.CheckConstraint(
                name="nobody_reads_out_his_own", condition=Q(read_by__isnull=True) | ~Q(read_by=F("member"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member or '支部班子'}的对照检查"


class Criticism(models.Model):
    """What one said to another at the meeting, and the answer to it (F-13)."""

    scope_path = "life__branch__path"

    life = models.ForeignKey(LifeMeeting, models.CASCADE, related_name="criticisms")
    critic = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="批评人")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="被批评人")
    text = EncryptedTextField("意见")
    answer = EncryptedTextField("被批评人表态", null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["member__name_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["life", "critic", "member"], name="one_criticism_of_each_other"),
            models.CheckConstraint(name="criticism_goes_to_another", condition=~Q(critic=F("member"))),
        ]

    def __str__(self) -> str:
        return f"{self.critic} → {self.member}"


class SelfCheck(models.Model):
    """党性体检 against the charter, the rules and the discipline; whoever fills it in decides to (OL-05)."""

    scope_path = "life__branch__path"

    life = models.ForeignKey(LifeMeeting, models.CASCADE, related_name="self_checks")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    charter = EncryptedTextField("对照党章", null=True)
    rules = EncryptedTextField("对照党规", null=True)
    discipline = EncryptedTextField("对照党纪", null=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["life", "member"], name="one_self_check_each")]

    def __str__(self) -> str:
        return f"{self.member}的党性体检"


class Rectification(models.Model):
    """A problem to be put right: by the committee (`member` empty) or by one member; it stays until it is done."""

    scope_path = "life__branch__path"

    life = models.ForeignKey(LifeMeeting, models.CASCADE, related_name="rectifications")
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="rectifications")
    problem = models.CharField("问题", max_length=300)
    measure = models.CharField("整改措施", max_length=300)
    owner = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name="责任人")
    due = models.DateField("完成时限")
    done_on = models.DateField("完成日期", null=True)
    outcome = models.CharField("完成情况", max_length=300, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["life", "member", "problem"], name="promised_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                name="done_with_its_outcome", condition=Q(done_on__isnull=True) | ~Q(outcome="")
            ),
        ]

    def __str__(self) -> str:
        return f"整改：{self.problem}"

"""The agenda of a meeting: its items, the papers members read before it, and who said what (MT-08..MT-11)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from activities.choices_agenda import AgendaTag, Matter, Settlement
from activities.models.activity import Activity, Guest
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member


class AgendaItem(models.Model):
    """What is done, in which order, for how long and by whom (F-02, F-09, F-10).

    `person` is who reports or leads the item (汇报人). `earlier` is the item of the branch committee that an
    important matter went through first (MT-08); where it did not, `earlier_reason` says why. `discussion` and
    `decision` are written during the meeting; of a 前置研究 the decision is the opinion, `sent_to` and `result`
    say which body it went to and what became of it (F-37).
    """

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField("内容", max_length=200)
    minutes = models.PositiveSmallIntegerField("分钟", null=True, blank=True)
    person = models.CharField("汇报人", max_length=60, blank=True)
    tag = models.CharField("类型", max_length=12, choices=AgendaTag, blank=True)
    matter = models.CharField("党员大会职权", max_length=14, choices=Matter, blank=True)
    earlier = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="later")
    earlier_reason = models.CharField("没有经支委会研究的原因", max_length=120, blank=True)
    discussion = models.TextField("讨论情况", blank=True)
    decision = models.TextField("决定", blank=True)
    settled = models.CharField("处理", max_length=18, choices=Settlement, blank=True)
    submitted_by = models.CharField("提交部门", max_length=60, blank=True)
    sent_to = models.CharField("送交会议", max_length=60, blank=True)
    result = models.TextField("结果", blank=True)
    no_papers = models.BooleanField("没有书面材料", default=False)  # then nobody is asked for any (MT-10)
    revision = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["tag"], condition=~Q(tag=""), name="agenda_items_by_tag")]

    def __str__(self) -> str:
        return self.title

    @property
    def goes_to_member_meeting(self) -> bool:
        """是否提交党员大会 (F-10)."""
        return self.settled == Settlement.TO_MEMBER_MEETING

    @property
    def is_preliminary(self) -> bool:
        return self.tag == AgendaTag.PRELIMINARY

    @property
    def is_follow_up(self) -> bool:
        return self.tag == AgendaTag.FOLLOW_UP


class AgendaTemplate(models.Model):
    """A branch's own agenda for a kind of meeting; `lines` hold title, minutes, person and tag in order."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.CASCADE, related_name="agenda_templates")
    kind = models.CharField("类别", max_length=30)
    name = models.CharField("名称", max_length=40)
    lines = models.JSONField(default=list)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "kind", "name"], name="template_named_once_a_kind")
        ]

    def __str__(self) -> str:
        return self.name


class ItemFile(models.Model):
    """A paper that those who are expected read before the meeting (MT-10), or the outline of a lecture (F-12).

    `item` is empty where it belongs to the whole gathering. `digest` finds the same file handed in twice.
    """

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="files")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, blank=True, related_name="files")
    file = models.FileField(upload_to="agenda/%Y/%m/")
    name = models.CharField("文件名", max_length=120)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField("大小")
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "digest"], name="paper_attached_once_a_meeting")
        ]

    def __str__(self) -> str:
        return self.name


class Speech(models.Model):
    """Who said what on an item, a differing opinion marked as one (F-09); without an item: on the whole (MT-15).

    `key` is drawn by the page, so that a row sent twice is one row.
    """

    scope_path = "activity__branch__path"

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="speeches")
    item = models.ForeignKey(AgendaItem, models.CASCADE, null=True, blank=True, related_name="speeches")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="speeches")
    gist = models.TextField("要点", blank=True)
    is_differing = models.BooleanField("不同意见", default=False)
    key = models.UUIDField(unique=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="one_person_speaks",
                condition=Q(member__isnull=False, guest__isnull=True)
                | Q(member__isnull=True, guest__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker}：{self.gist}"

    @property
    def speaker(self) -> str:
        return self.member.name if self.member is not None else self.guest.name if self.guest else ""

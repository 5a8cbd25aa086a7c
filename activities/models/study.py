"""Lectures, and the fixed study evening with its lead reader (MT-05, MT-06, MT-15, AT-13, F-12)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from activities.choices import Venue, Weekday
from activities.choices_agenda import NthWeek, SeriesRhythm
from activities.models.activity import Activity, Guest
from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.models import Member


class Lecture(models.Model):
    """Who lectured on what; the lecturer is a member or a guest with an office (MT-06, F-12).

    Outline and script are files of the activity.
    """

    scope_path = "activity__branch__path"

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="lecture")
    lecturer = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    guest = models.ForeignKey(Guest, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField("题目", max_length=120, blank=True)
    outline = models.TextField("提纲", blank=True)
    discussion = models.TextField("讨论情况", blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="one_person_lectures", condition=Q(lecturer__isnull=True) | Q(guest__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"党课：{self.title or self.activity.theme}"


class StudyHours(models.Model):
    """How many hours of study a gathering counts for (ED-03), worked out from its length or set with a reason.

    Counted in tenths of an hour: whole numbers add up. Whose hours they are follows from the attendance.
    """

    scope_path = "activity__branch__path"

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="study_hours")
    tenths = models.PositiveSmallIntegerField("学时（十分之一）")
    reason = models.CharField("与时长不同的原因", max_length=120, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.activity}：{self.tenths / 10:g}学时"


class StudySeries(models.Model):
    """The fixed study evening: each week, or one weekday of the month, at the same hour (AT-13)."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="study_series")
    name = models.CharField("名称", max_length=60)
    rhythm = models.CharField("多久一次", max_length=5, choices=SeriesRhythm, default=SeriesRhythm.MONTH)
    nth = models.PositiveSmallIntegerField("第几个", choices=NthWeek, default=NthWeek.FIRST)
    weekday = models.PositiveSmallIntegerField("星期几", choices=Weekday, default=Weekday.FRIDAY)
    start = models.TimeField("开始")
    end = models.TimeField("结束")
    venue = models.CharField("形式", max_length=10, choices=Venue, default=Venue.ONLINE)
    place = models.CharField("地点或平台", max_length=120, blank=True)
    since = models.DateField("从")
    until = models.DateField("到", null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "name"], name="series_named_once_a_branch"),
            models.CheckConstraint(name="study_ends_after_start", condition=Q(end__gt=F("start"))),
        ]

    def __str__(self) -> str:
        return self.name


class Study(models.Model):
    """One study session: who leads the reading, what the others shared (MT-15). The text read: study materials."""

    scope_path = "activity__branch__path"

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="study")
    series = models.ForeignKey(StudySeries, models.SET_NULL, null=True, blank=True, related_name="studies")
    day = models.DateField()  # the day by the series; the session keeps it when it is moved
    reader = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    discussion = models.TextField("研讨情况", blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["series", "day"], condition=Q(series__isnull=False), name="one_session_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"学习：{self.activity}"


class StudyNote(models.Model):
    """A member's own note on what was studied; nobody asks for it, nobody else reads it until it is shared."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="study_notes")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    text = models.TextField("心得")
    shared_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "member"], name="one_note_a_person")]

    def __str__(self) -> str:
        return f"{self.member}的笔记"

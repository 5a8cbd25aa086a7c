"""Making up for an absence: contacted, told, made up, confirmed by a second person (AT-05..AT-09)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from activities.choices import AbsenceKind, MakeUpMethod, MakeUpState
from activities.models.attendance import Attendance
from branches.scoping import ScopedQuerySet


def _every_form() -> list[str]:
    return list(MakeUpMethod.values)


class MakeUp(models.Model):
    """What one absentee owes (N02). `kind`, `forms`, `contact_first` and the deadline are the contract of the day
    it was opened; a limit changed later does not touch it.
    """

    scope_path = "attendance__activity__branch__path"

    attendance = models.OneToOneField(Attendance, models.CASCADE, related_name="make_up")
    state = models.CharField(max_length=10, choices=MakeUpState, default=MakeUpState.OPEN)
    kind = models.CharField("缺席类别", max_length=10, choices=AbsenceKind, blank=True)
    forms = ArrayField(models.CharField(max_length=20), verbose_name="可用的补课方式", default=_every_form)
    contact_first = models.BooleanField("须先联系", default=False)
    due_at = models.DateTimeField("期限")
    why_due = models.CharField(max_length=200)
    contacted_at = models.DateTimeField(null=True)
    contacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cause = models.CharField("缺席原因", max_length=200, blank=True)
    told = models.CharField("已通报的内容", max_length=200, blank=True)
    method = models.CharField("补课方式", max_length=20, choices=MakeUpMethod, blank=True)
    done_on = models.DateField("补课日期", null=True)
    place = models.CharField("补课地点", max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField("补课时长", null=True, blank=True)
    visitors = models.CharField("上门的同志", max_length=80, blank=True)
    brought = models.CharField("带去的材料", max_length=120, blank=True)
    gist = models.TextField("内容要点", blank=True)
    # The host's word it was handed in by: taken back there, the make-up is open again (MEM-15, E-12).
    proven_by = models.ForeignKey(
        "activities.Guest", models.SET_NULL, null=True, blank=True, related_name="proves"
    )
    handed_in_at = models.DateTimeField(null=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="confirmed_make_up_is_complete",
                condition=~Q(state=MakeUpState.CONFIRMED)
                | (Q(confirmed_by__isnull=False) & Q(done_on__isnull=False) & ~Q(method="")),
            ),
            # A second person, whatever the code does. Make-ups of before this rule have no `handed_in_at`.
            models.CheckConstraint(
                name="make_up_confirmed_by_another",
                condition=~Q(state=MakeUpState.CONFIRMED)
                | Q(handed_in_at__isnull=True)
                | ~Q(confirmed_by=models.F("handed_in_by")),
            ),
            models.CheckConstraint(
                name="home_visit_says_who_went",
                condition=~Q(method=MakeUpMethod.HOME) | Q(handed_in_at__isnull=True) | ~Q(visitors=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.attendance.member}的补课"

    @property
    def kind_text(self) -> str:
        """公务 · 无故缺席; the mark itself where it was opened before there were kinds."""
        return str(self.get_kind_display() or self.attendance.get_status_display())

    @property
    def form_labels(self) -> list[str]:
        return [str(MakeUpMethod(form).label) for form in self.forms]

    @property
    def is_handed_in(self) -> bool:
        return self.state in (MakeUpState.DONE, MakeUpState.CONFIRMED)

    @property
    def is_late(self) -> bool:
        """Made up after its deadline: allowed, and flagged (E-49)."""
        return self.handed_in_at is not None and self.handed_in_at >= self.due_at

    @property
    def what(self) -> str:
        """送学上门（张一、李二，带去学习材料）；60分钟"""
        if not self.method:
            return ""
        home = "，".join(
            part for part in (self.visitors, f"带去{self.brought}" if self.brought else "") if part
        )
        text = f"{self.get_method_display()}{f'（{home}）' if home else ''}"
        return f"{text}，{self.minutes}分钟" if self.minutes else text

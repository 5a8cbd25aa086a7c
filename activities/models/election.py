"""An election of a branch: what is elected, who stands, which papers went to the superior (EL-02, F-27)."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from activities.choices_elections import (
    ElectionKind,
    ElectionPaperKind,
    ElectionState,
    Office,
)
from activities.models.activity import Activity
from branches.models import Organization, Term
from branches.scoping import ScopedQuerySet
from members.choices import Post
from members.models import Member
from partywork.common import clock


class ElectionQuerySet(ScopedQuerySet):
    def going_on(self) -> Self:
        return self.filter(state=ElectionState.OPEN)


class Election(models.Model):
    """One election, from the study in the committee to the day the elected take office.

    `number` is the term (届) that is elected, or in which the by-election falls. Where `has_committee` is not set
    the meeting elects the secretary itself (ORG-09, EL-04). `majority_base` is frozen from the parameter the day it
    began. `fewer` seats were given up with the consent of `consent_in_favour` of `consent_present` (EL-06).
    """

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="elections")
    kind = models.CharField("类别", max_length=12, choices=ElectionKind, default=ElectionKind.TERM)
    state = models.CharField(max_length=10, choices=ElectionState, default=ElectionState.OPEN)
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="elections"
    )  # which runs while it is held
    number = models.PositiveSmallIntegerField("届")
    occasion = models.CharField(
        "选举什么代表", max_length=120, blank=True
    )  # of delegates: which congress (EL-10)
    reason = models.CharField("补选的原因", max_length=200, blank=True)
    has_committee = models.BooleanField("选举支委会", default=True)
    seats = models.PositiveSmallIntegerField("名额", default=0)
    with_deputy = models.BooleanField("选举副书记", default=False)
    with_secretary = models.BooleanField("选举书记", default=True)
    majority_base = models.CharField(max_length=10, default="present")
    studied_on = models.DateField("研究日期", null=True, blank=True)
    planned_on = models.DateField("拟定选举日期", null=True, blank=True)
    meeting = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="elections")
    first_meeting = models.ForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="+")
    chair = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    rules_passed = models.BooleanField("大会通过选举办法", default=False)
    fewer = models.PositiveSmallIntegerField("减少名额", default=0)
    consent_present = models.PositiveSmallIntegerField(default=0)
    consent_in_favour = models.PositiveSmallIntegerField(default=0)
    took_office_on = models.DateField("任职日期", null=True, blank=True)
    cancel_reason = models.CharField("取消原因", max_length=200, blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    updated_at = models.DateTimeField(auto_now=True)

    objects = ElectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "选举"
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "kind"],
                condition=Q(state=ElectionState.OPEN),
                name="one_open_election_of_a_kind",
            ),
            models.CheckConstraint(
                name="seats_within_a_committee", condition=Q(kind="delegates") | Q(seats__lte=7)
            ),
            models.CheckConstraint(name="fewer_within_seats", condition=Q(fewer__lte=F("seats"))),
        ]

    def __str__(self) -> str:
        return f"{self.branch.called}{self.title}"

    @property
    def title(self) -> str:
        if self.kind == ElectionKind.DELEGATES:
            return f"{self.occasion}代表选举"
        if self.kind == ElectionKind.BY_ELECTION:
            return f"第{self.number}届{'支部委员会' if self.has_committee else '书记'}补选"
        return f"第{self.number}届{'支部委员会' if self.has_committee else '支部书记'}选举"

    @property
    def meeting_offices(self) -> tuple[Office, ...]:
        """What the branch meeting elects."""
        if self.kind == ElectionKind.DELEGATES:
            return (Office.DELEGATE,)
        if self.has_committee:
            return (Office.COMMITTEE,) if self.seats else ()
        return self._heads

    @property
    def committee_offices(self) -> tuple[Office, ...]:
        """What the new committee elects at its first meeting (EL-04)."""
        if self.kind == ElectionKind.DELEGATES or not self.has_committee:
            return ()
        return self._heads

    @property
    def offices(self) -> tuple[Office, ...]:
        return (*self.meeting_offices, *self.committee_offices)

    @property
    def _heads(self) -> tuple[Office, ...]:
        secretary = (Office.SECRETARY,) if self.with_secretary else ()
        return (*secretary, Office.DEPUTY) if self.with_deputy else secretary

    def seats_of(self, office: str) -> int:
        return self.seats if office in (Office.COMMITTEE, Office.DELEGATE) else 1

    @staticmethod
    def stands_alone(office: str) -> bool:
        """As many candidates as posts (EL-04)."""
        return office in (Office.SECRETARY, Office.DEPUTY)


class ElectionCandidate(models.Model):
    """Somebody recommended, and whether he is put before the superior and the meeting.

    `recommended_by` is how many recommended him: a number, never who. `position` overrides the order of strokes
    (EL-08). `post` is the work he takes over once elected (ORG-19).
    """

    scope_path = "election__branch__path"

    election = models.ForeignKey(Election, models.CASCADE, related_name="candidates")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+")
    office = models.CharField(max_length=10, choices=Office)
    recommended_by = models.PositiveSmallIntegerField("推荐人数", default=0)
    is_listed = models.BooleanField("列为预备人选", default=False)
    position = models.PositiveSmallIntegerField("排序", null=True, blank=True)
    post = models.CharField("分工", max_length=24, choices=Post, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["election", "office", "member"], name="stands_once_for_an_office")
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.get_office_display()}"


class ElectionPaper(models.Model):
    """A paper to the superior; its content and the answer are those of its filing."""

    scope_path = "branch__path"

    branch = models.ForeignKey(Organization, models.PROTECT, related_name="election_papers")
    kind = models.CharField(max_length=10, choices=ElectionPaperKind)
    election = models.ForeignKey(Election, models.PROTECT, null=True, blank=True, related_name="papers")
    term = models.ForeignKey(Term, models.PROTECT, null=True, blank=True, related_name="papers")
    new_due = models.DateField("拟改到", null=True, blank=True)
    reason = models.CharField("原因", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "kind"], condition=Q(election__isnull=False), name="one_paper_a_kind"
            ),
            models.CheckConstraint(
                name="paper_belongs_to_election_or_term",
                condition=Q(election__isnull=False, term__isnull=True, new_due__isnull=True)
                | Q(kind="shift", election__isnull=True, term__isnull=False, new_due__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.branch.called}{self.get_kind_display()}"

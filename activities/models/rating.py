"""Rating an event so that nobody, with any password, can tell who answered what (EV-08, E-31).

Answers are counters; the lists of who has rated and of the codes exist only while the round is open, hold no time,
are rewritten as a whole with every ballot, and are deleted at closing. Counters of a round with too few ballots are
wiped then, those of small groups of raters are put together.
"""

import uuid

from django.db import models

from activities.choices import Criterion, Grade, RaterGroup, RatingState
from activities.models.activity import Activity
from branches.scoping import ScopedQuerySet
from members.models import Member


class RatingRound(models.Model):
    """`issued` and `collected` count everything handed out and come back: phones, codes, paper. `left_out` are
    ballots by phone that were so few beside the paper that they would have been known (0003).
    """

    scope_path = "activity__branch__path"

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="rating")
    state = models.CharField(max_length=10, choices=RatingState, default=RatingState.PREPARED)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    issued = models.PositiveIntegerField("发出", default=0)
    collected = models.PositiveIntegerField("收回", default=0)
    left_out = models.PositiveIntegerField("没有计入", default=0)
    satisfied_means = models.CharField(max_length=10, default="broad")
    min_ballots = models.PositiveSmallIntegerField(default=5)
    min_group = models.PositiveSmallIntegerField(default=3)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="collected_within_issued", condition=models.Q(collected__lte=models.F("issued"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity}的测评"


class RatingTally(models.Model):
    """How often one grade was given for one criterion by one group of raters."""

    scope_path = "round__activity__branch__path"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(RatingRound, models.CASCADE, related_name="tallies")
    group = models.CharField(max_length=12, choices=RaterGroup, default=RaterGroup.MEMBER)
    criterion = models.CharField(max_length=10, choices=Criterion)
    grade = models.CharField(max_length=12, choices=Grade)
    count = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "group", "criterion", "grade"], name="one_counter_a_group_and_grade"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()} {self.get_grade_display()} {self.count}"


class RatingGroup(models.Model):
    """How many ballots one group of raters was handed and gave: by phone while the round is open, all told after."""

    scope_path = "round__activity__branch__path"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(RatingRound, models.CASCADE, related_name="groups")
    group = models.CharField(max_length=12, choices=RaterGroup)
    issued = models.PositiveIntegerField(default=0)
    collected = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "group"], name="one_row_a_group"),
            models.CheckConstraint(
                name="group_within_issued", condition=models.Q(collected__lte=models.F("issued"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()} {self.collected}/{self.issued}"


class RatingParticipation(models.Model):
    """Who may rate and who already has, only while the round is open; random key, no time."""

    scope_path = "round__activity__branch__path"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(RatingRound, models.CASCADE, related_name="participations")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    has_rated = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "member"], name="one_rating_a_person")]

    def __str__(self) -> str:
        return str(self.pk)


class RatingCode(models.Model):
    """A one-time code on a slip for a guest: only its keyed fingerprint, its group and whether it was used (S37).

    Printed before the event ends, so it hangs on the activity; gone with the closing of the round.
    """

    scope_path = "activity__branch__path"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="rating_codes")
    group = models.CharField(max_length=12, choices=RaterGroup)
    digest = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    objects = ScopedQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.pk)


class RatingPaper(models.Model):
    """Totals of a group's paper ballots as they were counted and typed in; may be put right until closing (E-31)."""

    scope_path = "round__activity__branch__path"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(RatingRound, models.CASCADE, related_name="papers")
    group = models.CharField(max_length=12, choices=RaterGroup)
    issued = models.PositiveIntegerField()
    collected = models.PositiveIntegerField()
    counts = models.JSONField(default=dict)  # criterion → grade → how many
    remarks = models.TextField(blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "group"], name="one_envelope_a_group"),
            models.CheckConstraint(
                name="paper_within_issued", condition=models.Q(collected__lte=models.F("issued"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()} {self.collected}/{self.issued}"


class RatingRemark(models.Model):
    """A remark without author, time or order; shown only together with the others, from min_ballots on."""

    scope_path = "round__activity__branch__path"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(RatingRound, models.CASCADE, related_name="remarks")
    text = models.CharField(max_length=300)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text

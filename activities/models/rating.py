"""Rating an event so that nobody, with any password, can tell who answered what (EV-08, E-31).

Answers are counters; the list of who has rated exists only while the round is open, holds no time, is rewritten
as a whole with every ballot, and is deleted at closing. Counters of a round with too few ballots are wiped then.
"""

import uuid

from django.db import models

from activities.choices import Criterion, Grade, RatingState
from activities.models.activity import Activity
from branches.scoping import ScopedQuerySet
from members.models import Member


class RatingRound(models.Model):
    scope_path = "activity__branch__path"

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="rating")
    state = models.CharField(max_length=10, choices=RatingState, default=RatingState.PREPARED)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    issued = models.PositiveIntegerField("发出", default=0)
    collected = models.PositiveIntegerField("收回", default=0)
    satisfied_means = models.CharField(max_length=10, default="broad")
    min_ballots = models.PositiveSmallIntegerField(default=5)

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
    """How often one grade was given for one criterion."""

    scope_path = "round__activity__branch__path"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    round = models.ForeignKey(RatingRound, models.CASCADE, related_name="tallies")
    criterion = models.CharField(max_length=10, choices=Criterion)
    grade = models.CharField(max_length=12, choices=Grade)
    count = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "criterion", "grade"], name="one_counter_a_grade")
        ]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()} {self.get_grade_display()} {self.count}"


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

"""A box for secret ballots: votes, elections and the appraisal put theirs into one of these (MT-14, EL-13, DA-06).

Who may vote and who has stands in one row of sorted numbers, what was voted in another row of sums. No row belongs
to a person or to a ballot paper, so nothing lies in the order of voting (docs/decisions/0003, 0015). Only
`services/secret_ballots.py` reads or writes these tables.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class SecretBallot(models.Model):
    """What is printed on the paper and how many were handed out; it says nothing about anybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    lines = models.JSONField(default=dict)  # line → the options that may be ticked on it
    write_in = models.CharField(max_length=20, blank=True)  # the option a name written in by hand is given
    issued = models.PositiveIntegerField("发出", default=0)
    is_open = models.BooleanField(default=False)
    is_closed = models.BooleanField(default=False)
    is_swept = models.BooleanField(default=False)  # old versions of its rows are gone from the disk as well

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="box_is_not_open_and_closed", condition=Q(is_open=False) | Q(is_closed=False)
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SecretRoll(models.Model):
    """Who has not voted yet and who has, each in the order of their numbers; exists only while the box is open."""

    box = models.OneToOneField(SecretBallot, models.CASCADE, primary_key=True, related_name="roll")
    waiting = ArrayField(models.BigIntegerField(), default=list)
    voted = ArrayField(models.BigIntegerField(), default=list)

    def __str__(self) -> str:
        return str(self.pk)


class SecretCount(models.Model):
    """How often each option of each line was ticked, how many papers came back, how many of them were void."""

    box = models.OneToOneField(SecretBallot, models.CASCADE, primary_key=True, related_name="count")
    cast = models.PositiveIntegerField("收回", default=0)
    void = models.PositiveIntegerField("无效", default=0)
    counts = models.JSONField(default=dict)  # line → option → how many

    class Meta:
        constraints = [
            models.CheckConstraint(name="void_within_cast", condition=Q(void__lte=F("cast"))),
        ]

    def __str__(self) -> str:
        return str(self.pk)

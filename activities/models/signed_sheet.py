"""The counting sheet as both tellers signed it by hand, kept with its ballot (EL-13, F-27)."""

from django.conf import settings
from django.db import models

from activities.models.election_round import ElectionRound
from branches.scoping import ScopedQuerySet


class SignedSheet(models.Model):
    """One page, or one file of pages; it holds sums and two names, never who voted how (EL-13).

    `digest` finds the same file handed in twice.
    """

    scope_path = "round__election__branch__path"

    round = models.ForeignKey(ElectionRound, models.CASCADE, related_name="signed_sheets")
    file = models.FileField(upload_to="signed-sheets/%Y/%m/")
    name = models.CharField("文件名", max_length=120)
    content_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField("大小")
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["round", "digest"], name="signed_sheet_attached_once")]

    def __str__(self) -> str:
        return self.name

"""What an office knows better than the library: holidays and make-up working days of a year (CAL-01)."""

from django.db import models


class WorkdayOverride(models.Model):
    day = models.DateField(primary_key=True)
    is_workday = models.BooleanField()
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}（{'上班' if self.is_workday else '放假'}）"

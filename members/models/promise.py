"""Something that somebody sees to until a day, and how it ended: said at a talk, promised at a visit."""

from django.db import models
from django.db.models import Q
from encrypted_fields.fields import EncryptedTextField

from partywork.common import clock


class SealedPromise(models.Model):
    """What is to be done and what came of it are encrypted; a subclass names who sees to it (TT-03, CA-01)."""

    text = EncryptedTextField("要办的事")
    due = models.DateField("办结期限")
    outcome = EncryptedTextField("办得怎样", null=True)
    done_on = models.DateField("办结日", null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        ordering = ["due", "pk"]

    @property
    def is_over(self) -> bool:
        """Whether its day has passed and nobody said that it is done."""
        return self.done_on is None and self.due < clock.today()


def done_says_how(name: str) -> models.CheckConstraint:
    """Nothing is done without a word on how."""
    return models.CheckConstraint(name=name, condition=Q(done_on__isnull=True) | Q(outcome__isnull=False))

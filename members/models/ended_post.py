"""Which posts a decision ended, so that they go on when it had been entered by mistake (MEM-02, MEM-20)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices import Post
from members.models.discipline import DisciplineFact
from members.models.standing_decision import StandingDecision


class EndedPost(models.Model):
    """A post as it was when the decision ended it; on no page, the posts themselves are Appointments."""

    scope_path = "organization__path"

    fact = models.ForeignKey(DisciplineFact, models.PROTECT, null=True, related_name="ended_posts")
    decision = models.ForeignKey(StandingDecision, models.PROTECT, null=True, related_name="ended_posts")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    post = models.CharField("职务", max_length=24, choices=Post)
    since = models.DateField()
    ended_on = models.DateField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ended_by_one_paper",
                condition=Q(fact__isnull=True, decision__isnull=False)
                | Q(fact__isnull=False, decision__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization.called}{self.get_post_display()}"

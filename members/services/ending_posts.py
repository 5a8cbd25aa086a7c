"""Posts in the Party end by a decision in the same act, and go on when it was entered by mistake (MEM-02, MEM-20)."""

from collections.abc import Collection
from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization
from members.choices import Post
from members.models import Appointment, DisciplineFact, EndedPost, Member, StandingDecision
from members.models.appointment import AppointmentQuerySet
from members.services.appointing import relieve
from partywork.common import clock
from partywork.common.verbs import journal, lock

Cause = DisciplineFact | StandingDecision


def end_posts_by(
    cause: Cause, member: Member, day: date, *, by: AbstractBaseUser, only: Collection[int] | None = None
) -> None:
    """In every organization, from `day` on; one that began later ends today. The journal says no word why (E-52)."""
    if member.user_id is None:
        return
    posts = Appointment.objects.filter(holder_id=member.user_id, period__endswith__isnull=True)
    for post in posts if only is None else posts.filter(pk__in=only):
        ended_on = day if day > post.period.lower else clock.today()
        EndedPost.objects.create(
            **_named(cause),
            holder_id=post.holder_id,
            organization_id=post.organization_id,
            post=post.post,
            since=post.period.lower,
            ended_on=ended_on,
        )
        relieve(post, day=ended_on, by=by, reason="按党组织的决定免去")


def give_back(cause: Cause, *, by: AbstractBaseUser) -> None:
    """As if they had not ended; what somebody else holds by now, or whose place is gone, stays as it is."""
    for ended in EndedPost.objects.filter(**_named(cause)).order_by("organization", "pk"):
        place: Organization = lock(ended.organization)
        if place.is_active_on(clock.today()) and not _taken(ended).exists():
            _go_on(ended, by=by)


def _go_on(ended: EndedPost, *, by: AbstractBaseUser) -> None:
    cut = Appointment.objects.filter(
        holder=ended.holder_id,
        organization=ended.organization_id,
        post=ended.post,
        period=DateRange(ended.since, ended.ended_on),
    ).first()
    post = cut or Appointment(holder=ended.holder, organization=ended.organization, post=ended.post)
    post.period = DateRange(ended.since, None)
    post.save()
    journal(post, "give_back_post", by=by)


def _taken(ended: EndedPost) -> AppointmentQuerySet:
    """Held since by the same person again, or, where there is one only, by another."""
    later = Appointment.objects.filter(
        organization=ended.organization_id,
        post=ended.post,
        period__overlap=DateRange(max(ended.since, ended.ended_on), None),
    )
    return later if ended.post == Post.SECRETARY else later.filter(holder=ended.holder_id)


def _named(cause: Cause) -> dict[str, Cause]:
    return {"fact" if isinstance(cause, DisciplineFact) else "decision": cause}

"""Posts, from a day to a day: the only source of rights, which end the day the post ends (ORG-13, A05)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization
from members.choices import Post
from members.models import Appointment, Member, User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require

IN_BRANCH = (
    Post.SECRETARY,
    Post.DEPUTY_SECRETARY,
    Post.ORGANIZATION_MEMBER,
    Post.PUBLICITY_MEMBER,
    Post.DISCIPLINE_MEMBER,
    Post.COMMITTEE_MEMBER,
    Post.GROUP_LEADER,
    Post.DUES_KEEPER,
)
ABOVE = (
    Post.SECRETARY,
    Post.DEPUTY_SECRETARY,
    Post.OFFICER,
    Post.ORGANIZATION_MEMBER,
    Post.PUBLICITY_MEMBER,
    Post.DISCIPLINE_MEMBER,
    Post.COMMITTEE_MEMBER,
    Post.DUES_KEEPER,
)
# Heads are named by the organization above; the rest of its division of work the branch arranges itself.
NAMED_FROM_ABOVE = frozenset({Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.OFFICER})


def posts_for(organization: Organization) -> tuple[Post, ...]:
    return IN_BRANCH if organization.is_branch else ABOVE


@transaction.atomic
def appoint(
    holder: User, organization: Organization, post: str, *, since: date, by: AbstractBaseUser | None
) -> Appointment:
    """From `since` on `holder` has the post; appointing again what already holds changes nothing."""
    place: Organization = lock(organization)
    require(post in posts_for(place), "这个职务不设在这里。", field="post")
    require(place.is_active_on(since), f"“{place.name}”那天还没有成立或已经撤销。", field="since")
    same = Appointment.objects.filter(
        holder=holder, organization=place, post=post, period__endswith__isnull=True
    ).first()
    if same is not None:
        return same
    period = DateRange(since, None)
    taken = Appointment.objects.filter(organization=place, post=post, period__overlap=period)
    if post == Post.SECRETARY:
        other = taken.select_related("holder").first()
        require(
            other is None,
            f"书记现由{other.holder if other else ''}担任，请先免去再任命。",
            field="holder",
            code="post_taken",
        )
    require(not taken.filter(holder=holder).exists(), "与此人先前的任职时间重叠。", field="since")
    appointment = Appointment.objects.create(holder=holder, organization=place, post=post, period=period)
    journal(appointment, "appoint", by=by)
    return appointment


@transaction.atomic
def relieve(
    appointment: Appointment, *, day: date, by: AbstractBaseUser | None, reason: str = ""
) -> Appointment | None:
    """The post and its rights end on `day`, that day no longer included. None: it had not begun yet."""
    held = lock(appointment)
    require(day <= clock.today(), "免职日期不能晚于今天。", field="day")
    if held.period.upper is not None and held.period.upper <= day:
        return held
    journal(held, "relieve", by=by, reason=reason)
    if day <= held.period.lower:
        held.delete()
        return None
    held.period = DateRange(held.period.lower, day)
    held.save(update_fields=["period"])
    return held


def end_posts(
    member: Member, organization: Organization, *, day: date, by: AbstractBaseUser | None, reason: str = ""
) -> None:
    """Whoever leaves the branch leaves its posts too."""
    if member.user_id is None:
        return
    posts = Appointment.objects.filter(
        holder_id=member.user_id, organization=organization, period__endswith__isnull=True
    )
    for post in posts:
        relieve(post, day=day, by=by, reason=reason or "离开本支部")

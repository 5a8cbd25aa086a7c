"""The plainest valid members, accounts and posts."""

from datetime import date
from itertools import count

from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization
from members.choices import ExemptionReason, Post, Sex
from members.models import Appointment, ExemptionSpell, Member, MembershipSpell, PersonalFile, User
from tests.factories.branches import LONG_AGO

_number = count(1)


def make_user(username: str = "", *, name: str = "", **fields: object) -> User:
    number = next(_number)
    username = username or f"user{number}"
    return User.objects.create_user(username, password="party-test-1", name=name or username, **fields)


def make_member(
    branch: Organization,
    *,
    name: str = "",
    user: User | None = None,
    since: date = LONG_AGO,
    until: date | None = None,
    joined_on: date = date(2010, 6, 1),
    full_on: date | None = date(2011, 6, 1),
    phone: str = "",
    **fields: object,
) -> Member:
    number = next(_number)
    name = name or f"甲{number}"
    member = Member.objects.create(
        name=name,
        name_key=f"jia {number:06}",
        initials=f"j{number}",
        sex=Sex.MALE,
        joined_on=joined_on,
        full_on=full_on,
        user=user,
        **fields,
    )
    MembershipSpell.objects.create(member=member, branch=branch, period=DateRange(since, until))
    if phone:
        give_phone(member, phone)
    return member


def give_phone(member: Member, phone: str) -> Member:
    PersonalFile.objects.update_or_create(member=member, defaults={"phone": phone})
    member.refresh_from_db()
    return member


def appoint(
    user: User, organization: Organization, post: Post = Post.SECRETARY, since: date = LONG_AGO
) -> Appointment:
    return Appointment.objects.create(
        holder=user, organization=organization, post=post, period=DateRange(since, None)
    )


def exempt(member: Member, branch: Organization, since: date, until: date, by: User) -> ExemptionSpell:
    return ExemptionSpell.objects.create(
        member=member,
        branch=branch,
        reason=ExemptionReason.OLD_AGE,
        since=since,
        until=until,
        approved_by=by,
    )

"""A branch as large as one likes in a few statements: names, telephones, groups, posts, exemptions, accounts."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from branches.models import Organization, PartyGroup
from members.choices import ExemptionReason, Post, Sex
from members.models import Appointment, ExemptionSpell, Member, MembershipSpell, PersonalFile, User
from members.rules.names import initials, name_key
from tests.factories.branches import LONG_AGO

SURNAMES = "张李王赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"


def name_of(number: int) -> str:
    """Equal ones begin to come after four hundred."""
    return SURNAMES[number % 20] + GIVEN[number // 20 % 20]


def crowd(branch: Organization, size: int, *, by: User, first: int = 0) -> list[Member]:
    """Each has a telephone and an account; every third a post and an exemption, every second a Party group."""
    numbers = range(first, first + size)
    users = User.objects.bulk_create(
        User(username=f"crowd-{branch.pk}-{number}", name=name_of(number)) for number in numbers
    )
    members = Member.objects.bulk_create(
        Member(
            name=name_of(number),
            name_key=name_key(name_of(number)),
            initials=initials(name_of(number)),
            sex=Sex.FEMALE,
            joined_on=date(2010, 6, 1),
            full_on=date(2011, 6, 1),
            user=user,
        )
        for number, user in zip(numbers, users, strict=True)
    )
    PersonalFile.objects.bulk_create(
        PersonalFile(
            member=member, phone=f"138{branch.pk % 10_000:04}{number:04}", birth_date=date(1950, 1, 1)
        )
        for number, member in zip(numbers, members, strict=True)
    )
    groups = [PartyGroup.objects.create(branch=branch, name=f"{first}起第{n}组") for n in (1, 2)]
    since = DateRange(LONG_AGO, None)
    MembershipSpell.objects.bulk_create(
        MembershipSpell(member=member, branch=branch, period=since, group=groups[0] if place % 2 else None)
        for place, member in enumerate(members)
    )
    third = members[::3]
    Appointment.objects.bulk_create(
        Appointment(holder=member.user, organization=branch, post=Post.COMMITTEE_MEMBER, period=since)
        for member in third
    )
    ExemptionSpell.objects.bulk_create(
        ExemptionSpell(
            member=member,
            branch=branch,
            reason=ExemptionReason.OLD_AGE,
            since=LONG_AGO,
            until=date(2036, 1, 1),
            approved_by=by,
        )
        for member in third
    )
    return members

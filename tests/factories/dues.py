"""The plainest valid dues: a keeper, an assessment, bills."""

from datetime import date
from decimal import Decimal

from branches.models import Organization
from members.choices import Post
from members.choices_dues import DuesKind
from members.models import DuesAssessment, Member, User
from members.services.dues_assessing import Facts, assess
from members.services.dues_billing import make_bills
from partywork.common import clock
from tests.factories.members import appoint, make_user

JUNE = date(2026, 6, 1)


def make_keeper(branch: Organization, username: str = "keeper", *, name: str = "孙六") -> User:
    user = make_user(username, name=name)
    appoint(user, branch, Post.DUES_KEEPER)
    return user


def assessed(
    member: Member,
    branch: Organization,
    by: User,
    *,
    base: str = "3456.78",
    kind: str = DuesKind.EMPLOYED,
    since: date = JUNE,
    **fields: object,
) -> DuesAssessment:
    facts = Facts(kind=kind, since=since, base=Decimal(base) if base else None, **fields)
    return assess(member, branch, facts, by=by)


def billed(month: date = JUNE) -> int:
    return make_bills(month, today=clock.today())

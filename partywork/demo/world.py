"""The tree, the forty members, their accounts and posts."""

from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.contrib.auth.hashers import make_password

from activities.models import CatalogueTheme
from branches.choices import BranchDomain, OrganizationKind
from branches.models import Organization
from branches.services.founding import NewOrganization, found
from branches.services.setting import set_parameter
from branches.services.terming import register_term
from members.choices import ExemptionReason, Post
from members.importing.reading import Reading
from members.models import Member, User
from members.services import importing
from members.services.appointing import appoint
from members.services.exempting import exempt
from partywork.demo.people import account_of, roster
from partywork.demo.texts import THEMES

PASSWORD = "partywork-demo"  # noqa: S105  # known to everybody; the accounts exist in demo mode only
FOUNDED = date(2016, 7, 1)
JOINED_BRANCH = date(2016, 9, 1)


@dataclass
class BranchWorld:
    """One demo branch: its members in order, its secretary first."""

    branch: Organization
    members: list[Member]
    secretary: User


@dataclass
class World:
    committee: Organization
    official: User
    students: BranchWorld
    association: BranchWorld
    company: BranchWorld
    branches: list[BranchWorld] = field(default_factory=list)


def build(year: int) -> World:
    admin = _account("admin", "管理员", is_superuser=True, is_staff=True)
    official = _account("committee", "马一")
    committee = _found("示例市直属机关工作委员会", "市直机关工委", OrganizationKind.COMMITTEE, "GW", None)
    appoint(official, committee, Post.OFFICER, since=FOUNDED, by=admin)
    for title, requirement, months in THEMES:
        CatalogueTheme.objects.create(
            organization=committee, year=year, title=title, requirement=requirement, months=months
        )
    students = _branch(
        "会计学院学生第二党支部",
        "学生第二党支部",
        BranchDomain.STUDENTS,
        "ZB1",
        committee,
        roster("students.xlsx", year),
        admin,
    )
    association = _branch(
        "省饮料工业协会党支部",
        "饮料协会支部",
        BranchDomain.ASSOCIATION,
        "ZB2",
        committee,
        roster("association.csv", year),
        admin,
    )
    company = _branch(
        "环卫集团第三公司党支部",
        "三公司支部",
        BranchDomain.STATE_ENTERPRISE,
        "ZB3",
        committee,
        roster("company.csv", year),
        admin,
    )
    _local_rules(committee, students.branch, year, admin)
    _exemptions(students, company, year, official)
    return World(committee, official, students, association, company, [students, association, company])


def _found(
    name: str, short: str, kind: OrganizationKind, code: str, parent: Organization | None, domain: str = ""
) -> Organization:
    new = NewOrganization(
        name=name, short_name=short, kind=kind, code=f"DEMO-{code}", domain=domain, founded_on=FOUNDED
    )
    return found(new, parent=parent, by=None)


def _branch(
    name: str, short: str, domain: str, code: str, committee: Organization, people: Reading, admin: User
) -> BranchWorld:
    """The branch and its roster, by the import; everybody gets an account."""
    branch = _found(name, short, OrganizationKind.BRANCH, code, committee, domain)
    before = User.objects.filter(member__isnull=False).count()
    importing.take_all(branch, people, since=JOINED_BRANCH, by=admin)
    enrolled = list(Member.objects.filter(spells__branch=branch).order_by("pk"))
    for number, member in enumerate(enrolled):
        first = {"ZB1": "secretary"}.get(code, f"secretary-{code.lower()}")
        member.user = _account(account_of(before + number) if number else first, member.name)
        member.save(update_fields=["user", "updated_at"])
    posts = (Post.SECRETARY, Post.DEPUTY_SECRETARY, Post.ORGANIZATION_MEMBER, Post.PUBLICITY_MEMBER)
    for member, post in zip(enrolled, posts, strict=False):
        assert member.user is not None
        appoint(member.user, branch, post, since=date(2024, 3, 1), by=admin)
    leader = next(
        (member.user for member in enrolled if member.user and member.user.username == "leader"), None
    )
    if leader is not None:
        appoint(leader, branch, Post.GROUP_LEADER, since=date(2024, 3, 1), by=admin)
    assert enrolled[0].user is not None
    register_term(branch, number=3, since=date(2024, 3, 1), has_committee=True, seats=4, by=enrolled[0].user)
    return BranchWorld(branch, enrolled, enrolled[0].user)


def _account(username: str, name: str, **fields: bool) -> User:
    if not settings.DEMO_MODE:
        raise RuntimeError("the demo accounts exist in demo mode only")
    return User.objects.create(username=username, name=name, password=_hash(), is_demo=True, **fields)


def _hash() -> str:
    """Hashed once: forty slow hashes would hold up the first start."""
    global _hashed
    _hashed = _hashed or make_password(PASSWORD)
    return _hashed


_hashed = ""


def _local_rules(committee: Organization, students: Organization, year: int, admin: User) -> None:
    since = date(year, 1, 1)
    rule = {"kind": "nth_weekday", "n": 3, "weekday": 3, "start": "14:00", "end": "17:30"}
    set_parameter(
        students, "pd.day_rule", rule, since=since, by=admin, reason="学生支部每月第三个星期四下午没有课"
    )
    # Stricter than the preset of student branches: the committee wants five days everywhere.
    set_parameter(committee, "pd.notice_days", 5, since=since, by=admin, reason="市直机关统一规定")


def _exemptions(students: BranchWorld, company: BranchWorld, year: int, official: User) -> None:
    exempt(
        students.members[-1],
        reason=ExemptionReason.TEACHING,
        since=date(year, 3, 1),
        until=date(year, 7, 15),
        contact=students.members[2],
        by=official,
    )
    exempt(
        company.members[-1],
        reason=ExemptionReason.OLD_AGE,
        since=date(year, 2, 1),
        until=date(year, 12, 31),
        contact=company.members[2],
        by=official,
    )

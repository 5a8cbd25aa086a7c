"""What a post allows, and where: two questions only, `scope(capability)` and `may(capability, organization)`."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from branches.models import Organization
from branches.scoping import Scope
from members.choices import Post
from members.models import ApiToken, Appointment, User
from partywork.common import clock


class Capability(StrEnum):
    SEE_ORGANIZATION = "see_organization"
    SEE_PLAN = "see_plan"
    WRITE_PLAN = "write_plan"
    SEE_ACTIVITY = "see_activity"
    RUN_ACTIVITY = "run_activity"  # schedule, announce, take the register, close
    DECIDE_LEAVE = "decide_leave"
    CONFIRM_MAKE_UP = "confirm_make_up"  # as the second person, the superior where a branch has nobody else
    ANSWER_OBJECTION = "answer_objection"  # the superior where it is the secretary's own
    KEEP_TALKS = "keep_talks"  # read every heart-to-heart talk of the branch: the secretary alone (TT-05)
    READ_OBJECTORS = "read_objectors"  # who spoke against a public notice: the secretary alone (PB-02)
    LEAD_GROUP = "lead_group"  # the own Party group only: its marks, its make-ups
    SEE_RECORD = "see_record"
    WRITE_RECORD = "write_record"
    FILE = "file"  # hand plans, sheets, changes upward
    SEE_FILING = "see_filing"
    REVIEW = "review"  # the work of a higher organization: see through, keep its themes
    ANSWER = "answer"  # accept or return what is addressed to the own organization (E-76)
    SEE_MEMBER = "see_member"
    MANAGE_MEMBER = "manage_member"
    SEE_DEVELOPMENT = (
        "see_development"  # who is on the way to membership: no member yet, so not for the operator
    )
    KEEP_DEVELOPMENT = "keep_development"
    KEEP_STANDING = (
        "keep_standing"  # decisions on standing, who is lost, who stays away: the secretary alone (E-52)
    )
    MANAGE_TREE = "manage_tree"
    SET_PARAMETER = "set_parameter"
    ISSUE_TOKEN = "issue_token"  # noqa: S105  # a right, not a password
    SEE_JOBS = "see_jobs"
    READ_PERSONAL = "read_personal"  # one sealed item in full, with a reason, in the journal (PI-06)
    SEE_DUES = "see_dues"  # who is behind and what a month came to, without anybody's base
    KEEP_DUES = "keep_dues"  # assess by the base, collect, close the month (DU-17, PI-03)
    SEE_CARE = "see_care"  # who is in hardship or ill, visits and their reasons (MEM-18, PI-02)
    SEE_DISCIPLINE = "see_discipline"  # dated facts of discipline: never a list for everybody
    READ_DUES = "read_dues"  # by a program: months, bills and remittances, never a base
    WATCH_STANDING = "watch_standing"  # who nears the six months of MEM-14: the secretary alone
    RECEIVE_DUES = "receive_dues"  # what branches hand up, and the committee's own book


C = Capability
_READ_BRANCH = frozenset(
    {
        C.SEE_ORGANIZATION,
        C.SEE_PLAN,
        C.SEE_ACTIVITY,
        C.SEE_RECORD,
        C.SEE_FILING,
        C.SEE_MEMBER,
        C.SEE_DEVELOPMENT,
    }
)
_RUN_BRANCH = _READ_BRANCH | {
    C.WRITE_PLAN,
    C.RUN_ACTIVITY,
    C.CONFIRM_MAKE_UP,
    C.ANSWER_OBJECTION,
    C.WRITE_RECORD,
}
_LEAD_BRANCH = _RUN_BRANCH | {
    C.LEAD_GROUP,
    C.DECIDE_LEAVE,
    C.FILE,
    C.MANAGE_MEMBER,
    C.KEEP_DEVELOPMENT,
    C.READ_PERSONAL,
    C.SET_PARAMETER,
    C.SEE_DUES,
}
_READ_COMMITTEE = frozenset({C.SEE_ORGANIZATION, C.SEE_PLAN, C.SEE_ACTIVITY, C.SEE_RECORD, C.SEE_FILING})
_RUN_COMMITTEE = _READ_COMMITTEE | {
    C.REVIEW,
    C.ANSWER,
    C.CONFIRM_MAKE_UP,
    C.ANSWER_OBJECTION,
    C.SEE_MEMBER,
    C.MANAGE_MEMBER,
    C.SEE_DEVELOPMENT,
    C.KEEP_DEVELOPMENT,
    C.READ_PERSONAL,
    C.MANAGE_TREE,
    C.SET_PARAMETER,
    C.ISSUE_TOKEN,
}

# What a post allows at its own place only: the direct superior answers, who stands above him reads (E-76).
OWN_PLACE_ONLY = frozenset({C.ANSWER})
# A post in a branch reaches that branch; a post above reaches everything below it (architecture 5).
BRANCH_CAPABILITIES: dict[str, frozenset[Capability]] = {
    Post.SECRETARY: _LEAD_BRANCH
    | {
        C.KEEP_TALKS,
        C.READ_OBJECTORS,
        C.KEEP_STANDING,
        C.SEE_CARE,
        C.SEE_DISCIPLINE,
        C.WATCH_STANDING,
    },
    Post.DEPUTY_SECRETARY: _LEAD_BRANCH,
    Post.ORGANIZATION_MEMBER: _RUN_BRANCH
    | {C.MANAGE_MEMBER, C.READ_PERSONAL, C.KEEP_DEVELOPMENT, C.SEE_CARE},
    Post.PUBLICITY_MEMBER: _RUN_BRANCH,
    Post.DISCIPLINE_MEMBER: _READ_BRANCH | {C.SEE_DISCIPLINE},
    Post.COMMITTEE_MEMBER: _RUN_BRANCH,
    Post.GROUP_LEADER: frozenset({C.SEE_ORGANIZATION, C.SEE_PLAN, C.LEAD_GROUP}),
    Post.DUES_KEEPER: frozenset({C.SEE_ORGANIZATION, C.SEE_PLAN, C.SEE_DUES, C.KEEP_DUES, C.READ_DUES}),
}
COMMITTEE_CAPABILITIES: dict[str, frozenset[Capability]] = {
    Post.SECRETARY: _RUN_COMMITTEE | {C.KEEP_STANDING, C.SEE_DISCIPLINE},
    Post.DEPUTY_SECRETARY: _RUN_COMMITTEE,
    Post.OFFICER: _RUN_COMMITTEE,
    Post.ORGANIZATION_MEMBER: _RUN_COMMITTEE,
    Post.PUBLICITY_MEMBER: _READ_COMMITTEE,
    Post.DISCIPLINE_MEMBER: _READ_COMMITTEE | {C.SEE_DISCIPLINE},
    Post.COMMITTEE_MEMBER: _READ_COMMITTEE,
    Post.DUES_KEEPER: frozenset({C.SEE_ORGANIZATION, C.RECEIVE_DUES, C.READ_DUES}),
}
# The operator keeps the installation, not the branches' papers.
OPERATOR_CAPABILITIES = frozenset(
    {
        C.SEE_ORGANIZATION,
        C.MANAGE_TREE,
        C.SEE_MEMBER,
        C.MANAGE_MEMBER,
        C.SET_PARAMETER,
        C.SEE_JOBS,
        C.ISSUE_TOKEN,
    }
)


def capabilities_of(post: str, *, in_branch: bool) -> frozenset[Capability]:
    table = BRANCH_CAPABILITIES if in_branch else COMMITTEE_CAPABILITIES
    return table.get(post, frozenset())


@dataclass(frozen=True)
class Grant:
    """One post in force today: what it allows at and below one place."""

    organization_id: int
    path: str
    in_branch: bool
    post: str
    capabilities: frozenset[Capability]


@dataclass(frozen=True)
class Access:
    """What one person may do, today."""

    user_id: int
    grants: tuple[Grant, ...] = ()
    operator: bool = False
    member_id: int | None = None

    def scope(self, capability: Capability) -> Scope:
        if self.operator and capability in OPERATOR_CAPABILITIES:
            return Scope(everything=True)
        paths = {grant.path for grant in self.grants if capability in grant.capabilities}
        return Scope(paths=tuple(sorted(paths)), below=capability not in OWN_PLACE_ONLY)

    def may(self, capability: Capability, organization: Organization) -> bool:
        return self.scope(capability).covers(organization.path)

    def is_from_above(self, capability: Capability, organization: Organization) -> bool:
        """The right is held over the organization, but by no post of its own: who looks from above says why (PI-15)."""
        own = (grant for grant in self.grants if grant.organization_id == organization.pk)
        return self.may(capability, organization) and not any(
            capability in grant.capabilities for grant in own
        )

    def may_anywhere(self, capability: Capability) -> bool:
        scope = self.scope(capability)
        return scope.everything or bool(scope.paths)

    @property
    def has_desk(self) -> bool:
        """Work at a desk: any post but that of a group leader, whose whole job is done on a phone (G07)."""
        return self.operator or any(grant.post != Post.GROUP_LEADER for grant in self.grants)

    @property
    def leads_group(self) -> bool:
        """By the post of a group leader; a secretary may do what a leader does, but leads no group by that."""
        return any(grant.post == Post.GROUP_LEADER for grant in self.grants)

    @property
    def leads_branch(self) -> bool:
        return any(grant.in_branch and C.RUN_ACTIVITY in grant.capabilities for grant in self.grants)

    @property
    def reviews(self) -> bool:
        return any(C.REVIEW in grant.capabilities for grant in self.grants)

    def posts_in(self, organization_id: int) -> tuple[str, ...]:
        return tuple(grant.post for grant in self.grants if grant.organization_id == organization_id)


def access_of(user: User) -> Access:
    """The posts in force today and the member behind the account: two queries."""
    day = clock.today()
    appointments = Appointment.objects.on(day).filter(holder=user).select_related("organization")
    grants = tuple(_grant(appointment) for appointment in appointments)
    return Access(user_id=user.pk, grants=grants, operator=user.is_superuser, member_id=_member_id(user))


def token_access(token: ApiToken) -> Access:
    """A token never allows more than its issuer may today, nor more than what is written on it (R02, A05)."""
    issuer = access_of(token.user)
    rights = frozenset(Capability(right) for right in token.rights)
    return Access(user_id=token.user_id, grants=tuple(_limited(issuer, token.organization, rights)))


def _limited(issuer: Access, place: Organization | None, rights: frozenset[Capability]) -> Iterable[Grant]:
    if issuer.operator and rights & OPERATOR_CAPABILITIES:
        path = place.path if place is not None else ""  # every path begins with nothing: the whole tree
        yield Grant(0, path, False, "", rights & OPERATOR_CAPABILITIES)
    for grant in issuer.grants:
        allowed = grant.capabilities & rights
        if place is None or place.path.startswith(grant.path):
            path = place.path if place is not None else grant.path
        elif grant.path.startswith(place.path):
            path = grant.path
        else:
            continue
        if allowed:
            yield Grant(grant.organization_id, path, grant.in_branch, grant.post, allowed)


def _grant(appointment: Appointment) -> Grant:
    organization = appointment.organization
    in_branch = organization.is_branch
    return Grant(
        organization_id=organization.pk,
        path=organization.path,
        in_branch=in_branch,
        post=appointment.post,
        capabilities=capabilities_of(appointment.post, in_branch=in_branch),
    )


def _member_id(user: User) -> int | None:
    member = getattr(user, "member", None)
    return member.pk if member else None

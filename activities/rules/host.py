"""Who may host an event (PD-11, E-22, E-23, E-28)."""

from collections.abc import Collection
from dataclasses import dataclass

from members.choices import Post, Standing

COMMITTEE_POSTS = frozenset(
    {Post.ORGANIZATION_MEMBER, Post.PUBLICITY_MEMBER, Post.DISCIPLINE_MEMBER, Post.COMMITTEE_MEMBER}
)
ROLE_NAMES = {Post.DEPUTY_SECRETARY: "副书记", Post.COMMITTEE_MEMBER: "支部委员"}
DEFAULT_DELEGATES = (Post.DEPUTY_SECRETARY, Post.COMMITTEE_MEMBER)


@dataclass(frozen=True)
class HostFacts:
    """The person who hosts, as of that day; `standing` is empty for a stranger to the branch."""

    posts: frozenset[str]
    standing: str
    reason: str = ""


@dataclass(frozen=True)
class HostVerdict:
    """`refusal` stops the step, `warnings` go on the record for the committee."""

    refusal: str = ""
    warnings: tuple[str, ...] = ()
    asks_reason: bool = False

    @property
    def allowed(self) -> bool:
        return not self.refusal


def judge_host(
    host: HostFacts,
    delegate_roles: Collection[str] = DEFAULT_DELEGATES,
    *,
    has_committee: bool = True,
) -> HostVerdict:
    """The secretary hosts; anybody else needs a reason, a stranger to the Party may not."""
    if not host.standing:
        return HostVerdict("主持人应是本支部党员")
    if Post.SECRETARY in host.posts:
        return HostVerdict()
    warnings = []
    if host.standing == Standing.PROBATIONARY:
        warnings.append("主持人是预备党员")
    if not _is_delegate(host.posts, delegate_roles, has_committee, host.standing):
        names = "、".join(ROLE_NAMES[role] for role in ROLE_NAMES if role in delegate_roles)
        warnings.append(f"书记不能主持时应委托{names or '有职务的同志'}，现主持人不在其列")
    if not has_committee and Post.DEPUTY_SECRETARY not in host.posts:
        warnings.append("支部没有支委会，由书记指定的党员主持")
    if not host.reason.strip():
        return HostVerdict("不是书记主持时，请写明委托的原因", tuple(warnings), asks_reason=True)
    return HostVerdict("", tuple(warnings))


def judge_group_host(host: HostFacts, *, in_group: bool) -> HostVerdict:
    """The leader chairs the meeting of his group (MT-04); another member of it, or the secretary, with a reason."""
    if not host.standing:
        return HostVerdict("主持人应是本支部党员")
    if in_group and Post.GROUP_LEADER in host.posts:
        return HostVerdict()
    if not in_group and Post.SECRETARY not in host.posts:
        return HostVerdict("党小组会由党小组长主持，请选本小组的党员")
    if not host.reason.strip():
        return HostVerdict("不是党小组长主持时，请写明委托的原因", asks_reason=True)
    return HostVerdict()


def _is_delegate(
    posts: Collection[str], delegate_roles: Collection[str], has_committee: bool, standing: str
) -> bool:
    if Post.DEPUTY_SECRETARY in posts:
        return Post.DEPUTY_SECRETARY in delegate_roles
    if COMMITTEE_POSTS & set(posts):
        return Post.COMMITTEE_MEMBER in delegate_roles
    return not has_committee and standing == Standing.FULL

"""Keys for programs: never more than their owner may, shown once, withdrawn at once (R02)."""

from collections.abc import Iterable

from django.db import transaction

from branches.models import Organization
from members.access import Capability, access_of
from members.models import ApiToken, User
from partywork.common.verbs import journal, require

READ_RIGHTS = (
    Capability.SEE_ORGANIZATION,
    Capability.SEE_MEMBER,
    Capability.SEE_PLAN,
    Capability.SEE_ACTIVITY,
    Capability.SEE_RECORD,
    Capability.SEE_FILING,
    Capability.READ_DUES,
)
RIGHT_LABELS = {
    Capability.SEE_ORGANIZATION: "党组织",
    Capability.SEE_MEMBER: "党员（最少信息）",
    Capability.SEE_PLAN: "年度计划",
    Capability.SEE_ACTIVITY: "活动和到会人数",
    Capability.SEE_RECORD: "纪实表",
    Capability.SEE_FILING: "报送",
    Capability.READ_DUES: "党费（月份、账单、上缴，不含基数）",
}


def grantable(user: User) -> tuple[Capability, ...]:
    """The read rights that the person's posts allow somewhere."""
    access = access_of(user)
    return tuple(right for right in READ_RIGHTS if access.may_anywhere(right))


@transaction.atomic
def issue_token(
    user: User,
    *,
    name: str,
    organization: Organization | None = None,
    rights: Iterable[str] = (),
    by: User | None = None,
) -> tuple[ApiToken, str]:
    """A token and its text, which is kept nowhere. No rights named: all read rights the posts allow.

    `by` is None where the operator issued it by command; the journal of the account says so (RC-06).
    """
    allowed = grantable(user)
    wanted = tuple(dict.fromkeys(rights)) or tuple(allowed)
    require(allowed, f"{user}现在没有可以授给程序的权限。", field="rights", code="no_rights")
    surplus = [right for right in wanted if right not in allowed]
    require(not surplus, f"您自己没有这项权限：{'、'.join(surplus)}。", field="rights", code="no_rights")
    require(name.strip(), "请填写名称，如“统计平台”。", field="name")
    if organization is not None:
        _require_reach(user, organization, wanted)
    token, text = ApiToken.objects.create(
        user=user, name=name.strip()[:60], organization=organization, rights=[str(right) for right in wanted]
    )
    labels = "、".join(RIGHT_LABELS[Capability(right)] for right in token.rights)
    journal(user, "issue_token", by=by, reason=f"{token}：{labels}")
    return token, text


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User | None = None) -> None:
    """Withdrawn once; the second of two clicks finds it gone, and that is all right."""
    gone, _ = ApiToken.objects.filter(pk=token.pk).delete()
    if gone:
        journal(token.user, "revoke_token", by=by, reason=str(token))


def _require_reach(user: User, organization: Organization, rights: Iterable[str]) -> None:
    access = access_of(user)
    reached = all(access.may(Capability(right), organization) for right in rights)
    require(reached, f"您在“{organization.called}”没有这些权限。", field="organization", code="out_of_scope")

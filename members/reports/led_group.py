"""Which Party group somebody leads today: the post says that he leads one, his own membership which (ORG-12)."""

from datetime import date

from branches.models import Organization, PartyGroup
from members.access import Access
from members.choices import Post
from members.models import Appointment, MembershipSpell


def led_group(access: Access, day: date) -> PartyGroup | None:
    """None for whoever has no such post, or leads a branch without a group of his own in it."""
    branches = [grant.organization_id for grant in access.grants if grant.post == Post.GROUP_LEADER]
    if not branches or access.member_id is None:
        return None
    spell = (
        MembershipSpell.objects.filter(
            member=access.member_id,
            branch__in=branches,
            period__contains=day,
            group__isnull=False,
            group__dissolved_on__isnull=True,
        )
        .select_related("group__branch")
        .first()
    )
    return spell.group if spell else None


def people_of(group: PartyGroup, day: date) -> set[int]:
    """The members of the group that day, by key."""
    spells = MembershipSpell.objects.filter(group=group, period__contains=day)
    return set(spells.values_list("member_id", flat=True))


def leaders_of(member_id: int, branch: Organization, day: date) -> set[int]:
    """The accounts of those who lead the member's own group that day."""
    spells = MembershipSpell.objects.filter(branch=branch, period__contains=day, group__isnull=False)
    group_id = spells.filter(member=member_id).values_list("group", flat=True).first()
    if group_id is None:
        return set()
    posts = Appointment.objects.on(day).filter(organization=branch, post=Post.GROUP_LEADER)
    in_group = spells.filter(group=group_id).values("member__user")
    return set(posts.filter(holder__in=in_group).values_list("holder_id", flat=True))

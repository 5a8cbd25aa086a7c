"""The members of a branch as the list shows them: found by name, initials, pinyin or the end of the phone."""

from dataclasses import dataclass
from datetime import date

from branches.models import Organization
from members.choices import ExemptionReason, Post
from members.models import Appointment, ExemptionSpell, Member, MembershipSpell
from members.models.found_by import found_by


@dataclass(frozen=True)
class MemberLine:
    member_id: int
    name: str
    standing: str
    group: str
    joined_on: date
    posts: str
    exemption: str
    exempt_until: date | None
    username: str
    first_password: bool


def members_of(
    branch: Organization, day: date, *, typed: str = "", group: int | None = None
) -> list[MemberLine]:
    """The lines of the list in pinyin order: three queries for any number of members."""
    spells = MembershipSpell.objects.filter(branch=branch, period__contains=day)
    if typed.strip():
        spells = spells.filter(member__in=found_by(Member.objects.all(), typed))
    if group is not None:
        spells = spells.filter(group=group)
    rows = list(spells.select_related("member__user", "group").order_by("member__name_key", "member_id"))
    posts = _posts(branch, day)
    exemptions = {
        spell.member_id: spell
        for spell in ExemptionSpell.objects.filter(branch=branch, since__lte=day, until__gte=day)
    }
    return [_line(spell, posts, exemptions.get(spell.member_id), day) for spell in rows]


def _posts(branch: Organization, day: date) -> dict[int, str]:
    held: dict[int, list[str]] = {}
    for holder, post in Appointment.objects.on(day).filter(organization=branch).values_list("holder", "post"):
        held.setdefault(holder, []).append(str(Post(post).label))
    return {holder: "、".join(posts) for holder, posts in held.items()}


def _line(
    spell: MembershipSpell, posts: dict[int, str], exemption: ExemptionSpell | None, day: date
) -> MemberLine:
    member = spell.member
    return MemberLine(
        member_id=member.pk,
        name=member.name,
        standing=str(member.standing_on(day).label),
        group=spell.group.name if spell.group else "",
        joined_on=member.joined_on,
        posts=posts.get(member.user_id or 0, ""),
        exemption=str(ExemptionReason(exemption.reason).label) if exemption else "",
        exempt_until=exemption.until if exemption else None,
        username=member.user.username if member.user else "",
        first_password=bool(member.user and member.user.must_change_password),
    )

"""The roster taken out of the house: noted first, then written (PI-13, ST-06)."""

from collections.abc import Sequence

from django.contrib.auth.models import AbstractBaseUser

from branches.models import Organization
from members.models import MembershipSpell
from members.reports.organization_export import HEAD, organizations_at, organizations_xlsx
from members.reports.roster_export import roster_xlsx
from members.reports.roster_layouts import Layout
from members.services.exporting import note_export
from partywork.common import clock


def export_roster(
    branches: Sequence[Organization],
    layout: Layout,
    *,
    full: bool,
    reason: str,
    by: AbstractBaseUser,
    address: str = "",
) -> bytes:
    """The file, after every branch has its line about who took what out and why."""
    today = clock.today()
    extent = "身份证号、电话、住址完整" if full else "身份证号、电话、住址已遮盖"
    items = [*(heading for heading, _ in layout.columns), extent]
    people = MembershipSpell.objects.filter(branch__in=branches, period__contains=today)
    counted = list(people.values_list("branch_id", flat=True))
    stamps = [
        note_export(
            branch,
            title=f"党员名册（{layout.label}）",
            items=items,
            people=counted.count(branch.pk),
            reason=reason,
            by=by,
            address=address,
        )
        for branch in branches
    ]
    stamp = stamps[0]
    sheet = roster_xlsx(branches, today, stamp=stamp.line, footer=stamp.footer, layout=layout, full=full)
    return sheet.content


def export_organizations(top: Organization, *, reason: str, by: AbstractBaseUser, address: str = "") -> bytes:
    """党组织信息 of the organization and all below it (F-21); noted like a roster, for it names people."""
    today = clock.today()
    places = organizations_at(top, today)
    stamp = note_export(
        top, title="党组织信息", items=HEAD, people=len(places), reason=reason, by=by, address=address
    )
    return organizations_xlsx(places, today, stamp=stamp.line)

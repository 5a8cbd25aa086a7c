"""Which notice on personal data holds for a branch: the newest of the nearest organization that has one (PI-01)."""

from datetime import date

from branches.models import Organization
from members.models import Member, PrivacyNotice, PrivacyReading


def notice_for(organization: Organization) -> PrivacyNotice | None:
    """One query: of the organization itself and those above it."""
    steps = range(Organization.steplen, len(organization.path) + 1, Organization.steplen)
    paths = [organization.path[:length] for length in steps]
    notices = PrivacyNotice.objects.filter(organization__path__in=paths).select_related("organization")
    found: PrivacyNotice | None = notices.order_by("-organization__depth", "-pk").first()
    return found


def read_on(member: Member, notice: PrivacyNotice | None) -> date | None:
    day: date | None = (
        PrivacyReading.objects.filter(member=member, notice=notice).values_list("read_on", flat=True).first()
    )
    return day

"""What people are told of the handling of their data: one notice per committee, read once (PI-01)."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from branches.models import Organization
from members.models import Member, PrivacyNotice, PrivacyReading
from members.reports.privacy_notice import notice_for
from partywork.common import clock
from partywork.common.verbs import journal, lock, require


@transaction.atomic
def publish_notice(
    organization: Organization, *, handler: str, contact: str, extra: str = "", by: AbstractBaseUser
) -> PrivacyNotice:
    """From now on this is what the members below read; what was published before stays as it was."""
    require(handler.strip(), "请写由谁处理个人信息。", field="handler")
    require(contact.strip(), "请写找谁查询、更正、投诉。", field="contact")
    lock(organization)  # two who publish the same words at once have published one notice
    facts = {"handler": handler.strip(), "contact": contact.strip(), "extra": extra.strip()}
    last = PrivacyNotice.objects.filter(organization=organization).order_by("-pk").first()
    if last is not None and all(getattr(last, name) == value for name, value in facts.items()):
        return last
    made: PrivacyNotice = PrivacyNotice.objects.create(
        organization=organization, **facts, published_by_id=by.pk, published_at=clock.now()
    )
    journal(made, "publish_privacy_notice", by=by)
    return made


def acknowledge_notice(member: Member) -> date:
    """Read, on this day; a second time the first day stays."""
    branch = member.branch_on(clock.today())
    notice = notice_for(branch) if branch else None
    row, _ = PrivacyReading.objects.get_or_create(
        member=member, notice=notice, defaults={"read_on": clock.today()}
    )
    return row.read_on

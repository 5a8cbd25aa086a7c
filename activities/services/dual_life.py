"""Which leaders have a second place of organizational life, and where (MEM-19). What they did comes from sign-ins."""

from datetime import date

from django.db import transaction

from activities.models import LeaderContact
from branches.models import Organization
from members.models import Member, User
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def name_leader(
    committee: Organization, member: Member, *, branch: Organization | None, since: date, by: User
) -> LeaderContact:
    """A leader of this committee, and the branch he is the contact person of; twice is one."""
    committee = lock(committee)
    require(not committee.is_branch, "由上级党组织登记。", code="not_committee")
    if branch is not None:
        require(
            branch.is_branch and branch.path.startswith(committee.path), "请选下面的党支部。", field="branch"
        )
        own = member.branch_on(since)
        require(own is None or own.pk != branch.pk, "联系点要是别的支部，不是他自己的支部。", field="branch")
    standing = LeaderContact.objects.filter(member=member, branch=branch, until__isnull=True).first()
    if standing is not None:
        return standing
    row: LeaderContact = LeaderContact.objects.create(
        committee=committee, member=member, branch=branch, since=since, entered_by=by
    )
    journal(row, "name_leader", by=by, after=branch.called[:30] if branch else "")
    return row


@transaction.atomic
def end_contact(row: LeaderContact, *, last_day: date, by: User) -> LeaderContact:
    """Until this day, that day included."""
    row = lock(row)
    require(last_day >= row.since, "不能早于开始的日期。", field="day")
    if row.until == last_day:
        return row
    row.until = last_day
    save(row, "until")
    journal(row, "end_contact", by=by, after=str(last_day))
    return row

"""Which members read which minutes: the branch its own meetings, a group its group's, the committee the committee's.

Posts read by their post (SEE_RECORD: the branch committee and the superior); this is about everybody else.
"""

from django.db.models import Q, QuerySet

from activities.choices import ActivityState
from activities.kinds import KINDS, Expects
from activities.models import Activity, RecordSheet
from activities.reports.minutes_gaps import signers_of
from members.models import Member, MembershipSpell
from partywork.common import clock

OF_COMMITTEE = [key for key, kind in KINDS.items() if kind.expects is Expects.COMMITTEE]


def own_minutes(member: Member, rows: QuerySet[RecordSheet], pk: int) -> RecordSheet | None:
    """Chair and recorder read what they are to sign; whoever belongs there reads what was signed."""
    record = rows.filter(pk=pk).first()
    if record is None:
        return None
    if signers_of(record.activity).roles_of(member.pk):
        return record
    return record if readable_by(member, rows).filter(pk=pk).exists() else None


def minutes_of(member: Member, activity: Activity) -> RecordSheet | None:
    """Those of a meeting, for whoever may read or is to sign them; none of a Party day, and none that is not held."""
    if activity.sort.is_filed or activity.state != ActivityState.HELD:
        return None
    rows = RecordSheet.objects.filter(activity=activity).select_related("activity")
    record = rows.first()
    return own_minutes(member, rows, record.pk) if record is not None else None


def readable_by(member: Member, rows: QuerySet[RecordSheet]) -> QuerySet[RecordSheet]:
    """Signed minutes of the branch, and of the group, the member belongs to today or belonged to that day."""
    spells = list(MembershipSpell.objects.filter(member=member))
    today = clock.today()
    found = Q(pk__in=[])
    for spell in spells:
        inside = Q(activity__branch=spell.branch_id) & (
            Q(activity__group=None) | Q(activity__group=spell.group_id)
        )
        if today not in spell.period:
            start, end = spell.period.lower, spell.period.upper
            inside &= Q(activity__starts_at__gte=clock.start_of(start)) if start else Q()
            inside &= Q(activity__starts_at__lt=clock.start_of(end)) if end else Q()
        found |= inside
    return rows.filter(found, signed_at__isnull=False).exclude(activity__kind__in=OF_COMMITTEE)

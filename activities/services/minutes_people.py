"""Who chaired and who took the minutes, put right after the meeting (MT-04, MT-07, MT-11, E-23)."""

from django.db import transaction

from activities.models import RecordSheet
from activities.reports.minutes_gaps import signers_of
from activities.services.minutes_signing import strike
from members.models import Member, User
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def name_signers(record: RecordSheet, *, by: User, host: Member, recorder: Member) -> RecordSheet:
    """Both were there; they are two people but in a group's meeting. Names already under it are asked for anew."""
    activity = lock(record.activity)
    record = lock(record)
    require(record.is_editable, f"{record.why_closed}，不能再改。", code="signed")
    here = {row.member_id for row in activity.attendances.all() if row.is_present}
    require(host.pk in here, f"{host.name}没有到会，不能是主持人。", field="host")
    require(recorder.pk in here, f"{recorder.name}没有到会，不能是记录人。", field="recorder")
    before = f"{activity.host or ''}、{activity.recorder or ''}"
    activity.host, activity.recorder = host, recorder
    problem = signers_of(activity).problem
    require(not problem, problem, field="recorder")
    save(activity, "host", "recorder")
    journal(activity, "name_signers", by=by, before=before[:30], after=f"{host}、{recorder}"[:30])
    strike(record, by=by)
    return record

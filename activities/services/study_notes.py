"""A member's own notes on a study: never asked for, nobody else's until they are shared (MT-15, BR-03)."""

from django.db import transaction

from activities.models import Activity, StudyNote
from members.models import Member
from partywork.common import clock
from partywork.common.verbs import require

LONGEST = 5000


@transaction.atomic
def write(activity: Activity, member: Member, *, text: str, shared: bool = False) -> StudyNote | None:
    """Empty takes the note away altogether. No journal: whether somebody keeps notes is his own matter."""
    text = text.replace("\r\n", "\n").strip()
    require(len(text) <= LONGEST, f"最多{LONGEST}字。", field="text")
    own = StudyNote.objects.filter(activity=activity, member=member)
    if not text:
        own.delete()
        return None
    note = own.first()
    since = note.shared_at if note is not None else None
    note, _ = StudyNote.objects.update_or_create(
        activity=activity,
        member=member,
        defaults={"text": text, "shared_at": (since or clock.now()) if shared else None},
    )
    return note

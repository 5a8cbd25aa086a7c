"""Who said what in a meeting, row by row as it is said; a row sent twice is one row (F-09, MT-15)."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from django.db import transaction

from activities.models import Activity, AgendaItem, Speech
from activities.reports.branch_people import branch_people
from activities.rules.speaker import read_speaker
from activities.services.routine import open_for_routine
from members.models import User
from partywork.common.verbs import journal, lock, require

LONGEST = 2000


@transaction.atomic
def note(
    activity: Activity,
    *,
    key: UUID,
    who: str,
    by: User,
    gist: str = "",
    is_differing: bool = False,
    item: AgendaItem | None = None,
) -> Speech:
    """Write or correct the row with this key. `who` is a member of the branch or a guest of the gathering."""
    activity = open_for_routine(activity)
    require(item is None or item.activity_id == activity.pk, "这一项不是这次会议的议题。", code="elsewhere")
    gist = gist.replace("\r\n", "\n").strip()
    require(len(gist) <= LONGEST, f"一条发言最多{LONGEST}字，请另起一条。", field="gist")
    standing = Speech.objects.filter(key=key).first()
    require(standing is None or standing.activity_id == activity.pk, "请刷新页面后再记。", code="stale")
    member, guest = read_speaker(who)
    require(member or guest, "请选发言人。", field="who")
    known = standing is not None and (standing.member_id, standing.guest_id) == (member, guest)
    if not known:
        here = activity.guests.filter(pk=guest).exists() if guest else member in branch_people(activity).keys
        require(here, "请选本支部的党员，或者这次活动登记的来宾。", field="who")
    values = {"member_id": member, "guest_id": guest, "gist": gist, "is_differing": is_differing}
    if standing is None:
        speech, _ = Speech.objects.get_or_create(
            key=key, defaults={**values, "activity": activity, "item": item, "added_by": by}
        )
        return speech
    if any(getattr(standing, name) != value for name, value in values.items()):
        speech = lock(standing)
        for name, value in values.items():
            setattr(speech, name, value)
        speech.save()
        return speech
    return standing


@transaction.atomic
def tick_sharers(activity: Activity, members: Sequence[int], *, by: User) -> int:
    """Who shared, all at once; whoever has spoken already stays as he is. Answers how many have by now (MT-15)."""
    activity = open_for_routine(activity)
    here = branch_people(activity).keys
    require(all(member in here for member in members), "请选本支部的党员。", field="member")
    known = set(activity.speeches.exclude(member=None).values_list("member_id", flat=True))
    fresh = [member for member in dict.fromkeys(members) if member not in known]
    Speech.objects.bulk_create(
        Speech(activity=activity, member_id=member, key=uuid4(), added_by=by) for member in fresh
    )
    if fresh:
        journal(activity, "tick_sharers", by=by, reason=f"{len(fresh)} 人", after=activity.state)
    return len(known) + len(fresh)


@transaction.atomic
def strike(speech: Speech, *, by: User) -> None:
    """A row written by mistake, as long as the minutes may still change."""
    activity = open_for_routine(speech.activity)
    Speech.objects.filter(pk=speech.pk).delete()
    journal(activity, "strike_speech", by=by, reason=speech.speaker, after=activity.state)

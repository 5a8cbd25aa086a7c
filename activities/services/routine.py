"""What belongs to every Party day: oath, flag and badge, the charter by articles, what was read (PD-15, PD-17, N41)."""

from django.db import transaction

from activities.choices import ActivityState
from activities.models import Activity, CharterReading, RoutineContent, StudyMaterial
from activities.rules.charter import LAST, range_text
from members.models import User
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def note(
    activity: Activity, *, by: User, oath: bool, oath_leader: str, flag_hung: bool, badges_worn: bool
) -> RoutineContent:
    """What was done of the routine content; no photograph is asked for (PD-17, BR-03)."""
    activity = open_for_routine(activity)
    row, _ = RoutineContent.objects.get_or_create(activity=activity)
    values = {
        "oath": oath,
        "oath_leader": oath_leader.strip() if oath else "",
        "badges_worn": badges_worn,
    }
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    activity.flag_hung = flag_hung
    save(activity, "flag_hung")
    journal(activity, "note_routine", by=by)
    return row


@transaction.atomic
def read_charter(activity: Activity, *, by: User, first: int, last: int) -> CharterReading:
    """Articles read aloud together, or meant to be; they count once the event was held. Twice is once."""
    activity = open_for_routine(activity)
    require(0 <= first <= LAST, f"党章有总纲和{LAST}条，请重新选起点。", field="first")
    require(first <= last <= LAST, "终点不能在起点之前。", field="last")
    row, is_new = CharterReading.objects.get_or_create(activity=activity, first=first, last=last)
    if is_new:
        journal(activity, "read_charter", by=by, reason=range_text(first, last))
    return row


@transaction.atomic
def unread_charter(reading: CharterReading, *, by: User) -> None:
    """Taken off again: entered by mistake, or not read after all."""
    activity = open_for_routine(reading.activity)
    CharterReading.objects.filter(pk=reading.pk).delete()
    journal(activity, "unread_charter", by=by, reason=range_text(reading.first, reading.last))


@transaction.atomic
def offer_material(
    activity: Activity, *, by: User, title: str, origin: str = "", link: str = ""
) -> StudyMaterial:
    """Something to study; whoever makes up later finds it there. The same title again corrects it (AT-09)."""
    activity = open_for_routine(activity)
    title = title.strip().removeprefix("《").removesuffix("》").strip()
    require(title, "请写材料的名称。", field="title")
    row, _ = StudyMaterial.objects.update_or_create(
        activity=activity, title=title, defaults={"origin": origin.strip(), "link": link.strip()}
    )
    journal(activity, "offer_material", by=by, reason=title)
    return row


@transaction.atomic
def withdraw_material(material: StudyMaterial, *, by: User) -> None:
    activity = open_for_routine(material.activity)
    StudyMaterial.objects.filter(pk=material.pk).delete()
    journal(activity, "withdraw_material", by=by, reason=material.title)


def open_for_routine(activity: Activity) -> Activity:
    """The activity, locked, as long as its record sheet may still say something else (N19)."""
    activity = lock(activity)
    require(activity.state != ActivityState.CANCELLED, "活动已经取消。", code="wrong_state")
    held = activity.state == ActivityState.HELD
    if held:
        record = lock(activity.record)
        require(record.is_editable, f"{record.why_closed}，这些不能再改。", code="filed")
    return activity

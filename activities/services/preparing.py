"""What is settled before an activity: its theme, the superior's word on it, agenda and guests (PD-06, PD-07, PD-10)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from activities.choices import ActivityState, FilingKind
from activities.models import Activity, Filing, Guest, Lecture
from activities.reports.agenda_text import agenda_text
from activities.rules.agenda import AgendaLine
from activities.services import at_host, following
from activities.services.agenda_lines import write_agenda
from activities.services.filing import hand_in
from activities.services.guest_list import require_guests_open
from branches.reports.parameters import in_force
from members.models import User
from partywork.common import clock
from partywork.common.errors import Conflict
from partywork.common.verbs import journal, lock, require, save


@transaction.atomic
def decide_theme(activity: Activity, *, by: User, on: date, note: str) -> Activity:
    """Step 1: the branch committee settled theme and plan, on which day, by which minutes (PD-07, E-28)."""
    activity = lock(activity)
    require(activity.is_open, "活动已结束，不能再补定题日期。", code="wrong_state")
    require(on <= clock.today(), "定题日期不能晚于今天。", field="on")
    require(on <= activity.day, "定题应在活动之前。", field="on")
    activity.decided_on, activity.decided_note = on, note
    save(activity, "decided_on", "decided_note")
    journal(activity, "decide_theme", by=by, reason=note, after=activity.state)
    return activity


@transaction.atomic
def ask_approval(activity: Activity, *, by: User, note: str = "") -> Filing:
    """Step 2: hand the theme to the superior, to be approved or for the record (PD-06)."""
    activity = lock(activity)
    mode = in_force(activity.branch, activity.day)["pd.step2_mode"]
    require(mode != "off", "上级没有要求审定主题，不用报。", code="not_required")
    require(activity.is_open, "活动已结束，不用再报审。", code="wrong_state")
    content = {
        "branch": activity.branch.name_on(clock.today()),
        "theme": activity.theme,
        "mode": activity.mode,
        "starts_at": activity.starts_at.astimezone(clock.OFFICE).isoformat(),
        "ends_at": activity.ends_at.astimezone(clock.OFFICE).isoformat(),
        "place": activity.place,
        "decided_on": activity.decided_on.isoformat() if activity.decided_on else None,
        "agenda": [item.title for item in activity.agenda.all()],
        "approval": mode,
    }
    return hand_in(
        FilingKind.THEME,
        activity.branch,
        content=content,
        by=by,
        year=activity.for_year,
        month=activity.for_month,
        note=note,
        activity=activity,
    )


@transaction.atomic
def set_agenda(activity: Activity, items: Sequence[AgendaLine], *, by: User, revision: int) -> bool:
    """The agenda, in order: what, how many minutes, who. Whether it is another one than before.

    Raises Conflict, with what stands there now, when somebody else saved the activity meanwhile (E-82). Members
    who were told an agenda keep one (F-02).
    """
    activity = lock(activity)
    require(activity.is_open, "活动已结束，议程不能再改。", code="wrong_state")
    kept = [item for item in items if item[0].strip()]
    before = [(item.title, item.minutes, item.person) for item in activity.agenda.all()]
    if kept == before:
        return False
    if activity.revision != revision:
        current = {"agenda": agenda_text(activity)}
        raise Conflict("刚刚有人改过这次活动，请看一下现在的议程再存。", current=current)
    told = activity.state == ActivityState.ANNOUNCED
    require(kept or not told, "预告已经发出，议程不能清空；不开展了请取消活动。", field="agenda")
    following.require_common_agenda(activity, kept)
    write_agenda(activity, kept)
    activity.revision += 1
    save(activity, "revision")
    journal(activity, "set_agenda", by=by, after=activity.state)
    following.agenda_set(activity, kept, by=by)
    return True


@transaction.atomic
def invite(
    activity: Activity, *, by: User, name: str, kind: str, office: str = "", remark: str = ""
) -> Guest:
    """Somebody from outside the roster; the same guest twice is one (PD-10). `remark` is a visiting leader's
    comment (PD-23).
    """
    require(name.strip(), "请写来宾的姓名。", field="name")
    activity = lock(activity)
    require_guests_open(activity)
    same = activity.guests.filter(name=name.strip(), kind=kind)
    guest: Guest = same.first() or Guest(activity=activity, name=name.strip(), kind=kind)
    guest.office, guest.remark = office, remark
    guest.save()
    journal(guest, "invite", by=by)
    return guest


@transaction.atomic
def note_remark(guest: Guest, *, by: User, remark: str) -> Guest:
    """A visiting leader's comment, told at or after the event; the sheet prints it (PD-23)."""
    activity = lock(guest.activity)
    require_guests_open(activity)
    guest = lock(guest)
    remark = remark.replace("\r\n", "\n").strip()
    if remark != guest.remark:
        guest.remark = remark
        save(guest, "remark")
        journal(guest, "note_remark", by=by)
    return guest


@transaction.atomic
def uninvite(guest: Guest, *, by: User) -> None:
    """Off the list again; somebody who is not on it any more is no error."""
    activity = lock(guest.activity)
    require_guests_open(activity)
    spoke = guest.speeches.exists()
    require(not spoke, f"{guest.name}的发言已经记下，不能移去；先删去发言。", code="has_spoken")
    lectures = Lecture.objects.filter(guest=guest).exists()
    require(not lectures, f"{guest.name}是主讲人，不能移去；先改主讲人。", code="lectures")
    journal(guest, "uninvite", by=by)
    proven = at_host.proven_by([guest])
    Guest.objects.filter(pk=guest.pk).delete()
    at_host.reopen(activity, proven, by=by)

"""A Party lecture: who lectures on what, and what was talked about afterwards (MT-05, MT-06, F-12)."""

from django.db import transaction

from activities.models import Activity, Guest, Lecture
from activities.reports.branch_people import branch_people
from activities.rules.speaker import read_speaker
from activities.services import preparing, study_hours
from activities.services.routine import open_for_routine
from members.models import User
from partywork.common.verbs import journal, require


@transaction.atomic
def describe(
    activity: Activity,
    *,
    by: User,
    lecturer: str = "",
    guest_name: str = "",
    guest_office: str = "",
    title: str = "",
    outline: str = "",
    discussion: str = "",
    hours: str = "",
    hours_reason: str = "",
) -> Lecture:
    """The lecturer is a member, a guest on the list, or a guest named here; a guest has an office (MT-06)."""
    activity = open_for_routine(activity)
    require(activity.sort.has_lecturer, "这不是党课。", code="wrong_kind")
    member, guest = _lecturer(activity, lecturer, guest_name, guest_office, by=by)
    values = {
        "lecturer_id": member,
        "guest": guest,
        "title": title.strip(),
        "outline": _plain(outline),
        "discussion": _plain(discussion),
    }
    lecture, is_new = Lecture.objects.get_or_create(activity=activity, defaults=values)
    changed = [name for name, value in values.items() if getattr(lecture, name) != value]
    if changed:
        for name in changed:
            setattr(lecture, name, values[name])
        lecture.save()
    if changed or is_new:
        journal(activity, "describe_lecture", by=by, reason=lecture.title, after=activity.state)
    study_hours.set_hours(activity, typed=hours, reason=hours_reason, by=by)
    return lecture


def _lecturer(
    activity: Activity, chosen: str, name: str, office: str, *, by: User
) -> tuple[int | None, Guest | None]:
    if name.strip():
        require(office.strip(), "请写主讲人的单位职务。", field="guest_office")
        kind = Guest.Kind.LECTURER
        guest = preparing.invite(activity, by=by, name=name, kind=kind, office=office.strip())
        return None, guest
    member, key = read_speaker(chosen)
    if key is not None:
        listed = activity.guests.filter(pk=key).first()
        require(listed, "请选这次活动登记的来宾。", field="lecturer")
        assert listed is not None
        require(listed.office or office.strip(), "请写主讲人的单位职务。", field="guest_office")
        if office.strip() and office.strip() != listed.office:
            listed.office = office.strip()
            listed.save(update_fields=["office"])
        return None, listed
    if member is not None:
        require(member in branch_people(activity).keys, "请选本支部的党员。", field="lecturer")
    return member, None


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()

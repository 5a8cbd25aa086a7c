"""The minutes as plain data: everything that is known, in the order of the forms F-09 to F-12 (MT-11).

Nothing in it changes by itself: what comes later (a make-up, a corrected mark) is an addendum. So two people who
sign one after the other sign the same words.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from activities.choices import AttendanceStatus
from activities.kinds import Chair
from activities.models import Activity, AgendaItem, Attendance, RecordSheet, Speech
from activities.reports.minutes_elections import ElectionsHeld
from activities.reports.minutes_facts import Surroundings
from activities.reports.minutes_votes import ballots_at, voters_at
from activities.rules.headcount import Headcount, Mark, count_heads
from activities.rules.minutes_parts import parts_of, title_of
from members.choices import Standing
from members.models import Member
from partywork.common import clock

Facts = dict[str, Any]
READ = (
    "activity__branch",
    "activity__group",
    "activity__host",
    "activity__recorder",
    "activity__attendances__member",
    "activity__guests",
    "activity__agenda__earlier__activity",
    "activity__speeches__member",
    "activity__speeches__guest",
    "activity__action_items__owner",
    "activity__files",
    "activity__lecture__lecturer",
    "activity__lecture__guest",
    "activity__study__reader",
    "activity__study_hours",
    "activity__ballots__teller",
    "activity__ballots__item",
    "activity__voter_exclusions",
)


def minutes_content(record: RecordSheet) -> Facts:
    """One sheet of minutes with the names and figures of its day."""
    return minutes_contents([record])[record.pk]


def minutes_contents(records: Sequence[RecordSheet]) -> dict[int, Facts]:
    """Those of many, by key. A fixed number of queries, however many they are."""
    prefetch_related_objects(list(records), *READ)
    around = Surroundings(record.activity for record in records)
    elections = ElectionsHeld(record.activity for record in records)
    return {record.pk: _content(record, around, elections) for record in records}


def _content(record: RecordSheet, around: Surroundings, elections: ElectionsHeld) -> Facts:
    activity = record.activity
    rows = sorted(activity.attendances.all(), key=lambda row: (row.member.name_key, row.member_id))
    listed = [row for row in rows if row.status != AttendanceStatus.NOT_YET]
    recorder = activity.recorder
    if recorder is None and activity.sort.chair is Chair.LEADER:
        recorder = activity.host  # the leader convenes, chairs and records (MT-04)
    return {
        "form": activity.sort.form,
        "kind": activity.kind,
        "kind_label": activity.get_kind_display(),
        "title": title_of(activity.kind),
        "branch": around.name(activity),
        "group": activity.group.name if activity.group else "",
        "year": activity.for_year,
        "month": activity.for_month,
        "term": around.term(activity),
        "number": around.number(activity),
        "theme": activity.theme,
        "starts_at": activity.starts_at.astimezone(clock.OFFICE).isoformat(),
        "ends_at": activity.ends_at.astimezone(clock.OFFICE).isoformat(),
        "venue": activity.get_venue_display(),
        "place": activity.place,
        "host": _person(activity, activity.host, around),
        "host_reason": activity.host_reason,
        "recorder": _person(activity, recorder, around),
        "expects": str(activity.sort.expects),
        "attendance": _attendance(listed),
        "voters": voters_at(activity, listed),
        "people": [_present(row) for row in listed if row.is_present],
        "absentees": [_absentee(row) for row in listed if not row.is_present],
        "observers": [
            {"name": guest.name, "kind": guest.get_kind_display(), "office": guest.office}
            for guest in activity.guests.all()
        ],
        "items": _items(activity),
        "speeches": [_speech(row) for row in activity.speeches.all() if row.item_id is None],
        "actions": _actions(activity),
        "ballots": [*ballots_at(activity), *elections.at(activity)],
        "lecture": _lecture(activity),
        "files": [file.name for file in activity.files.all()],
        "written": {part.name: getattr(record, part.name).strip() for part in parts_of(activity.sort.form)},
    }


def _person(activity: Activity, member: Member | None, around: Surroundings) -> Facts:
    return {"name": member.name if member else "", "post": around.post(activity, member)}


def _attendance(rows: Sequence[Attendance]) -> Facts:
    """应到、实到, each with its full and probationary members, and with those entitled to vote (MEM-02)."""
    heads: Headcount = count_heads(
        Mark(status=row.status, exempt=row.exempt, is_full=row.standing == Standing.FULL) for row in rows
    )
    return {
        "expected": heads.total,
        "expected_full": heads.total_full,
        "present": heads.present,
        "present_full": heads.present_full,
        "exempt": heads.exempt - heads.present_exempt,
        "unsettled": heads.unsettled,
    }


def _present(row: Attendance) -> Facts:
    online = row.status == AttendanceStatus.ONLINE
    note = row.get_status_display() if row.status not in _PLAIN else ""
    return {
        "name": row.member.name,
        "standing": str(Standing(row.standing).label),
        "online": online,
        "note": note,
    }


_PLAIN = (AttendanceStatus.PRESENT, AttendanceStatus.ONLINE)


def _absentee(row: Attendance) -> Facts:
    """Why somebody was not there, as the register says it; of an illness never more than the word (PI-02)."""
    return {
        "name": row.member.name,
        "standing": str(Standing(row.standing).label),
        "reason": row.get_status_display(),
        "remark": row.remark,
    }


def _items(activity: Activity) -> list[Facts]:
    spoken: dict[int, list[Speech]] = {}
    for speech in activity.speeches.all():
        if speech.item_id is not None:
            spoken.setdefault(speech.item_id, []).append(speech)
    return [_item(item, spoken.get(item.pk, [])) for item in activity.agenda.all()]


def _item(item: AgendaItem, speeches: list[Speech]) -> Facts:
    earlier = item.earlier
    return {
        "title": item.title,
        "tag": item.get_tag_display(),
        "matter": item.get_matter_display(),
        "person": item.person,
        "discussion": item.discussion.strip(),
        "decision": item.decision.strip(),
        "settled": item.get_settled_display(),
        "to_member_meeting": item.goes_to_member_meeting,
        "earlier_on": earlier.activity.day.isoformat() if earlier is not None else "",
        "earlier_reason": item.earlier_reason,
        "result": item.result.strip(),
        "speeches": [_speech(row) for row in speeches],
    }


def _speech(row: Speech) -> Facts:
    return {"who": row.speaker, "gist": row.gist.strip(), "differs": row.is_differing}


def _actions(activity: Activity) -> list[Facts]:
    """As they were agreed on; how far they are stands in F-43, not in the minutes."""
    return [
        {
            "text": action.text,
            "owner": action.owner.name,
            "due": action.due_on.isoformat() if action.due_on else "",
        }
        for action in sorted(activity.action_items.all(), key=lambda action: action.pk)
    ]


def _lecture(activity: Activity) -> Facts:
    """Who lectured on what, for how many hours; of a study evening who led the reading (F-12, MT-15)."""
    lecture, study = getattr(activity, "lecture", None), getattr(activity, "study", None)
    hours = getattr(activity, "study_hours", None)
    facts: Facts = {
        "lecturer": "",
        "office": "",
        "title": "",
        "outline": "",
        "discussion": "",
        "reader": "",
        "hours": f"{hours.tenths / 10:g}" if hours is not None else "",
    }
    if lecture is not None:
        guest = lecture.guest
        facts["lecturer"] = lecture.lecturer.name if lecture.lecturer else guest.name if guest else ""
        facts["office"] = guest.office if guest else ""
        facts["title"], facts["outline"] = lecture.title, lecture.outline.strip()
        facts["discussion"] = lecture.discussion.strip()
    if study is not None:
        facts["reader"] = study.reader.name if study.reader else ""
        facts["discussion"] = study.discussion.strip()
    return facts

"""Who may speak at a gathering, for the recorder's list: those expected first, then the rest, then guests."""

from activities.models import Activity
from activities.reports.expected import expected_at
from activities.rules.speaker import speaker_key
from members.reports.roster import roster_on

Groups = list[tuple[str, list[tuple[str, str]]]]


def speakers_of(activity: Activity) -> Groups:
    """In pinyin order, with empty groups left out."""
    expected = expected_at(activity)
    keys = {entry.member_id for entry in expected}
    others = [] if activity.sort.expects == "members" else roster_on(activity.branch, activity.day)
    groups = [
        ("应到", [(speaker_key(member=entry.member_id), entry.name) for entry in expected]),
        (
            "列席",
            [
                (speaker_key(member=entry.member_id), entry.name)
                for entry in others
                if entry.member_id not in keys
            ],
        ),
        ("来宾", [(speaker_key(guest=guest.pk), guest.name) for guest in activity.guests.all()]),
    ]
    return [(label, people) for label, people in groups if people]

"""The host calls the names, who answers is there from elsewhere: one tap a person (MT-13, E-46)."""

from django.db import transaction

from activities.choices import AttendanceStatus, SignInMethod, Venue
from activities.models import Activity, Attendance
from activities.reports.gathering import hours_of
from activities.rules.sign_in_window import window_of
from activities.services import attending
from members.models import Member, User
from partywork.common import clock
from partywork.common.verbs import require

ELSEWHERE = (Venue.ONLINE, Venue.MIXED)


@transaction.atomic
def answered(activity: Activity, member: Member, *, by: User) -> Attendance | None:
    """Heard or seen, not a line in a chat. Twice is once; the mark is taken back on the register."""
    require(
        activity.venue in ELSEWHERE,
        "这次是线下开的，不能点名登记线上到会。确有线上参加的，请先把形式改为“线下加线上”。",
        code="on_site",
    )
    opens = window_of(*hours_of(activity)).opens
    require(clock.now() >= opens, f"还没到点名的时间，{clock.due_text(opens)}起可以点名。", code="too_early")
    standing = activity.attendances.filter(member=member).first()
    if standing is not None and standing.is_present:
        return standing
    return attending.mark(
        activity, member, status=AttendanceStatus.ONLINE, by=by, method=SignInMethod.ROLL_CALL
    )

"""From the committee to the members: an item passed on stands on the next member meeting's agenda (MT-08, F-10)."""

from django.db import transaction

from activities.choices_agenda import AgendaTag, Settlement
from activities.models import Activity, AgendaItem
from activities.reports.earlier_items import OF_MEMBERS, waiting_for_members
from activities.rules.matters import POWERS
from activities.services.agenda_lines import has_record
from members.models import User
from partywork.common import clock
from partywork.common.verbs import journal, lock, require, save

CLOSING = "总结"


@transaction.atomic
def to_members(item: AgendaItem, *, by: User) -> AgendaItem | None:
    """One click: its place on the members' agenda, or None until a meeting is opened. Twice is once."""
    require(item.activity.sort.prepares_for_members, "只有支委会的议题可以提交党员大会。", code="wrong_kind")
    lock(item.activity)
    item = lock(item)
    if item.settled != Settlement.TO_MEMBER_MEETING:
        item.settled = Settlement.TO_MEMBER_MEETING
        item.revision += 1
        save(item, "settled", "revision")
        journal(item, "pass_on", by=by, after=item.settled)
    return follow(item, by=by)


def follow(item: AgendaItem, *, by: User) -> AgendaItem | None:
    """What stands on the member meeting's agenda follows how the committee settled the item."""
    if item.settled != Settlement.TO_MEMBER_MEETING:
        _take_back(item, by=by)
        return None
    standing = item.later.exclude(activity__state="cancelled").first()
    if standing is not None:
        return standing
    meeting = next_member_meeting(item.activity)
    return _put(meeting, item, by=by) if meeting is not None else None


def take_up_waiting(meeting: Activity, *, by: User) -> None:
    """A member meeting just opened finds on its agenda what the committee has passed on meanwhile."""
    if meeting.sort.decides_for_members:
        for item in waiting_for_members(meeting.branch).filter(activity__starts_at__lt=meeting.starts_at):
            _put(meeting, item, by=by)


def next_member_meeting(activity: Activity) -> Activity | None:
    """The next one of the branch that is still ahead of the committee's meeting, and of today."""
    coming = Activity.objects.coming(clock.now()).filter(
        branch=activity.branch_id, kind__in=OF_MEMBERS, starts_at__gt=activity.starts_at
    )
    return coming.order_by("starts_at").first()


def _put(meeting: Activity, item: AgendaItem, *, by: User) -> AgendaItem:
    """Before the closing words; the secretary moves it as any other."""
    meeting = lock(meeting)
    items = list(meeting.agenda.all())
    last = items[-1] if items and items[-1].title == CLOSING else None
    place = last.position if last else (items[-1].position + 1 if items else 1)
    if last is not None:
        last.position += 1
        save(last, "position")
    new = AgendaItem.objects.create(
        activity=meeting,
        position=place,
        title=item.title,
        person=item.person,
        tag=AgendaTag.VOTE if item.matter in POWERS else AgendaTag.DISCUSSION,
        matter=item.matter,
        earlier=item,
    )
    meeting.revision += 1
    save(meeting, "revision")
    journal(new, "put_on_agenda", by=by, reason=f"{item.activity.day}支委会提交")
    return new


def _take_back(item: AgendaItem, *, by: User) -> None:
    """Off the members' agenda again, as long as nothing was done with it there."""
    for later in item.later.select_related("activity"):
        open_still = later.activity.is_open and not has_record(later)
        require(open_still, "党员大会已经在办这一项，不能收回。", field="settled", code="taken_up")
        meeting = lock(later.activity)
        journal(later, "take_off_agenda", by=by, reason="支委会收回")
        later.delete()
        meeting.revision += 1
        save(meeting, "revision")

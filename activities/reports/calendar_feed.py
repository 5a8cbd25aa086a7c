"""What a subscribed calendar shows: when and where, never who (M23)."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from icalendar import Calendar, Event

from activities.choices import ActivityState
from activities.kinds import Expects
from activities.models import Activity, CalendarFeed
from activities.reports.expected import Expectation
from branches.models import Organization
from members.models import Member, User
from partywork.common import clock

BACK, AHEAD = timedelta(days=90), timedelta(days=400)


@dataclass(frozen=True)
class FeedPage:
    """The activities of one calendar; `tag` changes whenever its text would."""

    name: str
    activities: tuple[Activity, ...]

    @property
    def tag(self) -> str:
        facts = [self.name, *(_stamp(activity) for activity in self.activities)]
        return f'"{sha256(chr(10).join(facts).encode()).hexdigest()[:32]}"'

    def text(self) -> bytes:
        return _calendar(self).to_ical()


def feed_of(digest: str) -> FeedPage | None:
    """The calendar behind a secret's digest; None once it was renewed, taken back, or the account closed."""
    feeds = CalendarFeed.objects.select_related("branch", "owner__member")
    feed = feeds.filter(digest=digest).first()
    if feed is None:
        return None
    if feed.branch is not None:
        # The branch's calendar is anybody's in it: what only the committee or one group holds is not on it.
        rows = [row for row in _announced().filter(branch=feed.branch) if row.sort.expects is Expects.MEMBERS]
        return FeedPage(feed.branch.called, tuple(rows))
    member = getattr(feed.owner, "member", None)
    if member is None or feed.owner is None or not feed.owner.is_active:
        return None
    return FeedPage("我的组织生活", _of_member(member))


def own_feed(user: User) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(owner=user).first()


def branch_feed(branch: Organization) -> CalendarFeed | None:
    return CalendarFeed.objects.filter(branch=branch).first()


def _of_member(member: Member) -> tuple[Activity, ...]:
    """Those the member is expected at on the day of each."""
    expectation = Expectation(member)
    return tuple(
        row for row in _announced().filter(branch__in=expectation.branches) if expectation.covers(row)
    )


def _stamp(activity: Activity) -> str:
    return f"{activity.pk} {activity.state} {activity.revision} {activity.updated_at.timestamp()}"


def _announced() -> "QuerySet[Activity]":
    now = clock.now()
    rows = Activity.objects.filter(published_at__isnull=False, starts_at__range=(now - BACK, now + AHEAD))
    return rows.order_by("starts_at", "pk")


def _calendar(page: FeedPage) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//partywork//calendar//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", page.name)
    calendar.add("x-wr-timezone", str(clock.OFFICE))
    calendar.add("x-published-ttl", "PT1H")
    for activity in page.activities:
        calendar.add_component(_event(activity))
    calendar.add_missing_timezones()
    return calendar


def _event(activity: Activity) -> Event:
    """A change counts its sequence up; a cancellation stays in the calendar, struck out."""
    cancelled = activity.state == ActivityState.CANCELLED
    event = Event()
    event.add("uid", f"activity-{activity.pk}@{settings.SITE_URL.partition('://')[2] or 'partywork'}")
    event.add("dtstamp", activity.updated_at)
    event.add("last-modified", activity.updated_at)
    event.add("sequence", activity.revision + cancelled)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add(
        "summary", f"{'（已取消）' if cancelled else ''}{activity.get_kind_display()}：{activity.theme}"
    )
    event.add("dtstart", activity.starts_at.astimezone(clock.OFFICE))
    event.add("dtend", activity.ends_at.astimezone(clock.OFFICE))
    if activity.place:
        event.add("location", activity.place)
    event.add("url", f"{settings.SITE_URL}{reverse('my_activity', args=[activity.pk])}")
    event.add("transp", "TRANSPARENT" if cancelled else "OPAQUE")
    return event

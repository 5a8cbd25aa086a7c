"""The notice of one activity: its text, its last lawful day, whom it reached (N11, PD-05)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count

from activities.choices import NoticeKind, Venue
from activities.models import Activity
from activities.reports.gathering import notices_of, open_to_all, part_text, siblings_of
from activities.reports.improvements import last_said, said_line
from activities.reports.joint import organizer_of
from activities.reports.steps import published_for_rule
from activities.rules.duration import judge_duration
from activities.rules.kind_limits import least_minutes, notice_days
from branches.reports.calendar import office_calendar
from branches.rules.deadlines import Deadline, latest_notice_day, notice_lead
from partywork.common import clock


@dataclass(frozen=True)
class Announcement:
    """`latest` is the last day on which publishing keeps the days asked for; `lead` how many it really had."""

    text: str
    latest: Deadline
    published_at: datetime | None
    lead: int | None
    days_asked: int
    told: int
    delivered: int
    required_minutes: int
    too_short: bool

    @property
    def is_late_now(self) -> bool:
        return clock.today() > self.latest.last_day

    @property
    def was_late(self) -> bool:
        return self.lead is not None and self.lead < self.days_asked


def announcement_of(activity: Activity, limits: dict[str, Any]) -> Announcement:
    days, working = notice_days(activity.sort, limits), limits["pd.notice_counting"] == "working"
    calendar = office_calendar()
    published = published_for_rule(activity)
    day = clock.local_day(published) if published else None
    notices = notices_of(activity).order_by().filter(kind=NoticeKind.ANNOUNCEMENT)
    told = notices.aggregate(every=Count("pk"), delivered=Count("delivered_at"))
    minutes = least_minutes(activity.sort, limits)
    return Announcement(
        text=notice_text(activity),
        latest=latest_notice_day(activity.day, days, working, calendar),
        published_at=published,
        lead=notice_lead(activity.day, day, calendar if working else None) if day else None,
        days_asked=days,
        told=told["every"],
        delivered=told["delivered"],
        required_minutes=minutes,
        too_short=not judge_duration(activity.starts_at, activity.ends_at, minutes).is_enough,
    )


def notice_text(activity: Activity, rest: Sequence[Activity] | None = None) -> str:
    """The notice as it stands in the inbox and can be copied into a group chat (MEM-24, F-02).

    `rest` are the other parts of the gathering the reader is expected at; nothing said, those of all members.
    """
    if rest is None:
        rest = open_to_all(siblings_of(activity))
    lines = _when_and_where(activity)
    lines.extend(f"同一次集中还有：{part_text(part)}" for part in rest)
    if activity.venue != Venue.ON_SITE:
        lines.extend(_how_to_join(activity))
    organizer = organizer_of(activity)
    if organizer:
        lines.append(f"联合活动：{organizer}主办，各支部扫同一个码，记在自己支部的名单上。")
    if activity.host:
        lines.append(f"主持：{activity.host.name}")
    agenda = [item.title for item in activity.agenda.all()]
    if agenda:
        lines.append("议程：" + "；".join(f"{number}. {title}" for number, title in enumerate(agenda, 1)))
    if activity.materials:
        lines.append(f"材料：{activity.materials}")
    if activity.wear_badge:
        lines.append("请佩戴党员徽章。")
    lines.append("不能参加的请在活动开始前书面请假。")
    # What the members said was wanting is answered where they were asked (EV-10).
    said = (
        last_said(activity.branch_id, before=activity.starts_at, until=activity.published_at)
        if activity.sort.is_rated
        else None
    )
    if said:
        lines.append(said_line(said))
    return "\n".join(lines)


def _how_to_join(activity: Activity) -> list[str]:
    """For those who are expected; a group chat does not get it (MT-13)."""
    found = (("入会链接", activity.link), ("会议号、密码", activity.dial_in))
    return [f"{word}：{text}" for word, text in found if text]


def group_text(activity: Activity) -> str:
    """What may stand in a group chat: branch, theme, time and place; no host, no agenda, nobody's name (PI-01)."""
    rest = [f"同一次集中还有：{part_text(part)}" for part in open_to_all(siblings_of(activity))]
    return "\n".join([*_when_and_where(activity), *rest, f"党支部：{activity.branch.called}"])


def _when_and_where(activity: Activity) -> list[str]:
    start, end = (moment.astimezone(clock.OFFICE) for moment in (activity.starts_at, activity.ends_at))
    until = (
        f"{end:%H:%M}"
        if activity.last_day == activity.day
        else f"{clock.short_date(activity.last_day)} {end:%H:%M}"
    )
    return [
        f"【{activity.get_kind_display()}】{activity.theme}",
        f"时间：{clock.long_date(activity.day)} {start:%H:%M}—{until}",
        f"{'平台' if activity.venue == Venue.ONLINE else '地点'}：{activity.place or '另行通知'}",
    ]

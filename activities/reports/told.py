"""Who knows of an event and who must still be telephoned, person by person (M03, N11)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Min

from activities.choices import LeaveState, NoticeKind
from activities.models import Activity, NoticeCall
from activities.reports.expected import expected_at
from activities.reports.gathering import notices_of
from activities.reports.steps import limits_of, published_for_rule
from activities.rules.kind_limits import notice_days
from activities.rules.telling import Told, Traces
from branches.reports.calendar import office_calendar
from branches.rules.deadlines import Deadline, latest_notice_day
from members.reports.roster import RosterEntry
from partywork.common import clock

TELLING = (NoticeKind.ANNOUNCEMENT, NoticeKind.CHANGE)


@dataclass(frozen=True)
class ToldLine:
    """One person of the day; `reached_on` is the day the notice stood in the inbox."""

    member_id: int
    name: str
    group_name: str
    phone: str
    has_account: bool
    reached_on: date | None
    traces: Traces
    called_by: str = ""

    @property
    def text(self) -> str:
        """知道了（6月20日） · 已电话通知 10:40 · 没有账号"""
        if self.traces.known_on is not None:
            return f"知道了（{self.traces.known_on.month}月{self.traces.known_on.day}日）"
        if self.traces.called_at is not None:
            return f"已电话通知 {_moment(self.traces.called_at)}"
        if self.traces.is_exempt:
            return "豁免，不用电话通知"
        if not self.has_account:
            return "没有账号"
        return "已送达，还没有看" if self.reached_on else "还没有送达"


@dataclass(frozen=True)
class ToldList:
    """`latest` is the last day on which being told keeps the days asked for."""

    lines: tuple[ToldLine, ...]
    latest: Deadline

    @property
    def to_call(self) -> list[ToldLine]:
        """Those without an account first: nothing else can reach them."""
        rows = [line for line in self.lines if line.traces.must_be_called]
        return sorted(rows, key=lambda line: line.has_account)

    @property
    def called(self) -> list[ToldLine]:
        return [line for line in self.lines if line.traces.state == Told.CALLED]

    @property
    def others(self) -> list[ToldLine]:
        """Those who know, and those who need not be called."""
        return [line for line in self.lines if line not in self.to_call and line not in self.called]

    @property
    def is_due(self) -> bool:
        """From the last day on, waiting for the inbox is no longer enough."""
        return clock.today() >= self.latest.last_day

    @property
    def sentence(self) -> str:
        told = len(self.lines) - len(self.to_call)
        rest = (
            f"，{len(self.to_call)} 人{'要打电话' if self.is_due else '还没有看到'}" if self.to_call else ""
        )
        return f"{len(self.lines)} 人中 {told} 人已通知到{rest}"

    @property
    def keys_to_call(self) -> list[int]:
        return [line.member_id for line in self.to_call]

    def with_phones(self, phones: Mapping[int, str]) -> "ToldList":
        """The same with the numbers of those who must be called, as somebody read them."""
        lines = tuple(replace(line, phone=phones.get(line.member_id, line.phone)) for line in self.lines)
        return replace(self, lines=lines)


def told_list(activity: Activity, *, limits: dict[str, Any] | None = None) -> ToldList:
    """The whole list, in a fixed number of queries; whose number is kept, but no number (`with_phones`)."""
    limits = limits or limits_of(activity)
    working = limits["pd.notice_counting"] == "working"
    latest = latest_notice_day(activity.day, notice_days(activity.sort, limits), working, office_calendar())
    entries = expected_at(activity)
    facts = _Facts.of(activity)
    return ToldList(tuple(_line(entry, facts) for entry in entries), latest)


@dataclass(frozen=True)
class _Facts:
    """By person: days of delivery and opening, day of the answer, the call; all since the notice that counts."""

    reached: dict[int, date]
    opened: dict[int, date]
    answered: dict[int, date]
    calls: dict[int, NoticeCall]

    @classmethod
    def of(cls, activity: Activity) -> "_Facts":
        since = published_for_rule(activity)
        if since is None:
            return cls({}, {}, {}, {})
        told = notices_of(activity).order_by().filter(kind__in=TELLING, created_at__gte=since)
        rows = told.values_list("recipient__member").annotate(Min("delivered_at"), Min("read_at"))
        found = [(member, reached, opened) for member, reached, opened in rows if member is not None]
        answers = activity.answers.filter(at__gte=since).values_list("member_id", "at")
        leaves = activity.leaves.exclude(state=LeaveState.WITHDRAWN).filter(asked_at__gte=since)
        calls = activity.calls.filter(called_at__gte=since).select_related("called_by")
        return cls(
            {member: clock.local_day(reached) for member, reached, _ in found if reached},
            {member: clock.local_day(opened) for member, _, opened in found if opened},
            {pk: clock.local_day(at) for pk, at in [*answers, *leaves.values_list("member_id", "asked_at")]},
            {call.member_id: call for call in calls},
        )


def _line(entry: RosterEntry, facts: _Facts) -> ToldLine:
    call = facts.calls.get(entry.member_id)
    return ToldLine(
        member_id=entry.member_id,
        name=entry.name,
        group_name=entry.group_name,
        phone="已登记" if entry.has_phone else "",
        has_account=entry.user_id is not None,
        reached_on=facts.reached.get(entry.member_id),
        traces=Traces(
            opened_on=facts.opened.get(entry.member_id),
            answered_on=facts.answered.get(entry.member_id),
            called_at=call.called_at if call else None,
            is_exempt=bool(entry.exemption),
        ),
        called_by=str(call.called_by) if call else "",
    )


def _moment(at: datetime) -> str:
    """10:40 today, 6月20日 10:40 on another day."""
    local = at.astimezone(clock.OFFICE)
    day = "" if local.date() == clock.today() else f"{local.month}月{local.day}日 "
    return f"{day}{local:%H:%M}"

"""From a plan row to an activity; moving it; calling it off (PD-03, PD-04, E-14..E-19, E-30)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from activities.choices import ActivityKind, ActivityState, FilingKind, NoticeKind, Venue
from activities.models import Activity, ActivityChange, AgendaItem, Filing, Guest, PlannedActivity
from activities.reports.change_content import change_content
from activities.reports.hosting import host_verdict
from activities.rules.change import judge_change
from activities.services.filing import hand_in
from activities.services.notifying import Message, queue
from activities.states import ACTIVITY
from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from branches.rules.day_rule import DayRule
from members.models import Member, User
from members.reports.roster import roster_on
from partywork.common import clock
from partywork.common.errors import Conflict
from partywork.common.verbs import advance, journal, lock, require, save

EDITABLE = (
    "theme",
    "mode",
    "requirement",
    "starts_at",
    "ends_at",
    "venue",
    "place",
    "materials",
    "wear_badge",
    "host",
    "host_reason",
    "recorder",
    "short_reason",
    "flag_hung",
)
ANNOUNCED_FIELDS = ("starts_at", "ends_at", "place")


@transaction.atomic
def open_from_row(row: PlannedActivity, *, by: User) -> Activity:
    """Open the activity of a plan row, everything inherited from the plan and the last time (journey 4).

    Opening twice finds the first. The day is the row's, else the branch's fixed day in that month.
    """
    row = lock(row)
    standing = row.activities.exclude(state=ActivityState.CANCELLED).first()
    if standing is not None:
        return standing
    require(not hasattr(row, "amended_by"), "这一行已经调整过，请从调整后的那一行开活动。")
    branch = row.plan.branch
    parameters = in_force(branch, row.start or date(row.plan.year, row.month, 1))
    rule: DayRule = parameters["pd.day_rule"]
    day = row.start or rule.date_in(row.plan.year, row.month)
    require(day is not None, "这一行还没有日期，请先在年度计划里填上日期。", field="start")
    assert day is not None
    minutes = int(parameters["pd.half_day_minutes"])
    starts_at, ends_at = _hours(rule, day, row.end or day, minutes)
    last = Activity.objects.filter(branch=branch, kind=row.kind).order_by("-starts_at").first()
    activity = Activity.objects.create(
        branch=branch,
        row=row,
        kind=row.kind,
        for_year=row.plan.year,
        for_month=row.month,
        theme=_theme(row),
        mode=row.mode,
        requirement=row.requirement,
        starts_at=starts_at,
        ends_at=ends_at,
        place=row.place or (last.place if last else ""),
        venue=last.venue if last else "on_site",
        host=_secretary(branch, day),
        recorder=last.recorder if last and _belongs(last.recorder, branch, day) else None,
    )
    _agenda_with(activity, _theme(row))
    journal(activity, "open", by=by, after=activity.state)
    return activity


@transaction.atomic
def open_unplanned(
    branch: Organization,
    *,
    by: User,
    kind: str,
    theme: str,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    venue: str = Venue.ON_SITE,
) -> Activity:
    """An activity no plan row foresaw; it counts for the month of its day. The same one twice is one."""
    branch = lock(branch)
    require(kind in ActivityKind.values, "请选类别。", field="kind")
    require(theme.strip(), "请写主题。", field="theme")
    require(ends_at > starts_at, "结束时间应晚于开始时间。", field="end")
    theme, day = theme.strip(), clock.local_day(starts_at)
    standing = (
        Activity.objects.standing().filter(branch=branch, kind=kind, theme=theme, starts_at=starts_at).first()
    )
    if standing is not None:
        return standing
    last = Activity.objects.filter(branch=branch, kind=kind).order_by("-starts_at").first()
    activity = Activity.objects.create(
        branch=branch,
        kind=kind,
        for_year=day.year,
        for_month=day.month,
        theme=theme,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip() or (last.place if last else ""),
        venue=venue,
        host=_secretary(branch, day),
        recorder=last.recorder if last and _belongs(last.recorder, branch, day) else None,
    )
    _agenda_with(activity, theme)
    journal(activity, "open", by=by, after=activity.state)
    return activity


@transaction.atomic
def change(
    activity: Activity, *, by: User, revision: int, fields: Mapping[str, Any], reason: str = ""
) -> Activity:
    """Change what the activity is. Once announced, a new time or place is reported and told again (PD-04, E-19).

    Raises Conflict when somebody else saved meanwhile (E-82).
    """
    activity = lock(activity)
    require(activity.is_open, f"活动{activity.get_state_display()}，不能再改。", code="wrong_state")
    if activity.revision != revision:
        current = {name: str(getattr(activity, name) or "") for name in fields if name in EDITABLE}
        raise Conflict("刚刚有人改过这次活动，请看一下现在的内容再存。", current=current)
    values = {name: fields[name] for name in EDITABLE if name in fields}
    before = {name: getattr(activity, name) for name in ANNOUNCED_FIELDS}
    hosting = (activity.host_id, activity.host_reason)
    for name, value in values.items():
        setattr(activity, name, value)
    _check(activity, before)
    if (activity.host_id, activity.host_reason) != hosting:
        _check_host(activity)
    moved = [name for name in ANNOUNCED_FIELDS if name in values and values[name] != before[name]]
    if activity.state == ActivityState.ANNOUNCED and moved:
        require(reason.strip(), "预告已经发出，改时间或地点要写明原因，会报上级并重新通知。", field="reason")
        activity.republished_at = clock.now()
    activity.revision += 1
    save(activity, *values, "revision", "republished_at")
    if activity.state == ActivityState.ANNOUNCED and moved:
        _record_change(activity, before, moved, reason, by=by)
    journal(activity, "change", by=by, reason=reason, after=activity.state)
    return activity


@transaction.atomic
def cancel(activity: Activity, *, by: User, reason: str) -> Activity:
    """Call it off with a reason; the month stays open (E-30)."""
    activity = lock(activity)
    require(reason.strip(), "请写明取消的原因。", field="reason")
    was_announced = activity.state == ActivityState.ANNOUNCED
    activity.cancel_reason = reason
    advance(activity, ACTIVITY, "cancel", by=by, reason=reason, fields=("cancel_reason",))
    if was_announced:
        before = {name: getattr(activity, name) for name in ANNOUNCED_FIELDS}
        _record_change(activity, before, ["cancelled"], reason, by=by)
    return activity


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
def set_agenda(activity: Activity, items: Sequence[tuple[str, int | None, str]], *, by: User) -> None:
    """The agenda, in order: what, how many minutes, who."""
    activity = lock(activity)
    require(activity.is_open, "活动已结束，议程不能再改。", code="wrong_state")
    activity.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(activity=activity, position=number, title=title, minutes=minutes, person=person)
        for number, (title, minutes, person) in enumerate(items, 1)
        if title.strip()
    )
    journal(activity, "set_agenda", by=by, after=activity.state)


@transaction.atomic
def invite(
    activity: Activity, *, by: User, name: str, kind: str, office: str = "", remark: str = ""
) -> Guest:
    """Somebody from outside the roster; the same guest twice is one (PD-10). `remark` is a visiting leader's
    comment (PD-23).
    """
    require(name.strip(), "请写来宾的姓名。", field="name")
    activity = lock(activity)
    _require_guests_open(activity)
    guest, _ = Guest.objects.update_or_create(
        activity=activity, name=name.strip(), kind=kind, defaults={"office": office, "remark": remark}
    )
    journal(guest, "invite", by=by)
    return guest


@transaction.atomic
def uninvite(guest: Guest, *, by: User) -> None:
    """Off the list again; somebody who is not on it any more is no error."""
    activity = lock(guest.activity)
    _require_guests_open(activity)
    journal(guest, "uninvite", by=by)
    Guest.objects.filter(pk=guest.pk).delete()


def _require_guests_open(activity: Activity) -> None:
    require(activity.state != ActivityState.CANCELLED, "活动已经取消。", code="wrong_state")
    held = activity.state == ActivityState.HELD
    require(not held or lock(activity.record).is_editable, "纪实表已经报送，来宾名单不能再改。", code="filed")


def _check(activity: Activity, before: Mapping[str, Any]) -> None:
    require(activity.theme.strip(), "请写主题。", field="theme")
    require(activity.ends_at > activity.starts_at, "结束时间应晚于开始时间。", field="ends_at")
    old_day = clock.local_day(before["starts_at"])
    if activity.day == old_day:
        return
    verdict = judge_change(
        date(activity.for_year, activity.for_month, 1),
        activity.day,
        office_calendar(),
        today=clock.today(),
        same_month=in_force(activity.branch, activity.day)["pd.same_month"],
    )
    require(verdict.allowed, f"{verdict.sentence}。", field="day", code="other_month")


def _check_host(activity: Activity) -> None:
    """Somebody else than the secretary hosts for a reason that is kept (PD-11, E-22)."""
    verdict = host_verdict(activity)
    field = "host_reason" if verdict.asks_reason else "host"
    require(verdict.allowed, f"{verdict.refusal}。", field=field, code="host")


def _record_change(
    activity: Activity, before: Mapping[str, Any], moved: list[str], reason: str, *, by: User
) -> None:
    cancelled = "cancelled" in moved
    row = ActivityChange.objects.create(
        activity=activity,
        old_starts_at=before["starts_at"],
        old_ends_at=before["ends_at"],
        old_place=before["place"],
        new_starts_at=None if cancelled else activity.starts_at,
        new_ends_at=None if cancelled else activity.ends_at,
        new_place="" if cancelled else activity.place,
        fields=moved,
        reason=reason,
        changed_by=by,
    )
    _tell_members(activity, row, cancelled=cancelled)
    day_moved = cancelled or clock.local_day(before["starts_at"]) != activity.day
    if day_moved and activity.branch.superior is not None:
        hand_in(
            FilingKind.CHANGE,
            activity.branch,
            content=change_content(row),
            by=by,
            year=activity.for_year,
            month=activity.for_month,
            activity=activity,
            change=row,
        )


def _tell_members(activity: Activity, row: ActivityChange, *, cancelled: bool) -> None:
    when = f"{clock.short_date(clock.local_day(row.old_starts_at))}的“{activity.theme}”"
    if cancelled:
        kind, subject, body = NoticeKind.CANCELLATION, f"活动取消：{activity.theme}", f"{when}取消。"
    else:
        kind, subject = NoticeKind.CHANGE, f"活动有变更：{activity.theme}"
        start, end = (moment.astimezone(clock.OFFICE) for moment in (activity.starts_at, activity.ends_at))
        place = activity.place or "地点另行通知"
        body = f"{when}改为 {clock.short_date(activity.day)} {start:%H:%M}—{end:%H:%M}，{place}。"
    message = Message(
        occasion=f"change:{row.pk}",
        kind=kind,
        subject=subject,
        body=f"{body}原因：{row.reason}",
        link=reverse("my_activity", args=[activity.pk]),
    )
    users = (entry.user_id for entry in roster_on(activity.branch, activity.day))
    queue((user for user in users if user is not None), message, activity=activity)


def _hours(rule: DayRule, first: date, last: date, minutes: int) -> tuple[datetime, datetime]:
    starts_at = clock.at(first, rule.start)
    ends_at = clock.at(last, rule.end)
    if ends_at <= starts_at:
        ends_at = starts_at + timedelta(minutes=minutes)
    return starts_at, ends_at


def _theme(row: PlannedActivity) -> str:
    first = row.content.replace("\n", " ").strip().rstrip("。；;")
    return first if len(first) <= 80 else f"{first[:79]}…"


def _agenda_with(activity: Activity, theme: str) -> None:
    titles = ["通报到会情况和活动内容"] if activity.kind == ActivityKind.PARTY_DAY else []
    titles.append(theme)
    titles.append("总结")
    AgendaItem.objects.bulk_create(
        AgendaItem(activity=activity, position=number, title=title) for number, title in enumerate(titles, 1)
    )


def _secretary(branch: Organization, day: date) -> Member | None:
    held = branch.appointments.filter(post="secretary", period__contains=day).select_related("holder__member")
    appointment = held.first()
    return getattr(appointment.holder, "member", None) if appointment else None


def _belongs(member: Member | None, branch: Organization, day: date) -> bool:
    return member is not None and member.spells.filter(branch=branch, period__contains=day).exists()

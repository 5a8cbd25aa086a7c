"""The demo year up to today: what every month came to, what is due now."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from activities.models import AnnualPlan, CatalogueTheme, Notice, PlannedActivity
from activities.services import excusing, filing, leaving, notifying, planning
from members.models import User
from partywork.common import clock
from partywork.demo import development, dues, texts
from partywork.demo.care import care
from partywork.demo.coming import coming
from partywork.demo.education import education
from partywork.demo.files import files
from partywork.demo.frozen import frozen
from partywork.demo.joint import joint_day
from partywork.demo.meetings import meetings
from partywork.demo.months import Fate, Month
from partywork.demo.publicity import publicity
from partywork.demo.talks import talks
from partywork.demo.transfers import transfers
from partywork.demo.vote import vote
from partywork.demo.world import BranchWorld, World, build

Rows = Iterable[tuple[int, str, str]]
LATE = timedelta(days=4)


@transaction.atomic
def load() -> None:
    """Build everything; the same day gives the same world."""
    now = clock.now().replace(minute=0, second=0, microsecond=0)
    today = now.date()
    with clock.replaying(clock.at(date(today.year, 1, 1), datetime.min.time())):
        world = build(today.year)
    # Today's event must be there to sign in to, and one in six days to announce.
    _students(world, now)
    _plain(world.association, world.official, texts.ASSOCIATION_PLAN, _association_fates(today.month), now)
    _plain(world.company, world.official, texts.COMPANY_PLAN, _company_fates(today.month), now)
    joint_day(world, now)
    files(world)
    dues.play(world, now)
    development.play(world, now)
    care(world, now)
    talks(world.students, now)
    transfers(world, now)
    meetings(world.students, now)
    vote(world.company, now)
    coming(world.students, now)
    education(world, now)
    publicity(world, now)
    _explain_august(world.company, now)
    frozen(now)
    notifying.deliver_all()
    old = Notice.objects.filter(created_at__lt=now - timedelta(days=5))
    old.update(read_at=F("delivered_at"))


def _students(world: World, now: datetime) -> None:
    today, following = now.date(), now.date() + timedelta(days=6)
    _, mode, content = texts.STUDENT_PLAN[today.month - 1]
    extra: list[dict[str, Any]] = [_row(today, mode, content), *_once_a_year()]
    volunteer = _row(following, "党员志愿行动", "党员志愿服务：社区清洁与走访。")
    dates = {today.month}
    if following.year == today.year:
        extra.append(volunteer)
        dates.add(following.month)
    if today.month != 7 and 7 not in dates:
        dates.add(7)
        extra.append(_row(date(today.year, 7, 1), *texts.STUDENT_PLAN[6][1:]))
    rows = [row for row in texts.STUDENT_PLAN if row[0] not in dates]
    plan = _plan(world.students, world.official, rows, extra, now)
    last = today.month - 1
    fates = {
        2: Fate(absent=6),
        4: Fate(sheet_after=LATE),
        5: Fate(answer="return_then_accept"),
        last: Fate(absent=2, answer="return", make_ups="open", answered_lately=True),
    }
    for row in plan.rows.filter(month__lt=today.month, start__isnull=False, kind="party_day"):
        Month(world.students, world.official, row, fates.get(row.month, Fate()), now).replay()
    _today(world, plan.rows.get(start=today), now)
    if following.year != today.year:
        next_plan = planning.begin(world.students.branch, following.year, by=world.students.secretary)
        planning.take_over(next_plan, [volunteer], by=world.students.secretary)


def _today(world: World, row: PlannedActivity, now: datetime) -> None:
    """Announced a week ago, beginning this hour, one leave granted and one waiting."""
    activity = Month(world.students, world.official, row, Fate(), now).announce()
    hour = min(max(now.hour, 8), 20)
    activity.starts_at = clock.start_of(now.date()) + timedelta(hours=hour)
    activity.ends_at = activity.starts_at + timedelta(hours=3, minutes=30)
    activity.save(update_fields=["starts_at", "ends_at"])
    granted, waiting = world.students.members[7], world.students.members[8]
    assert granted.user is not None
    assert waiting.user is not None
    with clock.replaying(now - timedelta(days=1)):
        leave = leaving.ask(activity, granted, reason="official", by=granted.user)
        leaving.approve(leave, by=world.students.secretary, note="同意，会后补课。")
        leaving.ask(activity, waiting, reason="personal", by=waiting.user, text="家里有事。")


def _plain(world: BranchWorld, official: User, rows: Rows, fates: dict[int, Fate], now: datetime) -> None:
    plan = _plan(world, official, rows, [], now)
    for row in plan.rows.filter(start__lt=now.date()):
        fate = fates.get(row.month, Fate())
        if fate.absent >= 0:
            Month(world, official, row, fate, now).replay()


def _association_fates(month: int) -> dict[int, Fate]:
    return {
        3: Fate(answer="return_then_accept"),
        month: Fate(answer="none"),
        month - 1: Fate(make_ups="open"),
    }


def _company_fates(month: int) -> dict[int, Fate]:
    """August was not held at all; the latest sheet has not been handed in."""
    return {6: Fate(sheet_after=LATE), 8: Fate(absent=-1), month: Fate(hand_in=False, make_ups="open")}


def _explain_august(world: BranchWorld, now: datetime) -> None:
    """Why there was no August: written down in the first days of September (E-18)."""
    written = clock.at(date(now.year, 9, 3), datetime.min.time()) + timedelta(hours=10)
    if now > written:
        with clock.replaying(written):
            reason = "高温限电，全厂停产轮休，党员不在岗。"
            excusing.excuse_month(world.branch, now.year, 8, by=world.secretary, reason=reason)


def _plan(
    world: BranchWorld, official: User, rows: Rows, extra: list[dict[str, Any]], now: datetime
) -> AnnualPlan:
    """The year's plan, filed in January and approved two days later."""
    year, secretary = now.year, world.secretary
    filed = min(clock.at(date(year, 1, 8), datetime.min.time()) + timedelta(hours=10), now)
    with clock.replaying(filed):
        plan = planning.begin(world.branch, year, by=secretary)
        fields = [{"month": month, "mode": mode, "content": content} for month, mode, content in rows]
        planning.take_over(plan, [*fields, *extra], by=secretary)
        planning.place_days(plan, by=secretary)
        _required(plan)
        plan.refresh_from_db()
        planning.describe(plan, by=secretary, revision=plan.revision, discussed_on=filed.date(), note="")
        handed_in = planning.submit(plan, by=secretary)
    with clock.replaying(min(filed + timedelta(days=2), now)):
        filing.accept(handed_in, by=official, answer="已备案。")
    return plan


def _once_a_year() -> list[dict[str, Any]]:
    """What stands in a plan beside the Party days, by month only."""
    return [{"month": month, "kind": kind, "content": content} for month, kind, content in texts.ONCE_A_YEAR]


def _required(plan: AnnualPlan) -> None:
    """The committee's required themes, taken up by the row of their month."""
    for theme in CatalogueTheme.objects.filter(year=plan.year, requirement="required"):
        row = plan.rows.filter(month=theme.months[-1], kind="party_day").order_by("start").first()
        if row is not None:
            row.theme, row.requirement = theme, theme.requirement
            row.save(update_fields=["theme", "requirement"])


def _row(day: date, mode: str, content: str) -> dict[str, Any]:
    return {"month": day.month, "start": day, "end": day, "mode": mode, "content": content}

"""Every main page of every role at both widths, judged by axe; and the member's journeys by keyboard alone."""

import time
from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe

from activities.choices import ActivityState, AttendanceStatus, PlanState
from activities.models import Activity, AgendaItem, AnnualPlan, Attendance, Filing, LeaveRequest, RatingRound
from activities.rules.sign_in_code import code_at
from activities.services import (
    agreeing,
    announcing,
    answer_links,
    attending,
    leaving,
    notifying,
    preparing,
    recording,
    speaking,
)
from partywork.common import clock
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.members import make_user
from tests.journeys.conftest import DESK, PASSWORD, PHONE

WORDS = {"discussion": "有", "consensus": "有", "actions": "本次没有议定事项", "content": "学习"}
GRAVE = {"serious", "critical"}
MANY_TABS = 40


@dataclass
class Lived:
    """A branch with something on every page."""

    held: Activity
    running: Activity
    coming: Activity
    filing: Filing


@pytest.fixture
def lived(world):
    today = clock.today()
    plan = make_plan(world.branch, today.year, state=PlanState.APPROVED)
    make_row(plan, month=today.month)
    held = _activity(world, hours_ago=6, minutes=180)
    for number, member in enumerate(world.roster):
        attending.mark(held, member, status="absent" if number == 2 else "present", by=world.secretary)
    attending.close(held, by=world.secretary)
    record = recording.write(held.record, by=world.secretary, revision=1, fields=WORDS)
    running = _activity(world, hours_ago=0.5, minutes=240, state=ActivityState.ANNOUNCED)
    coming = _activity(world, hours_ago=-72, minutes=240)
    agreeing.agree(held, line="整理台账，钱五，长期", by=world.secretary)
    item = AgendaItem.objects.create(
        activity=running, position=1, title="研究接收预备党员", matter="admission"
    )
    who = f"m{world.plain_member.pk}"
    speaking.note(
        running, key=uuid4(), who=who, gist="同意", is_differing=True, by=world.secretary, item=item
    )
    preparing.ask_approval(coming, by=world.secretary)
    announcing.announce(coming, by=world.secretary, late_reason="场地刚刚定下")
    leaving.ask(coming, world.plain_member, reason="official", by=world.member)
    notifying.deliver_all()
    return Lived(held, running, coming, recording.submit(record, by=world.secretary))


def _activity(world, *, hours_ago, minutes, **fields):
    starts_at = clock.now() - timedelta(hours=hours_ago)
    ends_at = starts_at + timedelta(minutes=minutes)
    fields.update(for_year=starts_at.year, for_month=starts_at.month, host=world.secretary_member)
    if fields.get("state") == ActivityState.ANNOUNCED:
        fields["published_at"] = starts_at - timedelta(days=7)
    return make_activity(world.branch, starts_at=starts_at, ends_at=ends_at, **fields)


def _visitor(world, lived):
    link = answer_links.token_for(lived.coming.pk, world.secretary_member.pk)
    return ["/accounts/login/", "/help/", "/privacy/", f"/a/{link}/", f"/a/{link}/?leave=1"]


def _secretary(world, lived):
    held, running, coming = lived.held, lived.running, lived.coming
    plan = AnnualPlan.objects.get()
    row = plan.rows.get()
    return [
        "/",
        f"/plans/{plan.pk}/",
        f"/plans/rows/{row.pk}/",
        f"/plans/year/{plan.year + 1}/",
        "/activities/",
        "/activities/new/",
        f"/activities/{held.pk}/",
        f"/activities/{running.pk}/",
        f"/activities/{running.pk}/wall/",
        f"/activities/{coming.pk}/",
        f"/activities/{coming.pk}/told/",
        f"/organizations/{world.branch.pk}/robots/",
        "/activities/calendar/",
        f"/activities/{coming.pk}/change/",
        f"/activities/{coming.pk}/agenda/",
        f"/activities/{coming.pk}/cancellation/",
        f"/attendances/{held.attendances.first().pk}/",
        "/records/",
        f"/records/{held.record.pk}/",
        f"/filings/{lived.filing.pk}/",
        f"/branches/{world.branch.pk}/findings/?year={plan.year}",
        f"/activities/{lived.running.pk}/meeting/",
        f"/activities/{lived.coming.pk}/agenda/",
        "/actions/",
        f"/actions/{held.action_items.get().pk}/",
        "/studies/",
        "/studies/new/",
        "/ledger/",
        "/members/",
        "/members/new/",
        "/members/import/",
        f"/members/{world.plain_member.pk}/",
        f"/organizations/{world.branch.pk}/posts/",
        "/groups/",
        "/parameters/",
        "/inbox/",
        "/rules/",
        "/account/",
    ]


def _member(world, lived):
    return [
        "/my/",
        f"/my/activities/{lived.coming.pk}/",
        f"/my/activities/{lived.coming.pk}/leave/",
        f"/my/activities/{lived.held.pk}/rating/",
        f"/my/activities/{lived.held.pk}/",
        _scanned(lived.running),
        "/my/actions/",
        f"/my/activities/{lived.held.pk}/note/",
        "/my/record/",
        "/my/absences/",
        "/my/calendar/",
        "/inbox/",
        "/account/",
        "/help/",
    ]


def _reviewer(world, lived):
    return [
        "/",
        "/board/",
        "/queue/?kind=record",
        "/queue/?kind=theme",
        f"/filings/{lived.filing.pk}/",
        "/cases/",
        "/catalogue/",
        "/organizations/",
        f"/organizations/new/?parent={world.committee.pk}",
        f"/organizations/{world.branch.pk}/",
        f"/organizations/{world.branch.pk}/rename/",
        "/parameters/pd.filing_days/",
        "/tokens/",
        "/members/",
    ]


def _admin(world, lived):
    return ["/", "/organizations/", "/jobs/", "/calendar/", "/parameters/", "/account/"]


PAGES = {
    None: _visitor,
    "secretary": _secretary,
    "member": _member,
    "reviewer": _reviewer,
    "admin": _admin,
}


def _scanned(activity):
    return f"/sign-in/{activity.pk}/{code_at(activity.sign_in_secret, activity.pk, time.time())}/"


@pytest.mark.parametrize("username", PAGES)
def test_no_page_shuts_anybody_out(hand, world, lived, username):
    make_user("admin", name="管一", is_superuser=True, is_staff=True)
    if username:
        hand.sign_in(username)
    axe, wrong = Axe(), []

    for path in PAGES[username](world, lived):
        for size in (DESK, PHONE):
            hand.page.set_viewport_size(size)
            answer = hand.page.goto(hand.base + path)
            where = f"{path} ({size['width']})"
            if answer.status != 200:
                wrong.append(f"{where}: {answer.status}")
            if hand.page.evaluate("document.documentElement.scrollWidth") > size["width"]:
                wrong.append(f"{where}: wider than the screen")
            found = axe.run(hand.page).response["violations"]
            wrong += [
                f"{where}: {each['id']} {node['target']}"
                for each in found
                if each["impact"] in GRAVE
                for node in each["nodes"]
            ]

    assert wrong == []


# --- by keyboard alone ------------------------------------------------------------------------------------


def _tab_to(page, words):
    """Press Tab until the control with these words has the focus."""
    for _ in range(MANY_TABS):
        page.keyboard.press("Tab")
        held = page.evaluate(
            "(() => { const e = document.activeElement;"
            " return (e.innerText || (e.labels && e.labels[0] ? e.labels[0].innerText : '')).trim() })()"
        )
        if held == words:
            return
    raise AssertionError(f"Tab does not reach {words}")


def _sign_in_by_keyboard(hand, username):
    hand.open("/accounts/login/")
    hand.page.locator("[name=login]").focus()
    hand.page.keyboard.type(username)
    hand.page.keyboard.press("Tab")
    hand.page.keyboard.type(PASSWORD)
    with hand.page.expect_navigation():
        hand.page.keyboard.press("Enter")


def _enter(hand):
    with hand.page.expect_navigation():
        hand.page.keyboard.press("Enter")


def test_signing_in_to_the_event_by_keyboard(phone, world, lived):
    _sign_in_by_keyboard(phone, "member")
    phone.open(_scanned(lived.running))
    _tab_to(phone.page, "签到")
    _enter(phone)

    assert Attendance.objects.get(activity=lived.running, member=world.plain_member).is_present


def test_asking_for_leave_by_keyboard(phone, world, lived):
    LeaveRequest.objects.all().delete()
    _sign_in_by_keyboard(phone, "member")
    phone.open(f"/my/activities/{lived.coming.pk}/")
    _tab_to(phone.page, "请假")
    _enter(phone)
    _tab_to(phone.page, "公务")
    phone.page.keyboard.press("Space")
    _tab_to(phone.page, "交给书记")
    _enter(phone)

    assert LeaveRequest.objects.get(member=world.plain_member).reason == "official"


def test_rating_by_keyboard(phone, world, lived):
    _sign_in_by_keyboard(phone, "member")
    phone.open(f"/my/activities/{lived.held.pk}/rating/")
    for _ in phone.page.locator("fieldset").all():
        phone.page.keyboard.press("Tab")
        while not phone.page.evaluate("document.activeElement.type === 'radio'"):
            phone.page.keyboard.press("Tab")
        phone.page.keyboard.press("Space")
    _tab_to(phone.page, "交上去")
    _enter(phone)

    assert RatingRound.objects.get(activity=lived.held).collected == 1
    assert AttendanceStatus.ABSENT in set(lived.held.attendances.values_list("status", flat=True))


def test_a_case_that_opens_in_the_list_shuts_nobody_out(hand, world, lived):
    """What a fragment brings is judged as the page is: at both widths, with its form and its headings."""
    hand.sign_in("reviewer")
    axe, wrong = Axe(), []
    for size in (DESK, PHONE):
        hand.page.set_viewport_size(size)
        hand.open("/queue/?kind=record")
        hand.page.locator("[data-open]").first.click()
        hand.page.get_by_role("heading", name="答复").wait_for()

        found = axe.run(hand.page).response["violations"]

        wrong += [f"{size['width']}: {each['id']}" for each in found if each["impact"] in GRAVE]
        if hand.page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            wrong.append(f"{size['width']}: wider than the screen")
    assert wrong == []

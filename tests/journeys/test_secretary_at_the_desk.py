"""Journeys 4 to 6 of a secretary at 1280 pixels, with their clicks and inputs."""

from datetime import timedelta

from activities.choices import ActivityState, FilingState, PlanState, RecordState
from activities.models import Activity, AnnualPlan, Notice, RecordSheet
from activities.plan_templates import STUDENT_BRANCH
from activities.services import attending, filing
from partywork.common import clock
from tests.factories.activities import make_activity, make_plan, make_row


def test_journey_4_from_the_list_of_today_to_a_published_notice_in_two_clicks(hand, world, as_user):
    day = clock.today() + timedelta(days=9)
    plan = make_plan(world.branch, day.year, state=PlanState.APPROVED)
    make_row(plan, month=day.month, start=day, end=day, content="党员志愿服务")
    as_user(hand, world.secretary)

    hand.open("/")
    hand.press("开活动")
    hand.press("发布预告")

    activity = Activity.objects.get()
    assert activity.state == ActivityState.ANNOUNCED
    assert Notice.objects.filter(recipient=world.member).count() == 1
    assert hand.sees("提前 9 天") or hand.sees("提前9天")
    assert (hand.clicks, hand.inputs) == (2, 0)


def test_journey_5_a_year_from_last_year_handed_in(hand, world, as_user):
    year = clock.today().year
    last = make_plan(world.branch, year - 1, state=PlanState.APPROVED)
    for month, mode, content in STUDENT_BRANCH.rows:
        make_row(last, month=month, mode=mode, content=content)
    as_user(hand, world.secretary)

    hand.open(f"/plans/year/{year}/")
    hand.press("开始")
    hand.click(hand.page.locator("#file button"))

    plan = AnnualPlan.objects.get(year=year)
    assert plan.state == PlanState.SUBMITTED
    assert plan.rows.filter(start__isnull=False).count() == 12
    assert hand.clicks == 2


def test_journey_6_closing_and_filing_the_sheet(hand, world, as_user):
    starts_at = clock.now() - timedelta(hours=4)
    activity = make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=clock.now() - timedelta(minutes=1),
        state=ActivityState.ANNOUNCED,
        published_at=starts_at - timedelta(days=7),
        for_year=starts_at.year,
        for_month=starts_at.month,
        host=world.secretary_member,
    )
    for member in world.roster:
        attending.mark(activity, member, status="present", by=world.secretary)
    as_user(hand, world.secretary)

    hand.open(f"/activities/{activity.pk}/")
    hand.press("结束主题党日")
    hand.follow("写纪实表")
    hand.write("content", "集中学习，交流研讨。")
    hand.write("discussion", "李二谈了学习体会。")
    hand.write("consensus", "把材料提前三天发给大家。")
    hand.write("actions", "本次没有议定事项")
    hand.press("检查并报送")

    record = RecordSheet.objects.get()
    assert record.state == RecordState.SUBMITTED
    assert not record.filing.is_late
    assert hand.clicks == 3
    assert hand.inputs == 4

    filing.return_(record.filing, by=world.reviewer, answer="请写清责任人。")
    hand.open(f"/records/{record.pk}/")
    assert hand.sees("请写清责任人。")
    hand.write("actions", "李二月底前汇编材料。")
    hand.press("检查并报送")
    record.refresh_from_db()
    assert record.filing.rounds.count() == 2
    assert record.filing.state == FilingState.SUBMITTED


def test_a_sheet_with_a_missing_part_keeps_everything_typed(hand, world, as_user):
    starts_at = clock.now() - timedelta(hours=4)
    activity = make_activity(
        world.branch,
        starts_at=starts_at,
        ends_at=clock.now() - timedelta(minutes=1),
        for_year=starts_at.year,
        for_month=starts_at.month,
    )
    for member in world.roster:
        attending.mark(activity, member, status="present", by=world.secretary)
    attending.close(activity, by=world.secretary)
    as_user(hand, world.secretary)

    hand.open(f"/records/{activity.record.pk}/")
    hand.write("discussion", "讨论了三件事。")
    hand.press("检查并报送")

    assert hand.page.input_value("[name=discussion]") == "讨论了三件事。"
    assert RecordSheet.objects.get().state == RecordState.DRAFT

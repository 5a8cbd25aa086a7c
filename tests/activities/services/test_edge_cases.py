"""The edge cases of the register with their numbers, each at, just under and just over the limit (rules.md 4)."""

from datetime import date, datetime, time, timedelta

import pytest

from activities.choices import Criterion
from activities.models import Activity, Filing, MakeUp, Notice
from activities.reports.plan_content import plan_content
from activities.reports.rating_result import rating_result
from activities.reports.sheet import missing_parts, sheet_content, verdict_of
from activities.rules.satisfaction import RatedEvent
from activities.services import (
    announcing,
    attending,
    changing,
    filing,
    leaving,
    making_up,
    opening,
    planning,
    preparing,
    rating,
    recording,
    watching,
)
from branches.models import Organization
from branches.services.setting import set_parameter
from branches.services.structuring import dissolve, move, rename
from members.models import Member
from members.reports.roster import roster_on
from members.services.transferring import correct_transfer_day, transfer
from partywork.common import clock
from partywork.common.errors import Conflict, DomainError
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import appoint, exempt, make_member, make_user

JUNE_18 = date(2026, 6, 18)
WRITTEN = {"content": "学习了原文", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}


def at(day, hour, minute=0):
    return clock.at(date(2026, *day), time(hour, minute))


@pytest.fixture
def branch(world):
    return make_branch(parent=world.committee)


def held(branch, by, present, today, *, day=JUNE_18, others="absent", **fields):
    """An activity of that day, closed: those present came, all others were marked so."""
    activity = make_activity(branch, day, **fields)
    today.move_to(activity.starts_at + timedelta(minutes=1))
    came = {member.pk for member in present}
    for entry in roster_on(branch, day):
        status = "present" if entry.member_id in came else others
        if status:
            attending.mark(activity, Member.objects.get(pk=entry.member_id), status=status, by=by)
    today.move_to(activity.ends_at)
    return attending.close(activity, by=by)


# --- who belongs that day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted_on", "in_old", "in_new"),
    [(date(2026, 6, 17), False, True), (JUNE_18, False, True), (date(2026, 6, 19), True, False)],
    ids=["the day before", "on the day", "the day after"],
)
def test_e01_e02_e03_a_transfer_counts_from_the_day_of_acceptance(world, today, accepted_on, in_old, in_new):
    new_branch = make_branch(parent=world.committee)
    make_member(new_branch)
    today.move_to(at((6, 20), 9))
    transfer(world.plain_member, new_branch, day=accepted_on, by=world.reviewer)
    old = held(world.branch, world.secretary, [], today)
    new = held(new_branch, world.reviewer, [], today)
    assert old.attendances.filter(member=world.plain_member).exists() is in_old
    assert new.attendances.filter(member=world.plain_member).exists() is in_new
    assert (old.total, new.total) == (5 if in_old else 4, 2 if in_new else 1)


def test_e01_a_mark_of_somebody_who_by_closing_is_no_longer_on_the_roster_is_kept_and_not_counted(
    world, today
):
    activity = make_activity(world.branch, JUNE_18)
    today.move_to(at((6, 18), 14))
    attending.mark_all_present(activity, by=world.secretary)
    transfer(world.plain_member, make_branch(parent=world.committee), day=JUNE_18, by=world.reviewer)
    today.move_to(at((6, 18), 18))
    activity = attending.close(activity, by=world.secretary)
    row = activity.attendances.get(member=world.plain_member)
    assert (row.status, row.basis) == ("not_yet", "当日不在本支部名册")
    assert (activity.total, activity.present) == (4, 4)
    assert not MakeUp.objects.exists()
    assert watching.reconcile() == []


def test_e04_a_corrected_day_leaves_the_closed_register_alone(world, today):
    new_branch = make_branch(parent=world.committee)
    today.move_to(at((6, 19), 9))
    transfer(world.plain_member, new_branch, day=date(2026, 6, 19), by=world.reviewer)
    activity = held(world.branch, world.secretary, [], today)
    correct_transfer_day(world.plain_member, date(2026, 6, 17), by=world.reviewer, reason="介绍信日期")
    activity.refresh_from_db()
    assert activity.total == 5
    assert activity.attendances.filter(member=world.plain_member).exists()
    later = make_activity(world.branch, date(2026, 6, 20))
    with pytest.raises(DomainError, match="不在本支部名册"):
        attending.mark(later, world.plain_member, status="present", by=world.secretary)


def test_e05_probationary_members_are_in_both_denominators_and_printed_apart(world, branch, today):
    for number in range(10):
        make_member(branch, name=f"正{number}")
    for number in range(2):
        make_member(branch, name=f"预{number}", full_on=None)
    activity = held(branch, world.secretary, [], today)
    heads = verdict_of(activity).headcount
    assert (heads.total, heads.total_full, heads.total_probationary, heads.expected) == (12, 10, 2, 12)


# --- eighty percent ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "required"),
    [(3, 3), (4, 4), (5, 4), (6, 5), (7, 6), (8, 7), (9, 8), (10, 8), (12, 10), (15, 12), (20, 16)],
)
@pytest.mark.parametrize("over", [-1, 0, 1])
def test_e07_how_many_must_come_of_how_many(world, branch, today, total, required, over):
    members = [make_member(branch) for _ in range(total)]
    present = min(required + over, total)
    activity = held(branch, world.secretary, members[:present], today)
    verdict = verdict_of(activity)
    assert verdict.required == required
    assert verdict.met is (present >= required)
    assert (activity.total, activity.present) == (total, present)


def test_e07_three_of_four_says_so_and_needs_a_reason_before_filing(world, branch, today):
    members = [make_member(branch) for _ in range(4)]
    activity = held(branch, world.secretary, members[:3], today)
    assert verdict_of(activity).sentence == "需4人，实到3人（75%），差1人"
    recording.write(activity.record, by=world.secretary, revision=1, fields=WRITTEN)
    with pytest.raises(DomainError, match="请写明到会不足的原因"):
        recording.submit(activity.record, by=world.secretary)
    attending.explain_low(activity, by=world.secretary, reason="一人出差")
    assert (
        recording.submit(Activity.objects.get(pk=activity.pk).record, by=world.secretary).state == "submitted"
    )


def test_e07_a_committee_may_let_one_of_four_be_absent(world, branch, today):
    set_parameter(
        world.committee,
        "pd.small_branch_mode",
        "allow_one_absent",
        since=date(2026, 6, 18),
        by=world.reviewer,
    )
    members = [make_member(branch) for _ in range(4)]
    assert verdict_of(held(branch, world.secretary, members[:3], today)).met is True


def with_exempt(branch, by, members, exempted):
    for member in exempted:
        exempt(member, branch, JUNE_18, JUNE_18, by)
    return members


def test_e08_both_denominators_are_shown_and_the_parameter_judges(world, branch, today):
    members = [make_member(branch) for _ in range(12)]
    with_exempt(branch, world.reviewer, members, members[9:])
    activity = held(branch, world.secretary, members[:8], today, others="")
    verdict = verdict_of(activity)
    assert (verdict.total_rate_text, verdict.expected_rate_text) == ("66.7%", "88.9%"), (
        "cut, never rounded up"
    )
    assert (verdict.base, verdict.met) == (12, False)
    assert (activity.total, activity.expected, activity.present) == (12, 9, 8)


def test_e08_by_expected_the_same_day_is_met(world, branch, today):
    set_parameter(world.committee, "pd.denominator", "expected", since=JUNE_18, by=world.reviewer)
    members = [make_member(branch) for _ in range(12)]
    with_exempt(branch, world.reviewer, members, members[9:])
    activity = held(branch, world.secretary, members[:8], today, others="")
    row = activity.attendances.get(status="unsettled")
    attending.settle(row, status="absent", by=world.secretary)
    verdict = verdict_of(Activity.objects.get(pk=activity.pk))
    assert (verdict.base, verdict.required, verdict.met) == (9, 8, True)


def test_e09_where_all_are_exempt_no_ratio_applies(world, branch, today):
    set_parameter(world.committee, "pd.denominator", "expected", since=JUNE_18, by=world.reviewer)
    members = [make_member(branch) for _ in range(3)]
    with_exempt(branch, world.reviewer, members, members)
    verdict = verdict_of(held(branch, world.secretary, [], today, others=""))
    assert (verdict.applies, verdict.met) == (False, None)
    assert "不适用" in verdict.sentence


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (JUNE_18, date(2026, 7, 1), 0),
        (date(2026, 6, 19), date(2026, 7, 1), 1),
        (date(2026, 6, 1), JUNE_18, 0),
        (date(2026, 6, 1), date(2026, 6, 17), 1),
    ],
    ids=["starts that day", "starts the next", "ends that day", "ended the day before"],
)
def test_e10_an_exemption_holds_on_its_first_and_its_last_day(world, branch, today, since, until, expected):
    exempt(make_member(branch), branch, since, until, world.reviewer)
    activity = held(branch, world.secretary, [], today, others="")
    assert (activity.total, activity.expected) == (1, expected)


def test_e11_an_exempt_member_who_comes_joins_the_base(world, branch, today):
    set_parameter(world.committee, "pd.denominator", "expected", since=JUNE_18, by=world.reviewer)
    members = [make_member(branch) for _ in range(4)]
    with_exempt(branch, world.reviewer, members, members[2:])
    activity = held(branch, world.secretary, members[:3], today, others="")
    assert (activity.total, activity.expected, activity.present) == (4, 3, 3)
    assert verdict_of(activity).rate_text == "100%"


def test_e12_an_exempt_absentee_served_at_home_is_made_up_not_present(world, branch, today):
    member = make_member(branch)
    exempt(member, branch, JUNE_18, JUNE_18, world.reviewer)
    activity = held(branch, world.secretary, [], today, others="")
    make_up = MakeUp.objects.get(attendance__member=member)
    with pytest.raises(DomainError, match="谁去的"):
        making_up.hand_in(make_up, by=world.secretary, method="home", done_on=JUNE_18)
    visit = making_up.Visit(visitors="张一", brought="学习材料")
    making_up.hand_in(make_up, by=world.secretary, method="home", done_on=JUNE_18, visit=visit)
    making_up.confirm(make_up, by=world.reviewer)
    activity.refresh_from_db()
    assert (activity.present, activity.made_up) == (0, 1)
    assert watching.reconcile() == []


# --- notice, change, cancelling ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "reason", "allowed"),
    [(6, "", True), (5, "", True), (4, "", False), (4, "计划调整", True), (4, "  ", False)],
)
def test_e15_notice_five_days_ahead_or_with_a_reason(world, today, days, reason, allowed):
    activity = make_activity(world.branch, JUNE_18 + timedelta(days=days))
    if allowed:
        announced = announcing.announce(activity, by=world.secretary, late_reason=reason)
        assert announced.late_reason == reason
        return
    with pytest.raises(DomainError) as refusal:
        announcing.announce(activity, by=world.secretary, late_reason=reason)
    assert (refusal.value.code, refusal.value.field) == ("late_notice", "late_reason")
    activity.refresh_from_db()
    assert activity.state == "draft"


def test_e15_the_last_minute_of_the_fifth_day_is_still_in_time(world, today):
    activity = make_activity(world.branch, date(2026, 6, 25))
    today.move_to(at((6, 20), 23, 59))
    assert announcing.announce(activity, by=world.secretary).late_reason == ""


def test_e15_a_row_amended_after_approval_keeps_the_old_one_and_carries_the_activity_along(world, today):
    plan = make_plan(world.branch, state="approved")
    row = make_row(plan, start=date(2026, 6, 25), end=date(2026, 6, 25))
    activity = opening.open_from_row(row, by=world.secretary)
    with pytest.raises(DomainError, match="调整要写明原因"):
        planning.change_row(row, by=world.secretary, fields={"content": "新主题"})
    changed = planning.change_row(row, by=world.secretary, fields={"content": "新主题"}, reason="上级部署")
    activity.refresh_from_db()
    row.refresh_from_db()
    assert (activity.row_id, changed.amends_id, row.content) == (changed.pk, row.pk, "6月专题学习")
    assert opening.open_from_row(changed, by=world.secretary).pk == activity.pk
    assert len(plan_content(plan)["rows"]) == 1


def moved(activity, day, by, reason="会场冲突"):
    activity.refresh_from_db()
    start = clock.at(day, time(14))
    return changing.change(
        activity,
        by=by,
        revision=activity.revision,
        fields={"starts_at": start, "ends_at": start + timedelta(hours=4)},
        reason=reason,
    )


@pytest.mark.parametrize(("day", "allowed"), [(date(2026, 6, 30), True), (date(2026, 7, 1), False)])
def test_e16_a_postponement_stays_in_its_month(world, today, day, allowed):
    activity = make_activity(world.branch, date(2026, 6, 25), state="announced")
    if allowed:
        assert moved(activity, day, world.secretary).day == day
        return
    with pytest.raises(DomainError, match="最晚可改到6月30日"):
        moved(activity, day, world.secretary)


def test_e16_e17_where_the_committee_allows_it_the_later_event_counts_for_its_own_month(world, today):
    set_parameter(world.committee, "pd.same_month", "off", since=JUNE_18, by=world.reviewer)
    activity = moved(make_activity(world.branch, date(2026, 6, 25)), date(2026, 7, 2), world.secretary)
    assert (activity.day.month, activity.for_month) == (7, 6)


def test_e19_hours_moved_after_the_notice_are_told_again_and_a_day_moved_is_reported(world, today):
    activity = announcing.announce(make_activity(world.branch, date(2026, 6, 25)), by=world.secretary)
    first = activity.published_at
    today.shift(timedelta(hours=3))
    activity = changing.change(
        activity,
        by=world.secretary,
        revision=activity.revision,
        fields={"starts_at": at((6, 25), 15)},
        reason="会场冲突",
    )
    assert (activity.published_at, activity.republished_at) == (first, clock.now())
    assert Notice.objects.filter(kind="change").count() == 2
    assert not Filing.objects.filter(kind="change").exists(), "the day is the same"
    moved(activity, date(2026, 6, 26), world.secretary)
    assert Filing.objects.filter(kind="change").count() == 1
    assert Notice.objects.filter(kind="change", recipient=world.member).count() == 2


def test_e19_a_theme_reworded_after_the_notice_needs_no_second_notice(world, today):
    activity = announcing.announce(make_activity(world.branch, date(2026, 6, 25)), by=world.secretary)
    activity = changing.change(
        activity, by=world.secretary, revision=activity.revision, fields={"theme": "另一主题"}
    )
    assert activity.republished_at is None
    assert not Notice.objects.filter(kind="change").exists()


def test_e25_an_event_over_midnight_belongs_to_its_first_day_and_its_deadlines_to_its_last(world, today):
    start = at((6, 30), 20)
    activity = make_activity(world.branch, date(2026, 6, 30), start=time(20), hours=6)
    assert (activity.day, activity.last_day) == (date(2026, 6, 30), date(2026, 7, 1))
    today.move_to(start + timedelta(hours=7))
    activity = attending.close(activity, by=world.secretary)
    assert activity.for_month == 6
    assert activity.record.due_at == clock.end_of(date(2026, 7, 3))


@pytest.mark.parametrize(
    ("roll", "due"), [("off", date(2026, 10, 2)), ("on", date(2026, 10, 8))], ids=["literally", "rolled"]
)
def test_e26_the_deadline_over_the_national_holiday(world, today, roll, due):
    set_parameter(world.committee, "pd.filing_roll", roll, since=JUNE_18, by=world.reviewer)
    activity = held(world.branch, world.secretary, [], today, day=date(2026, 9, 30))
    assert activity.record.due_at == clock.end_of(due)


@pytest.mark.parametrize(("second", "late"), [(-1, False), (0, True)])
def test_rc02_the_deadline_ends_at_midnight_and_a_return_does_not_move_it(world, today, second, late):
    activity = held(world.branch, world.secretary, world.roster, today)
    recording.write(activity.record, by=world.secretary, revision=1, fields=WRITTEN)
    today.move_to(clock.end_of(date(2026, 6, 20)) + timedelta(seconds=second))
    handed_in = recording.submit(activity.record, by=world.secretary)
    assert handed_in.is_late is late
    filing.return_(handed_in, by=world.reviewer, answer="请补充。")
    today.shift(timedelta(days=30))
    again = recording.submit(activity.record, by=world.secretary)
    assert (again.is_late, again.due_at) == (late, handed_in.due_at)


def test_e28_without_a_committee_step_one_is_a_day_and_a_word(world, today):
    activity = make_activity(world.branch, date(2026, 6, 25))
    with pytest.raises(DomainError, match="不能晚于今天"):
        preparing.decide_theme(activity, by=world.secretary, on=date(2026, 6, 19), note="党员大会")
    decided = preparing.decide_theme(activity, by=world.secretary, on=JUNE_18, note="党员大会商定")
    assert (decided.decided_on, decided.decided_note) == (JUNE_18, "党员大会商定")


def test_e30_a_cancelled_event_has_no_sheet_and_leaves_its_month_open(world, today):
    plan = make_plan(world.branch)
    row = make_row(plan, start=date(2026, 6, 25), end=date(2026, 6, 25))
    activity = announcing.announce(opening.open_from_row(row, by=world.secretary), by=world.secretary)
    with pytest.raises(DomainError, match="写明取消的原因"):
        changing.cancel(activity, by=world.secretary, reason=" ")
    changing.cancel(activity, by=world.secretary, reason="台风")
    today.move_to(at((6, 25), 15))
    for late in (
        lambda: attending.close(activity, by=world.secretary),
        lambda: attending.sign_in(activity.pk, world.plain_member.pk),
        lambda: attending.mark(activity, world.plain_member, status="present", by=world.secretary),
        lambda: leaving.ask(activity, world.plain_member, reason="sick", by=world.member, text="x"),
    ):
        with pytest.raises(DomainError):
            late()
    assert not hasattr(Activity.objects.get(pk=activity.pk), "record")
    again = opening.open_from_row(row, by=world.secretary)
    assert again.pk != activity.pk
    assert again.for_month == 6


# --- rating ------------------------------------------------------------------------------------------------


def rated(branch, by, ballots, today, people=None, remark="好"):
    """A closed round: one ballot a grade given, by as many people who were there."""
    members = people or [make_member(branch) for _ in range(max(len(ballots), 5))]
    activity = held(branch, by, members, today)
    for member, grade in zip(members, ballots, strict=False):
        rating.rate(activity.rating, member, grades=dict.fromkeys(Criterion.values, grade), remark=remark)
    today.shift(timedelta(days=30))
    rating.close_due(clock.now())
    return Activity.objects.get(pk=activity.pk)


@pytest.mark.parametrize(("ballots", "shown"), [(4, False), (5, True), (6, True)])
def test_e31_under_five_ballots_nothing_is_shown_and_nothing_is_kept(world, branch, today, ballots, shown):
    activity = rated(branch, world.secretary, ["satisfied"] * ballots, today)
    result = rating_result(activity)
    assert result.result.shown is shown
    assert len(result.remarks) == (ballots if shown else 0)
    assert sum(activity.rating.tallies.values_list("count", flat=True)) == (ballots * 5 if shown else 0)
    assert activity.rating.participations.count() == 0
    assert activity.rating.remarks.count() == (ballots if shown else 0)


def test_e32_a_round_nobody_answered_is_no_rate_at_all(world, branch, today):
    result = rating_result(rated(branch, world.secretary, [], today)).result
    assert (result.shown, result.low, result.valid) == (False, None, 0)


@pytest.mark.parametrize(
    ("satisfied", "of", "low"), [(3, 5, False), (2, 5, True), (5, 9, True), (6, 10, False), (5, 10, True)]
)
def test_e33_exactly_sixty_percent_is_not_low(world, branch, today, satisfied, of, low):
    ballots = ["satisfied"] * satisfied + ["dissatisfied"] * (of - satisfied)
    assert rating_result(rated(branch, world.secretary, ballots, today)).result.low is low


def test_e34_a_person_has_one_ballot(world, branch, today):
    members = [make_member(branch) for _ in range(5)]
    activity = held(branch, world.secretary, members, today)
    grades = dict.fromkeys(Criterion.values, "satisfied")
    rating.rate(activity.rating, members[0], grades=grades)
    with pytest.raises(DomainError, match="已经测评过"):
        rating.rate(activity.rating, members[0], grades=grades)
    activity.rating.refresh_from_db()
    assert (activity.rating.issued, activity.rating.collected) == (5, 1)


def test_e35_a_definition_changed_later_leaves_old_rounds_as_they_were(world, branch, today):
    activity = rated(branch, world.secretary, ["fairly"] * 5, today)
    set_parameter(world.committee, "ev.satisfied", "strict", since=clock.today(), by=world.reviewer)
    assert rating_result(activity).result.low is False
    assert activity.rating.satisfied_means == "broad"


@pytest.mark.parametrize(
    ("status", "may"),
    [
        ("present", True),
        ("online", True),
        ("late", True),
        ("left_early", True),
        ("leave_sick", False),
        ("absent", False),
    ],
)
def test_e36_who_was_there_may_rate_also_online_and_nobody_else(world, today, status, may):
    activity = make_activity(world.branch, JUNE_18)
    today.move_to(at((6, 18), 14))
    attending.mark(activity, world.plain_member, status=status, by=world.secretary)
    today.move_to(at((6, 18), 18))
    round_ = attending.close(activity, by=world.secretary).rating
    assert (rating.why_not(round_, world.plain_member) is None) is may
    assert round_.issued == int(may)


def test_e36_a_mark_put_right_gives_or_takes_the_ballot(world, today):
    activity = held(world.branch, world.secretary, world.roster[:4], today)
    late, wrong = world.roster[4], world.roster[0]
    settle = lambda member, status: attending.settle(  # noqa: E731
        activity.attendances.get(member=member), status=status, by=world.secretary, remark="核对签到表"
    )
    settle(late, "present")
    settle(wrong, "absent")
    round_ = activity.rating
    round_.refresh_from_db()
    assert rating.why_not(round_, late) is None
    assert rating.why_not(round_, wrong).code == "not_present"
    assert round_.issued == 4


def test_e36_a_ballot_given_stays_given_when_the_mark_is_taken_back(world, today):
    activity = held(world.branch, world.secretary, world.roster, today)
    rating.rate(activity.rating, world.roster[0], grades=dict.fromkeys(Criterion.values, "satisfied"))
    row = activity.attendances.get(member=world.roster[0])
    attending.settle(row, status="absent", by=world.secretary, remark="核对签到表")
    activity.rating.refresh_from_db()
    assert (activity.rating.issued, activity.rating.collected) == (5, 1)


def test_e37_low_ratings_are_counted_by_the_year_of_the_event(world, branch, today):
    members = [make_member(branch) for _ in range(5)]
    low = ["dissatisfied"] * 5
    rated(branch, world.secretary, low, today, people=members)
    activity = held(
        branch, world.secretary, members, today, day=date(2027, 1, 14), for_year=2026, for_month=12
    )
    for member, grade in zip(members, low, strict=True):
        rating.rate(activity.rating, member, grades=dict.fromkeys(Criterion.values, grade))
    rating.close_due(clock.now())
    assert rating_result(Activity.objects.get(pk=activity.pk)).year.events == (
        RatedEvent(date(2027, 1, 14), activity.theme, True, activity=activity.pk),
    )


# --- leave and make-up -----------------------------------------------------------------------------------------


def test_e47_whoever_comes_in_spite_of_leave_is_present(world, today):
    activity = make_activity(world.branch, JUNE_18)
    leave = leaving.ask(activity, world.plain_member, reason="sick", by=world.member)
    leaving.approve(leave, by=world.secretary)
    today.move_to(at((6, 18), 14))
    attending.sign_in(activity.pk, world.plain_member.pk)
    today.move_to(at((6, 18), 18))
    activity = attending.close(activity, by=world.secretary)
    assert activity.attendances.get(member=world.plain_member).status == "present"
    assert not MakeUp.objects.filter(attendance__member=world.plain_member).exists()


@pytest.mark.parametrize(("minutes", "late"), [(-1, False), (0, True), (1, True)])
def test_e48_leave_asked_from_the_start_on_is_late_and_needs_a_word(world, today, minutes, late):
    activity = make_activity(world.branch, JUNE_18)
    today.move_to(activity.starts_at + timedelta(minutes=minutes))
    if late:
        with pytest.raises(DomainError, match="补假请写一句原因"):
            leaving.ask(activity, world.plain_member, reason="sick", by=world.member)
    leave = leaving.ask(activity, world.plain_member, reason="sick", by=world.member, text="急诊")
    assert leave.after_start is late


def test_e48_leave_granted_after_closing_settles_the_register_and_is_made_up_all_the_same(world, today):
    activity = held(world.branch, world.secretary, world.roster[:4], today, others="")
    absent = world.roster[4]
    leave = leaving.ask(activity, absent, reason="official", by=world.secretary, text="临时出差")
    leaving.approve(leave, by=world.reviewer)
    activity.refresh_from_db()
    row = activity.attendances.get(member=absent)
    assert (row.status, activity.unsettled, activity.present) == ("leave_official", 0, 4)
    assert MakeUp.objects.filter(attendance=row).exists()
    assert watching.reconcile() == []


def test_asking_again_with_more_words_keeps_the_words(world, today):
    activity = make_activity(world.branch, date(2026, 6, 25))
    leaving.ask(activity, world.plain_member, reason="sick", by=world.member)
    again = leaving.ask(activity, world.plain_member, reason="sick", by=world.member, text="下午复诊")
    assert (again.text, activity.leaves.count()) == ("下午复诊", 1)


def test_e49_a_make_up_after_its_day_and_in_the_next_year_is_taken(world, today):
    activity = held(world.branch, world.secretary, world.roster[:4], today)
    make_up = MakeUp.objects.get()
    today.move_to(datetime(2027, 1, 5, 9, tzinfo=clock.OFFICE))
    with pytest.raises(DomainError, match="不能早于活动日"):
        making_up.hand_in(make_up, by=world.member, method="talk", done_on=date(2026, 6, 17))
    with pytest.raises(DomainError, match="不能晚于今天"):
        making_up.hand_in(make_up, by=world.member, method="talk", done_on=date(2027, 1, 6))
    making_up.hand_in(make_up, by=world.member, method="talk", done_on=date(2027, 1, 5))
    with pytest.raises(DomainError, match="请先记一次联系"):
        making_up.confirm(make_up, by=world.secretary)
    making_up.contact(make_up, by=world.secretary, cause="忘记了")
    making_up.confirm(make_up, by=world.secretary)
    make_up.refresh_from_db()
    activity.refresh_from_db()
    assert make_up.is_late
    assert make_up.attendance.activity_id == activity.pk
    assert clock.start_of(make_up.done_on) > make_up.due_at
    assert (activity.present, activity.made_up) == (4, 1)


def test_at08_a_make_up_confirmed_twice_counts_once_and_not_by_oneself(world, today):
    activity = held(world.branch, world.secretary, world.roster[1:], today)
    make_up = making_up.contact(MakeUp.objects.get(), by=world.secretary, cause="出差")
    making_up.hand_in(make_up, by=world.secretary, method="talk", done_on=JUNE_18)
    with pytest.raises(DomainError, match="另一个人确认"):
        making_up.confirm(make_up, by=world.secretary)
    making_up.confirm(make_up, by=world.reviewer)
    making_up.confirm(make_up, by=world.reviewer)
    activity.refresh_from_db()
    assert (activity.made_up, activity.present) == (1, 4)


def test_e50_nobody_decides_on_his_own_leave_and_the_deputy_is_told(world, today):
    deputy = make_user(name="副书记")
    appoint(deputy, world.branch, "deputy_secretary")
    leave = leaving.ask(
        make_activity(world.branch, date(2026, 6, 25)),
        world.secretary_member,
        reason="sick",
        by=world.secretary,
    )
    for verb in (leaving.approve, lambda leave, by: leaving.refuse(leave, by=by, note="不行")):
        with pytest.raises(DomainError, match="不能批自己的请假"):
            verb(leave, by=world.secretary)
    assert set(Notice.objects.values_list("recipient", flat=True)) == {deputy.pk}
    assert leaving.approve(leave, by=deputy).state == "approved"


def test_e50_without_a_deputy_the_superior_is_told(world, today):
    activity = make_activity(world.branch, date(2026, 6, 25))
    leaving.ask(activity, world.secretary_member, reason="sick", by=world.secretary)
    assert set(Notice.objects.values_list("recipient", flat=True)) == {world.reviewer.pk}


# --- organizations and their limits ------------------------------------------------------------------------------


def filed(activity, by):
    recording.write(activity.record, by=by, revision=1, fields=WRITTEN)
    return recording.submit(activity.record, by=by)


def test_e76_a_sheet_goes_to_the_direct_superior(world, today):
    between = make_committee(parent=world.committee)
    branch = make_branch(parent=between)
    member = make_member(branch)
    handed_in = filed(held(branch, world.secretary, [member], today), world.secretary)
    assert handed_in.to_id == between.pk


@pytest.mark.parametrize(("since", "pct"), [(date(2026, 6, 17), 90), (JUNE_18, 90), (date(2026, 6, 19), 80)])
def test_e78_an_event_is_judged_by_what_held_on_its_day(world, today, since, pct):
    today.move_to(at((6, 17), 8))
    set_parameter(world.committee, "pd.min_attendance_pct", "90", since=since, by=world.reviewer)
    activity = held(world.branch, world.secretary, world.roster[:4], today)
    assert activity.judged_by["pd.min_attendance_pct"] == pct
    assert verdict_of(activity).met is (pct == 80)


def test_e82_the_second_of_two_is_told_and_nothing_is_overwritten(world, today):
    activity = held(world.branch, world.secretary, world.roster, today)
    record = activity.record
    recording.write(record, by=world.secretary, revision=1, fields={"discussion": "甲写的"})
    with pytest.raises(Conflict) as conflict:
        recording.write(record, by=world.reviewer, revision=1, fields={"discussion": "乙写的"})
    assert conflict.value.current["discussion"] == "甲写的"
    recording.write(record, by=world.reviewer, revision=2, fields={"discussion": "甲和乙写的"})
    record.refresh_from_db()
    assert (record.discussion, record.revision) == ("甲和乙写的", 3)


def test_e82_of_the_plan_and_of_the_activity_too(world, today):
    plan = planning.begin(world.branch, 2026, by=world.secretary)
    planning.describe(plan, by=world.secretary, revision=1, discussed_on=None, note="甲")
    with pytest.raises(Conflict):
        planning.describe(plan, by=world.secretary, revision=1, discussed_on=None, note="乙")
    activity = make_activity(world.branch, date(2026, 6, 25))
    changing.change(activity, by=world.secretary, revision=1, fields={"place": "302"})
    with pytest.raises(Conflict) as conflict:
        changing.change(activity, by=world.secretary, revision=1, fields={"place": "303"})
    assert conflict.value.current == {"place": "302"}


def test_e84_records_of_a_dissolved_branch_stay_and_say_whose_they_are(world, today):
    activity = held(world.branch, world.secretary, world.roster, today)
    content = sheet_content(activity.record)
    today.move_to(at((7, 1), 9))
    for member in world.roster:
        transfer(member, make_branch(parent=world.committee), day=date(2026, 7, 1), by=world.reviewer)
    branch = Organization.objects.get(pk=world.branch.pk)
    dissolve(branch, day=date(2026, 7, 1), dissolution="dissolved", by=world.reviewer, reason="撤销")
    activity = Activity.objects.get(pk=activity.pk)
    assert activity.total == 5
    assert sheet_content(activity.record)["attendance"] == content["attendance"]
    assert watching.reconcile() == []


@pytest.mark.parametrize(
    ("renamed_on", "name"),
    [(date(2026, 6, 17), "新名支部"), (JUNE_18, "新名支部"), (date(2026, 6, 19), "会计学院学生第二党支部")],
)
def test_e85_a_sheet_carries_the_name_of_its_day(world, today, renamed_on, name):
    activity = held(world.branch, world.secretary, world.roster, today)
    today.move_to(at((6, 20), 9))
    rename(Organization.objects.get(pk=world.branch.pk), "新名支部", day=renamed_on, by=world.reviewer)
    activity = Activity.objects.get(pk=activity.pk)
    assert sheet_content(activity.record)["branch"] == name


@pytest.mark.parametrize(("moved_on", "pct"), [(JUNE_18, 90), (date(2026, 6, 19), 80)])
def test_e86_a_month_is_judged_by_the_committee_of_its_day(world, today, moved_on, pct):
    stricter = make_committee(parent=None)
    today.move_to(at((6, 10), 9))
    set_parameter(stricter, "pd.min_attendance_pct", "90", since=date(2026, 6, 10), by=world.reviewer)
    today.move_to(at((6, 20), 9))
    move(Organization.objects.get(pk=world.branch.pk), stricter, day=moved_on, by=world.reviewer)
    activity = held(Organization.objects.get(pk=world.branch.pk), world.secretary, world.roster, today)
    assert activity.judged_by["pd.min_attendance_pct"] == pct


def test_a_sheet_with_people_unsettled_may_be_filed_and_says_so(world, today):
    activity = held(world.branch, world.secretary, world.roster[:4], today, others="")
    recording.write(activity.record, by=world.secretary, revision=1, fields=WRITTEN)
    (open_part,) = [part for part in missing_parts(activity.record) if part.field == "attendance"]
    assert not open_part.is_required
    handed_in = recording.submit(activity.record, by=world.secretary)
    assert handed_in.rounds.get().content["attendance"]["unsettled"] == 1

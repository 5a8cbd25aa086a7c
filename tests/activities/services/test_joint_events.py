"""One event of several branches: asked, adopted, changed, called off; to each its own list and papers (E-20, E-21)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import pytest

from activities.choices import ActivityState, AttendanceStatus, PartState, RatingState
from activities.compliance.party_day import MonthlyPartyDay
from activities.models import Activity, ActivityChange, Attendance, Filing, JointEvent, JointPart, Notice
from activities.reports.branch_facts import branch_years
from activities.reports.joint import unreported_changes
from activities.services import (
    announcing,
    attending,
    change_reports,
    changing,
    joining,
    leaving,
    preparing,
    recording,
)
from branches.models import Organization
from members.choices import Post
from members.models import Member, User
from partywork.common import clock
from partywork.common.errors import DomainError
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import appoint, make_member, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 25)
START = datetime(2026, 6, 25, 14, 0, tzinfo=clock.OFFICE)
WRITTEN = {"content": "学习了原文", "discussion": "有", "consensus": "有", "actions": "本次没有议定事项"}


@dataclass
class Guest:
    """Another branch with its secretary and two more members."""

    branch: Organization
    secretary: User
    members: list[Member] = field(default_factory=list)
    part: JointPart | None = None


def make_guest(parent, name, people=3):
    branch = make_branch(parent=parent, name=name)
    secretary = make_user(name=f"{name}书记")
    members = [make_member(branch, name=secretary.name, user=secretary)]
    members += [
        make_member(branch, name=f"{name}{n}", user=make_user(name=f"{name}{n}")) for n in range(1, people)
    ]
    appoint(secretary, branch, Post.SECRETARY)
    return Guest(Organization.objects.get(pk=branch.pk), secretary, members)


@pytest.fixture
def near(world):
    return make_guest(world.committee, "邻近支部")


@pytest.fixture
def far(world):
    """A branch under another committee."""
    return make_guest(make_committee(name="远方委员会"), "远方支部", people=5)


@pytest.fixture
def lead(world, today):
    activity = make_activity(world.branch, DAY, theme="共学原文", host=world.secretary_member)
    preparing.set_agenda(
        activity,
        [("领学", 30, ""), ("研讨", 60, "李二")],
        by=world.secretary,
        revision=fresh(activity).revision,
    )
    return activity


@pytest.fixture
def joint(world, lead, near, far):
    made = joining.open_joint(lead, by=world.secretary, branches=[near.branch, far.branch])
    for guest in (near, far):
        guest.part = made.parts.get(branch=guest.branch)
    return made


def adopt(guest, **fields):
    values = {"by": guest.secretary, "on": clock.today(), "note": "第6号支委会记录", **fields}
    return joining.adopt(guest.part, **values)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_an_invitation_alone_makes_no_party_day(joint, near, far, lead):
    assert list(Activity.objects.all()) == [lead]
    assert set(joint.parts.values_list("state", flat=True)) == {"adopted", "invited"}
    assert Notice.objects.filter(recipient=near.secretary, kind="joint").count() == 1


def test_adopting_makes_an_ordinary_party_day_of_the_branchs_own(joint, near, lead):
    activity = adopt(near)

    assert activity.branch == near.branch
    assert (activity.theme, activity.starts_at, activity.ends_at, activity.place) == (
        lead.theme,
        lead.starts_at,
        lead.ends_at,
        lead.place,
    )
    assert (activity.for_year, activity.for_month, activity.state) == (2026, 6, ActivityState.DRAFT)
    assert (activity.decided_on, activity.decided_note) == (clock.today(), "第6号支委会记录")
    assert activity.host == near.members[0]
    assert [item.title for item in activity.agenda.all()] == ["领学", "研讨"]
    part = fresh(near.part)
    assert (part.state, part.activity, part.answered_by) == (PartState.ADOPTED, activity, near.secretary)


def test_adopting_twice_is_adopting_once(joint, near):
    assert adopt(near) == adopt(near)
    assert Activity.objects.filter(branch=near.branch).count() == 1


def test_the_organizer_is_told_of_every_answer(joint, world, near, far):
    adopt(near)
    joining.decline(far.part, by=far.secretary, reason="当天有防汛任务")

    told = Notice.objects.filter(recipient=world.secretary, kind="joint").values_list("subject", "body")
    assert sorted(told) == sorted(
        [
            ("邻近支部已确认：共学原文", "第6号支委会记录"),
            ("远方支部不参加：共学原文", "当天有防汛任务"),
        ]
    )


def test_who_declined_may_think_again_while_there_is_time(joint, far, today):
    joining.decline(far.part, by=far.secretary, reason="有任务")
    assert adopt(far).branch == far.branch

    today.move_to(datetime(2026, 6, 26, 9, 0, tzinfo=clock.OFFICE))
    with pytest.raises(DomainError, match=r"已确认"):
        joining.decline(fresh(far.part), by=far.secretary, reason="再想想")


@pytest.mark.parametrize(
    ("minutes", "allowed"), [(-1, True), (0, False), (1, False)], ids=["before", "at the end", "after"]
)
def test_a_branch_may_adopt_until_the_event_ends(joint, near, today, minutes, allowed):
    today.move_to(joint.ends_at + timedelta(minutes=minutes))
    if allowed:
        assert adopt(near, on=DAY)
    else:
        with pytest.raises(DomainError, match="已经结束"):
            adopt(near, on=DAY)


def test_a_decision_after_the_event_or_after_today_is_none(joint, near):
    with pytest.raises(DomainError, match="晚于今天"):
        adopt(near, on=clock.today() + timedelta(days=1))


def test_a_plan_row_of_another_branch_is_refused(joint, world, near):
    row = make_row(make_plan(world.branch), 6)
    with pytest.raises(DomainError, match="本支部计划"):
        adopt(near, row=row)


def test_the_plan_row_of_the_month_is_carried_out_by_it(joint, near):
    row = make_row(make_plan(near.branch), 6)

    assert adopt(near, row=row).row == row


def test_a_change_by_the_organizer_reaches_all_who_adopted(joint, world, near, far, lead):
    mine, theirs = adopt(near), adopt(far)
    announcing.announce(mine, by=near.secretary)
    announcing.announce(fresh(lead), by=world.secretary)
    Notice.objects.all().delete()

    lead = fresh(lead)
    new = START + timedelta(days=1, hours=1)
    fields = {"starts_at": new, "ends_at": new + timedelta(hours=4), "place": "大礼堂"}
    changing.change(lead, by=world.secretary, revision=lead.revision, fields=fields, reason="会场调整")

    for activity in (fresh(mine), fresh(theirs)):
        assert (activity.starts_at, activity.place) == (new, "大礼堂")
    # Announced: its members are told as by their own branch. Not announced: only its secretary.
    assert Notice.objects.filter(kind="change", activity=mine).count() == 3
    assert not Notice.objects.filter(kind="change", activity=theirs).exists()
    assert Notice.objects.filter(kind="joint", recipient=far.secretary).count() == 1
    assert fresh(mine).republished_at is not None


def test_each_branch_reports_the_change_to_its_own_superior(joint, world, near, far, lead):
    for guest in (near, far):
        announcing.announce(adopt(guest), by=guest.secretary)
    announcing.announce(fresh(lead), by=world.secretary)
    lead = fresh(lead)
    fields = {"starts_at": START + timedelta(days=1), "ends_at": START + timedelta(days=1, hours=4)}
    changing.change(lead, by=world.secretary, revision=lead.revision, fields=fields, reason="会场调整")

    assert list(Filing.objects.values_list("branch", "to")) == [(world.branch.pk, world.committee.pk)]
    (row,) = unreported_changes(far.branch)
    filing = change_reports.report(row, by=far.secretary)
    assert (filing.branch, filing.to) == (far.branch, far.branch.superior)
    assert filing.rounds.get().submitted_by == far.secretary
    assert change_reports.report(row, by=far.secretary) == filing
    assert unreported_changes(far.branch) == []
    assert len(unreported_changes(near.branch)) == 1


def test_another_hour_needs_no_report(joint, world, near, lead):
    announcing.announce(adopt(near), by=near.secretary)
    lead = fresh(lead)
    fields = {"starts_at": START + timedelta(hours=1), "ends_at": START + timedelta(hours=5)}
    changing.change(lead, by=world.secretary, revision=lead.revision, fields=fields)

    assert ActivityChange.objects.filter(activity__branch=near.branch).count() == 1
    assert unreported_changes(near.branch) == []


def test_the_organizer_calls_it_off_for_all(joint, world, near, far, lead):
    mine = announcing.announce(adopt(near), by=near.secretary)
    changing.cancel(lead, by=world.secretary, reason="台风")

    assert fresh(joint).state == "cancelled"
    assert fresh(mine).state == ActivityState.CANCELLED
    assert "台风" in fresh(mine).cancel_reason
    assert Notice.objects.filter(kind="cancellation", activity=mine).count() == 3
    assert len(unreported_changes(near.branch)) == 1
    assert Notice.objects.filter(recipient=far.secretary, subject__startswith="联合活动取消").count() == 1
    with pytest.raises(DomainError, match="取消"):
        adopt(far)


def test_who_holds_it_already_is_not_called_off(joint, world, near, lead, today):
    mine = adopt(near)
    today.move_to(START + timedelta(hours=1))
    attending.close(mine, by=near.secretary)
    changing.cancel(lead, by=world.secretary, reason="停电")

    assert fresh(mine).state == ActivityState.HELD


def test_a_branch_that_follows_cannot_move_the_event(joint, near):
    activity = adopt(near)
    with pytest.raises(DomainError, match="统一安排"):
        changing.change(
            activity, by=near.secretary, revision=activity.revision, fields={"place": "别处"}, reason="想换"
        )
    changed = changing.change(
        activity, by=near.secretary, revision=activity.revision, fields={"recorder": near.members[1]}
    )
    assert changed.recorder == near.members[1]


def test_the_agenda_is_common_and_may_be_added_to(joint, world, near, lead):
    activity = adopt(near)
    with pytest.raises(DomainError, match="研讨"):
        preparing.set_agenda(
            activity, [("领学", 30, "")], by=near.secretary, revision=fresh(activity).revision
        )
    own = [("领学", 30, ""), ("研讨", 60, "李二"), ("交党费", 10, "")]
    preparing.set_agenda(activity, own, by=near.secretary, revision=fresh(activity).revision)

    preparing.set_agenda(
        lead, [("观看影片", 90, ""), ("研讨", 60, "")], by=world.secretary, revision=fresh(lead).revision
    )

    assert [item.title for item in activity.agenda.all()] == ["观看影片", "研讨", "交党费"]


def test_leaving_keeps_the_branchs_own_activity_and_frees_it(joint, world, near, lead):
    activity = adopt(near)
    joining.leave(fresh(near.part), by=near.secretary, reason="改在本单位办")

    own = fresh(activity)
    changing.change(
        own, by=near.secretary, revision=own.revision, fields={"place": "本单位"}, reason="自己办"
    )
    lead = fresh(lead)
    changing.change(lead, by=world.secretary, revision=lead.revision, fields={"place": "大礼堂"})
    assert fresh(activity).place == "本单位"
    assert fresh(near.part).state == PartState.LEFT


def test_calling_off_ones_own_day_is_leaving(joint, near):
    activity = adopt(near)
    changing.cancel(activity, by=near.secretary, reason="防汛")

    assert fresh(near.part).state == PartState.LEFT
    again = joining.adopt(fresh(near.part), by=near.secretary, on=clock.today())
    assert again != activity
    assert Activity.objects.standing().filter(branch=near.branch).count() == 1


def test_the_host_branch_cannot_leave(joint, world, lead):
    with pytest.raises(DomainError, match="主办"):
        joining.leave(joint.parts.get(activity=lead), by=world.secretary, reason="不办了")


# --- one code, two lists --------------------------------------------------------------------------------


@pytest.fixture
def running(joint, world, near, lead, today):
    """The code on the screen is the host's; far has not adopted."""
    activity = adopt(near)
    today.move_to(START + timedelta(minutes=2))
    return lead, activity


def test_one_code_leads_everybody_to_his_own_branchs_list(running, world, near):
    lead, theirs = running
    attending.sign_in(lead.pk, world.plain_member.pk)
    outcome = attending.sign_in(lead.pk, near.members[1].pk)

    assert outcome.activity_id == theirs.pk
    assert set(Attendance.objects.values_list("member__name", "activity")) == {
        ("钱五", lead.pk),
        ("邻近支部1", theirs.pk),
    }
    again = attending.sign_in(theirs.pk, near.members[1].pk)
    assert again.again
    assert again.activity_id == theirs.pk
    # The other way round: the screen may be that of any of them.
    assert attending.sign_in(theirs.pk, world.others[0].pk).activity_id == lead.pk


def test_a_member_of_a_branch_that_did_not_adopt_is_told_so(running, far):
    lead, _ = running
    with pytest.raises(DomainError, match="还没有确认") as refusal:
        attending.sign_in(lead.pk, far.members[1].pk)
    assert refusal.value.code == "not_adopted"
    assert Attendance.objects.count() == 0


def test_adopting_at_the_door_lets_the_members_in(running, far):
    lead, _ = running
    activity = adopt(far, on=DAY)

    assert attending.sign_in(lead.pk, far.members[1].pk).activity_id == activity.pk


def test_a_stranger_stays_a_stranger(running, world):
    lead, _ = running
    stranger = make_member(world.foreign_branch, name="生人")
    with pytest.raises(DomainError, match="来宾"):
        attending.sign_in(lead.pk, stranger.pk)


def test_who_left_signs_in_by_its_own_code_only(running, near):
    lead, theirs = running
    joining.leave(fresh(near.part), by=near.secretary, reason="自己办")
    with pytest.raises(DomainError):
        attending.sign_in(lead.pk, near.members[1].pk)
    assert attending.sign_in(theirs.pk, near.members[1].pk).activity_id == theirs.pk


# --- separate rates, ratings, sheets, filings -----------------------------------------------------------


def test_each_branch_is_judged_by_its_own_denominator_and_files_its_own_sheet(
    joint, world, near, far, lead, today
):
    theirs, others = adopt(near), adopt(far)
    leaving.ask(theirs, near.members[2], reason="official", by=near.members[2].user)
    today.move_to(START + timedelta(minutes=2))
    for member in (*world.roster, *near.members[:2], *far.members):
        attending.sign_in(lead.pk, member.pk)
    today.move_to(lead.ends_at)
    held = attending.close(lead, by=world.secretary)
    small = attending.close(theirs, by=near.secretary, low_reason="一人公出")
    large = attending.close(others, by=far.secretary)

    assert [(a.total, a.present) for a in (held, small, large)] == [(5, 5), (3, 2), (5, 5)]
    assert [a.rating.state for a in (held, small, large)] == [RatingState.OPEN] * 3
    assert [a.rating.issued for a in (held, small, large)] == [5, 2, 5]
    record = recording.write(small.record, by=near.secretary, revision=1, fields=WRITTEN)
    filing = recording.submit(record, by=near.secretary)
    assert (filing.branch, filing.to) == (near.branch, world.committee)
    names = [person["name"] for person in filing.rounds.get().content["attendance"]["people"]]
    assert sorted(names) == sorted(member.name for member in near.members)
    far_filing = recording.submit(
        recording.write(large.record, by=far.secretary, revision=1, fields=WRITTEN), by=far.secretary
    )
    assert far_filing.to == far.branch.superior


def test_it_counts_once_per_branch_and_not_for_who_did_not_adopt(joint, world, near, far, lead, today):
    theirs = adopt(near)
    today.move_to(lead.ends_at)
    attending.close(lead, by=world.secretary)
    attending.close(theirs, by=near.secretary)
    today.move_to(datetime(2026, 7, 2, 9, 0, tzinfo=clock.OFFICE))

    years = branch_years([world.branch, near.branch, far.branch], 2026)

    held = {branch: len(year.held_for(6)) for branch, year in years.items()}
    assert held == {world.branch.pk: 1, near.branch.pk: 1, far.branch.pk: 0}
    june = [f for f in MonthlyPartyDay().findings(years[far.branch.pk]) if f.subject == "2026-06"]
    assert [str(finding.verdict) for finding in june] == ["not_met"]


# --- one text -------------------------------------------------------------------------------------------


def test_the_common_text_is_taken_over_and_added_to(joint, world, near, lead, today):
    theirs = adopt(near)
    today.move_to(lead.ends_at)
    record = attending.close(theirs, by=near.secretary).record
    assert record.content.startswith("1. 领学")
    joining.write_text(
        fresh(joint), by=world.secretary, revision=fresh(joint).revision, text="三个支部共学原文。"
    )

    record = recording.take_common_text(record, by=near.secretary)
    assert record.content == "三个支部共学原文。"
    record = recording.write(
        record,
        by=near.secretary,
        revision=record.revision,
        fields={"content": f"{record.content}\n本支部交党费。"},
    )
    joining.write_text(
        fresh(joint), by=world.secretary, revision=fresh(joint).revision, text="三个支部共学原文，参观展馆。"
    )
    record = recording.take_common_text(record, by=near.secretary)

    assert record.content == "三个支部共学原文，参观展馆。\n本支部交党费。"
    assert recording.take_common_text(record, by=near.secretary).revision == record.revision


def test_a_text_written_before_the_closing_is_there_from_the_start(joint, world, near, lead, today):
    theirs = adopt(near)
    today.move_to(lead.ends_at)
    joining.write_text(fresh(joint), by=world.secretary, revision=fresh(joint).revision, text="共学原文。")

    assert attending.close(theirs, by=near.secretary).record.content == "共学原文。"


# --- a committee organizes ------------------------------------------------------------------------------


@pytest.fixture
def official_day(world, near, today):
    fields = {
        "theme": "庆祝七一",
        "mode": "",
        "starts_at": clock.at(date(2026, 6, 30), time(9)),
        "ends_at": clock.at(date(2026, 6, 30), time(12)),
        "place": "会堂",
    }
    made = joining.open_for_branches(
        world.committee,
        by=world.reviewer,
        fields=fields,
        branches=[world.branch, near.branch],
        agenda=[("讲话", 60, "")],
    )
    near.part = made.parts.get(branch=near.branch)
    return made


def test_a_committees_day_counts_for_nobody_until_adopted(official_day, world, near):
    assert Activity.objects.count() == 0
    activity = adopt(near)
    assert list(Activity.objects.values_list("branch", flat=True)) == [near.branch.pk]
    assert activity.place == "会堂"


def test_a_committee_changes_and_calls_off_for_all(official_day, world, near):
    activity = announcing.announce(adopt(near), by=near.secretary)
    joint = fresh(official_day)
    with pytest.raises(DomainError, match="原因"):
        joining.change(joint, by=world.reviewer, revision=joint.revision, fields={"place": "广场"})
    joining.change(joint, by=world.reviewer, revision=joint.revision, fields={"place": "广场"}, reason="人多")
    assert fresh(activity).place == "广场"
    joining.set_agenda(fresh(joint), [("宣誓", 20, "")], by=world.reviewer, revision=fresh(joint).revision)
    assert [item.title for item in activity.agenda.all()] == ["宣誓"]
    joining.cancel(fresh(joint), by=world.reviewer, reason="暴雨")
    assert fresh(activity).state == ActivityState.CANCELLED


def test_a_committee_asks_only_branches_below_it(official_day, world):
    with pytest.raises(DomainError, match="不在"):
        joining.invite_branches(official_day, [world.foreign_branch], by=world.reviewer)


def test_opened_twice_is_one(official_day, world, near):
    again = joining.open_for_branches(
        world.committee,
        by=world.reviewer,
        fields={"theme": "庆祝七一", "starts_at": official_day.starts_at, "ends_at": official_day.ends_at},
        branches=[near.branch],
    )
    assert again == official_day
    assert JointEvent.objects.count() == 1
    assert JointPart.objects.count() == 2


def test_an_invitation_is_taken_back_until_it_is_answered(official_day, world, near):
    part = official_day.parts.get(branch=world.branch)
    joining.withdraw_invitation(part, by=world.reviewer)
    joining.withdraw_invitation(part, by=world.reviewer)
    assert not JointPart.objects.filter(pk=part.pk).exists()
    adopt(near)
    with pytest.raises(DomainError, match="已经答复"):
        joining.withdraw_invitation(fresh(near.part), by=world.reviewer)


def test_no_marks_but_those_of_ones_own_branch(running, near, world):
    """The register of the host refuses a member of another branch, adopted or not."""
    lead, _ = running
    with pytest.raises(DomainError):
        attending.mark(lead, near.members[1], status=AttendanceStatus.PRESENT, by=world.secretary)

"""Training in the yearly tables: by band, in office, new secretaries, as of the day (ST-05, ED-01, ED-02)."""

from datetime import date, datetime

import pytest

from activities.reports.statistics_training import trained
from activities.services import outside_study
from activities.services.outside_study import Course
from branches.scoping import Scope
from members.choices import Post
from members.reports.statistics_topics import Asked
from members.rules.statistics_period import Period
from partywork.common import clock
from tests.factories.branches import make_branch
from tests.factories.members import appoint, exempt, make_member, make_user

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2027, 1, 1, 9, tzinfo=clock.OFFICE)


def course(member, day, tenths, *, by, since=None):
    taken = Course(since or day, day, f"{day}培训", "市直机关工委", tenths)
    return outside_study.enter([member], taken, by=by)


def lines(organization, day):
    found = trained(Asked(organization, Scope(paths=(organization.path,)), Period(day)))
    return {row.label: row.figures for row in found.rows if any(row.figures)}


@pytest.mark.parametrize(("tenths", "label"), [(310, "没有完成学时"), (320, "完成学时"), (330, "完成学时")])
def test_a_member_is_in_the_line_of_his_hours_when_the_year_is_over(world, today, tenths, label):
    today.move_to(NEW_YEAR)
    branch = make_branch(parent=world.committee, name="第三支部")
    course(make_member(branch), date(2026, 9, 5), tenths, by=world.reviewer, since=date(2026, 9, 1))

    assert lines(branch, date(2026, 12, 31)) == {label: (1, 0, 0), "参加过集中培训": (1, 0, 0)}


def test_hours_and_training_after_the_day_do_not_stand_in_its_table(world, today):
    """Half of 32 hours are asked by the end of June; the table of June looks no further."""
    today.move_to(NEW_YEAR)
    branch = make_branch(parent=world.committee, name="第三支部")
    one, two = make_member(branch), make_member(branch)
    course(one, date(2026, 6, 30), 160, by=world.reviewer, since=date(2026, 6, 29))
    course(two, date(2026, 7, 2), 160, by=world.reviewer, since=date(2026, 7, 1))

    assert lines(branch, date(2026, 6, 30)) == {
        "进度正常": (1, 0, 0),
        "进度落后": (1, 0, 0),
        "参加过集中培训": (1, 0, 0),
    }


def test_those_in_office_and_secretaries_have_their_columns(world, today):
    today.move_to(NEW_YEAR)
    world.committee.refresh_from_db()
    branch = make_branch(parent=world.committee, name="第三支部")
    secretary, deputy = make_user("s3", name="书记三"), make_user("d3", name="副书记三")
    first, second = make_member(branch, user=secretary), make_member(branch, user=deputy)
    appoint(secretary, branch, Post.SECRETARY, since=date(2020, 1, 1))
    appoint(deputy, branch, Post.DEPUTY_SECRETARY, since=date(2020, 1, 1))
    for day in range(1, 8):
        course(first, date(2026, 9, day), 80, by=world.reviewer)
    course(second, date(2026, 9, 1), 80, by=world.reviewer)

    assert lines(branch, date(2026, 12, 31)) == {
        "完成学时": (1, 1, 1),
        "没有完成学时": (1, 1, 0),
        "参加过集中培训": (2, 2, 1),
    }


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2026, 8, 31), "按期"), (date(2026, 9, 1), "按期"), (date(2026, 9, 2), "逾期没有")],
)
def test_a_new_secretary_is_counted_by_the_day_he_was_trained(world, today, day, label):
    today.move_to(NEW_YEAR)
    branch, user = make_branch(parent=world.committee, name="第三支部"), make_user("s3", name="书记三")
    member = make_member(branch, user=user)
    appoint(user, branch, Post.SECRETARY, since=date(2026, 3, 1))
    course(member, day, 80, by=world.reviewer)

    found = lines(branch, date(2026, 12, 31))
    expected = "新任书记按期培训" if label == "按期" else "新任书记逾期没有培训"
    assert {key: row for key, row in found.items() if "新任" in key} == {expected: (1, 1, 1)}


def test_who_is_exempt_on_the_day_is_not_judged(world, today):
    today.move_to(NEW_YEAR)
    branch = make_branch(parent=world.committee, name="第三支部")
    exempt(make_member(branch), branch, date(2026, 12, 1), date(2026, 12, 31), world.reviewer)

    assert lines(branch, date(2026, 12, 31)) == {"不作判定": (1, 0, 0)}

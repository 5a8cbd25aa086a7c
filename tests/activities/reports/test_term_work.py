"""The sums of a term for the report to the members: inside the term and the branch, nothing twice (F-27)."""

from datetime import date

import pytest

from activities.documents.filled_work_report import work_report
from activities.models import ActionItem, Activity, VolunteerService, VolunteerShare
from activities.reports.term_work import term_work
from partywork.common import clock
from tests.factories.activities import make_activity
from tests.factories.branches import make_branch
from tests.factories.elections import begun, make_ground
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db
SINCE, UNTIL = date(2023, 7, 25), date(2026, 6, 30)


def held(branch, day, kind="party_day", **counts):
    counts.setdefault("total", counts.get("expected", 0))
    return make_activity(branch, day, kind=kind, state="held", closed_at=clock.now(), **counts)


def test_what_lies_on_the_first_and_the_last_day_counts_and_what_lies_outside_does_not(world, today):
    for day in (date(2023, 7, 24), SINCE, UNTIL, date(2026, 7, 1)):
        held(world.branch, day, expected=5, present=4)
    held(world.branch, date(2025, 3, 1), kind="lecture")
    make_activity(world.branch, date(2025, 4, 1), state="announced")
    held(make_branch(parent=world.committee), date(2025, 5, 1), expected=9, present=9)

    work = term_work(world.branch, SINCE, UNTIL)

    assert work.held == {"party_day": 2, "lecture": 1}
    assert (work.expected, work.present) == (10, 8)


@pytest.mark.parametrize(
    ("joined_on", "counted"),
    [
        (date(2023, 7, 24), 0),
        (SINCE, 1),
        (UNTIL, 1),
        (date(2026, 7, 1), 0),
    ],
)
def test_who_joined_in_the_term_is_counted_by_the_day(world, today, joined_on, counted):
    make_member(world.branch, joined_on=joined_on, full_on=None, since=min(joined_on, SINCE))

    work = term_work(world.branch, SINCE, UNTIL)

    assert (work.joined, work.became_full) == (counted, 0)


def test_who_joined_elsewhere_and_moved_in_later_is_not_counted(world, today):
    make_member(world.branch, joined_on=date(2024, 5, 1), full_on=None, since=date(2025, 1, 1))

    assert term_work(world.branch, SINCE, UNTIL).joined == 0


def test_hours_of_one_service_by_two_people_are_one_service(world, today):
    service = VolunteerService.objects.create(
        branch=world.branch, on=date(2025, 5, 4), project="植树", recorded_by=world.secretary
    )
    for member in world.roster[:2]:
        VolunteerShare.objects.create(service=service, member=member, minutes=90)
    meeting = held(world.branch, date(2025, 5, 5), kind="committee_meeting")
    for text, state in (("换灯", "open"), ("修路", "done")):
        ActionItem.objects.create(
            branch=world.branch,
            activity=meeting,
            text=text,
            owner=world.plain_member,
            state=state,
            done_on=date(2025, 6, 1) if state == "done" else None,
        )

    work = term_work(world.branch, SINCE, UNTIL)

    assert (work.services, work.service_minutes, work.actions, work.actions_done) == (1, 180, 2, 1)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_sums_cost_the_same_for_one_and_three_activities(world, today, rows, django_assert_num_queries):
    for number in range(rows):
        held(world.branch, date(2025, 1, 1 + number), expected=5, present=5)

    with django_assert_num_queries(9):
        term_work(world.branch, SINCE, UNTIL)


def test_the_report_says_the_sums_and_leaves_the_words_blank(db, today):
    ground = make_ground(today)
    for day in (date(2025, 1, 8), date(2025, 2, 8)):
        held(ground.branch, day, expected=8, present=7)
    held(ground.branch, date(2025, 3, 8), kind="committee_meeting")

    text = "\n".join(work_report(begun(ground)).paragraphs)

    assert "共召开支委会1次。" in text
    assert "（二）主题党日。开展主题党日2次，应到16人次，实到14人次，到会率87.5%。" in text
    assert "党费" not in text
    assert "志愿服务" not in text
    assert Activity.objects.exclude(state="held").count() == 0

"""Pages by key, a fixed number of queries, and one 304 for a night without news (R03, R09)."""

from datetime import date, datetime, timedelta

import pytest

from activities.choices import FilingKind
from activities.models import Activity, RecordSheet
from activities.services import joining, opening, planning
from activities.services.filing import hand_in
from branches.services import structuring
from members.rules.facts import MemberFacts
from members.services.member_facts import correct
from partywork.common import clock
from tests.api.program import RESOURCES, program_of
from tests.factories.activities import make_activity, make_plan, make_row
from tests.factories.branches import make_branch
from tests.factories.members import make_member


def test_walking_through_pages_misses_and_repeats_nothing_while_rows_come_in(world, today):
    activities = [make_activity(world.branch, date(2026, 7, day)) for day in range(1, 8)]
    keys = [activity.pk for activity in activities]
    program = program_of(world.reviewer)

    answer = program.get("activities/", {"page_size": 3}).json()
    seen = [row["id"] for row in answer["results"]]
    assert answer["previous"] is None
    while answer["next"]:
        if len(seen) == 3:
            added = make_activity(world.branch, date(2026, 1, 5))
            activities[0].delete()
        answer = program.client.get(answer["next"], headers=program.headers).json()
        seen += [row["id"] for row in answer["results"]]

    assert seen == [*keys, added.pk]
    back = program.client.get(answer["previous"], headers=program.headers).json()
    assert [row["id"] for row in back["results"]] == seen[3:6]


def test_a_page_has_a_hundred_rows_unless_asked_otherwise(world, today):
    Activity.objects.bulk_create(
        Activity(
            branch=world.branch,
            for_year=2026,
            for_month=1,
            theme=f"{number}",
            starts_at=clock.now(),
            ends_at=clock.now() + timedelta(hours=1),
        )
        for number in range(1001)
    )
    program = program_of(world.reviewer)

    for asked, got in ((None, 100), (1, 1), (1000, 1000)):
        answer = program.get("activities/", {"page_size": asked} if asked else {}).json()
        assert len(answer["results"]) == got
        assert answer["next"]


def _filed_sheet(world, month: int) -> None:
    plan = make_plan(world.branch, 2020 + month)
    activity = make_activity(world.branch, date(2026, month, 12), row=make_row(plan, month))
    record = RecordSheet.objects.create(activity=activity, due_at=activity.ends_at, why_due="两日内")
    for _ in range(2):
        filed = hand_in(
            FilingKind.RECORD,
            world.branch,
            content={"month": month},
            by=world.secretary,
            year=2026,
            month=month,
            activity=activity,
            record=record,
        )
        type(filed).objects.filter(pk=filed.pk).update(state="returned")


@pytest.mark.parametrize(
    ("resource", "queries"),
    [
        ("organizations", 6),
        ("members", 6),
        ("plans", 7),
        ("activities", 6),
        ("record-sheets", 7),
        ("filings", 8),
    ],
)
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_costs_the_same_for_one_row_and_for_three(
    world, today, django_assert_num_queries, resource, queries, rows
):
    for month in range(1, rows + 1):
        _filed_sheet(world, month)
    program = program_of(world.reviewer)
    program.get(f"{resource}/")

    with django_assert_num_queries(queries):
        answer = program.get(f"{resource}/", {"page_size": rows})
    assert len(answer.json()["results"]) == min(rows, 2 if resource == "organizations" else rows)


@pytest.mark.parametrize("resource", RESOURCES)
def test_a_night_without_news_is_one_304(world, month, django_assert_num_queries, today, resource):
    program = program_of(world.reviewer)
    path = f"{resource}/"
    etag = program.get(path)["ETag"]
    today.shift(timedelta(hours=10))

    # Token, its owner's posts and member, one sum over the list: no row is read.
    with django_assert_num_queries(5):
        answer = program.get(path, if_none_match=etag)
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)

    one = f"{resource}/{month.keys[resource]}/"
    assert program.get(one, if_none_match=program.get(one)["ETag"]).status_code == 304


def test_news_end_the_304(world, month, today):
    program = program_of(world.reviewer)
    etags = {resource: program.get(f"{resource}/")["ETag"] for resource in RESOURCES}
    today.shift(timedelta(minutes=1))
    member = world.plain_member
    correct(member, MemberFacts("钱七", member.sex, member.joined_on), by=world.secretary)

    for resource in RESOURCES:
        status = program.get(f"{resource}/", if_none_match=etags[resource]).status_code
        assert status == (200 if resource == "members" else 304), resource


def test_a_change_saved_earlier_but_seen_later_ends_the_304_too(world, today):
    late, early = (make_activity(world.branch, date(2026, 7, day)) for day in (1, 2))
    Activity.objects.filter(pk=late.pk).update(updated_at=clock.now() + timedelta(minutes=5))
    program = program_of(world.reviewer)
    etag = program.get("activities/")["ETag"]

    Activity.objects.filter(pk=early.pk).update(updated_at=clock.now() + timedelta(minutes=1))

    assert program.get("activities/", if_none_match=etag).status_code == 200


def test_an_etag_is_worth_nothing_to_a_token_that_reaches_elsewhere(world, month):
    etag = program_of(world.reviewer).get("organizations/")["ETag"]

    answer = program_of(world.secretary).get("organizations/", if_none_match=etag)
    assert answer.status_code == 200


def test_becoming_a_full_member_is_news_though_nobody_wrote_anything(world, today):
    world.plain_member.full_on = date(2026, 6, 20)
    world.plain_member.save()
    program = program_of(world.reviewer)
    etag = program.get("members/")["ETag"]
    today.move_to(datetime(2026, 6, 20, 0, 5, tzinfo=clock.OFFICE))

    assert program.get("members/", if_none_match=etag).status_code == 200
    [row] = program.rows("members", updated_since="2026-06-20T00:00:00+08:00")
    assert (row["name"], row["standing"]) == ("钱五", "full")


@pytest.mark.parametrize(
    "moment",
    ["2026-06-18T10:00:00+08:00", "2026-06-18T10:00:00 08:00", "2026-06-18T10:00:00", "2026-06-18T02:00:00Z"],
)
def test_updated_since_reads_a_moment_however_it_is_written(world, today, moment):
    make_activity(world.branch, date(2026, 7, 1))
    today.move_to(datetime(2026, 6, 18, 10, 0, tzinfo=clock.OFFICE))
    changed = make_activity(world.branch, date(2026, 7, 2))

    assert [row["id"] for row in program_of(world.reviewer).rows("activities", updated_since=moment)] == [
        changed.pk
    ]


def test_a_branch_that_moved_in_is_news_to_whoever_receives_it(world, today):
    today.shift(timedelta(hours=1))
    since = clock.now().isoformat()
    structuring.move(world.foreign_committee, world.committee, day=clock.today(), by=None)

    found = {row["code"] for row in program_of(world.reviewer).rows("organizations", updated_since=since)}
    assert found == {world.foreign_committee.code, world.foreign_branch.code}


def test_an_amended_plan_row_moves_the_plan_and_its_activity(world, month, today):
    row = make_row(month.plan, 7)
    activity = opening.open_from_row(row, by=world.secretary)
    today.shift(timedelta(hours=1))
    since = clock.now().isoformat()
    planning.change_row(row, by=world.secretary, fields={"content": "改为红色教育"}, reason="上级安排")

    program = program_of(world.reviewer)
    assert [found["id"] for found in program.rows("plans", updated_since=since)] == [month.plan.pk]
    assert [found["id"] for found in program.rows("activities", updated_since=since)] == [activity.pk]


def test_members_of_a_neighbour_are_not_listed(world, neighbours):
    make_member(make_branch(), name="远方")

    names = {row["name"] for row in program_of(neighbours.sibling_secretary).rows("members")}
    assert names == {"孙六"}


def test_activities_of_a_joint_day_share_one_key(world, neighbours):
    lead = make_activity(world.branch, date(2026, 12, 25))
    joint = joining.open_joint(lead, by=world.secretary, branches=[neighbours.sibling_branch])
    own = joining.adopt(joint.parts.last(), by=neighbours.sibling_secretary, on=clock.today())

    rows = {row["id"]: row["joint"] for row in program_of(world.reviewer).rows("activities")}

    shared = {"id": joint.pk, "organizer": world.branch.code}
    assert (rows.pop(lead.pk), rows.pop(own.pk)) == (shared, shared)
    assert set(map(str, rows.values())) == {"None"}
    seen = {row["id"] for row in program_of(neighbours.sibling_secretary).rows("activities")}
    assert own.pk in seen
    assert lead.pk not in seen

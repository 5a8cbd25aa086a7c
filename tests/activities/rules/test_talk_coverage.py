"""Who is to talk with whom, counted and proposed, without a table (TT-01, F-15)."""

from collections import Counter
from datetime import date

import pytest

from activities.choices_talks import TalkRelation
from activities.rules.talk_coverage import Person, counts_from, coverage
from activities.rules.talk_relation import relation_of

LONG = date(2020, 1, 1)


def person(number, *posts, since=LONG, posts_since=LONG):
    return Person(number, f"甲{number}", since, frozenset(posts), posts_since if posts else None)


def pairs(*numbers):
    return Counter(frozenset(pair) for pair in numbers)


BRANCH = [person(1, "secretary"), person(2, "committee_member"), person(3, "publicity_member")]
MEMBERS = [person(4), person(5), person(6)]


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ({"secretary"}, {"committee_member"}, "书记–委员"),
        ({"publicity_member"}, {"secretary", "organization_member"}, "书记–委员"),
        ({"secretary"}, {"deputy_secretary"}, "书记–委员"),
        ({"deputy_secretary"}, {"discipline_member"}, "委员–委员"),
        ({"secretary"}, set(), "委员–党员"),
        ({"group_leader"}, {"committee_member"}, "委员–党员"),
        ({"group_leader"}, set(), "党员–党员"),
        (set(), set(), "党员–党员"),
    ],
)
def test_the_relation_follows_from_the_posts_of_the_day(first, second, relation):
    assert relation_of(first, second).label == relation
    assert relation_of(second, first).label == relation


@pytest.mark.parametrize(
    ("held", "asked", "missing"),
    [(0, 1, 1), (1, 1, 0), (2, 1, 0), (0, 2, 2), (1, 2, 1), (2, 2, 0), (0, 0, 0)],
)
def test_a_pair_of_the_committee_needs_as_many_talks_as_asked(held, asked, missing):
    found = coverage(BRANCH[:2], {frozenset({1, 2}): held}, asked=asked, year=2026)

    (want,) = found.of(TalkRelation.SECRETARY_COMMITTEE)
    assert (want.held, want.asked, want.missing) == (held, asked, missing)


def test_every_pair_of_the_committee_and_every_member_once_each_way():
    found = coverage([*BRANCH, *MEMBERS], {}, asked=1, year=2026)

    numbers = {relation.label: len(found.of(relation)) for relation in TalkRelation}
    assert numbers == {"书记–委员": 2, "委员–委员": 1, "委员–党员": 3, "党员–党员": 3}
    assert found.asked == found.missing == 9


def test_any_member_of_the_committee_will_do_and_the_least_busy_is_proposed():
    found = coverage([*BRANCH, *MEMBERS], pairs((1, 4), (2, 5)), asked=1, year=2026)

    wants = found.of(TalkRelation.COMMITTEE_MEMBER)
    assert [(want.first.member_id, want.missing) for want in wants] == [(4, 0), (5, 0), (6, 1)]
    assert wants[2].partner == BRANCH[2]


def test_two_who_are_missing_are_proposed_to_each_other_and_the_odd_one_to_a_third():
    found = coverage([*BRANCH, *MEMBERS], {}, asked=1, year=2026)

    wants = found.of(TalkRelation.MEMBER_MEMBER)
    assert [want.partner.member_id for want in wants] == [5, 4, 4]


def test_a_second_talk_is_proposed_with_somebody_new_first():
    found = coverage(MEMBERS, pairs((4, 5)), asked=2, year=2026)

    wants = {want.first.member_id: want for want in found.of(TalkRelation.MEMBER_MEMBER)}
    assert wants[4].partner.member_id == 6
    assert [wants[number].missing for number in (4, 5, 6)] == [1, 1, 2]


def test_a_talk_with_a_leader_is_none_among_members():
    found = coverage([*BRANCH, *MEMBERS], pairs((1, 4)), asked=1, year=2026)

    assert [want.missing for want in found.of(TalkRelation.MEMBER_MEMBER)] == [1, 1, 1]


@pytest.mark.parametrize(
    ("since", "asked"),
    [(date(2026, 6, 29), True), (date(2026, 6, 30), True), (date(2026, 7, 1), False)],
)
def test_who_came_in_the_second_half_is_not_asked_for_that_year(since, asked):
    newcomer = person(6, since=since)

    found = coverage([*BRANCH, *MEMBERS[:2], newcomer], {}, asked=1, year=2026)

    assert counts_from(since, 2026) is asked
    of_newcomer = [want.asked for want in found.wants if want.first is newcomer]
    assert of_newcomer == [int(asked), int(asked)]


@pytest.mark.parametrize(("since", "asked"), [(date(2026, 6, 30), 1), (date(2026, 7, 1), 0)])
def test_a_post_given_in_the_second_half_asks_for_no_pair_that_year(since, asked):
    fresh = person(2, "committee_member", posts_since=since)

    (want,) = coverage([BRANCH[0], fresh], {}, asked=1, year=2026).wants
    assert want.asked == asked


@pytest.mark.parametrize("people", [[], [person(4)], [person(1, "secretary")]])
def test_who_is_alone_misses_nobody(people):
    found = coverage(people, {}, asked=1, year=2026)

    assert (found.asked, found.missing) == (0, 0)


def test_a_member_without_any_leader_in_the_branch_waits_for_none():
    found = coverage(MEMBERS, {}, asked=1, year=2026)

    assert [want.asked for want in found.of(TalkRelation.COMMITTEE_MEMBER)] == [0, 0, 0]

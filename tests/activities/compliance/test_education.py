"""Hours of the year, training in office, new secretaries (ED-01, ED-02)."""

from datetime import date, datetime

import pytest

from activities.compliance.education import (
    CommitteeTrained,
    NewMemberTrained,
    NewSecretaryTrained,
    StudyHoursOfTheYear,
)
from activities.compliance.facts import StudyFacts
from activities.rules.study_target import NewMember, NewSecretary
from partywork.common.clock import OFFICE
from tests.activities.compliance.year import answers, at, year

NEW_YEAR = datetime(2027, 1, 1, tzinfo=OFFICE)


def person(tenths=320, **more):
    return StudyFacts(more.pop("name", "张一"), tenths, more.pop("target", 32), **more)


def verdicts(rule, *people, now):
    return [verdict for _, verdict, _ in answers(rule, year(now=now, studied=people))]


@pytest.mark.parametrize(
    ("tenths", "target", "now", "expected"),
    [
        (320, 32, NEW_YEAR, ["met"]),
        (321, 32, NEW_YEAR, ["met"]),
        (319, 32, NEW_YEAR, ["not_met"]),
        (560, 56, NEW_YEAR, ["met"]),
        (559, 56, NEW_YEAR, ["not_met"]),
        (319, 32, at(12, 31, 23, 59), ["unknown"]),
        (319, 32, at(10, 1), ["unknown"]),
        (319, 32, at(9, 30, 23, 59), []),
        (320, 32, at(9, 30), ["met"]),
    ],
)
def test_the_hours_are_judged_when_the_year_is_over_and_spoken_of_from_october(tenths, target, now, expected):
    assert verdicts(StudyHoursOfTheYear(), person(tenths, target=target), now=now) == expected


def test_who_has_not_done_it_is_named_to_the_branch_only():
    named = year(now=NEW_YEAR, studied=(person(), person(0, name="李二")))
    above = year(now=NEW_YEAR, studied=(person(name=""), person(0, name="")))

    assert [text for *_, text in answers(StudyHoursOfTheYear(), named)] == [
        "2026年应完成学时的2人，1人没有完成（李二）"
    ]
    assert [text for *_, text in answers(StudyHoursOfTheYear(), above)] == [
        "2026年应完成学时的2人，1人没有完成"
    ]


def test_in_autumn_those_behind_are_counted_apart():
    facts = year(now=at(11, 1), studied=(person(300), person(100, name="李二", is_behind=True)))

    assert [text for *_, text in answers(StudyHoursOfTheYear(), facts)] == [
        "2026年应完成学时的2人，2人还没有完成，年底前补上；其中1人要抓紧（李二）"
    ]


def test_the_exempt_are_not_judged():
    assert verdicts(StudyHoursOfTheYear(), person(0, is_judged=False), now=NEW_YEAR) == []


@pytest.mark.parametrize(
    ("trainings", "asked", "now", "expected"),
    [
        (1, 1, NEW_YEAR, ["met"]),
        (2, 1, NEW_YEAR, ["met"]),
        (0, 1, NEW_YEAR, ["not_met"]),
        (1, 2, NEW_YEAR, ["not_met"]),
        (0, 1, at(12, 31), ["unknown"]),
        (0, 1, at(9, 30), []),
        (1, 1, at(3, 1), ["met"]),
    ],
)
def test_whoever_is_in_office_is_trained_in_the_year(trainings, asked, now, expected):
    someone = person(is_committee=True, trainings=trainings, trainings_asked=asked)

    assert verdicts(CommitteeTrained(), someone, person(), now=now) == expected


@pytest.mark.parametrize(
    ("trained", "now", "expected"),
    [
        (None, at(7, 10), ["unknown"]),
        (None, at(7, 11), ["not_met"]),
        (date(2026, 7, 10), at(7, 11), ["met"]),
        (date(2026, 7, 11), at(8, 1), ["not_met"]),
    ],
)
def test_a_new_secretary_is_trained_within_half_a_year(trained, now, expected):
    someone = person(new_secretary=NewSecretary(date(2026, 1, 10), 6, trained))

    assert verdicts(NewSecretaryTrained(), someone, now=now) == expected


def test_half_a_year_that_ends_in_the_next_is_judged_there():
    someone = person(new_secretary=NewSecretary(date(2026, 9, 1), 6))

    assert verdicts(NewSecretaryTrained(), someone, now=NEW_YEAR) == []


@pytest.mark.parametrize(
    ("trained", "now", "expected"),
    [
        (None, at(6, 4), ["unknown"]),
        (None, at(6, 5, 23, 59), ["unknown"]),  # the last day still counts
        (None, at(6, 6), ["not_met"]),
        (date(2025, 6, 5), at(6, 6), ["met"]),
        (date(2026, 6, 5), at(6, 6), ["met"]),
        (date(2026, 6, 6), at(7, 1), ["not_met"]),
    ],
)
def test_a_new_member_is_trained_within_a_year_of_joining(trained, now, expected):
    someone = person(new_member=NewMember(date(2025, 6, 5), 12, trained))

    assert verdicts(NewMemberTrained(), someone, person(), now=now) == expected


def test_who_joined_on_a_leap_day_has_until_the_last_of_february():
    assert NewMember(date(2024, 2, 29), 12).due_on == date(2025, 2, 28)


def test_those_of_one_day_are_one_finding_and_the_exempt_are_left_out():
    new = NewMember(date(2025, 6, 5), 12)
    done = NewMember(date(2025, 6, 5), 12, date(2025, 9, 1))
    people = (person(new_member=new), person(name="李二", new_member=done))
    people += (person(name="王三", new_member=new, is_judged=False),)

    assert [text for *_, text in answers(NewMemberTrained(), year(now=at(6, 6), studied=people))] == [
        "2025年6月5日入党的2人，应在2026年6月5日前参加集中培训，1人没有按时参加（张一）"
    ]


def test_a_first_year_that_ends_in_the_next_is_judged_there():
    someone = person(new_member=NewMember(date(2026, 3, 1), 12))

    assert verdicts(NewMemberTrained(), someone, now=NEW_YEAR) == []

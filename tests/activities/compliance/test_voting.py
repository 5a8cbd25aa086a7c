"""The votes of the year judged anew from their frozen numbers."""

from dataclasses import replace
from datetime import date

import pytest

from activities.compliance.facts import VoteFacts
from activities.compliance.voting import AdmissionBySecretBallot, AdoptedByMoreThanHalf, VotedWithQuorum
from tests.activities.compliance.year import answers, year

VOTE = VoteFacts(
    ballot=7,
    title="通过工作报告",
    day=date(2026, 6, 18),
    kind="V-GEN",
    method="hands",
    expected=10,
    present=7,
    written=0,
    in_favour=6,
    passed=True,
)
ADMISSION = replace(
    VOTE, kind="V-ADM", method="electronic", title="接收周七为预备党员", subject="周七", item=3
)


def verdicts(rule, *votes):
    return [verdict for _subject, verdict, _text in answers(rule, year(votes=votes))]


@pytest.mark.parametrize(
    ("kind", "expected", "present", "verdict"),
    [
        ("V-GEN", 10, 5, "met"),
        ("V-GEN", 10, 4, "not_met"),
        ("V-GEN", 9, 5, "met"),
        ("V-GEN", 9, 4, "not_met"),
        ("V-ADM", 10, 5, "not_met"),
        ("V-ADM", 10, 6, "met"),
        ("V-ELE", 10, 7, "not_met"),
        ("V-ELE", 10, 8, "met"),
        ("V-COM", 2, 1, "met"),
    ],
)
def test_enough_were_there(kind, expected, present, verdict):
    vote = replace(VOTE, kind=kind, expected=expected, present=present, in_favour=0, passed=False)

    assert verdicts(VotedWithQuorum(), vote) == [verdict]


@pytest.mark.parametrize(
    ("in_favour", "passed", "verdict"),
    [(6, True, "met"), (5, True, "not_met"), (5, False, "met"), (6, False, "not_met")],
)
def test_what_is_noted_as_adopted_was_adopted(in_favour, passed, verdict):
    assert verdicts(AdoptedByMoreThanHalf(), replace(VOTE, in_favour=in_favour, passed=passed)) == [verdict]


def test_the_sentence_has_the_formula():
    assert answers(AdoptedByMoreThanHalf(), year(votes=(VOTE,))) == [
        ("ballot:7", "met", "“通过工作报告”赞成6票 > 应到10人 ÷ 2 = 5，记为通过")
    ]


def test_written_opinions_count_for_an_admission():
    vote = replace(ADMISSION, present=6, written=2, in_favour=6)

    assert verdicts(AdoptedByMoreThanHalf(), vote) == ["met"]


def test_an_admission_is_secret_and_about_one_person():
    other = replace(ADMISSION, ballot=8, subject="孙八")

    assert verdicts(AdmissionBySecretBallot(), VOTE) == []
    assert verdicts(AdmissionBySecretBallot(), ADMISSION) == ["met"]
    assert verdicts(AdmissionBySecretBallot(), replace(ADMISSION, method="hands")) == ["not_met"]
    assert verdicts(AdmissionBySecretBallot(), ADMISSION, other) == ["not_met", "not_met"]
    assert verdicts(AdmissionBySecretBallot(), ADMISSION, replace(other, item=4)) == ["met", "met"]


def test_a_year_without_votes_is_not_judged():
    assert [
        verdicts(rule()) for rule in (VotedWithQuorum, AdoptedByMoreThanHalf, AdmissionBySecretBallot)
    ] == [
        [],
        [],
        [],
    ]

"""Numbers of an election, at, just under and just over each limit (EL-03, EL-05, EL-06, ORG-08, ORG-11, V-ELE)."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.rules.counting_sheet import Line, Sheet, ballot_problem, must_repeat, problems_of
from activities.rules.election_outcome import (
    EXPECTED,
    Assembly,
    RoundPurpose,
    Tally,
    outcome_of,
    why_not_fewer,
)
from activities.rules.election_people import PersonFacts, secretary_remark, why_not_candidate, why_not_teller
from activities.rules.election_seats import (
    difference_text,
    least_candidates,
    seats_remark,
    sets_up_committee,
    why_not_seats,
    why_too_few,
)
from activities.rules.stroke_order import stroke_key, unknown_signs


@pytest.mark.parametrize(
    ("seats", "least"), [(1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 8), (7, 9), (10, 12)]
)
def test_a_fifth_more_candidates_than_seats(seats, least):
    assert least_candidates(seats) == least
    assert why_too_few(seats, least) == ""
    assert "还差1人" in why_too_few(seats, least - 1)


def test_secretary_and_deputy_stand_alone():
    assert why_too_few(1, 1, equal=True) == ""
    assert why_too_few(1, 2, equal=True) and why_too_few(1, 0, equal=True)


@pytest.mark.parametrize(("full", "committee"), [(6, False), (7, True), (8, True), (3, False)])
def test_seven_full_members_have_a_committee(full, committee):
    assert sets_up_committee(full) == committee


@pytest.mark.parametrize(
    ("seats", "refused", "remark"),
    [
        (2, True, True),
        (3, False, False),
        (5, False, False),
        (6, False, True),
        (7, False, True),
        (8, True, True),
    ],
)
def test_more_than_seven_seats_are_refused(seats, refused, remark):
    assert bool(why_not_seats(seats)) == refused
    assert bool(seats_remark(seats)) == remark


def test_the_difference_is_said_in_numbers():
    assert difference_text(5, 6) == "应选5人，候选人6人，差额1人（20%）"


@pytest.mark.parametrize(
    ("expected", "quorum"), [(3, 3), (4, 4), (5, 4), (6, 5), (9, 8), (10, 8), (11, 9), (15, 12), (16, 13)]
)
def test_four_fifths_must_be_there(expected, quorum):
    assert Assembly(expected, quorum).quorum_met
    assert not Assembly(expected, quorum - 1).quorum_met
    assert "还差1人" in Assembly(expected, quorum - 1).quorum_sentence


def test_nobody_expected_is_no_quorum():
    assert not Assembly(0, 0).quorum_met


@pytest.mark.parametrize(
    ("expected", "present", "base", "needed"),
    [
        (10, 8, "present", 5),
        (5, 4, "present", 3),
        (5, 5, "present", 3),
        (10, 8, EXPECTED, 6),
        (10, 9, "present", 5),
    ],
)
def test_more_than_half_of_those_the_committee_counts(expected, present, base, needed):
    assert Assembly(expected, present, base).needed == needed


def outcome(votes, seats, present=10, purpose=RoundPurpose.FIRST):
    tallies = [Tally(key, f"甲{key}", number) for key, number in enumerate(votes)]
    found = outcome_of(tallies, seats, Assembly(present, present), purpose)
    return (
        sorted(each.key for each in found.elected),
        sorted(each.key for each in found.tied),
        found.tied_seats,
        found.open_seats,
    )


@pytest.mark.parametrize(
    ("votes", "seats", "expected"),
    [
        ([9, 8, 7, 3], 3, ([0, 1, 2], [], 0, 0)),
        ([9, 8, 7, 6], 3, ([0, 1, 2], [], 0, 0)),  # four have more than half, three seats
        ([9, 8, 7, 7], 3, ([0, 1], [2, 3], 1, 0)),
        ([9, 7, 7, 7], 3, ([0], [1, 2, 3], 2, 0)),
        ([8, 8, 8, 8], 3, ([], [0, 1, 2, 3], 3, 0)),
        ([9, 9, 7, 3], 3, ([0, 1, 2], [], 0, 0)),  # equal, but both are in
        ([9, 6, 5, 5], 3, ([0, 1], [], 0, 1)),  # five of ten is not more than half
        ([5, 5, 5, 5], 3, ([], [], 0, 3)),
        ([10], 1, ([0], [], 0, 0)),
        ([5], 1, ([], [], 0, 1)),
    ],
)
def test_most_votes_first_and_ties_at_the_last_seat(votes, seats, expected):
    assert outcome(votes, seats) == expected


@pytest.mark.parametrize(
    ("votes", "seats", "expected"),
    [
        ([6, 4], 1, ([0], [], 0, 0)),
        ([3, 2], 1, ([0], [], 0, 0)),
        ([5, 5], 1, ([], [0, 1], 1, 0)),
        ([0, 0], 1, ([], [], 0, 1)),
    ],
)
def test_a_run_off_goes_to_who_has_more(votes, seats, expected):
    assert outcome(votes, seats, purpose=RoundPurpose.RUN_OFF) == expected


def plainly(votes, seats, present):
    """The rule as the regulation words it, person by person: who is certainly in, who is certainly out."""
    passed = [key for key, number in enumerate(votes) if number * 2 > present]
    elected, tied = set(), set()
    for key in passed:
        above = sum(1 for other in passed if votes[other] > votes[key])
        level = sum(1 for other in passed if votes[other] == votes[key])
        if above + level <= seats:
            elected.add(key)
        elif above < seats:
            tied.add(key)
    return elected, tied, len(passed)


def test_every_ballot_of_up_to_four_names_comes_out_as_the_regulation_words_it():
    for present in range(1, 7):
        for votes in product(range(present + 1), repeat=4):
            for seats in range(1, 5):
                elected, tied, passed = plainly(votes, seats, present)
                tied_seats = seats - len(elected) if tied else 0
                open_seats = max(0, seats - passed)
                assert outcome(votes, seats, present) == (
                    sorted(elected),
                    sorted(tied),
                    tied_seats,
                    open_seats,
                ), (votes, seats, present)


@given(
    votes=st.lists(st.integers(0, 60), min_size=1, max_size=12),
    seats=st.integers(1, 9),
    present=st.integers(1, 60),
)
def test_any_ballot_comes_out_as_the_regulation_words_it(votes, seats, present):
    votes = [min(number, present) for number in votes]
    elected, tied, passed = plainly(votes, seats, present)
    assert outcome(votes, seats, present) == (
        sorted(elected),
        sorted(tied),
        seats - len(elected) if tied else 0,
        max(0, seats - passed),
    )


def test_the_outcome_says_its_numbers():
    tallies = [Tally(0, "李二", 9), Tally(1, "王三", 7), Tally(2, "赵四", 7)]
    assert outcome_of(tallies, 2, Assembly(12, 10)).sentences == (
        "赞成须超过实到10人的一半，至少6票。",
        "应选2人，当选1人：李二（9票）。",
        "王三、赵四都是7票，还有1个名额，不能确定当选人，就这2人再投一次票。",
    )


@pytest.mark.parametrize(
    ("present", "in_favour", "refused"),
    [(10, 6, False), (10, 5, True), (9, 5, False), (9, 4, True), (9, 10, True)],
)
def test_fewer_seats_need_more_than_half(present, in_favour, refused):
    assert bool(why_not_fewer(present, in_favour)) == refused


def sheet(*lines, present=10, seats=2, issued=10, returned=10, valid=9, void=1):
    return Sheet(present, seats, issued, returned, valid, void, tuple(lines))


def test_a_sheet_that_fits_has_no_problem():
    assert (
        problems_of(sheet(Line("李二", 9, 0, 0), Line("王三", 5, 3, 1), Line("赵四", 2, is_write_in=True)))
        == []
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (sheet(issued=11), "发出11张，多于有选举权的实到人数10人"),
        (sheet(valid=9, void=0), "有效9张加无效0张是9张，与收回的10张不符"),
        (sheet(Line("李二", 8, 0, 0)), "李二：赞成8加反对0加弃权0是8票，应等于有效票9张"),
        (sheet(Line("李二", 10, 0, 0)), "应等于有效票9张"),
        (sheet(Line("赵四", 10, is_write_in=True)), "另选赵四10票，多于有效票9张"),
        (
            sheet(Line("李二", 9), Line("王三", 9), Line("赵四", 1, is_write_in=True)),
            "赞成和另选合计19票；有效票9张，每张最多选2人，合计不能超过18票",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_numbers(given, said):
    assert any(said in problem.sentence for problem in problems_of(given))


@pytest.mark.parametrize(("issued", "returned", "repeat"), [(10, 10, False), (10, 9, False), (10, 11, True)])
def test_more_returned_than_issued_is_void(issued, returned, repeat):
    assert bool(must_repeat(issued, returned)) == repeat


@pytest.mark.parametrize(("chosen", "void"), [(0, False), (1, False), (2, False), (3, True)])
def test_a_ballot_names_no_more_than_there_are_seats(chosen, void):
    assert bool(ballot_problem(["x"] * chosen + [""] * 2, 2)) == void


def person(**fields):
    values = {"name": "李二", "standing": "full", "full_on": date(2020, 1, 1), "in_branch": True, **fields}
    return PersonFacts(**values)


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (person(), False),
        (person(standing="probationary"), True),
        (person(in_branch=False), True),
        (person(barred="受留党察看处分期间"), True),
    ],
)
def test_only_full_members_with_their_rights_stand(given, refused):
    assert bool(why_not_candidate(given)) == refused


@pytest.mark.parametrize(
    ("full_on", "said"), [(date(2025, 6, 18), False), (date(2025, 6, 19), True), (date(2020, 1, 1), False)]
)
def test_a_secretary_has_a_year_of_standing(full_on, said):
    assert bool(secretary_remark(person(full_on=full_on), date(2026, 6, 18))) == said


def test_a_candidate_does_not_count_the_votes():
    assert why_not_teller(person(), {"李二"}) == "李二是候选人，不能监票、计票。"
    assert why_not_teller(person(), {"王三"}) == ""
    assert why_not_teller(person(standing="probationary"), ())


def test_names_stand_in_the_order_of_strokes():
    names = ["魏一", "李二", "丁三", "张四", "王五", "欧阳六", "马七", "王", "王一", "陈八"]
    assert sorted(names, key=stroke_key) == [
        *("丁三", "马七", "王", "王一", "王五", "李二", "张四", "陈八", "欧阳六", "魏一"),
    ]


def test_a_character_that_nobody_listed_stands_last_and_is_named():
    assert sorted(["䶮一", "魏一"], key=stroke_key) == ["魏一", "䶮一"]
    assert unknown_signs("䶮一") == "䶮"
    assert unknown_signs("阿依古丽·买买提") == ""

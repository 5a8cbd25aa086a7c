"""The vote table by enumeration, against the sentences of the regulations told by counting heads (V-*, E-39..E-41).

The code compares shares of whole numbers. Here nobody divides: people are set against people, and who stands alone
decides. 半数以上 = for everybody away somebody is there; 超过半数 = and one more; 五分之四 = for everybody
away four are there; more than half of a group in favour = those in favour outnumber all the rest of the group.
"""

from math import comb

import pytest

from activities.rules.vote_table import VOTES, vote_rule
from activities.rules.voting import judge_opening, judge_vote, quorum_formula
from partywork.common.errors import DomainError
from partywork.common.majority import Base

MOST = 20
KINDS = ("V-GEN", "V-COM", "V-ADM", "V-ELE", "V-PUN")


def is_lawful(kind, there, away):
    """May the meeting vote at all?"""
    pairs_left = list(range(there))
    for _ in range(away):
        for _ in range(4 if kind == "V-ELE" else 1):
            if not pairs_left:
                return False
            pairs_left.pop()
    return bool(pairs_left) if kind == "V-ADM" else True


def is_adopted(kind, there, away, in_favour):
    rest_of_the_room = there - in_favour
    rest_of_all = rest_of_the_room + away
    return is_lawful(kind, there, away) and in_favour > (rest_of_the_room if kind == "V-ELE" else rest_of_all)


@pytest.mark.parametrize("kind", KINDS)
def test_every_vote_of_up_to_twenty_is_judged_as_the_sentences_say(kind):
    seen = passed = 0
    for voters in range(1, MOST + 1):
        for there in range(voters + 1):
            for in_favour in range(there + 1):
                for against in range(there - in_favour + 1):
                    for abstained in range(there - in_favour - against + 1):
                        judged = judge_vote(
                            kind,
                            expected=voters,
                            present=there,
                            in_favour=in_favour,
                            others=against + abstained,
                        )
                        away = voters - there
                        assert judged.quorum_met is is_lawful(kind, there, away), judged
                        assert judged.passes is is_adopted(kind, there, away, in_favour), judged
                        seen += 1
                        passed += judged.passes
    # Every way to put up to twenty people into five places, without the empty meeting, which is refused below.
    assert seen == comb(MOST + 5, 5) - 1
    assert 0 < passed < seen


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_needed_is_the_first_number_that_is_enough(kind):
    for voters in range(1, MOST + 1):
        enough = [there for there in range(voters + 1) if is_lawful(kind, there, voters - there)]
        for there in range(voters + 1):
            opening = judge_opening(kind, expected=voters, present=there)
            assert opening.quorum_needed == enough[0]
            votes = [n for n in range(voters + 1) if n > ((there if kind == "V-ELE" else voters) - n)]
            assert opening.needed == votes[0]
            assert opening.can_pass is is_adopted(kind, there, voters - there, there)


def test_written_opinions_are_votes_and_not_heads():
    """E-41: every split of up to ten voters into those there, those who wrote, and those who did neither."""
    for voters in range(1, 11):
        for there in range(voters + 1):
            for written in range(voters - there + 1):
                for in_favour in range(there + written + 1):
                    judged = judge_vote(
                        "V-ADM", expected=voters, present=there, written=written, in_favour=in_favour
                    )
                    lawful = is_lawful("V-ADM", there, voters - there)
                    assert judged.quorum_met is lawful
                    assert judged.passes is (lawful and in_favour > voters - in_favour)


@pytest.mark.parametrize(
    ("kind", "expected", "present", "quorum_needed", "met", "needed", "can_pass"),
    [
        # E-39: exactly half there
        ("V-GEN", 10, 5, 5, True, 6, False),
        ("V-ADM", 10, 5, 6, False, 6, False),
        ("V-ELE", 10, 5, 8, False, 3, False),
        ("V-GEN", 10, 6, 5, True, 6, True),
        ("V-ELE", 10, 8, 8, True, 5, True),
        ("V-ELE", 10, 7, 8, False, 4, False),
        # E-40: small branches
        ("V-GEN", 5, 3, 3, True, 3, True),
        ("V-GEN", 5, 2, 3, False, 3, False),
        ("V-ELE", 5, 4, 4, True, 3, True),
        ("V-ELE", 5, 5, 4, True, 3, True),
        ("V-ELE", 3, 2, 3, False, 2, False),
        ("V-ELE", 3, 3, 3, True, 2, True),
        ("V-ELE", 4, 3, 4, False, 2, False),
        ("V-ELE", 4, 4, 4, True, 3, True),
        # E-29: a committee of three with one place empty counts the two in office
        ("V-COM", 2, 1, 1, True, 2, False),
        ("V-COM", 3, 2, 2, True, 2, True),
        ("V-PUN", 10, 5, 5, True, 6, False),
        ("V-GEN", 1, 1, 1, True, 1, True),
    ],
)
def test_edge_cases(kind, expected, present, quorum_needed, met, needed, can_pass):
    opening = judge_opening(kind, expected=expected, present=present)

    assert (opening.quorum_needed, opening.quorum_met, opening.needed, opening.can_pass) == (
        quorum_needed,
        met,
        needed,
        can_pass,
    )


def test_a_vote_that_cannot_pass_is_said_so_beforehand():
    assert judge_opening("V-GEN", expected=10, present=5).sentence == (
        "应到有表决权的正式党员10人，实到5人，符合“半数以上”（至少5人），可以开始，但不可能通过：须赞成6票，"
        "到会的人全部赞成也只有5票（《中国共产党支部工作条例（试行）》第十一条）。"
    )


def test_written_opinions_may_make_it_possible():
    assert judge_opening("V-ADM", expected=11, present=6).can_pass is not False
    assert judge_opening("V-GEN", expected=12, present=6).can_pass is False
    with_one = judge_opening("V-ADM", expected=12, present=7, written=2)
    assert (with_one.quorum_met, with_one.can_pass) == (True, True)


def test_the_sentences_give_numbers_and_clause():
    passed = judge_vote("V-ADM", expected=10, present=7, in_favour=6)
    failed = judge_vote("V-ADM", expected=10, present=5, in_favour=5)

    assert passed.sentence == (
        "应到有表决权的正式党员10人，实到7人，符合“超过半数”（至少6人）；赞成6票，超过应到10人的半数（至少6票），"
        "通过，报上级党组织批准（《中国共产党发展党员工作细则》第二十条、第二十一条）。"
    )
    assert passed.formula == "赞成6票 > 应到10人 ÷ 2 = 5"
    assert "实到5人，不足“超过半数”（至少6人），会议不能表决" in failed.sentence
    assert judge_vote("V-ELE", expected=10, present=9, in_favour=4).formula == "赞成4票 ≤ 实到9人 ÷ 2 = 4.5"


@pytest.mark.parametrize(
    ("kind", "expected", "present", "formula"),
    [
        ("V-GEN", 11, 6, "实到6人 ≥ 应到11人 ÷ 2 = 5.5"),
        ("V-GEN", 11, 5, "实到5人 < 应到11人 ÷ 2 = 5.5"),
        ("V-ADM", 10, 5, "实到5人 ≤ 应到10人 ÷ 2 = 5"),
        ("V-ADM", 10, 6, "实到6人 > 应到10人 ÷ 2 = 5"),
        ("V-ELE", 11, 9, "实到9人 ≥ 应到11人 × 4 ÷ 5 = 8.8"),
        ("V-ELE", 11, 8, "实到8人 < 应到11人 × 4 ÷ 5 = 8.8"),
    ],
)
def test_the_quorum_as_a_formula(kind, expected, present, formula):
    assert quorum_formula(kind, expected=expected, present=present) == formula


def test_a_committee_may_count_an_election_by_those_expected():
    of_all = {"expected": 10, "present": 8, "in_favour": 5}

    assert judge_vote("V-ELE", **of_all).passes
    assert not judge_vote("V-ELE", **of_all, base=Base.EXPECTED).passes


@pytest.mark.parametrize(
    ("numbers", "field", "says"),
    [
        ({"expected": 0, "present": 0, "in_favour": 0}, "expected", "应到0人"),
        ({"expected": -3, "present": 0, "in_favour": 0}, "expected", "应到-3人"),
        ({"expected": 5, "present": 6, "in_favour": 0}, "present", "实到6人多于应到5人"),
        ({"expected": 5, "present": -1, "in_favour": 0}, "present", "-1"),
        ({"expected": 5, "present": 4, "in_favour": 5}, "in_favour", "赞成5票，多于实到4人"),
        ({"expected": 5, "present": 4, "in_favour": -1}, "in_favour", "-1"),
        ({"expected": 5, "present": 4, "in_favour": 2, "others": 3}, "in_favour", "赞成2票加其他3票"),
        (
            {"expected": 5, "present": 4, "in_favour": 2, "written": 2},
            "written",
            "加书面意见2份，多于应到5人",
        ),
        ({"expected": 5, "present": 4, "in_favour": 2, "written": -1}, "written", "-1"),
    ],
)
def test_numbers_that_cannot_be_are_refused_with_the_numbers(numbers, field, says):
    with pytest.raises(DomainError) as refusal:
        judge_vote("V-ADM", **numbers)

    assert refusal.value.field == field
    assert says in refusal.value.message
    assert refusal.value.message.endswith("。")


@pytest.mark.parametrize("kind", ["V-GEN", "V-COM", "V-ELE", "V-PUN"])
def test_written_opinions_belong_to_admissions_alone(kind):
    with pytest.raises(DomainError) as refusal:
        judge_vote(kind, expected=10, present=7, in_favour=6, written=1)

    assert refusal.value.code == "written_not_allowed"
    assert "第二十一条" in refusal.value.message


@pytest.mark.parametrize(("key", "code"), [("V-APP", "no_vote"), ("V-XYZ", "unknown"), ("", "unknown")])
def test_what_is_no_vote_is_refused(key, code):
    with pytest.raises(DomainError) as refusal:
        vote_rule(key)

    assert refusal.value.code == code


def test_the_table_has_its_five_rows_and_hands_are_no_secret_ballot():
    assert tuple(VOTES) == KINDS
    assert [row.kind.value for row in VOTES.values() if "hands" not in row.methods] == ["V-ADM", "V-ELE"]
    assert [row.kind.value for row in VOTES.values() if row.written] == ["V-ADM"]

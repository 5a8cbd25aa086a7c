"""Each step of the checklist from what stands there: done, not due yet, or missing after the meeting (OL-03, OL-06)."""

import pytest

from activities.rules.life import LifeFacts, life_steps

READY = {
    "studies": 1,
    "opinions": 5,
    "talks": 3,
    "members_with_problems": 6,
    "committee_examined": True,
    "reported_on": "6月1日",
    "last_year_items": 2,
    "last_year_report": True,
    "secretary_first": True,
    "spoken": 6,
    "criticisms": 9,
    "committee_items": 2,
    "personal_items": 6,
    "members_with_items": 6,
    "shown": "一周",
    "held": True,
}


def states(**facts):
    given = {"members": 6, "has_committee": True, **facts}
    return {step.label: step.state for step in life_steps(LifeFacts(**given))}


def test_with_everything_there_every_step_is_done():
    assert set(states(**READY).values()) == {"done"}


def test_before_the_meeting_nothing_is_missing_yet():
    assert set(states().values()) == {""}


@pytest.mark.parametrize(
    ("fact", "value", "label"),
    [
        ("studies", 0, "集中学习"),
        ("opinions", 0, "征求意见"),
        ("talks", 0, "谈心谈话"),
        ("committee_examined", False, "班子查摆问题"),
        ("members_with_problems", 5, "个人查摆问题"),
        ("reported_on", "", "方案报上级"),
        ("last_year_report", False, "通报上年整改"),
        ("secretary_first", False, "书记带头自我批评"),
        ("spoken", 5, "逐个自我批评"),
        ("criticisms", 0, "相互批评"),
        ("unanswered", 1, "相互批评"),
        ("absent", 1, "缺席者书面发言"),
        ("guests_above", 1, "上级点评"),
    ],
)
def test_after_the_meeting_what_is_not_there_is_missing(fact, value, label):
    facts = {**READY, fact: value}
    if fact == "absent":
        facts["spoken"] = 5

    found = states(**facts)

    assert [name for name, state in found.items() if state == "missing"] == [label]


def test_a_branch_without_a_committee_lists_nothing_for_it():
    labels = {step.label for step in life_steps(LifeFacts(members=3, has_committee=False))}

    assert "班子查摆问题" not in labels
    assert "班子整改清单" not in labels


def test_lists_are_open_until_the_last_item_is_done():
    assert states(**{**READY, "open_items": 1})["整改到位"] == ""
    assert states(**{**READY, "open_items": 0})["整改到位"] == "done"

"""The powers of the member meeting, as the regulations name them (MT-02, MT-08, MT-09)."""

import pytest

from activities.choices_agenda import AgendaTag, Matter, Settlement
from activities.rules.matters import (
    POWERS,
    mass_interest_hint,
    missing_committee_item,
    settling_refusal,
    tagging_refusal,
    vote_of,
)


def test_every_power_has_its_row_and_its_vote():
    assert set(POWERS) == set(Matter.values)


@pytest.mark.parametrize(
    ("matter", "vote"),
    [
        ("report", "V-GEN"),
        ("election", "V-ELE"),
        ("by_election", "V-ELE"),
        ("delegates", "V-ELE"),
        ("admission", "V-ADM"),
        ("confirmation", "V-ADM"),
        ("extension", "V-ADM"),
        ("annulment", "V-ADM"),
        ("commendation", "V-GEN"),
        ("disposal", "V-GEN"),
        ("punishment", "V-PUN"),
        ("important", "V-GEN"),
        ("", ""),
    ],
)
def test_a_matter_is_decided_by_its_row_of_the_vote_table(matter, vote):
    assert vote_of(matter) == vote


@pytest.mark.parametrize("matter", Matter.values)
def test_a_committee_decides_none_of_the_powers_and_is_told_the_clause(matter):
    sentence = settling_refusal(matter, Settlement.DECIDED, decides_for_members=False)
    assert "《中国共产党支部工作条例（试行）》第十一条" in sentence
    assert Matter(matter).label in sentence


@pytest.mark.parametrize(
    ("matter", "settled", "decides_for_members", "refused"),
    [
        ("", "decided", False, False),  # the committee's own work
        ("admission", "to_member_meeting", False, False),
        ("admission", "deferred", False, False),
        ("admission", "", False, False),
        ("admission", "decided", True, False),
        ("", "decided", True, False),
        ("admission", "to_member_meeting", True, True),  # it is the member meeting already
        ("", "to_member_meeting", True, True),
        ("", "to_member_meeting", False, False),
    ],
)
def test_who_may_settle_what(matter, settled, decides_for_members, refused):
    assert bool(settling_refusal(matter, settled, decides_for_members=decides_for_members)) is refused


@pytest.mark.parametrize(
    ("tag", "matter", "decides_for_members", "refused"),
    [
        (AgendaTag.VOTE, "", True, True),
        (AgendaTag.VOTE, "important", True, False),
        (AgendaTag.VOTE, "admission", True, False),
        (AgendaTag.DISCUSSION, "", True, False),
        (AgendaTag.VOTE, "", False, False),  # a committee votes on its own work
    ],
)
def test_members_vote_on_what_is_theirs_only(tag, matter, decides_for_members, refused):
    assert bool(tagging_refusal(tag, matter, decides_for_members=decides_for_members)) is refused


@pytest.mark.parametrize(
    ("matter", "has_earlier", "reason", "has_committee", "warns"),
    [
        ("admission", False, "", True, True),
        ("admission", True, "", True, False),
        ("admission", False, "支委会人数不足", True, False),
        ("admission", False, "", False, False),  # E-28: there is no committee to ask
        ("", False, "", True, False),
        ("important", False, "", True, True),
    ],
)
def test_an_important_matter_comes_from_the_committee_or_says_why_not(
    matter, has_earlier, reason, has_committee, warns
):
    sentence = missing_committee_item(
        matter, has_earlier=has_earlier, reason=reason, has_committee=has_committee
    )
    assert bool(sentence) is warns
    assert not warns or "第十二条" in sentence


@pytest.mark.parametrize(
    ("matter", "is_village", "decides_for_members", "hint"),
    [
        ("important", True, False, True),
        ("important", True, True, False),
        ("important", False, False, False),
        ("admission", True, False, False),
        ("", True, False, False),
    ],
)
def test_a_village_branch_is_told_that_the_members_discuss_it(matter, is_village, decides_for_members, hint):
    found = mass_interest_hint(matter, is_village=is_village, decides_for_members=decides_for_members)
    assert bool(found) is hint

"""Important matters before the members, and the days within which minutes are signed (MT-08, MT-12)."""

from dataclasses import replace
from datetime import date

import pytest

from activities.compliance.meeting_facts import MatterFacts, MinutesFacts
from activities.compliance.meetings import CommitteeFirst, MinutesSignedInTime
from tests.activities.compliance.year import answers, at, year

MATTER = MatterFacts(item=3, activity=12, title="接收预备党员", day=date(2026, 6, 18), from_committee=True)
MINUTES = MinutesFacts(
    record=9, activity=12, title="支部党员大会的会议记录", day=date(2026, 6, 18), last_day=date(2026, 6, 25)
)


@pytest.mark.parametrize(
    ("came", "reason", "verdict", "asks"),
    [
        (True, "", "met", False),
        (True, "已在支委会上口头商量", "met", False),
        (False, "", "not_met", True),
        (False, "上级当天要求，来不及开支委会", "not_met", False),
    ],
)
def test_an_important_matter_comes_from_the_committee_or_says_why_not(came, reason, verdict, asks):
    matter = replace(MATTER, from_committee=came, reason=reason)

    (finding,) = CommitteeFirst().judge(year(matters=(matter,)))

    assert (finding.verdict.value, finding.needs_attention) == (verdict, asks)


def test_the_sentence_names_the_day_and_the_matter():
    without = replace(MATTER, from_committee=False)

    assert answers(CommitteeFirst(), year(matters=(MATTER, without))) == [
        ("activity:12:item:3", "met", "6月18日党员大会“接收预备党员”经支委会讨论后提交"),
        ("activity:12:item:3", "not_met", "6月18日党员大会“接收预备党员”没有对应的支委会议题"),
    ]


@pytest.mark.parametrize(
    ("signed_on", "now", "verdict", "said"),
    [
        (date(2026, 6, 24), at(6, 30), "met", "6月24日签齐，限6月25日"),
        (date(2026, 6, 25), at(6, 30), "met", "6月25日签齐，限6月25日"),
        (date(2026, 6, 26), at(6, 30), "not_met", "6月26日签齐，限6月25日，晚1天"),
        (None, at(6, 24, 12), "unknown", "待签字，限6月25日"),
        (None, at(6, 25, 23, 59, 59), "unknown", "待签字，限6月25日"),
        (None, at(6, 26), "not_met", "还没有签齐，限6月25日，已超1天"),
        (None, at(7, 2), "not_met", "还没有签齐，限6月25日，已超7天"),
    ],
)
def test_minutes_are_signed_on_the_last_day_at_the_latest(signed_on, now, verdict, said):
    facts = year(minutes=(replace(MINUTES, signed_on=signed_on),), now=now)

    assert answers(MinutesSignedInTime(), facts) == [
        ("activity:12:minutes", verdict, f"6月18日支部党员大会的会议记录{said}")
    ]

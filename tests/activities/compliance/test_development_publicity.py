"""A public notice as a finding: its days, its conclusion, and the step behind it."""

from dataclasses import replace
from datetime import date

import pytest

from activities.compliance.development_publicity import PutUpForItsDays
from activities.compliance.facts import PublicNoticeFacts
from partywork.common.compliance import Verdict
from tests.activities.compliance.people import judged, only, person
from tests.activities.compliance.year import at

D = date
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
ALL = frozenset({"activist", "candidate", "admission", "conversion"})
START, END = D(2026, 6, 8), D(2026, 6, 15)


def notice(until=END, workdays=5, asked=5, result="none"):
    return PublicNoticeFacts(1, "candidate", START, until, workdays, asked, result)


@pytest.mark.parametrize(
    ("filed", "notices", "now", "verdict", "says"),
    [
        (D(2026, 6, 16), (notice(),), at(6, 20), MET, "已有结论"),
        (D(2026, 6, 15), (notice(),), at(6, 20), NOT_MET, "没有期满"),
        (D(2026, 6, 16), (), at(6, 20), NOT_MET, "没有记录"),
        (D(2026, 6, 16), (notice(workdays=4),), at(6, 20), NOT_MET, "不足上级规定的5个"),
        (None, (notice(result=""),), at(6, 15), UNKNOWN, "正在公示"),
        (None, (notice(result=""),), at(6, 16), UNKNOWN, "还没有写结论"),
    ],
)
def test_a_name_is_up_for_its_days_before_the_step_behind(filed, notices, now, verdict, says):
    done = {"candidate": D(2026, 6, 5)} | ({"candidate_filed": filed} if filed else {})
    someone = replace(person(**done), notices=notices, points=ALL)
    only(judged(PutUpForItsDays(), someone, now=now), verdict, says)


def test_where_the_committee_asks_for_no_notice_none_is_missed():
    someone = person(candidate=D(2026, 6, 5), candidate_filed=D(2026, 6, 16))
    assert judged(PutUpForItsDays(), someone) == []

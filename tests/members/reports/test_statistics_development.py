"""The tables of the way to membership and of the appraisal (ST-05), from a real way walked day by day."""

from datetime import date

import pytest

from activities.choices_life import Decided
from activities.models import Appraisal, AppraisalPerson
from members.models import Honour
from members.reports.statistics import statistics_of
from members.rules.facts import MemberFacts
from members.rules.statistics_period import Period
from members.services import deciding
from members.services.deciding import Decision
from members.services.letters_inward import OutsideLetter, receive_from_outside
from partywork.common import clock
from partywork.common.uploads import PDF, CleanFile
from tests.factories.development import make_development

pytestmark = pytest.mark.django_db
HALF = date(2026, 6, 18)


def table(branch, day, key):
    found = next(each for each in statistics_of(branch, Period(day))[0].tables if each.key == key)
    return {row.label: row.figures for row in found.rows}


@pytest.mark.parametrize(
    ("day", "stage", "fresh"),
    [
        (date(2022, 12, 31), None, None),
        (date(2023, 6, 30), "入党申请人", "入党申请人"),
        (date(2023, 12, 31), "入党积极分子", "入党积极分子"),
        (date(2024, 6, 30), "入党积极分子", None),
        (date(2024, 12, 31), "发展对象", "发展对象"),
        (date(2025, 6, 30), None, None),
    ],
)
def test_who_is_on_the_way_stands_where_he_was_that_day(world, today, day, stage, fresh):
    make_development(world.branch, by=world.secretary, until="archived")
    found = table(world.branch, day, "on_the_way")
    assert [label for label, figures in found.items() if figures[0]] == ([stage] if stage else [])
    if fresh:
        assert found[fresh][3] == 1


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2024, 12, 31), 0), (date(2025, 6, 30), 1), (date(2025, 12, 31), 1), (date(2026, 6, 17), 0)],
)
def test_who_was_admitted_counts_in_the_year_of_the_superiors_approval(world, today, day, number):
    make_development(world.branch, by=world.secretary, until="archived")
    assert table(world.branch, day, "developed")["上级批准接收为预备党员"][0] == number


def test_the_newly_admitted_are_told_by_age_education_and_occupation(world, today):
    """Born on 4 May 2000, approved in 2025; each of the three sums up to the one admitted."""
    make_development(world.branch, by=world.secretary, until="archived")
    found = table(world.branch, date(2025, 12, 31), "newly_developed")
    sums = dict.fromkeys(("年龄", "学历", "职业"), 0)
    for label, figures in found.items():
        sums[label.partition("：")[0]] += figures[0]
    assert sums == {"年龄": 1, "学历": 1, "职业": 1}
    assert table(world.branch, date(2024, 12, 31), "newly_developed") == {}


def test_who_was_expelled_is_told_in_numbers_and_who_was_stopped_is_not_among_them(world, today):
    paper = CleanFile(b"%PDF-1.4 decision", PDF, "决定.pdf")
    for member, kind in zip(world.others, ("withdrawal", "stopped"), strict=False):
        facts = Decision(kind, date(2026, 6, 8), date(2026, 6, 10), "市直组〔2026〕3号", "市直机关工委")
        deciding.decide(member, facts, paper=paper, by=world.secretary)
    world.committee.refresh_from_db()
    found = table(world.committee, HALF, "expelled")
    assert {label: figures[0] for label, figures in found.items()} == {
        "年龄：未填": 1,
        "学历：未填": 1,
        "职业：未填": 1,
    }
    assert table(world.branch, HALF, "expelled") == {}


def test_who_became_a_full_member_counts_once_with_or_without_a_path(world, today):
    make_development(world.branch, by=world.secretary, until="archived")
    world.others[0].full_on = date(2026, 3, 1)
    world.others[0].save()
    found = table(world.branch, date(2026, 6, 18), "converted")
    assert found == {"按期转正": (2,), "延长预备期": (0,), "取消预备党员资格": (0,)}


def test_the_appraisal_counts_where_and_when_it_was_decided(world, today):
    held = Appraisal.objects.create(branch=world.branch, for_year=2025, decided_on=date(2026, 1, 20))
    for member, grade in zip(world.others, (Decided.OUTSTANDING, Decided.QUALIFIED, ""), strict=True):
        AppraisalPerson.objects.create(appraisal=held, member=member, grade=grade, standing="full")
    found = table(world.branch, date(2026, 6, 18), "appraised")
    assert {label: row[0] for label, row in found.items() if row[0]} == {
        "召开民主评议的党支部": 1,
        "参加评议的党员": 3,
        "评定为优秀": 1,
        "评定为合格": 1,
    }
    assert table(world.branch, date(2025, 12, 31), "appraised")["参加评议的党员"] == (0,)


def test_who_brings_a_letter_from_outside_came_by_transfer(world, today):
    facts = MemberFacts(name="外来一", sex="male", joined_on=date(2010, 6, 1), full_on=date(2011, 6, 1))
    brought = OutsideLetter("外省某局机关党支部", "外组〔2026〕8号", date(2026, 6, 1))
    receive_from_outside(world.branch, facts, brought, since=date(2026, 6, 16), by=world.secretary)
    sheet, _ = statistics_of(world.branch, Period(HALF))
    assert {row.label: row.figures[0] for row in sheet.ins if row.figures[0]} == {"转入": 1}
    assert sheet.people == ()


def test_a_decision_on_membership_is_counted_until_it_is_undone(world, today):
    paper = CleanFile(b"%PDF-1.4 decision", PDF, "决定.pdf")
    facts = Decision("stopped", date(2026, 6, 8), date(2026, 6, 10), "市直组〔2026〕3号", "市直机关工委")
    made = deciding.decide(world.others[0], facts, paper=paper, by=world.secretary)
    assert table(world.branch, HALF, "decided")["停止党籍"] == (1,)
    made.undone_at, made.undone_by, made.undone_reason = clock.now(), world.secretary, "登记错人"
    made.save()
    assert table(world.branch, HALF, "decided")["停止党籍"] == (0,)


@pytest.mark.parametrize(
    ("state", "day", "number"),
    [
        ("awarded", date(2026, 1, 1), 1),
        ("awarded", HALF, 1),
        ("awarded", date(2025, 12, 31), 0),
        ("withdrawn", HALF, 0),
    ],
)
def test_an_honour_counts_in_the_period_in_which_it_was_given(world, today, state, day, number):
    Honour.objects.create(
        branch=world.branch,
        member=world.others[0],
        kind="excellent_member",
        level="committee",
        year=2026,
        state=state,
        nominated_on=date(2025, 11, 1),
        decided_on=day,
        withdrawn_on=day if state == "withdrawn" else None,
        entered_by=world.secretary,
    )
    assert table(world.branch, HALF, "commended")["优秀共产党员"] == (number,)

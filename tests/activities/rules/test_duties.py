"""The cells of a year at, just under and just over what is asked (MT-01, MT-03..MT-05, ED-04, E-27, E-28, E-84)."""

from datetime import date

import pytest

from activities.kinds import KINDS
from activities.rules.duties import DutyYear, Entry, GroupSpan, cells_of
from activities.rules.duty_words import sentence

ASKED = {
    "pd.events_per_month": 1,
    "mt.dahui_per_quarter": 1,
    "mt.zhiwei_per_month": 1,
    "mt.xiaozu_per_month": 1,
    "mt.class_per_year": 1,
    "ed.collective_study_per_month": 1,
    "ol.per_year": 1,
    "da.per_year": 1,
}
JUNE = date(2026, 6, 18)
_marks = {"held": "✓", "planned": "·", "now": "!", "missing": "×", "behind": "~", "ahead": ".", "none": "-"}
_marks["excused"] = "因"


def entry(kind, month, *, held=True, day=10, group=None, number=1):
    return Entry(number, kind, month, date(2026, month, day), held, group)


def year(*entries, today=JUNE, **changes):
    asked = {**ASKED, **changes.pop("times", {})}
    values = {"begun": (2020, 1), "asked": dict.fromkeys(range(1, 13), asked), **changes}
    return DutyYear(year=2026, today=today, entries=entries, **values)


def strip(facts, kind, group=None):
    """One sign a period, as the page shows them."""
    return "".join(_marks[cell.state] for cell in cells_of(facts, KINDS[kind], group))


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2026, 3, 31), "!..."),
        (date(2026, 4, 1), "×!.."),
        (date(2026, 6, 30), "×!.."),
        (date(2026, 7, 1), "××!."),
        (date(2026, 12, 31), "×××!"),
        (date(2027, 1, 1), "××××"),
    ],
)
def test_a_quarter_is_missing_only_when_it_is_over(today, shown):
    assert strip(year(today=today), "member_meeting") == shown


@pytest.mark.parametrize(("held", "asked", "shown"), [(0, 2, "!"), (1, 2, "!"), (2, 2, "✓"), (3, 2, "✓")])
def test_as_many_as_asked_and_not_one_fewer(held, asked, shown):
    meetings = [entry("member_meeting", 5, number=number) for number in range(held)]

    facts = year(*meetings, times={"mt.dahui_per_quarter": asked})

    assert strip(facts, "member_meeting")[1] == shown


def test_what_is_arranged_is_not_asked_for_again():
    facts = year(entry("committee_meeting", 6, held=False, day=25), entry("committee_meeting", 7, held=False))

    assert strip(facts, "committee_meeting") == "×××××··....."


def test_each_row_counts_for_its_own_kind_and_a_party_day_also_as_study():
    facts = year(entry("party_day", 5), entry("member_meeting", 5), entry("study", 4))

    assert strip(facts, "party_day") == "××××✓!......"
    assert strip(facts, "study") == "×××✓✓!......"
    assert strip(facts, "member_meeting") == "×✓.."
    assert strip(facts, "committee_meeting") == "×××××!......"


def test_no_study_is_asked_for_where_the_committee_asks_for_none():
    assert strip(year(times={"ed.collective_study_per_month": 0}), "study") == "-" * 12


def test_without_a_committee_its_meetings_are_not_applicable_and_nothing_is_red():
    facts = year(has_committee=False)

    (cell, *_) = cells_of(facts, KINDS["committee_meeting"])
    assert strip(facts, "committee_meeting") == "-" * 12
    assert sentence(cell, 2026) == "1月支委会：不设支委会，由支部党员大会讨论决定"


def test_without_groups_their_meetings_are_not_applicable():
    assert strip(year(), "group_meeting") == "-" * 12


def test_every_group_has_its_own_months():
    groups = (GroupSpan(1, "一组"), GroupSpan(2, "二组", first=4))
    facts = year(entry("group_meeting", 5, group=1), entry("group_meeting", 4, group=2), groups=groups)

    assert strip(facts, "group_meeting", groups[0]) == "××××✓!......"
    assert strip(facts, "group_meeting", groups[1]) == "---✓×!......"


@pytest.mark.parametrize(
    ("first", "last", "months", "quarters"),
    [
        (1, 12, "×××××!......", "×!.."),
        (2, 12, "-××××!......", "-!.."),
        (3, 12, "--×××!......", "-!.."),
        (4, 12, "---××!......", "-!.."),
        (1, 5, "×××××-------", "×---"),
        (1, 6, "×××××!------", "×!--"),
        (13, 12, "-" * 12, "----"),
    ],
)
def test_a_branch_is_asked_from_the_month_after_founding_to_that_of_closing(first, last, months, quarters):
    facts = year(first=first, last=last)

    assert strip(facts, "committee_meeting") == months
    assert strip(facts, "member_meeting") == quarters


@pytest.mark.parametrize(
    ("begun", "shown"),
    [
        (None, "-----!......"),
        ((2026, 3), "--×××!......"),
        ((2026, 6), "-----!......"),
        ((2025, 12), "×××××!......"),
    ],
)
def test_months_before_anything_was_registered_here_are_not_judged(begun, shown):
    assert strip(year(begun=begun), "committee_meeting") == shown


def test_party_days_keep_their_waivers_and_their_reasons():
    facts = year(exempt=frozenset({2}), excused={4: "防汛"})

    assert strip(facts, "party_day") == "×-×因×!......"
    assert strip(facts, "committee_meeting") == "×××××!......"


@pytest.mark.parametrize(
    ("asked", "months", "today", "shown"),
    [
        (1, (), JUNE, "!"),
        (1, (2,), JUNE, "✓"),
        (1, (), date(2027, 1, 1), "×"),
        (2, (2,), JUNE, "!"),
        (4, (), JUNE, "~!.."),
        (4, (2,), JUNE, "✓!.."),
        (4, (4, 5), JUNE, "~✓.."),
        (4, (2, 5, 6, 6), date(2026, 8, 1), "✓✓-."),
        (4, (2, 5, 8), date(2026, 12, 31), "✓✓✓!"),
        (4, (2, 5, 8), date(2027, 1, 1), "✓✓✓×"),
        (4, (2, 8, 11, 12), date(2027, 1, 1), "✓-✓✓"),
        (8, (1, 2, 4), JUNE, "✓!.."),
    ],
)
def test_lectures_are_judged_by_the_year_and_shown_by_the_quarter(asked, months, today, shown):
    lectures = [entry("lecture", month, number=number) for number, month in enumerate(months)]

    assert strip(year(*lectures, today=today, times={"mt.class_per_year": asked}), "lecture") == shown


@pytest.mark.parametrize(
    ("today", "shown"),
    [(date(2026, 12, 31), "!"), (date(2027, 1, 1), "!"), (date(2027, 3, 31), "!"), (date(2027, 4, 1), "×")],
)
@pytest.mark.parametrize("kind", ["organizational_life_meeting", "appraisal"])
def test_the_life_meeting_of_a_year_may_be_held_until_the_end_of_march(kind, today, shown):
    assert strip(year(today=today), kind) == shown


@pytest.mark.parametrize(
    ("facts", "kind", "place", "said"),
    [
        (year(), "committee_meeting", 0, "1月支委会没有登记"),
        (year(), "committee_meeting", 5, "6月支委会还没有登记，6月30日前开即可"),
        (year(), "committee_meeting", 6, "7月支委会还没有到"),
        (year(entry("committee_meeting", 2)), "committee_meeting", 1, "2月支委会已登记1次"),
        (year(), "member_meeting", 1, "第2季度支部党员大会还没有登记，6月30日前开即可"),
        (year(), "appraisal", 0, "2026年民主评议还没有登记，2027年3月31日前开即可"),
        (
            year(entry("committee_meeting", 6, held=False, day=25)),
            "committee_meeting",
            5,
            "6月支委会已安排在6月25日",
        ),
        (
            year(entry("member_meeting", 2), times={"mt.dahui_per_quarter": 2}),
            "member_meeting",
            0,
            "第1季度支部党员大会登记1次，应不少于2次",
        ),
    ],
)
def test_every_cell_says_what_is_there_and_until_when(facts, kind, place, said):
    assert sentence(cells_of(facts, KINDS[kind])[place], 2026) == said

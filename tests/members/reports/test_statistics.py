"""F-39 from real spells: coming, going, the tables as the day was, the balance by name (ST-01..ST-04)."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from branches.choices import BranchDomain
from members.choices import SpellEnd
from members.models import Member, MembershipSpell, PersonalFile
from members.reports.statistics import FOUND, LOST, statistics_of
from members.rules.statistics_period import Period
from members.services.freezing_statistics import freeze, freeze_due
from partywork.common.errors import DomainError
from tests.factories.branches import make_branch, make_committee
from tests.factories.members import make_member

pytestmark = pytest.mark.django_db
YEAR = Period(date(2025, 12, 31))
LONG = date(2012, 1, 1)


@pytest.fixture
def tree(today):
    top = make_committee()
    one, two = make_branch(parent=top), make_branch(parent=top)
    top.refresh_from_db()
    return top, one, two


def figures(sheet):
    return {row.label: row.figures[0] for row in (*sheet.ins, *sheet.outs) if row.figures[0]}


def table(sheet, key):
    found = next(table for table in sheet.tables if table.key == key)
    return {row.label: row.figures for row in found.rows if any(row.figures)}


def end(member, day, how):
    spell = member.spells.get()
    spell.period, spell.ended_by = DateRange(spell.period.lower, day), how
    spell.save()


def begin(member, branch, day):
    MembershipSpell.objects.create(member=member, branch=branch, period=DateRange(day, None))


@pytest.mark.parametrize(
    ("how", "line"),
    [
        (SpellEnd.DIED, "去世"),
        (SpellEnd.EXPELLED, "出党"),
        (SpellEnd.SUSPENDED, "停止党籍"),
        (SpellEnd.TRANSFERRED, "转出"),
        (SpellEnd.CORRECTED, "其他减少"),
    ],
)
def test_who_leaves_is_a_line_by_its_reason(tree, how, line):
    top, one, _ = tree
    make_member(one)
    end(make_member(one), date(2025, 6, 1), how)
    sheet, people = statistics_of(top, YEAR)
    assert (sheet.before, sheet.after, len(people)) == (2, 1, 1)
    assert figures(sheet) == {line: 1}
    assert sheet.fits


def test_from_branch_to_branch_is_a_move_of_the_branches_and_none_of_the_committee(tree):
    top, one, two = tree
    member = make_member(one, since=LONG)
    end(member, date(2025, 6, 1), SpellEnd.TRANSFERRED)
    begin(member, two, date(2025, 6, 1))
    assert figures(statistics_of(top, YEAR)[0]) == {}
    assert figures(statistics_of(one, YEAR)[0]) == {"转出": 1}
    assert figures(statistics_of(two, YEAR)[0]) == {"转入": 1}


@pytest.mark.parametrize(
    ("joined", "since", "line"),
    [
        (date(2025, 3, 10), date(2025, 3, 10), "新发展"),
        (date(2025, 3, 10), date(2025, 9, 10), "新发展"),
        (date(2025, 3, 10), date(2025, 9, 11), "其他增加"),
        (date(2010, 3, 10), date(2025, 9, 10), "其他增加"),
    ],
)
def test_who_was_admitted_and_approved_within_half_a_year_is_newly_developed(tree, joined, since, line):
    top, one, _ = tree
    make_member(one, joined_on=joined, full_on=None, since=since)
    sheet, _ = statistics_of(top, YEAR)
    assert figures(sheet) == {line: 1}
    assert [person.member for person in sheet.people] == (
        [] if line == "新发展" else [MembershipSpell.objects.get().member_id]
    )


def test_who_came_back_after_a_suspension_is_restored(tree):
    top, one, _ = tree
    member = make_member(one, since=LONG)
    end(member, date(2023, 6, 1), SpellEnd.SUSPENDED)
    begin(member, one, date(2025, 6, 1))
    assert figures(statistics_of(top, YEAR)[0]) == {"恢复党籍": 1}


def test_a_temporary_branch_has_no_members_of_its_own(tree):
    """The formal relation stays where it was (ST-01, MEM-15)."""
    top, one, _ = tree
    make_member(one)
    make_member(make_branch(parent=top, domain=BranchDomain.TEMPORARY))
    assert statistics_of(top, YEAR)[0].after == 1


def test_the_tables_are_as_of_their_day_and_each_sums_up_to_all(tree):
    top, one, two = tree
    for branch, born, ethnicity, sex, full in (
        (one, date(1994, 12, 31), "01", "male", date(2011, 6, 1)),
        (one, date(1995, 1, 1), "05", "female", date(2025, 12, 31)),
        (two, None, "", "female", date(2026, 1, 1)),
    ):
        member = make_member(branch, full_on=full)
        Member.objects.filter(pk=member.pk).update(sex=sex)
        PersonalFile.objects.update_or_create(
            member=member, defaults={"birth_date": born, "ethnicity": ethnicity, "education": "college"}
        )
    sheet, _ = statistics_of(top, YEAR)
    assert table(sheet, "age") == {
        "31—35岁": (1, 0, 0, 0),
        "30岁及以下": (1, 0, 1, 1),
        "未填": (1, 1, 1, 0),
    }
    assert table(sheet, "ethnicity") == {"汉族": (1, 0, 0, 0), "少数民族": (1, 0, 1, 1), "未填": (1, 1, 1, 0)}
    assert table(sheet, "sex") == {"男": (1, 0, 0, 0), "女": (2, 1, 2, 1)}
    assert table(sheet, "education") == {"大学专科": (3, 1, 2, 1)}
    for each in ("sex", "ethnicity", "age", "education", "joined", "occupation"):
        assert sum(row[0] for row in table(sheet, each).values()) == sheet.after == 3


def test_the_archives_birth_date_wins_over_that_of_the_identity_number(tree):
    _, one, _ = tree
    member = make_member(one)
    PersonalFile.objects.update_or_create(
        member=member, defaults={"birth_date": date(1960, 5, 1), "birth_by_id": date(1990, 5, 1)}
    )
    assert table(statistics_of(one, YEAR)[0], "age") == {"61岁及以上": (1, 0, 0, 0)}
    PersonalFile.objects.update(birth_date=None)
    assert table(statistics_of(one, YEAR)[0], "age") == {"31—35岁": (1, 0, 0, 0)}


def test_a_branch_sees_by_name_what_is_not_entered_and_a_committee_how_many(tree):
    top, one, _ = tree
    member = make_member(one, name="赵六")
    PersonalFile.objects.update_or_create(
        member=member, defaults={"birth_date": date(1960, 5, 1), "ethnicity": "01", "education": "college"}
    )
    assert [(each.item, each.count, each.names) for each in statistics_of(one, YEAR)[0].missing] == [
        ("工作岗位", 1, ("赵六",))
    ]
    assert [(each.item, each.count, each.names) for each in statistics_of(top, YEAR)[0].missing] == [
        ("工作岗位", 1, ())
    ]


def test_a_correction_after_the_freezing_is_named_in_the_next_year(tree, django_user_model):
    top, one, _ = tree
    stays = make_member(one, name="留一")
    gone, late = make_member(one, name="走二"), make_member(one, name="来三", since=date(2025, 2, 1))
    frozen = freeze(top, date(2024, 12, 31), by=None)
    assert sorted(frozen.people) == sorted([stays.pk, gone.pk])
    end(gone, date(2024, 11, 1), SpellEnd.DIED)
    late.spells.update(period=DateRange(date(2024, 12, 1), None))

    sheet, _ = statistics_of(top, YEAR)
    assert (sheet.before, sheet.after, sheet.fits) == (2, 2, False)
    assert {person.name: person.what for person in sheet.people} == {"走二": LOST, "来三": FOUND}
    assert "人员与上期定稿不一致" in sheet.sentence


def test_what_is_frozen_stays_and_a_further_edition_needs_its_reason(tree):
    top, one, _ = tree
    make_member(one)
    first = freeze(top, date(2025, 12, 31), by=None)
    make_member(one)
    with pytest.raises(DomainError, match="已经定稿；要重新定稿，请写明原因"):
        freeze(top, date(2025, 12, 31), by=None)
    second = freeze(top, date(2025, 12, 31), by=None, reason="漏登一人")
    first.refresh_from_db()
    assert (first.edition, first.content["after"], second.edition, second.content["after"]) == (1, 1, 2, 2)


@pytest.mark.parametrize("day", [date(2026, 6, 18), date(2026, 6, 30), date(2026, 3, 31), date(2027, 12, 31)])
def test_only_a_day_of_tables_that_is_over_is_frozen(tree, day):
    with pytest.raises(DomainError, match="只能给已经过完的"):
        freeze(tree[0], day, by=None)


def test_the_night_freezes_every_organization_once(tree):
    assert freeze_due(date(2026, 6, 18)) == 3
    assert freeze_due(date(2026, 6, 18)) == 0
    assert {row.as_of for row in tree[0].member_statistics.all()} == {date(2025, 12, 31)}


@pytest.mark.parametrize("members", [1, 3])
def test_the_number_of_queries_does_not_grow(tree, members, django_assert_num_queries):
    top, one, two = tree
    for number in range(members):
        end(make_member(one), date(2025, 6, 1 + number), SpellEnd.DIED)
        make_member(two, since=date(2025, 5, 1))
    with django_assert_num_queries(42):
        statistics_of(top, YEAR)

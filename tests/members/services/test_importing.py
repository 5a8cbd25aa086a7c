"""A roster file taken into a branch: seen before, taken as ticked, twice the same."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from members.importing.carrying import carry, unpack
from members.importing.reading import Reading
from members.importing.roster import read_roster
from members.models import Member
from members.reports.roster import roster_on
from members.reports.roster_export import refused_xlsx
from members.reports.roster_preview import preview
from members.services.importing import Applied, apply
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Cell, Sheet, read_sheets
from tests.conftest import World
from tests.factories.branches import make_branch
from tests.factories.members import give_phone, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 6, 18)
HEAD = ["姓名", "性别", "人员类别", "入党时间", "转正时间", "手机", "党小组"]
STANDING = [
    ["张一", "男", "正式", "2010-06-01", "2011-06-01", "", ""],
    ["钱五", "男", "预备", "2010-06-01", "", "", ""],
    ["李二", "男", "正式", "2010-06-01", "2011-06-01", "", ""],
    ["王三", "男", "正式", "2010-06-01", "2011-06-01", "", ""],
    ["赵四", "男", "正式", "2010-06-01", "2011-06-01", "", ""],
]


def reading(*rows: Sequence[Cell], head: Sequence[str] = HEAD) -> Reading:
    return read_roster([Sheet("名册", [list(head), *[list(row) for row in rows]])], TODAY)


def take_all(world: World, file: Reading, **options: Any) -> Applied:
    found = preview(world.branch, file)
    keys = [*(line.key for line in found.new), *(line.key for line in found.changed)]
    return apply(world.branch, file, chosen=keys, since=TODAY, by=world.secretary, **options)


def test_the_preview_says_what_is_new_changed_and_missing_and_writes_nothing(world: World) -> None:
    rows = [*STANDING[:3], ["王三", "女", "正式", "2010-06-01", "2011-06-01", "", ""]]
    found = preview(
        world.branch, reading(*rows, ["单雄信", "男", "正式", "2001.07", "2002.07", "", "第一党小组"])
    )
    assert [line.person.name for line in found.new] == ["单雄信"]
    assert [(c.label, c.before, c.after) for c in found.changed[0].changes] == [("性别", "男", "女")]
    assert [member.name for member in found.missing] == ["赵四"]
    assert found.same == 3
    assert found.new_groups == ["第一党小组"]
    assert Member.objects.count() == 6


def test_importing_twice_changes_nothing(world: World) -> None:
    rows = [*STANDING, ["单雄信", "男", "正式", "2001.07", "2002.07", "13800138000", "第一党小组"]]
    assert take_all(world, reading(*rows)).enrolled == 1
    again = preview(world.branch, reading(*rows))
    assert again.changes_nothing
    assert again.same == 6
    assert take_all(world, reading(*rows)).enrolled == 0


def test_only_ticked_lines_are_taken(world: World) -> None:
    file = reading(*STANDING, ["甲一", "男", "正式", "2001.07", "2002.07", "", ""])
    assert apply(world.branch, file, chosen=[], since=TODAY, by=world.secretary).enrolled == 0


def test_the_missing_leave_only_when_somebody_says_so_and_on_the_named_day(world: World) -> None:
    file = reading(*STANDING[:4])
    gone = preview(world.branch, file).missing[0]
    assert take_all(world, file).left == 0
    take_all(world, file, leaving=[gone.pk], leave_day=date(2026, 6, 1))
    assert "赵四" not in [entry.name for entry in roster_on(world.branch, date(2026, 6, 1))]
    assert "赵四" in [entry.name for entry in roster_on(world.branch, date(2026, 5, 31))]


def test_empty_cells_take_nothing_away(world: World) -> None:
    give_phone(world.others[0], "13800138000")
    assert preview(world.branch, reading(*STANDING)).changed == []


def test_a_month_without_a_day_does_not_change_a_known_day(world: World) -> None:
    Member.objects.filter(pk=world.others[0].pk).update(
        joined_on=date(2010, 6, 20), full_on=date(2011, 6, 20)
    )
    rows = [STANDING[0], STANDING[1], ["李二", "男", "正式", "2010.06", "2011年6月", "", ""], *STANDING[3:]]
    assert preview(world.branch, reading(*rows)).changes_nothing
    rows[2] = ["李二", "男", "正式", "2010.07", "2011年6月", "", ""]
    changes = preview(world.branch, reading(*rows)).changed[0].changes
    assert [(change.label, change.after) for change in changes] == [("入党日期", "2010-07-01")]


def test_a_number_of_another_branch_is_refused(world: World) -> None:
    give_phone(world.outsider.member, "13800138000")
    found = preview(
        world.branch, reading(*STANDING, ["外一", "男", "正式", "2001.07", "2002.07", "13800138000", ""])
    )
    assert found.new == []
    assert "组织关系转接" in found.refused[0].text


def test_nobody_is_put_into_two_branches(world: World) -> None:
    found = preview(
        world.branch, reading(*STANDING, ["外一", "男", "正式", "2010-06-01", "2011-06-01", "", ""])
    )
    assert found.new == []
    assert "组织关系转接" in found.refused[0].text


def test_members_of_one_name_are_told_apart_by_their_dates(world: World) -> None:
    make_member(world.branch, name="李二", joined_on=date(2015, 7, 1), full_on=date(2016, 7, 1))
    rows = [["李二", "女", "正式", "2015-07-01", "2016-07-01", "", ""], *STANDING]
    found = preview(world.branch, reading(*rows))
    assert [line.member.joined_on for line in found.changed] == [date(2015, 7, 1)]
    doubt = preview(world.branch, reading(["李二", "男", "", "", "", "", ""]))
    assert "同名" in doubt.refused[0].text
    assert "李二" not in [member.name for member in doubt.missing]


def test_the_same_row_twice_is_one_person(world: World) -> None:
    new = ["甲一", "男", "正式", "2001.07", "2002.07", "", ""]
    found = preview(world.branch, reading(*STANDING, new, new))
    assert len(found.new) == 1
    assert "重复" in found.refused[0].text


def test_a_day_of_full_membership_that_was_worked_out_is_said(world: World) -> None:
    rows = [["甲一", "男", "2001-07-01"], ["乙二", "女", "2026-01-01"]]
    found = preview(world.branch, reading(*rows, head=["姓名", "性别", "入党时间"]))
    first, second = found.new
    assert first.facts.full_on == date(2002, 7, 1)
    assert "推算" in first.notes[0]
    assert second.facts.full_on is None


def test_a_new_member_needs_a_sex_and_a_date(world: World) -> None:
    found = preview(world.branch, reading(["甲一", "", "正式", "2001-07-01", "", "", ""]))
    assert found.refused[0].column == "性别"


def test_what_was_read_travels_signed_and_bound(world: World) -> None:
    file = reading(*STANDING, ["甲一", "不明", "不是", "2001-07-01", "", "", ""])
    packed = carry(file, branch_id=world.branch.pk, user_id=world.secretary.pk)
    assert unpack(packed, branch_id=world.branch.pk, user_id=world.secretary.pk) == file
    for bound in ((world.foreign_branch.pk, world.secretary.pk), (world.branch.pk, world.outsider.pk)):
        with pytest.raises(DomainError):
            unpack(packed, branch_id=bound[0], user_id=bound[1])


def test_refused_rows_come_back_with_their_reason(world: World) -> None:
    file = reading(["甲一", "不明", "正式", "2001-07-01", "", "", ""])
    rows = read_sheets(refused_xlsx(file.head, file.refused))[0].rows
    assert rows[0][-1] == "原因"
    assert rows[1][0] == "甲一"
    assert "男或女" in str(rows[1][-1])


@pytest.mark.parametrize("people", [1, 3])
def test_the_preview_takes_the_same_queries_for_any_length(
    world: World, people: int, django_assert_num_queries
) -> None:
    branch = make_branch(parent=world.committee)
    for number in range(people):
        make_member(branch, name=f"甲{number}")
    rows = [
        [f"乙{number}", "男", "正式", "2001.07", "2002.07", f"1380013800{number}", ""]
        for number in range(people)
    ]
    with django_assert_num_queries(4):
        assert len(preview(branch, reading(*rows)).new) == people

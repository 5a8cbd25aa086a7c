"""The roster taken out: which columns, masked or not, and for what; back in without a change (PI-13, E-83)."""

from datetime import date

import pytest

from members.importing.roster import read_roster
from members.models import Development, Member, PersonalExport, RosterMapping
from members.reports.roster_export import lines_of
from members.reports.roster_layouts import BUILT_IN, NATIONAL, OFFICE, SIXTEEN
from members.reports.roster_mappings import layout_of, mappings_for, said_by
from members.reports.roster_preview import preview
from members.services.mapping import drop_mapping, keep_mapping
from members.services.personal_files import write_items
from members.services.roster_exporting import export_organizations, export_roster
from members.services.transferring import transfer
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import read_sheets
from tests.factories.branches import make_branch
from tests.factories.development import make_development
from tests.factories.members import give_phone, make_member
from tests.helpers.rosters import id_number, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 6, 18)
NUMBER = id_number(date(1970, 3, 5))


@pytest.fixture
def someone(world) -> Member:
    member = world.others[0]
    Member.objects.filter(pk=member.pk).update(
        name="=李二", joined_on=date(1998, 7, 1), full_on=date(1999, 7, 1)
    )
    give_phone(member, "13800138000")
    items = {"id_number": NUMBER, "landline": "0571-88888888", "home_address": "某市某区某路1号院2栋"}
    write_items(
        member, {**items, "birth_date": date(1969, 12, 30), "education": "college"}, by=world.secretary
    )
    return member


def sheet_of(world, layout, *, full=False, reason="年底党内统计"):
    content = export_roster([world.branch], layout, full=full, reason=reason, by=world.secretary)
    return read_sheets(content)[0]


@pytest.mark.parametrize("layout", BUILT_IN.values(), ids=BUILT_IN)
def test_a_full_export_comes_back_in_without_a_change(world, someone, layout):
    Member.objects.filter(pk=someone.pk).update(name="李二")
    found = preview(world.branch, read_roster([sheet_of(world, layout, full=True)], TODAY))
    assert (found.changes_nothing, found.same, found.refused) == (True, 5, [])


def test_the_national_form_has_its_sixteen_columns_and_says_who_took_it_out(world, someone):
    rows = sheet_of(world, SIXTEEN, full=True).rows
    assert rows[0] == [heading for heading, _ in SIXTEEN.columns]
    assert len(rows[0]) == 16
    line = next(row for row in rows if row[3] == NUMBER)
    assert line[0] == "'=李二"
    assert line[4:7] == [date(1969, 12, 30), "大学专科", "正式党员"]
    assert line[11] == "13800138000/0571-88888888"
    said = " ".join(str(cell) for row in rows for cell in row if cell)
    assert "由 张一 于 2026-06-18 09:00 导出，用途：年底党内统计" in said


def test_the_national_columns_say_how_somebody_came_and_how_long_probation_was_extended(world, someone):
    """What nobody here may ask (the registration with the national program) stays empty."""
    transfer(someone, make_branch(parent=world.committee), day=date(2026, 3, 1), by=world.secretary)
    transfer(someone, world.branch, day=date(2026, 5, 1), by=world.secretary)
    walked = make_development(world.branch, by=world.secretary, until="archived")
    Development.objects.filter(pk=walked.pk).update(extended_months=6)
    rows = sheet_of(world, NATIONAL).rows
    lines = {row[0]: dict(zip(rows[0], row, strict=False)) for row in rows[1:] if row and row[0]}
    assert lines["'=李二"]["党员增加信息"] == "转入 2026-05-01"
    newest = lines[walked.name]
    assert newest["党员增加信息"].startswith("新发展 2025")
    assert newest["延长预备期时间"] == "6 个月"
    assert not any(line.get("党员注册时间") or line.get("注册手机号") for line in lines.values())


@pytest.mark.parametrize("layout", BUILT_IN.values(), ids=BUILT_IN)
def test_without_being_asked_for_numbers_and_addresses_are_masked(world, someone, layout):
    said = " ".join(str(cell) for row in sheet_of(world, layout).rows for cell in row if cell)
    for secret in (NUMBER, "13800138000", "88888888", "2栋"):
        assert secret not in said
    assert "138****8000" in said


def test_the_export_is_noted_with_its_items_and_its_extent(world, someone):
    sheet_of(world, NATIONAL, full=True)
    noted = PersonalExport.objects.get()
    assert (noted.organization, noted.by, noted.people) == (world.branch, world.secretary, 5)
    assert "完整" in noted.items
    assert "公民身份号码" in noted.items


def test_an_export_without_a_purpose_is_refused_and_nothing_goes_out(world):
    with pytest.raises(DomainError):
        sheet_of(world, OFFICE, reason="  ")
    assert not PersonalExport.objects.exists()


def test_the_years_in_the_party_follow_the_correction_in_the_file(world, someone):
    write_items(someone, {"age_correction": -24, "age_correction_note": "组织部批复"}, by=world.secretary)
    rows = sheet_of(world, OFFICE).rows
    at = rows[0].index("党龄")
    line = next(row for row in rows if row[1] == "'=李二")
    assert line[at] == 24


@pytest.mark.parametrize("people", [1, 3])
def test_the_lines_take_three_queries_for_any_number(world, people, django_assert_num_queries):
    branch = make_branch(parent=world.committee)
    for _ in range(people):
        make_member(branch)
    with django_assert_num_queries(3):
        assert len(lines_of([branch], TODAY)) == people


def test_the_organizations_go_out_with_their_officers_terms_and_head_count(world):
    content = export_organizations(world.committee, reason="年度采集", by=world.reviewer)
    head, committee, branch, *_ = read_sheets(content)[0].rows
    assert (head[0], committee[0], branch[0]) == ("党组织全称", world.committee.name, world.branch.name)
    assert (branch[1], branch[2], branch[head.index("党员人数")]) == (world.branch.code, "张一", 5)
    assert branch[head.index("单位名称")] is None
    assert world.foreign_branch.name not in str(read_sheets(content)[0].rows)


COLUMNS = [
    ("编码", "-"),
    ("党员同志", "name"),
    ("男女", "sex"),
    ("何时入党", "joined_on"),
    ("年限", "party_age"),
]


def test_a_committee_s_layout_is_read_and_written_by_the_branches_below(world):
    keep_mapping(world.committee, "年报表", COLUMNS, by=world.reviewer)

    (mapping,) = mappings_for([world.branch])
    file = table([heading for heading, _ in COLUMNS], ["001", "甲一", "男", "2010.7", "15"])
    (person,) = read_roster(read_sheets(file), TODAY, said_by(mapping)).people
    assert (person.name, person.sex, person.joined_on) == ("甲一", "male", date(2010, 7, 1))

    rows = sheet_of(world, layout_of(mapping)).rows
    assert rows[0] == [heading for heading, _ in COLUMNS]
    assert rows[1][:3] == [None, "张一", "男"]
    assert rows[1][4] == 15


def test_another_committee_s_layouts_are_not_seen(world):
    keep_mapping(world.foreign_committee, "别处的表", COLUMNS, by=world.outsider)
    assert mappings_for([world.branch]) == []


def test_the_same_name_again_takes_the_place_of_the_former(world):
    keep_mapping(world.committee, "年报表", COLUMNS, by=world.reviewer)
    keep_mapping(world.committee, " 年报表 ", COLUMNS[1:2], by=world.reviewer)
    (mapping,) = RosterMapping.objects.all()
    assert mapping.columns == [["党员同志", "name"]]
    drop_mapping(mapping, by=world.reviewer)
    assert not RosterMapping.objects.exists()


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        (" ", COLUMNS),
        ("表", []),
        ("表", [("性别", "sex")]),
        ("表", [("姓名", "name"), ("名字", "name")]),
        ("表", [("姓名", "name"), ("x", "no-such-item")]),
        ("表", [("姓名", "name"), ("姓 名", "sex")]),
    ],
)
def test_a_layout_that_cannot_be_used_is_refused(world, name, columns):
    with pytest.raises(DomainError):
        keep_mapping(world.committee, name, columns, by=world.reviewer)

"""The sixteen items taken from a file: kept encrypted, compared again, put into the right branch (F-20, E-13, E-72)."""

from datetime import date

import pytest
from django.db import connection

from members.choices import Sex
from members.importing.carrying import carry, unpack
from members.importing.reading import Reading
from members.importing.roster import read_roster
from members.models import Member, MembershipSpell, PersonalFile
from members.reports.roster_preview import preview
from members.rules.facts import MemberFacts
from members.services.enrolling_many import MANY, Newcomer, enrol_many
from members.services.importing import apply
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import read_sheets
from partywork.models import JournalEntry
from tests.factories.branches import make_branch
from tests.factories.members import make_member
from tests.helpers.rosters import id_number, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
TODAY = date(2026, 6, 18)
HEAD = [
    "姓名",
    "性别",
    "民族",
    "公民身份号码",
    "出生日期",
    "学历",
    "人员类别",
    "所在党支部",
    "加入党组织日期",
    "转为正式党员日期",
    "工作岗位",
    "联系电话",
    "家庭住址",
    "党籍状态",
    "是否失联党员",
    "是否流动党员",
]
NUMBER = id_number(date(1970, 3, 5))


def row(name="甲一", number=NUMBER, branch="", phone="13800138000", joined="1998-07-01", **other):
    values = dict.fromkeys(HEAD, "") | {
        "姓名": name,
        "性别": "男",
        "民族": "汉族",
        "公民身份号码": number,
        "出生日期": "1969-12-30",
        "学历": "大学",
        "人员类别": "正式党员",
        "所在党支部": branch,
        "加入党组织日期": joined,
        "转为正式党员日期": "1999-07-01",
        "工作岗位": "离退休人员",
        "联系电话": phone,
        "家庭住址": "某市某区某路1号",
        "党籍状态": "正常",
        "是否失联党员": "否",
        "是否流动党员": "否",
    }
    return [{**values, **other}[head] for head in HEAD]


def reading(*rows) -> Reading:
    return read_roster(read_sheets(table(HEAD, *rows)), TODAY)


def take(place, file, by):
    found = preview(place, file)
    keys = [*(line.key for line in found.new), *(line.key for line in found.changed)]
    return apply(place, file, chosen=keys, since=TODAY, by=by)


def test_all_sixteen_items_are_kept_and_the_sealed_ones_are_not_readable_in_the_database(world):
    assert take(world.branch, reading(row()), world.secretary).enrolled == 1

    member = Member.objects.get(name="甲一")
    file = PersonalFile.objects.get(member=member)
    assert (file.id_number, file.home_address, member.phone) == (NUMBER, "某市某区某路1号", "13800138000")
    assert (file.birth_date, file.birth_by_id) == (date(1969, 12, 30), date(1970, 3, 5))
    assert (file.ethnicity, file.education, file.occupation) == ("01", "university", "retired")
    assert member.branch_on(TODAY) == world.branch
    entry = JournalEntry.objects.get(verb="enrol", object_id=member.pk)
    assert (entry.actor, entry.after) == (world.secretary, world.branch.called[:30])
    with connection.cursor() as cursor:
        cursor.execute("SELECT members_personalfile::text FROM members_personalfile")
        assert not any(NUMBER in line or "某路" in line for (line,) in cursor.fetchall())


def test_the_same_file_again_changes_nothing(world):
    take(world.branch, reading(row()), world.secretary)
    before = JournalEntry.objects.count()
    again = preview(world.branch, reading(row()))
    assert (again.new, again.changed, again.refused) == ([], [], [])
    assert again.same == 1
    assert take(world.branch, reading(row()), world.secretary).corrected == 0
    assert JournalEntry.objects.count() == before


def test_changed_items_are_shown_masked_and_only_they_are_written(world):
    take(world.branch, reading(row()), world.secretary)
    file = reading(row(phone="13900139000", 家庭住址="另一条路2号院3栋", 学历="研究生"))

    (line,) = preview(world.branch, file).changed
    shown = {change.label: (change.before, change.after) for change in line.changes}
    assert shown["手机"] == ("138****8000", "139****9000")
    assert shown["学历"] == ("大学本科", "研究生")
    assert "3栋" not in str(shown)

    take(world.branch, file, world.secretary)
    kept = PersonalFile.objects.get(id_number_index__isnull=False)
    assert (kept.home_address, kept.education, kept.id_number) == (
        "另一条路2号院3栋",
        "postgraduate",
        NUMBER,
    )


def test_the_identity_number_tells_who_it_is_when_the_name_was_written_otherwise(world):
    take(world.branch, reading(row()), world.secretary)
    (line,) = preview(world.branch, reading(row(name="甲壹", phone=""))).changed
    assert [(change.label, change.after) for change in line.changes] == [("姓名", "甲壹")]


def test_two_people_of_one_name_and_day_are_two_by_their_numbers(world):
    take(world.branch, reading(row()), world.secretary)
    other = id_number(date(1971, 5, 6))
    (line,) = preview(world.branch, reading(row(), row(number=other, phone=""))).new
    assert line.person.id_number == other
    assert "同名" in " ".join(line.notes)


def test_a_number_known_elsewhere_blocks_the_row(world):
    take(world.foreign_branch, reading(row()), world.outsider)
    found = preview(world.branch, reading(row(name="乙二", phone="")))
    assert found.new == []
    assert "身份证号已登记" in found.refused[0].text


def test_somebody_who_has_left_is_not_entered_a_second_time(world):
    gone = make_member(world.foreign_branch, name="甲一", until=date(2026, 1, 1))
    PersonalFile.objects.create(member=gone, id_number=NUMBER)
    found = preview(world.branch, reading(row()))
    assert "已离开" in found.refused[0].text


def test_a_telephone_of_somebody_else_is_refused_and_never_renames_him(world):
    take(world.branch, reading(row()), world.secretary)
    found = preview(world.branch, reading(row(), row(name="乙二", number="", joined="1997-07-01")))
    assert found.new == []
    assert "13800138000" in found.refused[0].text
    again = preview(world.branch, reading(row(name="乙二", number="", joined="1997-07-01")))
    assert again.changed == []
    assert "已登记给甲一" in again.refused[0].text


def test_one_person_in_two_branches_of_a_file_is_taken_in_neither(world):
    second = make_branch(parent=world.committee, name="第二支部")
    rows = [row(branch=world.branch.name), row(branch="第二支部", phone="")]
    found = preview([world.branch, second], reading(*rows))
    assert found.new == []
    assert [refusal.column for refusal in found.refused] == ["所在党支部", "所在党支部"]
    assert "第 3 行" in found.refused[0].text


def test_a_committee_s_file_goes_into_many_branches_by_name_or_code(world):
    second = make_branch(parent=world.committee, name="第二支部")
    rows = [
        row(branch=f"中共{world.branch.name}委员会"),
        row(name="乙二", number="", phone="", branch=second.code),
        row(name="丙三", number="", phone="", branch="没有的支部"),
        row(name="丁四", number="", phone="", branch=""),
    ]
    places = [world.branch, second]
    found = preview(places, reading(*rows))
    assert [(line.person.name, line.branch) for line in found.new] == [
        ("甲一", world.branch),
        ("乙二", second),
    ]
    assert [refusal.row for refusal in found.refused] == [4, 5]
    assert take(places, reading(*rows), world.reviewer).enrolled == 2
    assert MembershipSpell.objects.filter(branch=second).count() == 1
    assert JournalEntry.objects.filter(verb="import_roster").count() == 2


def test_a_member_of_one_branch_is_not_taken_into_another_of_the_same_file(world):
    second = make_branch(parent=world.committee, name="第二支部")
    take(world.branch, reading(row()), world.secretary)
    rows = [row(name="乙二", number="", phone="", branch=world.branch.name), row(branch="第二支部")]
    found = preview([world.branch, second], reading(*rows))
    assert [line.person.name for line in found.new] == ["乙二"]
    assert "组织关系转接" in found.refused[0].text


def test_a_branch_s_file_with_rows_of_another_branch_refuses_those(world):
    rows = [row(branch="第二党支部"), row(name="乙二", number="", phone="", branch="财务处党支部")]
    found = preview(world.branch, reading(*rows))
    assert [line.person.name for line in found.new] == ["甲一"]
    assert "本支部" in found.refused[0].text


def test_what_somebody_registered_meanwhile_stops_the_whole_import(world):
    file = reading(row(), row(name="乙二", number="", phone="13800138001"))
    found = preview(world.branch, file)
    assert len(found.new) == 2
    taken = [Newcomer(line.branch, line.facts, TODAY, items=line.items) for line in found.new]
    make_member(world.foreign_branch, name="别人", phone="13800138001")
    with pytest.raises(DomainError) as refusal:
        enrol_many(taken, by=world.secretary)
    assert refusal.value.code == "meanwhile"
    assert not Member.objects.filter(name="甲一").exists()


def test_what_travels_in_the_page_holds_no_readable_number(world):
    packed = carry(reading(row()), branch_id=world.branch.pk, user_id=1)
    assert NUMBER not in packed
    assert unpack(packed, branch_id=world.branch.pk, user_id=1) == reading(row())


@pytest.mark.parametrize("people", [1, 3])
def test_the_preview_of_full_rows_takes_five_queries(world, people, django_assert_num_queries):
    rows = [
        row(name=f"甲{number}", number=id_number(date(1970, 3, 5), number + 1), phone=f"1380013800{number}")
        for number in range(people)
    ]
    take(world.branch, reading(*rows), world.secretary)
    new = row(name="新来", number=id_number(date(1990, 1, 1)), phone="13700137000")
    with django_assert_num_queries(5):
        assert preview(world.branch, reading(*rows, new)).same == people


@pytest.mark.parametrize("people", [1, 3])
def test_enrolling_takes_the_same_statements_for_any_number(world, people, django_assert_num_queries):
    rows = [row(name=f"甲{number}", number="", phone="") for number in range(people)]
    lines = preview(world.branch, reading(*rows)).new
    taken = [Newcomer(line.branch, line.facts, TODAY, items=line.items) for line in lines]
    with django_assert_num_queries(7):  # the numbers, four COPY, and the savepoint
        assert len(enrol_many(taken, by=world.secretary)) == people


def test_after_many_the_planner_knows_it_within_the_transaction(world):
    facts = MemberFacts(name="甲一", sex=Sex.MALE, joined_on=date(2001, 7, 1), full_on=date(2002, 7, 1))
    enrol_many([Newcomer(world.branch, facts, TODAY)] * MANY, by=world.secretary)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Member._meta.db_table])
        assert cursor.fetchone()[0] >= MANY

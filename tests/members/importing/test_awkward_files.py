"""Rosters with merged cells, two heading rows, dates in five spellings and identity numbers as numbers."""

from datetime import date

import pytest

from members.importing.reading import Reading
from members.importing.roster import read_roster
from partywork.common.spreadsheets import read_sheets
from tests.helpers.rosters import id_number, table, workbook

TODAY = date(2026, 6, 18)
HEAD = ["姓名", "性别", "身份证号", "出生日期", "入党时间", "转正时间"]
MAN = id_number(date(1970, 3, 5))
WOMAN = id_number(date(1980, 11, 23), male=False)


def read(content: bytes) -> Reading:
    return read_roster(read_sheets(content), TODAY)


def needed(reading: Reading) -> list[tuple[int, str, str]]:
    return [(refusal.row, refusal.column, refusal.needed) for refusal in reading.refused]


def test_a_title_and_two_heading_rows_with_merged_cells_are_understood():
    def fill(sheet, _book):
        sheet.merge_range("A1:H1", "中共某某局第一支部党员花名册")
        sheet.write("A2", "填报单位：某某局")
        sheet.merge_range("A3:A4", "序号")
        sheet.merge_range("B3:B4", "姓  名")
        sheet.merge_range("C3:C4", "性别")
        sheet.merge_range("D3:E3", "入党情况")
        sheet.write("D4", "入党时间")
        sheet.write("E4", "转正时间")
        sheet.merge_range("F3:G3", "联系电话")
        sheet.write("F4", "手机")
        sheet.write("G4", "座机")
        sheet.merge_range("H3:H4", "党小组")
        sheet.write_row("A5", [1, "张 三", "男", "2019.7", "2020.7", "13800138000", "0571-88888888"])
        sheet.write_row("A6", [2, "李四", "女", 201907, "2020年7月1日", "１３８００１３８００１ ", ""])
        sheet.merge_range("H5:H6", "第一党小组")
        sheet.merge_range("A7:H7", "制表人：王五    2026年6月")

    reading = read(workbook(fill))

    assert reading.refused == []
    assert [(p.row, p.name, p.phone, p.group) for p in reading.people] == [
        (5, "张三", "13800138000", "第一党小组"),
        (6, "李四", "13800138001", "第一党小组"),
    ]
    assert reading.people[0].items["landline"] == "0571-88888888"
    assert [p.joined_on for p in reading.people] == [date(2019, 7, 1), date(2019, 7, 1)]


@pytest.mark.parametrize(
    ("cell", "month_only"),
    [
        ("2019.7", True),
        (2019.7, True),
        ("201907", True),
        (201907, True),
        ("2019年7月1日", False),
        (date(2019, 7, 1), False),
        (43647, False),
        ("43647", False),
        ("2019/7/1", False),
        ("２０１９－０７－０１", False),
        (" 2019.07.01 ", False),
    ],
)
def test_a_date_means_the_same_in_every_spelling(cell, month_only):
    (person,) = read(table(["姓名", "入党时间"], ["张三", cell])).people
    assert person.joined_on == date(2019, 7, 1)
    assert ("joined_on" in person.month_only) is month_only


@pytest.mark.parametrize("cell", [610123199003077632.0, "6.10123E+17", "6.1E+17"])
def test_an_identity_number_that_a_spreadsheet_rounded_is_refused_with_the_way_out(cell):
    reading = read(table(HEAD, ["张三", "男", cell, "", "2010-01-01", "2011-01-01"]))
    ((row, column, what),) = needed(reading)
    assert (row, column) == (2, "身份证号")
    assert "文本" in what


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        (MAN[:-1] + ("1" if MAN[-1] != "1" else "2"), "最后一位"),
        (MAN[:17], "18 位"),
        ("11010519901332001X", "对不上"),
        ("不详", "18 位"),
    ],
)
def test_an_identity_number_with_a_wrong_sign_says_what_is_wrong(cell, word):
    reading = read(table(HEAD, ["张三", "男", cell, "", "2010-01-01", "2011-01-01"]))
    assert word in reading.refused[0].needed


def test_an_identity_number_is_read_with_spaces_and_full_width_digits():
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in MAN)
    (person,) = read(table(HEAD, ["张三", "", f" {wide} ", "", "1998-07-01", "1999-07-01"])).people
    assert person.id_number == MAN
    assert person.sex == "male"


def test_a_birth_date_other_than_the_cards_is_kept_beside_it_and_said():
    rows = [
        ["张三", "男", MAN, "1970.03", "1998-07-01", "1999-07-01"],
        ["李四", "男", MAN, "1969-12-30", "1998-07-01", "1999-07-01"],
    ]
    first, second = read(table(HEAD, *rows)).people
    assert (first.items["birth_date"], first.notes) == (date(1970, 3, 5), ())
    assert second.items["birth_date"] == date(1969, 12, 30)
    assert "两个都保存" in second.notes[0]


def test_a_sex_that_contradicts_the_number_is_refused():
    reading = read(table(HEAD, ["张三", "男", WOMAN, "", "2010-01-01", "2011-01-01"]))
    assert needed(reading) == [(2, "性别", "和身份证号一致的性别（号码表示女）")]


@pytest.mark.parametrize(
    ("born", "joined", "taken"),
    [
        ("1990-03-07", "2008-03-07", True),
        ("1990-03-07", "2008-03-06", False),
        ("2008-02-29", "2026-02-28", True),
        ("2008-02-29", "2026-02-27", False),
        ("1930-05-01", "1947-06-01", True),
        ("1990-03-07", "1989-01-01", False),
    ],
)
def test_nobody_joined_before_eighteen(born, joined, taken):
    """On the birthday, the day before, on a leap day, and in the years before the rule."""
    reading = read(table(["姓名", "性别", "出生日期", "入党时间"], ["张三", "男", born, joined]))
    assert bool(reading.people) is taken
    if not taken:
        assert reading.refused[0].column == "入党时间"
        assert "十八岁" in reading.refused[0].needed
    elif born.startswith("1930"):
        assert "17 岁" in reading.people[0].notes[0]


@pytest.mark.parametrize("name", ["王?", "李\ue5e5", "□三", "12", "=cmd()", "@张三"])
def test_what_is_no_name_is_refused(name):
    assert read(table(["姓名", "性别"], [name, "男"])).refused[0].column == "姓名"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("买买提•艾力", "买买提·艾力"),
        ("阿依古丽．吐尔逊", "阿依古丽·吐尔逊"),
        ("𬱖 㛃", "𬱖㛃"),
        ("张三 ", "张三"),
    ],
)
def test_rare_characters_and_middle_dots_are_kept(typed, kept):
    assert read(table(["姓名", "性别"], [typed, "男"])).people[0].name == kept


def test_a_name_merged_over_two_rows_is_refused_in_the_second():
    def fill(sheet, _book):
        sheet.write_row("A1", ["姓名", "手机"])
        sheet.merge_range("A2:A3", "张三")
        sheet.write("B2", "13800138000")
        sheet.write("B3", "13800138001")

    reading = read(workbook(fill))
    assert [person.phone for person in reading.people] == ["13800138000"]
    assert (reading.refused[0].row, reading.refused[0].column) == (3, "姓名")


def test_two_numbers_in_one_cell_and_answers_with_their_day_are_told_apart():
    head = ["姓名", "联系电话（手机/固定）", "是否失联党员/失联日期", "是否流动党员/外出流向"]
    row = ["张三", "13800138000/0571-88888888", "是/2025.3.1", "是（广东深圳）"]
    (person,) = read(table(head, row, ["李四", "0571-88888888", "否", "否"])).people[:1]
    assert person.phone == "13800138000"
    assert person.items == {
        "landline": "0571-88888888",
        "lost": True,
        "lost_on": date(2025, 3, 1),
        "floating": True,
        "floating_to": "广东深圳",
    }


@pytest.mark.parametrize(
    ("head", "cell", "item", "value"),
    [
        ("学历", "大学专科", "education", "college"),
        ("文化程度", "省委党校研究生", "education", "postgraduate"),
        ("学历", "大学", "education", "university"),
        ("学历", "中等专科", "education", "secondary_vocational"),
        ("学位", "工学学士", "degree", "bachelor"),
        ("民族", "回", "ethnicity", "03"),
        ("民族", "维吾尔族", "ethnicity", "05"),
        ("工作岗位", "离退休人员", "occupation", "retired"),
        ("工作岗位", "企事业单位、社会组织管理人员", "occupation", "manager"),
        ("是否农民工", "否", "is_migrant_worker", False),
        ("入党类型", "发展入党", "joining_type", "developed"),
        ("现居住地", "某市某区某路1号", "home_address", "某市某区某路1号"),
    ],
)
def test_what_the_office_chooses_is_understood_in_its_own_words(head, cell, item, value):
    assert read(table(["姓名", head], ["张三", cell])).people[0].items == {item: value}


def test_an_office_s_own_word_for_the_post_is_left_out_and_said():
    (person,) = read(table(["姓名", "工作岗位"], ["张三", "会计"])).people
    assert person.items == {}
    assert "会计" in person.notes[0]


@pytest.mark.parametrize(
    ("head", "cell"), [("民族", "火星族"), ("学历", "很高"), ("党籍状态", "停止党籍"), ("是否农民工", "也许")]
)
def test_what_is_in_no_list_is_refused(head, cell):
    assert read(table(["姓名", head], ["张三", cell])).refused[0].column == head


def test_the_same_words_twice_in_the_heading_take_the_first_column():
    (person,) = read(table(["姓名", "入党时间", "入党时间"], ["张三", "2010-01-01", "2012-01-01"])).people
    assert person.joined_on == date(2010, 1, 1)

"""What the cells of an office's roster mean."""

from datetime import date, datetime

import pytest

from members.importing.cells import UnreadableCellError, read_date, read_phone, read_sex, read_standing
from members.importing.columns import header_field, is_name_heading
from members.importing.items import WORDS
from members.importing.roster import read_roster
from partywork.common.errors import DomainError
from partywork.common.spreadsheets import Cell, Sheet, defused, read_sheets, write_sheet

TODAY = date(2026, 6, 18)
JULY = date(1998, 7, 1)


@pytest.mark.parametrize(
    ("cell", "day", "month_only"),
    [
        ("1998.07", JULY, True),
        ("1998-7-1", JULY, False),
        ("1998年7月1日", JULY, False),
        ("1998年7月", JULY, True),
        ("19980701", JULY, False),
        (19980701, JULY, False),
        ("199807", JULY, True),
        (36_007 - 30, JULY, False),
        (date(1998, 7, 1), JULY, False),
        (datetime(1998, 7, 1, 0, 0), JULY, False),  # noqa: DTZ001
        ("１９９８．０７．０１", JULY, False),
        (" 1998/07/01 ", JULY, False),
        (1998.07, JULY, True),
        ("1998-07-01 00:00:00", JULY, False),
    ],
)
def test_dates_are_read_however_they_are_written(cell: Cell, day: date, month_only: bool) -> None:
    assert read_date(cell, TODAY) == (day, month_only)


@pytest.mark.parametrize("cell", ["", None, "—", "无"])
def test_an_empty_date_is_no_date(cell: Cell) -> None:
    assert read_date(cell, TODAY) is None


@pytest.mark.parametrize(
    "cell", ["98.7", "1998-02-30", "2026-06-19", "1900-01-01", "不详", 1998.1, "1998-13-01"]
)
def test_what_is_no_day_says_what_is_needed(cell: Cell) -> None:
    with pytest.raises(UnreadableCellError):
        read_date(cell, TODAY)


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("138 0013 8000", "13800138000"),
        (13800138000, "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("1.3800138E+10", "13800138000"),
        ("", ""),
    ],
)
def test_telephone_numbers_are_read_however_they_are_written(cell: Cell, phone: str) -> None:
    assert read_phone(cell) == phone


@pytest.mark.parametrize("cell", ["1380013800", "138001380001", "无手机"])
def test_what_is_no_telephone_number_is_refused(cell: str) -> None:
    if cell == "1380013800":  # ten digits: could be a landline without its area code
        assert read_phone(cell) == cell
        return
    with pytest.raises(UnreadableCellError):
        read_phone(cell)


def test_sex_and_standing() -> None:
    assert read_sex("男") == "male"
    assert read_standing("中共预备党员") == "probationary"
    for reader, cell in ((read_sex, "未知"), (read_standing, "入党积极分子")):
        with pytest.raises(UnreadableCellError):
            reader(cell)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("姓  名", "name"),
        ("联系电话（必填）", "phone"),
        ("*入党时间", "joined_on"),
        ("转正\n时间", "full_on"),
        ("奖惩", None),
    ],
)
def test_headers_are_known_by_their_common_names(head: str, name: str | None) -> None:
    assert header_field(head) == name


def sheet(*rows: list[Cell]) -> list[Sheet]:
    return [Sheet("名册", [list(row) for row in rows])]


def test_a_title_above_and_totals_below_are_not_people() -> None:
    reading = read_roster(
        sheet(
            ["某支部党员名册", None, None],
            ["序号", "姓名", "性别", "入党时间", "奖惩"],
            [1, "张 三", "男", "1998.07", "x"],
            [None, None, None, None, None],
            ["合计", "1人", None, None, None],
        ),
        TODAY,
    )
    assert [person.name for person in reading.people] == ["张三"]
    assert reading.people[0].row == 3
    assert reading.ignored == ["奖惩"]
    assert "按 1 日计" in reading.people[0].notes[0]


def test_a_refused_row_names_its_row_column_and_what_stands_there() -> None:
    reading = read_roster(sheet(["姓名", "性别", "入党时间"], ["张三", "男", "不详"]), TODAY)
    refusal = reading.refused[0]
    assert (refusal.row, refusal.column, refusal.read) == (2, "入党时间", "不详")
    assert (
        refusal.text
        == "名册 第 2 行“入党时间”：应填日期，如 1998-07-01、1998年7月1日或19980701，现在是“不详”。"
    )


def test_a_refused_row_names_every_cell_that_cannot_be_read() -> None:
    head = ["姓名", "性别", "人员类别", "入党时间", "转正时间", "手机", "学历", "身份证号", "备注"]
    row = ["张三", "不明", "正式", "不详", "2011-06-01", "12", "博学", "12345", "好"]
    (refusal,) = read_roster(sheet(head, row), TODAY).refused
    said = [fault.column for fault in refusal.others]
    assert [refusal.column, *said] == ["入党时间", "性别", "手机", "学历", "身份证号"]
    assert refusal.text.count("应填") == 5
    assert "；“性别”：应填男或女，现在是“不明”；" in refusal.text


def test_what_contradicts_another_cell_is_no_fault_of_its_own() -> None:
    head = ["姓名", "性别", "入党时间", "转正时间"]
    (refusal,) = read_roster(sheet(head, ["张三", "男", "2011-06-01", "2010-06-01"]), TODAY).refused
    assert (refusal.column, refusal.others) == ("转正时间", ())


def test_every_heading_of_names_has_a_mark_by_which_a_second_head_is_noticed() -> None:
    for word in WORDS["name"].split():
        assert is_name_heading(word), word


def test_a_file_without_names_says_what_it_needs() -> None:
    with pytest.raises(DomainError) as refusal:
        read_roster(sheet(["科目", "金额"], ["办公", 3]), TODAY)
    assert "姓名" in refusal.value.message


def test_a_probationary_member_has_no_day_of_full_membership() -> None:
    rows = sheet(["姓名", "类别", "入党时间", "转正时间"], ["张三", "预备党员", "2025-07-01", "2026-06-01"])
    assert read_roster(rows, TODAY).refused[0].column == "转正时间"


@pytest.mark.parametrize("text", ["姓名,性别\n张三,男", "姓名\t性别\n张三\t男", "姓名，性别\n张三，男"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_tables_are_read_in_every_common_encoding(text: str, encoding: str) -> None:
    assert read_sheets(text.encode(encoding))[0].rows[1] == ["张三", "男"]


def test_a_workbook_comes_back_as_it_was_written() -> None:
    content = write_sheet("名册", ["姓名", "入党日期"], [["张三", JULY], ["=1+1", None]])
    rows = read_sheets(content)[0].rows
    assert rows[1] == ["张三", JULY]
    assert rows[2][0] == "'=1+1"


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_text_that_a_spreadsheet_would_run_is_defused(text: str) -> None:
    assert str(defused(text)).startswith("'")


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1x"]
)
def test_what_is_no_table_is_refused_in_one_sentence(content: bytes) -> None:
    with pytest.raises(DomainError) as refusal:
        read_sheets(content)
    assert refusal.value.field == "file"


def test_a_file_over_ten_megabytes_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        read_sheets(b"a" * (10 * 1024 * 1024 + 1))
    assert refusal.value.code == "too_large"

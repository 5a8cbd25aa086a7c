"""A secretary brings a roster as it really comes: looks, takes the good rows, and gets the others back with reasons."""

from datetime import date

import pytest

from members.models import Member, PersonalFile
from partywork.common.spreadsheets import XLSX_TYPE, read_sheets
from tests.helpers.rosters import id_number, workbook

pytestmark = pytest.mark.journey
GOOD, BAD = id_number(date(1980, 3, 5)), id_number(date(1975, 6, 7), male=False)


def awkward() -> bytes:
    def fill(sheet, _book):
        sheet.merge_range("A1:H1", "某某党支部党员花名册")
        for cells, heading in (
            ("A2:A3", "序号"),
            ("B2:B3", "姓 名"),
            ("C2:C3", "性别"),
            ("D2:D3", "身份证号"),
        ):
            sheet.merge_range(cells, heading)
        sheet.merge_range("E2:F2", "党员情况")
        sheet.write_row("E3", ["入党时间", "转正时间"])
        sheet.merge_range("G2:H2", "联系方式")
        sheet.write_row("G3", ["手机", "家庭住址"])
        sheet.write_row(
            "A4", [1, "单雄信 ", "男", GOOD, "2001.7", "2002年7月1日", "１３８００１３８０００", "某路1号"]
        )
        sheet.write_row("A5", [2, "秦琼", "男", BAD, "2001.7", "2002.7", "", ""])
        sheet.write_row("A6", [3, "罗成", "男", 610123199003077632.0, 201007, 201107, "", ""])
        sheet.write_row("A7", ["合计", "3人"])

    return workbook(fill)


def test_the_good_rows_are_taken_and_the_others_come_back_with_their_reasons(hand, world, as_user):
    as_user(hand, world.secretary)
    hand.open("/members/")
    hand.follow("导入名册")
    file = {"name": "花名册.xlsx", "mimeType": XLSX_TYPE, "buffer": awkward()}
    hand.page.set_input_files("[name=file]", files=[file])
    hand.press("看看会改动什么")

    assert hand.sees("读不了的 2 行")
    assert hand.sees("第 5 行“性别”：应填和身份证号一致的性别（号码表示女），现在是“男”")
    assert hand.sees("第 6 行“身份证号”")
    assert hand.sees("138****8000")
    assert not hand.sees(GOOD)
    with hand.page.expect_download() as waiting:
        hand.press("下载这些行（带原因）")
    rows = read_sheets(waiting.value.path().read_bytes())[0].rows
    assert [row[1] for row in rows[1:]] == ["秦琼", "罗成"]
    assert all("应填" in str(row[-1]) for row in rows[1:])

    hand.press("保存勾选的")
    assert hand.sees("新增 1 人")
    member = Member.objects.get(name="单雄信")
    assert PersonalFile.objects.get(member=member).id_number == GOOD
    assert not Member.objects.filter(name__in=["秦琼", "罗成"]).exists()
    # The menu, the file, the look, the rows to take home, and the one that saves.
    assert hand.clicks <= 5

"""Word documents and workbooks, built here as offices build them."""

from datetime import date
from typing import Any

from activities.importing.reader import read_plan
from tests.activities.importing.files import sheet, table, word, workbook


def test_word_table_under_a_title_row_with_merged_months_and_a_repeated_heading():
    def build(document: Any) -> None:
        document.add_heading("2025年党支部主题党日活动计划", 0)
        document.add_paragraph("为做好工作，制定本计划。")
        made = table(
            document,
            [
                ["2025年计划表", "", "", "", ""],
                ["月份", "主题", "内容", "责任部门", "备注"],
                ["1月", "慰问", "走访", "办公室", "必选"],
                ["3月", "学雷锋", "志愿服务", "团委", ""],
                ["", "植树", "义务植树", "工会", ""],
                ["月份", "主题", "内容", "责任部门", "备注"],
                ["4月", "祭扫", "祭扫烈士墓", "", ""],
            ],
        )
        made.cell(0, 0).merge(made.cell(0, 4))
        made.cell(3, 0).merge(made.cell(4, 0))
        document.add_paragraph("XX党支部")
        document.add_paragraph("2025年1月5日")

    reading = read_plan(word(build), filename="计划.docx", year=2026)

    assert [(row.month, row.content, row.responsible, row.source) for row in reading.rows] == [
        (1, "慰问：走访", "办公室", "表1 第3行"),
        (3, "学雷锋：志愿服务", "团委", "表1 第4行"),
        (3, "义务植树", "工会", "表1 第5行"),
        (4, "祭扫烈士墓", "", "表1 第7行"),
    ]
    assert {row.kind for row in reading.rows} == {"party_day"}
    assert all(row.start is None and row.notes == () for row in reading.rows)


def test_word_headings_by_month_end_with_the_next_heading():
    def build(document: Any) -> None:
        document.add_heading("一、1月份", 2)
        document.add_paragraph("走访慰问困难党员。")
        document.add_heading("二、2月份", 2)
        document.add_paragraph("召开组织生活会。", style="List Number")
        document.add_paragraph("民主评议党员。", style="List Number")
        document.add_heading("三、工作要求", 2)
        document.add_paragraph("加强领导。")

    reading = read_plan(word(build), filename="计划.docx", year=2026)

    assert [(row.month, row.kind, row.source) for row in reading.rows] == [
        (1, "party_day", "第2段"),
        (2, "organizational_life_meeting", "第4段"),
        (2, "appraisal", "第5段"),
    ]


def test_word_tables_inside_frames_and_cells_are_found():
    def build(document: Any) -> None:
        frame = document.add_table(rows=1, cols=1).cell(0, 0)
        frame.text = "计划表"
        inner = frame.add_table(rows=2, cols=2)
        outer = document.add_table(rows=1, cols=2)
        outer.cell(0, 0).text = "下半年"
        nested = outer.cell(0, 1).add_table(rows=2, cols=2)
        for made, month, text in ((inner, "5月", "五四座谈"), (nested, "7月", "重温入党誓词")):
            for index, cell in enumerate(("时间", "活动内容", month, text)):
                made.cell(index // 2, index % 2).text = cell

    reading = read_plan(word(build), filename="计划.docx", year=2026)

    assert [(row.month, row.content) for row in reading.rows] == [(5, "五四座谈"), (7, "重温入党誓词")]


def test_sheet_with_a_title_real_dates_and_notes_beneath():
    content = sheet(
        [
            ["2026年主题党日计划"],
            [],
            ["序号", "日期", "活动形式", "活动内容", "责任人"],
            [1, date(2026, 3, 5), "志愿", "学雷锋", "张三"],
            [],
            [2, date(2026, 7, 1), "宣誓", "重温入党誓词", "李四"],
            ["注：如有变动另行通知"],
        ]
    )

    reading = read_plan(content, filename="计划.xlsx", year=2026)

    assert [(row.month, row.start, row.mode, row.content) for row in reading.rows] == [
        (3, date(2026, 3, 5), "志愿", "学雷锋"),
        (7, date(2026, 7, 1), "宣誓", "重温入党誓词"),
    ]
    assert reading.rows[0].source == "工作表「党日计划」第4行"
    assert [str(note) for note in reading.notes] == ["工作表「党日计划」第7行：像是标题或说明，不是活动"]


def test_dates_under_the_heading_month_are_months():
    content = sheet([["月份", "内容"], [date(2025, 1, 1), "学习"], [date(2025, 2, 1), "慰问"]])

    reading = read_plan(content, filename="计划.xlsx", year=2026)

    assert [(row.month, row.start) for row in reading.rows] == [(1, None), (2, None)]


def test_merged_months_hidden_sheets_and_a_sheet_named_after_its_month():
    def build(book: Any) -> None:
        page = book.add_worksheet("一季度")
        page.write_row(0, 0, ["月份", "内容"])
        page.merge_range("A2:A4", "3月")
        for row in (1, 2, 3):
            page.write(row, 1, f"活动{row}")
        hidden = book.add_worksheet("草稿")
        hidden.write_row(0, 0, ["月份", "内容"])
        hidden.write_row(1, 0, ["4月", "不要读"])
        hidden.hide()
        may = book.add_worksheet("5月")
        may.write_row(0, 0, ["活动主题", "活动内容"])
        may.write_row(1, 0, ["五四", "座谈会"])

    reading = read_plan(workbook(build), filename="计划.xlsx", year=2026)

    assert [(row.month, row.content) for row in reading.rows] == [
        (3, "活动1"),
        (3, "活动2"),
        (3, "活动3"),
        (5, "五四：座谈会"),
    ]
    assert "工作表「草稿」是隐藏的，没有读" in [str(note) for note in reading.notes]


def test_month_cell_that_cannot_be_understood_is_kept_and_located():
    reading = read_plan(sheet([["月份", "内容"], ["待定", "参观"]]), filename="计划.xlsx", year=2026)

    (row,) = reading.rows
    assert (row.month, row.content) == (None, "参观")
    assert row.notes == ("工作表「党日计划」第2行A列写的是「待定」，没有认出是哪个月，请指定",)


def test_months_side_by_side():
    content = sheet([["", "1月", "2月"], ["主题", "学党章", "慰问"], ["责任人", "张", "李"]])

    reading = read_plan(content, filename="计划.xlsx", year=2026)

    assert [(row.month, row.content, row.responsible) for row in reading.rows] == [
        (1, "学党章", "张"),
        (2, "慰问", "李"),
    ]


def test_quarter_rows_across_the_table_and_blank_month_cells():
    content = sheet(
        [["时间", "内容"], ["第一季度"], ["1月", "学习"], ["", "慰问"], ["二、第二季度"], ["4月", "祭扫"]]
    )

    reading = read_plan(content, filename="计划.xlsx", year=2026)

    assert [(row.month, row.content) for row in reading.rows] == [(1, "学习"), (1, "慰问"), (4, "祭扫")]
    assert reading.rows[1].notes == ("工作表「党日计划」第4行的时间格空着，按上面的「1月」读",)


def test_roster_is_not_taken_for_a_plan():
    content = sheet([["姓名", "性别", "入党时间", "备注"], ["张三", "男", date(2001, 7, 1), "组长"]])

    assert read_plan(content, filename="名册.xlsx", year=2026).rows == ()

"""Plans as people write and paste them."""

from datetime import date

import pytest

from activities.importing.reader import read_plan, read_plan_text

A_YEAR = "\n".join(f"{month}月：组织第{month}次集中学习。" for month in range(1, 13))


def rows(text: str) -> list[tuple[int | None, str]]:
    return [(row.month, row.content) for row in read_plan_text(text, year=2026).rows]


def test_month_headings_with_paragraphs_and_items_beneath():
    text = """XX党支部2025年主题党日活动计划
一、1月份：
走访困难党员。
二、2月份：
组织党员学习两会精神。

召开支部党员大会。
三、3月份：
1.开展学雷锋志愿服务活动。
2.召开支委会，研究发展党员工作。
四、工作要求
各支部要高度重视。
XX党支部
2025年1月5日"""

    reading = read_plan_text(text, year=2026)

    assert [(row.month, row.content, row.kind) for row in reading.rows] == [
        (1, "走访困难党员。", "party_day"),
        (2, "组织党员学习两会精神。", "party_day"),
        (2, "召开支部党员大会。", "member_meeting"),
        (3, "开展学雷锋志愿服务活动。", "party_day"),
        (3, "召开支委会，研究发展党员工作。", "committee_meeting"),
    ]
    assert all(row.start is None for row in reading.rows)


def test_months_one_after_another_in_one_paragraph():
    text = "全年安排如下：1月:开展走访慰问。组织学习党章。2月:召开组织生活会；3月：开展学雷锋活动,4月：祭扫烈士墓。"

    assert rows(text) == [
        (1, "开展走访慰问。组织学习党章。"),
        (2, "召开组织生活会"),
        (3, "开展学雷锋活动"),
        (4, "祭扫烈士墓。"),
    ]


def test_quarters_hold_months_and_an_item_without_a_month_stays_open():
    text = """（一）第一季度
1.1月，召开支委会，制定计划。
2.3月5日，学雷锋志愿服务。
（二）第二季度
1.4月，清明祭扫。
2.组织一次党课。"""

    reading = read_plan_text(text, year=2026)

    assert [(row.month, row.start) for row in reading.rows] == [
        (1, None), (3, date(2026, 3, 5)), (4, None), (None, None),
    ]  # fmt: skip
    assert "第二季度" in reading.rows[-1].notes[0]


def test_markdown_table_with_a_blank_month_and_one_that_cannot_be_understood():
    text = """| 月份 | 主题 | 内容 | 责任人 | 备注 |
|---|:---:|---|---|---|
| 一月 | 走访慰问 | 慰问困难党员 | 张三 | 必选 |
| 二月 | 组织生活会 | 批评与自我批评 | 李四 | |
| | 民主评议 | 民主评议党员 | 李四 | |
| 待定 | 外出参观 | 参观纪念馆 | 王五 | |"""

    read = read_plan_text(text, year=2026).rows

    assert [row.month for row in read] == [1, 2, 2, None]
    assert (read[0].content, read[0].responsible, read[0].remark) == (
        "走访慰问：慰问困难党员",
        "张三",
        "必选",
    )
    assert read[2].notes == ("第5行的时间格空着，按上面的「二月」读",)
    assert read[3].notes == ("第6行第1列写的是「待定」，没有认出是哪个月，请指定",)


def test_tabs_with_a_quoted_cell_over_two_lines():
    text = '序号\t时间\t活动方式\t活动内容\n1\t1-2月\t集中学习\t学习党章\n2\t3月\t"参观\n学习"\t参观纪念馆\n'

    read = read_plan_text(text, year=2026).rows

    assert [(row.month, row.mode, row.content, row.source) for row in read] == [
        (1, "集中学习", "学习党章", "第2行"),
        (3, "参观\n学习", "参观纪念馆", "第3-4行"),
    ]


def test_columns_held_apart_by_wide_spaces():
    text = """序号　活动时间　活动方式　活动内容
1　20_年1月　专题学习研讨　组织学习 两会 精神。
2　20_年2月　慰问　走访。"""

    assert rows(text) == [(1, "组织学习 两会 精神。"), (2, "走访。")]


def test_one_cell_per_line_without_numbers_stops_before_the_text_beneath():
    text = "月份\n主题\n责任人\n1月\n走访慰问\n张三\n2月\n学习党章\n李四\n以上计划请遵照执行。"

    assert rows(text) == [(1, "走访慰问"), (2, "学习党章")]


def test_one_cell_per_line_with_a_month_merged_over_two_rows():
    text = "序号\n时间\n活动内容\n1\n3月\n学雷锋\n2\n植树\n3\n4月\n祭扫"

    assert rows(text) == [(3, "学雷锋"), (3, "植树"), (4, "祭扫")]


def test_labelled_lines_become_one_entry():
    text = (
        "二月\n活动主题：组织生活会\n活动时间：2月18日\n活动内容：批评与自我批评\n地点：会议室\n责任人：张三"
    )

    (row,) = read_plan_text(text, year=2026).rows

    assert (row.month, row.start, row.place, row.responsible) == (2, date(2026, 2, 18), "会议室", "张三")
    assert row.content == "组织生活会：批评与自我批评"
    assert row.kind == "organizational_life_meeting"


def test_numbered_list_with_days_deadlines_and_recurrences():
    text = """2026年党支部工作计划
1、1月份，召开支部党员大会，总结上年工作。
2、3月5日前后，组织学雷锋活动。
3、6月下旬至7月上旬，开展庆七一系列活动。
4、10月1日至7日，开展国庆志愿服务。
5、每月10日前收缴党费。"""

    read = read_plan_text(text, year=2026).rows

    assert [(row.month, row.start, row.end, row.recurrence) for row in read] == [
        (1, None, None, None),
        (3, date(2026, 3, 5), None, None),
        (6, None, None, None),
        (10, date(2026, 10, 1), date(2026, 10, 7), None),
        (None, None, None, "每月10日前"),
    ]


def test_months_within_a_sentence():
    text = (
        "今年3月份组织党员到烈士陵园祭扫，5月份开展“五四”青年座谈会，"
        "10月份组织观看红色电影，12月底前完成民主评议党员工作。"
    )

    assert rows(text) == [
        (3, "组织党员到烈士陵园祭扫"),
        (5, "开展“五四”青年座谈会"),
        (10, "组织观看红色电影"),
        (12, "完成民主评议党员工作"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "1921年7月中国共产党成立。",
        "认真学习自2026年1月1日起施行的条例。",
        "组织学习《2025年12月中央经济工作会议精神》。",
        "中共XX支部委员会\n2026年5月7日",
        "发布时间：2026-02-21 18:03:01 浏览量 100",
        "可设 1-2 个党小组，期限3个月。",
    ],
)
def test_dates_of_papers_and_history_are_no_activities(text: str):
    assert rows(text) == []


def test_requirements_around_a_full_plan_are_notes_not_rows():
    reading = read_plan_text(f"每月召开一次支委会。\n{A_YEAR}", year=2026)

    assert [row.month for row in reading.rows] == list(range(1, 13))
    assert [str(note) for note in reading.notes] == ["第1行：像是要求，不是某个月的活动，没有列入"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_in_the_encodings_of_offices(encoding: str):
    reading = read_plan(A_YEAR.encode(encoding), filename="计划.txt", year=2026)

    assert [row.month for row in reading.rows] == list(range(1, 13))


@pytest.mark.parametrize("separator", [",", ";", "\t", "；"])
def test_delimited_files_with_any_separator(separator: str):
    text = (
        separator.join(["月份", "形式", "内容"]) + "\n" + separator.join(["1月", "学习", '"学党章, 写体会"'])
    )

    (row,) = read_plan(text.encode("gb18030"), filename="计划.csv", year=2026).rows

    assert (row.month, row.mode, row.content) == (1, "学习", "学党章, 写体会")


def test_delimited_file_without_headings():
    reading = read_plan(
        "1月,学习,学习党章党规\n2月,慰问,走访困难党员".encode(), filename="计划.csv", year=2026
    )

    assert [(row.month, row.mode, row.content) for row in reading.rows] == [
        (1, "学习", "学习党章党规"),
        (2, "慰问", "走访困难党员"),
    ]


def test_words_left_out_are_pointed_at():
    (row,) = read_plan_text("1月：学习*****重要讲话精神", year=2026).rows

    assert row.notes == ("原文有用「*」代替的字，请补上",)


def test_quarters_that_name_their_month_and_headings_with_their_theme():
    text = """第一季度（3月）：学习传达两会精神。
（一）4月主题：清明祭英烈
活动内容：祭扫烈士墓。
活动时间：4月3日
5月
1、五四座谈；2、劳动竞赛"""

    read = read_plan_text(text, year=2026).rows

    assert [(row.month, row.start, row.content) for row in read] == [
        (3, None, "学习传达两会精神。"),
        (4, date(2026, 4, 3), "清明祭英烈：祭扫烈士墓。"),
        (5, None, "五四座谈"),
        (5, None, "劳动竞赛"),
    ]


def test_recurring_meeting_takes_its_kind_from_the_heading():
    (row,) = read_plan_text("二、支委会\n每月召开一次，研究党建工作。", year=2026).rows

    assert (row.kind, row.recurrence) == ("committee_meeting", "每月召开一次")


def test_the_empty_end_of_a_text_is_not_shown_as_a_line_of_it():
    reading = read_plan_text("3月：学雷锋志愿活动\n\n4月：清明祭扫\n\n  \n", year=2026)

    assert [line.text for line in reading.lines] == ["3月：学雷锋志愿活动", "", "4月：清明祭扫"]
    assert [line.number for line in reading.lines] == [1, 2, 3]

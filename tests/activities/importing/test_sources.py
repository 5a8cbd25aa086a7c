"""The five real documents: what stands in them must come out, and nothing else."""

from datetime import time
from pathlib import Path

import pytest

from activities.importing.kinds import KINDS
from activities.importing.reader import PlanReading, read_plan, read_plan_text

SOURCES = Path(__file__).parent / "sources"


def read(name: str, year: int = 2026) -> PlanReading:
    path = next(SOURCES.glob(f"{name}*"))
    return read_plan(path.read_bytes(), filename=path.name, year=year)


TWELVE = [
    (1, "专题学习研讨", "组织学习20_年两会精神,积极开展研讨交流、撰写心得体会。"),
    (2, "先锋模范行动", "结合春节慰问、社会实践活动,组织党员对困难党员、建档立卡困难群众送慰问、送温暖。"),
    (3, "红色教育行动", "开展党史专题主题教育活动,增强党员爱党、敬党、忠党意识。"),
    (4, "专题学习研讨", "组织学习20_年两会精神,积极开展研讨交流、撰写心得体会。"),
    (5, "党员志愿活动", "组织党员开展清洁志愿活动,改善校园生活环境。"),
    (6, "专题学习研讨", "结合20_年上半年党内重大会议、重大活动,开展专题学习、交流研讨。"),
    (7, "专项系列活动", "开展庆祝建党98周年系列活动,重温入党誓词、走访慰问等"),
    (8, "先锋模范行动", "结合学生暑期社会实践,组织党员对困难党员、建档立卡困难群众送慰问、送温暖。"),
    (9, "红色基地教育", "组织党员到身边的红色基地进行参观学习,了解党史。"),
    (10, "党员志愿行动", "组织党员开展清洁志愿活动,改善校园生活环境。"),
    (11, "红色教育行动", "开展党章专题主题教育,增强党员爱党、敬党、忠党意识。"),
    (12, "专题学习研讨", "结合20_年下半年党内重大会议、重大活动,开展专题学习、交流研讨。"),
]


def test_table_of_one_cell_per_line_gives_its_twelve_rows_and_no_more():
    reading = read("001")

    assert [(row.month, row.mode, row.content) for row in reading.rows] == TWELVE
    assert {row.kind for row in reading.rows} == {"party_day"}
    assert {(row.start, row.end, row.recurrence) for row in reading.rows} == {(None, None, None)}
    assert [row.source for row in reading.rows][:2] == ["第45-48行", "第49-52行"]


def test_every_line_of_the_source_is_there_and_marked_as_used_or_not():
    reading = read("001")

    assert [line.number for line in reading.lines if line.used] == list(range(41, 93))
    assert len(reading.lines) == 110
    assert any("第8行" in str(note) for note in reading.notes)


def test_years_that_do_not_fit_are_said_once():
    notes = [str(note) for note in read("001").notes]

    assert "文中写的是2024年，全部按您选的2026年读" in notes
    assert "「20_年」没有填年份，全部按您选的2026年读" in notes


def test_prose_of_the_association_gives_its_recurring_events():
    rows = {row.source: row for row in read("000").rows}

    assert {source: (row.month, row.kind) for source, row in rows.items()} == {
        "第17行": (None, "study"),
        "第19行": (None, "study"),
        "第21行": (None, "study"),
        "第31行": (None, "member_meeting"),
        "第33行": (None, "committee_meeting"),
        "第35行": (None, "group_meeting"),
        "第37行": (None, "lecture"),
        "第43行": (12, "other"),
        "第47行": (7, "party_day"),
    }
    fixed = rows["第17行"]
    assert fixed.recurrence == "每月第一周周五晚上 7:30-8:30（19:30–20:30）"
    assert (fixed.begins, fixed.finishes, fixed.mode) == (time(19, 30), time(20, 30), "线上学习")
    assert rows["第31行"].recurrence == "每季度召开 1 次"
    assert rows["第37行"].recurrence == "每年安排 1 次"


def test_july_event_keeps_its_vagueness():
    july = next(row for row in read("000").rows if row.month == 7)

    assert (july.start, july.end) == (None, None)
    assert "红色足迹" in july.content
    assert any("上旬" in note for note in july.notes)
    assert any("2-3 天" in note for note in july.notes)


def test_prose_of_the_company_gives_its_months_with_their_own_contents():
    rows = [row for row in read("002").rows if row.source == "第18行" and row.month]

    assert [(row.month, row.content) for row in rows] == [
        (2, "通过“学习强国”平台创新开展学习活动"),
        (3, "开展“抗疫精神广传扬”主题活动"),
        (5, "走进社区开展垃圾分类志愿者活动"),
        (9, "开展“叩问初心、铭记党恩”主题大讲坛"),
        (10, "开展“红歌唱我心、颂歌献祖国”歌咏比赛"),
    ]


def test_deadlines_of_the_company_are_months_without_days():
    duties = [row for row in read("002").rows if row.month and row.source != "第18行"]

    assert [(row.month, row.start, row.end, row.source) for row in duties] == [
        (3, None, None, "第17行"),
        (3, None, None, "第28行"),
        (2, None, None, "第30行"),
    ]
    assert all(any("3月底" in note or "2月底" in note for note in row.notes) for row in duties)


@pytest.mark.parametrize("name", ["003", "004"])
def test_documents_without_dated_activities_give_none(name: str):
    reading = read(name)

    assert reading.rows == ()
    assert not any(line.used for line in reading.lines)
    assert reading.lines


@pytest.mark.parametrize("name", ["000", "001", "002"])
def test_rows_name_known_kinds_and_lines_that_exist(name: str):
    reading = read(name)

    numbers = {line.number for line in reading.lines}
    assert all(row.kind in KINDS and set(row.lines) <= numbers for row in reading.rows)


@pytest.mark.parametrize(
    ("title", "kind"), [("2026年工作安排", "party_day"), ("2026年党员学习计划", "study")]
)
def test_a_months_own_study_is_its_party_day_unless_the_plan_is_a_study_plan(title, kind):
    rows = read_plan_text(f"{title}\n1月：集中学习党章。\n2月：走访慰问。", year=2026).rows

    assert [row.kind for row in rows] == [kind, "party_day"]

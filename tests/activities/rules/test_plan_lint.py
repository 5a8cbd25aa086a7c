"""PL-01 to PL-12, PD-02, PD-15, CAL-03, N13: the checks before a plan is filed."""

from dataclasses import replace
from datetime import date, time

import pytest

from activities.rules.plan_coverage import chapters_text
from activities.rules.plan_lint import (
    PlanFacts,
    PlanRow,
    RequiredTheme,
    charter_chapters,
    lint_plan,
    satisfied,
    to_mend,
)

AFTERNOON = {"starts": time(14), "ends": time(17, 30)}
YEAR = [
    (1, 15, "专题学习研讨", "学习中央经济工作会议精神，研讨交流", 1),
    (2, 24, "先锋模范行动", "春节后走访困难党员、困难群众", None),
    (3, 19, "红色教育行动", "党史专题教育：读原著、讲故事，讲党课", None),
    (4, 16, "专题学习研讨", "学习全国两会精神，研讨交流，党课", 2),
    (5, 21, "党员志愿行动", "清洁校园志愿服务，改善校园环境", None),
    (6, 18, "专题学习研讨", "上半年重要会议精神专题学习", 3),
    (7, 2, "专项系列活动", "庆祝建党105周年系列活动，重温入党誓词，党课", None),
    (8, 20, "先锋模范行动", "结合暑期社会实践走访慰问", None),
    (9, 17, "红色基地教育", "参观身边的红色基地，现场教学", None),
    (10, 15, "党员志愿行动", "社区敬老服务", None),
    (11, 19, "红色教育行动", "党章专题教育：诵读党章全文，党课", None),
    (12, 17, "专题学习研讨", "下半年重要会议精神专题学习，组织生活会，公布党费收缴情况", None),
]
THEMES = (RequiredTheme(1, "中央经济工作会议"), RequiredTheme(2, "全国两会"), RequiredTheme(3, "上半年会议"))
GOOD = PlanFacts(
    2026,
    tuple(
        PlanRow(month, content, date(2026, month, day), mode=mode, theme=theme, **AFTERNOON)
        for month, day, mode, content, theme in YEAR
    ),
    required_themes=THEMES,
    lectures_per_year=4,
)


def with_row(month: int, **changes) -> PlanFacts:
    rows = tuple(replace(row, **changes) if row.month == month else row for row in GOOD.rows)
    return replace(GOOD, rows=rows)


def without(*months: int, **changes) -> PlanFacts:
    return replace(GOOD, rows=tuple(row for row in GOOD.rows if row.month not in months), **changes)


def problems(facts: PlanFacts) -> list[tuple[str, str, str]]:
    return [(finding.rule, finding.what, finding.numbers) for finding in to_mend(lint_plan(facts))]


def test_a_good_plan_has_nothing_to_mend_and_says_what_is_in_order():
    findings = lint_plan(GOOD)

    assert to_mend(findings) == ()
    assert [finding.what for finding in satisfied(findings)] == [
        "12个月都有安排",
        "各月内容不重复",
        "七一前后有活动",
        "党章全文诵读已排入",
        "必选主题3 / 3已排入",
        "每季度有政治学习或党性锻炼",
        "活动日均不在法定假日",
        "每次不少于180分钟",
        "每季度有党课",
        "组织生活会已排在12月",
        "党费收缴情况公布已排在12月",
    ]


@pytest.mark.parametrize(
    ("facts", "problem"),
    [
        (without(10), ("PL-01", "10月没有安排", "要求月月有安排")),
        (with_row(6, theme=None), ("PL-05", "必选主题“上半年会议”没有排入", "已排入2 / 3")),
        (with_row(10, content="清洁校园志愿服务，改善校园环境。"),
         ("PL-12", "5月与10月内容完全相同", "都写“清洁校园志愿服务，改善校园环境。”")),
        (with_row(5, content="开展20_年学雷锋志愿服务"), ("PL-12", "5月有没填写的内容", "“20_年”")),
        (with_row(5, content="组织X名党员围绕**中心工作"), ("PL-12", "5月有没填写的内容", "“X”、“**”")),
        (with_row(7, content="开展庆祝建党98周年系列活动，党课"),
         ("PL-12", "7月建党周年数不对", "2026－1921＝105，计划写的是98")),
        (with_row(7, start=date(2026, 7, 16)), ("PL-09", "七一活动不在七一前后", "7月16日离七一15天")),
        (with_row(7, content="暑期走访，党课"), ("PL-09", "7月没有安排七一活动", "")),
        (with_row(11, content="诵读党章总纲至第五章，党课"),
         ("PD-15", "党章全年没有诵读完一遍", "已排总纲至第五章，第六至十一章没有安排")),
        (with_row(11, content="红色观影，党课"), ("PD-15", "全年没有安排诵读党章", "每年至少一遍")),
        (with_row(2, start=date(2026, 2, 19)), ("CAL-03", "2月19日在春节假内", "2月15—23日春节放假")),
        (with_row(2, ends=time(16, 59)), ("PD-02", "2月时间不足半天", "179分钟，应不少于180分钟")),
        (with_row(3, content="党史专题教育"), ("MT-05", "第1季度没有党课", "每年4次")),
        (with_row(12, content="专题学习，公布党费收缴情况"), ("OL-01", "组织生活会没有安排", "每年至少1次")),
        (with_row(12, content="专题学习，组织生活会"), ("DU-20", "党费收缴情况公布没有安排", "每年至少1次")),
        (with_row(1, content="学习两会精神"), ("PL-12", "1月安排了学习两会精神", "全国两会在3月召开")),
        (with_row(10, mode="党员志愿活动"),
         ("PL-12", "“行动”和“活动”混用", "5月写“行动”；10月写“活动”")),
        (with_row(10, content="敬老服务，填写纪实表和活动记实"),
         ("PL-12", "“纪实”和“记实”混用", "10月写“纪实”；10月写“记实”")),
    ],
)  # fmt: skip
def test_one_slip_gives_one_finding(facts: PlanFacts, problem: tuple[str, str, str]):
    assert problems(facts) == [problem]


def test_every_finding_names_its_rule_and_what_to_do():
    facts = replace(with_row(7, content="庆祝建党98周年，20_年"), lectures_per_year=12, rows=GOOD.rows[:7])

    for finding in to_mend(lint_plan(facts)):
        assert finding.rule
        assert finding.fix
        assert finding.severity in {"warn", "info"}


@pytest.mark.parametrize("month", [6, 7])
def test_the_last_days_of_june_count_as_around_the_first_of_july(month: int):
    start = date(2026, 6, 21) if month == 6 else date(2026, 7, 11)
    facts = with_row(month, start=start, content="七一主题活动，党课", theme=3 if month == 6 else None)
    if month == 6:
        facts = replace(
            facts, rows=tuple(r for r in facts.rows if r.month != 7), exempt_months=frozenset({7})
        )

    assert "PL-09" not in [rule for rule, _, _ in problems(facts)]


def test_eleven_days_away_is_no_longer_around_it():
    assert problems(with_row(7, start=date(2026, 7, 12)))[0][0] == "PL-09"


def test_exempt_months_need_no_row():
    facts = without(8, exempt_months=frozenset({8}))

    assert problems(facts) == []
    assert lint_plan(facts)[0].what == "11个月都有安排，8月豁免"


def test_a_provincial_session_in_january_is_right():
    assert problems(with_row(1, content="学习省两会精神")) == []


def test_a_plan_without_times_says_nothing_about_half_days():
    facts = replace(GOOD, rows=tuple(replace(row, starts=None, ends=None) for row in GOOD.rows))

    assert "PD-02" not in [finding.rule for finding in lint_plan(facts)]


def test_exactly_half_a_day_is_enough():
    assert problems(with_row(2, ends=time(17, 0))) == []


def test_a_row_over_several_days_is_looked_at_day_by_day():
    facts = with_row(2, start=date(2026, 2, 13), end=date(2026, 2, 16))

    assert problems(facts) == [("CAL-03", "2月15日在春节假内", "2月15—23日春节放假")]


def test_an_empty_plan_says_what_is_missing_and_praises_nothing():
    findings = lint_plan(PlanFacts(2026, ()))

    assert satisfied(findings) == ()
    assert {finding.rule for finding in findings} == {
        "PL-01",
        "PL-07",
        "PL-09",
        "PD-15",
        "MT-05",
        "OL-01",
        "DU-20",
    }


@pytest.mark.parametrize(
    ("text", "chapters"),
    [
        ("诵读党章第一至五章", {1, 2, 3, 4, 5}),
        ("诵读党章总纲", {0}),
        ("诵读党章总纲至第五章", {0, 1, 2, 3, 4, 5}),
        ("诵读党章总纲和第一章", {0, 1}),
        ("诵读党章第六章至第十一章", {6, 7, 8, 9, 10, 11}),
        ("诵读党章第二章、第四章", {2, 4}),
        ("诵读党章全文", set(range(12))),
        ("通读党章", set(range(12))),
        ("学习党章知识竞赛", set()),
        ("诵读第一至五章", set()),
    ],
)
def test_reading_chapters_out_of_a_row(text: str, chapters: set[int]):
    assert charter_chapters(text) == chapters


@pytest.mark.parametrize(
    ("chapters", "text"),
    [([0, 1, 2], "总纲至第二章"), ([6, 7], "第六至七章"), ([0], "总纲"), ([2, 4], "第二章、第四章")],
)
def test_chapters_in_words(chapters: list[int], text: str):
    assert chapters_text(chapters) == text

"""Whether the plan has in it what a year must have (PL-01 to PL-09, PD-02, PD-15, CAL-03, N13)."""

from datetime import date

from activities.rules.plan_facts import (
    CHARTER_CHAPTERS,
    INFO,
    WARN,
    LintFinding,
    PlanFacts,
    PlanRow,
    months_text,
    ok,
)
from branches.rules.calendar import days_from, holiday_short_name

NEAR_FIRST_OF_JULY = 10
QUARTERS = {number: tuple(range(3 * number - 2, 3 * number + 1)) for number in range(1, 5)}
ORDINALS = ("总纲", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一")


def every_month(facts: PlanFacts) -> list[LintFinding]:
    """PL-01"""
    missing = tuple(m for m in range(1, 13) if m not in facts.exempt_months and not facts.rows_in(m))
    if missing:
        what = f"{months_text(missing)}没有安排"
        return [LintFinding("PL-01", WARN, missing, what, "要求月月有安排", f"补{months_text(missing)}")]
    exempt = tuple(sorted(facts.exempt_months))
    if exempt:
        return [ok("PL-01", f"{12 - len(exempt)}个月都有安排，{months_text(exempt)}豁免")]
    return [ok("PL-01", "12个月都有安排")]


def required_themes(facts: PlanFacts) -> list[LintFinding]:
    """PL-05"""
    if not facts.required_themes:
        return []
    taken = {row.theme for row in facts.rows}
    missing = [theme for theme in facts.required_themes if theme.id not in taken]
    number = f"{len(facts.required_themes) - len(missing)} / {len(facts.required_themes)}"
    if not missing:
        return [ok("PL-05", f"必选主题{number}已排入")]
    names = "、".join(f"“{theme.title}”" for theme in missing)
    return [LintFinding("PL-05", WARN, (), f"必选主题{names}没有排入", f"已排入{number}", "选一个月排入")]


def study_every_quarter(facts: PlanFacts) -> list[LintFinding]:
    """PL-07"""
    empty = [
        number
        for number, months in QUARTERS.items()
        if not set(months) <= facts.exempt_months
        and not any(row.is_political_study or row.is_party_spirit for row in facts.rows_in(*months))
    ]
    if not empty:
        return [ok("PL-07", "每季度有政治学习或党性锻炼")]
    return [
        LintFinding(
            "PL-07", WARN, QUARTERS[number], f"第{number}季度没有政治学习或党性锻炼", "", "选一个月调整内容"
        )
        for number in empty
    ]


def first_of_july(facts: PlanFacts) -> list[LintFinding]:
    """PL-09: something around the first of July; a row of the last days of June counts."""
    if 7 in facts.exempt_months:
        return []
    festive = [row for row in facts.rows_in(6, 7) if _is_for_first_of_july(row)]
    if not festive:
        return [LintFinding("PL-09", INFO, (7,), "7月没有安排七一活动", "", "改7月")]
    distance = {row: abs((row.start - date(facts.year, 7, 1)).days) for row in festive if row.start}
    if len(distance) < len(festive) or min(distance.values()) <= NEAR_FIRST_OF_JULY:
        return [ok("PL-09", "七一前后有活动")]
    nearest = min(distance, key=lambda row: distance[row])
    numbers = f"{nearest.month}月{nearest.start.day if nearest.start else ''}日离七一{distance[nearest]}天"
    month = (nearest.month,)
    return [LintFinding("PL-09", INFO, month, "七一活动不在七一前后", numbers, f"改{months_text(month)}")]


def _is_for_first_of_july(row: PlanRow) -> bool:
    return any(word in row.text for word in ("七一", "建党", "党的生日", "周年"))


def charter_reading(facts: PlanFacts) -> list[LintFinding]:
    """PD-15: the whole charter at least once a year."""
    if not facts.charter_readings:
        return []
    readers = tuple(row for row in facts.rows if row.charter_chapters)
    planned = frozenset[int]().union(*(row.charter_chapters for row in readers))
    missing = [chapter for chapter in range(CHARTER_CHAPTERS + 1) if chapter not in planned]
    if not missing:
        return [ok("PD-15", "党章全文诵读已排入")]
    months = tuple(sorted({row.month for row in readers}))
    fix = f"改{months_text(months[-1:])}" if months else "选一个月安排诵读党章全文"
    if not planned:
        return [LintFinding("PD-15", WARN, months, "全年没有安排诵读党章", "每年至少一遍", fix)]
    numbers = f"已排{chapters_text(sorted(planned))}，{chapters_text(missing)}没有安排"
    return [LintFinding("PD-15", WARN, months, "党章全年没有诵读完一遍", numbers, fix)]


def chapters_text(chapters: list[int]) -> str:
    """总纲至第五章 · 第六至十一章 · 第二章、第四章"""
    runs: list[list[int]] = []
    for chapter in chapters:
        if runs and runs[-1][-1] == chapter - 1:
            runs[-1].append(chapter)
        else:
            runs.append([chapter])
    return "、".join(_run_text(run[0], run[-1]) for run in runs)


def _run_text(first: int, last: int) -> str:
    if first == last:
        return "总纲" if first == 0 else f"第{ORDINALS[first]}章"
    return f"总纲至第{ORDINALS[last]}章" if first == 0 else f"第{ORDINALS[first]}至{ORDINALS[last]}章"


def dates_off_holidays(facts: PlanFacts) -> list[LintFinding]:
    """CAL-03"""
    found = [finding for row in facts.rows if (finding := _holiday_of(facts, row))]
    if found:
        return found
    return [ok("CAL-03", "活动日均不在法定假日")] if any(row.start for row in facts.rows) else []


def _holiday_of(facts: PlanFacts, row: PlanRow) -> LintFinding | None:
    if row.start is None:
        return None
    days = [d for d in days_from(row.start, row.end or row.start) if facts.calendar.is_statutory_holiday(d)]
    if not days:
        return None
    name = holiday_short_name(facts.calendar.name(days[0]))
    closed = facts.calendar.closed_days_around(days[0]).with_month
    month = (row.month,)
    return LintFinding(
        "CAL-03", WARN, month, f"{row.month}月{days[0].day}日在{name}假内", closed, f"改{months_text(month)}"
    )


def half_days(facts: PlanFacts) -> list[LintFinding]:
    """PD-02"""
    timed = [(row, row.minutes) for row in facts.rows if row.minutes is not None]
    short = [
        LintFinding(
            "PD-02",
            WARN,
            (row.month,),
            f"{row.month}月时间不足半天",
            f"{minutes}分钟，应不少于{facts.required_minutes}分钟",
            f"改{row.month}月",
        )
        for row, minutes in timed
        if minutes < facts.required_minutes
    ]
    return short or ([ok("PD-02", f"每次不少于{facts.required_minutes}分钟")] if timed else [])


def lectures(facts: PlanFacts) -> list[LintFinding]:
    """N13: with four lectures a year every quarter has one; otherwise the year has enough."""
    planned = [row for row in facts.rows if row.is_lecture]
    asked = facts.lectures_per_year
    if asked >= len(QUARTERS):
        empty = [q for q, months in QUARTERS.items() if not any(row.month in months for row in planned)]
        quarters = "、".join(f"第{q}季度" for q in empty)
        months = tuple(month for q in empty for month in QUARTERS[q])
        if empty:
            return [
                LintFinding(
                    "MT-05", INFO, months, f"{quarters}没有党课", f"每年{asked}次", "选一个月安排党课"
                )
            ]
        return [ok("MT-05", "每季度有党课")]
    if len(planned) < asked:
        numbers = f"已排{len(planned)}次，每年{asked}次"
        return [LintFinding("MT-05", INFO, (), "党课次数不够", numbers, "选一个月安排党课")]
    return [ok("MT-05", f"党课已排{len(planned)}次")]


def organizational_life_meeting(facts: PlanFacts) -> list[LintFinding]:
    """OL-01, N13"""
    return _placed(
        facts, "OL-01", "组织生活会", ("组织生活会",), "organizational_life_meeting", "每年至少1次"
    )


def dues_disclosure(facts: PlanFacts) -> list[LintFinding]:
    """DU-20, N13"""
    words = ("党费公示", "公示党费", "公布党费", "党费公布", "党费收缴")
    return _placed(facts, "DU-20", "党费收缴情况公布", words, "", "每年至少1次")


def _placed(
    facts: PlanFacts, rule: str, name: str, words: tuple[str, ...], kind: str, numbers: str
) -> list[LintFinding]:
    for row in facts.rows:
        if (kind and row.kind == kind) or any(word in row.text for word in words):
            return [ok(rule, f"{name}已排在{row.month}月")]
    return [LintFinding(rule, INFO, (), f"{name}没有安排", numbers, f"选一个月安排{name}")]

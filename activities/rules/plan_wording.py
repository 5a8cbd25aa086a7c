"""Slips in the wording of a plan, as seen in real ones (PL-12, E-79)."""

import re
from collections import defaultdict

from activities.rules.plan_facts import INFO, WARN, LintFinding, PlanFacts, months_text, ok

FOUNDED = 1921
PLACEHOLDERS = re.compile(
    r"20[_＿]+年?|[_＿]{2,}|[*＊]{2,}|[xX×]{2,}|(?<![A-Za-z0-9])[xX×](?=[年月日人名次个])|[某]{2,}"
)
ANNIVERSARY = re.compile(
    r"(?:建党|中国共产党成立|党的生日|成立)\s*(\d{2,3})\s*周年|(\d{2,3})\s*周年(?=党庆|建党)"
)
MIXED_TERMS = (
    ("行动", "活动", re.compile(r"志愿(?:服务)?(行动|活动)")),
    ("纪实", "记实", re.compile(r"(纪实|记实)")),
)


def placeholders(facts: PlanFacts) -> list[LintFinding]:
    """20_年, X人, ***: text that was to be filled in."""
    found = []
    for row in facts.rows:
        slips = list(dict.fromkeys(match[0] for match in PLACEHOLDERS.finditer(row.text)))
        if slips:
            shown = "、".join(f"“{slip}”" for slip in slips)
            what = f"{row.month}月有没填写的内容"
            found.append(LintFinding("PL-12", WARN, (row.month,), what, shown, f"改{row.month}月"))
    return found


def anniversaries(facts: PlanFacts) -> list[LintFinding]:
    """建党98周年 in a plan of 2026, where it is the 105th."""
    right = facts.year - FOUNDED
    found = []
    for row in facts.rows:
        for match in ANNIVERSARY.finditer(row.text):
            written = int(match[1] or match[2])
            if written != right:
                numbers = f"{facts.year}－{FOUNDED}＝{right}，计划写的是{written}"
                what = f"{row.month}月建党周年数不对"
                found.append(LintFinding("PL-12", WARN, (row.month,), what, numbers, f"改{row.month}月"))
    return found


def repeated_contents(facts: PlanFacts) -> list[LintFinding]:
    """Two months with the same words; a monthly meeting or study evening may well say the same each time."""
    months: dict[str, list[int]] = defaultdict(list)
    party_days = [row for row in facts.rows if row.kind == "party_day"]
    for row in party_days:
        if text := re.sub(r"[\W_]+", "", row.content):
            months[text].append(row.month)
    contents = {re.sub(r"[\W_]+", "", row.content): row.content.strip() for row in party_days}
    found = [
        LintFinding(
            "PL-12",
            WARN,
            tuple(sorted(same)),
            f"{'与'.join(f'{month}月' for month in sorted(same))}内容完全相同",
            f"都写“{contents[text]}”",
            f"改{months_text((max(same),))}",
        )
        for text, same in months.items()
        if len(same) > 1
    ]
    return found or ([ok("PL-12", "各月内容不重复")] if facts.rows else [])


def two_sessions_in_january(facts: PlanFacts) -> list[LintFinding]:
    """The two sessions of the nation meet in March; provincial ones in January are said so."""
    for row in facts.rows_in(1):
        if "两会" in row.content and not re.search(r"[省市区县]两会|地方两会", row.content):
            return [
                LintFinding(
                    "PL-12",
                    INFO,
                    (1,),
                    "1月安排了学习两会精神",
                    "全国两会在3月召开",
                    "改1月，或写明是省、市两会",
                )
            ]
    return []


def mixed_terms(facts: PlanFacts) -> list[LintFinding]:
    """One thing under two names: 志愿行动 and 志愿活动, 纪实 and 记实."""
    found = []
    for first, second, pattern in MIXED_TERMS:
        by_term: dict[str, set[int]] = {first: set(), second: set()}
        for row in facts.rows:
            for match in pattern.finditer(row.text):
                by_term[match[1]].add(row.month)
        if all(by_term.values()):
            numbers = "；".join(
                f"{months_text(tuple(sorted(months)))}写“{term}”" for term, months in by_term.items()
            )
            months = tuple(sorted(set().union(*by_term.values())))
            what = f"“{first}”和“{second}”混用"
            found.append(LintFinding("PL-12", INFO, months, what, numbers, "全年用同一个词"))
    return found

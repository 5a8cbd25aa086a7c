"""The rule book as a Markdown page for people (docs/compliance-rules.md)."""

from collections.abc import Sequence
from typing import Any

from branches.rules.parameters import SPECS
from partywork.common.compliance import SEVERITY_NAMES, Rule

HEAD = """# 规则目录

本页由 `manage.py print_rules` 从 `activities/compliance/catalogue.py` 打印，不手工修改。
每条规则判定三种结果：符合、不符合、尚不能判定；限值可由上级党组织按日期设定。
"""


def rule_book(rules: Sequence[Rule[Any]]) -> str:
    """One section a rule: what it asks, where it stands, in whose words, and which limits belong to it."""
    return "\n".join([HEAD, *(_section(number, rule) for number, rule in enumerate(rules, start=1))])


def _section(number: int, rule: Rule[Any]) -> str:
    lines = [
        f"## {number} {rule.title}",
        "",
        f"- 编号：`{rule.code}`",
        f"- 依据：{rule.citation.text}",
        f"- 原文：「{rule.citation.quote}」",
        f"- 不符合时：{SEVERITY_NAMES[rule.severity]}",
    ]
    if rule.in_force_from is not None:
        lines.append(f"- 施行：{rule.in_force_from:%Y-%m-%d}起")
    lines += [f"- 限值：{_limit(key)}" for key in rule.parameters]
    return "\n".join([*lines, ""])


def _limit(key: str) -> str:
    spec = SPECS[key]
    allowed = f"，可设{spec.range_text()}" if spec.range_text() else ""
    return f"{spec.label}，默认{spec.text(spec.default)}{allowed}（`{key}`）"

"""What is different from the handing-in before: every fact, not only what was written (C04, N19)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from partywork.common import clock

# What a fact is called on the page, by its name in the frozen content. A name that is not here is still told.
NAMES = {
    "absentees": "缺席、补课",
    "agenda": "议程",
    "approval": "上级手续",
    "at": "登记时间",
    "attendance": "到会",
    "basis": "依据",
    "branches": "一起办的支部",
    "branch": "支部",
    "budget": "经费",
    "by": "办理人",
    "collected": "收回份数",
    "confirmed_by": "补课确认人",
    "content": "内容",
    "coverage": "补课后覆盖",
    "days": "天数",
    "decided_on": "支委会定题",
    "definition": "满意率的算法",
    "denominator": "到会率的基数",
    "direction": "方向",
    "discussed_on": "支委会讨论日期",
    "due_at": "报送时限",
    "end": "结束日期",
    "ends_at": "结束",
    "expected_text": "应到",
    "fact": "依据",
    "group": "党小组",
    "guests": "来宾",
    "hours": "学时",
    "host": "主持人",
    "host_reason": "委托主持的原因",
    "improvements": "改进事项",
    "issued": "发出份数",
    "is_host": "本支部主办",
    "joint": "联合活动",
    "kind": "类别",
    "kind_label": "类别",
    "late_reason": "预告迟发的原因",
    "left_early": "早退",
    "low_reason": "到会不足的原因",
    "make_up": "补课方式",
    "make_up_due": "补课期限",
    "make_up_on": "补课日期",
    "make_up_state": "补课",
    "method": "签到方式",
    "minutes": "时长（分钟）",
    "mode": "活动方式",
    "month": "月份",
    "new_ends_at": "改后结束",
    "new_place": "改后地点",
    "new_starts_at": "改后开始",
    "note": "说明",
    "number": "编号",
    "office": "单位职务",
    "old_ends_at": "原定结束",
    "old_place": "原定地点",
    "old_starts_at": "原定开始",
    "on": "日期",
    "organizer": "主办",
    "other_sentence": "另一口径",
    "outcome": "办理情况",
    "participants": "参加对象",
    "people": "应到名单",
    "place": "地点",
    "present": "到会",
    "present_text": "实到",
    "proxy": "代签人",
    "rate": "满意率",
    "rating": "测评",
    "reason": "原因",
    "recorder": "记录人",
    "remark": "备注",
    "reported_at": "报备时间",
    "reported_by": "报备人",
    "required": "需到会人数",
    "requirement": "主题类别",
    "requirement_label": "主题类别",
    "responsible": "负责人",
    "rows": "计划",
    "routine": "常规内容",
    "rungs": "签到方式",
    "same_month": "在当月",
    "satisfied": "满意份数",
    "sentence": "结论",
    "short_reason": "时长不足的原因",
    "standing": "党员身份",
    "start": "开始日期",
    "starts_at": "开始",
    "state": "状态",
    "status": "状态",
    "steps": "九步程序",
    "superior": "上级党组织",
    "tally": "各项票数",
    "text": "内容",
    "theme": "主题",
    "total_text": "党员",
    "unsettled": "待核",
    "valid": "有效份数",
    "venue": "形式",
    "when": "哪一次提出",
    "why_due": "时限的算法",
    "year": "年度",
}
OTHER = "其他内容"
# Told by another line in words, or a key of ours that says nothing to a reader.
TOLD_ELSEWHERE = frozenset(
    (
        *(
            "written",
            "id",
            "key",
            "title",
            "total",
            "total_full",
            "expected",
            "expected_full",
            "present_full",
        ),
        *("exempt", "exempt_full", "on_leave", "absent", "made_up", "base", "pct", "met", "total_rate"),
        *("expected_rate", "definition_key", "min_ballots", "low", "grades", "criteria"),
    )
)
# Rows are the same row when they bear the same name, whatever their place in the list.
IDENTITY = ("name", "title", "label", "id", "key")
PLACES = ("attendance",)


@dataclass(frozen=True)
class Change:
    """One fact that differs: what it is called, what stood there, what stands there now."""

    label: str
    before: str
    now: str


def changes_between(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    """Every fact but the written parts, which are marked word by word where they stand."""
    found: dict[Change, None] = dict.fromkeys(_of_mapping("", before, now))
    return list(found)


def _of_mapping(label: str, before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    names = [*now, *(name for name in before if name not in now)]
    for name in names:
        old, new = before.get(name), now.get(name)
        if old == new or name in TOLD_ELSEWHERE:
            continue
        part = label if name in PLACES else _join(label, NAMES.get(name, OTHER))
        yield from _of_value(part, old, new)


def _of_value(label: str, old: Any, new: Any) -> Iterator[Change]:
    if isinstance(old, dict) and isinstance(new, dict):
        yield from _of_mapping(label, old, new)
    elif _is_rows(old) and _is_rows(new):
        yield from _of_rows(label, old, new)
    else:
        yield Change(label or OTHER, _text(old), _text(new))


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)


def _of_rows(label: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> Iterator[Change]:
    before, now = _by_identity(old), _by_identity(new)
    for key in [*now, *(key for key in before if key not in now)]:
        one, other = before.get(key), now.get(key)
        called = _join(label, _called(other or one or {}))
        if one is None or other is None:
            yield Change(called, _row_text(one), _row_text(other))
        elif one != other:
            yield from _of_mapping(called, one, other)


def _by_identity(rows: list[dict[str, Any]]) -> dict[object, dict[str, Any]]:
    found: dict[object, dict[str, Any]] = {}
    for row in rows:
        key = next((row[name] for name in IDENTITY if row.get(name)), "")
        twins = sum(1 for known in found if isinstance(known, tuple) and known[0] == key)
        found[key, twins] = row
    return found


def _called(row: dict[str, Any]) -> str:
    if "month" in row:
        return f"{row['month']}月"
    return str(row.get("name") or row.get("title") or row.get("label") or "")


def _row_text(row: dict[str, Any] | None) -> str:
    if row is None:
        return ""
    told = (
        _text(value)
        for name, value in row.items()
        if name not in TOLD_ELSEWHERE and name not in ("name", "number", "month", "kind", "requirement")
    )
    return "，".join(text for text in told if text) or "有"


def _join(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _text(value: Any) -> str:
    """A fact as it is printed: yes and no in words, moments in office time."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(_row_text(each) if isinstance(each, dict) else _text(each) for each in value)
    if isinstance(value, dict):
        return _row_text(value)
    text = str(value)
    return _moment_text(text) if len(text) > 16 and text[10] == "T" else text


def _moment_text(text: str) -> str:
    try:
        local = datetime.fromisoformat(text).astimezone(clock.OFFICE)
    except ValueError:
        return text
    return f"{local.month}月{local.day}日 {local:%H:%M}"

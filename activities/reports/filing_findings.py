"""What an official must look at in a filing: judged from what was handed in, never from today's tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from activities.choices import FilingKind, RemarkKind
from activities.models import Filing, FilingRound
from activities.rules.step_facts import MISSING
from partywork.common import clock


@dataclass(frozen=True)
class FilingFinding:
    """One exception with its numbers, the rule it rests on, and the part of the paper it is about."""

    part: str
    sentence: str
    rule: str
    rule_name: str


class Canned(NamedTuple):
    """A remark officials write often: on which part, what is wanted, and the words (C06)."""

    part: str
    kind: str
    text: str


CANNED = (
    Canned("到会", RemarkKind.QUESTION, "请说明到会不足的原因。"),
    Canned("到会", RemarkKind.FIX, "请补课办结后再报。"),
    Canned("请假", RemarkKind.FIX, "请补附书面请假。"),
    Canned("主要内容", RemarkKind.FIX, "请按议程写清做了什么。"),
    Canned("议定事项", RemarkKind.FIX, "每件请写明谁负责、什么时候前。"),
    Canned("测评", RemarkKind.QUESTION, "请说明测评份数少的原因。"),
    Canned("预告", RemarkKind.QUESTION, "请说明没有提前公示的原因。"),
)
PARTS = (*dict.fromkeys(canned.part for canned in CANNED), "讨论情况", "形成的共识", "九步程序", "其他")


def findings_of(filing: Filing, round_: FilingRound) -> list[FilingFinding]:
    """The exceptions of one handing-in, most telling first; none means: clean."""
    found = list(_lateness(filing))
    if filing.kind == FilingKind.RECORD:
        found += [*_attendance(round_.content), *_notice(round_.content), *_rating(round_.content)]
        found += _steps(round_.content)
    elif filing.kind == FilingKind.CHANGE and not round_.content.get("same_month"):
        kind = round_.content.get("kind", "")
        if kind != "取消":
            found.append(FilingFinding("其他", "新日期不在当月", "PD-04", "须在当月完成"))
    elif filing.kind == FilingKind.MOVE and not round_.content.get("same_month"):
        found.append(FilingFinding("其他", "请求改到别的月份", "PD-04", "须在当月完成"))
    elif filing.kind == FilingKind.ELECTION:
        found += _election(round_.content)
    return found


def _election(content: dict[str, Any]) -> Iterator[FilingFinding]:
    """Each paper of an election is answered by itself, never with others at once: it is always read (EL-02)."""
    yield FilingFinding("其他", f"{content['paper_label']}，逐件批复", "EL-02", "选举程序")
    for warning in content["warnings"]:
        yield FilingFinding("其他", warning["sentence"], warning["rule"], "选举程序")


def _lateness(filing: Filing) -> Iterator[FilingFinding]:
    if not filing.is_late or filing.due_at is None:
        return
    late = filing.first_submitted_at - filing.due_at
    size = clock.left_text(-late).removeprefix("已超 ")
    rule, name = ("PL-03", "计划按时备案") if filing.kind == FilingKind.PLAN else ("PD-20", "报送时限")
    yield FilingFinding("其他", f"迟报 {size}：应在{clock.due_text(filing.due_at)}前", rule, name)


def _attendance(content: dict[str, Any]) -> Iterator[FilingFinding]:
    attendance = content["attendance"]
    if attendance["met"] is False:
        reason = f"。支部说明：{content['low_reason']}" if content.get("low_reason") else ""
        yield FilingFinding("到会", f"{attendance['sentence']}{reason}", "PD-12", "到会不低于80%")
    elif attendance["unsettled"]:
        yield FilingFinding("到会", f"{attendance['unsettled']} 人待核，没有登记", "AT-02", "登记要核清")


def _notice(content: dict[str, Any]) -> Iterator[FilingFinding]:
    if content.get("late_reason"):
        yield FilingFinding("预告", f"预告迟发：{content['late_reason']}", "PD-05", "提前公示")
    if content.get("short_reason"):
        text = f"时长 {content['minutes']} 分钟：{content['short_reason']}"
        yield FilingFinding("其他", text, "PD-02", "不少于半天")


def _rating(content: dict[str, Any]) -> Iterator[FilingFinding]:
    rating = content["rating"]
    if rating.get("low"):
        yield FilingFinding("测评", rating["sentence"], "EV-05", "三次低于60%")
    elif rating["state"] == "closed" and rating.get("valid") is None:
        yield FilingFinding("测评", rating["sentence"], "EV-09", "最少份数")


def _steps(content: dict[str, Any]) -> Iterator[FilingFinding]:
    for step in content["steps"]:
        if step["state"] == MISSING:
            text = f"第{step['number']}步 {step['title']}：{step['fact']}"
            yield FilingFinding("九步程序", text, "PD-06", "基本程序")

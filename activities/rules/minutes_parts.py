"""What is typed into minutes, by form: a few boxes each; everything else is filled from what is known (MT-11)."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class TypedPart:
    """One box: the column it is kept in, what the office calls it on this form, and whether it may stay empty.

    A required part counts as written where the agenda says it already: `from_items` names what.
    """

    name: str
    label: str
    hint: str
    required: bool = False
    from_items: str = ""


DISCUSSED, DECIDED = "discussion", "decision"

RECORD_SHEET = (
    TypedPart("content", "主要内容", "按议程写做了什么。已带入议程，可以改。", required=True),
    TypedPart("discussion", "讨论情况", "谁提了什么，有没有不同意见；没有讨论就写“无”。", required=True),
    TypedPart("consensus", "形成的共识", "一两句即可；没有就写“无”。", required=True),
    TypedPart(
        "actions",
        "议定事项",
        "一行一件：做什么，谁负责，什么时候前。没有就写“本次没有议定事项”。",
        required=True,
    ),
    TypedPart("shortcomings", "存在不足", "没有可以空着。"),
    TypedPart("reply", "一句话回应", "对大家在测评里提的意见，您打算怎么办。没有可以空着。"),
)
MEMBER_MEETING = (
    TypedPart("content", "传达报告", "传达了什么、报告了什么；议题里写过的不用再写。"),
    TypedPart(
        "discussion",
        "讨论发言",
        "一人一行：姓名，要点；有不同意见照实写。议题里记过的不用再写。",
        required=True,
        from_items=DISCUSSED,
    ),
    TypedPart("consensus", "决议", "一行一条；没有形成决议就写“无”。", required=True, from_items=DECIDED),
)
COMMITTEE_MEETING = (
    TypedPart("content", "传达学习", "第一议题学了什么；议题里写过的不用再写。"),
    TypedPart(
        "discussion",
        "讨论情况",
        "一人一行：姓名，要点；有不同意见照实写。议题里记过的不用再写。",
        required=True,
        from_items=DISCUSSED,
    ),
    TypedPart("consensus", "决定", "一行一条；没有作出决定就写“无”。", required=True, from_items=DECIDED),
    TypedPart("actions", "责任人和时限", "一行一件：做什么，谁负责，什么时候前。已列入议定事项的不用再写。"),
)
GROUP_MEETING = (
    TypedPart("content", "学习内容", "学了什么、议了什么，一两句即可。", required=True, from_items=DISCUSSED),
    TypedPart("discussion", "发言摘要", "一人一行：姓名，要点。", required=True, from_items=DISCUSSED),
    TypedPart("consensus", "意见建议", "对支部工作有什么意见建议。没有可以空着。"),
    TypedPart("actions", "向支部汇报事项", "要支部知道或者解决的事。没有可以空着。"),
)
LECTURE = (
    TypedPart("content", "提纲", "讲了哪几点；附了讲稿的可以空着。"),
    TypedPart(
        "discussion", "讨论情况", "听课后谈了什么；没有讨论就写“无”。", required=True, from_items=DISCUSSED
    ),
)
ANY_MEETING = (
    TypedPart("content", "会议内容", "按议程写做了什么；议题里写过的不用再写。"),
    TypedPart(
        "discussion",
        "发言情况",
        "一人一行：姓名，要点；有不同意见照实写。议题里记过的不用再写。",
        required=True,
        from_items=DISCUSSED,
    ),
    TypedPart("consensus", "决定", "一行一条；没有作出决定就写“无”。", required=True, from_items=DECIDED),
    TypedPart("actions", "整改和议定事项", "一行一件：做什么，谁负责，什么时候前。没有可以空着。"),
)
PARTS: Mapping[str, tuple[TypedPart, ...]] = MappingProxyType(
    {
        "F-06": RECORD_SHEET,
        "F-09": MEMBER_MEETING,
        "F-10": COMMITTEE_MEETING,
        "F-11": GROUP_MEETING,
        "F-12": LECTURE,
    }
)
TITLES: Mapping[str, str] = MappingProxyType(
    {
        "member_meeting": "支部党员大会记录",
        "committee_meeting": "支部委员会会议记录",
        "group_meeting": "党小组会记录",
        "lecture": "党课记录",
        "study": "集中学习记录",
        "organizational_life_meeting": "组织生活会记录",
        "appraisal": "民主评议党员会议记录",
    }
)


def parts_of(form: str) -> tuple[TypedPart, ...]:
    """The boxes of a form; a form without its own has those of any meeting."""
    return PARTS.get(form, ANY_MEETING)


def title_of(kind: str) -> str:
    """How the minutes of a kind are headed."""
    return TITLES.get(kind, "会议记录")

"""The agendas a kind of meeting usually has, 第一议题 first (MT-16), and when a thought analysis is due (TT-04)."""

from collections.abc import Mapping
from types import MappingProxyType

from activities.choices import ActivityKind
from activities.rules.agenda import AgendaLine

FIRST_TOPIC = "第一议题：传达学习"
_BUILT_IN: dict[str, tuple[tuple[str, int | None], ...]] = {
    ActivityKind.MEMBER_MEETING: (
        (FIRST_TOPIC, 20),
        ("通报上次党员大会决议落实情况", 10),
        ("支委会通报近期工作", 15),
        ("讨论重要事项", 30),
        ("表决、形成决议", 15),
    ),
    ActivityKind.COMMITTEE_MEETING: (
        (FIRST_TOPIC, 20),
        ("上次议定事项", 10),
        ("研究支部近期工作", 20),
        ("研究党员教育管理和发展党员工作", 20),
    ),
    ActivityKind.GROUP_MEETING: (
        ("学习", 30),
        ("讨论支部安排的工作任务", 20),
        ("党员谈意见建议", 10),
        ("归纳需要向支部汇报的事项", 5),
    ),
    ActivityKind.LECTURE: (("讲党课", 60), ("讨论交流", 20)),
    ActivityKind.STUDY: (("领学", 20), ("研讨", 20), ("分享学习心得，每人5分钟左右", 20)),
    ActivityKind.ORGANIZATIONAL_LIFE_MEETING: (
        ("通报会前准备情况", 10),
        ("学习《党章》", 20),
        ("支委会对照检查", 20),
        ("党员逐一发言，开展批评与自我批评", 60),
        ("明确整改事项", 10),
    ),
    ActivityKind.APPRAISAL: (
        ("学习评议要求", 10),
        ("党员个人自评", 40),
        ("党员互评", 30),
        ("民主测评", 10),
    ),
}
BUILT_IN: Mapping[str, tuple[AgendaLine, ...]] = MappingProxyType(
    {str(kind): tuple((title, minutes, "") for title, minutes in lines) for kind, lines in _BUILT_IN.items()}
)
THOUGHT_ANALYSIS: AgendaLine = ("分析党员思想状况", 20, "")


def analyses_due(per_year: int, month: int) -> int:
    """How many thought analyses of the year should be done by the end of the month: 2 a year → 1 by June (TT-04)."""
    return per_year * month // 12

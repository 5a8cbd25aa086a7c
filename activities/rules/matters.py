"""What the member meeting alone decides, and what must have passed the branch committee first (MT-02, MT-08, MT-09).

Values are words of `choices_agenda.Matter`; each row names the row of the vote table it is decided by.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from activities.choices_agenda import AgendaTag, Matter, Settlement

ARTICLE_11 = "《中国共产党支部工作条例（试行）》第十一条"
ARTICLE_12 = "《中国共产党支部工作条例（试行）》第十二条"


@dataclass(frozen=True)
class Power:
    """One power of the member meeting: `vote` the row of the vote table; `first`: the committee discusses it before."""

    matter: Matter
    vote: str
    first: bool = True

    @property
    def label(self) -> str:
        return str(self.matter.label)


_ROWS = (
    Power(Matter.REPORT, "V-GEN"),
    Power(Matter.ELECTION, "V-ELE"),
    Power(Matter.BY_ELECTION, "V-ELE"),
    Power(Matter.DELEGATES, "V-ELE"),
    Power(Matter.ADMISSION, "V-ADM"),
    Power(Matter.CONFIRMATION, "V-ADM"),
    Power(Matter.EXTENSION, "V-ADM"),
    Power(Matter.ANNULMENT, "V-ADM"),
    Power(Matter.COMMENDATION, "V-GEN"),
    Power(Matter.DISPOSAL, "V-GEN"),
    Power(Matter.PUNISHMENT, "V-PUN"),
    Power(Matter.IMPORTANT, "V-GEN"),
)
POWERS: Mapping[str, Power] = MappingProxyType({row.matter.value: row for row in _ROWS})


def vote_of(matter: str) -> str:
    """The row of the vote table a matter is decided by; "" for what is none of the powers."""
    return POWERS[matter].vote if matter in POWERS else ""


def goes_to_committee_first(matter: str) -> bool:
    """Whether the branch committee normally discusses it before the members decide (MT-08)."""
    return matter in POWERS and POWERS[matter].first


def settling_refusal(matter: str, settled: str, *, decides_for_members: bool) -> str:
    """Why a meeting may not settle the item so, or "" (MT-02).

    `decides_for_members`: a member meeting. What is the members' to decide, a committee can only prepare and pass
    on; and only a committee passes on.
    """
    if settled == Settlement.TO_MEMBER_MEETING and decides_for_members:
        return "这就是党员大会，不用再提交党员大会。"
    if settled == Settlement.DECIDED and matter in POWERS and not decides_for_members:
        return (
            f"“{POWERS[matter].label}”由支部党员大会讨论决定（{ARTICLE_11}），"
            "这次会议不能定，请选“提交党员大会”或者“暂缓”。"
        )
    return ""


def tagging_refusal(tag: str, matter: str, *, decides_for_members: bool) -> str:
    """Why the item may not be a vote item, or "": the members vote on what is theirs to decide (MT-02)."""
    if tag == AgendaTag.VOTE and decides_for_members and matter not in POWERS:
        return f"表决议题请选属于党员大会哪一项职权（{ARTICLE_11}）；哪一项都不是的，选“其他重要事项”或者改为讨论。"
    return ""


def missing_committee_item(matter: str, *, has_earlier: bool, reason: str, has_committee: bool) -> str:
    """The warning of MT-08 where an important matter comes to the members without the committee; "" where all is well.

    A branch without a committee has none to ask (E-28); a reason written down is the answer.
    """
    if not goes_to_committee_first(matter) or has_earlier or reason or not has_committee:
        return ""
    return (
        f"“{POWERS[matter].label}”没有对应的支委会议题。重要事项提交党员大会前，一般先经支委会研究讨论"
        f"（{ARTICLE_12}）：请选支委会的议题，或者写明原因。"
    )


def mass_interest_hint(matter: str, *, is_village: bool, decides_for_members: bool) -> str:
    """MT-09: in villages and communities important matters are discussed by the members; a hint, no refusal."""
    if not is_village or decides_for_members or matter != Matter.IMPORTANT:
        return ""
    return f"村、社区的重要事项以及与群众利益密切相关的事项，必须经过党员大会讨论（{ARTICLE_11}）。"

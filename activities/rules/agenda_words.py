"""What the words of a title say an item is for, so that nobody chooses it from a list (MT-16, MT-18, TT-04, IG-01)."""

import re

from activities.choices_agenda import AgendaTag, Matter

_TAGS: tuple[tuple[AgendaTag, str], ...] = (
    (AgendaTag.FIRST, r"第一议题"),
    (AgendaTag.FOLLOW_UP, r"上次(?:会议)?议定事项|上次会议.{0,4}落实"),
    (AgendaTag.PRELIMINARY, r"前置研究|三重一大"),
    (AgendaTag.THOUGHT, r"思想状况|思想动态|思想分析"),
    (
        AgendaTag.VOTE,
        r"表决|投票|选举|票决|^接收.{0,12}预备党员|预备党员.{0,12}转正|^延长.{0,12}预备期|^取消.{0,12}预备党员资格",
    ),
    (AgendaTag.CHARTER, r"党章"),
    (AgendaTag.STUDY, r"学习|领学|传达|研读|诵读"),
    (AgendaTag.DISCUSSION, r"讨论|研究|审议|研讨|交流"),
    (AgendaTag.REPORT, r"通报|汇报|报告"),
)
_MATTERS: tuple[tuple[Matter, str], ...] = (
    (Matter.ANNULMENT, r"取消.{0,12}预备党员资格"),
    (Matter.EXTENSION, r"延长.{0,12}预备期"),
    (Matter.CONFIRMATION, r"(?:预备党员|预备期).{0,12}(?:转正|转为正式)|(?:转正|转为正式党员)"),
    (Matter.ADMISSION, r"(?:接收|吸收|发展).{0,16}预备党员"),
    (Matter.DELEGATES, r"(?:推荐|选举).{0,12}(?:党代表|代表大会代表|代表候选人)"),
    (Matter.BY_ELECTION, r"(?:补选|增补|增选|撤销).{0,8}(?:支部|支委|委员)"),
    (Matter.ELECTION, r"选举.{0,10}(?:支部委员|支委|委员会)|换届选举"),
    (Matter.PUNISHMENT, r"纪律处分|党纪处分|(?:警告|严重警告|留党察看|开除党籍).{0,4}处分"),
    (Matter.DISPOSAL, r"组织处置|限期改正|劝退|除名"),
    (Matter.COMMENDATION, r"表彰|评优|评先|优秀(?:共产)?党员"),
    (Matter.REPORT, r"(?:支委会|支部委员会|支部).{0,6}工作报告"),
)


def tag_in(title: str) -> str:
    """The tag the title names, "" where it names none. 第一议题 comes before everything it holds."""
    return next((tag.value for tag, pattern in _TAGS if re.search(pattern, title)), "")


def matter_in(title: str) -> str:
    """The power of the member meeting the title names, "" where it names none; studying about one is none."""
    if tag_in(title) in (AgendaTag.FIRST, AgendaTag.STUDY, AgendaTag.CHARTER):
        return ""
    return next((matter.value for matter, pattern in _MATTERS if re.search(pattern, title)), "")

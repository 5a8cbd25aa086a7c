"""工作报告 of the outgoing committee to the members: the figures of the term filled in, the words left to it (F-27)."""

from activities.choices import ActivityKind
from activities.documents.election_letter import ElectionLetterContent
from activities.models import Election
from activities.reports.term_work import TermWork, term_work
from activities.rules.chinese_numbers import chinese_number
from activities.rules.hours import hours_text
from activities.rules.ratio import percent_text
from branches.models import Term
from partywork.common import clock
from partywork.common.money import yuan_text
from partywork.templatetags.printing import full_date

BLANK = "＿＿＿＿＿＿＿＿"
NOTE = "文中数字取自系统登记；“＿＿”处由支委会补写，讨论通过后提交党员大会审查。"
# In the order the office counts them up; what a branch does not hold is not mentioned.
COUNTED = (
    (ActivityKind.MEMBER_MEETING, "支部党员大会"),
    (ActivityKind.COMMITTEE_MEETING, "支委会"),
    (ActivityKind.GROUP_MEETING, "党小组会"),
    (ActivityKind.LECTURE, "党课"),
    (ActivityKind.STUDY, "集中学习"),
    (ActivityKind.ORGANIZATIONAL_LIFE_MEETING, "组织生活会"),
    (ActivityKind.APPRAISAL, "民主评议党员"),
)


def work_report(election: Election) -> ElectionLetterContent:
    """What the meeting hears and examines first (EL-02); only where a term comes to its end."""
    term = election.term
    assert term is not None
    body = "支部委员会" if term.has_committee else "支部"
    by = f"第{chinese_number(term.number)}届{body}"
    until = min(clock.today(), election.planned_on or clock.today())
    work = term_work(election.branch, term.since, until)
    return ElectionLetterContent(
        title=f"{election.branch.name}\n{by}工作报告",
        to="同志们",
        paragraphs=(
            f"现在，我代表{by}向大会作工作报告，请审查。",
            "#一、基本情况",
            _people(work, term),
            "#二、主要工作",
            *_sections(work),
            "#三、存在的问题和不足",
            f"（一）{BLANK}。（二）{BLANK}。",
            "#四、对今后工作的建议",
            f"（一）{BLANK}。（二）{BLANK}。",
            "以上报告，请同志们审查。",
        ),
        signed=election.branch.name,
        on=election.planned_on,
        note=NOTE,
    )


def _people(work: TermWork, term: Term) -> str:
    what = f"支部现有党员{work.members}名，其中正式党员{work.full}名、预备党员{work.members - work.full}名"
    groups = f"，分{work.groups}个党小组" if work.groups else ""
    seats = f"，设委员{term.seats}名" if term.has_committee and term.seats else ""
    return (
        f"本届自{full_date(work.since)}选举产生{seats}，当时有党员{work.members_before}名。"
        f"截至{full_date(work.until)}，{what}{groups}。"
    )


def _sections(work: TermWork) -> list[str]:
    said = [_meetings(work), _party_days(work), _members(work), _agreed(work), _services(work), _dues(work)]
    kept = [each for each in said if each]
    return [f"（{chinese_number(number)}）{text}" for number, text in enumerate(kept, start=1)]


def _meetings(work: TermWork) -> str:
    counted = [f"{label}{work.held[kind]}次" for kind, label in COUNTED if work.held.get(kind)]
    held = f"共召开{'、'.join(counted)}。" if counted else ""
    return f"组织生活。{held}学习和落实的情况：{BLANK}。"


def _party_days(work: TermWork) -> str:
    number = work.held.get(ActivityKind.PARTY_DAY, 0)
    if not number:
        return ""
    came = (
        f"应到{work.expected}人次，实到{work.present}人次，到会率{percent_text(work.present, work.expected)}"
    )
    return f"主题党日。开展主题党日{number}次，{came}。"


def _members(work: TermWork) -> str:
    return (
        f"党员队伍。接收预备党员{work.joined}名，预备党员转正{work.became_full}名。"
        f"教育管理和作用发挥的情况：{BLANK}。"
    )


def _agreed(work: TermWork) -> str:
    if not work.actions:
        return ""
    return f"议定事项。会议议定{work.actions}件，已办结{work.actions_done}件。"


def _services(work: TermWork) -> str:
    if not work.services:
        return ""
    return f"联系服务群众。开展志愿服务{work.services}次，合计{hours_text(work.service_minutes)}。"


def _dues(work: TermWork) -> str:
    return f"党费。按规定上缴党费{yuan_text(work.dues_fen)}元。" if work.dues_fen else ""

"""The tables of an election: 推荐表, 名册, 选票, 计票单, 选举结果报告单 (F-27)."""

from datetime import date

from activities.choices_elections import Office
from activities.documents.election_ballot import ElectionBallotContent
from activities.documents.election_table import ElectionTableContent
from activities.documents.filled_election import words_of
from activities.models import Election, ElectionRound
from activities.reports.electors import full_members
from activities.reports.next_ballot import listed_members
from activities.rules.stroke_order import stroke_key
from members.models import Member
from partywork.common import clock
from partywork.templatetags.printing import full_date

BALLOT_RULES = (
    "填写说明：赞成的在“赞成”栏画“○”，反对的在“反对”栏画“○”，弃权的在“弃权”栏画“○”；反对的，可以在“另选他人”栏写上自己要选的人。"
    "所选人数（包括另选他人）不多于{seats}人的有效，多于{seats}人的无效。不要写自己的姓名，不要作其他记号。"
)


def recommendation_table(election: Election) -> ElectionTableContent:
    """候选人推荐表: all who may be recommended, by strokes, to be ticked without a name."""
    said, day = words_of(election), election.planned_on or clock.today()
    people = Member.objects.in_bulk(full_members(election.branch, day))
    names = sorted((member.name for member in people.values()), key=stroke_key)
    office = election.offices[0] if election.offices else Office.COMMITTEE
    return ElectionTableContent(
        title=f"{said.title}候选人推荐表",
        branch=said.branch,
        on=None,
        facts=(
            f"应选{Office(office).label}{election.seats_of(office)}名。同意推荐的在“推荐”栏画“√”，不写推荐人姓名。",
        ),
        columns=("序号", "姓名", "推荐", "备注"),
        widths=(18, 45, 32, 60),
        rows=tuple((str(number), name, "", "") for number, name in enumerate(names, start=1)),
        notes=("有被选举权的正式党员按姓氏笔画为序排列；预备党员没有被选举权，不列入。",),
    )


def candidate_table(election: Election) -> ElectionTableContent:
    """候选人名册, for the superior's review and the meeting."""
    said = words_of(election)
    rows: list[tuple[str, ...]] = []
    for office in election.offices:
        keys = listed_members(election, office)
        people = Member.objects.in_bulk(keys)
        counts = dict(election.candidates.filter(office=office).values_list("member_id", "recommended_by"))
        for pk in keys:
            person = people[pk]
            rows.append(
                (
                    str(len(rows) + 1),
                    person.name,
                    person.get_sex_display(),
                    full_date(person.joined_on),
                    full_date(person.full_on),
                    f"{Office(office).label}" + (f"（{counts[pk]}人推荐）" if counts.get(pk) else ""),
                )
            )
    return ElectionTableContent(
        title=f"{said.title}候选人预备人选名册",
        branch=said.branch,
        on=clock.today(),
        facts=("按姓氏笔画为序排列。",),
        columns=("序号", "姓名", "性别", "入党时间", "转正时间", "提名职务"),
        widths=(12, 24, 12, 32, 32, 45),
        rows=tuple(rows),
    )


def blank_ballot(round_: ElectionRound) -> ElectionBallotContent:
    """选票 of one ballot, the names in their order."""
    election, said = round_.election, words_of(round_.election)
    label = Office(round_.office).label
    again = "（再次投票）" if round_.is_run_off else ""
    return ElectionBallotContent(
        title=f"{said.title}\n{label}选票{again}",
        branch=said.branch,
        on=election.meeting.day if election.meeting else election.planned_on,
        seats=round_.seats,
        names=tuple(line.name for line in round_.lines.filter(is_write_in=False)),
        others=not round_.is_run_off,
        rules=BALLOT_RULES.format(seats=round_.seats),
    )


def counting_table(round_: ElectionRound, *, filled: bool) -> ElectionTableContent:
    """计票单: blank for the tellers, or as it was counted."""
    said, label = words_of(round_.election), Office(round_.office).label
    printed = [line for line in round_.lines.all() if filled or not line.is_write_in]
    rows = [
        (
            str(number),
            f"{line.name}（另选）" if line.is_write_in else line.name,
            *(
                (
                    str(line.in_favour),
                    "" if line.is_write_in else str(line.against),
                    "" if line.is_write_in else str(line.abstained),
                )
                if filled
                else ("", "", "")
            ),
            "",
        )
        for number, line in enumerate(printed, start=1)
    ]
    if not filled and not round_.is_run_off:
        rows += [(str(len(rows) + extra), "另选：", "", "", "", "") for extra in (1, 2)]
    numbers = (
        f"发出{round_.issued}张　收回{round_.returned}张　有效{round_.valid}张　无效{round_.void}张"
        if filled
        else "发出＿＿＿张　收回＿＿＿张　有效＿＿＿张　无效＿＿＿张"
    )
    return ElectionTableContent(
        title=f"{said.title}\n{label}选举计票单",
        branch=said.branch,
        on=_day(round_),
        facts=(f"应选{round_.seats}名　第{round_.number}次投票", numbers),
        columns=("序号", "姓名", "赞成", "反对", "弃权", "备注"),
        widths=(18, 45, 24, 24, 24, 24),
        rows=tuple(rows),
        notes=(
            "每位候选人的赞成、反对、弃权相加应等于有效票；发出的不少于收回的，收回的等于有效的加无效的。",
        ),
        signs=("监票人", "计票人"),
    )


def result_table(round_: ElectionRound) -> ElectionTableContent:
    """选举结果报告单: the numbers, the formula, who is elected; signed by both tellers."""
    said, label = words_of(round_.election), Office(round_.office).label
    rows = [
        (
            str(number),
            f"{line.name}（另选）" if line.is_write_in else line.name,
            str(line.in_favour),
            "" if line.is_write_in else str(line.against),
            "" if line.is_write_in else str(line.abstained),
            "当选" if line.is_elected else "",
        )
        for number, line in enumerate(round_.lines.all(), start=1)
    ]
    return ElectionTableContent(
        title=f"{said.title}\n{label}选举结果报告单",
        branch=said.branch,
        on=_day(round_),
        facts=(
            f"应到{round_.expected}人　实到{round_.present}人　发出{round_.issued}张　收回{round_.returned}张　"
            f"有效{round_.valid}张　无效{round_.void}张",
        ),
        columns=("序号", "姓名", "赞成", "反对", "弃权", "结果"),
        widths=(18, 45, 24, 24, 24, 24),
        rows=tuple(rows),
        notes=tuple(round_.outcome.get("sentences", ())),
        signs=(f"监票人{round_.teller or ''}", f"计票人{round_.counter or ''}"),
    )


def _day(round_: ElectionRound) -> date | None:
    election = round_.election
    return election.meeting.day if election.meeting else election.planned_on

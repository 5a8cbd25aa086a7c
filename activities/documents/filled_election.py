"""The letters of an election, written from what stands in the tables (F-27)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from activities.choices_elections import ElectionKind, ElectionPaperKind, Office
from activities.documents.election_letter import ElectionLetterContent
from activities.documents.filled_work_report import work_report
from activities.models import Election
from activities.reports.election_paper import appointments_text, result_content, seat_lines
from activities.reports.next_ballot import listed_members
from activities.rules.chinese_numbers import chinese_number
from activities.rules.election_outcome import BASE_NAMES
from activities.rules.election_seats import least_candidates
from members.models import Member
from partywork.common import clock
from partywork.templatetags.printing import full_date

Letter = ElectionLetterContent


@dataclass(frozen=True)
class Words:
    """What every letter says of the election in the same way."""

    branch: str
    superior: str
    body: str  # 支部委员会 or 支部书记
    title: str
    term: str
    day: str


def words_of(election: Election) -> Words:
    superior = election.branch.superior
    body = "支部委员会" if election.has_committee else "支部书记"
    term, number = election.term, chinese_number(election.number)
    if election.kind == ElectionKind.DELEGATES:
        title = f"出席{election.occasion}代表"
    elif election.kind == ElectionKind.BY_ELECTION:
        title = f"第{number}届{body}补选"
    else:
        title = f"第{number}届{body}"
    return Words(
        branch=election.branch.name,
        superior=superior.name if superior else "上级党组织",
        body=body,
        title=title,
        term=f"{full_date(term.since)}选举产生，{full_date(term.election_due)}任期届满" if term else "",
        day=full_date(election.planned_on) or "　　年　月　日",
    )


def request_letter(election: Election) -> Letter:
    """请示: when the term is full, agenda, seats, difference, how it is voted on."""
    said, committee = words_of(election), election.branch.has_committee
    by_whom = "支部委员会" if committee else "支部党员大会"
    studied = f"经{full_date(election.studied_on)}{by_whom}研究，" if election.studied_on else ""
    why = _why(election, said)
    paragraphs = [
        f"{why}根据《中国共产党章程》《中国共产党基层组织选举工作条例》规定，{studied}拟于{said.day}召开支部党员大会"
        f"进行选举。现将有关事项请示如下：",
        "#一、大会主要议程",
        _agenda(election),
        "#二、名额和候选人",
        "；".join(seat_lines(election))
        + "。候选人预备人选经多数党员推荐提出，报上级党组织审查同意后提交党员大会选举。",
        "#三、选举办法",
        "选举采用无记名投票方式，候选人名单按姓氏笔画为序排列；有选举权的到会人数不少于应到会人数的五分之四时，"
        f"会议有效；被选举人获得的赞成票超过{BASE_NAMES[election.majority_base]}会有选举权人数的一半，始得当选。",
        "妥否，请批示。",
    ]
    return Letter(
        title=f"{said.branch}\n关于{_matter(election, said)}的请示",
        to=said.superior,
        paragraphs=tuple(paragraphs),
        signed=said.branch,
        on=clock.today(),
    )


def reply_letter(election: Election) -> Letter:
    """批复, for the superior to edit and to seal."""
    said = words_of(election)
    paragraphs = [
        f"你支部《关于{_matter(election, said)}的请示》收悉。经研究，批复如下：",
        f"一、同意你支部于{said.day}召开党员大会，选举{said.title}。",
        f"二、同意{'；'.join(seat_lines(election))}。",
        "三、请严格按照党章和《中国共产党基层组织选举工作条例》的规定组织选举，充分发扬民主，选举结果及时报我们批准（备案）。",
        "此复。",
    ]
    return Letter(
        title=f"关于同意{said.branch}\n{_matter(election, said)}的批复",
        to=said.branch,
        paragraphs=tuple(paragraphs),
        signed=said.superior,
        note="此件为草稿，由上级党组织核定后印发。",
    )


def slate_letter(election: Election) -> Letter:
    said = words_of(election)
    paragraphs = [
        "根据你们的批复，我支部组织全体党员酝酿推荐，按照多数党员的意见，提出以下候选人预备人选（按姓氏笔画为序）：",
    ]
    for office in election.offices:
        names = _names(election, office)
        seats = election.seats_of(office)
        how = "等额" if election.stands_alone(office) else f"差额{max(len(names) - seats, 0)}名"
        paragraphs.append(
            f"{Office(office).label}候选人预备人选{len(names)}名（应选{seats}名，{how}）：{'、'.join(names)}。"
        )
    paragraphs.append("妥否，请审查批复。")
    return Letter(
        title=f"{said.branch}\n关于{said.title}候选人预备人选的请示",
        to=said.superior,
        paragraphs=tuple(paragraphs),
        signed=said.branch,
        on=clock.today(),
        attachments=("候选人名册",),
    )


def rules_letter(election: Election) -> Letter:
    """选举办法(草案), passed by the meeting before the ballots go out (EL-05..EL-08)."""
    said, base = words_of(election), BASE_NAMES[election.majority_base]
    seats = [
        f"选举{Office(office).label}{election.seats_of(office)}名，"
        + (
            "等额选举。"
            if election.stands_alone(office)
            else f"候选人不少于{least_candidates(election.seats_of(office))}名，差额选举。"
        )
        for office in election.offices
    ]
    articles = [
        "本办法根据《中国共产党章程》《中国共产党基层组织选举工作条例》制定。",
        "".join(seats),
        "正式党员有选举权和被选举权；预备党员、受留党察看处分在察看期内的党员没有选举权和被选举权。",
        "选举采用无记名投票方式。因故未到会的不能委托他人代为投票。候选人名单按姓氏笔画为序排列。",
        "有选举权的到会人数不少于应到会人数的五分之四，会议有效，方可进行选举。",
        "选举人对候选人可以投赞成票、反对票或者弃权票；投反对票的，可以另选他人。每张选票所选人数等于或者少于应选人数的有效，多于应选人数的无效。",
        "收回的选票等于或者少于发出的选票，选举有效；多于发出的选票，选举无效，应当重新选举。",
        f"被选举人获得的赞成票超过{base}会有选举权人数的一半，始得当选。获得过半数赞成票的人数多于应选名额时，以得赞成票多的当选；"
        "票数相等不能确定当选人时，就票数相等的被选举人再次投票，得赞成票多的当选。",
        "当选人数少于应选名额时，对不足的名额另行选举；接近应选名额的，经到会有选举权的党员半数以上同意，也可以减少名额，不再选举。",
        "选举设监票人、计票人，由不是候选人的党员担任，经大会通过。计票人在监票人监督下工作；计票结果由监票人向大会报告。",
    ]
    if election.committee_offices:
        articles.append("书记、副书记由新一届支部委员会第一次会议等额选举产生。")
    articles.append("本办法经支部党员大会通过后施行。")
    numbered = [f"第{chinese_number(number)}条　{text}" for number, text in enumerate(articles, start=1)]
    return Letter(
        title=f"{said.branch}\n选举{said.title}办法（草案）",
        to="",
        paragraphs=tuple(numbered),
        signed="",
    )


def script_letter(election: Election) -> Letter:
    """主持词: what the chair says, step by step (EL-09)."""
    said = words_of(election)
    names = "、".join(_names(election, election.offices[0])) if election.offices else ""
    chair = str(election.chair or "")
    paragraphs = [
        "#一、宣布开会",
        "同志们：现在开会。本次大会应到会有选举权的正式党员＿＿名，因事因病请假＿＿名，实到＿＿名，不少于应到会人数的五分之四，符合规定，可以进行选举。",
    ]
    steps = []
    if election.kind == ElectionKind.TERM:
        steps.append(
            ("听取和审议上届支部工作报告", "请＿＿＿同志代表上届支部作工作报告。请大家审议，现在举手表决。")
        )
    steps += [
        (
            "通过选举办法",
            "请＿＿＿同志宣读选举办法（草案）。大家有无意见？现在举手表决。同意的请举手；不同意的请举手；弃权的请举手。通过。",
        ),
        (
            "通过监票人、计票人名单",
            "提名＿＿＿同志为监票人，＿＿＿同志为计票人，他们都不是候选人。同意的请举手。通过。",
        ),
        ("介绍候选人", f"候选人按姓氏笔画为序：{names}。现在介绍候选人的基本情况。"),
        (
            "发票、填票、投票",
            "请监票人、计票人检查票箱，清点并分发选票。请大家填写选票：赞成的画“○”，反对的画“×”，弃权的不画；所选人数不得多于应选人数。填好后依次投票。",
        ),
        (
            "计票和宣布结果",
            "请监票人报告收回选票张数。发出＿＿张，收回＿＿张，收回的等于（少于）发出的，选举有效。现在休会计票。复会：请监票人报告计票结果。根据选举办法，当选的有：＿＿＿＿＿＿。",
        ),
    ]
    if election.committee_offices:
        steps.append(
            (
                "召开新一届支部委员会第一次会议",
                "会后召开新一届支部委员会第一次会议，等额选举书记、副书记，并研究委员分工。",
            )
        )
    steps.append(("宣布散会", "选举结果报上级党组织批准。大会到此结束。散会。"))
    for number, (head, text) in enumerate(steps, start=2):
        paragraphs += [f"#{chinese_number(number)}、{head}", text]
    return Letter(
        title=f"{said.branch}\n选举{said.title}大会主持词",
        to="",
        paragraphs=tuple(paragraphs),
        signed=f"主持人：{chair}" if chair else "",
        on=election.planned_on,
    )


def result_letter(election: Election) -> Letter:
    """选举结果报告: the numbers of each ballot and who was elected."""
    said, content = words_of(election), result_content(election)
    on = election.meeting.day if election.meeting else election.planned_on
    paragraphs = [f"{full_date(on)}，我支部召开党员大会，选举{said.title}。现将选举结果报告如下："]
    for sheet in content["sheets"]:
        paragraphs.append(f"#{sheet['title']}")
        votes = "；".join(
            f"{line['name']}{'（另选）' if line['is_write_in'] else ''}赞成{line['in_favour']}票"
            + ("" if line["is_write_in"] else f"、反对{line['against']}票、弃权{line['abstained']}票")
            for line in sheet["lines"]
        )
        paragraphs.append(
            f"{''.join(sheet['sentences'][:1])}{sheet['numbers']}{votes}。{sheet['sentences'][-1]}"
        )
    if election.fewer:
        paragraphs.append(
            f"经到会{election.consent_present}名有选举权的党员中{election.consent_in_favour}名同意，减少名额{election.fewer}名，不再选举。"
        )
    chosen = "，".join(f"{name}为{label}" for name, label in appointments_text(election))
    if chosen:
        paragraphs.append(f"选举结果：{chosen}。")
    paragraphs.append("请予批准（备案）。")
    return Letter(
        title=f"{said.branch}\n关于{said.title}选举结果的报告",
        to=said.superior,
        paragraphs=tuple(paragraphs),
        signed=said.branch,
        on=clock.today(),
        attachments=("选举结果报告单", *_signed(content["sheets"])),
    )


def _signed(sheets: list[dict[str, Any]]) -> list[str]:
    """The counting sheets that lie in the election's file with both tellers' names under them (EL-13)."""
    return [f"{sheet['title']}计票单（监票人、计票人签字）" for sheet in sheets if sheet["signed"]]


def duties_letter(election: Election) -> Letter:
    """分工报告: who takes which work (ORG-19)."""
    said = words_of(election)
    lines = [f"{name}：{label}。" for name, label in appointments_text(election)]
    return Letter(
        title=f"{said.branch}\n关于{said.title}委员分工的报告",
        to=said.superior,
        paragraphs=(
            f"我支部第{chinese_number(election.number)}届支部委员会第一次会议研究决定，委员分工如下：",
            *lines,
            "特此报告。",
        ),
        signed=said.branch,
        on=clock.today(),
    )


LETTERS: dict[str, tuple[str, Callable[[Election], Letter]]] = {
    "request": (str(ElectionPaperKind.REQUEST.label), request_letter),
    "reply": ("批复（草稿）", reply_letter),
    "slate": (str(ElectionPaperKind.SLATE.label), slate_letter),
    "rules": ("选举办法（草案）", rules_letter),
    "script": ("主持词", script_letter),
    "report": ("工作报告", work_report),
    "result": (str(ElectionPaperKind.RESULT.label), result_letter),
    "duties": ("委员分工报告", duties_letter),
}


def _matter(election: Election, said: Words) -> str:
    if election.kind == ElectionKind.TERM:
        return f"选举{said.title}" if election.term is None else f"换届选举{said.title}"
    return f"选举{said.title}" if election.kind == ElectionKind.DELEGATES else said.title


def _why(election: Election, said: Words) -> str:
    if election.kind == ElectionKind.DELEGATES:
        return f"按照上级关于选举{said.title}的通知要求，"
    if election.kind == ElectionKind.BY_ELECTION:
        return f"因{election.reason.rstrip('。')}，需要补选。"
    term = election.term
    if term is None:
        return ""
    body = "支部委员会" if term.has_committee else "支部书记"
    return f"我支部第{chinese_number(term.number)}届{body}于{said.term}。"


def _agenda(election: Election) -> str:
    is_term = election.kind == ElectionKind.TERM
    first = "听取和审议上届支部工作报告；" if is_term else "说明选举的有关事项；"
    title = words_of(election).title
    return f"（一）{first}（二）通过选举办法和监票人、计票人名单；（三）选举{title}。"


def _names(election: Election, office: str) -> list[str]:
    people = Member.objects.in_bulk(listed_members(election, office))
    return [people[pk].name for pk in listed_members(election, office)]

"""What a paper of an election says when it is handed in: frozen with its filing (F-27, RC-01)."""

from datetime import date
from typing import Any

from activities.choices_elections import ElectionKind, ElectionPaperKind, Office, RoundMethod, RoundState
from activities.models import Election, ElectionRound
from activities.reports.electors import full_members, person_facts
from activities.reports.next_ballot import listed_members
from activities.rules.election_people import secretary_remark
from activities.rules.election_seats import difference_text, least_candidates, seats_remark
from branches.models import Term
from branches.reports.parameters import in_force
from branches.rules.terms import shift_months
from members.choices import Post
from members.models import Member
from partywork.common import clock
from partywork.common.clock import full_date

Content = dict[str, Any]


def request_content(election: Election) -> Content:
    """请示: when the term is full, what is elected, how many, by which difference, when (EL-02)."""
    today, planned = clock.today(), election.planned_on
    assert planned is not None and election.studied_on is not None
    lead, needed = (planned - today).days, int(in_force(election.branch, today)["el.request_lead_days"])
    members = len(full_members(election.branch, today))
    lines = [
        ("选举", election.title),
        ("任期", _term_text(election)),
        ("研究", f"{_day(election.studied_on)}{'支委会' if election.branch.has_committee else '支部'}研究"),
        ("拟定日期", f"{clock.long_date(planned)}，提前{lead}天请示"),
        ("正式党员", f"{members}人"),
        ("名额", "；".join(seat_lines(election))),
        ("办法", "召开党员大会，无记名投票，候选人名单按姓氏笔画排列"),
    ]
    warnings = []
    if lead < needed:
        warnings.append(("EL-02", f"距拟定的选举日期{lead}天，一般应提前{needed}天请示。"))
    if election.has_committee and election.kind == ElectionKind.TERM and seats_remark(election.seats):
        warnings.append(("ORG-08", seats_remark(election.seats)))
    if election.term is not None and election.kind == ElectionKind.TERM:
        due = election.term.election_due
        if planned > due:
            warnings.append(("EL-01", f"任期{_day(due)}届满，拟在{_day(planned)}选举，应先请示延期。"))
    return _content(election, ElectionPaperKind.REQUEST, lines, warnings)


def slate_content(election: Election) -> Content:
    """预备人选: the listed candidates of every office, in their order, with what is not usual about somebody."""
    day = election.planned_on or clock.today()
    lines, warnings, names = [], [], []
    for office in election.offices:
        listed = listed_members(election, office)
        facts = person_facts(election.branch, listed, day)
        recommended = dict(
            election.candidates.filter(office=office).values_list("member_id", "recommended_by")
        )
        label, seats = Office(office).label, election.seats_of(office)
        lines.append(
            (
                f"{label}名额",
                difference_text(seats, len(listed))
                if seats > 1 or not election.stands_alone(office)
                else f"{seats}人，等额",
            )
        )
        for pk in listed:
            person = facts[pk]
            full = f"{_day(person.full_on)}转正" if person.full_on else ""
            count = f"，{recommended[pk]}人推荐" if recommended.get(pk) else ""
            names.append({"name": person.name, "office": label, "text": f"{full}{count}"})
            remark = secretary_remark(person, day) if office == Office.SECRETARY else ""
            if remark:
                warnings.append(("ORG-11", remark))
    content = _content(election, ElectionPaperKind.SLATE, lines, warnings)
    return content | {"names": names}


def result_content(election: Election) -> Content:
    """选举结果: every ballot with its numbers, and who takes which work."""
    rounds = election.rounds.filter(state=RoundState.ANNOUNCED).select_related("teller", "counter")
    lines = [("选举", election.title)]
    if election.meeting is not None:
        lines.append(("党员大会", clock.long_date(election.meeting.day)))
    sheets = [round_content(round_) for round_ in rounds.prefetch_related("lines", "signed_sheets")]
    for sheet in sheets:
        lines.append((sheet["title"], sheet["numbers"] + "".join(sheet["sentences"])))
    if election.fewer:
        lines.append(
            (
                "减少名额",
                f"实到{election.consent_present}人，{election.consent_in_favour}人同意减少{election.fewer}名",
            )
        )
    names = [{"name": name, "office": label, "text": ""} for name, label in appointments_text(election)]
    return _content(election, ElectionPaperKind.RESULT, lines, []) | {"names": names, "sheets": sheets}


def shift_content(term: Term, new_due: date, reason: str) -> Content:
    """延期（提前）换届: from which day to which, and why (EL-01)."""
    months = shift_months(term.due_on, new_due)
    word = f"延期{months}个月" if months > 0 else f"提前{-months}个月"
    lines = [
        ("任期", f"第{term.number}届{_day(term.since)}至{_day(term.due_on)}"),
        ("拟改到", f"{clock.long_date(new_due)}，{word}，不超过12个月"),
        ("原因", reason),
    ]
    return {
        "theme": f"第{term.number}届{word}换届",
        "paper": str(ElectionPaperKind.SHIFT),
        "paper_label": str(ElectionPaperKind.SHIFT.label),
        "branch": term.branch.name,
        "lines": _rows(lines),
        "warnings": [],
    }


def round_content(round_: ElectionRound) -> Content:
    """One ballot as its sheet says it."""
    run_off = "（票数相等的再投）" if round_.is_run_off else ""
    numbers = f"发出{round_.issued}张，收回{round_.returned}张，有效{round_.valid}张，无效{round_.void}张。"
    return {
        "title": f"{round_.get_office_display()}第{round_.number}次投票{run_off}",
        "office": round_.get_office_display(),
        "method": "电子无记名" if round_.method == RoundMethod.PHONE else "纸质选票",
        "numbers": numbers,
        "sentences": list(round_.outcome.get("sentences", [])),
        "teller": str(round_.teller or ""),
        "counter": str(round_.counter or ""),
        "signed": [sheet.name for sheet in round_.signed_sheets.all()],
        "lines": [
            {
                "name": line.name,
                "in_favour": line.in_favour,
                "against": line.against,
                "abstained": line.abstained,
                "is_write_in": line.is_write_in,
                "is_elected": line.is_elected,
            }
            for line in round_.lines.all()
        ],
    }


def appointments_text(election: Election) -> list[tuple[str, str]]:
    """Who takes which post, heads first: the division of work (分工)."""
    found = posts_of(election)
    names = dict(Member.objects.filter(pk__in=found).values_list("pk", "name"))
    return [(names[pk], label) for pk, (label, _post) in found.items()]


def posts_of(election: Election) -> dict[int, tuple[str, str]]:
    """Member → (label, post) of everybody elected, secretary first."""
    from activities.reports.electors import elected_members

    found: dict[int, tuple[str, str]] = {}
    if election.kind == ElectionKind.DELEGATES:
        return dict.fromkeys(elected_members(election, Office.DELEGATE), ("代表", ""))
    for office, post in ((Office.SECRETARY, Post.SECRETARY), (Office.DEPUTY, Post.DEPUTY_SECRETARY)):
        for pk in elected_members(election, office):
            found[pk] = (str(post.label), post.value)
    duties = dict(election.candidates.filter(office=Office.COMMITTEE).values_list("member_id", "post"))
    for pk in elected_members(election, Office.COMMITTEE):
        post = Post(duties.get(pk) or Post.COMMITTEE_MEMBER)
        found.setdefault(pk, (str(post.label), post.value))
    return found


def seat_lines(election: Election) -> list[str]:
    """支部委员5名，候选人至少6名 · 书记1名，等额"""
    said = []
    for office in election.offices:
        seats, label = election.seats_of(office), Office(office).label
        if election.stands_alone(office):
            where = "由新一届支委会等额选举" if office in election.committee_offices else "由党员大会等额选举"
            said.append(f"{label}{seats}名，{where}")
        else:
            said.append(f"{label}{seats}名，差额不少于20%，候选人至少{least_candidates(seats)}名")
    return said


def _content(
    election: Election,
    kind: ElectionPaperKind,
    lines: list[tuple[str, str]],
    warnings: list[tuple[str, str]],
) -> Content:
    return {
        "theme": election.title,
        "paper": str(kind),
        "paper_label": str(kind.label),
        "branch": election.branch.name,
        "lines": _rows(lines),
        "warnings": [{"rule": rule, "sentence": sentence} for rule, sentence in warnings],
    }


def _rows(lines: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"label": label, "text": text} for label, text in lines]


def _term_text(election: Election) -> str:
    term = election.term
    if term is None:
        return "第1届，首次选举"
    return f"第{term.number}届{_day(term.since)}至{_day(term.election_due)}"


def _day(day: date | None) -> str:
    return full_date(day) if day else ""

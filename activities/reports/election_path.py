"""The way of an election, step by step, each judged by what stands in the tables (EL-02)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from activities.choices import FilingState
from activities.choices_elections import ElectionKind, ElectionPaperKind, ElectionState, Office
from activities.models import Election, Filing
from activities.reports.next_ballot import is_settled
from activities.rules.election_seats import why_too_few
from partywork.common import clock

DONE, NOW, WAITING, LATER = "done", "now", "waiting", ""


@dataclass(frozen=True)
class PathStep:
    """One step. `state` is done, now (the branch's turn), waiting (the superior's turn) or later."""

    key: str
    label: str
    fact: str
    is_done: bool
    state: str = LATER


@dataclass(frozen=True)
class Path:
    steps: tuple[PathStep, ...]
    filings: dict[str, Filing]

    @property
    def current(self) -> PathStep | None:
        return next((step for step in self.steps if step.state in (NOW, WAITING)), None)

    @property
    def sentence(self) -> str:
        done = sum(1 for step in self.steps if step.is_done)
        now = self.current
        if now is None:
            return f"{len(self.steps)}步都已办好"
        turn = "等上级答复" if now.state == WAITING else "现在办"
        return f"已办{done}步，{turn}：{now.label}"


def path_of(election: Election) -> Path:
    filings = {
        paper.kind: paper.filing
        for paper in election.papers.select_related("filing__to").filter(filing__isnull=False)
    }
    steps = list(_steps(election, filings))
    first = next((number for number, step in enumerate(steps) if not step.is_done), len(steps))
    shown = []
    for number, step in enumerate(steps):
        state = DONE if step.is_done else LATER
        if number == first and election.state == ElectionState.OPEN:
            state = WAITING if step.key in ("reply", "review", "approval") and _waits(step, filings) else NOW
        shown.append(PathStep(step.key, step.label, step.fact, step.is_done, state))
    return Path(tuple(shown), filings)


def _waits(step: PathStep, filings: dict[str, Filing]) -> bool:
    kind = {"reply": "request", "review": "slate", "approval": "result"}[step.key]
    found = filings.get(kind)
    return found is not None and found.state == FilingState.SUBMITTED


def _steps(election: Election, filings: dict[str, Filing]) -> Iterator[PathStep]:
    by_whom = "支委会研究" if election.branch.has_committee else "支部研究"
    planned = election.planned_on
    plan = f"拟{_day(planned)}选举" if planned else "填日期和名额"
    yield PathStep("study", by_whom, plan, election.studied_on is not None)
    yield _handed_in("request", "请示上级", filings.get(ElectionPaperKind.REQUEST))
    yield _answered("reply", "上级批复", filings.get(ElectionPaperKind.REQUEST))
    yield _nominated(election)
    yield _answered("review", "预备人选审查", filings.get(ElectionPaperKind.SLATE))
    yield _elected(election, "meeting", "党员大会选举", election.meeting_offices)
    if election.committee_offices:
        yield _elected(election, "heads", "支委会选举", election.committee_offices)
    yield _handed_in("result", "报告结果", filings.get(ElectionPaperKind.RESULT))
    delegates = election.kind == ElectionKind.DELEGATES
    on = election.took_office_on
    taken = f"{_day(on)}{'办结' if delegates else '任职'}" if on else ""
    answer = _answered("approval", "", filings.get(ElectionPaperKind.RESULT))
    label = "批准、备案" if delegates else "批准、任职"
    yield PathStep("approval", label, taken or answer.fact, on is not None)


def _day(day: date) -> str:
    """6月18日: the strip has no room for the day of the week."""
    return f"{day.month}月{day.day}日"


def _handed_in(key: str, label: str, filing: Filing | None) -> PathStep:
    if filing is None:
        return PathStep(key, label, "还没有报送", False)
    if filing.state == FilingState.RETURNED:
        return PathStep(key, label, "上级退回了，改好再报", False)
    return PathStep(key, label, f"{_day(clock.local_day(filing.first_submitted_at))}报送", True)


def _answered(key: str, label: str, filing: Filing | None) -> PathStep:
    if filing is None:
        return PathStep(key, label, "", False)
    if filing.state == FilingState.ACCEPTED:
        return PathStep(key, label, f"{filing.to.called}已同意", True)
    if filing.state == FilingState.RETURNED:
        return PathStep(key, label, "退回", False)
    due = f"，{clock.due_text(filing.answer_due_at)}前" if filing.answer_due_at else ""
    return PathStep(key, label, f"等{filing.to.called}答复{due}", False)


def _nominated(election: Election) -> PathStep:
    listed: dict[str, int] = {}
    for office in election.candidates.filter(is_listed=True).values_list("office", flat=True):
        listed[office] = listed.get(office, 0) + 1
    short = [
        why_too_few(election.seats_of(each), listed.get(each, 0), equal=election.stands_alone(each))
        for each in election.offices
    ]
    said = "、".join(f"{Office(each).label}{listed.get(each, 0)}人" for each in election.offices)
    return PathStep("nominate", "推荐提名", said, bool(election.offices) and not any(short))


def _elected(election: Election, key: str, label: str, offices: tuple[Office, ...]) -> PathStep:
    done = bool(offices) and all(is_settled(election, office) for office in offices)
    meeting = election.meeting if key == "meeting" else election.first_meeting
    said = _day(meeting.day) if meeting is not None else "、".join(each.label for each in offices)
    return PathStep(key, label, said, done)

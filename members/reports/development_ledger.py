"""F-24 as the ledger of a branch: everybody on the way, and those whose way ended this year (DV-23, PI-13)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from branches.models import Organization
from members.choices_development import ContactRole
from members.choices_publicity import NoticeState
from members.documents.development_ledger import DevelopmentLedger, LedgerLine
from members.models import Development, DevelopmentStep, NoticedPerson
from members.reports.development_sheets import remark_of
from members.rules.development_facts import Meeting, Training, facts_of
from partywork.common.spreadsheets import Cell, write_sheet


def development_ledger(branch: Organization, as_of: date) -> DevelopmentLedger:
    """F-24 of everybody on the way: a fixed number of queries."""
    people = list(
        Development.objects.filter(branch=branch)
        .with_steps()
        .prefetch_related("contacts__member", "thought_reports")
        .order_by("stage", "name_key", "pk")
    )
    people = [person for person in people if person.is_open or _ended_in(person, as_of.year)]
    results = _notice_results(people)
    lines = tuple(
        _ledger_line(number, person, results.get(person.pk, []))
        for number, person in enumerate(sorted(people, key=_reached, reverse=True), start=1)
    )
    return DevelopmentLedger(
        branch=branch.name_on(as_of),
        lines=lines,
        sentence=f"共{len(lines)}人，含今年办结的。",
        as_of=as_of,
    )


def ledger_xlsx(branch: Organization, ledger: DevelopmentLedger, stamp: str) -> bytes:
    """The ledger as a table, every column of F-24; who took it out, when and why below it (PI-13)."""
    rows: list[list[Cell]] = [[_flat(getattr(line, field)) for field, _ in COLUMNS] for line in ledger.lines]
    notes = [f"{branch.name}，发展党员台账（全程纪实）。", stamp]
    return write_sheet("发展党员台账", [label for _, label in COLUMNS], rows, notes=notes)


COLUMNS = (
    ("number", "序号"),
    ("name", "姓名"),
    ("sex", "性别"),
    ("ethnicity", "民族"),
    ("born", "出生年月"),
    ("education", "学历"),
    ("applied_on", "申请日期"),
    ("talked_on", "谈话日期"),
    ("activist_on", "确定积极分子日期"),
    ("activist_filed_on", "积极分子备案日期"),
    ("contacts", "培养联系人"),
    ("reviews", "半年考察次数"),
    ("reports", "思想汇报次数"),
    ("candidate_on", "确定发展对象日期"),
    ("candidate_filed_on", "发展对象备案日期"),
    ("introducers", "入党介绍人"),
    ("political_on", "政治审查日期"),
    ("training", "集中培训"),
    ("notices", "公示"),
    ("previewed_on", "预审日期"),
    ("admitted_on", "接收大会日期"),
    ("votes", "大会票数"),
    ("approved_on", "党委审批日期"),
    ("oath_on", "宣誓日期"),
    ("conversion_on", "转正大会日期"),
    ("conversion_approved_on", "转正审批日期"),
    ("remark", "备注"),
)


def _notice_results(people: list[Development]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = NoticedPerson.objects.filter(development__in=people)
    rows = rows.exclude(notice__state=NoticeState.WITHDRAWN).select_related("notice")
    for row in rows.order_by("notice__posted_on"):
        notice = row.notice
        result = row.get_result_display() if row.result else notice.phase_name
        span = f"{notice.posted_on:%Y-%m-%d}至{notice.until:%Y-%m-%d}"
        found.setdefault(row.development_id, []).append(f"{notice.get_point_display()} {span} {result}")
    return found


def _ended_in(person: Development, year: int) -> bool:
    taken: list[Any] = person.taken  # type: ignore[attr-defined]
    return bool(taken) and taken[-1].done_on.year == year


def _reached(person: Development) -> int:
    """How far somebody is: the highest step that is done."""
    taken: list[DevelopmentStep] = person.taken  # type: ignore[attr-defined]
    return max((row.step.number for row in taken if row.is_done), default=0)


def _ledger_line(number: int, person: Development, notices: list[str]) -> LedgerLine:
    taken: list[DevelopmentStep] = person.taken  # type: ignore[attr-defined]
    days = {row.key: row.done_on for row in taken if row.is_done}
    facts = {row.key: facts_of(row.key, row.facts) for row in taken if row.is_done}
    contacts = person.contacts.all()
    meeting, training = facts.get("admitted"), facts.get("training")
    return LedgerLine(
        number=number,
        name=person.name,
        sex=person.get_sex_display(),
        ethnicity=person.ethnicity,
        born=f"{person.born_on:%Y-%m}",
        education=person.education,
        applied_on=days.get("applied"),
        talked_on=days.get("talked"),
        activist_on=days.get("activist"),
        activist_filed_on=days.get("activist_filed"),
        contacts="\n".join(_names(contacts, ContactRole.CONTACT)),
        reviews=sum(row.key == "cultivation" and row.is_done for row in taken),
        reports=len(person.thought_reports.all()),
        candidate_on=days.get("candidate"),
        candidate_filed_on=days.get("candidate_filed"),
        introducers="\n".join(_names(contacts, ContactRole.INTRODUCER)),
        political_on=days.get("political_review"),
        training=f"{training.days}天\n{training.hours}学时" if isinstance(training, Training) else "",
        notices="；".join(notices),
        previewed_on=days.get("previewed"),
        admitted_on=days.get("admitted"),
        votes=_votes(meeting) if isinstance(meeting, Meeting) else "",
        approved_on=days.get("approved"),
        oath_on=days.get("oath"),
        conversion_on=days.get("conversion_decided"),
        conversion_approved_on=days.get("conversion_approved"),
        remark=remark_of(person),
    )


def _votes(meeting: Meeting) -> str:
    return f"实到{meeting.present}\n赞成{meeting.in_favour}\n反对{meeting.against}\n弃权{meeting.abstained}"


def _names(contacts: Iterable[Any], role: str) -> list[str]:
    rows = [row for row in contacts if row.role == role]
    running = [row for row in rows if row.until is None] or rows[-2:]
    return [row.member.name for row in running]


def _flat(value: Cell) -> Cell:
    """What stands on several lines on paper, on one line in a table."""
    return value.replace("\n", "、") if isinstance(value, str) else value

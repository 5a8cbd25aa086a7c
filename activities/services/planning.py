"""The annual plan: begin it, write its rows, put days to them, hand it in (PL-01..PL-08)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from activities.choices import FilingKind, PlanState
from activities.models import AnnualPlan, Filing, PlannedActivity, PlanVersion
from activities.reports.plan_content import plan_content
from activities.services.filing import digest_of, hand_in
from activities.states import PLAN
from branches.models import Organization
from branches.reports.calendar import office_calendar
from branches.reports.parameters import in_force
from branches.rules.day_rule import DayRule, propose_year
from members.models import User
from partywork.common import clock
from partywork.common.errors import Conflict
from partywork.common.verbs import advance, journal, lock, require, save

ROW_FIELDS = (
    "month",
    "start",
    "end",
    "kind",
    "mode",
    "content",
    "requirement",
    "theme",
    "direction",
    "responsible",
    "participants",
    "place",
    "budget",
    "remark",
)
EDITABLE = (PlanState.DRAFT, PlanState.RETURNED)


@dataclass(frozen=True)
class Written:
    """What an import did: rows written, and rows that stood there already."""

    added: int
    known: int


@transaction.atomic
def begin(branch: Organization, year: int, *, by: User) -> AnnualPlan:
    """The branch's plan of the year, begun now if there is none (a second click finds the first)."""
    require(branch.is_branch, "年度计划由党支部制定。")
    require(2000 <= year <= 2100, "年度应在 2000 到 2100 之间。", field="year")
    plan, is_new = AnnualPlan.objects.get_or_create(branch=branch, year=year)
    if is_new:
        journal(plan, "begin", by=by, after=plan.state)
    return plan


@transaction.atomic
def add_row(plan: AnnualPlan, *, by: User, fields: Mapping[str, Any]) -> PlannedActivity:
    plan = _editable(plan)
    row = PlannedActivity.objects.create(plan=plan, **_checked(plan, fields))
    _touched(plan)
    journal(row, "add", by=by)
    return row


@transaction.atomic
def change_row(
    row: PlannedActivity, *, by: User, fields: Mapping[str, Any], reason: str = ""
) -> PlannedActivity:
    """Change a row; once the plan is approved the old row is kept beside the new one, with the reason (PL-08)."""
    plan, row = lock(row.plan), lock(row)
    values = _checked(plan, fields)
    if plan.state in EDITABLE:
        for name, value in values.items():
            setattr(row, name, value)
        row.date_note = ""
        save(row, *values, "date_note")
        _touched(plan)
        journal(row, "change", by=by)
        return row
    require(plan.state == PlanState.APPROVED, "计划正在上级审核，等答复后再改。", code="wrong_state")
    require(reason.strip(), "计划已备案，调整要写明原因。", field="reason")
    require(not hasattr(row, "amended_by"), "这一行已经调整过，请改调整后的那一行。")
    merged = {name: getattr(row, name) for name in ROW_FIELDS} | values
    changed = PlannedActivity.objects.create(plan=plan, amends=row, amended_reason=reason, **merged)
    row.activities.update(row=changed, updated_at=timezone.now())
    _touched(plan)
    journal(plan, "amend", by=by, reason=reason, after=plan.state)
    return changed


@transaction.atomic
def remove_row(row: PlannedActivity, *, by: User) -> None:
    plan, row = _editable(row.plan), lock(row)
    require(not row.activities.exists(), "这一行已经开了活动，不能删除；可以改内容或取消活动。")
    journal(row, "remove", by=by)
    row.delete()
    _touched(plan)


@transaction.atomic
def take_over(plan: AnnualPlan, rows: Iterable[Mapping[str, Any]], *, by: User) -> Written:
    """Write rows that were read from a document, a template or last year; the same row twice adds nothing."""
    plan = _editable(plan)
    known = {(row.month, row.kind, row.mode, row.content) for row in plan.rows.all()}
    added, seen = 0, 0
    for fields in rows:
        values = _checked(plan, fields)
        key = (values["month"], values.get("kind", "party_day"), values.get("mode", ""), values["content"])
        if key in known:
            seen += 1
            continue
        known.add(key)
        PlannedActivity.objects.create(plan=plan, **values)
        added += 1
    _touched(plan)
    if added:
        journal(plan, "take_over", by=by, reason=f"{added} 行", after=plan.state)
    return Written(added, seen)


@transaction.atomic
def copy_last_year(plan: AnnualPlan, *, by: User) -> Written:
    """Last year's rows without their days: those follow from this year's calendar."""
    last = AnnualPlan.objects.filter(branch=plan.branch, year=plan.year - 1).first()
    require(last is not None, f"没有 {plan.year - 1} 年的计划可以带入。")
    assert last is not None
    rows = last.rows.filter(amended_by__isnull=True)
    skip = ("start", "end", "theme")
    return take_over(plan, ({n: getattr(row, n) for n in ROW_FIELDS if n not in skip} for row in rows), by=by)


@transaction.atomic
def place_days(plan: AnnualPlan, *, by: User) -> int:
    """Put the fixed day to every Party-day row that has none, shifted off holidays (PD-03, CAL-03)."""
    plan = _editable(plan)
    parameters = in_force(plan.branch, date(plan.year, 1, 1))
    rule: DayRule = parameters["pd.day_rule"]
    proposals = {
        day.month: day
        for day in propose_year(
            rule,
            plan.year,
            office_calendar(),
            shift=parameters["cal.shift"],
            allow_makeup_weekend=parameters["cal.allow_makeup_weekend"],
            exempt_months=parameters["pd.exempt_months"],
        )
    }
    placed = 0
    for row in plan.rows.filter(start__isnull=True, kind="party_day"):
        proposal = proposals.get(row.month)
        if proposal is None or proposal.date is None:
            continue
        row.start = row.end = proposal.date
        row.date_note = "；".join(proposal.reasons)[:200]
        save(row, "start", "end", "date_note")
        placed += 1
    _touched(plan)
    journal(plan, "place_days", by=by, reason=f"{placed} 个月", after=plan.state)
    return placed


@transaction.atomic
def describe(
    plan: AnnualPlan, *, by: User, revision: int, discussed_on: date | None, note: str
) -> AnnualPlan:
    """The head of the plan; the second of two people who save is told what stands there (E-82)."""
    plan = _editable(plan)
    if plan.revision != revision:
        raise Conflict(
            "刚刚有人改过这份计划，请看一下现在的内容再存。",
            current={
                "note": plan.note,
                "discussed_on": plan.discussed_on.isoformat() if plan.discussed_on else "",
            },
        )
    plan.discussed_on, plan.note = discussed_on, note
    plan.revision += 1
    save(plan, "discussed_on", "note", "revision")
    journal(plan, "describe", by=by, after=plan.state)
    return plan


@transaction.atomic
def submit(plan: AnnualPlan, *, by: User, note: str = "") -> Filing:
    """Hand the plan to the superior for the record (PL-03); this version is kept as it is."""
    plan = lock(plan)
    require(plan.rows.exists(), "计划还是空的，请先填写至少一个月的活动。")
    content = plan_content(plan)
    number = plan.versions.count() + 1
    PlanVersion.objects.create(
        plan=plan, number=number, content=content, digest=digest_of(content), made_by=by
    )
    advance(plan, PLAN, "submit", by=by, reason=note)
    due = in_force(plan.branch, clock.today())["pl.plan_due"]
    return hand_in(
        FilingKind.PLAN,
        plan.branch,
        content=content,
        by=by,
        year=plan.year,
        note=note,
        due_at=clock.end_of(_due_day(plan.year, str(due))),
        why_due=f"年度计划应在{_due_day(plan.year, str(due)).month}月{_due_day(plan.year, str(due)).day}日前报送",
        plan=plan,
    )


@transaction.atomic
def reopen(plan: AnnualPlan, *, by: User, reason: str) -> AnnualPlan:
    """Take an approved plan up again; the approved version stays kept."""
    plan = lock(plan)
    require(reason.strip(), "请写明修订的原因。", field="reason")
    advance(plan, PLAN, "reopen", by=by, reason=reason)
    return plan


def _due_day(year: int, text: str) -> date:
    month, day = (int(part) for part in text.split("-"))
    return date(year, month, day)


def _editable(plan: AnnualPlan) -> AnnualPlan:
    plan = lock(plan)
    require(
        plan.state in EDITABLE,
        f"计划现在是“{plan.get_state_display()}”，不能直接改。",
        code="wrong_state",
    )
    return plan


def _touched(plan: AnnualPlan) -> None:
    plan.revision += 1
    save(plan, "revision")


def _checked(plan: AnnualPlan, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The row's fields, or the sentence that says which of them cannot stand."""
    values = {name: fields[name] for name in ROW_FIELDS if name in fields}
    if "month" in values:
        require(values["month"] in range(1, 13), "月份应是 1 到 12。", field="month")
    if "content" in values:
        values["content"] = str(values["content"]).strip()
        require(values["content"], "请写活动内容。", field="content")
    start, end = values.get("start"), values.get("end")
    if start is not None:
        require(start.year == plan.year, f"日期应在 {plan.year} 年内。", field="start")
        require(
            start.month == values.get("month", start.month),
            f"日期在 {start.month} 月，和所填的月份不一致。",
            field="start",
        )
        require(end is None or end >= start, "结束日期不能早于开始日期。", field="end")
        values.setdefault("end", start)
    return values

"""Sheets that should be with the superior and are not: until when, since when locked, who was told (C10, C11)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from activities.choices import EscalationStep, RecordState
from activities.models import Escalation, FilingRound, RecordSheet, SheetUnlock
from activities.rules.locking import is_locked, locked_from
from activities.rules.turns import Turn, rework_due
from branches.models import Organization
from branches.scoping import Scope
from partywork.common import clock

PAGE = 50
LOCK_DAYS = "rc.lock_days"
Turns = dict[int, list[Turn]]


@dataclass(frozen=True)
class Lock:
    """Whether a sheet is locked now, since when, and until when it was opened last."""

    is_locked: bool
    since: datetime | None
    open_until: datetime | None
    unlock: SheetUnlock | None = None

    @property
    def is_opened(self) -> bool:
        return not self.is_locked and self.open_until is not None and self.open_until > clock.now()


@dataclass(frozen=True)
class OverdueLine:
    """One sheet that is overdue, with the steps that were taken for it."""

    record: RecordSheet
    due_at: datetime
    steps: list[Escalation] = field(default_factory=list)

    @property
    def over(self) -> timedelta:
        return clock.now() - self.due_at

    @property
    def is_returned(self) -> bool:
        return self.record.state == RecordState.RETURNED

    @property
    def is_up(self) -> bool:
        """It came as far as the committee's list."""
        return any(step.step == EscalationStep.COMMITTEE for step in self.steps)


@dataclass(frozen=True)
class OverdueList:
    lines: list[OverdueLine]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


def due_of(record: RecordSheet, turns: Turns) -> datetime:
    """Its frozen deadline; after a return what was left then, a day at the least (N20, RC-02)."""
    stays = turns.get(record.pk)
    if record.state != RecordState.RETURNED or not stays:
        return record.due_at
    return rework_due(record.due_at, stays)


def turns_of_records(records: list[RecordSheet]) -> Turns:
    """By sheet, of those that were returned: one query, or none."""
    returned = [record.pk for record in records if record.state == RecordState.RETURNED]
    found: Turns = {}
    if returned:
        rows = FilingRound.objects.filter(filing__record__in=returned).order_by("number")
        for pk, at, answered in rows.values_list("filing__record_id", "submitted_at", "answered_at"):
            found.setdefault(pk, []).append(Turn(at, answered))
    return found


def lock_of(record: RecordSheet) -> Lock:
    """By the limit that held on the day of the activity (E-78); a sheet closed before there was one stays open,
    and so do minutes, which nobody waits for above.
    """
    days = int(record.activity.judged_by.get(LOCK_DAYS, 0))
    open_now = record.state in (RecordState.DRAFT, RecordState.RETURNED)
    if not days or not open_now or not record.activity.sort.is_filed:
        return Lock(False, None, None)
    due = due_of(record, turns_of_records([record]))
    last = SheetUnlock.objects.filter(record=record).order_by("-until").first()
    until = last.until if last is not None else None
    locked = is_locked(due, days, clock.now(), open_until=until)
    return Lock(locked, locked_from(due, days), until, last)


def overdue_list(scope: Scope) -> OverdueList:
    """What the branches directly below these places owe, oldest first. Three queries, four where one was returned."""
    waiting = _overdue(clock.now()).filter(_directly_below(scope))
    rows = list(waiting.select_related("activity__branch")[: PAGE + 1])
    turns = turns_of_records(rows)
    steps: dict[int, list[Escalation]] = {}
    for step in Escalation.objects.filter(record__in=rows):
        steps.setdefault(step.record_id, []).append(step)
    due = {row.pk: due_of(row, turns) for row in rows}
    lines = [
        OverdueLine(row, due[row.pk], steps.get(row.pk, [])) for row in rows if due[row.pk] <= clock.now()
    ]
    total = len(lines) if len(rows) <= PAGE else waiting.count()
    return OverdueList(lines[:PAGE], total)


@dataclass(frozen=True)
class OverdueSheet:
    """One overdue sheet as the job sees it: how often it was handed in, and what was said since."""

    record: RecordSheet
    due_at: datetime
    rounds: int
    said: frozenset[str]


def overdue_sheets(moment: datetime) -> list[OverdueSheet]:
    """Every overdue sheet of the installation: three queries, however many there are."""
    rows = list(_overdue(moment).select_related("activity__branch"))
    turns = turns_of_records(rows)
    said: dict[tuple[int, int], set[str]] = {}
    for pk, number, step in Escalation.objects.filter(record__in=_overdue(moment).values("pk")).values_list(
        "record_id", "round_number", "step"
    ):
        said.setdefault((pk, number), set()).add(step)
    found = []
    for row in rows:
        due_at, rounds = due_of(row, turns), len(turns.get(row.pk, ()))
        if due_at <= moment:
            found.append(OverdueSheet(row, due_at, rounds, frozenset(said.get((row.pk, rounds), ()))))
    return found


def _overdue(moment: datetime) -> QuerySet[RecordSheet]:
    found: QuerySet[RecordSheet] = RecordSheet.objects.sheets().filter(
        state__in=[RecordState.DRAFT, RecordState.RETURNED],
        due_at__lte=moment,
        activity__branch__dissolved_on=None,
    )
    return found.order_by("due_at", "pk")


def _directly_below(scope: Scope) -> Q:
    found = Q(pk__in=[])
    for path in scope.paths:
        depth = len(path) // Organization.steplen + 1
        found |= Q(activity__branch__path__startswith=path, activity__branch__depth=depth)
    return found


def rounds_before(record: RecordSheet) -> int:
    """How often it was handed in: after a return the steps begin anew."""
    return FilingRound.objects.filter(filing__record=record).count()

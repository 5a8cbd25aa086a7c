"""What a branch has agreed on, as the secretary filters it; a member's own; lines of a record (F-43)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from activities.choices_agenda import ActionState
from activities.models import ActionItem, Activity
from activities.reports.branch_people import branch_people
from activities.reports.follow_up import tracked
from activities.rules.action_line import AgreedLine, read_line
from activities.rules.follow_up import Standing, standing_on
from branches.models import Organization
from members.models import Member
from partywork.common import clock

OPEN, OVERDUE, DONE, DROPPED, ALL = "open", "overdue", "done", "dropped", "all"
SHOWN = {OPEN: "在办", OVERDUE: "逾期", DONE: "已办结", DROPPED: "不再办理", ALL: "全部"}
NOTHING = ("本次没有议定事项", "没有议定事项", "无")


@dataclass(frozen=True)
class ActionLine:
    action: ActionItem
    days_late: int

    @property
    def is_open(self) -> bool:
        return self.action.state == ActionState.OPEN


@dataclass(frozen=True)
class ActionList:
    lines: list[ActionLine]
    standing: Standing
    counts: dict[str, int]
    owners: list[tuple[int, str]]

    @property
    def tabs(self) -> list[tuple[str, str, int]]:
        return [(key, label, self.counts[key]) for key, label in SHOWN.items()]


def action_list(branch: Organization, *, shown: str = OPEN, owner: int | None = None) -> ActionList:
    """Everything agreed on in the branch, the most urgent first; one query, however much there is."""
    today = clock.today()
    rows = list(_of_branch(branch))
    mine = [row for row in rows if owner is None or row.owner_id == owner]
    lines = [ActionLine(row, tracked(row).days_late(today)) for row in mine]
    counts = {key: sum(1 for line in lines if _fits(line, key)) for key in SHOWN}
    owners = sorted({(row.owner.name_key, row.owner_id, row.owner.name) for row in rows})
    return ActionList(
        lines=sorted((line for line in lines if _fits(line, shown)), key=_urgency),
        standing=standing_on([tracked(row) for row in mine], today),
        counts=counts,
        owners=[(key, name) for _, key, name in owners],
    )


def actions_of(member: Member) -> list[ActionLine]:
    """The member's own: what is open first, then what was done in the last two months."""
    today = clock.today()
    rows = ActionItem.objects.filter(owner=member).exclude(state=ActionState.DROPPED)
    rows = rows.select_related("activity__branch").prefetch_related("reports")
    lines = [ActionLine(row, tracked(row).days_late(today)) for row in rows]
    kept = [line for line in lines if line.is_open or _recent(line.action.done_on, today)]
    return sorted(kept, key=_urgency)


def own_action(member: Member, pk: int) -> ActionItem | None:
    """One the member is responsible for; anybody else's is not found here."""
    return ActionItem.objects.filter(pk=pk, owner=member).first()


def open_actions_of(member: Member) -> QuerySet[ActionItem]:
    """What is due first stands first, what has no day last."""
    rows = ActionItem.objects.filter(owner=member, state=ActionState.OPEN)
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def lines_to_agree(activity: Activity) -> list[tuple[str, AgreedLine]]:
    """The lines of the record's 议定事项 that are no action item yet, each as it would be read (PD-29)."""
    record = getattr(activity, "record", None)
    text = record.actions if record is not None else ""
    written = [line.strip() for line in text.splitlines() if line.strip()]
    if not written:
        return []
    people = branch_people(activity)
    known = {(row.text, row.owner_id) for row in ActionItem.objects.filter(activity=activity)}
    texts = {text for text, _ in known}
    found = []
    for line in written:
        read = read_line(line, people.names, activity.day)
        if line.rstrip("。") in NOTHING or not read.text:
            continue
        if (read.text, read.owner) not in known and not (read.owner is None and read.text in texts):
            found.append((line, read))
    return found


def _of_branch(branch: Organization) -> "QuerySet[ActionItem]":
    return ActionItem.objects.filter(branch=branch).select_related("owner", "activity")


def _fits(line: ActionLine, shown: str) -> bool:
    if shown == OVERDUE:
        return line.days_late > 0
    return shown == ALL or line.action.state == shown


def _urgency(line: ActionLine) -> tuple[bool, date, int]:
    """Open before ended; of the open the nearest day first, of the ended the latest."""
    action = line.action
    if line.is_open:
        return False, action.due_on or date.max, action.pk
    ended = action.done_on or action.dropped_on or action.activity.day
    return True, date.fromordinal(date.max.toordinal() - ended.toordinal()), action.pk


def _recent(done_on: date | None, today: date) -> bool:
    return done_on is not None and (today - done_on).days <= 60

"""What a branch agreed on as the printed form F-43 wants it."""

from typing import Any

from activities.choices_agenda import ActionState
from activities.documents.action_sheet import ActionRow, ActionSheetContent, ActionSheetDocument
from activities.models import ActionItem
from activities.reports.actions import SHOWN, ActionLine, ActionList
from branches.models import Organization
from partywork.common import clock


def action_sheet(branch: Organization, found: ActionList, *, shown: str, by: str) -> dict[str, Any]:
    content = ActionSheetContent(
        branch=branch.name_on(clock.today()),
        as_of=clock.today(),
        kept_by=by,
        shown=SHOWN[shown],
        sentence=found.standing.sentence,
        rows=tuple(_row(line) for line in found.lines),
    )
    return ActionSheetDocument(content).to_json()


def _row(line: ActionLine) -> ActionRow:
    action = line.action
    return ActionRow(
        meeting=f"{action.activity.day:%Y-%m-%d} {action.activity.get_kind_display()}",
        text=action.text,
        owner=action.owner.name,
        due=f"{action.due_on:%Y-%m-%d}" if action.due_on else "长期",
        progress=_progress(action),
        ended=_ended(action),
        late=f"逾期{line.days_late}天" if line.days_late else "",
    )


def _progress(action: ActionItem) -> str:
    said = action.get_stage_display() if action.stage else ""
    return f"{said}：{action.progress}" if action.progress else said


def _ended(action: ActionItem) -> str:
    if action.state == ActionState.DONE:
        return f"{action.done_on:%Y-%m-%d}"
    return f"不再办理：{action.drop_reason}" if action.state == ActionState.DROPPED else ""

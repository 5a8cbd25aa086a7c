"""A plan as plain data: what a version keeps, a filing freezes and F-01 prints."""

from typing import Any

from activities.choices import ActivityKind
from activities.models import AnnualPlan
from partywork.common import clock


def plan_content(plan: AnnualPlan) -> dict[str, Any]:
    """The rows in force, in order, with the names of this day (E-85)."""
    superior = plan.branch.superior
    return {
        "branch": plan.branch.name_on(clock.today()),
        "superior": superior.name_on(clock.today()) if superior else "",
        "year": plan.year,
        "discussed_on": plan.discussed_on.isoformat() if plan.discussed_on else None,
        "note": plan.note,
        "rows": [
            {
                "id": row.pk,
                "month": row.month,
                "start": row.start.isoformat() if row.start else None,
                "end": row.end.isoformat() if row.end else None,
                "kind": row.kind,
                "kind_label": str(ActivityKind(row.kind).label),
                "mode": row.mode,
                "content": row.content,
                "requirement": row.requirement,
                "requirement_label": row.get_requirement_display(),
                "direction": row.get_direction_display() if row.direction else "",
                "responsible": row.responsible,
                "participants": row.participants,
                "place": row.place,
                "budget": str(row.budget) if row.budget is not None else None,
                "remark": row.remark,
            }
            for row in plan.rows.filter(amended_by__isnull=True)
        ],
    }

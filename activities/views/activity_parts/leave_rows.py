"""The leaves of an activity, each with the form it is decided by and what the decision would come to."""

from collections.abc import Mapping

from django.forms import BaseForm

from activities.choices import LeaveState
from activities.forms.attending import LeaveDecisionForm
from activities.models import Activity, LeaveRequest
from activities.reports.leave_effect import DecisionEffect, decision_effects


def leaves_of(
    activity: Activity, bound: Mapping[str, BaseForm]
) -> list[tuple[LeaveRequest, BaseForm, DecisionEffect | None]]:
    """Those that wait for an answer first, each with its form."""
    standing = activity.leaves.exclude(state=LeaveState.WITHDRAWN)
    rows = standing.select_related("member", "decided_by").prefetch_related("proofs")
    ordered = sorted(rows, key=lambda leave: leave.state != LeaveState.ASKED)
    effects = decision_effects(activity, ordered)
    return [
        (
            row,
            bound.get(f"leave-{row.pk}") or LeaveDecisionForm(auto_id=f"id_leave_{row.pk}_%s"),
            effects.get(row.pk),
        )
        for row in ordered
    ]

"""Before it begins: the steps, the notice that goes out, leave, the theme and the agenda."""

from collections.abc import Mapping
from typing import Any

from activities.choices import FilingKind
from activities.forms.scheduling import NoteForm, PublishForm, ThemeDecisionForm
from activities.models import Activity, Filing
from activities.reports.forecast import outlook_of
from activities.reports.steps import steps_of
from activities.rules.step_facts import OFF, UNKNOWN, Step
from activities.rules.steps import steps_sentence
from activities.views.activity_parts.scene import ASIDE, MAIN, TOP, Part, Scene
from members.access import Capability

Needed = Mapping[str, Any] | None


def nine_steps(scene: Scene) -> Needed:
    """S1-B's steps belong to the themed Party day alone."""
    if not scene.kind.has_nine_steps:
        return None
    steps = steps_of(scene.activity, scene.limits)
    strips = [_strip(step, is_open=scene.is_open) for step in steps]
    return {"steps": strips, "steps_sentence": steps_sentence(steps)}


def announcing(scene: Scene) -> Needed:
    if not (scene.is_draft and scene.is_ahead):
        return None
    return {
        "notice": scene.notice,
        "register": scene.register,
        "outlook": outlook_of(scene.activity, scene.limits) if scene.kind.needs_rate else None,
        "publish_form": scene.bound.get("publish") or PublishForm(),
    }


def leaves(scene: Scene) -> Needed:
    return {"may_decide": scene.may(Capability.DECIDE_LEAVE)} if scene.leaves else None


def theme(scene: Scene) -> Needed:
    """Steps 1 and 2: settled in the branch committee, approved above."""
    if not scene.kind.has_nine_steps:
        return None
    activity = scene.activity
    decided = {"on": activity.decided_on, "note": activity.decided_note}
    return {
        "step2_mode": scene.limits["pd.step2_mode"],
        "approval": _filing(activity),
        "may_file": scene.may(Capability.FILE),
        "decision_form": scene.bound.get("decision") or ThemeDecisionForm(initial=decided),
        "approval_form": scene.bound.get("approval") or NoteForm(),
    }


def _strip(step: Step, *, is_open: bool) -> dict[str, str]:
    """Before the end nothing waits to be settled: it simply has not come yet."""
    waiting = step.state == OFF or (step.state == UNKNOWN and is_open)
    return {"label": step.title, "state": "" if waiting else step.state, "fact": step.fact}


def _filing(activity: Activity) -> Filing | None:
    rows = Filing.objects.filter(activity=activity, kind=FilingKind.THEME)
    return rows.select_related("to").prefetch_related("rounds").first()


NINE_STEPS = Part("activities/activity/_nine_steps.html", TOP, nine_steps)
ANNOUNCING = Part("activities/activity/_announce.html", MAIN, announcing)
LEAVES = Part("activities/activity/_leaves.html", MAIN, leaves)
THEME = Part("activities/activity/_theme.html", ASIDE, theme)

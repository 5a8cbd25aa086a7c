"""What stands beside the work: filing, objections, rating, the notice that went out, guests, changes."""

from collections.abc import Mapping
from typing import Any

from activities.forms.scheduling import GuestForm
from activities.models import Objection
from activities.reports.joint import joint_note
from activities.reports.move_requests import move_requests
from activities.reports.observers import may_observe
from activities.reports.rating_result import rating_result
from activities.reports.routine import routine_of
from activities.reports.stays import stays_to_mark
from activities.views.activity_parts.scene import ASIDE, Part, Scene
from partywork.common import clock

Needed = Mapping[str, Any] | None


def filing(scene: Scene) -> Needed:
    return {} if scene.record is not None and scene.kind.is_filed else None


def minutes(scene: Scene) -> Needed:
    """After the meeting: by when both sign, and who has; before it the empty form."""
    if scene.kind.is_filed or scene.is_cancelled:
        return None
    signed = list(scene.record.signatures.select_related("member")) if scene.record is not None else []
    return {"minutes_signatures": signed}


def objections(scene: Scene) -> Needed:
    rows = Objection.objects.filter(activity=scene.activity).select_related("member", "answered_by")
    return {"objections": rows} if rows else None


def rating(scene: Scene) -> Needed:
    found = rating_result(scene.activity)
    return {"rating": found} if found else None


def notice(scene: Scene) -> Needed:
    """Once it went out, or could have."""
    if scene.is_draft and scene.is_ahead:
        return None
    if scene.is_cancelled and not scene.notice.published_at:
        return None
    return {"notice": scene.notice, "register": scene.register}


def joint(scene: Scene) -> Needed:
    """Held together with other branches: the themed Party day, and whatever is already so (PD-08)."""
    note = joint_note(scene.activity)
    may_begin = scene.may_run and scene.is_open and scene.kind.may_be_joint
    return {"joint": note} if note or may_begin else None


def routine(scene: Scene) -> Needed:
    """The oath, the charter read aloud, the flag: content of the themed Party day (PD-15..17)."""
    return {"routine": routine_of(scene.activity)} if scene.kind.has_nine_steps else None


def guests(scene: Scene) -> Needed:
    form = scene.bound.get("guest") or GuestForm()
    may_change = scene.may_run and (scene.is_open or scene.can_settle)
    observers = may_observe(scene.activity) if may_change else []
    begun = may_change and scene.activity.starts_at <= clock.now()
    return {
        "guests": scene.activity.guests.all(),
        "guest_form": form,
        "observers": observers,
        "stays": stays_to_mark(scene.activity) if begun else [],
    }


def changes(scene: Scene) -> Needed:
    rows = scene.activity.changes.select_related("changed_by", "filing")
    asked = move_requests(scene.activity)
    return {"changes": rows, "move_requests": asked} if rows or asked else None


FILING = Part("activities/activity/_filing.html", ASIDE, filing)
MINUTES = Part("activities/activity/_minutes.html", ASIDE, minutes)
OBJECTIONS = Part("activities/activity/_objections.html", ASIDE, objections)
RATING = Part("activities/activity/_rating.html", ASIDE, rating)
NOTICE = Part("activities/activity/_notice.html", ASIDE, notice)
JOINT = Part("activities/activity/_joint.html", ASIDE, joint)
ROUTINE = Part("activities/activity/_routine.html", ASIDE, routine)
GUESTS = Part("activities/activity/_guests.html", ASIDE, guests)
CHANGES = Part("activities/activity/_changes.html", ASIDE, changes)

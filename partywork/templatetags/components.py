"""The pieces of a page that are worked out from data: the people bar, the clock, the progress."""

from datetime import datetime, timedelta
from typing import Any

from django import template
from django.conf import settings

from partywork.common import clock as office
from partywork.common import demo_accounts as demo
from partywork.people_bar import PeopleBar

register = template.Library()
SOON = timedelta(hours=24)


@register.filter
def all_done(steps: list[Any]) -> bool:
    """Whether every step of the nine has its fact."""
    return all(step["state"] == "done" if isinstance(step, dict) else step.state == "done" for step in steps)


@register.inclusion_tag("components/_people.html")
def people(
    *,
    present: int,
    required: int,
    made_up: int = 0,
    unsettled: int = 0,
    missing: int = 0,
    percent: int = 80,
    note: str = "",
    wall: bool = False,
) -> dict[str, Any]:
    """One cell a person, the head count that is required as a line: {% people present=20 required=20 … %}

    `note` stands behind 到会 in the legend (正式 13、预备 7); `wall` is for the screen in the room.
    """
    bar = PeopleBar(present, made_up, unsettled, missing, required, wall=wall)
    return {"bar": bar, "percent": percent, "note": note, "wall": wall}


@register.inclusion_tag("components/_clock.html")
def clock(
    due_at: datetime | None,
    *,
    since: datetime | None = None,
    why: str = "",
    done: str = "",
) -> dict[str, Any]:
    """What is left and until when; `why` tells the counted days, `since` adds a bar, `done` stops it."""
    if due_at is None:
        return {"due_at": None, "done": done, "why": why}
    left = due_at - office.now()
    total = used = 0
    if since is not None:
        total = max(int((due_at - since).total_seconds() // 60), 1)
        used = min(max(int((office.now() - since).total_seconds() // 60), 0), total)
    state = "is-over" if left < timedelta(0) else "is-soon" if left < SOON else ""
    return {
        "due_at": due_at,
        "left": office.left_text(left),
        "state": state,
        "why": why,
        "done": done,
        "total": total,
        "used": used,
    }


@register.inclusion_tag("components/_progress.html")
def progress(label: str, done: int, total: int, *, unit: str = "", state: str = "") -> dict[str, Any]:
    """{% progress "写入党员" 31 48 unit="人" %}: names the work, counts it, may be left."""
    return {"label": label, "done": done, "total": total, "unit": unit, "state": state}


@register.inclusion_tag("components/_demo_accounts.html")
def demo_accounts() -> dict[str, Any]:
    """Who may be tried, in demo mode only; an office sees nothing here."""
    return {"accounts": demo.ACCOUNTS.items() if settings.DEMO_MODE else (), "password": demo.PASSWORD}

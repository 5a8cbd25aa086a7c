"""Where the person belonged from when to when, what was approved, which posts were held, and the ways out."""

from collections.abc import Mapping
from typing import Any

from members.models import Appointment
from members.views.person_parts.scene import ASIDE, MAIN, Part, PersonScene


def spells(scene: PersonScene) -> Mapping[str, Any]:
    return {"spells": scene.member.spells.select_related("branch", "group").order_by("-period")}


def exemptions(scene: PersonScene) -> Mapping[str, Any]:
    approved = scene.member.exemptions.within(scene.scope).select_related("contact", "approved_by")
    return {"exemptions": approved.order_by("-since")}


def posts(scene: PersonScene) -> Mapping[str, Any] | None:
    if scene.member.user_id is None:
        return None
    held = Appointment.objects.within(scene.scope).filter(holder=scene.member.user_id)
    lines = list(held.select_related("organization").order_by("-period"))
    return {"posts": lines} if lines else None


def leaving(scene: PersonScene) -> Mapping[str, Any] | None:
    return {} if scene.manages else None


SPELLS = Part("members/member/_spells.html", MAIN, spells)
EXEMPTIONS = Part("members/member/_exemptions.html", MAIN, exemptions)
POSTS = Part("members/member/_posts.html", MAIN, posts)
LEAVING = Part("members/member/_leaving.html", ASIDE, leaving)

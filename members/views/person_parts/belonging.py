"""Where the person belonged from when to when, what was approved, which posts were held, and the ways out."""

from collections.abc import Mapping
from typing import Any

from members.access import Capability
from members.choices_standing import PRIVATE_ENDS
from members.models import Appointment
from members.views.person_parts.scene import ASIDE, MAIN, Part, PersonScene


def spells(scene: PersonScene) -> Mapping[str, Any]:
    hidden = () if scene.may(Capability.KEEP_STANDING) else PRIVATE_ENDS
    rows = scene.member.spells.select_related("branch", "group").order_by("-period")
    return {"spells": rows, "hidden_ends": hidden}


def exemptions(scene: PersonScene) -> Mapping[str, Any]:
    approved = scene.member.exemptions.within(scene.scope).select_related("contact", "approved_by")
    return {"exemptions": approved.order_by("-since"), "in_full": scene.may(Capability.KEEP_STANDING)}


def posts(scene: PersonScene) -> Mapping[str, Any] | None:
    if scene.member.user_id is None:
        return None
    held = Appointment.objects.within(scene.scope).filter(holder=scene.member.user_id)
    lines = list(held.select_related("organization").order_by("-period"))
    return {"posts": lines} if lines else None


def leaving(scene: PersonScene) -> Mapping[str, Any] | None:
    return {"keeps_standing": scene.does(Capability.KEEP_STANDING)} if scene.manages else None


SPELLS = Part("members/member/_spells.html", MAIN, spells)
EXEMPTIONS = Part("members/member/_exemptions.html", MAIN, exemptions)
POSTS = Part("members/member/_posts.html", MAIN, posts)
LEAVING = Part("members/member/_leaving.html", ASIDE, leaving)

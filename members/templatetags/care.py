"""Which pages of care and honours the person may open: what may not be opened is not offered."""

from typing import Any

from django import template

from members.access import Capability
from members.views.common import access_to

register = template.Library()


@register.simple_tag(takes_context=True)
def sees(context: dict[str, Any], capability: str) -> bool:
    """{% sees "see_care" as sees_care %}"""
    return access_to(context["request"]).may_anywhere(Capability(capability))
